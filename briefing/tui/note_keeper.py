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
from briefing.casebook.note import named_tags
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
        article: The article that it is written beside; of a note on an earlier version, the newer one.
        span: The passage in that article, or ``None`` for the whole article.
        kept: The note as it is in the casebook; ``None`` before its first word is kept.
        submitted: What was handed over to be kept last, or stood in the editor when it was opened.
        base: What of the fields is in the casebook because it stood in this editor. Only what differs from it
            is written: another reader may have given tags meanwhile.
        sitting: Names this time at the editor, so that what is typed in it is one step of the history.
        theirs: The note as another reader left it, when both wrote on it: this one is a second note then.
        remark: What the analyst should know of it as long as it is open; usually nothing.
    """

    article: Article
    span: Span | None
    kept: Note | None = None
    submitted: Draft = Draft("")
    base: Draft = Draft("")
    sitting: str = field(default_factory=lambda: os.urandom(8).hex())
    theirs: Note | None = None
    remark: str = ""


def opened(article: Article, span: Span | None, note: Note | None = None) -> OpenNote:
    """A note as it is when its editor is opened."""
    draft = draft_of(note)
    return OpenNote(article, span, note, submitted=draft, base=draft)


@dataclass(frozen=True, slots=True)
class Kept:
    """What came of an attempt to keep a note.

    Attributes:
        note: The note.
        draft: What was to be kept.
        remark: Something to say about it; usually nothing.
        fault: Why it was not kept, in a sentence; empty when it was.
    """

    note: OpenNote
    draft: Draft
    remark: str = ""
    fault: str = ""


Listener = Callable[[Kept], None]


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
            listener: Told what came of each attempt, in the writing thread.
            named: From a marking as it is typed to the label of the scheme; raises ``UsageError``.
        """
        self._casebook = casebook
        self._clerk = clerk
        self._listener = listener
        self._named = named
        self._unkept: dict[str, str] = {}

    def keep(self, note: OpenNote, draft: Draft) -> Future[None]:
        """Put what was typed into an open note on the disk."""
        note.submitted = draft
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
            self._missed(note, draft, f"{error.message}. {error.hint}".strip())
        except Exception as error:  # noqa: BLE001  (whatever it is: these words must not be lost)
            self._missed(note, draft, f"a fault of the program ({type(error).__name__}: {error})")
        else:
            self._unkept.pop(note.sitting, None)
            self._listener(Kept(note, draft, remark or note.remark))

    def _missed(self, note: OpenNote, draft: Draft, why: str) -> None:
        self._unkept[note.sitting] = draft.text
        self._listener(Kept(note, draft, fault=f"NOT KEPT, your text is still here: {why}"))

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
            # On what the first one stands on, which may be an earlier version than the one that is read.
            evidence = self._casebook.evidence(kept.article)
            note.kept = self._casebook.add_note(
                Article(0, evidence.article, evidence.title, False, evidence.text, "", evidence.copies),
                text,
                Span(kept.anchor.start, kept.anchor.end) if kept.anchor else None,
                tags=kept.tags,
                grade=kept.grade,
                marking=kept.marking,
                sitting=note.sitting,
            )

    def _write_fields(self, note: OpenNote, draft: Draft) -> str:
        """Keep what was typed into the fields; returns what of it cannot be kept, in a sentence."""
        if note.kept is None:
            return ""
        id, sitting, remarks = note.kept.id, note.sitting, []
        tags, grade, marking = note.base.tags, note.base.grade, note.base.marking
        try:
            given, had = _tags(draft.tags), _tags(note.base.tags)
            if given != had:
                self._casebook.tag_notes(
                    [id], add=sorted(given - had), remove=sorted(had - given), sitting=sitting
                )
            tags = draft.tags
        except UsageError as error:
            remarks.append(f"{error.message}. {error.hint}")
        typed = draft.grade.strip()
        if typed and typed not in "123456":
            remarks.append(f'"{typed}" is no credibility: it is 1 to 6')
        else:
            if typed != note.base.grade.strip():
                self._casebook.grade_note(id, int(typed) if typed else None, sitting=sitting)
            grade = draft.grade
        try:
            label = self._named(draft.marking) if draft.marking.strip() else ""
            if draft.marking != note.base.marking:
                self._casebook.mark_note(id, label, sitting=sitting)
            marking = draft.marking
        except UsageError as error:
            remarks.append(f"{error.message}. {error.hint}")
        note.base = Draft(draft.text, tags, grade, marking)
        note.kept = self._casebook.note(id)
        return " ".join(remarks)


def _tags(typed: str) -> set[str]:
    """Tags as they are kept, from how they were typed.

    Raises:
        UsageError: One of them is none.
    """
    return set(named_tags(tag for tag in _BETWEEN_TAGS.split(typed) if tag))
