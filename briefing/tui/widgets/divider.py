"""The column between two panes."""

from __future__ import annotations

from rich.segment import Segment
from textual.strip import Strip
from textual.widget import Widget

from briefing.tui.theme import Look


class Divider(Widget):
    """A line one cell wide."""

    DEFAULT_CSS = "Divider { width: 1; height: 1fr; }"

    def __init__(self, look: Look) -> None:
        """Make it."""
        super().__init__()
        self.look = look

    def render_line(self, y: int) -> Strip:
        """Draw one cell; the first stands in the row of the titles."""
        return Strip([Segment(self.look.glyph("junction" if y == 0 else "divider"), self.look.style("rule"))])
