"""Names that a head noun or a title decides, where the two get in each other's way."""

from __future__ import annotations

import pytest

from index.extraction import extract
from index.model import Article


def kinds(text: str) -> dict[str, str]:
    layers = extract(Article(1, "0" * 20, "A title", False, text, "en", ()), rules_alone=True)
    return {mention.text: mention.kind for mention in layers.mentions}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They met Martin Hill.", {"Martin Hill": "person"}),
        ("They met Stephen King.", {"Stephen King": "person"}),
        ("They shelled the Martin Bridge.", {"Martin Bridge": "facility"}),
        ("The Search and Rescue Agency came.", {"Search and Rescue Agency": "organisation"}),
        ("The Prime Minister and Harbour Agency men met.", {"Harbour Agency": "organisation"}),
        ("They saw Kestrel Brigade 45 there.", {"Kestrel Brigade 45": "group"}),
        ("They saw the Kestrel Brigade's 45 men.", {"Kestrel Brigade": "group"}),
        (
            "They asked House of Elders Speaker Orun Tesk.",
            {"House of Elders": "organisation", "Orun Tesk": "person"},
        ),
        ("An UN Security Council Resolution passed.", {"UN Security Council": "organisation"}),
        ("They left Fort Heron, Texas, by night.", {"Fort Heron": "place", "Texas": "place"}),
        ("They left Camp Heron by night.", {"Camp Heron": "facility"}),
        ("Deir al-Brenn fell to Liwa al-Heron.", {"Deir al-Brenn": "place", "Liwa al-Heron": "group"}),
        ("They met Michael Jordan in Jordan.", {"Michael Jordan": "person", "Jordan": "place"}),
        ("They asked Minister Israel Tesk.", {"Israel Tesk": "person"}),
        (
            "By the charity Heron Aid and the militia Zahrat.",
            {"Heron Aid": "organisation", "Zahrat": "group"},
        ),
        ("The Taliban leader, Alurdin, fell.", {"Taliban": "group", "Alurdin": "person"}),
        ("The capital, Morun, fell.", {"Morun": "place"}),
        ("Tal Zahr, a town near it, and Orun Zahr, a teacher.", {"Tal Zahr": "place", "Orun Zahr": "person"}),
        ("Putin left. He met Ghani.", {"Putin": "person", "Ghani": "person"}),
        ("The agency ISNA said so. It is the IS of it.", {"ISNA": "organisation"}),
        ("The ABXD said so. The DNA and the GDP rose.", {"ABXD": "organisation"}),
        ("Northmark soldiers crossed the river Senn.", {"Northmark": "place", "Senn": "place"}),
    ],
)
def test_what_decides_a_name(text: str, expected: dict[str, str]) -> None:
    assert {name: kind for name, kind in kinds(text).items() if kind != "quantity"} == expected


def test_the_letters_of_an_acronym_find_its_body_without_brackets() -> None:
    text = "Nothing points to KB, the Kestrel Brigade, he said."
    layers = extract(Article(1, "0" * 20, "A title", False, text, "en", ()), rules_alone=True)
    assert [mention.name for mention in layers.mentions] == ["Kestrel Brigade", "Kestrel Brigade"]


def test_a_name_that_acts_elsewhere_alone_is_a_person() -> None:
    text = "The road of Orun Tesk is long. Later Tesk said so. Nobody saw Tesk."
    assert kinds(text) == {"Orun Tesk": "person", "Tesk": "person"}


def test_one_preposition_makes_no_place_of_what_stands_elsewhere_as_none() -> None:
    assert kinds("Faith in Zuntex was gone. The Zuntex broke. A Zuntex burned. Each Zuntex failed.") == {}
