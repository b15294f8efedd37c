"""Which decisions are about an entity, when all of them are to be taken back. Pure."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from index.entities.model import OF_ONE_MENTION, PLACED, family, given_to, read_name, read_place

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from index.entities.model import Ruled
    from index.model import Kind


def about(
    rulings: Sequence[Ruled], words: str, names: Collection[str], kind: Kind | None = None
) -> list[Ruled]:
    """The decisions about what is called so: what is gone from the corpus has no name but in these.

    Args:
        rulings: All decisions, the oldest first.
        words: What it is called, in any capitals.
        names: Its names as far as the corpus knows them, as they are kept.
        kind: Of this kind alone, as far as the names go.
    """
    by_name: dict[str, list[int]] = defaultdict(list)
    mine: set[int] = set()
    known = set(names)
    for number, each in enumerate(rulings):
        for name in _names(each):
            by_name[name].append(number)
        # who is named there leads to no further one
        if _given(each) in known or words.casefold() in _called(each, kind):
            mine.add(number)
    known = known.union(*(_names(rulings[number]) for number in mine))
    new = list(known)
    while new:
        for number in by_name.get(new.pop(), ()):
            mine.add(number)
            further = _names(rulings[number]) - known
            known |= further
            new += further
    return [each for number, each in enumerate(rulings) if number in mine]


def _names(ruled: Ruled) -> set[str]:
    """The names that a decision is about, as they are kept."""
    if ruled.ruling in PLACED:
        return set()
    return {ruled.subject, ruled.value} if ruled.ruling == "merged" else {ruled.subject}


def _given(ruled: Ruled) -> str:
    """The name, as it is kept, that a mention was said to be of; empty with all other decisions."""
    name = given_to(ruled.value)[1] if ruled.ruling == "here" else None
    return "" if name is None else str(name)


def _called(ruled: Ruled, kind: Kind | None) -> set[str]:
    """What a decision calls things of a kind, in small letters; of a mention, its words."""
    names = [name for name in _names(ruled) if kind is None or _family(name) == family(kind)]
    called = {name.partition(":")[2] for name in names}
    if ruled.ruling in OF_ONE_MENTION:
        called.add(read_place(ruled.subject).exact)
    elif ruled.ruling == "renamed" and names:
        called.add(ruled.value)
    return {each.casefold() for each in called}


def _family(kept: str) -> Kind | None:
    """The family of a name as it is kept; none where it cannot be read."""
    try:
        return read_name(kept).family
    except ValueError:
        return None
