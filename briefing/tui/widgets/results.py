"""The list of what a search found."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.tui.layers import cells, cut, wrap_words
from briefing.tui.messages import HitChosen, HitTaken, MoreWanted
from briefing.tui.rowlist import Line, RowList
from briefing.tui.safe import to_screen
from briefing.tui.theme import Look
from briefing.tui.words import short_date
from index import Hit

_TITLE_ROWS = 2

#: More hits are fetched when the cursor is so near the end of those that are there.
_NEAR_END = 20


class Results(RowList):
    """Hits in order: the title in at most two lines, then date, outlet, notes, hits."""

    def __init__(self, look: Look, *, id: str | None = None) -> None:
        """Make an empty list."""
        super().__init__(look, id=id)
        self.hits: list[Hit] = []
        self.total = 0
        self.opened: set[str] = set()
        self.noted: dict[str, int] = {}
        self.year = 0

    def show_hits(self, hits: Sequence[Hit], total: int, *, cursor: int = 0) -> None:
        """Show a new list."""
        self.hits, self.total = list(hits), total
        self.show_rows(len(self.hits), cursor=cursor)

    def show_more(self, hits: Sequence[Hit]) -> None:
        """Show further hits behind those that are there."""
        self.hits.extend(hits)
        self.add_rows(len(self.hits))

    def show_state(self, *, opened: set[str], noted: dict[str, int], year: int) -> None:
        """Say what was opened, how many notes each article has, and the year that goes without saying."""
        self.opened, self.noted, self.year = opened, noted, year

    @property
    def hit(self) -> Hit | None:
        """The hit under the cursor."""
        return self.hits[self.cursor] if self.hits else None

    def draw(self, row: int, width: int) -> Sequence[Line]:
        """Title, then date and outlet with the signs of notes and hits at the right edge."""
        hit = self.hits[row]
        opened = hit.id in self.opened
        role = ("text",) if opened else ("title",)
        mark = "  " if opened else f"{self.look.glyph('unread')} "
        lines: list[Line] = []
        for number, text in enumerate(wrap_words(to_screen(hit.title), width - 2, _TITLE_ROWS)):
            lines.append((((mark if number == 0 else "  ", role), (text, role)), ()))
        right: list[tuple[str, tuple[str, ...]]] = []
        if self.noted.get(hit.id):
            right.append((f" {self.look.glyph('note')}", ("note_mark",)))
        if hit.hits:
            right.append((f" {hit.hits}×", ("muted",)))
        date = short_date(hit.published, self.year)
        room = width - 4 - len(date) - sum(cells(text) for text, _ in right)
        source = cut(to_screen(hit.source or "no source"), room, self.look.glyph("ellipsis"))
        lines.append(((("  ", ()), (date, ("muted",)), ("  ", ()), (source, ("muted",))), tuple(right)))
        return lines

    def on_row_list_moved(self, event: RowList.Moved) -> None:
        """Say which hit the cursor is on now."""
        event.stop()
        hit = self.hits[event.row]
        self.post_message(HitChosen(hit))
        if len(self.hits) < self.total and event.row >= len(self.hits) - _NEAR_END:
            self.post_message(MoreWanted(len(self.hits)))

    def on_row_list_taken(self, event: RowList.Taken) -> None:
        """Go into the article."""
        event.stop()
        self.post_message(HitTaken(self.hits[event.row]))
