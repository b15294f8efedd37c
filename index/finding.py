"""Which files lie under the paths that were given, and which of them are there for certain.

Hidden files and folders, formats that are not read and the workspace itself are left out. Links to files
are followed, links to folders are not. Nothing is opened here.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from index.errors import CorpusError
from index.readers import Format, format_of, why_not_read
from index.readers.files import in_plain_words
from index.report import Failure
from index.text import clean_line


@dataclass(slots=True)
class Found:
    """What lies under the given paths."""

    files: list[tuple[str, Format]] = field(default_factory=list)
    roots: list[str] = field(default_factory=list)
    unseen: list[str] = field(default_factory=list)
    left_out: Counter[str] = field(default_factory=Counter)
    failures: list[Failure] = field(default_factory=list)


def look(paths: Sequence[Path], leave_out: Path) -> Found:
    """Find the files to read. Hidden ones, other formats and the workspace itself are left out.

    Raises:
        CorpusError: A given path is not there. Nothing is taken for gone then: a drive that is not
            mounted would otherwise look like a folder that was emptied.
    """
    found = Found()
    seen: set[str] = set()
    own = os.path.realpath(leave_out)
    for path in paths:
        root = os.path.realpath(path)
        if not os.path.lexists(root):
            raise CorpusError(
                f"cannot add {clean_line(str(path))}: there is no such file or folder", "Check the spelling."
            )
        found.roots.append(root)
        if Path(root).is_dir():
            _walk(root, own, seen, found)
        elif root not in seen:
            seen.add(root)
            _choose(root, found, asked_for=True)
    return found


def _walk(root: str, own: str, seen: set[str], found: Found) -> None:
    def unreadable(error: OSError) -> None:
        folder = error.filename or root
        found.unseen.append(folder)
        found.failures.append(Failure(clean_line(folder), in_plain_words(error)))

    for folder, folders, names in os.walk(root, onerror=unreadable):
        if folder == own:
            folders.clear()
            continue
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = os.path.join(folder, name)  # noqa: PTH118  (bytes that are no text must survive)
            if not name.startswith(".") and path not in seen:
                seen.add(path)
                _choose(path, found, asked_for=False)


def _choose(path: str, found: Found, *, asked_for: bool) -> None:
    format = format_of(Path(path))
    if format is not None:
        found.files.append((path, format))
        return
    if asked_for:
        found.failures.append(Failure(clean_line(path), why_not_read(Path(path))))
    else:
        found.left_out[clean_line(Path(path).suffix.lower()) or "no suffix"] += 1


def is_away(path: str) -> bool:
    """Whether a file is not there for certain; one that cannot be looked at may well be there."""
    try:
        os.lstat(path)
    except (FileNotFoundError, NotADirectoryError):
        return True
    except OSError:
        return False
    return False
