"""What every command works with that decides about what was recognised, and which words are meant."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

import click

from briefing.casebook import open_casebook
from briefing.casebook.curation import NotShownError, hand_over, hand_over_rulings
from briefing.cli.opening import opened
from briefing.cli.printer import err, out
from briefing.cli.words import SHORT_ID, counted
from briefing.errors import BriefingError, UsageError, WorkspaceError
from index.entities.ruling import passage_of, place_at
from index.errors import CorpusError
from index.text import clean_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from briefing.casebook import Casebook
    from briefing.workspace import Workspace
    from index import Article, Corpus
    from index.model import Mention, Moment

Lit = TypeVar("Lit", "Mention", "Moment")

#: The option of every command about words that can stand in an article several times.
which_option = click.option(
    "--which", metavar="N", type=click.IntRange(min=1), help="Which of several, counted from the beginning."
)


@contextmanager
def deciding(workspace: Workspace) -> Iterator[tuple[Corpus, Casebook]]:
    """The corpus, which holds all decisions so far, and the casebook."""
    with opened(workspace.require(), catch_up=False) as corpus, open_casebook(workspace) as casebook:
        try:
            hand_over_rulings(casebook, corpus)
        except NotShownError as error:
            raise WorkspaceError(
                error.message,
                "Nothing more was decided. Try again when the corpus can be written.",
            ) from error
        yield corpus, casebook


def handed_over(casebook: Casebook, corpus: Corpus, *, articles: bool = False) -> bool:
    """Let the corpus hold what was just decided, or taken back; returns whether it does.

    It is kept in any case: where the corpus cannot be written now, it is said when it will be shown.

    Args:
        casebook: Where it was decided.
        corpus: What is to hold it.
        articles: Whether it may have been about articles, too.
    """
    try:
        if not articles:
            hand_over_rulings(casebook, corpus)
        elif hand_over(casebook, corpus):
            corpus.catch_up()
    except (NotShownError, CorpusError) as error:
        later = "the next command that decides something" if articles else "the next command that can"
        err().prose(f"{error.message[:1].upper()}{error.message[1:]}. {later.capitalize()} shows it.")
        return False
    return True


def mention_of(mentions: Iterable[Mention], article: Article, words: str, which: int | None) -> Mention:
    """The mention in an article that is meant by its words; where it can be several they are printed.

    Args:
        mentions: All of the article, in their order.
        article: It.
        words: As they stand in the text, capitals included.
        which: Which of several, counted from 1.

    Raises:
        BriefingError: They are taken for no name there.
        UsageError: There are several, or fewer than ``which``.
    """
    wanted = clean_line(words)
    there = [each for each in mentions if clean_line(each.text) == wanted]
    if not there:
        raise BriefingError(
            f"“{wanted}” is not taken for a name in {article.id[:SHORT_ID]}",
            "briefing extract shows what is; capitals count.",
        )
    return one_of(
        there,
        which,
        article.text,
        lambda each: f"{each.name} ({each.kind})",
        f"“{wanted}” is named {counted(len(there), 'time')} in {article.id[:SHORT_ID]}",
    )


def one_of(there: Sequence[Lit], which: int | None, text: str, said: Callable[[Lit], str], many: str) -> Lit:
    """The one that is meant of several with the same words; where that is open all are printed with a number.

    Args:
        there: At least one, in the order of the text.
        which: Which of them, counted from 1.
        text: The text that they stand in.
        said: What one is taken for, in words.
        many: A sentence that says how many there are.

    Raises:
        UsageError: There are several, or fewer than ``which``.
    """
    if which is not None and which <= len(there):
        return there[which - 1]
    if which is None and len(there) == 1:
        return there[0]
    widest = len(str(len(there)))
    for number, each in enumerate(there, start=1):
        out().line(f"  {number:>{widest}}  …{passage_of(place_at(each.span, text))}…  {said(each)}")
    raise UsageError(many, "Say with --which N which of them is meant.")
