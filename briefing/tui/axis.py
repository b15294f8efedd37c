"""An axis of time in cells: days, weeks, months or years side by side, and where something lies on it. Pure.

Each unit has a column of two cells. What lies outside of what is seen shows at the edge as an arrow, and
no mark is ever narrower than what was said.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Literal, NamedTuple

from briefing.tui.moments import When
from briefing.tui.words import MONTHS

if TYPE_CHECKING:
    from index.when import Period

Unit = Literal["day", "week", "month", "year"]

#: From the finest to the widest.
UNITS: tuple[Unit, ...] = ("day", "week", "month", "year")

#: Cells of one unit: its mark, and the space behind it.
CELLS = 2

#: Of so many dates one may lie outside of what the axis shows to begin with, and one in any case where there
#: are three: a date far off would make the axis so coarse that all others stand in one column.
_ONE_OUTSIDE_OF = 4
_FEW = 3

#: Names of the signs of an axis, as the palette calls them.
SIGNS = ("axis_point", "axis_begin", "axis_line", "axis_end", "axis_later", "axis_earlier", "axis_about")


class Drawn(NamedTuple):
    """One row of an axis.

    Attributes:
        text: The row, with a dot in every column that is empty.
        start: The first cell of the mark.
        end: After its last; equal to ``start`` where there is none.
    """

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Axis:
    """Some units of time side by side.

    Attributes:
        unit: What one column stands for.
        begin: The column that is seen first, counted in units from the first unit there is.
        columns: How many are seen.
    """

    unit: Unit
    begin: int
    columns: int

    @property
    def first(self) -> date:
        """The first day that is seen."""
        return start_of(self.begin, self.unit)

    @property
    def last(self) -> date:
        """The last day that is seen."""
        return start_of(self.begin + self.columns, self.unit) - timedelta(1)

    def column(self, day: date) -> int:
        """The column of a day, from 0; negative or too high where it is not seen."""
        return number_of(day, self.unit) - self.begin

    def outside(self, whens: Sequence[When]) -> tuple[int, int]:
        """How many of these lie before all that is seen, and how many behind it."""
        first, last = self.first, self.last
        ends = [_ends(when) for when in whens if when.first is not None]
        return (
            sum(end is not None and end < first for _, end in ends),
            sum(begin is not None and begin > last for begin, _ in ends),
        )

    def following(self, when: When) -> Axis:
        """The same axis, moved on where something would not be seen."""
        if when.first is None or when.last is None or 0 <= self.column(_mark_of(when)) < self.columns:
            return self
        begin = number_of(_mark_of(when), self.unit) - self.columns // 3
        return replace(self, begin=_fitting(begin, self.unit, self.columns))


def axis_of(
    whens: Sequence[When], columns: int, unit: Unit | None = None, period: Period | None = None
) -> Axis:
    """The axis on which these are shown.

    It is as fine as it can be while most of them are seen on it, wherever these lie. What lies far off does
    not make it coarser, unless the others would still be spread over several columns.

    Args:
        whens: What is to be shown.
        columns: How many columns there are.
        unit: What one column is to stand for.
        period: Days that are all to be seen, where there is a unit for that.
    """
    found = sorted(_mark_of(when) for when in whens if when.first is not None)
    if period is not None:
        for each in (unit,) if unit else UNITS:
            begin = number_of(period.first, each)
            if number_of(period.last, each) - begin < columns:
                return Axis(each, _fitting(begin, each, columns), columns)
    if not found:
        return Axis(unit or "day", number_of(date(2000, 1, 1), unit or "day"), columns)
    wanted = len(found) - max(len(found) // _ONE_OUTSIDE_OF, len(found) >= _FEW)
    tried: list[_Tried] = []
    for each in (unit,) if unit else UNITS:
        tried.append(_try(found, each, columns))
        if tried[-1].seen >= wanted:
            break
    chosen = tried[-1] if tried[-1].seen >= wanted else max(tried, key=lambda one: one.seen)
    if chosen.fullest > len(found) // 2:
        finer = reversed(tried[: tried.index(chosen)])
        chosen = next((one for one in finer if one.fullest <= len(found) // 2), chosen)
    return Axis(chosen.unit, _fitting(chosen.begin, chosen.unit, columns), columns)


def draw(axis: Axis, when: When, signs: Mapping[str, str], empty: str = "·") -> Drawn:
    """The row of one moment.

    Args:
        axis: The axis.
        when: The moment.
        signs: Each of ``SIGNS`` to what is drawn for it.
        empty: What stands in a column without anything.
    """
    width = axis.columns * CELLS
    blank = f"{empty} " * axis.columns
    if when.first is None or when.last is None:
        return Drawn(blank, 0, 0)
    first, last = CELLS * axis.column(when.first), CELLS * axis.column(when.last)
    if when.form == "from":
        mark, start = _open_end(last if when.relation == "after" else first, width - 1, signs)
    elif when.form == "until":
        mark, start = _open_begin(first if when.relation == "before" else last, signs)
    elif when.form == "point":
        mark, start = signs["axis_point"], first
    elif when.form == "about":
        mark, start = signs["axis_about"] * (last - first + 1), first
    else:
        inside = max(last - first, 1) - 1
        mark, start = signs["axis_begin"] + signs["axis_line"] * inside + signs["axis_end"], first
    return _cut(blank, mark, start, width, signs)


def labels(axis: Axis, width: int, outside: tuple[str, str] = ("", "")) -> str:
    """What stands above the columns, in at most ``width`` cells.

    Days stand above days, months above weeks, years above months and years; a name for which there is no
    room is left out.

    Args:
        axis: The axis.
        width: Cells.
        outside: What stands at the ends, of what lies before and behind all that is seen.
    """
    left, right = outside
    begin = len(left) + bool(left)
    room = width - len(right) - bool(right)
    names: list[tuple[int, str]] = []
    before: tuple[int, ...] = ()
    for column in range(axis.columns):
        mark, name = _label(start_of(axis.begin + column, axis.unit), axis.unit)
        if mark != before:
            names.append((column * CELLS, name))
        before = mark
    if len(names) > 1 and names[1][0] <= len(names[0][1]):
        del names[0]  # of what is seen first only the end is seen
    row = ""
    for at, name in names:
        if (not row or at > len(row)) and begin <= at and at + len(name) <= room:
            row = row.ljust(at) + name
    row = left + row[len(left) :]
    return f"{row:<{width - len(right)}}{right}" if right else row


def window_words(axis: Axis) -> str:
    """What is seen, in words: ``Feb – May 2024, by week``."""
    first, last = axis.first, axis.last
    if axis.unit == "year":
        span = f"{first.year} – {last.year}"
    else:
        ends = [MONTHS[day.month - 1] for day in (first, last)]
        if axis.unit == "day":
            ends = [f"{day.day} {name}" for day, name in zip((first, last), ends, strict=True)]
        years = (f" {first.year}" if first.year != last.year else "", f" {last.year}")
        span = f"{ends[0]}{years[0]} – {ends[1]}{years[1]}"
    return f"{span}, by {axis.unit}"


def years_words(whens: Sequence[When]) -> str:
    """From when to when these are, in years: ``2003 – 2024``."""
    years = [when.first.year for when in whens if when.first is not None]
    if not years:
        return ""
    return str(min(years)) if min(years) == max(years) else f"{min(years)} – {max(years)}"


def number_of(day: date, unit: Unit) -> int:
    """Which unit a day lies in, counted from the first year there is. Weeks begin on Mondays."""
    if unit == "day":
        return day.toordinal() - 1
    if unit == "week":
        return (day.toordinal() - 1) // 7
    return 12 * (day.year - 1) + day.month - 1 if unit == "month" else day.year - 1


def start_of(number: int, unit: Unit) -> date:
    """The first day of a unit, by its number; the last day there is behind the last unit."""
    try:
        if unit == "day":
            return date.fromordinal(number + 1)
        if unit == "week":
            return date.fromordinal(7 * number + 1)
        if unit == "month":
            return date(number // 12 + 1, number % 12 + 1, 1)
        return date(number + 1, 1, 1)
    except (ValueError, OverflowError):
        return date.max


class _Tried(NamedTuple):
    """An axis that was tried: its unit and its first column, how many are seen, how many in one column."""

    unit: Unit
    begin: int
    seen: int
    fullest: int


def _try(days: Sequence[date], unit: Unit, columns: int) -> _Tried:
    """The axis of a unit on which the most of some days, in order, are seen; of several the latest."""
    numbers = [number_of(day, unit) for day in days]
    best, first = (0, 0), 0
    for last, number in enumerate(numbers):
        while number - numbers[first] >= columns:
            first += 1
        best = max(best, (last - first + 1, first))
    seen, first = best
    fullest = max(Counter(numbers[first : first + seen]).values())
    return _Tried(unit, numbers[first], seen, fullest)


def _ends(when: When) -> tuple[date | None, date | None]:
    """The first and the last day that the mark of something reaches; ``None`` where that end is open."""
    if when.form == "from":
        return _mark_of(when), None
    if when.form == "until":
        return None, _mark_of(when)
    return when.first, when.last


def _fitting(begin: int, unit: Unit, columns: int) -> int:
    """The first column, so that there are days in all of them."""
    return max(0, min(begin, number_of(date.max, unit) - columns + 1))


def _mark_of(when: When) -> date:
    """The day at which the mark of something stands."""
    first, last = when.first or date.min, when.last or date.min
    if when.form == "until":
        return first if when.relation == "before" else last
    return last if when.relation == "after" else first


def _open_end(start: int, last_cell: int, signs: Mapping[str, str]) -> tuple[str, int]:
    if start > last_cell:
        return signs["axis_later"], start
    line = signs["axis_line"] * max(0, last_cell - start - 1)
    return signs["axis_begin"] + line + signs["axis_later"], start


def _open_begin(end: int, signs: Mapping[str, str]) -> tuple[str, int]:
    if end < 0:
        return signs["axis_earlier"], end
    line = signs["axis_line"] * max(0, end - 1)
    return signs["axis_earlier"] + line + signs["axis_end"], 0


def _cut(blank: str, mark: str, start: int, width: int, signs: Mapping[str, str]) -> Drawn:
    """The mark in its row; an arrow at the edge where nothing of it is seen."""
    end = start + len(mark)
    if start >= width:
        return Drawn(blank[: width - 1] + signs["axis_later"], width - 1, width)
    if end <= 0:
        return Drawn(signs["axis_earlier"] + blank[1:], 0, 1)
    seen = mark[max(0, -start) : len(mark) - max(0, end - width)]
    start = max(0, start)
    return Drawn(blank[:start] + seen + blank[start + len(seen) :], start, start + len(seen))


def _label(first: date, unit: Unit) -> tuple[tuple[int, ...], str]:
    """What one column belongs to, and the name of that."""
    month = MONTHS[first.month - 1]
    if unit == "day":
        monday = first - timedelta(min(first.weekday(), first.toordinal() - 1))
        return monday.timetuple()[:3], f"{first.day} {month}"
    if unit == "week":
        # A week belongs to the month of its Thursday, as its number belongs to the year of that day.
        thursday = first + timedelta(3)
        return (thursday.year, thursday.month), MONTHS[thursday.month - 1]
    if unit == "month":
        return (first.year,), str(first.year)
    return (first.year // 5,), str(first.year)
