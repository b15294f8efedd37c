"""The reader in a real terminal, on articles written against it: every byte is recorded and searched."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from terminal import Terminal

from briefing.casebook import open_casebook
from briefing.workspace import Workspace
from index import open_corpus
from index.model import Span

#: What none of our own output ever holds, in the bytes of a terminal that reads UTF-8.
POISON = {
    "OSC 52": b"\x1b]52",
    "title": b"\x1b]0;owned",
    "link": b"\x1b]8;",
    "device control": b"\x1bPq",
    "answer back": b"\x1b[6n",
    "C1": b"\xc2\x9b",
    "bidi override": "\u202e".encode(),
    "bidi isolate": "\u2066".encode(),
    "zero width": "\u200b".encode(),
    "tag": "\U000e0041".encode(),
    "NUL": b"\x00",
    "BEL": b"\x07",
}

ATTACK = (
    "\x1b]52;c;aGFjaw==\x07\x1b]0;owned\x1b\\\x1b]8;;http://x.example\x1b\\\x1bPq\x1b\\\x1b[6n\x1b[2J"
    "\x9b31m\u202e\u2066\u200b\U000e0041\x00\x07[bold red]markup[/]"
)


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    folder = tmp_path / "in"
    folder.mkdir()
    record = {
        "id": f"r{ATTACK}",
        "title": f"Rocket {ATTACK} story",
        "source": f"Outlet {ATTACK}",
        "author": f"Author {ATTACK}",
        "date": "2024-04-22",
        "body": f"One {ATTACK} line.\r\n\r\nThe rocket fell, said Tomas Reik {ATTACK} today.\r\n",
    }
    (folder / f"name{ATTACK.replace(chr(0), '').replace('/', '')}.json").write_text(
        json.dumps(record), "utf-8"
    )
    workspace = Workspace(tmp_path / "workspace")
    with open_corpus(workspace.corpus_path) as corpus, open_casebook(workspace) as casebook:
        report = corpus.add([folder])
        assert report.new == 1
        article = corpus.article(corpus.search("rocket").hits[0].id)
        casebook.add_note(article, f"note {ATTACK}", Span(0, 5))
    return workspace


@pytest.mark.slow
@pytest.mark.parametrize(
    "environment", [{"COLORTERM": "truecolor"}, {"NO_COLOR": "1"}], ids=["colour", "no colour"]
)
@pytest.mark.parametrize("size", [(120, 36), (80, 24)], ids=["wide", "narrow"])
def test_nothing_hostile_reaches_the_terminal(
    workspace: Workspace, size: tuple[int, int], environment: dict[str, str]
) -> None:
    with Terminal("--workspace", str(workspace.path), size=size, environment=environment) as terminal:
        terminal.wait_for("Rocket")
        for keys in (
            "/rocket \x16\x1b",
            "/rocket markup",
            "\r",
            "n",
            "e",
            "e",
            "t",
            "m",
            "a",
            "typed",
            "\x1b",
            "\t",
            "\t",
        ):
            terminal.type(keys)
            terminal.read(0.3)
        assert terminal.leave() == 0
    written = re.sub(
        rb"\x1b\]22;[a-z]*\x07", b"", terminal.written
    )  # our own: the shape of the mouse pointer
    found = [name for name, poison in POISON.items() if poison in written]
    assert found == []
    for words in (b"markup", b"Outlet", b"note"):
        assert words in terminal.written


@pytest.mark.slow
def test_the_recording_would_show_it(tmp_path: Path) -> None:
    """A search of bytes that finds nothing anywhere would prove nothing."""
    assert all(poison in ATTACK.encode() for poison in POISON.values())
