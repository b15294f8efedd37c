"""The desk on which notes are written: which one is open, when it is kept, how a deleted one comes back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from textual.timer import Timer

from briefing.casebook import Casebook, Note
from briefing.errors import BriefingError
from briefing.tui.note_keeper import PAUSE, NoteKeeper, OpenNote
from index import Article, Span


class NoteScreen(Protocol):
    """What the desk needs of the screen that it stands on."""

    def tell(self, show: Callable[..., object], *values: object) -> None:
        """Call from any thread what shows something."""

    @property
    def note_text(self) -> str:
        """What stands in the editor."""

    def set_timer(self, delay: float, callback: Callable[[], object]) -> Timer:
        """Call back later."""

    def answer(self, words: str, role: str = "text") -> None:
        """Answer the last key."""

    def answer_error(self, message: str, hint: str) -> None:
        """Answer with what went wrong and what to do."""

    def key(self, action: str) -> str:
        """The key of an action, as it is printed."""

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
        self._keeper = NoteKeeper(casebook, self._was_kept)
        self._timer: Timer | None = None
        self._came_back: OpenNote | None = None

    @property
    def is_open(self) -> bool:
        """Whether a note is being written."""
        return self._open is not None

    @property
    def writing(self) -> str:
        """What is being written, in words; empty when nothing is."""
        if self._open is None:
            return ""
        return f"note on “{self.quote}”" if self.quote else "note on the whole article"

    @property
    def quote(self) -> str:
        """The passage that the open note is on; empty when it is on the whole article."""
        note = self._open
        if note is None:
            return ""
        if note.kept is not None and note.kept.anchor is not None:
            return note.kept.anchor.exact
        return note.article.text[note.span.start : note.span.end] if note.span else ""

    def close(self) -> list[str]:
        """Keep what is still being typed; returns the texts that could not be kept."""
        self._leave(self.screen.note_text if self._open else "")
        return self._keeper.close()

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
        if self._open is not None:
            self._leave(self.screen.note_text)
            self._keeper.flush()
        if note is not None:
            try:
                note = self.casebook.note(note.id)  # it may have other words than when it was listed
            except BriefingError as error:
                self.screen.answer_error(error.message, error.hint)
                return
            span = Span(note.anchor.start, note.anchor.end) if note.anchor else None
        self._open = OpenNote(article, span, note)
        self.screen.edit_note(note.body if note else "")

    def typed(self) -> None:
        """Something was typed: keep it soon. The clock is not set back by the next key."""
        if self._open is not None and self._timer is None:
            self._timer = self.screen.set_timer(PAUSE, self._keep_now)

    def left(self) -> None:
        """Keep the text now and close the editor. A note that was emptied is deleted."""
        self._leave(self.screen.note_text)

    def _keep_now(self) -> None:
        self._timer = None
        if self._open is not None:
            self._keeper.keep(self._open, self.screen.note_text)

    def _leave(self, text: str) -> None:
        note, self._open = self._open, None
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
        if note is None:
            return
        if text.strip():
            self._keeper.keep(note, text)
            return
        self._keeper.flush()
        if note.kept is not None:
            self.delete(note.kept)
        else:
            self.screen.answer("an empty note is not kept")

    def delete(self, note: Note) -> None:
        """Delete a note."""
        try:
            self.casebook.delete_note(note.id)
        except BriefingError as error:
            self.screen.answer_error(error.message, error.hint)
            return
        self.screen.show_notes()
        self.screen.answer(f"note deleted   {self.screen.key('undo')} brings it back")

    def bring_back(self) -> None:
        """Bring back the note that was deleted last, in this session or an earlier one."""
        try:
            note = self.casebook.restore_note()
        except BriefingError as error:
            self.screen.answer_error(error.message, error.hint)
            return
        self.screen.show_notes()
        if note is None:
            self.screen.answer("no note is deleted")
        else:
            about = self.casebook.titles().get(note.article, "")
            self.screen.answer(f"the note is back: {about}")

    def _was_kept(self, note: OpenNote, words: str, fault: str) -> None:
        """Told in the writing thread, also while the screen closes and nobody listens any more."""
        self.screen.tell(self._after_keeping, note, words, fault)

    def _after_keeping(self, note: OpenNote, words: str, fault: str) -> None:
        if fault:
            # Left, and still the only place where the words are: shown once more, and once only.
            if self._open is None and note is not self._came_back:
                self._open = self._came_back = note
                self.screen.edit_note(words)
            self.screen.answer(fault, "error")
            return
        if self._open is not note:
            self.screen.show_notes()
        self.screen.answer(words or "kept", "warn" if words else "text")
