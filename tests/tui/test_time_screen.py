"""The Time screen: what was found in the order of time, the axis, reading a moment there and coming back."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from corpora import write_lines
from quick import Reader, command, paste, quiet, status, until
from reader import NARROW, WIDE, shown
from textual.pilot import Pilot

from briefing.casebook import Casebook
from briefing.settings import Settings
from briefing.tui.app import BriefingApp
from briefing.tui.screens.period_line import PeriodLine
from briefing.tui.screens.read import ReadScreen
from briefing.tui.screens.time import TimeScreen
from briefing.tui.screens.time_desk import MOST
from index import Corpus, open_corpus

SEARCH = "kestrel forgery"


@pytest.fixture
def known(corpus: Corpus) -> Corpus:
    """The samples, read for what they name."""
    corpus.read_for_names(workers=0)
    return corpus


async def at_times(pilot: Pilot[None], search: str = SEARCH) -> TimeScreen:
    """On the Time screen of a search, with what it shows."""
    await quiet(pilot)
    if search:
        await paste(pilot, search)
    await pilot.press("3")
    screen = pilot.app.screen
    assert isinstance(screen, TimeScreen)
    await until(pilot, lambda: screen.times is not None)
    return screen


def seen(pilot: Pilot[None]) -> str:
    return "\n".join(shown(pilot))


@pytest.mark.usefixtures("known")
@pytest.mark.parametrize("size", [WIDE, NARROW, (200, 60), (60, 24)], ids=lambda size: str(size[0]))
async def test_every_moment_of_what_was_found_is_listed_by_date(
    reader: Reader, known: Corpus, size: tuple[int, int]
) -> None:
    async with reader().run_test(size=size) as pilot:
        screen = await at_times(pilot)
        found = known.search(SEARCH, limit=100)
        moments = known.entities.times([hit.number for hit in found.hits])
        assert screen.list.count == len(moments) > 20
        days = [event.when.first for event in screen.list.shown.events if event.when.first]
        assert days == sorted(days)
        assert all(event.when.first is None for event in screen.list.shown.events[len(days) :])
        assert f"moment {screen.list.cursor + 1} of {len(moments)}" in status(pilot)
        assert f"{len(moments)} moments" in shown(pilot)[1]
        assert SEARCH in shown(pilot)[1]
        assert all(len(row) == size[0] for row in shown(pilot))


@pytest.mark.usefixtures("known")
async def test_a_moment_is_read_there_and_backspace_comes_back_to_it(reader: Reader) -> None:
    async with reader().run_test(size=WIDE) as pilot:
        screen = await at_times(pilot)
        await pilot.press("j", "j", "j")
        event, row = screen.list.event, screen.list.cursor
        assert event is not None
        await pilot.press("enter")
        await quiet(pilot)
        read = pilot.app.screen
        assert isinstance(read, ReadScreen)
        assert read.open_id == event.timed.article
        await until(pilot, lambda: read.text.span is not None)
        assert read.text.span is not None
        assert (read.text.span.start, read.text.span.layer) == (event.timed.moment.span.start, "moment")
        await pilot.press("backspace")
        await pilot.pause()
        assert pilot.app.screen is screen
        assert screen.list.cursor == row


@pytest.mark.usefixtures("known")
async def test_one_comes_to_the_time_that_one_is_at_in_the_article(reader: Reader) -> None:
    async with reader().run_test(size=WIDE) as pilot:
        await quiet(pilot)
        await paste(pilot, SEARCH)
        read = pilot.app.screen
        assert isinstance(read, ReadScreen)
        for jumps in (1, 3):
            read.text.go_to_position(0)
            await pilot.press(*["t"] * jumps, "3")
            screen = pilot.app.screen
            assert isinstance(screen, TimeScreen)
            await until(pilot, lambda screen=screen: screen.times is not None)
            event, span = screen.list.event, read.text.span
            assert event is not None
            assert span is not None
            assert event.key == (read.open_id, span.start)
            await pilot.press("1")


@pytest.mark.usefixtures("known")
async def test_the_foot_follows_the_cursor(reader: Reader) -> None:
    async with reader().run_test(size=WIDE) as pilot:
        screen = await at_times(pilot)
        for _ in range(4):
            await pilot.press("j")
            event = screen.list.event
            assert event is not None
            assert f"as written “{event.timed.moment.text}”" in seen(pilot)
            assert event.timed.source in shown(pilot)[-4]


@pytest.mark.usefixtures("known")
async def test_the_axis_is_zoomed_and_follows_the_cursor(reader: Reader) -> None:
    async with reader().run_test(size=WIDE) as pilot:
        screen = await at_times(pilot)
        first = screen.list.axis.unit
        words = []
        for _ in range(4):
            await pilot.press("plus")
            words.append(shown(pilot)[2])
        assert screen.list.axis.unit == "day"
        assert "by day" in words[-1]
        assert "days are the finest there is" in status(pilot)
        for _ in range(4):
            await pilot.press("minus")
        assert "by year" in shown(pilot)[2]
        assert "years are the widest there is" in status(pilot)
        assert first != "year"
        await pilot.press("plus", "plus", "plus", "g")
        for _ in range(screen.list.shown.dated - 1):
            await pilot.press("j")
            row = shown(pilot)[screen.list.region.y + _line(screen)]
            assert row.startswith("▌")
            assert any(sign in row for sign in "●├┤~─"), row


def _line(screen: TimeScreen) -> int:
    return screen.list._tops[screen.list.cursor] - screen.list.scroll_offset.y


@pytest.mark.usefixtures("known")
async def test_where_the_axis_has_no_room_zooming_says_so(reader: Reader) -> None:
    async with reader().run_test(size=NARROW) as pilot:
        await at_times(pilot)
        await pilot.press("plus")
        assert "there is no room for the axis here" in status(pilot)
        assert any(row.split()[-2:] == ["what", "grade"] for row in shown(pilot))


async def test_on_read_zooming_says_where_it_is_done(reader: Reader) -> None:
    async with reader().run_test(size=WIDE) as pilot:
        await quiet(pilot)
        await pilot.press("plus")
        assert "the axis of the screen Time is zoomed by this: 3 goes there" in status(pilot)


@pytest.mark.usefixtures("known")
async def test_the_search_is_kept_and_another_one_brings_other_moments(reader: Reader) -> None:
    async with reader().run_test(size=WIDE) as pilot:
        screen = await at_times(pilot)
        before = screen.list.count
        await pilot.press("slash")
        assert isinstance(pilot.app.screen, ReadScreen)
        await paste(pilot, "ferry")
        await pilot.press("3")
        await until(pilot, lambda: screen.times is not None and screen.times.query == "ferry")
        assert screen.list.count != before
        assert " / ferry" in shown(pilot)[1]


@pytest.mark.usefixtures("known")
async def test_a_name_is_kept_to_and_let_go(reader: Reader) -> None:
    async with reader().run_test(size=WIDE) as pilot:
        screen = await at_times(pilot)
        total = screen.list.count
        await pilot.press("f")
        await until(pilot, lambda: "Times with" in seen(pilot))
        await pilot.press("j", "enter")
        await until(pilot, lambda: screen.times is not None and screen.times.timeline.name)
        name = screen.list.shown.name
        assert 0 < screen.list.count < total
        assert f"with {name}" in shown(pilot)[1]
        entry = screen.corpus.entities.found(name)[0]
        dossier = screen.corpus.entities.dossier(entry.id)
        assert dossier is not None
        forms = [name, *(alias.text for alias in dossier.aliases)]
        for event in screen.list.shown.events:
            assert any(form in event.timed.clause for form in forms)
        await pilot.press("F")
        await until(pilot, lambda: screen.list.count == total)
        await pilot.press("F")
        assert "all times of what was found are listed already" in status(pilot)


def days(screen: TimeScreen) -> list[date]:
    return [event.when.first for event in screen.list.shown.events if event.when.first]


@pytest.mark.usefixtures("known")
async def test_a_period_is_asked_for_and_let_go(reader: Reader) -> None:
    async with reader().run_test(size=WIDE) as pilot:
        screen = await at_times(pilot, "")
        total = screen.list.count
        await pilot.press("f")
        await until(pilot, lambda: "a period of time" in seen(pilot))
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, PeriodLine))
        await pilot.press(*"2024-04..x", "enter")
        assert "not a period: 2024-04..x" in seen(pilot)
        await pilot.press("ctrl+u", *"2024-04-10..2024-04-16", "enter")
        await until(pilot, lambda: screen.times is not None and screen.times.timeline.period is not None)
        assert 20 < screen.list.count < total
        assert all(
            event.when.last >= date(2024, 4, 10) for event in screen.list.shown.events if event.when.last
        )
        assert max(days(screen)) <= date(2024, 4, 16)
        assert screen.list.shown.dated == screen.list.count
        assert "/ all articles   10 – 16 Apr 2024" in shown(pilot)[1]
        assert "10 Apr – 24 Apr 2024, by day" in shown(pilot)[2]
        assert "looking" not in status(pilot)
        await pilot.press("f")
        await until(pilot, lambda: "Times with" in seen(pilot))
        await pilot.press("j", "enter")
        await until(pilot, lambda: screen.times is not None and screen.times.timeline.name)
        assert f"with {screen.list.shown.name}   10 – 16 Apr 2024" in shown(pilot)[1]
        await pilot.press("F")
        await until(pilot, lambda: screen.list.count == total)


@pytest.mark.usefixtures("known")
async def test_a_period_is_a_command_too_and_may_have_nothing(reader: Reader) -> None:
    async with reader().run_test(size=WIDE) as pilot:
        await quiet(pilot)
        await command(pilot, "period 2024-04")
        assert "times are kept to a period on the screen Time: 3 goes there" in status(pilot)
        screen = await at_times(pilot, "")
        await command(pilot, "period nonsense")
        assert "not a period: nonsense. One is 2024-04" in status(pilot)
        await command(pilot, "period 1816")
        await until(pilot, lambda: "No time in 1816 is named: F shows all times." in seen(pilot))
        await command(pilot, "period 2024-03..")
        await until(pilot, lambda: screen.list.count)
        assert "from Mar 2024" in shown(pilot)[1]


async def test_of_a_period_older_articles_are_looked_at_too(tmp_path: Path, casebook: Casebook) -> None:
    path = made(tmp_path / "w", 250)
    old = write_lines(
        tmp_path / "old.jsonl", {"text": "It fell on 3 May 2001.", "title": "Old", "date": "2001-05-04"}
    )
    with open_corpus(path) as corpus:
        corpus.add([old])
        corpus.read_for_names(workers=0)
        async with BriefingApp(corpus, casebook, Settings()).run_test(size=WIDE) as pilot:
            screen = await at_times(pilot, "")
            assert screen.list.count == MOST
            await command(pilot, "period 2001")
            await until(pilot, lambda: screen.list.count == 1)
            assert days(screen) == [date(2001, 5, 3)]
            assert "1 moment · 1 article" in shown(pilot)[1]


async def test_what_lies_beyond_the_axis_is_counted_at_its_ends_and_gone_to(
    tmp_path: Path, casebook: Casebook
) -> None:
    near = " ".join(f"On {day} April 2024 a boat sank." for day in range(1, 13))
    far = "It was built in 1994. It was sold in 1996. It is to sail until 2050."
    with open_corpus(tmp_path / "corpus") as corpus:
        corpus.add(
            [write_lines(tmp_path / "a.jsonl", {"text": f"{near} {far}", "title": "x", "date": "2024-04-22"})]
        )
        corpus.read_for_names(workers=0)
        async with BriefingApp(corpus, casebook, Settings()).run_test(size=WIDE) as pilot:
            screen = await at_times(pilot, "")
            heads = shown(pilot)[3]
            assert screen.list.axis.unit == "day"
            assert "‹2 " in heads
            await pilot.press("left_square_bracket")
            assert screen.list.event is not None
            assert screen.list.event.timed.moment.text == "1996"
            assert re.search(r"\d+›", shown(pilot)[3])
            await pilot.press("left_square_bracket")
            assert screen.list.event.timed.moment.text == "1994"
            await pilot.press("left_square_bracket")
            assert "no date lies before it" in status(pilot)
            await pilot.press("right_square_bracket")
            assert screen.list.event.timed.moment.text == "1996"
            for _ in range(3):
                await pilot.press("right_square_bracket")
            assert "no date lies behind what the axis shows" in status(pilot)


@pytest.mark.usefixtures("known")
async def test_without_an_axis_nothing_lies_beyond_it(reader: Reader) -> None:
    async with reader().run_test(size=NARROW) as pilot:
        await at_times(pilot)
        await pilot.press("right_square_bracket")
        assert "there is no room for the axis here" in status(pilot)


async def test_before_articles_are_read_for_times_it_says_so(tmp_path: Path, casebook: Casebook) -> None:
    with open_corpus(made(tmp_path / "w", 3, known=False), catch_up=False) as corpus:
        async with BriefingApp(corpus, casebook, Settings()).run_test(size=WIDE) as pilot:
            screen = await at_times(pilot, "")
            assert "Times of 3 articles come in a moment: 0 so far." in seen(pilot)
            await pilot.press("enter")
            assert "there is no time to read about here" in status(pilot)
            corpus.read_for_names(workers=0)
            screen.more_named()
            await until(pilot, lambda: screen.list.count > 0)
            assert "30 moments · 3 articles" in shown(pilot)[1]
            assert "so far" not in shown(pilot)[1]


async def test_what_comes_later_is_said_and_changes_no_list(tmp_path: Path, casebook: Casebook) -> None:
    path = made(tmp_path / "w", 3)
    with open_corpus(path, catch_up=False) as corpus:
        async with BriefingApp(corpus, casebook, Settings()).run_test(size=WIDE) as pilot:
            screen = await at_times(pilot, "")
            before = screen.list.count
            more = write_lines(tmp_path / "more.jsonl", {"text": "It fell on 3 May 2024.", "title": "More"})
            corpus.add([more])
            screen.more_named()
            await until(pilot, lambda: "3 of 4 articles read for times so far" in shown(pilot)[1])
            assert screen.list.count == before


@pytest.mark.usefixtures("known")
async def test_a_search_that_found_nothing_has_no_times(reader: Reader) -> None:
    async with reader().run_test(size=WIDE) as pilot:
        await quiet(pilot)
        await paste(pilot, "zebra")
        await pilot.press("escape", "3")
        await until(pilot, lambda: "The search found no article" in seen(pilot))


def made(path: Path, count: int, *, known: bool = True) -> Path:
    """A corpus of articles that name ten days each, read for them or not."""
    folder = path / "in"
    folder.mkdir(parents=True)
    with (folder / "many.jsonl").open("w", encoding="utf-8") as file:
        for number in range(count):
            days = [f"On {1 + (number + each) % 28} March 2024 unit {each} moved." for each in range(10)]
            record = {
                "title": f"Article {number}",
                "text": " ".join(days),
                "language": "en",
                "date": f"2024-04-{1 + number % 28:02d}",
            }
            file.write(json.dumps(record) + "\n")
    with open_corpus(path / "corpus") as corpus:
        corpus.add([folder])
        if known:
            corpus.read_for_names(workers=0)
    return path / "corpus"


async def test_of_too_many_moments_the_first_are_shown_and_that_is_said(
    tmp_path: Path, casebook: Casebook
) -> None:
    with open_corpus(made(tmp_path / "w", 250), catch_up=False) as corpus:
        async with BriefingApp(corpus, casebook, Settings()).run_test(size=WIDE) as pilot:
            screen = await at_times(pilot, "")
            assert screen.list.count == MOST
            assert "the first 2,000 moments · the newest 200 articles" in shown(pilot)[1]
            await pilot.press("G")
            assert f"moment 2,000 of {MOST:,}" in status(pilot)


async def test_no_article_yet(tmp_path: Path, casebook: Casebook) -> None:
    with open_corpus(tmp_path / "empty") as corpus:
        async with BriefingApp(corpus, casebook, Settings()).run_test(size=WIDE) as pilot:
            await quiet(pilot)
            await pilot.press("3")
            await until(pilot, lambda: "No article yet: :add FOLDER adds some." in seen(pilot))


@pytest.mark.usefixtures("known")
async def test_keys_of_other_screens_say_where_they_work(reader: Callable[..., BriefingApp]) -> None:
    async with reader().run_test(size=WIDE) as pilot:
        await at_times(pilot)
        await pilot.press("n")
        assert "n has nothing to do here: hit is on Read" in status(pilot)
        await pilot.press("q")
        await pilot.pause()
        assert isinstance(pilot.app.screen, ReadScreen)


@pytest.mark.usefixtures("known")
async def test_in_ascii_the_axis_is_drawn_too(reader: Reader) -> None:
    async with reader(glyphs="ascii").run_test(size=WIDE) as pilot:
        screen = await at_times(pilot)
        region = screen.list.region
        for row in shown(pilot)[region.y : region.bottom]:
            assert row[28:58].isascii()
