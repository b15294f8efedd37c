"""What the rows of the Time screen say. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace

from briefing.tui.axis import Axis, labels, window_words
from briefing.tui.parts import Part
from briefing.tui.screens.bars import Row, View, frame_rows, title_row
from briefing.tui.theme import Look
from briefing.tui.widgets.timeline import Columns

#: Ids of all rows.
BARS = ("header", "asked", "time-title", "time-head", "foot-title", "status", "keys")

_SPACE: Part = (" ", "text")


@dataclass(frozen=True, slots=True)
class TimeView:
    """What the rows are made from.

    Attributes:
        frame: What those of all screens are made from.
        query: The search.
        name: The name that is kept to, or empty.
        period: The period that is kept to, in words, or empty.
        count: How many moments of how many articles there are, in words.
        axis: The axis, and
        columns: the columns of the list.
        outside: How many lie before and behind all that the axis shows.
        dated: Whether anything has a date.
        years: From when to when these dates are, where there is no room for the axis.
        title: When the current moment is, in full; empty where there is none.
        remark: How many have a date, in words.
    """

    frame: View
    query: str
    name: str
    period: str
    count: str
    axis: Axis
    columns: Columns
    outside: tuple[int, int]
    dated: bool
    years: str
    title: str
    remark: str


def rows(view: TimeView, look: Look) -> dict[str, Row]:
    """All rows by the id of their bar."""
    frame = view.frame
    if not frame.work and not frame.answer[0] and view.remark:
        frame = replace(frame, work=((view.remark, "muted"),))
    window = window_words(view.axis) if view.columns.axis and view.dated else view.years
    return {
        **frame_rows(frame, look),
        "asked": _asked(view),
        "time-title": title_row(look, "Time", window, focused=True),
        "time-head": _head(view, look),
        "foot-title": title_row(look, view.title, "", focused=False) if view.title else Row(),
    }


def _asked(view: TimeView) -> Row:
    """The search that is kept from Read, the name and the period that are kept to, and the counts."""
    asked = (view.query, "text") if view.query else ("all articles", "muted")
    query: tuple[Part, ...] = ((" / ", "muted"), asked)
    name: tuple[Part, ...] = (("   with ", "muted"), (view.name, "text")) if view.name else ()
    period: tuple[Part, ...] = ((f"   {view.period}", "text"),) if view.period else ()
    return Row((*query, *name, *period), ((view.count, "muted"), _SPACE))


def _head(view: TimeView, look: Look) -> Row:
    columns = view.columns
    before, after = view.outside
    earlier, later = look.glyph("axis_earlier"), look.glyph("axis_later")
    outside = f"{earlier}{before:,}" if before else "", f"{after:,}{later}" if after else ""
    exact = "exact to" if columns.axis else "exact"
    left = f"  {'when':<{columns.when}}{exact:<{columns.exact}}"
    if columns.axis:
        above = labels(view.axis, columns.axis - 2, outside) if view.dated else ""
        left += f"{above:<{columns.axis}}"
    right = f"{'source':<{columns.source}}{'':>{columns.grade - 1}} " if columns.source else "grade "
    return Row(((f"{left}what", "muted"),), ((right, "muted"),))
