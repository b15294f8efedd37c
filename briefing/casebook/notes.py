"""The analyst's notes and the evidence that they stand on.

A note belongs to an article and usually to a passage of it. The first note on an article copies the
article's text and copies into the casebook, where they never change: a note shows its passage and its
source even when the article is gone from the corpus. Nothing here reads the corpus.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Self

from briefing.casebook.anchors import Anchor, make_anchor
from briefing.casebook.marks import Marks
from briefing.casebook.store import now, open_store
from briefing.errors import BriefingError, UsageError
from index.model import Article, Copy, Origin, Published, Span
from index.text import clean, clean_line

if TYPE_CHECKING:
    import sqlite3
    from pathlib import Path

    from briefing.workspace import Workspace

_ID_BYTES = 6
_CANDIDATES_NAMED = 10

_NOTE = 'SELECT id, article_id, body, exact, prefix, suffix, "start", "end", created, changed FROM notes'


@dataclass(frozen=True, slots=True)
class Note:
    """The analyst's words on an article.

    Attributes:
        id: 12 hex digits.
        article: Id of the article.
        body: The words, in Markdown, cleaned.
        anchor: The passage that it is about; ``None`` when it is about the whole article.
        created: ISO 8601 in UTC, to the second.
        changed: The same, of the last change.
    """

    id: str
    article: str
    body: str
    anchor: Anchor | None
    created: str
    changed: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """An article as it was when the first note was written on it.

    Attributes:
        article: Id of the article.
        title: Its title.
        text: Its text; anchors count in it.
        copies: Its copies at that time, the one shown first.
        taken: When it was copied: ISO 8601 in UTC, to the second.
    """

    article: str
    title: str
    text: str
    copies: tuple[Copy, ...]
    taken: str


class ChangedMeanwhileError(BriefingError):
    """A note has other words by now than those that were to be replaced."""


class Casebook(Marks):
    """What the analyst wrote in one workspace, read there and searched for."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def path(self) -> Path:
        """The file that it lies in."""
        return self._store.path

    def close(self) -> None:
        """Close the file. All that was written is on the disk already."""
        self._store.close()

    def add_note(self, article: Article, body: str, span: Span | None = None) -> Note:
        """Write a note on an article, or on a passage of it.

        Args:
            article: The article as it is now; the first note keeps a copy of it.
            body: The words; they are cleaned.
            span: The passage, in ``article.text``.

        Raises:
            UsageError: No words are left to keep.
            WorkspaceError: It could not be kept.
            ValueError: The span does not lie in the text.
        """
        import secrets  # noqa: PLC0415  (brings OpenSSL, and the reader opens before anybody writes)

        time = now()
        note = Note(
            id=secrets.token_hex(_ID_BYTES),
            article=article.id,
            body=_words(body),
            anchor=make_anchor(article.text, span) if span else None,
            created=time,
            changed=time,
        )
        with self._store.writing() as connection:
            _keep_evidence(connection, article, time)
            connection.execute(
                'INSERT INTO notes (id, article_id, body, exact, prefix, suffix, "start", "end", created,'
                " changed) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (note.id, note.article, note.body, *_columns(note.anchor), note.created, note.changed),
            )
        return note

    def change_note(self, id: str, body: str, *, was: str | None = None) -> Note:
        """Replace the words of a note. Its id may be shortened while unique.

        Args:
            id: The note.
            body: The new words; they are cleaned.
            was: The words that the new ones are to replace. Others that stand there by now stay.

        Raises:
            ChangedMeanwhileError: Other words than ``was`` stand there, or the note was deleted.
            BriefingError: No note, or more than one, has this id.
            UsageError: No words are left to keep.
            WorkspaceError: It could not be kept; the old words stand.
        """
        words = _words(body)
        with self._store.writing() as connection:
            if was is not None and not _says(connection, id, clean(was)):
                raise ChangedMeanwhileError(f"another reader changed note {clean_line(id)} in the meantime")
            known = _find(connection, id)
            connection.execute(
                "UPDATE notes SET body = ?, changed = ? WHERE id = ?", (words, now(), known.id)
            )
            return _find(connection, known.id)

    def delete_note(self, id: str) -> Note:
        """Put a note out of sight. Its id may be shortened while unique. ``restore_note`` brings it back.

        Raises:
            BriefingError: No note, or more than one, has this id.
            WorkspaceError: It could not be deleted.
        """
        with self._store.writing() as connection:
            known = _find(connection, id)
            connection.execute(
                "UPDATE notes SET deleted = (SELECT coalesce(max(deleted), 0) + 1 FROM notes) WHERE id = ?",
                (known.id,),
            )
            return known

    def restore_note(self) -> Note | None:
        """Bring back the note that was deleted last, as it was; ``None`` when none is deleted.

        Raises:
            WorkspaceError: It could not be brought back.
        """
        with self._store.writing() as connection:
            last = connection.execute(
                "SELECT id FROM notes WHERE deleted = (SELECT max(deleted) FROM notes)"
            ).fetchone()
            if last is None:
                return None
            connection.execute("UPDATE notes SET deleted = NULL WHERE id = ?", last)
            return _find(connection, last[0])

    def note(self, id: str) -> Note:
        """Return one note. Its id may be shortened while unique.

        Raises:
            BriefingError: No note, or more than one, has this id.
        """
        with self._store.reading() as connection:
            return _find(connection, id)

    def notes(self, article_id: str | None = None) -> list[Note]:
        """Return the notes of one article in the order of its text (those on the whole article first).

        Without an article: all notes, in the order in which they were written.
        """
        with self._store.reading() as connection:
            if article_id is None:
                rows = connection.execute(f"{_NOTE} WHERE deleted IS NULL ORDER BY number")
            else:
                rows = connection.execute(
                    f"{_NOTE} WHERE article_id = ? AND deleted IS NULL"
                    ' ORDER BY coalesce("start", -1), "end", number',
                    (article_id,),
                )
            return [_note(row) for row in rows]

    def noted(self) -> dict[str, int]:
        """Return the ids of all articles with notes, and how many notes each has."""
        with self._store.reading() as connection:
            return dict(
                connection.execute(
                    "SELECT article_id, count(*) FROM notes WHERE deleted IS NULL GROUP BY article_id"
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
        return Evidence(
            article=row[0],
            title=row[1],
            text=row[2],
            copies=tuple(_copy(each) for each in json.loads(row[3])),
            taken=row[4],
        )


def open_casebook(workspace: Workspace) -> Casebook:
    """Open the casebook of a workspace, which must exist; make the file when it is missing.

    Raises:
        WorkspaceError: It is damaged, not ours, newer than this program, or cannot be written.
    """
    return Casebook(open_store(workspace.casebook_path))


def _words(body: str) -> str:
    words = clean(body)
    if not words:
        raise UsageError("cannot keep an empty note", "Write what you want to remember.")
    return words


def _keep_evidence(connection: sqlite3.Connection, article: Article, time: str) -> None:
    known = connection.execute("SELECT 1 FROM evidence WHERE article_id = ?", (article.id,)).fetchone()
    if known is None:
        connection.execute(
            "INSERT INTO evidence (article_id, title, text, copies, taken) VALUES (?, ?, ?, ?, ?)",
            # Escaped to ASCII: a path may hold bytes that are not text, which only so can be kept exactly.
            (article.id, article.title, article.text, json.dumps([asdict(c) for c in article.copies]), time),
        )


def _columns(anchor: Anchor | None) -> tuple[str | int | None, ...]:
    if anchor is None:
        return (None,) * 5
    return anchor.exact, anchor.prefix, anchor.suffix, anchor.start, anchor.end


def _note(row: tuple[Any, ...]) -> Note:
    id, article, body, exact, prefix, suffix, start, end, created, changed = row
    anchor = None if exact is None else Anchor(exact, prefix, suffix, start, end)
    return Note(id, article, body, anchor, created, changed)


def _copy(record: dict[str, Any]) -> Copy:
    published = record["published"]
    return Copy(
        **{
            **record,
            "origin": Origin(**record["origin"]),
            "published": None if published is None else Published(**published),
        }
    )


def _says(connection: sqlite3.Connection, id: str, words: str) -> bool:
    """Whether the note with this full id is there and has these words."""
    return (
        connection.execute(
            "SELECT 1 FROM notes WHERE id = ? AND body = ? AND deleted IS NULL", (id, words)
        ).fetchone()
        is not None
    )


def _find(connection: sqlite3.Connection, id: str) -> Note:
    """Find the one note whose id starts like this."""
    start = clean_line(id).lower()
    rows = connection.execute(
        f"{_NOTE} WHERE substr(id, 1, length(?)) = ? AND deleted IS NULL ORDER BY id LIMIT ?",
        (start, start, _CANDIDATES_NAMED + 1),
    ).fetchall()
    if not start or not rows:
        raise BriefingError(f'there is no note "{start}"', "briefing note list shows all notes.")
    if len(rows) > 1:
        named = ", ".join(row[0] for row in rows[:_CANDIDATES_NAMED])
        more = " and others" if len(rows) > _CANDIDATES_NAMED else ""
        raise BriefingError(f'"{start}" fits more than one note: {named}{more}', "Type more of the id.")
    return _note(rows[0])
