"""What a query found, as plain data; it knows no Whoosh, so that an answer without words needs none."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from index.tree import Leaf

Numbers = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Matches:
    """What a query found: all of it, in no order that means anything.

    Attributes:
        numbers: Numbers of the articles.
        scores: Relevance of each; empty when nothing was scored.
        forms: The forms that were looked for, by word of the query.
        capped: Whether there may be more, because a word was looked for in its commonest forms only.
    """

    numbers: Numbers
    scores: npt.NDArray[np.float32]
    forms: dict[Leaf, tuple[str, ...]]
    capped: bool = False


def best(
    numbers: Numbers, scores: npt.NDArray[np.float32], count: int
) -> tuple[Numbers, npt.NDArray[np.float32]]:
    """The most relevant articles and their scores, in order; equals in the order in which they came."""
    if not count:
        return numbers[:0], scores[:0]
    few = at_least(scores, count)
    order = few[np.argsort(-scores[few], kind="stable")[:count]]
    return numbers[order], scores[order]


def at_least(scores: npt.NDArray[np.float32], count: int) -> Numbers:
    """Where the ``count`` highest scores are, rising, with all that equal the lowest of them.

    The highest of each of many short stretches are looked at first: the ``count``-th of these is a bound
    that few others reach.
    """
    stretches = 8 * count
    if len(scores) > 32 * stretches:
        length = len(scores) // stretches
        highest = scores[: length * stretches].reshape(stretches, length).max(axis=1)
        some = np.flatnonzero(scores >= np.partition(highest, stretches - count)[stretches - count])
    else:
        some = np.arange(len(scores))
    if len(some) <= count:
        return some
    bound = np.partition(scores[some], len(some) - count)[len(some) - count]
    found: Numbers = some[scores[some] >= bound]
    return found
