"""What is known about words around speech: the lists, which words are cues, and what a speaker is."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from index.extraction.cues import cues
from index.extraction.lists import word_lists

if TYPE_CHECKING:
    from collections.abc import Mapping

    from index.extraction.clauses import Piece
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
    "ee",
    "bour",
    "clerk",
    "judge",
    "witness",
)
#: How nouns end that only look so: ``government``, ``newspaper``; others are in the lists.
_NO_PERSONS = ("ment", "letter", "paper", "number", "centre", "center", "shelter", "water", "cident")


class Phrase(NamedTuple):
    """A speaker as it stands in a sentence.

    Attributes:
        first: Its first piece.
        last: One past its last piece.
        name: The mention that is its head, where it has one.
        stands_for: The body that an unnamed spokesman or statement speaks for.
        pronoun: The pronoun, in lower case, where it is one.
    """

    first: int
    last: int
    name: Mention | None = None
    stands_for: Mention | None = None
    pronoun: str = ""


@cache
def listed() -> Mapping[str, frozenset[str]]:
    """The word lists of ``lexicon/speech.txt`` by section."""
    return word_lists("speech.txt")


def is_cue(piece: Piece) -> bool:
    """Whether a word is a cue and hardly ever a noun."""
    cue = cues().forms.get(piece.low) if piece.sort == "word" and piece.text[0].islower() else None
    return cue is not None and not cue.noun


def is_speaking_alone(piece: Piece) -> bool:
    """Whether a cue brings in quotations only and is a verb like others without: ``spoke for``."""
    cue = cues().forms.get(piece.low)
    return cue is not None and cue.sort == "quotation"


def is_person(noun: str) -> bool:
    """Whether a noun in lower case says what one person is: ``minister``, ``farmer``; not ``divers``."""
    lists = word_lists("words.txt")
    return (
        noun in lists["roles"]
        or noun in lists["titles"]
        or noun in listed()["female"]
        or noun in listed()["male"]
        or (noun.endswith(_PERSONS) and not noun.endswith(_NO_PERSONS) and noun not in listed()["no persons"])
    )
