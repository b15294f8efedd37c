"""Which panes and rows are seen at a size, and how wide they are. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from briefing.tui.actions import Place

#: From so many columns on there is room for snippets and stacked panes, for three panes, for counts.
ROOMY = 150
WIDE = 110
SLIM = 70
#: Below this many rows there is none to spare.
TALL = 30
#: Less room than this shows nothing that could be used.
LEAST_WIDTH = 50
LEAST_HEIGHT = 16

_SIDES = (32, 32)
_ROOMY_SIDES = (48, 46)
_TITLES = ("results-title", "article-title", "entities-title")
_SIDE: tuple[Place, ...] = ("entities", "notes", "said", "times")


@dataclass(frozen=True, slots=True)
class Arrangement:
    """What is seen.

    Attributes:
        shown: Ids of what is seen, of all that can be hidden.
        results_width: Columns of the results; ``None`` is all that there are.
        side_width: The same of the side pane.
        preview: Whether of each note a few rows only are seen, below the names.
        stacked: Whether names, statements and notes stand below each other.
    """

    shown: frozenset[str]
    results_width: int | None
    side_width: int | None
    preview: bool
    stacked: bool


#: All that can be hidden.
HIDEABLE = (
    "results-pane",
    "article-pane",
    "side-pane",
    "dividers",
    "tabs",
    *_TITLES,
    "entities",
    "entities-head",
    "said",
    "said-title",
    "times",
    "notes",
    "notes-title",
    "note",
    "panes",
    "notice",
    "nothing-title",
)


def arrange(
    width: int,
    pane: Place,
    *,
    alone: bool = False,
    empty: bool = False,
    writing: bool = False,
    entities: int = 0,
    notes: int = 0,
) -> Arrangement:
    """Arrange the panes.

    Args:
        width: Columns of the screen.
        pane: The pane that has the keys, or had them last.
        alone: Whether the article takes all the room.
        empty: Whether there is nothing to list.
        writing: Whether a note is being written.
        entities: Names of the article.
        notes: Notes on it.
    """
    narrow = width < WIDE
    one = narrow or alone
    stacked = width >= ROOMY and not one
    in_notes = pane == "notes" or writing
    in_said = pane == "said" and not in_notes
    in_times = pane == "times" and not in_notes
    names = stacked or not (in_notes or in_said or in_times)
    below = not one and names and notes > 0
    shown = {
        "results-pane": not one or pane == "results",
        "article-pane": not one or pane == "article",
        "side-pane": not one or pane in _SIDE or writing,
        "dividers": not one,
        "tabs": narrow and not empty,
        **dict.fromkeys(_TITLES, not narrow),
        "entities": names,
        "entities-head": names and entities > 0,
        # A note that is being written needs the rows.
        "said": in_said or (stacked and not writing and not in_times),
        "times": in_times,
        "said-title": stacked and not writing,
        "notes": (stacked or in_notes or below) and (notes > 0 or not writing),
        "notes-title": stacked or below,
        "note": writing,
        "panes": not empty or writing,
        "notice": empty and not writing,
        "nothing-title": empty and not writing,
    }
    results, side = _ROOMY_SIDES if width >= ROOMY else _SIDES
    return Arrangement(
        shown=frozenset(id for id, seen in shown.items() if seen),
        results_width=None if one else results,
        side_width=None if one else side,
        preview=below and not stacked,
        stacked=stacked,
    )
