"""Many short lists of whole numbers in one run of bytes, each list as narrow as its largest number allows.

A list takes 0, 1, 2 or 4 bytes a number: nothing where all of it is zero. So a list can be read without its
neighbours, straight into an array. All lists are packed, and all of a range unpacked, by a handful of
operations on whole arrays, never by a loop over lists.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

U8 = npt.NDArray[np.uint8]
U32 = npt.NDArray[np.uint32]
I64 = npt.NDArray[np.int64]
Numbers = npt.NDArray[Any]

_WIDTHS = (1, 2, 4)
TYPES = {width: np.dtype(f"<u{width}") for width in _WIDTHS}


def starts_of(lengths: Numbers) -> I64:
    """Where each of the parts begins that have these lengths and stand one after the other, and the end."""
    starts = np.zeros(len(lengths) + 1, np.int64)
    np.cumsum(lengths, out=starts[1:])
    return starts


def ranges(starts: Numbers, lengths: Numbers) -> I64:
    """The numbers ``start, start + 1, ...`` of every range, range after range."""
    total = int(lengths.sum())
    ends = np.cumsum(lengths, dtype=np.int64)
    return np.repeat(starts - (ends - lengths), lengths) + np.arange(total)


def pack(values: U32, lengths: Numbers) -> tuple[U8, U8]:
    """Pack lists.

    Args:
        values: The numbers of all lists, list after list.
        lengths: How many each list has, at least one.

    Returns:
        The bytes, and the width of each list.
    """
    if not len(lengths):
        return np.empty(0, np.uint8), np.empty(0, np.uint8)
    starts = starts_of(lengths)
    most = np.maximum.reduceat(values, starts[:-1])
    widths = np.where(most < 1 << 16, np.where(most < 1 << 8, most > 0, 2), 4).astype(np.uint8)
    if widths.max() <= 1:  # most often so: the zeros go, the rest stands as it is
        kept = values if widths.all() else values[np.repeat(widths == 1, lengths)]
        return kept.astype(np.uint8), widths
    places = starts_of(lengths * widths.astype(np.int64))
    data = np.empty(int(places[-1]), np.uint8)
    for width in _WIDTHS:
        chosen = widths == width
        if chosen.any():
            numbers = values[np.repeat(chosen, lengths)].astype(TYPES[width]).view(np.uint8)
            data[ranges(places[:-1][chosen], lengths[chosen].astype(np.int64) * width)] = numbers
    return data, widths


def unpack(data: U8, lengths: Numbers, widths: U8) -> U32:
    """The numbers of all lists, list after list: what ``pack`` was given."""
    if not len(lengths) or widths.max() <= 1:
        if not len(lengths) or widths.all():
            return data.astype(np.uint32)
        values = np.zeros(int(lengths.sum()), np.uint32)
        values[np.repeat(widths == 1, lengths)] = data
        return values
    values = np.zeros(int(lengths.sum()), np.uint32)
    places = starts_of(lengths * widths.astype(np.int64))[:-1]
    for width in _WIDTHS:
        chosen = widths == width
        if chosen.any():
            part = data[ranges(places[chosen], lengths[chosen].astype(np.int64) * width)]
            values[np.repeat(chosen, lengths)] = part.view(TYPES[width])
    return values


def unpack_one(data: U8, width: int, length: int) -> Numbers:
    """The numbers of one list, in the type that they are packed in."""
    return data.view(TYPES[width]) if width else np.zeros(length, np.uint8)


def gaps(values: U32, lengths: Numbers) -> U32:
    """From rising lists to their first numbers and the gaps after these, less the one that is sure."""
    result = values.copy()
    if len(values):
        result[1:] -= values[:-1] + np.uint32(1)
        firsts = starts_of(lengths)[:-1]
        result[firsts] = values[firsts]
    return result


def from_gaps(values: Numbers, lengths: Numbers) -> U32:
    """What ``gaps`` was given."""
    sums = np.cumsum(values, dtype=np.int64)
    sums += np.arange(len(sums))
    firsts = starts_of(lengths)[:-1]
    before = sums[firsts] - values[firsts]
    return (sums - np.repeat(before, lengths)).astype(np.uint32)


def from_gaps_of_one(values: Numbers) -> U32:
    """What ``gaps`` was given, where there is one list only."""
    result = np.cumsum(values, dtype=np.uint32)
    result += np.arange(len(result), dtype=np.uint32)
    return result
