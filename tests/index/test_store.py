"""Claims about the full text index: it is a cache, so whatever happens to it, the answers are right."""

from __future__ import annotations

import json
import pickle
import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from corpora import QUERIES, answers, everything, no_leftovers, place, write_text

from index import WorkspaceError, open_corpus
from index.fulltext import arrays, schema, state, store
from index.fulltext.state import LOOKED_THROUGH, read_state, write_state
from index.fulltext.store import DAMAGED, MISSING, OTHER_FORMAT, FullText
from index.model import Change, Searchable
from index.tree import Word


def files(workspace: Path) -> list[Path]:
    return sorted(path for path in (workspace / "fulltext").iterdir() if path.name != "MAIN_WRITELOCK")


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
    assert len(sorts) == 3
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


@pytest.mark.parametrize("damage", DAMAGE)
def test_damage_to_a_large_segment_is_noticed_too(
    workspace: Path, right: list[tuple[int, list[str]]], damage: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Large files are not looked through when they are opened: each page of them is when it is first read."""
    assert LOOKED_THROUGH == 1_000_000
    monkeypatch.setattr(state, "LOOKED_THROUGH", 0)
    with open_corpus(workspace) as corpus:
        corpus.rebuild()
    for path in files(workspace):
        if path.suffix == ".segment":
            path.write_bytes(DAMAGE[damage](path.read_bytes()))
    with open_corpus(workspace) as corpus:
        assert answers(corpus) == right
        assert corpus.remarks == [DAMAGED]


def test_a_byte_that_turns_anywhere_in_a_large_segment_gives_no_wrong_answer(
    workspace: Path, right: list[tuple[int, list[str]]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(state, "LOOKED_THROUGH", 0)
    monkeypatch.setattr(arrays, "PAGE", 64)
    with open_corpus(workspace) as corpus:
        corpus.rebuild()
    (path,) = (path for path in files(workspace) if path.suffix == ".segment")
    whole = path.read_bytes()
    noticed = 0
    places = random.Random(2).sample(range(len(whole)), 40)
    for place_ in places:
        broken = workspace.with_name("broken")
        shutil.copytree(workspace, broken)
        turned = bytes([whole[place_] ^ 64])
        (broken / "fulltext" / path.name).write_bytes(whole[:place_] + turned + whole[place_ + 1 :])
        with open_corpus(broken) as corpus:
            assert answers(corpus) == right, place_
            noticed += corpus.remarks == [DAMAGED]
        shutil.rmtree(broken)
    assert noticed > len(places) // 4


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
    assert sorted(fulltext.numbers(Word("words"))) == [7, 8]
    assert fulltext.numbers(Word("old")) == frozenset()
    assert fulltext.change == 5
    fulltext.close()
