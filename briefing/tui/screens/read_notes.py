"""The notes of the Read screen: which one is open, when it is kept, how a deleted one comes back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.timer import Timer

from briefing.casebook import Casebook, Note
from briefing.errors import BriefingError
from briefing.tui.note_keeper import PAUSE, NoteKeeper, OpenNote
from briefing.tui.reading import note_lights
from index import Article, Span

if TYPE_CHECKING:
    from briefing.tui.screens.read import ReadScreen


class NoteDesk:
    """Writes, shows, deletes and brings back the notes of the article on the screen."""

    def __init__(self, screen: ReadScreen, casebook: Casebook) -> None:
        self.screen = screen
        self.casebook = casebook
        self._open: OpenNote | None = None
        self._deleted: list[tuple[Article, Note]] = []
        self._keeper = NoteKeeper(casebook, self._was_kept)
        self._timer: Timer | None = None

    @property
    def is_open(self) -> bool:
        """Whether a note is being written."""
        return self._open is not None

    @property
    def on_passage(self) -> bool:
        """Whether the open note is about a passage."""
        note = self._open
        return note is not None and (note.span is not None or bool(note.kept and note.kept.anchor))

    def close(self) -> None:
        """Keep what is still being typed, and wait until it is on the disk."""
        if self._open is not None:
            self._keeper.keep(self._open, self.screen.note_entry.text)
        self._keeper.close()

    def show(self) -> None:
        """Show the notes of the open article."""
        screen = self.screen
        if screen.article is None:
            return
        try:
            notes = self.casebook.notes(screen.article.id)
            screen.results.noted = self.casebook.noted()
        except BriefingError as error:
            screen.bars.answer(f"{error.message}. {error.hint}", "error")
            return
        screen.notes.show_notes(notes, cursor=screen.notes.cursor)
        screen.text.show_layers({"note": note_lights(screen.article, notes)})
        screen.results.redraw_row(screen.results.cursor)
        screen.bars.show_all()

    def write(self, article: Article, span: Span | None, note: Note | None = None) -> None:
        """Open the editor: on a passage, on the article, or on a note that is there."""
        self._edit(OpenNote(article, span, note), note.body if note else "")

    def typed(self, text: str) -> None:
        """Keep the text when the keys have been quiet for a moment."""
        note = self._open
        if note is None:
            return
        if self._timer is not None:
            self._timer.stop()
        self._timer = self.screen.set_timer(PAUSE, lambda: self._keeper.keep(note, text))

    def left(self, text: str) -> None:
        """Keep the text now and close the editor."""
        note, self._open = self._open, None
        if self._timer is not None:
            self._timer.stop()
        if note is not None:
            self._keeper.keep(note, text)

    def delete(self) -> None:
        """Delete the note under the cursor."""
        screen, note = self.screen, self.screen.notes.note
        if note is None or screen.article is None:
            screen.bars.answer("no note on this article: a writes one")
            return
        try:
            self.casebook.remove_note(note.id)
        except BriefingError as error:
            screen.bars.answer(f"{error.message}. {error.hint}", "error")
            return
        self._deleted.append((screen.article, note))
        self.show()
        screen.bars.answer("note deleted   u brings it back")

    def bring_back(self) -> None:
        """Write the note that was deleted last once more, in the place where it was."""
        if not self._deleted:
            self.screen.bars.answer("nothing to undo")
            return
        article, note = self._deleted.pop()
        anchor = note.anchor
        span = Span(anchor.start, anchor.end) if anchor else None
        try:
            self.casebook.add_note(article, note.body, span)
        except BriefingError as error:
            self._deleted.append((article, note))
            self.screen.bars.answer(f"{error.message}. {error.hint}", "error")
            return
        self.show()
        self.screen.bars.answer("the note is back")

    def _edit(self, note: OpenNote, text: str) -> None:
        screen = self.screen
        self._open = note
        screen.note_entry.text = text
        screen.note_entry.move_cursor(screen.note_entry.document.end)
        screen.pane = "side"
        screen.show_panes()
        screen.set_focus(screen.note_entry)

    def _was_kept(self, note: OpenNote, text: str, fault: str) -> None:
        """Told in the writing thread, also while the screen closes and nobody listens any more."""
        if self.screen.is_running:
            self.screen.app.call_later(self._after_keeping, note, text, fault)

    def _after_keeping(self, note: OpenNote, text: str, fault: str) -> None:
        if fault:
            if self._open is None:
                self._edit(note, text)
            self.screen.bars.answer(fault, "error")
            return
        if self._open is not note:
            self.show()
        self.screen.bars.answer("kept" if note.kept else "an empty note is not kept")
