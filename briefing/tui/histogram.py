"""From days to bars: how many articles were published when, in the finest unit that fits. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

Unit = Literal["day", "week", "month", "quarter", "year", "decade", "century"]

_UNITS: tuple[Unit, ...] = ("day", "week", "month", "quarter", "year", "decade", "century")
_MONTHS = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}
#: How exact a date must be (its length in ISO 8601) to be put into a unit.
_EXACT = {"day": 10, "week": 10, "month": 7, "quarter": 7, "year": 4, "decade": 4, "century": 4}
_WIDEST_BAR = 3


@dataclass(frozen=True, slots=True)
class Histogram:
    """Articles by time.

    Attributes:
        unit: What one bar stands for.
        starts: First day of each bar, without gaps.
        counts: Articles of each bar.
        cells: Columns of each bar.
        unplaced: Articles whose date is less exact than the unit.
    """

    unit: Unit
    starts: tuple[date, ...]
    counts: tuple[int, ...]
    cells: int
    unplaced: int = 0

    def bar_of(self, value: str) -> int | None:
        """The bar in which a date lies; none when it is not exact enough."""
        if len(value[:10]) < _EXACT[self.unit]:
            return None
        start = _start(_day(value), self.unit)
        return self.starts.index(start) if start in self.starts else None


def histogram(days: Mapping[str, int], width: int) -> Histogram | None:
    """Count dates (``2024-04-22``, ``2024-04``, ``2024``) into bars in at most ``width`` columns.

    The finest unit that fits is taken; of dates that are less exact than it, it is said how many they
    are. ``None`` when nothing is dated or there is no room.
    """
    if not days or width < 1:
        return None
    exact = [value for value in days if len(value) >= 10] or list(days)
    first, last = _day(min(exact)), _day(max(exact))
    for unit in _UNITS:
        starts = _range(_start(first, unit), last, unit, width)
        if starts is None or not any(len(value[:10]) >= _EXACT[unit] for value in days):
            continue
        places = {start: place for place, start in enumerate(starts)}
        counts = [0] * len(starts)
        unplaced = 0
        for value, count in days.items():
            place = places.get(_start(_day(value), unit)) if len(value[:10]) >= _EXACT[unit] else None
            if place is None:
                unplaced += count
            else:
                counts[place] += count
        return Histogram(
            unit, starts, tuple(counts), min(_WIDEST_BAR, max(1, width // len(starts))), unplaced
        )
    return None


def levels(counts: tuple[int, ...], height: int) -> tuple[tuple[int, ...], ...]:
    """Bars in ``height`` rows, the top row first: eighths of a cell, 0 to 8; anything at all shows."""
    most = max(counts, default=0)
    if not most:
        return tuple((0,) * len(counts) for _ in range(height))
    eighths = [max(1, round(count * 8 * height / most)) if count else 0 for count in counts]
    return tuple(
        tuple(min(8, max(0, value - 8 * row)) for value in eighths) for row in reversed(range(height))
    )


def drawn(
    found: Histogram, height: int, signs: str, empty: str, here: int | None
) -> list[list[tuple[str, str]]]:
    """The bars in so many rows, the top row first, each a text and its role.

    Args:
        found: The bars.
        height: Rows.
        signs: Eighths of a cell, from none to all.
        empty: What stands where a bar has nothing.
        here: The bar that one is at, if any.
    """
    rows: list[list[tuple[str, str]]] = []
    for number, row in enumerate(levels(found.counts, height)):
        lowest = number == height - 1
        parts: list[tuple[str, str]] = []
        for place, level in enumerate(row):
            nothing = empty if lowest and not found.counts[place] else " "
            sign = signs[level] if level else nothing
            parts.append((sign * found.cells, "accent" if place == here else "muted"))
        rows.append(parts)
    return rows


def axis(found: Histogram, names: tuple[str, ...]) -> str:
    """What stands under the bars: months under days and weeks, years under longer ones.

    Args:
        found: The bars.
        names: Short names of the twelve months.
    """
    row = [" "] * (len(found.starts) * found.cells + 4)
    taken = 0
    before: tuple[int, int] | None = None
    by_month = found.unit in ("day", "week")
    for place, first in enumerate(found.starts):
        # A week belongs to the month of its Thursday, as its number belongs to the year of that day.
        start = first + timedelta(days=3) if found.unit == "week" else first
        mark = (start.year, start.month if by_month else 0)
        at = place * found.cells
        name = names[start.month - 1] if by_month else str(start.year)
        if mark != before and at >= taken and at + len(name) <= len(row):
            row[at : at + len(name)] = name
            taken = at + len(name) + 1
        before = mark
    return "".join(row).rstrip()


def _day(value: str) -> date:
    parts = [int(part) for part in value[:10].split("-")]
    return date(parts[0], parts[1] if len(parts) > 1 else 1, parts[2] if len(parts) > 2 else 1)


def _start(day: date, unit: Unit) -> date:
    if unit == "day":
        return day
    if unit == "week":
        return day - timedelta(days=min(day.weekday(), day.toordinal() - 1))
    months = _MONTHS[unit]
    number = (day.year * 12 + day.month - 1) // months * months
    return date(max(1, number // 12), number % 12 + 1, 1)


def _range(first: date, last: date, unit: Unit, most: int) -> tuple[date, ...] | None:
    """Starts of all bars from the first to the last, or nothing when there are too many."""
    starts: list[date] = []
    start: date | None = first
    while start is not None and start <= last:
        starts.append(start)
        if len(starts) > most:
            return None
        start = _next(start, unit)
    return tuple(starts)


def _next(start: date, unit: Unit) -> date | None:
    if unit in ("day", "week"):
        days = 1 if unit == "day" else 7
        return start + timedelta(days=days) if start.toordinal() + days <= date.max.toordinal() else None
    number = start.year * 12 + start.month - 1 + _MONTHS[unit]
    return date(number // 12, number % 12 + 1, 1) if number // 12 <= date.max.year else None
