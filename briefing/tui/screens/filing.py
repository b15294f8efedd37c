"""What the keys do about many notes: listing and finding them, tagging them, following their links."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from briefing.casebook import Note
from briefing.casebook.standing import Standing, on_itself
from briefing.tui.screens.noting import NotingScreen
from briefing.tui.words import have_this_name

if TYPE_CHECKING:
    from briefing.tui.screens.links_card import Way


class FilingScreen(NotingScreen, inherit_bindings=True):
    """The panes with an article that one writes on, and all other notes."""

    # -- what a screen adds ----------------------------------------------------------------------

    def go_to_note(self, standing: Standing) -> None:
        """Open the article of a note at its passage."""
        raise NotImplementedError  # pragma: no cover

    # -- all notes, tags, links ------------------------------------------------------------------

    def action_notes(self) -> None:
        """All notes, to filter and to go to."""
        from briefing.tui.screens.all_notes import NoteFinder, NotesScreen  # noqa: PLC0415

        finder = NoteFinder(self.kit.casebook, self.corpus, self.kit.scheme)
        today = date.today()  # noqa: DTZ011  (the analyst's own day is meant)

        def chosen(found: Standing | Note | None) -> None:
            self.cover(())
            if isinstance(found, Note):
                found = on_itself(found, found.article)
            if found is not None:
                self.go_to_note(found)

        self.app.push_screen(NotesScreen(self.look, self.looker, finder, today, self.cover), chosen)

    def action_tag(self, tags: str = "") -> None:
        """Tag all notes on the articles that were found."""
        self._tag(tags, add=True)

    def action_untag(self, tags: str = "") -> None:
        """Take tags from all notes on the articles that were found."""
        self._tag(tags, add=False)

    def _tag(self, typed: str, *, add: bool) -> None:
        tags = typed.replace(",", " ").split()
        if not tags:
            self.answer("name the tags behind the command, such as :tag militia", "error")
            return
        page = self.page
        if page is None or not page.total:
            self.answer("nothing was found whose notes could be tagged")
            return
        # Only those that have notes: of 20,000 articles that were found, these are few.
        text, corpus = f"({page.query}) is:noted" if page.query else "is:noted", self.corpus

        def ids() -> list[str]:
            return [hit.id for hit in corpus.search(text, limit=page.total, facets=False).hits]

        self.desk.tag(ids, add=tags if add else (), remove=() if add else tags)

    def action_rename_tag(self, typed: str = "") -> None:
        """Call a tag otherwise on all notes."""
        names = typed.split()
        if len(names) == 2:
            self.desk.rename_tag(*names)
        else:
            self.answer("name the old tag and the new one, such as :rename tag militia armed-group", "error")

    def action_links(self) -> None:
        """What the note under the cursor links to, and which notes link to it."""
        from briefing.tui.screens.links_card import LinksCard, ways_of  # noqa: PLC0415

        standing = self._standing_here
        if standing is None:
            self.answer(f"no note here: {self.key('next_note')} goes to the next one")
            return
        note = standing.note

        casebook = self.kit.casebook

        def find() -> list[Way]:
            return ways_of(note, casebook.notes(), casebook.backlinks(note.id))

        def show(ways: list[Way]) -> None:
            if ways:
                self.cover([way.note for way in ways if way.note is not None])
                self.app.push_screen(LinksCard(self.look, ways, self.actions), self._follow)
            else:
                self.answer("no link here: [[a name]] or [[id of a note]] in a note makes one")

        self.looker.do(find, show)

    def _follow(self, way: Way | None) -> None:
        self.cover(())
        if way is None:
            return
        if way.note is not None:
            self.go_to_note(on_itself(way.note, way.note.article))
        elif way.entity:
            name = way.entity.replace('"', " ")
            self.search_for(f'"{name}"', say=have_this_name)
        else:
            self.answer("there is no such note")
