"""A tree of Whoosh's queries, answered for one segment with arrays instead of document by document.

``evaluate`` gives what the matchers of Whoosh would give: the same documents, the same scores. What it does
not know it leaves to them: that is slower and never different.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from whoosh import query as wq

from index.fulltext.combining import NOTHING, Found, alike, in_all, in_any
from index.fulltext.packing import U32
from index.fulltext.queries import ArrayQuery, Forms
from index.fulltext.queries import Sequence as WordSequence
from index.fulltext.scoring import Leaf


def evaluate(query: Any, leaf: Leaf, context: Any, check: Callable[[], None], *, scored: bool) -> Found:
    """Answer a query for one segment.

    Args:
        query: A query of Whoosh, normalised or not.
        leaf: The segment.
        context: The context of Whoosh's search, for what is left to Whoosh.
        check: Called before each part; it raises to end the search.
        scored: Whether scores are wanted.

    Returns:
        Documents, deleted ones perhaps included.
    """
    check()

    def part(query: Any, *, scored: bool) -> Found:
        return evaluate(query, leaf, context, check, scored=scored)

    if isinstance(query, ArrayQuery):
        return query.find(leaf, scored=scored)
    kind = type(query)
    if kind is wq.Term:
        return _term(query, leaf, scored=scored)
    if (
        kind in (wq.And, wq.Or)
        and query.boost == 1.0
        and not getattr(query, "minmatch", 0)
        and query.subqueries
    ):
        found = [part(each, scored=scored) for each in query.subqueries]
        return (in_all if kind is wq.And else in_any)(found, leaf.documents, scored=scored)
    if kind is wq.Not:
        mask = np.ones(leaf.documents, bool)
        mask[part(query.query, scored=False)[0]] = False
        return alike(leaf.found(mask), query.boost, scored=scored)
    if kind is wq.ConstantScoreQuery:
        return alike(part(query.child, scored=False)[0], query.score, scored=scored)
    if kind is wq.Every and query.fieldname in (None, "*"):
        return alike(np.arange(leaf.documents, dtype=np.uint32), query.boost, scored=scored)
    if kind is wq.Prefix and not scored:  # Whoosh scores it by the words that a segment happens to have
        return _prefix(query, leaf), None
    if kind is wq.Phrase and query.slop == 1 and query.boost == 1.0 and len(query.words) > 1:
        return WordSequence(query.fieldname, tuple((word,) for word in query.words)).find(leaf, scored=scored)
    return _left_to_whoosh(query, leaf, context, scored=scored)


def _term(query: Any, leaf: Leaf, *, scored: bool) -> Found:
    if query.fieldname not in leaf.searcher.schema:
        return NOTHING
    text = query.text.decode() if isinstance(query.text, bytes) else query.text
    return Forms(query.fieldname, (text,), query.boost).find(leaf, scored=scored)


def _prefix(query: Any, leaf: Leaf) -> U32:
    field = leaf.segment.field(query.fieldname)
    if field is None:
        return NOTHING[0]
    first, end = field.words.beginning(query.text.encode())
    mask = np.zeros(leaf.documents, bool)
    mask[field.lists(first, end).documents] = True
    return leaf.found(mask)


def _left_to_whoosh(query: Any, leaf: Leaf, context: Any, *, scored: bool) -> Found:
    matcher = query.matcher(leaf.searcher, context)
    documents: list[int] = []
    scores: list[float] = []
    while matcher.is_active():
        documents.append(matcher.id())
        if scored:
            scores.append(matcher.score())
        matcher.next()
    return np.array(documents, np.uint32), np.array(scores, np.float32) if scored else None
