"""How relevant a document is: BM25, over all postings of a word at once.

The formula is that of ``whoosh.scoring.BM25F``, and so are its inputs: lengths as one byte can say them,
document counts that include deleted documents. So a score does not depend on which way a query is answered.
What is the same for every query is kept as long as the searcher lives.
"""

from __future__ import annotations

import math
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any

import numpy as np
import numpy.typing as npt

from index.fulltext.codec import ArrayDocuments
from index.fulltext.combining import F32, Found
from index.fulltext.packing import U32
from index.fulltext.postings import Postings
from index.fulltext.segment import Segment
from index.fulltext.walking import LENGTHS

Mask = npt.NDArray[np.bool_]

#: Documents with scores that are kept, eight bytes each.
_KEPT = 3_000_000


class Statistics:
    """What the score of a word depends on beside the document: the same for all segments of a searcher.

    Attributes:
        leaves: The segments, each with the number of its first document among those of the searcher.
    """

    def __init__(self, searcher: Any) -> None:
        """Look at the segments of a Whoosh searcher over our codec, with BM25F as its weighting."""
        self._searcher = searcher
        self._scorable = {name for name, field in searcher.schema.items() if field.scorable}
        self._b: float = searcher.weighting.B
        self._k1: float = searcher.weighting.K1
        self._frequencies: dict[tuple[str, tuple[bytes, ...]], int] = {}
        self._kept: OrderedDict[tuple[int, Hashable], Found] = OrderedDict()
        self._documents_kept = 0
        self._norms: dict[tuple[int, str], F32] = {}
        self.leaves: list[tuple[Leaf, int]] = [
            (Leaf(number, leaf, self), offset)
            for number, (leaf, offset) in enumerate(searcher.leaf_searchers())
            if leaf.doc_count_all()
        ]

    def frequency(self, field: str, words: tuple[bytes, ...]) -> int:
        """How many documents have any of these words, deleted documents included."""
        found = self._frequencies.get((field, words))
        if found is None:
            found = sum(len(leaf.postings(field, words) or ()) for leaf, _ in self.leaves)
            self._frequencies[field, words] = found
        return found

    def weight(self, field: str, words: tuple[bytes, ...]) -> float:
        """What a word is worth: its inverse document frequency, times ``K1 + 1``."""
        if field not in self._scorable:
            return 1.0
        documents = self._searcher.doc_count_all()
        return (math.log(documents / (self.frequency(field, words) + 1)) + 1) * (self._k1 + 1)

    def saturations(self, number: int, segment: Segment, field: str, words: tuple[bytes, ...]) -> F32:
        """What each document adds to a score: ``tf / (tf + K1 (1 - B + B length / average))``."""
        postings = segment.postings(field, words)
        if postings is None:
            return np.empty(0, np.float32)
        values = postings.frequencies.astype(np.float32)
        if field in self._scorable:
            values /= values + self._norm(number, segment, field)[postings.documents]
        return values

    def kept(self, number: int, query: Hashable, find: Callable[[], Found]) -> Found:
        """What a query found in a segment, if that is still known; else it is found now."""
        key = (number, query)
        kept = self._kept.get(key)
        if kept is not None:
            self._kept.move_to_end(key)
            return kept
        found = self._kept[key] = find()
        self._documents_kept += len(found[0])
        while self._documents_kept > _KEPT and len(self._kept) > 1:
            self._documents_kept -= len(self._kept.popitem(last=False)[1][0])
        return found

    def _norm(self, number: int, segment: Segment, field: str) -> F32:
        found = self._norms.get((number, field))
        if found is None:
            average = self._searcher.avg_field_length(field) or 1
            by_length = self._k1 * ((1 - self._b) + self._b * LENGTHS.astype(np.float64) / average)
            found = by_length.astype(np.float32)[segment.lengths(field)]
            self._norms[number, field] = found
        return found


class Leaf:
    """One segment of a searcher.

    Attributes:
        searcher: Whoosh's searcher of this segment alone.
        segment: The segment.
        documents: How many documents it has, deleted ones included.
        live: Which of them are not deleted; ``None`` when none is.
    """

    def __init__(self, number: int, searcher: Any, statistics: Statistics) -> None:
        """Take the ``number``-th segment of those that ``statistics`` is about."""
        self.searcher = searcher
        documents: ArrayDocuments = searcher.reader()._perdoc  # noqa: SLF001  (readers give it to nobody)
        self.segment = documents.segment
        self.documents = self.segment.documents
        self.live: Mask | None = None
        if documents.has_deletions():
            self.live = np.ones(self.documents, bool)
            self.live[documents.deleted_array()] = False
        self._number = number
        self._statistics = statistics

    def postings(self, field: str, words: tuple[bytes, ...]) -> Postings | None:
        """The postings of a word, or of several taken for one."""
        return self.segment.postings(field, words)

    def scores(self, field: str, words: tuple[bytes, ...], boost: float) -> F32:
        """The score of each document of ``postings``."""
        weight = np.float32(self._statistics.weight(field, words) * boost)
        return self._statistics.saturations(self._number, self.segment, field, words) * weight

    def kept(self, query: Hashable, find: Callable[[], Found]) -> Found:
        """What a query found in this segment; it is looked for only if that is not known any more."""
        return self._statistics.kept(self._number, query, find)

    def found(self, mask: Mask) -> U32:
        """The documents that are marked."""
        return np.flatnonzero(mask).astype(np.uint32)
