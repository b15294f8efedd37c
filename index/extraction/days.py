"""Where a day ends that stands beside a cue: ``said on December 28 that``, ``on the 5th of June, 2026,``.

It is read word by word, as all that stands beside a cue is. Which day it is, the layer of times says.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.extraction.expressions import expression
from index.extraction.speech import listed

if TYPE_CHECKING:
    from index.extraction.clauses import Sentence

_MONTHS = frozenset(
    (
        *("january", "february", "march", "april", "may", "june", "july", "august"),
        *("september", "october", "november", "december"),
        *("jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec"),
    )
)
_DAY = expression(r"0?[1-9]|[12][0-9]|3[01]")
_YEAR = expression(r"(?:1[0-9]|20)[0-9]{2}")
_NUMBERS = expression(r"[0-9]{1,4}\.[0-9]{1,2}\.[0-9]{2,4}")


def over_date(sentence: Sentence, at: int) -> int:
    """One past a day that begins at a piece, with its weekday and its year; ``at`` where none does."""
    begin = at
    if _is(sentence, at, listed()["weekdays"]):
        at += 1
        at += at < len(sentence) and sentence[at].text == ","
    if _is(sentence, at, ("the",)):
        at += 1
    for read in (_month_and_day, _day_and_month, _in_numbers):
        last = read(sentence, at)
        if last > at:
            return last
    return begin


def _is(sentence: Sentence, at: int, words: frozenset[str] | tuple[str, ...]) -> bool:
    return at < len(sentence) and sentence[at].low in words


def _month(sentence: Sentence, at: int) -> int:
    """One past a month with its full stop; ``at`` without one."""
    if not _is(sentence, at, _MONTHS) or not sentence[at].text[0].isupper():
        return at
    return at + 1 + _is(sentence, at + 1, (".",))


def _year(sentence: Sentence, at: int) -> int:
    """One past a year, with the comma before it; ``at`` without one."""
    first = at + _is(sentence, at, (",",))
    return first + 1 if first < len(sentence) and _YEAR.fullmatch(sentence[first].text) else at


def _day(sentence: Sentence, at: int) -> int:
    """One past the number of a day, with its ``th``; ``at`` without one."""
    if at >= len(sentence) or not _DAY.fullmatch(sentence[at].low):
        return at
    return at + 1 + _is(sentence, at + 1, ("st", "nd", "rd", "th"))


def _month_and_day(sentence: Sentence, at: int) -> int:
    """``December 28``, ``Dec. 28, 2025``, ``December 2025``."""
    first = _month(sentence, at)
    if first == at:
        return at
    day = _day(sentence, first)
    last = _year(sentence, day)
    return last if last > first else at


def _day_and_month(sentence: Sentence, at: int) -> int:
    """``28 December``, ``5th of June 2026``."""
    day = _day(sentence, at)
    if day == at:
        return at
    month = day + _is(sentence, day, ("of",))
    last = _month(sentence, month)
    return _year(sentence, last) if last > month else at


def _in_numbers(sentence: Sentence, at: int) -> int:
    """``2025-12-28``, ``28.12.2025``, ``12/28/2025``."""
    if at >= len(sentence):
        return at
    if _NUMBERS.fullmatch(sentence[at].text):
        return at + 1
    row = sentence[at : at + 5]
    signs = {piece.text for piece in row[1::2]}
    digits = all(piece.text.isdigit() and len(piece.text) <= 4 for piece in row[::2])
    return at + 5 if len(row) == 5 and digits and len(signs) == 1 and signs <= {"-", "/"} else at
