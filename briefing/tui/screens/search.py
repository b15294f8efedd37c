"""What every screen with a search line shares: typing, taking and narrowing a search, and earlier ones.

A screen adds its panes, says what its rows are made from, and what to do with a page.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal

from briefing.tui import messages
from briefing.tui.clerk import Clerk
from briefing.tui.kit import Kit
from briefing.tui.screens.bars import ORDER_WORDS
from briefing.tui.screens.finding import FindingScreen
from briefing.tui.screens.history_desk import HistoryDesk
from briefing.tui.widgets.entry import SearchEntry
from briefing.tui.widgets.notice import Notice
from index import Page
from index.page import SORTS
from index.text import clean_line

if TYPE_CHECKING:
    from briefing.tui.screens.narrow import Choice


class SearchScreen(FindingScreen, inherit_bindings=True):
    """A screen with a search line.

    Attributes:
        clerk: Who does what needs the casebook.
        looker: Who looks at much of it, while the clerk writes.
        entry: The search line.
        more_names: Whether names of more articles became known since a search for names was done.
        history: Earlier searches.
    """

    def __init__(self, kit: Kit) -> None:
        """Take what it works with."""
        super().__init__(kit)
        self.entry = SearchEntry(id="search")
        self.more_names = False
        self.clerk = Clerk(self)
        self.looker = Clerk(self)
        self.history = HistoryDesk(kit.casebook, self.clerk, self)

    # -- what a screen adds ----------------------------------------------------------------------

    def leaving(self) -> None:
        """One goes elsewhere: the place that one was at is kept."""
        raise NotImplementedError  # pragma: no cover

    @property
    def open_id(self) -> str:
        """Id of the article that is open, or empty."""
        return ""

    @property
    def typed(self) -> str:
        """What stands in the search line: the one truth about what is searched for."""
        return self.entry.value

    def type(self, text: str) -> None:
        """Put a text into the search line, without searching for it."""
        with self.entry.prevent(SearchEntry.Changed):
            self.entry.value = text
        self.entry.cursor_position = len(text)

    # -- rows ------------------------------------------------------------------------------------

    def compose_above(self) -> ComposeResult:
        """Header, search line, how it was read."""
        bars = self.bars
        yield bars["header"]
        yield Horizontal(bars["slash"], self.entry, bars["count"], id="search-row")
        yield bars["read-as"]
        yield bars["nothing-title"]

    def compose_below(self) -> ComposeResult:
        """The page without anything to list, status, keys."""
        yield self.notice
        yield self.bars["status"]
        yield self.bars["keys"]

    # -- searching -------------------------------------------------------------------------------

    def found(self, page: Page, *, stay: str = "", anyway: bool = False) -> None:
        """Show what was found."""
        if self.waits_for_counts:
            self.waits_for_counts = False
            self.release_keys()
        self.more_names = False
        self.entry.placeholder = "" if page.articles else "search opens when there is something to search"
        super().found(page, stay=stay, anyway=anyway)

    def names_came(self, *, all_of_them: bool) -> None:
        """Names of more articles are known: a search for names may find more, and the list stays as it is."""
        from index.understanding.fields import asks_for_names  # noqa: PLC0415  (as names are read)

        page = self.page
        if page is None or not asks_for_names(page.query):
            return
        self.more_names = True
        if not page.total and all_of_them and self._held is None:
            self.find(self.typed, at_once=True)  # a list that is empty has no cursor
        self.show_rows()

    @property
    def is_typing(self) -> bool:
        """Whether the keys go into the search line."""
        return self.focused is self.entry

    def counts_are_known(self) -> None:
        """Show what was asked for before it was counted, and then do what was pressed meanwhile."""
        if not self.waits_for_counts:
            return
        self.waits_for_counts = False
        if self.counted is not None:
            self.action_narrow()
        self.call_after_refresh(self.release_keys)

    @on(messages.SearchTyped)
    def _search_typed(self, event: messages.SearchTyped) -> None:
        # Not what is no longer there, nor what is looked for already: that may be the one to be taken.
        if event.text == self.typed != self._sought:
            self.find(event.text, at_once=False, typing="capped")

    async def action_take_search(self) -> None:
        """Enter: take what is typed, or the suggestion that is chosen."""
        await self.typed_through()
        chosen = self.notice.chosen if self.notice.display else None
        if chosen and self.page is not None and self.page.query == clean_line(self.typed):
            self._take_suggestion(chosen)
            return
        if self.place != "not_found":
            self.history.remember(self.typed)
            self._take_search(self.typed)

    @on(Notice.Taken)
    def _suggestion_taken(self, event: Notice.Taken) -> None:
        self._take_suggestion(event.query)

    def _take_suggestion(self, query: str) -> None:
        self.type(query)
        self.history.remember(query)
        self._take_search(query)

    def _take_search(self, text: str) -> None:
        """Go to what a search finds; keys that are pressed before it is there wait for it."""
        page = self.page
        taken = page is not None and page.query == clean_line(text) and self._typing == "taken"
        if page is not None and taken and not (self.new or self.more_names or page.pending):
            self.workers.cancel_group(self, "search")
            self.take()
            return
        self.hold_keys()
        self.find(text, at_once=True, take=True)

    def walk_history(self, by: int) -> bool:
        """Show an earlier search (-1) or a later one (1) in the line; false when there is none."""
        text = self.history.walk(self.typed, by)
        if text is None:
            return False
        self.entry.value = text
        self.entry.cursor_position = len(text)
        return True

    def action_forget_searches(self) -> None:
        """Forget all earlier searches."""
        self.history.forget()

    def give_up(self) -> None:
        """Stay with what is on screen; a search that runs is left to itself."""
        self.waits_for_counts = False
        self.workers.cancel_group(self, "search")
        self.answer("given up: this is what was found before" if self.page else "given up")

    # -- keys ------------------------------------------------------------------------------------

    def action_search(self) -> None:
        """Type a search."""
        self.clear_answer()
        self.leaving()
        self.set_focus(self.entry)
        self.show_rows()

    def action_order(self) -> None:
        """Another order."""
        if self.page is not None:
            self.sort = SORTS[(SORTS.index(self.page.sort) + 1) % len(SORTS)]
            self.find(self.typed, at_once=True, stay=self.open_id, say=ORDER_WORDS[self.sort])

    def action_narrow(self) -> None:
        """Choose a condition to add to the search."""
        from briefing.tui.screens.narrow import NarrowScreen, choices  # noqa: PLC0415

        counted = self.counted
        found = choices(counted.facets) if counted is not None else []
        if self.page is None or not self.page.total:
            self.answer("nothing was found that could be narrowed")
        elif counted is None:
            self.waits_for_counts = True
            self.hold_keys()
        elif not found:
            self.answer("all that was found has one source, one language and one month")
        else:
            card = NarrowScreen(self.look, found, lambda: self.narrowed_by_names(counted), self.actions)
            self.app.push_screen(card, self._narrowed)

    def _narrowed(self, choice: Choice | None) -> None:
        if choice is not None:
            from index.conditions import narrowed  # noqa: PLC0415

            fields = self.corpus.fields
            self.search_for(
                narrowed(self.typed, choice.field, choice.value, negated=choice.negated, fields=fields)
            )

    def action_widen(self) -> None:
        """Drop all conditions."""
        from index.conditions import words_only  # noqa: PLC0415

        text = words_only(self.typed)
        if text == self.typed.strip():
            self.answer("the search has no condition to drop")
        else:
            self.search_for(text)

    def search_for(self, text: str, say: str | Callable[[int], str] = "") -> None:
        """Search for a text that was not typed; stay at the open article when it is found too."""
        self.leaving()
        self.type(text)
        self.history.remember(text)
        self.hold_keys()
        self.find(text, at_once=True, stay=self.open_id, say=say)
