"""``briefing note tags`` and ``note tag``: which tags there are, renaming one, tagging many notes at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from briefing.casebook import open_casebook
from briefing.casebook.standing import standings
from briefing.cli.given import QUERY, QueryCommand
from briefing.cli.marked import scheme_of
from briefing.cli.note_query import chosen
from briefing.cli.opening import kept, opened
from briefing.cli.printer import out
from briefing.cli.words import counted
from briefing.errors import UsageError

if TYPE_CHECKING:
    from briefing.workspace import Workspace


@click.command(epilog="\b\nExample:\n  briefing note tags\n  briefing note tags --rename milita militia")
@click.option("--rename", metavar="OLD NEW", nargs=2, help="Call a tag otherwise on all notes.")
@click.option("--json", "as_json", is_flag=True, help="Print the tags as JSON: tag to number of notes.")
@click.pass_obj
def tags(workspace: Workspace, rename: tuple[str, str] | None, as_json: bool) -> int:
    """List all tags with the number of their notes, or rename one everywhere."""
    workspace.require()
    if rename:
        with open_casebook(workspace) as casebook:
            number = casebook.rename_tag(*rename)
            out().line(f"{counted(number, 'note')} changed. briefing undo takes it back.")
        return 0
    with kept(workspace) as reading:
        found = reading.tags() if reading else {}
    if as_json:
        out().json(found)
    for tag, number in found.items() if not as_json else ():
        out().line(f"{number:>6,}  {tag}")
    if not found and not as_json:
        out().line("No note has a tag.")
    return 0


@click.command(
    "tag",
    cls=QueryCommand,
    context_settings=QUERY,
    epilog="\b\nExample:\n  briefing note tag counted after:2024-04 --give rockets",
)
@click.argument("query", metavar="QUERY...", nargs=-1, required=True)
@click.option("--give", metavar="TAG", multiple=True, help="A tag to give; may be given several times.")
@click.option("--take", metavar="TAG", multiple=True, help="A tag to take off; may be given several times.")
@click.pass_obj
def tag(workspace: Workspace, query: tuple[str, ...], give: tuple[str, ...], take: tuple[str, ...]) -> int:
    """Give tags to all notes that a query means, or take them off, as one step."""
    if not give and not take:
        raise UsageError("there is no tag to give or to take off", "Give --give TAG or --take TAG.")
    with opened(workspace.require(), catch_up=False) as corpus, open_casebook(workspace) as casebook:
        found = chosen(casebook, standings(casebook, corpus, casebook.notes()), query, scheme_of(workspace))
        number = casebook.tag_notes([each.note.id for each in found], add=give, remove=take)
    out().line(f"{counted(number, 'note')} of {len(found):,} changed. briefing undo takes it back.")
    return 0
