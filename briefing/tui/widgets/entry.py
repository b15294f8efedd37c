"""The search line, where letters are letters."""

from __future__ import annotations

from textual import events
from textual.widgets import Input

from briefing.tui.messages import SearchTyped
from index.text import clean_line


class SearchEntry(Input):
    """The text of a search. What is pasted passes the door for outside text."""

    def __init__(self, *, id: str | None = None) -> None:
        """Make an empty line."""
        super().__init__(id=id, compact=True, select_on_focus=False)
        self.cursor_blink = False

    def on_input_changed(self, event: Input.Changed) -> None:
        """Say what is typed."""
        event.stop()
        self.post_message(SearchTyped(event.value))

    def _on_paste(self, event: events.Paste) -> None:
        event.text = clean_line(event.text)  # then Textual calls Input's own

    def on_key(self, event: events.Key) -> None:
        """``ctrl+u`` clears the whole line."""
        if event.key == "ctrl+u":
            event.stop()
            event.prevent_default()
            self.value = ""
