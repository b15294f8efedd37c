"""Files that are written whole or not at all: into a file beside, onto the disk, then under their name."""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING

from briefing.errors import WorkspaceError, reason_of

if TYPE_CHECKING:
    from pathlib import Path


def write_whole(path: Path, content: bytes) -> None:
    """Write a file for its owner only; one that is there is replaced in one go, at the end.

    Raises:
        WorkspaceError: It cannot be written; what was there stays, and no part of the new one does.
    """
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        handle = os.open(part, os.O_CREAT | os.O_TRUNC | os.O_WRONLY | os.O_NOFOLLOW, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
        sync_folder(path.parent)
    except OSError as error:
        raise WorkspaceError(f"cannot write {path}: {reason_of(error)}") from error
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


def sync_folder(folder: Path) -> None:
    """Put on the disk which files a folder holds: without it a rename may be forgotten."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
