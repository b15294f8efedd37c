"""Days that share a month with the day before them: ``April 20-21``, ``June 1, 2 and 3``; and ends of ranges.

A number behind a date may as well count something (``On April 20 and 21 people``), so one is a day only where
nothing follows that it could count.
"""

from __future__ import annotations

from datetime import date

from index.extraction import timex
from index.extraction.date_patterns import DAY, MONTH
from index.extraction.expressions import expression
from index.extraction.timex import Found
from index.model import Moment, Span

_MONTH_FIRST = expression(rf"{MONTH} [0-9]")
_DAY = DAY.replace("(?P<day>", "(?:")
_ENDS = r"(?=[.,;:)](?!\w)|$|\n)"
#: Days in a row, or the end of a range. A row ends where nothing follows that its last number could count.
_FURTHER = expression(
    rf"(?:(?:, {_DAY}){{0,5}},? (?:and|or) {_DAY}{_ENDS}"
    rf"|(?: ?[-–] ?| to | through ){_DAY}(?:{_ENDS}|(?= (?:in|at|near|when|as|after|before|during|while)\b)))"
)
_NUMBER = expression(r"[0-9]{1,2}(?:st|nd|rd|th)?")
_WEEK = 7


def further_days(text: str, first: Moment) -> list[Moment]:
    """The days that follow one whose month stands before it; a few at most."""
    row = _FURTHER.match(text, first.span.end)
    if row is None or not timex.is_day(first.value) or not _MONTH_FIRST.match(text, first.span.start):
        return []
    found: list[Moment] = []
    last = int(first.value[8:])
    for number in _NUMBER.finditer(text, row.start(), row.end()):
        day = int(number[0].rstrip("stndrh"))
        value = timex.full_date(int(first.value[:4]), int(first.value[5:7]), day)
        if value is None or day <= last:
            return []
        span = Span(number.start(), number.end())
        found.append(Moment(span, number[0], value.text, value.precision, first.anchor))
        last = day
    return found


def end_of_range(found: Found, begin: str) -> Found:
    """The end of a range of weekdays lies behind its beginning: ``Wednesday through Friday``."""
    value = found.value
    if value is None or not value.anchored or not timex.is_day(value.text) or not timex.is_day(begin):
        return found
    back = (date.fromisoformat(begin) - date.fromisoformat(value.text)).days
    return Found(found.end, timex.a_week_later(value) if 0 < back < _WEEK else value)
