"""Claims about opening a corpus: it is its owner's, keeps what it held, and is refused in a sentence."""

from __future__ import annotations

from pathlib import Path

import pytest
from corpora import write_text

from index import Corpus, NotFoundError, WorkspaceError, open_corpus


def test_a_new_workspace_is_for_its_owner_only(tmp_path: Path) -> None:
    with open_corpus(tmp_path / "new" / "workspace") as corpus:
        assert corpus.remarks == []
    assert (tmp_path / "new" / "workspace").stat().st_mode & 0o777 == 0o700


def test_a_corpus_keeps_its_articles_and_is_opened_by_text_or_path(tmp_path: Path) -> None:
    path = write_text(tmp_path / "a.txt", "Five rockets fell.")
    with open_corpus(str(tmp_path / "corpus")) as corpus:
        corpus.add([path])
    with open_corpus(tmp_path / "corpus") as corpus:
        assert corpus.search("rockets").total == 1
        assert corpus.remarks == []


def test_a_workspace_that_is_a_file_is_refused_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(WorkspaceError, match="it is a file"):
        open_corpus(tmp_path / "file")
    with pytest.raises(WorkspaceError, match="not a directory"):
        open_corpus(tmp_path / "file" / "deeper")


def test_a_workspace_that_may_not_be_written_is_refused_in_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.folder.os.access", lambda *_: False)
    with pytest.raises(WorkspaceError, match="permission denied"):
        open_corpus(tmp_path / "corpus")


def test_an_article_that_is_not_there_is_said_in_a_sentence(corpus: Corpus) -> None:
    with pytest.raises(NotFoundError, match="no article has the id"):
        corpus.article("abc")


def test_what_cannot_be_made_searchable_when_opening_closes_the_corpus(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed: list[Path] = []
    monkeypatch.setattr(Corpus, "catch_up", lambda self: 1 / 0)
    monkeypatch.setattr(Corpus, "close", lambda self: closed.append(self.path))
    with pytest.raises(ZeroDivisionError):
        open_corpus(tmp_path / "corpus")
    assert closed == [tmp_path / "corpus"]
