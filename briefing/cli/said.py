"""``briefing said``: who said what in one article of the workspace."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from briefing.cli.layers import tell_statements
from briefing.cli.marked import banners, graded_and_marked, scheme_of
from briefing.cli.opening import kept, opened
from briefing.cli.printer import Strong, out
from briefing.cli.records import statement_record
from briefing.cli.words import joined, said_published
from index.extraction.voices import voices
from index.text import clean_line

if TYPE_CHECKING:
    from briefing.workspace import Workspace


@click.command(epilog="\b\nExample:\n  briefing said 3f2a9c1d")
@click.argument("id", metavar="ID")
@click.option("--json", "as_json", is_flag=True, help="Print the statements as JSON.")
@click.pass_obj
def said(workspace: Workspace, *, id: str, as_json: bool) -> int:
    """Print who says what in an article. Its id may be shortened while unique."""
    with opened(workspace.require(), catch_up=False) as corpus:
        article = corpus.article(clean_line(id))
        layers = corpus.layers(article)
        with kept(workspace, needed=False) as casebook:
            _, labels = graded_and_marked(casebook, corpus, scheme_of(workspace))
    marking = labels.of_article(article.id)
    if as_json:
        found = voices(article.text, layers)
        out().json(
            {
                "id": article.id,
                "marking": marking or None,
                "statements": [statement_record(article.text, voice) for voice in found],
            }
        )
        return 0
    with banners(out(), marking) as printer:
        printer.line(Strong(article.title))
        printer.line(joined([said_published(article.published), article.source, article.id]))
        printer.line("")
        tell_statements(article.text, layers, printer)
    return 0
