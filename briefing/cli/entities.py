"""``briefing entities``: what the articles name, or those that a search finds."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

import click

from briefing.casebook.fields import Nothing, register
from briefing.cli.given import QUERY, QueryCommand
from briefing.cli.marked import banners, scheme_of
from briefing.cli.naming import remark_coverage
from briefing.cli.opening import kept, opened
from briefing.cli.printer import Strong, columns, err, out
from briefing.cli.records import entry_record
from briefing.cli.words import counted
from index.entities.model import ACROSS, Order

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.casebook import Casebook, Scheme
    from briefing.cli.printer import Printer
    from briefing.workspace import Workspace
    from index import Corpus
    from index.entities.model import Entry
    from index.model import Kind

_ORDERS: tuple[Order, ...] = get_args(Order)
_WIDEST_NAME = 60


@click.command(
    cls=QueryCommand,
    context_settings=QUERY,
    epilog="\b\nExample:\n  briefing entities\n  briefing entities rockets after:feb-2024 --kind person",
)
@click.argument("words", metavar="[QUERY...]", nargs=-1)
@click.option("--kind", type=click.Choice(ACROSS), help="Those of this kind alone.")
@click.option("--matching", metavar="TEXT", default="", help="Those with a name that has these words.")
@click.option(
    "--order", type=click.Choice(_ORDERS), default="mentions", show_default=True, help="What comes first."
)
@click.option("--limit", metavar="N", type=click.IntRange(min=0), default=50, show_default=True, help="Rows.")
@click.option("--json", "as_json", is_flag=True, help="Print them as JSON.")
@click.pass_obj
def entities(
    workspace: Workspace,
    *,
    words: tuple[str, ...],
    kind: Kind | None,
    matching: str,
    order: Order,
    limit: int,
    as_json: bool,
) -> int:
    """List the people, bodies and places that articles name.

    With a query they are those of the articles that it finds, counted in these. Words of peoples are listed
    where --kind asks for them. Quantities are said of one thing in one place: briefing extract has them.
    """
    scheme = scheme_of(workspace.require())
    with opened(workspace, wait=False) as corpus, kept(workspace, corpus, needed=False) as casebook:
        among = _found(corpus, casebook, scheme, " ".join(words))
        found = corpus.entities.listed(kind=kind, among=among, matching=matching, order=order)
        remark_coverage(corpus)
        marking = _highest(casebook, scheme)
    if as_json:
        out().json(
            {
                "articles": None if among is None else len(among),
                "total": len(found),
                "marking": marking or None,
                "entities": [entry_record(each) for each in found[:limit]],
            }
        )
        return 0
    with banners(out(), marking) as printer:
        tell(found[:limit], len(found), printer)
    return 0


def tell(found: Sequence[Entry], total: int, printer: Printer) -> None:
    """Print entities as a table: kind, name, times, articles.

    Args:
        found: The entities.
        total: How many there are with those that are left out.
        printer: Where it goes.
    """
    if not total:
        printer.line("No name was found.")
        return
    shown = f", {len(found):,} shown" if len(found) < total else ""
    printer.line(f"{counted(total, 'entity', 'entities')}{shown}")
    widest = min(_WIDEST_NAME, max((columns(each.name) for each in found), default=0))
    for each in found:
        room = " " * (widest - columns(each.name))
        counts = f"{room}  {each.times:>7,}  in {counted(each.articles, 'article')}"
        printer.line(f"{each.kind:<12}  ", Strong(each.name), counts)
    if shown:
        printer.line(f"--limit {total} prints all of them.")


def _found(corpus: Corpus, casebook: Casebook | None, scheme: Scheme, query: str) -> Sequence[int] | None:
    """The numbers of the articles that a query finds; ``None`` without one."""
    if not query.strip():
        return None
    register(casebook or Nothing(), corpus, scheme)
    page = corpus.search(query, limit=0)
    printer = err()
    printer.prose(f"In {counted(page.total, 'article')}: {page.read_as}")
    for ignored in page.ignored:
        printer.prose(ignored)
    return page.numbers if page.total != page.articles else None


def _highest(casebook: Casebook | None, scheme: Scheme) -> str:
    """The highest label of any article: a name may be of all of them."""
    if casebook is None:
        return ""
    labels = casebook.labels()
    return scheme.highest((labels.workspace, *labels.articles.values()))
