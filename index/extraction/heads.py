"""Names that their last word decides: ministries, brigades, airports, rivers, and what is none of these."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from index.extraction.candidate import Candidate, from_entry, made
from index.extraction.evidence import Verdict
from index.extraction.expressions import expression
from index.extraction.runs import Scene, is_capital, joined, known

if TYPE_CHECKING:
    from collections.abc import Iterator

    from index.model import Kind


#: How often such a name was right where it was counted: what is built is as often a body to others.
_SURE_OF: dict[Kind, float] = {"organisation": 0.85, "group": 0.85, "place": 0.7, "facility": 0.7}
_NUMBERED = expression(
    r"\d+(?:st|nd|rd|th)|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth"
)


#: Behind these even ``Field`` and ``Hill`` are people.
ADDRESSES = frozenset(("mr", "mrs", "ms", "miss", "dr", "sir", "lord", "lady", "dame", "judge", "prof"))


def is_headed(scene: Scene, first: int, last: int) -> bool:
    """Whether the last word of a name, or the word before its "of", decides what it is."""
    if last - first < 2 or scene.low(first) in scene.lexicon.lists["not_names"]:
        return last - first > 1
    headed, kind = head_kind(scene, first, last)
    if not headed:
        return False
    return not _is_person_with_head(scene, first, last, kind)


def headed(scene: Scene, first: int, last: int) -> Iterator[Candidate]:
    """A name that its head noun decides, or nothing where it is an event, a law or a thing."""
    kind = head_kind(scene, first, last)[1]
    if scene.low(first) in scene.lexicon.lists["not_names"]:
        kind = None
    if kind is None:
        for at in range(first, last):
            phrase = known(scene, at, last)
            if phrase is not None and phrase[0] > 1 and phrase[1].kind in ("organisation", "group"):
                yield from_entry(scene, at, at + phrase[0], phrase[1])
                return
        return
    if kind == "place" and opens_with_group(scene, first, last):
        kind = "group"
    if scene.low(last - 1) == "army" and _is_of_nation(scene, first, last - 1):
        kind = "organisation"
    if last < len(scene.sentence) and scene.sentence[last].text.isdigit() and _stands_beside(scene, last):
        last += kind in ("group", "organisation")
    first = _before_and(scene, first) + _is_house_of_party(scene, first, last)
    if first > 0 and re.fullmatch(r"\d+(?:st|nd|rd|th)", scene.sentence[first - 1].text):
        first -= scene.gap(first) == " "
    yield made(scene, first, last, Verdict(kind, "head", _SURE_OF[kind]))


def opens_with_group(scene: Scene, first: int, last: int) -> bool:
    """Whether a known armed group opens the name: its province is a part of it, and of no country."""
    phrase = known(scene, first, last)
    return phrase is not None and phrase[0] < last - first and phrase[1].sort == "armed"


def _is_house_of_party(scene: Scene, first: int, last: int) -> bool:
    """Whether a party stands before a house of parliament and belongs to no name: the Republican Senate."""
    party = last - first == 2 and scene.has("affiliations", first)
    return party and scene.has("houses_of_parties", first + 1)


def _stands_beside(scene: Scene, at: int) -> bool:
    return scene.gap(at) == " " and not scene.sentence[at - 1].tail


def _is_of_nation(scene: Scene, first: int, last: int) -> bool:
    """Whether the words are a country or its adjective: its army is a body of the state, not a group."""
    phrase = known(scene, first, last)
    return phrase is not None and phrase[0] == last - first and phrase[1].sort in ("countries", "nations")


def has_of(scene: Scene, first: int, last: int) -> bool:
    """Whether a name has an "of" or "for" before word ``last``: House of Representatives."""
    return any(scene.sentence[at].text in ("of", "for") for at in range(first + 1, last))


def head_kind(scene: Scene, first: int, last: int) -> tuple[bool, Kind | None]:
    """Whether a head noun ends the name, or only its place follows, and the kind that it gives."""
    of = next(
        (at for at in range(first + 1, last) if scene.sentence[at].text in ("of", "for", "on", "to")), last
    )
    if of - first > 1:
        ending = (scene.low(of - 2), scene.low(of - 1))
        if ending in scene.lexicon.endings:
            return True, scene.lexicon.endings[ending]
    heads = scene.lexicon.heads
    head = scene.low(of - 1)
    if head in heads:
        kind = heads[head]
        return True, "organisation" if kind == "group" and _is_regular(scene, first, of) else kind
    if of == last and last - first > 2 and heads.get(scene.low(last - 2)) == "organisation":
        phrase = known(scene, last - 1, last)
        if phrase is not None and phrase[1].kind == "place":
            return True, "organisation"
    return False, None


def _is_regular(scene: Scene, first: int, last: int) -> bool:
    """Whether a unit is one of a state's by its number or its arm: Third Desert Regiment, Marine Brigade."""
    return any(_NUMBERED.fullmatch(scene.low(at)) or scene.has("arms", at) for at in range(first, last - 1))


def _is_person_with_head(scene: Scene, first: int, last: int, kind: Kind | None) -> bool:
    """Whether the head noun is a family name here: Martin Hill, General James Forest."""
    low = scene.low(last - 1)
    if (
        last - first in (2, 3)
        and scene.low(first) in ADDRESSES
        and low in scene.lexicon.lists["surname_heads"]
    ):
        return True
    given = scene.sentence[last - 2].text in scene.lexicon.given
    if not given or (kind in ("organisation", "group") and low not in scene.lexicon.lists["surname_heads"]):
        return False
    if kind is not None and low not in scene.lexicon.lists["surname_heads"]:
        return False
    return last - first == 2 or scene.has("titles", last - 3)


def _before_and(scene: Scene, first: int) -> int:
    """Where a name with "and" begins: the Search and Rescue Agency."""
    at = first - 2
    if (
        at < 1
        or scene.sentence[first - 1].text != "and"
        or not (joined(scene, first) and joined(scene, first - 1))
    ):
        return first
    word = scene.sentence[at]
    opens = scene.before(at) in scene.lexicon.lists["determiners"]
    alone = is_capital(word.text) and not word.tail and known(scene, at, first) is None
    plain_word = scene.low(at) not in scene.lexicon.heads and not scene.has("titles", at)
    return at if opens and alone and plain_word else first
