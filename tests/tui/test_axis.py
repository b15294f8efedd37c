"""Where moments lie on an axis of days, weeks, months or years."""

from __future__ import annotations

import random
from datetime import date, timedelta

import pytest

from briefing.tui.axis import (
    CELLS,
    SIGNS,
    UNITS,
    Axis,
    axis_of,
    draw,
    labels,
    number_of,
    start_of,
    window_words,
)
from briefing.tui.moments import When, read
from briefing.tui.theme import load_look
from index.model import Moment, Precision, Span
from index.when import Period

UNICODE = {name: load_look("dark").glyph(name) for name in SIGNS}


def when(value: str, precision: Precision | None = "day", before: str = "", text: str = "x") -> When:
    return read(Moment(Span(0, 1), text, value, precision), before)


def row(axis: Axis, one: When) -> str:
    drawn = draw(axis, one, UNICODE)
    assert len(drawn.text) == axis.columns * CELLS
    return drawn.text.rstrip()


WEEKS = axis_of([when("2024-02-26"), when("2024-04-22")], 10)


@pytest.mark.parametrize(
    ("one", "drawn"),
    [
        (when("2024-02-26"), "● · · · · · · · · ·"),
        (when("2024-03-03T05:10", "minute"), "● · · · · · · · · ·"),
        (when("2024-03-04"), "· ● · · · · · · · ·"),
        (when("2024-03", "month"), "├───────┤ · · · · ·"),
        (when("2024-W12", "week"), "· · · ├┤· · · · · ·"),
        (when("2024-03", "month", text="mid-March"), "· · ~~~ · · · · · ·"),
        (when("2024-03-04", before="since "), "· ├────────────────›"),
        (when("2024-03-04", before="until "), "‹─┤ · · · · · · · ·"),
        (when("2024-02", "month"), "┤ · · · · · · · · ·"),
        (when("2024", "year"), "─" * 20),
        (when("2023-12-24"), "‹ · · · · · · · · ·"),
        (when("2025-12-24"), "· · · · · · · · · ·›"),
        (when("2025-12-24", before="since "), "· · · · · · · · · ·›"),
        (when("2023-12-24", before="since "), "─" * 19 + "›"),
        (when("2023-12-24", before="until "), "‹ · · · · · · · · ·"),
        (when("2025-12-24", before="until "), "‹" + "─" * 19),
        (when("", None), "· · · · · · · · · ·"),
    ],
)
def test_a_row(one: When, drawn: str) -> None:
    assert (WEEKS.unit, WEEKS.columns) == ("week", 10)
    assert row(WEEKS, one) == drawn


def test_the_finest_unit_in_which_most_of_it_is_seen_is_taken() -> None:
    days = [when(f"2024-04-{day:02d}") for day in range(1, 15)]
    assert axis_of(days, 15).unit == "day"
    assert axis_of([*days, *[when("2024-01-20")] * 5], 15).unit == "week"
    # One date far off does not make all others one column.
    assert axis_of([*days, when("1991", "year")], 15).unit == "day"
    assert axis_of([when("1991", "year"), when("2024", "year")], 40).unit == "year"
    assert axis_of([], 15).columns == 15


@pytest.mark.parametrize("columns", [15, 40])
@pytest.mark.parametrize("near", [2, 3, 8, 20])
def test_one_date_far_off_never_makes_one_column_of_the_others(columns: int, near: int) -> None:
    days = [when(f"2024-04-{1 + each % 14:02d}") for each in range(near)]
    for far in (["1994"], ["2050"], ["1994", "2050"] if near > 6 else ["1994"]):
        axis = axis_of([*days, *(when(year, "year") for year in far)], columns)
        assert axis.unit == "day"
        assert all(0 <= axis.column(one.first) < columns for one in days if one.first)
        assert axis.outside([*days, *(when(year, "year") for year in far)]) == (
            far.count("1994"),
            far.count("2050"),
        )


def test_many_dates_far_off_do_not_either_while_the_others_can_be_parted() -> None:
    days = [when(f"2024-04-{day:02d}") for day in (3, 4, 9, 12, 14, 20)]
    years = [when(str(year), "year") for year in (2010, 2012, 2015, 2017)]
    assert axis_of([*days, *years], 15).unit == "week"
    # Those of one day stand in one column on every axis: then the one with the others on it says more.
    assert axis_of([*[when("2024-04-14")] * 6, *years], 15).unit == "year"


def test_the_axis_stands_where_most_dates_lie_and_of_two_such_places_at_the_later() -> None:
    early, late = ([when(f"{year}-04-{day:02d}") for day in range(1, 11)] for year in (2022, 2024))
    assert axis_of([*early, *early, *late], 15, "day").first == date(2022, 4, 1)
    assert axis_of([*early, *late], 15, "day").first == date(2024, 4, 1)


def test_what_lies_outside_is_counted_at_both_ends() -> None:
    there = [
        *(when("2024-02", "month"), when("2024-03-04"), when("", None)),
        *(when("2023-12-24"), when("2023-12-24", before="since "), when("2023-12-24", before="until ")),
        *(when("2025-12-24"), when("2025-12-24", before="since "), when("2025-12-24", before="until ")),
    ]
    assert WEEKS.outside(there) == (2, 2)
    for one in there:
        drawn = draw(WEEKS, one, UNICODE)
        arrow = drawn.text[drawn.start : drawn.end] in (UNICODE["axis_earlier"], UNICODE["axis_later"])
        assert (WEEKS.outside([one]) != (0, 0)) == arrow


def test_a_period_is_seen_whole_where_there_is_a_unit_for_it() -> None:
    days = [when(f"2024-04-{day:02d}") for day in range(1, 15)]
    for first, last, unit in (
        (date(2024, 4, 1), date(2024, 4, 10), "day"),
        (date(2024, 4, 1), date(2024, 6, 30), "week"),
        (date(2024, 1, 1), date(2024, 12, 31), "month"),
        (date(2015, 1, 1), date(2024, 12, 31), "year"),
    ):
        axis = axis_of(days, 15, None, Period(first, last))
        assert axis.unit == unit
        assert axis.first <= first <= last <= axis.last
    assert axis_of(days, 15, None, Period(date.min, date(2024, 4, 30))) == axis_of(days, 15)


def test_the_axis_moves_on_to_what_would_not_be_seen_and_else_stays() -> None:
    axis = axis_of([when("2024-04-01"), when("2024-04-10")], 15)
    inside, later = when("2024-04-15"), when("2024-05-20")
    assert axis.following(inside) == axis
    moved = axis.following(later)
    assert moved != axis
    assert "●" in row(moved, later)
    assert moved.following(later) == moved


@pytest.mark.parametrize("unit", UNITS)
def test_every_unit_begins_where_the_one_before_ends(unit: str) -> None:
    chance = random.Random(3)
    for _ in range(300):
        day = date.fromordinal(chance.randrange(1, date.max.toordinal() - 400))
        number = number_of(day, unit)  # type: ignore[arg-type]
        first, after = start_of(number, unit), start_of(number + 1, unit)  # type: ignore[arg-type]
        assert first <= day < after
        assert number_of(after - timedelta(1), unit) == number  # type: ignore[arg-type]


@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize("value", ["0001-01-01", "9999-12-30", "2024-02-29"])
def test_the_first_and_the_last_day_there_are_can_be_shown(unit: str, value: str) -> None:
    one = when(value)
    axis = axis_of([when("2024-04-01")], 15, unit).following(one)  # type: ignore[arg-type]
    assert "●" in row(axis, one)
    assert labels(axis, 80)
    assert axis.unit in window_words(axis)


def test_what_stands_above() -> None:
    assert labels(WEEKS, 31) == "  Mar     Apr     May"
    assert window_words(WEEKS) == "Feb – May 2024, by week"
    days = axis_of([when("2024-04-10")], 14, "day")
    assert labels(days, 31) == "10 Apr    15 Apr        22 Apr"
    assert window_words(days) == "10 Apr – 23 Apr 2024, by day"
    months = axis_of([when("2023-11", "month")], 14, "month")
    assert labels(months, 31) == "    2024"
    years = axis_of([when("1991", "year")], 12, "year")
    assert labels(years, 31) == "1991    1995      2000"
    assert labels(years, 21) == "1991    1995", "what there is no room for is left out"
    assert window_words(years) == "1991 – 2002, by year"


def test_numbers_at_the_ends_take_the_place_of_names() -> None:
    assert labels(WEEKS, 20, ("‹3", "")) == "‹3        Apr"
    assert labels(WEEKS, 20, ("", "1,204›")) == "  Mar     Apr 1,204›"
    assert labels(WEEKS, 20, ("‹3", "12,204›")) == "‹3           12,204›"
    assert labels(WEEKS, 20) == "  Mar     Apr     May"[:20].rstrip().removesuffix(" Ma").rstrip()


def test_signs_of_a_plain_terminal_are_as_wide() -> None:
    ascii_signs = {name: load_look("dark", "ascii").glyph(name) for name in SIGNS}
    for one in (when("2024-03", "month"), when("2024-03-04", before="since "), when("2024-02-26")):
        assert draw(WEEKS, one, ascii_signs, ".")[1:] == draw(WEEKS, one, UNICODE)[1:]
        assert draw(WEEKS, one, ascii_signs, ".").text.isascii()
