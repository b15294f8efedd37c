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
from index.extraction.chains import chained, is_too_deep
from index.extraction.clauses import Names, sentences
from index.extraction.contents import contents_of, give, has_words, inner, whole
from index.extraction.expressions import expression
from index.extraction.frames import Frame, frames_of
from index.extraction.interviews import turns
from index.extraction.nested import with_nested
from index.extraction.occasions import tells
from index.extraction.quotations import blocks
from index.extraction.referents import person_of, refer
from index.extraction.stances import stance_of
from index.extraction.subjects import first_of
from index.model import Span, Statement

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.extraction.clauses import Piece, Sentence
    from index.extraction.interviews import Turn
    from index.extraction.quotations import Block
    from index.extraction.speech import Phrase
    from index.model import Mention


#: Where a list item begins, which nobody who was named before speaks.
_ITEM = expression(r"\s*(?:[-*•·–—]|\(?[0-9a-z]{1,2}[.)])\s")
_LONGEST_HEADING = 100


@dataclass(slots=True)
class _Speaker:
    """Who spoke last, for quotations without a cue."""

    span: Span
    named: Mention | None

    @property
    def place(self) -> Span:
        """Where the speaker is named or described."""
        return self.named.span if self.named is not None else self.span

    def called(self, text: str) -> str:
        """A word for the same speaker in a paragraph: a name, or else the words."""
        return self.named.name if self.named is not None else text[self.span.start : self.span.end].lower()

    def is_nobody(self, text: str) -> bool:
        """Whether it is a pronoun of which nobody knows whom it takes up."""
        return self.named is None and self.called(text) in ("it", "they", "he", "she", "we")


def statements(text: str, mentions: Sequence[Mention]) -> tuple[Statement, ...]:
    """Every statement of a text in order of its content.

    Args:
        text: A cleaned text.
        mentions: What is named in it, in any order; people, bodies and places are taken for speakers.

    Returns:
        Statements; ``within`` counts their places in this tuple. Spans count code points of ``text``.
    """
    names, reading = Names(mentions), _Reading(text)
    paragraphs = tuple(blocks(text))
    conversation = turns(text, paragraphs, mentions)
    for block in paragraphs:
        reading.open_block(block)
        turn = conversation.get(block.start)
        if turn is not None:
            reading.take_turn(turn)
            continue
        for sentence in sentences(text, block, names):
            reading.read(sentence)
    return _in_order(with_nested(text, reading.found, mentions))


class _Reading:
    """One reading of a text from its beginning: what was found, and who spoke last."""

    def __init__(self, text: str) -> None:
        self.found: list[Statement] = []
        self._text = text
        self._before = Antecedents()
        self._here: _Speaker | None = None
        self._spoke: set[str] = set()
        self._about: _Speaker | None = None
        self._person: Span | None = None
        self._last: _Speaker | None = None
        self._was_heading = False

    def open_block(self, block: Block) -> None:
        """Begin a paragraph: who spoke in it is nobody yet, and under a heading nobody did before."""
        words = self._text[block.start : block.end]
        apart = self._was_heading or _ITEM.match(words) is not None
        self._was_heading = _is_heading(block, words)
        self._last = None if apart or self._was_heading else self._here
        self._here = self._about = self._person = None
        self._spoke = set()
        self._before.open_block(apart=apart)

    def take_turn(self, turn: Turn) -> None:
        """Take a paragraph of an interview; its questions are no statements."""
        if not turn.is_said or self._text[turn.said.end - 1] == "?":
            return
        stance = stance_of(None, self._text, turn.said, turn.said.start)
        self.found.append(
            Statement(turn.speaker, None, turn.said, stance, turn.named or turn.speaker, direct=True)
        )

    def read(self, sentence: Sentence) -> None:
        """Take the statements from a sentence, and remember whom it named."""
        self._before.learn(sentence)
        subject = first_of(sentence)
        frames = frames_of(sentence)
        if frames:
            self._with_cues(sentence, frames, subject)
        elif _is_alone(sentence):
            self._going_on(sentence)
            return
        else:
            self._without_cues(sentence, subject)
        self._last = None

    def _with_cues(self, sentence: Sentence, frames: list[Frame], subject: Phrase | None) -> None:
        refer(sentence, frames, self._before, self._person)
        give(sentence, frames)
        self.found += _read(self._text, sentence, frames, len(self.found))
        spoke = next((frame for frame in reversed(frames) if frame.quotations), frames[-1])
        head = sentence[spoke.speaker.first : spoke.speaker.last]
        spoken_by = _Speaker(spoke.described or Span(head[0].start, head[-1].end), spoke.named)
        self._spoke.add(spoken_by.called(self._text))
        unsure = len(self._spoke) > 1 or spoken_by.is_nobody(self._text)
        self._here = None if unsure and not spoke.quotations else spoken_by
        self._about = self._here
        opens = sentence[max(spoke.speaker.first - 1, 0)].low not in (
            "that",
            "which",
            "because",
            "as",
            "if",
            "when",
        )
        alone = opens and all(frame.named is None for frame in frames)
        self._person = (spoke.described or person_of(sentence, spoke.speaker)) if alone else None
        about = [spoke.named, subject.name if subject is not None else None]
        unnamed = [frame.speaker for frame in frames if frame.named is None]
        if subject is not None and subject.name is None:
            unnamed += [subject] if all(one.speaker.first != subject.first for one in frames) else []
        self._take_in(sentence, [name for name in about if name is not None], unnamed)

    def _without_cues(self, sentence: Sentence, subject: Phrase | None) -> None:
        named = self._subject_of(subject)
        self._about = None
        if subject is not None and named is not None and named.kind in ("person", "organisation", "group"):
            place = Span(sentence[subject.first].start, sentence[subject.last - 1].end)
            self._about = _Speaker(place, named)
        self.found += _introduced(sentence, self._about, self._text)
        if named is not None and self._about is not None:
            self.found += _announced(sentence, named, self._about, self._text)
        pronoun = subject is not None and subject.pronoun != ""
        if not (pronoun and named is None):
            self._person = person_of(sentence, subject)
        unnamed = [subject] if subject is not None and named is None else []
        self._take_in(sentence, [named] if named is not None else [], unnamed)
        if subject is not None and not pronoun and (subject.name is None or subject.name.kind == "person"):
            self._here = None

    def _take_in(self, sentence: Sentence, about: list[Mention], unnamed: list[Phrase]) -> None:
        person = any(one.pronoun in ("he", "she") or person_of(sentence, one) is not None for one in unnamed)
        self._before.read(sentence, about, unnamed=bool(unnamed), person=person)

    def _subject_of(self, subject: Phrase | None) -> Mention | None:
        if subject is None:
            return None
        if subject.pronoun in ("he", "she") and self._person is not None:
            return None
        return subject.name or (self._before.pronoun(subject.pronoun) if subject.pronoun else None)

    def _going_on(self, sentence: Sentence) -> None:
        speaker = self._here or self._about or self._last
        if speaker is not None:
            self.found += [_spoken(piece, speaker, self._text) for piece in sentence if has_words(piece)]
            self._here = speaker


def _is_heading(block: Block, words: str) -> bool:
    """Whether a paragraph is a line without an end, as headings and names of sources above items are."""
    return (
        not block.quotations and len(words) <= _LONGEST_HEADING and words.rstrip()[-1:] not in '.!?…"”’:;,)'
    )


def _is_alone(sentence: Sentence) -> bool:
    """Whether a sentence is nothing but what is quoted."""
    return any(piece.sort == "quotation" for piece in sentence) and all(
        piece.sort in ("quotation", "sign") or piece.low in ("and", "but", "or") for piece in sentence
    )


def _read(text: str, sentence: Sentence, frames: list[Frame], base: int) -> list[Statement]:
    """The statements of a sentence, one or more a cue."""
    made: list[tuple[Frame, Statement]] = []
    for number, frame in enumerate(frames):
        head = sentence[frame.speaker.first : frame.speaker.last]
        speaker = Span(head[0].start, head[-1].end)
        cue = Span(sentence[frame.first].start, sentence[frame.last - 1].end)
        named = frame.named.span if frame.named is not None else frame.described
        if is_too_deep(cue, (statement for _, statement in made)):
            continue
        for content, direct, quotes in contents_of(sentence, frame, frames, number):
            begin = min(speaker.start, cue.start, content.start)
            stance = stance_of(frame.cue, text, content, begin)
            made.append((frame, Statement(speaker, cue, content, stance, named, direct, quotes)))
    return chained(made, base)


def _introduced(sentence: Sentence, about: _Speaker | None, text: str) -> list[Statement]:
    """A quotation behind a colon belongs to whom the sentence is about: ``Karel was blunt: "…"``."""
    for number, piece in enumerate(sentence):
        if has_words(piece) and number and sentence[number - 1].text == ":":
            return [_spoken(piece, about, text)] if about is not None else []
    return []


def _announced(sentence: Sentence, named: Mention, about: _Speaker, text: str) -> list[Statement]:
    """What a headline or a ticker says with a name and a colon: ``Interior Ministry: five injured``."""
    colon = next((at + 1 for at, piece in enumerate(sentence[:-1]) if piece.name is named), 0)
    if not colon or sentence[colon].text != ":" or sentence[0].start != about.span.start:
        return []
    end = len(sentence)
    while end > colon + 1 and sentence[end - 1].text in ".!":
        end -= 1
    if not tells(sentence[colon + 1 : end]):
        return []
    content = Span(sentence[colon + 1].start, sentence[end - 1].end)
    stance = stance_of(None, text, content, content.start)
    return [Statement(about.span, None, content, stance, about.place)]


def _spoken(piece: Piece, speaker: _Speaker, text: str) -> Statement:
    words = inner(piece)
    stance = stance_of(None, text, words, words.start)
    return Statement(speaker.span, None, words, stance, speaker.place, direct=True, quotes=(whole(piece),))


# -- order -----------------------------------------------------------------------------


def _in_order(found: list[Statement]) -> tuple[Statement, ...]:
    order = sorted(range(len(found)), key=lambda at: (found[at].content.start, -found[at].content.end, at))
    place = {old: new for new, old in enumerate(order)}
    return tuple(
        found[at] if found[at].within is None else replace(found[at], within=place[found[at].within or 0])
        for at in order
    )
