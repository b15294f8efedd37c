"""The names that decisions are about, by their numbers among all names."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from index.entities.model import read_name

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from index.entities.model import Name, Ruled


def concerned(rulings: Sequence[Ruled], number: Callable[[Name], int | None]) -> set[int]:
    """The numbers of the names that some decisions name."""
    found: set[int] = set()
    for each in rulings:
        for kept in (each.subject, each.value):
            try:
                at = number(read_name(kept))
            except ValueError:
                continue
            if at is not None:
                found.add(at)
    return found


def split_off(ruled: Ruled, numbers: Mapping[Name, int]) -> int | None:
    """The number of the name that a decision splits off."""
    if ruled.ruling != "split":
        return None
    try:
        return numbers.get(read_name(ruled.subject))
    except ValueError:
        return None


def heirs(proposed: npt.NDArray[np.int64], alone: Collection[int]) -> dict[int, int]:
    """Which name leads an entity instead of one that was split off it, where others are left.

    Args:
        proposed: Number of a name to that of the entity that it is proposed to stand for.
        alone: The numbers of the names that were split off.
    """
    found: dict[int, int] = {}
    for at in np.flatnonzero(np.isin(proposed, list(alone))).tolist() if alone else ():
        if at not in alone:
            found.setdefault(int(proposed[at]), at)
    return found
