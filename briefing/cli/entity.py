"""``briefing entity``: what is known of one person, body, group, place or event; decisions are beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from briefing.cli.decisions import refuse_rejected, tell_decisions
from briefing.cli.dossier import Known, tell
from briefing.cli.marked import banners, graded_and_marked, scheme_of
from briefing.cli.naming import entity_named, kind_option, remark_coverage
from briefing.cli.opening import kept, opened
from briefing.cli.printer import out
from briefing.cli.records import decision_record, dossier_record
from briefing.errors import BriefingError

if TYPE_CHECKING:
    from briefing.casebook import Casebook
    from briefing.workspace import Workspace
    from index import Corpus
    from index.entities.model import Entry
    from index.model import Kind

_STATEMENTS = 5
_BESIDE = 12


class NamesOrCommands(click.Group):
    """A group in which a word that is no command is a name."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Take what is typed for ``show`` where it is no command."""
        if args and args[0] not in self.commands:
            args = ["show", *args]
        return super().resolve_command(ctx, args)


@click.group(
    cls=NamesOrCommands,
    context_settings={"ignore_unknown_options": True},
    subcommand_metavar="NAME | COMMAND ...",
    epilog="\b\nExample:\n  briefing entity 'Kestrel Brigade'\n  briefing entity merge KB 'Kestrel Brigade'",
)
def entity() -> None:
    """Say what is known of one entity, or set it right.

    Without a command it prints the dossier of NAME; briefing entity show NAME does the same for a name
    that is called like a command.
    """


@entity.command(epilog="\b\nExample:\n  briefing entity show sudani --mentions 30")
@click.argument("name", metavar="NAME")
@kind_option
@click.option(
    "--mentions", metavar="N", type=click.IntRange(min=0), default=10, show_default=True, help="Mentions."
)
@click.option("--json", "as_json", is_flag=True, help="Print it as JSON.")
@click.pass_obj
def show(workspace: Workspace, *, name: str, kind: Kind | None, mentions: int, as_json: bool) -> int:
    """Print the dossier of an entity.

    It holds names, dates, outlets, mentions, statements, what stands beside it, and decisions.
    """
    scheme = scheme_of(workspace.require())
    with opened(workspace, catch_up=False) as corpus, kept(workspace, corpus, needed=False) as casebook:
        remark_coverage(corpus)
        if casebook is not None:
            refuse_rejected(corpus.entities, casebook, name, kind)
        known = known_of(corpus, casebook, entity_named(corpus.entities, name, kind), mentions)
        _, labels = graded_and_marked(casebook, corpus, scheme)
    shown = {each.article for each in known.appearances}
    shown.update(each.article for each in (*known.says, *known.about))
    highest = scheme.highest((labels.workspace, *map(labels.of_article, shown)))
    if as_json:
        out().json({"marking": highest or None, **dossier_record(known)})
        return 0
    with banners(out(), highest) as printer:
        tell(known, printer)
    return 0


@entity.command(epilog="\b\nExample:\n  briefing entity decisions")
@click.option("--json", "as_json", is_flag=True, help="Print them as JSON.")
@click.pass_obj
def decisions(workspace: Workspace, *, as_json: bool) -> int:
    """List all decisions about entities, the newest first.

    Those of one mention have the words around it; briefing entity undo NAME takes back all about one thing.
    """
    workspace.require()
    with kept(workspace, needed=False) as casebook:
        known = casebook.rulings()[::-1] if casebook is not None else []
    found = [each for each in known if each.kind != "dated"]
    if as_json:
        out().json({"decisions": [decision_record(each) for each in found]})
    else:
        tell_decisions(found, out())
    return 0


def known_of(corpus: Corpus, casebook: Casebook | None, entry: Entry, mentions: int) -> Known:
    """All that is shown of an entity.

    Raises:
        BriefingError: It has just gone.
    """
    entities = corpus.entities
    dossier = entities.dossier(entry.id)
    if dossier is None:
        raise BriefingError(f"“{entry.name}” is not there any more", "Try again.")
    says = entities.said(by=entry.id, limit=_STATEMENTS + 1)
    said_of_it = entities.said(about=entry.id, limit=_STATEMENTS + 1)
    return Known(
        dossier=dossier,
        appearances=entities.appearances(entry.id, limit=mentions) if mentions else (),
        says=says[:_STATEMENTS],
        about=said_of_it[:_STATEMENTS],
        more=[
            option for option, found in (("--by", says), ("--about", said_of_it)) if len(found) > _STATEMENTS
        ],
        beside=entities.beside(entry.id, limit=_BESIDE),
        why={(each.kind, each.subject): each.why for each in casebook.rulings()} if casebook else {},
    )
