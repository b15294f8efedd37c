"""A line to type in: ``ctrl+u`` clears it, and what is pasted passes the door for outside text.

It stands outside ``widgets/`` because lines there and on cards extend it.
"""

from __future__ import annotations

from textual import events
from textual.widgets import Input

from index.text import clean_line


class Line(Input):
    """One line of text."""

    def __init__(self, *, id: str | None = None) -> None:
        """Make an empty line."""
        super().__init__(id=id, compact=True, select_on_focus=False)
        self.cursor_blink = False

    def _on_paste(self, event: events.Paste) -> None:
        event.text = clean_line(event.text)  # then Textual calls Input's own

    def action_paste(self) -> None:
        """Paste what was copied in the reader itself, which may be a passage of an article."""
        start, end = self.selection
        self.replace(clean_line(self.app.clipboard), start, end)

    def on_key(self, event: events.Key) -> None:
        """``ctrl+u`` clears the whole line."""
        if event.key == "ctrl+u":
            event.stop()
            event.prevent_default()
            self.value = ""
