"""``briefing show``: one article, whole, with where it was published."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from briefing.cli.opening import opened
from briefing.cli.printer import Printer, out
from briefing.cli.records import article_record
from briefing.cli.words import joined, said_published
from index import Span
from index.text import clean_line

if TYPE_CHECKING:
    from briefing.workspace import Workspace
    from index import Article, Copy


@click.command(epilog="\b\nExample:\n  briefing show 3f2a9c1d")
@click.argument("id", metavar="ID")
@click.option("--json", "as_json", is_flag=True, help="Print the article as JSON.")
@click.pass_obj
def show(workspace: Workspace, id: str, as_json: bool) -> int:
    """Print an article. Its id may be shortened while unique."""
    with opened(workspace.require()) as corpus:
        article = corpus.article(clean_line(id))
    if as_json:
        out().json(article_record(article))
    else:
        tell(article, out())
    return 0


def tell(article: Article, printer: Printer) -> None:
    """Print an article for eyes."""
    printer.prose(article.title, marks=(Span(0, len(article.title)),))
    printer.line(
        joined(
            [
                said_published(article.published),
                article.source or "no source",
                article.author,
                article.language,
                article.id,
            ]
        )
    )
    if article.title_derived:
        printer.line("The title was made from the text.")
    for copy in article.copies:
        printer.prose(_place(copy) if len(article.copies) == 1 else _copy(copy), indent="  ")
    printer.line("")
    printer.prose(article.text)


def _copy(copy: Copy) -> str:
    return joined([said_published(copy.published), copy.source or "no source", copy.author, _place(copy)])


def _place(copy: Copy) -> str:
    """Where a copy was published and where it was found."""
    place = copy.origin.path
    if copy.origin.record:
        place += f", record {copy.origin.record}"
    if copy.origin.gone:
        place += " (gone)"
    return joined([copy.url, place])
