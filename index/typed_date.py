"""What somebody types for the date of a time expression, and for a period to keep to.

A date of an expression has to be one by itself: nothing is counted from any day. A period may be counted from
today, as in a search. What can be read two ways is refused in both.
"""

from __future__ import annotations

import re
from datetime import date

from index.extraction.dates import moments
from index.intervals import interval
from index.text import clean_line
from index.when import Period, parse_period, parse_published, reads_two_ways

#: What a value cannot hold would be lost: ``mid-April 2024`` is not all of April.
_VAGUE = re.compile(
    r"\b(?:early|mid|late|beginning|start|middle|end|close|about|around|circa)\b", re.IGNORECASE
)

#: Nobody types more for a date.
_LONGEST = 80
_ZONE = re.compile(r"\b\d{1,2}(?::\d\d)? ?(?:[ap]\.?m\.? ?)?(?!GMT|UTC|AM|PM|BC|AD)[A-Z]{3,5}$")
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_WEEKDAY = re.compile(r"\b(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\b", re.IGNORECASE)
_DAY = re.compile(r"\d{4}-\d\d-\d\d")

#: What no file writes as its date: weeks, quarters, seasons, hours and parts of a day.
_NOTATION = re.compile(
    r"\d{4}-(?:W\d\d(?:-WE)?|Q[1-4]|SP|SU|FA|WI|\d\d-\d\dT(?:[01]\d|2[0-3]|MO|AF|EV|NI))", re.ASCII
)


def typed_value(text: str) -> str | None:
    """The value of a date, such as ``2024-04-22``, ``22 Apr 2024, 21:50``, ``2024-W16`` or ``summer 2024``.

    Returns:
        It in TIMEX3 notation; ``None`` where it is no date, one that is impossible, one that hangs on another
        date (``Sunday``, ``14 April``), or no more than about one (``mid-April 2024``).
    """
    words = clean_line(text)
    if len(words) > _LONGEST or _has_zone(words):
        return None
    if _NOTATION.fullmatch(words.upper()) and interval(words.upper()) is not None:
        return words.upper()
    if reads_two_ways(words):
        return None
    published = parse_published(words)
    if published is not None and not _fits(words, published.value):
        return None
    if published is not None:
        return published.value.replace("+00:00", "Z")
    found = moments(words, None)
    if len(found) != 1 or found[0].text != words or _VAGUE.search(words):
        return None
    value = found[0].value
    return value if interval(value) is not None and _fits(words, value) else None


def _has_zone(words: str) -> bool:
    """Whether a zone is named by letters, which would be left out of the value without a word."""
    return _ZONE.search(words) is not None


def _fits(words: str, value: str) -> bool:
    """Whether the weekday that was typed is that of the day; without one, or without a day, it is."""
    named = _WEEKDAY.search(words)
    if named is None or _DAY.match(value) is None:
        return True
    return date.fromisoformat(value[:10]).weekday() == _WEEKDAYS.index(named[0][:3].lower())


def typed_period(text: str, today: date) -> Period | None:
    """A period: ``2024-04``, ``last week``, ``2024-04..2024-06``, ``2024-04..`` or ``..2024-06``.

    Args:
        text: One date or stretch of time, as a search takes it after ``on:``, or two with two dots between
            them, of which one can be left out.
        today: What ``last week`` and dates without a year are counted from.

    Returns:
        The days from the first of one to the last of the other; an end that is left out is the first or the
        last day there is. ``None`` where one is no date, or the first begins behind the other's end.
    """
    words = clean_line(text)
    if len(words) > _LONGEST or words.count("..") > 1 or "..." in words:
        return None
    first, dots, last = words.partition("..")
    if not dots:
        return parse_period(first.strip(), today)
    ends = [
        parse_period(each.strip(), today) if each.strip() else Period(date.min, date.max)
        for each in (first, last)
    ]
    begin, end = ends
    if begin is None or end is None or not (first.strip() or last.strip()) or begin.first > end.last:
        return None
    return Period(begin.first, end.last)
