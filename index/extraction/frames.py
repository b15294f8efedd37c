"""Cues as they are used in a sentence, each with its speaker.

A word of the table of cues counts where the words around it make it a verb of saying with somebody who says
it: not as a noun, not in the passive, not behind ``to``. Its speaker stands to the left, or to the right
where the order is inverted, or is that of the verb before (``arrived and said``, ``adding that``).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from index.extraction import phrases
from index.extraction.cues import Cue, cues
from index.extraction.speech import Phrase, listed
from index.extraction.subjects import first_of

if TYPE_CHECKING:
    from index.extraction.clauses import Piece, Sentence
    from index.model import Mention, Span

_ACCORDING = Cue(2, "clause", "asserts", participle=False, noun=False, lemma="according to")


#: What is said by none of these is said by nobody: ``No group claimed the attack``.
_NOBODY = ("no", "nobody", "none", "neither")


@dataclass(slots=True)
class Frame:
    """A cue as it is used in a sentence.

    Attributes:
        cue: What kind of cue it is.
        first: Its first piece.
        last: One past its last piece.
        speaker: The phrase beside it that speaks.
        inverted: Whether the speaker stands behind it.
        named: The mention that the speaker is or stands for.
        described: The words that a pronoun takes up where they are no name.
        quotations: The pieces that are its quotations.
    """

    cue: Cue
    first: int
    last: int
    speaker: Phrase
    inverted: bool = False
    named: Mention | None = None
    described: Span | None = None
    quotations: list[int] = field(default_factory=list)

    @property
    def begin(self) -> int:
        """The first piece of cue and speaker."""
        return self.first if self.inverted else min(self.first, self.speaker.first)

    @property
    def end(self) -> int:
        """One past the last piece of cue and speaker."""
        return self.speaker.last if self.inverted else self.last


def frames_of(sentence: Sentence) -> list[Frame]:
    """Every cue of a sentence that has a speaker, in order."""
    table = cues()
    frames: list[Frame] = []
    for at, piece in enumerate(sentence):
        if piece.sort != "word":
            continue
        if piece.low == "according" and at + 1 < len(sentence) and sentence[at + 1].low == "to":
            speaker = phrases.right_of(sentence, at + 2)
            if speaker is not None:
                frames.append(Frame(_ACCORDING, at, at + 2, speaker, inverted=True))
        elif piece.low in table.first and piece.text[0].islower() and (cue := _cue(sentence, at)) is not None:
            frame = _frame(sentence, at, cue, frames)
            if frame is not None and sentence[frame.speaker.first].low not in _NOBODY:
                frames.append(frame)
    return frames


def _cue(sentence: Sentence, at: int) -> Cue | None:
    """The longest cue that begins at a piece."""
    words = [piece.low for piece in sentence[at : at + 4]]
    for length in range(len(words), 0, -1):
        cue = cues().forms.get(" ".join(words[:length]))
        if cue is not None:
            return cue
    return None


def _frame(sentence: Sentence, at: int, cue: Cue, earlier: list[Frame]) -> Frame | None:
    """A cue with its speaker, if the words around it make it one."""
    last = at + cue.words
    before = sentence[at - 1] if at else None
    if before is not None and _is_unsaid(before) and not _nearby(sentence, last):
        return None
    if not _may_follow(sentence, at, last, cue):
        return None
    if before is not None and before.low == "as" and cue.lemma == "say" and cue.participle:
        return _quoted_as_saying(sentence, at, last, cue)
    if before is not None and not cue.participle and (before.sort == "quotation" or before.text == ","):
        beside = _beside_a_comma(sentence, at, last, cue)
        if beside is not None:
            return beside
    if before is not None and _is_no_verb(before, cue):
        return None
    if cue.participle or _is_joined(sentence, at):
        subject = earlier[-1].speaker if earlier else first_of(sentence)
        return Frame(cue, at, last, subject) if subject is not None and subject.first < at else None
    speaker = phrases.left_of(sentence, at)
    if speaker is None or (
        cue.noun and speaker.name is None and not speaker.pronoun and not _nearby(sentence, last)
    ):
        return None
    return Frame(cue, at, last, speaker)


def _is_unsaid(before: Piece) -> bool:
    """Whether the word before a cue takes it back (``cannot say who``, ``didn't say``) or only plans it."""
    return before.low in (
        "to",
        "not",
        "never",
        "neither",
        "nor",
        "cannot",
        "n't",
        "n’t",
    ) or before.low.endswith(("n't", "n’t"))


def _beside_a_comma(sentence: Sentence, at: int, last: int, cue: Cue) -> Frame | None:
    """A cue behind a quotation or a comma: its speaker stands behind it, unless an apposition ends there."""
    subject = phrases.left_of(sentence, at) if sentence[at - 1].text == "," else None
    if subject is not None and (subject.name is None or subject.name.kind != "place"):
        return Frame(cue, at, last, subject)
    if cue.lemma in ("tell", "inform") or cue.sort not in ("clause", "that", "quotation"):
        return None
    speaker = phrases.right_of(sentence, last)
    return Frame(cue, at, last, speaker, inverted=True) if speaker is not None else None


def _is_no_verb(before: Piece, cue: Cue) -> bool:
    """Whether the word before makes a cue a passive, a noun, or a description of that word."""
    if cue.participle:  # "a statement announcing": the noun before it is no speaker
        return before.text != "," and before.low not in ("and", "without", "by")
    if before.low in ("was", "were", "been", "be", "is", "are", "being"):
        return not cue.adjective
    if cue.adjective:
        return before.low not in ("remains", "remained", "are", "still", "also", "deeply", "very", "highly")
    return cue.noun and (before.low in listed()["determiners"] or before.low in ("'s", "’s"))


def _is_joined(sentence: Sentence, at: int) -> bool:
    """Whether a verb shares the subject of the one before: ``arrived and said``."""
    number = at - 1
    while number >= 0 and sentence[number].low in listed()["adverbs"]:
        number -= 1
    return number >= 0 and sentence[number].low in ("and", "but", "or")


def _nearby(sentence: Sentence, at: int) -> bool:
    """Whether a quotation stands at this piece or a little behind it."""
    return any(piece.sort == "quotation" for piece in sentence[at : at + 4])


def _may_follow(sentence: Sentence, at: int, last: int, cue: Cue) -> bool:
    """Whether what stands around a cue is what its sort asks for."""
    following = sentence[last].low if last < len(sentence) else ""
    beside = any(piece.sort == "quotation" for piece in sentence[max(0, at - 14) : last + 12])
    if cue.lemma in ("call", "describe", "label", "brand", "speak", "read") and following in (
        "itself",
        "themselves",
        "himself",
        "herself",
    ):
        return False
    if cue.lemma == "call" and sentence[at - 1].low == "they":
        return False
    if cue.lemma == "speak" and following in ("of", "to", "with"):
        return False
    if cue.sort == "quotation":
        return beside
    if cue.sort == "that":
        return following in ("that", "as", ":") or beside
    if cue.sort == "reports":
        return any(one.low in ("as", "that") for one in sentence[last : last + 10]) or beside
    if cue.lemma == "question":
        return following in ("whether", "if", "how", "why", "the", "what", "that")
    return not (cue.noun and following in ("of", "for", "by", "from", "about"))


def _quoted_as_saying(sentence: Sentence, at: int, last: int, cue: Cue) -> Frame | None:
    """``quoted a driver as saying``, ``was quoted as saying``."""
    before = sentence[at - 2] if at > 1 else None
    if before is not None and before.low in ("quoted", "cited"):
        number = at - 2
        while number > 0 and sentence[number - 1].low in ("was", "were", "is", "are", "been", "has", "had"):
            number -= 1
        speaker = phrases.left_of(sentence, number)
    else:
        speaker = phrases.left_of(sentence, at - 1)
    return Frame(cue._replace(participle=False), at, last, speaker) if speaker is not None else None
