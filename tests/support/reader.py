"""What the tests of the reader share: keys, waiting, and what stands on the screen."""

from __future__ import annotations

import asyncio
import contextlib

from textual.pilot import Pilot
from textual.worker import WorkerCancelled

from briefing.tui.screens.read import ReadScreen

WIDE = (120, 36)
NARROW = (80, 24)

#: Hundredths of a second; an article whose names never come is waited for no longer.
_NAMES_COME_WITHIN = 100

_KEYS = {" ": "space", ":": "colon", '"': "quotation_mark", "-": "minus"}


def screen_of(pilot: Pilot[None]) -> ReadScreen:
    """The Read screen."""
    screen = pilot.app.screen
    assert isinstance(screen, ReadScreen)
    return screen


def shown(pilot: Pilot[None]) -> list[str]:
    """The rows of the terminal, without styles."""
    strips = pilot.app.screen._compositor.render_strips()
    return ["".join(segment.text for segment in strip) for strip in strips]


async def settle(pilot: Pilot[None]) -> None:
    """Wait until searches, names and notes that are under way have arrived."""
    await pilot.pause(0.1)
    with contextlib.suppress(WorkerCancelled):  # one search overtakes another
        await pilot.app.workers.wait_for_complete()
    screen = pilot.app.screen
    if isinstance(screen, ReadScreen):
        for _ in range(_NAMES_COME_WITHIN):
            if screen.article is None or screen.open.known:
                break
            await pilot.pause(0.01)
    await written(pilot)
    await pilot.pause()


async def written(pilot: Pilot[None]) -> None:
    """Wait until clerk and looker have done what was asked for, and what that led to."""
    page = pilot.app.screen_stack[0]
    if not isinstance(page, ReadScreen):
        return
    for _ in range(3):
        for clerk in (page.clerk, page.looker):
            if not clerk.is_closed:
                await asyncio.wrap_future(clerk.do(lambda: None))
                await pilot.pause()


async def search(pilot: Pilot[None], text: str, *, take: bool = True) -> None:
    """Type a search, and take it."""
    await pilot.press("slash", "ctrl+u", *[_KEYS.get(c, c) for c in text])
    await settle(pilot)
    if take:
        await pilot.press("enter")
        await settle(pilot)
