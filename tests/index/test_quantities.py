"""How many, how far, how much: what a number counts, and the numbers that count nothing."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.extraction import extract
from index.extraction.quantities import quantities
from index.model import Article, Copy, Origin, Published, Span


def found(text: str) -> list[tuple[str, str]]:
    return [(one.text, one.name) for one in quantities(text, [])]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("At least 14 people were left.", [("At least 14 people", ">= 14 people")]),
        ("At least 14 people were killed.", [("At least 14 people", ">= 14 people killed")]),
        ("It killed at least 14 people.", [("at least 14 people", ">= 14 people killed")]),
        ("Two miners have died.", [("Two miners", "2 miners dead")]),
        ("Five rockets were killed.", [("Five rockets", "5 rockets")]),
        ("The elders put the toll at 12; others of seven.", [("12", "12 (toll)")]),
        ("The death toll rose to at least 40.", [("at least 40", ">= 40 dead")]),
        ("The toll road leads to 40.", []),
        ("The number of casualties was 30.", [("30", "30 (toll)")]),
        ("Some 3,000 troops crossed.", [("Some 3,000 troops", "~ 3,000 troops")]),
        (
            "five rockets and two dozen drones",
            [("five rockets", "5 rockets"), ("two dozen drones", "24 drones")],
        ),
        (
            "more than a dozen anti-tank missiles",
            [("more than a dozen anti-tank missiles", "> 12 anti-tank missiles")],
        ),
        ("It killed 14 and wounded at least 30.", [("14", "14 killed"), ("at least 30", ">= 30 wounded")]),
        ("Fourteen were killed, 40 injured.", [("Fourteen", "14 killed"), ("40 injured", "40 injured")]),
        ("Hundreds were displaced.", [("Hundreds", "hundreds displaced")]),
        ("tens of thousands of civilians", [("tens of thousands of civilians",) * 2]),
        ("10 to 15 fighters", [("10 to 15 fighters", "10–15 fighters")]),
        ("between 3 and 5 million people", [("3 and 5 million people", "3,000,000–5,000,000 people")]),
        (
            "One soldier and two police officers",
            [("One soldier", "1 soldier"), ("two police officers", "2 police officers")],
        ),
        ("two car\nbombs", [("two car\nbombs", "2 car bombs")]),
    ],
)
def test_people_and_things_are_counted(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("$40 million", "40,000,000 USD"),
        ("US$3.5bn", "3,500,000,000 USD"),
        ("€1.2m", "1,200,000 EUR"),
        ("120bn dinars", "120,000,000,000 dinars"),
        ("a hundred thousand U.S. dollars", "100,000 USD"),
        ("12 percent", "12%"),
        ("4.5%", "4.5%"),
        ("a 40-kilometre convoy", "40 km"),
        ("50kg of explosives", "50 kg"),
        ("7,000 square kilometres", "7,000 km²"),
        ("1.5 million barrels per day", "1,500,000 barrels per day"),
        ("5m tall", "5 m"),
        ("5m people", "5,000,000 people"),
    ],
)
def test_money_and_measures_have_one_name_each(text: str, name: str) -> None:
    assert [one for _, one in found(text)] == [name]


@pytest.mark.parametrize(
    "text",
    [
        "the 82nd Airborne",
        "Resolution 1701 members",
        "Article 5 members agreed",
        "a 12-year-old boy",
        "on +964 770 123 4567",
        "at 21:50 men came",
        "in 2020 soldiers left",
        "version 1.2.3.4 people",
        "F-16 jets",
        "two of the men",
        "one of these days",
        "Forty days of five US soldiers",
        "3/4 men",
        "",
    ],
)
def test_what_counts_nothing_is_left_alone(text: str) -> None:
    assert found(text) == []


def test_names_and_times_win() -> None:
    text = "five rockets fell on 12 people"
    assert [one.text for one in quantities(text, [Span(20, 23)])] == ["five rockets"]
    assert quantities(text, [Span(0, 4), Span(0, 40)]) == ()


def test_they_stand_among_the_other_mentions_and_entities() -> None:
    text = (
        "Fourteen people died in Halden on 3 May 2024. The 14 people who died were from Halden."
        " In 2014 Kurdish men fled."
    )
    copy = Copy("", "", Published("2024-05-10", "day"), "", "en", Origin("a.txt"), "0" * 64, "")
    layers = extract(Article(1, "0" * 20, "", True, text, "en", (copy,)))
    assert [one.span.start for one in layers.mentions] == sorted(one.span.start for one in layers.mentions)
    (people,) = [one for one in layers.entities if one.kind == "quantity"]
    assert people.name == "14 people dead"
    assert people.aliases == ("Fourteen people", "14 people")
    assert [one.text for one in people.mentions] == ["Fourteen people", "14 people"]
    first = [one.mentions[0].span.start for one in layers.entities]
    assert first == sorted(first)


def test_another_language_has_none() -> None:
    article = Article(1, "0" * 20, "", True, "Es waren 14 million people.", "de", ())
    assert extract(article).mentions == ()


@given(st.text(alphabet="15,. \n-–$€%amofknbdtheirsouve", max_size=80))
def test_any_text_gives_spans_in_order(text: str) -> None:
    spans = [one.span for one in quantities(text, [])]
    assert all(before.end <= after.start for before, after in pairwise(spans))
    assert all(0 <= span.start < span.end <= len(text) for span in spans)


@pytest.mark.parametrize(
    "piece", ["1", "1,", "1 ", "$", "five ", "5 and ", "5–", "tens of ", "5 armed ", "killed "]
)
def test_a_long_text_takes_time_in_proportion(piece: str) -> None:
    def seconds(count: int) -> float:
        text = (piece * count)[:count]
        began = time.process_time()
        quantities(text, [])
        return time.process_time() - began

    assert seconds(80_000) <= 12 * seconds(20_000) + 0.2


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The ministry said 30 Palestinians were killed.", [("30", "30 Palestinians killed")]),
        ("Two Israelis and 14 Lebanese died.", [("Two", "2 Israelis"), ("14", "14 Lebanese dead")]),
        ("Four UN peacekeepers were wounded.", [("Four", "4 UN peacekeepers wounded")]),
        ("They sent 30 Iraqi carpets and the 5 Iraqi.", []),
    ],
)
def test_what_is_counted_may_be_a_name_and_then_the_number_is_the_quantity(
    text: str, expected: list[tuple[str, str]]
) -> None:
    copy = Copy("", "", Published("2024-05-10", "day"), "", "en", Origin("a.txt"), "0" * 64, "")
    layers = extract(Article(1, "0" * 20, "", True, text, "en", (copy,)))
    assert [(one.text, one.name) for one in layers.mentions if one.kind == "quantity"] == expected
