"""The desk on which notes are written: which one is open, when it is kept, how a deleted one comes back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from textual.app import App
from textual.timer import Timer

from briefing.casebook import Casebook, Note
from briefing.errors import BriefingError
from briefing.tui.note_keeper import PAUSE, NoteKeeper, OpenNote
from index import Article, Span


class NoteScreen(Protocol):
    """What the desk needs of the screen that it stands on."""

    @property
    def app(self) -> App[object]:
        """The application."""

    @property
    def is_running(self) -> bool:
        """Whether messages are still answered."""

    @property
    def note_text(self) -> str:
        """What stands in the editor."""

    def set_timer(self, delay: float, callback: Callable[[], object]) -> Timer:
        """Call back later."""

    def answer(self, words: str, role: str = "text") -> None:
        """Answer the last key."""

    def answer_error(self, message: str, hint: str) -> None:
        """Answer with what went wrong and what to do."""

    def show_notes(self) -> None:
        """Show the notes of the open article."""

    def edit_note(self, text: str) -> None:
        """Show the editor with this text in it."""


class NoteDesk:
    """Writes, deletes and brings back notes."""

    def __init__(self, casebook: Casebook, screen: NoteScreen) -> None:
        """Take the casebook and the screen to show things on."""
        self.casebook = casebook
        self.screen = screen
        self._open: OpenNote | None = None
        self._deleted: list[tuple[Article, Note]] = []
        self._keeper = NoteKeeper(casebook, self._was_kept)
        self._timer: Timer | None = None

    @property
    def is_open(self) -> bool:
        """Whether a note is being written."""
        return self._open is not None

    @property
    def writing(self) -> str:
        """What is being written, in words; empty when nothing is."""
        note = self._open
        if note is None:
            return ""
        on_passage = note.span is not None or bool(note.kept and note.kept.anchor)
        return "a note on a passage" if on_passage else "a note on the whole article"

    def close(self) -> None:
        """Keep what is still being typed, and wait until it is on the disk."""
        if self._open is not None:
            self._keeper.keep(self._open, self.screen.note_text)
        self._keeper.close()

    def notes(self, article: Article) -> list[Note]:
        """The notes on an article; none when they cannot be read, and that is said."""
        try:
            return self.casebook.notes(article.id)
        except BriefingError as error:
            self.screen.answer_error(error.message, error.hint)
            return []

    def noted(self) -> dict[str, int]:
        """How many notes each article has; none when they cannot be read, and that is said."""
        try:
            return self.casebook.noted()
        except BriefingError as error:
            self.screen.answer_error(error.message, error.hint)
            return {}

    def write(self, article: Article, span: Span | None, note: Note | None = None) -> None:
        """Open the editor: on a passage, on the article, or on a note that is there."""
        self._open = OpenNote(article, span, note)
        self.screen.edit_note(note.body if note else "")

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

    def delete(self, article: Article, note: Note) -> None:
        """Delete a note on an article."""
        try:
            self.casebook.remove_note(note.id)
        except BriefingError as error:
            self.screen.answer_error(error.message, error.hint)
            return
        self._deleted.append((article, note))
        self.screen.show_notes()
        self.screen.answer("note deleted   u brings it back")

    def bring_back(self) -> None:
        """Write the note that was deleted last once more, in the place where it was."""
        if not self._deleted:
            self.screen.answer("nothing to undo")
            return
        article, note = self._deleted.pop()
        span = Span(note.anchor.start, note.anchor.end) if note.anchor else None
        try:
            self.casebook.add_note(article, note.body, span)
        except BriefingError as error:
            self._deleted.append((article, note))
            self.screen.answer_error(error.message, error.hint)
            return
        self.screen.show_notes()
        self.screen.answer("the note is back")

    def _was_kept(self, note: OpenNote, text: str, fault: str) -> None:
        """Told in the writing thread, also while the screen closes and nobody listens any more."""
        if self.screen.is_running:
            self.screen.app.call_later(self._after_keeping, note, text, fault)

    def _after_keeping(self, note: OpenNote, text: str, fault: str) -> None:
        if fault:
            if self._open is None:  # it was left, and is still the only place where the words are
                self._open = note
                self.screen.edit_note(text)
            self.screen.answer(fault, "error")
            return
        if self._open is not note:
            self.screen.show_notes()
        self.screen.answer("kept" if note.kept else "an empty note is not kept")
