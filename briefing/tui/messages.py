"""What the panes tell the screen. They tell each other nothing."""

from __future__ import annotations

from dataclasses import dataclass

from textual.message import Message

from index import Hit


@dataclass
class SearchTyped(Message):
    """The text of the search line changed."""

    text: str


@dataclass
class SearchTaken(Message):
    """Enter on the search line: take what is found and go there."""

    text: str


@dataclass
class HitChosen(Message):
    """The cursor of the results moved to another article."""

    hit: Hit


@dataclass
class HitTaken(Message):
    """Go into the article under the cursor of the results."""

    hit: Hit


@dataclass
class MoreWanted(Message):
    """The cursor of the results comes near the end of what is loaded."""

    loaded: int


@dataclass
class PlaceMoved(Message):
    """The article pane shows another part, or has another current span."""


@dataclass
class NoteTyped(Message):
    """The text in the note editor changed."""


@dataclass
class NoteLeft(Message):
    """The note editor was left; its text is final."""
