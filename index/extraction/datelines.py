"""Datelines: the place in capital letters before the first sentence of a report.

``HALDEN, 26 February -`` says that Halden is a place, and says it for the whole article.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from index.extraction.expressions import expression

if TYPE_CHECKING:
    from index.extraction.candidate import Candidate
    from index.extraction.lexicon import Lexicon

_DAY = r"(?:\d{1,2} [A-Z][a-z]{2,8}\.?|[A-Z][a-z]{2,8}\.? \d{1,2})(?:,? \d{4})?"
_DATELINE = expression(
    r"^ {0,4}(?P<place>[A-Z][A-Z'’.-]{1,24}(?: [A-Z][A-Z'’.-]{1,24}){0,2})"
    rf"(?:, {_DAY}|(?:, [A-Z][A-Za-z. ]{{2,24}})?(?: \((?:[A-Z][\w .,-]{{1,30}})\)| [-–—] ))",
    re.MULTILINE,
)


def by_datelines(text: str, found: list[Candidate], lists: Lexicon) -> list[Candidate]:
    """Make the names that stand in datelines places, under their usual spelling."""
    places = {match.start("place"): match["place"] for match in _DATELINE.finditer(text)}
    if not places:
        return found
    return [
        _placed(one, lists) if one.start in places and text[one.start : one.end] == places[one.start] else one
        for one in found
    ]


def _placed(one: Candidate, lists: Lexicon) -> Candidate:
    if one.kind is not None and one.how not in ("unsure", "tagged"):
        return one
    entry = lists.capitals.get(" ".join(one.words))
    words = tuple(word.capitalize() for word in one.words)
    name = entry.name if entry else " ".join(words)
    kind = entry.kind if entry else "place"
    return one._replace(words=words, kind=kind, name=name, how="dateline", confidence=0.85)
