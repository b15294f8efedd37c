"""Claims about searching: the count is exact, the order is as asked, and every page says what it did."""

from __future__ import annotations

import random
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from corpora import titles, write_lines, write_text
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from plainly import applies
from whoosh.query import Or

from index import Article, Corpus, OutsideField, Page, open_corpus
from index.page import SORTS
from index.tree import All, Between, Fuzzy, Phrase, Prefix, Word
from index.when import first_minute
from index.words import folded_words

TODAY = date(2024, 4, 22)

VOCABULARY = [
    "rocket",
    "rockets",
    "rocketed",
    "base",
    "bases",
    "party",
    "parties",
    "hope",
    "hoping",
    "hop",
    "possible",
    "possibility",
    "drone",
    "drones",
    "strike",
    "F-16",
    "F-15",
    "16",
    "1600",
    "f",
    "Iraq",
    "Iraq's",
    "U.S.",
    "us",
    "use",
    "al-Sudani",
    "Sudany",
    "sudani",
    "G7",
    "G70",
    "5,000",
    "5000",
    "café",
    "cafe",
    "Da'esh",
    "daesh",
    "مُحَمَّد",
    "محمد",
    "北京",
    "北",
    "army",
    "armies",
    "fly",
    "flies",
    "a",
    "the",
    "not",
    "or",
    "3.5",
    "x",
]
SOURCES = ("Halden Courier", "Exercise Wire", "Wire", "Courier Halden", "")
AUTHORS = ("A. Writer", "B. Hassan", "Hassan Writer", "")
DATES = (
    "",
    "2023",
    "2024",
    "2024-04",
    "2024-02",
    "2024-04-22",
    "2024-04-21",
    "2024-04-21T23:50-05:00",
    "2023-12-31",
)
LANGUAGES = ("en", "ar", "uk")

words = st.sampled_from(VOCABULARY)
running = st.lists(words, max_size=12).map(" ".join)

records = st.fixed_dictionaries(
    {
        "title": st.one_of(st.just(""), running),
        "text": st.lists(words, min_size=1, max_size=14).map(" ".join),
        "source": st.sampled_from(SOURCES),
        "author": st.sampled_from(AUTHORS),
        "date": st.sampled_from(DATES),
        "language": st.sampled_from(LANGUAGES),
    }
)

conditions = st.one_of(
    words,
    words,
    words.map(lambda word: f"{word[:3]}*"),
    words.map(lambda word: f"{word}*"),
    words.map(lambda word: f"{word}~"),
    words.map(lambda word: f"{word[:2]}o{word[2:]}~"),
    st.lists(words, min_size=1, max_size=3).map(lambda some: f'"{" ".join(some)}"'),
    st.tuples(st.sampled_from(["title", "source", "author"]), words).map(":".join),
    st.sampled_from(
        [
            *("lang:en", "lang:ar", "after:2024", "before:2024", "on:2024", "on:2024-04", "after:apr-2024"),
            *("on:22-apr-2024", "before:22-apr-2024", "on:yesterday", "some:odd", "some:none", "*", "zebra"),
            *("zebra*", "source:halden", 'source:"halden courier"', 'source:"wire halden"', "source:wir*"),
            *("author:hassan", 'author:"a writer"', "author:hasan~", 'title:"the rockets"', "title:rock*"),
        ]
    ),
)
queries = st.recursive(
    conditions,
    lambda part: st.one_of(
        st.lists(part, min_size=2, max_size=3).map(" ".join),
        st.lists(part, min_size=2, max_size=3).map(lambda some: f"({' OR '.join(some)})"),
        part.map(lambda inner: f"-({inner})"),
    ),
    max_leaves=7,
)

ODD = OutsideField(
    "some", "some:odd", "its number is odd", lambda value: range(1, 999, 2) if value == "odd" else []
)


def whole(corpus: Corpus) -> list[Article]:
    return [corpus.article(hit.id) for hit in corpus.search("", limit=10_000, facets=False).hits]


def check(corpus: Corpus, articles: list[Article], text: str) -> None:
    """Compare a search with looking at every article."""
    tree = corpus.parse(text, TODAY).tree
    expected = {article.id: article for article in articles if applies(tree, article)}
    page = corpus.search(text, limit=10_000, today=TODAY)
    assert {hit.id for hit in page.hits} == set(expected), (text, tree)
    assert page.total == len(page.hits) == len(expected)
    if tree != All():
        unranked = corpus._catalog.current(list(corpus._fulltext().numbers(tree)))
        assert set(unranked) == {hit.number for hit in page.hits}
    assert page.read_as
    sources = Counter(
        source
        for article in expected.values()
        for source in {copy.source or "no source" for copy in article.copies}
    )
    assert page.facets["source"] == sources
    assert list(page.facets["source"].values()) == sorted(sources.values(), reverse=True)
    months = Counter(
        article.published.value[:7] if article.published else "no date" for article in expected.values()
    )
    assert page.facets["time"] == months
    assert list(page.facets["time"]) == sorted(months, key=lambda month: (month == "no date", month))
    assert page.facets["language"] == Counter(each.language or "no language" for each in expected.values())
    days = Counter(each.published.value[:10] for each in expected.values() if each.published)
    assert list(page.days.items()) == sorted(days.items())
    assert page.undated == page.total - sum(days.values())
    for hit in page.hits:
        check_marks(page, hit)
        if isinstance(tree, Word | Phrase | Prefix | Fuzzy):
            in_text = not tree.field and applies(tree, replace(expected[hit.id], title=""))
            assert (hit.hits > 0) == in_text, (text, hit)
    if page.sort == "relevance":
        scores = [hit.score for hit in page.hits]
        assert all(score is not None and score > 0 for score in scores)
        assert scores == sorted(scores, key=lambda score: -(score or 0))
    else:
        assert [hit.score for hit in page.hits] == [None] * page.total


def check_marks(page: Page, hit) -> None:
    runs = {" ".join(run) for run in page.wanted.runs} | page.wanted.singles
    for mark in hit.marks:
        assert " ".join(folded_words(hit.snippet[mark.start : mark.end])) in runs
    assert hit.hits >= len(hit.marks)


# Exact, whatever is asked


@settings(max_examples=40, suppress_health_check=list(HealthCheck))
@given(st.lists(records, min_size=1, max_size=9), st.lists(queries, min_size=6, max_size=6))
def test_a_search_finds_exactly_the_articles_that_it_describes(given: list[dict], asked: list[str]) -> None:
    with tempfile.TemporaryDirectory() as folder, open_corpus(Path(folder) / "corpus") as corpus:
        corpus.register(ODD)
        corpus.add([write_lines(Path(folder) / "a.jsonl", *given)])
        articles = whole(corpus)
        for text in asked:
            check(corpus, articles, text)


@pytest.fixture(scope="module")
def lived_in(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Corpus, list[Article]]]:
    """A corpus with a past: several commits, changed, pruned and gone articles, copies in several outlets."""
    chance = random.Random(4)
    folder = tmp_path_factory.mktemp("lived-in")

    def record(number: int) -> dict[str, str]:
        return {
            "id": str(number),
            "title": " ".join(chance.choices(VOCABULARY, k=chance.randrange(6))),
            "text": " ".join(chance.choices(VOCABULARY, k=chance.randrange(1, 40))),
            "source": chance.choice(SOURCES),
            "author": chance.choice(AUTHORS),
            "date": chance.choice(DATES),
            "language": chance.choice(LANGUAGES),
        }

    with open_corpus(folder / "corpus") as corpus:
        corpus.register(ODD)
        for part in range(4):
            lines = [record(number) for number in range(25)]
            write_lines(folder / "in" / f"{part}.jsonl", *lines)
            write_lines(
                folder / "in" / f"copy {part}.jsonl", *({**line, "source": "Wire"} for line in lines[::5])
            )
            corpus.add([folder / "in"])
        write_lines(folder / "in" / "1.jsonl", *(record(number) for number in range(30)))
        (folder / "in" / "2.jsonl").unlink()
        corpus.add([folder / "in"], prune=True)
        (folder / "in" / "3.jsonl").unlink()
        corpus.add([folder / "in"])
        yield corpus, whole(corpus)


@settings(max_examples=150)
@given(queries)
def test_a_search_in_a_corpus_with_a_past_is_exact(lived_in: tuple[Corpus, list[Article]], text: str) -> None:
    check(*lived_in, text)


@settings(max_examples=60)
@given(queries)
def test_a_search_is_exact_the_way_that_a_large_index_is_searched(
    lived_in: tuple[Corpus, list[Article]], text: str
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Or, "matcher_type", Or.DEFAULT_MATCHER)
        check(*lived_in, text)


@settings(max_examples=40)
@given(queries, st.integers(0, 60), st.integers(0, 30), st.sampled_from(SORTS))
def test_pages_are_parts_of_one_order(
    lived_in: tuple[Corpus, list[Article]], text: str, offset: int, limit: int, sort
) -> None:
    corpus, _ = lived_in
    order = corpus.search(text, limit=10_000, sort=sort, today=TODAY).hits
    page = corpus.search(text, limit=limit, offset=offset, sort=sort, today=TODAY)
    assert page.hits == order[offset : offset + limit]
    assert page.total == len(order)


# Order


@pytest.mark.parametrize("sort", ["newest", "oldest"])
@pytest.mark.parametrize("text", ["", "rockets OR base"])
def test_articles_stand_by_date_and_undated_ones_last(
    lived_in: tuple[Corpus, list[Article]], sort, text: str
) -> None:
    corpus, articles = lived_in
    minutes = {
        article.id: None if article.published is None else first_minute(article.published)
        for article in articles
    }
    page = corpus.search(text, limit=10_000, sort=sort)
    found = [minutes[hit.id] for hit in page.hits]
    dated = [minute for minute in found if minute is not None]
    assert found == sorted(dated, reverse=sort == "newest") + [None] * (len(found) - len(dated))
    assert len(dated) < len(found)
    assert (page.sort, page.hits[0].score) == (sort, None)


def test_the_more_relevant_article_comes_first(corpus: Corpus, inbox: Path) -> None:
    write_lines(
        inbox / "a.jsonl",
        {"title": "In passing", "text": "word " * 300 + "rockets", "date": "2024-04-22"},
        {"title": "Rockets fall", "text": "Five rockets fell on the base.", "date": "2020"},
        {"title": "Often", "text": "Rockets, rockets, and a base.", "date": "2021"},
    )
    corpus.add([inbox])
    page = corpus.search("rockets")
    assert page.sort == "relevance"
    assert titles(page)[-1] == "In passing"
    assert titles(page)[0] == "Rockets fall"


def test_conditions_that_are_no_words_do_not_change_the_order(lived_in: tuple[Corpus, list[Article]]) -> None:
    corpus, _ = lived_in

    def scores(text: str) -> dict[str, float | None]:
        return {hit.id: hit.score for hit in corpus.search(text, limit=500).hits}

    plain = scores("rockets base")
    for more in ("lang:en OR lang:ar OR lang:uk", "-zebra", "some:odd OR -some:odd"):
        assert scores(f"rockets base ({more})") == pytest.approx(plain)
    relevant = scores("rockets")
    either = scores("rockets OR lang:uk")
    assert set(list(either)[: len(relevant)]) == set(relevant) < set(either)


@pytest.mark.parametrize("text", ["", "lang:en", "source:wire -rockets", "after:2024"])
def test_without_words_relevance_is_newest_first(lived_in: tuple[Corpus, list[Article]], text: str) -> None:
    corpus, _ = lived_in
    page = corpus.search(text, limit=500)
    assert page.sort == "newest"
    assert page.hits == corpus.search(text, limit=500, sort="newest").hits


# Dates


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("on:2024", ["2024", "2024-04", "2024-04-22", "2024-04-22T23:50"]),
        ("on:2024-04", ["2024-04", "2024-04-22", "2024-04-22T23:50"]),
        ("on:22-apr-2024", ["2024-04-22", "2024-04-22T23:50"]),
        ("after:2024", ["2024", "2024-04", "2024-04-22", "2024-04-22T23:50"]),
        ("after:feb-2024", ["2024-04", "2024-04-22", "2024-04-22T23:50"]),
        ("after:2-apr-2024", ["2024-04-22", "2024-04-22T23:50"]),
        ("after:22-apr-2024", ["2024-04-22", "2024-04-22T23:50"]),
        ("after:23-apr-2024", []),
        ("before:2025", ["2023", "2024", "2024-04", "2024-04-22", "2024-04-22T23:50"]),
        ("before:may-2024", ["2023", "2024-04", "2024-04-22", "2024-04-22T23:50"]),
        ("before:22-apr-2024", ["2023"]),
        ("before:23-apr-2024", ["2023", "2024-04-22", "2024-04-22T23:50"]),
        ("after:2023 before:feb-2024", ["2023"]),
        ("-after:1000", [""]),
    ],
)
def test_a_vague_date_matches_only_what_is_certain(
    corpus: Corpus, inbox: Path, text: str, found: list[str]
) -> None:
    dates = ["", "2023", "2024", "2024-04", "2024-04-22", "2024-04-22T23:50"]
    write_lines(
        inbox / "a.jsonl", *({"title": f"on {when}", "text": f"Of {when}.", "date": when} for when in dates)
    )
    corpus.add([inbox])
    page = corpus.search(text, sort="oldest", today=TODAY)
    assert titles(page) == [f"on {when}".strip() for when in found]


def test_a_search_counts_days_from_the_present_day_when_none_is_given(corpus: Corpus) -> None:
    (between,) = [corpus.parse("on:today").tree]
    assert between == Between(date.today(), date.today())  # noqa: DTZ011


# Relevant and recent


def test_relevance_halves_with_age_where_that_order_is_wanted(corpus: Corpus, inbox: Path) -> None:
    twice = "Rockets, rockets."
    write_lines(
        inbox / "a.jsonl",
        {"title": "Old", "text": f"1 {twice}", "date": "2023-01-01"},
        {"title": "Older", "text": f"2 {twice}", "date": "2022-07-05"},
        {"title": "New", "text": "3 One rocket.", "date": "2023-06-30"},
        {"title": "Undated", "text": f"4 {twice}"},
    )
    corpus.add([inbox])
    page = corpus.search("rockets", sort="recent")
    plain = {hit.title: hit.score for hit in corpus.search("rockets").hits}
    assert [hit.title for hit in page.hits][:2] == ["New", "Old"]
    assert (page.sort, page.total) == ("recent", 4)
    left = {hit.title: hit.score / plain[hit.title] for hit in page.hits}
    assert left == pytest.approx({"New": 1, "Old": 0.5, "Older": 0.25, "Undated": 0.25}, rel=1e-5)
    assert plain["Old"] > plain["New"]
    assert corpus.search("after:2000", sort="recent").sort == "newest"


def test_without_any_date_recent_is_relevance(corpus: Corpus, inbox: Path) -> None:
    write_lines(
        inbox / "a.jsonl", {"title": "A", "text": "Rocket."}, {"title": "B", "text": "Rocket rocket."}
    )
    corpus.add([inbox])
    assert [hit.score for hit in corpus.search("rocket", sort="recent").hits] == [
        hit.score for hit in corpus.search("rocket").hits
    ]


# Pages


def test_a_search_in_an_empty_corpus_finds_nothing(corpus: Corpus) -> None:
    for text in ("", "rockets", "on:2024 -x", "lang:en OR (a* b~)", "\x00"):
        page = corpus.search(text)
        assert (page.total, page.hits, page.facets) == (0, (), {"source": {}, "language": {}, "time": {}})
        assert page.read_as
    assert corpus.status().articles == 0


def test_nothing_found_is_an_answer(lived_in: tuple[Corpus, list[Article]]) -> None:
    page = lived_in[0].search("zebra after:febuary", today=TODAY)
    assert (page.total, page.hits) == (0, ())
    assert page.query == "zebra after:febuary"
    assert page.read_as == "zebra"
    assert page.ignored == ('read without "after:febuary": not a date. Did you mean after:feb-2024?',)


def test_facets_are_counted_over_all_that_matches_and_only_when_asked_for(
    lived_in: tuple[Corpus, list[Article]],
) -> None:
    corpus, articles = lived_in
    page = corpus.search("", limit=1)
    assert sum(page.facets["time"].values()) == page.total == len(articles)
    bare = corpus.search("", limit=1, facets=False)
    assert (bare.facets, bare.days, bare.undated) == ({}, {}, 0)


@pytest.mark.parametrize(("limit", "offset"), [(0, 0), (-1, 0), (5, 10**6), (5, -3), (10**9, 0)])
def test_any_limit_and_offset_give_a_page(
    lived_in: tuple[Corpus, list[Article]], limit: int, offset: int
) -> None:
    corpus, articles = lived_in
    page = corpus.search("", limit=limit, offset=offset)
    assert page.total == len(articles)
    assert len(page.hits) == (0 if limit <= 0 or offset > page.total else min(limit, page.total))


def test_a_hit_shows_the_passage_with_its_words(corpus: Corpus, inbox: Path) -> None:
    text = "Quiet days. " * 60 + "Then five rockets\nfell on the base. " + "Quiet days. " * 60
    write_text(inbox / "a.txt", text, title="Rockets on Ostrel", source="Wire", date="2024-04-22")
    corpus.add([inbox])
    (hit,) = corpus.search("rocket base").hits
    assert hit.snippet.startswith("…")
    assert "five rockets fell on the base" in hit.snippet
    assert [hit.snippet[mark.start : mark.end] for mark in hit.marks] == ["rockets", "base"]
    assert hit.hits == 2  # that in the title is not one of the text
    assert (hit.title, hit.source, hit.language, hit.copies) == ("Rockets on Ostrel", "Wire", "en", 1)
    article = corpus.article(hit.id)
    spans = corpus.hits(article, corpus.search("rocket base"))
    assert [article.text[span.start : span.end] for span in spans] == ["rockets", "base"]


def test_layers_come_with_the_article(corpus: Corpus, inbox: Path) -> None:
    write_text(
        inbox / "a.txt", "Rockets fell near Baghdad, said Prime Minister Mohammed Shia al-Sudani on Sunday."
    )
    corpus.add([inbox])
    article = corpus.article(corpus.search("").hits[0].id)
    layers = corpus.layers(article)
    assert all(article.text[m.span.start : m.span.end] == m.text for m in layers.mentions)
    assert layers.mentions


def test_status_says_what_there_is(corpus: Corpus, inbox: Path) -> None:
    nothing = corpus.status()
    assert (nothing.articles, nothing.pending, nothing.fulltext_bytes) == (0, 0, 0)
    write_lines(
        inbox / "a.jsonl", {"text": "One.", "date": "2023"}, {"text": "Two.", "date": "2024-04-22T10:00"}
    )
    corpus.add([inbox])
    status = corpus.status()
    assert (status.articles, status.files, status.pending) == (2, 1, 0)
    assert (status.first, status.last) == ("2023", "2024-04-22")
    assert status.corpus_bytes > 0
    assert status.fulltext_bytes > 0


def test_fields_from_outside_are_searched_with_everything_else(corpus: Corpus, inbox: Path) -> None:
    write_lines(inbox / "a.jsonl", *({"title": str(n), "text": f"Rockets {n}."} for n in range(1, 5)))
    corpus.add([inbox])
    ids = [hit.id for hit in corpus.search("", sort="oldest").hits]
    corpus.register(
        OutsideField(
            "note", "note:yes", "it has a note", lambda _: corpus.numbers([ids[0], ids[2], "f" * 20])
        )
    )
    assert sorted(titles(corpus.search("note:yes"))) == ["1", "3"]
    assert sorted(titles(corpus.search("rockets -note:yes"))) == ["2", "4"]
    assert sorted(titles(corpus.search("note:yes OR title:4"))) == ["1", "3", "4"]
    assert "note" in corpus.fields
    assert corpus.search("note:yes").read_as == "note yes"


def test_a_year_goes_without_saying_only_where_all_articles_are_of_it(tmp_path: Path) -> None:
    with open_corpus(tmp_path / "corpus") as corpus:
        assert corpus.year() == 0
        write_lines(tmp_path / "a.jsonl", {"text": "Undated."}, {"text": "A.", "date": "2024-12-31T23:59"})
        corpus.add([tmp_path / "a.jsonl"])
        assert corpus.year() == 2024
        write_lines(
            tmp_path / "b.jsonl", {"text": "B.", "date": "2024"}, {"text": "C.", "date": "2024-01-01"}
        )
        corpus.add([tmp_path / "b.jsonl"])
        assert corpus.year() == 2024
        corpus.add([write_lines(tmp_path / "c.jsonl", {"text": "D.", "date": "2012-11-04"})])
        assert corpus.year() == 0
