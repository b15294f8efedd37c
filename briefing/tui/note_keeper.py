"""Keeps what is typed into a note on the disk while it is typed, away from the keys.

One note is open at a time. Its words go to the casebook in the one thread that is kept for it, in the
order in which they were typed, so a key never waits for a disk and an older text never overwrites a
newer one.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass

from briefing.casebook import Casebook, Note
from briefing.errors import BriefingError
from index import Article, Span

#: Seconds of quiet after which the words are kept; a crash loses no more than was typed in them.
PAUSE = 0.4


@dataclass(slots=True)
class OpenNote:
    """The note that is being written.

    Attributes:
        article: What it is about.
        span: The passage, or ``None`` for the whole article.
        kept: The note as it is in the casebook; ``None`` before its first word is kept.
    """

    article: Article
    span: Span | None
    kept: Note | None = None


#: Told after each attempt: the note, its text, and the sentence why it was not kept, or nothing.
Listener = Callable[[OpenNote, str, str], None]


class NoteKeeper:
    """Writes one open note after another."""

    def __init__(self, casebook: Casebook, listener: Listener) -> None:
        """Take the casebook, and whom to tell; the listener is called in the writing thread."""
        self._casebook = casebook
        self._listener = listener
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="notes")

    def keep(self, note: OpenNote, text: str) -> Future[None]:
        """Put the text of an open note on the disk; a note without words is taken away."""
        return self._thread.submit(self._keep, note, text)

    def close(self) -> None:
        """Wait until everything is kept."""
        self._thread.shutdown(wait=True)

    def _keep(self, note: OpenNote, text: str) -> None:
        try:
            if not text.strip():
                if note.kept is not None:
                    self._casebook.remove_note(note.kept.id)
                    note.kept = None
            elif note.kept is None:
                note.kept = self._casebook.add_note(note.article, text, note.span)
            elif note.kept.body != text:
                note.kept = self._casebook.change_note(note.kept.id, text)
        except BriefingError as error:
            self._listener(
                note, text, f"NOT KEPT: {error.message}. Your text is still here. {error.hint}".strip()
            )
        else:
            self._listener(note, text, "")
