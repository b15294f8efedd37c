"""What every command works with that decides about what was recognised, and which mention is meant."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from briefing.casebook import open_casebook
from briefing.casebook.curation import hand_over_rulings
from briefing.cli.opening import opened
from briefing.cli.printer import out
from briefing.cli.words import SHORT_ID, counted
from briefing.errors import BriefingError, UsageError
from index.entities.ruling import passage_of, place_of
from index.text import clean_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefing.casebook import Casebook
    from briefing.workspace import Workspace
    from index import Article, Corpus
    from index.model import Mention


@contextmanager
def deciding(workspace: Workspace) -> Iterator[tuple[Corpus, Casebook]]:
    """The corpus, which holds all decisions so far, and the casebook."""
    with opened(workspace.require(), catch_up=False) as corpus, open_casebook(workspace) as casebook:
        hand_over_rulings(casebook, corpus)
        yield corpus, casebook


def mention_of(corpus: Corpus, article: Article, words: str, which: int | None) -> Mention:
    """The mention in an article that is meant by its words; where it can be several they are printed.

    Args:
        corpus: Knows what the article names.
        article: It.
        words: As they stand in the text, capitals included.
        which: Which of several, counted from 1.

    Raises:
        BriefingError: They are taken for no name there.
        UsageError: There are several, or fewer than ``which``.
    """
    wanted = clean_line(words)
    there = [each for each in corpus.layers(article).mentions if clean_line(each.text) == wanted]
    if not there:
        raise BriefingError(
            f"“{wanted}” is not taken for a name in {article.id[:SHORT_ID]}",
            "briefing extract shows what is; capitals count.",
        )
    if which is not None and which <= len(there):
        return there[which - 1]
    if which is None and len(there) == 1:
        return there[0]
    widest = len(str(len(there)))
    for number, each in enumerate(there, start=1):
        passage = passage_of(place_of(each, article.text))
        out().line(f"  {number:>{widest}}  …{passage}…  {each.name} ({each.kind})")
    raise UsageError(
        f"“{wanted}” is named {counted(len(there), 'time')} in {article.id[:SHORT_ID]}",
        "Say with --which N which of them is meant.",
    )
