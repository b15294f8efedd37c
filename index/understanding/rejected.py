"""The mentions that somebody said to be none, where they stand in the corpus now.

A decision holds by the words and those around them. It is looked for in the article that it was made on and
in the version in its place; nowhere else could the same mention stand.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from index.entities.model import Name, family, read_place
from index.entities.packing import kinds_of, unpacked
from index.entities.ruling import place_of
from index.model import KINDS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from index.catalog import Catalog
    from index.entities.model import Ruled
    from index.model import Kind


@dataclass(frozen=True, slots=True)
class Rejected:
    """One such mention.

    Attributes:
        subject: The decision, as it is kept.
        article: Number of the article.
        name: The name that it was taken for.
        form: Its words.
        kind: The kind that it was taken for.
    """

    subject: str
    article: int
    name: Name
    form: str
    kind: Kind


def rejected(catalog: Catalog, rulings: Sequence[Ruled]) -> list[Rejected]:
    """Each mention that a decision rejects.

    Args:
        catalog: Where the articles are.
        rulings: All decisions; the value of one that rejects is the id of the article that it was made on.
    """
    found: list[Rejected] = []
    for each in rulings:
        if each.ruling != "not_here":
            continue
        place = read_place(each.subject)
        numbers = catalog.numbers([each.value, *catalog.newest([each.value]).values()])
        bodies = catalog.bodies(numbers)
        for number, _, text in catalog.texts(sorted(bodies)):
            found += [
                Rejected(
                    each.subject,
                    number,
                    Name(family(mention.kind), mention.name),
                    " ".join(mention.text.split()),
                    mention.kind,
                )
                for mention in unpacked(bodies[number], text).mentions
                if mention.text == place.exact and place_of(mention, text) == place
            ]
    return found


def without(
    away: Sequence[Rejected],
    article: npt.NDArray[np.int64],
    rows: npt.NDArray[np.int32],
    numbers: Mapping[Name, int],
    forms: Sequence[str],
) -> npt.NDArray[np.int32]:
    """Rows of names counted without these mentions; a row with nothing left counts 0.

    Args:
        away: The mentions.
        article: The article of each row.
        rows: Name, form, times, kind and flags of each row.
        numbers: The numbers of names.
        forms: Every form by its number.
    """
    if not away:
        return rows
    rows = rows.copy()
    for each in away:
        name = numbers.get(each.name)
        if name is None or each.form not in forms:
            continue
        there = (article == each.article) & (rows[:, 0] == name) & (rows[:, 1] == forms.index(each.form))
        there &= kinds_of(rows[:, 3]) == KINDS.index(each.kind)
        rows[np.flatnonzero(there)[:1], 2] -= 1
    return rows
