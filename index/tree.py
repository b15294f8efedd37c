"""A search as a tree of conditions: ``index.query`` reads it, ``index.fulltext`` finds its articles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from index.model import PassagesOf
from index.patterns import Scan


@dataclass(frozen=True, slots=True)
class Word:
    """Any form of a word."""

    text: str
    field: str = ""


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words as written, side by side."""

    text: str
    field: str = ""


@dataclass(frozen=True, slots=True)
class Near:
    """Words as written, in any order, with at most ``others`` other words among them."""

    text: str
    others: int
    field: str = ""


@dataclass(frozen=True, slots=True)
class Prefix:
    """Words that begin with ``text``."""

    text: str
    field: str = ""


@dataclass(frozen=True, slots=True)
class Fuzzy:
    """Words at most one edit away from ``text``."""

    text: str
    field: str = ""


@dataclass(frozen=True, slots=True)
class Between:
    """Published for certain within these days; ``None`` leaves a side open. ``last`` is included."""

    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True)
class InLanguage:
    """The article is in this language."""

    code: str


@dataclass(frozen=True, slots=True)
class Outside:
    """Articles that somebody else chose: the answer of a registered field.

    Attributes:
        field: The field.
        value: Its value, as typed.
        numbers: The articles.
        read: How the value was read; empty where it says that itself.
        lights: Folded words that light up in them where they stand side by side.
        passages: From the number of one of them to the places in it that are meant; ``None`` where words are.
    """

    field: str
    value: str
    numbers: frozenset[int]
    read: str = ""
    lights: tuple[tuple[str, ...], ...] = ()
    passages: PassagesOf | None = None


@dataclass(frozen=True, slots=True)
class Not:
    """Articles to which ``part`` does not apply."""

    part: Node


@dataclass(frozen=True, slots=True)
class All:
    """Every part applies; with no parts, every article."""

    parts: tuple[Node, ...] = ()


@dataclass(frozen=True, slots=True)
class Any:
    """At least one part applies."""

    parts: tuple[Node, ...]


Leaf = Word | Phrase | Near | Prefix | Fuzzy

Node = Leaf | Scan | Between | InLanguage | Outside | Not | All | Any


def leaves(node: Node) -> list[Leaf]:
    """The wanted words of a tree, in order: those under a ``Not`` are left out."""
    match node:
        case Word() | Phrase() | Near() | Prefix() | Fuzzy():
            return [node]
        case All(parts) | Any(parts):
            return [leaf for part in parts for leaf in leaves(part)]
        case _:
            return []


def every_leaf(node: Node) -> list[Leaf]:
    """All words of a tree, in order, wanted or not."""
    match node:
        case Not(part):
            return every_leaf(part)
        case All(parts) | Any(parts):
            return [leaf for part in parts for leaf in every_leaf(part)]
        case _:
            return leaves(node)


def scans_of(node: Node) -> list[Scan]:
    """The patterns of a tree, in order, wanted or not."""
    match node:
        case Scan():
            return [node]
        case Not(part):
            return scans_of(part)
        case All(parts) | Any(parts):
            return [scan for part in parts for scan in scans_of(part)]
        case _:
            return []


def joined(nodes: Sequence[Node]) -> Node:
    """The tree of these conditions together; without any, every article."""
    flat = [each for node in nodes for each in (node.parts if isinstance(node, All) else (node,))]
    narrowing = list(dict.fromkeys(flat)) or list(nodes[:1])
    return narrowing[0] if len(narrowing) == 1 else All(tuple(narrowing))
