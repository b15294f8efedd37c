"""Claims about decisions that are made while another program holds the corpus: they are kept, and shown later."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from told import Briefing, id_of, names, workspace

from index.catalog import database


@contextmanager
def held(path: Path) -> Iterator[None]:
    """A file of SQLite that another program is writing to."""
    with closing(sqlite3.connect(path)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits here for another program."""
    monkeypatch.setattr(database, "_BUSY_MS", 50)


def corpus_file() -> Path:
    return workspace() / "corpus.db"


def test_what_is_decided_while_the_corpus_is_held_is_kept_and_said_to_be(named: Briefing) -> None:
    with held(corpus_file()):
        outcome = named("entity", "ignore", "Baghdad")
        assert (outcome.code, outcome.out) == (
            0,
            "Baghdad (place, 3 times in 3 articles) is not an entity. briefing undo takes it back.\n",
        )
        said = " ".join(outcome.err.split())
        assert "What was decided is kept and not shown yet: cannot use" in said
        assert "database is locked" in said
        merged = named("entity", "split", "mohammed shia al-soudani")
    assert "Baghdad" not in names(named("entities", "--json"))
    assert "Baghdad is not an entity" in named("entity", "decisions").out
    # what comes behind a decision that is not handed over yet is refused, with nothing decided
    assert (merged.code, merged.out) == (3, "")
    assert "Nothing more was decided." in " ".join(merged.err.split())


def test_what_could_not_be_handed_over_is_shown_by_whatever_shows_names(named: Briefing) -> None:
    id = id_of(named, "Cell speaks")
    shown = {
        ("entities",): "Baghdad",
        ("entity", "decisions"): "",
        ("entity", "smc"): "Security Media Cell",
        ("said", id): "SMC",
        ("search", "entity:baghdad", "--ids"): id,
    }
    for command, words in shown.items():
        with held(corpus_file()):
            assert named("entity", "rename", "smc", "The Cell").code == 0
            late = named(*command)
            assert (late.code, words in late.out) == (0, True), command
            assert ("not shown yet" in late.err) is (command != ("entity", "decisions")), command
        assert named(*command).code == 0
        assert "not shown yet" not in named(*command).err
        assert "The Cell" in named("entity", "smc").out
        named("undo")


def test_a_date_that_is_set_while_the_corpus_is_held_is_kept(named: Briefing) -> None:
    id = id_of(named, "Cell speaks")
    with held(corpus_file()):
        outcome = named("moment", "set", id, "Monday", "2024-03-04")
        assert (outcome.code, "kept and not shown yet" in outcome.err.replace("\n", " ")) == (0, True)
        assert "Mon 4 Mar 2024" not in named("moment", "list", id).out
    assert "Mon 4 Mar 2024" in named("moment", "list", id).out


def test_what_is_undone_while_the_corpus_is_held_is_undone_once(named: Briefing) -> None:
    named("entity", "ignore", "Kestrel Brigade")
    named("entity", "ignore", "Baghdad")
    with held(corpus_file()):
        outcome = named("undo")
        assert (outcome.code, outcome.out) == (0, "Undone: Baghdad is not an entity.\n")
        assert "What was decided is kept and not shown yet" in outcome.err.replace("\n", " ")
    shown = names(named("entities", "--json"))
    assert ("Baghdad" in shown, "Kestrel Brigade" in shown) == (True, False)


def test_what_is_set_of_an_article_while_the_corpus_is_held_is_kept(named: Briefing) -> None:
    id = id_of(named, "Cell speaks")
    with held(corpus_file()):
        outcome = named("article", "set", id, "--title", "The cell", "--source", "Herald")
        assert (outcome.code, outcome.out) == (0, "Herald · The cell. briefing undo takes it back.\n")
        assert "What was decided is kept and not shown yet" in outcome.err.replace("\n", " ")
    named("grade", id, "2")
    named("article", "set", id, "--lang", "en")
    assert "The cell" in named("show", id).out
    for _ in range(3):
        named("undo")
    assert "Cell speaks" in named("show", id).out
