"""The truth about the corpus, in SQLite: articles, their copies, and where each was found.

Every change that a search could notice gets the next change number, so that the full text index,
which cannot commit together with this file, can tell what it has not seen yet. Text that comes in
here was cleaned before; paths are kept as the bytes that the file system gave. This module decides
nothing about files or words: ``ingest`` and ``fulltext`` do.
"""

from __future__ import annotations

import json
import os
import sqlite3
import threading
import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from index.errors import AmbiguousError, NotFoundError, WorkspaceError
from index.model import Article, Change, Copy, Origin, Published, Searchable
from index.page import NO_DATE, NO_SOURCE, Status
from index.when import first_minute

CATALOG_VERSION = 1

_APPLICATION_ID = 0x42726631  # "Brf1"
_BUSY_MS = 10_000

_SCHEMA = """
CREATE TABLE meta (
    key TEXT PRIMARY KEY,
    value NOT NULL
);
CREATE TABLE files (
    id INTEGER PRIMARY KEY,
    path BLOB NOT NULL UNIQUE,
    size INTEGER NOT NULL,
    mtime_ns INTEGER NOT NULL,
    sha256 TEXT NOT NULL,
    given TEXT NOT NULL,
    reader TEXT NOT NULL,
    reader_version INTEGER NOT NULL,
    cleaner_version INTEGER NOT NULL
);
CREATE TABLE articles (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    change INTEGER NOT NULL,
    shown INTEGER REFERENCES copies (id),
    minute INTEGER,
    language TEXT NOT NULL,
    title TEXT NOT NULL,
    title_derived INTEGER NOT NULL CHECK (title_derived IN (0, 1)),
    text TEXT NOT NULL
);
CREATE INDEX articles_change ON articles (change);
CREATE INDEX articles_minute ON articles (minute);
CREATE TABLE origins (
    id INTEGER PRIMARY KEY,
    file INTEGER NOT NULL REFERENCES files (id),
    record TEXT NOT NULL,
    gone INTEGER NOT NULL DEFAULT 0 CHECK (gone IN (0, 1)),
    UNIQUE (file, record)
);
CREATE TABLE copies (
    id INTEGER PRIMARY KEY,
    origin INTEGER NOT NULL REFERENCES origins (id) ON DELETE CASCADE,
    article INTEGER NOT NULL REFERENCES articles (number),
    source TEXT NOT NULL,
    author TEXT NOT NULL,
    published TEXT NOT NULL,
    precision TEXT NOT NULL,
    minute INTEGER,
    url TEXT NOT NULL,
    language TEXT NOT NULL,
    raw_sha256 TEXT NOT NULL,
    added TEXT NOT NULL,
    superseded TEXT
);
CREATE INDEX copies_article ON copies (article);
CREATE INDEX copies_origin ON copies (origin);
CREATE TABLE removed (
    number INTEGER PRIMARY KEY,
    change INTEGER NOT NULL
);
"""

_COPY_COLUMNS = (
    "c.source, c.author, c.published, c.precision, c.url, c.language, c.raw_sha256, c.added, "
    "f.path, o.record, o.gone"
)


@dataclass(frozen=True, slots=True)
class FileState:
    """What is known of a file since it was last read: enough to tell whether to read it again."""

    id: int
    size: int
    mtime_ns: int
    sha256: str
    given: str


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


@dataclass(frozen=True, slots=True)
class Summary:
    """One line about an article, for lists of results."""

    number: int
    id: str
    title: str
    language: str
    source: str
    published: Published | None
    copies: int
    text: str


class Catalog:
    """``corpus.db``. Each thread that uses it gets a connection of its own."""

    def __init__(self, path: Path) -> None:
        """Open the catalogue at ``path`` and make it when it is missing.

        Raises:
            WorkspaceError: It cannot be opened, is damaged, or was made by a newer version.
        """
        self.path = path
        self._local = threading.local()
        self._connections: list[sqlite3.Connection] = []
        self._lock = threading.Lock()
        with workspace_errors(path):
            self._prepare()

    def close(self) -> None:
        """Close the connections of all threads."""
        with self._lock:
            for connection in self._connections:
                connection.close()
            self._connections.clear()
        self._local = threading.local()

    # -- writing ---------------------------------------------------------------------------------

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing, and one writer at a time across processes."""
        db = self._db()
        with workspace_errors(self.path):
            db.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            db.execute("ROLLBACK")
            raise
        with workspace_errors(self.path):
            db.execute("COMMIT")

    def file(self, path: str) -> FileState | None:
        """What is known of the file at ``path``."""
        row = (
            self._db()
            .execute(
                "SELECT id, size, mtime_ns, sha256, given FROM files WHERE path = ?", (os.fsencode(path),)
            )
            .fetchone()
        )
        return FileState(*row) if row else None

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
        return _row_id(cursor)

    def touch_file(self, file: int, state: FileState) -> None:
        """Note that a file has other dates and still the same bytes."""
        self._db().execute(
            "UPDATE files SET size = ?, mtime_ns = ? WHERE id = ?", (state.size, state.mtime_ns, file)
        )

    def place(self, file: int, incoming: Incoming) -> Literal["new", "changed", "same"]:
        """Put one article and its copy into the catalogue, and say what that was."""
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
            origin, previous = _row_id(cursor), None
        else:
            origin = known[0]
            if known[1]:
                db.execute("UPDATE origins SET gone = 0 WHERE id = ?", (origin,))
            previous = db.execute(
                "SELECT id, article, source, author, published, precision, url, language FROM copies"
                " WHERE origin = ? AND superseded IS NULL",
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

    # -- reading ---------------------------------------------------------------------------------

    def files_under(self, folder: str) -> Iterator[tuple[int, str]]:
        """Id and path of every known file at or below ``folder``, an absolute path."""
        start = os.fsencode(folder.rstrip(os.sep))
        rows = self._db().execute(
            "SELECT id, path FROM files WHERE path = ? OR (path > ? AND path < ?)",
            (start, start + b"/", start + b"0"),
        )
        for number, path in rows:
            yield number, os.fsdecode(path)

    def origins(self, file: int) -> list[tuple[int, str, bool]]:
        """Id, record key and whether it is gone, of every origin in a file."""
        rows = self._db().execute("SELECT id, record, gone FROM origins WHERE file = ? ORDER BY id", (file,))
        return [(origin, record, bool(gone)) for origin, record, gone in rows]

    def article(self, id: str) -> Article:
        """The article with this id, which may be shortened while it fits only one.

        Raises:
            NotFoundError: None has it.
            AmbiguousError: Several have it.
        """
        db = self._db()
        low = id.strip().lower()
        rows = db.execute(
            "SELECT number, id, title, title_derived, text, language, shown FROM articles"
            " WHERE id >= ? AND id < ? ORDER BY id LIMIT 11",
            (low, low + "g"),
        ).fetchall()
        if not rows or not low:
            raise NotFoundError(f'no article has the id "{id}"', "briefing search shows the ids.")
        if len(rows) > 1:
            candidates = tuple(row[1] for row in rows[:10])
            raise AmbiguousError(
                f'the id "{id}" fits several articles',
                f"Write more of it: {', '.join(candidates)}.",
                candidates,
            )
        number, full, title, derived, text, language, shown = rows[0]
        return Article(number, full, title, bool(derived), text, language, self._copies(number, shown))

    def summaries(self, numbers: Sequence[int]) -> list[Summary]:
        """The articles with these numbers, in this order; one that is gone by now is left out."""
        rows = self._db().execute(
            "SELECT a.number, a.id, a.title, a.language, c.source, c.published, c.precision, a.text,"
            " (SELECT count(*) FROM copies k WHERE k.article = a.number AND k.superseded IS NULL)"
            " FROM articles a JOIN copies c ON c.id = a.shown"
            " WHERE a.number IN (SELECT value FROM json_each(?))",
            (json.dumps(list(numbers)),),
        )
        found = {
            row[0]: Summary(
                row[0], row[1], row[2], row[3], row[4], _published(row[5], row[6]), row[8], row[7]
            )
            for row in rows
        }
        return [found[number] for number in numbers if number in found]

    def numbers(self, ids: Sequence[str]) -> list[int]:
        """The numbers of the articles with these full ids; those that are not here are left out."""
        rows = self._db().execute(
            "SELECT number FROM articles WHERE id IN (SELECT value FROM json_each(?))",
            (json.dumps(list(ids)),),
        )
        return [number for (number,) in rows]

    def everything(self, *, newest_first: bool) -> list[int]:
        """All current articles by date, as in ``ordered``."""
        direction = "DESC" if newest_first else "ASC"
        rows = self._db().execute(
            "SELECT number FROM articles WHERE shown IS NOT NULL"
            f" ORDER BY minute IS NULL, minute {direction}, number {direction}"
        )
        return [number for (number,) in rows]

    def ordered(self, numbers: Sequence[int], *, newest_first: bool) -> list[int]:
        """These articles by date, undated ones last; equal dates in order of coming in."""
        direction = "DESC" if newest_first else "ASC"
        rows = self._db().execute(
            "SELECT number FROM articles WHERE number IN (SELECT value FROM json_each(?))"
            f" ORDER BY minute IS NULL, minute {direction}, number {direction}",
            (json.dumps(list(numbers)),),
        )
        return [number for (number,) in rows]

    def facets(self, numbers: Sequence[int]) -> dict[str, dict[str, int]]:
        """How many of these articles each outlet and each month has. Any copy counts for its outlet."""
        db = self._db()
        chosen = (json.dumps(list(numbers)),)
        sources = db.execute(
            "SELECT source, count(DISTINCT article) FROM copies WHERE superseded IS NULL"
            " AND article IN (SELECT value FROM json_each(?)) GROUP BY source ORDER BY 2 DESC, 1",
            chosen,
        )
        months = db.execute(
            "SELECT substr(c.published, 1, 7), count(*) FROM articles a JOIN copies c ON c.id = a.shown"
            " WHERE a.number IN (SELECT value FROM json_each(?)) GROUP BY 1 ORDER BY c.published = '', 1",
            chosen,
        )
        return {
            "source": {name or NO_SOURCE: count for name, count in sources},
            "time": {month or NO_DATE: count for month, count in months},
        }

    def changes(self, after: int, limit: int) -> list[Change]:
        """The changes after number ``after``, oldest first, at most ``limit`` articles of them."""
        db = self._db()
        rows = db.execute(
            "SELECT change, number, shown, language, title, text FROM articles WHERE change > ?"
            " UNION ALL SELECT change, number, NULL, '', '', '' FROM removed WHERE change > ?"
            " ORDER BY 1 LIMIT ?",
            (after, after, limit),
        ).fetchall()
        found: list[Change] = []
        for change, number, shown, language, title, text in rows:
            searchable = None
            if shown is not None:
                copies = self._copies(number, shown)
                searchable = Searchable(
                    title,
                    text,
                    tuple(dict.fromkeys(c.source for c in copies if c.source)),
                    tuple(dict.fromkeys(c.author for c in copies if c.author)),
                    language,
                    copies[0].published,
                )
            found.append(Change(change, number, searchable))
        return found

    def pending(self, after: int) -> int:
        """How many articles have changed after change number ``after``."""
        (count,) = (
            self._db()
            .execute(
                "SELECT (SELECT count(*) FROM articles WHERE change > ?)"
                " + (SELECT count(*) FROM removed WHERE change > ?)",
                (after, after),
            )
            .fetchone()
        )
        return int(count)

    def last_change(self) -> int:
        """Number of the latest change."""
        return int(self._meta("change"))

    def uid(self) -> str:
        """What this catalogue is called by its index, so that neither takes a stranger for its own."""
        return str(self._meta("uid"))

    def status(
        self, *, pending: int, fulltext_bytes: int, fulltext_version: int, cleaner_version: int
    ) -> Status:
        """The figures of the catalogue, with those of the index that the caller knows."""
        db = self._db()

        def one(sql: str) -> int:
            return int(db.execute(sql).fetchone()[0])

        first, last = db.execute(
            "SELECT min(c.published), max(c.published) FROM articles a JOIN copies c ON c.id = a.shown"
            " WHERE c.published <> ''"
        ).fetchone()
        return Status(
            articles=one("SELECT count(*) FROM articles WHERE shown IS NOT NULL"),
            versions=one("SELECT count(*) FROM articles WHERE shown IS NULL"),
            copies=one("SELECT count(*) FROM copies WHERE superseded IS NULL"),
            sources=one(
                "SELECT count(DISTINCT source) FROM copies WHERE superseded IS NULL AND source <> ''"
            ),
            files=one("SELECT count(*) FROM files"),
            gone=one("SELECT count(*) FROM origins WHERE gone"),
            pending=pending,
            corpus_bytes=sum(p.stat().st_size for p in self.path.parent.glob(self.path.name + "*")),
            fulltext_bytes=fulltext_bytes,
            first=(first or "")[:10],
            last=(last or "")[:10],
            catalog_version=CATALOG_VERSION,
            fulltext_version=fulltext_version,
            cleaner_version=cleaner_version,
        )

    # -- inside ----------------------------------------------------------------------------------

    def _db(self) -> sqlite3.Connection:
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            # Every thread uses its own; only close() touches those of the others.
            connection = sqlite3.connect(
                self.path, timeout=_BUSY_MS / 1000, isolation_level=None, check_same_thread=False
            )
            connection.execute("PRAGMA foreign_keys = ON")
            connection.execute("PRAGMA synchronous = FULL")
            self._local.connection = connection
            with self._lock:
                self._connections.append(connection)
        return connection

    def _prepare(self) -> None:
        db = self._db()
        (version,) = db.execute("PRAGMA user_version").fetchone()
        if version > CATALOG_VERSION:
            raise WorkspaceError(
                f"{self.path} was made by a newer version of briefing",
                "Open it with that version. Nothing was changed.",
            )
        if version == CATALOG_VERSION:
            return
        # Network file systems refuse shared memory and with it WAL; SQLite then keeps its old mode.
        db.execute("PRAGMA journal_mode = WAL")
        with self.transaction():
            if db.execute("PRAGMA user_version").fetchone()[0] == CATALOG_VERSION:
                return
            for statement in _SCHEMA.split(";\n"):
                db.execute(statement)
            db.execute("INSERT INTO meta VALUES ('change', 0), ('uid', ?)", (uuid.uuid4().hex,))
            db.execute(f"PRAGMA application_id = {_APPLICATION_ID}")
            db.execute(f"PRAGMA user_version = {CATALOG_VERSION}")

    def _meta(self, key: str) -> object:
        return self._db().execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()[0]

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
            "INSERT INTO articles (id, change, language, title, title_derived, text) VALUES (?, 0, '', ?, ?, ?)",
            (incoming.id, incoming.title, incoming.title_derived, incoming.text),
        )
        return _row_id(cursor)

    def _settle(self, numbers: set[int]) -> None:
        """Choose the copy that each of these articles shows, and number the change."""
        db = self._db()
        for number in numbers:
            copies = db.execute(
                "SELECT id, minute, language FROM copies WHERE article = ? AND superseded IS NULL"
                " ORDER BY minute IS NULL, minute, id",
                (number,),
            ).fetchall()
            shown, minute = copies[0][:2] if copies else (None, None)
            language = next((copy[2] for copy in copies if copy[2]), "")
            db.execute(
                "UPDATE articles SET shown = ?, minute = ?, language = ?, change = ? WHERE number = ?",
                (shown, minute, language, self._next_change(), number),
            )

    def _copies(self, number: int, shown: int | None) -> tuple[Copy, ...]:
        """Current copies, the shown one first; of a replaced article the copies that it had."""
        rows = self._db().execute(
            f"SELECT {_COPY_COLUMNS} FROM copies c JOIN origins o ON o.id = c.origin"
            " JOIN files f ON f.id = o.file WHERE c.article = ? AND (c.superseded IS NULL OR ? IS NULL)"
            " ORDER BY c.minute IS NULL, c.minute, c.id",
            (number, shown),
        )
        return tuple(
            Copy(
                source=row[0],
                author=row[1],
                published=_published(row[2], row[3]),
                url=row[4],
                language=row[5],
                raw_sha256=row[6],
                added=row[7],
                origin=Origin(os.fsdecode(row[8]), row[9], bool(row[10])),
            )
            for row in rows
        )


@contextmanager
def workspace_errors(path: Path) -> Iterator[None]:
    """Turn what SQLite says about a file into a sentence about it."""
    try:
        yield
    except sqlite3.Error as error:
        words = str(error)
        if "locked" in words or "busy" in words:
            hint = "Another briefing is writing there. Wait until it is done, then try again."
        elif "full" in words:
            hint = "Free some space, then try again. What was kept before is still there."
        elif "malformed" in words or "not a database" in words:
            hint = (
                "It is damaged. Move it aside and add the articles again; notes are in another file"
                " and are not touched."
            )
        else:
            hint = "Check that the folder can be read and written."
        raise WorkspaceError(f"cannot use {path}: {words}", hint) from error


def utc_now() -> str:
    """The time in UTC, ISO 8601 to the second."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _published(value: str, precision: str) -> Published | None:
    return Published(value, precision) if value else None  # type: ignore[arg-type]


def _row_id(cursor: sqlite3.Cursor) -> int:
    """The row id of the insert that was just made."""
    if cursor.lastrowid is None:
        raise AssertionError("an INSERT always has a row id")
    return cursor.lastrowid
