"""``briefing search``: one search, for eyes or for programs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from briefing.casebook import Grades
from briefing.casebook.fields import Nothing, register
from briefing.cli.given import QUERY, QueryCommand
from briefing.cli.marked import banners, graded_and_marked, scheme_of
from briefing.cli.naming import remark_coverage
from briefing.cli.opening import kept, opened
from briefing.cli.printer import Printer, Strong, out
from briefing.cli.records import entry_record, page_record
from briefing.cli.words import SHORT_ID, counted, joined, said_date, said_published
from briefing.errors import UsageError
from index.page import SORTS, Sort

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from briefing.workspace import Workspace
    from index import Corpus, Hit, Page
    from index.entities.model import Entry

_COUNTED = 12
_ORDER = {
    "relevance": "most relevant first",
    "newest": "newest first",
    "oldest": "oldest first",
    "recent": "relevant and recent first",
}

_COLUMNS = (
    "id",
    "title",
    "source",
    "published",
    "precision",
    "language",
    "score",
    "snippet",
    "copies",
    "hits",
    "grade",
    "marking",
)


@click.command(
    cls=QueryCommand,
    context_settings=QUERY,
    epilog="\b\nExample:\n  briefing search rocket* -drill source:courier after:feb-2024 --sort newest",
)
@click.argument("words", metavar="QUERY...", nargs=-1)
@click.option("--limit", metavar="N", type=click.IntRange(min=0), default=20, show_default=True, help="Hits.")
@click.option("--offset", metavar="N", type=click.IntRange(min=0), default=0, help="Hits to leave out first.")
@click.option(
    "--sort", type=click.Choice(SORTS), default="relevance", show_default=True, help="Order of the hits."
)
@click.option("--exact-names", is_flag=True, help="Only as typed, without other spellings of names.")
@click.option("--facets", is_flag=True, help="Count outlets, languages, months, people and bodies, too.")
@click.option("--json", "as_json", is_flag=True, help="Print the page as JSON.")
@click.option("--csv", "as_csv", is_flag=True, help="Print the hits as CSV.")
@click.option("--ids", "as_ids", is_flag=True, help="Print the ids of the hits, one a line.")
@click.pass_obj
def search(
    workspace: Workspace,
    *,
    words: tuple[str, ...],
    limit: int,
    offset: int,
    sort: Sort,
    exact_names: bool,
    facets: bool,
    as_json: bool,
    as_csv: bool,
    as_ids: bool,
) -> int:
    """Find articles. Without words: all of them, newest first.

    All words must occur; OR, NOT or -word, "a phrase", prefix*, fuzzy~, title: source: author: lang:
    after: before: on: narrow it. Write a phrase inside quotes of the shell: '"northern base" rockets'.
    """
    if as_json + as_csv + as_ids > 1:
        raise UsageError("cannot print more than one of --json, --csv and --ids", "Choose one of them.")
    if facets and (as_csv or as_ids):
        raise UsageError("--facets does not go with --csv and --ids", "Leave one of them out.")
    scheme = scheme_of(workspace.require())
    with opened(workspace, wait=False) as corpus, kept(workspace, corpus, needed=False) as casebook:
        register(casebook or Nothing(), corpus, scheme)
        page = corpus.search(
            " ".join(words),
            limit=limit,
            offset=offset,
            sort=sort,
            facets=as_json or facets,
            variants=False if exact_names else None,
        )
        named = _named(corpus, page) if facets else ()
        articles = 0 if as_json or as_csv or as_ids else corpus.status().articles
        grades, labels = graded_and_marked(casebook, corpus, scheme)
    printer = out()
    highest = scheme.highest(labels.of_article(hit.id) for hit in page.hits)
    if as_json:
        record = page_record(page, grades, labels, highest)
        if facets:
            record["entities"] = [entry_record(each) for each in named]
        printer.json(record)
    elif as_csv:
        records = page_record(page, grades, labels, highest)["hits"]
        printer.csv(_COLUMNS, ([record[name] for name in _COLUMNS] for record in records))
    elif as_ids:
        for hit in page.hits:
            printer.line(hit.id)
    else:
        with banners(printer, highest):
            tell(page, articles, offset, printer, grades)
            if facets and page.total:
                _tell_facets(page, named, printer)
    return 0


def _named(corpus: Corpus, page: Page) -> Sequence[Entry]:
    """What most of the articles that a page is of name."""
    remark_coverage(corpus)
    numbers = page.numbers if page.total < page.articles else corpus.everything()
    return corpus.entities.facets(numbers, _COUNTED) if page.total else ()


def _tell_facets(page: Page, named: Sequence[Entry], printer: Printer) -> None:
    """Print how many of the articles are from where and when, and whom they name."""
    counts: list[tuple[str, Mapping[str, int]]] = [
        ("Outlets", page.facets["source"]),
        ("Languages", page.facets["language"]),
        ("Months", {said_date(month): count for month, count in page.facets["time"].items()}),
        ("People, bodies, places", {each.name: each.articles for each in named}),
    ]
    for title, counted_in in counts:
        if counted_in:
            printer.line("")
            printer.line(Strong(title))
            most = list(counted_in.items())
            shown = most[:_COUNTED] if title != "Months" else most[-_COUNTED:]
            printer.prose(", ".join(f"{name} {count:,}" for name, count in shown), indent="  ")
            if len(most) > len(shown):
                printer.line(f"  and {len(most) - len(shown):,} {'earlier' if title == 'Months' else 'more'}")


def tell(page: Page, articles: int, offset: int, printer: Printer, grades: Grades) -> None:
    """Print a page of hits for eyes.

    Args:
        page: The hits.
        articles: Articles in the workspace.
        offset: How many hits were left out before the first of this page.
        printer: Where it goes.
        grades: Of outlets and articles.
    """
    if page.read_as:
        printer.prose(page.read_as)
    for ignored in page.ignored:
        printer.prose(ignored)
    if not articles:
        printer.line("There is no article in this workspace yet. briefing add FOLDER adds some.")
        return
    if not page.total:
        printer.line("No article matches.")
        return
    last = offset + len(page.hits)
    shown = f"{offset + 1:,} to {last:,} shown" if len(page.hits) > 1 else f"{last:,} shown"
    if len(page.hits) in (0, page.total):
        shown = ""
    printer.line(
        joined(
            [
                f"{page.total:,} of {counted(articles, 'article')}",
                shown if page.hits else "",
                _ORDER[page.sort],
            ]
        )
    )
    for hit in page.hits:
        _tell_hit(hit, printer, grades)
    if page.hits and last < page.total:
        printer.line("")
        printer.line(f"--offset {last} goes on.")


def _tell_hit(hit: Hit, printer: Printer, grades: Grades) -> None:
    printer.line("")
    printer.line(Strong(hit.title))
    copies = counted(hit.copies, "copy", "copies") if hit.copies > 1 else ""
    grade = grades.code(hit.source, hit.id)
    said = [said_published(hit.published), hit.source or "no source", grade, hit.id[:SHORT_ID], copies]
    printer.line("  ", joined(said))
    if hit.snippet:
        printer.prose(hit.snippet, indent="  ", marks=hit.marks)
