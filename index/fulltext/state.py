"""What lies beside Whoosh's files: whose index it is, how far it goes, and what its files must look like.

Whoosh has no checksums, and a column of numbers that was cut short answers with other articles and no
error. So every file is named with its size and, while it is small, its checksum: larger files hold words
and postings, where Whoosh stumbles over most damage by itself. The state is written before a commit without
the files, since a kill in the middle leaves others, and after it with them.
"""

from __future__ import annotations

import json
import os
import zlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

#: Files up to this size, in bytes, are looked through whenever the index is opened: a few milliseconds.
LOOKED_THROUGH = 1_000_000

_STATE = "state.json"
#: Files that begin so are being made and are no part of the index.
UNFINISHED = "unfinished-"

_NOT_OURS = (_STATE, UNFINISHED)


@dataclass(frozen=True, slots=True)
class State:
    """What an index says about itself.

    Attributes:
        format: Version of schema, analysis and files.
        catalog: Uid of the catalogue that it was made from.
        epoch: Uid of this making of it; another making has other contents under the same names.
        change: Number of the last change of the catalogue that it holds for certain.
        files: Size and checksum by name, the checksum being 0 for large files; ``None`` while a commit
            is under way or was cut off.
    """

    format: int
    catalog: str
    epoch: str
    change: int
    files: Mapping[str, list[int]] | None = None


def read_state(folder: Path) -> State | None:
    """The state of the index in a folder; ``None`` when there is none that can be read."""
    try:
        found = State(**json.loads((folder / _STATE).read_text("utf-8")))
    except (OSError, ValueError, TypeError, RecursionError):
        return None
    return found if isinstance(found.change, int) and isinstance(found.files, dict | None) else None


def write_state(folder: Path, state: State) -> None:
    """Put a state in the place of the one that is there, whole or not at all."""
    path = folder / _STATE
    temporary = path.with_name(f"{_STATE}.{os.getpid()}")
    with temporary.open("w", encoding="utf-8") as file:
        json.dump(asdict(state), file)
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(path)
    on_disk(folder)


def on_disk(path: Path) -> None:
    """Wait until a file, or the names in a folder, are on the disk.

    Raises:
        OSError: They are not.
    """
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def stamp_of_state(folder: Path) -> tuple[int, int]:
    """What changes with every writing of the state."""
    try:
        found = (folder / _STATE).stat()
    except OSError:
        return (0, 0)
    return (found.st_mtime_ns, found.st_ino)


def survey(folder: Path) -> dict[str, list[int]]:
    """The files of an index as ``State.files`` has them."""
    return {path.name: _look(path) for path in folder.iterdir() if not path.name.startswith(_NOT_OURS)}


def are_whole(folder: Path, files: Mapping[str, list[int]]) -> bool:
    """Whether all these files are there as they were when the state was written."""
    try:
        return all(_look(folder / name) == found for name, found in files.items())
    except FileNotFoundError:
        return False


def _look(path: Path) -> list[int]:
    size = path.stat().st_size
    return [size, zlib.crc32(path.read_bytes()) if size <= LOOKED_THROUGH else 0]
