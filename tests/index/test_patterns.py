"""Claims about patterns and exact texts: what grep would find, beside every other condition, and in time."""

from __future__ import annotations

import re
import time
from datetime import date
from pathlib import Path

import pytest
from corpora import titles, write_lines
from hypothesis import given
from hypothesis import strategies as st

from index import Corpus, Page, open_corpus, patterns, scanning
from index.catalog import Catalog
from index.errors import SearchStoppedError
from index.patterns import Scan, fault_of, places
from index.query import parse
from index.scanning import without
from index.tree import All, Any, Not, Phrase, Word

RECORDS = (
    {
        "title": "U.S. base",
        "text": "Six rockets fell on the U.S. forces.\n\nDrones at 21:50.",
        "date": "2024-01-03",
    },
    {"title": "Second", "text": "A rocket hit US forces at 09:15.", "date": "2024-01-02", "source": "Wire"},
    {
        "title": "Third",
        "text": "Nothing of note.\nUntil noon (sharp).",
        "date": "2024-01-01",
        "source": "Wire",
    },
)


@pytest.fixture
def corpus(tmp_path: Path) -> Corpus:
    with open_corpus(tmp_path / "corpus") as corpus:
        corpus.add([write_lines(tmp_path / "in.jsonl", *RECORDS)])
        yield corpus


def marked(page: Page) -> list[str]:
    return [hit.snippet[mark.start : mark.end] for hit in page.hits for mark in hit.marks]


# What is found


@pytest.mark.parametrize(
    ("typed", "found", "lit"),
    [
        ("/[0-9]{2}:[0-9]{2}/", ["U.S. base", "Second"], ["21:50", "09:15"]),
        ("/rockets? (fell|hit)/", ["U.S. base", "Second"], ["rockets fell", "rocket hit"]),
        ("/Rockets/", [], []),
        ("/Rockets/i", ["U.S. base"], ["rockets"]),
        ("/^Drones/", ["U.S. base"], ["Drones"]),
        ("/noon \\(sharp\\)\\.$/", ["Third"], ["noon (sharp)."]),
        ('literal:"U.S. forces"', ["U.S. base"], ["U.S. forces"]),
        ('literal:"u.s. forces"', [], []),
        ("literal:(sharp)", ["Third"], ["sharp"]),
        ('literal:"note.\\n"', [], []),
        ("literal:ocke", ["U.S. base", "Second"], ["ocke", "ocke"]),
        ("title:/[.]/", ["U.S. base"], []),
        ("title:/rocket/", [], []),
        ("-/[0-9]:/", ["Third"], []),
        ("rocket /U\\.S/", ["U.S. base"], ["rockets", "U.S"]),
        ('"six rockets" OR /^Nothing/', ["U.S. base", "Third"], ["Six rockets", "Nothing"]),
        ("(/noon/ OR literal:US) source:wire", ["Second", "Third"], ["US", "noon"]),
        ("-literal:U.S. rocket", ["Second"], ["rocket"]),
        ("/[0-9]:/ before:2024-01-03", ["Second"], ["9:"]),
        ("/z*/", ["U.S. base", "Second", "Third"], []),
    ],
)
def test_a_pattern_finds_and_lights_what_it_fits(
    corpus: Corpus, typed: str, found: list[str], lit: list[str]
) -> None:
    page = corpus.search(typed, sort="newest")
    assert page.ignored == ()
    assert (titles(page), page.total, marked(page)) == (found, len(found), lit)


def test_how_a_pattern_was_read_is_said(corpus: Corpus) -> None:
    assert corpus.search('/a.c/i -literal:"U.S."').read_as == "pattern /a.c/i; not the very text “U.S.”"
    assert corpus.search("title:/a b/").read_as == "pattern title:/a b/"
    assert corpus.search("/a/").sort == "newest", "a pattern is not more or less relevant"


@given(
    st.text("abA. *+?()[]\n", min_size=1, max_size=6),
    st.text("abA. *+?()[]\n", max_size=40),
    st.booleans(),
)
def test_an_exact_text_is_found_wherever_it_stands(text: str, within: str, any_case: bool) -> None:
    scan = Scan(text, literal=True, any_case=any_case)
    expected = re.finditer(re.escape(text), within, re.IGNORECASE if any_case else 0)
    assert [(span.start, span.end) for span in places(scan, within)] == [each.span() for each in expected]


# What is typed


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("/[/ rocket", "read without /[/: unterminated character set at position 1"),
        ("rocket /(a/", "read without /(a/: missing ) at position 2"),
        ("source:/x/ rocket", 'read "source:/x/" as words: patterns are for title and text'),
        ('rocket literal:""', 'read without literal:"": there is nothing in it'),
        ("/" + "(" * 3_900 + "/ rocket", f"read without /{'(' * 3_900}/: its brackets lie too deep"),
    ],
)
def test_a_pattern_that_cannot_be_read_is_said(corpus: Corpus, typed: str, sentence: str) -> None:
    page = corpus.search(typed)
    assert sentence in page.ignored
    assert page.total == (0 if "source" in typed else 2)


@pytest.mark.parametrize("typed", ["and/or", "/", "//example.org", "/etc", "km/h", "/home/user"])
def test_other_strokes_are_no_pattern(typed: str) -> None:
    query = parse(typed, date(2024, 1, 1))
    assert isinstance(query.tree, Word) or query.ignored


@given(st.text('/\\ab()[]{}*+?|.^$ i-"', max_size=30))
def test_no_pattern_raises(typed: str) -> None:
    query = parse(typed, date(2024, 1, 1))
    assert all("\n" not in sentence for sentence in query.ignored)


# How much is read, and how long


def read_by(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The numbers of the articles that are read from now on."""
    numbers: list[int] = []
    texts = Catalog.texts

    def counted(self: Catalog, wanted: list[int]) -> object:
        numbers.extend(wanted)
        return texts(self, wanted)

    monkeypatch.setattr(Catalog, "texts", counted)
    return numbers


def test_only_what_the_rest_leaves_is_read_and_the_newest_first(
    corpus: Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second, third = (corpus.search(title).hits[0].number for title in ("base", "second", "third"))
    read = read_by(monkeypatch)
    assert corpus.search("rocket /zz/").total == 0
    assert read == [first, second]
    read.clear()
    assert corpus.search("source:wire OR /forces/").total == 3
    assert read == [first], "the others are found without it"
    read.clear()
    assert corpus.search("/noon|fell/").total == 2
    assert read == [first, second, third]


def test_what_was_read_is_remembered_until_it_changes(
    corpus: Corpus, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    corpus.search("/forces/")
    read = read_by(monkeypatch)
    page = corpus.search("/forces/", sort="oldest", limit=1)
    assert (page.total, titles(page), read) == (2, ["Second"], [])
    write_lines(tmp_path / "new.jsonl", {"title": "Fourth", "text": "More forces came."})
    corpus.add([tmp_path / "new.jsonl"])
    assert corpus.search("/forces/").total == 3
    assert len(read) == 1, "the new one alone"


def test_an_article_whose_title_changed_is_read_again(corpus: Corpus) -> None:
    from index.model import Decided

    assert corpus.search("/Second/").total == 1
    corpus.decide(lambda: [Decided(corpus.search("second").hits[0].id, "title", "Renamed")])
    corpus.catch_up()
    assert corpus.search("/Second/").total == 0
    assert corpus.search("/Renamed/").total == 1


def test_progress_is_told_and_a_search_that_nobody_wants_stops(
    corpus: Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scanning, "_AT_ONCE", 1)
    told: list[tuple[int, int]] = []
    corpus.search("/x/", progress=lambda done, total: told.append((done, total)))
    assert told == [(0, 3), (1, 3), (2, 3), (3, 3)]
    told.clear()
    with pytest.raises(SearchStoppedError):
        corpus.search(
            "/y/", progress=lambda done, total: told.append((done, total)), stop=lambda: len(told) >= 2
        )
    assert told == [(0, 3), (1, 3)]
    assert corpus.search("/y/").total == 0


HOPELESS = "/(?:[a-z ]|[a-z ])+[!?]/"


def test_a_pattern_that_would_never_end_is_left_out_in_a_sentence(
    corpus: Corpus, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    records = [{"title": f"Long {n}", "text": f"{n} aims " + "a quiet day " * 90} for n in range(8)]
    corpus.add([write_lines(tmp_path / "long.jsonl", *records)])
    monkeypatch.setattr(patterns, "PATIENCE", 0.02)
    monkeypatch.setattr(scanning, "MOST_LOST", 0.05)
    began = time.monotonic()
    page = corpus.search(f"aims {HOPELESS}")
    assert time.monotonic() - began < 2
    assert page.total == 8
    assert page.read_as.startswith("aims")
    assert "pattern" not in page.read_as
    assert page.ignored == (
        f"read without {HOPELESS}: it takes too long. Write it without repeats inside repeats.",
    )
    assert corpus.search(f"aims {HOPELESS}").ignored == page.ignored


def test_an_article_that_takes_too_long_is_left_out_and_said(
    corpus: Corpus, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    corpus.add([write_lines(tmp_path / "long.jsonl", {"title": "Long", "text": "a quiet day " * 90})])
    monkeypatch.setattr(patterns, "PATIENCE", 0.02)
    page = corpus.search(f"quiet {HOPELESS}")
    assert page.ignored == (f"{HOPELESS} took too long on 1 article, left out here",)


def test_what_lights_up_never_takes_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patterns, "PATIENCE", 0.05)
    began = time.monotonic()
    assert places(Scan("(?:[ab]|[ab])+[!?]"), "a! " + "a" * 5_000)[0].end == 2
    assert time.monotonic() - began < 1


# Nothing found


def test_letting_a_pattern_go_is_offered_first(corpus: Corpus) -> None:
    first, *others = corpus.suggest("rocket /noon/ source:wire")
    assert (first.query, first.total) == ("rocket source:wire", 1)
    assert ("/noon/ source:wire", 1) in [(each.query, each.total) for each in others]


# Trees


def test_a_tree_without_a_pattern_is_what_is_left() -> None:
    a, b, w = Scan("a"), Scan("b"), Word("w")
    assert without(All((w, a)), {a}) == w
    assert without(Any((w, a, b)), {a, b}) == w
    assert without(All((w, Not(a))), {a}) == w
    assert without(a, {a}) == All()
    assert without(Any((All((w, a)), Phrase("p"))), {a}) == Any((w, Phrase("p")))
    assert without(All((w, a)), {b}) == All((w, a))


@pytest.mark.parametrize("pattern", ["(?R)", "(a{1,60000}){1,60000}", r"\p{Lu}", "(?<=a*)b", "(foo){e<=2}"])
def test_what_can_be_read_has_no_fault(pattern: str) -> None:
    assert fault_of(Scan(pattern)) == ""
