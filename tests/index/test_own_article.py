"""The user's own article, the design test: every name, short form and moment of it.

It is not ours to publish, so these tests are skipped where the folder with it is not there.
"""

from __future__ import annotations

import pytest
from own import own_article

from index.extraction import extract
from index.model import Article, Copy, Layers, Origin, Published, Span
from index.text import clean


@pytest.fixture
def text() -> str:
    return clean(own_article().read_text(encoding="utf-8"))


@pytest.fixture
def own(text: str) -> Layers:
    copy = Copy("", "", Published("2024-04-22", "day"), "", "en", Origin("own.txt"), "0" * 64, "")
    return extract(Article(1, "0" * 20, "", True, text, "en", (copy,)))


def test_the_own_article_names_its_people(own: Layers) -> None:
    people = {entity.name: entity for entity in own.entities if entity.kind == "person"}
    assert set(people) == {"Hassan Fadhem", "Mohammed Shia al-Sudani", "Joe Biden"}
    assert people["Hassan Fadhem"].aliases == ("Fadhem",)


def test_the_own_article_names_its_bodies_and_groups(own: Layers) -> None:
    bodies = {entity.name: entity for entity in own.entities if entity.kind in ("organisation", "group")}
    assert bodies["Coordination Framework"].aliases == ("CF",)
    assert bodies["Security Media Cell"].aliases == ("SMC",)
    assert {"Global Coalition", "Shafaq News Agency", "Hezbollah Brigades", "Resistance Axis"} <= set(bodies)


def test_the_own_article_names_its_places(own: Layers) -> None:
    places = {entity.name for entity in own.entities if entity.kind == "place"}
    assert {
        "Iraq",
        "Syria",
        "Zummar",
        "Jordan",
        "Gaza",
        "Washington",
        "Middle East",
        "United States",
    } <= places
    facilities = [entity.name for entity in own.entities if entity.kind == "facility"]
    assert facilities == ["Western Nineveh Operations Sector"]


def test_the_own_article_says_when(own: Layers) -> None:
    assert [moment.value for moment in own.moments] == [
        "2024-04-22",
        "2024-04-21",
        "2024-04-21T21:50",
        "2024-02",
        "2024-04-22",
        "2024-02",
    ]


def test_the_own_article_says_who_said_what(own: Layers, text: str) -> None:
    names = {mention.span: mention.name for mention in own.mentions}
    said = [
        (names[one.named or Span(0, 0)], one.stance, text[one.content.start :][:40]) for one in own.statements
    ]
    assert said == [
        ("Security Media Cell", "asserts", "the Iraqi security forces, operating in "),
        ("Security Media Cell", "asserts", "During the operation, our security force"),
        ("Hassan Fadhem", "denies", "There wasn't a formal truce between Iraq"),
        ("Hassan Fadhem", "asserts", "the factions' security and military inte"),
        ("Hassan Fadhem", "asserts", "any potential resumption of attacks by I"),
        ("Hezbollah Brigades", "denies", 'a statement announcing the "resumption o'),
    ]


def test_the_own_article_leaves_scare_quotes_without_a_speaker(own: Layers, text: str) -> None:
    spoken = [text[quote.start : quote.end] for one in own.statements for quote in one.quotes]
    assert len(spoken) == 5
    assert not any("resumption of attacks against US forces" in quote for quote in spoken)
