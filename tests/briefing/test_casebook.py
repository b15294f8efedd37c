"""The casebook: what the analyst wrote is on the disk, whole, or a sentence says why not."""

from __future__ import annotations

import os
import sqlite3
import stat
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from briefing.casebook import Casebook, ChangedMeanwhileError, open_casebook
from briefing.casebook.store import MIGRATIONS, open_store
from briefing.errors import BriefingError, UsageError, WorkspaceError
from briefing.workspace import Workspace
from index.model import Article, Copy, Origin, Published, Span
from index.text import article_id

ROOT = Path(__file__).resolve().parents[2]


def make_article(text: str = "Six rockets fell on the base.", title: str = "Rockets") -> Article:
    copies = (
        Copy("Courier", "A. Writer", Published("2024-04-22", "day"), "https://c.example/1", "en",
             Origin("/data/with\udcffbyte.txt", "3"), "ab" * 32, "2024-05-01T10:00:00Z"),
        Copy("", "", None, "", "", Origin("/data/b.txt", "", True), "cd" * 32, "2024-05-01T10:00:00Z"),
    )  # fmt: skip
    return Article(1, article_id(title, text), title, False, text, "en", copies)


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return Workspace(tmp_path / "ws").make()


@pytest.fixture
def casebook(workspace: Workspace) -> Iterator[Casebook]:
    with open_casebook(workspace) as opened:
        yield opened


def test_a_note_on_a_passage_is_still_there_after_closing(workspace: Workspace) -> None:
    article = make_article()
    with open_casebook(workspace) as casebook:
        written = casebook.add_note(article, "Who counted?", Span(4, 11))
    with open_casebook(workspace) as casebook:
        assert casebook.notes() == [written]
    assert written.anchor is not None
    assert written.anchor.exact == "rockets"
    assert written.article == article.id
    assert written.created == written.changed
    assert written.created.endswith("Z")


def test_a_note_on_the_whole_article_has_no_anchor(casebook: Casebook) -> None:
    assert casebook.add_note(make_article(), "Read again.").anchor is None


def test_the_first_note_keeps_the_article_with_its_copies(casebook: Casebook) -> None:
    article = make_article()
    casebook.add_note(article, "one")
    evidence = casebook.evidence(article.id)
    assert (evidence.title, evidence.text) == (article.title, article.text)
    assert evidence.copies == article.copies, "also a path with bytes that are no text"
    assert casebook.titles() == {article.id: "Rockets"}


def test_evidence_stays_as_it_was_taken_when_copies_are_added_later(casebook: Casebook) -> None:
    article = make_article()
    casebook.add_note(article, "one")
    later = Article(1, article.id, article.title, False, article.text, "en", article.copies[:1])
    casebook.add_note(later, "two")
    assert casebook.evidence(article.id).copies == article.copies


@pytest.mark.parametrize("change", ["UPDATE evidence SET text = 'other'", "DELETE FROM evidence"])
def test_no_statement_can_change_evidence(workspace: Workspace, casebook: Casebook, change: str) -> None:
    casebook.add_note(make_article(), "one")
    with (
        closing(sqlite3.connect(workspace.casebook_path)) as other,
        pytest.raises(sqlite3.IntegrityError, match="evidence never"),
    ):
        other.execute(change)


def test_evidence_of_an_article_without_a_note_is_said_to_be_missing(casebook: Casebook) -> None:
    with pytest.raises(BriefingError, match="no evidence"):
        casebook.evidence("0" * 20)


def test_changing_a_note_keeps_its_place_and_its_birth(casebook: Casebook) -> None:
    written = casebook.add_note(make_article(), "first", Span(0, 3))
    changed = casebook.change_note(written.id[:6], "second")
    assert changed.body == "second"
    assert (changed.id, changed.anchor, changed.created) == (written.id, written.anchor, written.created)
    assert casebook.note(written.id) == changed


def test_a_deleted_note_is_out_of_sight_and_its_evidence_stays(casebook: Casebook) -> None:
    article = make_article()
    written = casebook.add_note(article, "first")
    casebook.delete_note(written.id[:6])
    assert casebook.notes() == casebook.notes(article.id) == []
    assert casebook.noted() == {}
    with pytest.raises(BriefingError, match="there is no note"):
        casebook.note(written.id)
    assert casebook.evidence(article.id).text == article.text


def test_words_that_somebody_else_wrote_in_the_meantime_are_not_replaced(workspace: Workspace) -> None:
    with open_casebook(workspace) as mine, open_casebook(workspace) as theirs:
        note = mine.add_note(make_article(), "one")
        theirs.change_note(note.id, "one, theirs", version=1)
        with pytest.raises(ChangedMeanwhileError):
            mine.change_note(note.id, "one, mine", version=1)
        assert mine.note(note.id).body == "one, theirs"
        theirs.delete_note(note.id)
        with pytest.raises(ChangedMeanwhileError):
            mine.change_note(note.id, "one, mine", version=1)


def test_notes_of_an_article_come_in_the_order_of_its_text(casebook: Casebook) -> None:
    article, other = make_article(), make_article("Another text.")
    bodies = [("late", Span(12, 16)), ("early", Span(0, 3)), ("whole", None)]
    for body, span in bodies:
        casebook.add_note(article, body, span)
    casebook.add_note(other, "elsewhere")
    assert [note.body for note in casebook.notes(article.id)] == ["whole", "early", "late"]
    assert [note.body for note in casebook.notes()] == ["late", "early", "whole", "elsewhere"]
    assert casebook.noted() == {article.id: 3, other.id: 1}


def test_an_unknown_id_is_a_sentence(casebook: Casebook) -> None:
    for id in ("abc", "", "%", "'; DROP TABLE notes"):
        with pytest.raises(BriefingError, match="there is no note"):
            casebook.note(id)


def test_an_id_that_fits_two_notes_names_both(casebook: Casebook) -> None:
    seen: dict[str, str] = {}
    while True:
        note = casebook.add_note(make_article(), "body")
        if note.id[0] in seen:
            break
        seen[note.id[0]] = note.id
    with pytest.raises(BriefingError) as caught:
        casebook.note(note.id[0])
    assert note.id in caught.value.message
    assert seen[note.id[0]] in caught.value.message


@pytest.mark.parametrize("body", ["", "  \n ", "\x1b[2J", "\u202e\u200b"])
def test_a_note_without_words_is_refused(casebook: Casebook, body: str) -> None:
    with pytest.raises(UsageError):
        casebook.add_note(make_article(), body)
    assert casebook.notes() == []


def test_what_could_drive_a_terminal_is_taken_out_of_a_note(casebook: Casebook) -> None:
    assert (
        casebook.add_note(make_article(), "red\x1b]52;c;x\x07 \u202egreen\r\nblue").body
        == "red]52;c;x green\nblue"
    )


def test_a_span_outside_the_text_keeps_neither_note_nor_evidence(casebook: Casebook) -> None:
    with pytest.raises(ValueError, match="no passage"):
        casebook.add_note(make_article(), "body", Span(0, 1000))
    assert casebook.titles() == {}


def test_the_file_and_its_journals_are_for_the_owner_only_under_any_umask(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        workspace = Workspace(tmp_path / "ws").make()
        with open_casebook(workspace) as casebook:
            casebook.add_note(make_article(), "body")
            files = sorted(path.name for path in workspace.path.iterdir())
            modes = {stat.S_IMODE(path.stat().st_mode) for path in workspace.path.iterdir()}
    finally:
        os.umask(before)
    assert files == ["casebook.db", "casebook.db-shm", "casebook.db-wal"]
    assert modes == {0o600}
    assert stat.S_IMODE(workspace.path.stat().st_mode) == 0o700


def test_each_change_is_on_the_disk_before_it_returns(workspace: Workspace) -> None:
    with open_store(workspace.casebook_path) as store, store.writing() as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone()[0] == "wal"
        assert connection.execute("PRAGMA synchronous").fetchone()[0] == 2
        assert connection.execute("PRAGMA foreign_keys").fetchone()[0] == 1
        assert connection.execute("PRAGMA busy_timeout").fetchone()[0] == 5000


def test_a_note_survives_a_kill_right_after_it_was_written(workspace: Workspace) -> None:
    script = (
        "import os, signal, sys\n"
        "from pathlib import Path\n"
        "from briefing.casebook import open_casebook\n"
        "from briefing.workspace import Workspace\n"
        "from index.model import Article\n"
        "casebook = open_casebook(Workspace(Path(sys.argv[1])))\n"
        "casebook.add_note(Article(1, 'a' * 20, 'T', False, 'text', '', ()), 'kept')\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    subprocess.run([sys.executable, "-c", script, workspace.path], cwd=ROOT, check=False)
    with open_casebook(workspace) as casebook:
        assert [note.body for note in casebook.notes()] == ["kept"]


def test_processes_that_open_a_new_casebook_at_once_all_keep_their_notes(workspace: Workspace) -> None:
    script = (
        "import sys\n"
        "from pathlib import Path\n"
        "from briefing.casebook import open_casebook\n"
        "from briefing.workspace import Workspace\n"
        "from index.model import Article\n"
        "sys.stdin.read()\n"
        "with open_casebook(Workspace(Path(sys.argv[1]))) as casebook:\n"
        "    for number in range(5):\n"
        "        casebook.add_note(Article(1, 'a' * 20, 'T', False, 'text', '', ()), f'note {number}')\n"
    )
    processes = [
        subprocess.Popen([sys.executable, "-c", script, workspace.path], cwd=ROOT, stdin=subprocess.PIPE)
        for _ in range(6)
    ]
    for process in processes:
        assert process.stdin is not None
        process.stdin.close()
    assert [process.wait() for process in processes] == [0] * 6
    with open_casebook(workspace) as casebook:
        assert casebook.noted() == {"a" * 20: 30}


def test_a_transaction_that_fails_half_way_leaves_nothing(workspace: Workspace) -> None:
    with open_casebook(workspace) as casebook:
        casebook.add_note(make_article(), "kept")
    store = open_store(workspace.casebook_path)

    def fail() -> None:
        with store.writing() as connection:
            connection.execute("DELETE FROM notes")
            raise ZeroDivisionError

    with store, pytest.raises(ZeroDivisionError):
        fail()
    with open_casebook(workspace) as casebook:
        assert [note.body for note in casebook.notes()] == ["kept"]


def test_threads_and_two_open_casebooks_lose_no_note(workspace: Workspace) -> None:
    article = make_article()
    with open_casebook(workspace) as first, open_casebook(workspace) as second:

        def write(casebook: Casebook, name: str) -> None:
            for number in range(20):
                casebook.add_note(article, f"{name} {number}")

        threads = [
            threading.Thread(target=write, args=(casebook, f"{name}{n}"))
            for name, casebook in (("first", first), ("second", second))
            for n in range(2)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len({note.body for note in first.notes()}) == 80
        assert second.noted() == {article.id: 80}


@pytest.mark.parametrize(
    "values",
    [
        "'short', :article, 'b', NULL, NULL, NULL, NULL, NULL, :time, :time",
        "'0123456789ab', :article, '', NULL, NULL, NULL, NULL, NULL, :time, :time",
        "'0123456789ab', :article, 'b', 'abc', '', '', 0, 2, :time, :time",
        "'0123456789ab', :article, 'b', 'abc', NULL, '', 0, 3, :time, :time",
        "'0123456789ab', :article, 'b', NULL, NULL, NULL, NULL, NULL, 'today', :time",
        "'0123456789ab', 'nobody', 'b' || :article, NULL, NULL, NULL, NULL, NULL, :time, :time",
    ],
)
def test_the_file_itself_refuses_broken_notes(workspace: Workspace, values: str) -> None:
    article = make_article()
    given = {"article": article.id, "time": "2024-01-01T00:00:00Z"}
    with open_casebook(workspace) as casebook:
        casebook.add_note(article, "one")
    with closing(sqlite3.connect(workspace.casebook_path)) as other:
        other.execute("PRAGMA foreign_keys = ON")
        columns = 'id, article_id, body, exact, prefix, suffix, "start", "end", created, changed'
        with pytest.raises(sqlite3.IntegrityError):
            other.execute(f"INSERT INTO notes ({columns}) VALUES ({values})", given)


def test_a_file_that_is_no_database_is_named_and_left_alone(workspace: Workspace) -> None:
    workspace.casebook_path.write_bytes(b"not a database at all " * 100)
    before = workspace.casebook_path.read_bytes()
    with pytest.raises(WorkspaceError) as caught:
        open_casebook(workspace)
    assert str(workspace.casebook_path) in caught.value.message
    assert "Nothing was changed." in caught.value.hint
    assert caught.value.exit_code == 3
    assert workspace.casebook_path.read_bytes() == before


def test_a_casebook_that_is_damaged_inside_is_not_written_to(workspace: Workspace) -> None:
    with open_casebook(workspace) as casebook:
        for number in range(50):
            casebook.add_note(make_article(f"text {number} " * 200), "body")
    content = bytearray(workspace.casebook_path.read_bytes())
    for page in range(4096 * 3, len(content), 4096):
        content[page : page + 64] = b"\xff" * 64
    workspace.casebook_path.write_bytes(content)
    with pytest.raises(WorkspaceError, match="the file is damaged"):
        open_casebook(workspace)
    assert workspace.casebook_path.read_bytes() == bytes(content)


def test_a_database_of_somebody_else_is_not_touched(workspace: Workspace) -> None:
    with closing(sqlite3.connect(workspace.casebook_path)) as other:
        other.execute("CREATE TABLE theirs (x)")
    before = workspace.casebook_path.read_bytes()
    with pytest.raises(WorkspaceError, match="not a casebook of Briefing"):
        open_casebook(workspace)
    assert workspace.casebook_path.read_bytes() == before


def test_a_casebook_of_a_newer_version_is_not_opened(workspace: Workspace) -> None:
    open_casebook(workspace).close()
    with closing(sqlite3.connect(workspace.casebook_path)) as other:
        other.execute("PRAGMA user_version = 99")
    with pytest.raises(WorkspaceError, match="a newer Briefing wrote it") as caught:
        open_casebook(workspace)
    assert "Nothing was changed." in caught.value.hint


def test_an_empty_file_left_by_a_kill_becomes_a_casebook(workspace: Workspace) -> None:
    workspace.casebook_path.touch()
    with open_casebook(workspace) as casebook:
        casebook.add_note(make_article(), "body")
        assert len(casebook.notes()) == 1


def test_a_migration_keeps_the_notes_and_a_backup_of_the_file_as_it_was(workspace: Workspace) -> None:
    with open_casebook(workspace) as casebook:
        written = casebook.add_note(make_article(), "body")
    newer = (*MIGRATIONS, ("ALTER TABLE notes ADD COLUMN colour TEXT", "CREATE TABLE tags (name TEXT)"))
    with open_store(workspace.casebook_path, newer) as store, store.reading() as connection:
        assert connection.execute("PRAGMA user_version").fetchone()[0] == len(newer)
        assert connection.execute("SELECT id, colour FROM notes").fetchall() == [(written.id, None)]
    (backup,) = workspace.path.glob("casebook-layout*.backup.db")
    assert stat.S_IMODE(backup.stat().st_mode) == 0o600
    with closing(sqlite3.connect(backup)) as copy:
        assert copy.execute("PRAGMA user_version").fetchone()[0] == len(MIGRATIONS)
        assert copy.execute("SELECT id FROM notes").fetchall() == [(written.id,)]


def test_a_migration_that_fails_leaves_the_old_layout(workspace: Workspace) -> None:
    with open_casebook(workspace) as casebook:
        casebook.add_note(make_article(), "body")
    broken = (*MIGRATIONS, ("CREATE TABLE tags (name TEXT)", "THIS IS NOT SQL"))
    with pytest.raises(sqlite3.OperationalError):
        open_store(workspace.casebook_path, broken)
    with open_casebook(workspace) as casebook:
        assert [note.body for note in casebook.notes()] == ["body"]


def test_opening_an_up_to_date_casebook_makes_no_backup(workspace: Workspace) -> None:
    open_casebook(workspace).close()
    open_casebook(workspace).close()
    assert [path.name for path in workspace.path.glob("*backup*")] == []


def test_a_casebook_held_by_another_process_is_a_sentence_and_not_a_wait_for_ever(
    workspace: Workspace,
) -> None:
    with open_casebook(workspace) as casebook, closing(sqlite3.connect(workspace.casebook_path)) as other:
        other.execute("BEGIN IMMEDIATE")
        with closing(casebook._store._connection.cursor()) as connection:
            connection.execute("PRAGMA busy_timeout = 10")
        with pytest.raises(WorkspaceError, match="another Briefing has held it"):
            casebook.add_note(make_article(), "body")
        other.execute("ROLLBACK")
        casebook.add_note(make_article(), "body")


def test_reading_never_waits_for_somebody_who_writes(workspace: Workspace) -> None:
    with open_casebook(workspace) as casebook, closing(sqlite3.connect(workspace.casebook_path)) as other:
        casebook.add_note(make_article(), "kept")
        other.execute("BEGIN IMMEDIATE")
        with casebook._store._lock:  # our own writing thread is at work as well
            assert [note.body for note in casebook.notes()] == ["kept"]


def test_a_full_disk_is_a_sentence_and_keeps_what_was_there(workspace: Workspace) -> None:
    with open_casebook(workspace) as casebook:
        casebook.add_note(make_article(), "kept")
        with closing(casebook._store._connection.cursor()) as connection:
            pages = connection.execute("PRAGMA page_count").fetchone()[0]
            connection.execute(f"PRAGMA max_page_count = {pages}")
        with pytest.raises(WorkspaceError, match="the disk is full") as caught:
            casebook.add_note(make_article(), "x" * 100_000)
        assert caught.value.exit_code == 3
        assert [note.body for note in casebook.notes()] == ["kept"]


def test_where_the_disk_refuses_the_write_ahead_log_notes_are_kept_by_the_old_journal(
    workspace: Workspace,
) -> None:
    (workspace.path / "casebook.db-shm").mkdir()
    with open_casebook(workspace) as casebook:
        casebook.add_note(make_article(), "kept")
        with casebook._store.reading() as connection:
            assert connection.execute("PRAGMA journal_mode").fetchone()[0] == "delete"
    with open_casebook(workspace) as casebook:
        assert [note.body for note in casebook.notes()] == ["kept"]


def test_a_folder_in_the_place_of_the_file_is_a_sentence(workspace: Workspace) -> None:
    workspace.casebook_path.mkdir()
    with pytest.raises(WorkspaceError, match="cannot"):
        open_casebook(workspace)


def test_closing_waits_for_the_calls_of_other_threads_and_refuses_later_ones(workspace: Workspace) -> None:
    casebook = open_casebook(workspace)
    asking, finish, closed = threading.Event(), threading.Event(), threading.Event()
    answers: list[int] = []

    def ask() -> None:
        with casebook._store.reading() as connection:
            asking.set()
            finish.wait(10)
            answers.append(connection.execute("SELECT 7").fetchone()[0])

    def close() -> None:
        casebook.close()
        closed.set()

    threads = [threading.Thread(target=ask), threading.Thread(target=close)]
    threads[0].start()
    assert asking.wait(10)
    threads[1].start()
    assert not closed.wait(0.2), "the query is not done"
    finish.set()
    for thread in threads:
        thread.join(10)
    assert answers == [7]
    for call in (casebook.notes, casebook.undo, casebook.forget_searches, casebook.changes):
        with pytest.raises(WorkspaceError, match="it is closed"):
            call()
    casebook.close()


def test_a_question_does_not_wait_for_one_that_takes_longer(workspace: Workspace) -> None:
    asking, finish = threading.Event(), threading.Event()
    with open_casebook(workspace) as casebook:
        article = make_article()
        note = casebook.add_note(article, "one")
        answers: list[object] = []

        def ask_long() -> None:
            with casebook._store.reading():
                asking.set()
                finish.wait(10)

        def ask_soon() -> None:
            answers.extend((casebook.notes(article.id), casebook.noted(), casebook.note(note.id)))

        threads = [threading.Thread(target=ask_long), threading.Thread(target=ask_soon)]
        threads[0].start()
        assert asking.wait(10)
        threads[1].start()
        threads[1].join(5)
        assert answers == [[note], {article.id: 1}, note], "answered while the other one still asks"
        finish.set()
        threads[0].join(10)
        casebook.change_note(note.id, "two")
        assert [each.body for each in casebook.notes()] == ["two"], "no connection stays in the past"


def test_changes_are_noticed_whatever_else_is_asked_meanwhile(workspace: Workspace) -> None:
    with open_casebook(workspace) as casebook, open_casebook(workspace) as other:
        with casebook._store.reading():
            before = casebook.changes()
            casebook.notes()
            assert casebook.changes() == before
        other.add_note(make_article(), "one")
        casebook.notes()
        assert casebook.changes() != before


def test_notes_of_an_article_and_their_numbers_are_found_without_reading_the_others(
    workspace: Workspace,
) -> None:
    wanted, other = make_article("One."), make_article("Another.")
    with open_casebook(workspace) as casebook:
        note = casebook.add_note(wanted, "here")
        for n in range(30):
            casebook.add_note(other, f"elsewhere {n}")
        casebook.delete_note(casebook.notes(other.id)[0].id)
        asked: list[str] = []
        with casebook._store.reading() as connection:
            connection.set_trace_callback(asked.append)
        assert casebook.notes(wanted.id) == [note]
        assert casebook.noted() == {wanted.id: 1, other.id: 29}
        with casebook._store.reading() as connection:
            connection.set_trace_callback(None)
            plans = [connection.execute(f"EXPLAIN QUERY PLAN {each}").fetchall() for each in asked]
    assert len(plans) == 2
    assert all("notes_in_sight" in plan[0][3] for plan in plans), plans
