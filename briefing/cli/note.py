"""``briefing note``: write notes on articles and passages, list, change, delete and bring them back."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import click

from briefing.casebook import Casebook, Note, find_quotes, open_casebook
from briefing.casebook.standing import Standing, accept, let_go, standings, standings_on
from briefing.cli.given import QUERY, QueryCommand
from briefing.cli.marked import banners, graded_and_marked, scheme_of
from briefing.cli.note_files import export, import_
from briefing.cli.note_query import article_named, chosen
from briefing.cli.note_show import show
from briefing.cli.note_tags import tag, tags
from briefing.cli.opening import kept, opened
from briefing.cli.printer import Printer, Strong, out
from briefing.cli.records import note_record
from briefing.cli.words import SHORT_ID, counted, joined, said_date
from briefing.errors import BriefingError, UsageError
from index.text import clean, clean_line

if TYPE_CHECKING:
    from briefing.workspace import Workspace
    from index import Article, Span

_QUOTE_SHOWN = 60

_SAID_STATE = {
    "moved": "moved in the newer version",
    "changed": "changed in the newer version",
    "orphaned": "orphaned",
}


@click.group()
def note() -> None:
    """Write, list and change notes."""


@note.command(
    epilog="\b\nExample:\n  briefing note add 3f2a9c1d --quote 'six rockets' --text 'The wire says five.'"
)
@click.argument("id", metavar="ID")
@click.option("--quote", metavar="TEXT", help="The passage of the article that it is about.")
@click.option("--text", metavar="TEXT", required=True, help="The note, in Markdown; - reads standard input.")
@click.option("--tag", "tags", metavar="TAG", multiple=True, help="A tag; may be given several times.")
@click.option("--grade", metavar="N", type=click.IntRange(1, 6), help="Credibility of the passage, 1 to 6.")
@click.option("--marking", metavar="LABEL", help="A marking of its own, such as TLP:AMBER.")
@click.option("--json", "as_json", is_flag=True, help="Print the note as JSON.")
@click.pass_obj
def add(
    workspace: Workspace,
    *,
    id: str,
    quote: str | None,
    text: str,
    tags: tuple[str, ...],
    grade: int | None,
    marking: str | None,
    as_json: bool,
) -> int:
    """Write a note on the article ID, or on a passage of it.

    The passage is found as it was typed, or else with other spaces, dashes and quotation marks. The id may
    be shortened while unique.
    """
    body = _standard_input() if text == "-" else text
    if not clean(body):
        raise UsageError("cannot keep an empty note", "Write it after --text, or give it with --text -.")
    workspace.require()
    label = scheme_of(workspace).named(marking) if marking else ""
    with opened(workspace, catch_up=False) as corpus:
        article = corpus.article(clean_line(id))
    places = _places(article, quote)
    with open_casebook(workspace) as casebook:
        written = casebook.add_note(
            article, body, places[0] if places else None, tags=tags, grade=grade, marking=label
        )
    printer = out()
    if as_json:
        printer.json(note_record(written, article.title))
        return 0
    where = (
        f"“{_shortened(written.anchor.exact)}” in “{article.title}”"
        if written.anchor
        else f"“{article.title}”"
    )
    printer.prose(f"Note {written.id} on {where}.")
    if len(places) > 1:
        printer.prose(f"The quote stands there {len(places)} times; noted at the first.")
    return 0


@note.command(
    "list",
    cls=QueryCommand,
    context_settings=QUERY,
    epilog="\b\nExample:\n  briefing note list tag:militia -counted after:2024-04 --json",
)
@click.argument("query", metavar="[QUERY...]", nargs=-1)
@click.option("--deleted", is_flag=True, help="List the notes that were deleted, the last first.")
@click.option("--json", "as_json", is_flag=True, help="Print the notes as JSON.")
@click.pass_obj
def list_(workspace: Workspace, query: tuple[str, ...], deleted: bool, as_json: bool) -> int:
    """List notes: all, those on the article whose id is given, or those that a query means.

    The query is written as for a search. Words are sought in the note, its passage, its tags and the title;
    tag: grade: marking: is:moved is:changed is:orphaned is:graded narrow it, and after: looks at when it was
    written.
    """
    with opened(workspace.require(), catch_up=False) as corpus, kept(workspace) as casebook:
        article = article_named(casebook, corpus, query)
        scheme = scheme_of(workspace)
        found: list[Standing] = []
        titles: dict[str, str] = {}
        if casebook is not None:
            titles = casebook.titles()
            if deleted:
                found = standings(casebook, corpus, casebook.deleted_notes())
            elif article:
                found = standings_on(casebook, corpus, article)
            else:
                found = standings(casebook, corpus, casebook.notes())
            if not article:
                found = chosen(casebook, found, query, scheme)
        _, labels = graded_and_marked(casebook, corpus, scheme)
    highest = scheme.highest(labels.of_note(each.note) for each in found)
    printer = out()
    if as_json:
        printer.json([note_record(each.note, titles[each.note.article], each.state) for each in found])
    elif not found:
        said = "No note on this article." if article else "No note matches." if query else "No notes yet."
        printer.line("No note is deleted." if deleted else said)
    else:
        with banners(printer, highest):
            articles = len({each.note.article for each in found})
            printer.line(f"{counted(len(found), 'note')} on {counted(articles, 'article')}")
            for each in found:
                _tell(each, titles[each.note.article], printer)
    return 0


@note.command(epilog="\b\nExample:\n  briefing note edit 5d1c02 --text 'The wire says five.' --tag rockets")
@click.argument("id", metavar="NOTE")
@click.option("--text", metavar="TEXT", help="New words; - reads standard input.")
@click.option(
    "--tag", "tags", metavar="TAG", multiple=True, help="A tag to give; may be given several times."
)
@click.option("--untag", "untags", metavar="TAG", multiple=True, help="A tag to take off.")
@click.option("--grade", metavar="N", type=click.IntRange(0, 6), help="Credibility, 1 to 6; 0 takes it back.")
@click.option("--marking", metavar="LABEL", help="A marking of its own; an empty one takes it back.")
@click.option("--json", "as_json", is_flag=True, help="Print the note as JSON.")
@click.pass_obj
def edit(
    workspace: Workspace,
    *,
    id: str,
    text: str | None,
    tags: tuple[str, ...],
    untags: tuple[str, ...],
    grade: int | None,
    marking: str | None,
    as_json: bool,
) -> int:
    """Change the words, tags, grade or marking of a note, as one step. briefing undo takes it back."""
    if (text, grade, marking) == (None, None, None) and not tags and not untags:
        raise UsageError("there is nothing to change", "Give --text, --tag, --untag, --grade or --marking.")
    workspace.require()
    label = scheme_of(workspace).named(marking) if marking else marking
    body = _standard_input() if text == "-" else text
    with open_casebook(workspace) as casebook:
        known = casebook.note(id)
        sitting = os.urandom(8).hex()
        if body is not None:
            casebook.change_note(known.id, body, version=known.version, sitting=sitting)
        if tags or untags:
            casebook.tag_notes([known.id], add=tags, remove=untags, sitting=sitting)
        if grade is not None:
            casebook.grade_note(known.id, grade or None, sitting=sitting)
        if label is not None:
            casebook.mark_note(known.id, label, sitting=sitting)
        _answer(casebook, casebook.note(known.id), "changed", as_json=as_json)
    return 0


@note.command(epilog="\b\nExample:\n  briefing note delete 5d1c02")
@click.argument("ids", metavar="NOTE...", nargs=-1, required=True)
@click.pass_obj
def delete(workspace: Workspace, ids: tuple[str, ...]) -> int:
    """Delete notes. They can be brought back, also after a restart: briefing note restore."""
    workspace.require()
    with open_casebook(workspace) as casebook:
        for known in [casebook.note(id) for id in ids]:
            casebook.delete_note(known.id)
            out().line(f"Note {known.id} deleted. briefing note restore {known.id} brings it back.")
    return 0


@note.command(epilog="\b\nExample:\n  briefing note list --deleted\n  briefing note restore 5d1c02")
@click.argument("ids", metavar="NOTE...", nargs=-1, required=True)
@click.pass_obj
def restore(workspace: Workspace, ids: tuple[str, ...]) -> int:
    """Bring deleted notes back as they were."""
    workspace.require()
    with open_casebook(workspace) as casebook:
        for id in ids:
            out().line(f"Note {casebook.restore_note(id).id} is back.")
    return 0


@note.command("accept", epilog="\b\nExample:\n  briefing note accept 5d1c02")
@click.argument("id", metavar="NOTE")
@click.option(
    "--reject", is_flag=True, help="Say that it has no place there; the note stays on its evidence."
)
@click.pass_obj
def accept_(workspace: Workspace, id: str, reject: bool) -> int:
    """Let a note hold on to its place in the newest version of its article."""
    with opened(workspace.require(), catch_up=False) as corpus, open_casebook(workspace) as casebook:
        known = casebook.note(id)
        (standing,) = standings(casebook, corpus, [known])
        if not standing.is_proposal:
            raise BriefingError(
                f"no place is proposed for note {known.id}: it is {standing.state}",
                "briefing check names the notes that have one.",
            )
        if reject:
            let_go(casebook, standing)
            out().line(f"Note {known.id} stays on its evidence.")
        else:
            accept(casebook, corpus, standing)
            out().prose(f"Note {known.id} holds on to “{_shortened(standing.words)}”.")
    return 0


note.add_command(export)
note.add_command(import_)
note.add_command(show)
note.add_command(tags)
note.add_command(tag)


def noted(workspace: Workspace) -> tuple[int, int]:
    """How many notes a workspace holds, and on how many articles. It makes no casebook."""
    with kept(workspace) as casebook:
        by_article = casebook.noted() if casebook else {}
    return sum(by_article.values()), len(by_article)


def _standard_input() -> str:
    if sys.stdin is None:
        raise UsageError("cannot read the note: there is no standard input")
    try:
        # As bytes: a wrong letter in what the analyst wrote is worse than a refusal.
        return sys.stdin.buffer.read().decode()
    except UnicodeDecodeError as error:
        raise UsageError("cannot read the note from standard input: it is not UTF-8 text") from error


def _places(article: Article, quote: str | None) -> tuple[Span, ...]:
    """Where the quote stands in the article; nothing when none was given."""
    if quote is None:
        return ()
    places = find_quotes(article.text, quote)
    if places:
        return places
    words = clean_line(quote)
    if words and words in article.title:
        raise BriefingError(
            f"cannot note on “{_shortened(words)}”: it stands in the title only",
            "Leave --quote out to note on the whole article.",
        )
    raise BriefingError(
        f"cannot note on “{_shortened(words)}”: these words do not stand in “{article.title}”",
        f"briefing show {article.id[:SHORT_ID]} prints its text.",
    )


def _answer(casebook: Casebook, known: Note, done: str, *, as_json: bool) -> None:
    if as_json:
        out().json(note_record(known, casebook.titles()[known.article]))
    else:
        out().line(f"Note {known.id} {done}.")


def _tell(each: Standing, title: str, printer: Printer) -> None:
    note = each.note
    printer.line("")
    printer.line(
        Strong(note.id),
        "  ",
        joined(
            [
                title,
                note.article[:SHORT_ID],
                said_date(note.created[:16]),
                str(note.grade) if note.grade else "",
                note.marking,
                _SAID_STATE.get(each.state, ""),
            ]
        ),
    )
    if note.tags:
        printer.line("  ", " ".join(f"#{tag}" for tag in note.tags))
    if note.anchor:
        printer.prose(f"“{note.anchor.exact}”", indent="  > ")
    printer.prose(note.body, indent="  ")


def _shortened(words: str) -> str:
    words = clean_line(words)
    return words if len(words) <= _QUOTE_SHOWN else words[: _QUOTE_SHOWN - 1].rstrip() + "…"
