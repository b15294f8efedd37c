"""Which entities the Entities screen lists, and whose dossier it shows: asked for behind the screen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from time import monotonic
from typing import TYPE_CHECKING

from textual import events, on
from textual.timer import Timer

from briefing.tui import messages
from briefing.tui.dossier_rows import row_after
from briefing.tui.kit import Kit
from briefing.tui.layers import cut
from briefing.tui.rowlist import RowList
from briefing.tui.screens.entity_desk import FETCHED, File, Listing, Wanted
from briefing.tui.screens.entity_panes import EntityPanes
from briefing.tui.widgets.entry import SearchEntry
from briefing.tui.words import counted

if TYPE_CHECKING:
    from briefing.tui.screens.read import ReadScreen
    from index.entities.model import Appearance, Coverage, Name, Order
    from index.model import Kind

#: A row that is come to so soon after the one before is passed over, unless one rests at it for so long.
_PASSING_SECONDS = 0.25
_REST_SECONDS = 0.1

#: Cells of the search in an answer.
_QUERY = 30

ORDERS: tuple[Order, ...] = ("mentions", "articles", "name", "newest")


class EntityListScreen(EntityPanes, inherit_bindings=True):
    """A list of entities that follows the search, and the dossier of the one under the cursor.

    Attributes:
        subject: A name of the entity whose dossier is shown or comes.
        mention: Which of its mentions to be at when it comes, if one is sent to one.
    """

    def __init__(self, kit: Kit, read: ReadScreen) -> None:
        """Take what it works with, and the Read screen."""
        super().__init__(kit, read)
        self.subject: Name | None = None
        self.mention: int | None = None
        self._gone: set[Name] = set()
        self._undoing = False
        self._moved_at = -_PASSING_SECONDS
        self._resting: Timer | None = None
        self.mentions.when_more = self._more_mentions

    @property
    def is_settled(self) -> bool:
        """Whether all that is wanted is shown."""
        return self.desk.is_idle and self._resting is None

    # -- what is listed --------------------------------------------------------------------------

    def renew(self) -> None:
        """List what was found, with what was decided meanwhile."""
        if not self.names.count:
            self.names.empty_words = "Names come in a moment."
            self.names.refresh()
        self.desk.list(self.wanted, self._found, self._listed)

    def _found(self) -> Sequence[int] | None:
        """Numbers of the articles that were found; ``None`` without a search. In the thread of the desk."""
        return self.read.numbers_found(in_order=False)

    def _among(self) -> Sequence[int] | None:
        """The articles that a dossier is about, likewise."""
        return self._found() if self.only_found else None

    def more_named(self) -> None:
        """Say so; a list never changes under the cursor, and one that is empty has none."""
        if not self.names.count:
            self.renew()
            return

        def show(coverage: Coverage) -> None:
            self.covered = coverage
            self.show_rows()

        self.desk.cover(show)

    def _listed(self, listing: Listing) -> None:
        before, self.listing = self.listing, listing
        self.covered = listing.coverage
        back = self._came_back(before, listing)
        if back is not None and not self.in_dossier:
            self.subject = back
        self.names.empty_words = self._empty_words(listing)
        row, at = self.row_of(self.subject), self.names.cursor
        stays = before is not None and before.wanted == listing.wanted
        # What is gone from the same list leaves the cursor where it was.
        cursor = row if row is not None else at if stays else 0
        self.names.show_entries(listing.entries, most=listing.most, cursor=cursor, keep_scroll=stays)
        self.open_row(renewed=True)
        self.lay_out()
        self.show_rows()

    def _came_back(self, before: Listing | None, listing: Listing) -> Name | None:
        """The entity that an undo brought back into the list, the first of several."""
        rows = before.rows if before is not None else {}
        self._gone |= rows.keys() - listing.rows.keys()
        back = self._gone & listing.rows.keys()
        self._gone -= back
        if not back or not self._undoing:  # a list that was under way has nothing back yet
            return None
        self._undoing = False
        return min(back, key=listing.rows.__getitem__)

    def row_of(self, subject: Name | None) -> int | None:
        """The row of the entity that a name leads, if it is in the list."""
        return self.listing.rows.get(subject) if self.listing is not None and subject is not None else None

    def _empty_words(self, listing: Listing) -> str:
        coverage = listing.coverage
        if not coverage.articles:
            return f"No article yet: {self.key('add')} FOLDER adds some."
        if listing.wanted.matching:
            return f"No entity is called so. {self.key('widen')} shows all."
        if coverage.done < coverage.articles:
            articles = counted(coverage.articles, "article")
            return f"Names of {articles} come in a moment: {coverage.done:,} so far."
        if listing.wanted.kind is not None:
            return f"No {listing.wanted.kind} is named here. {self.key('widen')} shows all kinds."
        return "Nothing is named here."

    def open_row(self, *, renewed: bool = False) -> None:
        """Show the dossier of the entity under the cursor; in the dossier stay at its own."""
        entry, row = self.names.entry, self.row_of(self.subject)
        if self.in_dossier and self.subject is not None:
            self._open(self.subject, self._stay)
        elif entry is not None and (renewed or row != self.names.cursor):
            self.subject = entry.lead
            self._open(entry.lead, self.show_file)
        elif entry is None:
            self.subject = None
            self.show_file(None)

    def _open(self, name: Name, then: Callable[[File | None], object]) -> None:
        """Ask for a dossier; for the one that is shown in its order, with all mentions that are loaded."""
        if self.file is not None and name in self.file.names:
            loaded, newest_first = len(self.mentions.appearances), self.newest_first
        else:
            loaded, newest_first = 0, True
        self.desk.open(name, then, among=self._among, newest_first=newest_first, mentions=loaded)

    def _open_at_rest(self) -> None:
        """Show the dossier of the row that one is at; of rows that one passes over, when one rests."""
        now = monotonic()
        in_passing, self._moved_at = now - self._moved_at < _PASSING_SECONDS, now
        if self._resting is not None:
            self._resting.stop()
            self._resting = None
        if in_passing:
            self._resting = self.set_timer(_REST_SECONDS, self._rested)
        else:
            self.open_row()

    def _rested(self) -> None:
        self._resting = None
        self.open_row()

    def settle_row(self) -> None:
        """Have the dossier of the row that one is at, or none until it comes."""
        if self._resting is not None:
            self._resting.stop()
            self._rested()
        if self.file is None or self.subject not in self.file.names:
            self.file = None
            self.show_nothing()

    def _stay(self, file: File | None) -> None:
        """Show the dossier that one is in anew; where there is none any more, go back to the list."""
        if file is None:
            name = self.subject.text if self.subject is not None else "this"
            self.answer(f"{name} is not known as an entity", "warn")
            self.go_to_list(self.names)
            self.open_row(renewed=True)
        else:
            self.show_file(file)

    def show_file(self, file: File | None) -> None:
        """Show a dossier, or that there is none; at the same entity again one stays where one was."""
        before, self.file = self.file, file
        if file is None:
            self.show_nothing()
            return
        same = before is not None and file.is_of_the_same(before)
        entry = file.dossier.entry
        self.subject = entry.lead  # it may have been asked for by another of its names
        row = self.row_of(self.subject)
        if self.in_dossier and row is not None:
            self.names.move_to(row, tell=False)
        self._show_parts(file, same=same)
        if self.mention is not None:
            self.mentions.move_to(self.mention, tell=False)
            self.mentions.marked, self.mention = self.in_dossier, None
        self.facts.show(self._facts_rows)
        self.times.show(self._times_rows)
        self.lay_out()
        self.show_rows()

    def _show_parts(self, file: File, *, same: bool) -> None:
        """Fill the lists of a dossier; in that of the same entity the one with the keys stays at its row."""
        at = [part.cursor if same else 0 for part in self.parts]
        if same:
            at[0] = row_after(self.mentions.appearances, at[0], file.appearances)
        wanted = self.newest_first if same else file.newest_first
        self.newest_first = file.newest_first
        self._show_mentions(file, file.appearances, whole=file.whole)
        self.says.show_said(file.said, file.year)
        self.about.show_said(file.about, file.year)
        self._about_shown = self._about_shown and same
        self.beside.show_entries(file.beside)
        kind = file.dossier.entry.kind
        self.decided.show_decisions(file.decided, frozenset(map(str, file.names)), kind)
        if self.focused in self.parts and not self.focused.count:
            self.go_to_list(self.mentions)  # the last decision was taken back
        for part, row in zip(self.parts, at, strict=True):
            part.marked = part is self.focused
            if row and part.marked:
                part.move_to(row, tell=False)
        if wanted != file.newest_first:
            self._turn_mentions(file)  # they were turned round while this was under way

    def _show_mentions(self, file: File, found: Sequence[Appearance], *, whole: bool) -> None:
        entry = file.dossier.entry
        self.mentions.show_mentions(found, entry.times, entry.kind, file.year, whole=whole)

    def _more_mentions(self) -> None:
        if self.file is None:
            return
        file, newest_first, count = self.file, self.newest_first, len(self.mentions.appearances)

        def show(found: Sequence[Appearance]) -> None:
            # Another dossier, or the same in another order, may have come meanwhile.
            same = self.file is file and self.newest_first == newest_first
            if same and len(self.mentions.appearances) == count:
                self.mentions.show_more(found, whole=len(found) < FETCHED)

        self.desk.more(file, count, newest_first=newest_first, then=show)

    def _turn_mentions(self, file: File) -> None:
        """Show the mentions in the other order, from the first on."""
        self.newest_first = newest_first = not self.newest_first

        def show(found: Sequence[Appearance]) -> None:
            if self.file is file:
                self._show_mentions(file, found, whole=len(found) < FETCHED)
                self.show_rows()

        self.desk.more(file, 0, newest_first=newest_first, then=show)

    # -- keys ------------------------------------------------------------------------------------

    def action_undo(self) -> None:
        """Take back the last step, and be at what that brings back into the list."""
        self._undoing = True
        super().action_undo()

    @on(RowList.Moved)
    def _moved(self, event: RowList.Moved) -> None:
        if event.list is self.names:
            self._undoing = False  # one goes on, and is not taken back
            self._open_at_rest()
        elif event.list is self.mentions:
            self.times.show(self._times_rows)
        self.show_rows()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Follow the mouse."""
        if event.widget is self.focused and isinstance(event.widget, RowList):
            self.in_dossier = event.widget is not self.names
            self.lay_out()
        self.show_rows()

    def go_to_list(self, list_: RowList) -> None:
        """Give the keys to the list of entities or to a part of the dossier."""
        self.in_dossier = list_ is not self.names
        if list_ in (self.says, self.about):
            self._about_shown = list_ is self.about
        self.lay_out()
        self.set_focus(list_)
        self.show_rows()

    def action_order(self) -> None:
        """Another order: of the entities, in a dossier of the mentions."""
        if not self.in_dossier:
            order = ORDERS[(ORDERS.index(self.wanted.order) + 1) % len(ORDERS)]
            self._want(Wanted(self.wanted.kind, self.wanted.matching, order))
        elif self.file is not None:
            self._turn_mentions(self.file)
            self.show_rows()

    def action_dossier_of(self) -> None:
        """The dossier of all articles, or of those that were found; of the entity that one is at."""
        if not self.searched:
            self.answer("nothing is searched for: the dossier is of all articles")
            return
        self.only_found = not self.only_found
        self.open_row(renewed=True)
        self.show_rows()

    def action_narrow(self) -> None:
        """Keep to one kind."""
        from briefing.tui.screens.kind_menu import ALL, KindMenu  # noqa: PLC0415  (when it is asked for)

        def chosen(kind: Kind | str | None) -> None:
            if kind is not None:
                self._want(Wanted(None if kind == ALL else kind, self.wanted.matching, self.wanted.order))  # type: ignore[arg-type]

        menu = KindMenu(self.look, "Keep to", self.wanted.kind or ALL, self.actions, everything=True)
        self.app.push_screen(menu, chosen)

    def action_widen(self) -> None:
        """All kinds and all names again; what the search on Read keeps to stays, and that is said."""
        wanted, query = self.wanted, self.searched
        let_go = [wanted.kind or "", f"“{wanted.matching}”" if wanted.matching else ""]
        search = f"{self.key('screen_read')} {self.key('search')}"
        of = (
            f"of the articles with “{cut(query, _QUERY)}”: {search} and an empty line are all"
            if query
            else ""
        )
        if any(let_go):
            self._type("")
            self._want(Wanted(order=wanted.order))
            words = f"let go of {' and '.join(filter(None, let_go))}"
            self.answer(f"{words}; these are those {of}" if of else words)
        else:
            self.answer(f"all {of}" if of else "all entities are listed already")

    def _want(self, wanted: Wanted) -> None:
        self.wanted = wanted
        self.renew()
        self.show_rows()

    # -- narrowing by what is typed --------------------------------------------------------------

    async def action_search(self) -> None:
        """Type what the names have in them."""
        self.in_dossier = False
        self._search_row.display = True
        self.set_focus(self.entry)
        self.lay_out()
        self.show_rows()

    @on(messages.SearchTyped)
    def _typed(self, event: messages.SearchTyped) -> None:
        if event.text == self.entry.value != self.wanted.matching:
            self._want(Wanted(self.wanted.kind, event.text, self.wanted.order))

    def _type(self, text: str) -> None:
        with self.entry.prevent(SearchEntry.Changed):
            self.entry.value = text

    async def action_take_search(self) -> None:
        """Enter: to the list."""
        await self.typed_through()
        self.go_to_list(self.names)

    async def action_leave_typing(self) -> None:
        """``esc`` stops typing and keeps the text."""
        await self.action_take_search()

    async def action_from_search(self, by: int) -> None:
        """Down: to the list."""
        await self.typed_through()
        if by > 0:
            self.go_to_list(self.names)
        else:
            self.answer("no earlier text is kept here")
