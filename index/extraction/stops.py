"""Where what is said behind a cue ends, and the article goes on in its own words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.extraction.parted import next_attribution
from index.extraction.speech import is_cue, listed

if TYPE_CHECKING:
    from index.extraction.clauses import Piece, Sentence
    from index.extraction.frames import Frame

_OPENS_A_CLAUSE = (
    "after",
    "when",
    "while",
    "as",
    "although",
    "though",
    "because",
    "since",
    "once",
    "until",
    "before",
)
#: With a comma before or behind it, it opens a clause beside the main one.
_RELATIVES = ("which", "who", "whom")
_SUBJECTS = ("he", "she", "it", "they", "we", "i", "others")
#: What speakers do who change their words or go on to others.
_TURNS = (
    "reversing",
    "adding",
    "retracting",
    "backtracking",
    "apologising",
    "apologizing",
    "correcting",
    "clarifying",
    "conceding",
    "changing",
    "hanging",
)


def stop_of(sentence: Sentence, frame: Frame, frames: list[Frame], number: int, after: int) -> int:
    """Where the content behind a cue ends: before a cue of the same speaker, before others speak."""
    end = min(
        next_attribution(sentence, frames, number, after),
        _end_of_relative(sentence, frame, after),
        end_of_opening(sentence, frame, after),
        _end_before_others(sentence, frame, after),
    )
    for other in frames[number + 1 :]:
        if after < other.first < end and other.speaker.first == frame.speaker.first:
            end = other.first
            break
        if after < other.first < end and other.speaker.first <= frame.first < other.speaker.last:
            end = (
                other.first
            )  # the cue stands in a clause about who speaks there: "a man who said he was ill told"
            break
        if other.inverted and other.cue.lemma == "according to" and after < other.first < end:
            end = other.first
            break
    while end > after and sentence[end - 1].sort == "sign" and sentence[end - 1].text not in ")%":
        end -= 1
    while end > after and sentence[end - 1].low in ("and", "but", ",", "then", "also"):
        end -= 1
    return end


def _end_of_relative(sentence: Sentence, frame: Frame, after: int) -> int:
    """Where a relative clause with the cue in it ends: ``Kordt, who denied the charge, was released``."""
    begin = frame.speaker.first
    opening = sentence[max(0, begin - 2) : begin]
    opens = [piece.low for piece in opening if piece.text != ","]
    if len(opening) > 1 and len(opens) == 1 and opens[0] in _RELATIVES:
        ends = range(after + 1, len(sentence) - 1)  # "the fires, which they said were out, | went on"
        return next((at for at in ends if sentence[at].text == ","), len(sentence))
    who = next(
        (at for at in range(frame.first - 1, max(0, frame.first - 4), -1) if sentence[at].low == "who"), 0
    )
    if who < 1 or sentence[who - 1].text != ",":
        return len(sentence)
    for at in range(after + 1, len(sentence) - 1):
        if sentence[at].text == "," and (
            is_cue(sentence[at + 1])
            or sentence[at + 1].low in listed()["breaks"]
            or sentence[at + 1].low in listed()["past"]
            or (sentence[at + 1].sort == "word" and sentence[at + 1].low.endswith("ed"))
        ):
            return at
    return len(sentence)


def end_of_opening(sentence: Sentence, frame: Frame, after: int) -> int:
    """Where a clause ends that opens a sentence with the cue in it, or the sentence where none does.

    ``After Reik tweeted that it was late, | SMC left.``
    """
    begin = frame.first if frame.cue.participle else frame.speaker.first
    opens = begin in (1, 2) and sentence[begin - 1].low in _OPENS_A_CLAUSE
    if frame.inverted or not opens or sentence[after : after + 1] == []:
        return len(sentence)
    lists = listed()
    if sentence[after].low in (*_OPENS_A_CLAUSE, "if") or sentence[after].low in lists["prepositions"]:
        return len(sentence)  # its own comma comes first
    for at in range(after + 1, len(sentence) - 1):
        following = sentence[at + 1]
        subject = (
            following.sort == "name" or following.low in lists["determiners"] or following.low in _SUBJECTS
        )
        if sentence[at].text == "," and subject:
            return at
    return len(sentence)


def _is_next_verb(piece: Piece) -> bool:
    """``denied the charges, | labelled them a lie``."""
    return is_cue(piece) or (piece.sort == "word" and piece.low.endswith("ed"))


def _end_before_others(sentence: Sentence, frame: Frame, after: int) -> int:
    """Where the article goes on itself: behind a semicolon, ``, however,``, ``before reversing course``."""
    last = max(frame.quotations, default=0)
    for at in range(max(after + 1, last), len(sentence) - 1):
        piece, following = sentence[at], sentence[at + 1]
        if (piece.text == ";" and following.low not in ("that", "and", "or", "whether")) or (
            piece.text == "," and following.low == "however"
        ):
            return at
        if frame.cue.sort == "denies" and piece.text == "," and _is_next_verb(following):
            return at
        if piece.low in ("before", "after") and following.low.endswith("ing"):
            if sentence[at - 1].text == ",":
                return at - 1
            if following.low in _TURNS:
                return at
    return len(sentence)
