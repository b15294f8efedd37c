"""What a real terminal is sent: its own colours, 256, all of them or none, and where nothing can be drawn."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from contrast import HEX
from corpora import write_lines
from rich.color import Color, ColorSystem
from terminal import Terminal

from briefing.tui.theme import load_look
from briefing.workspace import Workspace
from index import open_corpus

pytestmark = pytest.mark.slow

_SIZE = (120, 36)
_TITLE = "Rockets near the harbour"
_TEXT = (
    "Two rockets fell near the harbour of Ostrel on Sunday, said Prime Minister Anna Berg. "
    "The Ministry of Defence in Berlin called it an attack by the Kestrel Brigade. "
    "The Red Cross sent ten doctors to the city on 3 April 2024."
)


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    workspace = Workspace(tmp_path / "workspace")
    file = write_lines(tmp_path / "one.jsonl", {"title": _TITLE, "text": _TEXT, "date": "2024-04-22"})
    with open_corpus(workspace.corpus_path) as corpus:
        corpus.add([file])
    return workspace


def _codes(workspace: Workspace, theme: str, **environment: str) -> set[bytes]:
    """The colours and attributes that a journey sent, each sequence whole."""
    workspace.settings_path.write_text(f'theme = "{theme}"\n')
    with Terminal("--workspace", str(workspace.path), size=_SIZE, environment=environment) as terminal:
        terminal.wait_for(_TITLE)
        terminal.type("/rockets")
        terminal.wait_for("1 of 1")
        terminal.read(1.0)
        terminal.type("\r")
        terminal.read(0.7)
        terminal.type("e")
        terminal.read(0.5)
        terminal.type("v")
        terminal.read(0.5)
        terminal.type("\x1b")
        terminal.read(0.5)
        assert terminal.leave() == 0
    return set(re.findall(rb"\x1b\[([0-9;]*)m", bytes(terminal.written)))


def _number(colour: str) -> int | None:
    return Color.parse(colour).downgrade(ColorSystem.EIGHT_BIT).number


def _colours(codes: set[bytes]) -> set[int]:
    numbers = {int(number) for code in codes for number in code.split(b";") if number}
    return {number for number in numbers if number >= 30}


@pytest.mark.parametrize(
    ("theme", "expected", "never"),
    [
        # yellow, bright black; black on yellow; black on bright yellow; black on cyan
        ("terminal", {33, 90, 30, 43, 103, 46}, {31, 34}),
        # blue, bright black; black on yellow; bright white on blue; black on cyan
        ("terminal-light", {34, 90, 30, 43, 97, 44, 46}, {32, 33, 36, 91, 92, 93, 94, 95, 96}),
    ],
)
def test_terminal_themes_send_only_the_sixteen_colours(
    workspace: Workspace, theme: str, expected: set[int], never: set[int]
) -> None:
    codes = _codes(workspace, theme, COLORTERM="truecolor")
    assert not [code for code in codes if b"38;" in code or b"48;" in code]
    colours = _colours(codes)
    assert expected <= colours
    assert not never & colours
    assert {39, 49} <= colours  # ink and page stay the terminal's own


def test_a_light_theme_is_sent_as_it_is(workspace: Workspace) -> None:
    codes = _codes(workspace, "light", COLORTERM="truecolor")
    assert b"38;2;36;40;45;48;2;251;250;246" in codes


@pytest.mark.parametrize("term", ["xterm-256color", "screen"])
@pytest.mark.parametrize("theme", HEX)
def test_where_there_are_256_colours_only_the_chosen_ones_are_sent(
    workspace: Workspace, theme: str, term: str
) -> None:
    codes = _codes(workspace, theme, COLORTERM="", TERM=term)
    sent = {int(number) for code in codes for number in re.findall(rb"[34]8;5;(\d+)", code)}
    rest = {re.sub(rb"[34]8;5;\d+", b"", code) for code in codes}
    assert not {number for code in rest for number in code.split(b";") if number and int(number) >= 30}
    chosen = {token: _number(colour) for token, colour in load_look(theme, colours="256").colours.items()}
    assert sent <= set(chosen.values())
    used = ("bg", "text", "row", "muted", "rule", "hit", "hit_fg", "cur", "cur_fg", "sel", "sel_fg", "moment")
    assert {chosen[token] for token in used} <= sent


def test_a_terminal_of_24_bits_that_says_so_in_its_name_only_gets_them(workspace: Workspace) -> None:
    codes = _codes(workspace, "light", COLORTERM="", TERM="xterm-direct")
    assert b"38;2;36;40;45;48;2;251;250;246" in codes


def test_a_terminal_of_sixteen_colours_gets_its_own(workspace: Workspace) -> None:
    codes = _codes(workspace, "dark", COLORTERM="", TERM="linux")
    assert not [code for code in codes if b"38;" in code or b"48;" in code]
    assert {39, 49} <= _colours(codes)


def test_the_theme_without_colour_sends_none(workspace: Workspace) -> None:
    codes = _codes(workspace, "no-colour", COLORTERM="truecolor")
    assert _colours(codes) <= {39, 49}
    assert any(b"7" in code.split(b";") for code in codes)


def test_no_color_wins_over_the_settings(workspace: Workspace) -> None:
    assert _colours(_codes(workspace, "light", COLORTERM="truecolor", NO_COLOR="1")) <= {39, 49}


def test_a_terminal_that_cannot_place_text_gets_a_sentence(workspace: Workspace) -> None:
    with Terminal("--workspace", str(workspace.path), size=_SIZE, environment={"TERM": "dumb"}) as terminal:
        terminal.wait_for("this terminal cannot place text")
        terminal.read(5.0)
        assert terminal.process.wait(10) == 2
    assert b"\x1b" not in terminal.written


def test_keys_that_cannot_be_used_are_said_before_anything_is_drawn(workspace: Workspace) -> None:
    workspace.settings_path.write_text('[keys]\nnext_hit = "e"\n')
    with Terminal("--workspace", str(workspace.path), size=(400, 36), environment={}) as terminal:
        terminal.wait_for("would be the key of both next_hit and next_entity")
        terminal.read(5.0)
        assert terminal.process.wait(10) == 3
    assert str(workspace.settings_path).encode() in terminal.written
    assert b"\x1b[?1049h" not in terminal.written
