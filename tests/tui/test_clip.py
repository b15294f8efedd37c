"""Copying with the source, to the terminal or a file."""

from __future__ import annotations

import stat
from collections.abc import Mapping
from pathlib import Path

import pytest

from briefing.settings import Copy
from briefing.tui.clip import FILE_NAME, Clip, with_source
from index import Article, open_corpus

WORDS = "Col. Reik said six rockets hit.\n\nNobody was hurt."


@pytest.fixture
def article(tmp_path: Path) -> Article:
    source = tmp_path / "in" / "a.txt"
    source.parent.mkdir()
    source.write_text(f"Title: Six hit\nSource: Courier\nDate: 2024-04-22\n\n{WORDS}\n", encoding="utf-8")
    with open_corpus(tmp_path / "w") as corpus:
        corpus.add([source])
        return corpus.article(corpus.search("").hits[0].id)


def _copy(
    folder: Path, environ: Mapping[str, str], route: Copy = "auto", text: str = "words"
) -> tuple[str, list[str]]:
    sent: list[str] = []
    answer, _ = Clip(folder, sent.append, route, environ).copy(text, 1)
    return answer, sent


def test_the_words_are_unchanged_and_the_source_follows(article: Article) -> None:
    copied = with_source(article, article.text)
    assert copied.startswith(f"{article.text}\n\n— Courier, “Six hit”, Mon 22 Apr 2024, ")
    assert article.text == WORDS
    assert article.id[:12] in copied


def test_a_terminal_that_takes_copies_gets_them(tmp_path: Path) -> None:
    answer, sent = _copy(tmp_path, {"TERM": "xterm-256color"})
    assert (answer, sent) == ("copied with source: 1 word", ["words"])
    assert not (tmp_path / FILE_NAME).exists()


@pytest.mark.parametrize("environ", [{"TERM": "linux"}, {"TERM": "vt220"}, {"VTE_VERSION": "7006"}])
def test_a_terminal_that_does_not_is_told_and_a_file_has_them(
    tmp_path: Path, environ: dict[str, str]
) -> None:
    answer, sent = _copy(tmp_path, environ)
    assert answer == "your terminal does not take copies: written to clip.txt in the workspace"
    assert sent == []
    assert (tmp_path / FILE_NAME).read_text("utf-8") == "words"
    assert stat.S_IMODE((tmp_path / FILE_NAME).stat().st_mode) == 0o600


def test_inside_a_multiplexer_both_get_them(tmp_path: Path) -> None:
    answer, sent = _copy(tmp_path, {"TERM": "tmux-256color", "TMUX": "socket,1,0"})
    assert answer.endswith("also in clip.txt in the workspace")
    assert sent == ["words"]
    assert (tmp_path / FILE_NAME).exists()


def test_a_setting_decides(tmp_path: Path) -> None:
    assert _copy(tmp_path, {"TERM": "linux"}, "terminal")[1] == ["words"]
    assert _copy(tmp_path, {"TERM": "xterm"}, "file")[1] == []


def test_a_text_too_long_for_terminals_goes_to_the_file(tmp_path: Path) -> None:
    _, sent = _copy(tmp_path, {"TERM": "xterm"}, text="words " * 20_000)
    assert sent == []
    assert (tmp_path / FILE_NAME).stat().st_size == 120_000


def test_a_folder_that_is_gone_is_a_sentence(tmp_path: Path) -> None:
    clip = Clip(tmp_path / "gone", lambda _: None, "file", {})
    words, role = clip.copy("words", 1)
    assert words == "not copied: cannot write clip.txt in the workspace: it is not there"
    assert role == "error"


def test_a_second_copy_replaces_the_first_and_leaves_nothing_behind(tmp_path: Path) -> None:
    for text in ("first", "second"):
        _copy(tmp_path, {}, "file", text)
    assert [path.name for path in tmp_path.iterdir()] == [FILE_NAME]
    assert (tmp_path / FILE_NAME).read_text("utf-8") == "second"
