"""The keys, over the page: made from the one table of actions."""

from __future__ import annotations

from typing import ClassVar

from rich.segment import Segment
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.screen import ModalScreen
from textual.scroll_view import ScrollView
from textual.strip import Strip

from briefing.tui.actions import ACTIONS, shown_keys
from briefing.tui.layers import cells, wrap_words
from briefing.tui.safe import to_segment
from briefing.tui.theme import Look

_KEY_WIDTH = 20
_MOST_ROWS = 4

_LEGEND = ("person", "organisation", "group", "place", "facility", "moment")


class KeyTable(ScrollView, can_focus=True, inherit_bindings=False):
    """Key, and what it does; below it, how things look in the text."""

    def __init__(self, look: Look) -> None:
        """Take how things look."""
        super().__init__()
        self.look = look
        self._lines: list[tuple[tuple[str, str], ...]] = []

    def on_resize(self) -> None:
        """Break the sentences for the width."""
        width = max(20, self.size.width - _KEY_WIDTH - 4)
        lines: list[tuple[tuple[str, str], ...]] = []
        for action in ACTIONS:
            for number, words in enumerate(wrap_words(action.help, width, _MOST_ROWS)):
                keys = shown_keys(action) if number == 0 else ""
                lines.append(((f"  {keys:<{_KEY_WIDTH}}", "accent"), (words, "text")))
        legend = [
            part for kind in _LEGEND for part in ((kind, kind), (f" {self.look.letter(kind)}   ", "muted"))
        ]
        legend += [
            ("hit", "hit"),
            ("   ", "text"),
            ("this one", "current"),
            ("   ", "text"),
            ("noted", "note"),
        ]
        lines += [(), (("  In the text  ", "strong"), *legend), ()]
        lines.append(
            (("  What you write is kept as you type. There is no save key, and u undoes.", "muted"),)
        )
        self._lines = lines
        self.virtual_size = Size(self.size.width, len(lines))

    def render_line(self, y: int) -> Strip:
        """Draw one row."""
        number = y + self.scroll_offset.y
        parts = self._lines[number] if number < len(self._lines) else ()
        segments = [to_segment(text, self.look.style(role)) for text, role in parts]
        used = sum(cells(text) for text, _ in parts)
        segments.append(Segment(" " * max(0, self.size.width - used), self.look.style()))
        return Strip(segments).crop(0, self.size.width)


class KeysScreen(ModalScreen[None], inherit_bindings=False):
    """Covers the page until a key closes it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("question_mark,q,escape", "close", show=False),
        Binding("j,down", "scroll(1)", show=False),
        Binding("k,up", "scroll(-1)", show=False),
        Binding("space,pagedown", "scroll(10)", show=False),
        Binding("b,pageup", "scroll(-10)", show=False),
    ]

    def __init__(self, look: Look) -> None:
        """Take how things look."""
        super().__init__()
        self.look = look

    def compose(self) -> ComposeResult:
        """One table."""
        table = KeyTable(self.look)
        table.border_title = "Keys"
        table.border_subtitle = "? closes   j k more"
        yield table

    def action_close(self) -> None:
        """Back to the page."""
        self.dismiss()

    def action_scroll(self, by: int) -> None:
        """Rows down or up."""
        table = self.query_one(KeyTable)
        table.scroll_to(0, table.scroll_offset.y + by, animate=False, force=True, immediate=True)
        table.refresh()
