"""Entities to choose one of, over the page: those that most articles name first, below something else."""

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

#: What is chosen when none of them is.
OTHER = "other"


class NameMenu(CardScreen["Entry | str | None"], inherit_bindings=False):
    """Over the page until one is chosen or the card is closed."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *CardScreen.CLOSING,
        Binding("f", "close", show=False, id="narrow"),
        Binding("enter,l,right", "choose", show=False, id="go_in"),
        *CardScreen.MOVING,
    ]

    def __init__(
        self,
        look: Look,
        heading: str,
        entries: Sequence[Entry],
        actions: Sequence[Action] = ACTIONS,
        *,
        other: str,
    ) -> None:
        """Take what is chosen for, what can be chosen, the user's keys, and what else there is."""
        foot = f"{key_of('go_in', actions)} chooses   esc closes"
        super().__init__(look, Card(look, heading, "articles", foot), actions)
        self.entries = entries
        self._other = other

    def on_mount(self) -> None:
        """What else there is, then letter, name, and how many articles name it."""
        rows = [
            CardRow(((f"  {self._other}", "text"),)),
            *(
                CardRow(
                    ((f"{self.look.letter(entry.kind)} ", "muted"), (entry.name, entry.kind)),
                    ((f" {entry.articles:,}", "text"),),
                )
                for entry in self.entries
            ),
        ]
        self.card.show(rows, cursor=0)
        self.on_resize()

    def on_resize(self) -> None:
        """Fit in."""
        self.card.fit(min(_WIDTH, self.size.width - 2), self.most_rows)

    @on(Card.Clicked)
    def _clicked(self, event: Card.Clicked) -> None:
        self._take(event.row)

    def action_choose(self) -> None:
        """Take the one under the cursor."""
        self._take(self.card.cursor)

    def _take(self, row: int) -> None:
        self.dismiss(self.entries[row - 1] if row else OTHER)
