"""Sentences, words and paragraphs of a text, around a position. Pure.

They are units of moving and selecting, not of understanding: the rules are few, and what they get wrong
is mended by selecting a word more or less. Each looks only at the surroundings of the position.
"""

from __future__ import annotations

import re

from index.model import Span

#: The end of a sentence: its sign, what closes with it, and the space after it.
_SENTENCE_END = re.compile(r"[.!?؟…][\"'”’»)\]]*(?=\s)|[。！？]")
#: A full stop after one of these ends no sentence: titles, and single letters as in "U.S. forces".
_ABBREVIATION = re.compile(
    r"(?:^|[\s(“\"'.])(?:[^\W\d_]|Mr|Mrs|Ms|Dr|Prof|Gen|Brig|Col|Maj|Capt|Cpt|Lt|Sgt|Cpl|Pvt|Adm|Cmdr|Gov|Sen"
    r"|Rep|Rev|Hon|Supt|St|Mt|Ft|No|vs)\.$"
)
#: One after these ends none where a number follows: ``between Jan. 2024 and Aug. 2025``.
_BEFORE_NUMBER = re.compile(
    r"(?:^|[\s(“\"'–-])(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|approx|ca|pp|vol|art|para|fig)\.$",
    re.IGNORECASE,
)
_WORD = re.compile(r"\S+")
_LONGEST = 2_000


def sentence_at(text: str, position: int) -> Span | None:
    """The sentence in which a position stands, without white space around it; none on a blank line."""
    if not text:
        return None
    position = min(max(position, 0), len(text) - 1)
    line = _line_around(text, position, _LONGEST)
    start, end = line.start, line.end
    for found in _SENTENCE_END.finditer(text, line.start, line.end):
        if _goes_on(text, found):
            continue
        if found.end() <= position:
            start = found.end()
        else:
            end = found.end()
            break
    return _stripped(text, start, end)


def next_sentence(text: str, position: int) -> Span | None:
    """The first sentence that begins at or after a position."""
    found = _WORD.search(text, position)
    return sentence_at(text, found.start()) if found else None


def previous_sentence(text: str, position: int) -> Span | None:
    """The last sentence that ends at or before a position."""
    before = len(text[max(0, position - _LONGEST) : position].rstrip())
    return sentence_at(text, max(0, position - _LONGEST) + before - 1) if before else None


def paragraph_at(text: str, position: int) -> Span | None:
    """The paragraph in which a position stands: up to a blank line, or the line where there are none."""
    gap = "\n\n" if "\n\n" in text else "\n"
    start = text.rfind(gap, 0, max(0, position))
    end = text.find(gap, position)
    return _stripped(text, start + len(gap) if start >= 0 else 0, end if end >= 0 else len(text))


def next_word(text: str, position: int) -> Span | None:
    """The first word that begins at or after a position."""
    found = _WORD.search(text, position)
    return Span(found.start(), found.end()) if found else None


def previous_word(text: str, position: int) -> Span | None:
    """The last word that ends at or before a position."""
    end = len(text[:position].rstrip())
    if not end:
        return None
    start = end
    while start and not text[start - 1].isspace():
        start -= 1
    return Span(start, end)


def count_words(text: str) -> int:
    """Words between white space."""
    return sum(1 for _ in _WORD.finditer(text))


def count_sentences(text: str, span: Span) -> int:
    """How many sentences a span touches."""
    count, position = 0, span.start
    while position < span.end:
        found = next_sentence(text, position)
        if found is None or found.start >= span.end:
            break
        count += 1
        position = max(found.end, position + 1)
    return count


def _line_around(text: str, position: int, reach: int) -> Span:
    start = max(text.rfind("\n", 0, position) + 1, position - reach)
    end = text.find("\n", position, position + reach)
    return Span(start, min(len(text), position + reach) if end < 0 else end)


def _goes_on(text: str, end: re.Match[str]) -> bool:
    """Whether the sentence goes on behind what looks like its end."""
    following = text[end.end() : end.end() + 2].strip()
    if following[:1].islower():
        return True
    before = text[max(0, end.start() - 8) : end.start() + 1]
    if following[:1].isdigit() and _BEFORE_NUMBER.search(before):
        return True
    return bool(_ABBREVIATION.search(before))


def _stripped(text: str, start: int, end: int) -> Span | None:
    piece = text[start:end]
    if not piece.strip():
        return None
    start += len(piece) - len(piece.lstrip())
    return Span(start, start + len(piece.strip()))
