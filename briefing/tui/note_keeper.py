"""Keeps what is typed into a note on the disk while it is typed, away from the keys.

One note is open at a time. Its words go to the casebook by the clerk, in the order in which they were
typed, so a key never waits for a disk and an older text never overwrites a newer one.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, field

from briefing.casebook import Casebook, ChangedMeanwhileError, Note
from briefing.errors import BriefingError
from briefing.tui.clerk import Clerk
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
        sitting: Names this time at the editor, so that what is typed in it is one step of the history.
        remark: What the analyst should know of it as long as it is open; usually nothing.
    """

    article: Article
    span: Span | None
    kept: Note | None = None
    sitting: str = field(default_factory=lambda: os.urandom(8).hex())
    remark: str = ""


#: Told after each attempt: the note, something to say (its text when it was not kept), and the sentence
#: why it was not kept, or nothing.
Listener = Callable[[OpenNote, str, str], None]


class NoteKeeper:
    """Writes one open note after another."""

    def __init__(self, casebook: Casebook, clerk: Clerk, listener: Listener) -> None:
        """Take the casebook, who writes into it, and whom to tell; that is called in the writing thread."""
        self._casebook = casebook
        self._clerk = clerk
        self._listener = listener
        self._unkept: dict[int, str] = {}

    def keep(self, note: OpenNote, text: str) -> Future[None]:
        """Put the text of an open note on the disk."""
        return self._clerk.do(lambda: self._keep(note, text))

    @property
    def unkept(self) -> list[str]:
        """The texts that could not be kept."""
        return list(self._unkept.values())

    def _keep(self, note: OpenNote, text: str) -> None:
        if not text.strip():
            return  # between two thoughts an editor may be empty: what was kept stays until it is left
        try:
            self._write(note, text)
        except BriefingError as error:
            self._missed(note, text, f"{error.message}. {error.hint}".strip())
        except Exception as error:  # noqa: BLE001  (whatever it is: these words must not be lost)
            self._missed(note, text, f"a fault of the program ({type(error).__name__}: {error})")
        else:
            self._unkept.pop(id(note), None)
            self._listener(note, note.remark, "")

    def _missed(self, note: OpenNote, text: str, why: str) -> None:
        self._unkept[id(note)] = text
        self._listener(note, text, f"NOT KEPT, your text is still here: {why}")

    def _write(self, note: OpenNote, text: str) -> None:
        kept = note.kept
        if kept is None:
            note.kept = self._casebook.add_note(note.article, text, note.span, sitting=note.sitting)
        else:
            try:
                note.kept = self._casebook.change_note(
                    kept.id, text, version=kept.version, sitting=note.sitting
                )
            except ChangedMeanwhileError:
                note.kept = self._casebook.add_note(note.article, text, note.span, sitting=note.sitting)
                note.remark = "another reader changed or deleted this note: yours is kept as a second one"
