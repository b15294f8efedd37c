"""What a note links to, and which notes link to it: each row is a way there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType

from briefing.casebook import Note, links
from briefing.casebook.links import names_note
from briefing.tui.actions import ACTIONS, Action
from briefing.tui.bindings import key_of
from briefing.tui.screens.card import FRAME_WIDTH, Card, CardRow, CardScreen
from briefing.tui.theme import Look
from index.text import clean_line

_WIDTH = 80


@dataclass(frozen=True, slots=True)
class Way:
    """One way from or to a note.

    Attributes:
        words: What it leads to.
        entity: A name to search for; empty when it leads to a note.
        note: The note; ``None`` when it leads to a name, or to a note that is not there.
        back: Whether it comes from there.
    """

    words: str
    entity: str = ""
    note: Note | None = None
    back: bool = False


def ways_of(note: Note, notes: Sequence[Note], back: Sequence[Note]) -> list[Way]:
    """Where the links of a note lead, and where links to it come from.

    Args:
        note: The note.
        notes: All notes.
        back: Those that link to it.
    """
    found = []
    for link in links(note.body):
        target = next((each for each in notes if names_note(link, each.id)), None)
        if target is not None:
            found.append(Way(_first_line(target), note=target))
        else:
            found.append(Way(link.words, "" if link.may_be_a_note else link.target))
    return [*found, *(Way(_first_line(each), note=each, back=True) for each in back)]


def _first_line(note: Note) -> str:
    return clean_line(note.body.strip().partition("\n")[0])


class LinksCard(CardScreen["Way | None"], inherit_bindings=False):
    """Over the page until a way is taken or it is closed."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "close", show=False),
        Binding("q", "close", show=False, id="leave"),
        Binding("h,left", "close", show=False, id="go_out"),
        Binding("enter,l,right", "take", show=False, id="go_in"),
        *CardScreen.MOVING,
    ]

    def __init__(self, look: Look, ways: Sequence[Way], actions: Sequence[Action] = ACTIONS) -> None:
        """Take the ways, of which there must be one, and the user's keys."""
        foot = f"{key_of('go_in', actions)} goes there   esc closes"
        super().__init__(look, Card(look, "Links of this note", "", foot), actions)
        self._ways = ways

    def on_mount(self) -> None:
        """Those that lead away first."""
        rows = []
        for way in self._ways:
            kind = "from" if way.back else "to"
            what = "name" if way.entity else "note" if way.note else "nothing"
            left = ((f"{kind:<5}", "muted"), (f"{what:<8}", "muted"), (way.words, "text"))
            rows.append(CardRow(left))
        self.card.show(rows, cursor=0)
        self.on_resize()

    def on_resize(self) -> None:
        """Be as high as what is in it."""
        self.card.fit(min(_WIDTH + FRAME_WIDTH, self.size.width), self.most_rows)

    @on(Card.Clicked)
    def _clicked(self, event: Card.Clicked) -> None:
        self.card.move_to(event.row)
        self.action_take()

    def action_take(self) -> None:
        """Go there."""
        self.dismiss(self._ways[self.card.cursor])

    def action_close(self) -> None:
        """Back to the page."""
        self.dismiss(None)
