"""Claims about other spellings of names: found, said, lit up, and switched off."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from corpora import titles, write_lines

from index import Corpus, open_corpus
from index.query import parse
from index.tree import Any, Node, Phrase, Word
from index.variants import MOST, with_variants

KNOWN = {"sudani": ["Sudani", "al-Soudani", "Soudany", "\x1b[31mSoudany"], "abu bakr": ["Aboubakr"]}


def known(text: str) -> list[str]:
    return KNOWN.get(text.lower(), [])


@pytest.fixture
def corpus(tmp_path: Path) -> Corpus:
    records = (
        {"title": "A", "text": "Sudani spoke.", "source": "Wire"},
        {"title": "B", "text": "The minister al-Soudani left.", "source": "Soudany"},
        {"title": "C", "text": "Soudani alone is another.", "source": "Wire"},
    )
    with open_corpus(tmp_path / "corpus") as corpus:
        corpus.add([write_lines(tmp_path / "in.jsonl", *records)])
        corpus.register_variants(known)
        yield corpus


def test_a_name_is_found_in_its_other_spellings_and_that_is_said(corpus: Corpus) -> None:
    page = corpus.search("Sudani")
    assert sorted(titles(page)) == ["A", "B"]
    assert page.read_as == "Sudani; also: al-Soudani, Soudany"
    b = next(hit for hit in page.hits if hit.title == "B")
    assert [b.snippet[mark.start : mark.end] for mark in b.marks] == ["al-Soudani"]


def test_a_search_can_do_without_them(corpus: Corpus) -> None:
    page = corpus.search("sudani", variants=False)
    assert (titles(page), page.read_as) == (["A"], "sudani")
    corpus.register_variants(None)
    assert titles(corpus.search("sudani")) == ["A"]


def test_they_stand_beside_other_conditions(corpus: Corpus) -> None:
    page = corpus.search("sudani minister")
    assert (titles(page), page.read_as) == (["B"], "both words: sudani, minister; also: al-Soudani, Soudany")
    assert titles(corpus.search("sudani /left/")) == ["B"]


def test_what_is_denied_or_of_another_field_stays_as_typed(corpus: Corpus) -> None:
    assert sorted(titles(corpus.search("-sudani"))) == ["B", "C"]
    assert corpus.search("source:sudani").total == 0
    assert "also" not in corpus.search("-sudani source:sudani").read_as


def test_a_word_that_is_being_typed_has_none_yet(corpus: Corpus) -> None:
    assert titles(corpus.search("sudani", typing="exact")) == ["A"]
    assert sorted(titles(corpus.search("sudani ", typing="exact"))) == ["A", "B"]


def tree(text: str) -> Node:
    return parse(text, date(2024, 1, 1)).tree


def test_a_phrase_is_a_name_too_and_equal_spellings_are_none() -> None:
    expected = Any((Phrase("Abu Bakr"), Phrase("Aboubakr")))
    assert with_variants(tree('"Abu Bakr"'), known) == (expected, ("Aboubakr",))
    assert with_variants(Word("x"), lambda _: ["X", "--", "x's"]) == (Word("x"), ())


def test_only_so_many_are_looked_for() -> None:
    _, names = with_variants(Word("x"), lambda _: [f"x{number}" for number in range(99)])
    assert names == tuple(f"x{number}" for number in range(MOST))
