"""Dates as people and files write them: periods of a query, and the moment a copy was published.

``parse_period`` reads what an analyst types (``feb-2024``, ``last week``), ``parse_published`` what a
file says about itself. Both refuse to guess: a date that can be read two ways is never read one way,
what was not said is never filled in from today's date or anything else, and leftover words mean that
it was not a date. Time expressions inside an article's text are none of their business.
"""

from __future__ import annotations

import difflib
import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from index.model import Published

FIRST_YEAR = 1000
LAST_YEAR = 2999

_MONTH_NAMES = (
    "january february march april may june july august september october november december".split()  # noqa: SIM905
)
_DAY_NAMES = "monday tuesday wednesday thursday friday saturday sunday".split()  # noqa: SIM905
_UNITS = ("day", "week", "month", "year")
_NAMED_DAYS = {"today": 0, "yesterday": 1}

_MONTHS = {
    **{name: number for number, name in enumerate(_MONTH_NAMES, 1)},
    **{name[:3]: number for number, name in enumerate(_MONTH_NAMES, 1)},
    "sept": 9,
}
_WEEKDAYS = {
    **{name: number for number, name in enumerate(_DAY_NAMES)},
    **{name[:3]: number for number, name in enumerate(_DAY_NAMES)},
} | {"tues": 1, "thur": 3, "thurs": 3}

# Longer than any date that people write; it also keeps the patterns below from long work.
_LONGEST = 80

_SEPARATOR = re.compile(r"[\s,./_-]+")
_ORDINAL = re.compile(r"(\d{1,2})(?:st|nd|rd|th)")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_LAST_COUNT = re.compile(r"(?:last|past) (\d{1,5}) (day|week|month|year)s?")
_AGO = re.compile(r"(\d{1,5}) (day|week|month|year)s? ago")
_THIS_OR_LAST = re.compile(r"(this|last) (week|month|year)")

_ZONE = r"(?P<zone>z|(?:utc|gmt|ut)?\s*[+-]\d{1,2}(?::?\d{2})?|[a-z]{2,4})"
_WITH_TIME = re.compile(
    r"(?P<date>.*?[^\s,])(?:t|,?\s+at\s+|,?\s+)(?P<hour>\d{1,2}):(?P<minute>\d{2})"
    r"(?::(?P<second>\d{2})(?:[.,]\d{1,9})?)?(?:\s*(?P<half>[ap])\.?m\b\.?)?"
    rf"(?:\s*{_ZONE})?(?:\s*\([a-z ]+\))?"
)
_COMPACT_WITH_TIME = re.compile(
    r"(?P<date>\d{8})t(?P<hour>\d{2})(?P<minute>\d{2})(?P<second>\d{2})?(?P<half>[ap]m)?" + f"{_ZONE}?"
)
_OFFSET = re.compile(r"([+-])(\d{1,2}):?(\d{2})?$")
# In minutes. Today's end at 14 hours; before standard time some places were nearly 16 away.
_FARTHEST_OFFSET = 16 * 60
_UTC_NAMES = frozenset(("z", "utc", "gmt", "ut"))

# Names that several offsets answer to ("CST" is American and Chinese): the time stands, without an offset.
_VAGUE_ZONES = re.compile("[ecmp][sd]t|bst|ist|wes?t|ces?t|ees?t|msk|trt|ast|jst")

# Words of a date by sort: y(ear), m(onth by name), d (one or two digits), o(rdinal). The value says what
# each is; "ddy" is missing because nobody can say.
_ORDERS = {
    **{shape: shape for shape in ("y", "m", "my", "ym", "dm", "md", "dmy", "mdy", "ymd")},
    **{shape: shape.replace("o", "d") for shape in ("om", "mo", "omy", "moy", "ymo")},
} | {"yd": "ym", "dy": "my", "ydd": "ymd"}


@dataclass(frozen=True, slots=True)
class Period:
    """A run of days, from ``first`` to ``last``, both included."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class _Parts:
    """What a calendar date says; ``None`` is what it does not say."""

    year: int | None
    month: int | None = None
    day: int | None = None
    two_ways: bool = False


def parse_period(text: str, today: date) -> Period | None:
    """Read a date or a stretch of time as it is typed into a query.

    Args:
        text: Without quotes; case does not count, and hyphens are as good as spaces.
        today: What "yesterday" and dates without a year are counted from.

    Returns:
        The days that it covers, or ``None`` when it is no date, is impossible (``31-feb``) or can be
        read two ways (``03/04/2024``). A day or month without a year is the most recent one that has
        begun; weeks run from Monday to Sunday; "2 weeks ago" is that whole week, and "last 7 days"
        ends today.
    """
    if len(text) > _LONGEST:
        return None
    words = _words(text)
    try:
        return _relative(" ".join(words), today) or _dated(_parts(words), today)
    except (ValueError, OverflowError):  # arithmetic that left the calendar: "9999 years ago"
        return None


def suggest_period(text: str, today: date) -> str | None:
    """The nearest writing that ``parse_period`` reads, for a text that it does not read.

    Returns:
        One word, such as ``feb-2024`` or ``last-week``; ``None`` when nothing is near.
    """
    if len(text) > _LONGEST:
        return None
    words = _words(text)
    parts = _parts(words)
    if parts is not None and parts.two_ways:
        day, month, year = (int(word) for word in words)
        return f"{day}-{_MONTH_NAMES[month - 1][:3]}-{year}"
    known = [*_MONTH_NAMES, *_DAY_NAMES, *_NAMED_DAYS, "this", "last", "ago"]
    known += [*_UNITS, *(f"{unit}s" for unit in _UNITS)]
    mended = []
    for word in words:
        near = [word]
        if word.isalpha() and not (word in known or word in _MONTHS or word in _WEEKDAYS):
            near = difflib.get_close_matches(word, known, n=1, cutoff=0.7)
        mended += near
    if len(mended) < len(words) or tuple(mended) == words:
        return None
    period = parse_period(" ".join(mended), today)
    if period is None:
        return None
    parts = _parts(tuple(mended))
    if parts is None or parts.month is None:
        return "-".join(mended)
    month_name = _MONTH_NAMES[parts.month - 1][:3]
    day_name = f"{period.first.day}-" if parts.day else ""
    return f"{day_name}{month_name}-{period.first.year}"


def parse_published(value: object) -> Published | None:
    """Read what a file says about when it was published.

    Args:
        value: A text (ISO 8601, RFC 2822, or as newspapers write: "Mon 22 Apr 2024, 21:50"), a date or
            datetime, or a number (epoch seconds in 10 digits, milliseconds in 13; or 2024, 20240422).

    Returns:
        As much as it says for certain: a date that can be read two ways keeps its year only, a naive
        datetime at midnight is a day (nobody can tell whether a time was meant). ``None`` when it is no
        date, when words are left over, or when the year is outside 1000 to 2999.
    """
    if isinstance(value, datetime):
        return _of_datetime(value)
    if isinstance(value, date):
        return _published(_Parts(value.year, value.month, value.day))
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _of_number(value)
    return _of_text(value) if isinstance(value, str) else None


def reads_two_ways(value: object) -> bool:
    """Whether a file's date, such as ``03/04/2024``, is one day to some readers and another to others."""
    if not isinstance(value, str) or len(value) > _LONGEST:
        return False
    text = value.strip().lower()
    timed = _WITH_TIME.fullmatch(text)
    parts = _parts(_words(timed["date"] if timed else text))
    return parts is not None and parts.two_ways


def bounds(published: Published) -> Period:
    """The first and the last day that it can mean, on the calendar of whoever published it."""
    year, month, day = _numbers(published)
    if month is None:
        return Period(date(year, 1, 1), date(year, 12, 31))
    if day is None:
        return Period(date(year, month, 1), date(year, month, monthrange(year, month)[1]))
    return Period(date(year, month, day), date(year, month, day))


def first_minute(published: Published) -> int:
    """Minutes from 0001-01-01T00:00 to the first moment that it can mean; for sorting.

    In UTC, so that moments of different places sort as they happened; without an offset as it stands.
    """
    minutes = (bounds(published).first.toordinal() - 1) * 24 * 60
    if published.precision == "minute":
        minutes += int(published.value[11:13]) * 60 + int(published.value[14:16])
        if offset := _OFFSET.search(published.value, 16):
            minutes -= _offset_minutes(offset)
    return minutes


def _words(text: str) -> tuple[str, ...]:
    """The words and numbers of a date in lower case; an empty word where a separator dangles."""
    return tuple(_SEPARATOR.split(text.lower().strip(" \t\n.,")))


def _parts(words: tuple[str, ...]) -> _Parts | None:
    """Read year, month and day in any order that is certain."""
    if len(words) == 1 and (compact := _COMPACT.fullmatch(words[0])):
        words = compact.groups()
    read = [_sort_and_value(word) for word in words]
    shape = "".join(sort for sort, _ in read)
    values = [value for _, value in read]
    if shape in _ORDERS:
        said = dict(zip(_ORDERS[shape], values, strict=True))
        return _possible(said.get("y"), said.get("m"), said.get("d"))
    if shape == "ddy":
        first, second, year = values
        readings = {_possible(year, second, first), _possible(year, first, second)} - {None}
        return _Parts(year, two_ways=True) if len(readings) > 1 else next(iter(readings), None)
    return None


def _sort_and_value(word: str) -> tuple[str, int]:
    """What a word of a date is, as ``_ORDERS`` calls it, and its number; ``?`` when it is none."""
    if ordinal := _ORDINAL.fullmatch(word):
        return "o", int(ordinal[1])
    if word.isdecimal() and len(word) <= 2:
        return "d", int(word)
    if word.isdecimal() and len(word) == 4:
        return "y", int(word)
    return ("m", _MONTHS[word]) if word in _MONTHS else ("?", 0)


def _possible(year: int | None, month: int | None, day: int | None) -> _Parts | None:
    """These parts, or ``None`` when no calendar has them."""
    leap_year = 2000
    if year is not None and not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    if month is not None and not 1 <= month <= 12:
        return None
    if day is not None and not 1 <= day <= monthrange(year or leap_year, month or 1)[1]:
        return None
    return _Parts(year, month, day)


def _dated(parts: _Parts | None, today: date) -> Period | None:
    """The days of a calendar date; without a year, the most recent one that has begun."""
    if parts is None or parts.two_ways:
        return None
    latest = today.year if parts.year is None else parts.year
    if parts.month is None:
        return Period(date(latest, 1, 1), date(latest, 12, 31))
    # 29 February can be eight years away, across a century that was no leap year.
    for year in range(latest, latest - (9 if parts.year is None else 1), -1):
        length = monthrange(year, parts.month)[1]
        if (parts.day or 1) > length:
            continue
        first = date(year, parts.month, parts.day or 1)
        if parts.year is not None or first <= today:
            return Period(first, date(year, parts.month, parts.day or length))
    return None


def _relative(text: str, today: date) -> Period | None:
    """The days of a text that counts from today."""
    if text in _NAMED_DAYS:
        return _whole("day", _NAMED_DAYS[text], today)
    if text in _WEEKDAYS:
        return _whole("day", (today.weekday() - _WEEKDAYS[text]) % 7, today)
    if match := _THIS_OR_LAST.fullmatch(text):
        return _whole(match[2], 1 if match[1] == "last" else 0, today)
    if match := _AGO.fullmatch(text):
        return _whole(match[2], int(match[1]), today)
    if match := _LAST_COUNT.fullmatch(text):
        return _until_today(match[2], int(match[1]), today)
    return None


def _whole(unit: str, back: int, today: date) -> Period:
    """The day, week, month or year that lies ``back`` of them before today's."""
    if unit == "day":
        day = today - timedelta(days=back)
        return Period(day, day)
    if unit == "week":
        monday = today - timedelta(days=today.weekday() + 7 * back)
        return Period(monday, monday + timedelta(days=6))
    if unit == "month":
        year, month = divmod(today.year * 12 + today.month - 1 - back, 12)
        return Period(date(year, month + 1, 1), date(year, month + 1, monthrange(year, month + 1)[1]))
    return Period(date(today.year - back, 1, 1), date(today.year - back, 12, 31))


def _until_today(unit: str, count: int, today: date) -> Period | None:
    """So many days, weeks, months or years, the last of which ends today."""
    if count == 0:
        return None
    if unit in ("day", "week"):
        days = count * (7 if unit == "week" else 1)
        return Period(today - timedelta(days=days - 1), today)
    months = count * (12 if unit == "year" else 1)
    year, month = divmod(today.year * 12 + today.month - 1 - months, 12)
    day = min(today.day, monthrange(year, month + 1)[1])
    return Period(date(year, month + 1, day) + timedelta(days=1), today)


def _of_text(value: str) -> Published | None:
    if len(value) > _LONGEST:
        return None
    text = value.strip().lower()
    timed = _COMPACT_WITH_TIME.fullmatch(text) or _WITH_TIME.fullmatch(text)
    words = _words(timed["date"] if timed else text)
    weekday = None
    if len(words) > 3 and words[0] in _WEEKDAYS:
        weekday = _WEEKDAYS[words[0]]
        words = words[1:]
    parts = _parts(words)
    if parts is None or parts.year is None:
        return None
    if weekday is not None:
        # A weekday that contradicts the date says that one of them is wrong, not which.
        full = parts.month is not None and parts.day is not None
        if not full or date(parts.year, parts.month or 1, parts.day or 1).weekday() != weekday:
            return None
    if timed is None or parts.two_ways:
        return _published(parts)
    return _published(parts, _time(timed)) if parts.day is not None and _time(timed) else None


def _time(timed: re.Match[str]) -> str:
    """``21:50`` or ``21:50+03:00``; empty when no clock shows it."""
    hour, minute, second = int(timed["hour"]), int(timed["minute"]), int(timed["second"] or 0)
    if timed["half"]:
        if not 1 <= hour <= 12:
            return ""
        hour = hour % 12 + (12 if timed["half"] == "p" else 0)
    if hour > 23 or minute > 59 or second > 60:
        return ""
    zone = timed["zone"] or ""
    offset = _OFFSET.search(zone)
    if offset:
        minutes = _offset_minutes(offset)
        if abs(minutes) > _FARTHEST_OFFSET or int(offset[3] or 0) > 59:
            return ""
        return f"{hour:02}:{minute:02}{_offset(minutes)}"
    if zone in _UTC_NAMES:
        return f"{hour:02}:{minute:02}+00:00"
    return f"{hour:02}:{minute:02}" if not zone or _VAGUE_ZONES.fullmatch(zone) else ""


def _offset_minutes(offset: re.Match[str]) -> int:
    minutes = int(offset[2]) * 60 + int(offset[3] or 0)
    return -minutes if offset[1] == "-" else minutes


def _offset(minutes: int) -> str:
    return f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"


def _of_datetime(value: datetime) -> Published | None:
    parts = _Parts(value.year, value.month, value.day)
    offset = value.utcoffset()
    if offset is None:
        midnight = not (value.hour or value.minute or value.second or value.microsecond)
        return _published(parts, "" if midnight else f"{value:%H:%M}")
    minutes = int(offset.total_seconds()) // 60
    return _published(parts, f"{value:%H:%M}{_offset(minutes)}") if abs(minutes) <= _FARTHEST_OFFSET else None


def _of_number(value: int | float) -> Published | None:
    # Compared, never converted: a whole number of a file can be too large for a float, a float NaN.
    if 10**9 <= value < 10**10:
        return _of_datetime(datetime.fromtimestamp(value, UTC))
    if 10**12 <= value < 10**13:
        return _of_datetime(datetime.fromtimestamp(value / 1000, UTC))
    if 0 <= value < 10**8 and value == int(value):
        return _of_text(str(int(value)))
    return None


def _published(parts: _Parts, time: str = "") -> Published | None:
    if parts.year is None or not FIRST_YEAR <= parts.year <= LAST_YEAR:
        return None
    if parts.month is None:
        return Published(f"{parts.year}", "year")
    if parts.day is None:
        return Published(f"{parts.year}-{parts.month:02}", "month")
    day = f"{parts.year}-{parts.month:02}-{parts.day:02}"
    return Published(f"{day}T{time}", "minute") if time else Published(day, "day")


def _numbers(published: Published) -> tuple[int, int | None, int | None]:
    """Year, month and day of ``Published.value``."""
    value = published.value
    return (
        int(value[:4]),
        int(value[5:7]) if len(value) > 4 else None,
        int(value[8:10]) if len(value) > 7 else None,
    )
