"""Interviews: whose name stands at the start of a paragraph speaks that paragraph."""

from __future__ import annotations

import pytest

from index.extraction import extract
from index.extraction.voices import voices
from index.model import Article
from index.text import clean

OPENING = "Sara Seager of Exercise Wire talked about planets. Yesterday it rained."


def read(text: str) -> list[tuple[str, str]]:
    """Who speaks and what is said."""
    article = Article(1, "0" * 20, "A title", False, clean(text), "en", ())
    found = voices(article.text, extract(article))
    return [
        (one.name, article.text[one.statement.content.start : one.statement.content.end]) for one in found
    ]


@pytest.mark.parametrize("label", ["(({}))", "{}:"])
def test_the_name_at_the_start_of_a_paragraph_speaks_it(label: str) -> None:
    one, other = label.format("WN"), label.format("Sara Seager")
    text = (
        f"{OPENING}\n\n{one} How long did it take?\n\n{other} I think it took two years. It was hard."
        f"\n\n{one} Was it cold?\n\n{other} I said that it was not.\n\n{one} Thank you."
    )
    assert read(text) == [
        ("Sara Seager", "I think it took two years. It was hard."),
        ("Sara Seager", "I said that it was not."),
        ("WN", "Thank you."),
    ]


def test_initials_and_family_names_are_those_who_are_named() -> None:
    text = (
        f"{OPENING}\n\nWN: How long?\n\nSS: Two years.\n\nWN: Was it cold?\n\nSeager: No.\n\nWN: Dark?"
        "\n\nSS: It was.\n\nWN: Why?\n\nSeager: It was night."
    )
    assert read(text) == [
        ("Sara Seager", "Two years."),
        ("Sara Seager", "No."),
        ("Sara Seager", "It was."),
        ("Sara Seager", "It was night."),
    ]


def test_what_somebody_in_an_interview_says_of_others_is_a_statement_inside_it() -> None:
    text = (
        f"{OPENING}\n\nWN: How long?\n\nSara Seager: Two years, I think.\n\nWN: Was it cold?"
        "\n\nSara Seager: Mike Pompeo said it was cold.\n\nWN: Dark?\n\nSara Seager: It was."
    )
    assert ("Mike Pompeo", "it was cold") in read(text)


@pytest.mark.parametrize(
    "text",
    [
        "Name: Karsa\n\nAge: 41\n\nName: Velt\n\nAge: 40\n\nName: Orsen\n\nAge: 52",
        f"{OPENING}\n\nSara Seager: It was.\n\nSara Seager: It is.\n\nSara Seager: It was not.\n\nSara Seager: No.",
        f"{OPENING}\n\nWN: How long?\n\nSara Seager: Two years.",
        # Two have the word twice, and neither answers the other.
        f"{OPENING}\n\nWN: How long?\n\nWN: How cold?\n\nSara Seager: Two years.\n\nSara Seager: Not at all.",
        "Image: a dog\n\nImage: a cat\n\nSource: Velt\n\nImage: a cow\n\nSource: Velt\n\nImage: an ox",
    ],
)
def test_lists_and_captions_are_no_conversation(text: str) -> None:
    assert read(text) == []


QUESTIONS = (
    "\n\nQ: Was it cold?\n\nA: They told us that it was cold. I doubt it.\n\nQ: Why?\n\nA: It was night."
)


@pytest.mark.parametrize("question", [("Q:", "A:"), ("Question:", "Answer:")])
def test_behind_a_letter_for_an_answer_speaks_whom_the_text_names(question: tuple[str, str]) -> None:
    text = QUESTIONS.replace("Q:", question[0]).replace("A:", question[1])
    assert read(f"The divers went with Sara Seager, a driver. It rained.{text}") == [
        ("Sara Seager", "They told us that it was cold. I doubt it."),
        ("They", "it was cold"),
        ("Sara Seager", "It was night."),
    ]


@pytest.mark.parametrize("opening", ["It rained.", "Sara Seager met Mike Pompeo."])
def test_where_two_or_none_are_named_nobody_answers(opening: str) -> None:
    assert read(opening + QUESTIONS) == []
