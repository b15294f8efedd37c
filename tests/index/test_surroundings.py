"""What the words around a name say of it for the whole article, without the tagger."""

from __future__ import annotations

import pytest

from index.extraction import extract
from index.extraction.candidate import Candidate
from index.extraction.lexicon import lexicon
from index.extraction.surroundings import by_surroundings
from index.model import Article, Kind


def kinds(text: str) -> list[tuple[str, str]]:
    layers = extract(Article(1, "0" * 20, "A title", False, text, "en", ()), rules_alone=True)
    return [(mention.text, mention.kind) for mention in layers.mentions]


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("They met Kesmark's foreign minister. Nobody asked Kesmark.", "Kesmark", "place"),
        ("The parliament of Kesmark met. Nobody asked Kesmark.", "Kesmark", "place"),
        ("They knew Orrin, a town of 40,000. Nobody asked Orrin.", "Orrin", "place"),
        ("Shares of Brisco fell. Nobody asked Brisco.", "Brisco", "organisation"),
        ("A spokesman for Brisco left. Nobody asked Brisco.", "Brisco", "organisation"),
        (
            "They read the newspaper Halden Lantern. Nobody buys Halden Lantern.",
            "Halden Lantern",
            "organisation",
        ),
        ("They trust Brisco, its largest rival. Nobody asked Brisco.", "Brisco", "organisation"),
        ("Fighters of Karu fled. Nobody asked Karu.", "Karu", "group"),
        ("They signed a truce with Karu. Nobody asked Karu.", "Karu", "group"),
        ("Karu claimed responsibility. Nobody asked Karu.", "Karu", "group"),
        ("People in Tervan counted eight. Nobody asked Tervan.", "Tervan", "place"),
        ("Boats off Tervan sank. Nobody asked Tervan.", "Tervan", "place"),
        ("They saw Tervan, chairman since May. Nobody asked Tervan.", "Tervan", "person"),
        ("They saw the Tervan chairman. Nobody asked Tervan.", "Tervan", "organisation"),
        ("They saw Tervan, 57, on Friday. Nobody asked Tervan.", "Tervan", "person"),
        ("They saw Tervan's widow. Nobody asked Tervan.", "Tervan", "person"),
    ],
)
def test_one_place_decides_for_all(text: str, name: str, kind: str) -> None:
    assert kinds(text) == [(name, kind)] * 2


def test_what_wins_seats_is_a_group() -> None:
    found = kinds("They say that Karu won 61 of 120 seats. Nobody asked Karu.")
    assert [one for one in found if one[1] != "quantity"] == [("Karu", "group")] * 2


def test_a_people_tells_of_its_place() -> None:
    assert kinds("They feared Ulvarian guards. Nobody asked Ulvaria.") == [
        ("Ulvarian", "demonym"),
        ("Ulvaria", "place"),
    ]


def test_a_full_name_outweighs_what_somebody_owns() -> None:
    text = "Nicholas Tervan left. A takeover of Tervan was feared. Nobody asked Tervan."
    assert kinds(text) == [("Nicholas Tervan", "person"), ("Tervan", "person"), ("Tervan", "person")]


def test_what_rulers_have_too_decides_less_than_a_tagger_that_is_sure() -> None:
    assert decided("Belgrano's army came.", "Belgrano", "person", 0.9) == "person"
    assert decided("Belgrano's army came.", "Belgrano", "person", 0.4) == "place"


def test_what_no_person_does_takes_a_person_away() -> None:
    assert decided("Brisco said that it would rise.", "Brisco", "person", 0.8) == "organisation"
    assert decided("Brisco said that he would rise.", "Brisco", "person", 0.8) == "person"


def test_a_people_is_not_taken_for_the_place_of_its_authorities() -> None:
    assert decided("Islamist authorities came.", "Islamist", None, 0.0) is None


def test_what_the_lists_know_is_left_alone() -> None:
    assert decided("Shares of Ruhn fell.", "Ruhn", "place", 0.5, how="lexicon") == "place"


def decided(text: str, words: str, kind: Kind | None, confidence: float, how: str = "tagged") -> Kind | None:
    start = text.index(words)
    before = text[:start].split()[-1:] or [""]
    one = Candidate(
        start, start + len(words), (words,), kind, words, how, confidence, before=before[0].lower()
    )
    return by_surroundings(text, [one], lexicon())[0].kind


def test_a_radio_is_called_after_its_town_and_a_firm_after_nobody_else() -> None:
    assert ("Tervan", "organisation") not in kinds(
        "Tervan Radio said so. Nobody asked Tervan. It left Tervan."
    )
    text = "Tervan Systems Ltd said so. Nobody asked Tervan. It left Tervan."
    assert ("Tervan", "organisation") in kinds(text)
