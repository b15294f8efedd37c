"""Reading a SQLite file where nothing can be written: a read-only disk, a full one, somebody else's folder.

With a write-ahead log SQLite makes files beside the one that it reads. Where it cannot, a file that nobody
has open is read as it lies. The module knows nothing of what is in it.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path

# What SQLite answers where it cannot make its files beside the one that it is to read.
_NOT_WRITABLE = (
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_PERM,
    sqlite3.SQLITE_READONLY,
)


def is_not_writable(error: sqlite3.Error) -> bool:
    """Whether SQLite failed because of what it cannot write, as far as it tells."""
    return (getattr(error, "sqlite_errorcode", 0) & 0xFF) in _NOT_WRITABLE


def at_rest(path: Path) -> str | None:
    """The address under which SQLite reads a file without writing a byte, in it or beside it.

    ``None`` where that would be wrong: it is not there, or a journal beside it holds what belongs into it.
    """
    try:
        if not path.is_file():
            return None
        for journal in ("-wal", "-journal"):
            beside = path.with_name(path.name + journal)
            if beside.is_file() and beside.stat().st_size:
                return None
    except OSError:  # it cannot be looked at, so it cannot be read: the first error says why
        return None
    return f"{path.absolute().as_uri()}?mode=ro&immutable=1"
