"""Backups of the casebook: one when it is asked for, one a day by itself, and the way back.

A backup is a whole casebook in one file, taken by SQLite while others read and write, checked, and put in its
place under its name only when it is on the disk. Bringing one back first keeps what is there. The daily ones
lie in the workspace, seven deep: they help against a slip, not against a disk that is lost.
"""

from __future__ import annotations

import os
import sqlite3
import threading
import time
from contextlib import closing, suppress
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from briefing.casebook.layout import MIGRATIONS
from briefing.casebook.store import APPLICATION_ID, open_store, sentences
from briefing.errors import BriefingError, WorkspaceError, reason_of
from briefing.files import sync_folder, write_whole

if TYPE_CHECKING:
    from pathlib import Path

    from briefing.workspace import Workspace

#: Daily backups that are kept.
KEPT = 7

_DAILY = "casebook-????-??-??.db"
_JOURNALS = ("-wal", "-shm", "-journal")
_PAGES_A_STEP = 1_000

# Seconds after which a backup that is not whole was left behind by a kill.
_STALE = 3_600


def back_up(workspace: Workspace, target: Path) -> int:
    """Write a backup of the casebook; returns how many notes it holds.

    Args:
        workspace: Whose casebook.
        target: The file to make; one that is there is not replaced.

    Raises:
        BriefingError: There is no casebook yet, or the target is there already.
        WorkspaceError: The casebook cannot be read, or the backup cannot be written; no part of it stays.
    """
    source = workspace.casebook_path
    if not source.exists():
        raise BriefingError(f"there is nothing to back up: no note was written in {workspace.path}")
    try:
        # lexists: a link that leads nowhere is somebody's name for something as well.
        if os.path.lexists(target):
            raise BriefingError(f"cannot write {target}: it is there already", "Name another file.")
    except OSError as error:
        raise WorkspaceError(f"cannot write {target}: {reason_of(error)}") from error
    _write(source, target)
    return _look(target)


def back_up_daily(workspace: Workspace, today: date) -> Path | None:
    """Make the backup of this day, unless there is one or there is nothing to back up, and drop old ones.

    Returns:
        The file that was made, if one was.

    Raises:
        WorkspaceError: It cannot be made.
    """
    folder = workspace.backups_path
    target = folder / f"casebook-{today.isoformat()}.db"
    if not workspace.casebook_path.exists() or target.exists():
        return None
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        raise WorkspaceError(f"cannot make the folder {folder}: {reason_of(error)}") from error
    _write(workspace.casebook_path, target)
    left = [part for part in folder.glob(".*.part") if part.stat().st_mtime < time.time() - _STALE]
    for old in (*sorted(folder.glob(_DAILY))[:-KEPT], *left):
        with suppress(OSError):  # it is only one more than is needed, and is tried again tomorrow
            old.unlink()
    return target


def restore(workspace: Workspace, backup: Path) -> tuple[int, Path | None]:
    """Put a backup in the place of the casebook. Other readers that have it open see it at once.

    Returns:
        How many notes it holds, and the file in which what was there before is kept, if there was something.

    Raises:
        WorkspaceError: The backup is none, is damaged or is newer than this program, or one of the two cannot
            be written. Then everything is as it was.
    """
    notes = _look(backup)
    kept = _keep_present(workspace)
    target = workspace.casebook_path
    try:
        with sentences(target), open_store(target) as store, closing(_open(backup)) as source:
            store.take_over(source)
    except WorkspaceError:
        if kept is None or not _is_damaged(target):
            raise
        # What was there is kept as it is, byte for byte; its journals belong to it and not to the backup.
        for path in (target, *(target.with_name(target.name + each) for each in _JOURNALS)):
            path.unlink(missing_ok=True)
        _write(backup, target)
    open_store(target).close()  # an older layout is brought up to date
    return notes, kept


def _keep_present(workspace: Workspace) -> Path | None:
    """Keep the casebook that is there; a damaged one as the bytes that it has."""
    source = workspace.casebook_path
    if not source.exists():
        return None
    folder = workspace.backups_path
    kept = folder / f"before-restore-{datetime.now(UTC).strftime('%Y%m%dT%H%M%S%fZ')}.db"
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        if not _is_damaged(source):
            _write(source, kept)
            return kept
        for path in (source, *(source.with_name(source.name + each) for each in _JOURNALS)):
            if path.exists():
                copy = kept.with_name(kept.name + path.name.removeprefix(source.name))
                write_whole(copy, path.read_bytes())
    except OSError as error:
        raise WorkspaceError(
            f"cannot keep the casebook that is there in {folder}: {reason_of(error)}", "Nothing was changed."
        ) from error
    return kept


def _is_damaged(path: Path) -> bool:
    try:
        _look(path)
    except WorkspaceError:
        return True
    return False


def _look(path: Path) -> int:
    """Check that a file is a sound casebook; returns how many notes are in sight in it."""
    what = f"cannot use {path} as a casebook"
    if not path.is_file():
        raise WorkspaceError(f"{what}: there is no such file", "Nothing was changed.")
    try:
        with closing(_open(path)) as found:
            (application,) = found.execute("PRAGMA application_id").fetchone()
            (layout,) = found.execute("PRAGMA user_version").fetchone()
            if application != APPLICATION_ID:
                raise WorkspaceError(f"{what}: it is not one", "Nothing was changed.")
            if layout > len(MIGRATIONS):
                raise WorkspaceError(
                    f"{what}: a newer Briefing wrote it", "Bring it back with the newer one."
                )
            if found.execute("PRAGMA integrity_check(1)").fetchone()[0] != "ok":
                raise WorkspaceError(f"{what}: it is damaged", "Nothing was changed.")
            (notes,) = found.execute("SELECT count(*) FROM notes WHERE deleted IS NULL").fetchone()
            return int(notes)
    except sqlite3.DatabaseError as error:
        raise WorkspaceError(f"{what}: it is damaged", "Nothing was changed.") from error


def _open(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, isolation_level=None)
    connection.create_function("folded", 1, str, deterministic=True)  # named in the layout, not called here
    return connection


def _write(source: Path, target: Path) -> None:
    """Copy a casebook into a file of one piece, whole or not at all."""
    # Two readers may make the backup of a day at the same moment: each has a file of its own until then.
    part = target.with_name(f".{target.name}.{os.getpid()}-{threading.get_ident()}.part")
    try:
        handle = os.open(part, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600)
    except OSError as error:
        raise WorkspaceError(f"cannot write {target}: {reason_of(error)}") from error
    try:
        with sentences(target), closing(sqlite3.connect(part, isolation_level=None)) as copy:
            with sentences(source), closing(sqlite3.connect(source, isolation_level=None)) as original:
                original.backup(copy, pages=_PAGES_A_STEP)
            copy.execute("PRAGMA journal_mode = DELETE").fetchone()
        os.fsync(handle)
        part.replace(target)
        sync_folder(target.parent)
    except OSError as error:
        raise WorkspaceError(f"cannot write {target}: {reason_of(error)}") from error
    finally:
        os.close(handle)
        with suppress(OSError):
            part.unlink(missing_ok=True)
