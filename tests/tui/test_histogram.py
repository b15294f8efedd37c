"""From dates to bars."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from briefing.tui.histogram import axis, histogram, levels
from briefing.tui.words import MONTHS


def test_the_finest_unit_that_fits_is_taken() -> None:
    days = {"2024-02-03": 2, "2024-04-22": 5}
    units = {width: found.unit for width in (100, 27, 8, 2) if (found := histogram(days, width))}
    assert units == {100: "day", 27: "week", 8: "month", 2: "quarter"}


def test_every_article_is_in_a_bar_or_counted_as_not_so_exact() -> None:
    found = histogram({"2024-02-03": 2, "2024-03": 1, "2024": 4, "2024-04-22": 5}, 27)
    assert found is not None
    assert (sum(found.counts), found.unplaced) == (7, 5)
    assert found.starts[1] - found.starts[0] == timedelta(days=7)


def test_the_bar_of_an_article_is_where_its_date_is() -> None:
    found = histogram({"2024-02-03": 2, "2024-04-22": 5}, 27)
    assert found is not None
    assert found.bar_of("2024-04-22T10:15") == len(found.starts) - 1
    assert found.bar_of("2024-04") is None
    assert found.bar_of("2031-04-22") is None


def test_dates_that_are_only_years_make_bars_of_years() -> None:
    found = histogram({"1999": 2, "2003": 1}, 30)
    assert found is not None
    assert (found.unit, found.counts) == ("year", (2, 0, 0, 0, 1))
    assert axis(found, MONTHS).split() == ["1999", "2001", "2003"]


def test_months_stand_under_their_weeks() -> None:
    found = histogram({"2024-02-01": 1, "2024-04-22": 5}, 27)
    assert found is not None
    assert axis(found, MONTHS).split() == ["Feb", "Mar", "Apr"]


def test_the_lowest_count_shows_and_the_highest_fills_the_height() -> None:
    top, bottom = levels((1, 0, 1000), 2)
    assert (top, bottom) == ((0, 0, 8), (1, 0, 8))
    assert levels((0, 0), 1) == ((0, 0),)


def test_there_is_no_histogram_of_nothing_and_none_without_room() -> None:
    assert histogram({}, 20) is None
    assert histogram({"2024-02-03": 2}, 0) is None


@given(
    st.dictionaries(
        st.dates().map(date.isoformat).flatmap(lambda day: st.sampled_from([day, day[:7], day[:4]])),
        st.integers(1, 9),
        min_size=1,
    ),
    st.integers(1, 60),
)
def test_any_dates_fit_and_none_is_lost(days: dict[str, int], width: int) -> None:
    found = histogram(days, width)
    if found is None:
        return  # a hundred centuries do not fit into a few columns
    assert len(found.starts) * found.cells <= width
    assert sum(found.counts) + found.unplaced == sum(days.values())
