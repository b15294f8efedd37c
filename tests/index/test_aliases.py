"""One thing under two names: aliases, firms by their first word, acronyms with dots."""

from __future__ import annotations

import pytest

from index.extraction import extract
from index.model import Article


def named(text: str) -> list[tuple[str, str]]:
    """Each mention with the name that it is given."""
    layers = extract(Article(1, "0" * 20, "A title", False, text, "en", ()))
    return [(mention.text, mention.name) for mention in layers.mentions if mention.kind != "quantity"]


@pytest.mark.parametrize(
    "words",
    [
        ", commonly known as Hemdi,",
        ", also known as Hemdi,",
        " (also known as Hemdi)",
        ", known by his nom de guerre Hemdi,",
        ", alias Hemdi,",
        ", who goes by the name Hemdi,",
        ", nicknamed “Hemdi”,",
        ", whose nom de guerre is Hemdi,",
    ],
)
def test_an_alias_is_the_same_person_in_the_whole_article(words: str) -> None:
    found = named(f"Orun Daglo Veskar{words} leads the force. Hemdi said no. Nobody saw Hemdi.")
    assert found == [("Orun Daglo Veskar", "Orun Daglo Veskar"), *[("Hemdi", "Orun Daglo Veskar")] * 3]


def test_the_full_name_is_the_main_one_whichever_comes_first() -> None:
    found = named("Hemdi, whose real name is Orun Veskar, left. Mr Hemdi said so. Veskar denied it.")
    assert {name for _, name in found} == {"Orun Veskar"}


def test_bodies_have_aliases_as_well() -> None:
    found = named(
        "The Kestrel Brigade, also known as the Windhover Brigade, said no. The Windhover Brigade left."
    )
    assert {name for _, name in found} == {"Kestrel Brigade"}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Orun Veskar, known as Putin's chef, died.", "Putin"),
        ("Orun Veskar, known as a Kremlin critic, left.", "Kremlin"),
        ("Orun Veskar, known in Halden, left.", "Halden"),
        ("Orun Veskar is known as the Butcher of Karsa. Karsa wept.", "Karsa"),
        ("The villages, known as Varn and Tesk, burned.", "Tesk"),
    ],
)
def test_what_somebody_is_known_for_is_no_alias(text: str, words: str) -> None:
    assert {name for found, name in named(text) if found == words} <= {words}


def test_a_firm_goes_by_the_first_word_of_its_name() -> None:
    text = "Nordlicht Systems GmbH makes radars. Nordlicht said that sales rose. Shares of Nordlicht rose."
    assert {name for _, name in named(text)} == {"Nordlicht Systems GmbH"}


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Acme Robotics Inc. left. Acme Foods Ltd. stayed. Shares of Acme fell.", "Acme"),
        ("Karsa Shipping Ltd. left. In Karsa, people wept. Karsa said so.", "Karsa"),
        ("Veskar Lines left. Orun Veskar said so. Veskar denied it.", "Veskar"),
        ("General Dynamics Corp. left. The General said so.", "General"),
        ("The Kestrel Brigade left. Kestrel said so.", "Kestrel"),
    ],
)
def test_a_word_that_begins_or_ends_other_names_is_no_firm(text: str, word: str) -> None:
    firms = {name for found, name in named(text) if found == word}
    assert not any(name.endswith(("Inc", "Ltd", "Lines", "Corp", "Brigade")) for name in firms)


def test_an_acronym_may_have_dots_and_leave_its_nation_out() -> None:
    text = "The U.S. Federal Tide Commission sued. The F.T.C. said so."
    assert {name for _, name in named(text)} == {"U.S. Federal Tide Commission"}
    assert ("H.S.O.", "Halden Security Office") in named(
        "The Halden Security Office sued. The H.S.O. said so."
    )
    found = named("The Halden Security Office met the Harbour Safety Office. The H.S.O. said so.")
    assert ("H.S.O.", "H.S.O.") in found


def test_a_nickname_that_is_the_full_name_of_another_is_no_alias() -> None:
    text = (
        "Orun Veskar, nicknamed Karl Olstad by friends, was shot. Karl Olstad died in 1984, a historian said."
    )
    assert ("Karl Olstad", "Karl Olstad") in named(text)
