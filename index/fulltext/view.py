"""The index as it is at one moment: what is asked of it, and nothing that changes it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from whoosh.index import FileIndex
from whoosh.scoring import BM25F

from index.fulltext import schema, spelling, translate
from index.fulltext.codec import SegmentStorage
from index.fulltext.collector import ArrayCollector
from index.fulltext.matches import Matches, Numbers
from index.fulltext.scoring import Statistics
from index.fulltext.vocabulary import Vocabulary
from index.tree import Node

Stop = Callable[[], bool]


class View:
    """One state of the index, open."""

    def __init__(self, index: FileIndex) -> None:
        """Look at what is committed by now."""
        self.index = index
        self._searcher = index.searcher(weighting=BM25F(B=0.75, K1=1.2))
        self._statistics = Statistics(self._searcher)
        storage: SegmentStorage = index.storage
        self._segments = [leaf.segment for leaf, _ in self._statistics.leaves]
        self._vocabulary = Vocabulary(self._segments)
        columns = [segment.column(schema.NUMBER) for segment in self._segments]
        self._numbers: Numbers = np.concatenate([np.empty(0, np.int64), *columns])
        storage.keep_only(self._searcher.reader().segments() or ())

    def close(self) -> None:
        """Give the searcher back; the segments stay open in their storage."""
        self._searcher.close()

    def search(self, tree: Node, *, scored: bool, most: int | None, stop: Stop) -> Matches:
        """Find all articles to which a tree applies; see ``FullText.search``."""
        forms, capped = translate.forms(self._vocabulary, tree, most)
        query = translate.to_whoosh(tree, forms, capped=most is not None)
        collector = self._collected(query, scored=scored, stop=stop)
        return Matches(self._numbers[collector.documents], collector.scores, forms, capped)

    def numbers(self, tree: Node) -> frozenset[int]:
        """The numbers of the articles to which a tree applies."""
        forms, _ = translate.forms(self._vocabulary, tree)
        collector = self._collected(translate.to_whoosh(tree, forms), scored=False, stop=lambda: False)
        return frozenset(self._numbers[collector.documents].tolist())

    def is_known(self, word: str, field: str, *, in_any_form: bool) -> bool:
        """Whether an article has a word; see ``FullText.is_known``."""
        return spelling.is_known(self._vocabulary, word, field, in_any_form=in_any_form)

    def near(self, word: str, field: str, most: int) -> tuple[str, ...]:
        """Words that are spelt nearly like it; see ``FullText.near``."""
        return spelling.near(self._vocabulary, word, field, most)

    def sizes(self) -> list[int]:
        """How many documents each segment has, deleted ones included."""
        return [segment.documents for segment in self._segments]

    def warm(self) -> None:
        """Read what nearly every search needs: words, lengths and columns, but no postings."""
        for segment in self._segments:
            for field in (schema.BODY, schema.TITLE):
                segment.field(field)
                segment.lengths(field)
            for column in (schema.FIRST_DAY, schema.LAST_DAY):
                segment.column(column)

    def _collected(self, query: Any, *, scored: bool, stop: Stop) -> ArrayCollector:
        collector = ArrayCollector(self._statistics, scored=scored, stop=stop)
        self._searcher.search_with_collector(query, collector)
        return collector
