"""Which date a weekday or a time of day is counted from: publication, a date in the text, or none."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.extraction.dates import moments
from index.model import Moment, Published
from index.preparing import read_file
from index.report import Failure, Given
from index.text import clean

JUNE = Published("2024-06-20", "day")  # a Thursday
MONDAY = Published("2024-04-22", "day")
#: Precisions of what is a day or lies in one.
DAYS = ("day", "hour", "minute")
SEEDS = Path(__file__).parents[2] / "seeds" / "articles"


def read(text: str, published: Published | None = JUNE) -> list[tuple[str, str, str]]:
    return [(one.text, one.value, one.anchor) for one in moments(text, published)]


def values(text: str, published: Published | None = JUNE) -> dict[str, str]:
    return {one.text: one.value for one in moments(text, published)}


def report() -> tuple[str, tuple[Moment, ...]]:
    (found,) = read_file(SEEDS / "northmark-parliament" / "strike-at-sel.md", Given())
    assert not isinstance(found, Failure)
    text, published = found.article.text, found.article.published
    return text, moments(text, published)


def test_a_weekday_means_the_date_with_that_weekday_and_says_so() -> None:
    assert read("Rockets fell on Sunday 14 April. At 21:30 on Sunday a statement came.") == [
        ("Sunday 14 April", "2024-04-14", "2024-06-20"),
        ("21:30 on Sunday", "2024-04-14T21:30", "2024-04-14"),
    ]


def test_such_a_date_holds_for_two_paragraphs_more() -> None:
    text = "Rockets fell on 14 April.{}Nobody slept on Sunday."
    assert values(text.format("\n\nIt was dark.\n\n"))["Sunday"] == "2024-04-14"
    assert values(text.format("\n\nIt was dark.\n\nIt was cold.\n\nIt was late.\n\n"))["Sunday"] == ""


def test_another_weekday_in_a_story_of_old_days_stays_open() -> None:
    found = {one.text: one for one in moments("Rockets fell on 14 April. The army replied on Tuesday.", JUNE)}
    assert (found["Tuesday"].value, found["Tuesday"].precision, found["Tuesday"].anchor) == ("", None, "")


def test_a_weekday_with_two_dates_near_it_stays_open() -> None:
    assert values("He wrote on 7 April and on 14 April. It rained on Sunday.")["Sunday"] == ""


def test_a_date_behind_its_weekday_is_that_day() -> None:
    assert values("It burned on Sunday evening, 14 April.")["Sunday evening"] == "2024-04-14TEV"


def test_a_weekday_up_to_which_something_lasts_is_not_the_one_told_of() -> None:
    assert values("It was put off on Sunday 14 April, until Sunday.")["Sunday"] == ""


def test_what_was_said_on_an_old_day_looks_ahead_from_then() -> None:
    text = "“On Sunday we will leave,” he said on 16 April."
    assert values(text) == {"Sunday": "", "16 April": "2024-04-16"}


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("The strike on 16 April was a crime, a judge said on Thursday.", "Thursday", "2024-06-20"),
        ("On 16 April it was hit. The government will reply on Monday.", "Monday", "2024-06-24"),
        ("HALDEN, 20 June - The dead of 16 April were named on Tuesday.", "Tuesday", "2024-06-18"),
        ("Parliament met on Tuesday over the strike of 16 April.", "Tuesday", "2024-06-18"),
        (
            "He spoke on Monday.\n\nThe list is of 16 April. It was counted on Tuesday.",
            "Tuesday",
            "2024-06-18",
        ),
        ("Born on 9 June 2007, he was buried on Wednesday.", "Wednesday", "2024-06-19"),
        ("The road is to be opened on Tuesday.", "Tuesday", "2024-06-25"),
        (
            "Parliament met on Monday. On 14 April it fell. On Tuesday the ministry said no.",
            "Tuesday",
            "2024-06-18",
        ),
        ("Parliament met on Monday. On 14 April it fell. As of Tuesday it is shut.", "Tuesday", "2024-06-18"),
        ("Thursday, June 20, 2024\n\nOn 14 April it fell. The road was shut on Tuesday.", "Tuesday", ""),
        (
            "Thursday, June 20, 2024\n\nOn 14 April it fell.\n\nIt rains.\n\nThe road was shut on Tuesday.",
            "Tuesday",
            "2024-06-18",
        ),
        ("Parliament met on Monday. It fell on 16 April and was shut on Tuesday.", "Tuesday", ""),
        (
            "Parliament met on Monday. It fell on 16 April, nine weeks ago on Tuesday.",
            "Tuesday",
            "2024-04-16",
        ),
    ],
)
def test_news_of_these_days_is_counted_from_publication(text: str, words: str, value: str) -> None:
    found = {one.text: one for one in moments(text, JUNE)}
    counted = "2024-06-20" if value > "2024-06" else value
    assert (found[words].value, found[words].anchor) == (value, counted)


def test_news_that_tells_of_old_days_does_not_count_those_from_publication() -> None:
    text = "Parliament met on Wednesday.\n\nOn 14 April rockets fell. The claim came on Monday at 21:30."
    assert values(text) == {"Wednesday": "2024-06-19", "14 April": "2024-04-14", "Monday at 21:30": ""}


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ('"He left this morning," Varga said on Tuesday.', "this morning", "2024-06-18TMO"),
        ("On Tuesday, Varga said: “He leaves tomorrow.”", "tomorrow", "2024-06-19"),
        ("Varga wrote on Tuesday. “He left last night,” it read.", "last night", "2024-06-17TNI"),
        ('"He left this morning," Varga said.', "this morning", ""),
        ("The vote was on Tuesday. “We won today,” Varga said.", "today", ""),
        ("Varga said he left this morning.", "this morning", "2024-06-20TMO"),
        ("“We left,” said Varga. It rained this morning.", "this morning", "2024-06-20TMO"),
    ],
)
def test_what_is_quoted_is_counted_from_the_day_on_which_it_was_said(
    text: str, words: str, value: str
) -> None:
    assert values(text)[words] == value


def test_since_monday_written_on_a_monday_is_not_today() -> None:
    assert values("It had hung there since Monday.", MONDAY) == {"Monday": ""}
    assert values("It had hung there since Sunday.", MONDAY) == {"Sunday": "2024-04-21"}


def test_the_end_of_the_month_and_overnight_are_those_of_the_story() -> None:
    text = "It was hit on 14 April. It burned overnight, and was rebuilt at the end of the month."
    assert values(text) == {"14 April": "2024-04-14", "overnight": "", "the end of the month": ""}
    assert values("It was rebuilt at the end of the month.")["the end of the month"] == "2024-06"


def test_dates_of_the_text_lead_where_the_article_has_none() -> None:
    text = "It was hit on Tuesday 16 April 2024. At 07:35 it burned. By Friday, and on Tuesday evening, it rained."
    assert read(text, None) == [
        ("Tuesday 16 April 2024", "2024-04-16", ""),
        ("07:35", "2024-04-16T07:35", "2024-04-16"),
        ("Friday", "", ""),
        ("Tuesday evening", "2024-04-16TEV", "2024-04-16"),
    ]


# -- times of day -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("On 16 April the call came, at 04:31 precisely.", "2024-04-16T04:31"),
        ("It was hit on 16 April. At 04:31 it rained.", "2024-04-16T04:31"),
        ("It was hit on 16 April.\n\nAt 04:31 it rained.", "2024-04-16T04:31"),
        ("It was hit on 16 April. At 04:31 that morning it rained.", "2024-04-16T04:31"),
        ("It was hit on the morning of 16 April. It rained at 04:31 UTC.", "2024-04-16T04:31Z"),
        # Another day, or none that is sure.
        ("It was hit on 16 April.\n\nThe first hour\n\nAt 04:31 it rained.", ""),
        ("It was hit on 16 April. At 04:31 the next day it rained.", ""),
        ("It was hit on 16 April. It rained at 04:31 on the day of the vote.", ""),
        ("It was hit on 16 April. He heard the call of 04:31.", ""),
        ("It was hit on 16 April. He had left at 04:31.", ""),
        ("It was hit on 16 April. Every train leaves at 04:31.", ""),
        ("It was hit on 16 April, and the camera reads 04:31.", ""),
        ("It was hit on the evening of 15 April. At 04:31 it rained.", ""),
        ("It was hit at 22:10 on 15 April. At 04:31 it rained.", ""),
        ("It was hit on 15 April and on 16 April. At 04:31 it rained.", ""),
        ("It was hit on 16 April. In May it rained at 04:31.", ""),
        ("The strike of 16 April killed two. It rained at 04:31.", ""),
        ("Reik said on Wednesday that it fell at 04:31.", ""),
        ("On Wednesday Reik said that it fell at 04:31.", ""),
        ("It was hit on 16 April. She ran the mile in 04:31.", ""),
        ("It was hit on 16 April at dawn (04:31 UTC).", ""),
        ("“It was hit on 16 April,” he said.\n\nAt 04:31 it rained.", ""),
        ("Parliament met on Wednesday. It was hit on 16 April. At 04:31 he died.", ""),
        ("He was born on 16 April 1961. It rained at 04:31.", ""),
        ("It was hit on 16 April. It fell at 04:31, and again on Friday.", ""),
    ],
)
def test_a_time_of_day_has_the_day_that_is_sure(text: str, value: str) -> None:
    (moment,) = [one for one in moments(text, JUNE) if one.text.startswith("04:31")]
    assert (moment.value, moment.anchor) == (value, value[:10])


def test_midnight_alone_has_no_day() -> None:
    assert values("It was signed on 1 March and came into force at midnight.")["midnight"] == ""


def test_both_ends_of_a_range_have_its_day() -> None:
    text = "It was held between 07:15 and 07:35 on Tuesday 16 April, and from 09:00 to 09:30."
    assert list(values(text).values()) == [
        f"2024-04-16T{time}" for time in ("07:15", "07:35", "09:00", "09:30")
    ]


def test_items_of_a_list_go_on_from_the_item_before() -> None:
    text = "- 04:31, Tuesday 16 April. A call.\n- 04:44. It is passed on, as on 31 March.\n- 05:02. A drone."
    assert values(text)["05:02"] == "2024-04-16T05:02"
    assert values(text + "\n- 04:00. Nothing.")["04:00"] == ""


def test_times_of_day_in_news_have_the_day_of_the_news() -> None:
    assert read("The blast came on Sunday. Police arrived at 05:10.", MONDAY) == [
        ("Sunday", "2024-04-21", "2024-04-22"),
        ("05:10", "2024-04-21T05:10", "2024-04-21"),
    ]


# -- a whole report, and any text -------------------------------------------------------------------


def test_a_report_of_june_that_tells_of_april_has_its_days_in_april() -> None:
    text, found = report()
    place = text.index("A statement that appeared at 21:30 on Sunday")
    claim = next(one for one in found if one.span.start > place)
    assert (claim.value, claim.anchor) == ("2024-04-14T21:30", "2024-04-14")
    morning = {one.text: one.value for one in found if one.text in ("04:44", "06:38", "07:55")}
    assert morning["07:55"] == "2024-04-16T07:55"
    days = {one.value[:10] for one in found if one.precision in DAYS}
    assert not {day for day in days if day > "2024-06-10" and day not in ("2024-06-18", "2024-06-20")}


def test_no_weekday_of_the_samples_lies_behind_publication_without_a_word_for_it() -> None:
    ahead = set()
    for path in sorted(SEEDS.rglob("*")):
        for one in read_file(path, Given()) if path.is_file() else ():
            assert not isinstance(one, Failure)
            article = one.article
            today = (
                date.fromisoformat(article.published.value[:10]) if _has_day(article.published) else date.max
            )
            days = [each for each in moments(article.text, article.published) if each.precision in DAYS]
            ahead |= {each.text for each in days if each.value[:10] > today.isoformat()}
    assert ahead == {"Friday", "Monday", "Tuesday", "06:00 on Tuesday", "1 July", "Thursday"}


def _has_day(published: Published | None) -> bool:
    return published is not None and len(published.value) >= len("2024-06-20")


@given(
    st.lists(
        st.sampled_from(
            [
                "Sunday",
                "on Sunday 14 April",
                "16 April",
                "at 05:10",
                "said on",
                "21:30",
                "the next day",
                "had",
                "was",
                ".",
                ". It",
                "\n\n",
                "\n- ",
                "between",
                "and",
                "since",
                "overnight",
                "will",
                "in May",
                "2024",
            ]
        ),
        max_size=30,
    ).map(" ".join)
)
def test_an_anchor_is_publication_or_a_day_of_the_text(text: str) -> None:
    text = clean(text)
    found = moments(text, JUNE)
    told = {one.value[:10] for one in found if one.value} | {"2024-06-20"}
    assert [one.span for one in found] == sorted({one.span for one in found}, key=lambda span: span.start)
    assert all(one.anchor in told for one in found if one.anchor)
    assert all(one.value or (one.precision is None and not one.anchor) for one in found)
