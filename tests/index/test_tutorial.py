"""What ``docs/tutorial.md`` says about the samples is so: every search finds what the page says that it finds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from index import Corpus, open_corpus

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "tutorial.md").read_text("utf-8")
FLAT = " ".join(PAGE.split())
TODAY = date(2024, 7, 1)

_COUNTED = re.compile(
    r"`([^`]+)`,? (?:would, which |\(it )?finds (\d+) articles?(?:; the first is “(.+?)”\.)?"
)
_CITED = re.compile(r"“([^“”]{15,})” \(([^()]+)\)")

CLAIMS = [(query, int(count), first) for query, count, first in _COUNTED.findall(FLAT)]
CITATIONS = sorted(set(_CITED.findall(FLAT)))


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Corpus]:
    with open_corpus(tmp_path_factory.mktemp("tutorial") / "workspace") as corpus:
        corpus.add([ROOT / "seeds" / "articles"])
        yield corpus


def _plain(title: str) -> str:
    return title.translate(str.maketrans("‘’“”", "''''"))


@pytest.mark.parametrize(("query", "count", "first"), CLAIMS)
def test_every_search_finds_what_the_page_says(samples: Corpus, query: str, count: int, first: str) -> None:
    page = samples.search(query, today=TODAY)
    assert page.total == count
    assert bool(page.ignored) == ("febuary" in query)
    if first:
        assert _plain(page.hits[0].title) == _plain(first)


@pytest.mark.parametrize(
    ("query", "words"),
    [("rockets ostrel", "rockets or rocket, ostrel or ostrell"), ("dakwani", "dakwani or dakwany")],
)
def test_how_a_search_is_read_is_quoted_rightly(samples: Corpus, query: str, words: str) -> None:
    assert words in samples.search(query, today=TODAY).read_as
    assert f"*{words}*" in FLAT


def test_every_number_of_articles_on_the_page_is_held_against_the_samples(samples: Corpus) -> None:
    assert len(CLAIMS) == len(re.findall(r"finds \d+ article", FLAT)) > 20
    assert f"has {samples.search('', today=TODAY).total} articles, newest first" in FLAT


@pytest.mark.parametrize(("title", "outlet"), CITATIONS)
def test_every_answer_names_an_article_of_the_outlet(samples: Corpus, title: str, outlet: str) -> None:
    ids = {hit.id: _plain(hit.title) for hit in samples.search("", limit=100, today=TODAY).hits}
    found = [id for id, own in ids.items() if own == _plain(title)]
    assert len(found) == 1
    sources = {copy.source.removesuffix(" (exercise)") for copy in samples.article(found[0]).copies}
    assert outlet in sources


def test_every_question_has_its_answer_and_every_answer_its_articles() -> None:
    questions = PAGE.split("## Ten questions")[1].split("## The answers")[0]
    assert re.findall(r"^(\d+)\. ", questions, re.MULTILINE) == [str(n) for n in range(1, 11)]
    answers = re.split(r"^\*\*(\d+)\.\*\* ", PAGE.split("## The answers")[1], flags=re.MULTILINE)
    assert answers[1::2] == [str(n) for n in range(1, 11)]
    assert len(CITATIONS) > 15


def test_the_spellings_of_the_answer_are_in_the_samples(samples: Corpus) -> None:
    (answer,) = re.findall(r"\*\*7\.\*\* In six: (.+?)\.$", PAGE, re.MULTILINE)
    spellings = [name.removeprefix("and ") for name in answer.split(", ")]
    assert len(spellings) == 6
    hits = samples.search("", limit=100, today=TODAY).hits
    texts = [samples.article(hit.id).text for hit in hits]
    assert [name for name in spellings if not any(name in text for text in texts)] == []


def test_the_minutes_are_thirty() -> None:
    assert sum(map(int, re.findall(r"^## .+\((\d+) minutes?\)$", PAGE, re.MULTILINE))) == 30
