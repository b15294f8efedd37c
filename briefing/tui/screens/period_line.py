"""The period that times are kept to, typed over the page."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from briefing.tui.actions import ACTIONS, Action
from briefing.tui.screens.card import Card, CardRow
from briefing.tui.screens.line_card import LineCard
from briefing.tui.theme import Look


class PeriodLine(LineCard):
    """Over the page until a period is typed; closes with what was typed, or with nothing."""

    def __init__(
        self, look: Look, text: str, is_period: Callable[[str], bool], actions: Sequence[Action] = ACTIONS
    ) -> None:
        """Take what is kept to now, who knows a period, and the user's keys."""
        card = Card(look, "Times in a period", "", "enter keeps to it   esc leaves it")
        super().__init__(look, card, "f", text, actions)
        self._is_period = is_period
        self._fault = ""

    def rows(self) -> Sequence[CardRow]:
        """What can be typed."""
        fault = [CardRow(((self._fault, "warn"),))] if self._fault else []
        return [
            *fault,
            CardRow((("2024-04   2024   22-apr-2024   last month   last 7 days", "text"),)),
            CardRow((("2024-04..2024-06   2024-04..   ..2024-06", "text"),)),
        ]

    def take(self, text: str) -> None:
        """Close with what was typed, or say that it is no period; an empty line leaves all as it is."""
        words = text.strip()
        if not words or self._is_period(words):
            self.dismiss(words or None)
        else:
            self._fault = f"not a period: {words}"
            self.show()
