"""A search told again in the plainest way, to compare the real one with: every article is looked at in turn.

It shares with the real search what a word is, what a stem is and what a date can mean. It knows no index.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import Stemmer

from index import Article
from index.tree import All, Any, Between, Fuzzy, InLanguage, Node, Not, Outside, Phrase, Prefix, Word
from index.when import bounds
from index.words import folded_words

stem = Stemmer.Stemmer("english").stemWord


def applies(node: Node, article: Article) -> bool:
    """Whether a query finds an article."""
    match node:
        case All(parts):
            return all(applies(part, article) for part in parts)
        case Any(parts):
            return any(applies(part, article) for part in parts)
        case Not(part):
            return not applies(part, article)
        case Between(first, last):
            if article.published is None:
                return False
            period = bounds(article.published)
            return (first is None or first <= period.first) and (last is None or period.last <= last)
        case InLanguage(code):
            return article.language == code
        case Outside(_, _, numbers):
            return article.number in numbers
        case Word() | Phrase() | Prefix() | Fuzzy():
            *before, last = folded_words(node.text)
            fits = _test(node, last, alone=not before)
            return any(_stands(before, fits, folded_words(value)) for value in _values(node.field, article))


def _values(field: str, article: Article) -> list[str]:
    return {
        "": [article.title, article.text],
        "title": [article.title],
        "source": [copy.source for copy in article.copies],
        "author": [copy.author for copy in article.copies],
    }[field]


def _test(leaf: Word | Phrase | Prefix | Fuzzy, word: str, *, alone: bool) -> Callable[[str], bool]:
    match leaf:
        case Prefix():
            return lambda other: other.startswith(word)
        case Fuzzy():
            return lambda other: other[0] == word[0] and _one_apart(other, word)
        case Word() if alone and len(word) >= 4 and word.isalpha():
            return lambda other: other == word or (len(other) >= 3 and stem(other) == stem(word))
        case _:
            return lambda other: other == word


def _stands(before: list[str], fits: Callable[[str], bool], words: tuple[str, ...]) -> bool:
    length = len(before)
    return any(
        list(words[at - length : at]) == before and fits(words[at]) for at in range(length, len(words))
    )


def _one_apart(one: str, other: str) -> bool:
    """Levenshtein's distance is at most 1."""
    row = list(range(len(other) + 1))
    for number, letter in enumerate(one, 1):
        above = row
        row = [number]
        for (corner, up), sign in zip(pairwise(above), other, strict=True):
            row.append(min(up + 1, row[-1] + 1, corner + (letter != sign)))
    return row[-1] <= 1
