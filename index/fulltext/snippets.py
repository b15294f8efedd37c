"""Where the words of a query stand in a text, and the passage that shows them best.

Both come from the text itself and the forms that the search looked for, so they need no index and
can be made for any text, one that was changed since included.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping

from index.model import Span
from index.page import Wanted
from index.query import Leaf, Node, Phrase, Word, leaves
from index.words import folded_words, words

#: Code points of a snippet, give or take a word at each end.
SNIPPET_LENGTH = 220

_BEFORE_FIRST_HIT = 60
_ELLIPSIS = "…"
_WHITE = re.compile(r"\s+")


def wanted(tree: Node, forms: Mapping[Leaf, tuple[str, ...]], *, field: str = "") -> Wanted:
    """The words of a tree that are wanted in the text, or with ``field`` in that field."""
    singles: set[str] = set()
    runs: list[tuple[str, ...]] = []
    for leaf in leaves(tree):
        if leaf.field not in ("", field):
            continue
        found = forms.get(leaf, ())
        parts = folded_words(leaf.text)
        if isinstance(leaf, Phrase) or (isinstance(leaf, Word) and len(parts) > 1):
            runs.append(found)
        else:
            runs += [(*parts[:-1], form) for form in found]
    singles.update(run[0] for run in runs if len(run) == 1)
    return Wanted(frozenset(singles), tuple(run for run in runs if len(run) > 1))


def find(text: str, sought: Wanted) -> tuple[Span, ...]:
    """Where the wanted words stand in ``text``, in order, without overlaps. A run is one span."""
    if not sought.singles and not sought.runs:
        return ()
    if not sought.runs:
        return tuple(Span(start, end) for word, start, end in words(text) if word in sought.singles)
    runs: dict[str, list[tuple[str, ...]]] = {}
    for run in sought.runs:
        runs.setdefault(run[0], []).append(run)
    found: list[Span] = []
    all_words = list(words(text))
    at = 0
    while at < len(all_words):
        word, start, end = all_words[at]
        length = max(
            (
                len(run)
                for run in runs.get(word, ())
                if tuple(w for w, _, _ in all_words[at : at + len(run)]) == run
            ),
            default=1 if word in sought.singles else 0,
        )
        if length:
            end = all_words[at + length - 1][2]
            found.append(Span(start, end))
        at += max(length, 1)
    return tuple(found)


def snippet(text: str, hits: tuple[Span, ...]) -> tuple[str, tuple[Span, ...]]:
    """The passage with the most hits, on one line, and where the hits stand in it.

    Whole words only; ``…`` where the passage begins or ends inside the text. Without hits it is the
    beginning of the text.
    """
    start = _best_start(hits)
    start = _word_start(text, max(0, start - _BEFORE_FIRST_HIT)) if start else 0
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
