"""Entities as they are named on the command line: found, or a sentence with those that could be meant."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

import click

from briefing.cli.printer import err
from briefing.cli.words import counted
from briefing.errors import BriefingError
from index.entities.model import ACROSS
from index.text import clean_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from index import Corpus
    from index.entities.model import Entry
    from index.model import Kind
    from index.understanding.entities import Entities

_CANDIDATES = 10
_NEAREST = 3
_SIMILAR = 0.6
#: So many times more often than the next one.
_FAR_MORE = 10

#: The option of every command that takes a name.
kind_option = click.option(
    "--kind", type=click.Choice(ACROSS), help="The kind, where several things are called so."
)


def entity_named(entities: Entities, name: str, kind: Kind | None = None, *, for_sure: bool = False) -> Entry:
    """The one entity that is meant by a name.

    One that is called so goes before those that are called so now and then. Where the words are only a part
    of names, or of several things, the one that is named far more often than all others is taken, and that is
    said on standard error.

    Args:
        entities: Those of the corpus.
        name: What was typed.
        kind: Of this kind alone.
        for_sure: Whether there may be but one, spelled as articles spell it: for decisions.

    Raises:
        BriefingError: There is none, or there are several.
    """
    words = clean_line(name)
    found = entities.found(words, kind)
    called = [each for each in found if each.name.casefold() == words.casefold()]
    if kind is not None:
        called = [each for each in called if each.kind == kind] or called
    meant = called or found
    if (
        for_sure
        and meant
        and not {each.id for each in entities.beginning(words, kind)} & {each.id for each in meant}
    ):
        raise _not_there(words, kind, [each.name for each in meant[:_NEAREST]])
    if len(meant) == 1:
        return meant[0]
    if meant and not for_sure and meant[0].times >= _FAR_MORE * meant[1].times:
        err().prose(f"“{words}” is taken for {_listed(meant[:1])}, not for {_listed(meant[1:])}.")
        return meant[0]
    if meant:
        raise BriefingError(f"“{words}” can be {_listed(meant)}", "Type more of the name, or give --kind.")
    raise _not_there(words, kind, _nearest(words, entities.listed(kind=kind)))


def _not_there(words: str, kind: Kind | None, nearest: Sequence[str]) -> BriefingError:
    hint = f"Did you mean {' or '.join(f'“{each}”' for each in nearest)}?" if nearest else ""
    return BriefingError(
        f"no {kind or 'entity'} is called “{words}”", hint or "briefing entities lists them."
    )


def remark_coverage(corpus: Corpus) -> None:
    """Say on standard error that names are not known of all articles, where that is so."""
    if said := coverage_words(corpus):
        err().prose(said)


def coverage_words(corpus: Corpus) -> str:
    """How far names are known, in a sentence; empty where they are of all articles."""
    coverage = corpus.entities.coverage()
    if coverage.done >= coverage.articles:
        return ""
    return (
        f"Names are known of {coverage.done:,} of {counted(coverage.articles, 'article')}: "
        "briefing extract --pending reads the rest."
    )


def _listed(found: Sequence[Entry]) -> str:
    some = [f"{each.name} ({each.kind}, {counted(each.times, 'time')})" for each in found[:_CANDIDATES]]
    more = len(found) - len(some)
    return "; ".join(some) + (f"; or {more:,} more" if more else "")


def _nearest(words: str, there: Iterable[Entry]) -> list[str]:
    """Names that are written nearly so; a name counts by each of its words, too."""
    by_word: dict[str, str] = {}
    for each in there:
        for part in (each.name, *each.name.split()):
            by_word.setdefault(part.casefold(), each.name)
    close = difflib.get_close_matches(words.casefold(), by_word, n=_NEAREST, cutoff=_SIMILAR)
    return list(dict.fromkeys(by_word[each] for each in close))
