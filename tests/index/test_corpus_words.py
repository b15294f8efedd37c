"""Claims about words: which of them are found together, in which field, and in which forms."""

from __future__ import annotations

from pathlib import Path

import pytest
from corpora import titles, write_lines, write_text

from index import Corpus, open_corpus
from index.fulltext.spelling import edits

# Words near each other


def test_near_words_are_found_ranked_said_and_lit(corpus: Corpus, inbox: Path) -> None:
    write_lines(
        inbox / "a.jsonl",
        {"title": "Side by side", "text": "A drone strike hit the base."},
        {"title": "Turned round", "text": "The strike was by a drone, they said."},
        {"title": "Far", "text": "A drone rose. " + "Nothing came of it. " * 4 + "A strike followed."},
        {"title": "Other form", "text": "Drones and a strike."},
        {"title": "A drone", "text": "Strike after strike."},
    )
    corpus.add([inbox])
    page = corpus.search('"drone strike"~3')
    assert {hit.title: hit.hits for hit in page.hits} == {"Side by side": 2, "Turned round": 2, "A drone": 0}
    assert page.read_as == "“drone strike” in any order with at most 3 other words between"
    assert corpus.search('"drone strike"~2').total == 2
    assert corpus.search('"drone strike"~20').total == 4
    assert corpus.search('-"drone strike"~3').total == 2
    assert corpus.search('title:"side side"~1').total == 1
    assert corpus.search('title:"side side"~0').total == 0
    assert corpus.search('"drone nowhere"~3').unknown == ("nowhere",)


# One field, several values


def test_no_phrase_reaches_from_one_outlet_into_the_next_or_from_title_into_text(
    corpus: Corpus, inbox: Path
) -> None:
    same = {"title": "Rockets fall", "text": "Today the base burned."}
    write_lines(
        inbox / "a.jsonl",
        {**same, "source": "Halden Courier", "author": "A. Writer"},
        {**same, "source": "Exercise Wire", "author": "B. Hassan"},
    )
    corpus.add([inbox])
    assert corpus.search('source:"halden courier" source:"exercise wire"').total == 1
    assert corpus.search("source:(halden wire)").total == 1
    for nothing in ('source:"courier exercise"', 'source:"wire halden"', 'author:"writer b"', '"fall today"'):
        assert corpus.search(nothing).total == 0


def test_the_outlet_of_any_copy_counts(corpus: Corpus, inbox: Path) -> None:
    same = {"title": "Rockets fall", "text": "Today the base burned."}
    write_lines(
        inbox / "a.jsonl", {**same, "source": "Wire"}, {**same, "source": "Courier"}, {**same, "source": ""}
    )
    corpus.add([inbox])
    assert corpus.search("source:WIRE").total == corpus.search("source:courier").total == 1
    assert corpus.search("").facets["source"] == {"Courier": 1, "Wire": 1, "no source": 1}


# Forms


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("party", "parties"),
        ("army", "armies"),
        ("hope", "hoping"),
        ("possible", "possibility"),
        ("rocket", "rocketed"),
        ("strike", "striking"),
        ("militia", "militias"),
    ],
)
def test_each_form_of_a_word_finds_the_other(corpus: Corpus, inbox: Path, one: str, other: str) -> None:
    write_lines(
        inbox / "a.jsonl", {"title": "1", "text": f"The {one}."}, {"title": "2", "text": f"The {other}."}
    )
    corpus.add([inbox])
    assert corpus.search(one).total == corpus.search(other).total == 2
    assert corpus.search(one).read_as == f"{one} or {other}"
    assert corpus.search(f'"{one}"').total == 1


def test_a_prefix_and_a_near_spelling_of_several_words_mean_the_last_one(corpus: Corpus, inbox: Path) -> None:
    texts = [
        "An F-16 flew.",
        "An F-15 flew.",
        "Page 16 of F.",
        "Mr al-Sudani spoke.",
        "Mr al-Sudany spoke.",
        "al Saud",
    ]
    write_lines(inbox / "a.jsonl", *({"title": str(n), "text": text} for n, text in enumerate(texts)))
    corpus.add([inbox])
    assert sorted(titles(corpus.search("F-1*"))) == ["0", "1"]
    assert sorted(titles(corpus.search("al-sudani~"))) == ["3", "4"]
    assert corpus.search("al-sudani~").read_as == "al-sudani or al sudany"


def test_a_prefix_of_thousands_of_words_is_found_whole(corpus: Corpus, inbox: Path) -> None:
    write_text(inbox / "a.txt", " ".join(f"F-1{number}" for number in range(2_000)))
    write_text(inbox / "b.txt", "F-15000000")
    write_text(inbox / "c.txt", "F and 1500")
    corpus.add([inbox])
    assert corpus.search("1*").total == 3
    assert corpus.search("F-1*").total == 2
    assert corpus.search("F-199*").total == 1


def test_forms_are_those_of_the_languages_of_the_articles(tmp_path: Path) -> None:
    records = [
        {"title": "A", "text": "Die Regierung sprach.", "language": "de"},
        {"title": "B", "text": "Zwei Regierungen sprachen.", "language": "de"},
        {"title": "C", "text": "Ракета упала.", "language": "ru"},
        {"title": "D", "text": "Удар ракетами.", "language": "ru"},
        {"title": "E", "text": "أطلقت الصواريخ", "language": "ar"},
        {"title": "F", "text": "سقطت صواريخ", "language": "ar"},
    ]
    with open_corpus(tmp_path / "corpus") as corpus:
        corpus.add([write_lines(tmp_path / "in.jsonl", *records)])
        for query, found in (("Regierung", "AB"), ("ракеты", "CD"), ("صواريخ", "EF"), ('"ракета"', "C")):
            page = corpus.search(query)
            assert sorted(titles(page)) == list(found), query
        assert corpus.search("Regierung").read_as == "Regierung or regierungen"


def test_words_within_one_slip_are_those_that_counting_slips_finds(corpus: Corpus, inbox: Path) -> None:
    words = [
        "rocket",
        "rockt",
        "rockett",
        "rokcet",
        "rocked",
        "roket",
        "rockets",
        "rucket",
        "pocket",
        "ocket",
    ]
    words += ["r", "ro", "rr", "radar", "rock", "rocketry", "rocketed", "raket"]
    corpus.add([write_lines(inbox / "a.jsonl", *({"title": word, "text": f"{word} 1"} for word in words))])
    for word in (*words, "ra", "rockeet", "x"):
        near = {other for other in words if other[0] == word[0] and edits(word, other, 1) <= 1}
        swapped = {other for other in near - {word} if sorted(other) == sorted(word)}
        assert set(titles(corpus.search(f"{word}~"))) == near - swapped, word


def test_a_word_of_thousands_of_letters_is_near_to_one_that_is_a_letter_longer(
    corpus: Corpus, inbox: Path
) -> None:
    write_text(inbox / "a.txt", "x" * 3_000 + " y")
    corpus.add([inbox])
    assert corpus.search("x" * 2_999 + "~").total == 1
    assert corpus.search("x" * 2_998 + "~").total == 0
