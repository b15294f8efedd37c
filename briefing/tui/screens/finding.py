"""Searching behind a screen: one search at a time, more of what was found, counts, what comes in meanwhile.

It knows no search line. A screen says what is to be searched for and what to do with what was found.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from time import monotonic
from typing import TYPE_CHECKING

from textual import work

from briefing.samples import SAMPLE_ARTICLES
from briefing.tui.kit import Kit
from briefing.tui.notices import first_run, nothing_found
from briefing.tui.parts import Part
from briefing.tui.screens.work import WorkScreen
from briefing.tui.search_loop import SearchLoop, Stop, Wish
from briefing.tui.widgets.notice import Notice
from index import CorpusError, Page
from index.page import Sort, Typing

if TYPE_CHECKING:
    from briefing.tui.screens.narrow import Choice
    from index.entities.model import Dossier, Name

#: Hits that are fetched at once.
_FETCHED = 200

#: Hits that are fetched before the first paint.
_FIRST = 40

#: Seconds of quiet before counts and suggestions are asked for: they are looked at, not typed against.
_LOOKED_AT = 0.25

#: Seconds between two words about how far a search has read.
_TOLD_SECONDS = 0.2


class FindingScreen(WorkScreen, inherit_bindings=True):
    """A screen that shows what a search finds.

    Attributes:
        page: What was found last; ``None`` before the first search.
        counted: The same with its counts; ``None`` while they are not known.
        articles: Articles in the corpus, as far as known.
        new: Results that came in since the page was found.
        sort: The order that is wanted.
        notice: What stands on the page when there is nothing to list.
        waits_for_counts: Whether keys wait until it is counted what was found.
    """

    def __init__(self, kit: Kit) -> None:
        """Take what it works with."""
        super().__init__(kit)
        self.page: Page | None = None
        self.counted: Page | None = None
        self.articles = 0
        self.new = 0
        self.sort: Sort = "relevance"
        self.notice = Notice(kit.look, id="notice")
        self.waits_for_counts = False
        self._loop = SearchLoop(self._search)
        self._sought = ""
        self._typing: Typing = "taken"
        self._commits = 0
        self._asked = 0.0
        self._wish: Wish | None = None
        self._reading: tuple[Part, ...] = ()
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
        raise NotImplementedError  # pragma: no cover

    def settle(self) -> None:
        """Keys have paused, or go elsewhere: show what was left for that."""
        raise NotImplementedError  # pragma: no cover

    @property
    def is_typing(self) -> bool:
        """Whether the keys go into the search line: the list may change, for nobody is in it."""
        raise NotImplementedError  # pragma: no cover

    def counts_are_known(self) -> None:
        """It is counted what was found, or cannot be."""
        raise NotImplementedError  # pragma: no cover

    # -- searching -------------------------------------------------------------------------------

    def start(self) -> None:
        """Show the newest articles at once; the index is looked after behind."""
        try:
            self.found(self.corpus.search("", sort=self.sort, limit=_FIRST, facets=False))
        except CorpusError as error:
            self.answer_error(error.message, error.hint)
        self.call_after_refresh(self._painted)

    def _painted(self) -> None:
        if self.is_attached and not self.app._exit:  # noqa: SLF001  (there is no other door to it)
            self.after_first_paint()

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
        say: str | Callable[[int], str] = "",
        typing: Typing = "taken",
    ) -> None:
        """Search and show what is found, unless another search comes in the meantime.

        Args:
            text: The search.
            typing: Whether its last word may go on.
            at_once: Without waiting for further keys.
            take: Whether to go to what was found.
            stay: Id of an article to stay at when it is found too.
            anyway: Whether to stay at it in any case.
            then: Called when it is shown.
            say: What to answer then; it may depend on the number of results.
        """
        self._sought = text
        self._asked = monotonic()

        def show(page: Page, typing: Typing) -> None:
            self._typing = typing
            self.found(page, stay=stay, anyway=anyway)
            if take:
                self.take()
            if then is not None:
                then()
            if say:
                self.answer(say if isinstance(say, str) else say(page.total))

        self._find(Wish(text, self.sort, typing=typing), at_once, show)

    # Each work has a description: without one Textual writes out its arguments, pages of 200 hits among them.
    @work(exclusive=True, group="search", description="search")
    async def _find(self, wish: Wish, at_once: bool, show: Callable[[Page, Typing], None]) -> None:
        self._wish = wish
        try:
            page = await self._newest(wish, at_once=at_once)
            self._show_reading(wish, ())
            if page is not None:
                show(page, wish.typing)
        except CorpusError as error:
            self._show_reading(wish, ())
            self.answer_error(error.message, error.hint)
        if self._wish is wish:
            self._wish = None
        # Not in a finally: what was overtaken must not let go of the keys that wait for what overtook it.
        if not self.waits_for_counts:
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
            self._find_more(page, Wish(page.query, page.sort, self.loaded, self._typing))

    @work(exclusive=True, group="more", description="more")
    async def _find_more(self, shown: Page, wish: Wish) -> None:
        try:
            page = await self._loop.behind(lambda stop: self._search(wish, stop))
        except CorpusError as error:
            self.answer_error(error.message, error.hint)
            return
        finally:
            if self._fetching is shown:
                self._fetching = None
        # What was loaded meanwhile must not come twice.
        if page is not None and self.page is shown and self.loaded == wish.offset:
            self.show_more(page)

    @work(exclusive=True, group="closer", description="closer")
    async def _look_closer(self, page: Page) -> None:
        """When nobody types any more: count what was found, or look for what could be meant."""
        # From the last key on, not from the page: that comes while one types, and so would what is drawn.
        await asyncio.sleep(_LOOKED_AT)
        while (left := self._asked + _LOOKED_AT - monotonic()) > 0:  # noqa: ASYNC110  (nothing tells of no key)
            await asyncio.sleep(left)
        self.settle()
        # Where more may fit than was looked at, all that fits is counted.
        typing: Typing = "exact" if page.capped else self._typing
        try:
            if page.capped and self.is_typing:
                wish = Wish(page.query, page.sort, typing="exact")
                whole = await self._loop.behind(lambda stop: self._search(wish, stop))
                if whole is not None and self.page is page:
                    self._typing = "exact"
                    self.found(whole)
            elif page.total:
                counted = await self._loop.behind(lambda stop: self._count(page, typing, stop))
                if counted is not None and self.page is page:
                    self.counted = counted
                    self.show_counts(counted)
                    self.counts_are_known()
            elif page.query:
                suggestions = await self._loop.behind(lambda _: self.corpus.suggest(page.query))
                if suggestions is not None and self.page is page:
                    self.notice.show(nothing_found(page, suggestions))
        except CorpusError as error:
            self.answer_error(error.message, error.hint)
            self.counts_are_known()

    @work(exclusive=True, group="new", description="new")
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
            wish = Wish(page.query, typing=self._typing)
            counted = await self._loop.behind(lambda stop: self._search(wish, stop, most=0))
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

    async def narrowed_by_names(self, counted: Page) -> Sequence[Choice]:
        """What most of the articles of a page that was counted name; nothing where that cannot be said."""
        from briefing.tui.screens.narrow import names  # noqa: PLC0415  (when it is asked for)
        from index.conditions import narrowed  # noqa: PLC0415

        fields = self.corpus.fields

        def left(field: str, name: str) -> int:
            return self.corpus.search(
                narrowed(counted.query, field, name, fields=fields), limit=0, facets=False
            ).total

        def find(_: Stop) -> Sequence[Choice]:
            # Without conditions a page has no numbers: all of them match.
            named = self.corpus.entities.facets(counted.numbers or self.corpus.everything())
            return names(named, left, counted.total)

        try:
            return await self._loop.behind(find) or ()
        except CorpusError as error:
            self.answer_error(error.message, error.hint)
            return ()

    async def about_entity(self, name: Name) -> Dossier | None:
        """What the corpus knows of the entity of a name; nothing while its names are not known.

        Raises:
            CorpusError: The corpus cannot be read.
        """

        def find(_: Stop) -> Dossier | None:
            entities = self.corpus.entities
            entry = entities.of(name.family, name.text)
            return entities.dossier(entry.id) if entry is not None else None

        return await self._loop.behind(find)

    def numbers_found(self, *, in_order: bool = True) -> Sequence[int] | None:
        """Numbers of all articles of the search that is on screen, or nothing without one. For a thread.

        Args:
            in_order: The newest first; who only counts need not ask for that.
        """
        page = self.page
        if page is None or not page.query:
            return None
        typing: Typing = "taken" if self._typing == "capped" else self._typing
        text = page.query
        counted = self.counted or self.corpus.search(text, limit=0, typing=typing)
        if counted.total and not counted.numbers:
            return None
        return self.corpus.by_date(counted.numbers) if in_order else counted.numbers

    def _search(self, wish: Wish, stop: Stop, most: int = _FETCHED) -> Page:
        return self.corpus.search(
            wish.text,
            sort=wish.sort,
            offset=wish.offset,
            limit=most,
            facets=False,
            typing=wish.typing,
            stop=stop,
            progress=self._read_on(wish),
        )

    def _read_on(self, wish: Wish) -> Callable[[int, int], None]:
        """Says in the search's own thread how far it is, where articles have to be read for it."""
        told = monotonic()

        def read(done: int, total: int) -> None:
            nonlocal told
            if monotonic() - told > _TOLD_SECONDS:
                told = monotonic()
                self.tell(
                    self._show_reading, wish, (("Reading ", "strong"), (f"{done:,} of {total:,}", "text"))
                )

        return read

    def _show_reading(self, wish: Wish, parts: tuple[Part, ...]) -> None:
        """Show how far a search has read, while it is the one that is wanted."""
        if self._wish is wish and self._reading != parts:
            self._reading = parts
            self.show_rows()

    def work_parts(self) -> Sequence[Part]:
        """What is under way; a search that somebody waits for before all else."""
        return self._reading or super().work_parts()

    def _count(self, page: Page, typing: Typing, stop: Stop) -> Page:
        return self.corpus.search(page.query, sort=page.sort, limit=0, typing=typing, stop=stop)

    def found(self, page: Page, *, stay: str = "", anyway: bool = False) -> None:
        """Show what was found, or what there is to say when that is nothing."""
        self.page = page
        self.articles = page.articles
        self.new = 0
        self.counted = None
        if not page.total:
            notice = nothing_found(page, None) if page.query else first_run(sample_count=SAMPLE_ARTICLES)
            self.notice.show(notice)
        self.show_page(page, stay=stay, anyway=anyway)
        self.say_remarks()
        self._look_closer(page)
