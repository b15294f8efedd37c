"""The user's own article, the design test: every name, short form and moment of it.

It is not ours to publish, so these tests are skipped where the folder with it is not there.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from index.extraction import extract
from index.model import Article, Copy, Layers, Origin, Published
from index.text import clean


def shared_seeds() -> list[Path]:
    given_folder = os.environ.get("BRIEFING_SHARED")
    shared = Path(given_folder) if given_folder else Path(__file__).parents[2].parent / "shared"
    return sorted((shared / "seeds").glob("*.txt"))


@pytest.fixture
def own() -> Layers:
    paths = shared_seeds()
    if not paths:
        pytest.skip("the user's own article is not here; BRIEFING_SHARED names the folder that holds seeds/")
    text = clean(paths[0].read_text(encoding="utf-8"))
    copy = Copy("", "", Published("2024-04-22", "day"), "", "en", Origin(str(paths[0])), "0" * 64, "")
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
