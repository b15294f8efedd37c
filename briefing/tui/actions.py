"""Every key of the reader, once: from this table come the bindings, the row of keys, and the documents."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from textual.binding import Binding, BindingType

Place = Literal["results", "article", "side", "search", "note"]


@dataclass(frozen=True, slots=True)
class Action:
    """Something that a key does.

    Attributes:
        id: Name of the action in a keymap.
        keys: The keys, as Textual calls them.
        shown: The key as it is printed.
        name: What it does, in a word or two, as the row of keys says it.
        help: What it does, in a sentence.
        do: The call of a method ``action_...`` of the screen; the id when nothing is given.
        places: Panes whose row of keys names it, in the order of this table.
    """

    id: str
    keys: tuple[str, ...]
    shown: str
    name: str
    help: str
    do: str = ""
    places: tuple[Place, ...] = ()


ACTIONS: tuple[Action, ...] = (
    Action(
        "go_in",
        ("enter", "l", "right"),
        "enter",
        "read",
        "From a list to its place in the article.",
        places=("results", "side"),
    ),
    Action("down", ("j", "down"), "j/k", "move", "One row or line down.", "move(1)", ("results", "side")),
    Action("up", ("k", "up"), "k", "up", "One row or line up.", "move(-1)"),
    Action(
        "next_hit",
        ("n",),
        "n",
        "hit",
        "The next hit of the search; after the last one, on into the next article.",
        "go('hit', 1, 'hit')",
        ("article",),
    ),
    Action(
        "previous_hit",
        ("N",),
        "N",
        "hit back",
        "The hit before; before the first one, back into the article before.",
        "go('hit', -1, 'hit')",
    ),
    Action(
        "next_entity",
        ("e",),
        "e",
        "entity",
        "The next name in this article.",
        "go('entity', 1, 'name')",
        ("article",),
    ),
    Action("previous_entity", ("E",), "E", "entity back", "The name before.", "go('entity', -1, 'name')"),
    Action(
        "next_moment",
        ("t",),
        "t",
        "time",
        "The next date or time in this article.",
        "go('moment', 1, 'time')",
        ("article",),
    ),
    Action(
        "previous_moment", ("T",), "T", "time back", "The date or time before.", "go('moment', -1, 'time')"
    ),
    Action(
        "next_note",
        ("m",),
        "m",
        "noted",
        "The next noted passage in this article.",
        "go('note', 1, 'noted passage')",
    ),
    Action(
        "previous_note",
        ("M",),
        "M",
        "noted back",
        "The noted passage before.",
        "go('note', -1, 'noted passage')",
    ),
    Action(
        "note",
        ("a",),
        "a",
        "note",
        "Write a note on the current name or date, else on the sentence; in the list, on the article.",
        places=("article", "results"),
    ),
    Action("edit_note", ("i",), "i", "write", "Write on in the note under the cursor.", places=("side",)),
    Action(
        "delete_note",
        ("D",),
        "D",
        "delete",
        "Delete the note under the cursor; u brings it back.",
        places=("side",),
    ),
    Action("undo", ("u",), "u", "undo", "Bring back the note that was deleted last."),
    Action(
        "next_article",
        ("right_square_bracket",),
        "]",
        "next",
        "The next article of the list.",
        "next_article(1)",
        ("article",),
    ),
    Action(
        "previous_article",
        ("left_square_bracket",),
        "[",
        "previous",
        "The article before.",
        "next_article(-1)",
    ),
    Action("order", ("o",), "o", "order", "By relevance, newest first, oldest first.", places=("results",)),
    Action("next_pane", ("tab",), "tab", "pane", "The next pane.", "walk(1)", ("results", "article", "side")),
    Action("previous_pane", ("shift+tab",), "shift+tab", "pane back", "The pane before.", "walk(-1)"),
    Action("search", ("slash",), "/", "search", "Type a search.", places=("results", "article", "side")),
    Action("page_down", ("space", "pagedown"), "space", "page", "One page down.", "page(1)"),
    Action("page_up", ("b", "pageup"), "b", "page back", "One page up.", "page(-1)"),
    Action("half_down", ("ctrl+d",), "ctrl+d", "half page", "Half a page down.", "page(0.5)"),
    Action("half_up", ("ctrl+u",), "ctrl+u", "half page back", "Half a page up.", "page(-0.5)"),
    Action("top", ("g", "home"), "g", "top", "To the beginning.", "move(-1000000000)"),
    Action("end", ("G", "end"), "G", "end", "To the end.", "move(1000000000)"),
    Action("go_out", ("h", "left"), "h", "out", "From the article to the list."),
    Action(
        "keys",
        ("question_mark",),
        "?",
        "keys",
        "All keys, and how things look in the text.",
        places=("results", "article", "side"),
    ),
    Action(
        "leave",
        ("q",),
        "q",
        "leave",
        "Leave the reader. All that you wrote is kept.",
        places=("results", "article", "side"),
    ),
    Action("say_how_to_leave", ("ctrl+c",), "ctrl+c", "stay", "Says which key leaves; it never kills."),
)

#: Actions after which letters are letters. They are done before the next key is looked at, because the
#: letters behind the slash are on their way already.
OPENS_TYPING = frozenset({"search", "note", "edit_note"})

_PRINTED = {
    "slash": "/",
    "question_mark": "?",
    "right_square_bracket": "]",
    "left_square_bracket": "[",
    "down": "↓",
    "up": "↑",
    "left": "←",
    "right": "→",
    "pagedown": "PgDn",
    "pageup": "PgUp",
}

#: The row of keys where letters are letters.
TYPING: dict[Place, tuple[tuple[str, str], ...]] = {
    "search": (("enter", "take it"), ("↓", "to the results"), ("esc", "stop typing"), ("ctrl+u", "clear")),
    "note": (("esc", "keep and leave"), ("ctrl+z", "undo")),
}


def bindings() -> list[BindingType]:
    """The table as Textual's bindings."""
    return [
        Binding(
            ",".join(action.keys),
            action.do or action.id,
            action.name,
            show=False,
            id=action.id,
            priority=action.id in OPENS_TYPING,
        )
        for action in ACTIONS
    ]


def shown_keys(action: Action) -> str:
    """The keys of an action as they are printed: ``n``, ``j ↓``."""
    return " ".join(_PRINTED.get(key, key) for key in action.keys)


def keys_of(place: Place) -> tuple[tuple[str, str], ...]:
    """Key and name of what the row of keys offers in a place, the most useful first."""
    if place in TYPING:
        return TYPING[place]
    return tuple((action.shown, action.name) for action in ACTIONS if place in action.places)
