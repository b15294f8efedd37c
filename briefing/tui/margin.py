"""What stands beside the text: signs of statements and notes, words of notes, letters of the kinds. Pure."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence

from briefing.tui.layers import Light, Row, row_at, wrap_words
from index.text import clean_line

_MOST_LETTERS = 4
_MOST_NOTE_ROWS = 12

#: Columns of the letters, with the space before them.
LETTERS_WIDTH = _MOST_LETTERS + 1


def letters(row: Row, lights: Sequence[Light], letter: Callable[[str], str]) -> str:
    """The letters of what begins in a row, in order; ``+`` stands for those that find no room.

    Args:
        row: The row.
        lights: Names and dates, in order of their beginning.
        letter: From the role of a light to its letter.
    """
    first = bisect_left(lights, row.start, key=lambda light: light.start)
    last = bisect_left(lights, row.end, key=lambda light: light.start)
    found = "".join(letter(light.role) for light in lights[first:last])
    return found if len(found) <= _MOST_LETTERS else found[: _MOST_LETTERS - 1] + "+"


def sign_of(row: Row, lights: Sequence[Light], *, first: bool) -> str:
    """Name of the sign to the left of a row: that of a passage that begins, ``continues``, or none.

    It stands again in the ``first`` row that is seen when its passage began above.
    """
    over = [light for light in lights if light.start < row.end and light.end > row.start]
    if not over:
        return ""
    begins = [light for light in over if first or light.start >= row.start]
    return begins[0].sign if begins else "continues"


def beside(rows: Sequence[Row], notes: Sequence[tuple[int, str]], width: int) -> dict[int, tuple[str, bool]]:
    """Notes beside the rows in which their passages begin.

    Args:
        rows: Rows of the text.
        notes: Position of each passage and the words of its note.
        width: Columns of the margin.

    Returns:
        Row to the words that stand beside it and whether a note begins there. A note that would begin
        beside the one before it begins below that, and one without room at the end is left out.
    """
    found: dict[int, tuple[str, bool]] = {}
    free = 0
    for position, words in sorted(notes):
        row = max(free, row_at(rows, position))
        lines = [
            line
            for part in words.split("\n")
            for line in wrap_words(clean_line(part), width, _MOST_NOTE_ROWS)
        ]
        for number, line in enumerate(lines[:_MOST_NOTE_ROWS]):
            found[row + number] = (line, number == 0)
        free = row + len(lines[:_MOST_NOTE_ROWS]) + 1
    return {row: line for row, line in found.items() if row < len(rows)}
