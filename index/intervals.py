"""From the value of a time expression to the stretch of time that it means. Pure.

Values are those of ``index.model.Moment``: TIMEX3 notation. What has no place in time (durations, references
to the present) has no stretch.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from index.model import Precision

_VALUE = re.compile(
    r"(?P<century>\d{2})|(?P<decade>\d{3})"
    r"|(?P<year>\d{4})(?:-(?:W(?P<week>\d\d)(?:-(?P<weekday>[1-7]|WE))?|Q(?P<quarter>[1-4])|H(?P<half>[12])"
    r"|(?P<season>SP|SU|FA|WI)|(?P<month>\d\d)(?:-(?P<day>\d\d)(?:T(?P<time>.+))?)?))?"
)
_CLOCK = re.compile(r"(?P<hour>\d\d)(?::(?P<minute>\d\d))?(?::\d\d)?(?:Z|[+-]\d\d(?::?\d\d)?)?")
#: Parts of a day, in hours from its beginning.
_PARTS = {"MO": (6, 12), "MI": (12, 13), "AF": (12, 18), "EV": (18, 22), "NI": (20, 30), "DT": (6, 18)}
_SEASONS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}


@dataclass(frozen=True, slots=True, order=True)
class Interval:
    """From ``start`` to ``end``, which is not part of it; both by the clock of the text."""

    start: datetime
    end: datetime


def interval(value: str) -> Interval | None:
    """The stretch of time that a value means; ``None`` where it has none.

    ``2024-02`` is all of February, ``2024-04-21T21:50`` one minute, ``199`` ten years,
    ``19`` the hundred from 1900 on.
    """
    found = _VALUE.fullmatch(value)
    if found is None:
        return None
    try:
        return _interval(found)
    except (ValueError, OverflowError):  # the 31st of February, the year 0000, the 60th week
        return None


def precision_of(value: str) -> Precision | None:
    """How exact a value is; ``None`` for what has no place in time, for decades and for centuries.

    ``2024-H1`` is as exact as its year, a part of a day as its day.
    """
    found = _VALUE.fullmatch(value)
    if found is None or interval(value) is None or not found["year"]:
        return None
    if found["time"] and (clock := _CLOCK.fullmatch(found["time"])):
        return "minute" if clock["minute"] else "hour"
    finer: tuple[tuple[str, Precision], ...] = (
        ("day", "day"),
        ("month", "month"),
        ("weekday", "day"),
        ("week", "week"),
        ("quarter", "quarter"),
        ("season", "season"),
    )
    if found["weekday"] == "WE":
        return "week"
    return next((precision for group, precision in finer if found[group]), "year")


def _interval(found: re.Match[str]) -> Interval:
    for group, years in (("decade", 10), ("century", 100)):
        if found[group]:
            first = int(found[group]) * years
            return Interval(datetime(first, 1, 1), datetime(first + years, 1, 1))  # noqa: DTZ001  (no zone is known)
    year = int(found["year"])
    if found["week"]:
        return _week(year, int(found["week"]), found["weekday"])
    for group, months in (("quarter", 3), ("half", 6)):
        if found[group]:
            return _months(year, 1 + (int(found[group]) - 1) * months, months)
    if found["season"]:
        return _months(year, _SEASONS[found["season"]], 3)
    if not found["month"]:
        return _months(year, 1, 12)
    if not found["day"]:
        return _months(year, int(found["month"]), 1)
    day = datetime(year, int(found["month"]), int(found["day"]))  # noqa: DTZ001  (as above)
    return _within(day, found["time"]) if found["time"] else Interval(day, day + timedelta(days=1))


def _within(day: datetime, time: str) -> Interval:
    if time in _PARTS:
        first, last = _PARTS[time]
        return Interval(day + timedelta(hours=first), day + timedelta(hours=last))
    clock = _CLOCK.fullmatch(time)
    if clock is None:
        return Interval(day, day + timedelta(days=1))
    start = day + timedelta(hours=int(clock["hour"]), minutes=int(clock["minute"] or 0))
    return Interval(start, start + (timedelta(minutes=1) if clock["minute"] else timedelta(hours=1)))


def _week(year: int, week: int, weekday: str | None) -> Interval:
    monday = datetime.fromisocalendar(year, week, 1)
    if weekday == "WE":
        return Interval(monday + timedelta(days=5), monday + timedelta(days=7))
    if weekday:
        return Interval(monday + timedelta(days=int(weekday) - 1), monday + timedelta(days=int(weekday)))
    return Interval(monday, monday + timedelta(days=7))


def _months(year: int, month: int, count: int) -> Interval:
    last = month + count - 1
    end_year, end_month = year + (last - 1) // 12, (last - 1) % 12 + 1
    end = datetime(end_year, end_month, monthrange(end_year, end_month)[1])  # noqa: DTZ001  (as above)
    return Interval(datetime(year, month, 1), end + timedelta(days=1))  # noqa: DTZ001  (as above)
