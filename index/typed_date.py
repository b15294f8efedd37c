"""What somebody types for the date of a time expression, and for a period to keep to.

A date of an expression has to be one by itself: nothing is counted from any day. A period may be counted from
today, as in a search. What can be read two ways is refused in both.
"""

from __future__ import annotations

import re
from datetime import date

from index.extraction.clocks import ZONE_WITHOUT_OFFSET, offset_of
from index.extraction.dates import moments
from index.intervals import interval
from index.text import clean_line
from index.when import Period, parse_period, parse_published, reads_two_ways

#: What a value cannot hold would be lost: ``mid-April 2024`` is not all of April.
_VAGUE = re.compile(
    r"\b(?:early|mid|late|beginning|start|middle|end|close|about|around|circa)\b", re.IGNORECASE
)

#: What no file writes as its date: weeks, quarters, halves, seasons, hours, parts of a day, last midnight.
_NOTATION = re.compile(
    r"\d{4}-(?:W\d\d(?:-WE)?|Q[1-4]|H[12]|SP|SU|FA|WI|\d\d-\d\d(?:T(?:[01]\d|2[0-3]|MO|AF|EV|NI)"
    r"|[T ]24:00(?:Z|[+-](?:0\d|1[0-4]):[0-5]\d)?))",
    re.ASCII,
)
_DECADE = re.compile(r"(\d{3})0s", re.ASCII)
_CLOCK_AND_ZONE = re.compile(
    r"(?P<time>.*:\d\d(?: ?[ap]\.?m\b\.?)?) ?\b(?![ap]m\b)(?P<zone>[a-z]{2,4})", re.IGNORECASE | re.ASCII
)
_OFFSET_BEHIND = re.compile(r"T\d\d:\d\d(?:Z|[+-]\d\d:\d\d)$")
#: A zone, or brackets, in which a time ends.
_ENDS_IN_ZONE = re.compile(r"(?<=[a-z)])(?<!\d[ap]m)(?<!\d [ap]m)(?<![ap]\.m)$", re.IGNORECASE | re.ASCII)
_WEEKDAY = re.compile(
    r"\b(?:(mon)|(tues?)|(wed(?:nes)?)|(thu(?:rs?)?)|(fri)|(sat(?:ur)?)|(sun))(?:day)?\b", re.IGNORECASE
)

#: Code points; longer than any date that people write.
_LONGEST = 80


def typed_value(text: str) -> str | None:
    """The value of a date, such as ``2024-04-22``, ``22 Apr 2024, 21:50``, ``2024-W16`` or ``summer 2024``.

    Returns:
        It in TIMEX3 notation; ``None`` where it is no date, one that is impossible, one that hangs on another
        date (``Sunday``, ``14 April``), no more than about one (``mid-April 2024``), one with another weekday
        than its own, or a time in a zone that has no offset of its own (``ET``).
    """
    if len(text) > _LONGEST:
        return None
    words = clean_line(text)
    zoned = _CLOCK_AND_ZONE.fullmatch(words)
    if zoned is None:
        return _value(words)
    offset, value = offset_of(zoned["zone"].upper()), _value(zoned["time"])
    if not offset or value is None or "T" not in value or _OFFSET_BEHIND.search(value):
        return None
    return value + offset


def _value(words: str) -> str | None:
    notation = words.upper()
    if _NOTATION.fullmatch(notation):
        return notation.replace(" ", "T") if interval(notation.replace(" ", "T")) is not None else None
    if decade := _DECADE.fullmatch(words):
        return decade[1] if interval(decade[1]) is not None else None
    if reads_two_ways(words):
        return None
    published = parse_published(words)
    if published is not None:
        value = published.value.replace("+00:00", "Z")
        dropped = published.precision == "minute" and not _OFFSET_BEHIND.search(value)
        return None if dropped and _ENDS_IN_ZONE.search(words) else value
    found = moments(words, None)
    if len(found) != 1 or found[0].text != words or _VAGUE.search(words) or ZONE_WITHOUT_OFFSET.search(words):
        return None
    value = found[0].value
    return value if interval(value) is not None and _fits_weekday(words, value) else None


def _fits_weekday(words: str, value: str) -> bool:
    """Whether every weekday that is named is that of the day."""
    named = {each.lastindex for each in _WEEKDAY.finditer(words)}
    day = interval(value[:10]) if named else None
    return not named or (day is not None and named == {day.start.isoweekday()})


def typed_period(text: str, today: date) -> Period | None:
    """A period: ``2024-04``, ``last week``, ``2024-04..2024-06``, ``2024-04..`` or ``..2024-06``.

    Args:
        text: One date or stretch of time, as a search takes it after ``on:``, or two with two dots between
            them, of which one can be left out.
        today: What ``last week`` and dates without a year are counted from.

    Returns:
        The days from the first of one to the last of the other; an end that is left out is the first or the
        last day there is. ``None`` where one is no date, there are more dots, or the first begins behind the
        other's end.
    """
    first, dots, last = clean_line(text).partition("..")
    if not dots:
        return parse_period(first.strip(), today)
    if ".." in last or last.strip().startswith("."):
        return None
    ends = [
        parse_period(each.strip(), today) if each.strip() else Period(date.min, date.max)
        for each in (first, last)
    ]
    begin, end = ends
    if begin is None or end is None or not (first.strip() or last.strip()) or begin.first > end.last:
        return None
    return Period(begin.first, end.last)
