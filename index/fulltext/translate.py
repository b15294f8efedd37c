"""From a query of ours to a query of Whoosh, and to the forms of each word that it looks for.

A word stands for all words of the index that share its English stem (Porter); a phrase, a prefix and
a near spelling stand for what they say. The index keeps the words as they are written, so the forms
are looked up in its own vocabulary: nothing is searched that no article has.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable, Mapping
from typing import Any

from whoosh import query as wq
from whoosh.lang.porter import stem
from whoosh.matching import ListMatcher, NullMatcher
from whoosh.reading import IndexReader

from index.fulltext import schema
from index.query import (
    All,
    Between,
    Fuzzy,
    InLanguage,
    Leaf,
    Node,
    Not,
    Outside,
    Phrase,
    Prefix,
    Word,
    every_leaf,
)
from index.query import (
    Any as AnyOf,
)
from index.words import folded_words

#: A word in the title counts this much on top of its place in the body (measured on five sets).
TITLE_BOOST = 0.5

#: Shorter words are looked for only as they are: the stem of "us" would bring "use" and "using".
_SHORTEST_STEMMED = 4
_SHORTEST_FORM = 3

#: What a condition that is no word adds to the score. Whoosh takes 0 for "not found" in some places.
_NO_SCORE = 1e-9

# Porter ends some stems otherwise than the words: army and armies are armi, hoping is hope, and
# possibility is possibl. Without these ends, a stem is what all its words begin with.
_CHANGED_END = re.compile("(?<=..)[ei]$|(?<=..b)le?$")


class InNumbers(wq.Query):  # type: ignore[misc]
    """Documents of the articles with these numbers, all with the same score."""

    def __init__(self, numbers: frozenset[int]) -> None:
        self.numbers = numbers
        self.boost = 1.0

    def __hash__(self) -> int:
        return hash(self.numbers)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, InNumbers) and other.numbers == self.numbers

    def estimate_size(self, _: IndexReader) -> int:
        """At most as many as there are numbers."""
        return len(self.numbers)

    def matcher(self, searcher: Any, context: Any = None) -> Any:
        """Walk the numbers of one segment."""
        reader = searcher.reader()
        column = reader.column_reader(schema.NUMBER)
        found = array("I", (doc for doc in reader.all_doc_ids() if column[doc] in self.numbers))
        return ListMatcher(found, all_weights=_NO_SCORE) if found else NullMatcher()


Forms = Mapping[Leaf, tuple[str, ...]]


def forms(reader: IndexReader, tree: Node) -> dict[Leaf, tuple[str, ...]]:
    """For each word of a tree the folded words of the index that it stands for.

    A word is the first of its own forms, whether the index has it or not. Words that fold to several
    (``F-16``) and phrases have their parts instead, in order; prefixes and near spellings of several
    words (``F-1*``) stand for the last of them, after the others as ``lead`` gives them.
    """
    return {leaf: _forms(reader, leaf) for leaf in every_leaf(tree)}


def is_sequence(leaf: Leaf) -> bool:
    """Whether the forms of a leaf are the parts of one phrase, in order."""
    return isinstance(leaf, Phrase) or (isinstance(leaf, Word) and len(folded_words(leaf.text)) > 1)


def lead(leaf: Leaf) -> tuple[str, ...]:
    """The folded words before the last one, which is the one that a prefix or near spelling is about."""
    return folded_words(leaf.text)[:-1] if isinstance(leaf, Prefix | Fuzzy) else ()


def to_whoosh(node: Node, forms: Forms) -> Any:
    """The Whoosh query of a tree. Conditions that are no words give no score."""
    match node:
        case Word() | Phrase() | Prefix() | Fuzzy():
            return _words(node, forms[node])
        case Between(first, last):
            ends = []
            if first is not None:
                ends.append(wq.NumericRange(schema.FIRST_DAY, schema.day_number(first), None))
            if last is not None:
                ends.append(wq.NumericRange(schema.LAST_DAY, None, schema.day_number(last)))
            return _unscored(wq.And(ends) if ends else wq.Every())
        case InLanguage(code):
            return _unscored(wq.Term(schema.LANGUAGE, code))
        case Outside(_, _, numbers):
            return InNumbers(numbers)
        case Not(part):
            return _unscored(wq.Not(to_whoosh(part, forms)))
        case All(parts):
            return wq.And([to_whoosh(part, forms) for part in parts]) if parts else _unscored(wq.Every())
        case AnyOf(parts):
            return wq.Or([to_whoosh(part, forms) for part in parts])


def _unscored(query: Any) -> Any:
    return wq.ConstantScoreQuery(query, _NO_SCORE)


def _words(leaf: Leaf, found: tuple[str, ...]) -> Any:
    if not found:
        return wq.NullQuery
    field = leaf.field or schema.BODY
    if is_sequence(leaf):
        return wq.Phrase(field, list(found))
    terms = [wq.Term(field, form) for form in found]
    if before := lead(leaf):
        last = wq.Or(terms)
        last.matcher_type = wq.Or.DEFAULT_MATCHER  # the others know no places
        return wq.SpanNear2([*(wq.Term(field, word) for word in before), last])
    if isinstance(leaf, Prefix):
        # The rarest completion would win by its weight; all of them count the same instead.
        return wq.ConstantScoreQuery(wq.Or(terms), 1.0)
    if not leaf.field:
        terms += [wq.Term(schema.TITLE, form, boost=TITLE_BOOST) for form in found]
    return wq.Or(terms)


def _forms(reader: IndexReader, leaf: Leaf) -> tuple[str, ...]:
    parts = folded_words(leaf.text)
    field = leaf.field or schema.BODY
    if not parts or is_sequence(leaf):
        return parts
    word = parts[-1]
    match leaf:
        case Prefix():
            return tuple(vocabulary(reader, field, word))
        case Fuzzy():
            return _distinct(word, reader.terms_within(field, word, maxdist=1, prefix=1))
        case _:
            if len(word) < _SHORTEST_STEMMED or not word.isalpha():
                return (word,)
            stemmed = stem(word)
            candidates = vocabulary(reader, field, _CHANGED_END.sub("", stemmed))
            same = (form for form in candidates if len(form) >= _SHORTEST_FORM and stem(form) == stemmed)
            return _distinct(word, same)


def _distinct(first: str, others: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys([first, *others]))


def vocabulary(reader: IndexReader, field: str, prefix: str) -> Iterable[str]:
    """The words of a field that begin so, in order, as they stand in the index."""
    for term in reader.expand_prefix(field, prefix):
        yield term.decode("utf-8")
