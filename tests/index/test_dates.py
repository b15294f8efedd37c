"""Time expressions: what they mean, how exactly, and what is none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.extraction import date_patterns as patterns
from index.extraction import dates
from index.extraction.dates import moments
from index.model import Moment, Published
from index.text import clean

MONDAY = Published("2024-04-22", "day")


def values(text: str, published: Published | None = MONDAY) -> dict[str, str]:
    return {moment.text: moment.value for moment in moments(text, published)}


def one(text: str, published: Published | None = MONDAY) -> Moment:
    (moment,) = moments(text, published)
    return moment


@pytest.mark.parametrize(
    ("text", "words", "value", "precision"),
    [
        ("They met on Monday.", "Monday", "2024-04-22", "day"),
        ("They met on Tuesday.", "Tuesday", "2024-04-16", "day"),
        ("It fell at 21:50 on Sunday.", "21:50 on Sunday", "2024-04-21T21:50", "minute"),
        ("It fell on Sunday at 21:50.", "Sunday at 21:50", "2024-04-21T21:50", "minute"),
        ("At 9.30 p.m. on 3 March he left.", "9.30 p.m. on 3 March", "2024-03-03T21:30", "minute"),
        ("By 6 pm yesterday it was over.", "6 pm yesterday", "2024-04-21T18", "hour"),
        ("Ships sail at 0600 GMT on Tuesday, he said.", "0600 GMT on Tuesday", "2024-04-16T06:00Z", "minute"),
        ("It broke yesterday.", "yesterday", "2024-04-21", "day"),
        ("It broke the day before yesterday.", "the day before yesterday", "2024-04-20", "day"),
        ("It opens the day after tomorrow.", "the day after tomorrow", "2024-04-24", "day"),
        ("Prices fell in the second half of 2023.", "the second half of 2023", "2023-H2", "year"),
        ("They fell in the first half of last year.", "the first half of last year", "2023-H1", "year"),
        ("A fortnight ago it fell.", "A fortnight ago", "2024-W15", "week"),
        ("It lasted for a fortnight.", "a fortnight", "P2W", None),
        ("Shells fell over the weekend.", "the weekend", "2024-W16-WE", "week"),
        ("Talks will be held at the weekend.", "the weekend", "2024-W17-WE", "week"),
        ("He served in the nineties.", "the nineties", "199", None),
        ("He served in the late '80s.", "the late '80s", "198", None),
        ("He will speak tomorrow.", "tomorrow", "2024-04-23", "day"),
        ("It burned last night.", "last night", "2024-04-21TNI", "day"),
        ("They left on Sunday morning.", "Sunday morning", "2024-04-21TMO", "day"),
        ("A lull since early February held.", "early February", "2024-02", "month"),
        ("It began in October.", "October", "2023-10", "month"),
        ("It began in February of last year.", "February of last year", "2023-02", "month"),
        ("It began in February 2022.", "February 2022", "2022-02", "month"),
        ("He died on 17 April.", "17 April", "2024-04-17", "day"),
        ("He died on Dec. 3.", "Dec. 3", "2023-12-03", "day"),
        ("He was born on Friday, January 4, 2019.", "Friday, January 4, 2019", "2019-01-04", "day"),
        ("Signed 2024-04-19 here.", "2024-04-19", "2024-04-19", "day"),
        ("Signed 22.04.2024 here.", "22.04.2024", "2024-04-22", "day"),
        ("They met last week.", "last week", "2024-W16", "week"),
        ("They met last month.", "last month", "2024-03", "month"),
        ("Since last year nothing moved.", "last year", "2023", "year"),
        ("In 2019 it closed.", "2019", "2019", "year"),
        ("The first quarter of 2023 was poor.", "The first quarter of 2023", "2023-Q1", "quarter"),
        ("It fell in the autumn of 2022.", "the autumn of 2022", "2022-FA", "season"),
        ("Two weeks ago they signed.", "Two weeks ago", "2024-W15", "week"),
        ("Three days ago they signed.", "Three days ago", "2024-04-19", "day"),
        ("Ten years ago they signed.", "Ten years ago", "2014", "year"),
        ("It rained last weekend.", "last weekend", "2024-W16-WE", "week"),
        ("Sales fell last quarter.", "last quarter", "2024-Q1", "quarter"),
        ("It was dry last summer.", "last summer", "2023-SU", "season"),
        ("It will be dry next winter.", "next winter", "2024-WI", "season"),
        ("They met last Monday.", "last Monday", "2024-04-15", "day"),
        ("They meet next Monday.", "next Monday", "2024-04-29", "day"),
        ("They met last April.", "last April", "2023-04", "month"),
        ("They meet next April.", "next April", "2025-04", "month"),
        ("It rained this morning.", "this morning", "2024-04-22TMO", "day"),
        ("Two decades ago it was dry.", "Two decades ago", "2004", "year"),
        ("Q1 2023 was poor.", "Q1 2023", "2023-Q1", "quarter"),
        ("Several years ago it was dry.", "Several years ago", "PAST_REF", None),
        ("Over the past two weeks it was dry.", "the past two weeks", "P2W", None),
        ("It was shut for six weeks.", "six weeks", "P6W", None),
        ("A 24-hour ceasefire held.", "24-hour", "PT24H", None),
    ],
)
def test_what_an_expression_means(text: str, words: str, value: str, precision: str | None) -> None:
    moment = one(text)
    assert (moment.text, moment.value, moment.precision) == (words, value, precision)


def test_the_anchor_is_kept_with_relative_values_only() -> None:
    assert one("on Monday").anchor == "2024-04-22"
    assert one("in 2019").anchor == ""
    assert one("for six weeks").anchor == ""


def test_without_a_date_of_publication_relative_expressions_stay_open() -> None:
    found = moments("On Monday, in February, 21:50 on Sunday, last week, on 17 April 2024.", None)
    assert [(moment.text, moment.value, moment.precision) for moment in found] == [
        ("Monday", "", None),
        ("February", "", None),
        ("21:50 on Sunday", "", None),
        ("last week", "", None),
        ("17 April 2024", "2024-04-17", "day"),
    ]


def test_an_article_dated_to_the_month_never_gives_a_day() -> None:
    month = Published("2024-04", "month")
    found = values("Yesterday, on Monday, in February, last week, last year.", month)
    assert found == {
        "Yesterday": "",
        "Monday": "",
        "February": "2024-02",
        "last week": "",
        "last year": "2023",
    }
    assert one("in February", month).anchor == "2024-04"


def test_an_article_dated_to_the_year_gives_years_only() -> None:
    year = Published("2024", "year")
    assert values("on 17 April, in February, last year", year) == {
        "17 April": "",
        "February": "",
        "last year": "2023",
    }


def test_the_time_of_day_of_an_article_does_not_matter() -> None:
    assert one("on Sunday", Published("2024-04-22T00:30+03:00", "minute")).value == "2024-04-21"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The hearing is this Thursday.", "2024-04-25"),
        ("He came back this Thursday.", "2024-04-18"),
        ("The ferry terminal reopens on Thursday.", "2024-04-25"),
        ("The terminal was open on Thursday.", "2024-04-18"),
        ("On Thursday, the council will meet.", "2024-04-25"),
        ("On Thursday, the council met and said it will meet again.", "2024-04-18"),
        ("Voss said on Aug. 1 that he had left.", "2023-08-01"),
        ("The ballot was held on September 3.", "2023-09-03"),
        ("The ballot is on September 3.", "2024-09-03"),
        ("On 3 February she will return.", "2025-02-03"),
        ("It was planned for 3 February.", "2024-02-03"),
        ("The road will open for the first time since 3 February.", "2024-02-03"),
        ("In March, Voss will visit Halden.", "2025-03"),
        ("In March, Voss visited Halden.", "2024-03"),
        ("The council said the ballot on May 4 would go ahead.", "2024-05-04"),
        ("It announced the May 6 ballot.", "2024-05-06"),
        ("It was ready for the May 26 ballot.", "2024-05-26"),
        ("The trial was due to start on June 14.", "2024-06-14"),
        ("The ballot was postponed to August 16.", "2024-08-16"),
        ("Schools were told to reopen on August 24.", "2024-08-24"),
        ("She vowed on November 3 to fight on.", "2023-11-03"),
    ],
)
def test_the_tense_says_on_which_side_of_today_it_lies(text: str, value: str) -> None:
    assert one(text).value == value


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Two boats sank on April 20-21.", ["2024-04-20", "2024-04-21"]),
        ("On March 1, 2 and 3, shells fell.", ["2024-03-01", "2024-03-02", "2024-03-03"]),
        ("On 6 and 7 April shells fell.", ["2024-04-06", "2024-04-07"]),
        ("From March 3 to 5, he slept.", ["2024-03-03", "2024-03-05"]),
        ("On April 20 and 21 people were hurt.", ["2024-04-20"]),
        ("On April 3, 5 rockets fell.", ["2024-04-03"]),
        ("On April 5, 12 of the hostages were freed.", ["2024-04-05"]),
        ("On April 3 and 17 of the wounded died.", ["2024-04-03"]),
        ("On April 3, 5 and 7 rockets fell.", ["2024-04-03"]),
        ("It was shut from March 1 to July 18.", ["2024-03-01", "2024-07-18"]),
        ("On March 1, 2023, it fell.", ["2023-03-01"]),
        ("It cost 6 and 7 April fools.", ["2024-04-07"]),
    ],
)
def test_days_of_one_month_are_days_each(text: str, expected: list[str]) -> None:
    assert [moment.value for moment in moments(text, MONDAY) if moment.value] == expected


def test_the_entries_of_a_live_ticker_are_of_its_day() -> None:
    ticker = "Fire at the port\n\n06:40 A blast was heard at 06:38.\n\n07:05 – Police confirm it.\n\n[08:10] It is out."
    assert values(ticker) == {
        "06:40": "2024-04-22T06:40",
        "06:38": "",
        "07:05": "2024-04-22T07:05",
        "08:10": "2024-04-22T08:10",
    }
    back = "08:10 GMT: It is out.\n* 07:05 GMT: Police confirm it.\n06:40 GMT: “A blast.”"
    assert list(values(back).values()) == ["2024-04-22T08:10Z", "2024-04-22T07:05Z", "2024-04-22T06:40Z"]
    assert set(values(ticker, Published("2024-04", "month")).values()) == {""}


@pytest.mark.parametrize(
    "text",
    [
        "06:40 A blast was heard.\n07:05 Police confirm it.\n06:10 It is out.",
        "06:40 A blast was heard.\n07:05 Police confirm it.",
        "It says 06:40 and\n07:05 by one clock,\n08:10 by another.",
    ],
)
def test_times_that_are_no_ticker_stay_open(text: str) -> None:
    assert set(values(text).values()) == {""}


def test_a_chronicle_of_another_day_is_of_that_day() -> None:
    text = "On 3 March the sirens went.\n\n06:40 A blast.\n\n07:05 Police came.\n\n08:10 It was out."
    assert {value[:10] for value in values(text).values()} == {"2024-03-03"}


@pytest.mark.parametrize("value", ["", "not a date", "0001-01-01", "9999-12-31", "2024-13-01"])
def test_a_date_of_publication_that_is_none_is_no_anchor(value: str) -> None:
    assert one("on Monday", Published(value, "day")).value == ""


def test_a_clause_about_the_future_looks_ahead() -> None:
    assert one("Talks are scheduled for Friday.").value == "2024-04-26"
    assert one("The minister will travel in October.").value == "2024-10"


def test_what_was_said_on_a_day_does_not_lie_ahead() -> None:
    assert one("The bridge will be closed, he said on Friday.").value == "2024-04-19"
    assert one("The base was hit by a drone on Friday.").value == "2024-04-19"


def test_the_end_of_a_range_lies_behind_its_beginning() -> None:
    assert values("Shops shut from Saturday through Tuesday.") == {
        "Saturday": "2024-04-20",
        "Tuesday": "2024-04-23",
    }


def test_what_is_counted_from_an_event_stays_open() -> None:
    assert values("Two days later, and the following week, it rained.") == {
        "Two days later": "",
        "the following week": "",
    }


def test_a_time_of_day_alone_is_no_date() -> None:
    moment = one("The rocket fell at 05:10.")
    assert (moment.value, moment.precision) == ("", None)


def test_a_numeric_date_that_can_be_read_two_ways_stays_open() -> None:
    assert one("on 03/04/2024").value == ""
    assert one("on 04/22/2024").value == "2024-04-22"
    assert one("on 04/04/2024").value == "2024-04-04"


@pytest.mark.parametrize(
    "text",
    [
        "A 6-year-old girl and a boy who was six years old.",
        "He was aged 84 years.",
        "It may rain. May Bell sang. They march and March with her.",
        "It grew by 5.50 to 21.50 and cost 12.45 crowns.",
        "There were 2000 people and 1950 soldiers.",
        "The Sunday Times wrote it on Black Friday",
        "$2019 and 3,2019 and v2019.1",
        "He will march in a May hat.",
        "The weekend edition, and the weekend was calm. He is in his eighties.",
        "٢٢ أبريل ٢٠٢٤",
        "laſt week and last wınter",
    ],
)
def test_what_is_no_time_expression(text: str) -> None:
    assert values(text) == {}


def test_may_and_march_are_months_among_words_that_make_them_so() -> None:
    assert values("In March, on 5 May and from June to May") == {
        "March": "2024-03",
        "5 May": "2024-05-05",
        "June": "2023-06",
        "May": "2023-05",
    }


def test_a_day_that_does_not_exist_has_no_value() -> None:
    assert values("on 31 April 2023, on 30 February, 2023-02-30") == {"31 April 2023": "", "30 February": ""}


def test_a_year_needs_a_word_that_makes_it_one() -> None:
    assert values("since 1994 and in 2019; flight 2019; 1950 rooms") == {"1994": "1994", "2019": "2019"}


@given(st.text(max_size=300).map(clean))
def test_moments_lie_in_order_inside_any_text(text: str) -> None:
    end = 0
    for moment in moments(text, MONDAY):
        assert end <= moment.span.start < moment.span.end <= len(text)
        assert text[moment.span.start : moment.span.end] == moment.text
        end = moment.span.end


_PIECES = st.sampled_from(
    [
        "Monday",
        "yesterday",
        "last",
        "week",
        "21:50",
        "on",
        "May",
        "in",
        "2019",
        "5",
        "th",
        "March",
        ",",
        "-",
        " ",
        "the",
        "first",
        "quarter",
        "of",
        "a.m.",
        "six",
        "years",
        "old",
        "ago",
        "/",
        ".",
        "2024-02-30",
        "31",
        "12",
        "early",
        "next",
        "noon",
        "at",
        "summer",
        "Q1",
        "through",
        "30",
        "decades",
        "99",
    ]
)


@given(
    st.lists(_PIECES, max_size=25).map(" ".join),
    st.sampled_from(["2024-04-22", "2024-02", "1601", "2999-12-31"]),
)
def test_no_value_is_more_exact_than_its_anchor(text: str, published: str) -> None:
    found = moments(text, Published(published, "day"))
    told = {moment.value[:10] for moment in found}
    for moment in found:
        assert moment.value or moment.precision is None
        if moment.anchor:
            assert moment.anchor == published or moment.anchor in told
            if moment.precision == "day":
                assert len(published) >= 7


#: What may stand behind the words that open an expression.
_GOES_ON = (
    "days",
    "weeks ago",
    "-hour",
    "few months",
    "couple of years later",
    "last week",
    "next April",
    "past two years",
    "earlier this year",
    "recent days",
    "summer of 2014",
    "2014",
    "1990s",
    "19th century",
    "end of March",
    "start of next year",
    "early hours of Sunday",
    "hours of Monday",
    "second quarter of 2020",
    "following day",
    "year before",
    "present",
    "an hour",
    "Sunday",
    "May",
    "March 3",
    "to Friday",
    "weekend",
)


@pytest.mark.parametrize("word", sorted(patterns.SORTS))
def test_an_expression_is_tried_at_every_word_that_can_open_it(word: str) -> None:
    wordy = (
        "small hours",
        "overnight",
        "part",
        "pointed",
        "weekend",
        "month",
        "season",
        "quarter",
        "year",
        "decade",
    )
    sorts = (*wordy, "now", "ago", "length", "vague", "event")
    anchor = dates.anchor_of(Published("2024-06-10", "day"))
    for goes_on in _GOES_ON:
        for text in (f"{word} {goes_on}", f"{word}{goes_on}", f"{word.capitalize()} {goes_on}.", word):
            tried = patterns.sorts_at(text, 0)
            if "digit" in tried:  # one sort with an order of its own
                continue
            readers = [read for sort in sorts for read in dates._READERS[sort]]
            possible = [found for read in readers if (found := read(text, 0, anchor)) is not None]
            readers = [read for sort in tried if sort != "rough" for read in dates._READERS[sort]]
            found = [found for read in readers if (found := read(text, 0, anchor)) is not None]
            assert not tried or found == possible, text
