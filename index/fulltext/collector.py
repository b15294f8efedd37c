"""Everything that a query finds, as arrays: a collector of Whoosh that walks through no document.

It asks for the whole result of each segment at once, so the total is exact and costs nothing, and order,
counts and filters are the business of whoever has the arrays. Between two steps it asks whether anybody still
wants the answer.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from whoosh.collectors import Collector
from whoosh.searching import Results

from index.errors import SearchStoppedError
from index.fulltext.combining import F32
from index.fulltext.evaluation import evaluate
from index.fulltext.packing import I64
from index.fulltext.scoring import Statistics


class ArrayCollector(Collector):  # type: ignore[misc]
    """Collects all documents of a search, in the order of the index.

    Attributes:
        documents: Their numbers in the index, rising; after the search.
        scores: Their scores; empty when none were asked for.
    """

    def __init__(
        self, statistics: Statistics, *, scored: bool = True, stop: Callable[[], bool] = lambda: False
    ) -> None:
        """Collect from the searcher that ``statistics`` is about.

        Args:
            statistics: Kept as long as the searcher.
            scored: Whether scores are wanted.
            stop: Asked before every step; when it says so, the search ends with ``SearchStoppedError``.
        """
        self._statistics = statistics
        self._scored = scored
        self._stop = stop
        self.documents: I64 = np.empty(0, np.int64)
        self.scores: F32 = np.empty(0, np.float32)

    def run(self) -> None:
        """Search all segments."""
        documents: list[I64] = []
        scores: list[F32] = []
        for leaf, offset in self._statistics.leaves:
            found, scored = evaluate(self.q, leaf, self.context, self._check, scored=self._scored)
            if leaf.live is not None:
                keep = leaf.live[found]
                found, scored = found[keep], None if scored is None else scored[keep]
            documents.append(found.astype(np.int64) + offset)
            if scored is not None:
                scores.append(scored)
        if documents:
            self.documents = np.concatenate(documents)
        if scores:
            self.scores = np.concatenate(scores)
        self.finish()

    def count(self) -> int:
        """How many documents were found."""
        return len(self.documents)

    def all_ids(self) -> list[int]:
        """Their numbers."""
        numbers: list[int] = self.documents.tolist()
        return numbers

    def collect(self, sub_docnum: int) -> Any:
        """Never called: no document is looked at alone."""
        raise NotImplementedError

    def sort_key(self, sub_docnum: int) -> Any:
        """Never called."""
        raise NotImplementedError

    def results(self) -> Results:
        """All of them as Whoosh's results, best first."""
        order = np.argsort(-self.scores, kind="stable")
        items = list(zip(self.scores[order].tolist(), self.documents[order].tolist(), strict=True))
        return self._results(items)

    def _check(self) -> None:
        if self._stop():
            raise SearchStoppedError
