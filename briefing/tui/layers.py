"""From a text, a width and layers of spans to the rows of the article pane. Pure: it knows no widget.

A row is a half-open range of the text, never longer than the width in terminal cells. Paragraphs have
one blank row between them. A light is a span that shows; where lights lie over each other, the later
in ``ORDER`` draws over the earlier, channel by channel.
"""

from __future__ import annotations

import re
import sys
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Literal

from rich.cells import get_character_cell_size

Layer = Literal["statement", "note", "entity", "moment", "hit", "current", "selected"]

#: Bottom to top.
ORDER: tuple[Layer, ...] = ("statement", "note", "entity", "moment", "hit", "current", "selected")

#: What may take no cell or two: all but Latin letters, punctuation, arrows and what stands between them.
_PERHAPS_ODD = re.compile("[^\u0000-\u02ff\u2010-\u20cf\u2100-\u2319]")
#: What does, as the inside of a character class.
_ODD_CHARACTERS = (
    "\u0300-\u036f\u0483-\u0489\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0711\u0730-\u074a"
    "\u0900-\u1a7f\u1ab0-\u1aff\u1b00-\u1cff\u1dc0-\u1dff\u200b-\u200f\u20d0-\u20ff\u231a-\u2b55\u2e80-\ua4cf"
    "\ua66f-\ua8ff\ua900-\uabff\uac00-\ud7ff\uf900-\ufaff\ufe20-\ufe6f\uff00-\uffef\U00010a00-\U0003ffff"
)
_SPACES = re.compile(" +")


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the pane: ``[start, end)`` of the text. A blank row is empty."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Light:
    """A span that shows.

    Attributes:
        start: First code point.
        end: After the last.
        layer: Which layer it belongs to.
        role: How it looks, see ``briefing.tui.theme``.
        sign: Name of the sign beside the row in which it begins; usually none.
    """

    start: int
    end: int
    layer: Layer
    role: str
    sign: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of a row that looks the same: its text and its roles, bottom first."""

    text: str
    roles: tuple[str, ...]


def wrap(text: str, width: int) -> list[Row]:
    """Break a text into rows of at most ``width`` cells, between words where there is a space.

    In a text that has blank lines they part its paragraphs, and a single line end only ends a row;
    in one that has none, each line is a paragraph.
    """
    width = max(width, 1)
    rows: list[Row] = []
    spaced = "\n\n" not in text
    start = 0
    while start <= len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        if end == start and not spaced:
            rows.append(Row(start, start))
        else:
            if spaced and rows:
                rows.append(Row(start, start))
            _wrap_line(text, start, end, width, rows)
        start = end + 1
    return rows


def row_at(rows: Sequence[Row], position: int) -> int:
    """Index of the row in which a position of the text stands."""
    return max(0, bisect_right(rows, position, key=lambda row: row.start) - 1)


def pieces(text: str, row: Row, lights: Iterable[Light]) -> list[Piece]:
    """The row in runs that look the same, in order; together they are its text."""
    inside = [light for light in lights if light.start < row.end and light.end > row.start]
    if not inside:
        return [Piece(text[row.start : row.end], ())]
    inside.sort(key=lambda light: (ORDER.index(light.layer), light.start))
    cuts = {row.start, row.end}
    for light in inside:
        cuts.update((max(light.start, row.start), min(light.end, row.end)))
    edges = sorted(cuts)
    return [
        Piece(
            text[start:end],
            tuple(light.role for light in inside if light.start <= start and light.end >= end),
        )
        for start, end in pairwise(edges)
    ]


def position_at(text: str, row: Row, column: int) -> int:
    """The position of the text that stands in a column of a row, or the end of the row."""
    used = 0
    for position in range(row.start, row.end):
        used += get_character_cell_size(text[position])
        if used > column:
            return position
    return row.end


def cells(text: str) -> int:
    """Terminal cells that a text takes."""
    if not _has_odd_width(text):
        return len(text)
    return sum(map(get_character_cell_size, text))


def cut(text: str, width: int, ellipsis: str = "…") -> str:
    """The text in at most ``width`` cells, with an ellipsis where it was cut."""
    if cells(text) <= width:
        return text
    room = width - cells(ellipsis)
    if room <= 0:
        return ellipsis[:width]
    # Without odd widths it is a matter of counting, and the tables of widths need not be loaded.
    end = _fitting(text, 0, len(text), room) if _has_odd_width(text) else room
    return text[:end].rstrip() + ellipsis


def wrap_words(text: str, width: int, most: int) -> list[str]:
    """A title in rows of at most ``width`` cells, at most ``most`` of them, the last one cut."""
    text = _seen_of(text, width, most)
    rows = wrap(text, width)
    if len(rows) <= most:
        return [text[row.start : row.end] for row in rows]
    shown = [text[row.start : row.end] for row in rows[: most - 1]]
    return [*shown, cut(text[rows[most - 1].start :], width)]


def count_rows(text: str, width: int, most: int) -> int:
    """How many rows ``wrap_words`` makes of a title; most titles need not be broken to know that."""
    text = _seen_of(text, width, most)
    if not _has_odd_width(text) and "\n" not in text:
        if len(text.rstrip(" ")) <= max(width, 1):
            return 1
        if most <= 2:
            return most
    return len(wrap_words(text, width, most))


def _seen_of(title: str, width: int, most: int) -> str:
    """As much of a title as can be seen; it can be of any length."""
    return title[: (width + 1) * (most + 1)]


def _has_odd_width(text: str, start: int = 0, end: int = sys.maxsize) -> bool:
    """Whether a range of a text has to be measured character by character; else it is counted."""
    if text.isascii() or not _PERHAPS_ODD.search(text, start, end):
        return False
    return _odd_width().search(text, start, end) is not None


@cache
def _odd_width() -> re.Pattern[str]:
    # Not above: compiling so many ranges takes 4 ms, and most first pages have none of them.
    return re.compile(f"[{_ODD_CHARACTERS}]")


def _wrap_line(text: str, start: int, end: int, width: int, rows: list[Row]) -> None:
    """Break one line of the text; every row but the last ends before a space or a forced break."""
    odd = _has_odd_width(text, start, end)
    if start == end:
        rows.append(Row(start, end))
    while start < end:
        limit = _fitting(text, start, end, width) if odd else min(start + width, end)
        if limit >= end:
            rows.append(Row(start, end))
            return
        space = text.rfind(" ", start, limit + 1)
        if space > start:
            rows.append(Row(start, space))
            gap = _SPACES.match(text, space, end)
            start = gap.end() if gap else space
        else:
            rows.append(Row(start, limit))
            start = limit


def _fitting(text: str, start: int, end: int, width: int) -> int:
    """The furthest position up to which the text fits into ``width`` cells; at least one character."""
    used = 0
    for position in range(start, end):
        used += get_character_cell_size(text[position])
        if used > width:
            return max(position, start + 1)
    return end
