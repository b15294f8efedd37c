"""Places, buildings and units that are told apart by a number: ``Hill 402``, ``Camp 7``, ``Brigade 71``.

Without its number the noun is no name; where the tagger takes such a noun alone for a place or a person it is
opened again, so that it may stand for what the article named in full.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.extraction.acronyms import without_overlaps
from index.extraction.candidate import Candidate
from index.extraction.expressions import expression

if TYPE_CHECKING:
    from collections.abc import Iterator

    from index.extraction.lexicon import Lexicon
    from index.model import Kind

_PLACES = ("area", "corridor", "district", "hill", "route", "sector", "ward", "zone")
_UNITS = ("battalion", "brigade", "division", "regiment", "squadron", "unit")
_BUILT = frozenset(
    ("airstrip", "barracks", "base", "block", "building", "camp", "checkpoint", "compound", "depot", "gate")
).union(
    ("hangar", "highway", "hospital", "junction", "outpost", "pier", "prison", "reactor", "road", "room"),
    ("school", "shelter", "site", "station", "terminal", "tower", "tunnel", "warehouse"),
)
_KINDS: dict[str, Kind] = {
    **dict.fromkeys(_PLACES, "place"),
    **dict.fromkeys(_UNITS, "organisation"),
    **dict.fromkeys(_BUILT, "facility"),
}
#: A number of so many things behind the name is none of its own: ``At Halden Hospital 40 people died``.
_COUNTED = (
    r" (?:[a-z]{2,12} )?(?!(?:was|has|is|as|its|lies|stands|across)\b)[a-z]{1,20}s\b"
    r"| (?:people|men|women|children|dead|wounded|more|of)\b"
)
_NUMBERED = expression(
    rf"(?<![\w-])(?P<noun>{'|'.join(sorted(map(str.title, _KINDS)))}) (?:No\. ?)?\d{{1,4}}[A-Z]?"
    rf"(?![\w%°£€$-]|[.,:/]\d| ?(?:per cent|percent|[ap]\.?m)\b|{_COUNTED})"
)
_CONFIDENCE = 0.8
#: Who decided so can be wrong about a noun that stands alone.
_GUESSED = ("tagged", "context", "repeated")


def with_numbers(text: str, found: list[Candidate], lists: Lexicon) -> list[Candidate]:
    """The candidates with such names, and with nouns of that sort left open where they stand alone.

    Args:
        text: A cleaned text.
        found: Candidates, in order, none overlapping.
        lists: Knows the heads of names.
    """
    named = list(_named(text, {one.end: one for one in found}))
    opened = [one._replace(kind=None, how="open") if _is_noun(one, lists) else one for one in found]
    if not named:
        return opened
    starts = {one.start for one in named}
    return without_overlaps([*(one for one in opened if one.start not in starts), *named])


def _named(text: str, ends: dict[int, Candidate]) -> Iterator[Candidate]:
    for match in _NUMBERED.finditer(text):
        noun, number = match["noun"], text[match.end("noun") : match.end()].strip()
        before = ends.get(match.end("noun"))
        if before is None or before.start >= match.start():
            words, kind = (noun, *number.split()), _KINDS[noun.lower()]
            yield Candidate(match.start(), match.end(), words, kind, match[0], "head", _CONFIDENCE)
        elif before.kind != "person":
            longer = before._replace(end=match.end(), words=(*before.words, *number.split()))
            yield longer._replace(name=f"{before.name} {number}")


def _is_noun(one: Candidate, lists: Lexicon) -> bool:
    """Whether a noun that others have at the end of their name is taken for a name of its own."""
    if len(one.words) > 1 or one.how not in _GUESSED or one.kind not in ("place", "facility", "person"):
        return False
    low = one.words[0].lower()
    if low in _KINDS:
        return one.kind != "person"
    family_name = low in lists.lists["surname_heads"]
    return lists.heads.get(low) in ("organisation", "group") and not (one.kind == "person" and family_name)
