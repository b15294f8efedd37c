"""``briefing article``: set right what a file says, or take an article out of every search; and undo both."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from briefing.casebook import ABOUT_THE_CORPUS, DecisionKind, open_casebook
from briefing.casebook.curation import take_back
from briefing.cli.deciding import handed_over
from briefing.cli.given import given_date, given_language
from briefing.cli.opening import opened
from briefing.cli.printer import out
from briefing.cli.words import joined, said_published
from briefing.errors import UsageError
from index.text import clean_line

if TYPE_CHECKING:
    from briefing.workspace import Workspace


@click.group()
def article() -> None:
    """Set right what is known of an article."""


@article.command(
    "set", epilog="\b\nExample:\n  briefing article set 3f2a9c1d --source 'Halden Courier' --lang en"
)
@click.argument("id", metavar="ID")
@click.option("--source", metavar="NAME", help="The outlet.")
@click.option("--published", metavar="DATE", help="The date: 2024, 2024-04 or 2024-04-22.")
@click.option("--title", metavar="TEXT", help="The title.")
@click.option("--lang", metavar="CODE", help="The language: two letters or its English name.")
@click.pass_obj
def set_(
    workspace: Workspace,
    *,
    id: str,
    source: str | None,
    published: str | None,
    title: str | None,
    lang: str | None,
) -> int:
    """Say what holds for an article in place of what its file says.

    It wins over the file, now and when the file is added again, also with another text. Outlet and date
    hold for the copy that is shown, and for copies that state the same outlet.
    """
    values: dict[DecisionKind, str] = {}
    if source is not None:
        values["source"] = _given(source, "--source")
    if title is not None:
        values["title"] = _given(title, "--title")
    if published is not None:
        values["published"] = given_date(published).value
    if lang is not None:
        values["language"] = given_language(lang)
    if not values:
        raise UsageError("there is nothing to set", "Give --source, --published, --title or --lang.")
    with opened(workspace.require(), catch_up=False) as corpus, open_casebook(workspace) as casebook:
        known = corpus.article(clean_line(id))
        casebook.decide_all(known.id, values)
        holds = handed_over(casebook, corpus, articles=True)
        known = corpus.article(known.id)
    said = joined(
        [known.title, known.source, said_published(known.published), known.language]
        if holds
        else list(values.values())
    )
    out().prose(f"{said}. briefing undo takes it back.")
    return 0


@article.command(epilog="\b\nExample:\n  briefing article remove 3f2a9c1d")
@click.argument("id", metavar="ID")
@click.pass_obj
def remove(workspace: Workspace, id: str) -> int:
    """Take an article out of every list and search. Its file is not touched, and notes on it stay.

    When the file has another text later, that is found again: nobody has seen it yet.
    """
    with opened(workspace.require(), catch_up=False) as corpus, open_casebook(workspace) as casebook:
        known = corpus.article(clean_line(id))
        casebook.decide("removed", known.id, "yes")
        handed_over(casebook, corpus, articles=True)
    out().prose(f"“{known.title}” is removed. briefing undo brings it back.")
    return 0


@article.command(epilog="\b\nExample:\n  briefing article undo 3f2a9c1d")
@click.argument("id", metavar="ID")
@click.pass_obj
def undo(workspace: Workspace, id: str) -> int:
    """Take back all that was decided about an article and its earlier versions.

    It says again what its file says.
    """
    with opened(workspace.require(), catch_up=False) as corpus, open_casebook(workspace) as casebook:
        known = corpus.article(clean_line(id))
        done = take_back(casebook, corpus, known.id, *ABOUT_THE_CORPUS)
        handed_over(casebook, corpus, articles=True)
        known = corpus.article(known.id)
    if done:
        out().prose(f"“{known.title}” says again what its file says.")
    else:
        out().line("Nothing was decided about this article.")
    return 0


def _given(value: str, option: str) -> str:
    words = clean_line(value)
    if not words:
        raise UsageError(f"{option} is empty", "briefing article undo ID takes a decision back.")
    return words
