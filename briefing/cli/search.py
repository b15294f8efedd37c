"""``briefing search``: one search, for eyes or for programs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from briefing.cli.opening import opened
from briefing.cli.printer import Printer, Strong, out
from briefing.cli.records import page_record
from briefing.cli.words import SHORT_ID, counted, joined, said_published
from briefing.errors import UsageError
from index.page import SORTS, Sort

if TYPE_CHECKING:
    from briefing.workspace import Workspace
    from index import Hit, Page

_ORDER = {"relevance": "most relevant first", "newest": "newest first", "oldest": "oldest first"}

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
)


class _QueryCommand(click.Command):
    """Takes ``-word`` for a part of the query. An unknown ``--option`` stays an error."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        known = {name for parameter in self.get_params(ctx) for name in parameter.opts}
        for arg in args[: args.index("--")] if "--" in args else args:
            name = arg.partition("=")[0]
            if name.startswith("--") and name not in known:
                raise click.NoSuchOption(name, possibilities=sorted(known), ctx=ctx)
        return super().parse_args(ctx, args)


@click.command(
    cls=_QueryCommand,
    # There is no short option here on purpose: each would swallow a query such as -rocket.
    context_settings={"ignore_unknown_options": True},
    epilog="\b\nExample:\n  briefing search rocket* -drill source:courier after:feb-2024 --sort newest",
)
@click.argument("words", metavar="QUERY...", nargs=-1)
@click.option("--limit", metavar="N", type=click.IntRange(min=0), default=20, show_default=True, help="Hits.")
@click.option("--offset", metavar="N", type=click.IntRange(min=0), default=0, help="Hits to leave out first.")
@click.option(
    "--sort", type=click.Choice(SORTS), default="relevance", show_default=True, help="Order of the hits."
)
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
    with opened(workspace.require(), wait=False) as corpus:
        page = corpus.search(" ".join(words), limit=limit, offset=offset, sort=sort, facets=as_json)
        articles = 0 if as_json or as_csv or as_ids else corpus.status().articles
    printer = out()
    if as_json:
        printer.json(page_record(page))
    elif as_csv:
        printer.csv(_COLUMNS, ([record[name] for name in _COLUMNS] for record in page_record(page)["hits"]))
    elif as_ids:
        for hit in page.hits:
            printer.line(hit.id)
    else:
        tell(page, articles, offset, printer)
    return 0


def tell(page: Page, articles: int, offset: int, printer: Printer) -> None:
    """Print a page of hits for eyes.

    Args:
        page: The hits.
        articles: Articles in the workspace.
        offset: How many hits were left out before the first of this page.
        printer: Where it goes.
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
        _tell_hit(hit, printer)
    if page.hits and last < page.total:
        printer.line("")
        printer.line(f"--offset {last} goes on.")


def _tell_hit(hit: Hit, printer: Printer) -> None:
    printer.line("")
    printer.line(Strong(hit.title))
    copies = counted(hit.copies, "copy", "copies") if hit.copies > 1 else ""
    printer.line(
        "  ", joined([said_published(hit.published), hit.source or "no source", hit.id[:SHORT_ID], copies])
    )
    if hit.snippet:
        printer.prose(hit.snippet, indent="  ", marks=hit.marks)
