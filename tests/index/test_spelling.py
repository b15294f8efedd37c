"""Claims about the spellings of names that articles have: known without asking, decided, and in searches."""

from __future__ import annotations

from pathlib import Path

import pytest
from corpora import titles, write_lines

from index import Corpus, open_corpus
from index.entities.model import Name, Ruled
from index.understanding.spelling import spellings

RECORDS = (
    {
        "title": "A",
        "text": "Prime Minister Mohammed Sudani met the police. Mohammed Sudani left.",
        "date": "2024-04-01",
    },
    {
        "title": "B",
        "text": "Prime Minister Mohamed Soudani met farmers. Mohamed Soudani left.",
        "date": "2024-04-02",
    },
    {"title": "C", "text": "Ferries sail again.", "date": "2024-04-03"},
)


@pytest.fixture
def named(corpus: Corpus, tmp_path: Path) -> Corpus:
    corpus.add([write_lines(tmp_path / "in.jsonl", *RECORDS)])
    assert corpus.read_for_names(workers=0) == 3
    return corpus


def found(corpus: Corpus, query: str, *, variants: bool = True) -> list[str]:
    return sorted(titles(corpus.search(query, variants=variants)))


def test_a_search_finds_a_name_as_other_articles_spell_it(named: Corpus) -> None:
    page = named.search("Sudani")
    assert (sorted(titles(page)), page.read_as) == (["A", "B"], "Sudani; also: Soudani")
    assert found(named, '"Mohamed Soudani"') == ["A", "B"]


def test_a_search_can_do_without_and_one_word_can_ask_for_them(named: Corpus) -> None:
    assert found(named, "Sudani", variants=False) == ["A"]
    assert found(named, "Sudani~", variants=False) == ["A", "B"]
    assert "also: Soudani" in named.search("sudani~", variants=False).read_as


def test_they_are_there_in_the_next_process(named: Corpus) -> None:
    with open_corpus(named.path) as again:
        assert found(again, "soudani") == ["A", "B"]


def test_a_corpus_that_was_not_read_for_names_knows_none(corpus: Corpus, tmp_path: Path) -> None:
    corpus.add([write_lines(tmp_path / "in.jsonl", *RECORDS)])
    assert (found(corpus, "Sudani"), corpus.search("sudani").read_as) == (["A"], "sudani")


def test_who_says_that_two_are_two_takes_the_spelling_away(named: Corpus) -> None:
    rulings = [Ruled("split", str(Name("person", "Mohamed Soudani")))]
    named.rule(lambda: rulings)
    assert found(named, '"Mohammed Sudani"') == ["A"]
    assert found(named, '"Mohamed Soudani"') == ["B"]
    named.rule(list)
    assert found(named, '"Mohammed Sudani"') == ["A", "B"]


def test_who_says_that_two_are_one_gives_one(named: Corpus) -> None:
    merged = Ruled("merged", str(Name("person", "Mohammed Sudani")), str(Name("person", "Old Ferries")))
    named.rule(lambda: [merged, Ruled("merged", "nonsense", "")])
    assert list(named.entities.variants("old ferries")) == ["Mohammed Sudani"]
    assert "Old Ferries" in named.entities.variants("Mohammed  SUDANI")


def test_decisions_are_read_once_and_not_for_each_word_of_a_search(named: Corpus) -> None:
    merged = Ruled("merged", str(Name("person", "Mohammed Sudani")), str(Name("person", "Old Ferries")))
    named.rule(lambda: [merged])
    asked: list[str] = []
    named._catalog._db().set_trace_callback(asked.append)

    def times_read() -> int:
        asked.clear()
        assert "also: Mohammed Sudani" in named.search('"old ferries" police farmers sail', limit=0).read_as
        return sum("FROM ruled" in each for each in asked)

    assert [times_read(), times_read()] == [1, 0]
    with open_corpus(named.path) as another:
        another.rule(lambda: [Ruled("ignored", "person:Nobody"), merged])
    assert times_read() == 1


def test_what_a_kill_left_untied_is_tied_the_next_time(
    corpus: Corpus, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    corpus.add([write_lines(tmp_path / "in.jsonl", *RECORDS)])

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr("index.understanding.entities.tie_short_forms", killed)
        corpus.read_for_names(workers=0)
    assert (corpus.unread(), found(corpus, "sudani")) == (0, ["A"])
    assert corpus.read_for_names(workers=0) == 0
    assert found(corpus, "sudani") == ["A", "B"]


def test_a_name_is_looked_for_without_its_article() -> None:
    found = spellings([[(Name("person", "Shia al-Sudani"), 3), (Name("person", "Shia es-Soudani"), 1)]])
    assert found["sudani"] == ("Soudani",)
    assert found["al sudani"] == ("es-Soudani",)


def test_words_are_paired_in_names_of_people_alone() -> None:
    people = [(Name("person", "Ali Hassan"), 3), (Name("person", "Aly Hasan"), 9), (Name("person", "Aly"), 0)]
    bodies = [(Name("organisation", "Wire Corps"), 1), (Name("organisation", "Wyre Corps"), 1)]
    assert spellings([people, bodies]) == {
        "ali hassan": ("Aly Hasan",),
        "ali": ("Aly",),
        "hassan": ("Hasan",),
        "aly hasan": ("Ali Hassan",),
        "aly": ("Ali",),
        "hasan": ("Hassan",),
        "wire corps": ("Wyre Corps",),
        "wyre corps": ("Wire Corps",),
    }
