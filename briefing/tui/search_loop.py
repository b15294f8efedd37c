"""One search at a time, and the newest text wins.

Each key asks for a search; only the last of a burst is run, after a short pause, in the one thread
that is kept for it. A search that was overtaken while it waited is never started, and the answer of
one that was overtaken while it ran is thrown away. It knows no widget.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TypeVar

from index import Page
from index.page import Sort

T = TypeVar("T")

#: Seconds of quiet before a search starts: shorter than the pause between two words.
PAUSE = 0.08


@dataclass(frozen=True, slots=True)
class Wish:
    """A search that somebody wants."""

    text: str
    sort: Sort = "relevance"
    offset: int = 0


class SearchLoop:
    """Runs searches for one screen."""

    def __init__(self, search: Callable[[Wish], Page], pause: float = PAUSE) -> None:
        """Take the function that searches; it is only ever called in one thread at a time."""
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

    async def behind(self, ask: Callable[[], T]) -> T | None:
        """Something further about a page that is there; it neither overtakes a search nor outlives one."""
        mine = self._newest

        def run() -> T | None:
            return ask() if mine == self._newest else None

        answer = await asyncio.get_running_loop().run_in_executor(self._thread, run)
        return answer if mine == self._newest else None

    def close(self) -> None:
        """Start nothing more; a search that runs is left to its end."""
        self._newest += 1
        self._thread.shutdown(wait=False, cancel_futures=True)

    def _run(self, wish: Wish, mine: int) -> Page | None:
        return self._search(wish) if mine == self._newest else None
