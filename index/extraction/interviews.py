"""Interviews: whose name stands at the start of a paragraph speaks that paragraph.

``((Sara Seager)) It can survive.``, ``WN: How long did it take?``. A label is the name of a person or of an
outlet, or their initials. It counts where at least two of them come again and again, one after the other:
a list of ``Name:`` and ``Age:`` is no conversation, and neither is one caption. Behind ``Q:`` the letter
``A:`` is whom the text names before them, if it names one person; else nobody knows who answers.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from index.extraction.expressions import expression
from index.model import Span

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from index.extraction.quotations import Block
    from index.model import Mention

_WORD = r"[A-ZÀ-ÖØ-Þ][\w'’.-]*"
_LABEL = expression(
    r"[ \t]*(?:\(\((?P<marked>[^()\n]{2,60})\)\)|"
    rf"(?P<named>{_WORD}(?: (?:{_WORD}|de|da|di|la|van|von|der|den|al|bin|ben)){{0,4}}):)\s+(?=\S)"
)
_QUESTION = ("Q", "Question")
_ANSWER = ("A", "Answer")
_INITIALS = expression(r"[A-Z]{2,4}")
#: How often a label stands at least, and how often another follows one.
_TIMES = 2
_TURNS = 3


class Turn(NamedTuple):
    """One paragraph of a conversation.

    Attributes:
        speaker: The label.
        named: Where the speaker is named; ``None`` where nobody knows the label.
        said: What is said behind it.
        is_said: Whether it is a statement of somebody, and neither a question nor an answer of nobody.
    """

    speaker: Span
    named: Span | None
    said: Span
    is_said: bool = True


def turns(text: str, paragraphs: Sequence[Block], mentions: Sequence[Mention]) -> Mapping[int, Turn]:
    """The paragraphs of an interview that begin with a name, by where they start; empty for other texts.

    Args:
        text: The whole text.
        paragraphs: Its paragraphs in order.
        mentions: What is named in it.
    """
    labels = [(block, match) for block in paragraphs if (match := _LABEL.match(text, block.start, block.end))]
    words = [_words(match) for _, match in labels]
    if any(one in _QUESTION and other in _ANSWER for one, other in pairwise(words)):
        return _questions(text, labels, mentions)
    if len(labels) <= _TURNS:
        return {}
    known = _Known(mentions)
    times = Counter(words)
    speaking = {one for one in times if times[one] >= _TIMES and known.can_be(one)}
    row = [one for one in words if one in speaking]
    if len(speaking) < 2 or sum(one != other for one, other in pairwise(row)) < _TURNS:
        return {}
    found: dict[int, Turn] = {}
    for (block, match), label in zip(labels, words, strict=True):
        if label in speaking and (said := _said(text, block, match)) is not None:
            place = _place(match)
            found[block.start] = Turn(place, known.place(label, place), said)
    return found


def _questions(
    text: str, labels: list[tuple[Block, re.Match[str]]], mentions: Sequence[Mention]
) -> Mapping[int, Turn]:
    """The turns of an interview whose labels are letters for question and answer."""
    first = labels[0][0].start
    people = [one for one in mentions if one.kind == "person" and one.span.end <= first]
    alone = len({one.name for one in people}) == 1
    answers = min((one.span for one in people), key=lambda span: span.start) if alone else None
    found: dict[int, Turn] = {}
    for block, match in labels:
        label, said = _words(match), _said(text, block, match)
        if label in (*_QUESTION, *_ANSWER) and said is not None:
            is_said = label in _ANSWER and answers is not None
            found[block.start] = Turn(_place(match), answers, said, is_said)
    return found


def _said(text: str, block: Block, match: re.Match[str]) -> Span | None:
    """What stands in a paragraph behind its label, if anything does."""
    end = block.start + len(text[block.start : block.end].rstrip())
    return Span(match.end(), end) if match.end() < end else None


def _place(match: re.Match[str]) -> Span:
    return Span(*match.span("marked" if match["marked"] else "named"))


def _words(match: re.Match[str]) -> str:
    return " ".join((match["marked"] or match["named"]).split())


class _Known:
    """Who is named in a text, to be found by name, by family name and by initials."""

    def __init__(self, mentions: Sequence[Mention]) -> None:
        self._at = {one.span: one for one in mentions if one.kind in ("person", "organisation", "group")}
        self._called: dict[str, set[str]] = {}
        self._first: dict[str, Span] = {}
        for one in self._at.values():
            self._first.setdefault(one.name, one.span)
            parts = one.name.split()
            calls = {one.text, one.name, parts[-1], "".join(part[0] for part in parts)}
            for call in calls if one.kind == "person" else {one.text, one.name}:
                self._called.setdefault(call, set()).add(one.name)

    def can_be(self, label: str) -> bool:
        """Whether somebody is called so, or it may be the initials of an outlet."""
        return label in self._called or _INITIALS.fullmatch(label) is not None

    def place(self, label: str, span: Span) -> Span | None:
        """Where whoever a label means is named: there, or where that stands first."""
        if span in self._at:
            return span
        called = self._called.get(label, set())
        return self._first[next(iter(called))] if len(called) == 1 else None
