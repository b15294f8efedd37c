"""Choosing a label of the marking scheme, with what each means."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType

from briefing.casebook import Scheme
from briefing.tui.actions import ACTIONS, Action
from briefing.tui.bindings import key_of
from briefing.tui.screens.card import FRAME_WIDTH, Card, CardRow, CardScreen
from briefing.tui.theme import Look

_WIDTH = 72


class MarkingScreen(CardScreen["str | None"], inherit_bindings=False):
    """Over the page until a label is chosen; closes with it, with nothing for none, or without a choice."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "close", show=False),
        Binding("q", "close", show=False, id="leave"),
        Binding("h,left", "close", show=False, id="go_out"),
        Binding("enter,l,right", "choose", show=False, id="go_in"),
        *CardScreen.MOVING,
    ]

    def __init__(
        self, look: Look, heading: str, scheme: Scheme, known: str, actions: Sequence[Action] = ACTIONS
    ) -> None:
        """Take what is marked in words, the labels, the one that holds now, and the user's keys."""
        foot = f"{key_of('go_in', actions)} chooses   esc closes"
        super().__init__(look, Card(look, heading, scheme.name, foot), actions)
        self._labels = ["", *(level.label for level in reversed(scheme.levels))]
        self._about = {level.label: level for level in scheme.levels}
        self._known = known

    def on_mount(self) -> None:
        """Begin at the label that holds now."""
        rows = []
        for label in self._labels:
            level = self._about.get(label)
            sign = self.look.glyph("reviewed") if label == self._known else " "
            role = f"marking:{level.ink}:{level.ground}" if level else "text"
            words = level.about if level else "no label of its own"
            left = ((f" {sign} ", "accent"), (f" {label or 'none'} ", role), (f"  {words}", "muted"))
            rows.append(CardRow(left))
        known = self._labels.index(self._known) if self._known in self._labels else 0
        self.card.show(rows, cursor=known)
        self.on_resize()

    def on_resize(self) -> None:
        """Be as high as what is in it."""
        self.card.fit(min(_WIDTH + FRAME_WIDTH, self.size.width), self.most_rows)

    @on(Card.Clicked)
    def _clicked(self, event: Card.Clicked) -> None:
        self.card.move_to(event.row)
        self.action_choose()

    def action_choose(self) -> None:
        """Take the label under the cursor."""
        self.dismiss(self._labels[self.card.cursor])

    def action_close(self) -> None:
        """Back to the page."""
        self.dismiss(None)
