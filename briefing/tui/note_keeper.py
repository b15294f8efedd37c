"""Keeps what is typed into a note on the disk while it is typed, away from the keys.

One note is open at a time. What is typed goes to the casebook by the clerk, in the order in which it was
typed, so a key never waits for a disk and an older text never overwrites a newer one. Words that another
reader replaced meanwhile are never written over: what was typed here becomes a note of its own, and both are
shown.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, field

from briefing.casebook import Casebook, ChangedMeanwhileError, Note
from briefing.errors import BriefingError, UsageError
from briefing.tui.clerk import Clerk
from index import Article, Span

#: Seconds of quiet after which the words are kept; a crash loses no more than was typed in them.
PAUSE = 0.4

_BETWEEN_TAGS = re.compile(r"[\s,]+")


@dataclass(frozen=True, slots=True)
class Draft:
    """What stands in the editor, as it was typed.

    Attributes:
        text: The words.
        tags: Tags, with spaces or commas between them.
        grade: A digit, or nothing.
        marking: A label of the scheme, or nothing.
    """

    text: str
    tags: str = ""
    grade: str = ""
    marking: str = ""


def draft_of(note: Note | None) -> Draft:
    """What the editor shows of a note."""
    if note is None:
        return Draft("")
    grade = "" if note.grade is None else str(note.grade)
    return Draft(note.body, " ".join(note.tags), grade, note.marking)


@dataclass(slots=True)
class OpenNote:
    """The note that is being written.

    Attributes:
        article: What it is about.
        span: The passage, or ``None`` for the whole article.
        kept: The note as it is in the casebook; ``None`` before its first word is kept.
        sitting: Names this time at the editor, so that what is typed in it is one step of the history.
        theirs: The note as another reader left it, when both wrote on it: this one is a second note then.
        remark: What the analyst should know of it as long as it is open; usually nothing.
    """

    article: Article
    span: Span | None
    kept: Note | None = None
    sitting: str = field(default_factory=lambda: os.urandom(8).hex())
    theirs: Note | None = None
    remark: str = ""


#: Told after each attempt: the note, something to say (its text when it was not kept), and the sentence
#: why it was not kept, or nothing.
Listener = Callable[[OpenNote, str, str], None]


class NoteKeeper:
    """Writes one open note after another."""

    def __init__(
        self,
        casebook: Casebook,
        clerk: Clerk,
        listener: Listener,
        named: Callable[[str], str] = str,
    ) -> None:
        """Take where notes go and who writes them there.

        Args:
            casebook: Where they go.
            clerk: Who writes.
            listener: Told what came of it, in the writing thread.
            named: From a marking as it is typed to the label of the scheme; raises ``UsageError``.
        """
        self._casebook = casebook
        self._clerk = clerk
        self._listener = listener
        self._named = named
        self._unkept: dict[int, str] = {}

    def keep(self, note: OpenNote, draft: Draft) -> Future[None]:
        """Put what was typed into an open note on the disk."""
        return self._clerk.do(lambda: self._keep(note, draft))

    @property
    def unkept(self) -> list[str]:
        """The texts that could not be kept."""
        return list(self._unkept.values())

    def _keep(self, note: OpenNote, draft: Draft) -> None:
        if not draft.text.strip():
            return  # between two thoughts an editor may be empty: what was kept stays until it is left
        try:
            self._write_words(note, draft.text)
            remark = self._write_fields(note, draft)
        except BriefingError as error:
            self._missed(note, draft.text, f"{error.message}. {error.hint}".strip())
        except Exception as error:  # noqa: BLE001  (whatever it is: these words must not be lost)
            self._missed(note, draft.text, f"a fault of the program ({type(error).__name__}: {error})")
        else:
            self._unkept.pop(id(note), None)
            self._listener(note, remark or note.remark, "")

    def _missed(self, note: OpenNote, text: str, why: str) -> None:
        self._unkept[id(note)] = text
        self._listener(note, text, f"NOT KEPT, your text is still here: {why}")

    def _write_words(self, note: OpenNote, text: str) -> None:
        kept = note.kept
        if kept is None:
            note.kept = self._casebook.add_note(note.article, text, note.span, sitting=note.sitting)
            return
        try:
            note.kept = self._casebook.change_note(kept.id, text, version=kept.version, sitting=note.sitting)
        except ChangedMeanwhileError as error:
            note.theirs = error.theirs
            done = "changed" if error.theirs else "deleted"
            note.remark = f"another reader {done} this note: yours is kept as a second one"
            note.kept = self._casebook.add_note(
                note.article,
                text,
                note.span,
                tags=kept.tags,
                grade=kept.grade,
                marking=kept.marking,
                sitting=note.sitting,
            )

    def _write_fields(self, note: OpenNote, draft: Draft) -> str:
        """Keep tags, grade and marking; returns what of them cannot be kept, in a sentence."""
        if note.kept is None:
            return ""
        id, sitting, remarks = note.kept.id, note.sitting, []
        try:
            wanted = [tag for tag in _BETWEEN_TAGS.split(draft.tags) if tag]
            if tuple(sorted(wanted)) != note.kept.tags:
                gone = [tag for tag in note.kept.tags if tag not in wanted]
                self._casebook.tag_notes([id], add=wanted, remove=gone, sitting=sitting)
        except UsageError as error:
            remarks.append(f"{error.message}. {error.hint}")
        grade = draft.grade.strip()
        if grade and grade not in "123456":
            remarks.append(f'"{grade}" is no credibility: it is 1 to 6')
        elif (int(grade) if grade else None) != note.kept.grade:
            self._casebook.grade_note(id, int(grade) if grade else None, sitting=sitting)
        try:
            marking = self._named(draft.marking) if draft.marking.strip() else ""
            if marking != note.kept.marking:
                self._casebook.mark_note(id, marking, sitting=sitting)
        except UsageError as error:
            remarks.append(f"{error.message}. {error.hint}")
        note.kept = self._casebook.note(id)
        return " ".join(remarks)
