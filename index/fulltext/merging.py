"""Several segments as one, without their deleted documents.

The fields are taken one after the other, and each in stretches of words, so that memory holds a stretch of
postings and not all of them. Documents keep their order: first those of the first segment, then the others.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from index.fulltext.packing import I64, Numbers, starts_of
from index.fulltext.postings import Lists, Packed, joined, only, pack_lists
from index.fulltext.segment import Field, FieldToWrite, Segment

#: Postings that are taken at once: some 50 bytes each while they are.
_AT_ONCE = 2_000_000


@dataclass(frozen=True, slots=True)
class Merged:
    """What several segments become.

    Attributes:
        documents: How many documents there are.
        fields: Their fields, as ``write_segment`` takes them.
        columns: Their columns.
        renumbered: For each segment the new number of each document, -1 where it was deleted.
    """

    documents: int
    fields: dict[str, FieldToWrite]
    columns: dict[str, Numbers]
    renumbered: list[I64]


def merge(segments: Sequence[Segment], deleted: Sequence[Numbers]) -> Merged:
    """Merge segments.

    Args:
        segments: The segments, in the order of their documents.
        deleted: The deleted documents of each.
    """
    alive = [np.ones(segment.documents, bool) for segment in segments]
    for live, gone in zip(alive, deleted, strict=True):
        live[gone] = False
    whole = np.concatenate(alive)
    numbers = np.where(whole, np.cumsum(whole) - 1, -1)
    renumbered = np.split(numbers, starts_of(np.array([segment.documents for segment in segments]))[1:-1])
    names = {name for segment in segments for name in segment.indexed()}
    fields = {name: _field(name, segments, alive, renumbered) for name in sorted(names)}
    columns = {
        name: np.concatenate(
            [segment.column(name)[live] for segment, live in zip(segments, alive, strict=True)]
        )
        for name in sorted({name for segment in segments for name in segment.columns()})
    }
    return Merged(int(whole.sum()), fields, columns, renumbered)


def _field(
    name: str, segments: Sequence[Segment], alive: Sequence[Numbers], renumbered: Sequence[I64]
) -> FieldToWrite:
    sources = [
        (field, new)
        for segment, new in zip(segments, renumbered, strict=True)
        if (field := segment.field(name)) is not None
    ]
    words: list[bytes] = []
    parts: list[Packed] = []
    for stretch, packed in _stretches(sources):
        words += stretch
        parts.append(packed)
    lengths = None
    if any(segment.has_lengths(name) for segment in segments):
        lengths = np.concatenate(
            [segment.lengths(name)[live] for segment, live in zip(segments, alive, strict=True)]
        )
    total = sum(map(_occurrences, parts)) if lengths is not None else 0
    return FieldToWrite(words, parts, sources[0][0].has_places, lengths, total)


def _occurrences(packed: Packed) -> int:
    return int(packed.counts.sum(dtype=np.int64) + packed.extras.sum(dtype=np.int64))


def _stretches(sources: Sequence[tuple[Field, I64]]) -> Iterator[tuple[list[bytes], Packed]]:
    """Words in order, stretch by stretch, with their postings; words without documents are dropped."""
    for firsts, ends in _bounds([field for field, _ in sources]):
        words: list[bytes] = []
        parts: list[Lists] = []
        for (field, new), first, end in zip(sources, firsts, ends, strict=True):
            left, lists = only(field.lists(first, end), new)
            names = field.words.between(first, end)
            words += names if len(left) == len(names) else [names[number] for number in left.tolist()]
            parts.append(lists)
        if words:
            yield _together(words, parts)


def _bounds(fields: Sequence[Field]) -> Iterator[tuple[list[int], list[int]]]:
    """Where stretches begin and end in each field: at the same words, about ``_AT_ONCE`` postings apart."""
    largest = max(fields, key=lambda field: len(field.words))
    reached = np.cumsum(largest.counts, dtype=np.int64)
    step = (
        _AT_ONCE * int(reached[-1]) // max(1, sum(int(field.counts.sum(dtype=np.int64)) for field in fields))
    )
    cuts = np.unique(np.searchsorted(reached, np.arange(step, int(reached[-1]), max(1, step))))
    firsts = [0] * len(fields)
    for word in [largest.words[cut] for cut in cuts.tolist() if cut]:
        ends = [field.words.place(word) for field in fields]
        yield firsts, ends
        firsts = ends
    yield firsts, [len(field.words) for field in fields]


def _together(words: list[bytes], parts: Sequence[Lists]) -> tuple[list[bytes], Packed]:
    """Put the postings of equal words of different segments side by side."""
    distinct = sorted(set(words))
    if len(distinct) == len(words) and words == distinct:
        return words, pack_lists(joined(parts, np.arange(len(words))))
    rank = {word: number for number, word in enumerate(distinct)}
    ranks = np.fromiter(map(rank.__getitem__, words), np.int64, len(words))
    order = np.argsort(ranks, kind="stable")
    lists = joined(parts, order)
    firsts = np.flatnonzero(np.append(True, np.diff(ranks[order]) > 0))
    counts = np.add.reduceat(lists.counts, firsts, dtype=np.uint32)
    return distinct, pack_lists(Lists(counts, lists.documents, lists.frequencies, lists.places))
