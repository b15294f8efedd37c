"""The list of the Time screen: when, how exact, where on the axis, in which words, and who says so."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from textual.geometry import Size
from textual.reactive import Reactive

from briefing.tui.arrangement import ROOMY, WIDE
from briefing.tui.axis import CELLS, SIGNS, Axis, draw
from briefing.tui.layers import cells, cut
from briefing.tui.moments import short_words
from briefing.tui.outlets import Outlets, outlets_of
from briefing.tui.rowlist import GAP, Line, RowList
from briefing.tui.safe import to_screen
from briefing.tui.theme import Look
from briefing.tui.timeline import Event, Timeline, group_of, passage


@dataclass(frozen=True, slots=True)
class Columns:
    """Cells of the columns of one width, each with the space behind it; 0 where there is no room for one.

    Attributes:
        when: When.
        exact: How exact.
        axis: The axis, two cells a unit.
        source: The outlet.
        grade: The grade.
    """

    when: int
    exact: int
    axis: int
    source: int
    grade: int = 3

    def what(self, width: int) -> int:
        """Cells that are left for the words."""
        return max(1, width - self.when - self.exact - self.axis - self.source - self.grade)


def columns_of(width: int) -> Columns:
    """The columns in a screen of so many cells."""
    if width < WIDE:
        return Columns(17, 7, 0, 0)
    if width < ROOMY:
        return Columns(17, 9, 32, 10)
    return Columns(19, 9, min(80, (width - 94) // 2 * CELLS), 18)


class Events(RowList):
    """Moments of many articles in the order of time, those of one month together.

    Attributes:
        shown: The moments.
        axis: The axis that they are drawn on.
        columns: The columns.
        outside: How many lie before and behind all that the axis shows.
    """

    #: Other moments do not move the panes around them.
    virtual_size = Reactive(Size(0, 0), layout=False)

    def __init__(self, look: Look, grade: Callable[[Event], str], *, id: str | None = None) -> None:
        """Make an empty list; ``grade`` says the grade of an article."""
        super().__init__(look, id=id)
        self.shown = Timeline()
        self.axis = Axis("day", 0, 1)
        self.columns = columns_of(0)
        self.outside = (0, 0)
        self._outlets = Outlets()
        self._grade = grade
        self._signs = {name: look.glyph(name) for name in SIGNS}

    def show_events(self, shown: Timeline, axis: Axis, columns: Columns, cursor: int) -> None:
        """Show these moments on an axis, with the cursor on one of them."""
        self.shown, self.columns = shown, columns
        self._outlets = outlets_of(event.timed.source for event in shown.events)
        self._put_axis(axis)
        self.show_rows(len(shown.events), cursor=cursor)
        if self.count:
            # Not at the lower edge: what comes next is seen too.
            top = self._tops[self.cursor] - self.size.height // 3
            self.scroll_to(0, max(0, top), animate=False, force=True, immediate=True)

    def show_axis(self, axis: Axis) -> None:
        """Show the same moments on another axis."""
        regrouped = (axis.unit == "year") != (self.axis.unit == "year")
        self._put_axis(axis)
        if regrouped:
            self.show_rows(self.count, cursor=self.cursor)
        else:
            self.redraw()

    def _put_axis(self, axis: Axis) -> None:
        self.axis = axis
        self.outside = axis.outside([event.when for event in self.shown.events])

    @property
    def event(self) -> Event | None:
        """The moment under the cursor."""
        return self.shown.events[self.cursor] if self.shown.events else None

    def height(self, row: int, width: int) -> int:
        """One line, and a blank one where the next group begins."""
        return 2 if self._ends_group(row) else 1

    def draw(self, row: int, width: int) -> Sequence[Line]:
        """When, how exact, the axis, the words, the outlet, the grade."""
        event, columns, ellipsis = self.shown.events[row], self.columns, self.look.glyph("ellipsis")
        when = event.when
        ink = "moment" if when.first is not None else "muted"
        width -= 1
        left = [
            (self.look.glyph("set") if event.timed.moment.decided else " ", ("note_mark",)),
            (_padded(short_words(when, self.shown.year), columns.when, ellipsis), (ink,)),
            (_padded(when.exact, columns.exact, ellipsis), ("muted",)),
        ]
        if columns.axis:
            drawn = draw(self.axis, when, self._signs, self.look.glyph("empty_bar"))
            mark = "accent" if row == self.cursor else "moment"
            left += [
                (drawn.text[: drawn.start], ("rule",)),
                (drawn.text[drawn.start : drawn.end], (mark,)),
                (drawn.text[drawn.end :], ("rule",)),
                (" " * (columns.axis - len(drawn.text)), ("rule",)),
            ]
        words, _ = passage(
            to_screen(event.timed.clause), event.place, columns.what(width) - 1, ellipsis, whole=False
        )
        right: tuple[tuple[str, tuple[str, ...]], ...] = ()
        if columns.source:
            fitting = self._outlets.fit(event.timed.source, columns.source - 1, ellipsis)
            source = to_screen(fitting) or "no source"
            right = ((_padded(source, columns.source, ellipsis), ("muted",)),)
        grade = f"{self._grade(event):>{columns.grade - 1}}"
        line: Line = ((*left, (words, ("text",))), (*right, (grade, ("muted",))))
        return (line, GAP) if self._ends_group(row) else (line,)

    def move_to(self, row: int, *, tell: bool = True) -> bool:
        """Put the cursor on a row; its mark is drawn otherwise than those of the others."""
        before = self.cursor
        for each in (before, row):
            self._drawn.pop(each, None)
        moved = super().move_to(row, tell=tell)
        self._drawn.pop(self.cursor, None)
        return moved

    def _ends_group(self, row: int) -> bool:
        events, unit = self.shown.events, self.axis.unit
        return row + 1 < len(events) and group_of(events[row], unit) != group_of(events[row + 1], unit)


def _padded(text: str, width: int, ellipsis: str) -> str:
    """A text in so many cells, the last of which stays blank."""
    shown = cut(text, width - 1, ellipsis)
    return shown + " " * (width - cells(shown))
