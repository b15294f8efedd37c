"""The list of what a search found."""

from __future__ import annotations

from collections.abc import KeysView, Mapping, Sequence
from dataclasses import replace

from briefing.casebook import Grades, Mark
from briefing.tui.layers import cells, count_rows, cut, wrap_words
from briefing.tui.messages import HitChosen, HitTaken, MoreWanted
from briefing.tui.outlets import Outlets, outlets_of
from briefing.tui.rowlist import GAP, Line, RowList
from briefing.tui.safe import to_screen
from briefing.tui.snippet import shown_snippet
from briefing.tui.theme import Look
from briefing.tui.words import short_date
from index import Article, Hit

_TITLE_ROWS = 2

#: More hits are fetched when the cursor is so near the end of those that are there.
_NEAR_END = 20

_NO_MARK = Mark()


class Results(RowList):
    """Hits in order: the title in at most two lines, then date, outlet, notes, hits.

    Attributes:
        grades: Of outlets and articles.
        roomy: Whether there is room for the passage that was found, and a blank row.
        reviewed: How many of the loaded hits are reviewed.
    """

    def __init__(self, look: Look, *, id: str | None = None) -> None:
        """Make an empty list."""
        super().__init__(look, id=id)
        self.hits: list[Hit] = []
        self._rows: dict[str, int] = {}
        self.total = 0
        self.marks: Mapping[str, Mark] = {}
        self.noted: dict[str, int] = {}
        self.grades = Grades({}, {})
        self.year = 0
        self.roomy = False
        self.reviewed = 0
        self._outlets = Outlets()

    def show_hits(self, hits: Sequence[Hit], total: int, *, cursor: int = 0) -> None:
        """Show a new list."""
        self.hits, self.total = list(hits), total
        self._outlets = outlets_of(hit.source for hit in self.hits)
        self._rows = {hit.id: row for row, hit in enumerate(self.hits)}
        self.count_reviewed()
        self.show_rows(len(self.hits), cursor=cursor)

    def show_more(self, hits: Sequence[Hit]) -> None:
        """Show further hits behind those that are there."""
        self._rows |= {hit.id: row for row, hit in enumerate(hits, len(self.hits))}
        self.hits.extend(hits)
        outlets = outlets_of(hit.source for hit in self.hits)
        if outlets != self._outlets:
            self._outlets = outlets
            self.redraw()
        self.count_reviewed()
        self.add_rows(len(self.hits))

    def show_state(self, *, marks: Mapping[str, Mark], noted: dict[str, int], year: int) -> None:
        """Say what was read, how many notes each article has, and the year that goes without saying."""
        self.marks, self.noted, self.year = marks, noted, year

    def show_roomy(self, roomy: bool) -> None:
        """Give each hit its passage and a blank row, or not; stays at the hit under the cursor."""
        if roomy != self.roomy:
            self.roomy = roomy
            self.show_rows(self.count, cursor=self.cursor)

    @property
    def hit(self) -> Hit | None:
        """The hit under the cursor."""
        return self.hits[self.cursor] if self.hits else None

    def count_reviewed(self) -> None:
        """Count the loaded hits that are reviewed anew: a mark or the list changed."""
        self.reviewed = sum(1 for hit in self.hits if self._mark(hit).reviewed)

    def row_of(self, article: str) -> int | None:
        """The row of an article, when it is loaded."""
        return self._rows.get(article)

    def correct(self, article: Article) -> None:
        """Say of an article in the list what holds of it now."""
        row = self.row_of(article.id)
        if row is not None:
            self.hits[row] = replace(
                self.hits[row],
                title=article.title,
                source=article.source,
                published=article.published,
                language=article.language,
            )
            self._outlets = outlets_of(hit.source for hit in self.hits)
            self.show_rows(self.count, cursor=self.cursor, keep_scroll=True)

    @property
    def ids(self) -> KeysView[str]:
        """Ids of all articles that are loaded."""
        return self._rows.keys()

    @property
    def near(self) -> list[str]:
        """Ids of the articles that are seen, and of as many before and behind them."""
        around = 2 * max(1, self.size.height)
        return [hit.id for hit in self.hits[max(0, self.cursor - around) : self.cursor + around]]

    def next_unread(self) -> int | None:
        """The next row below the cursor that was never opened, then from the top; nothing when none is.

        While the list is not loaded to its end, only rows below the cursor are looked at.
        """
        rows: list[int] = [*range(self.cursor + 1, self.count)]
        if self.is_whole:
            rows += range(min(self.cursor, self.count))
        return next((row for row in rows if not self._mark(self.hits[row]).opened), None)

    @property
    def is_whole(self) -> bool:
        """Whether all that was found is loaded."""
        return len(self.hits) >= self.total

    def move_to(self, row: int, *, tell: bool = True) -> bool:
        """Put the cursor on a row; near the end of what is loaded, ask for more."""
        moved = super().move_to(row, tell=tell)
        if not self.is_whole and self.cursor >= len(self.hits) - _NEAR_END:
            self.post_message(MoreWanted())
        return moved

    def height(self, row: int, width: int) -> int:
        """Lines of a hit, counted: a window that changes its width measures every one that is loaded."""
        hit = self.hits[row]
        return count_rows(to_screen(hit.title), width - 2, _TITLE_ROWS) + (
            1 if not self.roomy else 3 if hit.snippet else 2
        )

    def draw(self, row: int, width: int) -> Sequence[Line]:
        """Title, then date and outlet with the signs of notes and hits at the right edge."""
        hit = self.hits[row]
        sign, role = self._sign(hit)
        lines: list[Line] = []
        for number, text in enumerate(wrap_words(to_screen(hit.title), width - 2, _TITLE_ROWS)):
            lines.append((((f"{sign if number == 0 else ' '} ", role), (text, role)), ()))
        lines.append(self._facts(hit, width))
        if self.roomy:
            if hit.snippet:
                lines.append(((("  ", ()), *shown_snippet(hit.snippet, hit.marks, width - 2)), ()))
            lines.append(GAP)
        return lines

    def _sign(self, hit: Hit) -> tuple[str, tuple[str, ...]]:
        mark = self._mark(hit)
        if mark.reviewed:
            return self.look.glyph("reviewed"), ("muted",)
        return (" ", ("text",)) if mark.opened else (self.look.glyph("unread"), ("title",))

    def _facts(self, hit: Hit, width: int) -> Line:
        right: list[tuple[str, tuple[str, ...]]] = []
        if self.noted.get(hit.id):
            right.append((f" {self.look.glyph('note')}", ("note_mark",)))
        if hit.hits:
            right.append((f" {hit.hits}×", ("muted",)))
        code = self.grades.code(hit.source, hit.id)
        if code:
            right.append((f" {code}", ("text",)))
        date = short_date(hit.published, self.year)
        more = f" +{hit.copies - 1}" if hit.copies > 1 else ""
        room = width - 4 - len(date) - len(more) - sum(cells(text) for text, _ in right)
        ellipsis = self.look.glyph("ellipsis")
        source = to_screen(self._outlets.fit(hit.source, room, ellipsis)) if hit.source else "no source"
        source = cut(source, room, ellipsis)
        left = (("  ", ()), (date, ("muted",)), ("  ", ()), (source + more, ("muted",)))
        return left, tuple(right)

    def _mark(self, hit: Hit) -> Mark:
        return self.marks.get(hit.id, _NO_MARK)

    def on_row_list_moved(self, event: RowList.Moved) -> None:
        """Say which hit the cursor is on now."""
        event.stop()
        if event.row != self.cursor or event.row >= len(self.hits):
            return  # the cursor or the list has changed since
        hit = self.hits[event.row]
        self.post_message(HitChosen(hit))

    def on_row_list_taken(self, event: RowList.Taken) -> None:
        """Go into the article."""
        event.stop()
        if event.row == self.cursor and event.row < len(self.hits):
            self.post_message(HitTaken(self.hits[event.row]))
