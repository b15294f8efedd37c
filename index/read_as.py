"""How a search was read, in words: the row under the search line and ``read_as`` of every page.

It takes the tree and, for each wanted word, the forms that were looked for, and says both in plain
English. It is made from the tree and never from what was typed, so that it cannot promise what the
search did not do.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from index.page import EVERYTHING
from index.patterns import Scan
from index.query import Query
from index.tree import (
    All,
    Any,
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
)
from index.words import folded_words

_FORMS_NAMED = 4
_FIELD_WORDS = {"title": "title has ", "source": "source ", "author": "author "}
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def read_as(query: Query, forms: Mapping[Leaf, tuple[str, ...]], also: Sequence[str] = ()) -> str:
    """Say how a query was read.

    Args:
        query: The query.
        forms: For each wanted word the forms that were looked for, the typed one first. A word that
            is missing here is named as it was typed.
        also: Other spellings of its names that were looked for as well.
    """
    tree = query.tree
    parts = tree.parts if isinstance(tree, All) else (tree,)
    words = [part for part in parts if isinstance(part, Leaf) and not part.field]
    rest = [part for part in parts if part not in words]
    said: list[str] = []
    if words:
        listed = ", ".join(_leaf(word, forms) for word in words)
        lead = {1: "", 2: "both words: "}.get(len(words), "all of: ")
        said.append(lead + listed)
    said.extend(_said(part, forms) for part in rest)
    if also:
        said.append(f"also: {', '.join(also)}")
    return "; ".join(said) or EVERYTHING


def day(when: date) -> str:
    """A day as the screens write it: ``1 Feb 2024``."""
    return f"{when.day} {_MONTHS[when.month - 1]} {when.year}"


def _said(node: Node, forms: Mapping[Leaf, tuple[str, ...]]) -> str:
    match node:
        case Word() | Phrase() | Near() | Prefix() | Fuzzy():
            return _leaf(node, forms)
        case Scan():
            return f"the very text “{node.text}”" if node.literal else f"pattern {node.written}"
        case Between(first, last):
            return _between(first, last)
        case InLanguage(code):
            return f"language {code}"
        case Outside(field, value, _, read):
            return f"{field} {read or value}"
        case Not(part):
            return f"not {_bracketed(part, forms)}"
        case All(parts):
            return " and ".join(_bracketed(part, forms) for part in parts) or EVERYTHING
        case Any(parts):
            return " or else ".join(_bracketed(part, forms) for part in parts)


def _bracketed(node: Node, forms: Mapping[Leaf, tuple[str, ...]]) -> str:
    said = _said(node, forms)
    return f"({said})" if isinstance(node, All | Any) and node.parts else said


def _leaf(leaf: Leaf, forms: Mapping[Leaf, tuple[str, ...]]) -> str:
    lead = _FIELD_WORDS.get(leaf.field, "")
    found = forms.get(leaf, (leaf.text,))
    match leaf:
        case Phrase(text, _):
            return f"{lead}“{text}”"
        case Near(text, others, _):
            return f"{lead}“{text}” in any order with at most {_count(others, 'other ')} between"
        case Prefix(text, _):
            return f"{lead}{text}… ({_count(len(found))})"
        case Fuzzy(text, _):
            before = folded_words(text)[:-1]
            return f"{lead}{_listed([text, *(' '.join((*before, form)) for form in found[1:])])}"
        case Word(text, _) if len(folded_words(text)) > 1:
            return f"{lead}{text}"
        case Word(text, _):
            return f"{lead}{_listed(list(dict.fromkeys([text, *found[1:]])))}"


def _count(words: int, which: str = "") -> str:
    return f"1 {which}word" if words == 1 else f"{words:,} {which}words"


def _listed(words: list[str]) -> str:
    named = " or ".join(words[:_FORMS_NAMED])
    more = len(words) - _FORMS_NAMED
    return f"{named} or {more:,} more" if more > 0 else named


def _between(first: date | None, last: date | None) -> str:
    if first is None and last is None:
        return EVERYTHING
    if last is None and first is not None:
        return f"published from {day(first)}"
    if first is None and last is not None:
        return f"published before {day(last + timedelta(days=1))}"
    if first == last and first is not None:
        return f"published on {day(first)}"
    return f"published from {day(first or date.min)} to {day(last or date.max)}"
