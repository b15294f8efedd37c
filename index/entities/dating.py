"""What somebody decided about when something is, in place of what was recognised: replayed on moments. Pure.

A decision is about words in an article. There it holds where they stand, in a version in its place where they
stand among the same words, and in no other article: ``on Sunday`` is another day in each. It holds whether or
not the words are still taken for a time when the article is read again.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from index.entities.model import Place
from index.entities.ruling import place_at
from index.intervals import interval, precision_of
from index.model import Moment, Span

if TYPE_CHECKING:
    from collections.abc import Iterable

    from index.entities.model import Ruled
    from index.model import Layers

#: The value of a decision that words have no date.
UNDATED = "none"


@dataclass(frozen=True, slots=True)
class Spot:
    """Words that say when, by their article and place.

    Attributes:
        article: Full id of the article.
        start: Where they begin in its text.
        place: They, with the words around them.
    """

    article: str
    start: int
    place: Place

    @property
    def exact(self) -> str:
        """The words."""
        return self.place.exact

    def __str__(self) -> str:
        """As it is kept."""
        value = [self.article, self.start, self.place.exact, self.place.before, self.place.after]
        return json.dumps(value, ensure_ascii=False)


def spot_of(article: str, text: str, span: Span) -> Spot:
    """Words of an article as they are known again, also in another version of it."""
    return Spot(article, span.start, place_at(span, text))


def read_spot(kept: str) -> Spot | None:
    """A spot as it is kept; one that cannot be read is nowhere."""
    try:
        article, start, exact, before, after = json.loads(kept)
        spot = Spot(str(article), int(start), Place(str(exact), str(before), str(after)))
    except (ValueError, TypeError, OverflowError, RecursionError):
        return None
    return spot if spot.start >= 0 else None


def dated_in(rulings: Iterable[Ruled], article: str, text: str) -> list[tuple[Span, Ruled]]:
    """Where decisions about when something is hold in an article, in their order.

    Args:
        rulings: Those that were made on it, or on an article that it stands in the place of. One whose value
            is no date, or whose place cannot be read, holds nowhere.
        article: Its full id.
        text: Its text.
    """
    found: list[tuple[Span, Ruled]] = []
    for each in rulings:
        spot = read_spot(each.subject) if each.ruling == "dated" and _is_value(each.value) else None
        start = _start(spot, article, text) if spot is not None and spot.exact else None
        if spot is not None and start is not None:
            found.append((Span(start, start + len(spot.exact)), each))
    return found


def with_dates(layers: Layers, article: str, text: str, rulings: Iterable[Ruled]) -> Layers:
    """The layers of an article with the dates that somebody decided on.

    The other arguments are those of ``dated_in``. Of two decisions about the same words the later one holds.
    """
    known = layers.moments
    for span, each in dated_in(rulings, article, text):
        there = [moment for moment in known if moment.span.start < span.end and span.start < moment.span.end]
        recognised = (there[0].recognised if there[0].decided else there[0].value) if there else ""
        value = "" if each.value == UNDATED else each.value
        now = Moment(
            span, text[span.start : span.end], value, precision_of(value), decided=True, recognised=recognised
        )
        left = (moment for moment in known if moment not in there)
        known = tuple(sorted((*left, now), key=lambda moment: moment.span))
    return replace(layers, moments=known)


def _is_value(value: str) -> bool:
    return value == UNDATED or interval(value) is not None


def _start(spot: Spot, article: str, text: str) -> int | None:
    """Where the words of a spot stand in an article; ``None`` where they do not."""
    if spot.article == article:
        return spot.start if text.startswith(spot.exact, spot.start) else None
    around = f"{spot.place.before}{spot.exact}{spot.place.after}"
    starts: list[int] = []
    at = text.find(around)
    while at >= 0:
        starts.append(at + len(spot.place.before))
        at = text.find(around, at + 1)
    return min(starts, key=lambda start: abs(start - spot.start), default=None)
