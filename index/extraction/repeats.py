"""What is named once with certainty is named wherever its words stand: in the headline, in a line of its own.

A headline has a capital letter on every word and is read by the lists alone, so that only ``ISAF`` was found
where the article goes on about the ``ISAF Joint Command``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.extraction.acronyms import without_overlaps

if TYPE_CHECKING:
    from collections.abc import Iterator

    from index.extraction.candidate import Candidate

_SURE = 0.8
_KINDS = ("person", "organisation", "group", "facility")
#: As many code points are searched in all, so that a book full of names is not searched for each of them.
_MOST_WORK = 20_000_000


def with_repeats(text: str, found: list[Candidate]) -> list[Candidate]:
    """The candidates with all places of the longer names that are sure.

    Args:
        text: A cleaned text.
        found: Candidates, in order, none overlapping.
    """
    names: dict[str, Candidate] = {}
    for one in found:
        if len(one.words) > 1 and one.kind in _KINDS and one.confidence >= _SURE:
            names.setdefault(text[one.start : one.end], one)
    most = _MOST_WORK // max(len(text), 1)
    places = {one.start: one.end for one in found}
    added = [
        one._replace(start=at, end=at + len(name), confidence=_SURE, how="repeated", before="", acts=False)
        for name, one in list(names.items())[:most]
        for at in _places(text, name)
        if places.get(at, 0) < at + len(name)
    ]
    return without_overlaps([*found, *added]) if added else found


def _places(text: str, name: str) -> Iterator[int]:
    at = text.find(name)
    while at >= 0:
        end = at + len(name)
        if not _goes_on(text[at - 1 : at] if at else "") and not _goes_on(text[end : end + 1]):
            yield at
        at = text.find(name, end)


def _goes_on(character: str) -> bool:
    return character.isalnum() or character in tuple("-_")
