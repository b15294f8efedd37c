"""Completing the path of something to add, as a shell does. What is hidden or not read is passed over."""

from __future__ import annotations

import os
from pathlib import Path

from index.readers import format_of
from index.text import clean_line


def completed(typed: str) -> str:
    """A path with as much added as is certain; a folder that it can only be ends with a stroke.

    What is typed stays as it is when nothing begins so, or a folder cannot be looked into.
    """
    head, _, start = typed.rpartition("/")
    folder = os.path.expanduser(f"{head}/") if "/" in typed else "."  # noqa: PTH111  (typed text, not a path yet)
    if typed == "~":
        return "~/"
    try:
        with os.scandir(folder) as entries:
            found = sorted(
                (entry.name, entry.is_dir())
                for entry in entries
                if entry.name.startswith(start) and _is_wanted(entry, start)
            )
    except OSError:
        return typed
    if not found:
        return typed
    common = os.path.commonprefix([name for name, _ in found])  # noqa: RUF071  (letters, not parts of a path)
    closed = "/" if len(found) == 1 and found[0][1] else ""
    return f"{typed[: len(typed) - len(start)]}{common}{closed}"


def _is_wanted(entry: os.DirEntry[str], start: str) -> bool:
    """Whether it can be added, and typed: a name with signs that no line takes is left to the tree."""
    if entry.name.startswith(".") and not start.startswith("."):
        return False
    if entry.name != clean_line(entry.name):
        return False
    return entry.is_dir() or format_of(Path(entry.name)) is not None
