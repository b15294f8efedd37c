"""A fault of the program in a real terminal: a sentence, a file, and nothing of what was being read."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest
from terminal import Terminal

from briefing.casebook import open_casebook
from briefing.workspace import Workspace
from index import open_corpus

pytestmark = pytest.mark.slow

SECRET = "Sassafras convoy"

#: The reader with an action that breaks, in the middle of which it holds the text of an article.
BROKEN = """
import sys
from briefing.tui.screens.read import ReadScreen
def broken(self):
    text = self.article.text
    raise RuntimeError("made to break")
ReadScreen.action_copies = broken
from briefing.__main__ import main
sys.exit(main())
"""


def test_a_fault_is_a_sentence_and_a_file_without_what_was_read(tmp_path: Path) -> None:
    (tmp_path / "in.txt").write_text(f"{SECRET} seen.")
    workspace = tmp_path / "workspace"
    with open_corpus(workspace) as corpus:
        corpus.add([tmp_path / "in.txt"])
    arguments = ("--workspace", str(workspace))
    with Terminal(*arguments, size=(120, 36), environment={}, start=("-c", BROKEN)) as terminal:
        terminal.wait_for("1 of 1")
        terminal.type("\raone\x1b")
        terminal.read(1.0)
        begun = len(terminal.written)
        terminal.type("C")
        terminal.wait_for("fault of the program (RuntimeError)")
        terminal.process.wait(10)
        terminal.read(0.2)
        last = terminal.written[begun:].decode(errors="replace")
    assert terminal.process.returncode == 1
    assert "Traceback" not in last
    said = last[last.index("the reader ended") :]
    assert SECRET not in said
    (file,) = workspace.glob("fault-*.txt")
    assert file.name in said.replace("\r\n", "")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    words = file.read_text()
    assert "made to break" in words
    assert "action_copies" in words or "broken" in words
    assert SECRET not in words
    with open_casebook(Workspace(workspace)) as casebook:
        assert [note.body for note in casebook.notes()] == ["one"]
