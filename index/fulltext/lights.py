"""Where the words of a query stand in a text.

They are found in the text itself, by the forms that the search looked for, so this needs no index and can
be done for any text, one that was changed since included.
"""

from __future__ import annotations

from collections.abc import Mapping

from index.model import Span
from index.page import Wanted
from index.query import Leaf, Node, Phrase, Word, leaves
from index.words import folded_words, words


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
