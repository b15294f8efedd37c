"""Who bears a family name: whom it means alone, and when that is nobody's to say."""

from __future__ import annotations

import time

import pytest

from index.extraction import extract
from index.model import Article


def people(text: str) -> list[tuple[str, str]]:
    """Each mention of a person with the name that it is given."""
    layers = extract(Article(1, "0" * 20, "A title", False, text, "en", ()))
    return [(mention.text, mention.name) for mention in layers.mentions if mention.kind == "person"]


def test_an_official_is_not_whoever_shares_the_family_name() -> None:
    text = "President Diallo has not commented. Aminata Diallo, a resident, said shelling went on."
    assert people(text) == [("Diallo", "Diallo"), ("Aminata Diallo", "Aminata Diallo")]
    text = "Orun Veskar, 34, a fisherman, said that nobody came. Governor Veskar did not answer. Veskar left."
    assert people(text) == [("Orun Veskar", "Orun Veskar"), ("Veskar", "Veskar"), ("Veskar", "Veskar")]


@pytest.mark.parametrize(
    "text",
    [
        "President Veskar left. Orun Veskar, the president since 2020, said so.",
        "Gen. Veskar left. General Orun Veskar, a resident of Halden, said so.",
        "Gen. Veskar left. Orun Veskar, a commander of the guards, said so.",
        "Orun Veskar said so. President Veskar left.",
        "Mr Veskar left. Orun Veskar, a resident, said so.",
    ],
)
def test_an_official_is_who_has_the_title_or_is_nothing_else(text: str) -> None:
    assert {name for _, name in people(text)} == {"Orun Veskar"}


def test_a_title_tells_two_of_one_family_apart() -> None:
    text = "Mirel Veskar met President Orun Veskar on Monday. Later President Veskar left."
    assert people(text)[-1] == ("Veskar", "Orun Veskar")


def test_a_family_name_before_two_who_bear_it_is_neither() -> None:
    text = "President Biden and Hunter Biden met Jill Biden. Biden said no."
    assert people(text) == [
        ("Biden", "Biden"),
        ("Hunter Biden", "Hunter Biden"),
        ("Jill Biden", "Jill Biden"),
        ("Biden", "Biden"),
    ]
    text = "Orun Veskar and Mirel Veskar came to Halden. Veskar said no."
    assert people(text)[-1] == ("Veskar", "Veskar")


def test_a_relative_is_not_who_was_named_before() -> None:
    text = "Veskar denied it. His wife Sara Veskar said so. Veskar left."
    assert ("Veskar", "Sara Veskar") not in people(text)
    text = "His wife Sara Veskar came. Veskar said so."
    assert people(text)[-1] == ("Veskar", "Sara Veskar")


def test_a_family_name_of_two_words_is_tied_to_the_full_name() -> None:
    text = "Iyad Ag Ghali leads the group. Nobody saw Ag Ghali. Ag Ghali's deputy was killed."
    assert {name for _, name in people(text)} == {"Iyad Ag Ghali"}


def test_a_name_with_a_title_is_a_person_wherever_it_stands_alone() -> None:
    text = (
        'Mr Chen said the plant was safe. "The plant," he said, "is safe." Chen did not say that it was open. '
        "Chen would not confirm the leak. Workers at Chen struck."
    )
    assert people(text) == [("Chen", "Chen")] * 4
    text = "Mr Torvik left. Torvik Shipping said so. Shares of Torvik fell. Torvik has 300 employees."
    assert people(text)[:1] == [("Torvik", "Torvik")]
    assert ("Torvik Shipping", "Torvik") not in people(text)


def test_a_letter_alone_is_whose_family_name_it_cuts_short() -> None:
    assert people("Josef K. was arrested. K. said nothing.") == [("Josef K.", "Josef K."), ("K.", "Josef K.")]
    assert people("K. said nothing. Nobody asked.") == []


def test_a_rank_stays_outside_of_the_name() -> None:
    assert people("They asked Ensign Pelle Strandvik. Ensign Strandvik rang.") == [
        ("Pelle Strandvik", "Pelle Strandvik"),
        ("Strandvik", "Pelle Strandvik"),
    ]
    assert people("Sergeant First Class Orun Tesk died.") == [("Orun Tesk", "Orun Tesk")]
    assert people("Commodore Orun Veskar and Midshipman Tesk left.")[-1] == ("Tesk", "Tesk")


def test_a_king_is_not_whoever_has_his_name_for_a_given_name() -> None:
    text = "King Abdullah met Abdullah Veskar, a lawyer. Abdullah left."
    assert people(text)[0] == ("Abdullah", "Abdullah")
    assert people("Pope Leo XIV spoke. Pope Leo left. Leo said so.")[-1] == ("Leo", "Leo XIV")
    assert people("Omar Veskar came. Omar left.")[-1] == ("Omar", "Omar Veskar")


def test_many_who_bear_one_name_take_time_in_proportion() -> None:
    def seconds(times: int) -> float:
        began = time.process_time()
        people("Omar Varga met Varga. Sami Varga met Varga. " * times)
        return time.process_time() - began

    seconds(10)
    assert seconds(1_600) < 12 * max(seconds(400), 0.05)
