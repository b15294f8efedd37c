"""What of a run of words beside a cue is somebody who can speak, and whom it speaks for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.extraction.clauses import SPEAKING
from index.extraction.speech import Phrase, listed

if TYPE_CHECKING:
    from index.extraction.clauses import Sentence
    from index.model import Mention

_LINKS = ("'s", "’s", "-", "&", ".", "and", "'", "’")


def made(sentence: Sentence, first: int, last: int) -> Phrase | None:
    """A phrase of these pieces without what cannot begin one; ``None`` for one that cannot speak."""
    lists = listed()
    while first < last and (
        sentence[first].low in lists["prepositions"]
        or sentence[first].low in _LINKS
        or sentence[first].sort == "sign"
    ):
        first += 1
    while last > first and (
        sentence[last - 1].sort == "sign" or sentence[last - 1].low in lists["prepositions"]
    ):
        last -= 1
    if first >= last:
        return None
    end = _end_of_head(sentence, first, last)
    head = sentence[end - 1]
    if head.name is not None:
        if head.name.kind in SPEAKING:
            return Phrase(first, last, head.name)
        return Phrase(first, last)
    if not _can_head(sentence, first, end):
        return None
    return Phrase(first, last, stands_for=_body(sentence, first, end, last))


def _end_of_head(sentence: Sentence, first: int, last: int) -> int:
    """Where the head of a phrase ends: before its first preposition, bracket or relative pronoun."""
    lists = listed()
    for number in range(first + 1, last):
        piece = sentence[number]
        if (piece.sort == "sign" and piece.text != ".") or piece.low in lists["relatives"]:
            return number
        if piece.low in lists["prepositions"] or (piece.sort == "word" and piece.low == "and"):
            return number
    return last


def _can_head(sentence: Sentence, first: int, end: int) -> bool:
    """Whether words without a name can be somebody: with a determiner, in capitals, or in the plural."""
    lists = listed()
    opening, head = sentence[first], sentence[end - 1]
    if head.sort != "word" or head.text[0].isdigit() or head.low in lists["weekdays"]:
        return False
    return (
        opening.low in lists["determiners"]
        or opening.sort == "name"
        or head.text[0].isupper()
        or head.low.endswith(("s", "men", "women", "people", "police", "media", "children"))
        or head.low in lists["voices"]
    )


def _body(sentence: Sentence, first: int, end: int, last: int) -> Mention | None:
    """The body that a spokesman, a statement or officials speak for: the name before or behind the head."""
    head = sentence[end - 1].low
    if head not in listed()["voices"] and not head.startswith(("official", "authorit", "source")):
        return None
    for piece in (*sentence[first:end], *sentence[end + 1 : last]):
        if piece.name is not None and piece.name.kind in ("organisation", "group", "place", "facility"):
            return piece.name
    return None
