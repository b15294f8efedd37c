"""What an action is, and the words that its places and groups are called by."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Place = Literal[
    "results",
    "article",
    "entities",
    "notes",
    "said",
    "times",
    "search",
    "note",
    "select",
    "nothing",
    "not_found",
    "names",
    "dossier",
    "moments",
]
#: The screens that have a number, by it.
ScreenName = Literal["read", "entities", "time"]
Group = Literal["Move", "Search", "Jump", "Do", "Show", "Command"]

GROUPS: tuple[Group, ...] = ("Move", "Search", "Jump", "Do", "Show", "Command")


@dataclass(frozen=True, slots=True)
class Action:
    """Something that can be done, by a key, by a command, or both.

    Attributes:
        id: Name of the action in a keymap; with spaces for underscores its name in the palette.
        keys: The keys, as Textual calls them; none for what only the palette does.
        name: What it does, in a word or two, as the row of keys says it.
        group: Where the help of the keys lists it.
        brief: What the help of the keys says. Neighbours of one group with the same words share a row.
        help: What it does, in a sentence.
        do: The call of a method ``action_...`` of the screen; the id when nothing is given.
        places: Panes whose row of keys names it, in the order of this table.
        called: Places whose row of keys has another name for it, each with that.
        takes: What may be typed behind its name in the palette, such as ``FOLDER``.
        row_key: How the row of keys prints the key, where that is not the first of ``keys``.
    """

    id: str
    keys: tuple[str, ...]
    name: str
    group: Group
    brief: str
    help: str
    do: str = ""
    places: tuple[Place, ...] = ()
    called: tuple[tuple[Place, str], ...] = ()
    takes: str = ""
    row_key: str = ""

    @property
    def command(self) -> str:
        """Its name in the palette."""
        return self.id.replace("_", " ")
