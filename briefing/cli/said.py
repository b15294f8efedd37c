"""``briefing said``: who said what, in one article of the workspace or across all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from briefing.cli.dossier import tell_said
from briefing.cli.layers import tell_statements
from briefing.cli.marked import banners, graded_and_marked, scheme_of
from briefing.cli.naming import entity_named, remark_coverage
from briefing.cli.of_article import of_article
from briefing.cli.opening import kept, opened
from briefing.cli.printer import Strong, out
from briefing.cli.records import said_record, statement_record
from briefing.cli.words import counted, joined
from briefing.errors import UsageError
from index.extraction.voices import voices

if TYPE_CHECKING:
    from briefing.workspace import Workspace

#: Most statements that are counted, where no more are asked for.
_MOST_COUNTED = 10_000


@click.command(
    epilog="\b\nExample:\n  briefing said 3f2a9c1d\n  briefing said --by 'Kestrel Brigade' --about Ostrel"
)
@click.argument("id", metavar="[ID]", required=False)
@click.option("--by", metavar="NAME", help="Statements by this person or body, in all articles.")
@click.option("--about", metavar="NAME", help="Statements about this, in all articles.")
@click.option(
    "--limit", metavar="N", type=click.IntRange(min=1), default=20, show_default=True, help="Statements."
)
@click.option("--json", "as_json", is_flag=True, help="Print the statements as JSON.")
@click.pass_obj
def said(
    workspace: Workspace, *, id: str | None, by: str | None, about: str | None, limit: int, as_json: bool
) -> int:
    """Print who says what: in an article, or by or about somebody.

    The id of an article may be shortened while unique. --by and --about together find what one says of the
    other, the newest first.
    """
    if id is None and by is None and about is None:
        raise UsageError(
            "cannot tell which statements", "Name an article; or somebody with --by, --about or both of them."
        )
    if id is not None and (by is not None or about is not None):
        raise UsageError(
            "an article is named, and --by or --about too",
            "--by and --about look in all articles: leave them out, or the article.",
        )
    workspace.require()
    if id is None:
        return _across(workspace, by, about, limit, as_json=as_json)
    return _in_article(workspace, id, as_json=as_json)


def _in_article(workspace: Workspace, id: str, *, as_json: bool) -> int:
    there = of_article(workspace, id)
    article, layers, marking = there
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
        there.tell_heading(printer)
        tell_statements(article.text, layers, printer)
    return 0


def _across(workspace: Workspace, by: str | None, about: str | None, limit: int, *, as_json: bool) -> int:
    scheme = scheme_of(workspace)
    with opened(workspace, catch_up=False) as corpus, kept(workspace, corpus, needed=False) as casebook:
        remark_coverage(corpus)
        entities = corpus.entities
        speaker = entity_named(entities, by) if by is not None else None
        subject = entity_named(entities, about) if about is not None else None
        most = max(limit, _MOST_COUNTED)
        known = entities.said(
            by=speaker.id if speaker else None, about=subject.id if subject else None, limit=most
        )
        found = known[:limit]
        _, labels = graded_and_marked(casebook, corpus, scheme)
    highest = scheme.highest((labels.workspace, *(labels.of_article(each.article) for each in found)))
    if as_json:
        out().json(
            {
                "by": speaker.name if speaker else None,
                "about": subject.name if subject else None,
                "marking": highest or None,
                "total": len(known),
                "statements": [said_record(each) for each in found],
            }
        )
        return 0
    with banners(out(), highest) as printer:
        of = joined([f"by {speaker.name}" if speaker else "", f"about {subject.name}" if subject else ""])
        more = " or more" if len(known) == most else ""
        shown = f"{len(found):,} of " if len(found) < len(known) else ""
        printer.line(Strong(f"{shown}{counted(len(known), 'statement')}{more} {of}"))
        for each in found:
            tell_said(each, printer)
        if more:
            printer.line("A greater --limit prints more of them, where there are any.")
        elif shown:
            printer.line(f"--limit {len(known)} prints all of them.")
    return 0
