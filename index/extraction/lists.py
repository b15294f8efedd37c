"""The word lists that lie beside this package: plain text in sections, written for this project.

A line is an entry; ``[section]`` opens a section, ``#`` a remark. The files are read once. This module
knows nothing about what the lists are for.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_FOLDER = Path(__file__).parent / "lexicon"


def lines(file: str) -> Iterator[tuple[str, str]]:
    """Section and text of every line of a list that says something.

    Raises:
        OSError: The file is missing from the package.
    """
    section = ""
    source = (_FOLDER / file).read_text(encoding="utf-8")
    for raw in source.splitlines():
        line = raw.strip()
        first = line[:1]
        if first == "[" and line[-1] == "]":
            section = line[1:-1]
        elif first not in ("", "#"):
            yield section, line


@cache
def word_lists(file: str) -> Mapping[str, frozenset[str]]:
    """Every section of a file whose lines are words with commas between them."""
    lists: dict[str, set[str]] = {}
    for section, line in lines(file):
        lists.setdefault(section, set()).update(map(str.strip, line.split(",")))
    return {section: frozenset(listed - {""}) for section, listed in lists.items()}
