"""Which packed layers have a moment in a period, found without unpacking those that cannot have one. Pure."""

from __future__ import annotations

import re
import zlib
from datetime import date, timedelta
from typing import TYPE_CHECKING

from index.entities.packing import values_of_moments
from index.intervals import interval

if TYPE_CHECKING:
    from index.when import Period

_INSTANT = timedelta(microseconds=1)
_A_MONTH_ON = timedelta(days=32)

#: A longer period is looked for in every body: hardly one has nothing in it.
_MOST_YEARS = 40


def touches(value: str, period: Period) -> bool:
    """Whether what a value means lies in a period or reaches into it; what has no place in time does not."""
    stretch = interval(value)
    return (
        stretch is not None
        and stretch.start.date() <= period.last
        and (stretch.end - _INSTANT).date() >= period.first
    )


class Sieve:
    """Tells packed layers with a moment in a period from all others."""

    def __init__(self, period: Period) -> None:
        """Take the period."""
        self._period = period
        self._beginnings = _beginnings(period)

    def lets_through(self, body: bytes) -> bool:
        """Whether some moment of these layers touches the period."""
        data = zlib.decompress(body)
        if self._beginnings is not None and not self._beginnings.search(data):
            return False
        return any(touches(value, self._period) for value in values_of_moments(data))


def _beginnings(period: Period) -> re.Pattern[bytes] | None:
    """What stands in the bytes of layers with a value in the period; ``None`` where that is too much to seek.

    Values are years, months or days of them, or weeks, quarters and seasons; decades and centuries. A week, a
    winter and a night reach into what comes after them, and the first week of a year into the one before.
    """
    years = range(period.first.year - 1, period.last.year + 2)
    if len(years) > _MOST_YEARS or years.start < date.min.year or years.stop > date.max.year:
        return None
    month = (period.first - timedelta(1)).replace(day=1)
    found = []
    while month <= period.last:
        found.append(month.isoformat()[: len("2024-04")])
        month = (month + _A_MONTH_ON).replace(day=1)
    found += [f'{year:04d}(?:"|-[A-Z])' for year in years]
    found += [f'{year // 10:03d}"' for year in years]
    found += [f'{year // 100:02d}"' for year in years]
    return re.compile(f'"(?:{"|".join(found)})'.encode())
