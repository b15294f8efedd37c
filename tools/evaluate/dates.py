"""How many time expressions of the gold set are found, with their bounds and with their values.

A line of the gold is a date of publication, ``|``, and a paragraph with expressions in brackets:
``[words|value]``, TIMEX3 notation, empty for one that stays open. A range is two expressions, and ``¶``
begins another paragraph.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import NamedTuple

from index.extraction.dates import moments
from index.model import Published

GOLD = Path(__file__).parents[2] / "tests" / "gold" / "dates"
_MARKED = re.compile(r"\[([^|\]]*)\|([^\]]*)\]")


class Score(NamedTuple):
    """F1 by exact bounds, by any overlap, and by overlap with the right value; and what went wrong."""

    strict: float
    overlap: float
    value: float
    wrong: tuple[str, ...]


def score(path: Path) -> Score:
    """Measure one half of the gold set."""
    strict = overlap = value = right = given = 0
    wrong: list[str] = []
    for line in path.read_text("utf-8").splitlines():
        day, marked = line.split(" | ", 1)
        text, gold = _plain(marked.replace(" ¶ ", "\n\n"))
        found = moments(text, Published(day, "day"))
        right, given = right + len(gold), given + len(found)
        for start, end, expected in gold:
            hit = next((one for one in found if one.span.start < end and start < one.span.end), None)
            if hit is None:
                wrong.append(f"missed: {text[start:end]} in “{text}”")
                continue
            overlap += 1
            strict += (hit.span.start, hit.span.end) == (start, end)
            value += hit.value == expected
            if (hit.span.start, hit.span.end, hit.value) != (start, end, expected):
                wrong.append(f"{text[start:end]} is {expected}, not {hit.text}: {hit.value}")
    total = (right + given) / 2
    return Score(strict / total, overlap / total, value / total, tuple(wrong))


def _plain(marked: str) -> tuple[str, list[tuple[int, int, str]]]:
    text, gold, at = "", [], 0
    for match in _MARKED.finditer(marked):
        text += marked[at : match.start()]
        gold.append((len(text), len(text) + len(match[1]), match[2]))
        text += match[1]
        at = match.end()
    return text + marked[at:], gold


def main() -> None:
    """Print the scores of both halves, with the errors of the development half on ``--errors``."""
    for half in ("development", "held-back"):
        one = score(GOLD / f"{half}.txt")
        print(f"dates {half}: strict {one.strict:.1%}, overlap {one.overlap:.1%}, value {one.value:.1%}")
        if "--errors" in sys.argv and half == "development":
            print("  " + "\n  ".join(one.wrong))


if __name__ == "__main__":
    main()
