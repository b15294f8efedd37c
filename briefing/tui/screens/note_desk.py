"""The desk on which notes are written: which one is open, when it is kept, how a deleted one comes back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from textual.timer import Timer

from briefing.casebook import Casebook, Note
from briefing.errors import BriefingError
from briefing.tui.clerk import Clerk, Teller
from briefing.tui.note_keeper import PAUSE, NoteKeeper, OpenNote
from index import Article, Span


class NoteScreen(Teller, Protocol):
    """What the desk needs of the screen that it stands on."""

    @property
    def note_text(self) -> str:
        """What stands in the editor."""

    def set_timer(self, delay: float, callback: Callable[[], object]) -> Timer:
        """Call back later."""

    def hold_keys(self) -> None:
        """Let keys wait for what is under way."""

    def release_keys(self) -> None:
        """Do what was pressed meanwhile."""

    def key(self, action: str) -> str:
        """The key of an action, as it is printed."""

    def show_notes(self) -> None:
        """Show the notes of the open article."""

    def edit_note(self, text: str) -> None:
        """Show the editor with this text in it."""


class NoteDesk:
    """Writes, deletes and brings back notes."""

    def __init__(self, casebook: Casebook, clerk: Clerk, screen: NoteScreen) -> None:
        """Take the casebook, who writes into it, and the screen to show things on."""
        self.casebook = casebook
        self.screen = screen
        self._clerk = clerk
        self._open: OpenNote | None = None
        self._keeper = NoteKeeper(casebook, clerk, self._was_kept)
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
        """Keep what is still being typed, wait for the clerk; returns the texts that could not be kept."""
        self._leave(self.screen.note_text if self._open else "")
        self._clerk.close()
        return self._keeper.unkept

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
        if note is None:
            self._edit(OpenNote(article, span))
            return
        # It may have other words than when it was listed, some of them still on their way to the disk.
        id = note.id
        self.screen.hold_keys()
        self._clerk.do(
            lambda: self.casebook.note(id),
            lambda found: self._write_on(article, found),
            failed=self.screen.release_keys,
        )

    def _write_on(self, article: Article, note: Note) -> None:
        span = Span(note.anchor.start, note.anchor.end) if note.anchor else None
        self._edit(OpenNote(article, span, note))
        self.screen.release_keys()

    def _edit(self, note: OpenNote) -> None:
        self._open = note
        self.screen.edit_note(note.kept.body if note.kept else "")

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
        else:
            self._clerk.do(lambda: self._delete_kept(note), self._was_emptied)

    def _delete_kept(self, note: OpenNote) -> bool:
        """Delete what is on the disk of a note that was emptied; false when nothing ever was."""
        if note.kept is None:
            return False
        self.casebook.delete_note(note.kept.id)
        return True

    def _was_emptied(self, deleted: bool) -> None:
        if deleted:
            self._was_deleted()
        else:
            self.screen.answer("an empty note is not kept")

    def delete(self, note: Note) -> None:
        """Delete a note."""
        self._clerk.do(lambda: self.casebook.delete_note(note.id), lambda _: self._was_deleted())

    def _was_deleted(self) -> None:
        self.screen.show_notes()
        self.screen.answer(f"note deleted   {self.screen.key('undo')} brings it back")

    def bring_back(self) -> None:
        """Bring back the note that was deleted last, in this session or an earlier one."""

        def restore() -> str | None:
            note = self.casebook.restore_note()
            return None if note is None else self.casebook.titles().get(note.article, "")

        self._clerk.do(restore, self._came_back_about)

    def _came_back_about(self, title: str | None) -> None:
        self.screen.show_notes()
        self.screen.answer("no note is deleted" if title is None else f"the note is back: {title}")

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
