"""Acronyms that an article defines in brackets: ``Security Media Cell (SMC)`` and the other way round.

What an article defines wins over every list, so that ``SDF`` is what this text says it is.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from index.extraction.lists import word_lists
from index.extraction.tokens import Word, plain, words

if TYPE_CHECKING:
    from collections.abc import Iterator


class Definition(NamedTuple):
    """A long form and the acronym that stands for it.

    Attributes:
        short: The acronym.
        start: First code point of the long form.
        end: One past its last.
        by_letters: Whether the letters of the acronym are the first letters of its words.
    """

    short: str
    start: int
    end: int
    by_letters: bool


_AFTER = re.compile(r"[\"”’]? \((?:the |or |known as )?[\"“'‘]?([A-Z][\w&./-]{1,11})[\"”'’]?[),;]")
_BEFORE = re.compile(r"(?<![^\W_])([A-Z][A-Z0-9&/-]{1,9}) \((?:the )?([^()\n]{4,90})\)")
_REACH = 120


def definitions(text: str) -> Iterator[Definition]:
    """Every definition of a text, in order, the long form before the bracket first."""
    for match in _AFTER.finditer(text):
        short = match[1]
        if not is_acronym(short):
            continue
        begin = max(0, match.start() - _REACH)
        before = list(words(text[begin : match.start()]))
        start = _by_letters(before, short)
        if start is not None:
            yield Definition(short, begin + start, begin + before[-1].end, by_letters=True)
        elif before:
            yield Definition(short, begin + before[-1].start, begin + before[-1].end, by_letters=False)
    for match in _BEFORE.finditer(text):
        inside = list(words(match[2]))
        if inside and _by_letters(inside, match[1]) == inside[0].start and inside[0].start == 0:
            yield Definition(match[1], match.start(2), match.start(2) + inside[-1].end, by_letters=True)


def is_acronym(word: str) -> bool:
    """Whether a word in brackets can be an acronym: mostly capital letters, at least two."""
    letters = [letter for letter in word if letter.isalpha()]
    capitals = sum(letter.isupper() for letter in letters)
    return capitals > 1 and capitals * 2 > len(letters)


def _by_letters(before: list[Word], short: str) -> int | None:
    """Where the words begin whose first letters make the acronym; they end where ``before`` ends."""
    letters = [letter for letter in short if letter.isalpha() and letter.isupper()]
    at = len(before) - 1
    start = None
    while letters and at >= 0:
        parts = [part for part in plain(before[at].text).split("-") if part]
        initials = [part[0].upper() for part in parts]
        if len(initials) > 1 and letters[-len(initials) :] == initials:
            del letters[-len(initials) :]
            start = at
        elif initials[:1] == letters[-1:]:
            letters.pop()
            start = at
        elif before[at].text.lower() not in word_lists("words.txt")["small_words"]:
            return None
        at -= 1
    if letters or start is None or not before[start].text[0].isupper():
        return None
    return before[start].start
