"""Times of a period: which are in it, which articles are unpacked for that, and what is typed for one."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from corpora import write_lines

from index import Corpus, open_corpus
from index.entities.dating import spot_of
from index.entities.model import Ruled
from index.entities.packing import packed
from index.entities.within import Sieve, touches
from index.model import Layers, Moment, Span
from index.typed_date import typed_period
from index.when import Period

APRIL = Period(date(2024, 4, 1), date(2024, 4, 30))
TODAY = date(2024, 6, 10)


@pytest.mark.parametrize(
    ("value", "there"),
    [
        *(("2024-04-01", True), ("2024-04-30T23:59", True), ("2024-03-31", False), ("2024-05-01", False)),
        *(("2024-04", True), ("2024", True), ("202", True), ("20", True), ("2023", False), ("199", False)),
        *(("2024-W14", True), ("2024-W13", False), ("2024-Q2", True), ("2024-SP", True), ("2023-WI", False)),
        *(("", False), ("P6W", False), ("PRESENT_REF", False), ("2024-04-31", False)),
    ],
)
def test_what_lies_in_a_period_or_reaches_into_it_is_there(value: str, there: bool) -> None:
    assert touches(value, APRIL) is there


def test_layers_are_told_apart_as_if_all_of_them_were_unpacked() -> None:
    chance = random.Random(5)
    through = 0
    for _ in range(3_000):
        day = date(1995, 1, 1) + timedelta(chance.randrange(15_000))
        year, month = day.year, day.month
        value = chance.choice(
            [
                *(day.isoformat(), f"{day}T21:50", f"{day}TNI", f"{year}-{month:02d}", str(year)),
                *(f"{year}-W{1 + chance.randrange(52):02d}", f"{year}-W52", f"{year}-W53", f"{year}-Q4"),
                *(f"{year}-WI", f"{year}-SP", str(year // 10), str(year // 100), "P6W", ""),
            ]
        )
        first = day + timedelta(chance.randrange(-400, 400))
        period = Period(first, first + timedelta(chance.choice([0, 6, 30, 800])))
        body = packed(Layers(moments=(Moment(Span(0, 1), "x", value, None, "2024-04-22"),)))
        assert Sieve(period).lets_through(body) == touches(value, period), (value, period)
        through += touches(value, period)
    assert 300 < through < 2_700


def test_the_first_week_of_a_year_begins_in_the_one_before() -> None:
    december = Period(date(2024, 12, 1), date(2024, 12, 31))
    body = packed(Layers(moments=(Moment(Span(0, 9), "this week", "2025-W01", None, "2025-01-03"),)))
    assert touches("2025-W01", december)
    assert Sieve(december).lets_through(body)


@pytest.mark.parametrize(
    "period",
    [Period(date.min, date(2024, 4, 30)), Period(date(2024, 4, 1), date.max), Period(date.min, date.max)],
)
def test_a_period_may_have_one_end_or_none(period: Period) -> None:
    body = packed(Layers(moments=(Moment(Span(0, 1), "x", "2024-04-14", "day"),)))
    assert Sieve(period).lets_through(body)


@pytest.fixture
def corpus(tmp_path: Path) -> Iterator[Corpus]:
    texts = (
        "It fell on 3 April 2024. It had been made in 1994, and lasted for six weeks.",
        "It was found on 9 May 2024. Nobody knew more two days later.",
    )
    with open_corpus(tmp_path / "corpus") as corpus:
        corpus.add([write_lines(tmp_path / "a.jsonl", *({"text": text, "title": "x"} for text in texts))])
        corpus.read_for_names(workers=0)
        yield corpus


def found(corpus: Corpus, period: Period, **more: int) -> list[str]:
    return [each.moment.text for each in corpus.entities.times(corpus.everything(), within=period, **more)]


def test_times_of_a_period_are_found(corpus: Corpus) -> None:
    assert found(corpus, APRIL) == ["3 April 2024"]
    assert found(corpus, Period(date(1990, 1, 1), date(2024, 4, 30))) == ["1994", "3 April 2024"]
    assert found(corpus, Period(date(1990, 1, 1), date.max), limit=2) != []
    assert found(corpus, Period(date(2001, 1, 1), date(2001, 1, 1))) == []
    assert corpus.entities.times(corpus.everything(), within=APRIL, stop=lambda: True) == ()


def test_what_was_set_into_a_period_or_out_of_it_counts(corpus: Corpus) -> None:
    (late,) = [corpus.article(hit.id) for hit in corpus.search("nobody").hits]
    start = late.text.index("two days later")
    spot = spot_of(late.id, late.text, Span(start, start + len("two days later")))
    corpus.rule(lambda: [Ruled("dated", str(spot), "2024-04-11")])
    assert found(corpus, APRIL) == ["3 April 2024", "two days later"]
    corpus.rule(lambda: [Ruled("dated", str(spot), "2031-04-11")])
    assert found(corpus, APRIL) == ["3 April 2024"]


@pytest.mark.parametrize(
    ("typed", "first", "last"),
    [
        ("2024-04", "2024-04-01", "2024-04-30"),
        ("last week", "2024-06-03", "2024-06-09"),
        ("2024-04..2024-06", "2024-04-01", "2024-06-30"),
        ("14 Apr 2024 .. 16 Apr 2024", "2024-04-14", "2024-04-16"),
        ("apr..jun", "2024-04-01", "2024-06-30"),
        ("1994..2050", "1994-01-01", "2050-12-31"),
        ("2024-04..", "2024-04-01", "9999-12-31"),
        ("..2024-06", "0001-01-01", "2024-06-30"),
    ],
)
def test_a_period_is_typed_as_in_a_search_or_from_one_to_the_other(typed: str, first: str, last: str) -> None:
    assert typed_period(typed, TODAY) == Period(date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "..",
        "x",
        "a..b",
        "2024-06..2024-04",
        "3/4/2024..2024",
        "2024-04..x",
        "2024-04-31..",
        "..2024-06..",
        "2024...2025",
    ],
)
def test_what_is_no_period_is_none(typed: str) -> None:
    assert typed_period(typed, TODAY) is None
