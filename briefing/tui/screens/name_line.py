"""What an entity is to be called, typed over the page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input

from briefing.tui.actions import ACTIONS, Action
from briefing.tui.screens.card import Card, CardRow, CardScreen, Typed, TypedRow
from briefing.tui.theme import Look
from index.text import clean_line

_WIDTH = 60


class NameLine(CardScreen["str | None"], inherit_bindings=False):
    """Over the page until a name is typed; closes with it, or with nothing."""

    DEFAULT_CSS = "NameLine { align: left bottom; } NameLine > Card { margin-bottom: 1; }"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "close", show=False)]

    def __init__(self, look: Look, name: str, actions: Sequence[Action] = ACTIONS) -> None:
        """Take what it is called now, and the user's keys."""
        super().__init__(look, Card(look, "Rename", "", "enter takes the name   esc leaves it"), actions)
        self._name_now = name
        self._row = TypedRow(look, "R")

    def compose(self) -> ComposeResult:
        """The card, and below it the line to type in."""
        yield from super().compose()
        yield self._row

    def on_mount(self) -> None:
        """Begin with the name that it has."""
        typed = self._row.typed
        typed.value = self._name_now
        typed.cursor_position = len(self._name_now)
        self.set_focus(typed)
        self.card.show([CardRow(((self._name_now, "strong"), (" is called otherwise everywhere", "muted")))])
        self.on_resize()

    def on_resize(self) -> None:
        """Fit in."""
        self.card.fit(min(_WIDTH, self.size.width), self.most_rows)

    @on(Typed.Left)
    def _left(self) -> None:
        self.dismiss(None)

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.dismiss(clean_line(event.value) or None)
