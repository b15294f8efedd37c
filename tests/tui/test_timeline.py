"""From moments of articles to rows in the order of time, and to what is said of one of them."""

from __future__ import annotations

from datetime import date

import pytest

from briefing.tui.timeline import Timeline, count_words, foot, group_of, passage, timeline, title
from briefing.tui.words import period_words
from index import Published, Span
from index.entities.model import Timed
from index.extraction.dates import moments
from index.model import Kind
from index.typed_date import typed_period
from index.units import sentence_at
from index.when import Period

PUBLISHED = Published("2024-04-22", "day")


def timed(
    text: str, *, article: str = "a", source: str = "Wire", speaker: str = "", kind: Kind | None = None
) -> list[Timed]:
    """The moments of a text, as the corpus answers them."""
    found = []
    for moment in moments(text, PUBLISHED):
        sentence = sentence_at(text, moment.span.start) or moment.span
        clause = " ".join(text[sentence.start : sentence.end].split())
        found.append(Timed(article, "A title", source, PUBLISHED, moment, sentence, clause, speaker, kind))
    return found


def plain(rows: tuple[tuple[tuple[str, str], ...], ...]) -> list[str]:
    return ["".join(text for text, _ in row) for row in rows]


def test_moments_of_all_articles_stand_in_the_order_of_time() -> None:
    shown = timeline(
        [
            *timed("It fell on Sunday. It lasted for six weeks.", article="a"),
            *timed("Strikes stopped in February. It fell at 05:10 on Sunday.", article="b"),
        ]
    )
    assert [title(event) for event in shown.events] == [
        "Feb 2024",
        "Sun 21 Apr 2024",
        "Sun 21 Apr 2024, 05:10",
        "6 weeks",
    ]
    assert (shown.dated, shown.articles, shown.year) == (3, 2, 2024)
    assert shown.counts == "3 dated, 1 without a date"
    assert shown.row_of(("b", 0)) is None
    assert shown.row_of(shown.events[2].key) == 2
    assert shown.first_from(date(2024, 4, 1)) == 1
    assert shown.first_from(date(2030, 1, 1)) == 0


def test_a_month_stands_together_and_on_an_axis_of_years_a_year() -> None:
    shown = timeline(timed("It fell on 3 April, on 9 April and on 2 May 2023. It lasted for six weeks."))
    months = [group_of(event, "week") for event in shown.events]
    assert months == [(2023, 5), (2024, 4), (2024, 4), (0, 0)]
    assert [group_of(event, "year") for event in shown.events][:2] == [(2023, 0), (2024, 0)]


def test_the_words_around_are_those_of_the_place_and_not_of_the_first_such_words() -> None:
    found = timeline(timed("In   February it was quiet, and\nsince February it was not."))
    first, second = found.events
    assert (first.when.exact, second.when.exact) == ("month", "open")
    assert second.timed.clause[second.place.start :].startswith("February it was not")


def test_only_sentences_that_name_it_are_kept() -> None:
    found = timed("SMC said so on Sunday. The Cell spoke on Monday. SMCs spoke on Tuesday.")
    kept = timeline(found, name="Security Media Cell", forms=("SMC", "The Cell"))
    assert [event.timed.moment.text for event in kept.events] == ["Sunday", "Monday"]
    assert kept.name == "Security Media Cell"


@pytest.mark.parametrize("width", range(12, 90))
def test_the_place_is_seen_in_every_width(width: int) -> None:
    text = "The launch was, as the cell said, at a base of the coalition at 21:50 on Sunday, and nobody was hurt."
    words = "on Sunday"
    start = text.index(words)
    shown, place = passage(text, Span(start, start + len(words)), width)
    assert len(shown) <= width
    assert shown[place.start : place.end] == words or words.startswith(
        shown[place.start : place.end].rstrip("…").rstrip()
    )
    if width >= 20:
        assert shown[place.start : place.end] == words


def test_a_list_that_says_when_in_its_own_column_begins_with_the_sentence_where_it_can() -> None:
    text = "Six rockets were fired at the base on 14 April, according to the Harbour Guard."
    start = text.index("14 April")
    place = Span(start, start + len("14 April"))
    assert passage(text, place, 42)[0].startswith("…")
    assert passage(text, place, 42, whole=False)[0] == "Six rockets were fired at the base on 14…"


def test_a_passage_that_is_cut_before_fills_the_width() -> None:
    text = "word " * 40 + "born in 2003."
    shown, _ = passage(text, Span(len(text) - 5, len(text) - 1), 40)
    assert shown.startswith("…word")
    assert 35 <= len(shown) <= 40


def test_the_foot_says_the_words_what_they_were_counted_from_and_who_says_so() -> None:
    text = "The launch, at a base, was at 21:50 on Sunday."
    (event,) = timeline(timed(text, speaker="Security Media Cell", kind="organisation")).events
    rows = foot(event, "B2", 118)
    assert plain(rows) == [
        "as written “21:50 on Sunday”   exact to the minute   counted from Mon 22 Apr 2024, the day of publication",
        "said by Security Media Cell   Wire B2   clock: zone not stated   A title",
        text,
    ]
    assert ("Security Media Cell", "organisation") in rows[1]
    assert ("21:50 on Sunday", "lit_moment") in rows[2]


def test_the_foot_says_of_a_date_in_the_article_that_it_was_counted_from() -> None:
    found = timeline(timed("It was hit on Sunday 3 March. A statement came at 21:30 on Sunday."))
    assert title(found.events[1]) == "Sun 3 Mar 2024, 21:30"
    assert plain(foot(found.events[1], "", 118))[0] == (
        "as written “21:30 on Sunday”   exact to the minute   counted from Sun 3 Mar 2024, a date in the article"
    )


def test_what_a_story_leaves_open_stands_last_with_its_words() -> None:
    shown = timeline(timed("It was hit on 3 March. He left on Tuesday. He heard the call of 04:31."))
    assert [(event.timed.moment.text, title(event)) for event in shown.events] == [
        ("3 March", "Sun 3 Mar 2024"),
        ("Tuesday", "not resolved"),
        ("04:31", "not resolved"),
    ]
    assert shown.counts == "1 dated, 2 without a date"
    assert [group_of(event, "day") for event in shown.events][1:] == [(0, 0), (0, 0)]
    for event in shown.events[1:]:
        first, _, last = plain(foot(event, "", 118))
        assert "not resolved: it hangs on something else in the text" in first
        assert event.timed.moment.text in last


def test_the_foot_says_why_there_is_no_date() -> None:
    (event,) = timeline(timed("It happened the same day.")).events
    assert "not resolved: it hangs on something else in the text" in plain(foot(event, "", 118))[0]
    (length,) = timeline(timed("It lasted for six weeks.")).events
    assert plain(foot(length, "", 118))[0] == "as written “six weeks”"


def test_hostile_words_do_not_reach_the_screen() -> None:
    (event,) = timeline(
        timed("It fell on Sunday \x1b[31m.", source="W\x1bire", speaker="S\x9bMC", kind="group")
    ).events
    assert not any("\x1b" in row or "\x9b" in row for row in plain(foot(event, "", 118)))


def test_the_counts_say_whether_that_is_all() -> None:
    found = timed("It fell on Sunday.")
    assert count_words(timeline(found), None) == "1 moment · 1 article"
    assert count_words(timeline(found), 18) == "1 moment · 1 of 18 articles"
    assert count_words(timeline(found, capped=True), 18) == "the first 1 moment · the newest 1 article"
    assert count_words(Timeline(), 0) == "0 moments · 0 articles"


def test_of_a_period_what_lies_in_it_reaches_into_it_or_begins_or_ends_in_it_is_kept() -> None:
    text = (
        "It began in 2024. It fell on 3 April, on 9 April and on 2 May. It has been so since early February."
        " It was so until 5 April. It lasted for six weeks. A fair was held in early April. Late April was dry."
    )
    shown = timeline(timed(text), period=Period(date(2024, 4, 1), date(2024, 4, 10)))
    assert [title(event) for event in shown.events] == [
        *("2024", "early Apr 2024", "Wed 3 Apr 2024", "until Fri 5 Apr 2024", "Tue 9 Apr 2024"),
    ]
    assert shown.period == Period(date(2024, 4, 1), date(2024, 4, 10))
    assert shown.counts == "5 dated"


def test_it_is_said_when_one_looked_at_the_newest_articles_only() -> None:
    shown = timeline(timed("It fell on Sunday."))
    assert count_words(shown, None, 20_000) == "1 moment · 1 of the newest 20,000 articles"
    assert count_words(shown, 3) == "1 moment · 1 of 3 articles"


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("2024-04", "in Apr 2024"),
        ("2024-04-14", "on 14 Apr 2024"),
        ("2024", "in 2024"),
        ("2023..2024", "2023 – 2024"),
        ("2024-04..2024-06", "Apr – Jun 2024"),
        ("2023-12..2024-02", "Dec 2023 – Feb 2024"),
        ("2024-04-14..2024-04-16", "14 – 16 Apr 2024"),
        ("2024-04-28..2024-05-02", "28 Apr – 2 May 2024"),
        ("2024-04..", "from Apr 2024"),
        ("..2024-06-15", "until 15 Jun 2024"),
    ],
)
def test_a_period_is_said_as_short_as_it_can_be(typed: str, words: str) -> None:
    period = typed_period(typed, date(2024, 6, 10))
    assert period is not None
    assert period_words(period) == words
