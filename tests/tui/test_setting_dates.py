"""Setting when a time is: on the Time screen and in the article, and taking it back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from corpora import write_lines
from quick import page_of, quiet, status, until
from reader import NARROW, WIDE, shown
from textual.pilot import Pilot

from briefing.casebook import Casebook
from briefing.casebook.curation import hand_over_rulings
from briefing.settings import Settings
from briefing.tui.app import BriefingApp
from briefing.tui.screens.date_line import DateLine
from briefing.tui.screens.time import TimeScreen
from index import Corpus, open_corpus
from index.entities.dating import spot_of

RECORDS = (
    {
        "title": "The boat",
        "text": "The boat sank on 3 April 2024. It was raised two days later, on the pier of Ostrel.",
        "date": "2024-04-22",
    },
    {"title": "The pier", "text": "The pier was closed on 9 April 2024.", "date": "2024-04-22"},
)


@pytest.fixture
def boats(tmp_path: Path, casebook: Casebook) -> Callable[[], BriefingApp]:
    """Makes the reader on a corpus of two articles."""
    corpus = open_corpus(tmp_path / "boats")
    corpus.add([write_lines(tmp_path / "boats.jsonl", *RECORDS)])
    corpus.read_for_names(workers=0)
    return lambda: BriefingApp(corpus, casebook, Settings())


async def at_times(pilot: Pilot[None]) -> TimeScreen:
    """On the Time screen, with what it shows."""
    await quiet(pilot)
    await pilot.press("3")
    screen = pilot.app.screen
    assert isinstance(screen, TimeScreen)
    await until(pilot, lambda: screen.list.count)
    return screen


async def ask(pilot: Pilot[None]) -> None:
    await pilot.press("equals_sign")
    await until(pilot, lambda: isinstance(pilot.app.screen, DateLine))


def rows(screen: TimeScreen) -> list[tuple[str, str, bool]]:
    events = screen.list.shown.events
    return [(e.timed.moment.text, e.timed.moment.value, e.timed.moment.decided) for e in events]


def in_corpus(corpus: Corpus) -> dict[str, str]:
    return {
        each.moment.text: each.moment.value
        for each in corpus.entities.times(corpus.everything())
        if each.moment.decided
    }


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
async def test_a_time_without_a_date_gets_one_and_goes_to_its_place(
    boats: Callable[[], BriefingApp], size: tuple[int, int]
) -> None:
    app = boats()
    async with app.run_test(size=size) as pilot:
        screen = await at_times(pilot)
        await pilot.press("G")
        await ask(pilot)
        assert "“two days later” is not resolved" in "\n".join(shown(pilot))
        await pilot.press(*"2024-04-05", "enter")
        await until(pilot, lambda: rows(screen)[1] == ("two days later", "2024-04-05", True))
        assert screen.list.cursor == 1, "one stays at it"
        assert "“two days later” is Fri 5 Apr 2024   u undoes it" in status(pilot)
        assert any(row.startswith("▌=Fri 5 Apr") for row in shown(pilot))
        assert "set by you, was not resolved" in "\n".join(shown(pilot))
        assert in_corpus(app.corpus) == {"two days later": "2024-04-05"}
        await pilot.press("u")
        await until(pilot, lambda: rows(screen)[-1] == ("two days later", "", False))
        await pilot.press("ctrl+r")
        await until(pilot, lambda: rows(screen)[1] == ("two days later", "2024-04-05", True))


async def test_what_is_no_date_is_said_on_the_card_and_nothing_is_kept(
    boats: Callable[[], BriefingApp],
) -> None:
    app = boats()
    async with app.run_test(size=WIDE) as pilot:
        await at_times(pilot)
        await ask(pilot)
        await pilot.press("ctrl+u", *"Sunday", "enter")
        assert "not a date by itself: Sunday" in "\n".join(shown(pilot))
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, TimeScreen))
        await ask(pilot)
        await pilot.press("enter")  # as it is
        await pilot.pause()
        assert app.casebook.rulings() == []
        await ask(pilot)
        await pilot.press("ctrl+u", "enter")  # nothing was set that could be taken back
        await until(pilot, lambda: isinstance(pilot.app.screen, TimeScreen))
        assert app.casebook.rulings() == []


async def test_an_empty_line_takes_back_what_was_set_whenever_that_was(
    boats: Callable[[], BriefingApp],
) -> None:
    app = boats()
    async with app.run_test(size=WIDE) as pilot:
        screen = await at_times(pilot)
        await pilot.press("g")
        before = rows(screen)
        for typed in ("none", "2023"):
            await ask(pilot)
            await pilot.press("ctrl+u", *typed, "enter")
            await until(pilot, lambda: in_corpus(app.corpus))
            await until(
                pilot,
                lambda typed=typed: any(row[1:] == (typed.replace("none", ""), True) for row in rows(screen)),
            )
        app.casebook.decide("title", app.corpus.search("boat").hits[0].id, "A step behind it")
        await ask(pilot)
        card = "\n".join(shown(pilot))
        assert "set by you, was Wed 3 Apr 2024" in card
        assert "an empty line takes back what you set" in card
        await pilot.press("ctrl+u", "enter")
        await until(pilot, lambda: rows(screen) == before)
        # The answer may have made room by now for the news that the new title is searchable.
        assert not [each for each in app.casebook.rulings() if each.kind == "dated"]


async def test_a_decade_that_was_set_begins_the_line_and_none_takes_its_place(
    boats: Callable[[], BriefingApp],
) -> None:
    app = boats()
    async with app.run_test(size=WIDE) as pilot:
        await at_times(pilot)
        await pilot.press("g")
        await ask(pilot)
        await pilot.press("ctrl+u", *"1990s", "enter")
        await until(pilot, lambda: list(in_corpus(app.corpus).values()) == ["199"])
        await until(pilot, lambda: "is the 1990s" in status(pilot))
        await ask(pilot)
        assert isinstance(pilot.app.screen, DateLine)
        assert any(row.strip(" │▌").startswith("= 199") for row in shown(pilot))
        await pilot.press("ctrl+u", *"none", "enter")
        await until(pilot, lambda: list(in_corpus(app.corpus).values()) == [""])


async def test_a_date_is_set_in_the_article_and_in_the_list_of_its_times(
    boats: Callable[[], BriefingApp],
) -> None:
    app = boats()
    async with app.run_test(size=WIDE) as pilot:
        await quiet(pilot)
        page = page_of(pilot)
        await pilot.press("enter", "t")
        assert page.text.span is not None
        start = page.text.span.start
        words = app.corpus.article(page.open_id).text[start : page.text.span.end]
        await ask(pilot)
        await pilot.press("ctrl+u", *"2024-04-01", "enter")
        await until(pilot, lambda: in_corpus(app.corpus) == {words: "2024-04-01"})
        await until(pilot, lambda: page.open.recognised.moments[0].decided)
        assert f"“{words}” is Mon 1 Apr 2024   u undoes it" in status(pilot)
        assert (page.text.span.start, page.text.span.layer) == (start, "moment")
        await pilot.press("T", "t")
        page.go_to_pane("times")
        await pilot.pause()
        assert any("Mon 1 Apr" in row and "= day" in row for row in shown(pilot))
        await ask(pilot)
        await pilot.press("ctrl+u", "enter")
        await until(pilot, lambda: not in_corpus(app.corpus))
        await until(pilot, lambda: not page.open.recognised.moments[0].decided)


async def test_what_somebody_else_sets_is_seen(boats: Callable[[], BriefingApp]) -> None:
    app = boats()
    async with app.run_test(size=WIDE) as pilot:
        screen = await at_times(pilot)
        timed = next(e.timed for e in screen.list.shown.events if e.timed.moment.text == "two days later")
        text = app.corpus.article(timed.article).text
        app.casebook.rule("dated", spot_of(timed.article, text, timed.moment.span), "2024-04-05")
        hand_over_rulings(app.casebook, app.corpus)
        await until(pilot, lambda: ("two days later", "2024-04-05", True) in rows(screen))
        await pilot.press("1")
        await quiet(pilot)


async def test_without_a_time_the_key_says_so(tmp_path: Path, casebook: Casebook) -> None:
    with open_corpus(tmp_path / "empty") as corpus:
        async with BriefingApp(corpus, casebook, Settings()).run_test(size=WIDE) as pilot:
            await quiet(pilot)
            await pilot.press("3", "equals_sign")
            assert "there is no time to set here" in status(pilot)
