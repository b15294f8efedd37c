"""The actions that have no key: they are done by their names, or by a key that a user gives them."""

from __future__ import annotations

from briefing.tui.action import Action

COMMANDS: tuple[Action, ...] = (
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
    Action(
        "period",
        (),
        "period",
        "Command",
        "times in a period",
        "On the screen Time: keep to a period, such as 2024-04, last month or 2024-04..2024-06.",
        takes="PERIOD",
    ),
    Action("stop_adding", (), "stop adding", "Command", "stop adding", "Stop adding; what was read is kept."),
    Action("skipped", (), "skipped", "Command", "skipped files", "The files that were skipped, and why."),
)
