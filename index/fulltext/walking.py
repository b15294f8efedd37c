"""Our words and postings, walked one after the other, as the queries of Whoosh do it.

Nothing in this program is found this way but by queries that ``index.fulltext.evaluation`` does not know.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import numpy.typing as npt
from whoosh.codec.base import FieldCursor
from whoosh.formats import Format
from whoosh.matching import LeafMatcher, NullMatcher, ReadTooFar
from whoosh.reading import TermInfo
from whoosh.util.numeric import byte_to_length

from index.fulltext.packing import U8
from index.fulltext.postings import Postings

#: What a byte of ``Segment.lengths`` stands for: so Whoosh keeps lengths, and scores are to be its own.
LENGTHS: npt.NDArray[np.float32] = np.array([byte_to_length(byte) for byte in range(256)], np.float32)


def info_of(postings: Postings, lengths: U8) -> TermInfo:
    """What Whoosh wants to know of a word.

    Args:
        postings: Its postings.
        lengths: As ``Segment.lengths`` has them.
    """
    of_documents = LENGTHS[lengths[postings.documents]]
    return TermInfo(
        weight=float(postings.frequencies.sum()),
        df=len(postings),
        minlength=int(of_documents.min()),
        maxlength=int(of_documents.max()),
        maxweight=float(postings.frequencies.max()),
        minid=int(postings.documents[0]),
        maxid=int(postings.documents[-1]),
    )


class ArrayCursor(FieldCursor):  # type: ignore[misc]
    """A place among the words of a field, for Whoosh's walk through near spellings."""

    def __init__(self, words: list[bytes], info: Callable[[bytes], TermInfo], fieldobj: Any) -> None:
        self._words, self._info = words, info
        self._text = fieldobj.from_bytes
        self._bytes = fieldobj.to_bytes
        self._at = 0

    def is_valid(self) -> bool:
        """Whether there is a word at this place."""
        return self._at < len(self._words)

    def first(self) -> Any:
        """Go to the first word."""
        self._at = 0
        return self.text()

    def find(self, string: Any) -> Any:
        """Go to the first word that is not before this one."""
        self._at = bisect_left(self._words, string if isinstance(string, bytes) else self._bytes(string))
        return self.text()

    def next(self) -> Any:
        """Go on."""
        self._at += 1
        return self.text()

    def text(self) -> Any:
        """The word; ``None`` after the last one."""
        return self._text(self._words[self._at]) if self.is_valid() else None

    def term_info(self) -> TermInfo:
        """What is known of it."""
        return self._info(self._words[self._at])


class ArrayMatcher(LeafMatcher):  # type: ignore[misc]
    """Walks the postings of a word, document after document, as Whoosh's own queries do."""

    def __init__(
        self, postings: Postings, lengths: U8, format_: Format, term: tuple[str, bytes], scorer: Any
    ) -> None:
        self._postings, self._lengths, self._term = postings, lengths, term
        self.format, self.scorer = format_, scorer
        self._documents = postings.documents.tolist()
        self._at = 0

    def is_active(self) -> bool:
        """Whether there is a posting at this place."""
        return self._at < len(self._documents)

    def reset(self) -> None:
        """Go to the first posting."""
        self._at = 0

    def copy(self) -> ArrayMatcher:
        """Another one at the same place."""
        other = ArrayMatcher(self._postings, self._lengths, self.format, self._term, self.scorer)
        other._at = self._at
        return other

    def id(self) -> int:
        """The document."""
        return self._documents[self._at]  # type: ignore[no-any-return]

    def all_ids(self) -> Iterator[int]:
        """This document and those after it."""
        return iter(self._documents[self._at :])

    def next(self) -> bool:
        """Go on."""
        if not self.is_active():
            raise ReadTooFar
        self._at += 1
        return False

    def skip_to(self, id: int) -> None:
        """Go on to the first document that is not before this one."""
        if not self.is_active():
            raise ReadTooFar
        if id > self.id():
            self._at = int(np.searchsorted(self._postings.documents, id))

    def skip_to_quality(self, minquality: float) -> int:
        """Go to the end when nothing here is good enough: the postings of a word are one block."""
        if self.block_quality() > minquality:
            return 0
        self._at = len(self._documents)
        return 1

    def replace(self, minquality: float = 0) -> Any:
        """Nothing, when nothing here is good enough."""
        if not self.is_active() or (minquality and self.max_quality() < minquality):
            return NullMatcher()
        return self

    def weight(self) -> float:
        """How often the word stands in the document."""
        return float(self._postings.frequencies[self._at])

    def value(self) -> bytes:
        """Where it stands there, as ``index.fulltext.schema.PlacesFormat`` reads it."""
        if not self._postings.has_places:
            return b""
        start, end = self._postings.offsets[self._at : self._at + 2].tolist()
        return self._postings.places[start:end].astype("<u4").tobytes()

    def block_min_length(self) -> int:
        """The shortest field among the documents."""
        return int(LENGTHS[self._lengths[self._postings.documents].min()])

    def block_max_length(self) -> int:
        """The longest one."""
        return int(LENGTHS[self._lengths[self._postings.documents].max()])

    def block_max_weight(self) -> float:
        """The highest weight."""
        return float(self._postings.frequencies.max())
