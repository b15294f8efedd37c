"""Below the results: when the articles were published, and by whom."""

from __future__ import annotations

from collections.abc import Mapping

from rich.segment import Segment
from textual.geometry import Size
from textual.strip import Strip
from textual.widget import Widget

from briefing.tui.histogram import Histogram, axis, drawn, histogram
from briefing.tui.layers import cells, cut
from briefing.tui.outlets import outlets_of
from briefing.tui.parts import Part
from briefing.tui.safe import to_screen
from briefing.tui.theme import Look, to_strip
from briefing.tui.words import MONTHS
from index import Page

_HEIGHT = 2
_LABEL = 10
_ONE_ROW_BARS = 24


class Foot(Widget):
    """A histogram in the finest unit that fits, and the most frequent outlets and languages."""

    DEFAULT_CSS = "Foot { width: 1fr; height: auto; }"

    def __init__(self, look: Look, *, id: str | None = None) -> None:
        """Make it empty."""
        super().__init__(id=id)
        self.look = look
        self.low = False
        self._page: Page | None = None
        self._published = ""
        self._rows: list[list[Part]] = []
        self._width = 0
        self._counted: tuple[Page, int, Histogram | None] | None = None

    def show_page(self, page: Page | None) -> None:
        """Show the counts of a page, or nothing."""
        self._page = page
        self._draw_again()

    def show_published(self, published: str) -> None:
        """Light up the bar of the open article, by its date."""
        if published != self._published:
            self._published = published
            self._width = 0
            self.refresh()  # it stays as high as it is

    def show_low(self, low: bool) -> None:
        """Take one row only, or all that there is to show."""
        if low != self.low:
            self.low = low
            self._draw_again()

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Rows that it takes."""
        return len(self._made(width))

    def render_line(self, y: int) -> Strip:
        """Draw one row."""
        width = self.size.width
        rows = self._made(width)
        segments: list[Segment] = []
        used = 0
        for text, role in rows[y] if y < len(rows) else ():
            shown = cut(to_screen(text), max(0, width - used), self.look.glyph("ellipsis"))
            segments.append(self.look.segment(shown, role))
            used += cells(shown)
        segments.append(Segment(" " * max(0, width - used), self.look.style()))
        return to_strip(segments, width)

    def _draw_again(self) -> None:
        self._width = 0
        self.refresh(layout=True)

    def _made(self, width: int) -> list[list[Part]]:
        if width != self._width:
            self._width = width
            page = self._page
            self._rows = [] if page is None or not page.facets else self._make(page, width)
        return self._rows

    def _make(self, page: Page, width: int) -> list[list[Part]]:
        if self.low:
            return self._one_row(page, width)
        rows: list[list[Part]] = [[]]
        found = self._histogram(page, width - 3)
        if found is not None:
            words = f"by {found.unit}"
            placed = sum(found.counts)
            right = f"{placed:,} "
            whole = f"{placed:,} of {page.total:,} "
            if placed < page.total and len(words) + len(whole) + 14 <= width:
                right = whole
            gap = max(1, width - 12 - len(words) - len(right))
            rows.append([("  Published ", "text"), (words, "muted"), (" " * gap, "text"), (right, "muted")])
            rows += [[("  ", "text"), *row] for row in self._bars(found, _HEIGHT)]
            rows.append([("  ", "text"), (axis(found, MONTHS), "muted")])
            rows.append([])
        rows += [
            row
            for name, field in (("source", "source"), ("language", "language"))
            if (row := self._facet(name, page.facets.get(field, {}), width))
        ]
        return rows

    def _one_row(self, page: Page, width: int) -> list[list[Part]]:
        row: list[Part] = [("  Published  ", "text")]
        found = self._histogram(page, _ONE_ROW_BARS)
        if found is not None:
            names = [f"{MONTHS[day.month - 1]} {day.year}" for day in (found.starts[0], found.starts[-1])]
            row += [(names[0] + " ", "muted"), *self._bars(found, 1)[0], (f" {names[1]}", "muted")]
        row.append(("   f narrow by source, language, time", "muted"))
        return [row]

    def _histogram(self, page: Page, width: int) -> Histogram | None:
        """The bars of a page, counted once: another article only lights up another of them."""
        if self._counted is None or self._counted[0] is not page or self._counted[1] != width:
            self._counted = (page, width, histogram(page.days, width))
        return self._counted[2]

    def _bars(self, found: Histogram, height: int) -> list[list[Part]]:
        here = found.bar_of(self._published) if self._published else None
        return drawn(found, height, self.look.glyph("bars"), self.look.glyph("empty_bar"), here)

    def _facet(self, name: str, counts: Mapping[str, int], width: int) -> list[Part]:
        """The most frequent values, as many as fit; nothing when there is no choice."""
        if len(counts) < 2:
            return []
        row: list[Part] = [(f"  {name:<{_LABEL}}", "muted")]
        room = width - 2 - _LABEL
        outlets = outlets_of(counts)
        for value, count in counts.items():
            shown, number = to_screen(outlets.form(value)), f" {count:,}  "
            if cells(shown) + len(number) > room:
                if len(row) > 1:
                    break
                shown = cut(shown, max(1, room - len(number)), self.look.glyph("ellipsis"))
            row += [(shown, "text"), (number, "muted")]
            room -= cells(shown) + len(number)
        return row
