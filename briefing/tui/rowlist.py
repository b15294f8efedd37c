"""A list of rows of different heights that draws only what is seen, with one of them current."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from rich.segment import Segment
from textual import events
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import Reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from briefing.tui.layers import cells, cut, wrap_words
from briefing.tui.safe import to_screen
from briefing.tui.theme import Look, to_strip

#: One line of a row: pieces on the left, pieces on the right, each a text and its roles.
Line = tuple[tuple[tuple[str, tuple[str, ...]], ...], tuple[tuple[str, tuple[str, ...]], ...]]

#: A blank line behind a row, which is not lit up with it.
GAP: Line = ((), ())


_EMPTY_ROWS = 4
_WHEEL = 3


class RowList(ScrollView, can_focus=True, inherit_bindings=False):
    """Rows of one or more lines each. Subclasses say how an item looks; this one moves and draws.

    Attributes:
        empty_words: What stands there when the list is empty.
        marked: Whether the current row is seen while the keys are elsewhere.
    """

    DEFAULT_CSS = "RowList { height: 1fr; width: 1fr; scrollbar-size: 0 0; }"

    @dataclass
    class Moved(Message):
        """The cursor moved to another row."""

        list: RowList
        row: int

    @dataclass
    class Taken(Message):
        """A row was clicked twice or entered."""

        list: RowList
        row: int

    def __init__(self, look: Look, *, id: str | None = None) -> None:
        """Make an empty list."""
        super().__init__(id=id)
        self.look = look
        self.cursor = 0
        self.count = 0
        self.empty_words = ""
        self.marked = True
        self._drawn: dict[int, tuple[Line, ...]] = {}
        self._tops: Sequence[int] = [0]
        self._width = 0
        self._unseen = True

    def draw(self, row: int, width: int) -> Sequence[Line]:
        """The lines of a row, each at most ``width`` cells."""
        raise NotImplementedError  # pragma: no cover

    def height(self, row: int, width: int) -> int:
        """How many lines ``draw`` makes of a row; a list of thousands says it without drawing them."""
        return len(self._lines(row, width))

    def measured(self, from_row: int, width: int) -> Sequence[int]:
        """Where each row begins from one of them on, and what would come next."""
        tops = list(self._tops[: from_row + 1])
        for row in range(from_row, self.count):
            tops.append(tops[-1] + self.height(row, width))
        return tops

    def show_rows(self, count: int, *, cursor: int = 0, keep_scroll: bool = False) -> None:
        """Show ``count`` rows, with the cursor on one of them."""
        self.count = count
        self.cursor = max(0, min(cursor, count - 1))
        self._measure(from_row=0)
        if not keep_scroll:
            self.scroll_to(0, 0, animate=False, force=True, immediate=True)
        self._reveal()

    def add_rows(self, count: int) -> None:
        """Show more rows behind those that are there."""
        before, self.count = self.count, count
        self._measure(from_row=before)

    def redraw(self) -> None:
        """Draw every row again; their heights must be what they were."""
        self._drawn.clear()
        self.refresh()

    def redraw_row(self, row: int) -> None:
        """Draw one row again; its height must be what it was."""
        if 0 <= row < self.count:
            self._drawn.pop(row, None)
            self._refresh_row(row)

    def move(self, by: int) -> bool:
        """Move the cursor by rows; false when it is at the end already."""
        return self.move_to(self.cursor + by)

    def move_to(self, row: int, *, tell: bool = True) -> bool:
        """Put the cursor on a row, or on the nearest that there is, and tell the screen of it."""
        row = max(0, min(row, self.count - 1))
        if self.count and not self.marked:
            self.marked = True
            self.refresh()
        if not self.count or row == self.cursor:
            return False
        before, top = self.cursor, self.scroll_offset.y
        self.cursor = row
        self._reveal()
        if self.scroll_offset.y == top:
            self._refresh_row(before)
            self._refresh_row(row)
        else:
            self.refresh()
        if tell:
            self.post_message(self.Moved(self, row))
        return True

    def page(self, by: float) -> bool:
        """Move the cursor by so many heights of the pane."""
        if not self.count:
            return False
        target = self._tops[self.cursor] + int(self.size.height * by)
        row = max(0, min(self._row_at(target), self.count - 1))
        if row == self.cursor:
            row += 1 if by > 0 else -1
        return self.move_to(row)

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw a part of the pane; one that is drawn before it was told its size takes that now."""
        if not self._width and self.size.width:
            self._measure(from_row=0)
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        """Draw one line of the pane."""
        line = y + self.scroll_offset.y
        width = self.size.width
        row = self._row_at(line)
        if not 0 <= row < self.count:
            return self._empty_line(line)
        drawn = self._lines(row, self._inner)[line - self._tops[row]]
        if drawn == GAP:
            return Strip([Segment(" " * width, self.look.style())])
        left, right = drawn
        current = row == self.cursor and (self.marked or self.has_focus)
        ground: tuple[str, ...] = (("row",) if self.has_focus else ("row_dim",)) if current else ()
        marker = self.look.glyph("row") if current else " "
        segments = [self.look.segment(marker, *ground, "accent" if current else "")]
        used = 1
        room = width - 1 - sum(cells(text) for text, _ in right)
        for text, roles in left:
            shown = cut(to_screen(text), max(0, room - used), self.look.glyph("ellipsis"))
            segments.append(self.look.segment(shown, *ground, *roles))
            used += cells(shown)
        segments.append(Segment(" " * max(0, room - used), self.look.style(*ground)))
        segments.extend(self.look.segment(text, *ground, *roles) for text, roles in right)
        segments.append(Segment(" ", self.look.style(*ground)))
        return to_strip(segments, width)

    def _empty_line(self, line: int) -> Strip:
        width = self.size.width
        words = ""
        if not self.count and self.empty_words:
            rows = wrap_words(self.empty_words, max(1, width - 3), _EMPTY_ROWS)
            words = f"  {rows[line]}" if line < len(rows) else ""
        rest = Segment(" " * max(0, width - len(words)), self.look.style("muted"))
        return Strip([self.look.segment(words, "muted"), rest])

    def on_resize(self, event: events.Resize) -> None:
        """Break the rows for the new width; a pane that is seen for the first time shows its cursor."""
        unseen, self._unseen = self._unseen, not event.size.width
        if unseen or event.size.width != self._width:
            self._measure(from_row=0)
            self._reveal()

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Three lines on; the cursor stays where it is."""
        self._wheel(event, _WHEEL)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Three lines back."""
        self._wheel(event, -_WHEEL)

    def on_focus(self) -> None:
        """Fill the current row."""
        self.refresh()

    def on_blur(self) -> None:
        """Show the current row fainter."""
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        """Put the cursor where the mouse is."""
        row = self._row_at(event.y + self.scroll_offset.y)
        if 0 <= row < self.count:
            self.move_to(row)
            if event.chain > 1:
                self.post_message(self.Taken(self, row))

    @property
    def _inner(self) -> int:
        """Cells of a row between the marker and the edge."""
        return max(1, self._width - 2)

    def _wheel(self, event: events.MouseEvent, by: int) -> None:
        event.stop()
        event.prevent_default()
        self.scroll_to(0, self.scroll_offset.y + by, animate=False, force=True, immediate=True)

    def _refresh_row(self, row: int) -> None:
        self.refresh_lines(self._tops[row], self._tops[row + 1] - self._tops[row])

    def _row_at(self, line: int) -> int:
        """The row that a line of the whole list belongs to; below the last it is the number of rows."""
        return bisect_right(self._tops, line) - 1

    def _lines(self, row: int, width: int) -> tuple[Line, ...]:
        if row not in self._drawn:
            self._drawn[row] = tuple(self.draw(row, width))
        return self._drawn[row]

    def _measure(self, from_row: int) -> None:
        """Find where each row begins; ``_tops`` has one entry more, for what would come next."""
        if from_row == 0 or self.size.width != self._width:
            from_row = 0
            self._drawn.clear()
        self._width = self.size.width
        self._tops = self.measured(from_row, self._inner)
        self.virtual_size = Size(self._width, self._tops[-1])
        self.refresh()

    def _reveal(self) -> None:
        if self.count:
            top = self._tops[self.cursor]
            region = Region(0, top, max(1, self._width), self._tops[self.cursor + 1] - top)
            self.scroll_to_region(region, animate=False, force=True, immediate=True)


class OneLineList(RowList):
    """Rows of one line each, however many; others in their place do not move the panes around."""

    virtual_size = Reactive(Size(0, 0), layout=False)

    def measured(self, from_row: int, width: int) -> Sequence[int]:
        """Row after row, without asking how high each is."""
        return range(self.count + 1)
