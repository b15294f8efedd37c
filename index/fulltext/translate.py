"""From a query of ours to a query of Whoosh, and to the forms of each word that it looks for.

A word stands for all words of the index that are forms of it (``index.fulltext.stems``); a phrase, a prefix
and a near spelling stand for what they say. The index keeps the words as they are written, so the forms are
looked up in its own vocabulary: nothing is searched that no article has.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from whoosh import query as wq

from index.fulltext import queries, schema
from index.fulltext.queries import NO_SCORE, Forms, InFields, InNumbers, InRange, Sequence
from index.fulltext.vocabulary import Vocabulary
from index.nearness import times
from index.patterns import Scan
from index.tree import (
    All,
    Between,
    Fuzzy,
    InLanguage,
    Leaf,
    Near,
    Node,
    Not,
    Outside,
    Phrase,
    Prefix,
    Word,
    every_leaf,
)
from index.tree import Any as AnyOf
from index.words import folded_words

#: A word in the title counts this much on top of its place in the body (measured on five sets).
TITLE_BOOST = 0.5

FormsOf = Mapping[Leaf, tuple[str, ...]]


def forms(
    vocabulary: Vocabulary, tree: Node, most: int | None = None
) -> tuple[dict[Leaf, tuple[str, ...]], bool]:
    """For each word of a tree the folded words of the index that it stands for.

    A word is the first of its own forms, whether the index has it or not. Words that fold to several
    (``F-16``) and phrases have their parts instead, in order; prefixes and near spellings of several
    words (``F-1*``) stand for the last of them, after the others as ``lead`` gives them.

    Args:
        vocabulary: The words of the index.
        tree: The tree.
        most: How many words a prefix may stand for, the commonest ones; ``None`` for all of them.

    Returns:
        The forms, and whether ``most`` left any out.
    """
    found: dict[Leaf, tuple[str, ...]] = {}
    capped = False
    for leaf in every_leaf(tree):
        if isinstance(leaf, Prefix) and most is not None and folded_words(leaf.text):
            completions, whole = vocabulary.completions(_field(leaf), folded_words(leaf.text)[-1], most)
            found[leaf] = tuple(completions)
            capped |= not whole
        else:
            found[leaf] = _forms(vocabulary, leaf)
    return found, capped


def is_sequence(leaf: Leaf) -> bool:
    """Whether the forms of a leaf are the parts of one phrase, in order; those of ``Near`` are so too."""
    return isinstance(leaf, Phrase | Near) or (isinstance(leaf, Word) and len(folded_words(leaf.text)) > 1)


def lead(leaf: Leaf) -> tuple[str, ...]:
    """The folded words before the last one, which is the one that a prefix or near spelling is about."""
    return folded_words(leaf.text)[:-1] if isinstance(leaf, Prefix | Fuzzy) else ()


def to_whoosh(node: Node, forms: FormsOf, *, capped: bool = False) -> Any:
    """The Whoosh query of a tree. Conditions that are no words give no score.

    Args:
        node: The tree.
        forms: What its words stand for.
        capped: Whether prefixes stand for their forms only, not for every word that begins so.
    """
    match node:
        case Word() | Phrase() | Near() | Prefix() | Fuzzy():
            return _words(node, forms[node], capped=capped)
        case Scan():
            raise ValueError("patterns are read for, see index.scanning; the index does not know them")
        case Between(first, last):
            ends = []
            if first is not None:
                ends.append(InRange(schema.FIRST_DAY, schema.day_number(first), None))
            if last is not None:
                ends.append(InRange(schema.LAST_DAY, None, schema.day_number(last)))
            return wq.And(ends) if ends else _unscored(wq.Every())
        case InLanguage(code):
            return _unscored(wq.Term(schema.LANGUAGE, code))
        case Outside(numbers=numbers):
            return InNumbers(schema.NUMBER, numbers)
        case Not(part):
            return _unscored(wq.Not(to_whoosh(part, forms, capped=capped)))
        case All(parts):
            together = [to_whoosh(part, forms, capped=capped) for part in parts]
            return wq.And(together) if together else _unscored(wq.Every())
        case AnyOf(parts):
            return wq.Or([to_whoosh(part, forms, capped=capped) for part in parts])


def _unscored(query: Any) -> Any:
    return wq.ConstantScoreQuery(query, NO_SCORE)


def _field(leaf: Leaf) -> str:
    return leaf.field or schema.BODY


def _words(leaf: Leaf, found: tuple[str, ...], *, capped: bool) -> Any:
    if not found:
        return wq.NullQuery
    field = _field(leaf)
    if isinstance(leaf, Near):
        return queries.Near(field, tuple(times(found).items()), len(found) + leaf.others)
    if is_sequence(leaf):
        return Sequence(field, tuple((word,) for word in found))
    if before := lead(leaf):
        return Sequence(field, (*((word,) for word in before), found))
    if isinstance(leaf, Prefix):
        # The rarest completion would win by its weight; all of them count the same instead.
        every = Forms(field, found) if capped else wq.Prefix(field, folded_words(leaf.text)[-1])
        return wq.ConstantScoreQuery(every, 1.0)
    if leaf.field:
        return Forms(field, found)
    return InFields(((schema.BODY, 1.0), (schema.TITLE, TITLE_BOOST)), found)


def _forms(vocabulary: Vocabulary, leaf: Leaf) -> tuple[str, ...]:
    parts = folded_words(leaf.text)
    field = _field(leaf)
    if not parts or is_sequence(leaf):
        return parts
    word = parts[-1]
    match leaf:
        case Prefix():
            return tuple(vocabulary.beginning(field, word))
        case Fuzzy():
            return _distinct(word, vocabulary.within_one_edit(field, word))
        case _:
            return _distinct(word, vocabulary.forms(field, word))


def _distinct(first: str, others: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys([first, *others]))
