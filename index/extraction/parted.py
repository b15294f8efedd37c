"""What is said before its cue: where it begins, and whether it goes on behind the cue.

``Nobody, Varga stressed, was hurt`` is one content, from its first word to its last with the cue in it: the
half behind the cue alone may be the opposite of what was said. A clause begins behind a dateline, behind a
semicolon, and where another attribution of the sentence ends.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.extraction.cues import cues
from index.extraction.occasions import (
    may_be_verb,
    only_says_when,
    over_addressee,
    over_dateline,
    over_description,
    over_occasion,
)
from index.extraction.speech import listed

if TYPE_CHECKING:
    from index.extraction.clauses import Piece, Sentence
    from index.extraction.frames import Frame

_SIGNS = ",–—"
#: They set one attribution against another.
_AGAINST = ("but", "while", "whereas", "yet", "though", "although")
_JOINS = (*_AGAINST, "and")
#: Before the subject of a clause, and no part of what is said.
_LEADS = (
    "but",
    "and",
    "yet",
    "so",
    "however",
    "meanwhile",
    "still",
    "instead",
    "then",
    "later",
    "earlier",
    "now",
)
#: Behind one of these a cue stands in a clause of its own: ``which, Varga said, was old``.
_RELATIVES = ("which", "who", "whom", "that", "where", "when", "and", "but", "or")
#: Behind "and" a speaker begins with one of these or with a capital letter.
_OPENS = ("the", "a", "an", "his", "her", "its", "their", "he", "she", "it", "they", "we", "i")
#: Words of a quotation that says something alone, and how verbs end.
_SAY_SOMETHING = ("yes", "no,", "well", "look", "oh", "sir", "i", "we", "it", "they", "he", "she", "you")
_VERB_ENDS = ("ed", "'s", "’s", "'re", "’re", "'m", "’m", "n't", "n’t")
_DESCRIBES = ("who", "which", "whose", "whom", "that")
#: With one of these a clause of the article begins behind a cue.
_GOES_ON = (
    "and",
    "or",
    "but",
    "that",
    "which",
    "who",
    "whose",
    "where",
    "as",
    "when",
    "while",
    "though",
    "although",
)
#: What turns all that follows into its opposite.
_NEGATIVE = (
    "no",
    "not",
    "nobody",
    "none",
    "nothing",
    "neither",
    "never",
    "nowhere",
    "hardly",
    "few",
    "without",
)
#: Before ``according to`` and a verb: what is said goes on behind, ``came and, according to police, left``.
_AND_THEN = ("and", "then", "later")
#: How many pieces of when stand between ``but`` and a speaker.
_WHEN_WITHIN = 5
#: How many attributions behind one are looked at for where its words end.
_MOST_OTHERS = 8


def begin_of(sentence: Sentence, frame: Frame, frames: list[Frame]) -> int:
    """Where the clause begins that stands before a cue."""
    begin = over_dateline(sentence)
    for number in range(begin, frame.begin - 1):
        piece = sentence[number]
        if piece.text == ";" or (piece.quotation is not None and piece.text[-2:-1] in (".", "!", "?")):
            begin = number + 1
    earlier = next((other for other in reversed(frames) if other.end < frame.begin), None)
    if earlier is not None and earlier.end > begin:
        begin = max(begin, _behind(sentence, earlier.end, frame.begin))
    while begin < frame.begin - 1 and sentence[begin].low in ("and", "but"):
        begin += 1
    return begin


def _behind(sentence: Sentence, first: int, last: int) -> int:
    """Where the words between two attributions begin to be those of the second; 0 where nothing says it."""
    joins = [
        number + 2
        for number in range(first, last - 2)
        if sentence[number].text == "," and sentence[number + 1].low in _JOINS
    ]
    against = [number for number in joins if sentence[number - 1].low in _AGAINST]
    return (against or joins or [0])[-1]


def next_attribution(sentence: Sentence, frames: list[Frame], number: int, after: int) -> int:
    """Where, behind a cue, the words of another speaker of the sentence begin; its length where none do.

    ``Varga said two were missing, | but Reik said three were``.
    """
    for other in frames[number + 1 : number + 1 + _MOST_OTHERS]:
        if other.speaker.first == frames[number].speaker.first or other.begin <= after:
            continue
        turn = _turn(sentence, other.begin, after)
        anew = turn >= 0 and _has_verb(sentence[after:turn])  # else a list: "Reik, Voss, and the mayor"
        if anew and _is_anew(sentence, other, sentence[turn + 1].low):
            return turn
        if sentence[other.begin - 1].text not in _SIGNS:
            continue
        begin = begin_of(sentence, other, frames)
        if begin > after and (closes(sentence, other) or parted(sentence, other, frames) is not None):
            return begin
        if closes(sentence, other):
            return other.begin - 1
    return len(sentence)


def _is_anew(sentence: Sentence, frame: Frame, join: str) -> bool:
    """Whether a speaker opens a clause, and neither goes on with a list nor is described by the cue."""
    first = sentence[frame.begin]
    opens = join in _AGAINST or first.text[0].isupper() or first.low in _OPENS
    return opens and not any(piece.low in _DESCRIBES for piece in sentence[frame.begin : frame.first])


def _turn(sentence: Sentence, begin: int, after: int) -> int:
    """The comma before ``but`` and a speaker, with words of when between them at most; -1 without."""
    for at in range(begin - 1, max(after, begin - _WHEN_WITHIN) - 1, -1):
        if sentence[at].low in _JOINS and sentence[at - 1].text in (",", ";"):
            return at - 1 if at + 1 == begin or only_says_when(sentence[at + 1 : begin]) else -1
        if sentence[at].sort == "sign" and at + 1 != begin:
            return -1
    return -1


def closes(sentence: Sentence, frame: Frame) -> bool:
    """Whether a cue closes a sentence behind its content: ``It was late, Varga said on Monday``."""
    if not frame.begin or sentence[frame.begin - 1].text != ",":
        return False
    last = over_occasion(sentence, frame.end)
    return all(piece.sort == "sign" for piece in sentence[last:])


def parted(sentence: Sentence, frame: Frame, frames: list[Frame]) -> tuple[int, int] | None:
    """Where a content begins that a cue parts, and where it goes on behind; ``None`` where it does not."""
    lead = frame.begin - (frame.begin > 0 and sentence[frame.begin - 1].low == "as")
    if frame.cue.sort not in ("clause", "that") or lead < 1:
        return None
    if sentence[lead - 1].quotation is not None:
        return _in_quotations(sentence, frame, lead - 1)
    if sentence[lead - 1].text not in _SIGNS:
        return None
    behind = _behind_sign(sentence, frame, sentence[lead - 1].text)
    if behind < 0 or sentence[behind].low in _GOES_ON or _is_participle(sentence[behind]):
        return None
    begin = _opening(sentence, frame, frames)
    opening = sentence[begin : lead - 1]
    if not opening or opening[-1].quotation is not None:
        return None
    if frame.inverted and opening[-1].low in _AND_THEN and may_be_verb(sentence, behind):
        return begin, behind
    if not _belongs(opening):
        return None
    return (begin, behind) if _is_one(opening, sentence[behind:], frame) else None


def _in_quotations(sentence: Sentence, frame: Frame, first: int) -> tuple[int, int] | None:
    """Two quotations of which none says anything alone: ``"Nobody," Varga said, "was hurt"``."""
    half, behind = sentence[first], _behind_sign(sentence, frame, ",")
    if behind < 0 or sentence[behind].quotation is None or half.text[-2:-1] != ",":
        return None
    words = half.text[1:-2].lower().split()
    alone = len(words) == 1 and words[0] in (*_LEADS, "no")
    verbs = (listed()["verbs"], listed()["past"], _SAY_SOMETHING)
    if alone or any(word.endswith(_VERB_ENDS) or any(word in one for one in verbs) for word in words):
        return None
    return (first, behind) if sentence[behind].text[1:2].islower() else None


def _behind_sign(sentence: Sentence, frame: Frame, sign: str) -> int:
    """One past the comma or dash behind cue, speaker, and when it was said; -1 without one."""
    at = frame.end
    if not frame.inverted and frame.cue.lemma in ("tell", "inform", "warn", "remind"):
        at = over_addressee(sentence, at)
    at = over_occasion(sentence, at)
    if frame.inverted:
        at = over_description(sentence, at)
    closed = at + 1 < len(sentence) and sentence[at].text == sign
    return at + 1 if closed else -1


def _is_participle(piece: Piece) -> bool:
    """``Adding that``, ``citing the police``."""
    cue = cues().forms.get(piece.low)
    return piece.sort == "word" and (piece.low == "speaking" or (cue is not None and cue.participle))


def _opening(sentence: Sentence, frame: Frame, frames: list[Frame]) -> int:
    """Where a content begins that a cue parts: inside what another passes on where it stands in that."""
    begin = begin_of(sentence, frame, frames)
    for other in frames:
        if begin < other.end < frame.begin and not other.inverted and other.cue.sort in ("clause", "that"):
            begin = over_occasion(sentence, other.end)
    while begin < frame.begin - 1 and (sentence[begin].low == "that" or sentence[begin].sort == "sign"):
        begin += 1
    return begin


def _belongs(opening: Sentence) -> bool:
    """Whether words before a cue are said, and do not only say when, or in answer to what."""
    first = opening[0]
    if any(piece.low in _NEGATIVE for piece in opening):
        return True
    if opening[-1].low in _RELATIVES or (len(opening) == 1 and first.low in _LEADS):
        return False
    at = 1 if len(opening) > 1 and first.low in ("when", "if", "while", "as") else 0
    if opening[at].low in ("asked", "addressing") or _is_participle(opening[at]):
        return False
    return not (only_says_when(opening) or _is_day(opening) or _is_in_relative(opening))


def _is_in_relative(opening: Sentence) -> bool:
    """``She led the vote, a move whose rarity, Varga noted, was``: what is said is of the rarity alone."""
    last = next((at for at in range(len(opening) - 1, 0, -1) if opening[at].low in ("whose", "which")), 0)
    return last > 0 and not _has_verb(opening[last + 1 :])


def _is_day(opening: Sentence) -> bool:
    """``The next day``, ``two weeks later``."""
    lists = listed()
    times = any(piece.low in lists["times"] or piece.low in lists["weekdays"] for piece in opening)
    return times and not _has_verb(opening)


def _is_one(opening: Sentence, behind: Sentence, frame: Frame) -> bool:
    """Whether what stands before a cue goes on behind it."""
    first, lists = behind[0], listed()
    if first.quotation is not None:
        return first.text[1:2].islower() and not _has_verb(opening)
    if opening[-1].low in lists["verbs"] or first.low in lists["verbs"]:
        return True
    if frame.inverted:
        return may_be_verb(behind, 0) and not _has_verb(opening)
    if first.low in lists["behind"] or first.sort == "sign":
        return not _has_verb(opening) and _has_verb(behind)
    return True


def _has_verb(pieces: Sentence) -> bool:
    return any(may_be_verb(pieces, number) for number in range(len(pieces)))
