"""A line to type one thing in, over the page, below a card that says what it is for."""

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

_WIDTH = 72


class LineCard(CardScreen["str | None"], inherit_bindings=False):
    """Over the page until something is typed; closes with it, or with nothing."""

    DEFAULT_CSS = "LineCard { align: left bottom; } LineCard > Card { margin-bottom: 1; }"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "close", show=False)]

    def __init__(
        self, look: Look, card: Card, sign: str, text: str, actions: Sequence[Action] = ACTIONS
    ) -> None:
        """Take the card, with what the line begins and what stands in it at first, and the user's keys."""
        super().__init__(look, card, actions)
        self._row = TypedRow(look, sign)
        self._text = text

    def rows(self) -> Sequence[CardRow]:
        """What the card says."""
        raise NotImplementedError  # pragma: no cover

    def take(self, text: str) -> None:
        """Something was typed and enter pressed: close with it, or say why not."""
        raise NotImplementedError  # pragma: no cover

    def compose(self) -> ComposeResult:
        """The card, and below it the line to type in."""
        yield from super().compose()
        yield self._row

    def on_mount(self) -> None:
        """Begin with what there is."""
        typed = self._row.typed
        typed.value = self._text
        typed.cursor_position = len(self._text)
        self.set_focus(typed)
        self.show()

    def show(self) -> None:
        """Show the rows as they are now."""
        self.card.show(self.rows())
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
        self.take(event.value)
