"""The questions that Whoosh has no query for, as queries of Whoosh.

Each finds its documents in a segment all at once. Where a query of Whoosh holds one of them and wants to walk
through documents one by one, it walks through what was found.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
from whoosh import query as wq
from whoosh.matching import ListMatcher, NullMatcher
from whoosh.reading import IndexReader

from index.fulltext.packing import I64, U32
from index.fulltext.postings import Postings
from index.fulltext.scoring import F32, Leaf, Statistics

#: What a condition that is no word adds to the score. Whoosh takes 0 for "not found" in some places.
NO_SCORE = 1e-9

#: Documents of one segment, rising, and their scores, if these were asked for.
Found = tuple[U32, F32 | None]

NOTHING: Found = (np.empty(0, np.uint32), np.empty(0, np.float32))


def alike(documents: U32, score: float, *, scored: bool) -> Found:
    """Documents that all have the same score."""
    return documents, np.full(len(documents), score, np.float32) if scored else None


class ArrayQuery(wq.Query):  # type: ignore[misc]
    """A query that finds its documents all at once. It is what its parts are."""

    boost = 1.0

    def find(self, leaf: Leaf, *, scored: bool) -> Found:
        """The documents of one segment, deleted ones included."""
        raise NotImplementedError

    def parts(self) -> tuple[object, ...]:
        """What makes it different from another."""
        raise NotImplementedError

    def __hash__(self) -> int:
        return hash((type(self), self.parts()))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, type(self)) and other.parts() == self.parts()

    def __repr__(self) -> str:
        return f"{type(self).__name__}{self.parts()!r}"

    def estimate_size(self, ixreader: IndexReader) -> int:
        """At most all."""
        return ixreader.doc_count_all()  # type: ignore[no-any-return]

    def estimate_min_size(self, ixreader: IndexReader) -> int:
        """Perhaps none."""
        return 0

    def matcher(self, searcher: Any, context: Any = None) -> Any:
        """Walk through what is found in the one segment of a searcher."""
        scored = context is None or context.weighting is not None
        whole = Statistics(searcher.get_parent())
        reader = searcher.reader()
        leaf = next(leaf for leaf, _ in whole.leaves if leaf.searcher.reader() is reader)
        documents, scores = self.find(leaf, scored=scored)
        if leaf.live is not None:
            keep = leaf.live[documents]
            documents, scores = documents[keep], None if scores is None else scores[keep]
        if not len(documents):
            return NullMatcher()
        return ListMatcher(documents.tolist(), None if scores is None else scores.tolist())


class Forms(ArrayQuery):
    """Several words of a field taken for one: a document has it as often as it has any of them.

    Attributes:
        fieldname: The field.
        forms: The words, different ones.
        boost: What the score is multiplied by.
    """

    def __init__(self, fieldname: str, forms: tuple[str, ...], boost: float = 1.0) -> None:
        self.fieldname = fieldname
        self.forms = forms
        self.boost = boost
        self._words = tuple(form.encode() for form in forms)

    def parts(self) -> tuple[object, ...]:
        """What makes it different from another."""
        return self.fieldname, self.forms, self.boost

    def find(self, leaf: Leaf, *, scored: bool) -> Found:
        """The documents that have any of the words."""
        postings = leaf.postings(self.fieldname, self._words)
        if postings is None:
            return NOTHING
        scores = leaf.scores(self.fieldname, self._words, self.boost) if scored else None
        return postings.documents, scores


class Sequence(ArrayQuery):
    """Words that stand one after the other, for each of which there may be several forms.

    It is scored as the sum of its words, as Whoosh scores a phrase.

    Attributes:
        fieldname: The field.
        steps: The forms of each word.
        reach: How far after the word before it each word may stand: 1 for side by side.
    """

    def __init__(self, fieldname: str, steps: tuple[tuple[str, ...], ...], reach: int = 1) -> None:
        self.fieldname = fieldname
        self.steps = steps
        self.reach = reach
        self._steps = [tuple(form.encode() for form in forms) for forms in steps]

    def parts(self) -> tuple[object, ...]:
        """What makes it different from another."""
        return self.fieldname, self.steps, self.reach

    def find(self, leaf: Leaf, *, scored: bool) -> Found:
        """The documents that have the words so."""
        steps = [leaf.postings(self.fieldname, words) for words in self._steps]
        known = [step for step in steps if step is not None]
        if len(known) < len(steps) or not steps:
            return NOTHING
        documents = _in_all(known)
        keys = self._ends(known, documents)
        found = np.unique((keys >> 32).astype(np.uint32))
        if not scored:
            return found, None
        scores = np.zeros(len(found), np.float32)
        for words, postings in zip(self._steps, known, strict=True):
            scores += leaf.scores(self.fieldname, words, self.boost)[_indices(postings.documents, found)]
        return found, scores

    def _ends(self, steps: list[Postings], documents: U32) -> I64:
        """Where the last word stands of every such row of words, as ``Postings.keys`` has it."""

        def keys(step: int) -> I64:
            return steps[step].keys(_indices(steps[step].documents, documents))

        if self.reach > 1:
            reached = keys(0)
            for step in range(1, len(steps)):
                reached = _after(reached, keys(step), self.reach)
            return reached
        # The rarest word first: what it does not begin, no other has to be compared with.
        order = sorted(range(len(steps)), key=lambda step: len(steps[step]))
        ends = keys(order[0]) - order[0]
        for step in order[1:]:
            ends = _common(ends, keys(step) - step)
        return ends


class InNumbers(ArrayQuery):
    """Documents whose number in a column is one of these, all with the same score.

    Attributes:
        fieldname: The column.
        numbers: The numbers.
    """

    def __init__(self, fieldname: str, numbers: frozenset[int]) -> None:
        self.fieldname = fieldname
        self.numbers = numbers

    def parts(self) -> tuple[object, ...]:
        """What makes it different from another."""
        return self.fieldname, self.numbers

    def find(self, leaf: Leaf, *, scored: bool) -> Found:
        """The documents."""
        numbers = np.fromiter(self.numbers, np.int64, len(self.numbers))
        return alike(
            leaf.found(np.isin(leaf.segment.column(self.fieldname), numbers)), NO_SCORE, scored=scored
        )


class InRange(ArrayQuery):
    """Documents whose number in a column lies between these, both included; 0 is no number.

    Attributes:
        fieldname: The column.
        first: The smallest; ``None`` for any.
        last: The largest; ``None`` for any.
    """

    def __init__(self, fieldname: str, first: int | None, last: int | None) -> None:
        self.fieldname = fieldname
        self.first = first
        self.last = last

    def parts(self) -> tuple[object, ...]:
        """What makes it different from another."""
        return self.fieldname, self.first, self.last

    def find(self, leaf: Leaf, *, scored: bool) -> Found:
        """The documents."""
        values = leaf.segment.column(self.fieldname)
        mask: npt.NDArray[np.bool_] = values >= max(1, self.first or 1)
        if self.last is not None:
            mask &= values <= self.last
        return alike(leaf.found(mask), NO_SCORE, scored=scored)


def _in_all(steps: list[Postings]) -> U32:
    """The documents that have all of these words."""
    rising = sorted(steps, key=len)
    documents = rising[0].documents
    for step in rising[1:]:
        documents = documents[_has(step.documents, documents)]
    return documents


def _has(documents: U32, wanted: U32) -> npt.NDArray[np.bool_]:
    """Which of the wanted documents are among these; both rise."""
    places = np.searchsorted(documents, wanted)
    places[places == len(documents)] = 0
    return np.asarray(documents[places] == wanted) if len(documents) else np.zeros(len(wanted), bool)


def _indices(documents: U32, wanted: U32) -> I64:
    """Where documents stand among these, all of which are there."""
    if len(documents) == len(wanted):
        return np.arange(len(wanted))
    return np.searchsorted(documents, wanted)


def _common(one: I64, other: I64) -> I64:
    """What both rising arrays have."""
    few, many = (one, other) if len(one) < len(other) else (other, one)
    if len(few) * 16 < len(many):
        places = np.searchsorted(many, few)
        places[places == len(many)] = 0
        found: I64 = few[many[places] == few]
        return found
    both = np.concatenate((few, many))
    both.sort(kind="stable")
    twice: I64 = both[:-1][both[1:] == both[:-1]]
    return twice


def _after(before: I64, after: I64, reach: int) -> I64:
    """The places in ``after`` that lie 1 to ``reach`` after one in ``before``; the latest one decides."""
    if not len(before):
        return before
    latest = np.searchsorted(before, after) - 1
    distances = after - before[latest]
    return after[(latest >= 0) & (distances <= reach)]
