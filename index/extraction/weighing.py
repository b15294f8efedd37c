"""What the tagger found and what the rules found in one sentence, weighed against each other.

The tagger knows best where a name is and what sort of thing it names; the rules know what the tagger was
never taught: groups, facilities, words of peoples, the usual name of a thing. Which of them is believed
where they disagree was counted on sets that the tagger had not seen (``docs/model-card.md``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from index.extraction.candidate import Candidate, from_entry, left_open, made
from index.extraction.evidence import Verdict, facility_end, is_adjective
from index.extraction.heads import head_kind, opens_with_group
from index.extraction.runs import Scene, known
from index.extraction.trimming import person_behind, trimmed, within_clause

if TYPE_CHECKING:
    from collections.abc import Iterator

    from index.extraction.pieces import Pieces
    from index.extraction.tagger import Label, Tagged
    from index.model import Kind

#: What the tagger calls a name, as a kind; ``MISC`` is none of ours unless the lexicon knows it.
_KINDS: dict[Label, Kind | None] = {"PER": "person", "ORG": "organisation", "LOC": "place", "MISC": None}
_BODIES = ("organisation", "group", "facility")
_SURE = 0.85
#: Below this the tagger guesses, and any reason that a rule has is better.
_GUESSED = 0.6
#: Below this it doubts that what stands on a map is somebody.
_DOUBTED = 0.7


class Found(NamedTuple):
    """A range of code points that the tagger takes for a name."""

    start: int
    end: int
    label: Label
    confidence: float


def found_in(pieces: Pieces, tagged: list[Tagged]) -> list[Found]:
    """The places in the text of what was tagged in a sentence."""
    return [
        Found(pieces.starts[one.first], pieces.ends[one.last - 1], one.label, one.confidence)
        for one in tagged
    ]


def weighed(scene: Scene, ruled: list[Candidate], found: list[Found]) -> Iterator[Candidate]:
    """The candidates of a sentence, in order and without overlaps.

    Args:
        scene: The sentence.
        ruled: What the rules say, in order.
        found: What the tagger says, in order.
    """
    tagged = list(_candidates(scene, found))
    at = 0
    for one in ruled:
        while at < len(tagged) and tagged[at].end <= one.start:
            yield tagged[at]
            at += 1
        last = at
        while last < len(tagged) and tagged[last].start < one.end:
            last += 1
        others = tagged[at:last]
        if not others:
            yield from _unseen(one)
        elif len(others) == 1 and (others[0].start, others[0].end) == (one.start, one.end):
            tagged[at] = _agreed(one, others[0])
        elif _is_longer_and_better(one, others):
            tagged[at:last] = [one]
    yield from tagged[at:]


def _candidates(scene: Scene, found: list[Found]) -> Iterator[Candidate]:
    """What the tagger found as candidates, each of whole words."""
    at = 0
    for one in found:
        while at < len(scene.sentence) and scene.sentence[at].end <= one.start:
            at += 1
        first = last = at
        while last < len(scene.sentence) and scene.sentence[last].start < one.end:
            last += 1
        last = whole = within_clause(scene, first, last)
        first, last = trimmed(scene, first, last, one.label)
        at = max(at, last)
        if first < last:
            person = person_behind(scene, first, last)
            if person > first:
                yield from _body_and_person(scene, first, person, last, one)
                continue
            made_of = _candidate(scene, first, last, one)
            yield _without_head(scene, made_of, first) if last < whole and last - first == 1 else made_of


def _body_and_person(scene: Scene, first: int, person: int, last: int, one: Found) -> Iterator[Candidate]:
    if not scene.has("affiliations", first) or person - first > 1:
        phrase = known(scene, first, person)
        if phrase is not None:
            yield from_entry(scene, first, person, phrase[1])
    yield made(scene, person, last, Verdict("person", "given", max(one.confidence, _SURE)))


def _without_head(scene: Scene, one: Candidate, first: int) -> Candidate:
    """What stands before a head in small letters, where the tagger took both for a body: ``Karsa council``.

    A place has a council; who has a regime, or is a people, is left open.
    """
    if one.kind != "organisation" or one.how != "tagged":
        return one
    if scene.has("heads_of_places", first + 1) and not scene.low(first).endswith(("an", "ese", "ish")):
        return made(scene, first, first + 1, Verdict("place", "context", _GUESSED))
    return left_open(scene, first, first + 1)


def _candidate(scene: Scene, first: int, last: int, one: Found) -> Candidate:
    phrase = known(scene, first, last)
    whole = phrase is not None and phrase[0] == last - first
    if phrase is not None and whole and (one.label != "PER" or phrase[1].sort == "armed"):
        entry = from_entry(scene, first, last, phrase[1])
        if _is_same_sort(entry.kind, one.label) or (phrase[1].sure and entry.kind in ("demonym", "group")):
            return entry._replace(how="lexicon", confidence=max(one.confidence, 0.5))
    kind = _KINDS[one.label]
    if kind is not None:
        kind = _by_head(scene, first, last, kind, one.confidence)
        if kind == "place" and last - first == 1 and is_adjective(scene, first, last) and scene.after(last):
            return made(scene, first, last, Verdict("demonym", "head", max(one.confidence, _GUESSED)))
        if kind == "place" and _is_team(scene, first, last):
            return made(scene, first, last, Verdict("organisation", "tagged", one.confidence))
        if kind == "place":
            end = facility_end(scene, first, last)
            if end > last:
                return made(scene, first, end, Verdict("facility", "tagged", one.confidence))
    if kind is None:
        return made(scene, first, last, Verdict("event", "other", 0.0))._replace(kind=None)
    return made(scene, first, last, Verdict(kind, "tagged", one.confidence))


def _is_team(scene: Scene, first: int, last: int) -> bool:
    """Whether a name is a team's, which has its town in front: ``the New Orleans Pelicans``."""
    low = scene.low(last - 1)
    if scene.before(first) != "the" or low in scene.lexicon.heads:
        return False
    town = known(scene, first, last)
    if town is None or town[1].kind != "place" or town[0] == last - first:
        return False
    return scene.has("teams", last - 1) or (low.endswith("s") and town[0] == last - first - 1)


def _is_same_sort(kind: Kind | None, label: Label) -> bool:
    if label == "ORG":
        return kind in _BODIES
    if label == "LOC":
        return kind in ("place", "facility")
    return label == "MISC" and kind == "demonym"


def _by_head(scene: Scene, first: int, last: int, kind: Kind, confidence: float) -> Kind | None:
    """The finer kind of the family that the head noun gives; ``None`` for treaties and things."""
    if last - first < 2 or (kind == "person" and scene.sentence[first].text in scene.lexicon.given):
        return kind
    headed, by_head = head_kind(scene, first, last)
    if by_head == "place" and opens_with_group(scene, first, last):
        return "group"
    if kind == "person":
        return by_head if by_head in ("organisation", "group") and confidence < _SURE else kind
    if headed and by_head is None and confidence < _SURE:
        return None
    if headed and by_head is not None:
        if kind == "organisation" and by_head in _BODIES:
            return by_head
        if kind == "place" and (by_head == "facility" or _is_surely_body(scene, last, by_head)):
            return by_head
    return kind


def _is_surely_body(scene: Scene, last: int, kind: Kind | None) -> bool:
    """Whether a body's head says more than the tagger, which took the name for a place."""
    return kind in _BODIES and not scene.has("houses", last - 1)


def _unseen(one: Candidate) -> Iterator[Candidate]:
    """What only the rules found: kept where lists or titles speak, opened again where the context did."""
    if (
        one.kind is None
        or one.how in ("lexicon", "unsure", "title", "head")
        or one.kind == "facility"
        or (one.how == "given" and one.confidence > _SURE)
    ):
        yield one
    else:
        yield one._replace(kind=None, how="open", confidence=0.0)


def _agreed(ruled: Candidate, tagged: Candidate) -> Candidate:
    """One candidate of two with the same place."""
    if ruled.kind is None:
        return tagged._replace(acts=ruled.acts) if tagged.kind is not None else ruled._replace(how="other")
    if tagged.kind is None:
        by_given_name = ruled.how == "given" and ruled.confidence > _SURE and not ruled.determined
        return ruled if by_given_name or ruled.how in ("lexicon", "title", "head") else tagged
    if ruled.kind == tagged.kind:
        return ruled._replace(confidence=max(ruled.confidence, tagged.confidence))
    bodies = ruled.kind in _BODIES and tagged.kind in _BODIES
    earth = ruled.kind in ("place", "facility") and tagged.kind in ("place", "facility")
    if bodies or earth:
        return ruled._replace(confidence=max(ruled.confidence, tagged.confidence))
    by_title = ruled.how == "title" and tagged.confidence < _SURE
    by_name = ruled.how == "figure" and tagged.kind == "organisation"
    by_list = ruled.how == "lexicon" and (
        ruled.kind in ("group", "demonym") or (ruled.kind == "organisation" and tagged.confidence < _SURE)
    )
    by_map = _is_town(ruled) and tagged.kind == "person" and tagged.confidence < _DOUBTED
    by_reason = tagged.confidence < min(ruled.confidence, _GUESSED)
    return ruled if by_title or by_name or by_list or by_map or by_reason else tagged


def _is_town(one: Candidate) -> bool:
    """Whether the lexicon has a name as that of a place: few people are called so, and armies take it."""
    return one.how == "lexicon" and one.kind == "place"


def _is_longer_and_better(ruled: Candidate, tagged: list[Candidate]) -> bool:
    """Whether a range of the rules stands in place of what the tagger found in part of it, or across it."""
    inside = all(ruled.start <= one.start and one.end <= ruled.end for one in tagged)
    if inside:
        return ruled.how in ("head", "lexicon") or ruled.kind == "facility"
    least = min(one.confidence for one in tagged)
    return ruled.how == "title" and least < _SURE
