"""Every action of the reader, once: bindings, row of keys, help, palette and documents come from here."""

from __future__ import annotations

from collections.abc import Mapping
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


ACTIONS: tuple[Action, ...] = (
    Action(
        "go_in",
        ("enter", "l", "right"),
        "read",
        "Move",
        "in",
        "From a list to its place in the article; from a name to its card, from there to its dossier.",
        places=("results", "entities", "notes", "said", "times", "names", "dossier", "moments"),
        called=(("names", "dossier"), ("dossier", "read it there"), ("moments", "read it there")),
    ),
    Action(
        "down",
        ("j", "down"),
        "move",
        "Move",
        "line, row",
        "One row or line down.",
        "move(1)",
        ("results", "entities", "notes", "said", "times", "names", "dossier", "moments"),
        (("dossier", "mention"),),
        row_key="j/k",
    ),
    Action("up", ("k", "up"), "up", "Move", "line, row", "One row or line up.", "move(-1)"),
    Action("page_down", ("space", "pagedown"), "page", "Move", "page", "One page down.", "page(1)"),
    Action("page_up", ("b", "pageup"), "page back", "Move", "page", "One page up.", "page(-1)"),
    Action("half_down", ("ctrl+d",), "half page", "Move", "half page", "Half a page down.", "page(0.5)"),
    Action("half_up", ("ctrl+u",), "half page back", "Move", "half page", "Half a page up.", "page(-0.5)"),
    Action("top", ("g", "home"), "top", "Move", "top, end", "To the beginning.", "move(-1000000000)"),
    Action("end", ("G", "end"), "end", "Move", "top, end", "To the end.", "move(1000000000)"),
    Action(
        "go_out", ("h", "left"), "out", "Move", "out", "From the side to the article, from there to the list."
    ),
    Action("next_pane", ("tab",), "pane", "Move", "next pane", "The next pane.", "walk(1)"),
    Action("previous_pane", ("shift+tab",), "pane back", "Move", "next pane", "The pane before.", "walk(-1)"),
    Action(
        "next_article",
        ("right_square_bracket",),
        "next",
        "Move",
        "next, previous article",
        "The next article of the list.",
        "next_article(1)",
    ),
    Action(
        "previous_article",
        ("left_square_bracket",),
        "previous",
        "Move",
        "next, previous article",
        "The article before.",
        "next_article(-1)",
    ),
    Action(
        "next_unread",
        ("U",),
        "unread",
        "Move",
        "next unread",
        "The next article of the list that was never opened.",
    ),
    Action(
        "back",
        ("backspace",),
        "back",
        "Move",
        "where I was, forward",
        "To where you were before, through articles and searches.",
        "step_back(-1)",
        places=("not_found",),
    ),
    Action(
        "forward",
        ("semicolon",),
        "forward",
        "Move",
        "where I was, forward",
        "Forward again, after going back.",
        "step_back(1)",
    ),
    Action(
        "finer",
        ("plus",),
        "zoom",
        "Show",
        "zoom in, out",
        "On the screen Time: a day to a column where it was a week, and so on.",
        "zoom_time(-1)",
        ("moments",),
        row_key="+/-",
    ),
    Action(
        "wider",
        ("minus",),
        "zoom out",
        "Show",
        "zoom in, out",
        "On the screen Time: a week to a column where it was a day, a month, a year.",
        "zoom_time(1)",
    ),
    Action(
        "narrow",
        ("f",),
        "narrow",
        "Search",
        "narrow, widen",
        "Keep to a source, a language or a time, or leave it out; to a kind of entities, a name on Time.",
        places=("results", "names", "moments"),
        called=(("names", "kind"),),
    ),
    Action(
        "widen",
        ("F",),
        "widen",
        "Search",
        "narrow, widen",
        "Drop all conditions of the search and keep its words.",
        places=("not_found",),
    ),
    Action(
        "order",
        ("o",),
        "order",
        "Search",
        "order",
        "By relevance, newest first, oldest first, relevant and recent first; entities by number or name.",
        places=("results", "names"),
    ),
    Action(
        "search_entity",
        ("asterisk",),
        "this entity",
        "Search",
        "this entity",
        "Search for the name that you are at.",
    ),
    Action(
        "next_hit",
        ("n",),
        "hit",
        "Jump",
        "hit",
        "The next hit of the search; after the last one, on into the next article.",
        "go('hit', 1, 'hit')",
        ("article",),
    ),
    Action(
        "previous_hit",
        ("N",),
        "hit back",
        "Jump",
        "hit",
        "The hit before; before the first one, back into the article before.",
        "go('hit', -1, 'hit')",
    ),
    Action(
        "next_entity",
        ("e",),
        "entity",
        "Jump",
        "entity",
        "The next name in this article.",
        "go('entity', 1, 'name')",
        ("article",),
    ),
    Action(
        "previous_entity",
        ("E",),
        "entity back",
        "Jump",
        "entity",
        "The name before.",
        "go('entity', -1, 'name')",
    ),
    Action(
        "next_statement",
        ("s",),
        "said",
        "Jump",
        "statement",
        "The next statement in this article: who says what is in the status line.",
        "go('statement', 1, 'statement')",
        ("article",),
    ),
    Action(
        "previous_statement",
        ("S",),
        "said back",
        "Jump",
        "statement",
        "The statement before.",
        "go('statement', -1, 'statement')",
    ),
    Action(
        "next_moment",
        ("t",),
        "time",
        "Jump",
        "time",
        "The next date or time in this article.",
        "go('moment', 1, 'time')",
    ),
    Action(
        "previous_moment",
        ("T",),
        "time back",
        "Jump",
        "time",
        "The date or time before.",
        "go('moment', -1, 'time')",
    ),
    Action(
        "next_note",
        ("m",),
        "noted",
        "Jump",
        "note",
        "The next noted passage in this article.",
        "go('note', 1, 'noted passage')",
    ),
    Action(
        "previous_note",
        ("M",),
        "noted back",
        "Jump",
        "note",
        "The noted passage before.",
        "go('note', -1, 'noted passage')",
    ),
    Action(
        "note",
        ("a",),
        "note",
        "Do",
        "note here",
        "Write a note on the selection, the name or date, else the sentence; in the list, on the article.",
        places=("article", "results"),
    ),
    Action(
        "select",
        ("v",),
        "select",
        "Do",
        "select",
        "Select a passage, beginning with the sentence.",
        places=("article",),
    ),
    Action(
        "copy",
        ("y",),
        "copy",
        "Do",
        "copy, sourced",
        "Copy what is selected, else the sentence or the title, with its source.",
        places=("article",),
    ),
    Action(
        "reviewed",
        ("x",),
        "reviewed",
        "Do",
        "reviewed",
        "Tick the article as reviewed, or take it back.",
        places=("results",),
    ),
    Action(
        "edit_note",
        ("i",),
        "write",
        "Do",
        "write on",
        "Write on in the note under the cursor.",
        places=("notes",),
    ),
    Action(
        "delete_note",
        ("D",),
        "delete",
        "Do",
        "delete note",
        "Delete the note under the cursor; it can be brought back.",
        places=("notes",),
    ),
    Action(
        "edit_outside",
        ("I",),
        "editor",
        "Do",
        "in your editor",
        "Write in your own editor: the note under the cursor, else a new one where you are.",
    ),
    Action(
        "grade",
        ("r",),
        "grade",
        "Do",
        "grade: A-F, 1-6",
        "Grade the outlet and the article, or the note under the cursor.",
        places=("article", "results"),
    ),
    Action(
        "accept",
        ("equals_sign",),
        "accept",
        "Do",
        "set right",
        "Merge a name into another entity; let a note hold on to its place in the newest version.",
        places=("names", "dossier"),
        called=(("names", "merge"), ("dossier", "merge")),
    ),
    Action(
        "rename_entity",
        ("R",),
        "rename",
        "Do",
        "rename, kind of a name",
        "Call an entity otherwise, everywhere.",
        places=("names", "dossier"),
    ),
    Action(
        "change_kind",
        ("K",),
        "kind",
        "Do",
        "rename, kind of a name",
        "Say what sort of thing an entity is.",
        places=("dossier",),
    ),
    Action(
        "let_go",
        ("exclamation_mark",),
        "let go",
        "Do",
        "reject",
        "Say that a name is no entity, or that a note has no place in the newest version.",
        places=("names", "dossier"),
        called=(("names", "not an entity"), ("dossier", "not an entity")),
    ),
    Action(
        "not_here",
        ("number_sign",),
        "not here",
        "Do",
        "not here, split off",
        "Say that this mention is none of this entity.",
    ),
    Action(
        "split_off",
        ("vertical_line",),
        "split off",
        "Do",
        "not here, split off",
        "Make a name that was put together with others an entity of its own.",
    ),
    Action(
        "dossier",
        (),
        "dossier",
        "Command",
        "dossier of a name",
        "All that is known of the name that you are at.",
    ),
    Action(
        "undo",
        ("u",),
        "undo",
        "Do",
        "undo, redo",
        "Take back the last step; among what you decided about an entity, that decision.",
        places=("dossier",),
    ),
    Action("redo", ("ctrl+r",), "redo", "Do", "undo, redo", "Do again what was undone last."),
    Action(
        "notes", (), "notes", "Command", "all notes", "All notes of the workspace, to filter and to go to."
    ),
    Action(
        "links",
        (),
        "links",
        "Command",
        "links of a note",
        "What the note under the cursor links to, and which notes link to it.",
    ),
    Action(
        "tag",
        (),
        "tag",
        "Command",
        "tag what is found",
        "Tag all notes on the articles that were found.",
        takes="TAGS",
    ),
    Action(
        "untag",
        (),
        "untag",
        "Command",
        "untag",
        "Take tags from all notes on the articles that were found.",
        takes="TAGS",
    ),
    Action(
        "rename_tag",
        (),
        "rename",
        "Command",
        "rename a tag",
        "Call a tag otherwise on all notes.",
        takes="OLD NEW",
    ),
    Action(
        "mark",
        (),
        "mark",
        "Command",
        "mark it",
        "Mark the article, or the note under the cursor.",
        takes="LABEL",
    ),
    Action(
        "mark_workspace",
        (),
        "mark all",
        "Command",
        "mark the workspace",
        "Mark all that has no label of its own.",
        takes="LABEL",
    ),
    Action(
        "set_title",
        (),
        "title",
        "Command",
        "its title",
        "Give the article another title.",
        takes="TITLE",
    ),
    Action(
        "set_source",
        (),
        "outlet",
        "Command",
        "its outlet",
        "Say the outlet of the article.",
        takes="OUTLET",
    ),
    Action("set_date", (), "date", "Command", "its date", "Say the date of the article.", takes="DATE"),
    Action(
        "set_language",
        (),
        "language",
        "Command",
        "its language",
        "Say the language of the article.",
        takes="LANGUAGE",
    ),
    Action(
        "remove_article", (), "remove", "Command", "take it out", "Take the article out; notes on it stay."
    ),
    Action(
        "add",
        (),
        "folder",
        "Command",
        "add a folder",
        "Add a folder of articles, or choose one when none is named.",
        places=("nothing",),
        takes="FOLDER",
        row_key=":add",
    ),
    Action("stop_adding", (), "stop adding", "Command", "stop adding", "Stop adding; what was read is kept."),
    Action("skipped", (), "skipped", "Command", "skipped files", "The files that were skipped, and why."),
    Action("copies", ("C",), "copies", "Show", "copies", "Every outlet that published the article."),
    Action(
        "layers",
        ("L",),
        "layers",
        "Show",
        "layers on, off",
        "Switch kinds of names and other layers on and off.",
    ),
    Action(
        "screen_read",
        ("1",),
        "read",
        "Show",
        "the screens",
        "The screen to search and read on.",
    ),
    Action(
        "screen_entities",
        ("2",),
        "entities",
        "Show",
        "the screens",
        "The screen of all that is named, with a dossier of each.",
    ),
    Action(
        "screen_time",
        ("3",),
        "time",
        "Show",
        "the screens",
        "The screen of all times that the articles found speak of, in their order.",
    ),
    Action("zoom", ("z",), "alone", "Show", "article alone", "The article alone, or all panes again."),
    Action(
        "search",
        ("slash",),
        "search",
        "Search",
        "search",
        "Type a search; among the entities what their names have in them.",
        places=("results", "article", "entities", "notes", "said", "times", "not_found", "names", "moments"),
        called=(("names", "find"),),
    ),
    Action(
        "command",
        ("colon",),
        "command",
        "Show",
        "any command",
        "Any command by its name, with its key beside it.",
    ),
    Action(
        "forget_searches",
        (),
        "forget",
        "Command",
        "forget searches",
        "Forget all earlier searches of this workspace.",
    ),
    Action(
        "leave",
        ("q",),
        "leave",
        "Show",
        "leave",
        "Leave the reader. All that you wrote is kept.",
        places=("nothing",),
    ),
    Action(
        "keys",
        ("question_mark",),
        "keys",
        "Show",
        "these keys",
        "All keys, and how things look in the text.",
        places=(
            "results",
            "article",
            "entities",
            "notes",
            "said",
            "times",
            "nothing",
            "not_found",
            "names",
            "dossier",
            "moments",
        ),
    ),
    Action(
        "say_how_to_leave",
        ("ctrl+c",),
        "stay",
        "Show",
        "says how to leave",
        "Says which key leaves; it never kills.",
    ),
)

#: Actions after which keys mean something else. They are done before the next key is looked at, because the
#: letters behind the slash are on their way already.
OPENS_TYPING = frozenset({"search", "note", "edit_note", "command", "select", "grade"})

#: Actions that show another screen; what is pressed behind them is meant for that.
SWITCHES: Mapping[ScreenName, str] = {
    "read": "screen_read",
    "entities": "screen_entities",
    "time": "screen_time",
}

#: Actions that are done before the next key is looked at.
FIRST = OPENS_TYPING | frozenset(SWITCHES.values())
