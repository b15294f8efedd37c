"""The list of entities: letter, name, how often they are mentioned and in how many articles."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from briefing.tui.rowlist import Line, OneLineList
from briefing.tui.safe import to_screen
from briefing.tui.theme import Look

if TYPE_CHECKING:
    from index.entities.model import Entry

#: Cells at least of the column of times and of that of articles, with the space before them.
_TIMES, _IN = 6, 4


class Names(OneLineList):
    """Entities, one a row; there may be tens of thousands.

    Attributes:
        entries: They.
        columns: Cells of the two columns of numbers.
    """

    def __init__(self, look: Look, *, id: str | None = None) -> None:
        """Make an empty list."""
        super().__init__(look, id=id)
        self.entries: Sequence[Entry] = ()
        self.columns = (_TIMES, _IN)

    def show_entries(
        self,
        entries: Sequence[Entry],
        *,
        most: tuple[int, int],
        cursor: int = 0,
        keep_scroll: bool = False,
    ) -> None:
        """Show these; ``most`` are the greatest numbers of the two columns."""
        self.entries = entries
        times, articles = most
        self.columns = (max(_TIMES, len(f" {times:,}")), max(_IN, len(f" {articles:,}")))
        self.show_rows(len(entries), cursor=cursor, keep_scroll=keep_scroll)

    @property
    def entry(self) -> Entry | None:
        """The entity under the cursor."""
        return self.entries[self.cursor] if self.entries else None

    def draw(self, row: int, width: int) -> Sequence[Line]:
        """Letter, name, times, articles."""
        entry = self.entries[row]
        left = (
            (f"{self.look.letter(entry.kind)} ", ("muted",)),
            (to_screen(entry.name), (entry.kind, "listed")),
        )
        times, articles = self.columns
        numbers = ((f"{entry.times:>{times},}", ("text",)), (f"{entry.articles:>{articles},}", ("muted",)))
        return [(left, numbers)]
