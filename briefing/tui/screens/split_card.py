"""The names of an entity, over the page, to make one of them an entity of its own again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType

from briefing.tui.actions import ACTIONS, Action
from briefing.tui.screens.card import Card, CardRow, CardScreen
from briefing.tui.theme import Look

if TYPE_CHECKING:
    from index.entities.model import Name

_WIDTH = 60


class SplitCard(CardScreen["Name | None"], inherit_bindings=False):
    """Over the page until a name is chosen."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *CardScreen.CLOSING,
        Binding("enter,l,right", "choose", show=False, id="go_in"),
        *CardScreen.MOVING,
    ]

    def __init__(
        self, look: Look, entity: str, names: Sequence[Name], actions: Sequence[Action] = ACTIONS
    ) -> None:
        """Take what the entity is called, its other names, and the user's keys."""
        card = Card(look, f"Split off {entity}", "", "enter makes it an entity of its own   esc closes")
        super().__init__(look, card, actions)
        self._names = names

    def on_mount(self) -> None:
        """Show the names."""
        self.card.show([CardRow(((name.text, name.family),)) for name in self._names], cursor=0)
        self.on_resize()

    def on_resize(self) -> None:
        """Fit in."""
        self.card.fit(min(_WIDTH, self.size.width), self.most_rows)

    @on(Card.Clicked)
    def _clicked(self, event: Card.Clicked) -> None:
        self.dismiss(self._names[event.row])

    def action_choose(self) -> None:
        """Take the name under the cursor."""
        self.dismiss(self._names[self.card.cursor])
