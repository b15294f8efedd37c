"""What a search answers, and what a corpus says about itself, as plain data."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from index.model import PassagesOf, Published, Span
from index.patterns import Scan

#: ``recent`` is relevance that halves with every ``HALF_LIFE`` of age.
Sort = Literal["relevance", "newest", "oldest", "recent"]

SORTS: tuple[Sort, ...] = ("relevance", "newest", "oldest", "recent")

#: Days of age that halve how relevant an article is, where that order is wanted.
HALF_LIFE = 180

#: Whether the word at the end of a search may go on. It then stands for all words that begin so, ``capped``
#: to the commonest of them while keys are coming, or ``exact``.
Typing = Literal["no", "capped", "exact", "taken"]

#: How a search without conditions is read.
EVERYTHING = "all articles"

NO_DATE = "no date"
NO_LANGUAGE = "no language"
NO_SOURCE = "no source"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a query lights up in a text.

    Attributes:
        singles: Folded words that light up wherever they stand.
        runs: Folded words that light up where they stand side by side, in this order.
        near: Folded words that light up one by one where they stand in so many places, in any order.
        scans: Patterns and exact texts.
        passages: What finds places by the number of an article.
    """

    singles: frozenset[str] = frozenset()
    runs: tuple[tuple[str, ...], ...] = ()
    near: tuple[tuple[tuple[str, ...], int], ...] = ()
    scans: tuple[Scan, ...] = ()
    passages: tuple[PassagesOf, ...] = ()


@dataclass(frozen=True, slots=True)
class Hit:
    """One article that a search found.

    Attributes:
        number: The article's number in this workspace.
        id: The article's id.
        title: Its title.
        source: Outlet of the copy that is shown; empty when it is not known.
        published: Date of the copy that is shown.
        language: ISO 639-1 code, or empty.
        score: Relevance, comparable inside one page only; ``None`` when sorted otherwise.
        snippet: A passage of the text on one line, with ``…`` where it was cut.
        marks: Where the words of the query stand in ``snippet``.
        copies: How many current copies the article has.
        hits: How often the words of the query stand in the text.
    """

    number: int
    id: str
    title: str
    source: str
    published: Published | None
    language: str
    score: float | None
    snippet: str
    marks: tuple[Span, ...]
    copies: int
    hits: int


@dataclass(frozen=True, slots=True)
class Page:
    """The answer to one search.

    Attributes:
        query: What was typed, cleaned.
        read_as: How it was read, in words.
        ignored: What was left out of it and why, one sentence each.
        hits: The asked-for part of the results, in order.
        total: How many articles match: exact, unless ``capped``.
        facets: ``source`` to outlet to articles and ``language`` to code to articles, most first;
            ``time`` to month (``2024-04``) to articles, in order, with ``no date`` last. Empty when they
            were not asked for.
        elapsed_ms: Wall time of the search, in milliseconds.
        sort: The order that was used.
        wanted: What lights up in the articles that were found.
        articles: Articles in the corpus.
        pending: Articles that changed and that this search could not see yet, because the index is still
            being brought up to date.
        days: Date as exactly as it is known (``2024-04-22``, ``2024-04``, ``2024``) to articles, in order.
            Empty when facets were not asked for.
        undated: Articles without a date; 0 when facets were not asked for.
        unknown: When nothing was found, the words of the query that no article has, as they were typed;
            one of a field with it, as ``source:haldan``.
        capped: Whether more articles than ``total`` may match, because the word at the end is still being
            typed and was looked for in its commonest continuations only: show ``214+``.
        numbers: Those of all articles that match, in no order. Empty when facets were not asked for, and
            when everything matches.
    """

    query: str
    read_as: str
    ignored: tuple[str, ...]
    hits: tuple[Hit, ...]
    total: int
    facets: dict[str, dict[str, int]]
    elapsed_ms: float
    sort: Sort
    wanted: Wanted = Wanted()
    articles: int = 0
    pending: int = 0
    days: dict[str, int] = field(default_factory=dict)
    undated: int = 0
    unknown: tuple[str, ...] = ()
    capped: bool = False
    numbers: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Status:
    """A corpus in figures.

    Attributes:
        articles: Current articles, those that a search can find.
        versions: Articles that were replaced by a newer version and are kept.
        copies: Current copies.
        sources: Different outlets.
        files: Files that articles came from.
        gone: Origins that the last look did not find any more.
        pending: Changes of the catalogue that the index does not have yet.
        corpus_bytes: Size of ``corpus.db`` with its journal.
        fulltext_bytes: Size of the index.
        first: Earliest day that an article names as its date, ISO 8601, or empty.
        last: Latest such day.
        catalog_version: Version of the layout of ``corpus.db``.
        fulltext_version: Version of the layout of the index.
        cleaner_version: Version of ``index.text.clean``.
    """

    articles: int
    versions: int
    copies: int
    sources: int
    files: int
    gone: int
    pending: int
    corpus_bytes: int
    fulltext_bytes: int
    first: str
    last: str
    catalog_version: int
    fulltext_version: int
    cleaner_version: int
