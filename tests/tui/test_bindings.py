"""Keys as they are printed, and sentences that name them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from reader import WIDE, settle, shown

from briefing.tui.actions import ACTIONS, Action
from briefing.tui.app import BriefingApp
from briefing.tui.bindings import MODES, SELECTING, key_of, keys_of, mode_keys, print_key
from briefing.tui.keymap import remapped
from briefing.tui.widgets.article import ArticleText


def own(**keys: str) -> tuple[Action, ...]:
    """The real table with these keys; an empty one takes the keys away."""
    written = {id: (key,) if key else () for id, key in keys.items()}
    return remapped(ACTIONS, written, Path("settings.toml"))


@pytest.mark.parametrize("character", "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~aZ9äß€")
def test_any_character_is_printed_as_it_is_typed(character: str) -> None:
    (action,) = (action for action in own(zoom=character, **_freed(character)) if action.id == "zoom")
    assert print_key(action.keys[0]) == character


def _freed(character: str) -> dict[str, str]:
    """Another key for whatever has this one."""
    return {action.id: "f2" for action in ACTIONS if character in map(print_key, action.keys)}


@pytest.mark.parametrize(
    ("key", "printed"),
    [
        ("space", "space"),
        ("tab", "tab"),
        ("shift+tab", "shift+tab"),
        ("enter", "enter"),
        ("backspace", "backspace"),
        ("delete", "delete"),
        ("home", "home"),
        ("f2", "f2"),
        ("ctrl+n", "ctrl+n"),
        ("escape", "esc"),
        ("pagedown", "PgDn"),
        ("left", "←"),
    ],
)
def test_keys_with_a_name_are_printed_by_it(key: str, printed: str) -> None:
    assert print_key(key) == printed


def test_a_sentence_names_the_first_key_or_the_command() -> None:
    assert key_of("keys") == "?"
    assert key_of("down") == "j"
    assert key_of("stop_adding") == ":stop adding"
    assert key_of("keys", own(keys="%")) == "%"
    assert key_of("zoom", own(zoom="")) == ":zoom"
    with pytest.raises(KeyError):
        key_of("nothing of the sort")


def test_while_selecting_the_users_own_keys_are_offered() -> None:
    assert ("a", "note") in keys_of("select")
    table = own(note="%", copy="")
    assert ("%", "note") in keys_of("select", table)
    assert "copy" not in [name for _, name in keys_of("select", table)]
    assert keys_of("select", table)[-1] == ("esc", "leave")


@pytest.mark.parametrize("place", MODES)
def test_other_keys_of_the_modes_stay(place: str) -> None:
    fixed = [row for row in mode_keys(place) if row[1] not in ("note", "copy")]  # type: ignore[arg-type]
    assert set(fixed) <= set(mode_keys(place, own(note="%", copy="")))  # type: ignore[arg-type]


def test_the_keys_of_selecting_are_those_of_the_article() -> None:
    bound = {
        key
        for binding in ArticleText.BINDINGS
        for key in binding.key.split(",")  # type: ignore[union-attr]
    }
    assert bound == SELECTING
    printed = {key for printed, _ in mode_keys("select") for key in printed.split("/")}
    assert printed - {"a", "y", "esc"} <= SELECTING


async def test_answers_name_the_users_own_keys(reader: Callable[..., BriefingApp]) -> None:
    app = reader(keys={"keys": ("%",), "leave": ("Q",)})
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot)
        await pilot.press("$")
        assert any("$ does nothing here: % shows the keys" in row for row in shown(pilot))
        await pilot.press("ctrl+c")
        await pilot.pause()
        assert "Q leaves" in shown(pilot)[-2]
        await pilot.press("slash", "ctrl+c")
        await pilot.pause()
        assert "esc, then Q leaves" in shown(pilot)[-2]
