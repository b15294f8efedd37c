"""Which decisions about words of articles concern which article, with the versions of articles in mind."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from index.entities.dating import read_spot
from index.entities.model import OF_ONE_MENTION, given_to

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from index.catalog import Catalog
    from index.entities.model import Ruled


def dates_by_article(catalog: Catalog, rulings: Iterable[Ruled]) -> Mapping[str, Sequence[Ruled]]:
    """Id of an article to the decisions about dates made on it, or on an earlier version of it."""
    return _by_article(
        catalog,
        [
            (spot.article, each)
            for each in rulings
            if each.ruling == "dated" and (spot := read_spot(each.subject))
        ],
    )


def mentions_by_article(catalog: Catalog, rulings: Iterable[Ruled]) -> Mapping[str, Sequence[Ruled]]:
    """The same with decisions about single mentions."""
    about = (each for each in rulings if each.ruling in OF_ONE_MENTION)
    return _by_article(catalog, [(given_to(each.value)[0], each) for each in about])


def _by_article(catalog: Catalog, made: Sequence[tuple[str, Ruled]]) -> Mapping[str, Sequence[Ruled]]:
    versions = catalog.versions(sorted({article for article, _ in made})) if made else {}
    found: dict[str, list[Ruled]] = defaultdict(list)
    for article, each in made:
        for id in versions[article]:
            found[id].append(each)
    return found
