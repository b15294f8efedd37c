"""The note editor, where letters are letters, and the passage above it."""

from __future__ import annotations

from rich.segment import Segment
from textual import events
from textual.geometry import Size
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import TextArea

from briefing.tui.layers import cells, wrap_words
from briefing.tui.messages import NoteTyped
from briefing.tui.safe import to_screen
from briefing.tui.theme import Look
from index.text import harmless

_QUOTE_ROWS = 4


class NoteQuote(Widget):
    """The passage that a note is written on, above its editor."""

    DEFAULT_CSS = "NoteQuote { height: auto; width: 1fr; }"

    def __init__(self, look: Look) -> None:
        """Make it empty."""
        super().__init__()
        self.look = look
        self.quote = ""

    def show(self, quote: str) -> None:
        """Show these words."""
        self.quote = to_screen(quote)
        self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Rows that it takes."""
        return len(self._rows(width))

    def render_line(self, y: int) -> Strip:
        """Draw one row."""
        rows = self._rows(self.size.width)
        sign = f"{self.look.glyph('note')} " if y == 0 else "  "
        pieces = [
            self.look.segment(f" {sign}", "row", "note_mark"),
            self.look.segment(rows[y] if y < len(rows) else "", "row", "quote"),
        ]
        used = sum(cells(piece.text) for piece in pieces)
        return Strip([*pieces, Segment(" " * max(0, self.size.width - used), self.look.style("row"))])

    def _rows(self, width: int) -> list[str]:
        return wrap_words(self.quote, max(1, width - 4), _QUOTE_ROWS) if self.quote else []


class NoteEntry(TextArea):
    """The words of a note. There is no save key: whoever listens keeps what is typed."""

    def __init__(self, *, id: str | None = None) -> None:
        """Make an empty editor."""
        super().__init__(id=id, compact=True, soft_wrap=True, tab_behavior="focus", show_line_numbers=False)
        self.cursor_blink = False

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """Say what is typed."""
        event.stop()
        self.post_message(NoteTyped())

    async def _on_paste(self, event: events.Paste) -> None:
        event.text = harmless(event.text)  # then Textual calls TextArea's own

    def action_paste(self) -> None:
        """Paste what was copied in the reader itself, by the same door."""
        result = self.replace(harmless(self.app.clipboard), *self.selection, maintain_selection_offset=False)
        self.move_cursor(result.end_location)
