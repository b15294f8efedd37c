"""Annotated texts: what every set of training data becomes before anything is learned from it.

The recogniser reads texts, so it is trained and measured on texts: tokens of a set are joined to readable
sentences, and labels become ranges of code points. What cuts them into words again is what the reader uses.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from index.text import clean_line

#: Stands between sentences, so that the reader sees them as sentences whatever they end with.
BETWEEN = "\n\n"

_NO_SPACE_BEFORE = frozenset([*",.;:!?%)]}", "'s", "’s", "'S", "n't", "'re", "'ve", "'ll", "'d", "'m", "..."])
_NO_SPACE_AFTER = frozenset("([{$#@")


class Labelled(NamedTuple):
    """A range of a text that names something: ``PER``, ``ORG``, ``LOC`` or ``MISC``."""

    start: int
    end: int
    label: str


@dataclass(frozen=True, slots=True)
class Document:
    """One annotated text.

    Attributes:
        text: The whole text; ``BETWEEN`` parts its sentences where the set gave sentences.
        spans: What is named, in order, without overlaps.
        source: Which set, and which part of it, the text comes from.
        unsure: Ranges where the set says nothing reliable; what is found inside them is not counted.
    """

    text: str
    spans: tuple[Labelled, ...]
    source: str
    unsure: tuple[tuple[int, int], ...] = ()


#: Words of a sentence, and what is named: first word, one past the last, label.
Sentence = tuple[Sequence[str], Sequence[tuple[int, int, str]]]


def document(sentences: Iterable[Sentence], source: str) -> Document:
    """Join annotated sentences to one annotated text."""
    parts: list[str] = []
    spans: list[Labelled] = []
    at = 0
    for words, named in sentences:
        line, places = _joined(words)
        if not line:
            continue
        for first, last, label in sorted(named):
            start, end = places[first][0], places[last - 1][1]
            if start < end and (not spans or at + start >= spans[-1].end):
                spans.append(Labelled(at + start, at + end, label))
        parts.append(line)
        at += len(line) + len(BETWEEN)
    return Document(BETWEEN.join(parts), tuple(spans), source)


def _joined(words: Sequence[str]) -> tuple[str, list[tuple[int, int]]]:
    """The words as a readable line, and the place of each in it."""
    line = ""
    places: list[tuple[int, int]] = []
    glued = True
    open_quotes = False
    for at, raw in enumerate(words):
        word = clean_line(_UNESCAPED.get(raw, raw))
        parted_s = word in ("'", "’") and words[at + 1 : at + 2] in (["s"], ["S"])
        closing = word in _NO_SPACE_BEFORE or parted_s
        opening = word in _NO_SPACE_AFTER or parted_s
        if word in ('"', "''", "``"):
            word = '"'
            closing, opening = open_quotes, not open_quotes
            open_quotes = not open_quotes
        if word and line and not glued and not closing:
            line += " "
        places.append((len(line), len(line) + len(word)))
        line += word
        if word:
            glued = opening
    return line, places


_UNESCAPED = {"-LRB-": "(", "-RRB-": ")", "-LSB-": "[", "-RSB-": "]", "'\"'": '"'}


def parted(tags: Sequence[str]) -> list[tuple[int, int, str]]:
    """The spans of IOB1, IOB2 or IO tags: first word, one past the last, label."""
    found: list[tuple[int, int, str]] = []
    before = "O"
    for at, tag in enumerate(tags):
        continues = tag[0] == "I" and before != "O" and before[2:] == tag[2:]
        if tag != "O" and not continues:
            found.append((at, at + 1, tag[2:]))
        elif tag != "O":
            first, _, label = found[-1]
            found[-1] = first, at + 1, label
        before = tag
    return found
