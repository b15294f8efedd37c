"""The article pane: title and facts that stay, and the text below them with everything that lights up.

It draws only the rows that are seen. The text is never changed or cut; a row is a range of it. The
current span is a position in one layer; moving is always to the next span of a layer.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rich.segment import Segment
from textual import events
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from briefing.tui.layers import Layer, Light, Row, cells, pieces, row_at, wrap
from briefing.tui.messages import PlaceMoved
from briefing.tui.safe import to_segment
from briefing.tui.theme import Look

#: Columns before the text: here, statement, note, space.
GUTTER = 4
TEXT_WIDTH = 72


@dataclass(frozen=True, slots=True)
class Current:
    """The span that one is at: its place in its layer, from 0."""

    layer: Layer
    place: int


class ArticleText(ScrollView, can_focus=True, inherit_bindings=False):
    """The text of one article with its layers."""

    DEFAULT_CSS = "ArticleText { height: 1fr; width: 1fr; scrollbar-size: 0 0; }"

    def __init__(self, look: Look, *, id: str | None = None) -> None:
        """Make an empty pane."""
        super().__init__(id=id)
        self.look = look
        self.text = ""
        self.rows: list[Row] = []
        self.lit: dict[Layer, tuple[Light, ...]] = {}
        self.current: Current | None = None
        self._lights: tuple[Light, ...] = ()
        self._starts: tuple[int, ...] = ()
        self._longest = 0
        self._width = 0

    def show_text(self, text: str) -> None:
        """Show another text from its top, without layers."""
        self.text = text
        self.lit = {}
        self.current = None
        self._relight()
        self._wrap()
        self.scroll_to(0, 0, animate=False, force=True, immediate=True)

    def show_layers(self, layers: Mapping[Layer, Sequence[Light]]) -> None:
        """Show these layers; those that are not named stay."""
        self.lit = {**self.lit, **{layer: tuple(lights) for layer, lights in layers.items()}}
        if self.current and self.current.place >= len(self.lit.get(self.current.layer, ())):
            self.current = None
        self._relight()

    @property
    def span(self) -> Light | None:
        """The current span."""
        if self.current is None:
            return None
        return self.lit[self.current.layer][self.current.place]

    @property
    def position(self) -> int:
        """Where one is in the text: at the current span, else at the first row that is seen."""
        span = self.span
        if span is not None:
            return span.start
        row = min(self.scroll_offset.y, max(0, len(self.rows) - 1))
        while row < len(self.rows) - 1 and self.rows[row].start == self.rows[row].end:
            row += 1
        return self.rows[row].start if self.rows else 0

    @property
    def line(self) -> int:
        """Number of the row that one is at, from 1."""
        return row_at(self.rows, self.position) + 1 if self.rows else 0

    def go(self, layer: Layer, by: int) -> bool:
        """Move to the next (1) or previous (-1) span of a layer; false when there is none."""
        lights = self.lit.get(layer, ())
        if self.current is not None and self.current.layer == layer:
            place = self.current.place + by
        else:
            here = self.position
            after = [n for n, light in enumerate(lights) if light.start >= here]
            before = [n for n, light in enumerate(lights) if light.start < here]
            place = (after[0] if after else len(lights)) if by > 0 else (before[-1] if before else -1)
        if not 0 <= place < len(lights):
            return False
        self.go_to(layer, place)
        return True

    def go_to(self, layer: Layer, place: int, *, landing: bool = False) -> None:
        """Make a span the current one and show it; ``landing`` shows its paragraph from the first row."""
        self.current = Current(layer, place)
        self._relight()
        row = row_at(self.rows, self.lit[layer][place].start)
        top, height = self.scroll_offset.y, max(1, self.size.height)
        if landing:
            while row > 0 and self.rows[row - 1].end > self.rows[row - 1].start:
                row -= 1
            self._show_from(row)
        elif not top <= row < top + height:
            self._show_from(row - height // 3)
        self.post_message(PlaceMoved())

    def scroll_rows(self, by: int) -> bool:
        """Scroll by rows; false when it is at the end already. It lets go of the current span."""
        before = self.scroll_offset.y
        self._show_from(before + by)
        if self.scroll_offset.y == before:
            return False
        if self.current is not None:
            self.current = None
            self._relight()
        self.post_message(PlaceMoved())
        return True

    def scroll_page(self, by: float) -> bool:
        """Scroll by so many heights of the pane."""
        height = max(1, self.size.height - 1)
        return self.scroll_rows(int(height * by) or (1 if by > 0 else -1))

    @property
    def percent(self) -> int:
        """How much of the text is read, in per cent, when all rows up to the last seen one are."""
        last = max(0, len(self.rows) - self.size.height)
        return 100 if not last else min(100, round(100 * self.scroll_offset.y / last))

    def render_line(self, y: int) -> Strip:
        """Draw one row: gutter, then text."""
        width = self.size.width
        number = y + self.scroll_offset.y
        base = self.look.style()
        if number >= len(self.rows):
            return Strip([Segment(" " * width, base)])
        row = self.rows[number]
        segments = list(self._gutter(row))
        used = GUTTER
        for piece in pieces(self.text, row, self._near(row)):
            segments.append(to_segment(piece.text, self.look.style(*piece.roles)))
            used += cells(piece.text)
        segments.append(Segment(" " * max(0, width - used), base))
        return Strip(segments).crop(0, width)

    def on_resize(self, event: events.Resize) -> None:
        """Break the text for the new width and stay where one was."""
        if event.size.width != self._width:
            here = self.position
            self._wrap()
            if self.rows:
                self._show_from(row_at(self.rows, here))

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Three rows on."""
        event.stop()
        event.prevent_default()
        self.scroll_rows(3)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Three rows back."""
        event.stop()
        event.prevent_default()
        self.scroll_rows(-3)

    def _gutter(self, row: Row) -> Sequence[Segment]:
        base = self.look.style()
        span = self.span
        here = span is not None and row.start <= span.start < max(row.end, row.start + 1)
        notes = [
            light for light in self.lit.get("note", ()) if light.start < row.end and light.end > row.start
        ]
        sign = " "
        if notes:
            begins = any(light.start >= row.start for light in notes)
            sign = self.look.glyph("note" if begins else "continues")
        return (
            to_segment(self.look.glyph("here") if here else " ", self.look.style("accent")),
            Segment(" ", base),
            to_segment(sign, self.look.style("note_mark")),
            Segment(" ", base),
        )

    def _show_from(self, row: int) -> None:
        last = max(0, len(self.rows) - self.size.height)
        self.scroll_to(0, max(0, min(row, last)), animate=False, force=True, immediate=True)
        self.refresh()

    def _wrap(self) -> None:
        self._width = self.size.width
        self.rows = wrap(self.text, min(TEXT_WIDTH, max(10, self._width - GUTTER - 1))) if self.text else []
        self.virtual_size = Size(self._width, len(self.rows))
        self.refresh()

    def _relight(self) -> None:
        lights = [light for layer in self.lit.values() for light in layer]
        span = self.span
        if span is not None:
            lights.append(Light(span.start, span.end, "current", "current"))
        self._lights = tuple(sorted(lights, key=lambda light: light.start))
        self._starts = tuple(light.start for light in self._lights)
        self._longest = max((light.end - light.start for light in self._lights), default=0)
        self.refresh()

    def _near(self, row: Row) -> tuple[Light, ...]:
        """The lights that can reach into a row."""
        first = bisect_left(self._starts, row.start - self._longest)
        return self._lights[first : bisect_left(self._starts, row.end)]
