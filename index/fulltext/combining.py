"""Documents and scores of several parts of a query, put together."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from index.fulltext.packing import U32

F32 = npt.NDArray[np.float32]

#: A list that is so many times shorter than another is looked up in it, not walked beside it.
_SHORTER = 4
_MUCH_SHORTER = 32

#: Documents of one segment, rising, and their scores, if these were asked for.
Found = tuple[U32, F32 | None]

NOTHING: Found = (np.empty(0, np.uint32), np.empty(0, np.float32))


def alike(documents: U32, score: float, *, scored: bool) -> Found:
    """Documents that all have the same score."""
    return documents, np.full(len(documents), score, np.float32) if scored else None


def in_all(found: Sequence[Found], documents: int, *, scored: bool) -> Found:
    """What all of these have, with the sum of their scores."""
    rising = sorted(found, key=lambda each: len(each[0]))
    numbers, scores = rising[0]
    for others, other_scores in rising[1:]:
        if not len(numbers):
            return NOTHING
        if len(numbers) * _MUCH_SHORTER < len(others):
            places = np.searchsorted(others, numbers)
            places[places == len(others)] = 0
            keep = others[places] == numbers
            added = None if other_scores is None else other_scores[places[keep]]
        elif other_scores is None:
            mask = np.zeros(documents, bool)
            mask[others] = True
            keep, added = mask[numbers], None
        else:
            dense = np.full(documents, -1, np.float32)  # no score is below 0
            dense[others] = other_scores
            reached = dense[numbers]
            keep = reached >= 0
            added = reached[keep]
        numbers = numbers[keep]
        scores = None if scores is None or added is None else scores[keep] + added
    return numbers, scores if scored else None


def in_any(found: Sequence[Found], documents: int, *, scored: bool) -> Found:
    """What one of these has, with the sum of the scores of those that have it."""
    some = [each for each in found if len(each[0])]
    if len(some) < 2:
        return some[0] if some else NOTHING
    most = max(some, key=lambda each: len(each[0]))
    others = [each for each in some if each is not most]
    if sum(len(numbers) for numbers, _ in others) * _SHORTER < len(most[0]):
        added = _added(most, others)
        if added is not None:
            return added
    total = sum(len(numbers) for numbers, _ in some)
    if total * _MUCH_SHORTER < documents:
        every: U32 = np.concatenate([numbers for numbers, _ in some])
        numbers, inverse = np.unique(every, return_inverse=True)
        if not scored:
            return numbers, None
        weights = np.concatenate([scores for _, scores in some if scores is not None])
        return numbers, np.bincount(inverse, weights, len(numbers)).astype(np.float32)
    mask = np.zeros(documents, bool)
    sums = np.zeros(documents, np.float32) if scored else None
    for numbers, scores in some:
        mask[numbers] = True
        if sums is not None and scores is not None:
            sums[numbers] += scores
    numbers = np.flatnonzero(mask).astype(np.uint32)
    return numbers, None if sums is None else sums[numbers]


def _added(most: Found, others: Sequence[Found]) -> Found | None:
    """The first with the scores of the others added, if it has all their documents."""
    documents, scores = most
    sums = None if scores is None else scores.copy()
    for numbers, added in others:
        places = np.searchsorted(documents, numbers)
        if int(places[-1]) == len(documents) or not np.array_equal(documents[places], numbers):
            return None
        if sums is not None and added is not None:
            sums[places] += added
    return documents, sums
