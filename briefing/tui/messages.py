"""What the panes tell the screen. They tell each other nothing."""

from __future__ import annotations

from dataclasses import dataclass

from textual.message import Message

from index import Hit


@dataclass(eq=False, repr=False, match_args=False)
class SearchTyped(Message):
    """The text of the search line changed."""

    text: str


@dataclass(eq=False, repr=False, match_args=False)
class HitChosen(Message):
    """The cursor of the results moved to another article."""

    hit: Hit


@dataclass(eq=False, repr=False, match_args=False)
class HitTaken(Message):
    """Go into the article under the cursor of the results."""

    hit: Hit


@dataclass(eq=False, repr=False, match_args=False)
class MoreWanted(Message):
    """The cursor of the results comes near the end of what is loaded."""


@dataclass(eq=False, repr=False, match_args=False)
class PlaceMoved(Message):
    """The article pane shows another part, or has another current span."""


@dataclass(eq=False, repr=False, match_args=False)
class NoteTyped(Message):
    """The text in the note editor changed."""
