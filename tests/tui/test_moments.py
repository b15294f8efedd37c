"""A time expression with the words around it: its days, how exact it is, and how that is written."""

from __future__ import annotations

from datetime import date

import pytest

from briefing.tui.moments import (
    When,
    counted_from,
    exact_words,
    long_words,
    main_year,
    read,
    short_words,
    zone_of,
)
from briefing.value_words import days, value_words
from index.extraction.dates import moments
from index.model import Published

PUBLISHED = Published("2024-04-22", "day")


def read_in(text: str, which: int = 0) -> When:
    """A moment of a text as the recogniser finds it, with what stands around it."""
    moment = moments(text, PUBLISHED)[which]
    return read(moment, text[: moment.span.start], text[moment.span.end :])


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("2024-04-21", "2024-04-21", "2024-04-21"),
        ("2024-04-21T21:50", "2024-04-21", "2024-04-21"),
        ("2024-04-21T06:00Z", "2024-04-21", "2024-04-21"),
        ("2024-04-21TNI", "2024-04-21", "2024-04-21"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2024-W16", "2024-04-15", "2024-04-21"),
        ("2024-W16-WE", "2024-04-20", "2024-04-21"),
        ("2024-Q4", "2024-10-01", "2024-12-31"),
        ("2022-FA", "2022-09-01", "2022-11-30"),
        ("2023-WI", "2023-12-01", "2024-02-29"),
        ("2022", "2022-01-01", "2022-12-31"),
        ("199", "1990-01-01", "1999-12-31"),
        ("18", "1800-01-01", "1899-12-31"),
        ("2024-04-21T24:00", "2024-04-21", "2024-04-21"),
    ],
)
def test_a_value_is_a_stretch_of_days(value: str, first: str, last: str) -> None:
    assert days(value) == (date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("199", "the 1990s"),
        ("19", "20th century"),
        ("2024-H1", "first half of 2024"),
        ("2024-WI", "winter 2024/25"),
        ("2024-04-22TNI", "Mon 22 Apr 2024, night"),
        ("P6W", "6 weeks"),
        ("P1Y", "1 year"),
        ("none", "without a date"),
        ("", "not resolved"),
    ],
)
def test_no_value_is_shown_in_its_notation(value: str, words: str) -> None:
    assert value_words(value) == words


@pytest.mark.parametrize(
    "value", ["", "P6W", "PRESENT_REF", "0000", "2024-13", "2024-02-30", "9999-W52", "2024-W54", "x"]
)
def test_what_is_no_date_has_no_days(value: str) -> None:
    assert days(value) is None


@pytest.mark.parametrize(
    ("text", "short", "long", "exact", "form"),
    [
        ("It fell at 21:50 on Sunday.", "Sun 21 Apr 21:50", "Sun 21 Apr 2024, 21:50", "minute", "point"),
        ("It fell on Sunday.", "Sun 21 Apr", "Sun 21 Apr 2024", "day", "point"),
        ("It fell on Sunday night.", "21 Apr night", "Sun 21 Apr 2024, night", "day", "point"),
        (
            "Quiet had held since early February.",
            "from early Feb",
            "from early Feb 2024",
            "open",
            "from",
        ),
        ("Strikes stopped in February.", "Feb 2024", "Feb 2024", "month", "span"),
        ("Divers found it in mid-March.", "mid-Mar", "mid-Mar 2024", "about", "about"),
        ("It had lain there late last year.", "late 2023", "late 2023", "about", "about"),
        ("Signed by the end of March.", "by late Mar", "by late Mar 2024", "open", "until"),
        ("They stay until 3 May 2024.", "until 3 May", "until Fri 3 May 2024", "open", "until"),
        ("It began about 14 April.", "about 14 Apr", "about Sun 14 Apr 2024", "about", "about"),
        ("Rockets fell this week.", "week 22 Apr", "week of Mon 22 Apr 2024", "week", "span"),
        ("In the autumn of 2022 it began.", "autumn 2022", "autumn 2022", "season", "span"),
        ("It fell on 9 June 2007.", "Sat 9 Jun 2007", "Sat 9 Jun 2007", "day", "point"),
        ("It lasted for six weeks.", "no date", "6 weeks", "length", "point"),
        ("It happened the following day.", "no date", "not resolved", "none", "point"),
        ("It is under way now.", "no date", "now", "none", "point"),
        ("It began in the 1990s.", "the 1990s", "the 1990s", "decade", "span"),
        (
            "It was put out at about 03:00 on Sunday.",
            "about 21 Apr 03:00",
            "about Sun 21 Apr 2024, 03:00",
            "about",
            "about",
        ),
        ("It fell overnight.", "21 Apr night", "Sun 21 Apr 2024, night", "day", "point"),
        ("It fell at midnight on Sunday.", "Sun 21 Apr 24:00", "Sun 21 Apr 2024, 24:00", "minute", "point"),
        ("It began in mid-2023.", "mid-2023", "mid-2023", "about", "about"),
        ("It began in the late 1990s.", "late 1990s", "late 1990s", "about", "about"),
        ("A fort of the 19th century fell.", "19th century", "19th century", "century", "span"),
        ("It lasted for weeks.", "no date", "some weeks", "length", "point"),
        ("It lasted for more than six weeks.", "no date", "more than 6 weeks", "length", "point"),
        ("They left after 14 April.", "after 14 Apr", "after Sun 14 Apr 2024", "open", "from"),
    ],
)
def test_what_is_written(text: str, short: str, long: str, exact: str, form: str) -> None:
    when = read_in(text)
    assert (short_words(when, 2024), long_words(when), when.exact, when.form) == (short, long, exact, form)


@pytest.mark.parametrize(
    "text",
    [
        "A letter from 14 April names it.",
        "Roofs were lost by Monday's storm.",
        "It ran from 3 to 5 May 2024.",
        "Three days before 14 April they left.",
    ],
)
def test_no_end_is_left_open_where_the_words_do_not_say_so(text: str) -> None:
    found = [read_in(text, which) for which in range(len(moments(text, PUBLISHED)))]
    assert {when.exact for when in found if when.first} == {"day"}


def test_from_a_day_on_leaves_the_end_open() -> None:
    when = read_in("The road is closed from 14 April on.")
    assert (when.form, when.exact, short_words(when, 2024)) == ("from", "open", "from 14 Apr")


def test_early_narrows_a_month_and_no_day() -> None:
    early, late = read_in("since early February"), read_in("in late March")
    assert (early.first, early.last) == (date(2024, 2, 1), date(2024, 2, 9))
    assert (late.first, late.last) == (date(2024, 3, 21), date(2024, 3, 31))
    day = read_in("It fell early on Sunday.")
    assert (day.exact, day.form) == ("day", "point")


def test_an_hour_says_its_zone_or_that_there_is_none() -> None:
    for text, zone in (
        ("at 21:50 on Sunday", "zone not stated"),
        ("at 21:50 local time on Sunday", "local time"),
        ("at 0600 GMT on Sunday", "UTC"),
        ("at 21:50 EST on Sunday", "-05:00"),
        ("at 21:50 Moscow time on Sunday", "Moscow time"),
        ("on Sunday", ""),
    ):
        moment = moments(text, PUBLISHED)[0]
        assert zone_of(read(moment), moment.text) == zone, text


def test_moments_stand_in_order_the_longer_first_and_those_without_a_date_last() -> None:
    text = (
        "For six weeks it held. At 21:50 on Sunday it broke; on Sunday, in April, on 9 June 2007, and the "
        "same day, at 05:10 on Sunday."
    )
    found = sorted((read_in(text, which) for which in range(7)), key=lambda when: when.order)
    assert [short_words(when, 2024) for when in found] == [
        "Sat 9 Jun 2007",
        "Apr 2024",
        "Sun 21 Apr",
        "Sun 21 Apr 05:10",
        "Sun 21 Apr 21:50",
        "no date",
        "no date",
    ]
    assert main_year(found) == 2024
    assert main_year(found[-2:]) == 0


def test_how_exact_it_is_and_what_it_was_counted_from_are_said_in_words() -> None:
    assert exact_words(read_in("at 21:50 on Sunday")) == "exact to the minute"
    assert exact_words(read_in("since early February")) == "one end open"
    assert exact_words(read_in("for six weeks")) == ""
    assert counted_from("2024-04-22") == "Mon 22 Apr 2024"
    assert counted_from("2024-03") == "Mar 2024"
    assert counted_from("") == ""
