"""What to search for when nothing was found: every suggestion finds exactly what it promises."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from corpora import place, write_lines
from hypothesis import given
from hypothesis import strategies as st

from index import Corpus, OutsideField, Suggestion, open_corpus
from index.fulltext.spelling import edits
from index.model import Span
from index.suggest import MOST, suggest
from index.words import folded_words

TODAY = date(2024, 5, 1)

_TEXTS = (
    ("Halden Courier", "2024-04-10", "en", "The Kestrel Brigade denies the attack."),
    ("Halden Courier", "2024-04-12", "en", "Kestrel speaks for the brigade."),
    ("Exercise Wire", "2024-04-20", "en", "The Kestrel Brigade moved west."),
    ("Exercise Wire", "2024-02-01", "ar", "A brigade of engineers, and a kestrel."),
    ("Halden Courier", "2024-04-25", "en", "Brigade talks go on."),
    ("Exercise Wire", "", "en", "Rockets fell near the bridge; the minister of Al-Sudani spoke."),
)


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Corpus]:
    folder = tmp_path_factory.mktemp("suggest")
    lines = [
        {"title": f"Piece {number}", "source": source, "date": day, "language": language, "text": text}
        for number, (source, day, language, text) in enumerate(_TEXTS)
    ]
    with open_corpus(folder / "corpus") as corpus:
        corpus.add([write_lines(folder / "in.jsonl", *lines)])
        corpus.register(OutsideField("mark", "mark:x", "marked", lambda value: [1] if value == "x" else []))
        yield corpus


def rows(corpus: Corpus, text: str) -> list[tuple[str, int, str]]:
    return [(each.query, each.total, each.about) for each in corpus.suggest(text, TODAY)]


def test_a_spelling_comes_first_then_each_condition_let_go_then_all_fields(filled: Corpus) -> None:
    found = filled.suggest("kestral brigade source:halden after:apr-2024", TODAY)
    assert found[0] == Suggestion(
        "kestrel brigade source:halden after:apr-2024", 2, "spelling", "kestral", (Span(0, 7),)
    )
    assert [(each.query, each.total, each.about) for each in found[1:]] == [
        ("brigade source:halden after:apr-2024", 3, "without kestral"),
        ("kestrel source:halden after:apr-2024", 2, "without brigade"),
        ("kestrel brigade after:apr-2024", 3, "any source"),
        ("kestrel brigade source:halden", 2, "any date"),
        ("kestrel brigade", 4, "any source, any date"),
    ]
    assert {each.kind for each in found[1:]} == {"without"}
    assert [each.changed for each in found[1:]] == [(), *[(Span(0, 7),)] * 4]


def test_where_the_spelling_alone_finds_nothing_it_is_kept_in_the_others(filled: Corpus) -> None:
    assert rows(filled, "kestral lang:fr") == [("kestrel", 4, "any language")]


def test_without_a_slip_only_conditions_go(filled: Corpus) -> None:
    assert rows(filled, "rockets brigade") == [
        ("brigade", 5, "without rockets"),
        ("rockets", 1, "without brigade"),
    ]


@pytest.mark.parametrize(
    ("typed", "expected", "about"),
    [
        ("Kestral", "Kestrel", "Kestral"),
        ("KESTRAL", "KESTREL", "KESTRAL"),
        ("eksrtel*  kestral", "", ""),
        ("ketsrel", "kestrel", "ketsrel"),
        ("ekstrel", "kestrel", "ekstrel"),
        ("estrel", "kestrel", "estrel"),
        ("kkestrel", "kestrel", "kkestrel"),
        ("jestrel", "kestrel", "jestrel"),
        ('"kestral brigade"', '"kestrel brigade"', "kestral"),
        ("Al-Sudanni", "Al-Sudani", "Sudanni"),
        ("kestral's", "kestrel", "kestral's"),
        ("source:haldan", "source:halden", "source:haldan"),
        ("(kestral OR missles)", "(kestrel OR missles)", "kestral"),
        ("kestral brigede", "kestrel brigade", "kestral, brigede"),
        ("kestral -rockets", "kestrel -rockets", "kestral"),
    ],
)
def test_spellings(filled: Corpus, typed: str, expected: str, about: str) -> None:
    found = [each for each in filled.suggest(typed, TODAY) if each.kind == "spelling"]
    assert [(each.query, each.about) for each in found] == ([(expected, about)] if expected else [])
    for each in found:
        new = [each.query[span.start : span.end].lower() for span in each.changed]
        assert new
        assert not set(new) & set(folded_words(typed))


@pytest.mark.parametrize("typed", ["zz", "1999", "xyzzyx", "!!!", "", "kest~ral", "zebra*"])
def test_what_is_no_slip_has_no_spelling(filled: Corpus, typed: str) -> None:
    assert filled.suggest(typed, TODAY) == ()


def test_the_commonest_of_equally_near_words_is_taken(filled: Corpus) -> None:
    # "bridge" and "brigade" are near; one slip comes before two.
    assert rows(filled, "bridgd")[0][0] == "bridge"
    assert rows(filled, "brigadd")[0][0] == "brigade"


def test_a_date_that_is_left_in_is_not_any_date(filled: Corpus) -> None:
    assert rows(filled, "kestrel after:apr-2024 before:mar-2024") == [
        ("kestrel before:mar-2024", 1, "without after:apr-2024"),
        ("kestrel after:apr-2024", 3, "without before:mar-2024"),
        ("kestrel", 4, "any date"),
    ]


def test_a_field_from_outside_and_conditions_against_can_be_let_go(filled: Corpus) -> None:
    assert rows(filled, "rockets mark:x") == [("mark:x", 1, "without rockets"), ("rockets", 1, "any mark")]
    assert rows(filled, "rockets -bridge") == [
        ("-bridge", 5, "without rockets"),
        ("rockets", 1, "without -bridge"),
    ]


def test_the_words_that_no_article_has_are_known_with_the_page(filled: Corpus) -> None:
    page = filled.search("kestral brigades zz* source:haldan -nobody Kestral 1999", today=TODAY)
    assert (page.total, page.unknown) == (0, ("kestral", "source:haldan", "Kestral", "1999"))
    assert filled.search("kestral OR brigade").unknown == ()
    assert filled.search("rockets brigade").unknown == ()
    assert filled.search('"brigade kestrell"').unknown == ("kestrell",)


def test_an_empty_corpus_suggests_nothing(corpus: Corpus) -> None:
    assert corpus.suggest("kestral brigade") == ()


def test_counts_are_those_of_the_articles_that_are_there_now(tmp_path: Path) -> None:
    with open_corpus(tmp_path / "corpus") as corpus:
        path = write_lines(tmp_path / "in.jsonl", {"text": "Kestrel one."}, {"text": "Kestrel two."})
        corpus.add([path])
        path.write_text(path.read_text().splitlines(keepends=True)[0])
        catalog = corpus._catalog
        with catalog.transaction():  # gone from the catalogue, and not yet from the index
            file = catalog.file(str(path))
            assert file is not None
            catalog.remove([catalog.origins(file.id)[1][0]])
        assert rows(corpus, "kestral") == [("kestrel", 1, "kestral")]
        place(corpus, "Something else.")
        assert rows(corpus, "kestral") == [("kestrel", 1, "kestral")]


_WORDS = (
    "kestral",
    "kestrel",
    "brigade",
    "rockets",
    "zz",
    "OR",
    "-",
    "(",
    ")",
    '"',
    "source:",
    "lang:ar",
    "on:2024",
)


@given(st.lists(st.sampled_from(_WORDS), max_size=8).map(" ".join))
def test_every_suggestion_finds_what_it_promises(filled: Corpus, text: str) -> None:
    if filled.search(text, limit=0, facets=False, today=TODAY).total:
        return
    found = filled.suggest(text, TODAY)
    assert len(found) <= MOST
    assert [each.kind for each in found] == sorted(each.kind for each in found)
    for each in found:
        page = filled.search(each.query, limit=0, facets=False, today=TODAY)
        assert page.total == each.total > 0
        assert page.query == each.query
        assert all(0 <= span.start < span.end <= len(each.query) for span in each.changed)


def test_when_the_time_is_over_it_says_what_it_has(filled: Corpus) -> None:
    text = "kestral brigade source:halden after:apr-2024"
    fulltext = filled._fulltext()
    assert suggest(text, TODAY, fulltext, patience=-1) == ()
    whole = suggest(text, TODAY, fulltext, patience=60)
    began = time.monotonic()
    part = suggest(" ".join([text, *(f"word{n}" for n in range(190))]), TODAY, fulltext, patience=0.05)
    assert time.monotonic() - began < 1
    assert len(whole) == MOST
    assert len(part) < MOST


@pytest.mark.parametrize(
    ("one", "other", "distance"),
    [("", "", 0), ("abc", "abc", 0), ("abc", "acb", 1), ("abc", "ab", 1), ("abc", "xabc", 1), ("abcd", "badc", 2),
     ("kestral", "kestrel", 1), ("abc", "cab", 2), ("abcdef", "ghijkl", 3), ("abc", "abcdef", 3)],
)  # fmt: skip
def test_edits_are_counted_up_to_one_more_than_matter(one: str, other: str, distance: int) -> None:
    assert edits(one, other, 2) == distance


letters = st.text("abc", max_size=6)


@given(letters, letters)
def test_edits_are_those_of_the_whole_table(one: str, other: str) -> None:
    table = {(0, at): at for at in range(len(other) + 1)} | {(at, 0): at for at in range(len(one) + 1)}
    for i in range(1, len(one) + 1):
        for j in range(1, len(other) + 1):
            table[i, j] = min(
                table[i - 1, j] + 1, table[i, j - 1] + 1, table[i - 1, j - 1] + (one[i - 1] != other[j - 1])
            )
            if i > 1 and j > 1 and one[i - 1] == other[j - 2] and one[i - 2] == other[j - 1]:
                table[i, j] = min(table[i, j], table[i - 2, j - 2] + 1)
    assert edits(one, other, 2) == min(table[len(one), len(other)], 3)
