"""Other spellings of the names in a search, by whoever knows them.

A word or a phrase that is wanted in title or text stands for its variants too, a word with ``~`` also in a
search that does without them. What is denied, and what belongs to another field, stays as it was typed: a
spelling that nobody thought of must take nothing away.
"""

from __future__ import annotations

from collections.abc import Callable, Collection

from index.text import clean_line
from index.tree import All, Any, Fuzzy, Leaf, Node, Phrase, Word
from index.words import folded_words

#: From a word or a phrase as it was typed to other spellings of it; the likeliest first, or none.
Variants = Callable[[str], Collection[str]]

#: Most variants of one word.
MOST = 8


def with_variants(
    node: Node, variants: Variants, leave: Leaf | None = None, *, asked_for: bool = False
) -> tuple[Node, tuple[str, ...]]:
    """A tree with the variants of its names.

    Args:
        node: The tree.
        variants: Who knows them.
        leave: A word that is still being typed, which stays as it is.
        asked_for: Whether only words with ``~`` have variants.

    Returns:
        The tree, and all variants in it, in order.
    """
    match node:
        case All(parts) | Any(parts):
            each = [with_variants(part, variants, leave, asked_for=asked_for) for part in parts]
            named = tuple(dict.fromkeys(name for _, names in each for name in names))
            return type(node)(tuple(part for part, _ in each)), named
        case Fuzzy() | Word() | Phrase() if node != leave and node.field in ("", "title"):
            if asked_for and not isinstance(node, Fuzzy):
                return node, ()
            names = _others(node.text, variants(node.text))
            if names:
                return Any((node, *(Phrase(name, node.field) for name in names))), names
    return node, ()


def _others(typed: str, variants: Collection[str]) -> tuple[str, ...]:
    """The variants by which something else is found, each once."""
    other: dict[tuple[str, ...], str] = {}
    for name in map(clean_line, variants):
        words = folded_words(name)
        if words and words != folded_words(typed):
            other.setdefault(words, name.replace('"', ""))
    return tuple(other.values())[:MOST]
