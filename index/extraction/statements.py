"""Who said what: every quotation that somebody is known to have spoken, and every claim with its speaker.

A sentence is read by its cues (``said``, ``denied``, ``according to``). Each finds its speaker to its left
or, inverted, to its right, and its content before or behind it. Quotations go to the nearest cue of their
sentence; one that is a sentence of its own goes to whoever spoke last in its paragraph, or whom the
sentence before is about. What has no speaker (scare quotes, names in marks) is no statement. What an
article says somebody said of somebody's words is a chain, inside a quotation too.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from index.extraction.antecedents import Antecedents
from index.extraction.clauses import Names, sentences
from index.extraction.contents import contents_of, give, inner, whole
from index.extraction.frames import Frame, frames_of
from index.extraction.nested import with_nested
from index.extraction.speech import Phrase, listed
from index.extraction.quotations import blocks
from index.extraction.stances import stance_of
from index.extraction.subjects import first_of
from index.model import Span, Statement

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.extraction.clauses import Piece, Sentence
    from index.model import Mention


#: How nouns for people end: ``farmer``, ``resident``, ``physicist``.
_PERSONS = (
    "er",
    "or",
    "ist",
    "man",
    "woman",
    "ent",
    "ant",
    "ian",
    "mat",
    "official",
    "nurse",
    "judge",
    "witness",
)


@dataclass(slots=True)
class _Speaker:
    """Who spoke last, for quotations without a cue."""

    span: Span
    named: Mention | None

    @property
    def place(self) -> Span:
        """Where the speaker is named or described."""
        return self.named.span if self.named is not None else self.span


def statements(text: str, mentions: Sequence[Mention]) -> tuple[Statement, ...]:
    """Every statement of a text in order of its content.

    Args:
        text: A cleaned text.
        mentions: What is named in it, in any order; people, bodies and places are taken for speakers.

    Returns:
        Statements; ``within`` counts their places in this tuple. Spans count code points of ``text``.
    """
    names, reading = Names(mentions), _Reading(text)
    for block in blocks(text):
        reading.open_block()
        for sentence in sentences(text, block, names):
            reading.read(sentence)
    return _in_order(with_nested(text, reading.found, mentions))


class _Reading:
    """One reading of a text from its beginning: what was found, and who spoke last."""

    def __init__(self, text: str) -> None:
        self.found: list[Statement] = []
        self._text = text
        self._before = Antecedents()
        self._last: _Speaker | None = None
        self.open_block()

    def open_block(self) -> None:
        """Begin a paragraph: who spoke in it is nobody yet."""
        self._here: _Speaker | None = None
        self._subject: Phrase | None = None
        self._sentence: Sentence = []

    def read(self, sentence: Sentence) -> None:
        """Take the statements from a sentence, and remember whom it named."""
        self._before.learn(sentence)
        subject = first_of(sentence)
        frames = frames_of(sentence)
        if frames:
            self._with_cues(sentence, frames, subject)
        elif _is_alone(sentence):
            self._going_on(sentence)
        else:
            self.found += _introduced(sentence, subject, self._before, self._text)
            self._before.read(sentence, subject)
            if subject is not None and (subject.name is None or subject.name.kind == "person"):
                self._here = None
        self._subject, self._sentence = subject, sentence

    def _with_cues(self, sentence: Sentence, frames: list[Frame], subject: Phrase | None) -> None:
        for frame in frames:
            frame.described = _described(frame.speaker, self._here, self._subject, self._sentence)
            if frame.described is None:
                frame.named = _named(frame.speaker, sentence, self._before, frames, frame)
        give(sentence, frames)
        self.found += _read(self._text, sentence, frames, len(self.found))
        spoke = next((frame for frame in reversed(frames) if frame.quotations), frames[-1])
        head = sentence[spoke.speaker.first : spoke.speaker.last]
        self._here = self._last = _Speaker(spoke.described or Span(head[0].start, head[-1].end), spoke.named)
        self._before.read(sentence, subject if spoke.named is None else None)
        if spoke.named is not None:
            self._before.spoke(spoke.named)

    def _going_on(self, sentence: Sentence) -> None:
        speaker = self._here or _about(self._subject, self._sentence, self._before) or self._last
        if speaker is not None:
            self.found += [_spoken(piece, speaker, self._text) for piece in sentence if piece.quotation]
            self._here = self._last = speaker


def _is_alone(sentence: Sentence) -> bool:
    """Whether a sentence is nothing but what is quoted."""
    return any(piece.sort == "quotation" for piece in sentence) and all(
        piece.sort in ("quotation", "sign") or piece.low in ("and", "but", "or") for piece in sentence
    )


def _named(
    phrase: Phrase, sentence: Sentence, before: Antecedents, frames: list[Frame], own: Frame
) -> Mention | None:
    if phrase.name is not None:
        return phrase.name
    if phrase.pronoun in ("he", "she", "it", "they"):
        # Inside what somebody says, "he" is the speaker more often than anybody else.
        for frame in frames:
            if frame is own:
                break
            if frame.named is not None and (frame.named.kind == "person") == (
                phrase.pronoun in ("he", "she")
            ):
                return frame.named
        opening = first_of(sentence)
        if opening is not None and opening.name is not None and opening.last <= phrase.first:
            person = opening.name.kind == "person"
            if person == (phrase.pronoun in ("he", "she")):
                return opening.name
    return before.stands_for(phrase, sentence) or phrase.stands_for


def _described(
    phrase: Phrase, spoke: _Speaker | None, previous: Phrase | None, sentence: Sentence
) -> Span | None:
    """Whom without a name ``he`` or ``she`` takes up: who spoke here, or the person just spoken of."""
    if phrase.pronoun not in ("he", "she"):
        return None
    if spoke is not None and spoke.named is not None:
        return None
    if previous is not None and previous.name is None and not previous.pronoun and sentence:
        noun = sentence[previous.last - 1].low
        if noun.endswith(_PERSONS) or noun in listed()["male"] or noun in listed()["female"]:
            return Span(sentence[previous.first].start, sentence[previous.last - 1].end)
    return spoke.span if spoke is not None else None


def _about(subject: Phrase | None, sentence: Sentence, before: Antecedents) -> _Speaker | None:
    """Whoever the sentence before is about, where that is somebody who can speak."""
    if subject is None or not sentence:
        return None
    named = subject.name or before.stands_for(subject, sentence)
    if named is None and not subject.pronoun:
        return None
    if named is None or named.kind not in ("person", "organisation", "group"):
        return None
    return _Speaker(Span(sentence[subject.first].start, sentence[subject.last - 1].end), named)


def _read(text: str, sentence: Sentence, frames: list[Frame], base: int) -> list[Statement]:
    """The statements of a sentence, one or more a cue."""
    made: list[tuple[Frame, Statement]] = []
    for number, frame in enumerate(frames):
        head = sentence[frame.speaker.first : frame.speaker.last]
        speaker = Span(head[0].start, head[-1].end)
        cue = Span(sentence[frame.first].start, sentence[frame.last - 1].end)
        named = frame.named.span if frame.named is not None else frame.described
        contents = contents_of(sentence, frame, frames, number)
        for content, direct, quotes in contents:
            words = text[content.start : content.end]
            stance = stance_of(frame.cue, words)
            made.append((frame, Statement(speaker, cue, content, stance, named, direct, quotes)))
    return _chained(made, base)


def _introduced(
    sentence: Sentence, subject: Phrase | None, before: Antecedents, text: str
) -> list[Statement]:
    """A quotation behind a colon belongs to whom the sentence is about: ``Karel was blunt: "…"``."""
    if subject is None:
        return []
    for number, piece in enumerate(sentence):
        if piece.sort == "quotation" and number and sentence[number - 1].text == ":":
            speaker = _about(subject, sentence, before)
            return [_spoken(piece, speaker, text)] if speaker is not None else []
    return []


def _spoken(piece: Piece, speaker: _Speaker, text: str) -> Statement:
    words = inner(piece)
    stance = stance_of(None, text[words.start : words.end])
    return Statement(speaker.span, None, words, stance, speaker.place, direct=True, quotes=(whole(piece),))


# -- chains and order -----------------------------------------------------------------------------


def _chained(made: list[tuple[Frame, Statement]], base: int) -> list[Statement]:
    """Point every statement inside another's content to it; who passes on what others say reports."""
    found = [statement for _, statement in made]
    for number, (frame, statement) in enumerate(made):
        if statement.cue is None:
            continue
        around = [
            other
            for other, (outer, one) in enumerate(made)
            if outer is not frame
            and one.content.start <= statement.cue.start
            and statement.cue.end <= one.content.end
        ]
        if not around:
            continue
        closest = max(around, key=lambda other: made[other][1].content.start)
        found[number] = replace(found[number], within=base + closest)
        outer = made[closest][0]
        same = outer.named is not None and frame.named is not None and outer.named.name == frame.named.name
        if not same and found[closest].stance == "asserts":
            found[closest] = replace(found[closest], stance="reports")
    return found


def _in_order(found: list[Statement]) -> tuple[Statement, ...]:
    order = sorted(range(len(found)), key=lambda at: (found[at].content.start, -found[at].content.end, at))
    place = {old: new for new, old in enumerate(order)}
    return tuple(
        found[at] if found[at].within is None else replace(found[at], within=place[found[at].within or 0])
        for at in order
    )
