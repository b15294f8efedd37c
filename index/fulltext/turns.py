"""Who may write to an index and when, and what its faults are called.

Processes that write, or put another index in the place of one, take turns by a lock beside its folder; those
that search never wait for it.
"""

from __future__ import annotations

import errno
import fcntl
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from index.errors import BusyError, CorpusError, SearchStoppedError, WorkspaceError

#: Seconds to wait for another process that is writing to the same index.
PATIENCE = 60.0

_LOOK_AGAIN = 0.05

_FAULTS_OF_THE_DISK = {
    errno.ENOSPC,
    errno.EDQUOT,
    errno.EROFS,
    errno.EACCES,
    errno.EPERM,
    errno.EFBIG,
    errno.EMFILE,
    errno.ENFILE,
}


class IndexDamagedError(Exception):
    """Reading the index failed in a way that only its own files can explain."""


@contextmanager
def turn(
    folder: Path, patience: float = PATIENCE, stop: Callable[[], bool] = lambda: False
) -> Iterator[None]:
    """Keep other processes, and other threads, from writing to the index or replacing it.

    Raises:
        WorkspaceError: Another one did not finish in time or before ``stop``, or the disk does not take the
            lock.
    """
    until = time.monotonic() + patience
    try:
        lock = folder.with_name(f"{folder.name}.lock").open("a")
    except OSError as error:
        raise not_written(error) from error
    with lock:
        while True:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError as error:
                if stop() or time.monotonic() > until:
                    raise BusyError(
                        f"cannot write to {folder}: another briefing is writing there",
                        "The articles are kept. The next start makes them searchable.",
                    ) from error
                time.sleep(_LOOK_AGAIN)
        yield  # closing the file gives the lock back


def not_written(error: OSError) -> WorkspaceError:
    """What the disk says of writing, as a sentence."""
    return WorkspaceError(
        f"cannot write the search index: {(error.strerror or str(error)).lower()}",
        "The articles and notes are kept. The next start makes the rest searchable.",
    )


@contextmanager
def reading() -> Iterator[None]:
    """Whatever a damaged file makes Whoosh raise becomes ``IndexDamagedError``.

    Raises:
        WorkspaceError: The disk or the rights are at fault, not the index.
    """
    try:
        yield
    except (IndexDamagedError, SearchStoppedError, CorpusError, sqlite3.Error, MemoryError, RecursionError):
        raise
    except Exception as error:
        if isinstance(error, OSError) and error.errno in _FAULTS_OF_THE_DISK:
            raise not_written(error) from error
        raise IndexDamagedError(f"{type(error).__name__}: {error}") from error
