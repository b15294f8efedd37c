"""The names of articles in which somebody decided about single mentions, counted as it was decided.

A decision holds in the article that it was made on, and in the version in its place by the words and those
around them.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

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
    from index.catalog.understood import NameRow
    from index.entities.model import Ruled
    from index.model import Kind


@dataclass(frozen=True, slots=True)
class Placed:
    """What decisions about single mentions come to.

    Attributes:
        rows: Number of each article that has such a mention, to its names after the decisions.
        names: Decision, as it is kept, to the names that its mention was taken for and is of now.
    """

    rows: Mapping[int, Sequence[NameRow]]
    names: Mapping[str, frozenset[Name]]


class _Decided(NamedTuple):
    """An article after decisions about its mentions.

    Attributes:
        made_of: Its packed layers and the decisions; while these are the same, so is all else.
        rows: Its names; ``None`` where no decision holds in it.
        names: As in ``Placed``.
    """

    made_of: tuple[bytes, Sequence[Ruled]]
    rows: Sequence[NameRow] | None
    names: Mapping[str, frozenset[Name]]


class DecidedArticles:
    """Follows the articles in which somebody decided about single mentions; not for several threads at once.

    While articles are read for names there is another state every few seconds: what did not change is not
    worked out again.
    """

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._known: dict[int, _Decided] = {}

    def after(self, rulings: Sequence[Ruled]) -> Placed:
        """What decisions come to now.

        Args:
            rulings: All of them, the oldest first.
        """
        by_article = mentions_by_article(self._catalog, rulings)
        ids = self._catalog.numbered(by_article) if by_article else {}
        bodies = self._catalog.bodies(sorted(ids)) if ids else {}
        made_of = {number: (body, by_article[ids[number]]) for number, body in bodies.items()}
        known = {
            number: self._known[number]
            for number, parts in made_of.items()
            if number in self._known and self._known[number].made_of == parts
        }
        new = sorted(made_of.keys() - known.keys())
        for number, _, text in self._catalog.texts(new) if new else ():
            known[number] = _decided(made_of[number], ids[number], text)
        self._known = known
        return _together(known)


def _decided(made_of: tuple[bytes, Sequence[Ruled]], id: str, text: str) -> _Decided:
    """An article after these decisions."""
    body, rulings = made_of
    layers = unpacked(body, text)
    spots = spots_in(rulings, id, text, layers.mentions)
    names: dict[str, set[Name]] = defaultdict(set)
    for mention in layers.mentions:
        now = placed(mention, spots)
        for each in spots.get(mention.span.start, ()):
            taken_for = Name(family(mention.kind), mention.name)
            given = Name(family(now.kind), now.name) if now is not None else taken_for
            names[each.subject] |= {taken_for, given}
    rows = None
    if spots:
        mentions = tuple(placed_mentions(layers.mentions, spots))
        rows = rows_of(Layers(mentions, layers.moments, layers.statements, ()))
    return _Decided(made_of, rows, {subject: frozenset(some) for subject, some in names.items()})


def _together(known: Mapping[int, _Decided]) -> Placed:
    """What decisions come to in all articles: one can hold in several versions of one."""
    names: dict[str, frozenset[Name]] = {}
    for each in known.values():
        for subject, some in each.names.items():
            names[subject] = names.get(subject, frozenset()) | some
    rows = {number: each.rows for number, each in known.items() if each.rows is not None}
    return Placed(rows, names)


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
    if not decided.rows:
        return article, rows
    again = decided.rows
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
