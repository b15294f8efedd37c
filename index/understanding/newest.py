"""Which decisions about when something is concern which article, with the versions of articles in mind."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from index.entities.dating import read_spot

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from index.catalog import Catalog
    from index.entities.model import Ruled


def dates_by_article(catalog: Catalog, rulings: Iterable[Ruled]) -> Mapping[str, Sequence[Ruled]]:
    """Id of an article to the decisions about dates made on it, or on an article that it replaced."""
    spots = [
        (spot.article, each)
        for each in rulings
        if each.ruling == "dated" and (spot := read_spot(each.subject))
    ]
    newest = catalog.newest(sorted({article for article, _ in spots})) if spots else {}
    found: dict[str, list[Ruled]] = defaultdict(list)
    for article, each in spots:
        for id in {article, newest.get(article, article)}:
            found[id].append(each)
    return found
