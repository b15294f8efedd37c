"""Words near each other in a text, whatever their order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence


def times(words: Iterable[str]) -> dict[str, int]:
    """How often each word is wanted."""
    return dict(Counter(words))


def near_each_other(places: Sequence[tuple[int, str]], wanted: Mapping[str, int], room: int) -> list[int]:
    """Which of some words stand so near each other that all that are wanted have room.

    Args:
        places: The place of each word in a text and the word, rising; no others than are wanted.
        wanted: How often each word is wanted.
        room: Places in which all of them have to stand, other words included.

    Returns:
        Indices in ``places``, rising.
    """
    inside: Counter[str] = Counter()
    missing = sum(wanted.values())
    found: list[int] = []
    first, lit = 0, 0
    for at, (place, word) in enumerate(places):
        missing -= inside[word] < wanted[word]
        inside[word] += 1
        while places[first][0] <= place - room:
            dropped = places[first][1]
            inside[dropped] -= 1
            missing += inside[dropped] < wanted[dropped]
            first += 1
        if not missing:
            found.extend(range(max(first, lit), at + 1))
            lit = at + 1
    return found
