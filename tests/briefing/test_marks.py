"""Marks on articles and the history of searches: cheap, shared by readers, and added to casebooks that exist."""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from briefing.casebook import LAYOUT, MOST_SEARCHES, Casebook, Mark, make_anchor, marks, open_casebook
from briefing.casebook.store import MIGRATIONS, open_store
from briefing.errors import WorkspaceError
from briefing.workspace import Workspace
from index.model import Article, Copy, Origin, Span
from index.text import article_id

TEXT = "Six rockets fell on the base."
COPY = Copy("Wire", "", None, "", "en", Origin("/data/a.txt"), "ab" * 32, "2024-05-01T10:00:00Z")
ARTICLE = Article(1, article_id("Rockets", TEXT), "Rockets", False, TEXT, "en", (COPY,))


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return Workspace(tmp_path / "ws").make()


@pytest.fixture
def casebook(workspace: Workspace) -> Iterator[Casebook]:
    with open_casebook(workspace) as opened:
        yield opened


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Each look at the clock is a minute later."""
    minutes = iter(range(60))
    monkeypatch.setattr(marks, "now", lambda: f"2024-05-01T10:{next(minutes):02}:00Z")
    return


# Marks


def test_what_was_opened_and_reviewed_is_known_after_a_restart(workspace: Workspace) -> None:
    with open_casebook(workspace) as casebook:
        assert casebook.marks() == {}
        casebook.mark_opened("a")
        casebook.mark_reviewed("b", True)
    with open_casebook(workspace) as casebook:
        found = casebook.marks()
    assert set(found) == {"a", "b"}
    assert found["a"].opened.endswith("Z")
    assert (found["a"].reviewed, found["b"].opened) == ("", "")


def test_the_marks_of_a_list_are_those_of_its_articles_alone(casebook: Casebook) -> None:
    for article in "abc":
        casebook.mark_opened(article)
    assert set(casebook.marks(["c", "a", "never opened"])) == {"a", "c"}
    assert casebook.marks([]) == {}


@pytest.mark.usefixtures("clock")
def test_the_first_time_counts_and_a_tick_can_be_taken_back(casebook: Casebook) -> None:
    casebook.mark_opened("a")
    casebook.mark_opened("a")
    casebook.mark_reviewed("a", True)
    first = casebook.marks()["a"]
    assert first == Mark("2024-05-01T10:00:00Z", "2024-05-01T10:01:00Z")
    casebook.mark_reviewed("a", True)
    assert casebook.marks() == {"a": first}
    casebook.mark_reviewed("a", False)
    assert casebook.marks() == {"a": Mark(first.opened)}
    casebook.mark_reviewed("b", True)
    casebook.mark_reviewed("b", False)
    casebook.mark_reviewed("c", False)
    assert set(casebook.marks()) == {"a"}


def test_two_readers_see_each_others_marks_and_searches(workspace: Workspace) -> None:
    with open_casebook(workspace) as one, open_casebook(workspace) as other:
        one.mark_opened("a")
        other.mark_reviewed("a", True)
        assert one.marks() == other.marks()
        assert one.marks()["a"].opened
        assert one.marks()["a"].reviewed
        one.remember_search("rockets")
        other.remember_search("base")
        assert one.searches() == other.searches() == ("base", "rockets")


def test_opening_an_article_again_writes_nothing(workspace: Workspace) -> None:
    with open_casebook(workspace) as casebook:
        casebook.mark_opened("a")
        casebook.remember_search("rockets")
        with closing(sqlite3.connect(workspace.casebook_path)) as other:
            other.execute("BEGIN IMMEDIATE")  # whoever writes now would wait
            began = time.monotonic()
            casebook.mark_opened("a")
            casebook.remember_search("rockets")
            assert time.monotonic() - began < 1


def test_marks_from_many_threads_are_all_kept(casebook: Casebook) -> None:
    def mark(thread: int) -> None:
        for number in range(10):
            casebook.mark_opened(f"{thread}-{number}")
            casebook.mark_reviewed(f"{thread}-{number}", number % 2 == 0)
            casebook.remember_search(f"search {thread} {number}")
            casebook.marks()

    threads = [threading.Thread(target=mark, args=(number,)) for number in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    found = casebook.marks()
    assert len(found) == len(casebook.searches()) == 50
    assert sum(bool(mark.reviewed) for mark in found.values()) == 25


def test_a_mark_that_the_disk_does_not_take_is_a_sentence(workspace: Workspace, casebook: Casebook) -> None:
    casebook._store._connection.execute("PRAGMA busy_timeout = 10")
    with closing(sqlite3.connect(workspace.casebook_path)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(WorkspaceError, match="another Briefing has held it"):
            casebook.mark_opened("a")
    assert casebook.marks() == {}


# Searches


def test_searches_come_back_the_newest_first_and_each_once(casebook: Casebook) -> None:
    for text in ("rockets", "base", "", "  ", "rockets ", "\x1b[31mbase\n north", "rockets"):
        casebook.remember_search(text)
    assert casebook.searches() == ("rockets", "base north", "base")


def test_so_many_searches_are_kept_and_no_more(casebook: Casebook) -> None:
    for number in range(MOST_SEARCHES + 3):
        casebook.remember_search(f"search {number}")
    found = casebook.searches()
    assert len(found) == MOST_SEARCHES
    assert (found[0], found[-1]) == (f"search {MOST_SEARCHES + 2}", "search 3")


def test_forgotten_searches_stand_nowhere_in_the_files(workspace: Workspace) -> None:
    def on_disk() -> bytes:
        return b"".join(path.read_bytes() for path in workspace.path.glob("casebook*"))

    with open_casebook(workspace) as casebook:
        casebook.add_note(ARTICLE, "kept", Span(4, 11))
        for number in range(100):
            casebook.remember_search(f"zanzibar {number}")
        assert b"zanzibar" in on_disk()
        casebook.forget_searches()
        assert casebook.searches() == ()
        assert b"zanzibar" not in on_disk()
        casebook.remember_search("after")
        assert casebook.searches() == ("after",)
        assert [note.body for note in casebook.notes()] == ["kept"]


# Casebooks of before


@pytest.mark.parametrize("layout", range(1, LAYOUT))
def test_a_casebook_of_an_older_layout_keeps_its_notes_and_gets_what_is_new(
    workspace: Workspace, layout: int
) -> None:
    time = "2024-01-01T00:00:00Z"
    with open_store(workspace.casebook_path, MIGRATIONS[:layout]) as store, store.writing() as connection:
        connection.execute(
            "INSERT INTO evidence VALUES (?, ?, ?, '[]', ?)", (ARTICLE.id, ARTICLE.title, TEXT, time)
        )
        connection.execute(
            'INSERT INTO notes (number, id, article_id, body, exact, prefix, suffix, "start", "end", created,'
            " changed, deleted) VALUES (1, '0123456789ab', ?, 'Who counted?', ?, ?, ?, 4, 11, ?, ?, NULL)",
            (ARTICLE.id, TEXT[4:11], TEXT[:4], TEXT[11:43], time, time),
        )
        if layout >= 3:
            connection.execute("UPDATE notes SET words = folded(body)")
    with open_casebook(workspace) as casebook:
        (note,) = casebook.notes(ARTICLE.id)
        assert (note.id, note.body, note.anchor) == (
            "0123456789ab",
            "Who counted?",
            make_anchor(TEXT, Span(4, 11)),
        )
        assert (note.tags, note.grade, note.marking, note.version) == ((), None, "", 1)
        assert casebook.evidence(ARTICLE.id).text == TEXT
        assert casebook.notes_saying("counted") == {note.id}, "notes of before are found too"
        assert (casebook.marks(), casebook.searches(), casebook.undo()) == ({}, (), None)
        casebook.mark_opened(ARTICLE.id)
        assert set(casebook.marks()) == {ARTICLE.id}
        casebook.change_note(note.id, "Who counted them?")
        assert casebook.undo() == "note changed: Who counted them?"
        assert casebook.note(note.id).body == "Who counted?"
    (backup,) = workspace.path.glob(f"casebook-layout{layout}-*.backup.db")
    with closing(sqlite3.connect(backup)) as before:
        assert before.execute("PRAGMA user_version").fetchone() == (layout,)
        assert before.execute("SELECT body FROM notes").fetchall() == [("Who counted?",)]
    with closing(sqlite3.connect(workspace.casebook_path)) as now:
        assert now.execute("PRAGMA user_version").fetchone() == (LAYOUT,) == (len(MIGRATIONS),)


def test_a_step_of_before_makers_were_kept_is_nobodys_and_can_be_taken_back(workspace: Workspace) -> None:
    with open_store(workspace.casebook_path, MIGRATIONS[:3]) as store, store.writing() as connection:
        time = "2024-01-01T00:00:00Z"
        connection.execute("INSERT INTO steps (time, said, sitting) VALUES (?, 'graded 2', '')", (time,))
        connection.execute(
            "INSERT INTO decisions VALUES ('credibility', ?, ?, '2', '', ?)", (ARTICLE.id, ARTICLE.id, time)
        )
        connection.execute("INSERT INTO step_changes VALUES (1, 'credibility', ?, '{}', '{}')", (ARTICLE.id,))
    with open_casebook(workspace) as casebook:
        last = casebook.last_step()
        assert last is not None
        assert (last.said, last.made_here) == ("graded 2", False)
        assert casebook.undo() == "graded 2"
        assert casebook.grades().credibility(ARTICLE.id) == ""
