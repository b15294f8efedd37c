"""Two who say the same: ``medics and a resident said``, ``the Ministry and the Guard denied it``.

Both are the speaker, and whichever is named first is whom it is told of. Where the words before ``and`` may
be a clause of their own, whoever stands beside the cue speaks alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.extraction.phrase_heads import made
from index.extraction.speech import is_cue, listed

if TYPE_CHECKING:
    from index.extraction.clauses import Piece, Sentence
    from index.extraction.speech import Phrase

#: How many pieces of a speaker stand before ``and``.
_LONGEST = 10
#: They join a noun to another: ``officials in Halden and a resident``.
_INSIDE = ("of", "in", "at", "from", "for", "near")
#: A clause begins behind one of these.
_BEFORE = (",", ";", ":", "–", "—")
_NO_NOUNS = ("prepositions", "breaks", "pronouns", "past", "verbs", "relatives")


def joined_left(sentence: Sentence, phrase: Phrase | None) -> Phrase | None:
    """A speaker to the left of a cue with another who stands before it, joined by ``and``."""
    if phrase is None or phrase.first < 2 or sentence[phrase.first - 1].low != "and":
        return phrase
    if phrase.pronoun not in ("", "others") or _is_title(sentence, phrase):
        return phrase
    first = last = phrase.first - 1
    while first > max(0, last - _LONGEST) and _is_of_noun(sentence[first - 1]):
        first -= 1
    opens = first == 0 or sentence[first - 1].sort == "quotation" or sentence[first - 1].text in _BEFORE
    if not opens or first >= last or sentence[first].low in listed()["prepositions"]:
        return phrase
    other = made(sentence, first, last)
    if other is None:
        return phrase
    return _both(sentence, other, phrase)


def joined_right(sentence: Sentence, phrase: Phrase, other: Phrase | None) -> Phrase | None:
    """A speaker to the right of a cue with the one behind ``and`` that closes the clause, or ``None``."""
    if other is None or other.pronoun or phrase.pronoun or _is_title(sentence, other):
        return None
    behind = sentence[other.last : other.last + 1]
    return _both(sentence, phrase, other) if not behind or behind[0].sort == "sign" else None


def _is_title(sentence: Sentence, phrase: Phrase) -> bool:
    """Whether it is a person with a title, so that ``and`` joins titles: ``mayor and poet Ilse Varga``."""
    first = sentence[phrase.first]
    person = phrase.name is not None and phrase.name.kind == "person"
    return person and first.sort != "name" and first.low not in listed()["determiners"]


def _both(sentence: Sentence, first: Phrase, second: Phrase) -> Phrase:
    inside = any(piece.low in _INSIDE for piece in sentence[first.first : first.last])
    named = first.name or second.name
    if named is not None and first.name is None and inside and named.kind != "person":
        named = None  # "officials in the North and the South"
    stands_for = None if named is not None else first.stands_for or second.stands_for
    return first._replace(last=second.last, name=named, stands_for=stands_for)


def _is_of_noun(piece: Piece) -> bool:
    """Whether a piece can be of a phrase without a verb."""
    if piece.sort == "name" or piece.low in ("'s", "’s"):
        return True
    if piece.sort != "word" or is_cue(piece):
        return False
    lists = listed()
    if piece.low in _INSIDE:
        return True
    if any(piece.low in lists[name] for name in _NO_NOUNS):
        return False
    return not piece.low.endswith(("ed", "ing")) or piece.text[0].isupper()
