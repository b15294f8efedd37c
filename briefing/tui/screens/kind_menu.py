"""Kinds of entities to choose from, over the page: each by its letter."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Literal

from textual import events, on
from textual.binding import Binding, BindingType

from briefing.tui.actions import ACTIONS, Action
from briefing.tui.screens.card import Card, CardRow, CardScreen
from briefing.tui.theme import Look
from index.model import KINDS, Kind

#: Kinds of entities; what is counted or measured is none across articles.
_KINDS: tuple[Kind, ...] = tuple(kind for kind in KINDS if kind != "quantity")

#: What stands for all kinds.
ALL: Literal["all"] = "all"
_WIDTH = 34
#: Actions whose keys keep their meaning here.
_NOT_KINDS = ("leave", "down", "up")


class KindMenu(CardScreen["Kind | Literal['all'] | None"], inherit_bindings=False):
    """Over the page until a kind is chosen or the card is closed."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "close", show=False),
        Binding("q", "close", show=False, id="leave"),
        Binding("j,down", "move(1)", show=False, id="down"),
        Binding("k,up", "move(-1)", show=False, id="up"),
        Binding("enter,space", "choose", show=False),
        Binding("home", "move(-100)", show=False),
        Binding("end", "move(100)", show=False),
    ]

    def __init__(
        self,
        look: Look,
        heading: str,
        now: Kind | Literal["all"],
        actions: Sequence[Action] = ACTIONS,
        *,
        everything: bool = False,
    ) -> None:
        """Take what is chosen for, what it is now, the user's keys, and whether all kinds can be chosen."""
        super().__init__(look, Card(look, heading, "", "a letter or enter chooses   esc closes"), actions)
        self._kinds: tuple[Kind | Literal["all"], ...] = (ALL, *_KINDS) if everything else _KINDS
        self._taken = {key for action in actions if action.id in _NOT_KINDS for key in action.keys}
        self._now = now

    def on_mount(self) -> None:
        """Show the kinds, with the cursor on the one that it is now."""
        rows = [
            CardRow(((f"{self._letter(kind)}  ", "accent"), (kind, "text" if kind == ALL else kind)))
            for kind in self._kinds
        ]
        self.card.show(rows, cursor=self._kinds.index(self._now) if self._now in self._kinds else 0)
        self.on_resize()

    def on_resize(self) -> None:
        """Fit in."""
        self.card.fit(min(_WIDTH, self.size.width), self.most_rows)

    def on_key(self, event: events.Key) -> None:
        """A letter chooses, capital or small."""
        letter = (event.character or "").upper()
        letters = [self._letter(kind) for kind in self._kinds]
        if letter and letter in letters and event.key not in self._taken:
            event.stop()
            event.prevent_default()
            self.dismiss(self._kinds[letters.index(letter)])

    @on(Card.Clicked)
    def _clicked(self, event: Card.Clicked) -> None:
        self.dismiss(self._kinds[event.row])

    def action_choose(self) -> None:
        """Take the kind under the cursor."""
        self.dismiss(self._kinds[self.card.cursor])

    def _letter(self, kind: Kind | Literal["all"]) -> str:
        return "A" if kind == ALL else self.look.letter(kind)
