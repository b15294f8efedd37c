"""Words and sentences with their places in the text.

The offsets are the contract: ``text[word.start:word.end] == word.text`` for every word, whatever the
text is. Hyphens and apostrophes inside a word stay in it (``al-Sudani``, ``Ja'afari``), dotted
abbreviations stay whole (``U.S.``), and a possessive ``'s`` is kept apart from the word that it
follows. Nothing here knows what a word means, and every step takes time in proportion to the text.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from index.extraction.lists import word_lists

if TYPE_CHECKING:
    from collections.abc import Iterator


class Word(NamedTuple):
    """One word.

    Attributes:
        text: The word as it stands, without a possessive mark.
        start: First code point.
        end: One past the last code point of ``text``.
        tail: The possessive mark that follows: ``'s``, ``'`` or nothing.
    """

    text: str
    start: int
    end: int
    tail: str = ""


#: A "sentence" that is longer is cut, so that a text without full stops is still read in pieces.
LONGEST_SENTENCE = 400

_APOSTROPHES = "'’‘ʼʻ`´"
_HYPHENS = "\u2010\u2011-"  # the plain one last, where a set takes it for itself
_WORD = re.compile(
    rf"(?:[^\W\d_]\.){{2,}}(?:[{_APOSTROPHES}]s\b)?|[^\W_]+(?:[{_APOSTROPHES}{_HYPHENS}][^\W_]+)*"
)
_PLAIN = str.maketrans(dict.fromkeys(_APOSTROPHES, "'") | dict.fromkeys(_HYPHENS, "-"))
_FULL_STOP = re.compile(r"[.!?…؟]")

_TERMINAL = ".!?…:;\"'”’)»"


def plain(word: str) -> str:
    """The word with straight apostrophes and plain hyphens, for comparing."""
    return word if word.isascii() else word.translate(_PLAIN)


def words(text: str) -> Iterator[Word]:
    """Every word of a text, in order."""
    for match in _WORD.finditer(text):
        yield _word(text, match)


def sentences(text: str) -> Iterator[list[Word]]:
    """The words of a text, a sentence at a time.

    A line end closes a sentence, unless the lines of the text were broken to a width. No sentence is
    empty, and none has more than ``LONGEST_SENTENCE`` words.
    """
    broken_to_width = is_broken_to_width(text)
    sentence: list[Word] = []
    for match in _WORD.finditer(text):
        if sentence:
            before = sentence[-1]
            gap_start = before.end + len(before.tail)
            gap = text[gap_start : match.start()]
            if (
                (gap != " " or before.text[-1] == ".")
                and _ends_sentence(gap, before.text, match[0], broken_to_width)
            ) or len(sentence) >= LONGEST_SENTENCE:
                yield sentence
                sentence = []
        sentence.append(_word(text, match))
    if sentence:
        yield sentence


def is_broken_to_width(text: str) -> bool:
    """Whether the lines of a text were broken to a width, as in mail and in old press releases."""
    lines = text.split("\n")
    inner = [line for line, following in pairwise(lines) if line and following]
    if len(inner) < 3:
        return False
    broken = sum(40 <= len(line) <= 100 and line[-1] not in _TERMINAL for line in inner)
    return broken >= 0.6 * len(inner)


def _word(text: str, match: re.Match[str]) -> Word:
    word, start, end = match[0], match.start(), match.end()
    if len(word) > 2 and word[-1] in "sS" and word[-2] in _APOSTROPHES:
        return Word(word[:-2], start, end - 2, word[-2:])
    if word[-1] == "s" and text[end : end + 1] in ("'", "’") and text[end + 1 : end + 2] in (" ", "\n"):
        return Word(word, start, end, text[end])
    return Word(word, start, end)


def _ends_sentence(gap: str, before: str, after: str, broken_to_width: bool) -> bool:
    """Whether a sentence ends in the gap between two words."""
    if "\n" in gap and (not broken_to_width or "\n\n" in gap):
        return True
    if before[-1] == "." and not _FULL_STOP.search(gap):
        return after in _listed("openers")
    stop = _FULL_STOP.search(gap)
    if stop is None or after[0].islower():
        return False
    if gap[stop.start()] != ".":
        return True
    if gap == ".":
        return after[0].isupper() and len(after) > 1 and before[-1].islower()
    return not (stop.start() == 0 and _is_cut_short(before, after))


def _is_cut_short(before: str, after: str) -> bool:
    """Whether the full stop after ``before`` belongs to an abbreviation."""
    lowered = before.lower()
    if lowered in _listed("title_abbreviations"):
        return True
    if len(before) == 1 and before.isupper():
        return after not in _listed("openers")
    return lowered in _listed("other_abbreviations") and (
        after[0].isdigit() or after not in _listed("openers")
    )


def _listed(section: str) -> frozenset[str]:
    return word_lists("words.txt")[section]
