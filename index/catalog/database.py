"""The file ``corpus.db``: its tables, its connections, its transactions, and what SQLite says of it."""

from __future__ import annotations

import sqlite3
import threading
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from index.at_rest import at_rest, is_not_writable
from index.errors import WorkspaceError

CATALOG_VERSION = 4

_APPLICATION_ID = 0x42726631  # "Brf1"
_BUSY_MS = 10_000

_FIRST = """
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
CREATE INDEX articles_shown ON articles (shown);
CREATE INDEX articles_current ON articles (minute) WHERE shown IS NOT NULL;
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

# What was decided in place of what files say, and what they said: decided.py.
_SECOND = """
CREATE TABLE decided (
    article TEXT NOT NULL,
    field TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (article, field)
);
CREATE TABLE stated_copies (
    copy INTEGER PRIMARY KEY REFERENCES copies (id) ON DELETE CASCADE,
    source TEXT NOT NULL,
    published TEXT NOT NULL,
    precision TEXT NOT NULL,
    minute INTEGER,
    language TEXT NOT NULL
);
CREATE TABLE stated_titles (
    article INTEGER PRIMARY KEY REFERENCES articles (number) ON DELETE CASCADE,
    title TEXT NOT NULL,
    title_derived INTEGER NOT NULL
);
"""

# What articles name, as it was recognised, and what was decided about it: understood.py.
_THIRD = """
CREATE TABLE names (
    id INTEGER PRIMARY KEY,
    family TEXT NOT NULL,
    text TEXT NOT NULL,
    spelling INTEGER,
    entity INTEGER,
    UNIQUE (family, text)
);
CREATE INDEX names_unread ON names (id) WHERE spelling IS NULL;
CREATE INDEX names_spelling ON names (spelling);
CREATE TABLE name_keys (
    key TEXT NOT NULL,
    name INTEGER NOT NULL REFERENCES names (id),
    PRIMARY KEY (key, name)
) WITHOUT ROWID;
CREATE TABLE forms (
    id INTEGER PRIMARY KEY,
    text TEXT NOT NULL UNIQUE
);
CREATE TABLE layers (
    article INTEGER PRIMARY KEY REFERENCES articles (number) ON DELETE CASCADE,
    version TEXT NOT NULL,
    published TEXT NOT NULL,
    language TEXT NOT NULL,
    stamp INTEGER NOT NULL,
    fault TEXT NOT NULL,
    named BLOB NOT NULL,
    said BLOB NOT NULL,
    body BLOB NOT NULL
);
CREATE INDEX layers_stamp ON layers (stamp);
CREATE TABLE ruled (
    ruling TEXT NOT NULL,
    subject TEXT NOT NULL,
    value TEXT NOT NULL,
    place INTEGER NOT NULL,
    PRIMARY KEY (ruling, subject)
);
INSERT INTO meta VALUES ('stamp', 0), ('naming', 0), ('ruling', 0);
"""

# Other spellings of names for searches, made with the ties: whether these are of all names, and each key.
_FOURTH = """
CREATE TABLE spellings (
    key TEXT PRIMARY KEY,
    others TEXT NOT NULL
) WITHOUT ROWID;
INSERT INTO meta VALUES ('tied', 0);
"""


class Database:
    """The open file. Each thread that uses it gets a connection of its own."""

    def __init__(self, path: Path) -> None:
        """Open the catalogue at ``path`` and make it when it is missing.

        One that nobody has open is read also where nothing can be written; changing it is then an error.

        Raises:
            WorkspaceError: It cannot be opened, is damaged, or was made by a newer version.
        """
        self.path = path
        self._local = threading.local()
        self._connections: list[sqlite3.Connection] = []
        self._lock = threading.Lock()
        self._address = str(path)
        with workspace_errors(path):
            try:
                self._prepare()
            except sqlite3.OperationalError as error:
                address = at_rest(path)
                if address is None or not is_not_writable(error):
                    raise
                self.close()
                self._address = address
                self._prepare()

    def interrupt(self) -> None:
        """Break off what SQLite is doing in any thread; it says so there as an error."""
        with self._lock:
            for connection in self._connections:
                connection.interrupt()

    def close(self) -> None:
        """Close the connections of all threads, none of which may be in use."""
        with self._lock:
            for connection in self._connections:
                connection.close()
            self._connections.clear()
        self._local = threading.local()

    @contextmanager
    def transaction(self, patience: float | None = None) -> Iterator[None]:
        """All or nothing, and one writer at a time across processes.

        Args:
            patience: Seconds to wait for another writer, where that is not to be long.
        """
        db = self._db()
        with workspace_errors(self.path):
            if patience is not None:
                db.execute(f"PRAGMA busy_timeout = {round(patience * 1000)}")
            try:
                db.execute("BEGIN IMMEDIATE")
            finally:
                db.execute(f"PRAGMA busy_timeout = {_BUSY_MS}")
        try:
            yield
            with workspace_errors(self.path):
                db.execute("COMMIT")
        except BaseException:
            # A full disk makes SQLite roll back by itself.
            if db.in_transaction:
                db.execute("ROLLBACK")
            raise

    def _db(self) -> sqlite3.Connection:
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            # Every thread uses its own; only close() touches those of the others.
            connection = sqlite3.connect(
                self._address,
                uri=self._address != str(self.path),
                timeout=_BUSY_MS / 1000,
                isolation_level=None,
                check_same_thread=False,
            )
            connection.execute("PRAGMA foreign_keys = ON")
            connection.execute("PRAGMA synchronous = FULL")
            self._local.connection = connection
            with self._lock:
                self._connections.append(connection)
        return connection

    def _prepare(self) -> None:
        db = self._db()
        # In one transaction: another process may be making the file between two looks.
        db.execute("BEGIN")
        (application,) = db.execute("PRAGMA application_id").fetchone()
        (version,) = db.execute("PRAGMA user_version").fetchone()
        (tables,) = db.execute("SELECT count(*) FROM sqlite_master").fetchone()
        db.execute("COMMIT")
        if application != _APPLICATION_ID and (application or version or tables):
            raise WorkspaceError(
                f"cannot use {self.path}: it is a database, but not a corpus of briefing",
                "Choose another workspace with --workspace. Nothing was changed.",
            )
        if version > CATALOG_VERSION:
            raise WorkspaceError(
                f"{self.path} was made by a newer version of briefing",
                "Open it with that version. Nothing was changed.",
            )
        if version == CATALOG_VERSION:
            return
        # Where shared memory is refused, as on network file systems, or another process is doing the
        # same, the old journal stays: slower and as safe.
        with suppress(sqlite3.OperationalError):
            db.execute("PRAGMA journal_mode = WAL")
        with self.transaction():
            (version,) = db.execute("PRAGMA user_version").fetchone()
            for layout in (_FIRST, _SECOND, _THIRD, _FOURTH)[version:]:
                for statement in layout.split(";\n"):
                    db.execute(statement)
            if version == 0:
                db.execute("INSERT INTO meta VALUES ('change', 0), ('uid', ?)", (uuid.uuid4().hex,))
            db.execute(f"PRAGMA application_id = {_APPLICATION_ID}")
            db.execute(f"PRAGMA user_version = {CATALOG_VERSION}")

    def _meta(self, key: str) -> Any:
        return self._db().execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()[0]


def row_id(cursor: sqlite3.Cursor) -> int:
    """The row id of the insert that was just made."""
    if cursor.lastrowid is None:
        raise AssertionError("an INSERT always has a row id")
    return cursor.lastrowid


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
