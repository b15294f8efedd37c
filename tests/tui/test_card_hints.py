"""The foot of a card: whole hints, and always how to close it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from curating import at, over
from quick import until
from reader import shown

from briefing.tui.app import BriefingApp
from briefing.tui.screens.card import hints_that_fit
from briefing.tui.screens.merge_card import MergeCard

FOOT = "enter merges   tab only this one here   ↓ ↑ choose   esc closes"


@pytest.mark.parametrize(
    ("room", "hints"),
    [
        (len(FOOT), FOOT),
        (len(FOOT) - 1, "enter merges   tab only this one here   esc closes"),
        (40, "enter merges   esc closes"),
        (20, "esc closes"),
        (3, "esc closes"),
    ],
)
def test_the_last_hints_go_first_and_never_how_to_close(room: int, hints: str) -> None:
    assert hints_that_fit(FOOT, room) == hints


def test_the_only_hint_stays() -> None:
    assert hints_that_fit("enter takes it", 3) == "enter takes it"


@pytest.mark.parametrize("width", [60, 64, 70, 80])
async def test_no_hint_on_a_card_is_cut(two: Callable[[], BriefingApp], width: int) -> None:
    app = two()
    async with app.run_test(size=(width, 24)) as pilot:
        await at(pilot, "Kestrel Brigade")
        await pilot.press("equals_sign")
        await over(pilot, MergeCard)
        await until(pilot, lambda: any("nothing is called alike" in row for row in shown(pilot)))
        (foot,) = (row for row in shown(pilot) if "└" in row)
        assert "esc closes ─" in foot
        assert "…" not in foot
