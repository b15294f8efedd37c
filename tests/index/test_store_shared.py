"""The index between threads and processes, and on a disk that does not take it."""

from __future__ import annotations

import errno
import fcntl
import os
import shutil
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from corpora import answers, everything, no_leftovers, place, write_lines, write_text

from index import Corpus, CorpusError, WorkspaceError, open_corpus
from index.errors import BusyError
from index.fulltext import schema, store
from index.fulltext.store import DAMAGED, FullText
from index.model import Change, Searchable
from index.tree import Word


def test_two_that_are_open_follow_each_other(tmp_path: Path) -> None:
    inbox = tmp_path / "in"
    with open_corpus(tmp_path / "corpus") as one, open_corpus(tmp_path / "corpus") as two:
        for number in range(6):
            adding, looking = (one, two) if number % 2 else (two, one)
            path = write_text(inbox / f"{number}.txt", f"Rockets {number}.", title=f"T{number}")
            adding.add([path])
            for corpus in (looking, adding):
                assert corpus.search("rockets").total == number + 1
        path.unlink()
        one.add([inbox], prune=True)
        write_text(inbox / "0.txt", "Other words.", title="T0")
        os.utime(inbox / "0.txt", ns=(10**18, 10**18))
        two.add([inbox])
        for corpus in (one, two):
            assert corpus.search("rockets").total == 4
            assert sorted(everything(corpus)) == ["T0", "T1", "T2", "T3", "T4"]
            assert corpus.remarks == []


def test_one_rebuilds_while_the_other_searches(workspace: Path, right: list[tuple[int, list[str]]]) -> None:
    stop = threading.Event()
    faults: list[BaseException] = []

    def rebuild() -> None:
        try:
            with open_corpus(workspace) as corpus:
                for _ in range(6):
                    corpus.rebuild()
        except BaseException as error:  # noqa: BLE001  (the test says it)
            faults.append(error)
        finally:
            stop.set()

    with open_corpus(workspace) as corpus:
        thread = threading.Thread(target=rebuild)
        thread.start()
        while not stop.is_set():
            found = {hit.id for hit in corpus.search("alpha", limit=1_000).hits}
            assert found <= set(right[0][1])  # it may be behind, and is never wrong
        thread.join()
        assert faults == []
        assert answers(corpus) == right
        assert corpus.remarks == []


def test_many_processes_open_and_fill_one_new_workspace(tmp_path: Path) -> None:
    for number in range(4):
        write_lines(
            tmp_path / "in" / f"{number}.jsonl", *({"text": f"Rockets {number} {n}."} for n in range(30))
        )
    code = (
        "import sys; from pathlib import Path; from index import open_corpus\n"
        "with open_corpus(sys.argv[1]) as corpus:\n"
        "    report = corpus.add([Path(sys.argv[2])])\n"
        "    print(report.new, corpus.remarks, report.failures)\n"
    )
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", code, str(tmp_path / "corpus"), str(tmp_path / "in" / f"{number}.jsonl")],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for number in range(4)
    ]
    for process in processes:
        out, err = process.communicate(timeout=120)
        assert (process.returncode, out, err) == (0, "30 [] ()\n", "")
    with open_corpus(tmp_path / "corpus") as corpus:
        assert corpus.search("rockets").total == len(everything(corpus)) == 120
        assert corpus.remarks == []
    assert no_leftovers(tmp_path / "corpus")


def test_an_index_that_another_process_has_mended_is_not_made_again(tmp_path: Path) -> None:
    one, two = (FullText(tmp_path / "fulltext", "uid", lambda: 1) for _ in range(2))
    (tmp_path / "fulltext" / "state.json").write_text("{}")
    assert one.mend() == DAMAGED
    one.catch_up(lambda after, limit: [Change(1, 7, Searchable("", "rockets", (), (), "", None))][after:])
    assert two.mend() == ""
    assert two.numbers(Word("rockets")) == {7}
    one.close()
    two.close()


def test_threads_share_one_corpus(
    workspace: Path, right: list[tuple[int, list[str]]], tmp_path: Path
) -> None:
    faults: list[BaseException] = []

    def search(corpus: Corpus) -> None:
        try:
            for _ in range(10):
                assert corpus.search("alpha").total >= right[0][0]
        except BaseException as error:  # noqa: BLE001  (the test says it)
            faults.append(error)

    with open_corpus(workspace) as corpus:
        threads = [threading.Thread(target=search, args=(corpus,)) for _ in range(3)]
        for thread in threads:
            thread.start()
        for number in range(5):
            corpus.add([write_text(tmp_path / f"{number}.txt", f"alpha {number}")])
        for thread in threads:
            thread.join()
        assert faults == []
        assert corpus.search("alpha").total == right[0][0] + 5


def test_an_index_that_another_process_keeps_locked_is_said_and_nothing_is_lost(workspace: Path) -> None:
    with open_corpus(workspace) as corpus:
        place(corpus, "zulu")
        with (workspace / "fulltext.lock").open("a") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            with pytest.raises(BusyError, match="another briefing is writing there") as caught:
                corpus.catch_up(patience=0.1)
            assert "The articles are kept" in caught.value.hint
            assert corpus.search("alpha").total > 0  # searching never waits
        assert corpus.catch_up() == 1
        assert corpus.search("zulu").total == 1


def test_a_full_disk_is_said_and_nothing_is_lost(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with open_corpus(workspace) as corpus:
        place(corpus, "zulu")
        for name in ("write_state", "_commit"):
            with monkeypatch.context() as patch:
                patch.setattr(store, name, full)
                with pytest.raises(WorkspaceError, match="no space left on device") as caught:
                    corpus.catch_up()
                assert "articles and notes are kept" in caught.value.hint
        with monkeypatch.context() as patch:
            patch.setattr(store, "survey", full)
            with pytest.raises(WorkspaceError, match="no space left on device"):
                corpus.rebuild()
    with open_corpus(workspace) as corpus:
        assert corpus.search("zulu").total == 1
        assert corpus.remarks == []


def test_a_lock_that_cannot_be_made_is_said(workspace: Path) -> None:
    (workspace / "fulltext.lock").unlink()
    (workspace / "fulltext.lock").mkdir()
    with open_corpus(workspace) as corpus, pytest.raises(CorpusError, match="cannot write the search index"):
        corpus.rebuild()


def test_a_batch_that_fails_leaves_the_index_as_it_was(
    workspace: Path, right: list[tuple[int, list[str]]], monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_corpus(workspace) as corpus:
        place(corpus, "zulu one", "zulu two")

        def fail(number: int, article: Searchable) -> dict[str, object]:
            raise KeyboardInterrupt

        with monkeypatch.context() as patch:
            patch.setattr(schema, "document", fail)
            with pytest.raises(KeyboardInterrupt):
                corpus.catch_up()
        assert corpus.search("zulu").total == 0
        assert corpus.search("alpha", limit=0).total == right[0][0]
        assert corpus.catch_up() == 2
        assert corpus.search("zulu").total == 2


def test_the_size_of_an_index_that_is_being_replaced_is_no_error(workspace: Path) -> None:
    with open_corpus(workspace) as corpus:
        assert corpus.status().fulltext_bytes > 10_000
        fulltext = corpus._fulltext()
        shutil.rmtree(workspace / "fulltext")
        assert fulltext.size() == 0
