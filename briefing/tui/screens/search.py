"""What every screen with a search line shares: the search, the rows around the panes, and what is under way.

A screen adds its panes, says what its rows are made from, and what to do with a page.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.screen import Screen

from briefing.tui import messages
from briefing.tui.actions import OPENS_TYPING, Place, bindings
from briefing.tui.screens.bars import Part, View, notice, rows
from briefing.tui.screens.keys import KeysScreen
from briefing.tui.search_loop import SearchLoop, Wish
from briefing.tui.theme import Look
from briefing.tui.widgets.bar import Bar
from briefing.tui.widgets.entry import SearchEntry
from briefing.tui.widgets.notice import Notice
from index import Corpus, CorpusError, Page
from index.page import SORTS, Sort

#: Hits that are fetched at once.
_FETCHED = 200


class SearchScreen(Screen[None], inherit_bindings=False):
    """A screen with a search line.

    Attributes:
        corpus: What is searched.
        look: How things look.
        page: What was found last; ``None`` before the first search.
        articles: Articles in the corpus, as far as known.
    """

    BINDINGS: ClassVar[list[BindingType]] = bindings()

    def __init__(self, corpus: Corpus, look: Look) -> None:
        """Take what there is to search, and how it looks."""
        super().__init__()
        self.corpus = corpus
        self.look = look
        self.page: Page | None = None
        self.articles = 0
        self.sort: Sort = "relevance"
        self.answered: Part = ("", "text")
        self.under_way: tuple[Part, ...] = ()
        self._loop = SearchLoop(self._search)
        self._leaving = False
        self._remarks_said = 0
        self._commits = 0

    # -- what a screen adds ----------------------------------------------------------------------

    @property
    def place(self) -> Place:
        """Where the keys go."""
        raise NotImplementedError  # pragma: no cover

    def view(self) -> View:
        """What the rows around the panes are made from."""
        raise NotImplementedError  # pragma: no cover

    def show_page(self, page: Page, *, stay: bool) -> None:
        """Show what was found; with ``stay``, stay with what is open where it was found too."""
        raise NotImplementedError  # pragma: no cover

    def show_more(self, page: Page) -> None:
        """Show further hits of the same search."""
        raise NotImplementedError  # pragma: no cover

    def take(self) -> None:
        """Enter was pressed on the search line: go to what was found."""
        raise NotImplementedError  # pragma: no cover

    @property
    def typed(self) -> str:
        """What stands in the search line: the one truth about what is searched for."""
        return self.query_one(SearchEntry).value

    # -- rows ------------------------------------------------------------------------------------

    def compose_above(self) -> ComposeResult:
        """Header, search line, how it was read."""
        yield Bar(self.look, id="header")
        with Horizontal(id="search-row"):
            yield Bar(self.look, id="slash")
            yield SearchEntry(id="search")
            yield Bar(self.look, id="count")
        yield Bar(self.look, id="read-as")

    def compose_below(self) -> ComposeResult:
        """The page without anything to list, status, keys."""
        yield Notice(self.look, id="notice")
        yield Bar(self.look, id="status")
        yield Bar(self.look, id="keys")

    def show_rows(self) -> None:
        """Fill every row around the panes."""
        self.set_class(self.place == "search", "searching")
        self.set_class(bool(self.page and self.page.ignored), "warned")
        for id, row in rows(self.view(), self.look).items():
            bar = self.query_one(f"#{id}", Bar)
            bar.show(row.left, row.right)
            bar.show_fill(row.fill, row.fill_role)
            if id == "count":
                bar.styles.width = sum(len(text) for text, _ in row.right) + 1
        if self.page is not None and not self.page.total:
            self.query_one(Notice).show(notice(self.page))

    def answer(self, words: str, role: str = "text") -> None:
        """Answer the last key; it stays until the next."""
        self.answered = (words, role)
        self.show_rows()

    def answer_error(self, message: str, hint: str) -> None:
        """Answer with what went wrong and what to do."""
        self.answer(f"{message}. {hint}".strip(), "error")

    def on_key(self, event: events.Key) -> None:
        """What the last key was answered with is gone with the next."""
        if self.answered[0]:
            self.answer("")

    def tell(self, show: Callable[..., object], *values: object) -> None:
        """Call from any thread what shows something; when the screen is closing nobody needs it."""
        if not self._leaving and self.is_running:
            self.app.call_later(show, *values)

    # -- searching -------------------------------------------------------------------------------

    def start(self) -> None:
        """Show the newest articles at once; the index is looked after behind."""
        try:
            self._found(self._search(Wish("", self.sort)))
        except CorpusError as error:
            self.answer_error(error.message, error.hint)
        self._catch_up()

    def stop(self) -> None:
        """Let the threads go."""
        self._leaving = True
        self._loop.close()

    @work(exclusive=True, group="search")
    async def find(self, text: str, *, at_once: bool, take: bool = False, stay: bool = False) -> None:
        """Search and show what is found, unless another search comes in the meantime.

        Args:
            text: The search.
            at_once: Without waiting for further keys.
            take: Whether to go to what was found.
            stay: Whether to stay with the article that is open, where it was found.
        """
        wish, commits = Wish(text, self.sort), self._commits
        try:
            page = await self._loop.find(wish, at_once=at_once)
            if page is not None and not page.total and commits != self._commits:
                # More became searchable while this search ran; nothing found may mean found too early.
                page = await self._loop.find(wish, at_once=True)
        except CorpusError as error:
            self.answer_error(error.message, error.hint)
            return
        if page is not None:
            self._found(page, stay=stay)
            if take:
                self.take()

    @work(exclusive=True, group="more")
    async def find_more(self, offset: int) -> None:
        """Fetch further hits of the search that is on screen."""
        shown = self.page
        if shown is None:
            return
        try:
            page = await self._loop.more(Wish(shown.query, shown.sort, offset))
        except CorpusError as error:
            self.answer_error(error.message, error.hint)
            return
        if page is not None and self.page is shown:
            self.show_more(page)

    def _search(self, wish: Wish) -> Page:
        return self.corpus.search(wish.text, sort=wish.sort, offset=wish.offset, limit=_FETCHED, facets=False)

    def _found(self, page: Page, *, stay: bool = False) -> None:
        self.page = page
        self.articles = page.articles
        self.show_page(page, stay=stay)
        self._say_remarks()

    @on(messages.SearchTyped)
    def _search_typed(self, event: messages.SearchTyped) -> None:
        # Also when it is what the page shows: a search for something else may be under way.
        self.find(event.text, at_once=False)

    @on(messages.SearchTaken)
    def _search_taken(self, event: messages.SearchTaken) -> None:
        # Searched again even when nothing was changed: what came in since is let in by this.
        self.find(event.text, at_once=True, take=True)

    # -- catching up -----------------------------------------------------------------------------

    @work(thread=True, exclusive=True, group="catch-up")
    def _catch_up(self) -> None:
        try:
            self.corpus.catch_up(progress=self._caught_up, stop=lambda: self._leaving)
        except CorpusError as error:
            self.tell(self.answer_error, error.message, error.hint)

    def _caught_up(self, done: int, total: int) -> None:
        """Told in the thread that catches up, first when nothing is done yet."""
        self.tell(self._show_catching_up, done, total)

    def _show_catching_up(self, done: int, total: int) -> None:
        words: Sequence[Part] = (("Making searchable ", "strong"), (f"{done:,} of {total:,}", "text"))
        self.under_way = tuple(words) if done < total else ()
        self._commits += 1
        self._say_remarks()
        # A list never changes under the cursor; one that is empty has no cursor.
        if self.page is not None and self.page.query == self.typed and self.typed and not self.page.total:
            self.find(self.typed, at_once=True)
        elif done >= total:
            self.answer("all is searchable now: / enter searches again")
        else:
            self.show_rows()

    def _say_remarks(self) -> None:
        """Say what the corpus found out about itself since the last look."""
        for remark in self.corpus.remarks[self._remarks_said :]:
            self.answer(remark, "warn")
        self._remarks_said = len(self.corpus.remarks)

    # -- keys ------------------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool:
        """While letters are letters, no key opens another place to type in."""
        return action not in OPENS_TYPING or self.place not in ("search", "note")

    def action_search(self) -> None:
        """Type a search."""
        self.set_focus(self.query_one(SearchEntry))
        self.show_rows()

    def action_order(self) -> None:
        """Another order."""
        if self.page is not None:
            self.sort = SORTS[(SORTS.index(self.page.sort) + 1) % len(SORTS)]
            self.find(self.typed, at_once=True, stay=True)

    def action_keys(self) -> None:
        """Show all keys over the page."""
        self.app.push_screen(KeysScreen(self.look))

    def action_leave(self) -> None:
        """Leave; all is kept."""
        self.app.exit()

    def action_say_how_to_leave(self) -> None:
        """``ctrl+c`` never kills."""
        self.answer("q leaves" if self.place not in ("search", "note") else "esc, then q leaves")
