"""Adding from the palette while one reads: what is said, and that the list waits to be asked."""

from __future__ import annotations

from pathlib import Path

import pytest
from corpora import write_lines, write_text
from quick import Reader, command, page_of, paste, quiet, status, until
from reader import NARROW, WIDE, screen_of, shown
from textual.pilot import Pilot

from briefing.casebook import open_casebook
from briefing.settings import Settings
from briefing.tui.app import BriefingApp
from briefing.workspace import Workspace
from index import open_corpus


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    folder = tmp_path / "in box"
    write_text(folder / "a.txt", "Kestrel denies that the orchards burned.")
    write_text(folder / "b.txt", "The quince harvest was lost.")
    return folder


def many(file: Path) -> Path:
    return write_lines(file, *({"text": f"Report {each} on the medlar trade."} for each in range(20_000)))


async def added(pilot: Pilot[None]) -> None:
    screen = page_of(pilot)
    await until(pilot, lambda: not screen.adding.running, 40)
    await quiet(pilot)


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
async def test_new_articles_are_let_in_by_searching_again(
    reader: Reader, inbox: Path, size: tuple[int, int]
) -> None:
    async with reader().run_test(size=size) as pilot:
        await paste(pilot, "kestrel denies")
        screen = screen_of(pilot)
        before, article = list(screen.results.hits), screen.open_id
        total = screen.results.total
        await command(pilot, f"add {inbox}")
        await added(pilot)
        assert (screen.results.hits, screen.open_id) == (before, article)
        assert f"{total} of 38 · 1 new: / enter" in shown(pilot)[1]
        await pilot.press("slash", "enter")
        await quiet(pilot)
        assert screen.results.total == total + 1
        assert "new:" not in shown(pilot)[1]


async def test_the_end_of_adding_is_said_with_its_figures(reader: Reader, inbox: Path) -> None:
    (inbox / "c.json").write_text("{", "utf-8")
    async with reader().run_test(size=(200, 60)) as pilot:
        await quiet(pilot)
        await command(pilot, f"add {inbox}")
        await added(pilot)
        assert f"added {inbox}: 2 new   1 skipped: :skipped" in status(pilot)
        await command(pilot, "skipped")
        assert any("c.json: " in row for row in shown(pilot)), shown(pilot)


async def test_a_path_that_is_not_there_is_said_in_a_sentence(reader: Reader) -> None:
    async with reader().run_test(size=WIDE) as pilot:
        await quiet(pilot)
        await command(pilot, "add /nowhere/at all")
        await added(pilot)
        assert "cannot add /nowhere/at all: there is no such file or folder." in status(pilot)


async def test_adding_can_be_stopped_and_reading_goes_on(reader: Reader, tmp_path: Path) -> None:
    file = many(tmp_path / "many.jsonl")
    async with reader().run_test(size=(200, 60)) as pilot:
        await quiet(pilot)
        screen = screen_of(pilot)
        await command(pilot, f"add {file}")
        await until(pilot, lambda: " articles  " in status(pilot))
        assert "Adding …" in status(pilot)
        await pilot.press("j")
        assert screen.results.cursor == 1
        await command(pilot, "stop adding")
        await added(pilot)
        assert f"stopped adding {file}" in status(pilot)
        assert 0 < screen.corpus.search("medlar").total < 20_000
        await command(pilot, "stop adding")
        assert "nothing is being added" in status(pilot)


async def test_the_first_articles_take_the_place_of_the_first_run(tmp_path: Path, inbox: Path) -> None:
    workspace = Workspace(tmp_path / "empty")
    with open_corpus(workspace.corpus_path) as corpus, open_casebook(workspace) as casebook:
        async with BriefingApp(corpus, casebook, Settings()).run_test(size=WIDE) as pilot:
            await quiet(pilot)
            assert any("Add a folder of articles" in row for row in shown(pilot))
            await command(pilot, f"add {inbox}")
            await added(pilot)
            assert not any("Add a folder of articles" in row for row in shown(pilot))
            assert screen_of(pilot).results.total == 2
