"""Times in the reader: the list by date, going from it to the words, and what the status line says of each."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from quick import Reader, paste, quiet, status
from reader import NARROW, WIDE, screen_of, shown
from textual.pilot import Pilot

from briefing.casebook import Casebook
from briefing.settings import Settings
from briefing.tui.app import BriefingApp
from briefing.tui.moments import dates_of
from index import open_corpus

SEARCH = "kestrel forgery"


async def at_times(pilot: Pilot[None]) -> None:
    """To the list of times of the first article."""
    await paste(pilot, SEARCH)
    await pilot.press("tab", "tab", "tab", "tab")
    assert screen_of(pilot).place == "times"


def read(path: Path, casebook: Casebook, text: str, published: str = "2024-04-22") -> BriefingApp:
    """The reader on one article."""
    record = {"title": "A title", "text": text, "language": "en", "date": published}
    path.mkdir()
    (path / "one.jsonl").write_text(json.dumps(record) + "\n", "utf-8")
    with open_corpus(path / "corpus") as corpus:
        corpus.add([path / "one.jsonl"])
    return BriefingApp(open_corpus(path / "corpus", catch_up=False), casebook, Settings())


def listed(pilot: Pilot[None]) -> list[str]:
    """The rows of the list, without its edges."""
    region = screen_of(pilot).times.region
    rows = shown(pilot)[region.y : region.bottom]
    return [row[region.x : region.right].strip(" ▌") for row in rows]


@pytest.mark.parametrize("size", [WIDE, NARROW, (200, 60)], ids=lambda size: str(size[0]))
async def test_enter_goes_from_a_time_to_its_words(reader: Reader, size: tuple[int, int]) -> None:
    async with reader().run_test(size=size) as pilot:
        await at_times(pilot)
        screen = screen_of(pilot)
        moments = screen.open.recognised.moments
        assert screen.times.count == len(moments) > 3
        await pilot.press("j", "j")
        place = screen.times.place
        assert place is not None
        await pilot.press("enter")
        await pilot.pause()
        span = screen.text.span
        assert screen.pane == "article"
        assert span is not None
        assert (span.start, span.end) == (moments[place].span.start, moments[place].span.end)
        assert "time: " in status(pilot)
        assert "counted from Thu 18 Apr 2024" in status(pilot)


async def test_times_stand_by_date_with_how_exact_and_their_words(tmp_path: Path, casebook: Casebook) -> None:
    text = (
        "At 21:50 on Sunday it fell. Quiet had held since early February, for six weeks. It fell on Sunday."
    )
    async with read(tmp_path / "w", casebook, text).run_test(size=WIDE) as pilot:
        await quiet(pilot)
        await pilot.press("shift+tab")
        assert [" ".join(row.split()) for row in listed(pilot)[:8]] == [
            "from early Feb open",
            "“early February”",
            "Sun 21 Apr day",
            "“Sunday”",
            "Sun 21 Apr 21:50 minute",
            "“21:50 on Sunday”",
            "no date length",
            "“six weeks”",
        ]
        await pilot.press("enter")
        assert "from early Feb 2024 · one end open · counted from Mon 22 Apr 2024" in status(pilot)
        await pilot.press("t")
        assert "time: 6 weeks" in status(pilot)


async def test_the_cursor_stays_when_the_same_times_are_shown_again(reader: Reader) -> None:
    async with reader().run_test(size=WIDE) as pilot:
        await at_times(pilot)
        await pilot.press("j", "j", "j")
        screen = screen_of(pilot)
        article, place = screen.article, screen.times.place
        assert article is not None
        moments = screen.open.recognised.moments[1:]
        screen.times.show_times(moments, dates_of(article.text, moments), article.published)
        assert place is not None
        assert screen.times.place == place - 1
        await pilot.press("right_square_bracket")
        await quiet(pilot)
        assert screen.times.cursor == 0


async def test_t_goes_on_in_the_text_and_the_list_follows(reader: Reader) -> None:
    async with reader().run_test(size=(200, 60)) as pilot:
        await at_times(pilot)
        screen = screen_of(pilot)
        screen.text.go_to_position(0)
        for place in range(len(screen.open.recognised.moments)):
            await pilot.press("t")
            assert screen.text.current is not None
            assert screen.text.current.place == place == screen.times.place
        await pilot.press("t")
        assert "this is the last time of" in status(pilot)


async def test_with_much_room_times_stand_in_the_place_of_statements(reader: Reader) -> None:
    async with reader().run_test(size=(200, 60)) as pilot:
        await at_times(pilot)
        screen = screen_of(pilot)
        assert screen.times.region.height
        assert screen.entities.region.height
        assert not screen.said.display
        await pilot.press("shift+tab")
        assert screen.said.display
        assert not screen.times.display


async def test_times_that_are_switched_off_are_said_to_be(reader: Reader) -> None:
    async with reader().run_test(size=WIDE) as pilot:
        await at_times(pilot)
        await pilot.press("L", "T", "escape", "enter")
        assert "times are switched off in the text: L" in status(pilot)


@pytest.mark.parametrize(
    ("published", "words"),
    [
        ("2024-04-22", "No time is named here; published Mon 22 Apr 2024."),
        ("", "No time is named here; the article has no date."),
    ],
)
async def test_an_article_that_names_no_time_says_so(
    tmp_path: Path, casebook: Casebook, published: str, words: str
) -> None:
    async with read(tmp_path / "w", casebook, "It rained in Halden.", published).run_test(size=WIDE) as pilot:
        await quiet(pilot)
        await pilot.press("shift+tab")
        assert " ".join(" ".join(listed(pilot)).split()) == words
        await pilot.press("enter", "t")
        assert "no time in this article" in status(pilot)


async def test_what_cannot_be_resolved_is_no_date(tmp_path: Path, casebook: Casebook) -> None:
    async with read(tmp_path / "w", casebook, "It fell on Sunday.", "").run_test(size=WIDE) as pilot:
        await quiet(pilot)
        await pilot.press("shift+tab")
        assert listed(pilot)[0] == "no date"
        await pilot.press("enter")
        assert "time: not resolved" in status(pilot)
