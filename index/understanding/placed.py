"""The names of articles in which somebody decided about single mentions, counted as it was decided.

A decision holds in the article that it was made on, and in the version in its place by the words and those
around them.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from index.entities.model import Name, family
from index.entities.packing import kinds_of, packed_names, unpacked, unpacked_names
from index.entities.ruling import placed, placed_mentions, spots_in
from index.model import KINDS, Layers
from index.understanding.newest import mentions_by_article
from index.understanding.rows import rows_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from index.catalog import Catalog
    from index.entities.model import Ruled
    from index.model import Kind


@dataclass(frozen=True, slots=True)
class Placed:
    """What decisions about single mentions come to.

    Attributes:
        layers: Number of each article that has such a mention, to its layers after the decisions.
        names: Decision, as it is kept, to the names that its mention was taken for and is of now.
    """

    layers: Mapping[int, Layers]
    names: Mapping[str, frozenset[Name]]


def decided_about(catalog: Catalog, rulings: Sequence[Ruled]) -> Placed:
    """The articles in which somebody decided about single mentions.

    Args:
        catalog: Where the articles are.
        rulings: All decisions, the oldest first.
    """
    by_article = mentions_by_article(catalog, rulings)
    if not by_article:
        return Placed({}, {})
    ids = {number: id for id in by_article for number in catalog.numbers([id])}
    bodies = catalog.bodies(sorted(ids))
    found: dict[int, Layers] = {}
    names: dict[str, set[Name]] = defaultdict(set)
    for number, _, text in catalog.texts(sorted(bodies)):
        layers = unpacked(bodies[number], text)
        spots = spots_in(by_article[ids[number]], ids[number], text, layers.mentions)
        for mention in layers.mentions:
            now = placed(mention, spots)
            for each in spots.get(mention.span.start, ()):
                taken_for = Name(family(mention.kind), mention.name)
                given = Name(family(now.kind), now.name) if now is not None else taken_for
                names[each.subject] |= {taken_for, given}
        if spots:
            mentions = tuple(placed_mentions(layers.mentions, spots))
            found[number] = Layers(mentions, layers.moments, layers.statements, ())
    return Placed(found, {subject: frozenset(some) for subject, some in names.items()})


def counted_again(
    decided: Placed,
    article: npt.NDArray[np.int64],
    rows: npt.NDArray[np.int32],
    numbers: Mapping[Name, int],
    forms: Sequence[str],
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int32]]:
    """The rows of names with those of some articles as was decided; a name without a number has none.

    Args:
        decided: The articles.
        article: The article of each row.
        rows: Name, form, times, kind and flags of each row.
        numbers: The numbers of names.
        forms: Every form by its number.

    Returns:
        The article of each row, and the rows.
    """
    if not decided.layers:
        return article, rows
    again = {number: rows_of(layers) for number, layers in decided.layers.items()}
    sought = {row.form for some in again.values() for row in some}
    form_numbers = {form: number for number, form in enumerate(forms) if form in sought}
    kinds = _kinds(decided, rows, numbers)
    parts = [
        unpacked_names(
            [
                packed_names(
                    (
                        numbers[row.name],
                        form_numbers[row.form],
                        kinds.get(row.name, row.kind),
                        row.times,
                        row.speaks,
                        row.spoken_about,
                    )
                    for row in some
                    if row.name in numbers and row.form in form_numbers
                )
            ]
        )
        for some in again.values()
    ]
    kept = np.isin(article, list(again), invert=True)
    counts = [len(part) for part in parts]
    return (
        np.concatenate((article[kept], np.repeat(np.array(list(again), np.int64), counts))),
        np.concatenate((rows[kept], *parts)),
    )


def _kinds(decided: Placed, rows: npt.NDArray[np.int32], numbers: Mapping[Name, int]) -> dict[Name, Kind]:
    """What these names are mostly taken for: a mention that is given to one says nothing of that."""
    found: dict[Name, Kind] = {}
    for name in {name for some in decided.names.values() for name in some if name in numbers}:
        mine = rows[rows[:, 0] == numbers[name]]
        if len(mine):
            counts = np.bincount(kinds_of(mine[:, 3]), weights=mine[:, 2])
            found[name] = KINDS[int(counts.argmax())]
    return found
