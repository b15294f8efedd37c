"""A workspace with a few articles, and the command line run in this process."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from told import ARTICLES as THREE
from told import workspace

from briefing.cli.root import run
from index import open_corpus

ARTICLES = [
    {
        "id": "w-1",
        "title": "Six rockets fall on Ostrel base",
        "source": "Exercise Wire",
        "author": "A. Writer",
        "date": "2024-04-14",
        "language": "en",
        "url": "https://wire.example/1",
        "text": "Six rockets fell on Ostrel base on Sunday. “Nobody was warned,” the guard said.\n\n"
        "The rockets came from the east bank.",
    },
    {
        "id": "w-2",
        "title": "Ferries sail again",
        "source": "Exercise Wire",
        "date": "2024-04",
        "language": "en",
        "text": "Ferries across the river sail again.",
    },
    {
        "id": "w-3",
        "title": "Undated rockets",
        "text": "A drill with rockets, of no known day.",
        "language": "en",
    },
]


@dataclass(frozen=True)
class Outcome:
    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Briefing = Callable[..., Outcome]


@pytest.fixture(autouse=True)
def own_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The machine's own workspace, home and colours play no part."""
    for name in ("NO_COLOR", "COLUMNS", "BRIEFING_WORKSPACE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("TERM", "xterm-256color")


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    folder = tmp_path / "inbox"
    folder.mkdir()
    (folder / "wire.jsonl").write_text(
        "".join(json.dumps(each) + "\n" for each in ARTICLES), encoding="utf-8"
    )
    return folder


@pytest.fixture
def briefing(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Briefing:
    def call(*arguments: str | Path, stdin: bytes = b"") -> Outcome:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        code = run([str(argument) for argument in arguments])
        captured = capsys.readouterr()
        return Outcome(code, captured.out, captured.err)

    return call


@pytest.fixture
def filled(briefing: Briefing, inbox: Path) -> Briefing:
    """The command line, with three articles in the default workspace."""
    assert briefing("add", inbox).code == 0
    return briefing


@pytest.fixture
def unread(briefing: Briefing, tmp_path: Path) -> Briefing:
    """The command line, with three articles of which names are not known."""
    folder = tmp_path / "named"
    folder.mkdir()
    lines = "".join(json.dumps(each) + "\n" for each in THREE)
    (folder / "articles.jsonl").write_text(lines, encoding="utf-8")
    outcome = briefing("add", folder)
    assert outcome.code == 0
    assert "3 articles to be read for names: briefing extract --pending" in outcome.err.replace("\n", " ")
    return briefing


@pytest.fixture
def named(unread: Briefing) -> Briefing:
    """The same, with names."""
    with open_corpus(workspace()) as corpus:
        assert corpus.read_for_names(workers=0) == 3
    return unread
