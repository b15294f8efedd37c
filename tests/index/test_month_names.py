"""Months that are given names, and months that are not."""

from __future__ import annotations

import pytest

from index.extraction import extract
from index.model import Article


def people(text: str) -> list[str]:
    layers = extract(Article(1, "0" * 20, "A title", False, text, "en", ()))
    return [mention.text for mention in layers.mentions if mention.kind == "person"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("April Jones said so.", "April Jones"),
        ("On Monday April Jones said that she had left.", "April Jones"),
        ("They were met by Dr April Olstad on Monday.", "April Olstad"),
        ("Her friend June Olstad said so.", "June Olstad"),
        ("May Bell came to Halden. She slept.", "May Bell"),
    ],
)
def test_a_month_before_a_family_name_is_a_given_name(text: str, name: str) -> None:
    assert people(text) == [name]


@pytest.mark.parametrize(
    "text",
    [
        "In April Jones said no.",
        "Last April Jones said no.",
        "On 14 April Jones said no.",
        "By late June Jones had said no.",
        "In March and April Jones said no.",
    ],
)
def test_a_month_that_tells_of_a_time_is_none(text: str) -> None:
    assert people(text) == ["Jones"]


@pytest.mark.parametrize("text", ["May God help us.", "May Veskar go?", "In June Russia attacked."])
def test_nobody_is_called_so(text: str) -> None:
    assert not any(name.startswith(("May", "June")) for name in people(text))
