"""What stands on the page when there is nothing to list, and the choice among what could be searched for."""

from __future__ import annotations

from dataclasses import dataclass

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from briefing.tui.layers import cells
from briefing.tui.notices import UNKNOWN, Sheet, SheetRow, laid_out, sentence
from briefing.tui.theme import Look, to_strip

_LEAST_INDENT = 1


class Notice(Widget):
    """A block of rows in the middle of the page. It needs no focus: whoever has it moves the choice."""

    DEFAULT_CSS = "Notice { height: 1fr; width: 1fr; }"

    @dataclass
    class Taken(Message):
        """A search was chosen with the mouse."""

        query: str

    def __init__(self, look: Look, *, id: str | None = None) -> None:
        """Make an empty page."""
        super().__init__(id=id)
        self.look = look
        self.sheet = Sheet(())
        self._choice = 0
        self._rows: list[SheetRow] = []

    def show(self, sheet: Sheet) -> None:
        """Show a sheet. The choice stays on its search when that is still there, else it is the first."""
        chosen = self.chosen
        self.sheet = sheet
        queries = self._queries
        self._choice = queries.index(chosen) if chosen in queries else 0
        self._lay_out()

    def show_sentence(self, words: str) -> None:
        """Show one sentence."""
        self.show(sentence(words))

    @property
    def chosen(self) -> str | None:
        """The search that is chosen; ``None`` when there is no choice."""
        queries = self._queries
        return queries[self._choice] if queries else None

    def move(self, by: int) -> bool:
        """Choose another search; false when there is none in that direction."""
        to = self._choice + by
        if not 0 <= to < len(self._queries):
            return False
        self._choice = to
        self.refresh()
        return True

    @property
    def plain(self) -> str:
        """What it says, a line of the sheet a line."""
        lines = (
            "  ".join(filter(None, ("".join(text for text, _ in line.parts), line.about, line.count)))
            for line in self.sheet.lines
        )
        return "\n".join(lines)

    def render_line(self, y: int) -> Strip:
        """Draw one row."""
        width = self.size.width
        base = self.look.style()
        number = y - self._top
        if not 0 <= number < len(self._rows):
            return Strip([Segment(" " * width, base)])
        row = self._rows[number]
        ground = ("row",) if row.query and row.query == self.chosen else ()
        marker = self.look.glyph("row") if ground else " "
        indent = self._indent
        segments = [
            Segment(" " * indent, base),
            self.look.segment(marker, *ground, "accent"),
            Segment(" ", self.look.style(*ground)),
            *(self._segment(text, *ground, role) for text, role in row.parts if text),
            Segment(" ", self.look.style(*ground)),
        ]
        used = indent + 3 + sum(cells(text) for text, _ in row.parts)
        segments.append(Segment(" " * max(0, width - used), base))
        return to_strip(segments, width)

    def on_resize(self) -> None:
        """Lay the block out for the new size."""
        self._lay_out()

    def on_click(self, event: events.Click) -> None:
        """Take the search under the mouse."""
        number = event.y - self._top
        if 0 <= number < len(self._rows) and self._rows[number].query:
            event.stop()
            self.post_message(self.Taken(self._rows[number].query))

    @property
    def _queries(self) -> list[str]:
        return [line.query for line in self.sheet.lines if line.query]

    @property
    def _indent(self) -> int:
        block = 3 + max((sum(cells(text) for text, _ in row.parts) for row in self._rows), default=0)
        return max(_LEAST_INDENT, (self.size.width - block) // 2)

    @property
    def _top(self) -> int:
        """The row that the block begins at; above the page when the choice would be below it."""
        free = self.size.height - len(self._rows)
        if free >= 0:
            return free // 3 if self.sheet.top is None else min(self.sheet.top, free)
        chosen = self.chosen
        at = next((n for n, row in enumerate(self._rows) if row.query and row.query == chosen), 0)
        return min(0, self.size.height - 1 - at)

    def _segment(self, text: str, *roles: str) -> Segment:
        segment = self.look.segment(text, *roles)
        if UNKNOWN not in roles or segment.style is None:
            return segment
        return Segment(segment.text, segment.style + Style(underline=True))

    def _lay_out(self) -> None:
        room = max(1, self.size.width - 2 * _LEAST_INDENT)
        self._rows = laid_out(self.sheet, room, self.look.glyph("ellipsis")) if self.size.width else []
        self.refresh()
