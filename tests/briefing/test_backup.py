"""Backups: whole or not at all, seven a week by themselves, and the way back keeps what was there."""

from __future__ import annotations

import os
import sqlite3
import stat
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest

from briefing.casebook import Casebook, open_casebook
from briefing.casebook.backup import KEPT, back_up, back_up_daily, restore
from briefing.casebook.layout import MIGRATIONS
from briefing.casebook.store import open_store
from briefing.errors import BriefingError, WorkspaceError
from briefing.workspace import Workspace
from index.model import Article
from index.text import article_id


def make_article(text: str = "Six rockets fell.") -> Article:
    return Article(1, article_id("", text), "Rockets", False, text, "en", ())


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return Workspace(tmp_path / "ws").make()


def write(workspace: Workspace, *bodies: str) -> None:
    with open_casebook(workspace) as casebook:
        for body in bodies:
            casebook.add_note(make_article(), body)


def bodies(workspace: Workspace) -> list[str]:
    with open_casebook(workspace) as casebook:
        return [note.body for note in casebook.notes()]


def test_a_backup_brings_every_note_back_and_keeps_what_was_there(
    workspace: Workspace, tmp_path: Path
) -> None:
    write(workspace, "one", "two")
    assert back_up(workspace, tmp_path / "b.db") == 2
    assert stat.S_IMODE((tmp_path / "b.db").stat().st_mode) == 0o600
    write(workspace, "three")
    notes, kept = restore(workspace, tmp_path / "b.db")
    assert notes == 2
    assert bodies(workspace) == ["one", "two"]
    assert kept is not None
    restore(workspace, kept)
    assert bodies(workspace) == ["one", "two", "three"]


def test_a_backup_can_be_taken_while_somebody_writes(workspace: Workspace, tmp_path: Path) -> None:
    with open_casebook(workspace) as casebook:
        casebook.add_note(make_article(), "kept")
        with casebook._store.writing() as connection:
            connection.execute("DELETE FROM notes")
            assert back_up(workspace, tmp_path / "b.db") == 1


def test_an_open_reader_sees_what_was_brought_back(workspace: Workspace, tmp_path: Path) -> None:
    write(workspace, "one")
    back_up(workspace, tmp_path / "b.db")
    with open_casebook(workspace) as reader:
        reader.add_note(make_article(), "two")
        before = reader.changes()
        restore(workspace, tmp_path / "b.db")
        assert reader.changes() != before
        assert [note.body for note in reader.notes()] == ["one"]
        reader.add_note(make_article(), "three")
    assert bodies(workspace) == ["one", "three"]


def test_a_backup_is_brought_back_into_an_empty_workspace(workspace: Workspace, tmp_path: Path) -> None:
    write(workspace, "one")
    back_up(workspace, tmp_path / "b.db")
    other = Workspace(tmp_path / "other").make()
    assert restore(other, tmp_path / "b.db") == (1, None)
    assert bodies(other) == ["one"]


def test_a_damaged_casebook_is_kept_as_it_is_and_replaced(workspace: Workspace, tmp_path: Path) -> None:
    write(workspace, "one")
    back_up(workspace, tmp_path / "b.db")
    workspace.casebook_path.write_bytes(b"not a database" * 1_000)
    notes, kept = restore(workspace, tmp_path / "b.db")
    assert (notes, bodies(workspace)) == (1, ["one"])
    assert kept is not None
    assert kept.read_bytes() == b"not a database" * 1_000


def test_an_older_layout_is_brought_up_to_date(workspace: Workspace, tmp_path: Path) -> None:
    with open_store(tmp_path / "old.db", MIGRATIONS[:2]) as store, store.writing() as connection:
        article, time = make_article(), "2024-01-01T00:00:00Z"
        connection.execute("INSERT INTO evidence VALUES (?, 't', 'text', '[]', ?)", (article.id, time))
        connection.execute(
            "INSERT INTO notes VALUES (1, '0123456789ab', ?, 'old', NULL, NULL, NULL, NULL, NULL, ?, ?, NULL)",
            (article.id, time, time),
        )
    write(workspace, "new")
    restore(workspace, tmp_path / "old.db")
    assert bodies(workspace) == ["old"]


@pytest.mark.parametrize("content", [b"", b"text", b"SQLite format 3\0" + bytes(5_000)])
def test_what_is_no_casebook_is_refused_and_nothing_changes(
    workspace: Workspace, tmp_path: Path, content: bytes
) -> None:
    write(workspace, "one")
    (tmp_path / "b.db").write_bytes(content)
    with pytest.raises(WorkspaceError, match=r"cannot use .*b.db as a casebook"):
        restore(workspace, tmp_path / "b.db")
    assert bodies(workspace) == ["one"]


def test_another_database_a_newer_one_and_a_missing_one_are_refused(
    workspace: Workspace, tmp_path: Path
) -> None:
    write(workspace, "one")
    with closing(sqlite3.connect(tmp_path / "theirs.db")) as db:
        db.execute("CREATE TABLE notes (deleted)")
    with pytest.raises(WorkspaceError, match="it is not one"):
        restore(workspace, tmp_path / "theirs.db")
    back_up(workspace, tmp_path / "new.db")
    with closing(sqlite3.connect(tmp_path / "new.db")) as db:
        db.execute("PRAGMA user_version = 99")
    with pytest.raises(WorkspaceError, match="a newer Briefing wrote it"):
        restore(workspace, tmp_path / "new.db")
    with pytest.raises(WorkspaceError, match="there is no such file"):
        restore(workspace, tmp_path / "missing.db")
    assert bodies(workspace) == ["one"]


def test_a_file_that_is_there_is_not_replaced(workspace: Workspace, tmp_path: Path) -> None:
    write(workspace, "one")
    (tmp_path / "b.db").write_text("mine")
    with pytest.raises(BriefingError, match="it is there already"):
        back_up(workspace, tmp_path / "b.db")
    assert (tmp_path / "b.db").read_text() == "mine"
    with pytest.raises(WorkspaceError, match="it is not there"):
        back_up(workspace, tmp_path / "no folder" / "b.db")
    with pytest.raises(BriefingError, match="nothing to back up"):
        back_up(Workspace(tmp_path / "empty").make(), tmp_path / "c.db")


def test_daily_backups_are_kept_seven_deep_and_made_once_a_day(workspace: Workspace) -> None:
    assert back_up_daily(workspace, date(2024, 4, 1)) is None, "nothing was written yet"
    for number in range(10):
        write(workspace, f"note {number}")
        day = date(2024, 4, 1) + timedelta(number)
        assert back_up_daily(workspace, day) is not None
        assert back_up_daily(workspace, day) is None
    kept = sorted(path.name for path in workspace.backups_path.iterdir())
    assert kept == [f"casebook-2024-04-{day:02}.db" for day in range(4, 11)]
    assert len(kept) == KEPT
    restore(workspace, workspace.backups_path / kept[0])
    assert len(bodies(workspace)) == 4


def test_a_backup_that_a_kill_left_half_made_is_taken_away(workspace: Workspace) -> None:
    write(workspace, "one")
    workspace.backups_path.mkdir()
    left, fresh = (workspace.backups_path / f".casebook-2024-04-01.db.{number}-1.part" for number in (1, 2))
    left.write_bytes(b"half")
    fresh.write_bytes(b"being made")
    os.utime(left, (0, 0))
    assert back_up_daily(workspace, date(2024, 4, 2)) is not None
    assert (left.exists(), fresh.exists()) == (False, True)


def test_a_backup_that_cannot_be_written_leaves_no_part_of_itself(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(workspace, "one")
    monkeypatch.setattr("os.fsync", lambda handle: (_ for _ in ()).throw(OSError(28, "No space left")))
    with pytest.raises(WorkspaceError, match="the disk is full"):
        back_up(workspace, tmp_path / "b.db")
    assert [path.name for path in tmp_path.iterdir() if "b.db" in path.name] == []


def test_what_was_undone_can_be_made_again_after_the_way_back(workspace: Workspace, tmp_path: Path) -> None:
    write(workspace, "one")
    with open_casebook(workspace) as casebook:
        casebook.undo()
    back_up(workspace, tmp_path / "b.db")
    restore(workspace, tmp_path / "b.db")
    with open_casebook(workspace) as casebook:
        assert isinstance(casebook, Casebook)
        assert casebook.redo() == "note written: one"
