"""Earlier searches: remembered in the casebook, and walked through in the search line."""

from __future__ import annotations

from briefing.casebook import Casebook
from briefing.errors import BriefingError
from briefing.tui.clerk import Clerk, Teller
from briefing.tui.history import History


class HistoryDesk:
    """The searches of this workspace, newest first."""

    def __init__(self, casebook: Casebook, clerk: Clerk, screen: Teller) -> None:
        """Take where they are kept, who writes there, and the screen to tell what goes wrong."""
        self._casebook = casebook
        self._clerk = clerk
        self._screen = screen
        self._known: History | None = None

    def remember(self, text: str) -> None:
        """A search was taken."""
        if not text.strip():
            return
        self._searches().add(text)
        self._clerk.do(lambda: self._casebook.remember_search(text))

    def walk(self, typed: str, by: int) -> str | None:
        """The search before (-1) or after (1) the one in the line; nothing when there is none."""
        known = self._searches()
        return known.older(typed) if by < 0 else known.newer(typed)

    def forget(self) -> None:
        """Forget them all."""
        self._clerk.do(self._casebook.forget_searches, self._forgotten)

    def _forgotten(self, _: object) -> None:
        self._known = None
        self._screen.answer("all earlier searches are forgotten")

    def _searches(self) -> History:
        if self._known is None:
            try:
                self._known = History(self._casebook.searches())
            except BriefingError as error:
                self._known = History(())
                self._screen.answer_error(error.message, error.hint)
        return self._known
