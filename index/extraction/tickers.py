"""Live tickers: entries that each begin with a time of day are of the day on which the article was published.

That is so only where the text tells of no other day before them, where the times go one way, forwards or
backwards, and where there are several. A chronicle of an old day names that day first, and is left alone.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from index.extraction import timex
from index.extraction.clocks import read_clock
from index.extraction.expressions import expression
from index.extraction.timex import Anchor, Value
from index.model import Moment

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from index.extraction.clocks import Clock

_FEWEST = 3
#: It begins a day and ends one.
_MIDNIGHT = 24
#: What may stand between the beginning of a line and its time.
_OPENS = expression(r"(?:^|\n)[ \t]*(?:[-*•·–—] ?|\[|\()?$")
_BACK = 12
#: What stands behind the time of an entry.
_ENTRY = expression(r"[\])]?[ \t]*(?:[:–—|-][ \t]*)?[A-Z“\"'‘]")


def of_the_day(text: str, moments: Sequence[Moment], anchor: Anchor | None) -> tuple[Moment, ...]:
    """The moments of a text, those that open the entries of a ticker with their day.

    Args:
        text: The text.
        moments: Its time expressions, in order.
        anchor: The date of publication.
    """
    if anchor is None or not anchor.knows_day:
        return tuple(moments)
    entries = {
        place: clock for place, one in enumerate(moments) if (clock := _opens_entry(text, one)) is not None
    }
    today = anchor.day.isoformat()
    before = {one.value[:10] for one in moments[: next(iter(entries), 0)] if timex.is_day(one.value[:10])}
    if len(entries) < _FEWEST or not _one_way(entries.values()) or before - {today}:
        return tuple(moments)
    day = Value(today, "day", anchored=True)
    found = list(moments)
    for place, clock in entries.items():
        value = timex.at_clock(day, clock.hour, clock.minute, clock.offset)
        found[place] = Moment(found[place].span, found[place].text, value.text, value.precision, anchor.value)
    return tuple(found)


def _opens_entry(text: str, moment: Moment) -> Clock | None:
    """The time that a line begins with, where it has no day yet."""
    start, end = moment.span.start, moment.span.end
    if moment.value or not _OPENS.search(text, max(0, start - _BACK), start):
        return None
    clock = read_clock(text, start)
    if clock is None or clock.end != end or not _ENTRY.match(text, end):
        return None
    return clock if clock.hour < _MIDNIGHT else None


def _one_way(clocks: Iterable[Clock]) -> bool:
    minutes = [clock.hour * 60 + (clock.minute or 0) for clock in clocks]
    steps = [later - earlier for earlier, later in pairwise(minutes)]
    return all(step >= 0 for step in steps) or all(step <= 0 for step in steps)
