"""Other spellings of names, for searches: kept ready, so that a key never waits for them.

They come from the names that the corpus itself ties: ``Soudani`` stands for ``Sudani`` where the articles
name one man so and so. What somebody decided about names is looked at when a word is looked up.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from index.entities.model import Name, read_name
from index.words import folded_words

if TYPE_CHECKING:
    from index.catalog import Catalog
    from index.entities.model import Ruled

#: The article of an Arabic name: whoever looks for al-Sudani types Sudani.
_ARTICLE = re.compile(r"^(?:al|el|a[dnrstz]|ash|e[dnrstz]|esh|u[lr])-", re.IGNORECASE)
#: Families whose names are written in several ways.
SPELLED = ("person", "organisation", "place")


def spellings(groups: Iterable[Iterable[tuple[Name, int]]]) -> dict[str, tuple[str, ...]]:
    """Folded name, or folded word of a person's name, to its other spellings, the most used first.

    Args:
        groups: The names that are spellings of one, with how often each is used.
    """
    found: dict[str, dict[str, int]] = defaultdict(dict)
    for group in groups:
        names = [(name, uses) for name, uses in group if uses and name.family in SPELLED]
        for one, _ in names:
            for other, uses in names:
                _add(found, one.text, other.text, uses)
                if one.family == "person":
                    for word, spelled in _pairs(one.text, other.text):
                        _add(found, word, spelled, uses)
    return {key: tuple(sorted(others, key=lambda other: -others[other])) for key, others in found.items()}


def spelled_otherwise(catalog: Catalog, text: str) -> tuple[str, ...]:
    """Other spellings of a name, or of a word of names, the most used first; none for most words."""
    key = folded(text)
    if not key:
        return ()
    rulings = catalog.ruled()
    apart = {folded(_text(each.subject)) for each in rulings if each.ruling == "split"}
    kept = () if key in apart else catalog.spelled(key)
    return tuple(
        dict.fromkeys((*_merged(key, rulings), *(each for each in kept if folded(each) not in apart)))
    )


def folded(text: str) -> str:
    """Words as they are compared, whatever their capitals and accents."""
    return " ".join(folded_words(text))


def _merged(key: str, rulings: Iterable[Ruled]) -> Iterator[str]:
    """The names that somebody merged with this one."""
    for each in rulings:
        if each.ruling == "merged":
            one, other = _text(each.subject), _text(each.value)
            if one and other and key in (folded(one), folded(other)):
                yield other if key == folded(one) else one


def _text(kept: str) -> str:
    """The words of a name as it is kept; none where it cannot be read."""
    try:
        return read_name(kept).text
    except ValueError:
        return ""


def _pairs(one: str, other: str) -> Iterator[tuple[str, str]]:
    """The words of two names of as many words, one by one, and without an article before them."""
    first, second = one.split(), other.split()
    if len(first) == len(second) > 1:
        for pair in zip(first, second, strict=True):
            yield pair
            bare = _ARTICLE.sub("", pair[0]), _ARTICLE.sub("", pair[1])
            if bare != pair:
                yield bare


def _add(found: dict[str, dict[str, int]], text: str, other: str, uses: int) -> None:
    key = folded(text)
    if key and folded(other) != key:
        found[key][other] = max(uses, found[key].get(other, 0))
