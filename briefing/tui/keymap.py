"""The user's own keys: the table of actions with what ``[keys]`` in the settings says in place of its keys.

Keys are written as they are printed (``]``, ``ctrl+n``, ``space``) and are turned into Textual's names
here. A key that cannot work is an error that says why: a key that does nothing when it is pressed cannot
say so itself. What each key does is decided in ``actions``.
"""

from __future__ import annotations

import difflib
import string
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from textual.binding import Binding, BindingsMap
from textual.screen import Screen

from briefing.errors import WorkspaceError
from briefing.tui.actions import FIRST, Action
from briefing.tui.bindings import SELECTING, bindings, character_of, print_key
from index.text import clean_line

#: Actions without which nobody finds out of the reader, or out of a keymap that went wrong.
_NEEDED = ("keys", "leave")

#: Keys with a name that every terminal sends.
_NAMED = frozenset(
    {"enter", "space", "tab", "shift+tab", "backspace", "delete", "insert", "home", "end", "pageup"}
    | {"pagedown", "up", "down", "left", "right"}
    | {f"f{number}" for number in (2, 3, 4, 5, 6, 7, 8, 9, 12)}
)
#: Other ways in which people write a key.
_ALIASES = {
    " ": "space",
    ",": "comma",
    "↑": "up",
    "↓": "down",
    "←": "left",
    "→": "right",
    "pgup": "pageup",
    "pgdn": "pagedown",
    "del": "delete",
    "ins": "insert",
    "return": "enter",
    "esc": "escape",
}
#: Keys that something takes before the reader sees them, or that mean something else already.
_EATEN = (
    {f"ctrl+{key}": "terminal multiplexers take it" for key in "ab"}
    | {f"ctrl+{key}": "terminals stop and start their output with it" for key in "sq"}
    | {f"ctrl+{key}": "the terminal takes it" for key in ("o", "\\", "backslash")}
    | {
        "ctrl+c": "it always says how to leave",
        "ctrl+z": "it undoes in a text, and shells stop programs with it",
        "ctrl+h": "terminals send backspace for it",
        "ctrl+i": "terminals send tab for it",
        "ctrl+j": "terminals send enter for it",
        "ctrl+m": "terminals send enter for it",
        "ctrl+[": "terminals send escape for it",
        "ctrl+left_square_bracket": "terminals send escape for it",
        "escape": "it closes what lies over the page",
        "f1": "terminals open their help with it",
        "f10": "terminals open their menu with it",
        "f11": "terminals fill the screen with it",
    }
)
_MODIFIERS = frozenset({"ctrl", "shift", "alt", "meta", "option", "super", "cmd", "hyper", "win"})
_CTRL = "ctrl+"


def remapped(
    actions: Sequence[Action], keys: Mapping[str, tuple[str, ...]], path: Path
) -> tuple[Action, ...]:
    """The table of actions with the user's keys.

    Args:
        actions: The table as it is.
        keys: Ids of actions, and the keys that each has instead; without keys it is left to its command.
        path: The settings, for the errors.

    Returns:
        The table in the same order; the same object when ``keys`` is empty and it is a tuple.

    Raises:
        WorkspaceError: There is no such action or key, a key cannot work or has two actions, or an action
            that is needed has no key.
    """
    known = {action.id: action for action in actions}
    replaced: dict[str, tuple[str, ...]] = {}
    for id, written in keys.items():
        if id not in known:
            raise WorkspaceError(
                f'cannot use {path}: there is no action "{clean_line(id)}" under [keys]',
                _nearest_action(id, list(known)),
            )
        if not written and id in _NEEDED:
            raise WorkspaceError(
                f"cannot use {path}: {id} must keep a key",
                f'For example: {id} = "{print_key(known[id].keys[0])}"',
            )
        named = dict.fromkeys(_named(key, known[id], path) for key in written)
        replaced[id] = tuple(named)
    if not replaced:
        return tuple(actions)
    gone = {print_key(key) for id, new in replaced.items() for key in known[id].keys if key not in new}
    table = tuple(_with_keys(action, replaced.get(action.id), gone) for action in actions)
    _check_unique(table, replaced, path)
    return table


def bind(screen: Screen[Any], actions: Sequence[Action]) -> None:
    """Give a screen the keys of a table in place of those of its class, before it is shown.

    Textual's own ``set_keymap`` will not do: it cannot leave an action without a key, and it binds the keys
    of an action once for each that the action had.
    """
    screen._bindings = BindingsMap(bindings(actions))  # noqa: SLF001  (there is no other door to it)


def _with_keys(action: Action, keys: tuple[str, ...] | None, gone: set[str]) -> Action:
    if keys is not None:
        # What has no key is not offered in the row of keys, which prints one.
        if not keys:
            return replace(action, keys=(), row_key="", places=())
        return replace(action, keys=keys, row_key="")
    if gone.intersection(action.row_key.split("/")):
        return replace(action, row_key="")  # it printed the key of a neighbour too
    return action


def _check_unique(table: Sequence[Action], replaced: Mapping[str, tuple[str, ...]], path: Path) -> None:
    owners: dict[str, Action] = {}
    for action in table:
        for key in action.keys:
            other = owners.setdefault(key, action)
            if other is action:
                continue
            mover = other if other.id not in replaced else action
            raise WorkspaceError(
                f'cannot use {path}: "{print_key(key)}" would be the key of both {other.id} and {action.id}',
                f'Give {mover.id} another key under [keys], for example: {mover.id} = "{_free_key(table)}"',
            )


def _named(written: str, action: Action, path: Path) -> str:
    """Textual's name for a key as it was written."""
    key = _name_of(written)
    if key in action.keys:
        return key
    about = f'cannot use {path}: {action.id} cannot have the key "{clean_line(written)}"'
    if key in _EATEN:
        raise WorkspaceError(f"{about}: {_EATEN[key]}", _how_to_write(action))
    if action.id in FIRST and key in SELECTING:
        # These actions come before all others, so the key would be lost where it means something else.
        raise WorkspaceError(f"{about}: it moves an end of what is selected", _how_to_write(action))
    if key in _NAMED or _is_character(key) or _is_ctrl_letter(key):
        return key
    first, plus, rest = key.rpartition("+")
    if plus and set(first.split("+")) <= _MODIFIERS:
        if first == "shift" and len(rest) == 1:
            raise WorkspaceError(
                f"{about}: terminals send the letter alone", f'Write the letter: "{rest.upper()}"'
            )
        raise WorkspaceError(f"{about}: not every terminal sends it", _how_to_write(action))
    close = difflib.get_close_matches(key, sorted(_NAMED), n=1, cutoff=0.6)
    hint = f'Did you mean "{close[0]}"?' if close else _how_to_write(action)
    raise WorkspaceError(
        f'cannot use {path}: {action.id} has a key that does not exist, "{clean_line(written)}"', hint
    )


def _name_of(written: str) -> str:
    key = _ALIASES.get(written, written)
    if len(key) == 1 and key.isprintable():
        # Textual gives characters their Unicode names, in its own spelling.
        return next(iter(Binding.make_bindings([Binding(key, "")]))).key
    key = key.strip().lower()
    return _ALIASES.get(key, key)


def _is_character(key: str) -> bool:
    """Whether this is Textual's name of a character that can be typed."""
    character = character_of(key)
    return bool(character) and _name_of(character) == key


def _is_ctrl_letter(key: str) -> bool:
    return key.startswith(_CTRL) and key.removeprefix(_CTRL) in set(string.ascii_lowercase)


def _free_key(table: Sequence[Action]) -> str:
    """A key that no action has."""
    taken = {key for action in table for key in action.keys}
    candidates = (*(f"{_CTRL}{letter}" for letter in "npfgetkrvwxyl"), *string.ascii_letters)
    return next((key for key in candidates if key not in taken and key not in _EATEN), "f2")


def _how_to_write(action: Action) -> str:
    return (
        f'A key is written like "n", "N", "]", "space", "ctrl+n" or "f2". For example: {action.id} = "ctrl+n"'
    )


def _nearest_action(id: str, known: Sequence[str]) -> str:
    close = difflib.get_close_matches(id.lower().replace(" ", "_"), known, n=1, cutoff=0.5)
    if close:
        return f'Did you mean "{close[0]}"?'
    return 'The name of an action is that of its command on ":", with "_" for spaces.'
