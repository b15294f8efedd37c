"""Claims about dates: of queries, and of what files say about themselves."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from index.model import Published
from index.when import (
    Period,
    bounds,
    first_minute,
    parse_period,
    parse_published,
    reads_two_ways,
    suggest_period,
)

MONDAY = date(2024, 4, 22)


def days(first: str, last: str | None = None) -> Period:
    return Period(date.fromisoformat(first), date.fromisoformat(last or first))


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("2024", days("2024-01-01", "2024-12-31")),
        ("2024-04", days("2024-04-01", "2024-04-30")),
        ("04/2024", days("2024-04-01", "2024-04-30")),
        ("2024-04-22", days("2024-04-22")),
        ("2024/4/2", days("2024-04-02")),
        ("20240422", days("2024-04-22")),
        ("feb-2024", days("2024-02-01", "2024-02-29")),
        ("February-2024", days("2024-02-01", "2024-02-29")),
        ("FEB 2024", days("2024-02-01", "2024-02-29")),
        ("2024 feb", days("2024-02-01", "2024-02-29")),
        ("sept. 2023", days("2023-09-01", "2023-09-30")),
        ("22-apr-2024", days("2024-04-22")),
        ("22 april 2024", days("2024-04-22")),
        ("april 22, 2024", days("2024-04-22")),
        ("apr-22-2024", days("2024-04-22")),
        ("April 22nd 2024", days("2024-04-22")),
        ("22.04.2024", days("2024-04-22")),
        ("22/04/2024", days("2024-04-22")),
        ("04/22/2024", days("2024-04-22")),
        ("03/03/2024", days("2024-03-03")),
    ],
)
def test_a_calendar_date_is_read_in_every_usual_writing(text: str, period: Period) -> None:
    assert parse_period(text, MONDAY) == period


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("today", days("2024-04-22")),
        ("Yesterday", days("2024-04-21")),
        ("this week", days("2024-04-22", "2024-04-28")),
        ("last-week", days("2024-04-15", "2024-04-21")),
        ("this month", days("2024-04-01", "2024-04-30")),
        ("last month", days("2024-03-01", "2024-03-31")),
        ("this year", days("2024-01-01", "2024-12-31")),
        ("last year", days("2023-01-01", "2023-12-31")),
        ("monday", days("2024-04-22")),
        ("tue", days("2024-04-16")),
        ("sunday", days("2024-04-21")),
        ("3 days ago", days("2024-04-19")),
        ("2 weeks ago", days("2024-04-08", "2024-04-14")),
        ("4 months ago", days("2023-12-01", "2023-12-31")),
        ("1 year ago", days("2023-01-01", "2023-12-31")),
        ("last 7 days", days("2024-04-16", "2024-04-22")),
        ("last 2 weeks", days("2024-04-09", "2024-04-22")),
        ("last 3 months", days("2024-01-23", "2024-04-22")),
    ],
)
def test_a_time_that_counts_from_today_is_read(text: str, period: Period) -> None:
    assert parse_period(text, MONDAY) == period


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("22-apr", days("2024-04-22")),
        ("23-apr", days("2023-04-23")),
        ("april", days("2024-04-01", "2024-04-30")),
        ("may", days("2023-05-01", "2023-05-31")),
        ("29-feb", days("2024-02-29")),
    ],
)
def test_without_a_year_it_is_the_most_recent_one_that_has_begun(text: str, period: Period) -> None:
    assert parse_period(text, MONDAY) == period


def test_the_last_leap_day_is_found_across_a_century_without_one() -> None:
    assert parse_period("29 feb", date(1903, 6, 1)) == days("1896-02-29")


def test_a_month_ago_from_a_long_month_ends_where_the_short_one_does() -> None:
    assert parse_period("last 1 month", date(2023, 3, 31)) == days("2023-03-01", "2023-03-31")


@pytest.mark.parametrize("text", ["03/04/2024", "3-4-2024", "03.04.2024"])
def test_a_date_that_can_be_read_two_ways_is_not_read(text: str) -> None:
    assert parse_period(text, MONDAY) is None
    assert suggest_period(text, MONDAY) == "3-apr-2024"


@pytest.mark.parametrize(
    "text",
    [
        *("31-feb", "30-feb-2024", "2024-13", "2024-00", "2024-02-30", "32/01/2024", "0-apr", "22-apr-24"),
        *("0999", "3000", "24", "2024-", "-2024", "-", "", " ", "22 22 22", "april april", "2024 2024"),
        *("rockets", "9999 years ago", "last 0 days", "\ud800", "²024"),
    ],
)
def test_what_is_no_date_is_none(text: str) -> None:
    assert parse_period(text, MONDAY) is None


@pytest.mark.parametrize(
    ("text", "suggestion"),
    [
        ("febuary", "feb-2024"),
        ("febuary-2023", "feb-2023"),
        ("22 arpil", "22-apr-2024"),
        ("Decemer", "dec-2023"),
        ("yesteday", "yesterday"),
        ("lst week", "last-week"),
        ("wensday", "wednesday"),
        ("rockets", None),
        ("31 febuary", None),
        ("", None),
    ],
)
def test_a_misspelt_date_gets_the_nearest_writing(text: str, suggestion: str | None) -> None:
    assert suggest_period(text, MONDAY) == suggestion


def test_a_date_that_is_read_needs_no_other_words() -> None:
    assert suggest_period("last week", MONDAY) is None


@given(text=st.text() | st.from_regex(r"[0-9a-z /.,-]{0,20}"), today=st.dates())
@example(text="9" * 5000, today=MONDAY)
@example(text="12 months ago", today=date.min)
@example(text="this week", today=date.max)
@example(text="april", today=date.min)
def test_no_text_makes_a_period_raise_and_every_suggestion_can_be_read(text: str, today: date) -> None:
    period = parse_period(text, today)
    assert period is None or period.first <= period.last
    suggestion = suggest_period(text, today)
    assert suggestion is None or parse_period(suggestion, today) is not None


@pytest.mark.parametrize(
    ("value", "published"),
    [
        ("2024-04-22", Published("2024-04-22", "day")),
        ("2024/04/22", Published("2024-04-22", "day")),
        ("20240422", Published("2024-04-22", "day")),
        ("2024-04", Published("2024-04", "month")),
        ("April 2024", Published("2024-04", "month")),
        ("2024", Published("2024", "year")),
        (" 22 April 2024 ", Published("2024-04-22", "day")),
        ("April 22, 2024", Published("2024-04-22", "day")),
        ("Monday, April 22, 2024", Published("2024-04-22", "day")),
        ("٢٢/٠٤/٢٠٢٤", Published("2024-04-22", "day")),
        ("2024-04-22T21:50", Published("2024-04-22T21:50", "minute")),
        ("2024-04-22 00:00:00", Published("2024-04-22T00:00", "minute")),
        ("2024-04-22T21:50:31.123456+03:00", Published("2024-04-22T21:50+03:00", "minute")),
        ("2024-04-22T21:50:00-0430", Published("2024-04-22T21:50-04:30", "minute")),
        ("2024-04-22T21:50Z", Published("2024-04-22T21:50+00:00", "minute")),
        ("20240422T215000Z", Published("2024-04-22T21:50+00:00", "minute")),
        ("Mon, 22 Apr 2024 21:50:00 +0300", Published("2024-04-22T21:50+03:00", "minute")),
        ("Mon, 22 Apr 2024 21:50:00 +0000 (UTC)", Published("2024-04-22T21:50+00:00", "minute")),
        ("Mon 22 Apr 2024, 21:50", Published("2024-04-22T21:50", "minute")),
        ("22 Apr 2024 21:50 GMT", Published("2024-04-22T21:50+00:00", "minute")),
        ("22 Apr 2024 21:50 GMT+3", Published("2024-04-22T21:50+03:00", "minute")),
        ("22 April 2024 at 9:50 p.m.", Published("2024-04-22T21:50", "minute")),
        ("April 22, 2024 12:05 AM", Published("2024-04-22T00:05", "minute")),
        (date(2024, 4, 22), Published("2024-04-22", "day")),
        (datetime(2024, 4, 22, 21, 50), Published("2024-04-22T21:50", "minute")),  # noqa: DTZ001
        (datetime(2024, 4, 22, 21, 50, tzinfo=UTC), Published("2024-04-22T21:50+00:00", "minute")),
        (2024, Published("2024", "year")),
        (20240422, Published("2024-04-22", "day")),
        (1713822600, Published("2024-04-22T21:50+00:00", "minute")),
        (1713822600.9, Published("2024-04-22T21:50+00:00", "minute")),
        (1713822600123, Published("2024-04-22T21:50+00:00", "minute")),
    ],
)
def test_a_published_date_is_kept_as_exactly_as_it_is_said(value: object, published: Published) -> None:
    assert parse_published(value) == published


def test_a_date_that_can_be_read_two_ways_keeps_its_year_only() -> None:
    for value in ("03/04/2024", "03/04/2024 21:50", "3.4.2024"):
        assert parse_published(value) == Published("2024", "year")
        assert reads_two_ways(value)
    assert not reads_two_ways("22/04/2024")
    assert not reads_two_ways("2024")


def test_a_zone_name_that_several_places_use_gives_no_offset() -> None:
    assert parse_published("22 Apr 2024 21:50 CST") == Published("2024-04-22T21:50", "minute")


def test_a_datetime_at_midnight_is_a_day_since_nobody_said_a_time() -> None:
    assert parse_published(datetime(2024, 4, 22)) == Published("2024-04-22", "day")  # noqa: DTZ001
    midnight = datetime(2024, 4, 22, tzinfo=timezone(timedelta(hours=3)))
    assert parse_published(midnight) == Published("2024-04-22T00:00+03:00", "minute")


@pytest.mark.parametrize(
    "value",
    [
        *("", "soon", "today", "yesterday", "22 April", "April", "22 Apr 24", "Published 22 April 2024"),
        *("2024-04-22T24:00", "2024-04-22T21:60", "2024-04-22T21:50+17:00", "2024-04-22T21:50 Baghdad"),
        *("April 2024 21:50", "2024-02-30", "0999-01-01", "3000", "22 April 2024 or 23 April 2024"),
        *("1713822600", "13:00 pm", "22 Apr 2024 13:00 pm", "2024-04-22T21:50:00Z" + " " * 100),
        *(
            None,
            True,
            [],
            {},
            b"2024",
            float("nan"),
            float("inf"),
            -1,
            10**400,
            1.5,
            0,
            datetime(2, 1, 1, tzinfo=UTC),
        ),
    ],
)
def test_what_is_no_certain_date_is_none(value: object) -> None:
    assert parse_published(value) is None


def test_a_weekday_that_contradicts_the_date_makes_it_uncertain() -> None:
    assert parse_published("Tue, 22 Apr 2024 21:50:00 +0300") is None


_ANYTHING = (
    st.text() | st.integers() | st.floats() | st.dates() | st.datetimes(timezones=st.none() | st.timezones())
)


@given(value=_ANYTHING | st.from_regex(r"[0-9a-z :/.,+-]{0,30}") | st.datetimes().map(str))
@example(value="9" * 5000)
def test_no_value_makes_a_published_date_raise_and_every_date_can_be_sorted(value: object) -> None:
    published = parse_published(value)
    reads_two_ways(value)
    if published is not None:
        assert bounds(published).first <= bounds(published).last
        assert first_minute(published) > 0
        assert parse_published(published.value) == published


def test_bounds_are_the_days_that_a_date_can_mean() -> None:
    assert bounds(Published("2024", "year")) == days("2024-01-01", "2024-12-31")
    assert bounds(Published("2023-02", "month")) == days("2023-02-01", "2023-02-28")
    assert bounds(Published("2024-04-22", "day")) == days("2024-04-22")
    assert bounds(Published("2024-04-22T00:30+03:00", "minute")) == days("2024-04-22")


def test_dates_sort_by_the_first_moment_that_they_can_mean() -> None:
    in_order = [
        Published("2024", "year"),
        Published("2024-04", "month"),
        Published("2024-04-22", "day"),
        Published("2024-04-22T21:50+03:00", "minute"),
        Published("2024-04-22T19:00+00:00", "minute"),
        Published("2024-04-22T16:00-05:00", "minute"),
        Published("2024-04-22T21:50", "minute"),
    ]
    assert sorted(in_order, key=first_minute) == in_order
    assert first_minute(Published("2024-04-22T03:30+03:30", "minute")) == first_minute(
        Published("2024-04-22", "day")
    )
    assert first_minute(Published("1000", "year")) == (date(1000, 1, 1).toordinal() - 1) * 24 * 60
