"""What lights up in the text, switched on and off: kinds of names, statements, notes, hits, letters."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar, NamedTuple

from textual import events, on
from textual.binding import Binding, BindingType

from briefing.tui.actions import ACTIONS, Action
from briefing.tui.bindings import key_of
from briefing.tui.screens.card import FRAME_WIDTH, Card, CardRow, CardScreen
from briefing.tui.theme import UNSURE, Look

_WIDTH = 46
_NAMES = {"moment": "time"}
#: Actions whose keys keep their meaning here.
_NOT_SWITCHES = ("layers", "leave", "down", "up")


class Switch(NamedTuple):
    """One row: what it switches, the key for it, and how it is shown.

    Attributes:
        id: A kind of the palette, ``unsure``, ``statements``, ``notes``, ``hits`` or ``margin``.
        key: The letter that switches it.
        words: What it is called.
        role: The role that it is drawn with.
    """

    id: str
    key: str
    words: str
    role: str


def switches(look: Look) -> list[Switch]:
    """All that can be switched, in the order of the menu."""
    kinds = [
        # L closes the menu that L opened.
        Switch(kind, "l" if look.letter(kind) == "L" else look.letter(kind), _NAMES.get(kind, kind), kind)
        for kind in look.kinds
    ]
    return [
        *kinds,
        Switch("unsure", "u", "unsure names", f"{UNSURE}organisation"),
        Switch("statements", "s", "signs of what is said", "said"),
        Switch("notes", "n", "noted passages", "note"),
        Switch("hits", "h", "hits of the search", "hit"),
        Switch("margin", "m", "letters in the margin", "text"),
    ]


class LayerMenu(CardScreen[None], inherit_bindings=False):
    """Over the page until it is closed; every switch has its effect at once."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "close", show=False),
        Binding("q", "close", show=False, id="leave"),
        Binding("L", "close", show=False, id="layers"),
        Binding("j,down", "move(1)", show=False, id="down"),
        Binding("k,up", "move(-1)", show=False, id="up"),
        Binding("enter,space", "switch", show=False),
        Binding("home", "move(-100)", show=False),
        Binding("end", "move(100)", show=False),
    ]

    def __init__(
        self,
        look: Look,
        off: frozenset[str],
        switched: Callable[[str, bool], object],
        actions: Sequence[Action] = ACTIONS,
    ) -> None:
        """Take what is off, whom to tell when something is switched, and the user's keys."""
        foot = f"a letter or enter switches   {key_of('layers', actions)} closes"
        super().__init__(look, Card(look, "Layers", "", foot), actions)
        self._not_switches = {key for action in actions if action.id in _NOT_SWITCHES for key in action.keys}
        self.off = off
        self._switched = switched
        self._rows = switches(look)
        self._show(0)

    def on_resize(self) -> None:
        """Fit in."""
        self.card.fit(min(_WIDTH, self.size.width), self.most_rows)

    def on_key(self, event: events.Key) -> None:
        """A letter switches its row; capital or small makes no difference where only one of them means it."""
        row = self._row_of(event.character or "")
        if row is not None and event.key not in self._not_switches:
            event.stop()
            event.prevent_default()
            self._switch(row)

    @on(Card.Clicked)
    def _clicked(self, event: Card.Clicked) -> None:
        self._switch(event.row)

    def action_switch(self) -> None:
        """Switch the current row."""
        self._switch(self.card.cursor)

    def _row_of(self, letter: str) -> int | None:
        keys = [switch.key for switch in self._rows]
        for wanted in (letter, letter.upper()):
            if wanted in keys:
                return keys.index(wanted)
        return None

    def _switch(self, row: int) -> None:
        id = self._rows[row].id
        self.off = self.off ^ {id}
        self._show(row)
        self._switched(id, id not in self.off)

    def _show(self, cursor: int) -> None:
        sign = self.look.glyph("reviewed")
        rows = []
        for switch in self._rows:
            mark = " " if switch.id in self.off else sign
            pad = " " * max(0, _WIDTH - FRAME_WIDTH - len(switch.words) - 8)
            rows.append(
                CardRow(
                    ((f"{switch.key}  ", "accent"), (switch.words, switch.role), (pad, "text")),
                    ((mark, "strong"), (" ", "text")),
                )
            )
        self.card.show(rows, cursor=cursor, keep_place=True)
