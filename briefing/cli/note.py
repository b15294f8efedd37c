"""``briefing note``: write a note on an article or a passage of it, and list what was noted."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from briefing.casebook import Casebook, Note, find_quotes, open_casebook
from briefing.cli.opening import opened
from briefing.cli.printer import Printer, Strong, out
from briefing.cli.records import note_record
from briefing.cli.words import SHORT_ID, counted, joined, said_date
from briefing.errors import BriefingError, UsageError
from index.text import clean, clean_line

if TYPE_CHECKING:
    from briefing.workspace import Workspace
    from index import Article, Span

_QUOTE_SHOWN = 60


@click.group()
def note() -> None:
    """Write and list notes."""


@note.command(
    epilog="\b\nExample:\n  briefing note add 3f2a9c1d --quote 'six rockets' --text 'The wire says five.'"
)
@click.argument("id", metavar="ID")
@click.option("--quote", metavar="TEXT", help="The passage of the article that it is about.")
@click.option("--text", metavar="TEXT", required=True, help="The note, in Markdown; - reads standard input.")
@click.option("--json", "as_json", is_flag=True, help="Print the note as JSON.")
@click.pass_obj
def add(workspace: Workspace, id: str, quote: str | None, text: str, as_json: bool) -> int:
    """Write a note on the article ID, or on a passage of it.

    The passage is found as it was typed, or else with other spaces, dashes and quotation marks. The id may
    be shortened while unique.
    """
    body = _standard_input() if text == "-" else text
    if not clean(body):
        raise UsageError("cannot keep an empty note", "Write it after --text, or give it with --text -.")
    with opened(workspace.require(), catch_up=False) as corpus:
        article = corpus.article(clean_line(id))
    places = _places(article, quote)
    with open_casebook(workspace) as casebook:
        written = casebook.add_note(article, body, places[0] if places else None)
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


@note.command("list", epilog="\b\nExample:\n  briefing note list 3f2a9c1d --json")
@click.argument("id", metavar="[ID]", required=False)
@click.option("--json", "as_json", is_flag=True, help="Print the notes as JSON.")
@click.pass_obj
def list_(workspace: Workspace, id: str | None, as_json: bool) -> int:
    """List the notes on the article ID, or all notes in the order in which they were written."""
    workspace.require()
    notes: list[Note] = []
    titles: dict[str, str] = {}
    if workspace.casebook_path.exists():
        with open_casebook(workspace) as casebook:
            titles = casebook.titles()
            notes = casebook.notes(None if id is None else _article_id(workspace, titles, id))
    elif id is not None:
        _article_id(workspace, titles, id)
    printer = out()
    if as_json:
        printer.json([note_record(each, titles[each.article]) for each in notes])
    elif not notes:
        printer.line("No notes yet." if id is None else "No note on this article.")
    else:
        articles = len({each.article for each in notes})
        printer.line(f"{counted(len(notes), 'note')} on {counted(articles, 'article')}")
        for each in notes:
            _tell(each, titles[each.article], printer)
    return 0


def noted(workspace: Workspace) -> tuple[int, int]:
    """How many notes a workspace holds, and on how many articles. It makes no casebook."""
    if not workspace.casebook_path.exists():
        return 0, 0
    with open_casebook(workspace) as casebook:
        return _figures(casebook)


def _figures(casebook: Casebook) -> tuple[int, int]:
    by_article = casebook.noted()
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


def _article_id(workspace: Workspace, titles: dict[str, str], id: str) -> str:
    """The full id: of an article with notes, which may be gone from the corpus, or else of any."""
    start = clean_line(id).lower()
    known = [each for each in titles if start and each.startswith(start)]
    if len(known) == 1:
        return known[0]
    with opened(workspace) as corpus:
        return corpus.article(clean_line(id)).id


def _tell(each: Note, title: str, printer: Printer) -> None:
    printer.line("")
    printer.line(
        Strong(each.id), "  ", joined([title, each.article[:SHORT_ID], said_date(each.created[:16])])
    )
    if each.anchor:
        printer.prose(f"“{each.anchor.exact}”", indent="  > ")
    printer.prose(each.body, indent="  ")


def _shortened(words: str) -> str:
    words = clean_line(words)
    return words if len(words) <= _QUOTE_SHOWN else words[: _QUOTE_SHOWN - 1].rstrip() + "…"
