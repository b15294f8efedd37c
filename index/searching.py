"""From a query to a page: what is found, in which order, and what of it is shown."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Protocol, TypeVar

from index.browsing import made_hit
from index.catalog import Catalog, Counts
from index.errors import SearchStoppedError
from index.fulltext.lights import find_in, wanted
from index.fulltext.matches import Numbers, best
from index.page import HALF_LIFE, Hit, Page, Sort
from index.query import Query
from index.read_as import read_as
from index.scanning import Scanner, without
from index.tree import All, Node, Word
from index.unfinished import continued, shown
from index.variants import Variants, with_variants

if TYPE_CHECKING:
    from index.fulltext.store import FullText

T = TypeVar("T")

#: How many words the beginning of a word stands for while keys are coming.
COMPLETIONS = 48


class WithIndex(Protocol):
    """Lends the full text index, repaired where it has to be."""

    def __call__(self, use: Callable[[FullText], T], /) -> T:
        """Call ``use`` with it."""


def search(
    query: Query,
    catalog: Catalog,
    with_index: WithIndex,
    unknown: Callable[[], tuple[str, ...]],
    *,
    sort: Sort,
    limit: int,
    offset: int,
    facets: bool,
    scanner: Scanner,
    variants: Variants | None = None,
    all_variants: bool = True,
    progress: Callable[[int, int], None] | None = None,
    unfinished: Word | None = None,
    most: int | None = None,
    stop: Callable[[], bool] = lambda: False,
) -> Page:
    """Find articles.

    Args:
        query: What to find.
        catalog: The truth about the articles.
        with_index: Lends the index; it is not asked for when the query wants every article.
        unknown: Tells which words no article has; called when nothing is found.
        sort: The order; relevance becomes ``newest`` when there are no words to be relevant to.
        limit: Most hits of the page.
        offset: Hits to pass over.
        facets: Whether to count outlets, languages, months and days.
        scanner: Reads articles for the patterns of the query.
        variants: Knows other spellings of names; ``None`` for only those that were typed.
        all_variants: Whether every name stands for them; else those that are typed with ``~``.
        progress: Told how many articles were read for them, and how many there are to read.
        unfinished: A word of it that may go on, so that it stands for all words that begin so.
        most: How many words a prefix may stand for, the commonest ones; ``None`` for all of them.
        stop: Asked between steps; ends the search.

    Raises:
        SearchStoppedError: ``stop`` said so.
    """
    began = time.perf_counter()
    if sort in ("relevance", "recent") and not query.has_words:
        sort = "newest"
    # Only where the index is asked, and before that: it may go on while this search looks at it.
    behind = with_index(lambda index: index.change) if query.tree != All() else catalog.last_change()
    columns = catalog.columns()

    def numbers_of(tree: Node) -> Numbers:
        if tree == All():
            return columns.everything()
        found = with_index(lambda index: index.search(tree, scored=False, stop=stop)).numbers
        return found[columns.are_current(found)]

    known = variants or (lambda _: ())
    spelt, also = with_variants(query.tree, known, unfinished, asked_for=not all_variants)
    continuing = continued(spelt, unfinished) if unfinished else spelt
    resolved = scanner.resolve(continuing, numbers_of, stop=stop, progress=progress)
    tree = resolved.tree
    if tree == All():
        matches, numbers = None, columns.everything()
    else:
        scored = sort in ("relevance", "recent")
        matches = with_index(lambda index: index.search(tree, scored=scored, most=most, stop=stop))
        # The index may still hold what the catalogue has replaced by now.
        current = columns.are_current(matches.numbers)
        numbers = matches.numbers[current]
    if matches is not None and sort in ("relevance", "recent"):
        worth = matches.scores[current]
        if sort == "recent":
            worth = worth * columns.freshness(numbers, HALF_LIFE)
        top, scores = best(numbers, worth, offset + limit)
        relevance = dict(zip(top.tolist(), scores.tolist(), strict=True))
    else:
        top, relevance = columns.first(numbers, offset + limit, newest_first=sort != "oldest"), {}
    if stop():
        raise SearchStoppedError
    forms = matches.forms if matches else {}
    sought = wanted(without(continuing, resolved.left_out), forms)
    read = without(shown(query.tree, unfinished) if unfinished else query.tree, resolved.left_out)
    found = catalog.summaries(top[offset:].tolist())
    hits: list[Hit] = []
    for each in found:
        if stop():
            raise SearchStoppedError
        spans, begins = find_in(each.number, each.text, sought)
        hits.append(made_hit(each, spans, relevance.get(each.number), begins=begins))
    counted = columns.count(numbers) if facets else Counts({}, {}, 0)
    return Page(
        query=query.typed,
        read_as=read_as(replace(query, tree=read), forms, also),
        ignored=(*query.ignored, *resolved.ignored),
        hits=tuple(hits),
        total=len(numbers),
        facets=counted.facets,
        elapsed_ms=(time.perf_counter() - began) * 1000,
        sort=sort,
        wanted=sought,
        articles=columns.total,
        pending=catalog.pending(behind),
        days=counted.days,
        undated=counted.undated,
        unknown=unknown() if forms and not len(numbers) else (),
        capped=matches is not None and matches.capped,
        numbers=tuple(numbers.tolist()) if facets and tree != All() else (),
    )
