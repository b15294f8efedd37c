"""What has to be decided so that a name is an entity of its own: worked out before anything is decided.

What somebody merged is parted by taking that back, what is proposed by splitting the name off; a name can be
held by both. What was merged into it goes with it, unless it is the name that leads: that one stands alone.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from index.entities.model import Name, Ruled
from index.entities.ruling import Ties
from index.understanding.numbered import concerned, heirs

if TYPE_CHECKING:
    from index.understanding.register import View


@dataclass(frozen=True, slots=True)
class Parting:
    """What parts names from what they are with.

    Attributes:
        merges: The merges that are to be taken back.
        split: The names that are to be split off.
    """

    merges: tuple[Ruled, ...]
    split: tuple[Name, ...]


def parting(view: View, rulings: Sequence[Ruled], names: Sequence[Name], leading: Name) -> Parting:
    """What parts names from the entity that they are with.

    Args:
        view: What is proposed, and which names the entity has.
        rulings: All decisions, the oldest first.
        names: The names. Where they are several, the leading one stays.
        leading: The name by which decisions about the entity hold.
    """
    left, gone, split = list(rulings), [], []
    for name in [each for each in names if each != leading] or names:
        rest = [leading] if name != leading else _others(view, name)
        while (by := _tying(_ties(view, left), name, rest)) is not None and by.subject == str(name):
            left.remove(by)
            gone.append(by)
        ties = _ties(view, left)
        if _is_with(ties, name, rest) and _is_proposed(view, name, left):
            split.append(name)
            left.append(Ruled("split", str(name), name.text))
        while (by := _tying(_ties(view, left), name, rest)) is not None:
            left.remove(by)
            gone.append(by)
    return Parting(tuple(gone), tuple(split))


def _others(view: View, name: Name) -> list[Name]:
    """The other names of the entity of a name."""
    number = view.number(name)
    members = view.members(int(view.lead[number])) if number is not None else []
    return [view.names[other] for other in members if other != number]


def _is_with(ties: Ties, name: Name, rest: Collection[Name]) -> bool:
    return ties.lead(name) in {ties.lead(other) for other in rest}


def _tying(ties: Ties, name: Name, rest: Collection[Name]) -> Ruled | None:
    """The merge nearest to a name that ties it to one of the others; ``None`` where none does."""
    (own, by), *_ = ties.way(name)
    for other in rest:
        if ties.lead(other) == ties.lead(name):
            into = next((up for (_, up), (at, _) in pairwise(ties.way(other)) if at == own), by)
            if into is not None:
                return into
    return None


def _is_proposed(view: View, name: Name, rulings: Sequence[Ruled]) -> bool:
    """Whether a name is proposed to be one with another that was not split off."""
    number, alone = view.number(name), _alone(view, rulings)
    if number is None or number in alone:
        return False
    same = np.flatnonzero(view.proposed == view.proposed[number]).tolist()
    return any(other not in alone for other in same if other != number)


def _alone(view: View, rulings: Sequence[Ruled]) -> set[int]:
    """The numbers of the names that decisions split off."""
    split = (Ruled("split", each.subject) for each in rulings if each.ruling == "split")
    return concerned(list(split), view.number)


def _ties(view: View, rulings: Sequence[Ruled]) -> Ties:
    """Which names belong together after these decisions."""
    instead = heirs(view.proposed, _alone(view, rulings))

    def proposed(name: Name) -> Name:
        number = view.number(name)
        if number is None:
            return name
        lead = int(view.proposed[number])
        return view.names[instead.get(lead, lead)]

    return Ties(rulings, proposed)
