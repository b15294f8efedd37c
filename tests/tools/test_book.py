"""The file of the word book: made from lists and rules, and held to the rules as they stand."""

from __future__ import annotations

import importlib
import re
import sys
import zlib
from pathlib import Path
from types import ModuleType

import pytest

from index.extraction.lexicon import lexicon
from index.extraction.wordbook import load, unpacked

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def book() -> ModuleType:
    folder = str(ROOT / "tools" / "train")
    sys.path.insert(0, folder)
    try:
        return importlib.import_module("book")
    finally:
        sys.path.remove(folder)


def test_the_word_book_is_made_from_the_lists_as_they_stand(book: ModuleType) -> None:
    made = book.text(book.lists_of(load()), lexicon())
    as_they_stand = made == zlib.decompress(book.PATH.read_bytes())
    assert as_they_stand, "a list was changed: run make lists"


def test_the_model_card_gives_the_sizes_of_the_files(book: ModuleType) -> None:
    card = (ROOT / "docs" / "model-card.md").read_text("utf-8")
    for path in book.PATH.parent.iterdir():
        (size,) = re.findall(rf"\| `{path.name}` \| ([0-9,]+) \|", card)
        assert int(size.replace(",", "")) == path.stat().st_size


def test_a_word_book_says_what_it_was_made_from(book: ModuleType) -> None:
    lists = book.Lists(
        given=frozenset(("Orun", "Karsa")),
        family=frozenset(("Tesk", "Karsa")),
        ordinary=frozenset(("reed",)),
        clusters=["1 2 Halden Karsa", "1 3 said"],
        places={"Old Brenn": "t", "Old Brenn on Senn": "s", "Varrow": "s", "Karsa": "t"},
    )
    made = unpacked(zlib.decompress(book.packed(lists, lexicon())))
    assert book.lists_of(made) == lists
    karsa = made.look("Karsa")
    assert karsa.given
    assert karsa.family
    assert not karsa.ordinary
    assert karsa.clusters == ("1", "2", "0")
    assert karsa.phrases == {"": "T"}
    assert karsa.longest == 1
    assert made.look("reed").ordinary
    assert made.look("said").clusters == ("1", "3", "1")
    assert made.look("Old").longest == 4
    assert made.code("Old Brenn") == "T"
    assert made.code("Old Brenn on Senn") == made.code("Varrow") == "S"
    assert made.code("Old Brenn on") == ""


def test_a_phrase_is_what_the_rules_say_and_what_the_lists_say(book: ModuleType) -> None:
    places = {"Paris": "t", "Mexico City": "t", "Iraq": "t", "Delaware": "t"}
    lists = book.Lists(frozenset(), frozenset(), frozenset(), ["1 2 said"], places)
    made = unpacked(book.text(lists, lexicon()))
    assert lexicon().phrases["Delaware"].sort == "states"
    assert made.code("Delaware") == "ST"
    assert made.code("Iraq") == "CT"
    assert made.code("Iraqi") == "D"
    assert made.code("Paris") == made.code("Mexico City") == "T"
    assert made.look("Yusuf").given
    assert book.lists_of(made) == lists
