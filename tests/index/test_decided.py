"""What was decided about an article holds in every search, and what its file says comes back with the undoing."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from corpora import everything, titles, write_lines, write_text

from index import Corpus, Decided, open_corpus
from index.catalog import database


def add(corpus: Corpus, inbox: Path) -> str:
    """Two articles; returns the id of the first."""
    write_lines(
        inbox / "a.jsonl",
        {"title": "Rockets", "text": "Five rockets fell.", "source": "Wire", "date": "2024-04-01"},
        {"title": "Ferries", "text": "Ferries sail again.", "source": "Courier", "date": "2024-04-02"},
    )
    corpus.add([inbox])
    return corpus.search("rockets").hits[0].id


def decide(corpus: Corpus, *decisions: Decided) -> int:
    changed = corpus.decide(lambda: decisions)
    corpus.catch_up()
    return changed


def test_decisions_hold_in_searches_lists_counts_and_the_article(corpus: Corpus, inbox: Path) -> None:
    id = add(corpus, inbox)
    changed = decide(
        corpus,
        Decided(id, "source", "Northmark Radio"),
        Decided(id, "published", "2024-05-03"),
        Decided(id, "title", "Shells"),
        Decided(id, "language", "ar"),
    )
    assert changed == 1
    article = corpus.article(id)
    assert (article.title, article.source, article.language) == ("Shells", "Northmark Radio", "ar")
    assert article.published is not None
    assert (article.published.value, article.published.precision) == ("2024-05-03", "day")
    for query in ("source:northmark", "title:shells", "lang:ar", "on:2024-05-03", "shells"):
        assert titles(corpus.search(query)) == ["Shells"], query
    for query in ("source:wire", "title:rockets", "on:2024-04-01"):
        assert titles(corpus.search(query)) == [], query
    assert everything(corpus) == ["Shells", "Ferries"]
    assert corpus.search("").facets["source"] == {"Northmark Radio": 1, "Courier": 1}


def test_without_the_decision_the_article_says_again_what_its_file_says(corpus: Corpus, inbox: Path) -> None:
    id = add(corpus, inbox)
    before = corpus.article(id)
    decide(corpus, Decided(id, "source", "X"), Decided(id, "title", "Y"), Decided(id, "published", "2020"))
    assert corpus.article(id) != before
    decide(corpus)
    assert corpus.article(id) == before
    assert titles(corpus.search("source:wire")) == ["Rockets"]
    assert decide(corpus) == 0


def test_adding_again_finds_a_decided_article_unchanged(corpus: Corpus, inbox: Path) -> None:
    id = add(corpus, inbox)
    decide(corpus, Decided(id, "source", "X"), Decided(id, "title", "Y"))
    report = corpus.add([inbox])
    assert (report.new, report.changed, report.same) == (0, 0, 2)
    write_lines(
        inbox / "a.jsonl",
        {"title": "Rockets", "text": "Five rockets fell.", "source": "Wire", "date": "2024-04-09"},
        {"title": "Ferries", "text": "Ferries sail again.", "source": "Courier", "date": "2024-04-02"},
    )
    report = corpus.add([inbox])
    assert (report.new, report.changed, report.same) == (0, 1, 1)
    article = corpus.article(id)
    assert (article.source, article.title) == ("X", "Y"), "the decision wins over what the file says now"
    assert article.published is not None
    assert article.published.value == "2024-04-09", "nothing was decided about the date"
    decide(corpus)
    assert corpus.article(id).source == "Wire"


def test_a_decision_holds_for_an_article_that_was_pruned_and_comes_again(corpus: Corpus, inbox: Path) -> None:
    id = add(corpus, inbox)
    decide(corpus, Decided(id, "source", "X"))
    content = (inbox / "a.jsonl").read_bytes()
    (inbox / "a.jsonl").unlink()
    corpus.add([inbox], prune=True)
    assert everything(corpus) == []
    (inbox / "a.jsonl").write_bytes(content)
    corpus.add([inbox])
    assert corpus.article(id).source == "X"


def test_a_decision_holds_when_the_file_has_another_text(corpus: Corpus, inbox: Path) -> None:
    first, second = "Five rockets fell on the base.", "Six rockets fell on the base, it is said now."
    path = write_text(inbox / "a.txt", first, title="Rockets", source="Wire", published="2024-04-01")
    corpus.add([inbox])
    old = corpus.search("rockets").hits[0].id
    decide(
        corpus,
        Decided(old, "source", "Radio"),
        Decided(old, "title", "Shells"),
        Decided(old, "language", "ar"),
    )
    write_text(path, second, title="Rockets", source="Wire", published="2024-04-02")
    corpus.add([inbox])
    (hit,) = corpus.search("source:radio title:shells lang:ar on:2024-04-02").hits
    assert hit.id != old
    report = corpus.add([inbox])
    assert (report.changed, report.same) == (0, 1)
    decide(corpus, Decided(old, "source", "Radio"), Decided(hit.id, "source", "Courier"))
    article = corpus.article(hit.id)
    assert (article.source, article.title) == ("Courier", "Rockets"), "what is about the newer one wins"
    decide(corpus)
    assert corpus.article(hit.id).source == "Wire"


def test_a_decision_stays_with_a_text_that_is_still_there(corpus: Corpus, inbox: Path) -> None:
    """Two outlets with the same words: what was said of one outlet is not said of the other one's new text."""
    text = "Five rockets fell on the base."
    write_text(inbox / "a.txt", text, title="Rockets", source="Wire", published="2024-04-01")
    other = write_text(inbox / "b.txt", text, title="Rockets", source="Courier", published="2024-04-02")
    corpus.add([inbox])
    old = corpus.search("rockets").hits[0].id
    decide(corpus, Decided(old, "source", "Radio"))
    write_text(other, "Six rockets fell, it is said now.", title="Rockets", source="Courier")
    corpus.add([inbox])
    assert [hit.source for hit in corpus.search("six").hits] == ["Courier"]
    assert corpus.article(old).source == "Radio"
    write_text(inbox / "a.txt", "Seven rockets fell.", title="Rockets", source="Wire")
    corpus.add([inbox])
    assert [hit.source for hit in corpus.search("seven").hits] == ["Radio"]
    assert [hit.source for hit in corpus.search("six").hits] == ["Courier"]


def test_a_new_text_in_the_file_of_a_removed_article_is_found(corpus: Corpus, inbox: Path) -> None:
    path = write_text(inbox / "a.txt", "Five rockets fell on the base.", title="Rockets")
    corpus.add([inbox])
    decide(corpus, Decided(corpus.search("rockets").hits[0].id, "removed", "yes"))
    write_text(path, "Six rockets fell on the base, it is said now.", title="Rockets")
    corpus.add([inbox])
    assert titles(corpus.search("six")) == ["Rockets"]


def test_of_two_that_hand_decisions_over_the_later_one_has_the_later_list(
    corpus: Corpus, inbox: Path, tmp_path: Path
) -> None:
    id = add(corpus, inbox)
    kept = [Decided(id, "title", "Shells")]
    handed: list[int] = []

    def listed() -> list[Decided]:
        """What is kept at this moment; while it is compared another process decides, and hands that over."""
        before = list(kept)
        if not handed:
            handed.append(0)
            kept[:] = [Decided(id, "title", "Mortars")]
            with open_corpus(corpus.path) as other:
                handed[0] = other.decide(lambda: list(kept))
        return before

    corpus.decide(listed)
    assert handed == [1]
    assert corpus.article(id).title == "Mortars"


def test_a_removed_article_is_found_nowhere_and_comes_back(corpus: Corpus, inbox: Path) -> None:
    id = add(corpus, inbox)
    decide(corpus, Decided(id, "removed", "yes"))
    assert everything(corpus) == ["Ferries"]
    assert titles(corpus.search("rockets")) == []
    assert corpus.newest([id]) == {}
    assert corpus.article(id).replaced_by == ""
    assert (corpus.status().articles, corpus.status().versions) == (1, 0)
    corpus.add([inbox])
    assert everything(corpus) == ["Ferries"], "adding again does not bring it back"
    decide(corpus)
    assert titles(corpus.search("rockets")) == ["Rockets"]


def test_outlet_and_date_are_those_of_the_copy_that_is_shown(corpus: Corpus, inbox: Path) -> None:
    """Two outlets with the same words stay two outlets; two files that say the same outlet are set together."""
    same = {"title": "Rockets", "text": "Five rockets fell."}
    write_lines(
        inbox / "a.jsonl",
        {**same, "source": "Wire", "date": "2024-04-01"},
        {**same, "source": "Wire", "date": "2024-04-03"},
        {**same, "source": "Courier", "date": "2024-04-02"},
    )
    corpus.add([inbox])
    (hit,) = corpus.search("rockets").hits
    decide(corpus, Decided(hit.id, "source", "Radio"))
    assert sorted(copy.source for copy in corpus.article(hit.id).copies) == ["Courier", "Radio", "Radio"]


def test_the_newest_version_of_each_article_is_known(corpus: Corpus, inbox: Path) -> None:
    path = write_text(inbox / "a.txt", "Five rockets fell on the base.")
    write_text(inbox / "b.txt", "Ferries sail again.")
    corpus.add([inbox])
    old = corpus.search("rockets").hits[0].id
    other = corpus.search("ferries").hits[0].id
    write_text(path, "Six rockets fell on the base, it is said now.")
    corpus.add([inbox])
    new = corpus.search("rockets").hits[0].id
    assert corpus.newest([old, other, new, "0" * 20]) == {old: new, other: other, new: new}


def test_a_catalogue_of_layout_1_keeps_its_articles_and_takes_decisions(tmp_path: Path, inbox: Path) -> None:
    folder = tmp_path / "old"
    with open_corpus(folder) as corpus:
        id = add(corpus, inbox)
    with closing(sqlite3.connect(folder / "corpus.db")) as db:
        later = (
            "decided",
            "stated_copies",
            "stated_titles",
            "name_keys",
            "names",
            "forms",
            "layers",
            "ruled",
            "spellings",
        )
        for table in later:
            db.execute(f"DROP TABLE {table}")
        db.execute("DELETE FROM meta WHERE key IN ('stamp', 'naming', 'ruling', 'tied')")
        db.execute("PRAGMA user_version = 1")
        db.commit()
    with open_corpus(folder) as corpus:
        assert titles(corpus.search("rockets")) == ["Rockets"]
        decide(corpus, Decided(id, "title", "Shells"))
        assert titles(corpus.search("rockets")) == ["Shells"]
        assert corpus.status().catalog_version == database.CATALOG_VERSION == 4


def test_outlets_and_their_articles_are_listed_as_written(corpus: Corpus, inbox: Path) -> None:
    id = add(corpus, inbox)
    assert corpus.sources() == ["Courier", "Wire"]
    assert corpus.numbers_from(["Wire", "nobody"]) == corpus.numbers([id])
    assert len(corpus.everything()) == 2
