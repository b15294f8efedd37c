"""The themes where a terminal has fewer colours: what is chosen, what is told apart, what is sent."""

from __future__ import annotations

import itertools
import os
import tomllib
from pathlib import Path

import pytest
from contrast import ALL_KINDS, HEX, LEAST, PAIRS, contrast
from rich.color import Color, ColorSystem
from rich.console import Console
from textual.app import App

from briefing.tui import theme
from briefing.tui.colours import Colours, telling, terminal_colours
from briefing.tui.fixed import nearest, of_256, sent_as
from briefing.tui.theme import load_look

PALETTE = tomllib.loads(Path(theme.__file__).with_name("palette.toml").read_text("utf-8"))
GROUNDS = ("row", "row_dim", "raised", "note", "hit", "cur", "sel", "focus_said")
#: Grounds that can be seen beside each other, or one within the other.
BESIDE = (
    *itertools.combinations(("row", "note", "hit", "cur", "sel", "focus_said"), 2),
    ("row", "row_dim"),
    ("row", "raised"),
)
#: What says whose it is by its hue alone.
HUED = ("hit", "note", "sel", "accent", "note_mark")


def sent(colour: str) -> int:
    """The number that Rich sends for a colour where there are 256."""
    number = Color.parse(colour).downgrade(ColorSystem.EIGHT_BIT).number
    assert number is not None
    return number


def seen(colour: str) -> str:
    """The colour that the terminal shows for it."""
    return Color.from_ansi(sent(colour)).get_truecolor().hex


def faults(all_colours: dict[str, str], shown: dict[str, str]) -> list[str]:
    """What a choice of colours gets wrong."""
    name = next(name for name in HEX if PALETTE["theme"][name] == all_colours)
    numbers = {token: sent(colour) for token, colour in shown.items()}
    found = [
        f"{ink} on {ground}: {ratio:.2f}"
        for ink, ground in PAIRS
        if (ratio := contrast(seen(shown[ink]), seen(shown[ground]))) < LEAST[name]
    ]
    apart = [*BESIDE, *((ground, "bg") for ground in GROUNDS), *itertools.combinations(ALL_KINDS, 2)]
    found += [
        f"{one} is {other}"
        for one, other in apart
        if numbers[one] == numbers[other] and all_colours[one] != all_colours[other]
    ]
    found += [
        f"{token} is grey" for token in HUED if len(set(Color.parse(shown[token]).get_truecolor())) == 1
    ]
    return found


# -- what is chosen ------------------------------------------------------------------------------


@pytest.mark.parametrize("name", HEX)
def test_with_256_colours_all_that_the_palette_promises_still_holds(name: str) -> None:
    look = load_look(name, colours="256")
    assert look.name == name
    assert set(look.colours) == set(PALETTE["theme"][name])
    assert faults(PALETTE["theme"][name], dict(look.colours)) == []


@pytest.mark.parametrize(
    ("name", "token"), [(name, token) for name in HEX for token in PALETTE["fixed"][name]]
)
def test_every_correction_is_needed(name: str, token: str) -> None:
    others = {key: number for key, number in PALETTE["fixed"][name].items() if key != token}
    assert faults(PALETTE["theme"][name], of_256(PALETTE["theme"][name], others))


@pytest.mark.parametrize("name", HEX)
def test_a_corrected_token_is_sent_as_its_number_and_any_other_as_the_nearest(name: str) -> None:
    corrected = PALETTE["fixed"][name]
    for token, colour in load_look(name, colours="256").colours.items():
        assert sent(colour) == (corrected.get(token) or nearest(PALETTE["theme"][name][token])), token


def test_corrections_name_themes_and_tokens_that_there_are() -> None:
    for name, corrected in PALETTE["fixed"].items():
        assert set(corrected) <= set(PALETTE["theme"][name])


def test_what_can_be_chosen_is_nearest_to_itself_and_rich_sends_it() -> None:
    inside = {59, 102, 145, 188}  # greys of the cube, for which Rich sends one of the ramp
    for number in set(range(16, 256)) - inside:
        assert nearest(Color.from_ansi(number).get_truecolor().hex) == number
        assert sent(sent_as(number)) == number


def test_a_dark_blue_stays_dark() -> None:
    """Rich alone makes teal of it."""
    assert sent("#24303B") == 23
    assert nearest("#24303B") == 236


@pytest.mark.parametrize("colours", ["256", "16"])
@pytest.mark.parametrize("name", ["terminal", "terminal-light", "no-colour"])
def test_the_terminals_own_colours_are_what_they_are(name: str, colours: Colours) -> None:
    assert load_look(name, colours=colours) == load_look(name)


@pytest.mark.parametrize(
    ("name", "instead"), [("dark", "terminal"), ("light", "terminal-light"), ("high-contrast", "terminal")]
)
def test_with_sixteen_colours_the_terminals_own_are_used(name: str, instead: str) -> None:
    assert load_look(name, "ascii", "16") == load_look(instead, "ascii")


# -- what the terminal has -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("term", "colorterm", "expected"),
    [
        ("xterm-256color", "truecolor", "24bit"),
        ("xterm-256color", "24bit", "24bit"),
        ("xterm-direct", "", "24bit"),
        ("tmux-direct", "", "24bit"),
        ("xterm-256color", "", "256"),
        ("xterm-256color", "yes", "256"),
        ("screen.xterm-256color", "", "256"),
        ("rxvt-unicode-256color", "", "256"),
        ("screen", "", "256"),
        ("tmux", "", "256"),
        ("xterm", "", "256"),
        ("xterm-kitty", "", "256"),
        ("alacritty", "", "256"),
        ("xterm-16color", "", "16"),
        ("screen.linux", "", "16"),
        ("rxvt-unicode", "", "16"),
        ("linux", "", "16"),
        ("vt220", "", "16"),
        ("", "", "16"),
    ],
)
def test_the_terminal_says_how_many_colours_it_has(term: str, colorterm: str, expected: Colours) -> None:
    assert terminal_colours({"TERM": term, "COLORTERM": colorterm}) == expected


@pytest.mark.parametrize(("forced", "expected"), [("truecolor", "24bit"), ("256", "256"), ("standard", "16")])
def test_what_textual_was_told_by_hand_counts_first(forced: str, expected: Colours) -> None:
    assert terminal_colours({"TERM": "xterm-256color", "TEXTUAL_COLOR_SYSTEM": forced}) == expected


@pytest.mark.parametrize("term", ["xterm-direct", "xterm-256color", "screen", "xterm", "alacritty"])
@pytest.mark.parametrize("colorterm", [None, "truecolor"])
def test_textual_sends_what_was_decided(
    term: str, colorterm: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("COLORTERM", raising=False)
    monkeypatch.setenv("TERM", term)
    if colorterm:
        monkeypatch.setenv("COLORTERM", colorterm)
    before = dict(os.environ)
    colours = terminal_colours(os.environ)
    with telling(colours):
        console = App[None]().console
    assert isinstance(console, Console)
    assert console.color_system == {"24bit": "truecolor", "256": "256"}[colours]
    assert dict(os.environ) == before
