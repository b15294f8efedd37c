"""Who makes each statement, as it is called, grouped and shown."""

from __future__ import annotations

import pytest

from index.extraction import extract
from index.extraction.voices import are_many, parts, voices
from index.model import Article
from index.text import clean


def read(text: str) -> list[tuple[str, str | None, str]]:
    """Name, kind, and the words of the text."""
    article = Article(1, "0" * 20, "A title", False, clean(text), "en", ())
    return [(one.name, one.kind, one.words) for one in voices(article.text, extract(article))]


def test_a_speaker_is_called_by_the_name_of_the_entity() -> None:
    assert read("“We left,” Hassan Fadhem said. Fadhem said it was late. He said it was dark.") == [
        ("Hassan Fadhem", "person", "Hassan Fadhem"),
        ("Hassan Fadhem", "person", "Fadhem"),
        ("Hassan Fadhem", "person", "He"),
    ]


def test_somebody_without_a_name_is_called_by_the_words_of_the_text() -> None:
    assert read("“We saw it,” a witness said.") == [("a witness", None, "a witness")]


def test_the_words_of_the_text_stand_behind_a_name_that_they_are_not() -> None:
    text = "“We left,” the Defence Ministry said. “It was dark,” it added. “We saw it,” a witness said."
    article = Article(1, "0" * 20, "A title", False, text, "en", ())
    assert [one.called for one in voices(text, extract(article))] == [
        "Defence Ministry",
        "Defence Ministry (it)",
        "a witness",
    ]


def test_each_statement_has_one_voice_in_its_order() -> None:
    text = "The Defence Ministry said Hassan Fadhem claimed the road was open."
    article = Article(1, "0" * 20, "A title", False, text, "en", ())
    layers = extract(article)
    assert [one.statement for one in voices(text, layers)] == list(layers.statements)
    assert [one.name for one in voices(text, layers)] == ["Defence Ministry", "Hassan Fadhem"]


def test_the_cue_is_told_where_it_is_more_than_that_somebody_said_it() -> None:
    text = "Hassan Fadhem denied that it was late. Hassan Fadhem told reporters it was dark."
    article = Article(1, "0" * 20, "A title", False, text, "en", ())
    found = voices(text, extract(article))
    assert [(one.cue, one.told) for one in found] == [("denied", "denied"), ("told", "")]


@pytest.mark.parametrize(
    "name",
    ["They", "officials", "authorities in Halden", "state media", "people who fled", "a nurse and a driver"],
)
def test_several_speak_in_the_plural(name: str) -> None:
    assert are_many(name, None)


@pytest.mark.parametrize(
    "name",
    ["he", "a witness", "state news", "the minister", "a man with dogs", "minister of trade and labour", ""],
)
def test_one_speaks_in_the_singular(name: str) -> None:
    assert not are_many(name, None)
    assert not are_many("Straits Alliances", "organisation")


def test_what_is_said_of_what_stands_before_is_open() -> None:
    text = "The fires, which state media said were under control, went on. Hassan Fadhem said it was late."
    article = Article(1, "0" * 20, "A title", False, text, "en", ())
    assert [one.opening for one in voices(text, extract(article))] == ["… ", ""]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("No soldier, Tomas Reik said, was hurt.", ["No soldier, ", ", was hurt"]),
        ("Tomas Reik said that it was late.", ["it was late"]),
        ("“It was late,” Tomas Reik said.", ["It was late,"]),
    ],
)
def test_the_parts_of_what_is_said_are_without_who_says_it(text: str, said: list[str]) -> None:
    (statement,) = extract(Article(1, "0" * 20, "A title", False, text, "en", ())).statements
    assert [text[part.start : part.end] for part in parts(statement)] == said
