"""Which documents have a word, how often and where: arrays while they are used, packed in a file.

A *document* is an article as the index counts them: from 0, inside one segment. A *place* is the position of
a word among the words of its field. Postings of several words can be put together and are then scored and
searched as those of one.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from index.fulltext.packing import I64, U8, U32, Numbers, from_gaps, gaps, pack, ranges, starts_of, unpack

# Widths 0, 1, 2, 4 as two bits; those of documents, frequencies and places share a byte.
_CODES = np.array([0, 1, 2, 0, 3], np.uint8)
_WIDTHS = np.array([0, 1, 2, 4], np.uint8)
DOCUMENTS, FREQUENCIES, PLACES = 0, 2, 4


class Postings:
    """The postings of one word in one segment, or of several taken for one.

    Attributes:
        documents: Its documents, rising.
        frequencies: How often it stands in each, at least once.
    """

    __slots__ = ("_load", "_offsets", "_places", "documents", "frequencies")

    def __init__(self, documents: U32, frequencies: Numbers, load: Callable[[], Numbers] | None) -> None:
        """Keep what is known; ``load`` gives the places, document after document, when they are asked for."""
        self.documents = documents
        self.frequencies = frequencies
        self._load = load
        self._places: Numbers | None = None
        self._offsets: I64 | None = None

    def __len__(self) -> int:
        return len(self.documents)

    @property
    def has_places(self) -> bool:
        """Whether the field keeps places."""
        return self._load is not None

    @property
    def places(self) -> Numbers:
        """All places, document after document, rising in each."""
        if self._places is None:
            if self._load is None:
                raise ValueError("this field keeps no places")
            self._places = self._load()
        return self._places

    @property
    def offsets(self) -> I64:
        """Where the places of each document begin in ``places``, and the end."""
        if self._offsets is None:
            self._offsets = starts_of(self.frequencies)
        return self._offsets

    def places_in(self, chosen: Numbers) -> tuple[Numbers, I64]:
        """The places in the documents at these indices, and how many there are in each."""
        lengths = self.frequencies[chosen].astype(np.int64)
        if len(chosen) == len(self.documents):
            return self.places, lengths
        return self.places[ranges(self.offsets[chosen], lengths)], lengths


def together(parts: Sequence[Postings], documents: int) -> Postings:
    """The postings of several words of one segment taken for one.

    Args:
        parts: Postings of different words, so that no place is in two of them.
        documents: How many documents the segment has.
    """
    if len(parts) == 1:
        return parts[0]
    total = sum(len(part) for part in parts)
    if total > documents >> 4:
        counted = np.zeros(documents, np.uint32)
        for part in parts:
            counted[part.documents] += part.frequencies
        found = np.flatnonzero(counted)
        frequencies = counted[found]
    else:
        found, inverse = np.unique(np.concatenate([part.documents for part in parts]), return_inverse=True)
        weights = np.concatenate([part.frequencies for part in parts])
        frequencies = np.bincount(inverse, weights, len(found)).astype(np.uint32)

    def places() -> Numbers:
        keys = np.concatenate(
            [
                np.repeat(part.documents.astype(np.int64) << 32, part.frequencies) + part.places
                for part in parts
            ]
        )
        keys.sort()
        return (keys & 0xFFFF_FFFF).astype(np.uint32)

    has_places = all(part.has_places for part in parts)
    return Postings(found.astype(np.uint32), frequencies, places if has_places else None)


@dataclass(frozen=True, slots=True)
class Lists:
    """The postings of many words, word after word, as arrays.

    Attributes:
        counts: How many documents each word has, at least one.
        documents: The documents of each word, rising.
        frequencies: How often the word stands in each of them.
        places: Where, document after document; ``None`` in a field without places.
    """

    counts: U32
    documents: U32
    frequencies: U32
    places: U32 | None


@dataclass(frozen=True, slots=True)
class Packed:
    """The same, packed.

    Attributes:
        counts: How many documents each word has.
        extras: How often it stands anywhere, less that.
        widths: Bytes a number in its three lists, two bits each, see ``width``.
        documents: Packed gaps between its documents.
        frequencies: Packed frequencies, less one.
        places: Packed places; empty in a field without.
    """

    counts: U32
    extras: U32
    widths: U8
    documents: U8
    frequencies: U8
    places: U8


def width(widths: U8, which: int) -> U8:
    """Bytes a number in one of the three lists of each word: ``DOCUMENTS``, ``FREQUENCIES``, ``PLACES``."""
    found: U8 = _WIDTHS[widths >> which & 3]
    return found


def pack_lists(lists: Lists) -> Packed:
    """Pack postings."""
    counts = lists.counts
    firsts = starts_of(counts)[:-1]
    beyond = lists.frequencies - np.uint32(1)
    extras = np.add.reduceat(beyond, firsts, dtype=np.uint32) if len(counts) else np.empty(0, np.uint32)
    documents, wide = pack(gaps(lists.documents, counts), counts)
    widths: U8 = _CODES[wide]
    frequencies, wide = pack(beyond, counts)
    widths |= _CODES[wide] << FREQUENCIES
    places = np.empty(0, np.uint8)
    if lists.places is not None:
        places, wide = pack(lists.places, counts + extras)
        widths |= _CODES[wide] << PLACES
    return Packed(counts, extras, widths, documents, frequencies, places)


def unpack_lists(packed: Packed, *, with_places: bool) -> Lists:
    """What ``pack_lists`` was given."""
    counts = packed.counts.astype(np.uint32)
    documents = from_gaps(unpack(packed.documents, counts, width(packed.widths, DOCUMENTS)), counts)
    frequencies = unpack(packed.frequencies, counts, width(packed.widths, FREQUENCIES)) + np.uint32(1)
    places = None
    if with_places:
        occurrences = counts + packed.extras.astype(np.uint32)
        places = unpack(packed.places, occurrences, width(packed.widths, PLACES))
    return Lists(counts, documents, frequencies, places)


def only(lists: Lists, renumbered: I64) -> tuple[Numbers, Lists]:
    """The postings without some documents, the others renumbered.

    Args:
        lists: Postings.
        renumbered: The new number of each document, -1 where it goes. It must rise.

    Returns:
        Which words are left, as indices, and their postings.
    """
    documents = renumbered[lists.documents]
    keep = documents >= 0
    if keep.all():
        return np.arange(len(lists.counts)), Lists(
            lists.counts, documents.astype(np.uint32), lists.frequencies, lists.places
        )
    firsts = starts_of(lists.counts)[:-1]
    counts = np.add.reduceat(keep, firsts, dtype=np.uint32)
    places = lists.places[np.repeat(keep, lists.frequencies)] if lists.places is not None else None
    left = np.flatnonzero(counts)
    return left, Lists(counts[left], documents[keep].astype(np.uint32), lists.frequencies[keep], places)


def joined(parts: Sequence[Lists], order: Numbers) -> Lists:
    """Postings of several segments, whose documents follow each other, as those of one.

    Args:
        parts: The postings of each segment.
        order: Of all their words, segment after segment, the order in which they are wanted. Equal words
            stand side by side in the order of their segments; adding up their counts is left to the caller.
    """

    def taken(values: Sequence[U32], lengths: Numbers) -> U32:
        whole = np.concatenate(values)
        return whole[ranges(starts_of(lengths)[:-1][order], lengths[order])]

    counts = np.concatenate([part.counts for part in parts])
    documents = taken([part.documents for part in parts], counts)
    frequencies = taken([part.frequencies for part in parts], counts)
    places = [part.places for part in parts if part.places is not None]
    if len(places) < len(parts):
        return Lists(counts[order], documents, frequencies, None)
    sums = np.add.reduceat(
        np.concatenate([part.frequencies for part in parts]), starts_of(counts)[:-1], dtype=np.int64
    )
    return Lists(counts[order], documents, frequencies, taken(places, sums))
