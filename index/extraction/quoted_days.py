"""From which day ``today`` and ``last night`` are counted where somebody who is quoted says them.

They are of the day on which it was said, and an article of Thursday may quote what was said on Tuesday. That
day is known where the words around the quotation give it (``said on Tuesday``); elsewhere they stay open.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from index.extraction.quotations import blocks
from index.extraction.timex import Anchor

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from index.extraction.quotations import Quotation
    from index.extraction.storyline import Telling
    from index.model import Moment

#: How many sentences away the words may stand that say when it was said.
_SENTENCES = 1


class Quoted:
    """Which expressions of a text stand in its quotations."""

    def __init__(self, text: str) -> None:
        self._quotations: list[Quotation] = [one for block in blocks(text) for one in block.quotations]
        self._starts = [one.start for one in self._quotations]

    def holds(self, moment: Moment) -> bool:
        """Whether an expression stands in a quotation."""
        at = bisect_right(self._starts, moment.span.start) - 1
        return at >= 0 and moment.span.start < self._quotations[at].end

    def counted(
        self, told: Sequence[Telling], place: int, reread: Callable[[int, Anchor], Moment | None]
    ) -> Moment | None:
        """A quoted expression counted from the day on which it was said; ``None`` where that is not known.

        Args:
            told: The expressions of the text, settled so far.
            place: Which of them; it counts from a day and stands in a quotation.
            reread: Reads it against another date.
        """
        day = self._day_said(told, place)
        if day is None:
            return None
        return reread(told[place].moment.span.start, Anchor(day, "day", day.isoformat()))

    def _day_said(self, told: Sequence[Telling], place: int) -> date | None:
        one = told[place]
        days = {
            other.day
            for other in told[max(0, place - _MOST) : place + _MOST]
            if other.of_speech
            and other.day is not None
            and other.paragraph == one.paragraph
            and abs(other.sentence - one.sentence) <= _SENTENCES
            and not self.holds(other.moment)
        }
        return days.pop() if len(days) == 1 else None


#: Expressions that are looked at to either side.
_MOST = 6
