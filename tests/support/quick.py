"""Ways for tests that look at many screens: a search in one go, and waiting for exactly what is awaited."""

from __future__ import annotations

import time
from collections.abc import Callable

from reader import shown, written
from textual import events
from textual.pilot import Pilot

from briefing.tui.app import BriefingApp
from briefing.tui.screens.read import ReadScreen

Reader = Callable[..., BriefingApp]


async def until(pilot: Pilot[None], done: Callable[[], object], seconds: float = 20.0) -> None:
    """Wait until something is so; fail with the last rows of the screen when it does not come."""
    end = time.monotonic() + seconds
    while not done():
        assert time.monotonic() < end, "\n".join(shown(pilot))
        await pilot.pause(0.01)
    await pilot.pause()


async def quiet(pilot: Pilot[None]) -> None:
    """Wait until the Read screen has all that it waits for: hits, names, counts, suggestions."""
    await pilot.pause()
    screen = page_of(pilot)
    await until(
        pilot,
        lambda: (
            all(worker.is_finished for worker in pilot.app.workers)
            and (screen.article is None or (screen.open.known and screen.open.counted))
        ),
    )
    await written(pilot)


async def paste(pilot: Pilot[None], text: str, *, take: bool = True) -> None:
    """Search for a text that comes in one piece."""
    await pilot.press("slash", "ctrl+u")
    pilot.app.post_message(events.Paste(text))
    await pilot.pause()
    if take:
        await pilot.press("enter")
    await quiet(pilot)


async def command(pilot: Pilot[None], text: str) -> None:
    """Do a command by its name."""
    await pilot.press("colon")
    pilot.app.post_message(events.Paste(text))
    await pilot.pause()
    await pilot.press("enter")
    await pilot.pause()


def page_of(pilot: Pilot[None]) -> ReadScreen:
    """The Read screen, whatever lies over it."""
    screen = pilot.app.screen_stack[0]
    assert isinstance(screen, ReadScreen)
    return screen


def status(pilot: Pilot[None]) -> str:
    """The status line."""
    return shown(pilot)[-2]


async def write_on(pilot: Pilot[None], text: str) -> None:
    """Write a note, leave it, and open it again behind its last letter."""
    await quiet(pilot)
    await pilot.press("a", *text, "escape")
    await quiet(pilot)
    page = page_of(pilot)
    page.set_focus(page.notes)
    await pilot.press("i", "end")
    await quiet(pilot)
