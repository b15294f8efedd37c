"""Other spellings of names, for searches: kept ready, so that a key never waits for them.

They come from the names that the corpus itself ties: ``Soudani`` stands for ``Sudani`` where the articles
name one man so and so. What somebody decided about names is looked at when a word is looked up.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

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


class Spelled:
    """Other spellings, after what was decided. Safe to use from several threads.

    Decisions are read and folded once in each state of them, and not for each word of a search.
    """

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._known: tuple[int, _Decided] | None = None

    def otherwise(self, text: str) -> tuple[str, ...]:
        """Other spellings of a name, or of a word of names, the most used first; none for most words."""
        key = folded(text)
        if not key:
            return ()
        decided = self._decided()
        kept = () if key in decided.apart else self._catalog.spelled(key)
        others = (each for each in kept if folded(each) not in decided.apart)
        return tuple(dict.fromkeys((*decided.merged.get(key, ()), *others)))

    def _decided(self) -> _Decided:
        stamp = self._catalog.stamps()[2]
        known = self._known
        if known is None or known[0] != stamp:
            known = self._known = stamp, _decided(self._catalog.ruled())
        return known[1]


def folded(text: str) -> str:
    """Words as they are compared, whatever their capitals and accents."""
    return " ".join(folded_words(text))


class _Decided(NamedTuple):
    """What decisions say of spellings.

    Attributes:
        apart: Folded names that are no spelling of another.
        merged: Folded name to the names that somebody merged with it, as they were decided.
    """

    apart: frozenset[str]
    merged: Mapping[str, Sequence[str]]


def _decided(rulings: Iterable[Ruled]) -> _Decided:
    apart: set[str] = set()
    merged: dict[str, list[str]] = defaultdict(list)
    for each in rulings:
        one, other = _text(each.subject), _text(each.value)
        if each.ruling == "split":
            apart.add(folded(one))
        elif each.ruling == "merged" and one and other:
            merged[folded(one)].append(other)
            if folded(other) != folded(one):
                merged[folded(other)].append(one)
    return _Decided(frozenset(apart), dict(merged))


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
