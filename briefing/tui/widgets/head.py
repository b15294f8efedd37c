"""Title and facts of the open article; they stay while the text scrolls."""

from __future__ import annotations

from rich.segment import Segment
from textual.geometry import Size
from textual.strip import Strip
from textual.widget import Widget

from briefing.tui.layers import cells, cut, wrap_words
from briefing.tui.safe import to_screen
from briefing.tui.theme import Look, to_strip

#: A title that takes more rows than this is an attack or an accident, and would push the text away.
_MOST_ROWS = 6

#: Cells of an outlet's name that are always left of it.
_LEAST_OUTLET = 8


class Head(Widget):
    """The title, wrapped, one row of facts, and a blank row."""

    DEFAULT_CSS = "Head { height: auto; width: 1fr; }"

    def __init__(self, look: Look, *, indent: int, width: int, id: str | None = None) -> None:
        """Make an empty head.

        Args:
            look: How it is drawn.
            indent: Columns in front, so that it stands above the text.
            width: Most columns of the title.
            id: Of the widget.
        """
        super().__init__(id=id)
        self.look = look
        self.indent = indent
        self.widest = width
        self.title_text = ""
        self.facts: tuple[tuple[str, str], ...] = ()

    def show(self, title: str, facts: tuple[tuple[str, str], ...]) -> None:
        """Show a title and parts of a row, each a text and its role."""
        before = self._height(self.size.width)
        self.title_text, self.facts = to_screen(title), facts
        self.refresh(layout=self._height(self.size.width) != before)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Rows that it takes in this width."""
        return self._height(width)

    def _height(self, width: int) -> int:
        return len(self._title_rows(width)) + 2 if self.title_text else 0

    def render_line(self, y: int) -> Strip:
        """Draw one row."""
        width = self.size.width
        base = self.look.style()
        segments = [Segment(" " * self.indent, base)]
        used = self.indent
        title = self._title_rows(width)
        if y < len(title):
            parts: tuple[tuple[str, str], ...] = ((title[y], "title"),)
        else:
            parts = self._fitting(width - used - 1) if y == len(title) else ()
        for text, role in parts:
            shown = cut(to_screen(text), max(0, width - used - 1), self.look.glyph("ellipsis"))
            segments.append(self.look.segment(shown, role))
            used += cells(shown)
        segments.append(Segment(" " * max(0, width - used), base))
        return to_strip(segments, width)

    def _fitting(self, room: int) -> tuple[tuple[str, str], ...]:
        """The facts, with the outlet cut so far that what was judged (``strong``) is always seen."""
        judged = max((place for place, (_, role) in enumerate(self.facts) if role == "strong"), default=0)
        over = sum(cells(to_screen(text)) for text, _ in self.facts[: judged + 1]) - room
        if not judged or over <= 0:
            return self.facts
        outlet, role = self.facts[0]
        least = min(_LEAST_OUTLET, cells(outlet))
        shown = cut(to_screen(outlet), max(least, cells(outlet) - over), self.look.glyph("ellipsis"))
        return ((shown, role), *self.facts[1:])

    def _title_rows(self, width: int) -> list[str]:
        room = min(self.widest, max(10, width - self.indent - 1))
        return wrap_words(self.title_text, room, _MOST_ROWS)
