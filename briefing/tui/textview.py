"""A text in a pane, with what lights up in it: where one is, going from span to span, staying there.

The text is never changed or cut; a row is a range of it. The current span is a position in one layer;
moving is always to the next span of a layer. How a row is drawn, and selecting, are up to who extends it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from textual import events
from textual.geometry import Region, Size
from textual.reactive import Reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from briefing.tui.layers import Layer, Light, Row, row_at, wrap
from briefing.tui.lit import Current, Lit
from briefing.tui.messages import PlaceMoved
from briefing.tui.selection import Selection
from briefing.tui.theme import Look

#: Rows that one turn of the wheel moves.
_WHEEL = 3


class TextView(ScrollView, can_focus=True, inherit_bindings=False):
    """One text with its layers.

    Attributes:
        look: How things look.
        text: The text.
        rows: Its rows, as broken for the width.
        current: The current span.
        selection: What is selected.
    """

    #: Another text does not move the panes around it, and it has no scroll bar to be fitted in.
    virtual_size = Reactive(Size(0, 0), layout=False)

    def __init__(self, look: Look, *, width: int, id: str | None = None) -> None:
        """Make an empty pane, whose text takes ``width`` columns where there is room for them."""
        super().__init__(id=id)
        self.look = look
        self.text = ""
        self.rows: list[Row] = []
        self.current: Current | None = None
        self.selection: Selection | None = None
        self._lit = Lit()
        self._over: tuple[Light, ...] = ()
        self._width = 0
        self._text_width = width
        self._first = 0
        self._unseen = True

    def break_rows(self) -> None:
        """Break the text into rows for the width that there is."""
        raise NotImplementedError  # pragma: no cover

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw a part of the pane; one that is drawn before it was told its size takes that now."""
        if not self._width and self.size.width:
            self.break_rows()
        return super().render_lines(crop)

    def show_text(self, text: str) -> None:
        """Show another text from its top, without layers."""
        self.text = text
        self._lit = Lit()
        self.current = None
        self.selection = None
        self._first = 0
        self._relight()
        self.break_rows()
        self.scroll_to(0, 0, animate=False, force=True, immediate=True)

    def show_layers(self, layers: Mapping[Layer, Sequence[Light]]) -> None:
        """Show these layers; those that are not named stay."""
        here = self.span
        self._lit = Lit({**self.lit, **layers})
        if self.current is not None and here is not None:
            # The current span is the same words, wherever it stands in its layer now.
            lights, place = self.lit.get(self.current.layer, ()), self._lit.at(self.current.layer, here.start)
            same = place < len(lights) and lights[place].start == here.start
            self.current = Current(self.current.layer, place) if same else None
        self._relight()

    @property
    def lit(self) -> dict[Layer, tuple[Light, ...]]:
        """What lights up, by layer."""
        return self._lit.layers

    # -- where one is ----------------------------------------------------------------------------

    @property
    def span(self) -> Light | None:
        """The current span."""
        return self.lit[self.current.layer][self.current.place] if self.current else None

    @property
    def position(self) -> int:
        """Where one is in the text: the selection, the current span, else the first row that is seen."""
        if self.selection is not None:
            return self.selection.moving
        span = self.span
        if span is not None:
            return span.start
        row = min(self.scroll_offset.y, max(0, len(self.rows) - 1))
        while row < len(self.rows) - 1 and self.rows[row].start == self.rows[row].end:
            row += 1
        return self.rows[row].start if self.rows else 0

    @property
    def place(self) -> tuple[int, Current | None, Selection | None]:
        """First row that is seen, current span and selection: another one once somebody has moved."""
        return self.scroll_offset.y, self.current, self.selection

    @property
    def line(self) -> int:
        """Number of the row that one is at, from 1."""
        return self.line_of(self.position)

    def line_of(self, position: int) -> int:
        """Number of the row that a position is in, from 1."""
        return row_at(self.rows, position) + 1 if self.rows else 0

    @property
    def percent(self) -> int:
        """How much of the text is read, in per cent, when all rows up to the last seen one are."""
        last = max(0, len(self.rows) - self.size.height)
        return 100 if not last else min(100, round(100 * self.scroll_offset.y / last))

    def row_on_screen(self, position: int) -> int:
        """The row of the pane in which a position of the text is drawn, from 0; it may lie outside."""
        return row_at(self.rows, position) - self.scroll_offset.y

    def here(self, layer: Layer) -> tuple[int, int]:
        """Which of the spans of a layer that lie over the current one it is, from 1, and how many."""
        span = self.span
        if span is None:
            return 0, 0
        over = [light for light in self.lit[layer] if light.start < span.end and light.end > span.start]
        return over.index(span) + 1 if span in over else 0, len(over)

    # -- moving ----------------------------------------------------------------------------------

    def go(self, layer: Layer, by: int) -> bool:
        """Move to the next (1) or previous (-1) span of a layer; false when there is none."""
        lights = self.lit.get(layer, ())
        if self.current is not None and self.current.layer == layer:
            place = self.current.place + by
        else:
            after = self._lit.at(layer, self.position)
            place = after if by > 0 else after - 1
        if not 0 <= place < len(lights):
            return False
        self.go_to(layer, place)
        return True

    def go_to(self, layer: Layer, place: int, *, landing: bool = False) -> None:
        """Make a span the current one and show it; ``landing`` shows its paragraph from the first row."""
        self.current = Current(layer, place)
        self.selection = None
        self._relight()
        row = row_at(self.rows, self.lit[layer][place].start)
        if landing:
            while row > 0 and self.rows[row - 1].end > self.rows[row - 1].start:
                row -= 1
            self._show_from(row)
        else:
            self._reveal(row)
        self.post_message(PlaceMoved())

    def go_to_position(self, position: int, layer: Layer | None = None) -> None:
        """Show the row of a position first; with a layer, its span there is the current one."""
        self.let_go()
        if layer is not None:
            place, lights = self._lit.at(layer, position), self.lit.get(layer, ())
            if place < len(lights) and lights[place].start == position:
                self.current = Current(layer, place)
                self._relight()
        self._show_from(row_at(self.rows, position))
        self.post_message(PlaceMoved())

    def let_go(self) -> None:
        """Have no current span and no selection any more."""
        self.current = self.selection = None
        self._relight()

    def scroll_rows(self, by: int) -> bool:
        """Scroll by rows; false when it is at the end already. It lets go of the current span."""
        before = self.scroll_offset.y
        self._show_from(before + by)
        if self.scroll_offset.y == before and (abs(by) < len(self.rows) or self.current is None):
            return False
        if self.current is not None:
            self.let_go()
        self.post_message(PlaceMoved())
        return True

    def scroll_page(self, by: float) -> bool:
        """Scroll by so many heights of the pane."""
        height = max(1, self.size.height - 1)
        return self.scroll_rows(int(height * by) or (1 if by > 0 else -1))

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Three rows on."""
        event.stop()
        event.prevent_default()
        self.scroll_rows(_WHEEL)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Three rows back."""
        event.stop()
        event.prevent_default()
        self.scroll_rows(-_WHEEL)

    def on_resize(self, event: events.Resize) -> None:
        """Break the text for the new width and stay where one was, in the same row of the pane."""
        unseen, self._unseen = self._unseen, not event.size.height
        if unseen or event.size.width != self._width:
            first = self._first
            self.stay(self.break_rows)
            if unseen and self.rows:
                self._show_from(row_at(self.rows, first))
            self.post_message(PlaceMoved())
        elif self.rows and self.span is not None:
            self._reveal(row_at(self.rows, self.span.start))

    def stay(self, change: Callable[[], None]) -> None:
        """Do something that breaks the rows anew, and stay where one was."""
        here = self.position
        above = max(0, self.row_on_screen(here)) if self.rows else 0
        change()
        if self.rows:
            self._show_from(row_at(self.rows, here) - min(above, max(0, self.size.height - 1)))

    def _reveal(self, row: int) -> None:
        top, height = self.scroll_offset.y, max(1, self.size.height)
        if not top <= row < top + height:
            self._show_from(row - height // 3)
        self.refresh()

    def _show_from(self, row: int) -> None:
        if self.rows:
            # A pane that was never seen has no height to scroll in: it is done when it has.
            self._first = self.rows[max(0, min(row, len(self.rows) - 1))].start
        last = max(0, len(self.rows) - self.size.height)
        self.scroll_to(0, max(0, min(row, last)), animate=False, force=True, immediate=True)
        self.refresh()

    def _wrap(self, width: int) -> None:
        """Break the text into rows of so many columns."""
        self._width = self.size.width
        self._text_width = width
        self.rows = wrap(self.text, width) if self.text else []
        self.virtual_size = Size(self._width, len(self.rows))

    def _relight(self) -> None:
        """Gather what can be as long as the text: noted passages, the current span, the selection."""
        over = list(self.lit.get("note", ()))
        span = self.span
        if span is not None and self.current is not None and self.current.layer == "statement":
            # It may be long and hold names and hits: it lies under them, and only its ground is seen.
            over.append(Light(span.start, span.end, "statement", "ground_said"))
        elif span is not None and self.current is not None:
            at = self.current.layer in ("entity", "moment")
            over.append(Light(span.start, span.end, "current", f"at:{span.role}" if at else "current"))
        if self.selection is not None:
            chosen = self.selection.span
            over.append(Light(chosen.start, chosen.end, "selected", "selected"))
        self._over = tuple(over)
        self.refresh()
