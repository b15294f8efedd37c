"""From documents to the postings of their words, all of a batch at once.

While documents come in, only the numbers of their words are kept, in the order of the text. Sorting these
numbers once, at the end, gives every posting; no loop of Python sees one.
"""

from __future__ import annotations

from array import array

import numpy as np

from index.fulltext.packing import U32, Numbers
from index.fulltext.postings import Lists
from index.words import fold, written_words


class _Written(dict[str, int]):
    """From a word as it is written to the number of the word that it is searched by; 0 when it is none."""

    def __init__(self, numbers: dict[str, int]) -> None:
        super().__init__()
        self._numbers = numbers

    def __missing__(self, written: str) -> int:
        folded = fold(written)
        number = self[written] = self._numbers.setdefault(folded, len(self._numbers) + 1) if folded else 0
        return number


class FieldWords:
    """The words of one field of the documents of a batch.

    Attributes:
        has_places: Whether the places of the words are kept.
    """

    def __init__(self, *, has_places: bool) -> None:
        self.has_places = has_places
        self._numbers: dict[str, int] = {}  # from 1
        self._terms: dict[bytes, int] = {}
        self._written = _Written(self._numbers)
        self._words = array("I")
        # Each part is a run of words without a gap between them.
        self._documents, self._lengths, self._places = array("I"), array("I"), array("I")

    def add_text(self, document: int, text: str, separator: str) -> int:
        """Add the words of a text; no phrase reaches across a separator. Returns how many there are."""
        place = count = 0
        for part in text.split(separator):
            numbers = [*map(self._written.__getitem__, written_words(part))]
            if 0 in numbers:
                numbers = [number for number in numbers if number]
            self._words.extend(numbers)
            self._documents.append(document)
            self._lengths.append(len(numbers))
            self._places.append(place)
            count += len(numbers)
            place += len(numbers) + 1
        return count

    def add_term(self, document: int, term: bytes, frequency: int) -> None:
        """Add a term of a field that is no text; never both to one field."""
        number = self._terms.setdefault(term, len(self._terms) + 1)
        self._words.extend([number] * frequency)
        self._documents.append(document)
        self._lengths.append(frequency)
        self._places.append(0)

    def inverted(self) -> tuple[list[bytes], Lists]:
        """The words, in the order of their UTF-8, and their postings."""
        known = [*self._terms] or [word.encode() for word in self._numbers]
        order = sorted(range(len(known)), key=known.__getitem__)
        rank = np.empty(len(known) + 1, np.uint64)
        rank[np.array(order, np.int64) + 1] = np.arange(len(known), dtype=np.uint64)
        numbers = np.frombuffer(self._words, np.uint32)
        lengths = np.frombuffer(self._lengths, np.uint32)
        documents = np.repeat(np.frombuffer(self._documents, np.uint32), lengths)
        # Sorting numbers that carry their place with them is faster than any stable sort of indices.
        keys = (rank[numbers] << np.uint64(32)) | np.arange(len(numbers), dtype=np.uint64)
        keys.sort()
        source = (keys & np.uint64(0xFFFF_FFFF)).astype(np.int64)
        words = (keys >> np.uint64(32)).astype(np.uint32)
        places = None
        if self.has_places:
            starts = np.cumsum(lengths, dtype=np.int64) - lengths
            shift = np.frombuffer(self._places, np.uint32).astype(np.int64) - starts
            places = (np.arange(len(numbers)) + np.repeat(shift, lengths))[source].astype(np.uint32)
        return [known[number] for number in order], _lists(words, documents[source], places)


def _lists(words: U32, documents: U32, places: U32 | None) -> Lists:
    """Postings from occurrences that are sorted by word, then document, then place."""
    if not len(words):
        empty = np.empty(0, np.uint32)
        return Lists(empty, empty, empty, places)
    new_word = np.append(True, words[1:] != words[:-1])
    new_posting = new_word.copy()
    new_posting[1:] |= documents[1:] != documents[:-1]
    firsts = np.flatnonzero(new_posting)
    frequencies = _distances(firsts, len(words))
    counts = _distances(np.flatnonzero(new_word[firsts]), len(firsts))
    return Lists(counts, documents[firsts], frequencies, places)


def _distances(firsts: Numbers, end: int) -> U32:
    return np.diff(np.append(firsts, end)).astype(np.uint32)
