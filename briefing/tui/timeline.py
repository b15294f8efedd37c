"""From moments of many articles to the rows of the Time screen, and to what its foot says of one. Pure."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from briefing.tui.layers import cells, cut
from briefing.tui.moments import (
    When,
    counted_from,
    exact_words,
    long_words,
    main_year,
    read,
    set_words,
    zone_of,
)
from briefing.tui.parts import Part
from briefing.tui.safe import to_screen
from briefing.tui.words import counted
from index import Span

if TYPE_CHECKING:
    from briefing.tui.axis import Unit
    from index.entities.model import Timed
    from index.when import Period

#: Part of the room that stands before a time expression where not all of a sentence is seen.
_BEFORE = 2

_GAP: Part = ("   ", "text")


@dataclass(frozen=True, slots=True)
class Event:
    """A moment in some article, and what it means.

    Attributes:
        timed: The moment.
        when: When that is.
        place: Where its words stand in ``timed.clause``; empty where they are not found in it.
    """

    timed: Timed
    when: When
    place: Span

    @property
    def key(self) -> tuple[str, int]:
        """Tells it from all others: its article, and where it stands there."""
        return self.timed.article, self.timed.moment.span.start


@dataclass(frozen=True, slots=True)
class Timeline:
    """Moments in the order of time.

    Attributes:
        events: They; those without a date stand last.
        dated: How many have a date.
        articles: Of how many articles they are.
        year: The year that goes without saying.
        capped: Whether there may be more.
        name: The name that all of their sentences have; empty where that was not asked.
        period: The period that all of them touch; ``None`` likewise.
    """

    events: tuple[Event, ...] = ()
    dated: int = 0
    articles: int = 0
    year: int = 0
    capped: bool = False
    name: str = ""
    period: Period | None = None

    @property
    def counts(self) -> str:
        """How many have a date, in words."""
        undated = len(self.events) - self.dated
        return f"{self.dated:,} dated, {undated:,} without a date" if undated else f"{self.dated:,} dated"

    def row_of(self, key: tuple[str, int]) -> int | None:
        """The row of a moment by its key; ``None`` where it is not among them."""
        return next((row for row, event in enumerate(self.events) if event.key == key), None)

    def first_from(self, day: date) -> int:
        """The row of the first moment that begins on a day or after it, else the first row."""
        row = bisect_left(self.events, day, key=lambda event: event.when.first or date.max)
        return row if row < self.dated else 0


def timeline(
    found: Sequence[Timed],
    *,
    capped: bool = False,
    name: str = "",
    forms: Sequence[str] = (),
    period: Period | None = None,
) -> Timeline:
    """These moments in the order of time.

    Args:
        found: The moments.
        capped: Whether there may be more.
        name: A name to keep to; of no interest where it is empty.
        forms: The words for it: only sentences that have one of them are kept.
        period: A period that what is kept lies in or reaches into; of what has one end only, that end.
    """
    if name:
        said = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, forms))})(?!\w)")
        found = [each for each in found if said.search(each.clause)]
    events = sorted(map(_event, found), key=lambda event: event.when.order)
    if period is not None:
        events = [event for event in events if _touches(event.when, period)]
    whens = [event.when for event in events]
    dated = sum(when.first is not None for when in whens)
    articles = len({event.timed.article for event in events})
    return Timeline(tuple(events), dated, articles, main_year(whens), capped, name, period)


def group_of(event: Event, unit: Unit) -> tuple[int, int]:
    """What rows stand together: a month, or a year where a column of the axis is one."""
    first = event.when.first
    if first is None:
        return (0, 0)
    return (first.year, 0 if unit == "year" else first.month)


def passage(
    text: str, place: Span, width: int, ellipsis: str = "…", *, whole: bool = True
) -> tuple[str, Span]:
    """As much of a sentence as fits, with a place in it, and where that stands in it then.

    It begins with the sentence unless the place would not be seen: the whole of it, or where it begins.
    """
    if cells(text) <= width or cells(text[: place.end if whole else place.start]) + 1 <= width:
        shown, start = text, 0
    else:
        start = place.start - max(0, width - (place.end - place.start)) // _BEFORE
        start = max(0, min(start, len(text) - width + 1))
        word = text.find(" ", start, place.start)
        start = word + 1 if word >= 0 else place.start
        shown, start = ellipsis + text[start:], start - len(ellipsis)
    shown = cut(shown, width, ellipsis)
    first = min(max(0, place.start - start), len(shown))
    return shown, Span(first, max(first, min(place.end - start, len(shown))))


def foot(event: Event, grade: str, width: int, ellipsis: str = "…") -> tuple[tuple[Part, ...], ...]:
    """What is said of one moment in three rows: its words, who says so, and the sentence.

    Args:
        event: The moment.
        grade: The grade of its article, or empty.
        width: Cells of a row.
        ellipsis: Stands where something was cut.
    """
    return (_written(event), _said_by(event, grade), _sentence(event, width, ellipsis))


def title(event: Event) -> str:
    """When, in full."""
    return long_words(event.when)


def _touches(when: When, period: Period) -> bool:
    return (
        when.first is not None
        and when.last is not None
        and when.first <= period.last
        and when.last >= period.first
    )


def _event(timed: Timed) -> Event:
    place = _place_in(timed)
    clause = timed.clause
    return Event(timed, read(timed.moment, clause[: place.start], clause[place.end :]), place)


def _place_in(timed: Timed) -> Span:
    """Where the expression stands in its sentence, which is on one line by now."""
    words = " ".join(timed.moment.text.split())
    # Blanks were joined, so it stands there or before.
    offset = timed.moment.span.start - timed.sentence.start
    starts = [found.start() for found in re.finditer(re.escape(words), timed.clause)] if words else []
    if not starts:
        return Span(0, 0)
    start = max((each for each in starts if each <= offset), default=starts[0])
    return Span(start, start + len(words))


def _written(event: Event) -> tuple[Part, ...]:
    """The words, how exact they are, and what they were counted from."""
    moment, published = event.timed.moment, event.timed.published
    parts: list[Part] = [("as written ", "muted"), (f"“{to_screen(moment.text)}”", "strong")]
    if exact := exact_words(event.when):
        parts += [_GAP, (exact, "muted")]
    if moment.decided:
        parts += [_GAP, (set_words(moment), "note_mark")]
    elif moment.anchor:
        parts += [_GAP, ("counted from ", "muted"), (counted_from(moment.anchor), "text")]
        if published is not None and published.value.startswith(moment.anchor):
            parts.append((f", the {_published_to(moment.anchor)} of publication", "muted"))
        else:
            parts.append((", a date in the article", "muted"))
    elif event.when.exact == "none":
        why = "it hangs on something else in the text" if published else "the article has no date"
        parts += [_GAP, (f"not resolved: {why}", "warn")]
    return tuple(parts)


def _published_to(anchor: str) -> str:
    return {10: "day", 7: "month", 4: "year"}.get(len(anchor), "day")


def _said_by(event: Event, grade: str) -> tuple[Part, ...]:
    """Who says it, the outlet with its grade, and the zone of the clock."""
    timed = event.timed
    parts: list[Part] = []
    if timed.speaker:
        parts += [("said by ", "muted"), (to_screen(timed.speaker), timed.kind or "text"), _GAP]
    parts.append((to_screen(timed.source) or "no source", "text"))
    if grade:
        parts.append((f" {grade}", "strong"))
    if zone := zone_of(event.when, timed.moment.text):
        parts += [_GAP, ("clock: ", "muted"), (zone, "warn" if zone == "zone not stated" else "text")]
    return (*parts, _GAP, (to_screen(timed.title), "muted"))


def _sentence(event: Event, width: int, ellipsis: str) -> tuple[Part, ...]:
    """The sentence with the words lit up."""
    text, place = passage(to_screen(event.timed.clause), event.place, width, ellipsis)
    return (
        (text[: place.start], "muted"),
        (text[place.start : place.end], "lit_moment"),
        (text[place.end :], "muted"),
    )


def count_words(shown: Timeline, articles: int | None, looked: int | None = None) -> str:
    """How many moments of how many articles, and whether that is all.

    Args:
        shown: What is shown.
        articles: How many articles were found; ``None`` for all of the corpus.
        looked: In how many of these one looked, the newest; ``None`` for all of them.
    """
    found, of = counted(len(shown.events), "moment"), counted(shown.articles, "article")
    if shown.capped:
        return f"the first {found} · the newest {of}"
    if looked is not None:
        of = f"{shown.articles:,} of the newest {counted(looked, 'article')}"
    elif articles is not None and articles != shown.articles:
        of = f"{shown.articles:,} of {counted(articles, 'article')}"
    return f"{found} · {of}"
