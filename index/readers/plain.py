"""Plain text: optional header lines, a title when the first line looks like one, and the text.

A header block is taken for one only on the very first line and only with names that we know, so that no
sentence of an article is lost to it. A title is recognised, never made up.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from index.readers.encoding import decode
from index.readers.fields import FIELDS, is_blank, make_draft
from index.readers.files import read_whole
from index.text import clean_line

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from index.readers.draft import Draft, Problem

#: A first line that is longer, in characters, is text and not a title.
LONGEST_TITLE = 120

_HEADERS = frozenset(name for names in FIELDS.values() for name in names)
_SENTENCE_ENDS = tuple('.!?…。؟۔:;,"”»)')

# Shorter lines are not the first line of a wrapped paragraph: people wrap between 60 and 80.
_SHORTEST_WRAP = 50


def read(path: Path) -> Iterator[Draft | Problem]:
    """Read a text file as one article.

    Raises:
        UnreadableError: The file cannot be opened or is not text.
    """
    data = read_whole(path)
    text, remark = decode(data)
    # The same line ends as index.text.clean, so that header and title see what the reader will see.
    values, lines = _split_header(text.splitlines())
    if not values.get("title"):
        title, lines = split_title(lines)
        values["title"] = title
    yield make_draft(
        values,
        "\n".join(lines),
        record="",
        raw_sha256=hashlib.sha256(data).hexdigest(),
        remarks=[remark] if remark else [],
    )


def split_title(lines: list[str]) -> tuple[str, list[str]]:
    """Take the title off a text.

    The first line is the title when it is at most ``LONGEST_TITLE`` characters long and either a blank
    line and more text follow it, or the text follows at once and the line neither ends like a sentence
    nor looks like the first line of a wrapped paragraph.

    Returns:
        The title, or an empty text, and the lines that remain.
    """
    start = next((number for number, line in enumerate(lines) if not is_blank(line)), None)
    if start is None:
        return "", lines
    title, rest = clean_line(lines[start]), lines[start + 1 :]
    if len(title) > LONGEST_TITLE or all(map(is_blank, rest)):
        return "", lines
    if not is_blank(rest[0]) and (title.endswith(_SENTENCE_ENDS) or _is_wrapped(title, rest)):
        return "", lines
    return lines[start], rest


def _split_header(lines: list[str]) -> tuple[dict[str, object], list[str]]:
    """Take the header block off: known names with a colon, from the first line, up to any other line."""
    values: dict[str, object] = {}
    for number, line in enumerate(lines):
        name, colon, value = line.partition(":")
        name = name.strip().lower()
        if not colon or name not in _HEADERS or name in values:
            return values, lines[number:]
        values[name] = value.strip()
    return values, []


def _is_wrapped(first: str, rest: list[str]) -> bool:
    """Whether the line broke off for lack of room: the next word would have made it the longest."""
    if len(first) < _SHORTEST_WRAP:
        return False
    paragraph: list[str] = []
    for line in rest:
        if not line.strip() or len(paragraph) == 20:
            break
        paragraph.append(clean_line(line))
    return len(first) + 1 + len(paragraph[0].split(" ", 1)[0]) > max(len(first), *map(len, paragraph))
