"""One search at a time, and the newest text wins.

Each key asks for a search; only the last of a burst is run, after a short pause, in the one thread
that is kept for it. A search that was overtaken while it waited is never started, one that is overtaken
while it runs is stopped at its next step. It knows no widget.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TypeVar

from index import Page
from index.errors import SearchStoppedError
from index.page import Sort, Typing

T = TypeVar("T")

#: Says that nobody wants the answer any more.
Stop = Callable[[], bool]

#: Seconds of quiet before a search starts: shorter than the pause between two words.
PAUSE = 0.08


@dataclass(frozen=True, slots=True)
class Wish:
    """A search that somebody wants.

    Attributes:
        text: What is searched for.
        sort: The order.
        offset: Hits to pass over.
        typing: Whether its last word may go on.
    """

    text: str
    sort: Sort = "relevance"
    offset: int = 0
    typing: Typing = "no"


Search = Callable[[Wish, Stop], Page]


class SearchLoop:
    """Runs searches for one screen."""

    def __init__(self, search: Search, pause: float = PAUSE) -> None:
        """Take the function that searches; it is only ever called in one thread at a time.

        Args:
            search: Searches; is given what says that nobody wants the answer any more.
            pause: Seconds of quiet before it is called.
        """
        self._search = search
        self._pause = pause
        self._newest = 0
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="search")

    async def find(self, wish: Wish, *, at_once: bool = False) -> Page | None:
        """The page for this wish, or ``None`` when a newer wish came in the meantime."""
        self._newest += 1
        mine = self._newest
        if not at_once:
            await asyncio.sleep(self._pause)
        if mine != self._newest:
            return None
        page = await asyncio.get_running_loop().run_in_executor(self._thread, self._run, wish, mine)
        return page if mine == self._newest else None

    async def behind(self, ask: Callable[[Stop], T]) -> T | None:
        """Something further about a page that is there; it neither overtakes a search nor outlives one."""
        mine = self._newest

        def run() -> T | None:
            if self._is_overtaken(mine):
                return None
            try:
                return ask(lambda: self._is_overtaken(mine))
            except SearchStoppedError:
                return None

        answer = await asyncio.get_running_loop().run_in_executor(self._thread, run)
        return answer if mine == self._newest else None

    def close(self) -> None:
        """Start nothing more, and stop what runs."""
        self._newest += 1
        self._thread.shutdown(wait=False, cancel_futures=True)

    def _run(self, wish: Wish, mine: int) -> Page | None:
        if self._is_overtaken(mine):
            return None
        try:
            return self._search(wish, lambda: self._is_overtaken(mine))
        except SearchStoppedError:
            return None

    def _is_overtaken(self, mine: int) -> bool:
        return mine != self._newest
