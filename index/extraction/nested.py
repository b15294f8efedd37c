"""What somebody who is quoted says that others say: ``"He told us it was shut," she said``.

Inside a quotation the same cues are looked for as outside. Whoever speaks there of himself says nothing new;
what is said of others is a statement of its own, within the quotation, and the quotation reports it where it
begins with it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from index.extraction.chains import is_too_deep
from index.extraction.clauses import Names, sentences
from index.extraction.contents import contents_of
from index.extraction.frames import frames_of
from index.extraction.quotations import Block
from index.extraction.stances import stance_of
from index.model import Span, Statement

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.extraction.clauses import Sentence
    from index.extraction.frames import Frame
    from index.model import Mention

_OWN = ("i", "we", "one", "who")
_SUPPOSED = (
    "if",
    "when",
    "whenever",
    "unless",
    "until",
    "what",
    "whatever",
    "as",
    "how",
    "why",
    "would",
    "let",
)
#: How many pieces of a quotation may stand before what it passes on, so that it is what it says.
_OPENING = 2


def with_nested(text: str, found: list[Statement], mentions: Sequence[Mention]) -> list[Statement]:
    """The statements of a text with those inside its quotations behind them.

    Args:
        text: A cleaned text.
        found: Its statements, in any order; ``within`` counts places in this list and stays right.
        mentions: What is named in it, in any order.
    """
    names = Names(mentions)
    quoted = sorted((one.content, place) for place, one in enumerate(found) if one.direct)
    added: list[Statement] = []
    changed = list(found)
    end = 0
    for content, place in quoted:
        if content.start < end:
            continue  # a quotation that two cues share is read once
        end = content.end
        for sentence in sentences(text, Block(content.start, content.end, ()), names):
            inner = _inside(text, sentence, place)
            added += inner
            opens = bool(inner) and sentence[0].start == content.start
            begins_with = opens and inner[0].speaker is not None and _is_opening(sentence, inner[0].speaker)
            if begins_with and found[place].stance in ("asserts", inner[0].stance):
                changed[place] = replace(found[place], stance="reports")
    return changed + added


def _is_opening(sentence: Sentence, speaker: Span) -> bool:
    return any(piece.start == speaker.start for piece in sentence[:_OPENING])


def _inside(text: str, sentence: Sentence, place: int) -> list[Statement]:
    """What a sentence of a quotation says that others say."""
    frames = frames_of(sentence)
    made: list[Statement] = []
    for number, frame in enumerate(frames):
        if frame.speaker.pronoun in _OWN or not _says(frame) or _is_supposed(sentence, frame):
            continue
        head = sentence[frame.speaker.first : frame.speaker.last]
        cue = Span(sentence[frame.first].start, sentence[frame.last - 1].end)
        named = frame.speaker.name or frame.speaker.stands_for
        if is_too_deep(cue, made):
            continue
        for content, direct, quotes in contents_of(sentence, frame, frames, number):
            speaker = Span(head[0].start, head[-1].end)
            begin = min(speaker.start, cue.start, content.start)
            stance = stance_of(frame.cue, text, content, begin)
            made.append(
                Statement(speaker, cue, content, stance, named.span if named else None, direct, quotes, place)
            )
    return made


def _says(frame: Frame) -> bool:
    """Whether a cue says that words were said: what others believe or demand is the quoted speaker's view."""
    return not frame.cue.participle and frame.cue.sort in ("clause", "denies", "doubts", "reports")


def _is_supposed(sentence: Sentence, frame: Frame) -> bool:
    """Whether somebody would have to say it first: ``if the Guard says two``, ``what they say``."""
    return any(piece.low in _SUPPOSED for piece in sentence[max(0, frame.begin - 2) : frame.begin])
