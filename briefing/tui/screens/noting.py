"""What the keys do about notes: writing, deciding where one stands, and going from one to another.

When a note is kept and what becomes of it is the desk's; where it is shown is the panes'.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual import on
from textual.app import SuspendNotSupported

from briefing.casebook import Note
from briefing.casebook.standing import Standing
from briefing.errors import BriefingError
from briefing.tui import messages
from briefing.tui.actions import Place
from briefing.tui.kit import Kit
from briefing.tui.note_keeper import Draft, OpenNote
from briefing.tui.note_view import NoteView, proposal
from briefing.tui.screens.judging import JudgingScreen
from briefing.tui.screens.note_desk import NoteDesk
from index import Article, Span
from index.text import harmless
from index.units import sentence_at

if TYPE_CHECKING:
    pass


class NotingScreen(JudgingScreen, inherit_bindings=True):
    """The panes with an article that one writes on.

    Attributes:
        desk: Where notes are written.
        unkept: Texts of notes that could not be kept, known once the screen is closed.
    """

    def __init__(self, kit: Kit) -> None:
        """Take what it works with."""
        super().__init__(kit)
        self.unkept: list[str] = []
        self.desk = NoteDesk(kit, self.clerk, self.looker, self)
        self._views: list[NoteView] = []
        self._viewed = ""
        self._looks = 0
        self._over_page: tuple[Note, ...] = ()
        self._written_from: Place = "article"

    # -- what a screen adds ----------------------------------------------------------------------

    def redraw_open(self) -> None:
        """Draw the row of the open article again: something about it changed."""
        raise NotImplementedError  # pragma: no cover

    # -- what is shown ---------------------------------------------------------------------------

    @property
    def writing(self) -> str:
        """What is being written, in words; empty when nothing is."""
        return self.desk.writing

    def after_first_paint(self) -> None:
        """What is not needed to begin with is made now."""
        super().after_first_paint()
        self.form.display = False

    def show_notes(self) -> None:
        """Show the notes of the open article: its own at once, those on earlier versions behind them."""
        article = self.article
        if article is None:
            return
        views = [self._view(article, each) for each in self.desk.standings(article)]
        # Those on earlier versions are not known yet; what was known of them a moment ago still stands.
        own = {view.note.id for view in views}
        views += [view for view in self._views if view.note.article != article.id and view.note.id not in own]
        if self._viewed != article.id:
            views = [view for view in views if view.note.id in own]
        self._viewed = article.id
        self._show_views(views)
        self.results.noted = self.desk.noted()
        self.redraw_open()
        self._looks += 1
        look = self._looks
        self.desk.look_closer(
            article, lambda: self._looks == look and self.open_id == article.id, self._show_standings
        )

    @property
    def notes_shown(self) -> Sequence[Note]:
        """All notes of which something is on the screen, in the editor and over the page too."""
        writing = self.desk.open
        kept = (writing.kept,) if writing is not None and writing.kept is not None else ()
        return (*(view.note for view in self._views), *kept, *self._over_page)

    def cover(self, notes: Sequence[Note]) -> None:
        """Something of these notes lies over the page now; of none when it is closed."""
        self._over_page = tuple(notes)
        self.show_rows()

    def show_no_notes(self) -> None:
        """No article is open."""
        self._views = []
        self._viewed = ""
        self.notes.show_notes(())

    def _show_standings(self, found: list[Standing], linked: dict[str, int]) -> None:
        article = self.article
        if article is not None:
            views = [self._view(article, each, linked.get(each.note.id, 0)) for each in found]
            self._show_views(views)

    def _show_views(self, views: list[NoteView]) -> None:
        self._views = views
        self._list_views()
        self.open.show_notes(views)
        self.show_panes()

    def _list_views(self) -> None:
        """List the notes but for the one that is being written: that stands in the editor."""
        writing = self.desk.open
        kept = writing.kept.id if writing is not None and writing.kept is not None else ""
        self.notes.show_notes([view for view in self._views if view.note.id != kept])

    def _view(self, article: Article, standing: Standing, linked: int = 0) -> NoteView:
        return NoteView(standing, self.judging.code_of(article, standing.note), linked)

    # -- writing ---------------------------------------------------------------------------------

    @on(messages.NoteTyped)
    def _note_typed(self) -> None:
        self.desk.typed()

    def leave_note(self) -> None:
        """Keep the note that is being written, and go back to where it was begun."""
        self.desk.left()
        self._list_views()
        self.go_to_pane(self._written_from)

    @property
    def draft(self) -> Draft:
        """What stands in the editor."""
        return self.form.draft

    def edit_note(self, draft: Draft) -> None:
        """Show the editor with this in it."""
        if self.place != "note":
            self._written_from = self.pane
        self.answered = ("", "text")
        shown = Draft(harmless(draft.text), draft.tags, draft.grade, draft.marking)
        note = self.desk.open
        article = note.article if note is not None else self.article
        letter = self.judging.grades.reliability(article.source) if article is not None else ""
        self.form.show(shown, self.desk.quote, self._anchor_words(note), letter)
        self.pane = "notes"
        self._list_views()
        self.show_panes()
        self.set_focus(self.form.entry)

    def _anchor_words(self, note: OpenNote | None) -> str:
        if note is None or note.span is None:
            return "the whole article"
        view = next((view for view in self._views if note.kept and view.note.id == note.kept.id), None)
        if view is None:
            return f"held, line {self.text.line_of(note.span.start):,}"
        place, state = view.standing.place, view.standing.state
        return state if place is None else f"{state}, line {self.text.line_of(place.start):,}"

    def show_kept(self, words: str) -> None:
        """Say beside the editor when it was kept, or that it was not."""
        self.form.show_kept(words)

    def action_note(self) -> None:
        """A note on the selection, the current name, else the sentence; in the list, on the article."""
        self.look_at_row()
        if self.article is None:
            self.answer("there is no article to write on")
            return
        span = self._passage()
        self.text.select(None)
        self.desk.write(self.article, span, self._note_on(span))

    def _passage(self) -> Span | None:
        """What a note begun now is on; nothing for the whole article."""
        current = self.text.span
        if self.text.selection is not None:
            return self.text.selection.span
        if self.pane != "article" or self.article is None:
            return None
        # A hit is a word of the search, not of the article: what one wants to note is its sentence.
        if current is not None and current.layer != "hit":
            return Span(current.start, current.end)
        return sentence_at(self.article.text, self.text.position)

    def _note_on(self, span: Span | None) -> Note | None:
        """The note that stands on exactly this passage already; it is written on, not doubled."""
        for view in self._views:
            if view.standing.place == span and (span is not None or view.note.anchor is None):
                return view.note
        return None

    def action_edit_note(self) -> None:
        """Write on in the note that one is at."""
        note = self._note_here()
        if note is not None and self.article is not None:
            self.desk.write(self.article, None, note)

    def _note_here(self) -> Note | None:
        """The note under the cursor of the notes, or of the current passage; else say how to get to one."""
        standing = self._standing_here
        if standing is None:
            words = "no note here" if self._views else "no note on this article"
            ways = f"{self.key('next_note')} goes to the next one, {self.key('note')} writes one"
            self.answer(f"{words}: {ways if self._views else ways.partition(', ')[2]}")
            return None
        return standing.note

    def action_edit_outside(self) -> None:
        """Write in the user's own editor: the note under the cursor, else a new one where one is."""
        from briefing.tui.outside import edited  # noqa: PLC0415  (not before it is asked for)

        self.look_at_row()
        article = self.article
        if article is None:
            self.answer("there is no article to write on")
            return
        span = None if self.pane == "notes" else self._passage()
        note = self.notes.note if self.pane == "notes" else self._note_on(span)
        try:
            with self.app.suspend():
                text = edited(note.body if note else "", self.corpus.path, os.environ)
        except SuspendNotSupported:
            self.answer("this terminal cannot be handed to another program", "error")
        except BriefingError as error:
            self.answer_error(error.message, error.hint)
        else:
            self.desk.write_at_once(article, span, note, text)

    def action_delete_note(self) -> None:
        """Delete the note that one is at."""
        note = self._note_here()
        if note is not None:
            self.desk.delete(note)

    # -- where a note stands ---------------------------------------------------------------------

    @property
    def _standing_here(self) -> Standing | None:
        """The note that one is at: under the cursor of the notes, or the current passage of the text."""
        if self.pane == "notes" or self.focused is self.notes:
            return self.notes.view.standing if self.notes.view else None
        span = self.text.span
        if span is None or span.layer != "note":
            return None
        return next(
            (view.standing for view in self._views if view.standing.place == Span(span.start, span.end)),
            None,
        )

    def action_accept(self) -> None:
        """Let the note hold on to its place in the newest version; first decide between two texts of one."""
        if self.desk.conflict is not None:
            self._show_conflict(*self.desk.conflict)
            return
        standing = self._proposed()
        if standing is not None:
            self.desk.accept(standing)

    def action_let_go(self) -> None:
        """Say that the note has no place in the newest version."""
        standing = self._proposed()
        if standing is not None:
            self.desk.let_go(standing)

    def _proposed(self) -> Standing | None:
        standing = self._standing_here
        if standing is None:
            self.answer(f"no note here: {self.key('next_note')} goes to the next one")
        elif not standing.is_proposal:
            self.answer(
                proposal(standing, "", "") or "this note stands where it was written: nothing to decide"
            )
        else:
            return standing
        return None

    def say_standing(self) -> None:
        """Say what there is to decide about the note that one is at; the cursor of the notes goes there."""
        standing = self._standing_here
        ids = [note.id for note in self.notes.notes]
        if standing is not None and standing.note.id in ids:
            self.notes.move_to(ids.index(standing.note.id), tell=False)
        words = proposal(standing, self.key("accept"), self.key("let_go")) if standing is not None else ""
        if words:
            self.answer(words, "warn")

    def compare(self) -> bool:
        """Show a passage that changed beside what it was; false when there is nothing to compare."""
        from briefing.tui.screens.beside import BesideScreen  # noqa: PLC0415  (not before it is asked for)

        standing = self._standing_here
        if standing is None or standing.state != "changed" or standing.note.anchor is None:
            return False
        texts = (("noted", standing.note.anchor.exact), ("now", standing.words))
        choices = (("=", "accept", "accepts"), ("!", "let_go", "lets it go"))

        async def decided(name: str | None) -> None:
            if name:
                await self.run_action(name)

        self.app.push_screen(
            BesideScreen(self.look, "The passage changed", texts, choices, self.actions), decided
        )
        return True

    def _show_conflict(self, theirs: Note, ours: Note) -> None:
        try:
            theirs, ours = self.kit.casebook.note(theirs.id), self.kit.casebook.note(ours.id)
        except BriefingError as error:  # one of them is gone: there is nothing to decide any more
            self.desk.conflict = None
            self.answer_error(error.message, error.hint)
            return
        from briefing.tui.screens.beside import BesideScreen  # noqa: PLC0415  (hardly ever)

        texts = (("another reader wrote", theirs.body), ("you wrote", ours.body))
        choices = (("1", "theirs", "theirs"), ("2", "ours", "yours"), ("b", "both", "both"))

        def decided(name: str | None) -> None:
            self.cover(())
            if name:
                self.desk.settle(theirs, ours, name)
            else:
                self.answer("both are kept, as two notes", "warn")

        self.cover((theirs, ours))
        screen = BesideScreen(self.look, "Two readers wrote on one note", texts, choices, self.actions)
        self.app.push_screen(screen, decided)
