"""Claims about the full text index: it is a cache, so whatever happens to it, the answers are right."""

from __future__ import annotations

import errno
import fcntl
import json
import os
import pickle
import random
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from corpora import everything, write_lines, write_text

from index import Corpus, CorpusError, WorkspaceError, open_corpus
from index.catalog import FileState, Incoming
from index.errors import BusyError
from index.fulltext import schema, state, store
from index.fulltext.state import LOOKED_THROUGH, read_state, write_state
from index.fulltext.store import DAMAGED, MISSING, OTHER_FORMAT, FullText
from index.model import Change, Searchable
from index.query import Word
from index.text import article_id

QUERIES = (
    "alpha",
    '"alpha bravo"',
    "title:alpha -bravo",
    "alph*",
    "source:wire on:2024-04",
    "alpho~",
    "x OR lang:en",
)


def fill(corpus: Corpus, folder: Path, parts: int = 3, each: int = 20) -> None:
    """Several commits of articles, with a changed and a pruned one among them."""
    chance = random.Random(7)
    words = ["alpha", "bravo", "charlie", "delta", "echo", "foxtrot", "golf", "hotel"]
    for part in range(parts):
        lines = (
            {
                "title": " ".join(chance.choices(words, k=3)),
                "text": " ".join(chance.choices(words, k=12)),
                "source": chance.choice(["Wire", "Courier"]),
                "date": chance.choice(["2024-04-22", "2023", ""]),
            }
            for _ in range(each)
        )
        corpus.add([write_lines(folder / f"{part}.jsonl", *lines)])
    path = folder / "0.jsonl"
    path.write_text("".join(path.read_text().splitlines(keepends=True)[3:]))
    corpus.add([folder], prune=True)


def answers(corpus: Corpus) -> list[tuple[int, list[str]]]:
    pages = [corpus.search(text, limit=1_000) for text in QUERIES]
    return [(page.total, sorted(hit.id for hit in page.hits)) for page in pages]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[tuple[int, list[str]]]]:
    """A workspace, and what searches in it answer."""
    folder = tmp_path_factory.mktemp("built")
    with open_corpus(folder / "corpus") as corpus:
        fill(corpus, folder / "in")
        right = answers(corpus)
    assert all(
        0 < total < 57 or text.startswith("x") for (total, _), text in zip(right, QUERIES, strict=True)
    )
    return folder / "corpus", right


@pytest.fixture
def workspace(built: tuple[Path, list[tuple[int, list[str]]]], tmp_path: Path) -> Path:
    """A copy of it to be damaged."""
    return Path(shutil.copytree(built[0], tmp_path / "corpus"))


@pytest.fixture
def right(built: tuple[Path, list[tuple[int, list[str]]]]) -> list[tuple[int, list[str]]]:
    return built[1]


def files(workspace: Path) -> list[Path]:
    return sorted(path for path in (workspace / "fulltext").iterdir() if path.name != "MAIN_WRITELOCK")


def no_leftovers(workspace: Path) -> bool:
    return not [path for path in workspace.iterdir() if ".new-" in path.name or ".old-" in path.name]


# Damage

DAMAGE: dict[str, Callable[[bytes], bytes]] = {
    "emptied": lambda data: b"",
    "cut in half": lambda data: data[: len(data) // 2],
    "one byte short": lambda data: data[:-1],
    "zeroed": lambda data: bytes(len(data)),
    "second half zeroed": lambda data: data[: len(data) // 2] + bytes(len(data) - len(data) // 2),
    "one byte flipped": lambda data: (
        data[: len(data) // 2] + bytes([data[len(data) // 2] ^ 255]) + data[len(data) // 2 + 1 :]
    ),
    "other bytes": lambda data: random.Random(1).randbytes(len(data)),
}


@pytest.mark.parametrize("damage", [*DAMAGE, "deleted"])
def test_damage_to_any_file_of_the_index_is_noticed_said_and_mended(
    workspace: Path, right: list[tuple[int, list[str]]], damage: str
) -> None:
    sorts = {
        path.name.split(".", 1)[-1] if path.name[0] == "M" else path.name[:6]: path
        for path in files(workspace)
    }
    assert len(sorts) >= 7
    for path in sorts.values():
        broken = workspace.with_name("broken")
        shutil.copytree(workspace, broken)
        target = broken / "fulltext" / path.name
        if damage == "deleted":
            target.unlink()
        else:
            target.write_bytes(DAMAGE[damage](target.read_bytes()))
        with open_corpus(broken) as corpus:
            assert answers(corpus) == right, path.name
            assert corpus.remarks == [DAMAGED], path.name
        with open_corpus(broken) as corpus:
            assert corpus.remarks == []
            assert answers(corpus) == right
        assert no_leftovers(broken)
        shutil.rmtree(broken)


@pytest.mark.parametrize("damage", ["emptied", "cut in half", "one byte short", "zeroed"])
def test_damage_to_the_words_and_postings_of_a_large_index_is_noticed_too(
    workspace: Path, right: list[tuple[int, list[str]]], damage: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Large files are not looked through: a shorter one is noticed by its size, a zeroed one by Whoosh.

    What nobody notices before ``rebuild`` are single bytes that turn in a file of more than a megabyte.
    """
    assert LOOKED_THROUGH == 1_000_000
    monkeypatch.setattr(state, "LOOKED_THROUGH", 0)
    with open_corpus(workspace) as corpus:
        corpus.rebuild()
    for path in files(workspace):
        if path.suffix in (".pst", ".trm"):
            path.write_bytes(DAMAGE[damage](path.read_bytes()))
    with open_corpus(workspace) as corpus:
        assert answers(corpus) == right
        assert corpus.remarks == [DAMAGED]


def test_a_missing_index_is_said_and_made_again(workspace: Path, right: list[tuple[int, list[str]]]) -> None:
    shutil.rmtree(workspace / "fulltext")
    with open_corpus(workspace) as corpus:
        assert corpus.remarks == [MISSING]
        assert answers(corpus) == right
        assert corpus.status().pending == 0


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b"[" * 100_000,
        b"{}",
        b'{"change": 1}',
        b"\xff\xfe",
        b'{"format": 1, "catalog": 2, "epoch": 3, "change": "x"}',
    ],
    ids=["empty", "open", "list", "null", "deep", "object", "parts", "bytes", "types"],
)
def test_a_state_that_cannot_be_read_is_said_and_the_index_made_again(
    workspace: Path, right: list[tuple[int, list[str]]], content: bytes
) -> None:
    (workspace / "fulltext" / "state.json").write_bytes(content)
    with open_corpus(workspace) as corpus:
        assert corpus.remarks == [DAMAGED]
        assert answers(corpus) == right


def change_state(workspace: Path, **fields: object) -> None:
    path = workspace / "fulltext" / "state.json"
    path.write_text(json.dumps({**json.loads(path.read_text()), **fields}))


def test_an_index_of_another_format_is_said_and_made_again(
    workspace: Path, right: list[tuple[int, list[str]]]
) -> None:
    change_state(workspace, format=schema.FORMAT + 1)
    with open_corpus(workspace) as corpus:
        assert corpus.remarks == [OTHER_FORMAT]
        assert answers(corpus) == right
    found = read_state(workspace / "fulltext")
    assert found is not None
    assert found.format == schema.FORMAT


def test_an_index_that_is_ahead_of_the_catalogue_is_not_believed(
    workspace: Path, right: list[tuple[int, list[str]]]
) -> None:
    """As after a backup of the catalogue was put back."""
    change_state(workspace, change=10**6)
    with open_corpus(workspace) as corpus:
        assert corpus.remarks == [DAMAGED]
        assert answers(corpus) == right


def test_something_else_in_the_place_of_the_index_is_put_away(
    workspace: Path, right: list[tuple[int, list[str]]]
) -> None:
    for make in (
        lambda path: path.write_text("not a folder"),
        lambda path: path.mkdir(),
        lambda path: path.symlink_to("/nowhere"),
        lambda path: path.symlink_to(workspace),
    ):
        shutil.rmtree(workspace / "fulltext")
        make(workspace / "fulltext")
        with open_corpus(workspace) as corpus:
            assert len(corpus.remarks) == 1
            assert answers(corpus) == right
        assert not (workspace / "fulltext").is_symlink()
        assert no_leftovers(workspace)


def test_damage_while_it_is_open_is_mended_at_the_next_search(
    workspace: Path, right: list[tuple[int, list[str]]]
) -> None:
    with open_corpus(workspace) as corpus:
        assert answers(corpus) == right
        (workspace / "fulltext" / "state.json").write_text("{}")
        assert answers(corpus) == right
        assert corpus.remarks == [DAMAGED]
        shutil.rmtree(workspace / "fulltext")
        assert answers(corpus) == right
        assert len(corpus.remarks) == 2


def test_what_was_left_behind_by_a_kill_is_tidied_up(workspace: Path) -> None:
    (workspace / "fulltext.old-abc" / "deep").mkdir(parents=True)
    (workspace / "fulltext.new-abc").mkdir()
    with open_corpus(workspace) as corpus:
        corpus.rebuild()
    assert no_leftovers(workspace)


def test_an_index_that_is_damaged_as_soon_as_it_is_made_is_said_in_a_sentence(
    workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "are_whole", lambda *_: False)
    with open_corpus(workspace, catch_up=False) as corpus:
        assert len(everything(corpus)) == 57  # what needs no index still works
    with pytest.raises(WorkspaceError, match="cannot use the search index"), open_corpus(workspace):
        pass


# Strangers


class Bomb:
    """Makes a file when it is unpickled."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self) -> tuple[object, tuple[str, str]]:
        return open, (str(self.path), "w")


def plant(workspace: Path, mark: Path) -> None:
    """Put a bomb wherever Whoosh keeps a pickle: in the place of the schema and of the segments."""
    import whoosh.index
    from whoosh.fields import Schema

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Schema, "__reduce__", lambda self: Bomb(mark).__reduce__(), raising=False)
        shutil.rmtree(workspace / "fulltext")
        (workspace / "fulltext").mkdir()
        whoosh.index.create_in(workspace / "fulltext", schema.make_schema()).close()
    (toc,) = (workspace / "fulltext").glob("*.toc")
    assert str(mark).encode() in toc.read_bytes()


def test_an_index_that_came_from_elsewhere_is_never_unpickled(
    workspace: Path, right: list[tuple[int, list[str]]], tmp_path: Path
) -> None:
    mark = tmp_path / "exploded"
    found = read_state(workspace / "fulltext")
    assert found is not None
    plant(workspace, mark)
    write_state(workspace / "fulltext", state.State(schema.FORMAT, "f" * 32, "e" * 32, found.change))
    with open_corpus(workspace) as corpus:
        assert corpus.remarks == [DAMAGED]
        assert answers(corpus) == right
    assert not mark.exists()


def test_the_schema_in_our_own_index_is_never_unpickled(workspace: Path, tmp_path: Path) -> None:
    mark = tmp_path / "exploded"
    found = read_state(workspace / "fulltext")
    assert found is not None
    plant(workspace, mark)
    write_state(workspace / "fulltext", state.State(schema.FORMAT, found.catalog, "e" * 32, found.change))
    with open_corpus(workspace, catch_up=False) as corpus:
        corpus.search("alpha")
    assert not mark.exists()


def test_a_bomb_is_a_bomb(tmp_path: Path) -> None:
    """Else the two tests above would show nothing."""
    pickle.loads(pickle.dumps(Bomb(tmp_path / "exploded"))).close()
    assert (tmp_path / "exploded").exists()


def test_the_index_of_another_workspace_is_not_used(workspace: Path, tmp_path: Path) -> None:
    with open_corpus(tmp_path / "other") as other:
        other.add([write_text(tmp_path / "a.txt", "alpha only")])
    shutil.rmtree(tmp_path / "other" / "fulltext")
    shutil.copytree(workspace / "fulltext", tmp_path / "other" / "fulltext")
    with open_corpus(tmp_path / "other") as other:
        assert other.remarks == [DAMAGED]
        assert other.search("alpha").total == 1


# Change by change


def place(corpus: Corpus, *texts: str) -> None:
    """Put articles into the catalogue only, as when a kill came before the index had them."""
    catalog = corpus._catalog
    with catalog.transaction():
        file = catalog.keep_file(
            "/in/killed.jsonl", FileState(0, -1, 0, "", '["", "", ""]'), "JSON Lines", 1, 1
        )
        for text in texts:
            catalog.place(
                file, Incoming(text, article_id("", text), text, True, text, "", "", None, "", "en", "0" * 64)
            )


def test_what_only_the_catalogue_holds_is_searchable_after_the_next_opening(workspace: Path) -> None:
    with open_corpus(workspace) as corpus:
        before = corpus.search("alpha").total
        place(corpus, "zulu one", "zulu two")
        assert corpus.status().pending == 2
        for text, pending in (("zulu", 2), ("lang:en", 2), ("", 0)):
            page = corpus.search(text)
            assert (page.pending, page.articles) == (pending, 59), text
        assert corpus.search("zulu").total == 0
    with open_corpus(workspace, catch_up=False) as corpus:
        assert corpus.status().pending == 2
    with open_corpus(workspace) as corpus:
        assert corpus.status().pending == 0
        assert corpus.search("zulu").total == 2
        assert corpus.search("alpha").total == before
        assert corpus.remarks == []


def test_a_commit_that_was_not_noted_is_applied_again_and_nothing_is_doubled(
    workspace: Path, right: list[tuple[int, list[str]]]
) -> None:
    change_state(workspace, change=0, files=None)
    with open_corpus(workspace) as corpus:
        assert corpus.remarks == []
        assert answers(corpus) == right
        for text in QUERIES:
            hits = corpus.search(text, limit=1_000).hits
            assert len({hit.id for hit in hits}) == len(hits)


def test_a_kill_in_the_middle_of_a_commit_is_no_damage(
    workspace: Path, right: list[tuple[int, list[str]]]
) -> None:
    """The state then names no files, and files that no commit names may lie about."""
    change_state(workspace, files=None)
    (workspace / "fulltext" / "MAIN_halfwritten.trm").write_bytes(b"half")
    (workspace / "fulltext" / "state.json.4711").write_text("{")
    with open_corpus(workspace) as corpus:
        place(corpus, "zulu")
        assert corpus.catch_up() == 1
        assert corpus.remarks == []
        assert answers(corpus) != []
        assert corpus.search("zulu").total == 1
    with open_corpus(workspace) as corpus:
        assert corpus.remarks == []


def test_catching_up_is_told_and_can_be_stopped(
    workspace: Path, right: list[tuple[int, list[str]]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "_BATCH_ARTICLES", 20)
    shutil.rmtree(workspace / "fulltext")
    told: list[tuple[int, int]] = []
    with open_corpus(workspace, catch_up=False) as corpus:
        done = corpus.catch_up(progress=lambda *some: told.append(some), stop=lambda: len(told) > 1)
        assert 0 < done < 57
        assert corpus.status().pending > 0
        assert corpus.catch_up() > 0
        assert answers(corpus) == right
        assert corpus.catch_up() == 0
    assert told[0][0] == 0
    assert told[-1][0] == done
    assert all(count <= total for count, total in told)


def test_a_stop_in_the_middle_of_a_batch_leaves_it_for_next_time(
    workspace: Path, right: list[tuple[int, list[str]]]
) -> None:
    shutil.rmtree(workspace / "fulltext")
    asked = 0

    def stop() -> bool:
        nonlocal asked
        asked += 1
        return asked > 20

    with open_corpus(workspace, catch_up=False) as corpus:
        assert corpus.catch_up(stop=stop) == 0
        assert corpus.search("alpha").total == 0
    with open_corpus(workspace) as corpus:
        assert corpus.remarks == []
        assert answers(corpus) == right


def test_rebuilding_gives_the_same_answers_and_says_how_many(
    workspace: Path, right: list[tuple[int, list[str]]]
) -> None:
    told: list[tuple[int, int]] = []
    with open_corpus(workspace) as corpus:
        assert corpus.rebuild(progress=lambda *some: told.append(some)) == len(everything(corpus)) == 57
        assert corpus.remarks == []
        assert answers(corpus) == right
    assert told[-1][0] == told[-1][1] > 0


def test_an_article_that_changes_while_a_batch_is_fetched_is_indexed_once(tmp_path: Path) -> None:
    def searchable(text: str) -> Searchable:
        return Searchable("", text, (), (), "en", None)

    story = [
        [Change(1, 7, searchable("old words")), Change(2, 8, searchable("other words"))],
        [Change(3, 7, searchable("new words")), Change(4, 9, searchable("gone words"))],
        [Change(5, 9, None)],
    ]
    fulltext = FullText(tmp_path / "fulltext", "uid", lambda: 5)
    changes = lambda after, limit: next((part for part in story if part[-1].change > after), [])  # noqa: E731
    assert fulltext.catch_up(changes) == 3
    assert sorted(fulltext.search(Word("words")).numbers) == [7, 8]
    assert fulltext.search(Word("old")).numbers == ()
    assert fulltext.change == 5
    fulltext.close()


# Several at once


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
    assert two.search(Word("rockets")).numbers == (7,)
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


# Disks and locks


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
            patch.setattr(store, "create_in", full)
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
