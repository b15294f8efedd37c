"""How the catalogue changes: files are noted, articles placed, origins marked and removed.

Every change that a search could notice gets the next change number. All of it happens inside
``transaction``.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

from index.catalog import decided
from index.catalog.database import row_id
from index.catalog.reading import FileState
from index.catalog.understood import Understood
from index.model import Decided, Published


@dataclass(frozen=True, slots=True)
class Incoming:
    """One article as it comes in: cleaned, named, and ready to be placed."""

    record: str
    id: str
    title: str
    title_derived: bool
    text: str
    source: str
    author: str
    published: Published | None
    url: str
    language: str
    raw_sha256: str


class Catalog(Understood):
    """``corpus.db``: asked and changed."""

    def keep_file(
        self, path: str, state: FileState, reader: str, reader_version: int, cleaner_version: int
    ) -> int:
        """Note what a file was when it was read (``state.id`` is not used); returns its id."""
        values = (
            state.size,
            state.mtime_ns,
            state.sha256,
            state.given,
            reader,
            reader_version,
            cleaner_version,
        )
        known = self.file(path)
        if known:
            self._db().execute(
                "UPDATE files SET size = ?, mtime_ns = ?, sha256 = ?, given = ?, reader = ?,"
                " reader_version = ?, cleaner_version = ? WHERE id = ?",
                (*values, known.id),
            )
            return known.id
        cursor = self._db().execute(
            "INSERT INTO files (size, mtime_ns, sha256, given, reader, reader_version, cleaner_version, path)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (*values, os.fsencode(path)),
        )
        return row_id(cursor)

    def touch_file(self, file: int, state: FileState) -> None:
        """Note that a file has other dates and still the same bytes."""
        self._db().execute(
            "UPDATE files SET size = ?, mtime_ns = ? WHERE id = ?", (state.size, state.mtime_ns, file)
        )

    def place(self, file: int, incoming: Incoming) -> Literal["new", "changed", "same"]:
        """Put one article and its copy into the catalogue, and say what that was."""
        from index.when import first_minute  # noqa: PLC0415  (whoever only reads need not load it)

        db = self._db()
        known = db.execute(
            "SELECT id, gone FROM origins WHERE file = ? AND record = ?", (file, incoming.record)
        ).fetchone()
        published = incoming.published
        metadata = (
            incoming.source,
            incoming.author,
            published.value if published else "",
            published.precision if published else "",
            incoming.url,
            incoming.language,
        )
        number = self._number(incoming)
        if known is None:
            cursor = db.execute("INSERT INTO origins (file, record) VALUES (?, ?)", (file, incoming.record))
            origin, previous = row_id(cursor), None
        else:
            origin = known[0]
            if known[1]:
                db.execute("UPDATE origins SET gone = 0 WHERE id = ?", (origin,))
            previous = db.execute(
                "SELECT c.id, c.article, coalesce(s.source, c.source), c.author,"
                " coalesce(s.published, c.published), coalesce(s.precision, c.precision), c.url,"
                " coalesce(s.language, c.language)"
                " FROM copies c LEFT JOIN stated_copies s ON s.copy = c.id"
                " WHERE c.origin = ? AND c.superseded IS NULL",
                (origin,),
            ).fetchone()
            if previous and previous[1:] == (number, *metadata):
                return "same"
        now = utc_now()
        if previous:
            db.execute("UPDATE copies SET superseded = ? WHERE id = ?", (now, previous[0]))
        db.execute(
            "INSERT INTO copies (origin, article, source, author, published, precision, url, language,"
            " minute, raw_sha256, added) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                origin,
                number,
                *metadata,
                first_minute(published) if published else None,
                incoming.raw_sha256,
                now,
            ),
        )
        self._settle({number, previous[1]} if previous else {number})
        return "changed" if previous else "new"

    def decide(self, decisions: Sequence[Decided]) -> int:
        """Let these be all decisions about articles; returns how many articles that changed."""
        numbers = decided.replace(self._db(), decisions)
        self._settle(numbers)
        return len(numbers)

    def mark_gone(self, origins: Sequence[int]) -> None:
        """Note that these origins were not found any more. Their articles stay."""
        self._db().executemany("UPDATE origins SET gone = 1 WHERE id = ?", ((o,) for o in origins))

    def remove(self, origins: Sequence[int]) -> None:
        """Take these origins out, and with them every article that no other origin ever said."""
        db = self._db()
        numbers: set[int] = set()
        for origin in origins:
            rows = db.execute("SELECT DISTINCT article FROM copies WHERE origin = ?", (origin,))
            numbers.update(number for (number,) in rows)
            marks = {"o": origin}
            db.execute(
                "UPDATE articles SET shown = NULL WHERE shown IN (SELECT id FROM copies WHERE origin = :o)",
                marks,
            )
            db.execute("DELETE FROM origins WHERE id = :o", marks)
        self._settle(numbers)
        for number in numbers:
            if not db.execute("SELECT 1 FROM copies WHERE article = ? LIMIT 1", (number,)).fetchone():
                db.execute("DELETE FROM articles WHERE number = ?", (number,))
                db.execute(
                    "INSERT INTO removed (number, change) VALUES (?, ?)", (number, self._next_change())
                )
        db.execute("DELETE FROM files WHERE id NOT IN (SELECT file FROM origins)")

    # -- inside ----------------------------------------------------------------------------------

    def _next_change(self) -> int:
        self._db().execute("UPDATE meta SET value = value + 1 WHERE key = 'change'")
        return self.last_change()

    def _number(self, incoming: Incoming) -> int:
        """Number of the article with this text; a new one when the text is new."""
        db = self._db()
        row = db.execute("SELECT number FROM articles WHERE id = ?", (incoming.id,)).fetchone()
        if row:
            return int(row[0])
        cursor = db.execute(
            # Its change, date and language come from _settle, once its copy is there.
            "INSERT INTO articles (id, change, language, title, title_derived, text)"
            " VALUES (?, 0, '', ?, ?, ?)",
            (incoming.id, incoming.title, incoming.title_derived, incoming.text),
        )
        return row_id(cursor)

    def _settle(self, numbers: set[int]) -> None:
        """Choose the copy that each of these articles shows, and number the change."""
        db = self._db()
        for number in numbers | decided.heirs(db, numbers):
            wanted = decided.settle(db, number)
            copies = db.execute(
                "SELECT id, minute, language FROM copies WHERE article = ? AND superseded IS NULL"
                " ORDER BY minute IS NULL, minute, id",
                (number,),
            ).fetchall()
            shown, minute = copies[0][:2] if copies and wanted else (None, None)
            language = next((copy[2] for copy in copies if copy[2]), "")
            db.execute(
                "UPDATE articles SET shown = ?, minute = ?, language = ?, change = ? WHERE number = ?",
                (shown, minute, language, self._next_change(), number),
            )


def utc_now() -> str:
    """The time in UTC, ISO 8601 to the second."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
