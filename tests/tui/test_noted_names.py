"""Which notes name an entity: whole words, and an acronym as it is written."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from corpora import write_lines
from entities import entities, find
from reader import WIDE

from briefing.casebook import Casebook
from briefing.tui.app import BriefingApp
from briefing.tui.noted_names import name_stands, words_of
from index import Span


@pytest.mark.parametrize(
    ("name", "body", "stands"),
    [
        ("US", "Because the bus must wait.", False),
        ("US", "Let us wait.", False),
        ("US", "The US's answer.", True),
        ("U.S.", "The US answered.", True),
        ("Ilse Varga", "Ask ILSE VARGA’s office.", True),
        ("Ilse Varga", "Ask Ilse, then Varga.", False),
        ("Ana Ruiz", "Diana Ruizova came.", False),
        ("José", "Jose came.", True),
        ("习近平", "习近平说", True),
        ("!", "Wait!", False),
    ],
)
def test_a_name_stands_in_a_note_as_whole_words(
    name: str, body: str, stands: bool, casebook: Casebook, two: Callable[[], BriefingApp]
) -> None:
    corpus = two().corpus
    note = casebook.add_note(corpus.article(corpus.search("").hits[0].id), body)
    assert name_stands(name, words_of(note)) is stands


async def test_a_dossier_counts_notes_by_their_words_and_their_passage(
    two: Callable[[], BriefingApp], casebook: Casebook, tmp_path: Path
) -> None:
    app = two()
    text = "The US answered. The US government and the US said that the United States had left."
    app.corpus.add([write_lines(tmp_path / "us.jsonl", {"title": "Answer", "text": text})])
    app.corpus.read_for_names(workers=0)
    article = next(app.corpus.article(hit.id) for hit in app.corpus.search("answered").hits)
    casebook.add_note(article, "Because the bus must not count.", Span(4, 6))
    casebook.add_note(article, "Because the bus must not count.", Span(7, 15))
    casebook.add_note(article, "Ask us.")
    async with app.run_test(size=WIDE) as pilot:
        await entities(pilot)
        screen = await find(pilot, "US")
        assert screen.file is not None
        assert screen.file.notes == 1
