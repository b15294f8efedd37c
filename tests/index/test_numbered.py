"""Places, buildings and units with a number, and nouns that are no name without one."""

from __future__ import annotations

import pytest

from index.extraction import extract
from index.model import Article


def named(text: str) -> list[tuple[str, str]]:
    layers = extract(Article(1, "0" * 20, "A title", False, text, "en", ()))
    return [(mention.text, mention.kind) for mention in layers.mentions if mention.kind != "quantity"]


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("The army has retaken Hill 402.", "Hill 402", "place"),
        ("They fought near Camp 7 on Monday.", "Camp 7", "facility"),
        ("Brigade 71 moved on Monday.", "Brigade 71", "organisation"),
        ("They were read in Room 40.", "Room 40", "facility"),
        ("Cars stood on Highway 1 and waited.", "Highway 1", "facility"),
        ("Near Checkpoint 12, soldiers died.", "Checkpoint 12", "facility"),
        ("He was taken to Hospital No. 3 there.", "Hospital No. 3", "facility"),
        ("They flew to Ostrel Terminal 5.", "Ostrel Terminal 5", "facility"),
    ],
)
def test_a_number_is_part_of_the_name(text: str, name: str, kind: str) -> None:
    assert named(text) == [(name, kind)]


@pytest.mark.parametrize(
    "text",
    [
        "At Kesmark Hospital 40 people died.",
        "At Kesmark Hospital 40 wounded soldiers lay.",
        "At Kesmark Hospital 40% of the beds are empty.",
        "At Kesmark Hospital 2.5 tonnes were found.",
    ],
)
def test_a_number_that_counts_something_is_not(text: str) -> None:
    assert named(text) == [("Kesmark Hospital", "facility")]


def test_a_noun_alone_is_no_place_and_may_stand_for_what_was_named() -> None:
    text = "The Kestrel Brigade came to Halden. The tubes are of the Brigade’s pattern, he said."
    assert ("Brigade", "place") not in named(text)
    assert ("Brigade", "group") in named(text)
    assert ("Hill", "place") not in named("They held Hill for a day. Hill was lost.")


def test_a_family_name_behind_an_address_is_one_whatever_else_it_means() -> None:
    assert named("Ms Hill met Mr Forest and Dr Banks.") == [
        ("Hill", "person"),
        ("Forest", "person"),
        ("Banks", "person"),
    ]
    assert named("Judge Orun Hill left.") == [("Orun Hill", "person")]


def test_the_province_of_an_armed_group_is_a_part_of_it() -> None:
    text = "Islamic State Sahel Province (ISSP) clashed with others near Ansongo. ISSP said so."
    assert [name for name, kind in named(text) if kind == "group"] == [
        "Islamic State Sahel Province",
        "ISSP",
        "ISSP",
    ]
    assert ("Anbar Province", "place") in named("The Islamic State left Anbar Province on Monday.")
