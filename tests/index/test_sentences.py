"""Where a sentence ends, so that nobody is given the words of the next one."""

from __future__ import annotations

import pytest
from spoken import spoken

from index.model import Kind

NAMES: dict[str, Kind] = {
    "Ilse Varga": "person",
    "Tomas Reik": "person",
    "John F": "person",
    "Kim": "person",
    "Osk Front": "group",
    "K23": "group",
    "UN": "organisation",
    "Harbour Guard": "organisation",
    "Halden": "place",
    "U.S": "place",
}


def said(text: str) -> list[tuple[str, str]]:
    return spoken(text, NAMES)


@pytest.mark.parametrize(
    "end",
    [
        "backed K23",
        "met Kim",
        "left the UN",
        "came at noon (12 UTC)",
        "were 70 %",
        "lived in “Osk”",
        "joined “the Front”",
    ],
)
def test_a_short_name_and_a_closing_sign_end_a_sentence_with_their_full_stop(end: str) -> None:
    assert said(f"Ilse Varga said that two men {end}. Halden had denied the charge.") == [
        ("Ilse Varga", f"two men {end}"),
        ("Halden", "the charge"),
    ]


@pytest.mark.parametrize(
    "inside", ["the U.S. Navy left", "Col. Osk left", "John F. Osk left", "Jan. 5 was dark"]
)
def test_a_full_stop_that_belongs_to_a_word_ends_nothing(inside: str) -> None:
    assert said(f"Ilse Varga said that {inside}.") == [("Ilse Varga", inside)]
