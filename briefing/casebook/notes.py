"""The analyst's notes and the evidence that they stand on.

A note belongs to an article and usually to a passage of it. The first note on an article copies the
article's text and copies into the casebook, where they never change: a note shows its passage and its
source even when the article is gone from the corpus. Every change is a step that can be undone. Nothing
here reads the corpus.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Literal

from briefing.casebook.anchors import make_anchor
from briefing.casebook.links import links, names_note
from briefing.casebook.note import (
    BY_ARTICLE,
    NOTES,
    ChangedMeanwhileError,
    Evidence,
    Note,
    copies_read,
    find_note,
    named_tags,
    note_of,
    written,
)
from briefing.casebook.note_rows import change_of, fields_of, insert_note, keep_evidence
from briefing.casebook.steps import NOTE, Change, Fields, Steps, take
from briefing.casebook.store import folded, now
from briefing.errors import BriefingError, UsageError
from index.text import clean_line

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection, Sequence

    from index.model import Article, Span

_ID_BYTES = 6
_GRADES = range(1, 7)


class Notes(Steps):
    """The part of a casebook that keeps notes and evidence."""

    def add_note(
        self,
        article: Article,
        body: str,
        span: Span | None = None,
        *,
        tags: Sequence[str] = (),
        grade: int | None = None,
        marking: str = "",
        sitting: str = "",
    ) -> Note:
        """Write a note on an article, or on a passage of it.

        Args:
            article: The article as it is now; the first note keeps a copy of it.
            body: The words; what could drive a terminal is taken out.
            span: The passage, in ``article.text``.
            tags: Its tags, in any spelling.
            grade: Credibility of what the passage says, 1 to 6.
            marking: A label of the scheme.
            sitting: What belongs together with the same sitting is one step of the history.

        Raises:
            UsageError: No words are left to keep, or a tag or grade is none.
            WorkspaceError: It could not be kept.
            ValueError: The span does not lie in the text.
        """
        note = Note(
            # Not by secrets: that brings OpenSSL, which the first page does not need.
            id=os.urandom(_ID_BYTES).hex(),
            article=article.id,
            body=written(body),
            anchor=make_anchor(article.text, span) if span else None,
            created=(time := now()),
            changed=time,
            tags=named_tags(tags),
            grade=_checked(grade),
            marking=clean_line(marking),
        )
        evidence = Evidence(article.id, article.title, article.text, article.copies, time)
        with self._store.writing() as connection:
            keep_evidence(connection, evidence)
            take(connection, "note written", [insert_note(connection, note)], sitting)
            return find_note(connection, note.id)

    def change_note(self, id: str, body: str, *, version: int | None = None, sitting: str = "") -> Note:
        """Replace the words of a note. Its id may be shortened while unique.

        Args:
            id: The note.
            body: The new words; what could drive a terminal is taken out.
            version: The version of the words that the new ones are to replace; later ones stay.
            sitting: What belongs together with the same sitting is one step of the history.

        Raises:
            ChangedMeanwhileError: The words have another version by now and are others, or the note was
                deleted. The error holds both texts.
            BriefingError: No note, or more than one, has this id.
            UsageError: No words are left to keep.
            WorkspaceError: It could not be kept; the old words stand.
        """
        words = written(body)
        with self._store.writing() as connection:
            if version is not None and _is_deleted(connection, id):
                raise ChangedMeanwhileError(id, words, None)
            known = find_note(connection, id)
            if known.body == words:
                return known
            if version is not None and known.version != version:
                raise ChangedMeanwhileError(id, words, known)
            return _change(connection, known, "note changed", {"body": words}, sitting=sitting)

    def grade_note(self, id: str, grade: int | None, *, sitting: str = "") -> Note:
        """Say how credible it is what the passage of a note says, 1 to 6; ``None`` takes that back.

        Raises:
            BriefingError: No note, or more than one, has this id.
            UsageError: It is no grade.
            WorkspaceError: It could not be kept.
        """
        said = f"note graded {grade}" if grade else "grade of the note taken back"
        with self._store.writing() as connection:
            known = find_note(connection, id)
            return _change(connection, known, said, {"grade": _checked(grade)}, sitting=sitting)

    def mark_note(self, id: str, marking: str, *, sitting: str = "") -> Note:
        """Give a note a marking of its own; an empty one leaves it that of its article.

        Raises:
            BriefingError: No note, or more than one, has this id.
            WorkspaceError: It could not be kept.
        """
        label = clean_line(marking)
        said = f"note marked {label}" if label else "marking of the note taken back"
        with self._store.writing() as connection:
            known = find_note(connection, id)
            return _change(connection, known, said, {"marking": label or None}, sitting=sitting)

    def move_note(self, id: str, article: Article, span: Span) -> Note:
        """Let a note hold on to a place in a newer version of its article: a proposal is accepted.

        The newer version becomes evidence as well; the older one stays.

        Raises:
            BriefingError: No note, or more than one, has this id.
            WorkspaceError: It could not be kept.
            ValueError: The span does not lie in the text.
        """
        anchor = make_anchor(article.text, span)
        with self._store.writing() as connection:
            known = find_note(connection, id)
            keep_evidence(
                connection, Evidence(article.id, article.title, article.text, article.copies, now())
            )
            fields = {"article_id": article.id, **fields_of(anchor), "let_go": None}
            return _change(connection, known, "note moved to the new version", fields)

    def let_go(self, id: str, article_id: str) -> Note:
        """Say that a note has no place in this newer version of its article: a proposal is let go.

        Raises:
            BriefingError: No note, or more than one, has this id.
            WorkspaceError: It could not be kept.
        """
        with self._store.writing() as connection:
            known = find_note(connection, id)
            return _change(connection, known, "proposed place let go", {"let_go": article_id})

    def settle(self, theirs: Note, ours: Note, keep: Literal["theirs", "ours"]) -> Note:
        """Decide between two texts of one note, as one step: one note is left, in the place of the first.

        Args:
            theirs: The note as another reader left it.
            ours: The second note, which was made of our text.
            keep: Whose words the note is to have. With ours it takes over what else was given there: its
                tags beside those that it has, and its grade and marking where it has any.

        Raises:
            ChangedMeanwhileError: One of the two was changed or deleted since it was read; both are as
                they were.
            WorkspaceError: It could not be kept; both are as they were.
        """
        with self._store.writing() as connection:
            first, second = _as_read(connection, theirs), _as_read(connection, ours)
            changes = [Change(NOTE, second.id, {"deleted": False}, {"deleted": True})]
            if keep == "ours":
                fields = {
                    "body": second.body,
                    "tags": sorted({*first.tags, *second.tags}),
                    "grade": second.grade or first.grade,
                    "marking": second.marking or first.marking or None,
                }
                changes += filter(None, [change_of(first, fields)])
            said = "own text kept in place of another reader's" if keep == "ours" else "own text let go"
            take(connection, said, changes)
            return find_note(connection, first.id)

    def delete_note(self, id: str, *, version: int | None = None) -> Note:
        """Put a note out of sight. Its id may be shortened while unique. ``restore_note`` brings it back.

        Args:
            id: The note.
            version: The version of the words that are meant to go; later ones stay.

        Raises:
            ChangedMeanwhileError: The words have another version by now.
            BriefingError: No note, or more than one, has this id.
            WorkspaceError: It could not be deleted.
        """
        with self._store.writing() as connection:
            known = find_note(connection, id)
            if version is not None and known.version != version:
                raise ChangedMeanwhileError(known.id, "", known)
            take(connection, "note deleted", [Change(NOTE, known.id, {"deleted": False}, {"deleted": True})])
            return known

    def restore_note(self, id: str) -> Note:
        """Bring back a deleted note as it was. Its id may be shortened while unique.

        Raises:
            BriefingError: No deleted note, or more than one, has this id.
            WorkspaceError: It could not be brought back.
        """
        with self._store.writing() as connection:
            known = find_note(connection, id, deleted=True)
            take(
                connection,
                "note brought back",
                [Change(NOTE, known.id, {"deleted": True}, {"deleted": False})],
            )
            return find_note(connection, known.id)

    def note(self, id: str) -> Note:
        """Return one note. Its id may be shortened while unique.

        Raises:
            BriefingError: No note, or more than one, has this id.
        """
        with self._store.reading() as connection:
            return find_note(connection, id)

    def notes(self, article_id: str | None = None) -> list[Note]:
        """Return the notes of one article in the order of its text (those on the whole article first).

        Without an article: all notes, in the order in which they were written.
        """
        with self._store.reading() as connection:
            if article_id is None:
                rows = connection.execute(f"{NOTES} WHERE deleted IS NULL ORDER BY number")
            else:
                rows = connection.execute(
                    f"{NOTES} {BY_ARTICLE} WHERE article_id = ? AND deleted IS NULL"
                    ' ORDER BY coalesce("start", -1), "end", number',
                    (article_id,),
                )
            return [note_of(row) for row in rows]

    def deleted_notes(self) -> list[Note]:
        """Return the notes that were deleted, the last first."""
        with self._store.reading() as connection:
            rows = connection.execute(f"{NOTES} WHERE deleted IS NOT NULL ORDER BY deleted DESC")
            return [note_of(row) for row in rows]

    def notes_saying(self, words: str) -> frozenset[str]:
        """Return the ids of the notes in which these words stand side by side; the last may be cut off."""
        sought = folded(words).rstrip()
        if not sought:
            return frozenset()
        with self._store.reading() as connection:
            rows = connection.execute(
                "SELECT id FROM notes WHERE deleted IS NULL AND instr(words, ?)", (sought,)
            )
            return frozenset(id for (id,) in rows)

    def articles_saying(self, words: str) -> list[str]:
        """Return the ids of the articles with a note that ``notes_saying`` would find."""
        sought = folded(words).rstrip()
        if not sought:
            return []
        with self._store.reading() as connection:
            rows = connection.execute(
                "SELECT DISTINCT article_id FROM notes WHERE deleted IS NULL AND instr(words, ?)", (sought,)
            )
            return [article for (article,) in rows]

    def backlinks(self, id: str) -> list[Note]:
        """Return the notes that link to the note with this full id, in the order of their writing."""
        return [note for note in self._linking() if any(names_note(link, id) for link in links(note.body))]

    def linked(self, ids: Collection[str]) -> dict[str, int]:
        """How many notes link to each of these notes, by full id. One pass over the notes with links."""
        counts = dict.fromkeys(ids, 0)
        for note in self._linking() if counts else ():
            targets = [link for link in links(note.body) if link.may_be_a_note]
            for id in {id for link in targets for id in counts if names_note(link, id)}:
                counts[id] += 1
        return counts

    def noted(self) -> dict[str, int]:
        """Return the ids of all articles with notes, and how many notes each has."""
        with self._store.reading() as connection:
            return dict(
                connection.execute(
                    f"SELECT article_id, count(*) FROM notes {BY_ARTICLE} WHERE deleted IS NULL"
                    " GROUP BY article_id"
                )
            )

    def titles(self) -> dict[str, str]:
        """Return the ids of all articles that evidence is kept of, and their titles."""
        with self._store.reading() as connection:
            return dict(connection.execute("SELECT article_id, title FROM evidence"))

    def evidence(self, article_id: str) -> Evidence:
        """Return the article as it was when the first note was written on it.

        Raises:
            BriefingError: Nothing was ever noted on it.
        """
        with self._store.reading() as connection:
            row = connection.execute(
                "SELECT article_id, title, text, copies, taken FROM evidence WHERE article_id = ?",
                (article_id,),
            ).fetchone()
        if row is None:
            raise BriefingError(
                f"there is no evidence of article {clean_line(article_id)}: no note was written on it"
            )
        return Evidence(article=row[0], title=row[1], text=row[2], copies=copies_read(row[3]), taken=row[4])

    def _linking(self) -> list[Note]:
        with self._store.reading() as connection:
            rows = connection.execute(f"{NOTES} WHERE deleted IS NULL AND instr(body, '[[') ORDER BY number")
            return [note_of(row) for row in rows]


def _change(
    connection: sqlite3.Connection, note: Note, said: str, fields: Fields, *, sitting: str = ""
) -> Note:
    change = change_of(note, fields)
    if change is not None:
        take(connection, said, [change], sitting)
    return find_note(connection, note.id)


def _as_read(connection: sqlite3.Connection, note: Note) -> Note:
    """A note that still has the words with which it was read.

    Raises:
        ChangedMeanwhileError: It has others, or was deleted.
    """
    known = None if _is_deleted(connection, note.id) else find_note(connection, note.id)
    if known is None or known.version != note.version:
        raise ChangedMeanwhileError(note.id, note.body, known, "Nothing was settled: read both again.")
    return known


def _checked(grade: int | None) -> int | None:
    if grade is not None and grade not in _GRADES:
        raise UsageError(
            f"cannot use {grade} as a credibility", "It is a number from 1 (confirmed) to 6 (not judged)."
        )
    return grade


def _is_deleted(connection: sqlite3.Connection, id: str) -> bool:
    """Whether the note with this full id was deleted."""
    return (
        connection.execute("SELECT 1 FROM notes WHERE id = ? AND deleted IS NOT NULL", (id,)).fetchone()
        is not None
    )
