"""What has a capital letter and is neither somebody nor somewhere; and names that have a dot in them.

An aircraft is not its maker (``Boeing 737``), an illness is no body (``SARS``), and the ``US`` of ``US$300``
is no country. A web address with nothing around it is the name of an outlet or a firm: ``Znak.com``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from index.extraction.candidate import Candidate

if TYPE_CHECKING:
    from index.extraction.lexicon import Lexicon

_MODEL = re.compile(r"[ -](?:[A-Z][A-Za-z]{0,3})?-?\d[\w-]*")
_MONEY = "$€£¥"
_SITE = re.compile(
    r"(?<![\w@./:-])(?:[A-Z][\w-]{1,40})(?:\.[a-z]{2,3})?\.(?:com|net|org|info|ru|ua|uk|cn|ir|eu|tv|io|de|fr|il|pl|tr|news)"
    r"(?![\w@/:-])(?!\.\w)"
)
_CONFIDENCE = 0.75
_FIRMS = ("organisation", "person", "place")


def without_things(text: str, found: list[Candidate], lists: Lexicon) -> list[Candidate]:
    """The candidates without what names a thing, and with the names of sites in the place of their parts.

    Args:
        text: A cleaned text.
        found: Candidates, in order, none overlapping.
        lists: Knows illnesses, makers and the like.
    """
    return _with_sites(text, [one for one in found if not _is_thing(text, one, lists)])


def _is_thing(text: str, one: Candidate, lists: Lexicon) -> bool:
    if len(one.words) < 3 and " ".join(one.words).lower() in lists.lists["things"]:
        return True
    if one.words[0].lower() in lists.lists["makers"] and one.kind in _FIRMS:
        after = any(character.isdigit() for word in one.words[1:] for character in word)
        return after or (len(one.words) == 1 and _MODEL.match(text, one.end) is not None)
    return one.kind == "place" and text[one.end : one.end + 1] in _MONEY and one.end < len(text)


def _with_sites(text: str, found: list[Candidate]) -> list[Candidate]:
    sites = [
        Candidate(match.start(), match.end(), (match[0],), "organisation", match[0], "site", _CONFIDENCE)
        for match in _SITE.finditer(text)
    ]
    if not sites:
        return found
    covered = [(one.start, one.end) for one in sites]
    kept = [one for one in found if all(one.end <= start or one.start >= end for start, end in covered)]
    return sorted([*kept, *sites])
