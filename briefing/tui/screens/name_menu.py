"""Entities to choose one of, over the page: those that most articles name first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType

from briefing.tui.actions import ACTIONS, Action
from briefing.tui.bindings import key_of
from briefing.tui.screens.card import Card, CardRow, CardScreen
from briefing.tui.theme import Look

if TYPE_CHECKING:
    from index.entities.model import Entry

_WIDTH = 56


class NameMenu(CardScreen["Entry | None"], inherit_bindings=False):
    """Over the page until one is chosen or the card is closed."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *CardScreen.CLOSING,
        Binding("f", "close", show=False, id="narrow"),
        Binding("enter,l,right", "choose", show=False, id="go_in"),
        *CardScreen.MOVING,
    ]

    def __init__(
        self, look: Look, heading: str, entries: Sequence[Entry], actions: Sequence[Action] = ACTIONS
    ) -> None:
        """Take what is chosen for, what can be chosen (there must be something), and the user's keys."""
        foot = f"{key_of('go_in', actions)} chooses   esc closes"
        super().__init__(look, Card(look, heading, "articles", foot), actions)
        self.entries = entries

    def on_mount(self) -> None:
        """Letter, name, and how many articles name it."""
        rows = [
            CardRow(
                ((f"{self.look.letter(entry.kind)} ", "muted"), (entry.name, entry.kind)),
                ((f" {entry.articles:,}", "text"),),
            )
            for entry in self.entries
        ]
        self.card.show(rows, cursor=0)
        self.on_resize()

    def on_resize(self) -> None:
        """Fit in."""
        self.card.fit(min(_WIDTH, self.size.width - 2), self.most_rows)

    @on(Card.Clicked)
    def _clicked(self, event: Card.Clicked) -> None:
        self.dismiss(self.entries[event.row])

    def action_choose(self) -> None:
        """Take the one under the cursor."""
        self.dismiss(self.entries[self.card.cursor])
