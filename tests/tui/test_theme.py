"""What the palette promises, computed again, and what roles look like in each theme."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import get_args

import pytest
from contrast import ALL_KINDS, HEX, INKS, LEAST, PAIRS, contrast
from rich.color import Color, ColorType
from rich.style import Style

from briefing.settings import Theme
from briefing.tui.app import BriefingApp
from briefing.tui.theme import Look, load_look

NATIVE = ("terminal", "terminal-light", "no-colour")
THEMES: tuple[str, ...] = get_args(Theme)

#: The lowest ratio of each theme, as its design gives it.
LOWEST = {"dark": 5.19, "light": 4.87, "high-contrast": 7.56}

#: Roles that say something by how they look.
TELLING = (
    *("strong", "accent", "key", "title", "tab", "quote", "said", "ok", "warn", "error"),
    *("hit", "current", "selected", "row", "row_dim", "ground_said", "typed"),
    *(f"at:{kind}" for kind in ALL_KINDS),
)


def _attributes(style: Style) -> tuple[bool, ...]:
    return tuple(map(bool, (style.bold, style.italic, style.underline, style.reverse)))


@pytest.fixture
def dark() -> Look:
    return load_look("dark")


# -- contrast ------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", HEX)
def test_every_ink_reads_on_every_ground_that_it_can_stand_on(name: str) -> None:
    colours = load_look(name).colours
    low = {
        f"{ink} on {ground}": round(ratio, 2)
        for ink, ground in PAIRS
        if (ratio := contrast(colours[ink], colours[ground])) < LEAST[name]
    }
    assert not low, f"{name}: below {LEAST[name]}: {low}"


@pytest.mark.parametrize("name", HEX)
def test_the_lowest_contrast_is_the_one_that_was_designed(name: str) -> None:
    colours = load_look(name).colours
    ratio, ink, ground = min((contrast(colours[ink], colours[ground]), ink, ground) for ink, ground in PAIRS)
    assert round(ratio, 2) == LOWEST[name], f"{name}: {ink} on {ground}"


def test_contrast_is_computed_as_it_is_defined() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#777777") == pytest.approx(1)
    assert contrast("#767676", "#FFFFFF") == pytest.approx(4.54, abs=0.005)


# -- palette -------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", THEMES)
def test_every_theme_of_the_settings_can_be_drawn_with(name: str) -> None:
    look = load_look(name)
    for role in (*TELLING, *ALL_KINDS, "text", "muted", "rule", "card", "note", "note_mark", "listed", ""):
        look.style(role)
        look.style("card", "row", role)


def test_all_hex_themes_have_the_same_tokens() -> None:
    first, *others = (load_look(name).colours for name in HEX)
    assert all(set(colours) == set(first) for colours in others)
    assert all(value.startswith("#") for colours in (first, *others) for value in colours.values())


@pytest.mark.parametrize("name", ["terminal", "terminal-light"])
def test_terminal_themes_lack_only_the_ground_of_notes(name: str, dark: Look) -> None:
    assert set(dark.colours) - set(load_look(name).colours) == {"note"}


def test_on_a_light_terminal_only_red_blue_and_magenta_are_inks() -> None:
    colours = load_look("terminal-light").colours
    inks = {colours[ink] for ink in INKS}
    assert inks == {"default", "red", "blue", "magenta"}


@pytest.mark.parametrize("name", THEMES)
def test_ascii_glyphs_are_ascii(name: str) -> None:
    look = load_look(name, "ascii")
    assert all(sign.isascii() for sign in look.glyphs.values())


def test_every_kind_has_a_letter_of_its_own(dark: Look) -> None:
    letters = [dark.letter(kind) for kind in ALL_KINDS]
    assert len(set(letters)) == len(letters)


# -- roles ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", TELLING)
def test_without_colour_what_matters_still_differs(role: str) -> None:
    look = load_look("no-colour")
    style = look.style(role)
    assert style.color is None
    assert style.bgcolor is None
    assert _attributes(style) != _attributes(look.style("text"))


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize("role", TELLING)
def test_what_matters_differs_in_every_theme(name: str, role: str) -> None:
    look = load_look(name)
    assert look.style(role) != look.style("text")


@pytest.mark.parametrize("name", THEMES)
def test_the_family_of_a_kind_shows_in_every_theme(name: str) -> None:
    look = load_look(name)
    styles = [look.style(kind) for kind in ("person", "organisation", "place")]
    assert [(s.bold, s.underline, s.italic) for s in styles] == [
        (True, None, None),
        (None, True, None),
        (None, None, True),
    ]
    assert not look.style("organisation", "listed").underline


def test_a_hit_in_a_name_keeps_the_weight_of_the_name(dark: Look) -> None:
    style = dark.style("person", "hit")
    assert style.bold
    assert style.bgcolor == Color.parse(dark.colours["hit"])


@pytest.mark.parametrize("name", HEX)
@pytest.mark.parametrize("kind", ALL_KINDS)
def test_a_current_name_is_its_kind_reversed(name: str, kind: str) -> None:
    look = load_look(name)
    style = look.style(kind, "hit", f"at:{kind}")
    assert style.color == Color.parse(look.colours["bg"])
    assert style.bgcolor == Color.parse(look.colours[kind])
    assert style.bold


@pytest.mark.parametrize("name", ["terminal", "terminal-light"])
def test_a_current_name_on_a_hit_is_its_kind_reversed_in_a_terminal(name: str) -> None:
    look = load_look(name)
    style = look.style("organisation", "hit", "at:organisation")
    assert style.color == Color.parse(look.colours["organisation"])
    assert style.bgcolor is not None
    assert style.bgcolor.is_default
    assert style.reverse
    assert style.bold


@pytest.mark.parametrize("name", HEX)
def test_selected_typed_and_said_have_their_own_ink_and_ground(name: str) -> None:
    look = load_look(name)
    expected = {
        "selected": ("sel_fg", "sel"),
        "typed": ("bg", "accent"),
        "said": ("said", "bg"),
        "ground_said": ("text", "focus_said"),
        "card": ("text", "raised"),
    }
    for role, (ink, ground) in expected.items():
        style = look.style(role)
        assert (style.color, style.bgcolor) == (
            Color.parse(look.colours[ink]),
            Color.parse(look.colours[ground]),
        ), role


def test_a_selection_lies_over_all_else(dark: Look) -> None:
    style = dark.style("person", "note", "hit", "current", "selected")
    assert style.bgcolor == Color.parse(dark.colours["sel"])
    assert style.color == Color.parse(dark.colours["sel_fg"])


@pytest.mark.parametrize("name", HEX)
def test_later_roles_on_a_card_replace_only_the_ink(name: str) -> None:
    look = load_look(name)
    style = look.style("card", "muted")
    assert style.color == Color.parse(look.colours["muted"])
    assert style.bgcolor == Color.parse(look.colours["raised"])
    assert look.style("card", "row").bgcolor == Color.parse(look.colours["row"])


# -- the terminal's own colours ------------------------------------------------------------------


@pytest.mark.parametrize("name", NATIVE)
def test_native_themes_ask_only_for_the_colours_of_the_terminal(name: str) -> None:
    look = load_look(name)
    for role in (*TELLING, *ALL_KINDS, "muted", "rule", "card"):
        style = look.style(role)
        for colour in (style.color, style.bgcolor):
            assert colour is None or colour.type in (ColorType.DEFAULT, ColorType.STANDARD), role


@pytest.mark.parametrize("name", NATIVE)
def test_the_current_row_is_reversed_with_the_focus_and_bold_without(name: str) -> None:
    look = load_look(name)
    assert look.style("row").reverse
    assert look.style("row_dim").bold
    assert not look.style("row_dim").reverse


@pytest.mark.parametrize("name", NATIVE)
@pytest.mark.parametrize("ground", ["row", "ground_said"])
def test_a_reversed_row_has_no_spots_of_colour_in_it(name: str, ground: str) -> None:
    look = load_look(name)
    plain = look.style(ground)
    for role in ("muted", "accent", "note_mark", *ALL_KINDS):
        style = look.style(ground, role)
        assert (style.color, style.bgcolor, style.reverse) == (plain.color, plain.bgcolor, True), role


@pytest.mark.parametrize("name", NATIVE)
def test_a_hit_in_a_reversed_row_is_seen(name: str) -> None:
    look = load_look(name)
    style = look.style("row", "muted", "hit")
    assert not style.reverse
    assert style != look.style("row", "muted")


def test_roles_of_sixteen_colours_are_those_of_the_design() -> None:
    look = load_look("terminal")
    shown = {
        role: str(look.style(role)) for role in ("rule", "muted", "hit", "current", "selected", "moment")
    }
    assert {role: words.replace("not reverse ", "") for role, words in shown.items()} == {
        "rule": "bright_black on default",
        "muted": "default on default",
        "hit": "black on yellow",
        "current": "bold black on bright_yellow",
        "selected": "black on cyan",
        "moment": "bright_cyan on default",
    }
    assert look.style("note") == look.style()


# -- the application -----------------------------------------------------------------------------


@pytest.mark.parametrize("name", THEMES)
async def test_the_reader_draws_in_the_theme_of_the_settings(
    name: str, reader: Callable[..., BriefingApp]
) -> None:
    app = reader(theme=name)
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        assert app.theme == app.look.name == name
        assert app.current_theme.dark is not name.endswith("light")
        assert app.native_ansi_color is (name in NATIVE)
        ground = app.screen.styles.background
        if name in HEX:
            assert ground.hex == app.look.colours["bg"]
        else:
            assert ground.ansi == -1
        variables = app.get_css_variables()
        assert variables["cursor_style"] == ("reverse" if name == "no-colour" else "none")


@pytest.mark.parametrize(("value", "name"), [("1", "no-colour"), ("0", "no-colour"), ("", "light")])
def test_no_color_in_the_environment_gives_the_theme_without_colour(
    value: str, name: str, reader: Callable[..., BriefingApp], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", value)
    app = reader(theme="light")
    assert app.look.name == app.theme == name
    assert app.no_color is (name == "no-colour")
    assert os.environ["NO_COLOR"] == value


def test_the_theme_without_colour_leaves_the_environment_as_it_was(
    reader: Callable[..., BriefingApp], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert reader(theme="no-colour").no_color
    assert "NO_COLOR" not in os.environ
    assert not reader(theme="dark").no_color
