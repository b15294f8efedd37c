"""Claims about searching while the finger is on the key, and about what goes on behind it."""

from __future__ import annotations

import os
import signal
import threading
import time
from pathlib import Path

import pytest
from corpora import titles, write_lines

from index import Corpus, open_corpus
from index.errors import SearchStoppedError
from index.fulltext import store
from index.fulltext.state import UNFINISHED
from index.model import Change, Searchable
from index.searching import COMPLETIONS
from index.tree import Word


@pytest.fixture
def corpus(tmp_path: Path) -> Corpus:
    """Three articles about rockets, and one for each of a hundred words that begin with rock."""
    rare = ({"title": f"R{number}", "text": f"A rock{number} fell."} for number in range(100))
    records = [
        {"title": "A", "text": "Rockets fell. Drones flew.", "source": "Wire"},
        {"title": "B", "text": "A rocket fell.", "source": "Wire"},
        {"title": "C", "text": "The rock fell on a rocket.", "source": "Echo"},
    ]
    with open_corpus(tmp_path / "corpus") as corpus:
        corpus.add([write_lines(tmp_path / "in.jsonl", *records, *rare)])
        yield corpus


def test_the_last_word_stands_for_all_that_begin_so(corpus: Corpus) -> None:
    for typed, total in (("rockets", 3), ("rocke", 3), ("drone rocke", 1), ("source:ec", 1), ("title:", 103)):
        assert corpus.search(typed, typing="exact").total == total, typed
    assert corpus.search("roc").total == 0
    assert titles(corpus.search("fell rocke", typing="exact"))[0] in "ABC"


@pytest.mark.parametrize("typed", ["rocke ", '"rocke"', '"rocke', "-rocke fell rocke ", "(fell rocke)"])
def test_a_word_that_is_finished_stands_for_itself(corpus: Corpus, typed: str) -> None:
    assert corpus.search(typed, typing="exact").total == corpus.search(typed).total


@pytest.mark.parametrize("typed", ["rock", "Rock", "ROCK", "the-rock"])
def test_a_word_that_is_taken_is_itself_whatever_its_capitals(corpus: Corpus, typed: str) -> None:
    assert corpus.search(typed, typing="taken").total == corpus.search(typed).total
    assert corpus.search("Rocke", typing="taken").total == 3, "it is no word by itself"


def test_a_word_after_a_minus_excludes_itself_only(corpus: Corpus) -> None:
    assert corpus.search("fell -roc", typing="exact").total == 103
    assert corpus.search("fell -rockets", typing="exact").total == 100


def test_the_word_itself_comes_first_and_lights_up_with_what_it_begins(corpus: Corpus) -> None:
    page = corpus.search("rock", typing="exact", limit=200)
    assert page.total == 103
    assert page.hits[0].title == "C"
    assert {page.hits[0].snippet[mark.start : mark.end] for mark in page.hits[0].marks} == {"rock", "rocket"}
    assert page.read_as == "rock… (103 words)"


def test_while_keys_are_coming_the_commonest_words_are_enough_and_the_page_says_so(corpus: Corpus) -> None:
    capped = corpus.search("rock", typing="capped", limit=200)
    assert capped.capped
    assert capped.total < 103
    assert {"A", "B", "C"} < set(titles(capped))
    assert f"({COMPLETIONS} words)" in capped.read_as
    assert not corpus.search("rock", typing="exact").capped
    whole = corpus.search("rocke", typing="capped")
    assert (whole.capped, whole.total) == (False, 3)


def test_a_search_that_nobody_waits_for_ends(corpus: Corpus) -> None:
    asked = 0

    def stop() -> bool:
        nonlocal asked
        asked += 1
        return asked > 2

    with pytest.raises(SearchStoppedError):
        corpus.search("fell rocket drones", stop=stop)
    assert asked == 3
    with pytest.raises(SearchStoppedError):
        corpus.search("lang:en", stop=lambda: True)
    assert corpus.search("rocket", stop=lambda: False).total == 3
    assert corpus.remarks == []


def test_warming_changes_nothing_and_needs_no_index(tmp_path: Path, corpus: Corpus) -> None:
    corpus.warm()
    assert corpus.search("rocket").total == 3
    with open_corpus(tmp_path / "new") as new:
        new.warm()
        assert new.tidy() is None


# Merging


def grown(folder: Path, commits: int, monkeypatch: pytest.MonkeyPatch) -> store.FullText:
    """An index of as many segments as commits, the last commit having replaced the first article."""
    monkeypatch.setattr(store, "_BATCH_ARTICLES", 1)
    monkeypatch.setattr(store, "_FETCHED_AT_ONCE", 1)
    fulltext = store.FullText(folder, "uid", lambda: commits)
    numbers = [*range(1, commits), 1]

    def changes(after: int, limit: int) -> list[Change]:
        texts = [
            Searchable("", f"alpha word{n} at{change}", (), (), "", None)
            for change, n in enumerate(numbers, 1)
        ]
        return [
            Change(change, numbers[change - 1], texts[change - 1]) for change in range(after + 1, commits + 1)
        ][:limit]

    fulltext.catch_up(changes)
    return fulltext


def segments(folder: Path) -> int:
    return len(list(folder.glob("*.segment")))


def test_many_segments_become_one_and_the_answers_stay(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "fulltext"
    fulltext = grown(folder, 12, monkeypatch)
    other = store.FullText(folder, "uid", lambda: 12)
    assert segments(folder) == 12
    assert fulltext.has_many_segments()
    before = other.search(Word("alpha"))
    assert fulltext.merge()
    assert not fulltext.merge()
    assert segments(folder) == 1
    for each in (fulltext, other):
        found = each.search(Word("alpha"))
        assert sorted(found.numbers.tolist()) == sorted(before.numbers.tolist()) == list(range(1, 12))
        assert each.numbers(Word("at1")) == frozenset()  # replaced before it was merged
        assert each.numbers(Word("at12")) == {1}
        assert each.change == 12
    fulltext.close()
    other.close()


def test_what_is_committed_while_segments_are_merged_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another process deletes an article of the segments that are being merged, and adds one."""
    folder = tmp_path / "fulltext"
    fulltext = grown(folder, 12, monkeypatch)
    other = store.FullText(folder, "uid", lambda: 14)
    write = store.write_merged
    later = [
        Change(13, 5, None),
        Change(14, 20, Searchable("", "alpha new", (), (), "", None)),
    ]

    def meanwhile(*arguments: object) -> None:
        write(*arguments)
        other.catch_up(lambda after, limit: [change for change in later if change.change > after][:limit])

    monkeypatch.setattr(store, "write_merged", meanwhile)
    assert fulltext.merge()
    for each in (fulltext, other):
        assert each.numbers(Word("alpha")) == {*range(1, 12), 20} - {5}
        assert each.change == 14
        each.close()


def test_segments_that_were_replaced_meanwhile_are_not_put_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "fulltext"
    fulltext = grown(folder, 12, monkeypatch)
    other = store.FullText(folder, "uid", lambda: 12)
    write = store.write_merged

    def meanwhile(*arguments: object) -> None:
        write(*arguments)
        other.start_again()

    monkeypatch.setattr(store, "write_merged", meanwhile)
    assert not fulltext.merge()
    assert fulltext.numbers(Word("alpha")) == frozenset()
    assert [path.name for path in folder.iterdir() if path.name.startswith(UNFINISHED)] == []
    fulltext.close()
    other.close()


def test_a_process_of_its_own_merges_and_leaves_nothing_when_it_is_killed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "_BATCH_ARTICLES", 2)
    records = ({"title": f"T{number}", "text": f"alpha {number}"} for number in range(40))
    monkeypatch.setattr(store, "_FETCHED_AT_ONCE", 1)
    with open_corpus(tmp_path / "corpus") as corpus:
        monkeypatch.setattr(store.FullText, "merge", lambda _: False)  # as it was added in several sittings
        corpus.add([write_lines(tmp_path / "in.jsonl", *records)])
        folder = tmp_path / "corpus" / "fulltext"
        assert segments(folder) == 20
        (folder / f"{UNFINISHED}merged").write_text("of one that was killed")
        process = corpus.tidy()
        assert process is not None
        assert process.wait(timeout=60) == 0
        assert segments(folder) == 1
        assert corpus.search("alpha").total == 40
        assert not (folder / f"{UNFINISHED}merged").exists()
        assert corpus.tidy() is None
        assert corpus.remarks == []


def test_a_merge_that_is_killed_loses_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "_BATCH_ARTICLES", 1)
    monkeypatch.setattr(store, "_FETCHED_AT_ONCE", 1)
    records = ({"title": f"T{number}", "text": f"alpha {number}"} for number in range(30))
    monkeypatch.setattr(store.FullText, "merge", lambda _: False)  # as above
    with open_corpus(tmp_path / "corpus") as corpus:
        corpus.add([write_lines(tmp_path / "in.jsonl", *records)])
        for seconds in (0.3, 0.45, 0.5, 0.55, 0.6, 0.7):
            process = corpus.tidy()
            if process is None:
                break
            time.sleep(seconds)
            os.kill(process.pid, signal.SIGKILL)
            process.wait()
            assert corpus.search("alpha").total == 30
    with open_corpus(tmp_path / "corpus") as corpus:
        assert corpus.remarks == []
        assert corpus.search("alpha").total == 30
        assert (tidying := corpus.tidy()) is None or tidying.wait(timeout=60) == 0
        assert corpus.search("alpha").total == 30


def test_searches_go_on_while_another_thread_merges(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fulltext = grown(tmp_path / "fulltext", 20, monkeypatch)
    other = store.FullText(tmp_path / "fulltext", "uid", lambda: 20)
    thread = threading.Thread(target=fulltext.merge)
    thread.start()
    while thread.is_alive():
        assert other.numbers(Word("alpha")) == set(range(1, 20))
    thread.join()
    assert segments(tmp_path / "fulltext") == 1
    fulltext.close()
    other.close()


def test_adding_ends_with_few_segments(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "_BATCH_ARTICLES", 1)
    monkeypatch.setattr(store, "_FETCHED_AT_ONCE", 1)
    records = ({"title": f"T{number}", "text": f"alpha {number}"} for number in range(20))
    with open_corpus(tmp_path / "corpus") as corpus:
        corpus.add([write_lines(tmp_path / "in.jsonl", *records)])
        assert segments(tmp_path / "corpus" / "fulltext") == 1
        assert corpus.search("alpha").total == 20
