"""Ships and aircraft, which are nobody and nowhere."""

from __future__ import annotations

import pytest

from index.extraction import extract
from index.model import Article

SCORED = ("person", "organisation", "group", "place", "facility")


def named(text: str) -> list[tuple[str, str]]:
    layers = extract(Article(1, "0" * 20, "A title", False, text, "en", ()))
    return [(mention.text, mention.kind) for mention in layers.mentions if mention.kind in SCORED]


@pytest.mark.parametrize(
    "text",
    [
        "The oil leaked from the tanker Sorva Rose on Tuesday. The master of the Sorva Rose told the pilots.",
        "HMS Queen Elizabeth sailed with USS Gerald R. Ford.",
        "The Nimitz left in May.",
        "A rescue helicopter named Kestrel took off. The Kestrel crashed at noon.",
        "The first boat, the Lady Sorva, left the bank.",
    ],
)
def test_a_ship_is_no_name(text: str) -> None:
    assert named(text) == []


def test_what_has_the_name_of_a_ship_as_well_keeps_it() -> None:
    assert named("The ferry Karsa sank. Orun Karsa said so. Karsa wept.") == [
        ("Orun Karsa", "person"),
        ("Karsa", "person"),
    ]
    assert named("The ferry Kesmark sank. People in Kesmark wept.") == [("Kesmark", "place")]


def test_a_person_has_an_article_before_a_noun() -> None:
    assert ("Trump", "person") in named("The Trump administration said no. Trump left.")
    assert named("Queen Elizabeth died.") == [("Elizabeth", "person")]
    assert named("The Taliban left. The Kremlin said no.") == [
        ("Taliban", "group"),
        ("Kremlin", "organisation"),
    ]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("SS General Karl Olstad met them. Karl Olstad said little.", "Karl Olstad"),
        ("On the yacht Marek Novak met two ministers. Marek Novak paid them.", "Marek Novak"),
        ("The envoy saw the King Abdullah Salem on Monday. Abdullah Salem spoke.", "Abdullah Salem"),
        ("The Novak said he would go. Novak went.", "Novak"),
    ],
)
def test_nobody_is_lost_for_a_word_about_ships(text: str, who: str) -> None:
    assert (who, "person") in named(text)
