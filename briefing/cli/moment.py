"""``briefing moment``: when the times are that an article names, and setting one right.

A decision is about words in one article. It holds when the article is read again, and in a version in its
place where the same words stand around them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from briefing.cli.deciding import deciding, handed_over, one_of, which_option
from briefing.cli.layers import tell_moments
from briefing.cli.marked import banners
from briefing.cli.of_article import of_article
from briefing.cli.opening import layers_of
from briefing.cli.printer import out
from briefing.cli.records import moment_record
from briefing.cli.words import SHORT_ID, counted
from briefing.errors import BriefingError, UsageError
from briefing.value_words import value_words
from index.entities.dating import UNDATED, spot_of
from index.text import clean_line
from index.typed_date import typed_value

if TYPE_CHECKING:
    from collections.abc import Iterable

    from briefing.workspace import Workspace
    from index.model import Article, Moment


@click.group(epilog="\b\nExample:\n  briefing moment set 3f2a9c1d 'at 21:50 on Sunday' 2024-04-14T21:50")
def moment() -> None:
    """Say when the times are that an article names, or set one right."""


@moment.command("list", epilog="\b\nExample:\n  briefing moment list 3f2a9c1d --json")
@click.argument("id", metavar="ID")
@click.option("--json", "as_json", is_flag=True, help="Print them as JSON.")
@click.pass_obj
def list_(workspace: Workspace, id: str, *, as_json: bool) -> int:
    """Print the times that an article names, in their order.

    The id may be shortened while unique.
    """
    there = of_article(workspace, id)
    article, layers, marking = there
    if as_json:
        out().json(
            {
                "id": article.id,
                "marking": marking or None,
                "moments": [moment_record(each) for each in layers.moments],
            }
        )
        return 0
    with banners(out(), marking) as printer:
        there.tell_heading(printer)
        tell_moments(layers, printer)
    return 0


@moment.command("set", epilog="\b\nExample:\n  briefing moment set 3f2a9c1d Sunday 2024-04-14 --which 2")
@click.argument("id", metavar="ID")
@click.argument("words", metavar="WORDS")
@click.argument("date", metavar="DATE")
@which_option
@click.option("--why", metavar="TEXT", default="", help="The reason; it is kept with the decision.")
@click.pass_obj
def set_(workspace: Workspace, *, id: str, words: str, date: str, which: int | None, why: str) -> int:
    """Say when it is that WORDS in an article say.

    DATE is 2024-04-22, 2024-04-22T21:50, 2024-04, 2024, 2024-W16, 2024-Q2 or in words with its year; none
    says that they have no date. What else the words say (since, early, about) stays.
    """
    value = UNDATED if clean_line(date).casefold() == UNDATED else typed_value(date)
    if value is None:
        raise UsageError(
            f"“{clean_line(date)}” is not a date by itself",
            "One is 2024-04-22, 2024-04-22T21:50, 2024-04, 2024, 2024-W16 or summer 2024; none is no date.",
        )
    with deciding(workspace) as (corpus, casebook):
        article = corpus.article(clean_line(id))
        meant = _meant(layers_of(workspace, corpus, article).moments, article, words, which)
        casebook.rule("dated", spot_of(article.id, article.text, meant.span), value, why=why)
        handed_over(casebook, corpus)
    out().prose(f"{_said(meant, value)}. briefing undo takes it back.")
    return 0


@moment.command(epilog="\b\nExample:\n  briefing moment undo 3f2a9c1d Sunday --which 2")
@click.argument("id", metavar="ID")
@click.argument("words", metavar="WORDS")
@which_option
@click.pass_obj
def undo(workspace: Workspace, *, id: str, words: str, which: int | None) -> int:
    """Take back what was decided about WORDS in an article and in its earlier versions, as one step.

    They are again when they were taken to be.
    """
    with deciding(workspace) as (corpus, casebook):
        article = corpus.article(clean_line(id))
        meant = _meant(layers_of(workspace, corpus, article).moments, article, words, which)
        decided = corpus.entities.dates_decided(article, meant.span)
        casebook.revoke_all([("dated", each.subject) for each in decided])
        handed_over(casebook, corpus)
    if decided:
        out().prose(f"Taken back: {_said(meant, meant.recognised)} again.")
    else:
        out().line("Nothing was decided about these words.")
    return 0


def _said(moment: Moment, value: str) -> str:
    """Say when a moment is."""
    words = f"“{clean_line(moment.text)}”"
    return f"{words} has no date" if value in ("", UNDATED) else f"{words} is {value_words(value)}"


def _meant(moments: Iterable[Moment], article: Article, words: str, which: int | None) -> Moment:
    """The moment of an article with these words; where it can be several they are printed.

    Raises:
        BriefingError: There is none.
        UsageError: There are several, or not so many.
    """
    wanted = clean_line(words)
    there = [each for each in moments if clean_line(each.text) == wanted]
    if not there:
        raise BriefingError(
            f"“{wanted}” is not taken for a time in {article.id[:SHORT_ID]}",
            "briefing moment list shows what is; capitals count.",
        )
    return one_of(
        there,
        which,
        article.text,
        lambda each: value_words(each.value),
        f"“{wanted}” stands {counted(len(there), 'time')} in {article.id[:SHORT_ID]}",
    )
