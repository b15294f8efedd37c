"""Entities as they are named on the command line: found, or a sentence with those that could be meant."""

from __future__ import annotations

import difflib
from collections import Counter
from typing import TYPE_CHECKING

import click

from briefing.cli.printer import err
from briefing.cli.words import counted
from briefing.errors import BriefingError
from index.entities.model import ACROSS, read_name
from index.text import clean_line

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from index import Corpus
    from index.entities.model import Entry, Name
    from index.model import Kind
    from index.understanding.entities import Entities, Finding

_CANDIDATES = 10
_NEAREST = 3
_SIMILAR = 0.6
#: So many times more often than the next one.
_FAR_MORE = 5

#: The option of every command that takes a name.
kind_option = click.option(
    "--kind", type=click.Choice(ACROSS), help="The kind, where several things are called so."
)


def entity_named(entities: Entities, name: str, kind: Kind | None = None, *, for_sure: bool = False) -> Entry:
    """The one entity that is meant by a name, or by a part of one.

    Of several that are called so, the one that is called so far more often than all others is meant, else the
    only one that goes by this name, where none is called so more often. What is taken for what was typed is
    said on standard error.

    Args:
        entities: Those of the corpus.
        name: What was typed: ``joe``; with the kind before it ``person:joe``, where a whole name is of one
            alone; in quotation marks what is called just so.
        kind: Of this kind alone.
        for_sure: Whether it must be the only one that goes by the name, or else that is called so, spelled as
            articles spell it: for decisions.

    Raises:
        BriefingError: There is none, or there are several.
    """
    if (kept := _kept(entities, clean_line(name))) is not None:
        return kept
    words, kind, exactly = _typed(name, kind)
    by: Finding = "called"
    if exactly:
        found = entities.named_exactly(words, kind)
    else:
        by, found = entities.found_by(words, kind)
    if not found:
        raise _not_there(words, kind, _nearest(words, entities.listed(kind=kind)))
    found = tuple(each for each in found if each.kind == kind) or found
    if for_sure or exactly:
        return _for_sure(words, kind, by, found)
    if by == "sounding":
        return _read_as(entities, words, kind, found)
    times = entities.times_called(words, [each.id for each in found]) if by == "called" else {}
    so_often = {each.id: times.get(each.id, each.times) for each in found}
    ordered = sorted(found, key=lambda each: -so_often[each.id])
    meant = ordered[0]
    if len(ordered) > 1:
        meant = _one_of(words, ordered, so_often)
        others = [each for each in ordered if each != meant]
        err().prose(f"“{words}” is taken for {_listed([meant])}, not for {_listed(others)}.")
    _tell_of_greater(entities, words, kind, meant, {each.id for each in found})
    return meant


def _typed(name: str, kind: Kind | None) -> tuple[str, Kind | None, bool]:
    """The words of a name as it was typed, its kind, and whether it is just these words."""
    words = clean_line(name)
    before, colon, after = words.partition(":")
    typed = next((each for each in ACROSS if each == before.casefold()), None) if colon else None
    if typed is not None and after.strip():
        words, kind = after.strip(), typed
    bare = words[1:-1].strip() if len(words) > 2 and words[0] in '"“' and words[-1] in '"”' else ""
    return bare or words, kind, bool(bare)


def _one_of(words: str, ordered: Sequence[Entry], so_often: Mapping[int, int]) -> Entry:
    """The one of several that is meant: it is called so far more often, or goes by that name."""
    most, next_most = (so_often[each.id] for each in ordered[:2])
    named = [each for each in ordered if each.name.casefold() == words.casefold()]
    meant = list(ordered[:1]) if most >= _FAR_MORE * next_most else named
    if len(meant) != 1 or so_often[meant[0].id] < most:
        raise _several(f"“{words}” can be", words, ordered)
    return meant[0]


def _kept(entities: Entities, words: str) -> Entry | None:
    """The entity of a name as it is kept; ``None`` where it is none of the corpus."""
    name = name_as_kept(words)
    return entities.named(name) if name is not None else None


def name_as_kept(words: str) -> Name | None:
    """What was typed as a name as it is kept (``person:Omar Karsa``); ``None`` where it is none."""
    try:
        name = read_name(words)
    except ValueError:
        return None
    return name if name.family in ACROSS else None


def _tell_of_greater(
    entities: Entities, words: str, kind: Kind | None, meant: Entry, known: Collection[int]
) -> None:
    """Say what has the words of a name in its own and is mentioned more often: it may be what was meant."""
    others = (each for each in entities.beginning(words, kind) if each.id not in known)
    greater = [each for each in others if each.times > meant.times and _has(each.name, words)]
    if greater:
        err().prose(f"“{words}” is taken for {_listed([meant])}; there is also {_listed(greater)}.")


def _has(name: str, words: str) -> bool:
    """Whether a name has these words, none of them cut off."""
    return f" {words.casefold()} " in f" {name.casefold()} "


def _for_sure(words: str, kind: Kind | None, by: Finding, found: Sequence[Entry]) -> Entry:
    """The one that goes by a name, else the one that has it in its own."""
    meant = [each for each in found if each.name.casefold() == words.casefold()] or list(found)
    if by == "sounding":
        raise _not_there(words, kind, [each.name for each in meant[:_NEAREST]])
    if len(meant) > 1:
        raise _several(f"“{words}” can be", words, meant)
    return meant[0]


def _read_as(entities: Entities, words: str, kind: Kind | None, found: Sequence[Entry]) -> Entry:
    """The one that has a name which sounds like what was typed, or whatever else goes by that name."""
    if len(found) > 1 and found[0].times < _FAR_MORE * found[1].times:
        raise _several(f"nothing is called “{words}”; sounds like:", words, found)
    err().prose(f"Nothing is called “{words}”; it is read as {found[0].name}.")
    return entity_named(entities, found[0].name, kind)


def _several(said: str, words: str, found: Sequence[Entry]) -> BriefingError:
    if len({(each.name, each.kind) for each in found}) < len(found):
        return BriefingError(f"{said} {_listed(found)}", f"“{found[0].lead}” is one of them alone.")
    return BriefingError(
        f"{said} {_listed(found)}",
        f"Type more of the name, or its kind before it, as in “{found[0].kind}:{words}”;"
        f" '\"{words}\"' is what is called just so.",
    )


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
    called = Counter((each.name, each.kind) for each in found)
    some = [
        f"{each.name} ({each.kind if called[each.name, each.kind] == 1 else each.lead},"
        f" {counted(each.times, 'time')})"
        for each in found[:_CANDIDATES]
    ]
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
