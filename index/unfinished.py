"""A search whose last word is still being typed: it stands for itself and for all words that begin so.

Only a wanted word at the very end counts, outside quotation marks: what comes after a minus would exclude
more and more, and a closed quotation or a space after the word says that it is finished.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from index.query import OutsideField, Query, outline
from index.tree import All, Any, Leaf, Node, Not, Prefix, Word, leaves

_ENDS = '"“”„)*~'


def last_word(text: str, query: Query, today: date, outside: Mapping[str, OutsideField]) -> Word | None:
    """The word that is still being typed, if there is one; ``outside`` is that of ``index.query.parse``."""
    if not text or text[-1].isspace() or text[-1] in _ENDS:
        return None
    found = outline(text, today, outside)
    if not found.terms or found.terms[-1].end != len(found.typed):
        return None
    leaf = found.terms[-1].leaf
    return leaf if isinstance(leaf, Word) and leaf in leaves(query.tree) else None


def continued(node: Node, word: Word) -> Node:
    """The tree with all words that begin so beside the word."""
    return _with(node, word, Any((word, Prefix(word.text, word.field))))


def shown(node: Node, word: Word) -> Node:
    """The tree as it is said in words: with the beginning in the place of the word."""
    return _with(node, word, Prefix(word.text, word.field))


def _with(node: Node, word: Leaf, other: Node) -> Node:
    match node:
        case All(parts):
            return All(tuple(_with(part, word, other) for part in parts))
        case Any(parts):
            return Any(tuple(_with(part, word, other) for part in parts))
        case Not():
            return node
        case _:
            return other if node == word else node
