"""What of a run of words beside a cue is somebody who can speak, and whom it speaks for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.extraction.clauses import SPEAKING
from index.extraction.lists import word_lists
from index.extraction.occasions import is_clock
from index.extraction.speech import Phrase, is_cue, listed

if TYPE_CHECKING:
    from index.extraction.clauses import Piece, Sentence
    from index.model import Mention

_BODIES = ("organisation", "group")
_OPENINGS = ("however", "meanwhile", "instead", "later", "then", "also", "still")
#: How many pieces a title with its places may have, and what joins them.
_LONGEST_TITLE = 12
_TITLE_LINKS = ("of", "for", "the", "and", "to")
_LINKS = ("'s", "’s", "-", "&", ".", "and", "'", "’")


def made(sentence: Sentence, first: int, last: int) -> Phrase | None:
    """A phrase of these pieces without what cannot begin one; ``None`` for one that cannot speak."""
    lists = listed()
    while first < last and (
        sentence[first].low in lists["prepositions"]
        or sentence[first].low in _LINKS
        or sentence[first].low in _OPENINGS
        or is_clock(sentence[first])
        or sentence[first].sort == "sign"
    ):
        first += 1
    while last > first and (
        sentence[last - 1].sort == "sign" or sentence[last - 1].low in lists["prepositions"]
    ):
        last -= 1
    first = _past_time(sentence, first, last)
    if first >= last:
        return None
    if titled(sentence, first) == last - 1:
        return Phrase(first, last, sentence[last - 1].name)
    end = _end_of_head(sentence, first, last)
    head = sentence[end - 1]
    if head.name is not None:
        if head.name.kind in SPEAKING and not _are_some_of_it(sentence, first, end):
            return Phrase(first, last, head.name)
        return Phrase(first, last)
    if not _can_head(sentence, first, end):
        return None
    return Phrase(first, last, stands_for=_body(sentence, first, end, last))


def titled(sentence: Sentence, first: int) -> int:
    """Where the person stands whose title with a place or a body in it begins at ``first``; -1 without one.

    ``US Secretary of State Mike Pompeo``, ``President of Ukraine Volodymyr Zelenskyy``. Whoever is somebody's
    (``spokesman for President Ilse Varga``) has two titles and is not that person.
    """
    titles = word_lists("words.txt")["titles"] | word_lists("words.txt")["roles"]
    title = linked = False
    for at in range(first, min(first + _LONGEST_TITLE, len(sentence))):
        piece = sentence[at]
        before = sentence[at - 1].low if at > first else ""
        if piece.name is not None and piece.name.kind == "person":
            return at if title and before not in (*_TITLE_LINKS, "") else -1
        if piece.low in titles:
            if linked:
                return -1
            title = True
        elif piece.low in _TITLE_LINKS:
            linked = linked or piece.low in ("of", "for")
            if linked and not title:
                return -1  # "the home of"
        elif piece.low in ("a", "an") or (piece.sort != "name" and not _is_in_title(piece)):
            return -1
    return -1


def _is_in_title(piece: Piece) -> bool:
    return piece.sort == "word" and (
        piece.text[0].isupper() or piece.low in word_lists("words.txt")["title_parts"]
    )


def _past_time(sentence: Sentence, first: int, last: int) -> int:
    """Where somebody is named behind words of time or another sentence; ``last`` where nobody is.

    ``Two days earlier Reik``, ``the evening of 16 April Col Tomas Reik``, ``Sel. Commander Edda Voss``.
    """
    lists = listed()
    begin = first
    for number in range(first, last):
        piece = sentence[number]
        ends = piece.text == "." and number > first and not _is_title(sentence, number - 1)
        when = piece.sort == "word" and (piece.low in lists["times"] or piece.low in lists["weekdays"])
        if piece.sort == "word" and piece.low in lists["relatives"]:
            break
        if ends or (when and number + 1 < last and piece.text[0] != "’"):
            begin = number + 1
        elif when and number + 1 == last and begin == first:
            return last
    if begin == first:
        return first
    while begin < last and (
        sentence[begin].low in lists["prepositions"]
        or sentence[begin].text[0].isdigit()
        or sentence[begin].sort == "sign"
        or sentence[begin].low in ("'s", "’s")
    ):
        begin += 1
    if any(piece.sort == "name" or piece.low in lists["determiners"] for piece in sentence[begin:last]):
        return begin
    return last if sentence[last - 1].low in lists["times"] else first


def _is_title(sentence: Sentence, at: int) -> bool:
    """Whether a full stop behind this piece belongs to it: ``Gen.``, an initial."""
    piece = sentence[at]
    return len(piece.text) == 1 or piece.low in word_lists("words.txt")["title_abbreviations"]


def _are_some_of_it(sentence: Sentence, first: int, end: int) -> bool:
    """Whether a name of a body stands for some who belong to it: ``other Republicans``, ``a Republican``."""
    name = sentence[end - 1].name
    return (
        name is not None
        and name.kind in ("group", "organisation")
        and sentence[first].low
        in ("a", "an", "other", "some", "many", "several", "most", "two", "three", "few")
    )


def _end_of_head(sentence: Sentence, first: int, last: int) -> int:
    """Where the head of a phrase ends: before its first preposition, bracket or relative pronoun."""
    lists = listed()
    for number in range(first + 1, last):
        piece = sentence[number]
        if piece.sort == "name":
            continue  # "WHO" is no pronoun
        if (piece.sort == "sign" and piece.text not in ".'’-") or piece.low in lists["relatives"]:
            return number
        if piece.low in lists["prepositions"] or (piece.sort == "word" and piece.low == "and"):
            return number
    return last


def _can_head(sentence: Sentence, first: int, end: int) -> bool:
    """Whether words without a name can be somebody: with a determiner, in capitals, or in the plural."""
    lists = listed()
    opening, head = sentence[first], sentence[end - 1]
    if head.sort != "word" or is_cue(head) or head.text[0].isdigit() or head.low in lists["weekdays"]:
        return False
    return (
        opening.low in lists["determiners"]
        or opening.sort == "name"
        or (opening.text[0].isupper() and "-" in opening.text)
        or head.text[0].isupper()
        or head.low.endswith(("s", "men", "women", "people", "police", "media", "children"))
        or head.low in lists["voices"]
    )


def _body(sentence: Sentence, first: int, end: int, last: int) -> Mention | None:
    """The body that a spokesman, a statement or officials speak for: the name before or behind the head."""
    head = sentence[end - 1].low
    if head not in listed()["voices"] and not head.startswith(("official", "authorit", "source")):
        return None
    if any(piece.low in listed()["in the name"] for piece in sentence[first:last]):
        return None  # "a statement in the Brigade's name" may be anybody's
    for number in (*range(first, end), *range(end + 1, last)):
        name: Mention | None = sentence[number].name
        # "Halden officials" are those of Halden; "officials in Halden" are only there.
        if name is not None and (
            name.kind in _BODIES or (number < end and name.kind in ("place", "facility"))
        ):
            return name
    return None


def is_one(sentence: Sentence, phrase: Phrase) -> bool:
    """Whether a phrase without a name is one somebody, whom a name beside it can name."""
    if sentence[phrase.first].low in (
        "many",
        "several",
        "some",
        "few",
        "two",
        "three",
        "both",
        "all",
        "most",
    ):
        return False
    noun = sentence[_end_of_head(sentence, phrase.first, phrase.last) - 1]
    return noun.sort == "name" or not noun.low.endswith("s") or noun.low in ("boss", "'s", "’s")
