"""What the times are kept to is chosen on one card, which waits for nothing that takes long."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from quick import quiet, status, until
from reader import WIDE
from textual.pilot import Pilot

from briefing.tui.app import BriefingApp
from briefing.tui.screens.name_menu import NameMenu
from briefing.tui.screens.time import TimeScreen
from index.understanding.entities import Entities


async def at_times(pilot: Pilot[None]) -> TimeScreen:
    """On the Time screen, with what it shows."""
    await quiet(pilot)
    await pilot.press("3")
    screen = pilot.app.screen
    assert isinstance(screen, TimeScreen)
    await until(pilot, lambda: screen.times is not None)
    return screen


def menus(app: BriefingApp) -> int:
    return sum(isinstance(screen, NameMenu) for screen in app.screen_stack)


async def test_two_presses_in_a_hurry_open_one_card(two: Callable[[], BriefingApp]) -> None:
    app = two()
    async with app.run_test(size=WIDE) as pilot:
        screen = await at_times(pilot)
        screen.action_narrow()
        screen.action_narrow()
        await until(pilot, lambda: screen.desk.is_idle)
        assert menus(app) == 1
        await pilot.press("escape")
        assert app.screen is screen
        assert "looking for" not in status(pilot)


async def test_names_to_choose_from_do_not_wait_for_times(
    two: Callable[[], BriefingApp], monkeypatch: pytest.MonkeyPatch
) -> None:
    app = two()
    go, times = threading.Event(), Entities.times
    async with app.run_test(size=WIDE) as pilot:
        screen = await at_times(pilot)
        monkeypatch.setattr(Entities, "times", lambda *a, **k: (go.wait(20), times(*a, **k))[1])
        screen.renew()
        await pilot.press("f")
        await until(pilot, lambda: menus(app) == 1)
        assert not screen.desk.is_idle
        go.set()
        await until(pilot, lambda: screen.desk.is_idle)


async def test_where_names_are_waited_for_that_is_said(
    two: Callable[[], BriefingApp], monkeypatch: pytest.MonkeyPatch
) -> None:
    app = two()
    go, facets = threading.Event(), Entities.facets
    async with app.run_test(size=WIDE) as pilot:
        await at_times(pilot)
        monkeypatch.setattr(Entities, "facets", lambda *a, **k: (go.wait(20), facets(*a, **k))[1])
        await pilot.press("f")
        assert "looking for what these articles name" in status(pilot)
        go.set()
        await until(pilot, lambda: menus(app) == 1)
