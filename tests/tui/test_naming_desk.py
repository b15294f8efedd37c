"""Names become known behind the screen, of what was there and of what comes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from corpora import write_lines, write_text
from quick import paste
from reader import WIDE, screen_of, settle, shown
from textual.pilot import Pilot

from briefing.casebook import Casebook
from briefing.naming_apart import NamingProcess
from briefing.settings import Settings
from briefing.tui.app import BriefingApp
from briefing.tui.screens import naming_desk
from index import Corpus, open_corpus
from index.fulltext.turns import turn
from index.model import OwnModel


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


async def test_a_search_for_names_that_came_too_early_says_how_it_finds_more(
    casebook: Casebook, tmp_path: Path
) -> None:
    with open_corpus(tmp_path / "new") as corpus:
        corpus.add([write_text(tmp_path / "a.txt", "Ilse Varga left Ostrel on Monday.")])
        corpus.read_for_names(workers=0)
        corpus.add([write_text(tmp_path / "b.txt", "Colonel Ilse Varga said no. Zenobia Quill was there.")])
        async with BriefingApp(corpus, casebook, Settings()).run_test(size=WIDE) as pilot:
            await settle(pilot)
            screen = screen_of(pilot)
            await paste(pilot, "-left person:varga or kestrel")
            assert screen.page is not None
            assert screen.page.total == 0
            await paste(pilot, "person:varga")
            assert screen.page.total == 1
            corpus.read_for_names(workers=0)
            screen.named()
            await settle(pilot)
            assert "1 of 2 · more names known: / enter" in shown(pilot)[1]
            await pilot.press("slash", "enter")
            await settle(pilot)
            assert screen.page.total == 2
            assert "more names" not in shown(pilot)[1]
            # Words say nothing of names, and a search that found nothing is done again by itself.
            await paste(pilot, "ostrel")
            screen.named()
            assert "more names" not in shown(pilot)[1]
            await paste(pilot, "(person:reik)")
            corpus.add([write_text(tmp_path / "c.txt", "Tomas Reik left Halden on Tuesday.")])
            corpus.read_for_names(workers=0)
            screen.named()
            await until(pilot, lambda: screen.page is not None and screen.page.total == 1)


async def test_where_another_process_does_it_nothing_is_said_and_what_it_leaves_is_read(
    corpus: Corpus, casebook: Casebook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(naming_desk, "_LATER", 0.1)
    monkeypatch.setattr(naming_desk, "_LATEST", 0.1)
    corpus.add(
        [write_lines(tmp_path / "new.jsonl", {"title": "New", "text": "Zenobia Quill came to Karsa."})]
    )
    tried: list[Path] = []

    class Tried(NamingProcess):
        def __init__(self, workspace: Path, own: OwnModel | None = None) -> None:
            super().__init__(workspace, own)
            tried.append(workspace)

    monkeypatch.setattr(naming_desk, "NamingProcess", Tried)
    app = BriefingApp(corpus, casebook, Settings(), names_behind=True)
    async with app.run_test(size=WIDE) as pilot:
        with turn(corpus.path / "names"):
            await settle(pilot)
            screen = screen_of(pilot)
            await until(pilot, lambda: len(tried) > 2)
            assert screen.answered[1] != "error"
            assert corpus.unread() > 0
        await until(pilot, lambda: corpus.unread() == 0)
        await until(pilot, lambda: screen._naming is not None and screen._naming._process is None)
        assert corpus.entities.found("Zenobia Quill")
