"""Claims about hostile queries: whatever is typed, a page comes back, nothing is made again, nothing acts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from corpora import write_lines
from hypothesis import example, given, settings
from hypothesis import strategies as st

from index import Corpus, Given, OutsideField, Page, open_corpus
from index.page import SORTS
from index.text import UNSAFE

TODAY = date(2024, 4, 22)

ATTACKS = {
    "nothing but quotes": '"' * 5_000,
    "nothing but brackets": "(" * 5_000,
    "closing brackets": ")" * 5_000,
    "deep brackets": "(" * 2_000 + "rockets" + ")" * 2_000,
    "deep brackets in fields": "title:(" * 700 + "rockets",
    "denied brackets": "-(" * 2_000 + "rockets",
    "alternating": "(rockets OR -(base " * 200,
    "fields of fields": "title:" * 700 + "rockets",
    "unknown fields": "a:" * 2_000 + "rockets",
    "denials": "NOT " * 1_000 + "rockets",
    "minus signs": "-" * 4_000 + "rockets",
    "nothing but OR": "OR " * 1_300,
    "many words": "w " * 2_000,
    "many prefixes": "a* b* c* d* e* " * 260,
    "many near spellings": "rockets~ " * 440,
    "many phrases": '"a rockets" ' * 330,
    "one long word": "x" * 1_000_000,
    "one long near spelling": "x" * 3_900 + "~",
    "one long prefix": "r" * 3_900 + "*",
    "a phrase of hundreds of words": '"' + "rockets fell " * 300 + '"',
    "asterisks": "*" * 4_000,
    "tildes": "~" * 4_000,
    "every article": "* OR * OR -*",
    "colons": ":" * 4_000,
    "NUL": "rockets\x00base \x00",
    "escape": "\x1b]52;c;aGFjaw==\x07rockets\x1b[31m \x9b31m",
    "bidi": "\u202erockets\u2066 \u200ebase",
    "half a pair": "rock\ud800ets \udfff* title:\ud800",
    "marks": "r\u0301" + "\u0301" * 5_000 + "*",
    "joiners": "\u200c" * 3_000 + "~",
    "tags": "\U000e0041rockets\U000e007f*",
    "private use": "\ue000\uf8ff\U0010ffff* \ufffe~",
    "SQL": "'; DROP TABLE articles; -- \"x\" %_' OR 1=1",
    "JSON": '{"$ne": null} [1,2] \\u0000 \\',
    "Whoosh": "body:rockets^2 [a TO b] {x} <y> number:1 _stored:x title:'a b'~3 base^^ ?ock* /re.*/",
    "pattern": "(a+)+$ [[:alpha:]] .* \\",
    "dates": "after:9999-99-99 before:0000 on:99999-days-ago on:-1 after:1000 before:1000 on:2999-12-31",
    "days ago": 'on:"99999 years ago" after:"last 99999 weeks" before:\'0 days ago\'',
    "languages": "lang:" + "e" * 3_000 + " lang:* lang:~ lang:-en lang:(en OR xx)",
    "outside": "some:x -some:(y OR z) OR some:\x1b",
    "numbers": "1e999 0x7f ٠١٢ ½ ² 10.000.000.000.000.000.000.000.000 1,000,000,000,000",
    "scripts": "北京* مُحَمَّد~ हिन्दी* กรุงเทพ~ 한국* ⰀⰁ* 𝔯𝔬𝔠𝔨𝔢𝔱𝔰~ ﷽ ﷺ*",
    "case": "İ* ı~ ŉ ǰ* ΐ~ ß* ẞ~ ﬃ* ς",
}


def _refuse(value: str) -> set[int]:
    if value == "x":
        raise ValueError(f"not one that is known: {value}")
    return {1, 2, -5, 2**40}


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Corpus]:
    folder = tmp_path_factory.mktemp("hostile")
    texts = [
        "Five rockets fell on the base on Sunday.",
        "No rockets, said the minister of 北京 and مُحَمَّد.",
        "x" * 70_000 + " rockets",
        "r\u0301\u0302\u0303ockets U.S. F-16 5,000 ﷺ ½ İstanbul",
        " ".join(f"a{number}" for number in range(300)),
    ]
    with open_corpus(folder / "corpus") as corpus:
        corpus.register(OutsideField("some", "some:y", "some articles", _refuse))
        lines = ({"title": f"T{n}", "text": text, "date": "2024"} for n, text in enumerate(texts))
        corpus.add([write_lines(folder / "a.jsonl", *lines)], given=Given("Wire"))
        yield corpus


def check(corpus: Corpus, text: str) -> Page:
    page = corpus.search(text, today=TODAY)
    assert 0 <= page.total <= 5
    assert len(page.hits) == page.total == len({hit.id for hit in page.hits})
    assert page.read_as
    for said in (page.query, page.read_as, *page.ignored, *(hit.snippet for hit in page.hits)):
        assert not UNSAFE.search(said)
        assert "\n" not in said
        said.encode("utf-8")
    assert corpus.remarks == []  # no query is ever taken for a damaged index
    return page


@pytest.mark.parametrize("text", ATTACKS.values(), ids=ATTACKS)
def test_a_hostile_query_gets_a_page(corpus: Corpus, text: str) -> None:
    page = check(corpus, text)
    for sort in SORTS:
        assert corpus.search(text, today=TODAY, sort=sort).total == page.total


def test_characters_that_act_change_nothing_about_the_search(corpus: Corpus) -> None:
    plain = corpus.search("rockets", today=TODAY)
    for text in ("\x1b[31mrockets", "\u202erock\u200bets\u202c", "rockets\x00", "\U000e0041rockets"):
        page = corpus.search(text, today=TODAY)
        assert (page.hits, page.read_as, page.query) == (plain.hits, plain.read_as, "rockets")


@settings(max_examples=3000)
@given(st.text())
@example("\ud800")
@example("ﷺ*")
@example("½~")
def test_any_text_gets_a_page(corpus: Corpus, text: str) -> None:
    check(corpus, text)


pieces = st.sampled_from(
    [
        *[
            "(",
            ")",
            "(",
            ")",
            "OR",
            "NOT",
            "AND",
            "-",
            "*",
            "~",
            '"',
            "“",
            "”",
            ":",
            "title:",
            "source:",
            "author:",
            "lang:",
            "after:",
            "on:",
            "some:",
            "rockets",
            "rocket*",
            "rackets~",
            "base",
            "F-16*",
            "U.S.~",
            "北京*",
            "a*",
            "x~",
            "2024",
            "yesterday",
            "en",
            "5,000",
            "مُحَمَّد",
            "ﷺ~",
            "½*",
            "'",
        ],
        *("\x1b", "\u202e", "\ud800", "\x00", " "),
    ]
)


@settings(max_examples=3000)
@given(st.lists(pieces, max_size=30), st.sampled_from(["", " "]))
def test_any_pieces_of_the_language_get_a_page(corpus: Corpus, some: list[str], between: str) -> None:
    check(corpus, between.join(some))


@settings(max_examples=3000)
@given(st.lists(st.one_of(pieces, st.text(max_size=3)), max_size=12), st.integers(1, 80))
def test_any_piece_many_times_gets_a_page(corpus: Corpus, some: list[str], times: int) -> None:
    check(corpus, " ".join(some * times))


def test_a_query_is_never_a_path(corpus: Corpus, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for text in ("../../etc/passwd", "file:///etc/passwd", "~root", "$HOME `id` $(id) | id > x"):
        check(corpus, text)
    assert list(tmp_path.iterdir()) == []
