"""Whole journeys through the reader, in a real terminal."""

from __future__ import annotations

from pathlib import Path

import pytest
from terminal import ROOT, Terminal

from briefing.casebook import open_casebook
from briefing.workspace import Workspace
from index import open_corpus

SAMPLES = ROOT / "seeds" / "articles"

pytestmark = pytest.mark.slow

COLOUR = {"COLORTERM": "truecolor"}


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    workspace = Workspace(tmp_path / "workspace")
    with open_corpus(workspace.corpus_path) as corpus:
        corpus.add([SAMPLES])
    return workspace


@pytest.mark.parametrize("size", [(120, 36), (80, 24)], ids=["wide", "narrow"])
def test_search_read_note_and_find_the_note_again(workspace: Workspace, size: tuple[int, int]) -> None:
    with Terminal("--workspace", str(workspace.path), size=size, environment=COLOUR) as terminal:
        terminal.wait_for("36 of 36")
        terminal.type("/kestrel forgery")
        terminal.wait_for(" of 36")
        terminal.read(1.0)
        terminal.type("\r")
        terminal.read(0.5)
        terminal.type("awho says so?")
        terminal.wait_for("kept")
        terminal.type("\x1b")
        terminal.read(0.5)
        assert terminal.leave() == 0
    with open_casebook(workspace) as casebook:
        (note,) = casebook.notes()
        assert note.body == "who says so?"
        assert note.anchor is not None
        assert "Kestrel" in note.anchor.exact
        assert note.anchor.exact.endswith(".")


def test_the_demo_opens_the_reader_and_q_leaves_it(tmp_path: Path) -> None:
    with Terminal("demo", size=(120, 36), environment={"XDG_DATA_HOME": str(tmp_path), **COLOUR}) as terminal:
        terminal.wait_for("36 of 36")
        assert terminal.leave() == 0
    assert (tmp_path / "briefing" / "demo" / "corpus.db").exists()


def test_ctrl_c_never_kills(workspace: Workspace) -> None:
    with Terminal("--workspace", str(workspace.path), size=(120, 36), environment=COLOUR) as terminal:
        terminal.wait_for("36 of 36")
        terminal.type("\x03")
        terminal.wait_for("q leaves")
        assert terminal.process.poll() is None
        assert terminal.leave() == 0


def test_no_colour_code_is_sent_with_no_color(workspace: Workspace) -> None:
    with Terminal(
        "--workspace", str(workspace.path), size=(120, 36), environment={"NO_COLOR": "1"}
    ) as terminal:
        terminal.wait_for("36 of 36")
        terminal.type("\re")
        terminal.read(0.5)
        assert terminal.leave() == 0
    assert b"\x1b[38;" not in terminal.written
    assert b"\x1b[48;" not in terminal.written
    assert not any(
        b"\x1b[%dm" % code in terminal.written for code in (*range(30, 38), *range(40, 48), *range(90, 108))
    )


def test_a_damaged_index_is_made_again_behind_the_reader(workspace: Workspace) -> None:
    with open_corpus(workspace.corpus_path) as corpus:
        total = corpus.search("kestrel").total
    for file in (workspace.path / "fulltext").glob("*.toc"):
        file.write_bytes(b"not an index")
    with Terminal("--workspace", str(workspace.path), size=(120, 36), environment=COLOUR) as terminal:
        terminal.wait_for("The search index was damaged")
        terminal.type("/kestrel")
        terminal.wait_for(f"{total} of 36")
        terminal.type("\x1b")
        terminal.read(0.3)
        assert terminal.leave() == 0
