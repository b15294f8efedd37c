"""Adding while one reads: in the real app, by the real process."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from corpora import write_lines, write_text
from reader import NARROW, WIDE, screen_of, search, settle, shown
from textual.pilot import Pilot

from briefing.tui.app import BriefingApp
from briefing.tui.screens.read import ReadScreen
from briefing.tui.screens.skipped import SkippedScreen, skipped_rows
from index.report import Failure


async def until(pilot: Pilot[None], done: Callable[[], bool], seconds: float = 30.0) -> None:
    end = time.monotonic() + seconds
    while not done():
        assert time.monotonic() < end, shown(pilot)[-2:]
        await pilot.pause(0.02)


async def added(pilot: Pilot[None], screen: ReadScreen) -> None:
    await until(pilot, lambda: not screen.adding.running)
    await settle(pilot)


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    folder = tmp_path / "inbox"
    write_text(folder / "a.txt", "Quince orchards burned near the depot.")
    write_text(folder / "b.txt", "The quince harvest was lost.")
    return folder


def many(folder: Path, number: int = 1_500) -> Path:
    for each in range(number):
        write_text(folder / f"{each}.txt", f"Report {each} on the medlar trade.")
    return folder


async def test_what_came_in_is_said_and_the_list_stays(
    reader: Callable[..., BriefingApp], inbox: Path
) -> None:
    async with reader().run_test(size=WIDE) as pilot:
        await settle(pilot)
        screen = screen_of(pilot)
        assert screen.page is not None
        before = screen.page.total
        screen.adding.start(inbox)
        await pilot.pause()
        assert "Adding" in shown(pilot)[-2]
        await added(pilot, screen)
        assert f"added {inbox}: 2 new" in screen.answered[0]
        assert screen.answered[1] == "text"
        assert screen.page.total == before
        assert screen.new == 2
        assert "Adding" not in shown(pilot)[-2]


async def test_a_search_that_found_nothing_finds_what_came_in(
    reader: Callable[..., BriefingApp], inbox: Path
) -> None:
    async with reader().run_test(size=WIDE) as pilot:
        await settle(pilot)
        screen = screen_of(pilot)
        await search(pilot, "quince", take=False)
        assert screen.page is not None
        assert screen.page.total == 0
        screen.adding.start(inbox)
        await added(pilot, screen)
        assert screen.page.total == 2


async def test_what_was_skipped_is_said_with_the_reason(
    reader: Callable[..., BriefingApp], inbox: Path
) -> None:
    (inbox / "bad.json").write_text('{"text": ')
    async with reader().run_test(size=WIDE) as pilot:
        await settle(pilot)
        screen = screen_of(pilot)
        screen.adding.start(inbox)
        await added(pilot, screen)
        assert screen.answered[0].endswith("1 skipped: :skipped")
        assert screen.answered[1] == "warn"
        (failure,) = screen.adding.failures
        assert failure.path.endswith("bad.json")
        screen.action_skipped()
        await pilot.pause()
        assert any("┌─ Skipped" in row for row in shown(pilot))
        card = pilot.app.screen
        assert isinstance(card, SkippedScreen)
        assert f"bad.json: {failure.reason}." in " ".join(card.card.plain.split())
        await pilot.press("escape")
        screen.adding.start(inbox)  # skipped again, and listed once
        await added(pilot, screen)
        assert screen.adding.failures == (failure,)


async def test_a_path_that_is_not_there_is_a_sentence(
    reader: Callable[..., BriefingApp], tmp_path: Path
) -> None:
    async with reader().run_test(size=WIDE) as pilot:
        await settle(pilot)
        screen = screen_of(pilot)
        screen.adding.start(tmp_path / "nowhere")
        await added(pilot, screen)
        words, role = screen.answered
        assert words.startswith(f"cannot add {tmp_path / 'nowhere'}: there is no such file or folder.")
        assert role == "error"


async def test_one_run_at_a_time(reader: Callable[..., BriefingApp], inbox: Path, tmp_path: Path) -> None:
    other = write_lines(tmp_path / "other.jsonl", {"text": "Three loquats."})
    async with reader().run_test(size=WIDE) as pilot:
        await settle(pilot)
        screen = screen_of(pilot)
        screen.adding.start(inbox)
        screen.adding.start(other)
        assert screen.answered[0] == f"{other} is added after {inbox}"
        screen.adding.start(other)
        assert screen.answered[0] == f"{other} is being added already"
        screen.adding.start(inbox)
        assert screen.answered[0] == f"{inbox} is being added already"
        await added(pilot, screen)
        assert screen.corpus.search("quince").total == 2
        assert screen.corpus.search("loquats").total == 1
        assert f"added {other}: 1 new" in screen.answered[0]


async def test_stopping_keeps_what_was_read_and_forgets_what_waits(
    reader: Callable[..., BriefingApp], tmp_path: Path, inbox: Path
) -> None:
    folder = many(tmp_path / "many")
    async with reader().run_test(size=WIDE) as pilot:
        await settle(pilot)
        screen = screen_of(pilot)
        screen.adding.start(folder)
        screen.adding.start(inbox)
        await until(pilot, lambda: bool(screen.adding._run and screen.adding._run.state.articles))
        screen.adding.cancel()
        assert screen.under_way[0][0] == "Stopping"
        await added(pilot, screen)
        assert screen.answered[0].startswith(f"stopped adding {folder}: ")
        kept = screen.corpus.search("medlar").total
        assert 0 < kept < 1_500
        assert screen.corpus.search("quince").total == 0
        screen.adding.start(folder)
        await added(pilot, screen)
        assert screen.corpus.search("medlar").total == 1_500
        assert f"{kept:,} the same" in screen.answered[0]


async def test_one_reads_and_searches_while_it_runs(
    reader: Callable[..., BriefingApp], tmp_path: Path
) -> None:
    folder = many(tmp_path / "many")
    async with reader().run_test(size=NARROW) as pilot:
        await settle(pilot)
        screen = screen_of(pilot)
        screen.adding.start(folder)
        await until(pilot, lambda: any("of 1,500" in text for text, _ in screen.under_way))
        await search(pilot, "rockets")
        assert screen.page is not None
        assert screen.page.total
        await pilot.press("n")
        await added(pilot, screen)
        assert screen.corpus.search("medlar").total == 1_500


async def test_leaving_in_the_middle_takes_no_time(
    reader: Callable[..., BriefingApp], tmp_path: Path
) -> None:
    folder = many(tmp_path / "many")
    async with reader().run_test(size=WIDE) as pilot:
        await settle(pilot)
        screen = screen_of(pilot)
        screen.adding.start(folder)
        screen.adding.start(folder / "0.txt")
        await until(pilot, lambda: any("of 1,500" in text for text, _ in screen.under_way))
        run = screen.adding._run
        assert run is not None
        began = time.monotonic()
        screen.adding.close()
        assert time.monotonic() - began < 2
        assert not screen.adding.running
        assert run.thread is not None
        run.thread.join(30)
        assert not run.thread.is_alive()


def plain(failures: list[Failure], remarks: list[Failure], width: int = 60) -> list[str]:
    return ["".join(text for text, _ in row.left) for row in skipped_rows(failures, remarks, width)]


def test_skipped_files_are_named_with_the_reason() -> None:
    assert plain([], []) == ["No file was skipped."]
    assert plain([Failure("/in/a.txt", "it is empty")], []) == ["/in/a.txt: it is empty."]
    long = Failure("/in/" + "very " * 20 + "long.txt", "it is empty")
    rows = plain([long], [Failure("b.txt", "read as \x1b[31mLatin-1")])
    assert " ".join(rows[:3]).startswith("/in/very very")
    assert all(len(row) <= 60 for row in rows)
    assert rows[-2:] == ["Read, but not quite as it stands", "b.txt: read as Latin-1."]


async def test_the_card_of_skipped_files_scrolls_and_closes(reader: Callable[..., BriefingApp]) -> None:
    async with reader().run_test(size=NARROW) as pilot:
        page = pilot.app.screen
        failures = [Failure(f"/in/{each}[/].txt", "it is empty") for each in range(50)]
        pilot.app.push_screen(SkippedScreen(screen_of(pilot).look, failures))
        await pilot.pause()
        assert any("/in/0[/].txt: it is empty." in row for row in shown(pilot))
        await pilot.press("G")
        assert any("/in/49[/].txt: it is empty." in row for row in shown(pilot))
        await pilot.press("escape")
        await pilot.pause()
        assert pilot.app.screen is page
