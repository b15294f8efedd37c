"""The article pane: the text with everything that lights up, and what is selected in it.

It draws only the rows that are seen. The text is never changed or cut; a row is a range of it. The
current span is a position in one layer; moving is always to the next span of a layer.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import ClassVar

from rich.segment import Segment
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.reactive import Reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from briefing.tui import margin
from briefing.tui.layers import Layer, Light, Row, cells, pieces, position_at, row_at, wrap
from briefing.tui.lit import Current, Lit
from briefing.tui.messages import PlaceMoved
from briefing.tui.safe import to_segment, to_strip
from briefing.tui.selection import Selection, begin, by_paragraph, by_sentence, by_word
from briefing.tui.theme import Look

#: Columns before the text: here, statement, note, space.
GUTTER = 4
TEXT_WIDTH = 72

#: Columns that notes need beside the text, and the most that they take.
_NARROWEST_NOTES = 16
_WIDEST_NOTES = 34
_NOTES_GAP = 2


class ArticleText(ScrollView, can_focus=True, inherit_bindings=False):
    """The text of one article with its layers."""

    #: Another text does not move the panes around it, and it has no scroll bar to be fitted in.
    virtual_size = Reactive(Size(0, 0), layout=False)
    DEFAULT_CSS = "ArticleText { height: 1fr; width: 1fr; scrollbar-size: 0 0; }"
    #: Keys that mean something else while a passage is selected.
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j,down", "extend('sentence', 1)", show=False),
        Binding("k,up", "extend('sentence', -1)", show=False),
        Binding("l,right", "extend('word', 1)", show=False),
        Binding("h,left", "extend('word', -1)", show=False),
        Binding("p", "extend('paragraph', 1)", show=False),
        Binding("o", "extend('other end', 1)", show=False),
    ]

    def __init__(self, look: Look, *, id: str | None = None) -> None:
        """Make an empty pane."""
        super().__init__(id=id)
        self.look = look
        self.text = ""
        self.rows: list[Row] = []
        self._lit = Lit()
        self.current: Current | None = None
        self.selection: Selection | None = None
        self.show_letters = not look.has_colour
        self._noted: tuple[tuple[int, str], ...] = ()
        self._beside: dict[int, tuple[str, bool]] = {}
        self._over: tuple[Light, ...] = ()
        self._width = 0
        self._text_width = TEXT_WIDTH
        self._pressed: int | None = None
        self._first = 0
        self._unseen = True

    # -- what is shown ---------------------------------------------------------------------------

    def show_text(self, text: str) -> None:
        """Show another text from its top, without layers."""
        self.text = text
        self._lit = Lit()
        self.current = None
        self.selection = None
        self._noted = ()
        self._first = 0
        self._relight()
        self._wrap()
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

    def show_notes(self, noted: Sequence[tuple[int, str]]) -> None:
        """Show these notes, each the position of its passage and its words, beside the text."""
        self._noted = tuple(noted)
        self._place_notes()

    def show_kind_letters(self, shown: bool) -> None:
        """Show the letters of the kinds in the right margin, or not."""
        self.show_letters = shown
        self._stay(self._wrap)

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
        return row_at(self.rows, self.position) + 1 if self.rows else 0

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
        if self.scroll_offset.y == before:
            return False
        if self.current is not None:
            self.let_go()
        self.post_message(PlaceMoved())
        return True

    def scroll_page(self, by: float) -> bool:
        """Scroll by so many heights of the pane."""
        height = max(1, self.size.height - 1)
        return self.scroll_rows(int(height * by) or (1 if by > 0 else -1))

    # -- selecting -------------------------------------------------------------------------------

    def select(self, selection: Selection | None) -> None:
        """Select a passage and show its moving end; ``None`` ends selecting."""
        self.selection = selection
        self._relight()
        if selection is not None:
            end = selection.moving
            self._reveal(row_at(self.rows, max(selection.fixed, end - 1) if selection.forward else end))
        self.post_message(PlaceMoved())

    def select_here(self) -> None:
        """Select the sentence that one is at, where there is any text."""
        self.select(begin(self.text, self.position))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool:
        """Its own keys count only while something is selected."""
        return action != "extend" or self.selection is not None

    def action_extend(self, unit: str, by: int) -> None:
        """Move an end of the selection by a unit, or choose the other end."""
        if self.selection is None:
            return
        if unit == "sentence":
            self.select(by_sentence(self.text, self.selection, by))
        elif unit == "word":
            self.select(by_word(self.text, self.selection, by))
        elif unit == "paragraph":
            self.select(by_paragraph(self.text, self.selection))
        else:
            self.select(self.selection.turned())

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Perhaps the beginning of a selection."""
        self._pressed = self._position_under(event)
        self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Select from where the button was pressed."""
        if self._pressed is None or not event.button:
            return
        position = self._position_under(event)
        if position not in (None, self._pressed):
            self.select(Selection(self._pressed, position or 0))

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """The end of a selection, or a click: on a span it becomes the current one."""
        self.release_mouse()
        pressed, self._pressed = self._pressed, None
        if pressed is None or self._position_under(event) != pressed:
            return
        self.select(None)
        for layer in ("hit", "moment", "entity", "note"):
            for place, light in enumerate(self.lit.get(layer, ())):
                if light.start <= pressed < light.end:
                    self.go_to(layer, place)
                    return

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

    # -- drawing ---------------------------------------------------------------------------------

    def render_line(self, y: int) -> Strip:
        """Draw one row: gutter, text, margin."""
        width = self.size.width
        number = y + self.scroll_offset.y
        base = self.look.style()
        if number >= len(self.rows):
            return Strip([Segment(" " * width, base)])
        row = self.rows[number]
        segments = list(self._gutter(row, first=y == 0))
        used = GUTTER
        for piece in pieces(self.text, row, (*self._over, *self._lit.near(row))):
            segments.append(to_segment(piece.text, self.look.style(*piece.roles)))
            used += cells(piece.text)
        right = self._margin(number, row)
        start = GUTTER + self._text_width + 1
        if right and used <= start:
            segments.append(Segment(" " * (start - used), base))
            for text, role in right:
                segments.append(to_segment(text, self.look.style(role)))
                start += cells(text)
            used = start
        segments.append(Segment(" " * max(0, width - used), base))
        return to_strip(segments, width)

    def on_resize(self, event: events.Resize) -> None:
        """Break the text for the new width and stay where one was, in the same row of the pane."""
        unseen, self._unseen = self._unseen, not event.size.height
        if event.size.width != self._width:
            first = self._first
            self._stay(self._wrap)
            if unseen and self.rows:
                self._show_from(row_at(self.rows, first))
            self.post_message(PlaceMoved())
        elif self.rows and self.span is not None:
            self._reveal(row_at(self.rows, self.span.start))

    def _stay(self, change: Callable[[], None]) -> None:
        """Do something that breaks the rows anew, and stay where one was."""
        here = self.position
        above = max(0, self.row_on_screen(here)) if self.rows else 0
        change()
        if self.rows:
            self._show_from(row_at(self.rows, here) - min(above, max(0, self.size.height - 1)))

    def _gutter(self, row: Row, *, first: bool) -> Sequence[Segment]:
        base = self.look.style()
        sign = margin.note_sign(row, self.lit.get("note", ()), first=first)
        return (
            to_segment(self.look.glyph("here") if self._is_here(row) else " ", self.look.style("accent")),
            Segment(" ", base),
            to_segment(self.look.glyph(sign) if sign else " ", self.look.style("note_mark")),
            Segment(" ", base),
        )

    def _is_here(self, row: Row) -> bool:
        if self.selection is not None:
            chosen = self.selection.span
            ends = () if self.look.has_colour else (chosen.start, chosen.end - 1)
            return any(row.start <= end < row.end for end in ends)
        span = self.span
        return span is not None and row.start <= span.start < max(row.end, row.start + 1)

    def _margin(self, number: int, row: Row) -> list[tuple[str, str]]:
        if self.show_letters:
            found = margin.letters(row, self._lit.named, self.look.letter)
            return [(found, "muted")] if found else []
        if number not in self._beside:
            return []
        words, begins = self._beside[number]
        sign = f"{self.look.glyph('note')} " if begins else "  "
        return [(" ", "text"), (sign, "note_mark"), (words, "muted")]

    def _position_under(self, event: events.MouseEvent) -> int | None:
        """The position of the text under the mouse; none where there is no text at all."""
        if not self.rows:
            return None
        number = min(max(0, event.y + self.scroll_offset.y), len(self.rows) - 1)
        return position_at(self.text, self.rows[number], event.x - GUTTER)

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

    def _wrap(self) -> None:
        self._width = self.size.width
        taken = GUTTER + 1 + (margin.LETTERS_WIDTH if self.show_letters else 0)
        self._text_width = min(TEXT_WIDTH, max(10, self._width - taken))
        self.rows = wrap(self.text, self._text_width) if self.text else []
        self.virtual_size = Size(self._width, len(self.rows))
        self._place_notes()

    def _place_notes(self) -> None:
        room = min(_WIDEST_NOTES, self._width - GUTTER - self._text_width - 2 * _NOTES_GAP)
        fits = self._text_width == TEXT_WIDTH and room >= _NARROWEST_NOTES
        self._beside = margin.beside(self.rows, self._noted, room - _NOTES_GAP) if fits else {}
        self.refresh()

    def _relight(self) -> None:
        """Gather what can be as long as the text: noted passages, the current span, the selection."""
        over = list(self.lit.get("note", ()))
        span = self.span
        if span is not None and self.current is not None:
            at = self.current.layer in ("entity", "moment")
            over.append(Light(span.start, span.end, "current", f"at:{span.role}" if at else "current"))
        if self.selection is not None:
            chosen = self.selection.span
            over.append(Light(chosen.start, chosen.end, "selected", "selected"))
        self._over = tuple(over)
        self.refresh()
