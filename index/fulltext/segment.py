"""One segment of the index: words and postings of each field, lengths and columns of its documents.

A segment is written once and never changed; which of its documents were deleted is kept elsewhere. Reading
takes from the file only what is asked for and keeps the rest on the disk: the words of a field when it is
first searched, the postings of a word when it is. What was read lately stays in memory up to a limit.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import OrderedDict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np

from index.fulltext.arrays import ArrayFile, smallest, write_arrays
from index.fulltext.packing import U8, Numbers, from_gaps_of_one, starts_of, unpack_one
from index.fulltext.postings import (
    DOCUMENTS,
    FREQUENCIES,
    PLACES,
    Lists,
    Packed,
    Postings,
    together,
    unpack_lists,
    width,
)

#: Bytes of postings that a segment keeps in memory after they were used, counted as if all of their places
#: were needed, as they are by phrases.
_KEPT = 64_000_000

_COLUMN = "/column"


class Words:
    """The words of a field in one segment, in the order of their UTF-8, numbered from 0."""

    def __init__(self, data: bytes, lengths: Numbers) -> None:
        """Take all words in one run of bytes, and the length of each."""
        self._data = data
        self._starts = starts_of(lengths)
        self._count = len(lengths)

    def __len__(self) -> int:
        return self._count

    def __getitem__(self, number: int) -> bytes:
        return self._data[self._starts[number] : self._starts[number + 1]]

    def __iter__(self) -> Iterator[bytes]:
        return iter(self.between(0, self._count))

    def between(self, first: int, end: int) -> list[bytes]:
        """The words with the numbers ``[first, end)``."""
        places = self._starts[first : end + 1].tolist()
        return [self._data[start:stop] for start, stop in pairwise(places)]

    def place(self, word: bytes) -> int:
        """The number of the first word that is not before this one."""
        return bisect_left(range(self._count), word, key=self.__getitem__)

    def find(self, word: bytes) -> int:
        """The number of a word; -1 when it is not here."""
        number = self.place(word)
        return number if number < self._count and self[number] == word else -1

    def beginning(self, prefix: bytes) -> tuple[int, int]:
        """The numbers ``[first, end)`` of all words that begin so."""
        after = prefix.rstrip(b"\xff")
        end = self.place(after[:-1] + bytes([after[-1] + 1])) if after else self._count
        return self.place(prefix), end


class Field:
    """One indexed field of an open segment.

    Attributes:
        words: Its words.
        counts: How many documents each of them has.
        extras: How often each stands anywhere, less that.
        has_places: Whether it keeps places.
    """

    def __init__(self, file: ArrayFile, name: str, *, has_places: bool) -> None:
        """Read what is needed to find words, without their postings."""
        self._file = file
        self._name = name
        self.has_places = has_places
        self.words = Words(file.array(f"{name}/words").tobytes(), file.array(f"{name}/word_lengths"))
        self.counts: Numbers = file.array(f"{name}/counts")
        self.extras: Numbers = file.array(f"{name}/extras")
        self._widths: U8 = file.array(f"{name}/widths")
        counts = self.counts.astype(np.int64)
        self._starts = {
            "documents": starts_of(counts * width(self._widths, DOCUMENTS)),
            "frequencies": starts_of(counts * width(self._widths, FREQUENCIES)),
            "places": starts_of((counts + self.extras) * width(self._widths, PLACES)),
        }

    def postings(self, number: int) -> Postings:
        """The postings of a word, from the disk."""
        count, widths = int(self.counts[number]), self._widths[number : number + 1]

        def numbers(name: str, which: int, length: int) -> Numbers:
            return unpack_one(self._bytes(name, number, number + 1), int(width(widths, which)[0]), length)

        frequencies = numbers("frequencies", FREQUENCIES, count)
        occurrences = count + int(self.extras[number])
        return Postings(
            from_gaps_of_one(numbers("documents", DOCUMENTS, count)),
            frequencies.astype(np.uint32) + np.uint32(1),
            (lambda: numbers("places", PLACES, occurrences)) if self.has_places else None,
        )

    def lists(self, first: int, end: int) -> Lists:
        """The postings of the words with the numbers ``[first, end)``."""
        parts = (self._bytes(name, first, end) for name in ("documents", "frequencies", "places"))
        head = (self.counts[first:end], self.extras[first:end], self._widths[first:end])
        return unpack_lists(Packed(*head, *parts), with_places=self.has_places)

    def _bytes(self, name: str, first: int, end: int) -> U8:
        starts = self._starts[name]
        return self._file.part(f"{self._name}/{name}", int(starts[first]), int(starts[end]))


class Segment:
    """An open segment.

    Attributes:
        documents: How many documents it has, deleted ones included.
    """

    def __init__(self, path: Path) -> None:
        """Open the segment in a file; the errors are those of ``ArrayFile``."""
        self._file = ArrayFile(path)
        about = self._file.about
        self.documents: int = about["documents"]
        self._totals: dict[str, int] = about["totals"]
        self._indexed: dict[str, bool] = about["indexed"]
        self._fields: dict[str, Field] = {}
        self._arrays: dict[str, Numbers] = {}
        self._kept: OrderedDict[tuple[str, tuple[bytes, ...]], tuple[Postings, int]] = OrderedDict()
        self._bytes_kept = 0

    def close(self) -> None:
        """Give the file back."""
        self._file.close()

    def indexed(self) -> list[str]:
        """The fields that can be searched, in order."""
        return sorted(self._indexed)

    def field(self, name: str) -> Field | None:
        """A field; ``None`` when no document has it."""
        found = self._fields.get(name)
        if found is None and name in self._indexed:
            found = self._fields[name] = Field(self._file, name, has_places=self._indexed[name])
        return found

    def postings(self, field: str, words: tuple[bytes, ...]) -> Postings | None:
        """The postings of a word, or of several taken for one; ``None`` when no document has any of them."""
        key = (field, words)
        kept = self._kept.get(key)
        if kept is not None:
            self._kept.move_to_end(key)
            return kept[0]
        found = self.field(field)
        if found is None:
            return None
        numbers = [number for word in words if (number := found.words.find(word)) >= 0]
        if not numbers:
            return None
        postings = together([found.postings(number) for number in numbers], self.documents)
        occurrences = int(
            found.counts[numbers].sum(dtype=np.int64) + found.extras[numbers].sum(dtype=np.int64)
        )
        size = 8 * len(postings) + (4 * occurrences if found.has_places else 0)
        self._kept[key] = postings, size
        self._bytes_kept += size
        while self._bytes_kept > _KEPT and len(self._kept) > 1:
            self._bytes_kept -= self._kept.popitem(last=False)[1][1]
        return postings

    def lengths(self, field: str) -> U8:
        """How many words the field of each document has, in the one byte that Whoosh makes of it."""
        return self._cached(f"{field}/lengths", np.dtype(np.uint8))

    def total_length(self, field: str) -> int:
        """How many words the field has in all documents together."""
        return self._totals.get(field, 0)

    def has_lengths(self, field: str) -> bool:
        """Whether the lengths of a field are kept."""
        return f"{field}/lengths" in self._file.names()

    def columns(self) -> list[str]:
        """The names of the columns, in order."""
        return sorted(name.removesuffix(_COLUMN) for name in self._file.names() if name.endswith(_COLUMN))

    def column(self, name: str) -> Numbers:
        """A number of each document; 0 where it has none."""
        return self._cached(f"{name}{_COLUMN}", np.dtype(np.int64))

    def _cached(self, name: str, type: np.dtype[Any]) -> Numbers:
        found = self._arrays.get(name)
        if found is None:
            there = name in self._file.names()
            found = self._file.array(name) if there else np.zeros(self.documents, type)
            self._arrays[name] = found
        return found


@dataclass(frozen=True, slots=True)
class FieldToWrite:
    """An indexed field of a segment that is being made.

    Attributes:
        words: Its words, in the order of their UTF-8.
        parts: Their postings, in pieces that follow each other.
        has_places: Whether places are kept.
        lengths: As ``Segment.lengths`` has them; ``None`` where length plays no part in the score.
        total_length: As ``Segment.total_length`` has it.
    """

    words: Sequence[bytes]
    parts: Sequence[Packed]
    has_places: bool
    lengths: U8 | None
    total_length: int


def write_segment(
    path: Path, documents: int, fields: Mapping[str, FieldToWrite], columns: Mapping[str, Numbers]
) -> None:
    """Write a segment, and have it on the disk when this returns; raises what ``write_arrays`` raises."""
    arrays: dict[str, list[Numbers]] = {f"{name}{_COLUMN}": [values] for name, values in columns.items()}
    for name, field in fields.items():
        if field.lengths is not None:
            arrays[f"{name}/lengths"] = [field.lengths]
        if not field.words:
            continue
        word_lengths = np.fromiter(map(len, field.words), np.uint32, len(field.words))
        arrays |= {
            f"{name}/words": [np.frombuffer(b"".join(field.words), np.uint8)],
            f"{name}/word_lengths": [smallest(word_lengths)],
            f"{name}/counts": [smallest(np.concatenate([part.counts for part in field.parts]))],
            f"{name}/extras": [smallest(np.concatenate([part.extras for part in field.parts]))],
            f"{name}/widths": [part.widths for part in field.parts],
            f"{name}/documents": [part.documents for part in field.parts],
            f"{name}/frequencies": [part.frequencies for part in field.parts],
            f"{name}/places": [part.places for part in field.parts],
        }
    about = {
        "documents": documents,
        "totals": {name: field.total_length for name, field in fields.items()},
        "indexed": {name: field.has_places for name, field in fields.items() if field.words},
    }
    write_arrays(path, arrays, about)
