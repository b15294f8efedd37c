"""Days that share a month with the day before them: ``April 20-21``, ``June 1, 2 and 3``; and ends of ranges.

A number behind a date may as well count something (``On April 20 and 21 people``), so one is a day only where
nothing follows that it could count.
"""

from __future__ import annotations

from index.extraction import timex
from index.extraction.date_patterns import DAY, MONTH
from index.extraction.expressions import expression
from index.extraction.timex import Found
from index.model import Moment, Span

_MONTH_FIRST = expression(rf"{MONTH} [0-9]")
_FURTHER = expression(
    rf"(?: ?[-–] ?| to | through | and |,? (?:and )?){DAY}"
    r"(?=[.,;:)](?!\w)|$|\n"
    r"| (?:and|to|in|at|near|when|by|for|of|with|but|as|from|after|before|during|while)\b)"
)
_MOST = 6


def further_days(text: str, first: Moment) -> list[Moment]:
    """The days that follow one whose month stands before it; a few at most."""
    found: list[Moment] = []
    last = first
    if not _MONTH_FIRST.match(text, first.span.start):
        return found
    while timex.is_day(last.value) and len(found) < _MOST:
        match = _FURTHER.match(text, last.span.end)
        if match is None or int(match["day"]) <= int(last.value[8:]):
            break
        value = timex.full_date(int(last.value[:4]), int(last.value[5:7]), int(match["day"]))
        if value is None:
            break
        span = Span(match.start("day"), match.end())
        last = Moment(span, text[span.start : span.end], value.text, value.precision, first.anchor)
        found.append(last)
    return found


def end_of_range(found: Found, begin: str) -> Found:
    """The end of a range of weekdays lies behind its beginning: ``Wednesday through Friday``."""
    value = found.value
    if value is None or not value.anchored or not timex.is_day(value.text) or not timex.is_day(begin):
        return found
    return Found(found.end, timex.a_week_later(value) if value.text < begin else value)
