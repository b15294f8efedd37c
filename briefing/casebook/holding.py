"""Where the passage of a note stands in a newer version of its article, or that it stands nowhere.

Pure functions from an anchor and two texts to a proposal. The order is: the same words with the same words
around them; the same words, where what stands around them speaks for it; nearly the same words; nothing. A
proposal on a wrong passage is worse than none, so every place has to stand the way back as well: a place
that fits another passage of the old text better than the one that was noted is that other passage.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from briefing.casebook.anchors import CONTEXT, Anchor, is_inside, is_whole
from index.model import Span

State = Literal["held", "moved", "changed", "orphaned"]

#: Most characters of a passage that may differ, as a share of its length.
MOST_ERRORS = 0.2

#: Least score of a passage whose words changed: 0.6 for its words, 0.4 for what stands around it.
LEAST_SCORE = 0.8

# Twice the stored context: the old text is there, and one changed word should not decide.
_AROUND = 2 * CONTEXT
_LEAST_CONTEXT = 0.5
# A few words stand in many places.
_LEAST_CONTEXT_OF_FEW = 0.7
# So much alike are a passage and its copy, when one of them was edited.
_LEAST_DOUBLE = 0.6
# As many characters say by themselves what they are, when they stand once in either text.
_TELLING = 24
# A shorter passage with other words is another passage.
_SHORTEST_CHANGED = 8
# Two contexts that differ by less than this are taken for the same.
_TIE = 0.05
_MOST_PLACES = 200


@dataclass(frozen=True, slots=True)
class Holding:
    """How a passage stands in a text.

    Attributes:
        state: ``held``: the same words at the same place; ``moved``: the same words elsewhere; ``changed``:
            nearly the same words; ``orphaned``: nothing that can be taken for it.
        span: The proposed place in the text; ``None`` when it is orphaned.
        score: 0 to 1: how much of the words and of what stands around them is as it was.
    """

    state: State
    span: Span | None
    score: float


ORPHANED = Holding("orphaned", None, 0.0)


def hold(anchor: Anchor, old: str, new: str) -> Holding:
    """Find the passage of an anchor in a newer text.

    Args:
        anchor: Where the note holds on, in ``old``.
        old: The text that the note was written on.
        new: The text that stands in its place now. Positions of the result count in it.
    """
    if old == new:
        return Holding("held", Span(anchor.start, anchor.end), 1.0)
    return _same_words(anchor, old, new) or _similar_words(anchor, old, new) or ORPHANED


def differing_words(was: str, now: str) -> int:
    """How many words of a passage were put in, taken out or replaced."""
    return Levenshtein.distance(was.split(), now.split())


def _same_words(anchor: Anchor, old: str, new: str) -> Holding | None:
    was = Span(anchor.start, anchor.end)
    before, after = list(_places(old, anchor.exact)), list(_places(new, anchor.exact))
    if is_whole(old, was):  # a word is not found inside another one
        before = [place for place in before if is_whole(old, place)]
        after = [place for place in after if is_whole(new, place)]
    whole = f"{anchor.prefix}{anchor.exact}{anchor.suffix}"
    if len(before) == len(after) and new.count(whole) == old.count(whole) == 1:
        start = new.find(whole) + len(anchor.prefix)
        return _found(anchor, old, new, start, 1.0)
    if not after or len(before) == _MOST_PLACES or len(after) == _MOST_PLACES:
        return None
    fits = sorted(
        ((_likeness(old, was, new, place), place) for place in after),
        key=lambda each: (-each[0], abs(each[1].start - anchor.start)),
    )
    score, best = fits[0]
    least = _LEAST_CONTEXT if len(anchor.exact) >= _TELLING else _LEAST_CONTEXT_OF_FEW
    if score < least:
        telling = len(before) == len(after) == 1 and len(anchor.exact) >= _TELLING
        telling = telling and not _has_a_successor(anchor, new)
        return _found(anchor, old, new, best.start, score) if telling else None
    second = fits[1][0] if len(fits) > 1 else 0.0
    if len(after) > len(before) and second >= least:
        return None  # one of them is a copy, and which one it is nobody can tell
    others = max((_likeness(old, other, new, best) for other in before if other != was), default=0.0)
    if max(second, others) < score - _TIE:
        return _found(anchor, old, new, best.start, score)
    if len(before) != len(after) or others > score + _TIE:
        return None
    # Words that stand several times with the same words around them: the third stays the third.
    same = after[before.index(was)]
    likeness = _likeness(old, was, new, same)
    return _found(anchor, old, new, same.start, likeness) if likeness >= score - _TIE else None


def _found(anchor: Anchor, old: str, new: str, start: int, around: float) -> Holding | None:
    """The very words at a place, unless another place may be the one that was noted."""
    if start == anchor.start:
        return Holding("held", Span(start, anchor.end), 0.6 + 0.4 * around)
    if _has_double(anchor, old, new, start):
        return None
    return Holding("moved", Span(start, start + len(anchor.exact)), 0.6 + 0.4 * around)


def _has_double(anchor: Anchor, old: str, new: str, place: int) -> bool:
    """Whether nearly the same words stand somewhere else now and did not before.

    Then the passage may have been copied, and the other one be the one that was noted, with other words.
    """
    words, size = anchor.exact, len(anchor.exact)
    if size < _SHORTEST_CHANGED:
        return False
    now = fuzz.partial_ratio(words, _without(new, place, size), score_cutoff=100 * _LEAST_DOUBLE)
    return now > 0 and now > fuzz.partial_ratio(words, _without(old, anchor.start, size)) + 100 * _TIE


def _has_a_successor(anchor: Anchor, new: str) -> bool:
    """Whether other words stand now between what stood before the passage and what stood after it."""
    most = 2 * len(anchor.exact) + CONTEXT
    before = [place.end for place in _places(new, anchor.prefix)] if anchor.prefix.strip() else [0]
    after = [place.start for place in _places(new, anchor.suffix)] if anchor.suffix.strip() else [len(new)]
    return any(2 < end - start <= most for start in before for end in after)


def _without(text: str, start: int, size: int) -> str:
    """The text with a passage of it blotted out by characters that stand in no text."""
    return text[:start] + chr(0) * size + text[start + size :]


def _places(text: str, words: str) -> Iterator[Span]:
    """Where the words stand, at most ``_MOST_PLACES`` times."""
    at = text.find(words)
    for _ in range(_MOST_PLACES):
        if at < 0:
            return
        yield Span(at, at + len(words))
        at = text.find(words, at + 1)


def _likeness(old: str, was: Span, new: str, at: Span) -> float:
    """How alike the surroundings of two passages are, 0 to 1."""
    before = Levenshtein.normalized_similarity(
        old[max(0, was.start - _AROUND) : was.start], new[max(0, at.start - _AROUND) : at.start]
    )
    after = Levenshtein.normalized_similarity(
        old[was.end : was.end + _AROUND], new[at.end : at.end + _AROUND]
    )
    return (before + after) / 2


def _similar_words(anchor: Anchor, old: str, new: str) -> Holding | None:
    if len(anchor.exact) < _SHORTEST_CHANGED:
        return None
    spans = {*_near_places(anchor, new), *_between(anchor, new)}
    found = [each for span in spans if (each := _scored(anchor, old, new, span)) is not None]
    best = max(found, key=lambda each: each.score, default=ORPHANED)
    if best.span is None or not _leads_back(anchor, old, new, best.span):
        return None
    rivals = [each for each in found if each.span and not _overlap(each.span, best.span)]
    return None if any(each.score > best.score - _TIE for each in rivals) else best


def _near_places(anchor: Anchor, new: str) -> Iterator[Span]:
    """Where the passage could be: as its words suggest, and as they suggest with their surroundings."""
    least = 100 * (1 - 2 * MOST_ERRORS)
    alone = fuzz.partial_ratio_alignment(anchor.exact, new, score_cutoff=least)
    if alone is not None and len(anchor.exact) <= len(new):
        yield _refined(anchor.exact, new, alone.dest_start, alone.dest_end)
    whole = f"{anchor.prefix}{anchor.exact}{anchor.suffix}"
    around = fuzz.partial_ratio_alignment(whole, new, score_cutoff=least)
    if around is not None and len(whole) <= len(new):
        start = around.dest_start + len(anchor.prefix)
        yield _refined(anchor.exact, new, start, max(start + 1, around.dest_end - len(anchor.suffix)))


def _between(anchor: Anchor, new: str) -> Iterator[Span]:
    """Where the passage could be: after what stood before it, and before what stood after it."""
    size = len(anchor.exact)
    for place in _places(new, anchor.prefix) if anchor.prefix.strip() else ():
        if place.end < len(new):
            yield _refined(anchor.exact, new, place.end, min(len(new), place.end + size))
    for place in _places(new, anchor.suffix) if anchor.suffix.strip() else ():
        if place.start:
            yield _refined(anchor.exact, new, max(0, place.start - size), place.start)


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _refined(words: str, text: str, start: int, end: int) -> Span:
    """Move both ends, from word to word, to where the fewest characters differ."""
    reach = max(8, int(len(words) * MOST_ERRORS) + 1)
    for _ in range(2):
        start = min(
            (at for at in _edges(text, start, reach, opening=True) if at < end),
            key=lambda at: (Levenshtein.distance(words, text[at:end]), abs(at - start)),
            default=start,
        )
        end = min(
            (at for at in _edges(text, end, reach, opening=False) if at > start),
            key=lambda at: (Levenshtein.distance(words, text[start:at]), abs(at - end)),
            default=end,
        )
    return Span(start, end)


def _edges(text: str, near: int, reach: int, *, opening: bool) -> list[int]:
    """Positions near one where a word or number can begin (``opening``) or end, and that one if it can."""
    found = [] if is_inside(text, near) else [near]
    for at in range(max(0, near - reach), min(len(text), near + reach) + 1):
        inner = text[at : at + 1] if opening else text[max(0, at - 1) : at]
        if inner and not inner.isspace() and not is_inside(text, at):
            found.append(at)
    return found or [near]


def _scored(anchor: Anchor, old: str, new: str, span: Span) -> Holding | None:
    words = new[span.start : span.end]
    if words == anchor.exact:
        return None  # places with the very words were looked at before, and none of them would do
    errors = Levenshtein.distance(anchor.exact, words) / len(anchor.exact)
    if errors > MOST_ERRORS:
        return None
    around = _likeness(old, Span(anchor.start, anchor.end), new, span)
    score = 0.6 * (1 - errors) + 0.4 * around
    if score < LEAST_SCORE:
        return None
    if words.split() == anchor.exact.split():  # only lines were broken otherwise
        return Holding("held" if span.start == anchor.start else "moved", span, score)
    return Holding("changed", span, score)


def _leads_back(anchor: Anchor, old: str, new: str, span: Span) -> bool:
    """Whether nothing else in the old text is more like the place that was found."""
    place = new[max(0, span.start - CONTEXT) : span.end + CONTEXT]
    noted = old[max(0, anchor.start - CONTEXT) : anchor.end + CONTEXT]
    rest = _without(old, anchor.start, anchor.end - anchor.start)
    return fuzz.ratio(place, noted) > fuzz.partial_ratio(place, rest) + 100 * _TIE
