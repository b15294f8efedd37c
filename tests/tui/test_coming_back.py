"""Coming back to Read, from another screen or from a card: the keys are where they were, and never letters."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from quick import page_of, paste, quiet, until
from reader import WIDE

from briefing.tui.app import BriefingApp


@pytest.mark.parametrize(("away", "back"), [("2", "q"), ("3", "1"), ("question_mark", "escape")])
async def test_where_nothing_was_found_keys_stay_keys(
    two: Callable[[], BriefingApp], away: str, back: str
) -> None:
    app = two()
    async with app.run_test(size=WIDE) as pilot:
        await paste(pilot, "nowhere")
        page = page_of(pilot)
        assert page.place == "not_found"
        await pilot.press(away)
        await until(pilot, lambda: app.screen is not page)
        await pilot.press(back)
        await until(pilot, lambda: app.screen is page)
        assert page.place == "not_found"
        await pilot.press("j")
        assert page.typed == "nowhere"


@pytest.mark.parametrize("screen", ["2", "3"])
async def test_in_a_list_keys_stay_keys(two: Callable[[], BriefingApp], screen: str) -> None:
    app = two()
    async with app.run_test(size=WIDE) as pilot:
        await quiet(pilot)
        page = page_of(pilot)
        await pilot.press(screen)
        await until(pilot, lambda: app.screen is not page)
        await pilot.press("slash", *"ostrel", "escape", screen)
        await until(pilot, lambda: app.screen is not page)
        await pilot.press("q")
        await until(pilot, lambda: app.screen is page)
        assert page.place == "results"
