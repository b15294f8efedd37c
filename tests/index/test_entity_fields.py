"""Claims about the fields of a search that ask for people, bodies and places, and for who says what."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from corpora import titles, write_lines
from hypothesis import given
from hypothesis import strategies as st

from index import Corpus, open_corpus
from index.catalog import Catalog
from index.conditions import conditions, narrowed
from index.entities.model import Name, Ruled
from index.entities.packing import packed_places
from index.model import Span
from index.understanding import fields, lookup
from index.understanding.fields import RULES
from index.understanding.passages import is_said
from index.words import folded_words

ARTICLES = (
    {
        "title": "Minister",
        "date": "2024-04-22",
        "text": "Prime Minister Mohammed Shia al-Sudani said the base in Baghdad was safe. Al-Sudani spoke on"
        " Sunday. The Security Media Cell (SMC) denied that the Kestrel Brigade fired rockets.",
    },
    {
        "title": "Cell",
        "date": "2024-04-23",
        "text": "The SMC said that Mohammed Shia al-Soudani had left Baghdad on Monday.",
    },
    {
        "title": "Brigade",
        "date": "2024-05-01",
        "text": "The Kestrel Brigade claimed the attack near Baghdad.",
    },
    {"title": "Rockets", "date": "2024-05-02", "text": "Rockets fell near Baghdad. The base was safe."},
)


@pytest.fixture
def unread(tmp_path: Path) -> Iterator[Corpus]:
    with open_corpus(tmp_path / "corpus") as corpus:
        corpus.add([write_lines(tmp_path / "a.jsonl", *ARTICLES)])
        yield corpus


@pytest.fixture
def corpus(unread: Corpus) -> Corpus:
    assert unread.read_for_names(workers=0) == 4
    return unread


def found(corpus: Corpus, query: str) -> list[str]:
    return sorted(titles(corpus.search(query)))


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("person:sudani", ["Cell", "Minister"]),
        ('person:"Mohammed Shia al-Soudani"', ["Cell", "Minister"]),
        ("person:Soudani", ["Cell", "Minister"]),
        ("person:smc", []),
        ("person:mohammed", ["Cell", "Minister"]),
        ("person:sudany~", ["Cell", "Minister"]),
        ("org:SMC", ["Cell", "Minister"]),
        ('org:"security media cell"', ["Cell", "Minister"]),
        ("group:kestrel", ["Brigade", "Minister"]),
        ("place:bagh*", ["Brigade", "Cell", "Minister", "Rockets"]),
        ("place:bagh", ["Brigade", "Cell", "Minister", "Rockets"]),
        ("entity:kestrel", ["Brigade", "Minister"]),
        ("by:smc", ["Cell", "Minister"]),
        ("by:sudani", ["Minister"]),
        ("about:sudani", ["Cell"]),
        ('by:smc about:"Kestrel Brigade"', ["Minister"]),
        ("place:baghdad -person:sudani", ["Brigade", "Rockets"]),
        ("by:smc OR title:rockets", ["Cell", "Minister", "Rockets"]),
        ('said:"base in Baghdad was safe"', ["Minister"]),
        ("said:safe", ["Minister"]),
        ("said:SAF*", ["Minister"]),
        ("said:saf", []),
        ("said:kestrel", ["Minister"]),
    ],
)
def test_each_field_finds_its_articles(corpus: Corpus, query: str, expected: list[str]) -> None:
    assert found(corpus, query) == expected


def test_how_it_was_read_names_the_entity(corpus: Corpus) -> None:
    assert corpus.search("person:soudani").read_as == "person Mohammed Shia al-Sudani"
    assert corpus.search("org:nobody").read_as == "org nobody (nothing is called so)"
    assert corpus.search("said:safe").read_as == "said safe"


def test_how_it_was_read_says_how_far_names_are_known(unread: Corpus) -> None:
    page = unread.search("place:baghdad")
    assert page.total == 0
    assert page.read_as == "place baghdad (nothing is called so) (names are known of 0 of 4 articles)"
    unread.read_for_names(workers=0)
    assert unread.search("place:baghdad").total == 4


def test_the_mentions_of_an_entity_light_up_and_not_its_words(corpus: Corpus, tmp_path: Path) -> None:
    text = (
        "Rockets fell on Ostrel base. The town of Ostrel was calm. The Ostrel base burned, and Ostrel saw it."
    )
    corpus.add([write_lines(tmp_path / "ostrel.jsonl", {"title": "Ostrel", "text": text})])
    corpus.read_for_names(workers=0)

    def lit(query: str) -> list[int]:
        page = corpus.search(query)
        article = corpus.article(page.hits[0].id)
        assert {article.text[span.start : span.end] for span in corpus.hits(article, page)} == {"Ostrel"}
        return [span.start for span in corpus.hits(article, page)]

    places = [at for at in range(len(text)) if text.startswith("Ostrel", at)]
    assert lit("ostrel") == places
    assert lit("place:ostrel") == [places[1], places[3]]


def test_a_decision_changes_what_is_found_at_once(corpus: Corpus) -> None:
    assert found(corpus, "person:sudani") == ["Cell", "Minister"]
    corpus.rule(lambda: [Ruled("split", str(Name("person", "Mohammed Shia al-Soudani")))])
    assert found(corpus, 'person:"Mohammed Shia al-Soudani"') == ["Cell"]
    corpus.rule(lambda: [Ruled("renamed", str(Name("person", "Mohammed Shia al-Sudani")), "The Minister")])
    assert corpus.search('person:"the minister"').read_as == "person The Minister"
    corpus.rule(lambda: [Ruled("ignored", str(Name("person", "Mohammed Shia al-Sudani")))])
    assert found(corpus, "person:sudani") == []


def test_what_cannot_be_read_is_left_out_and_said(corpus: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    assert corpus.search("person:…").ignored == ('read without "person:…": it has no letter and no digit',)
    assert corpus.search('said:"rockets fel*"').ignored == (
        'read without "said:rockets fel*": a * stands at the end of a single word',
    )
    monkeypatch.setattr(fields, "MOST_READ", 1)
    (said,) = corpus.search("said:baghdad").ignored
    assert said.startswith('read without "said:baghdad": 4 articles have it, which is too many to read')


def test_what_is_known_of_names_is_not_found_out_again_for_each_key(
    corpus: Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert found(corpus, "place:baghdad")
    assert corpus.entities.coverage().done == 4
    monkeypatch.setattr(lookup, "folded", lambda text: text.lower() if text in typed else pytest.fail(text))
    monkeypatch.setattr(Catalog, "read_for_names", lambda *_: pytest.fail("it was counted again"))
    typed = {"baghda", "baghdad"}
    for _ in range(2):
        assert found(corpus, "place:baghda*") == found(corpus, "place:baghdad")
    corpus.rule(lambda: [Ruled("split", str(Name("person", "Mohammed Shia al-Soudani")))])
    monkeypatch.undo()
    monkeypatch.setattr(lookup, "folded", lambda text: text.lower() if text in typed else pytest.fail(text))
    assert found(corpus, "place:baghdad")


def test_the_keys_of_an_hour_are_answered_as_fast_as_the_first(
    corpus: Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    for at in range(200):
        corpus.search(f"place:nowhere{at}")
    corpus.search("place:baghdad")
    monkeypatch.setattr(type(corpus.entities), "found", lambda *_: pytest.fail("it was asked again"))
    assert corpus.search("place:baghdad").total == 4


def test_who_says_so_is_found_once_it_is_searchable(corpus: Corpus) -> None:
    """Names of an article can be known before the index has it."""
    searchable: list[int] = []
    field = fields.entity_fields(lambda: corpus.entities, lambda _: searchable, lambda: len(searchable))
    assert field["said"].resolve("safe") == frozenset()
    searchable += corpus.everything()
    assert len(field["said"].resolve("safe")) == 1


def test_an_article_that_is_gone_is_not_found(corpus: Corpus, tmp_path: Path) -> None:
    write_lines(tmp_path / "a.jsonl", *ARTICLES[:1])
    corpus.add([tmp_path / "a.jsonl"], prune=True)
    assert found(corpus, "place:baghdad") == ["Minister"]


def test_they_are_conditions_like_all_others(corpus: Corpus) -> None:
    query = narrowed("rockets", "person", "Abu Dura", fields=corpus.fields)
    assert query == 'rockets person:"Abu Dura"'
    assert [each.field for each in conditions(query, corpus.fields)] == ["", "person"]
    page = corpus.search("rockets person:sudani place:baghdad org:nobody")
    assert page.total == 0
    suggested = {each.query: each.total for each in corpus.suggest("rockets person:sudani org:nobody")}
    assert suggested["rockets person:sudani"] == 1


def test_every_field_of_the_documentation_is_there_and_its_example_is_read(corpus: Corpus) -> None:
    assert [rule.name for rule in RULES] == list(corpus.fields)
    for rule in RULES:
        assert corpus.search(rule.example).ignored == ()


@pytest.mark.parametrize(
    "value", ["\x1b]52;c;x\x07", "[red]x[/]", '"\u202eevil"', "a:b:c", "**", "*", "x" * 9_000]
)
def test_no_value_raises(corpus: Corpus, value: str) -> None:
    for rule in RULES:
        page = corpus.search(f"{rule.name}:{value}")
        assert "\x1b" not in page.read_as
        assert "\u202e" not in page.read_as


def test_the_names_of_what_was_found_are_counted(corpus: Corpus) -> None:
    page = corpus.search("kestrel")
    assert len(page.numbers) == page.total == 2
    found = corpus.entities.facets(page.numbers)
    assert [(each.name, each.articles) for each in found[:2]] == [("Baghdad", 2), ("Kestrel Brigade", 2)]
    assert sorted(each.name for each in found[2:]) == ["Mohammed Shia al-Sudani", "Security Media Cell"]
    assert [each.name for each in corpus.entities.facets(page.numbers, 1)] == ["Baghdad"]
    assert corpus.search("kestrel", facets=False).numbers == ()
    assert corpus.entities.facets([]) == ()


@given(
    st.text("ab é.,'’“5-\u0301\xa0İß中", max_size=20),
    st.text("ab é.,'’5-ß中", min_size=1, max_size=5),
)
def test_statements_that_cannot_have_a_word_are_passed_over_and_no_others(text: str, words: str) -> None:
    sought = folded_words(words)
    if sought:
        wanted = f" {' '.join(sought)} "
        whole = f" {' '.join(folded_words(text))} "
        assert is_said(wanted, text, packed_places([Span(0, len(text))])) == (wanted in whole)


@pytest.mark.parametrize(
    ("query", "title", "lit"),
    [
        ("person:sudani", "Minister", {"Mohammed Shia al-Sudani", "Al-Sudani"}),
        ("person:sudani", "Cell", {"Mohammed Shia al-Soudani"}),
        ("by:smc", "Cell", {"SMC"}),
        ("about:kestrel", "Minister", {"Kestrel Brigade"}),
        ('said:"left Baghdad"', "Cell", {"left Baghdad"}),
        ("-person:sudani rockets", "Rockets", {"Rockets"}),
    ],
)
def test_what_a_field_means_lights_up(corpus: Corpus, query: str, title: str, lit: set[str]) -> None:
    page = corpus.search(query)
    (hit,) = (hit for hit in page.hits if hit.title == title)
    article = corpus.article(hit.id)
    spans = corpus.hits(article, page)
    assert {article.text[span.start : span.end] for span in spans} == lit
    assert hit.hits == len(spans)


def test_of_statements_that_are_asked_for_one_is_shown_and_only_they_light_up(tmp_path: Path) -> None:
    text = (
        "Colonel Omar Karim met Ilse Varga in Baghdad.\n\nKarim came back on Monday. The base in Baghdad was"
        " quiet, and nobody heard of it for three weeks, although all of the reporters were there for days on"
        " end.\n\nKarim said that the road to Ostrel was closed. On Sunday Karim denied that Ilse Varga had left."
    )
    with open_corpus(tmp_path / "corpus") as corpus:
        corpus.add([write_lines(tmp_path / "a.jsonl", {"title": "T", "text": text})])
        corpus.read_for_names(workers=0)
        for query, begins, lit in (
            ("by:karim", "…Karim said that the road", [text.index("Karim said"), text.index("Karim denied")]),
            ("about:varga", "…Karim denied that Ilse", [text.index("Varga had") - 5]),
            (
                'by:karim about:"ilse varga"',
                "…Karim denied",
                [text.index("Karim denied"), text.index("Varga had") - 5],
            ),
            ("person:karim", "Colonel Omar Karim met", None),
            (
                "quiet by:karim",
                "…Karim said",
                [text.index("quiet"), text.index("Karim said"), text.index("Karim denied")],
            ),
        ):
            page = corpus.search(query)
            (hit,) = page.hits
            assert hit.snippet.startswith(begins), (query, hit.snippet)
            spans = corpus.hits(corpus.article(hit.id), page)
            assert lit is None or [span.start for span in spans] == lit, query
            assert hit.hits == len(spans)


def test_facilities_and_events_have_fields_of_their_own(tmp_path: Path) -> None:
    text = "Guards at Ostrel base trained for Operation Grey Heron. Ostrel slept."
    with open_corpus(tmp_path / "corpus") as corpus:
        corpus.add([write_lines(tmp_path / "a.jsonl", {"title": "T", "text": text})])
        corpus.read_for_names(workers=0)
        assert found(corpus, 'facility:"ostrel base"') == found(corpus, 'event:"grey heron"') == ["T"]
        assert found(corpus, 'place:"ostrel base"') == ["T"]


def test_whoever_says_it_in_the_middle_is_not_what_it_is_about(tmp_path: Path) -> None:
    text = "No soldier of the Kestrel Brigade, Mohammed Shia al-Sudani said, was hurt."
    with open_corpus(tmp_path / "corpus") as corpus:
        corpus.add([write_lines(tmp_path / "a.jsonl", {"title": "Parted", "text": text})])
        corpus.read_for_names(workers=0)
        assert found(corpus, 'about:"Kestrel Brigade"') == ["Parted"]
        assert found(corpus, "by:sudani") == ["Parted"]
        assert found(corpus, "about:sudani") == []
