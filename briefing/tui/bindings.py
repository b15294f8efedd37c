"""From the table of actions to Textual's bindings, and to keys as they are printed. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from textual.binding import Binding, BindingType

from briefing.tui.actions import ACTIONS, OPENS_TYPING, Action, Place

#: The row of keys where keys mean something else: in modes and where letters are letters.
MODES: dict[Place, tuple[tuple[str, str], ...]] = {
    "search": (
        ("enter", "take it"),
        ("↓", "to the results"),
        ("↑", "earlier searches"),
        ("esc", "stop typing"),
        ("ctrl+u", "clear"),
    ),
    "note": (("esc", "keep and leave"), ("ctrl+z", "undo")),
    "select": (
        ("j/k", "sentence"),
        ("h/l", "word"),
        ("p", "paragraph"),
        ("o", "other end"),
        ("a", "note"),
        ("y", "copy"),
        ("esc", "leave"),
    ),
}

_PRINTED = {
    "slash": "/",
    "question_mark": "?",
    "right_square_bracket": "]",
    "left_square_bracket": "[",
    "asterisk": "*",
    "colon": ":",
    "semicolon": ";",
    "down": "↓",
    "up": "↑",
    "left": "←",
    "right": "→",
    "pagedown": "PgDn",
    "pageup": "PgUp",
}


def bindings(actions: Sequence[Action] = ACTIONS) -> list[BindingType]:
    """The keys of a table as Textual's bindings."""
    return [
        Binding(
            ",".join(action.keys),
            action.do or action.id,
            action.name,
            show=False,
            id=action.id,
            priority=action.id in OPENS_TYPING,
        )
        for action in actions
        if action.keys
    ]


def print_key(key: str) -> str:
    """A key as it is printed: ``slash`` as ``/``."""
    return _PRINTED.get(key, key)


def shown_keys(action: Action) -> str:
    """The keys of an action as they are printed: ``n``, ``j ↓``."""
    return " ".join(print_key(key) for key in action.keys)


def keys_of(place: Place, actions: Sequence[Action] = ACTIONS) -> tuple[tuple[str, str], ...]:
    """Key and name of what the row of keys offers in a place, the most useful first."""
    if place in MODES:
        return MODES[place]
    return tuple(
        (action.row_key or print_key(action.keys[0]), action.name)
        for action in actions
        if place in action.places
    )
