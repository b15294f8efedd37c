"""Narrowing a search, and what can be done when it finds nothing."""

from __future__ import annotations

import pytest
from quick import Reader, paste, quiet, status, until
from reader import NARROW, WIDE, screen_of, shown
from textual.pilot import Pilot

from briefing.tui.app import BriefingApp
from briefing.tui.screens.narrow import NarrowScreen
from index.conditions import narrowed

NOTHING = "kestral forgery source:halden"


def card_of(app: BriefingApp) -> NarrowScreen:
    assert isinstance(app.screen, NarrowScreen)
    return app.screen


async def suggested(pilot: Pilot[None]) -> None:
    await until(pilot, lambda: any("one condition go" in row for row in shown(pilot)))


async def test_enter_keeps_to_a_source_and_its_count_is_what_is_found(reader: Reader) -> None:
    app = reader()
    async with app.run_test(size=WIDE) as pilot:
        await paste(pilot, "rockets")
        await pilot.press("h", "f", "j")
        choice = card_of(app).found[1]
        await pilot.press("enter")
        await quiet(pilot)
        screen = screen_of(pilot)
        assert screen.page is not None
        assert screen.page.total == choice.count
        for hit in screen.results.hits:
            assert choice.value in {copy.source for copy in screen.corpus.article(hit.id).copies}
        assert screen.typed.startswith("rockets source:")
        assert screen.page.ignored == ()


async def test_an_exclamation_mark_leaves_it_out(reader: Reader) -> None:
    app = reader()
    async with app.run_test(size=WIDE) as pilot:
        await paste(pilot, "rockets")
        screen = screen_of(pilot)
        assert screen.page is not None
        total = screen.page.total
        await pilot.press("h", "f")
        choice = card_of(app).found[0]
        await pilot.press("exclamation_mark")
        await quiet(pilot)
        assert screen.page.total == total - choice.count
        assert choice.value not in {hit.source for hit in screen.results.hits}


async def test_every_choice_of_narrowing_finds_as_many_as_it_says(reader: Reader) -> None:
    app = reader()
    async with app.run_test(size=WIDE) as pilot:
        await quiet(pilot)
        await pilot.press("f")
        found = card_of(app).found
        await pilot.press("escape")
        screen = screen_of(pilot)
        for choice in found:
            text = narrowed("", choice.field, choice.value)
            assert screen.corpus.search(text).total == choice.count, text


async def test_a_capital_f_drops_all_conditions_and_keeps_the_words(reader: Reader) -> None:
    async with reader().run_test(size=WIDE) as pilot:
        await paste(pilot, "rockets source:halden after:feb-2024")
        screen = screen_of(pilot)
        await pilot.press("F")
        await quiet(pilot)
        assert screen.typed == "rockets"
        assert screen.page is not None
        assert screen.page.query == "rockets"
        await pilot.press("F")
        assert "no condition to drop" in status(pilot)


async def test_esc_narrows_nothing(reader: Reader) -> None:
    app = reader()
    async with app.run_test(size=NARROW) as pilot:
        await paste(pilot, "rockets")
        await pilot.press("h", "f", "escape")
        assert screen_of(pilot).typed == "rockets"


async def test_what_cannot_be_narrowed_says_so(reader: Reader) -> None:
    async with reader().run_test(size=WIDE) as pilot:
        await paste(pilot, "zzzz")
        await pilot.press("f")
        assert "nothing was found that could be narrowed" in status(pilot)


async def test_nothing_found_enter_takes_the_first_suggestion(reader: Reader) -> None:
    async with reader().run_test(size=WIDE) as pilot:
        await paste(pilot, NOTHING, take=False)
        await suggested(pilot)
        await pilot.press("enter")
        await quiet(pilot)
        screen = screen_of(pilot)
        assert screen.typed == "kestrel forgery source:halden"
        assert screen.page is not None
        assert screen.page.total == 1
        assert screen.pane == "article"


async def test_nothing_found_down_chooses_among_the_suggestions(reader: Reader) -> None:
    async with reader().run_test(size=WIDE) as pilot:
        await paste(pilot, NOTHING, take=False)
        await suggested(pilot)
        await pilot.press("down", "down", "enter")
        await quiet(pilot)
        assert screen_of(pilot).typed == "kestrel source:halden"


async def test_suggestions_can_be_taken_after_enter_found_nothing(reader: Reader) -> None:
    """Whoever types fast has taken the search before anything was suggested."""
    async with reader().run_test(size=WIDE) as pilot:
        await paste(pilot, NOTHING)
        await suggested(pilot)
        await pilot.press("down", "enter")
        await quiet(pilot)
        assert screen_of(pilot).typed == "forgery source:halden"


async def test_a_click_takes_a_suggestion(reader: Reader) -> None:
    async with reader().run_test(size=WIDE) as pilot:
        await paste(pilot, NOTHING)
        await suggested(pilot)
        row = next(y for y, words in enumerate(shown(pilot)) if "any source" in words)
        await pilot.click(offset=(40, row))
        await quiet(pilot)
        assert screen_of(pilot).typed == "kestrel forgery"


@pytest.mark.parametrize(
    "key", ["j", "k", "enter", "space", "n", "e", "a", "y", "v", "x", "tab", "backspace"]
)
async def test_nothing_found_leaves_every_key_harmless(reader: Reader, key: str) -> None:
    async with reader().run_test(size=WIDE) as pilot:
        await paste(pilot, "zzzz")
        await pilot.press(key)
        await pilot.pause()
        assert screen_of(pilot).article is None
