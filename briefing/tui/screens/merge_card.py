"""Into which entity another one is merged, over the page: those that sound alike first, or what is typed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input

from briefing.tui.actions import ACTIONS, Action
from briefing.tui.screens.card import Card, CardRow, CardScreen, Typed, TypedRow
from briefing.tui.theme import Look
from briefing.tui.words import counted

if TYPE_CHECKING:
    from index.entities.model import Entry
    from index.model import Kind

_WIDTH = 72
_MOST_ROWS = 16
_FOOT = "enter merges into it   ↓ ↑ choose   type a name   esc closes"

#: From what is typed to the entities to choose from; the second is called with them.
Find = Callable[[str, Callable[[Sequence["Entry"]], object]], None]


class MergeCard(CardScreen["Entry | None"], inherit_bindings=False):
    """Over the page until an entity is chosen."""

    DEFAULT_CSS = "MergeCard { align: left bottom; } MergeCard > Card { margin-bottom: 1; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "close", show=False),
        Binding("down,ctrl+n", "move(1)", show=False),
        Binding("up,ctrl+p", "move(-1)", show=False),
        Binding("pagedown", "page_card(1)", show=False),
        Binding("pageup", "page_card(-1)", show=False),
    ]

    def __init__(
        self, look: Look, name: str, kind: Kind, find: Find, actions: Sequence[Action] = ACTIONS
    ) -> None:
        """Take the name and the kind of what is merged, who finds others, and the user's keys."""
        super().__init__(look, Card(look, f"Merge {name} into", "", look.printed(_FOOT)), actions)
        self._find = find
        self._kind = kind
        self._row = TypedRow(look, "=")
        self._entries: Sequence[Entry] = ()
        self._sought: str | None = None

    def compose(self) -> ComposeResult:
        """The card, and below it the line to type in."""
        yield from super().compose()
        yield self._row

    def on_mount(self) -> None:
        """Letters go into the line."""
        self.set_focus(self._row.typed)
        self._seek("")

    def on_resize(self) -> None:
        """Fit in."""
        self._show()

    @on(Typed.Left)
    def _left(self) -> None:
        self.dismiss(None)

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        event.stop()
        self._seek(event.value)

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self._take()

    @on(Card.Clicked)
    def _clicked(self, event: Card.Clicked) -> None:
        self.card.move_to(event.row)
        self._take()

    def _take(self) -> None:
        # What is typed and not answered yet is not what one sees.
        if self._entries and self._sought is None:
            self.dismiss(self._entries[max(0, self.card.cursor)])

    def _seek(self, text: str) -> None:
        self._sought = text

        def show(found: Sequence[Entry]) -> None:
            if self._sought == text and self.is_running:
                self._sought, self._entries = None, found
                self._show()

        self._find(text, show)

    def _show(self) -> None:
        rows = [self._line(each) for each in self._entries]
        if not rows:
            words = "looking for names" if self._sought is not None else "no other entity is called so"
            rows = [CardRow(((words, "text"),))]
        self.card.show(rows, cursor=0 if self._entries else -1)
        self.card.fit(min(_WIDTH, self.size.width), min(_MOST_ROWS, self.most_rows))

    def _line(self, entry: Entry) -> CardRow:
        times = f"{counted(entry.times, 'time')} in {counted(entry.articles, 'article')}"
        if entry.kind != self._kind:
            times = f"{self._kind} into {entry.kind}  {times}"
        left = ((f"{self.look.letter(entry.kind)} ", "muted"), (entry.name, entry.kind))
        return CardRow(left, ((f"  {times}", "muted"),))
