"""What an entity is to be called, typed over the page."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.tui.actions import ACTIONS, Action
from briefing.tui.screens.card import Card, CardRow
from briefing.tui.screens.line_card import LineCard
from briefing.tui.theme import Look
from index.text import clean_line


class NameLine(LineCard):
    """Over the page until a name is typed; closes with it, or with nothing."""

    def __init__(self, look: Look, name: str, actions: Sequence[Action] = ACTIONS) -> None:
        """Take what it is called now, and the user's keys."""
        card = Card(look, "Rename", "", "enter takes the name   esc leaves it")
        super().__init__(look, card, "R", name, actions)
        self._name_now = name

    def rows(self) -> Sequence[CardRow]:
        """What it is called."""
        return [CardRow(((self._name_now, "strong"), (" is called otherwise everywhere", "muted")))]

    def take(self, text: str) -> None:
        """Close with the name; an empty line is none."""
        self.dismiss(clean_line(text) or None)
