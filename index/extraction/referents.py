"""Whom the speakers of a sentence stand for: by their names, as pronouns, or by what they are called.

A pronoun is looked for in its own sentence first: inside what somebody says, ``he`` is whoever says it. Then
it takes up the sentence before. Where two could be meant it is nobody.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.extraction.speech import is_person, listed
from index.extraction.subjects import first_of
from index.model import Span

if TYPE_CHECKING:
    from index.extraction.antecedents import Antecedents
    from index.extraction.clauses import Sentence
    from index.extraction.frames import Frame
    from index.extraction.speech import Phrase
    from index.model import Mention

_TAKEN_UP = ("he", "she", "it", "they")


def refer(sentence: Sentence, frames: list[Frame], before: Antecedents, taken_up: Span | None) -> None:
    """Say of every frame of a sentence whom its speaker stands for.

    Args:
        sentence: The sentence.
        frames: Its frames, in order; ``named`` and ``described`` are set.
        before: What the article said before it.
        taken_up: The person without a name of whom the sentence before was, or who spoke there.
    """
    for number, frame in enumerate(frames):
        phrase = frame.speaker
        if phrase.name is not None:
            frame.named = phrase.name
        elif phrase.pronoun in _TAKEN_UP:
            _take_up(sentence, frame, frames[:number], before, taken_up)
        elif not phrase.pronoun:
            frame.named = before.role(phrase, sentence) or phrase.stands_for


def person_of(sentence: Sentence, phrase: Phrase | None) -> Span | None:
    """Where a phrase without a name stands, if it is a person."""
    if phrase is None or phrase.name is not None or phrase.pronoun:
        return None
    noun = sentence[phrase.first]
    for piece in sentence[phrase.first : phrase.last]:
        if (
            piece.sort == "sign"
            or piece.low in listed()["prepositions"]
            or piece.low in listed()["relatives"]
        ):
            break
        noun = piece
    if not is_person(noun.low):
        return None
    return Span(sentence[phrase.first].start, sentence[phrase.last - 1].end)


def _take_up(
    sentence: Sentence, own: Frame, earlier: list[Frame], before: Antecedents, taken_up: Span | None
) -> None:
    phrase = own.speaker
    same = next((one for one in earlier if one.speaker.first == phrase.first), None)
    if same is not None:
        own.named, own.described = same.named, same.described
        return
    outside = [one.speaker for one in earlier]
    opening = first_of(sentence)
    if opening is not None and opening.last <= phrase.first and not _is_behind(sentence, own):
        outside += [opening] if all(one.first != opening.first for one in outside) else []
    names = {one.named.name: one.named for one in earlier if one.named is not None}
    names |= {one.name.name: one.name for one in outside if one.name is not None}
    fitting = [name for name in names.values() if before.fits(name, phrase.pronoun)]
    if (
        phrase.pronoun == "they"
    ):  # "they" may be any of those of whom a sentence is: its speaker alone is certain
        fitting = [name for name in fitting if any(name is one.named for one in earlier)]
    if len(fitting) == 1 and not _others(sentence, outside, phrase, fitting[0]):
        own.named = fitting[0]
    if fitting or (outside and phrase.pronoun in ("it", "they")):
        return
    people = [place for one in outside if (place := person_of(sentence, one)) is not None]
    if people or any(one.pronoun == phrase.pronoun for one in outside):
        own.described = people[0] if people else _copied(earlier, phrase.pronoun)
    elif taken_up is not None and phrase.pronoun in ("he", "she"):
        own.described = taken_up
    else:
        beside = [piece.name for piece in sentence[: phrase.first] if piece.name is not None]
        own.named = before.pronoun(phrase.pronoun, beside)


def _is_behind(sentence: Sentence, own: Frame) -> bool:
    """Whether cue and speaker stand behind what is said: ``The Guard was wrong, he said``."""
    before = sentence[own.begin - 1]
    return before.sort == "quotation" or before.text == ","


def _others(sentence: Sentence, outside: list[Phrase], phrase: Phrase, name: Mention) -> bool:
    """Whether somebody without a name speaks around a pronoun too, who could be meant by it."""
    if phrase.pronoun in ("it", "they"):
        return any(one.name is None and one.stands_for is None and not one.pronoun for one in outside)
    return any(
        person_of(sentence, one) is not None and (one.stands_for is None or one.stands_for.name != name.name)
        for one in outside
    )


def _copied(earlier: list[Frame], pronoun: str) -> Span | None:
    """Whom the same pronoun took up before in the sentence."""
    return next((one.described for one in earlier if one.speaker.pronoun == pronoun), None)
