"""What the tagger reads: the words of a sentence and the marks between them, each with its place.

The rules read words alone; whether a name goes on over a comma, or stands in brackets, is something that
the tagger has to see. Words are those of ``tokens``, so that both find the same ends of names.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from index.extraction.tokens import plain, sentences

if TYPE_CHECKING:
    from collections.abc import Iterator

    from index.extraction.tokens import Word

#: A row of dashes or dots says no more than its first marks.
_MOST_MARKS = 3


class Pieces(NamedTuple):
    """One sentence.

    Attributes:
        texts: Each piece as it is compared: with straight apostrophes and plain hyphens.
        starts: The first code point of each.
        ends: One past the last.
    """

    texts: list[str]
    starts: list[int]
    ends: list[int]


def pieces(text: str) -> list[Pieces]:
    """The sentences of a text, in pieces."""
    return [in_pieces(text, sentence) for sentence in sentences(text)]


def in_pieces(text: str, sentence: list[Word]) -> Pieces:
    """The words of a sentence and the marks between and right after them."""
    texts: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    at = sentence[0].start
    for word in sentence:
        if word.start > at + 1 or text[at : word.start] != " ":
            for place, mark in _marks(text, at, word.start):
                texts.append(mark)
                starts.append(place)
                ends.append(place + 1)
        texts.append(plain(word.text))
        starts.append(word.start)
        ends.append(word.end)
        at = word.end
        if word.tail:
            at += len(word.tail)
            texts.append(plain(word.tail))
            starts.append(word.end)
            ends.append(at)
    for place, mark in _marks(text, at, at + 1):
        texts.append(mark)
        starts.append(place)
        ends.append(place + 1)
    return Pieces(texts, starts, ends)


def _marks(text: str, start: int, end: int) -> Iterator[tuple[int, str]]:
    """The visible marks of a gap with their places, the first of them only."""
    found = 0
    for place, mark in enumerate(text[start:end], start):
        if not mark.isspace():
            yield place, plain(mark)
            found += 1
            if found == _MOST_MARKS:
                return
