"""What is not there any more: said, kept, found again, and removed only on demand."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from corpora import counts, everything, failures, rewrite, write_lines, write_text

from index import Corpus, CorpusError


def test_what_is_gone_is_said_each_time_kept_and_still_found(corpus: Corpus, inbox: Path) -> None:
    path = write_text(inbox / "a.txt", "Five rockets fell.", title="A")
    write_text(inbox / "b.txt", "Other words.", title="B")
    corpus.add([inbox])
    path.unlink()
    for _ in range(2):
        report = corpus.add([inbox])
        assert counts(report) == (0, 0, 1, 1)
        assert report.gone_paths == (str(path),)
    (hit,) = corpus.search("rockets").hits
    assert corpus.article(hit.id).copies[0].origin.gone
    assert corpus.status().gone == 1


def test_a_file_that_comes_back_is_not_gone_any_more(corpus: Corpus, inbox: Path, tmp_path: Path) -> None:
    path = write_text(inbox / "a.txt", "Five rockets fell.", title="A")
    corpus.add([inbox])
    path.rename(tmp_path / "away.txt")
    corpus.add([inbox])
    (tmp_path / "away.txt").rename(path)
    assert counts(corpus.add([inbox])) == (0, 0, 1, 0)
    assert counts(corpus.add([inbox])) == (0, 0, 1, 0)
    assert corpus.status().gone == 0


def test_a_record_that_comes_back_is_not_gone_any_more(corpus: Corpus, inbox: Path) -> None:
    one, two = {"id": "1", "text": "One."}, {"id": "2", "text": "Two."}
    path = write_lines(inbox / "a.jsonl", one, two)
    whole = path.read_text()
    corpus.add([path])
    rewrite(path, whole.splitlines(keepends=True)[0])
    report = corpus.add([path])
    assert counts(report) == (0, 0, 1, 1)
    assert report.gone_paths == (str(path),)
    rewrite(path, whole)
    assert counts(corpus.add([path])) == (0, 0, 2, 0)


def test_prune_removes_what_is_gone_below_the_given_folder_and_nothing_else(
    corpus: Corpus, inbox: Path
) -> None:
    for folder in ("one", "two", "one-more"):
        write_text(inbox / folder / "a.txt", f"Text of {folder}.", title=folder)
    write_text(inbox / "one" / "copy.txt", "Text of two.", title="two")
    corpus.add([inbox])
    for path in inbox.rglob("*.txt"):
        path.unlink()
    report = corpus.add([inbox / "one"], prune=True)
    assert (report.gone, report.pruned) == (2, 2)
    assert sorted(everything(corpus)) == ["one-more", "two"]
    assert corpus.search("text").total == 2
    (hit,) = corpus.search("title:two").hits
    assert hit.copies == 1
    assert corpus.add([inbox / "one"], prune=True).pruned == 0


def test_prune_of_a_file_removes_its_gone_records_only(corpus: Corpus, inbox: Path) -> None:
    path = write_lines(inbox / "a.jsonl", {"id": "1", "text": "One."}, {"id": "2", "text": "Two."})
    other = write_text(inbox / "b.txt", "Three.")
    corpus.add([inbox])
    rewrite(path, path.read_text().splitlines(keepends=True)[0])
    other.unlink()
    assert corpus.add([path], prune=True).pruned == 1
    assert corpus.search("two").total == 0
    assert corpus.search("three").total == 1


def test_a_path_that_is_not_there_is_said_and_nothing_is_taken_for_gone(corpus: Corpus, inbox: Path) -> None:
    path = write_text(inbox / "a.txt", "Five rockets fell.")
    corpus.add([inbox])
    path.unlink()
    with pytest.raises(CorpusError, match="there is no such file or folder"):
        corpus.add([inbox, inbox / "gone\x1b[31m"], prune=True)
    inbox.rmdir()
    with pytest.raises(CorpusError):
        corpus.add([inbox], prune=True)
    assert corpus.search("rockets").total == 1
    assert corpus.status().gone == 0


def test_a_folder_that_cannot_be_read_is_said_and_its_files_are_not_gone(
    corpus: Corpus, inbox: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_text(inbox / "open" / "a.txt", "Open text.")
    path = write_text(inbox / "shut" / "b.txt", "Shut text.")
    write_text(inbox / "shut.txt", "Neighbour.")
    corpus.add([inbox])
    scandir = os.scandir

    def refuse(folder):
        if os.fspath(folder).endswith("shut"):
            raise PermissionError(13, "Permission denied", os.fspath(folder))
        return scandir(folder)

    path.unlink()
    (inbox / "shut.txt").unlink()
    with monkeypatch.context() as patch:
        patch.setattr(os, "scandir", refuse)
        report = corpus.add([inbox], prune=True)
    assert failures(report) == [("shut", "permission denied")]
    assert (report.gone, report.pruned) == (1, 1)
    assert corpus.search("shut").total == 1
    assert corpus.add([inbox]).gone == 1


def test_what_had_gone_is_not_pruned_while_its_folder_cannot_be_read(
    corpus: Corpus, inbox: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_text(inbox / "shut" / "a.txt", "Shut text.")
    corpus.add([inbox])
    (inbox / "shut" / "a.txt").unlink()
    assert corpus.add([inbox]).gone == 1

    def refuse(folder):
        raise PermissionError(13, "Permission denied", os.fspath(folder))

    with monkeypatch.context() as patch:
        patch.setattr(os, "scandir", refuse)
        assert corpus.add([inbox], prune=True).pruned == 0
    assert corpus.search("shut").total == 1


def test_a_file_that_cannot_be_looked_at_is_not_gone(
    corpus: Corpus, inbox: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write_text(inbox / "a.txt", "Five rockets fell.")
    corpus.add([inbox])

    lstat = os.lstat

    def refuse(name, **given):
        if name == str(path):
            raise PermissionError(13, "Permission denied", name)
        return lstat(name, **given)

    with monkeypatch.context() as patch:
        patch.setattr(os, "lstat", refuse)
        report = corpus.add([inbox], prune=True)
    assert (report.gone, report.pruned) == (0, 0)
    assert corpus.search("rockets").total == 1
