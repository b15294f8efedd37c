"""The note editor, where letters are letters."""

from __future__ import annotations

from textual import events
from textual.widgets import TextArea

from briefing.tui.messages import NoteLeft, NoteTyped
from index.text import clean


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
        event.text = clean(event.text)  # then Textual calls TextArea's own

    def on_key(self, event: events.Key) -> None:
        """``esc`` leaves."""
        if event.key == "escape":
            event.stop()
            event.prevent_default()
            self.post_message(NoteLeft())
