"""What the palette promises, computed again."""

from __future__ import annotations

import pytest
from rich.color import Color

from briefing.tui.theme import Look, load_look
from index.model import KINDS

INKS = ("text", "strong", "muted", "accent", "note_mark", "ok", "warn", "error", *KINDS, "moment")
GROUNDS = ("bg", "raised", "row", "row_dim")


def _luminance(colour: str) -> float:
    channels = [value / 255 for value in Color.parse(colour).get_truecolor()]
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """WCAG 2.x contrast ratio, 1 to 21."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.fixture
def dark() -> Look:
    return load_look("dark")


@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("ink", INKS)
def test_every_ink_reads_on_every_ground(dark: Look, ink: str, ground: str) -> None:
    assert contrast(dark.colours[ink], dark.colours[ground]) >= 4.5


@pytest.mark.parametrize(("ink", "ground"), [("hit_fg", "hit"), ("cur_fg", "cur"), ("text", "note")])
def test_hits_notes_and_the_current_span_read(dark: Look, ink: str, ground: str) -> None:
    assert contrast(dark.colours[ink], dark.colours[ground]) >= 4.5


def test_without_colour_no_role_has_a_colour_and_what_matters_still_differs() -> None:
    look = load_look("no-colour")
    roles = ("text", "strong", "hit", "current", "person", "organisation", "place", "accent")
    styles = {role: look.style(role) for role in roles}
    assert all(style.color is None and style.bgcolor is None for style in styles.values())
    assert styles["hit"].reverse
    assert styles["current"].reverse
    assert styles["current"].bold
    assert (styles["person"].bold, styles["organisation"].underline, styles["place"].italic) == (
        True,
        True,
        True,
    )


def test_a_hit_in_a_name_keeps_the_weight_of_the_name(dark: Look) -> None:
    style = dark.style("person", "hit")
    assert style.bold
    assert style.bgcolor == Color.parse(dark.colours["hit"])


@pytest.mark.parametrize("name", ["dark", "no-colour"])
def test_ascii_glyphs_are_ascii(name: str) -> None:
    look = load_look(name, "ascii")
    assert all(sign.isascii() for sign in look.glyphs.values())


def test_every_kind_has_a_letter_of_its_own(dark: Look) -> None:
    letters = [dark.letter(kind) for kind in (*KINDS, "moment")]
    assert len(set(letters)) == len(letters)
