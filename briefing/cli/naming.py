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

    Of several that are called so, the one that is called so far more often than all others is meant, else the
    only one that goes by this name, where none is called so more often. What is taken for what was typed is
    said on standard error.

    Args:
        entities: Those of the corpus.
        name: What was typed.
        kind: Of this kind alone.
        for_sure: Whether it must be the only one that goes by the name, or else that is called so, spelled as
            articles spell it: for decisions.

    Raises:
        BriefingError: There is none, or there are several.
    """
    words = clean_line(name)
    by, found = entities.found_by(words, kind)
    if not found:
        raise _not_there(words, kind, _nearest(words, entities.listed(kind=kind)))
    found = tuple(each for each in found if each.kind == kind) or found
    if for_sure:
        return _for_sure(entities, words, kind, found)
    if by == "sounding":
        return _read_as(entities, words, kind, found)
    times = entities.times_called(words, [each.id for each in found]) if by == "called" else {}
    so_often = {each.id: times.get(each.id, each.times) for each in found}
    ordered = sorted(found, key=lambda each: -so_often[each.id])
    if len(ordered) == 1:
        return ordered[0]
    most, next_most = (so_often[each.id] for each in ordered[:2])
    named = [each for each in ordered if each.name.casefold() == words.casefold()]
    meant = ordered[:1] if most >= _FAR_MORE * next_most else named
    if len(meant) != 1 or so_often[meant[0].id] < most:
        raise _several(f"“{words}” can be", ordered)
    others = [each for each in ordered if each != meant[0]]
    err().prose(f"“{words}” is taken for {_listed(meant)}, not for {_listed(others)}.")
    return meant[0]


def _for_sure(entities: Entities, words: str, kind: Kind | None, found: Sequence[Entry]) -> Entry:
    """The one that goes by a name, else the one that has it in its own."""
    meant = [each for each in found if each.name.casefold() == words.casefold()] or list(found)
    if not {each.id for each in entities.beginning(words, kind)} & {each.id for each in meant}:
        raise _not_there(words, kind, [each.name for each in meant[:_NEAREST]])
    if len(meant) > 1:
        raise _several(f"“{words}” can be", meant)
    return meant[0]


def _read_as(entities: Entities, words: str, kind: Kind | None, found: Sequence[Entry]) -> Entry:
    """The one that has a name which sounds like what was typed, or whatever else goes by that name."""
    if len(found) > 1 and found[0].times < _FAR_MORE * found[1].times:
        raise _several(f"nothing is called “{words}”; sounds like:", found)
    err().prose(f"Nothing is called “{words}”; it is read as {found[0].name}.")
    return entity_named(entities, found[0].name, kind)


def _several(said: str, found: Sequence[Entry]) -> BriefingError:
    return BriefingError(f"{said} {_listed(found)}", "Type more of the name, or give --kind.")


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
