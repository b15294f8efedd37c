"""The passage of a text that shows best where the words of a query stand.

It comes from the text itself, so it needs no index and can be made for any text.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

from index.model import Span

#: Code points of a snippet, give or take a word at each end.
SNIPPET_LENGTH = 220

_BEFORE_FIRST_HIT = 60
_ELLIPSIS = "…"
_WHITE = re.compile(r"\s+")


def snippet(text: str, hits: tuple[Span, ...], begins: int | None = None) -> tuple[str, tuple[Span, ...]]:
    """The passage with the most hits, on one line, and where the hits stand in it.

    Whole words only; ``…`` where the passage begins or ends inside the text. Without hits it is the
    beginning of the text. One that is meant is given by where it ``begins``.
    """
    if begins is None:
        start = _best_start(hits)
        start = _word_start(text, max(0, start - _BEFORE_FIRST_HIT)) if start else 0
    else:
        start = begins
    end = _word_end(text, start, start + SNIPPET_LENGTH)
    parts: list[str] = [_ELLIPSIS] if start > 0 else []
    length = len(parts)
    marks: list[Span] = []
    at = start

    def take(until: int) -> None:
        nonlocal at, length
        piece = _WHITE.sub(" ", text[at:until])
        parts.append(piece)
        length += len(piece)
        at = until

    for hit in hits[bisect_left(hits, start, key=lambda span: span.start) :]:
        if hit.end > end:
            break
        take(hit.start)
        before = length
        take(hit.end)
        marks.append(Span(before, length))
    take(end)
    if end < len(text):
        parts.append(_ELLIPSIS)
    return "".join(parts).rstrip(), tuple(marks)


def _best_start(hits: tuple[Span, ...]) -> int:
    """Start of the first hit of the window that holds the most of them; the earliest of equals."""
    best, most = 0, 0
    starts = [hit.start for hit in hits]
    for position, start in enumerate(starts):
        inside = bisect_right(starts, start + SNIPPET_LENGTH - _BEFORE_FIRST_HIT) - position
        if inside > most:
            best, most = start, inside
    return best


def _word_start(text: str, at: int) -> int:
    """The start of the next word after ``at``, so that no word is cut in front."""
    if at == 0 or text[at - 1].isspace():
        return at
    cut = _WHITE.search(text, at, at + _BEFORE_FIRST_HIT)
    return cut.end() if cut else at


def _word_end(text: str, start: int, at: int) -> int:
    """The end of the last word before ``at``, so that no word is cut behind."""
    if at >= len(text):
        return len(text)
    space = max(text.rfind(" ", start, at + 1), text.rfind("\n", start, at + 1))
    return space if space > start else at
