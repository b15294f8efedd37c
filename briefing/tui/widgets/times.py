"""The list of times in the side pane: when, how exact, and the words, in the order of time."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.geometry import Size
from textual.reactive import Reactive

from briefing.english import why_little
from briefing.tui.layers import cells, cut
from briefing.tui.rowlist import Line, RowList
from briefing.tui.safe import to_screen
from briefing.tui.theme import Look
from briefing.tui.words import long_date
from index.text import clean_line

if TYPE_CHECKING:
    from briefing.tui.moments import Dates, When
    from index import Published
    from index.model import Moment

_NOT_YET = "Times of this article come in a moment."
_NO_TIME = "No time is named here; "


class Times(RowList):
    """The time expressions of the open article by what they mean; what has no date comes last.

    Attributes:
        whens: What each of them means, in the order of the text.
        language: That of the article.
    """

    #: Other times do not move the panes around them.
    virtual_size = Reactive(Size(0, 0), layout=False)

    def __init__(self, look: Look, *, id: str | None = None) -> None:
        """Make an empty list."""
        super().__init__(look, id=id)
        self.language = ""
        self.empty_words = ""
        self.whens: Sequence[When] = ()
        self._moments: Sequence[Moment] = ()
        self._places: Sequence[int] = ()
        self._year = 0

    def show_times(self, moments: Sequence[Moment], dates: Dates, published: Published | None) -> None:
        """Show these moments, each with what it means, of an article that was published then.

        The cursor stays on its moment where those of the same text are shown again and it is among them.
        """
        here = self._moments[self.place].span if self.place is not None else None
        self.empty_words = why_little(self.language) or _NO_TIME + (
            f"published {long_date(published)}." if published else "the article has no date."
        )
        self._moments, self.whens = moments, dates.whens
        self._places, self._year = dates.places, dates.year
        spans = [moments[place].span for place in self._places]
        cursor = spans.index(here) if here is not None and here in spans else None
        if cursor is None:
            self.marked = False  # none of them is the one that one is at
        self.show_rows(len(self._places), cursor=cursor or 0, keep_scroll=cursor is not None)

    def show_coming(self) -> None:
        """Show that it is not known yet which times there are."""
        self.empty_words = _NOT_YET
        self._moments, self.whens, self._places = (), (), ()
        self.show_rows(0)

    @property
    def place(self) -> int | None:
        """The moment under the cursor, as its place in the layer."""
        return self._places[self.cursor] if self._places else None

    def move_to_place(self, place: int) -> None:
        """Put the cursor on a moment, by its place in the layer."""
        self.move_to(self._places.index(place), tell=False)

    def height(self, row: int, width: int) -> int:
        """Two lines each."""
        return 2

    def draw(self, row: int, width: int) -> Sequence[Line]:
        """When and how exact, and below it the words."""
        from briefing.tui.moments import short_words  # noqa: PLC0415  (loaded when they came)

        place = self._places[row]
        when = self.whens[place]
        exact = f" {when.exact}" if when.exact != "none" else ""
        sign = f" {self.look.glyph('set')}" if self._moments[place].decided else ""
        words = cut(short_words(when, self._year), max(1, width - cells(sign + exact)))
        role = "moment" if when.first is not None else "muted"
        quoted = f"  “{to_screen(clean_line(self._moments[place].text))}”"
        return [
            (((words, (role,)),), ((sign, ("note_mark",)), (exact, ("muted",)))),
            (((quoted, ("text",)),), ()),
        ]
