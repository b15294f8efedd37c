"""What tests of decisions in the reader share: the way to a name, and what is recognised."""

from __future__ import annotations

import pytest
from quick import page_of, quiet, until
from textual.pilot import Pilot

from index import Corpus
from index.model import Kind


def known(corpus: Corpus) -> dict[str, Kind]:
    """The entities of a corpus, each with its kind."""
    return {entry.name: entry.kind for entry in corpus.entities.listed()}


async def at(pilot: Pilot[None], name: str) -> None:
    """Go to the first mention of a name in the open article."""
    await quiet(pilot)
    page = page_of(pilot)
    if page.pane != "article":
        await pilot.press("enter")
    await pilot.press("g", "e")
    for _ in range(30):
        entity = page._entity_here()
        if entity is not None and entity.name == name:
            return
        await pilot.press("e")
    pytest.fail(f"{name} is not named here: {[e.name for e in page.open.recognised.entities]}")


async def over(pilot: Pilot[None], card: type[object]) -> None:
    """Wait until such a card lies over the page."""
    await until(pilot, lambda: isinstance(pilot.app.screen, card))


def recognised(pilot: Pilot[None]) -> dict[str, Kind]:
    """What is recognised in the open article, each with its kind."""
    return {entity.name: entity.kind for entity in page_of(pilot).open.recognised.entities}
