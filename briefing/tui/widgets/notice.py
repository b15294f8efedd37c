"""What stands on the page when there is nothing to list: a first run, nothing found."""

from __future__ import annotations

from collections.abc import Sequence

from rich.segment import Segment
from textual.strip import Strip
from textual.widget import Widget

from briefing.tui.layers import cells, cut
from briefing.tui.safe import to_screen, to_segment
from briefing.tui.theme import Look

_WIDTH = 68


class Notice(Widget):
    """Lines of text in the middle of the page."""

    DEFAULT_CSS = "Notice { height: 1fr; width: 1fr; }"

    def __init__(self, look: Look, *, id: str | None = None) -> None:
        """Make an empty page."""
        super().__init__(id=id)
        self.look = look
        self.lines: list[tuple[tuple[str, str], ...]] = []

    def show(self, lines: Sequence[tuple[tuple[str, str], ...]]) -> None:
        """Show these lines, each in parts of a text and its role."""
        self.lines = list(lines)
        self.refresh()

    @property
    def plain(self) -> str:
        """What it says."""
        return "\n".join("".join(text for text, _ in line) for line in self.lines)

    def render_line(self, y: int) -> Strip:
        """Draw one row."""
        width = self.size.width
        base = self.look.style()
        number = y - max(0, (self.size.height - len(self.lines)) // 3)
        indent = max(1, (width - _WIDTH) // 2)
        segments = [Segment(" " * indent, base)]
        used = indent
        for text, role in self.lines[number] if 0 <= number < len(self.lines) else ():
            shown = cut(to_screen(text), max(0, width - used), self.look.glyph("ellipsis"))
            segments.append(to_segment(shown, self.look.style(role)))
            used += cells(shown)
        segments.append(Segment(" " * max(0, width - used), base))
        return Strip(segments).crop(0, width)
