"""The article pane: the text with everything that lights up, and what is selected in it.

It draws only the rows that are seen: signs in the gutter, the text, notes or letters in the margin.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.segment import Segment
from textual import events
from textual.binding import Binding, BindingType
from textual.strip import Strip

from briefing.tui import margin
from briefing.tui.layers import Row, cells, pieces, position_at, row_at
from briefing.tui.messages import PlaceMoved
from briefing.tui.selection import Selection, begin, by_paragraph, by_sentence, by_word
from briefing.tui.textview import TextView
from briefing.tui.theme import Look, to_strip

#: Columns before the text: here, statement, note, space.
GUTTER = 4
TEXT_WIDTH = 72

#: Columns that notes need beside the text, and the most that they take.
_NARROWEST_NOTES = 16
_WIDEST_NOTES = 34
_NOTES_GAP = 2


class ArticleText(TextView, can_focus=True, inherit_bindings=False):
    """The text of one article with its layers."""

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
        super().__init__(look, width=TEXT_WIDTH, id=id)
        self.show_letters = not look.has_colour
        self._noted: tuple[tuple[int, str], ...] = ()
        self._beside: dict[int, tuple[str, bool]] = {}
        self._pressed: int | None = None

    def show_text(self, text: str) -> None:
        """Show another text from its top, without layers and notes."""
        self._noted = ()
        super().show_text(text)

    def show_notes(self, noted: Sequence[tuple[int, str]]) -> None:
        """Show these notes, each the position of its passage and its words, beside the text."""
        self._noted = tuple(noted)
        self._place_notes()

    def show_kind_letters(self, shown: bool) -> None:
        """Show the letters of the kinds in the right margin, or not."""
        self.show_letters = shown
        self.stay(self.break_rows)

    def break_rows(self) -> None:
        """Break the text for the columns that gutter and margin leave."""
        width = self.size.width
        taken = GUTTER + 1 + (margin.LETTERS_WIDTH if self.show_letters else 0)
        self._wrap(min(TEXT_WIDTH, max(10, width - taken)))
        self._place_notes()

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

    # -- drawing ---------------------------------------------------------------------------------------

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
            segments.append(self.look.segment(piece.text, *piece.roles))
            used += cells(piece.text)
        right = self._margin(number, row)
        start = GUTTER + self._text_width + 1
        if right and used <= start:
            segments.append(Segment(" " * (start - used), base))
            for text, role in right:
                segments.append(self.look.segment(text, role))
                start += cells(text)
            used = start
        segments.append(Segment(" " * max(0, width - used), base))
        return to_strip(segments, width)

    def _gutter(self, row: Row, *, first: bool) -> Sequence[Segment]:
        base = self.look.style()
        said = margin.sign_of(row, self.lit.get("statement", ()), first=first)
        sign = margin.sign_of(row, self.lit.get("note", ()), first=first)
        return (
            self.look.segment(self.look.glyph("here") if self._is_here(row) else " ", "accent"),
            self.look.segment(self.look.glyph(said) if said else " ", "said"),
            self.look.segment(self.look.glyph(sign) if sign else " ", "note_mark"),
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

    def _place_notes(self) -> None:
        room = min(_WIDEST_NOTES, self._width - GUTTER - self._text_width - 2 * _NOTES_GAP)
        fits = self._text_width == TEXT_WIDTH and room >= _NARROWEST_NOTES
        self._beside = margin.beside(self.rows, self._noted, room - _NOTES_GAP) if fits else {}
        self.refresh()
