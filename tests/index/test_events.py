"""Events that have a name, and the words that are none."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.extraction import extract
from index.extraction.events import with_events
from index.model import Article, Layers


def read(text: str, language: str = "en") -> Layers:
    return extract(Article(1, "0" * 20, "", True, text, language, ()))


def events(text: str) -> list[tuple[str, str]]:
    return [(one.text, one.name) for one in read(text).mentions if one.kind == "event"]


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("Operation Iron Dawn began.", "Operation Iron Dawn"),
        ("The Battle of Mosul lasted long.", "Battle of Mosul"),
        ("He was hurt in the Second Battle of Velmar.", "Second Battle of Velmar"),
        ("After the Gulf War nobody came.", "Gulf War"),
        ("During the 1973 Yom Kippur War it was shut.", "Yom Kippur War"),
        ("The Second Intifada broke out.", "Second Intifada"),
        ("The Syrian Civil War goes on.", "Syrian Civil War"),
        ("They won the 2018 parliamentary election.", "2018 parliamentary election"),
        ("In the 2020 US presidential election he lost.", "2020 US presidential election"),
        ("The 2024 Summer Olympics were held.", "2024 Summer Olympics"),
        ("It was the year of the October 7 attacks.", "October 7 attacks"),
        ("Hurricane Katrina struck.", "Hurricane Katrina"),
        ("The 2003 invasion of Iraq was over.", "2003 invasion of Iraq"),
        ("The shrine is full at Arbaeen.", "Arbaeen"),
    ],
)
def test_an_event_with_a_name_is_one_mention(text: str, event: str) -> None:
    assert events(text) == [(event, event)]


def test_forms_of_one_event_are_one_entity() -> None:
    layers = read("He served in the Second World War. World War II was long. Arba’een and Arbaeen came.")
    assert [(one.name, len(one.mentions)) for one in layers.entities if one.kind == "event"] == [
        ("World War II", 2),
        ("Arbaeen", 2),
    ]


def test_an_acronym_stands_for_an_event() -> None:
    found = events("Operation Inherent Resolve (OIR) began. OIR has gone on since.")
    assert {name for _, name in found} == {"Operation Inherent Resolve"}
    assert len(found) == 3


def test_the_place_inside_an_event_is_no_place() -> None:
    kinds = {one.text: one.kind for one in read("The Battle of Mosul began. He went to Tikrit.").mentions}
    assert kinds == {"Battle of Mosul": "event", "Tikrit": "place"}


@pytest.mark.parametrize(
    "text",
    [
        "The Battle of Mosul Museum opened its doors.",
        "The International Crisis Group said so.",
        "The Cold War Museum was shut.",
        "He works at the War Office in London.",
        "The Islamic Revolution Guard Corps fired.",
        "A general election was called and the war went on.",
        "Prisoners of War came home.",
        "Yusuf Ramadan said so.",
        "On September 11 the school opens.",
        "The Operation Command was informed.",
        "Russia Says Election War Crisis Looms Over Europe",
    ],
)
def test_what_is_no_event_stays_what_it_is(text: str) -> None:
    assert events(text) == []


def test_a_word_that_is_a_name_as_well_needs_a_word_of_time() -> None:
    assert events("They fast during Ramadan.") == [("Ramadan", "Ramadan")]
    assert events("Ramadan said that he was ill.") == []


def test_events_are_read_in_english_alone() -> None:
    assert [
        one.kind for one in read("Operation Iron Dawn began.", "de").mentions if one.kind == "event"
    ] == []


@given(st.text(alphabet="OpBatle ofWrCiIi2019-'’.\n", max_size=80))
def test_any_text_gives_candidates_in_order(text: str) -> None:
    found = with_events(text, [])
    assert all(before.end <= after.start for before, after in pairwise(found))
    assert all(0 <= one.start < one.end <= len(text) for one in found)


@pytest.mark.parametrize(
    "piece", ["War ", "Operation ", "Battle of ", "2018 ", "A", "May 1 at", "Xy War", "Eid "]
)
def test_a_long_text_takes_time_in_proportion(piece: str) -> None:
    def seconds(count: int) -> float:
        text = (piece * count)[:count]
        began = time.process_time()
        with_events(text, [])
        return time.process_time() - began

    assert seconds(80_000) <= 12 * seconds(20_000) + 0.2
