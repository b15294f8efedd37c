"""What somebody decided about entities, replayed on names: which name stands for what. Pure.

Decisions are kept by name, so they hold when articles are read for names again. ``Ties`` answers for names
wherever they stand, and ``curated`` for the layers of one article.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from index.entities.grouping import entities_of
from index.entities.model import (
    OF_ONE_MENTION,
    PLACED,
    Name,
    Place,
    Ruled,
    family,
    given_to,
    read_name,
    read_place,
)
from index.model import KINDS, Layers

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from index.model import Kind, Mention, Span

#: Characters of the text before and after a mention by which it is known again.
CONTEXT = 32


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was decided about the entity of a name.

    Attributes:
        name: What it is called; ``None`` where nothing was said of that.
        kind: What it is; ``None`` likewise.
        ignored: Whether it is no entity.
    """

    name: str | None = None
    kind: Kind | None = None
    ignored: bool = False


_NONE = Verdict()


class Ties:
    """Which names belong together, and what they are called, once decisions were replayed."""

    def __init__(self, rulings: Sequence[Ruled], proposed: Callable[[Name], Name]) -> None:
        """Replay decisions, the oldest first.

        Args:
            rulings: What was decided.
            proposed: From a name to the one that leads its entity as it is proposed; one that is not known
                leads itself.
        """
        self._proposed = proposed
        self._into: dict[Name, Name] = {}
        self._by: dict[Name, Ruled] = {}
        self._verdicts: dict[Name, Verdict] = {}
        about = [(each, name) for each in rulings if (name := _name(each)) is not None]
        self._alone = {name for each, name in about if each.ruling == "split"}
        for each, name in about:
            self._replay(each, self.lead(name))

    def lead(self, name: Name) -> Name:
        """The name that leads the entity of this one."""
        at = self._own(name)
        while at in self._into:
            at = self._into[at]
        return at

    def way(self, name: Name) -> list[tuple[Name, Ruled | None]]:
        """The names that one comes through from a name to the one that leads it.

        Each is with the decision that put it into the next; the last has none.
        """
        at, found = self._own(name), []
        while at in self._into:
            found.append((at, self._by[at]))
            at = self._into[at]
        return [*found, (at, None)]

    def verdict(self, lead: Name) -> Verdict:
        """What was decided about the entity that this name leads."""
        return self._verdicts.get(lead, _NONE)

    def moves(self, name: Name) -> bool:
        """Whether somebody decided where this name belongs."""
        return name in self._alone or self.lead(name) != self._proposed(name)

    def _own(self, name: Name) -> Name:
        """The name that leads the entity of this one before anything was merged."""
        return name if name in self._alone else self._proposed(name)

    def _replay(self, each: Ruled, lead: Name) -> None:
        known = self.verdict(lead)
        match each.ruling:
            case "merged":
                into = _read(each.value)
                other = self.lead(into) if into is not None else lead
                if other != lead:
                    self._into[lead] = other
                    self._by[lead] = each
                    # Who says that a thing is another one says that it is something.
                    self._verdicts[other] = replace(self.verdict(other), ignored=False)
            case "renamed":
                self._verdicts[lead] = replace(known, name=each.value)
            case "retyped" if each.value in KINDS:
                self._verdicts[lead] = replace(known, kind=each.value)
            case "ignored":
                self._verdicts[lead] = replace(known, ignored=True)


def place_of(mention: Mention, text: str, article: str = "") -> Place:
    """A mention as it is known again: in an article, where that is given, and in a version in its place."""
    place = place_at(mention.span, text)
    return replace(place, article=article, start=mention.span.start) if article else place


def place_at(span: Span, text: str) -> Place:
    """Words of a text as they are known again in another version of it."""
    start, end = span.start, span.end
    return Place(text[start:end], text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT])


def passage_of(place: Place) -> str:
    """A mention with the words around it, none of them cut in two."""
    before, after = place.before, place.after
    if len(before) >= CONTEXT:
        before = before.partition(" ")[2]
    if len(after) >= CONTEXT:
        after = after.rpartition(" ")[0]
    return " ".join(f"{before}{place.exact}{after}".split())


#: Decisions about single mentions of an article: where each stands, to those about it, the oldest first.
Spots = Mapping[int, Sequence[Ruled]]


def spots_in(rulings: Iterable[Ruled], article: str, text: str, mentions: Iterable[Mention]) -> Spots:
    """Which mentions of an article were decided about one by one.

    In the article that a decision was made on it holds where it was made, in a version in its place where the
    same words stand among the same, the nearest of several.

    Args:
        rulings: Decisions about single mentions that were made on it, or on an article that it replaced.
        article: Its full id.
        text: Its text.
        mentions: As they were recognised.
    """
    found: dict[int, list[Ruled]] = defaultdict(list)
    starts: dict[Place, list[int]] = defaultdict(list)
    about = [(read_place(each.subject), each) for each in rulings if each.ruling in OF_ONE_MENTION]
    words = {place.exact for place, _ in about}
    for mention in mentions:
        if mention.text in words:
            starts[place_of(mention, text)].append(mention.span.start)
    for place, each in about:
        same = starts.get(replace(place, article="", start=-1), [])
        if place.start < 0:
            places = same  # decided before the place was kept
        elif place.article == article:
            places = [start for start in same if start == place.start]
        else:
            places = sorted(same, key=lambda start: abs(start - place.start))[:1]
        for start in places:
            found[start].append(each)
    return found


def placed(mention: Mention, spots: Spots) -> Mention | None:
    """A mention as it was decided about by its place: that of another name, or ``None`` where it is none."""
    if mention.span.start not in spots:
        return mention
    last = spots[mention.span.start][-1]
    name = given_to(last.value)[1] if last.ruling == "here" else None
    return None if name is None else replace(mention, kind=name.family, name=name.text)


def placed_mentions(mentions: Iterable[Mention], spots: Spots) -> Iterator[Mention]:
    """The mentions of an article after decisions about single ones."""
    for mention in mentions:
        now = placed(mention, spots)
        if now is not None:
            yield now


def curated(
    layers: Layers,
    ties: Ties,
    spots: Spots,
    kind_of: Callable[[Name], Kind],
) -> Layers:
    """The layers of an article as they are after decisions; the same value where none concerns them.

    Args:
        layers: As they were recognised.
        ties: Decisions about entities.
        spots: Decisions about single mentions.
        kind_of: From a leading name to what its entity is mostly taken for.
    """
    as_found = set(layers.mentions)
    there = placed_mentions(layers.mentions, spots)
    kept = tuple(
        judged
        for mention in there
        if (judged := _judged(mention, ties, kind_of, moved=mention not in as_found)) is not None
    )
    if kept == layers.mentions:
        return layers
    gone = {mention.span for mention in layers.mentions} - {mention.span for mention in kept}
    # Somebody who is no entity any more is called by the words of the text.
    statements = tuple(
        replace(each, named=None) if each.named in gone else each for each in layers.statements
    )
    return Layers(kept, layers.moments, statements, entities_of(kept))


def _judged(mention: Mention, ties: Ties, kind_of: Callable[[Name], Kind], *, moved: bool) -> Mention | None:
    """A mention as it is after decisions, also one that was ``moved`` by its place; ``None`` for none."""
    name = Name(family(mention.kind), mention.name)
    lead = ties.lead(name)
    verdict = ties.verdict(lead)
    if verdict.ignored:
        return None
    if moved or ties.moves(name):
        called, kind = verdict.name or lead.text, verdict.kind or kind_of(lead)
    elif verdict != _NONE:
        called, kind = verdict.name or mention.name, verdict.kind or mention.kind
    else:
        return mention
    return replace(mention, kind=kind, name=called, lead=str(lead))


def _name(each: Ruled) -> Name | None:
    return None if each.ruling in PLACED else _read(each.subject)


def _read(kept: str) -> Name | None:
    """A name that was kept by whatever version; one that cannot be read concerns nothing."""
    try:
        return read_name(kept)
    except ValueError:
        return None
