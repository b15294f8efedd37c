"""Names become known behind the screen, of what was there and of what comes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from corpora import write_lines
from reader import WIDE, screen_of, settle
from textual.pilot import Pilot

from briefing.casebook import Casebook
from briefing.settings import Settings
from briefing.tui.app import BriefingApp
from index import Corpus
from index.fulltext.turns import turn


async def until(pilot: Pilot[None], holds: Callable[[], bool]) -> None:
    for _ in range(600):
        if holds():
            return
        await pilot.pause(0.05)
    pytest.fail("it never came")


async def test_names_of_all_articles_become_known_while_one_reads(
    corpus: Corpus, casebook: Casebook, tmp_path: Path
) -> None:
    app = BriefingApp(corpus, casebook, Settings(), names_behind=True)
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot)
        screen = screen_of(pilot)
        await until(pilot, lambda: corpus.unread() == 0)
        assert corpus.entities.found("Harbour Guard")
        screen.adding.start(
            write_lines(tmp_path / "new.jsonl", {"title": "New", "text": "Zenobia Quill came to Karsa."})
        )
        await until(pilot, lambda: bool(corpus.entities.found("Zenobia Quill")))
        await until(pilot, lambda: screen._naming is not None and screen._naming._process is None)
        assert screen.under_way == ()


async def test_where_another_process_does_it_nothing_is_said(
    corpus: Corpus, casebook: Casebook, tmp_path: Path
) -> None:
    corpus.add(
        [write_lines(tmp_path / "new.jsonl", {"title": "New", "text": "Zenobia Quill came to Karsa."})]
    )
    app = BriefingApp(corpus, casebook, Settings(), names_behind=True)
    with turn(corpus.path / "names"):
        async with app.run_test(size=WIDE) as pilot:
            await settle(pilot)
            screen = screen_of(pilot)
            await until(pilot, lambda: screen._naming is not None and screen._naming._process is None)
            assert screen.answered[1] != "error"
            assert corpus.unread() > 0
