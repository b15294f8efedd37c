"""The screens that have a number: which of them is seen, and the way through all of them.

The first is always there, below the others; each of those is made when it is gone to for the first time,
and stays as it was left.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from briefing.tui.actions import SWITCHES, ScreenName
from briefing.tui.trail import Stop, Trail

if TYPE_CHECKING:
    from textual.app import App

    from briefing.tui.screens.page import PageScreen


class Frame:
    """All numbered screens of one reader.

    Attributes:
        trail: Where one was, on any of them.
        seen: The one that is seen, whatever lies over it.
    """

    def __init__(self, app: App[None]) -> None:
        """Take the application; the screens are told later, because each of them knows the frame."""
        self.trail = Trail()
        self._app = app
        self._makers: dict[ScreenName, Callable[[], PageScreen]] = {}
        self._made: dict[ScreenName, PageScreen] = {}
        self.seen: PageScreen

    def hold(self, first: PageScreen, makers: Mapping[ScreenName, Callable[[], PageScreen]]) -> None:
        """Take the screen that one begins at, and what makes each other one."""
        self._made[first.NAME] = self.seen = first
        self._makers |= makers

    @property
    def names(self) -> tuple[ScreenName, ...]:
        """The screens that there are, in the order of their numbers."""
        return tuple(name for name in SWITCHES if name in self._made or name in self._makers)

    def changed(self) -> None:
        """Something was decided that may be seen on any screen."""
        self.seen.renew()

    async def show(self, name: ScreenName) -> None:
        """Go to a screen by its number; it is as one left it."""
        if name == self.seen.NAME:
            self.seen.came()
            return
        self.trail.go(self.seen.whereabouts())
        await self._put(name)
        self.seen.came()
        if self.seen.is_first:
            self.trail.go(self.seen.whereabouts())

    async def step(self, by: int) -> None:
        """Where one was before (-1) or forward again (1), on whichever screen that was."""
        here = self.seen.whereabouts()
        if by < 0 and not self.seen.is_first:
            self.trail.go(here)  # one came by its number, and may have gone on from there
        stop = self.trail.step(by, here)
        if stop is None:
            self.seen.answer("this is where you began" if by < 0 else "there is nothing ahead")
            return
        await self._put(stop.screen)
        self.seen.return_to(stop)

    async def go_to(self, stop: Stop) -> None:
        """Go to a place of another screen; what one leaves can be come back to."""
        self.trail.go(self.seen.whereabouts())
        await self._put(stop.screen)
        self.trail.go(stop)
        self.seen.return_to(stop)

    async def _put(self, name: ScreenName) -> None:
        """Let a screen be seen. The first is never taken away: the others lie on it, one at a time."""
        before = self.seen
        if name == before.NAME:
            return
        if name not in self._made:
            self._made[name] = self._makers[name]()
            self._app.install_screen(self._made[name], name)
        self.seen = self._made[name]
        if self.seen.is_first:
            self._app.pop_screen()
        elif before.is_first:
            await self._app.push_screen(name)
        else:
            self._app.switch_screen(name)
