"""Two taggers that vote, sentence by sentence.

What both find they are surer of. What only one finds, or both find otherwise, stays where that one is surer
than not; of two names in one place the surer one stays. What falls out is left to the rules.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.extraction.tagger import Tagged

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.extraction.tagger import Tagger

#: A tagger that is no surer than this of what it alone found is outvoted.
_OUTVOTED = 0.5
#: How much of its certainty the second adds to the first: they learned from like texts, and err alike.
_ADDED = 0.5


class Vote:
    """Two taggers as one."""

    def __init__(self, one: Tagger, other: Tagger) -> None:
        """Let these two vote."""
        self._one = one
        self._other = other

    def tag(self, sentences: Sequence[Sequence[str]]) -> list[list[Tagged]]:
        """The names of each sentence of one article, in order and without overlaps."""
        both = zip(self._one.tag(sentences), self._other.tag(sentences), strict=True)
        return [merged(one, other) for one, other in both]


def merged(one: Sequence[Tagged], other: Sequence[Tagged]) -> list[Tagged]:
    """What two taggers found in a sentence as one list, in order and without overlaps."""
    also = {name[:3]: name.confidence for name in other}
    first = {name[:3] for name in one}
    names = [
        name._replace(confidence=_together(name.confidence, also[name[:3]]))
        for name in one
        if name[:3] in also
    ]
    names += [name for name in one if name[:3] not in also and name.confidence > _OUTVOTED]
    names += [name for name in other if name[:3] not in first and name.confidence > _OUTVOTED]
    kept: list[Tagged] = []
    for name in sorted(names, key=lambda name: (-name.confidence, name.first, -name.last)):
        if all(name.last <= before.first or before.last <= name.first for before in kept):
            kept.append(name)
    return sorted(kept)


def _together(one: float, other: float) -> float:
    """How sure the first is when the second says the same."""
    return 1 - (1 - one) * (1 - _ADDED * other)
