"""Which documents have words side by side, or near each other in this order.

The places of all candidates are laid out on one line, document after document, so that a step from one word
to the next is a step on that line and never leads from one document into another.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from index.fulltext.packing import I64, U32, Numbers, starts_of
from index.fulltext.postings import Postings

#: A line on which fewer places are marked than one in this many is not worth drawing.
_SPARSE = 64

#: Places of a line that are marked at once, a byte each.
_STRETCH = 1 << 20


def in_sequence(steps: Sequence[Postings], reach: int) -> U32:
    """The documents in which the words stand one after the other.

    Args:
        steps: The postings of each word.
        reach: How far after the word before it each word may stand: 1 for side by side.
    """
    documents = _in_all(steps)
    if not len(documents) or len(steps) == 1:
        return documents
    line = _Line(steps, documents, reach)
    if reach > 1:
        reached = line.places(0)
        for step in range(1, len(steps)):
            reached = _after(reached, line.places(step), reach)
        return documents[line.documents_of(reached)]
    # The rarest word first: what it does not stand beside, no other has to be compared with.
    order = sorted(range(len(steps)), key=lambda step: len(line.places(step)))
    reached = line.places(order[0]) - order[0]
    for step in order[1:]:
        reached = _common(reached, line.places(step) - step, line.length)
    return documents[line.documents_of(reached)]


def near_each_other(steps: Sequence[Postings], times: Sequence[int], room: int) -> U32:
    """The documents in which the words stand near each other, in any order.

    Args:
        steps: The postings of each word, different ones.
        times: How often each of them is wanted.
        room: Places in which all of them have to stand, other words included.
    """
    documents = _in_all(steps)
    if not len(documents):
        return documents
    line = _Line(steps, documents, room)
    # What does not stand near the rarest word is part of no answer.
    rarest = min((line.places(step) for step in range(len(steps))), key=len)
    each = [_near(line.places(step), rarest, room) for step in range(len(steps))]
    first = np.unique(np.concatenate(each))  # wherever the room may begin
    fits = np.ones(len(first), bool)
    for places, wanted in zip(each, times, strict=True):
        last = np.searchsorted(places, first) + (wanted - 1)
        fits &= last < len(places)
        last[last >= len(places)] = 0
        fits &= places[last] < first + room
    return documents[line.documents_of(first[fits])]


def indices_of(wanted: U32, documents: U32) -> I64:
    """Where documents stand among these, all of which are there; both rise."""
    if len(documents) == len(wanted):
        return np.arange(len(wanted))
    return np.searchsorted(documents, wanted)


class _Line:
    """The places of some words in some documents, document after document.

    Attributes:
        length: Where the line ends.
    """

    def __init__(self, steps: Sequence[Postings], documents: U32, reach: int) -> None:
        found = [step.places_in(indices_of(documents, step.documents)) for step in steps]
        longest = np.zeros(len(documents), np.int64)
        for places, lengths in found:
            np.maximum(longest, places[np.cumsum(lengths) - 1], out=longest)
        # Room before each document for the steps back from its first place.
        before = len(steps) + reach
        self._starts = starts_of(longest + 1 + before)
        self.length = int(self._starts[-1])
        type = np.int32 if self.length < 1 << 31 else np.int64
        starts = (self._starts[:-1] + before).astype(type)
        self._places = [np.repeat(starts, lengths) + places.astype(type) for places, lengths in found]

    def places(self, step: int) -> Numbers:
        """Where the word of a step stands, rising."""
        found: Numbers = self._places[step]
        return found

    def documents_of(self, places: Numbers) -> I64:
        """The indices of the documents that have some of these places; both rise."""
        if len(places) > len(self._starts):
            return np.flatnonzero(np.diff(np.searchsorted(places, self._starts)))
        documents = np.searchsorted(self._starts, places, side="right") - 1
        return documents[np.append(True, documents[1:] != documents[:-1])] if len(places) else documents


def _in_all(steps: Sequence[Postings]) -> U32:
    rising = sorted(steps, key=len)
    documents = rising[0].documents
    for step in rising[1:]:
        documents = documents[_are_in(documents, step.documents)]
    return documents


def _are_in(wanted: Numbers, numbers: Numbers) -> npt.NDArray[np.bool_]:
    """Which of the wanted numbers are among these; both rise."""
    places = np.searchsorted(numbers, wanted)
    places[places == len(numbers)] = 0
    return np.asarray(numbers[places] == wanted) if len(numbers) else np.zeros(len(wanted), bool)


def _common(few: Numbers, many: Numbers, length: int) -> Numbers:
    """What both rising arrays of places on a line have."""
    if len(few) > len(many):
        few, many = many, few
    if len(few) * _SPARSE < length:
        return few[_are_in(few, many)]
    # In stretches that stay in the cache of a processor: marks are set and looked at all over a stretch.
    marked = np.zeros(min(length, _STRETCH), bool)
    bounds = np.arange(0, length + _STRETCH, _STRETCH)
    of_few, of_many = (np.searchsorted(places, bounds).tolist() for places in (few, many))
    found: list[Numbers] = []
    for at, (few_here, many_here) in enumerate(zip(pairwise(of_few), pairwise(of_many), strict=True)):
        marks = few[slice(*few_here)] - at * _STRETCH
        others = many[slice(*many_here)]
        marked[marks] = True
        found.append(others[marked[others - at * _STRETCH]])
        marked[marks] = False
    return np.concatenate(found)


def _near(places: Numbers, others: Numbers, room: int) -> Numbers:
    """The places that have one of the others, of which there are some, less than ``room`` away; both rise."""
    after = np.searchsorted(others, places)
    ahead = others[np.minimum(after, len(others) - 1)] - places
    behind = places - others[np.maximum(after - 1, 0)]
    found: Numbers = places[(np.abs(ahead) < room) | (np.abs(behind) < room)]
    return found


def _after(before: Numbers, after: Numbers, reach: int) -> Numbers:
    """The places in ``after`` that lie 1 to ``reach`` after one in ``before``; the nearest one decides."""
    if not len(before):
        return before
    nearest = np.searchsorted(before, after) - 1
    return after[(nearest >= 0) & (after - before[nearest] <= reach)]
