"""A note as the screens show it: its words, its grade, and how it stands to the newest version. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefing.casebook import Note
from briefing.casebook.standing import Standing
from briefing.tui.parts import Part
from briefing.tui.words import counted

if TYPE_CHECKING:
    from briefing.casebook.holding import State

#: State of an anchor to the name of its sign.
SIGNS: Mapping[State, str] = {
    "held": "note",
    "moved": "note_moved",
    "changed": "note_changed",
    "orphaned": "note_orphaned",
}


@dataclass(frozen=True, slots=True)
class NoteView:
    """One note in a list.

    Attributes:
        standing: The note, and where its passage stands now.
        code: Grade of its outlet and of what it says, as far as there are: ``B2``.
        linked: How many notes link to it.
    """

    standing: Standing
    code: str = ""
    linked: int = 0

    @property
    def note(self) -> Note:
        """The note."""
        return self.standing.note

    @property
    def sign(self) -> str:
        """Name of the sign before it."""
        return SIGNS[self.standing.state]


def proposal(standing: Standing, accept: str, let_go: str) -> str:
    """What there is to decide about a note, with the keys for it; nothing when there is nothing."""
    if not standing.is_proposal:
        if standing.state == "orphaned" and standing.article:
            return "The passage is not in the newest version; its words are kept here."
        return ""
    keys = f"{accept} accepts, {let_go} lets it go"
    if standing.state == "changed":
        number = standing.differing
        verb = "differs" if number == 1 else "differ"
        return f"The passage changed: {counted(number, 'word')} {verb}. enter compares, {keys}."
    where = "moved" if standing.state == "moved" else "stands"
    return f"The passage {where} in a newer version. {keys}."


def facts(view: NoteView) -> tuple[Part, ...]:
    """The row under the words of a note: grade, tags, marking, state, links to it."""
    note, standing = view.note, view.standing
    role = "muted" if standing.state == "held" else "warn"
    parts: list[Part] = [(view.code, "strong")] if view.code else []
    parts += [(" ".join(f"#{tag}" for tag in note.tags), "muted")] if note.tags else []
    parts += [(note.marking, "strong")] if note.marking else []
    if note.anchor is not None or standing.state != "held":
        parts.append((standing.state, role))
    if view.linked:
        parts.append((f"{counted(view.linked, 'note')} to it", "muted"))
    spaced = [part for fact in parts for part in (("  ", "muted"), fact)]
    return tuple(spaced[1:])
