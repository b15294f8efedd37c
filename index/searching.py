"""From a query to a page: what is found, in which order, and what of it is shown."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol, TypeVar

from index.browsing import made_hit
from index.catalog import Catalog, Counts
from index.fulltext.lights import find, wanted
from index.fulltext.matches import Matches
from index.page import Page, Sort
from index.query import All, Query
from index.read_as import read_as

if TYPE_CHECKING:
    from index.fulltext.store import FullText

T = TypeVar("T")


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
    """
    began = time.perf_counter()
    if sort == "relevance" and not query.has_words:
        sort = "newest"
    # Only where the index is asked, and before that: it may go on while this search looks at it.
    behind = with_index(lambda index: index.change) if query.tree != All() else catalog.last_change()
    matches = _matches(query, catalog, with_index, sort)
    sought = wanted(query.tree, matches.forms)
    scores = matches.scores if sort == "relevance" else {}
    found = catalog.summaries(matches.numbers[offset : offset + limit])
    hits = tuple(made_hit(each, find(each.text, sought), scores.get(each.number)) for each in found)
    counted = catalog.facets(matches.numbers) if facets else Counts({}, {}, 0)
    return Page(
        query=query.typed,
        read_as=read_as(query, matches.forms),
        ignored=query.ignored,
        hits=hits,
        total=len(matches.numbers),
        facets=counted.facets,
        elapsed_ms=(time.perf_counter() - began) * 1000,
        sort=sort,
        wanted=sought,
        articles=catalog.count(),
        pending=catalog.pending(behind),
        days=counted.days,
        undated=counted.undated,
        unknown=unknown() if matches.forms and not matches.numbers else (),
    )


def _matches(query: Query, catalog: Catalog, with_index: WithIndex, sort: Sort) -> Matches:
    if query.tree == All():
        return Matches(tuple(catalog.everything(newest_first=sort != "oldest")), {}, {})
    found = with_index(lambda index: index.search(query.tree))
    if sort == "relevance":
        # The index may still hold what the catalogue has replaced by now.
        return Matches(tuple(catalog.current(found.numbers)), found.scores, found.forms)
    ordered = catalog.ordered(found.numbers, newest_first=sort == "newest")
    return Matches(tuple(ordered), found.scores, found.forms)
