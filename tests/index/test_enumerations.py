"""Names in one row, two bodies taken for one, and a person behind a body or a party."""

from __future__ import annotations

import pytest

from index.extraction import extract
from index.extraction.candidate import Candidate
from index.extraction.enumerations import by_enumerations, parted
from index.extraction.lexicon import lexicon
from index.extraction.runs import Scene
from index.extraction.tokens import words
from index.extraction.trimming import person_behind
from index.model import Article, Kind


def given(text: str, *names: tuple[str, Kind | None, float]) -> list[Candidate]:
    """Candidates as the tagger gives them, each at its first place in the text."""
    found = []
    for name, kind, sure in names:
        start = text.index(name)
        how = "tagged" if kind else "open"
        found.append(Candidate(start, start + len(name), tuple(name.split()), kind, name, how, sure))
    return found


def kinds(text: str) -> list[tuple[str, str]]:
    layers = extract(Article(1, "0" * 20, "A title", False, text, "en", ()), rules_alone=True)
    return [(mention.text, mention.kind) for mention in layers.mentions]


def test_what_is_known_in_a_row_says_what_the_others_are() -> None:
    text = "Deputies of Fair Dawn (FD), Civilian Power, the Karsa Front and Open Hand met."
    found = given(
        text,
        ("Fair Dawn", "group", 0.95),
        ("FD", "group", 0.95),
        ("Civilian Power", None, 0.0),
        ("Karsa Front", "group", 0.95),
        ("Open Hand", "place", 0.4),
    )
    assert [one.kind for one in by_enumerations(text, found, lexicon())] == ["group"] * 5


@pytest.mark.parametrize(
    ("text", "names", "expected"),
    [
        (  # no "and": a town and its country, and then whoever speaks
            "In Varn, Karsa, Tervan said so.",
            (("Varn", "place", 0.95), ("Karsa", "place", 0.95), ("Tervan", "person", 0.6)),
            "person",
        ),
        (  # they do not agree
            "They asked Varn, Orun Tesk, Karsa and Tervan.",
            (("Varn", "place", 0.95), ("Orun Tesk", "person", 0.95), ("Tervan", "place", 0.6)),
            "place",
        ),
        (  # one witness is none
            "They asked Varn, Orun and Tervan.",
            (("Varn", "place", 0.95), ("Orun", "place", 0.6), ("Tervan", "person", 0.6)),
            "person",
        ),
        (  # whatever is sure stays
            "They asked Varn, Karsa and Tervan.",
            (("Varn", "place", 0.95), ("Karsa", "place", 0.95), ("Tervan", "person", 0.95)),
            "person",
        ),
        (  # two in a row are no row
            "They asked Varn and Tervan. Karsa was calm.",
            (("Varn", "place", 0.95), ("Tervan", "person", 0.6), ("Karsa", "place", 0.95)),
            "person",
        ),
    ],
)
def test_a_row_says_nothing_where_it_is_none(
    text: str, names: tuple[tuple[str, Kind, float], ...], expected: Kind
) -> None:
    decided = by_enumerations(text, given(text, *names), lexicon())
    assert next(one for one in decided if one.name == "Tervan").kind == expected


def test_an_ordinary_word_that_opens_a_row_is_given_no_kind() -> None:
    text = "Tomorrow, Varn, Karsa and Tervan wait."
    opens, *others = given(
        text,
        ("Tomorrow", None, 0.0),
        ("Varn", "place", 0.95),
        ("Karsa", "place", 0.95),
        ("Tervan", None, 0.0),
    )
    decided = by_enumerations(text, [opens._replace(doubtful=True), *others], lexicon())
    assert [one.kind for one in decided] == [None, "place", "place", "place"]


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Northmark Radio and Voice of Karsa", ["Northmark Radio", "Voice of Karsa"]),
        (
            "Bank of Karsa and the Varn Exchange Board and Heron Fund",
            ["Bank of Karsa", "Varn Exchange Board", "Heron Fund"],
        ),
        ("Varn Review and Reuters", ["Varn Review", "Reuters"]),
        ("Department of Health and Human Services", ["Department of Health and Human Services"]),
        ("Food and Agriculture Office", ["Food and Agriculture Office"]),
        ("Office for Art and Sport", ["Office for Art and Sport"]),
        ("Tesk and Partners", ["Tesk and Partners"]),
    ],
)
def test_two_bodies_that_can_stand_alone_are_parted(name: str, parts: list[str]) -> None:
    text = f"They asked the {name}."
    found = parted(text, given(text, (name, "organisation", 0.8)), lexicon())
    assert [text[one.start : one.end] for one in found] == parts
    assert [one.name for one in found] == parts
    assert [" ".join(one.words) for one in found] == parts


def test_a_body_that_the_article_has_alone_is_parted_from_another() -> None:
    text = "Lawyers of Hisk and Varn Motors left. Hisk has no others."
    both = given(text, ("Hisk and Varn Motors", "organisation", 0.8))
    at = text.rindex("Hisk")
    alone = both[0]._replace(start=at, end=at + 4, words=("Hisk",), name="Hisk")
    assert [one.name for one in parted(text, [*both, alone], lexicon())] == ["Hisk", "Varn Motors", "Hisk"]
    assert [one.name for one in parted(text, both, lexicon())] == ["Hisk and Varn Motors"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "They asked the Office for the Coordination of Heron Relief.",
            [("Office for the Coordination of Heron Relief", "organisation")],
        ),
        (
            "They joined the Brenn Union for Liberty (UBL) then. UBL won.",
            [("Brenn Union for Liberty", "organisation"), ("UBL", "organisation"), ("UBL", "organisation")],
        ),
    ],
)
def test_longer_names_of_bodies(text: str, expected: list[tuple[str, str]]) -> None:
    assert kinds(text) == expected


def test_a_person_behind_a_party_or_a_place_is_a_person() -> None:
    text = (
        "Voters chose Democrat Martin Orun over Republican Helen Tesk on Monday. "
        "Governor of Oregon Mark Hesk opposed it."
    )
    layers = extract(Article(1, "0" * 20, "A title", False, text, "en", ()))
    people = [one.text for one in layers.mentions if one.kind == "person"]
    assert people == ["Martin Orun", "Helen Tesk", "Mark Hesk"]
    assert ("Oregon", "place") in [(one.text, one.kind) for one in layers.mentions]


@pytest.mark.parametrize(
    ("name", "person"),
    [
        ("Liberal Party of Canada Martin Fund", 0),
        ("Republican Mark Institute", 0),
        ("Liberal Party of Canada Martin Orun", 4),
        ("Republican Mark Banks", 1),
    ],
)
def test_a_body_with_a_given_name_before_its_head_is_no_person(name: str, person: int) -> None:
    scene = Scene(name, list(words(name)), lexicon(), frozenset())
    assert person_behind(scene, 0, len(scene.sentence)) == person


def test_what_may_be_firms_in_a_row_are_firms() -> None:
    names: tuple[tuple[str, Kind | None, float], ...] = (
        ("Mercedes", "person", 0.5),
        ("Shell", None, 0.0),
        ("Meta", "place", 0.5),
        ("Olstad", "person", 0.6),
    )
    text = "Mercedes, Shell, Meta and Olstad fell."
    decided = by_enumerations(text, given(text, *names), lexicon())
    assert {one.kind for one in decided} == {"organisation"}
    text = "Mercedes, Shell, Olstad and Meta came."
    sure = given(text, *(("Olstad", "person", 0.95) if name[0] == "Olstad" else name for name in names))
    decided = by_enumerations(text, sorted(sure), lexicon())
    assert [one.kind for one in decided] == ["person", None, "person", "place"]


def test_a_body_in_a_row_of_parties_is_one() -> None:
    text = "The Karsa Front, Civilian Power and the Tesk voted against it."
    for sure, kind in ((0.6, "group"), (0.95, "organisation")):
        names: tuple[tuple[str, Kind, float], ...] = (
            ("Karsa Front", "group", 0.95),
            ("Civilian Power", "group", 0.95),
            ("Tesk", "organisation", sure),
        )
        decided = by_enumerations(text, given(text, *names), lexicon())
        assert [one.kind for one in decided] == ["group", "group", kind]


@pytest.mark.parametrize("text", ["The BSW voted against it.", "It was the Liberals who voted against it."])
def test_a_party_that_is_known_is_a_group(text: str) -> None:
    assert [kind for _, kind in kinds(text)] == ["group"]


@pytest.mark.parametrize("name", ["Marks and Spencer", "Johnson and Johnson", "Procter and Gamble"])
def test_a_firm_that_is_called_after_two_is_one(name: str) -> None:
    assert kinds(f"{name} said that profits fell.") == [(name, "organisation")]


def test_an_acronym_is_a_group_where_its_long_form_is_called_one() -> None:
    text = "Union for Tides (UT), a political party, lost. The UT denied it."
    assert kinds(text) == [("Union for Tides", "group"), ("UT", "group"), ("UT", "group")]
