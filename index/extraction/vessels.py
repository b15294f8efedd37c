"""Ships and aircraft with names of their own, which are nobody and nowhere: ``the tanker Calder Rose``.

What is introduced so once is no name of ours wherever it stands again, and a person has no article: ``The
Kestrel crashed``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.extraction.expressions import expression

if TYPE_CHECKING:
    from index.extraction.candidate import Candidate
    from index.extraction.lexicon import Lexicon

_SORTS = (
    r"(?:aircraft|container|bulk) carrier|airship|barge|battleship|cargo ship|corvette|cruiser|cruise ship"
    r"|destroyer|dredger|ferry|freighter|frigate|gunboat|helicopter|icebreaker|lifeboat|liner|minesweeper"
    r"|sailing ship|schooner|ship|steamer|submarine|supertanker|tanker|trawler|tugboat|tug|vessel|warship"
    r"|yacht"
)
#: What stands right before the name of one.
_INTRODUCED = expression(
    rf"(?<![\w-])(?:(?:{_SORTS})(?: named| called|, the)? (?:the )?[\"“'‘]?"
    r"|(?:USS|USNS|HMS|HMAS|HMCS|HMNZS|RMS|RFA|MV|M/V|FV) (?:[A-Z][\w.]{0,15} ){0,3}"
    r"|the (?:Lady|Miss) )$"
)
_REACH = 64
_OPEN = frozenset(("tagged", "open", "other", "context", "repeated", "title", "given"))
#: So sure a tagger is of somebody who has an article by mistake.
_GUESSED = 0.8


def without_vessels(text: str, found: list[Candidate], lists: Lexicon) -> list[Candidate]:
    """The candidates without the names of ships and aircraft.

    Args:
        text: A cleaned text.
        found: Candidates, in order, none overlapping.
        lists: Knows the verbs behind a name.
    """
    introduced = {one.start: one.words for one in found if one.how in _OPEN and _is_introduced(text, one)}
    bare = {one.words for one in found if _is_person_with_article(text, one, lists)}
    if not introduced and not bare:
        return found
    vessels = set(introduced.values())
    # Two words without an article are somebody, also where somebody is "on the yacht".
    full = {
        one.words
        for one in found
        if one.kind == "person" and len(one.words) > 1 and not one.determined and one.start not in introduced
    }
    people = {words[-1:] for words in full} | full

    def is_vessel(one: Candidate) -> bool:
        if one.words in bare and one.words not in people and _is_guessed(one):
            return True
        if one.start in introduced:
            return one.words not in full
        if one.words not in vessels or one.how not in _OPEN:
            return False
        return one.determined or (one.words not in people and one.kind != "place")

    return [one for one in found if not is_vessel(one)]


def _is_introduced(text: str, one: Candidate) -> bool:
    return _INTRODUCED.search(text, max(0, one.start - _REACH), one.start) is not None


def _is_guessed(one: Candidate) -> bool:
    return one.kind == "person" and one.how in ("tagged", "context") and one.confidence < _GUESSED


def _is_person_with_article(text: str, one: Candidate, lists: Lexicon) -> bool:
    """Whether what was taken for somebody has an article and a verb: ``The Kestrel crashed``.

    A person has one before a noun alone: ``the Veskar government``.
    """
    if one.before != "the" or len(one.words) > 1 or not _is_guessed(one):
        return False
    behind = text[one.end : one.end + 24].split()
    if not text.startswith(" ", one.end) or not behind:
        return text[one.end : one.end + 1] in tuple(".,;")
    verb = behind[0].rstrip(".,;")
    if verb in lists.lists["saying"]:
        return False
    verbs = verb in lists.lists["doing"] or verb in lists.lists["after_places"]
    return verbs or (verb.islower() and verb.endswith("ed"))
