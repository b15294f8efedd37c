"""The search line, where letters are letters."""

from __future__ import annotations

from textual.widgets import Input

from briefing.tui.line import Line
from briefing.tui.messages import SearchTyped


class SearchEntry(Line):
    """The text of a search."""

    def on_input_changed(self, event: Input.Changed) -> None:
        """Say what is typed."""
        event.stop()
        self.post_message(SearchTyped(event.value))
