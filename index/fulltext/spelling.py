"""Which words the index has, and which of them are spelt nearly like one that it does not have.

A near word begins with the same two letters, or differs from the wanted one by a single slip in those. So
the words to look at are a small part of the vocabulary, however large that is.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from index.fulltext import schema, translate
from index.fulltext.vocabulary import Vocabulary
from index.tree import Word

#: A shorter word is near to too many others to guess.
_SHORTEST = 3
#: Words up to this length may have one slip, longer ones two.
_ONE_SLIP = 5

_HEAD = 2
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


def is_known(vocabulary: Vocabulary, word: str, field: str, *, in_any_form: bool) -> bool:
    """Whether an article has this folded word, or with ``in_any_form`` one that a search for it finds."""
    if vocabulary.count(field or schema.BODY, word):
        return True
    leaf = Word(word, field)
    return in_any_form and len(translate.forms(vocabulary, leaf)[0][leaf]) > 1


def near(vocabulary: Vocabulary, word: str, field: str, most: int) -> tuple[str, ...]:
    """Words of the index that are spelt nearly like a folded word: the nearest first, then the commonest."""
    if len(word) < _SHORTEST or not word.isalpha():
        return ()
    field = field or schema.BODY
    slips = 1 if len(word) <= _ONE_SLIP else 2
    others = [
        other for other in vocabulary.beginning(field, word[:_HEAD]) if other != word and other.isalpha()
    ]
    nearest = _within(word, others, 1)
    if not nearest:
        nearest = [other for other in {*_slips_in_head(word)} - {word} if vocabulary.count(field, other)]
    if not nearest and slips > 1:
        # Beside a word with one slip, one with two is no longer a guess worth making.
        nearest = _within(word, others, slips)
    counted = {other: vocabulary.count(field, other) for other in nearest}
    return tuple(sorted(counted, key=lambda other: (-counted[other], other))[:most])


def _within(word: str, others: list[str], slips: int) -> list[str]:
    """Those that so many slips make of a word. Most are ruled out at once, by the letters that they have."""
    some = [other for other in others if abs(len(other) - len(word)) <= slips]
    if not some:
        return []
    # A slip takes away one letter at most and brings one. Letters that share a bit only rule out less.
    differing = np.bitwise_count(_letters(some) ^ _letters([word]))
    return [
        some[at] for at in np.flatnonzero(differing <= 2 * slips) if edits(word, some[at], slips) <= slips
    ]


def _letters(words: list[str]) -> npt.NDArray[np.uint32]:
    """The letters of each word as bits."""
    codes = np.array(words).view(np.uint32).reshape(len(words), -1)
    bits = np.where(codes, np.uint32(1) << (codes & 31), 0).astype(np.uint32)
    found: npt.NDArray[np.uint32] = np.bitwise_or.reduce(bits, axis=1)
    return found


def edits(one: str, other: str, most: int) -> int:
    """How many letters must be added, dropped, changed or swapped with the next; at most ``most`` + 1."""
    length = len(other)
    if abs(len(one) - length) > most:
        return most + 1
    before: list[int] = []
    row = list(range(length + 1))
    for place, letter in enumerate(one, 1):
        before_last, before, row = before, row, [place] + [most + 1] * length
        # Further from the diagonal more letters are added or dropped than may be.
        for at in range(max(1, place - most), min(length, place + most) + 1):
            best = min(before[at] + 1, row[at - 1] + 1, before[at - 1] + (letter != other[at - 1]))
            if place > 1 and at > 1 and letter == other[at - 2] and one[place - 2] == other[at - 1]:
                best = min(best, before_last[at - 2] + 1)
            row[at] = best
        if min(row) > most and min(before) >= most:  # even a swap would be one too many
            return most + 1
    return min(row[length], most + 1)


def _slips_in_head(word: str) -> Iterator[str]:
    """All words with one slip in the first two letters; other letters are tried in Latin script only."""
    letters = _LETTERS if word.isascii() else ""
    yield word[1] + word[0] + word[2:]
    for at in range(_HEAD):
        yield word[:at] + word[at + 1 :]
        for letter in letters:
            yield word[:at] + letter + word[at:]
            yield word[:at] + letter + word[at + 1 :]
    yield word[0] + word[2] + word[1] + word[3:]
