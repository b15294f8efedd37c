"""What has a capital letter and names nobody; offices beside names; towns in front of others."""

from __future__ import annotations

import pytest

from index.extraction import extract
from index.extraction.candidate import Candidate
from index.extraction.lexicon import lexicon
from index.extraction.things import without_things
from index.model import Article

SCORED = ("person", "organisation", "group", "place", "facility")


def kinds(text: str) -> list[tuple[str, str]]:
    layers = extract(Article(1, "0" * 20, "A title", False, text, "en", ()))
    return [(mention.text, mention.kind) for mention in layers.mentions if mention.kind in SCORED]


@pytest.mark.parametrize(
    "text",
    [
        "They were flown out in a Boeing 737 on Monday. The Boeing 737 was old.",
        "Two Airbus A320s stood there.",
        "A Sukhoi Su-24 crashed.",
        "The spread of SARS was slower than that of COVID-19, doctors said. COVID-19 and SARS are illnesses.",
        "It will cost US$300 million.",
    ],
)
def test_a_thing_is_no_name(text: str) -> None:
    assert kinds(text) == []


@pytest.mark.parametrize(
    "text",
    ["Toyota 2019 sales fell.", "Toyota 2,000 jobs were cut.", "In 2018 Toyota 3 times refused to say so."],
)
def test_a_firm_before_a_number_that_is_no_model_is_a_firm(text: str) -> None:
    assert kinds(text) == [("Toyota", "organisation")]


def test_who_makes_it_is_a_firm() -> None:
    assert kinds("Shares of Boeing fell. Boeing said that 40 aircraft wait.") == [
        ("Boeing", "organisation"),
        ("Boeing", "organisation"),
    ]


@pytest.mark.parametrize("site", ["Znak.com", "Meduza.io", "Gazeta.ru", "Amnesty.org.uk"])
def test_a_web_address_alone_is_the_name_of_an_outlet(site: str) -> None:
    assert kinds(f"One news site, {site}, said so. Nobody else did.") == [(site, "organisation")]


@pytest.mark.parametrize("text", ["Write to press@Znak.com now.", "See https://Znak.com/news for more."])
def test_a_longer_address_is_no_name(text: str) -> None:
    assert "Znak.com" not in [name for name, _ in kinds(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Mitch McConnell, the Senate Majority Leader, refused.",
            [("Mitch McConnell", "person"), ("Senate", "organisation")],
        ),
        (
            "On Friday Crown Prince Mohammad bin Salman left Riyadh.",
            [("Mohammad bin Salman", "person"), ("Riyadh", "place")],
        ),
        (
            "The Utah Jazz beat the New Orleans Pelicans.",
            [("Utah Jazz", "organisation"), ("New Orleans Pelicans", "organisation")],
        ),
        ("Three people died in Aleppo, Syria.", [("Aleppo", "place"), ("Syria", "place")]),
        (
            "A fire broke out at Saint Orun cathedral on Monday.",
            [("Saint Orun cathedral", "facility")],
        ),
    ],
)
def test_offices_towns_and_buildings_beside_names(text: str, expected: list[tuple[str, str]]) -> None:
    assert kinds(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The MV Namse Bangdzod sank. USS Cole was hit.", []),
        ("He fired an RPG. The NGO left with an AK-47. Islam is a faith.", []),
        ("The Republican Senate refused.", [("Senate", "organisation")]),
        ("The Lord Mayor of Melbourne resigned.", [("Melbourne", "place")]),
        (
            "The Afghan National Security and International Security Assistance Forces left.",
            [
                ("Afghan National Security", "organisation"),
                ("International Security Assistance Forces", "organisation"),
            ],
        ),
        (
            "They asked the Harbour Office Director (HOD). The HOD was away.",
            [("Harbour Office", "organisation")],
        ),
        ("The London Fire Brigade came.", [("London Fire Brigade", "organisation")]),
        (
            "Scientists of UC Davis and UH Manoa say so.",
            [("UC Davis", "organisation"), ("UH Manoa", "organisation")],
        ),
    ],
)
def test_ships_things_and_houses(text: str, expected: list[tuple[str, str]]) -> None:
    assert kinds(text) == expected


def test_an_acronym_of_a_thing_is_a_body_where_the_article_says_so() -> None:
    text = "The Sovereign Initiative Group (SIG) stayed. SIG was asked."
    assert kinds(text) == [
        ("Sovereign Initiative Group", "organisation"),
        ("SIG", "organisation"),
        ("SIG", "organisation"),
    ]


def test_a_storm_is_meant_by_its_name_alone() -> None:
    text = (
        "Hurricane Dorian hit the Bahamas on Sunday. Dorian killed five, and Martin Orun saw it. Orun left."
    )
    layers = extract(Article(1, "0" * 20, "A title", False, text, "en", ()))
    named = [(one.text, one.kind, one.name) for one in layers.mentions if one.kind in ("event", "person")]
    assert named == [
        ("Hurricane Dorian", "event", "Hurricane Dorian"),
        ("Dorian", "event", "Hurricane Dorian"),
        ("Martin Orun", "person", "Martin Orun"),
        ("Orun", "person", "Martin Orun"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Hurricane Harvey hit Florida on Monday. Harvey Smith left the town. Harvey was calm.",
        "Hurricane Harvey hit Texas. “I lost it all,” Harvey said.",
    ],
)
def test_somebody_who_is_called_like_a_storm_is_none(text: str) -> None:
    layers = extract(Article(1, "0" * 20, "A title", False, text, "en", ()))
    assert [one.text for one in layers.mentions if one.kind == "event"] == ["Hurricane Harvey"]


def test_an_initial_with_its_full_stop_is_no_letter_alone() -> None:
    initial = Candidate(0, 2, ("K",), "person", "K.", "context", 0.7)
    letter = initial._replace(end=1, name="K")
    assert without_things("K. was asked.", [initial], lexicon()) == [initial]
    assert without_things("K was asked.", [letter], lexicon()) == []


def test_a_text_full_of_sites_is_read_in_order() -> None:
    text = "".join(f"They read Site{number}.com and Varn. " for number in range(3_000))
    found = [one.text for one in extract(Article(1, "0" * 20, "T", False, text, "en", ())).mentions]
    assert sum(name.endswith(".com") for name in found) == 3_000


def test_a_family_name_of_several_words_is_tied() -> None:
    text = "Gloria La Riva spoke on Monday. La Riva was glad. Nobody asked La Riva."
    layers = extract(Article(1, "0" * 20, "A title", False, text, "en", ()))
    assert {one.name for one in layers.mentions if "Riva" in one.text} == {"Gloria La Riva"}


def test_the_state_of_a_town_belongs_to_no_person() -> None:
    found = kinds("They met in Washington, D.C. Veskar's envoy Orun Tesk flew home. J.K. Veskar stayed.")
    assert found[1:] == [("Veskar", "person"), ("Orun Tesk", "person"), ("J.K. Veskar", "person")]


def test_the_party_and_state_of_a_politician_are_no_body() -> None:
    found = kinds("Sen. Orun Tesk, R-Ark., and Rep. Mirel Olstad (D-NY) praised it.")
    assert found == [("Orun Tesk", "person"), ("Mirel Olstad", "person")]
    assert ("D-Wave", "person") not in kinds("The firm, D-Wave, said so.")[1:]


@pytest.mark.parametrize(
    "name", ["Al Noor General Trading FZE", "Veskar Marine JSC", "Olstad General Works Sarl"]
)
def test_a_legal_form_makes_a_firm(name: str) -> None:
    assert kinds(f"Halden-based {name} was listed on Monday.")[-1] == (name, "organisation")


def test_a_language_is_no_place() -> None:
    assert kinds("Evidence was given in Arabic. He spoke Arabic and Swahili. Nobody knew Arabic there.") == []


def test_a_people_with_an_article_before_a_coast_is_no_place() -> None:
    text = "The oil reached the Toravian coast office. It was on the authority of the Toravian coast office."
    assert ("Toravian", "place") not in kinds(text)
    assert ("Toravia", "place") in kinds("The oil reached the Toravia coast on Monday. It rained in Toravia.")
