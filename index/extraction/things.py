"""What has a capital letter and is neither somebody nor somewhere; and names that have a dot in them.

An aircraft is not its maker (``Boeing 737``), an illness no body (``SARS``), a ship nobody, and the ``US`` of
``US$300`` no country. A web address with nothing around it is the name of an outlet or a firm: ``Znak.com``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.extraction.candidate import Candidate
from index.extraction.expressions import expression
from index.extraction.lists import word_lists

if TYPE_CHECKING:
    from index.extraction.lexicon import Lexicon

#: A letter or two and a number, or a number of two to four digits that is no year and no count of anything.
_MODEL = expression(
    r"[ -](?:(?:[A-Z][A-Za-z]{0,3}-?\d[\w-]*)|(?!(?:19|20)\d\d\b)\d{2,4}[A-Za-z]{0,3}(?:-\d+)?)(?![\w,.]*\d)"
)
#: A party and a state behind somebody's name: ``, R-Ark.``
_SEAT = expression(r"[RDI]-(?:[A-Z]{2}|[A-Z][A-Za-z.]{1,6})")
_MONEY = "$€£¥"
_SITE = expression(
    r"(?<![\w@./:-])(?:[A-Z][\w-]{1,40})(?:\.[a-z]{2,3})?\.(?:com|net|org|info|ru|ua|uk|cn|ir|eu|tv|io|de|fr|il|pl|tr|news)"
    r"(?![\w@/:-])(?!\.\w)"
)
_CONFIDENCE = 0.75
#: So many code points behind a name hold its verb.
_LONGEST_VERB = 24
_FIRMS = ("organisation", "person", "place")


def without_things(text: str, found: list[Candidate], lists: Lexicon) -> list[Candidate]:
    """The candidates without what names a thing, and with the names of sites in the place of their parts.

    Args:
        text: A cleaned text.
        found: Candidates, in order, none overlapping.
        lists: Knows illnesses, makers and the like.
    """
    kept = [one for one in found if not _is_thing(text, one, lists)]
    return _with_sites(text, _with_storms(text, kept, lists))


def _is_thing(text: str, one: Candidate, lists: Lexicon) -> bool:
    first = one.words[0]
    letter = len(one.words) == 1 and len(first) == 1 and text[one.end - 1] != "."
    if letter or " ".join(one.words).lower() in lists.lists["things"]:
        return True
    if len(one.words) == 1 and _is_seat(text, one, lists):
        return True
    if len(one.words) > 1 and first.lower() in lists.lists["ships"]:
        return True
    if one.before in lists.lists["ships"] and one.kind in _FIRMS:
        return True
    if first.lower() in lists.lists["makers"] and one.kind in _FIRMS:
        after = any(character.isdigit() for word in one.words[1:] for character in word)
        return after or (len(one.words) == 1 and _MODEL.match(text, one.end) is not None)
    if one.kind == "place" and len(one.words) == 1 and first.lower() in lists.lists["languages"]:
        return True
    return one.kind == "place" and text[one.end : one.end + 1] in _MONEY and one.end < len(text)


def _is_seat(text: str, one: Candidate, lists: Lexicon) -> bool:
    """Whether a name is a politician's party and state: ``Orun Veskar, R-Ark.,``."""
    if _SEAT.fullmatch(one.words[0]) is None or text[max(0, one.start - 2) : one.start] not in (", ", " ("):
        return False
    state = one.words[0][2:]
    return (len(state) == 2 and state.isupper()) or state.lower() in lists.lists["states_in_short"]


def _with_storms(text: str, found: list[Candidate], lists: Lexicon) -> list[Candidate]:
    """A storm is meant by its name alone as well: ``Hurricane Dorian``, and then ``Dorian``.

    It kills and destroys as people do, and says nothing: whoever speaks is somebody with that name.
    """
    storms = {
        one.words[-1]: one.name
        for one in found
        if one.kind == "event" and " ".join(one.words[:-1]) in word_lists("events.txt")["storms"]
    }
    if not storms:
        return found
    full = [one.words for one in found if one.kind == "person" and len(one.words) > 1]
    people = {words[0] for words in full} | {words[-1] for words in full}
    return [
        one._replace(kind="event", name=storms[one.words[0]], how="linked", confidence=_CONFIDENCE)
        if len(one.words) == 1
        and one.words[0] in storms
        and one.words[0] not in people
        and not _speaks(text, one, lists)
        else one
        for one in found
    ]


def _speaks(text: str, one: Candidate, lists: Lexicon) -> bool:
    behind = text[one.end : one.end + _LONGEST_VERB].replace(",", " ").split()
    return one.acts and bool(behind) and behind[0].rstrip(".") in lists.lists["saying"]


def _with_sites(text: str, found: list[Candidate]) -> list[Candidate]:
    sites = [
        Candidate(match.start(), match.end(), (match[0],), "organisation", match[0], "site", _CONFIDENCE)
        for match in _SITE.finditer(text)
    ]
    if not sites:
        return found
    kept: list[Candidate] = []
    at = 0
    for one in found:
        while at < len(sites) and sites[at].end <= one.start:
            at += 1
        if at == len(sites) or one.end <= sites[at].start:
            kept.append(one)
    return sorted([*kept, *sites])
