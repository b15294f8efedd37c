"""Every article by date: what one sees before anything is typed. It needs no index and no query."""

from __future__ import annotations

import time

from index.catalog import Catalog, Counts, Summary
from index.fulltext.snippets import snippet
from index.model import Span
from index.page import EVERYTHING, Hit, Page, Sort


def browse(catalog: Catalog, *, sort: Sort, limit: int, offset: int, facets: bool) -> Page:
    """The page for no search at all; the arguments are those of ``Corpus.search``."""
    began = time.perf_counter()
    newest_first = sort != "oldest"
    numbers = catalog.everything(newest_first=newest_first, limit=limit, offset=offset)
    hits = tuple(made_hit(summary, ()) for summary in catalog.summaries(numbers))
    columns = catalog.columns() if facets else None
    counted = columns.count(columns.everything()) if columns else Counts({}, {}, 0)
    articles = columns.total if columns else catalog.count()
    return Page(
        query="",
        read_as=EVERYTHING,
        ignored=(),
        hits=hits,
        total=articles,
        facets=counted.facets,
        elapsed_ms=(time.perf_counter() - began) * 1000,
        sort="newest" if newest_first else "oldest",
        articles=articles,
        days=counted.days,
        undated=counted.undated,
    )


def made_hit(
    summary: Summary, spans: tuple[Span, ...], score: float | None = None, *, begins: int | None = None
) -> Hit:
    """An article as a page shows it, with the passage around what was found, or that ``begins`` there."""
    passage, marks = snippet(summary.text, spans, begins)
    return Hit(
        number=summary.number,
        id=summary.id,
        title=summary.title,
        source=summary.source,
        published=summary.published,
        language=summary.language,
        score=score,
        snippet=passage,
        marks=marks,
        copies=summary.copies,
        hits=len(spans),
    )
