"""What every screen with a search line shares: the search, narrowing it, what comes in meanwhile.

A screen adds its panes, says what its rows are made from, and what to do with a page.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Horizontal

from briefing.casebook import Casebook
from briefing.samples import SAMPLE_ARTICLES
from briefing.tui import messages
from briefing.tui.actions import ACTIONS, Action
from briefing.tui.clerk import Clerk
from briefing.tui.notices import first_run, nothing_found
from briefing.tui.screens.bars import ORDER_WORDS
from briefing.tui.screens.history_desk import HistoryDesk
from briefing.tui.screens.work import WorkScreen
from briefing.tui.search_loop import SearchLoop, Wish
from briefing.tui.theme import Look
from briefing.tui.widgets.entry import SearchEntry
from briefing.tui.widgets.notice import Notice
from index import Corpus, CorpusError, Page
from index.page import SORTS, Sort
from index.text import clean_line

if TYPE_CHECKING:
    from briefing.tui.screens.narrow import Choice

#: Hits that are fetched at once.
_FETCHED = 200

#: Hits that are fetched before the first paint.
_FIRST = 40

#: Seconds of quiet before counts and suggestions are asked for: they are looked at, not typed against.
_LOOKED_AT = 0.25


class SearchScreen(WorkScreen, inherit_bindings=True):
    """A screen with a search line.

    Attributes:
        clerk: Who does what needs the casebook.
        history: Earlier searches.
        page: What was found last; ``None`` before the first search.
        articles: Articles in the corpus, as far as known.
        new: Results that came in since the page was found.
    """

    def __init__(
        self, corpus: Corpus, casebook: Casebook, look: Look, actions: Sequence[Action] = ACTIONS
    ) -> None:
        """Take what there is to search, and how it looks."""
        super().__init__(corpus, look, actions)
        self.page: Page | None = None
        self.articles = 0
        self.new = 0
        self.sort: Sort = "relevance"
        self.entry = SearchEntry(id="search")
        self.notice = Notice(look, id="notice")
        self._loop = SearchLoop(self._search)
        self.clerk = Clerk(self)
        self._counted: Page | None = None
        self._narrow_soon = False
        self._sought = ""
        self.history = HistoryDesk(casebook, self.clerk, self)
        self._commits = 0
        self._fetching: Page | None = None

    # -- what a screen adds ----------------------------------------------------------------------

    def show_page(self, page: Page, *, stay: str, anyway: bool) -> None:
        """Show what was found.

        Args:
            page: The answer.
            stay: Id of an article to stay at when it is in the list; else the first one is opened.
            anyway: Whether to stay at it when it is not in the list, too.
        """
        raise NotImplementedError  # pragma: no cover

    def show_more(self, page: Page) -> None:
        """Show further hits of the same search."""
        raise NotImplementedError  # pragma: no cover

    @property
    def loaded(self) -> int:
        """How many hits of the search that is on screen are there."""
        raise NotImplementedError  # pragma: no cover

    def show_counts(self, page: Page) -> None:
        """Show outlets, languages and days of what was found."""
        raise NotImplementedError  # pragma: no cover

    def take(self) -> None:
        """Enter was pressed on the search line: go to what was found."""
        raise NotImplementedError  # pragma: no cover

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

    def start(self) -> None:
        """Show the newest articles at once; the index is looked after behind."""
        try:
            self._found(self.corpus.search("", sort=self.sort, limit=_FIRST, facets=False))
        except CorpusError as error:
            self.answer_error(error.message, error.hint)
        self.call_after_refresh(self.after_first_paint)

    def after_first_paint(self) -> None:
        """What is not needed to begin with: the rest of the list, and bringing the index up to date."""
        self.find_more()
        self.catch_up()

    def stop(self) -> None:
        """Let the threads go."""
        super().stop()
        self._loop.close()

    def find(
        self,
        text: str,
        *,
        at_once: bool,
        take: bool = False,
        stay: str = "",
        anyway: bool = False,
        then: Callable[[], None] | None = None,
        say: str = "",
    ) -> None:
        """Search and show what is found, unless another search comes in the meantime.

        Args:
            text: The search.
            at_once: Without waiting for further keys.
            take: Whether to go to what was found.
            stay: Id of an article to stay at when it is found too.
            anyway: Whether to stay at it in any case.
            then: Called when it is shown.
            say: What to answer then; ``{total}`` stands for the number of results.
        """
        self._sought = text

        def show(page: Page) -> None:
            self._found(page, stay=stay, anyway=anyway)
            if take:
                self.take()
            if then is not None:
                then()
            if say:
                self.answer(say.format(total=f"{page.total:,}"))

        self._find(Wish(text, self.sort), at_once, show)

    @work(exclusive=True, group="search")
    async def _find(self, wish: Wish, at_once: bool, show: Callable[[Page], None]) -> None:
        try:
            page = await self._newest(wish, at_once=at_once)
            if page is not None:
                show(page)
        except CorpusError as error:
            self.answer_error(error.message, error.hint)
        # Not in a finally: what was overtaken must not let go of the keys that wait for what overtook it.
        if not self._narrow_soon:
            self.release_keys()

    async def _newest(self, wish: Wish, *, at_once: bool) -> Page | None:
        """The answer to a search, unless another comes in the meantime."""
        commits = self._commits
        page = await self._loop.find(wish, at_once=at_once)
        if page is not None and not page.total and commits != self._commits:
            # More became searchable while this search ran; nothing found may mean found too early.
            page = await self._loop.find(wish, at_once=True)
        return page

    def find_more(self) -> None:
        """Fetch further hits of the search that is on screen, once at a time."""
        page = self.page
        if page is not None and self.loaded < page.total and self._fetching is not page:
            self._fetching = page
            self._find_more(page, Wish(page.query, page.sort, self.loaded))

    @work(exclusive=True, group="more")
    async def _find_more(self, shown: Page, wish: Wish) -> None:
        try:
            page = await self._loop.behind(lambda: self._search(wish))
        except CorpusError as error:
            self.answer_error(error.message, error.hint)
            return
        finally:
            if self._fetching is shown:
                self._fetching = None
        # What was loaded meanwhile must not come twice.
        if page is not None and self.page is shown and self.loaded == wish.offset:
            self.show_more(page)

    @work(exclusive=True, group="closer")
    async def _look_closer(self, page: Page) -> None:
        """When nobody types any more: count what was found, or look for what could be meant."""
        await asyncio.sleep(_LOOKED_AT)
        try:
            if page.total:
                counted = await self._loop.behind(lambda: self._count(page))
                if counted is not None and self.page is page:
                    self._counted = counted
                    self.show_counts(counted)
                    self._narrow_if_asked()
            elif page.query:
                suggestions = await self._loop.behind(lambda: self.corpus.suggest(page.query))
                if suggestions is not None and self.page is page:
                    self.notice.show(nothing_found(page, suggestions))
        except CorpusError as error:
            self._narrow_soon = False
            self.release_keys()
            self.answer_error(error.message, error.hint)

    def _narrow_if_asked(self) -> None:
        """Show what was asked for before it was counted, and then do what was pressed meanwhile."""
        if self._narrow_soon:
            self._narrow_soon = False
            self.action_narrow()
            self.call_after_refresh(self.release_keys)

    @work(exclusive=True, group="new")
    async def more_searchable(self) -> None:
        """More became searchable: count what is new, and leave the list as it is."""
        self._commits += 1
        page = self.page
        if page is None:
            return
        if not page.total:
            # A list never changes under the cursor; one that is empty has no cursor.
            if self._held is None:  # else a search is under way that looks again by itself
                self.find(self.typed, at_once=True)
            return
        try:
            counted = await self._loop.behind(lambda: self.corpus.search(page.query, limit=0, facets=False))
        except CorpusError as error:
            self.answer_error(error.message, error.hint)
            return
        if counted is not None and self.page is page:
            self.articles = counted.articles
            self.new = max(0, counted.total - page.total)
            self.show_rows()

    def all_searchable(self) -> None:
        """Say so: the list does not change by itself."""
        if self.page is not None and self.page.total:
            self.answer(f"all is searchable now: {self.key('search')} enter searches again")

    async def about_name(self, name: str) -> Page | None:
        """How many articles have a name, with the earliest of them; nothing once another search began.

        Raises:
            CorpusError: The corpus cannot be searched.
        """
        quoted = name.replace('"', " ")
        return await self._loop.behind(
            lambda: self.corpus.search(f'"{quoted}"', sort="oldest", limit=1, facets=False)
        )

    def _search(self, wish: Wish) -> Page:
        return self.corpus.search(wish.text, sort=wish.sort, offset=wish.offset, limit=_FETCHED, facets=False)

    def _count(self, page: Page) -> Page:
        return self.corpus.search(page.query, sort=page.sort, limit=0, facets=True)

    def _found(self, page: Page, *, stay: str = "", anyway: bool = False) -> None:
        self.page = page
        self.articles = page.articles
        self.new = 0
        self._counted = None
        if self._narrow_soon:
            self._narrow_soon = False
            self.release_keys()
        self.entry.placeholder = "" if page.articles else "search opens when there is something to search"
        if not page.total:
            notice = nothing_found(page, None) if page.query else first_run(sample_count=SAMPLE_ARTICLES)
            self.notice.show(notice)
        self.show_page(page, stay=stay, anyway=anyway)
        self.say_remarks()
        self._look_closer(page)

    @on(messages.SearchTyped)
    def _search_typed(self, event: messages.SearchTyped) -> None:
        # Not what is no longer there, nor what is looked for already: that may be the one to be taken.
        if event.text == self.typed != self._sought:
            self.find(event.text, at_once=False)

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
        if page is not None and page.query == clean_line(text) and not self.new and not page.pending:
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
        self._narrow_soon = False
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

    @property
    def open_id(self) -> str:
        """Id of the article that is open, or empty."""
        return ""

    def action_narrow(self) -> None:
        """Choose a condition to add to the search."""
        from briefing.tui.screens.narrow import NarrowScreen, choices  # noqa: PLC0415

        found = choices(self._counted.facets) if self._counted is not None else []
        if self.page is None or not self.page.total:
            self.answer("nothing was found that could be narrowed")
        elif self._counted is None:
            self._narrow_soon = True
            self.hold_keys()
        elif not found:
            self.answer("all that was found has one source, one language and one month")
        else:
            self.app.push_screen(NarrowScreen(self.look, found, self.actions), self._narrowed)

    def _narrowed(self, choice: Choice | None) -> None:
        if choice is not None:
            from index.conditions import narrowed  # noqa: PLC0415

            self.search_for(narrowed(self.typed, choice.field, choice.value, negated=choice.negated))

    def action_widen(self) -> None:
        """Drop all conditions."""
        from index.conditions import words_only  # noqa: PLC0415

        text = words_only(self.typed)
        if text == self.typed.strip():
            self.answer("the search has no condition to drop")
        else:
            self.search_for(text)

    def leaving(self) -> None:
        """One goes elsewhere: the place that one was at is kept."""
        raise NotImplementedError  # pragma: no cover

    def search_for(self, text: str, say: str = "") -> None:
        """Search for a text that was not typed; stay at the open article when it is found too."""
        self.leaving()
        self.type(text)
        self.history.remember(text)
        self.hold_keys()
        self.find(text, at_once=True, stay=self.open_id, say=say)
