"""The user's own keys: what is taken, what is refused and why, and the real reader with them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import ClassVar

import pytest
from reader import WIDE, screen_of, search, settle, shown
from textual.app import App
from textual.binding import BindingType
from textual.screen import Screen

from briefing.errors import WorkspaceError
from briefing.settings import read_settings
from briefing.tui.actions import ACTIONS, Action
from briefing.tui.app import BriefingApp
from briefing.tui.bindings import keys_of, print_key
from briefing.tui.keymap import bind, remapped

PATH = Path("settings.toml")


def table(**keys: str | list[str]) -> dict[str, Action]:
    """The real table with these keys, by id."""
    written = {id: tuple(value) if isinstance(value, list) else (value,) for id, value in keys.items()}
    return {action.id: action for action in remapped(ACTIONS, written, PATH)}


def refused(**keys: str | list[str]) -> WorkspaceError:
    """What is said of keys that cannot be used."""
    with pytest.raises(WorkspaceError) as caught:
        table(**keys)
    error = caught.value
    assert error.message.startswith("cannot use settings.toml: ")
    assert not error.message.endswith(".")
    assert error.hint
    assert error.exit_code == 3
    return error


# -- what is taken -------------------------------------------------------------------------------


def test_without_keys_of_the_user_the_table_is_the_same_object() -> None:
    assert remapped(ACTIONS, {}, PATH) is ACTIONS


def test_only_what_is_named_changes() -> None:
    changed = table(next_hit="ctrl+n")
    assert changed["next_hit"].keys == ("ctrl+n",)
    assert list(changed) == [action.id for action in ACTIONS]
    assert [action for action in ACTIONS if action != changed[action.id]] == [
        action for action in ACTIONS if action.id == "next_hit"
    ]


@pytest.mark.parametrize(
    ("written", "named"),
    [
        ("X", "X"),
        (")", "right_parenthesis"),
        (",", "comma"),
        ("'", "apostrophe"),
        ("%", "percent_sign"),
        ("&", "ampersand"),
        ("^", "circumflex_accent"),
        ("~", "tilde"),
        ("_", "underscore"),
        ("@", "at"),
        ("$", "dollar_sign"),
        ("ä", "ä"),
        ("€", "euro_sign"),
        ("percent_sign", "percent_sign"),
        ("f2", "f2"),
        ("F12", "f12"),
        ("Del", "delete"),
        ("insert", "insert"),
        ("ctrl+n", "ctrl+n"),
        ("Ctrl+N", "ctrl+n"),
        ("ctrl+w", "ctrl+w"),
    ],
)
def test_keys_are_taken_as_people_write_them(written: str, named: str) -> None:
    assert table(next_hit=written)["next_hit"].keys == (named,)


@pytest.mark.parametrize(
    ("written", "named"),
    [
        ("]", "right_square_bracket"),
        ("[", "left_square_bracket"),
        ("space", "space"),
        (" ", "space"),
        ("enter", "enter"),
        ("Return", "enter"),
        ("PgDn", "pagedown"),
        ("pgup", "pageup"),
        ("↓", "down"),
        ("up", "up"),
        ("tab", "tab"),
        ("shift+tab", "shift+tab"),
        ("/", "slash"),
        ("?", "question_mark"),
        (":", "colon"),
        (";", "semicolon"),
        ("*", "asterisk"),
        ("ctrl+d", "ctrl+d"),
    ],
)
def test_keys_of_the_table_can_go_to_another_action(written: str, named: str) -> None:
    (owner,) = (action for action in ACTIONS if named in action.keys)
    changed = table(**{"zoom": written, owner.id: "ctrl+g"})
    assert changed["zoom"].keys == (named,)
    assert changed[owner.id].keys == ("ctrl+g",)


@pytest.mark.parametrize("action", ACTIONS, ids=lambda action: action.id)
def test_the_keys_that_an_action_has_can_be_written_as_they_are_printed(action: Action) -> None:
    printed = [print_key(key) for key in action.keys] or ["ctrl+g"]
    assert table(**{action.id: printed})[action.id].keys == (action.keys or ("ctrl+g",))


def test_two_actions_can_exchange_their_keys() -> None:
    changed = table(next_hit="N", previous_hit="n")
    assert changed["next_hit"].keys == ("N",)
    assert changed["previous_hit"].keys == ("n",)


def test_an_action_can_have_several_keys_and_a_key_named_twice_is_one() -> None:
    assert table(next_hit=["n", "ctrl+n", "n", "Ctrl+N"])["next_hit"].keys == ("n", "ctrl+n")


def test_an_action_can_be_left_without_a_key_and_is_offered_no_more() -> None:
    changed = table(note=[])
    assert changed["note"].keys == ()
    for place in ("article", "results"):
        assert "note" not in [name for _, name in keys_of(place, tuple(changed.values()))]
        assert "note" in [name for _, name in keys_of(place)]


@pytest.mark.parametrize("id", ["leave", "keys"])
def test_there_is_always_a_way_out_and_a_way_to_the_keys(id: str) -> None:
    assert f"{id} must keep a key" in refused(**{id: []}).message
    assert table(**{id: "ctrl+g"})[id].keys == ("ctrl+g",)


@pytest.mark.parametrize("id", ["down", "up"])
def test_the_row_of_keys_prints_no_key_that_was_taken_away(id: str) -> None:
    row = {name: key for key, name in keys_of("results", tuple(table(**{id: "ctrl+g"}).values()))}
    assert ("j/k", "move") in keys_of("results")
    assert row["move"] == {"down": "ctrl+g", "up": "j"}[id]


# -- what is refused -----------------------------------------------------------------------------


def test_a_key_of_two_actions_names_both_and_a_key_that_is_free() -> None:
    error = refused(next_hit="e")
    assert '"e" would be the key of both next_hit and next_entity' in error.message
    example = error.hint.rpartition("next_entity = ")[2].strip('"')
    assert table(next_hit="e", next_entity=example)["next_entity"].keys == (example,)


def test_of_two_remapped_actions_with_one_key_the_second_is_asked_to_move() -> None:
    error = refused(next_hit="ctrl+g", zoom="Ctrl+G")
    assert '"ctrl+g" would be the key of both next_hit and zoom' in error.message
    assert "zoom = " in error.hint


def test_an_unknown_action_names_the_nearest_one() -> None:
    error = refused(next_hitt="ctrl+n")
    assert 'there is no action "next_hitt"' in error.message
    assert error.hint == 'Did you mean "next_hit"?'
    assert "_" in refused(zzzzzz="ctrl+n").hint


@pytest.mark.parametrize("written", ["gg", "enterr", "f99", "ctrl", "\n", "  ", "nn n", "\x1b", "dummy key"])
def test_a_key_that_does_not_exist_is_said(written: str) -> None:
    error = refused(next_hit=written)
    assert "next_hit has a key that does not exist" in error.message
    assert "\x1b" not in error.message
    assert "\n" not in error.message


def test_the_nearest_key_is_offered() -> None:
    assert refused(next_hit="pagedwn").hint == 'Did you mean "pagedown"?'


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("ctrl+b", "multiplexers"),
        ("ctrl+a", "multiplexers"),
        ("ctrl+s", "stop and start"),
        ("Ctrl+Q", "stop and start"),
        ("ctrl+z", "undoes"),
        ("ctrl+\\", "the terminal takes it"),
        ("ctrl+o", "the terminal takes it"),
        ("ctrl+h", "backspace"),
        ("ctrl+i", "tab"),
        ("ctrl+j", "enter"),
        ("ctrl+m", "enter"),
        ("ctrl+[", "escape"),
        ("ctrl+c", "how to leave"),
        ("esc", "over the page"),
        ("F1", "help"),
        ("f10", "menu"),
        ("f11", "screen"),
        ("ctrl+space", "not every terminal"),
        ("ctrl+enter", "not every terminal"),
        ("shift+enter", "not every terminal"),
        ("alt+x", "not every terminal"),
        ("ctrl+alt+x", "not every terminal"),
        ("shift+up", "not every terminal"),
        ("ctrl+left", "not every terminal"),
        ("ctrl+PgUp", "not every terminal"),
        ("ctrl+1", "not every terminal"),
        ("shift+n", "the letter alone"),
    ],
)
def test_a_key_that_never_arrives_is_refused_with_the_reason(written: str, reason: str) -> None:
    error = refused(zoom=written)
    assert f'zoom cannot have the key "{written}": ' in error.message
    assert reason in error.message.partition('": ')[2]


def test_what_opens_a_place_to_type_in_takes_no_key_of_selecting() -> None:
    for key in ("p", "down", "→"):
        assert "selected" in refused(note=key).message
    assert table(zoom="p")["zoom"].keys == ("p",)


def test_the_keys_of_what_is_done_with_a_selection_can_be_exchanged() -> None:
    changed = table(note="y", copy="a")
    assert (changed["note"].keys, changed["copy"].keys) == (("y",), ("a",))


@pytest.mark.parametrize("action", ACTIONS, ids=lambda action: action.id)
def test_every_key_of_the_table_can_be_given_to_another_action(action: Action) -> None:
    other = "zoom" if action.id != "zoom" else "order"
    for key in action.keys:
        if action.id == "say_how_to_leave":
            assert "how to leave" in refused(**{action.id: "ctrl+g", other: key}).message
        else:
            assert table(**{action.id: "ctrl+g", other: print_key(key)})[other].keys == (key,)


def test_the_example_of_the_guide_can_be_used(tmp_path: Path) -> None:
    guide = (Path(__file__).parents[2] / "docs" / "guide.md").read_text("utf-8")
    path = tmp_path / "settings.toml"
    path.write_text(guide.partition("```toml\n")[2].partition("```")[0], "utf-8")
    settings = read_settings(path)
    changed = {action.id: action.keys for action in remapped(ACTIONS, settings.keys, path)}
    assert settings.theme == "terminal"
    assert changed["next_hit"] == ("n", "ctrl+n")
    assert changed["forward"] == ()


# -- the reader ----------------------------------------------------------------------------------


class _Counting(Screen[None], inherit_bindings=False):
    BINDINGS: ClassVar[list[BindingType]] = [("a", "count('a')", ""), ("b", "count('b')", "")]

    def __init__(self) -> None:
        super().__init__()
        self.counted: Counter[str] = Counter()

    def action_count(self, name: str) -> None:
        self.counted[name] += 1


async def test_bind_replaces_all_keys_of_one_screen_and_of_no_other() -> None:
    action = Action("one", ("x", "ctrl+n", "right_square_bracket"), "", "Do", "", "", "count('one')")
    bound, other = _Counting(), _Counting()
    bind(bound, (action,))
    app = App[None]()
    async with app.run_test() as pilot:
        for screen in (bound, other):
            await app.push_screen(screen)
            await pilot.press("a", "b", "x", "ctrl+n", "]")
    assert bound.counted == {"one": 3}
    assert other.counted == {"a": 1, "b": 1}


async def test_a_remapped_key_works_and_the_old_one_does_nothing(reader: Callable[..., BriefingApp]) -> None:
    app = reader(keys={"next_article": ("ctrl+n", ")"), "previous_article": ("P",)})
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot)
        screen = screen_of(pilot)
        assert app.actions is not ACTIONS
        await pilot.press("right_square_bracket")
        await settle(pilot)
        assert screen.results.cursor == 0
        await pilot.press("ctrl+n")
        await settle(pilot)
        assert screen.results.cursor == 1
        await pilot.press(")")
        await settle(pilot)
        assert screen.results.cursor == 2
        await pilot.press("P")
        await settle(pilot)
        assert screen.results.cursor == 1


async def test_a_remapped_search_key_opens_the_search_at_once(reader: Callable[..., BriefingApp]) -> None:
    app = reader(keys={"search": ("%",), "previous_article": ("/",)})
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot)
        await pilot.press("%", "o", "s", "%")
        await settle(pilot)
        assert screen_of(pilot).typed == "os%"


async def test_the_row_of_keys_prints_the_new_key(reader: Callable[..., BriefingApp]) -> None:
    app = reader(keys={"reviewed": ("ctrl+x",), "keys": ("%",)})
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot)
        row = shown(pilot)[-1]
        assert "ctrl+x reviewed" in row
        assert "% keys" in row
        assert "? keys" not in row


async def test_keys_go_from_the_file_to_the_screen(
    tmp_path: Path, reader: Callable[..., BriefingApp]
) -> None:
    path = tmp_path / "own.toml"
    path.write_text('theme = "terminal"\n[keys]\nzoom = ["Z", "f2"]\nundo = ""\n')
    settings = read_settings(path)
    app = reader(theme=settings.theme, keys=settings.keys)
    keys = {action.id: action.keys for action in app.actions}
    assert keys["zoom"] == ("Z", "f2")
    assert keys["undo"] == ()


def test_the_reader_names_the_file_of_keys_that_cannot_be_used(
    tmp_path: Path, reader: Callable[..., BriefingApp]
) -> None:
    app = reader()
    path = tmp_path / "own.toml"
    path.write_text('[keys]\nzoom = "alt+z"\n')
    with pytest.raises(WorkspaceError) as caught:
        BriefingApp(app.corpus, app.casebook, read_settings(path), path)
    assert str(path) in caught.value.message


async def test_cards_follow_the_users_keys_and_say_them(reader: Callable[..., BriefingApp]) -> None:
    keys = {"down": ("t",), "next_moment": ("ctrl+t",), "next_entity": ("w",), "layers": ("W",)}
    app = reader(keys=keys)
    async with app.run_test(size=WIDE) as pilot:
        await search(pilot, "kestrel forgery")
        await pilot.press("w", "enter")
        assert "w next   = merge" in "\n".join(shown(pilot))
        first = pilot.app.screen
        await pilot.press("w")
        await pilot.pause()
        assert pilot.app.screen is not first, "the card moved on"
        await pilot.press("escape", "h", "f")
        await pilot.press("t")
        assert pilot.app.screen.card.cursor == 1
        await pilot.press("j")
        assert pilot.app.screen.card.cursor == 1, "j was given away"
        await pilot.press("escape", "W")
        assert "W closes" in "\n".join(shown(pilot))
        await pilot.press("W")
        assert screen_of(pilot)
