"""The project's own annotated articles, and how what was found is compared with them.

A text lies in ``name.txt``; beside it ``name.ann`` has a line a mention: first code point, one past the last,
kind, entity, words, with tabs between them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from index.model import Layers

#: The kinds that are scored as mentions; groups and organisations are told apart, places and facilities too.
SCORED = ("person", "organisation", "group", "place", "facility")

Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Gold:
    """One annotated article: its text, and for each place its kind and its entity."""

    name: str
    text: str
    marked: Mapping[Place, tuple[str, str]]


def read_gold(folder: Path) -> list[Gold]:
    """Every annotated article of a folder.

    Raises:
        ValueError: An annotation does not have the words that stand at its place.
    """
    return [_read(path) for path in sorted(folder.glob("*.txt"))]


def _read(path: Path) -> Gold:
    text = path.read_text("utf-8").strip("\n")
    marked: dict[Place, tuple[str, str]] = {}
    for line in path.with_suffix(".ann").read_text("utf-8").splitlines():
        start, end, kind, entity, words = line.split("\t")
        if text[int(start) : int(end)] != words:
            raise ValueError(
                f"{path.name}: {start} to {end} is {text[int(start) : int(end)]!r}, not {words!r}"
            )
        marked[int(start), int(end)] = kind, entity
    return Gold(path.stem, text, marked)


def wrong(gold: Gold, found: Layers) -> list[str]:
    """What was missed and what was found too much, in words."""
    ours = {(one.span.start, one.span.end): one.kind for one in found.mentions if one.kind in SCORED}
    theirs = {place: kind for place, (kind, _) in gold.marked.items() if kind in SCORED}
    return [
        f"{gold.name}: {gold.text[start:end]!r} is {theirs.get((start, end))}, found {ours.get((start, end))}"
        for start, end in sorted(ours.keys() | theirs.keys())
        if ours.get((start, end)) != theirs.get((start, end))
    ]


def mentions(gold: Sequence[Gold], found: Sequence[Layers]) -> float:
    """F1 in percent of mentions with the right place and the right kind."""
    right = given = marked = 0
    for one, layers in zip(gold, found, strict=True):
        ours = {(m.span.start, m.span.end, m.kind) for m in layers.mentions if m.kind in SCORED}
        theirs = {(*place, kind) for place, (kind, _) in one.marked.items() if kind in SCORED}
        right += len(ours & theirs)
        given += len(ours)
        marked += len(theirs)
    return 200 * right / (given + marked)


def links(gold: Sequence[Gold], found: Sequence[Layers]) -> float:
    """B3 F1 in percent over all mentions; one that was missed or invented is alone on the other side."""
    precision = recall = 0.0
    given = marked = 0
    for one, layers in zip(gold, found, strict=True):
        theirs = {place: entity for place, (kind, entity) in one.marked.items() if kind in SCORED}
        ours = {(m.span.start, m.span.end): (m.kind, m.name) for m in layers.mentions if m.kind in SCORED}
        precision += _overlap(ours, theirs)
        recall += _overlap(theirs, ours)
        given += len(ours)
        marked += len(theirs)
    precision, recall = precision / given, recall / marked
    return 200 * precision * recall / (precision + recall)


def _overlap(of: Mapping[Place, Hashable], other: Mapping[Place, Hashable]) -> float:
    """The sum over mentions of the share of their entity that the other side has in one entity too."""
    together: dict[Hashable, set[Place]] = defaultdict(set)
    for place, entity in of.items():
        together[entity].add(place)
    total = 0.0
    for place, entity in of.items():
        if place in other:
            same = sum(other.get(peer) == other[place] for peer in together[entity])
            total += same / len(together[entity])
    return total
