"""The questions that Whoosh has no query for, as queries of Whoosh.

Each finds its documents in a segment all at once. Where a query of Whoosh holds one of them and wants to walk
through documents one by one, it walks through what was found.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
import numpy.typing as npt
from whoosh import query as wq
from whoosh.matching import ListMatcher, NullMatcher
from whoosh.reading import IndexReader

from index.fulltext.combining import F32, NOTHING, Found, alike, in_any
from index.fulltext.packing import U32
from index.fulltext.scoring import Leaf, Statistics
from index.fulltext.sequences import in_sequence, indices_of, near_each_other

#: What a condition that is no word adds to the score. Whoosh takes 0 for "not found" in some places.
NO_SCORE = 1e-9


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


class InFields(ArrayQuery):
    """The forms of a word in one of several fields, with the sum of the scores in each.

    Attributes:
        fields: The fields, and what the score in each is multiplied by.
        forms: The words, different ones.
    """

    def __init__(self, fields: tuple[tuple[str, float], ...], forms: tuple[str, ...]) -> None:
        self.fields = fields
        self.forms = forms
        self._each = [Forms(field, forms, boost) for field, boost in fields]

    def parts(self) -> tuple[object, ...]:
        """What makes it different from another."""
        return self.fields, self.forms

    def find(self, leaf: Leaf, *, scored: bool) -> Found:
        """The documents that have it anywhere; they are kept with their scores, for the next key."""

        def found(*, scored: bool) -> Found:
            return in_any(
                [each.find(leaf, scored=scored) for each in self._each], leaf.documents, scored=scored
            )

        return leaf.kept(self, lambda: found(scored=True)) if scored else found(scored=False)


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
        found = in_sequence(known, self.reach)
        return found, _summed(found, self.fieldname, self._steps, leaf) if scored else None


class Near(ArrayQuery):
    """Words that stand near each other, in any order; scored as the sum of its words.

    Attributes:
        fieldname: The field.
        words: The words and how often each is wanted, different ones.
        room: Places in which all of them have to stand, other words included.
    """

    def __init__(self, fieldname: str, words: tuple[tuple[str, int], ...], room: int) -> None:
        self.fieldname = fieldname
        self.words = words
        self.room = room
        self._words = [(word.encode(),) for word, _ in words]

    def parts(self) -> tuple[object, ...]:
        """What makes it different from another."""
        return self.fieldname, self.words, self.room

    def find(self, leaf: Leaf, *, scored: bool) -> Found:
        """The documents that have the words so."""
        steps = [leaf.postings(self.fieldname, words) for words in self._words]
        known = [step for step in steps if step is not None]
        if len(known) < len(steps) or not steps:
            return NOTHING
        found = near_each_other(known, [times for _, times in self.words], self.room)
        return found, _summed(found, self.fieldname, self._words, leaf) if scored else None


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


def _summed(found: U32, field: str, each: Iterable[tuple[bytes, ...]], leaf: Leaf) -> F32:
    """The sum of the scores of some words, each in any of its forms, in documents that have all of them."""
    scores = np.zeros(len(found), np.float32)
    for words in each:
        postings = leaf.postings(field, words)
        if postings is not None:
            scores += leaf.scores(field, words, 1.0)[indices_of(found, postings.documents)]
    return scores
