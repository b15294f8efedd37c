"""The words of the whole index, segment by segment, without their postings.

What a word of a query may stand for is looked up here: words that begin so, the commonest of them, words that
are spelt nearly so. All of them are words as they are written in articles, folded; nothing is invented.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from index.fulltext import schema, stems
from index.fulltext.segment import Field, Segment

#: Articles of all with a language, from which on its forms of words are looked for.
_FAIR_PART = 0.01

#: Documents of completions that are enough for a glance: together they take some milliseconds.
_ENOUGH = 200_000


class Vocabulary:
    """The words of some segments."""

    def __init__(self, segments: Sequence[Segment]) -> None:
        self._segments = segments
        self._known: dict[tuple[str, str], list[str]] = {}  # as many as are searched before the next commit
        self._languages: tuple[str, ...] | None = None

    def count(self, field: str, word: str) -> int:
        """How many articles have a folded word; those that were deleted may be among them."""
        encoded = word.encode()
        total = 0
        for found in self._fields(field):
            number = found.words.find(encoded)
            total += int(found.counts[number]) if number >= 0 else 0
        return total

    def beginning(self, field: str, prefix: str) -> list[str]:
        """All words of a field that begin so, in order."""
        encoded = prefix.encode()
        words: set[bytes] = set()
        for found in self._fields(field):
            words.update(found.words.between(*found.words.beginning(encoded)))
        return [word.decode() for word in sorted(words)]

    def completions(self, field: str, prefix: str, most: int) -> tuple[list[str], bool]:
        """The commonest words of a field that begin so.

        Returns:
            At most ``most`` words, the commonest first, and whether there are no others. There are fewer
            where few are so common that looking for more would make a key wait.
        """
        encoded = prefix.encode()
        counted: Counter[bytes] = Counter()
        whole = True
        for found in self._fields(field):
            first, end = found.words.beginning(encoded)
            if end - first <= most:
                numbers: Iterable[int] = range(first, end)
            else:
                whole = False
                commonest = np.argpartition(found.counts[first:end], end - first - most)[-most:]
                numbers = (commonest + first).tolist()
            for number in numbers:
                counted[found.words[number]] += int(found.counts[number])
        chosen = sorted(counted, key=lambda word: (-counted[word], word))
        reached = 0
        for taken, word in enumerate(chosen):
            if taken == most or reached > _ENOUGH:
                return [each.decode() for each in chosen[:taken]], False
            reached += counted[word]
        return [word.decode() for word in chosen], whole

    def forms(self, field: str, word: str) -> list[str]:
        """The words of a field that are forms of a folded word, in the languages of the articles."""
        known = self._known.get((field, word))
        if known is None:
            known = self._known[field, word] = self._forms(field, word)
        return known

    def _forms(self, field: str, word: str) -> list[str]:
        found: dict[str, None] = {}
        for language in stems.languages_of(word, self.languages()):
            start = stems.beginning(word, language)
            candidates = self.beginning(field, start) if start else self._in_script(field, word)
            found |= dict.fromkeys(stems.forms(word, language, candidates))
        return sorted(found)

    def languages(self) -> tuple[str, ...]:
        """The languages that a fair part of the articles is in, the commonest first; English in any case."""
        if self._languages is None:
            counted: Counter[bytes] = Counter()
            for field in self._fields(schema.LANGUAGE):
                counted.update(dict(zip(field.words, field.counts.tolist(), strict=True)))
            least = _FAIR_PART * sum(counted.values())
            common = [language for language, count in counted.most_common() if count >= least]
            self._languages = tuple(dict.fromkeys([*(language.decode() for language in common), "en"]))
        return self._languages

    def _in_script(self, field: str, word: str) -> list[str]:
        """The words of a field whose first letter is of the same 256 characters as that of a word."""
        first = ord(word[0]) & ~0xFF
        words: set[bytes] = set()
        for found in self._fields(field):
            bounds = (found.words.place(chr(letter).encode()) for letter in (first, first + 0x100))
            words.update(found.words.between(*bounds))
        return [each.decode() for each in words]

    def within_one_edit(self, field: str, word: str) -> list[str]:
        """The words with the same first letter that one added, dropped or changed letter makes this one."""
        # One slip leaves one half of the word as it is: that rules out nearly all others at once.
        length, half = len(word), (len(word) + 1) // 2
        head, tail = word[:half], word[half:]
        return [
            other
            for other in self.beginning(field, word[:1])
            if -1 <= len(other) - length <= 1
            and (other.startswith(head) or other.endswith(tail))
            and _is_one_edit(word, other)
        ]

    def _fields(self, name: str) -> Iterator[Field]:
        for segment in self._segments:
            field = segment.field(name)
            if field is not None:
                yield field


def _is_one_edit(one: str, other: str) -> bool:
    """Whether one letter behind the first is added, dropped or changed, or none."""
    short, long = sorted((one, other), key=len)
    at = next((at for at, letter in enumerate(short) if letter != long[at]), len(short))
    return long[at + 1 :] == short[at + (len(short) == len(long)) :]
