"""How many keys a task takes, where copies go, and adding: the program in a real terminal."""

from __future__ import annotations

import base64
import json
import re
import shutil
from pathlib import Path

import pytest
from terminal import ROOT, Terminal

from briefing.casebook import open_casebook
from briefing.workspace import Workspace
from index import open_corpus

SAMPLES = ROOT / "seeds" / "articles"
COLOUR = {"COLORTERM": "truecolor", "TMUX": "", "STY": ""}
SIZE = (120, 36)

#: A phrase that an analyst remembers, the article that it stands in, and the sentence there.
PHRASE = '"fired no rockets"'
TITLE = "Brigade rejects claim"
SENTENCE = '"We fired no rockets at Ostrel or any other base," the voice said.'

MOST_KEYS = 30
SHELL = "briefing\r"

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("journey") / "workspace"
    with open_corpus(path) as corpus:
        corpus.add([SAMPLES])
    return path


def opened(path: Path, **environment: str) -> Terminal:
    """The reader on a workspace, ready for keys."""
    terminal = Terminal("--workspace", str(path), size=SIZE, environment={**COLOUR, **environment})
    terminal.wait_for("36 of 36")
    return terminal


class Keyboard:
    """Counts what is typed."""

    def __init__(self, terminal: Terminal) -> None:
        self.terminal = terminal
        self.count = 0

    def type(self, keys: str) -> None:
        self.count += len(keys)
        self.terminal.type(keys)


def lit(written: bytes, word: str) -> bool:
    """Whether a word was drawn in the ink and on the ground of the current hit."""
    styled = re.findall(rb"\x1b\[([0-9;]*)m" + re.escape(word.encode()), written)
    return any(b"48;2;255;207;74" in style for style in styled)


def test_from_the_shell_to_a_known_phrase_in_few_keys(built: Path) -> None:
    with opened(built) as terminal:
        keyboard = Keyboard(terminal)
        keyboard.type("/")
        keyboard.type(PHRASE)
        terminal.wait_for(TITLE)
        terminal.read(0.4)
        begun = len(terminal.written)
        keyboard.type("\r")
        terminal.wait_for("hit 1 of")
        terminal.read(0.3)
        landed = bytes(terminal.written[begun:])
        assert lit(landed, "fired")
        assert keyboard.count == len("/") + len(PHRASE) + len("\r") == 20
        assert len(SHELL) + keyboard.count <= MOST_KEYS
        assert terminal.leave() == 0


def test_a_copy_is_sent_to_the_terminal_as_the_words_of_the_article(built: Path) -> None:
    with opened(built, TERM="xterm-256color") as terminal:
        terminal.type(f"/{PHRASE}")
        terminal.wait_for(TITLE)
        terminal.type("\r")
        terminal.wait_for("hit 1 of")
        terminal.type("vy")
        terminal.wait_for("copied with source")
        assert terminal.leave() == 0
    (sent,) = re.findall(rb"\x1b\]52;c;([A-Za-z0-9+/=]*)(?:\x07|\x1b\\)", terminal.written)
    copied = base64.b64decode(sent, validate=True).decode()
    passage, _, source = copied.partition("\n\n— ")
    assert passage == SENTENCE
    assert source.startswith("Senn Valley Digest (exercise), “")
    assert not (built / "clip.txt").exists()


def test_a_terminal_without_a_clipboard_gets_a_file(built: Path) -> None:
    with opened(built, TERM="linux", COLORTERM="") as terminal:
        terminal.type(f"/{PHRASE}")
        terminal.wait_for(TITLE)
        terminal.type("\r")
        terminal.wait_for("hit 1 of")
        terminal.type("vy")
        terminal.wait_for("written to clip.txt")
        assert terminal.leave() == 0
    assert b"\x1b]52" not in terminal.written
    file = built / "clip.txt"
    assert file.read_text("utf-8").startswith(f"{SENTENCE}\n\n— ")
    assert file.stat().st_mode & 0o077 == 0
    file.unlink()


def test_a_search_that_comes_in_one_piece_goes_to_its_first_hit(built: Path) -> None:
    with opened(built) as terminal:
        begun = len(terminal.written)
        terminal.type(f"/{PHRASE}\r")
        terminal.wait_for("hit 1 of 1")
        terminal.wait_for(" select", 3)  # which is offered in the article only
        assert lit(bytes(terminal.written[begun:]), "fired")


def command(terminal: Terminal, text: str) -> None:
    """A command, typed as people type: its letters come when they can be seen."""
    terminal.type(":")
    terminal.wait_for("Commands")
    terminal.read(0.3)
    terminal.type(f"{text}\r")


def test_a_command_that_comes_in_one_piece_loses_no_letter(tmp_path: Path) -> None:
    with Terminal("--workspace", str(tmp_path / "w"), size=SIZE, environment=COLOUR) as terminal:
        terminal.wait_for("Add a folder of articles")
        terminal.read(0.3)
        terminal.type(":add /nowhere\r")
        terminal.wait_for("cannot add /nowhere", 4)


def test_a_folder_is_added_by_its_path_and_found(tmp_path: Path) -> None:
    folder = tmp_path / "in box"
    folder.mkdir()
    (folder / "a.txt").write_text("Language: en\n\nThe quince harvest was lost.\n")
    path = tmp_path / "workspace"
    with Terminal("--workspace", str(path), size=SIZE, environment=COLOUR) as terminal:
        terminal.wait_for("Add a folder of articles")
        command(terminal, f"add {folder}")
        terminal.wait_for(": 1 new")
        terminal.read(0.5)
        terminal.type("/quince")
        terminal.wait_for("most relevant first")
        terminal.type("\r")
        terminal.wait_for("hit 1 of 1")
        assert terminal.leave() == 0


def test_leaving_in_the_middle_of_adding_keeps_what_was_read_and_what_was_written(tmp_path: Path) -> None:
    file = tmp_path / "many.jsonl"
    file.write_text(
        "".join(
            json.dumps({"id": f"{n}", "text": f"Report {n} on the medlar trade.", "language": "en"}) + "\n"
            for n in range(60_000)
        )
    )
    workspace = Workspace(tmp_path / "workspace")
    with Terminal("--workspace", str(workspace.path), size=SIZE, environment=COLOUR) as terminal:
        terminal.wait_for("Add a folder of articles")
        command(terminal, f"add {file}")
        terminal.wait_for("searchable ")
        terminal.type("aso it begins")
        terminal.wait_for("keep and leave")
        terminal.read(0.2)
        terminal.type("\x1b")
        terminal.read(0.3)
        assert terminal.leave(seconds=10) == 0
    with open_corpus(workspace.corpus_path, catch_up=False) as corpus, open_casebook(workspace) as casebook:
        assert 0 < corpus.search("", limit=0).articles < 60_000
        assert [note.body for note in casebook.notes()] == ["so it begins"]


def test_a_note_is_written_in_the_users_own_editor_and_graded(tmp_path: Path, built: Path) -> None:
    path = tmp_path / "workspace"
    shutil.copytree(built, path)
    script = tmp_path / "editor.sh"
    script.write_text(
        '#!/bin/sh\necho "EDITING $1"\nsleep 0.3\nprintf "From outside.\\n\\n* one\\n* two  \\n" > "$1"\n'
    )
    script.chmod(0o700)
    with opened(path, EDITOR=str(script), VISUAL="") as terminal:
        terminal.type(f"/{PHRASE}\r")
        terminal.wait_for("hit 1 of")
        terminal.type("I")
        terminal.wait_for("EDITING")
        terminal.wait_for("From outside.")
        terminal.wait_for("kept")
        terminal.type("rb2")
        terminal.wait_for("graded 2, probably true")
        assert terminal.leave() == 0
    with open_casebook(Workspace(path)) as casebook:
        (note,) = casebook.notes()
        assert note.body == "From outside.\n\n* one\n* two  "
        assert note.anchor is not None
        assert note.anchor.exact == SENTENCE
        assert sorted(casebook.grades().articles.values()) == ["2"]
        assert sorted(casebook.grades().outlets.values()) == ["B"]
    assert list(path.glob("note-*")) == []
