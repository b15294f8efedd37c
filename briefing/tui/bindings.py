"""From the table of actions to Textual's bindings, and to keys as they are printed. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from textual.binding import Binding, BindingType
from textual.keys import REPLACED_KEYS, key_to_character

from briefing.tui.actions import ACTIONS, FIRST, Action, Place

#: Places where keys mean something else.
MODES: tuple[Place, ...] = ("search", "note", "select")

#: Keys that move an end of what is selected, as Textual calls them, and what each two are printed as.
SELECTING = frozenset({"j", "k", "h", "l", "p", "o", "down", "up", "left", "right"})
_SELECTING = (("j/k", "sentence"), ("h/l", "word"), ("p", "paragraph"), ("o", "other end"))
#: Actions that are about what is selected.
_TAKING = ("note", "copy")

_PRINTED = {
    "space": "space",
    "escape": "esc",
    "down": "↓",
    "up": "↑",
    "left": "←",
    "right": "→",
    "pagedown": "PgDn",
    "pageup": "PgUp",
}


#: Keys that end typing, and what they call. As those that begin it, they are done before the next key is
#: looked at: what follows them is not text any more.
ENDS_TYPING = (
    ("enter", "take_search"),
    ("escape", "leave_typing"),
    ("down", "from_search(1)"),
    ("up", "from_search(-1)"),
)


def bindings(actions: Sequence[Action] = ACTIONS) -> list[BindingType]:
    """The keys of a table as Textual's bindings."""
    table: list[BindingType] = [
        Binding(
            ",".join(action.keys),
            action.do or action.id,
            action.name,
            show=False,
            id=action.id,
            priority=action.id in FIRST,
        )
        for action in actions
        if action.keys
    ]
    return [*table, *(Binding(key, do, show=False, priority=True) for key, do in ENDS_TYPING)]


def with_own_keys(fixed: Iterable[BindingType], actions: Sequence[Action]) -> list[BindingType]:
    """Bindings of something over the page, with the user's keys where a binding is that of an action.

    Args:
        fixed: The bindings as they are; one whose id is that of an action has its keys.
        actions: The table of actions, with the user's keys.
    """
    keys = {action.id: action.keys for action in actions}
    found: list[BindingType] = []
    for binding in fixed:
        if isinstance(binding, Binding) and binding.id in keys:
            if keys[binding.id]:
                found.append(replace(binding, key=",".join(keys[binding.id])))
        else:
            found.append(binding)
    return found


def print_key(key: str) -> str:
    """A key as people write it: ``slash`` as ``/``, ``exclamation_mark`` as ``!``."""
    return _PRINTED.get(key) or character_of(key) or key


def character_of(key: str) -> str:
    """The character that Textual's name of a key stands for; empty when it is none that can be seen."""
    character = key_to_character(REPLACED_KEYS.get(key, key)) or ""
    return character if character.isprintable() else ""


def shown_keys(action: Action) -> str:
    """The keys of an action as they are printed: ``n``, ``j ↓``."""
    return " ".join(print_key(key) for key in action.keys)


def key_of(id: str, actions: Sequence[Action] = ACTIONS) -> str:
    """What a sentence calls an action by: its first key, or its command where it has none.

    Raises:
        KeyError: There is no such action.
    """
    for action in actions:
        if action.id == id:
            return print_key(action.keys[0]) if action.keys else f":{action.command}"
    raise KeyError(id)


def mode_keys(place: Place, actions: Sequence[Action] = ACTIONS) -> tuple[tuple[str, str], ...]:
    """Key and name of what can be done in one of ``MODES``, with the user's own keys."""
    if place == "search":
        return (
            ("enter", "take it"),
            ("↓", "to the results"),
            ("↑", "earlier searches"),
            ("esc", "stop typing"),
            ("ctrl+u", "clear"),
        )
    if place == "note":
        return (("esc", "keep and leave"), ("tab", "tags, grade, marking"), ("ctrl+z", "undo"))
    taking = tuple(
        (print_key(action.keys[0]), action.name) for action in actions if action.id in _TAKING and action.keys
    )
    return (*_SELECTING, *taking, ("esc", "leave"))


def keys_of(place: Place, actions: Sequence[Action] = ACTIONS) -> tuple[tuple[str, str], ...]:
    """Key and name of what the row of keys offers in a place, the most useful first."""
    if place in MODES:
        return mode_keys(place, actions)
    return tuple(
        (action.row_key or print_key(action.keys[0]), dict(action.called).get(place, action.name))
        for action in actions
        if place in action.places
    )
