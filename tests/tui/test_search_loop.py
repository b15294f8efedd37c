"""One search at a time, and the newest text wins."""

from __future__ import annotations

import asyncio
import threading
import time
from datetime import date

from briefing.tui.search_loop import SearchLoop, Stop, Wish
from index import Corpus, Page
from index.errors import SearchStoppedError


def test_only_the_last_of_a_burst_is_searched(corpus: Corpus) -> None:
    started: list[str] = []

    def search(wish: Wish, stop: Stop) -> Page:
        started.append(wish.text)
        return corpus.search(wish.text, today=date(2024, 5, 1))

    async def type_it() -> list[Page | None]:
        loop = SearchLoop(search, pause=0.05)
        wishes = [asyncio.ensure_future(loop.find(Wish("rockets"[:length]))) for length in range(1, 8)]
        pages = await asyncio.gather(*wishes)
        loop.close()
        return pages

    pages = asyncio.run(type_it())
    assert started == ["rockets"]
    assert [page is not None for page in pages] == [False] * 6 + [True]


def test_an_overtaken_search_is_thrown_away_and_none_run_side_by_side(
    corpus: Corpus,
) -> None:
    gate = threading.Event()
    running: list[int] = []
    most: list[int] = []

    def search(wish: Wish, stop: Stop) -> Page:
        running.append(1)
        most.append(len(running))
        if wish.text == "slow":
            gate.wait(5)
        running.pop()
        return corpus.search(wish.text)

    async def type_it() -> tuple[Page | None, Page | None]:
        loop = SearchLoop(search, pause=0)
        slow = asyncio.ensure_future(loop.find(Wish("slow"), at_once=True))
        await asyncio.sleep(0.05)
        fast = asyncio.ensure_future(loop.find(Wish("base"), at_once=True))
        await asyncio.sleep(0.05)
        gate.set()
        found = await asyncio.gather(slow, fast)
        loop.close()
        return found[0], found[1]

    slow, fast = asyncio.run(type_it())
    assert slow is None
    assert fast is not None
    assert fast.query == "base"
    assert max(most) == 1


def test_an_overtaken_search_is_stopped_while_it_runs(corpus: Corpus) -> None:
    stopped: list[str] = []

    def search(wish: Wish, stop: Stop) -> Page:
        while wish.text == "slow":
            if stop():
                stopped.append(wish.text)
                raise SearchStoppedError
            time.sleep(0.001)
        return corpus.search(wish.text, stop=stop)

    async def type_it() -> tuple[Page | None, Page | None]:
        loop = SearchLoop(search, pause=0)
        slow = asyncio.ensure_future(loop.find(Wish("slow"), at_once=True))
        await asyncio.sleep(0.05)
        found = await asyncio.gather(slow, loop.find(Wish("rockets"), at_once=True))
        loop.close()
        return found[0], found[1]

    slow, fast = asyncio.run(type_it())
    assert (slow, stopped) == (None, ["slow"])
    assert fast is not None
    assert fast.total > 0
