"""The conditions of what was typed, and what the text is without one of them or with one more. Pure.

It has no grammar of its own: the parser of ``index.query`` says where each condition stands. All positions
count in the text as it is read, which is the typed one after ``index.text.clean_line``; for a line that
was typed without control characters and doubled spaces that is the same.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date

from index.language import normalise
from index.query import FIELDS, Outline, OutsideField, Part, outline
from index.text import clean_line
from index.tree import Not, Phrase, Word
from index.words import folded_words

#: Only whether a date can be read matters here, and that does not depend on the day.
_ANY_DAY = date(2000, 1, 1)

_KINDS = {rule.name: rule.kind for rule in FIELDS}
_BARE = re.compile(r"[^\W_][\w.’'-]*")
_WORDS_OF_THE_LANGUAGE = ("AND", "NOT", "OR")
_QUOTES_AND_SPACE = re.compile('[\\s"“”„]+')


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition at the top of a query: a word, a phrase, a field with its value, a group, alternatives.

    Attributes:
        start: Where it begins, with its ``-`` or ``NOT``.
        end: After its last character.
        text: What was typed there.
        field: The field that it is about, such as ``source``; empty for words, groups and alternatives.
        negated: Whether it must not apply.
        value: The one word or quoted text that it is about; empty when it is more than that.
    """

    start: int
    end: int
    text: str
    field: str
    negated: bool
    value: str = ""


def conditions(text: str, fields: Collection[str] = ()) -> tuple[Condition, ...]:
    """The conditions at the top of what was typed, in order; what cannot be read at all is none.

    Args:
        text: As typed; anything at all.
        fields: Names of the outside fields that are registered, ``Corpus.fields``.
    """
    found = _outline(text, fields)
    return tuple(as_condition(found, part) for part in found.parts)


def as_condition(found: Outline, part: Part) -> Condition:
    """A part of an outline as a condition."""
    return Condition(
        part.start, part.end, found.typed[part.start : part.end], part.field, part.negated, part.value
    )


def without(text: str, *dropped: Condition, fields: Collection[str] = ()) -> str:
    """The text without some of its conditions; the same text, tidied, when it has none of them."""
    places = {(condition.start, condition.end) for condition in dropped}
    return _kept(_outline(text, fields), lambda part: (part.start, part.end) not in places)


def words_only(text: str, fields: Collection[str] = ()) -> str:
    """The text without any condition that has a field; words, phrases, groups and alternatives stay."""
    return _kept(_outline(text, fields), lambda part: not part.field)


def narrowed(
    text: str, field: str, value: str, *, negated: bool = False, fields: Collection[str] = ()
) -> str:
    """The text with one more condition: ``source:"Halden Courier"``, or ``-source:"Halden Courier"``.

    It takes the place of the same condition and of its opposite. An article has one language and one
    date, so with ``lang``, ``after``, ``before`` and ``on`` it takes the place of any that is wanted there.

    Args:
        text: As typed; anything at all.
        field: A field, such as ``source``.
        value: Its value. Quotation marks in it become spaces, which stand for the same words.
        negated: Whether articles that have it are to be left out.
        fields: Names of the outside fields that are registered.
    """
    found = _outline(text, fields)
    value = _QUOTES_AND_SPACE.sub(" ", clean_line(value)).strip()
    if not value:
        return found.typed
    new = f"{'-' if negated else ''}{field}:{_written(value)}"
    pieces: list[str] = []
    for part in found.parts:
        if not _is_replaced(part, field, value, negated=negated):
            pieces.append(_piece(found, part, alone=False, last=False))
        elif new not in pieces:
            pieces.append(new)
    return " ".join(pieces if new in pieces else [*pieces, new])


def _outline(text: str, fields: Iterable[str]) -> Outline:
    outside = {name: OutsideField(name, "", "", lambda _: ()) for name in fields}
    return outline(text, _ANY_DAY, outside)


def _kept(found: Outline, wanted: Callable[[Part], bool]) -> str:
    kept = [part for part in found.parts if wanted(part)]
    if len(kept) == len(found.parts):
        return found.typed
    last = len(kept) - 1
    return " ".join(
        _piece(found, part, alone=not last, last=number == last) for number, part in enumerate(kept)
    )


def _piece(found: Outline, part: Part, *, alone: bool, last: bool) -> str:
    """What was typed for a part, so that it means the same between others."""
    piece = found.typed[part.start : part.end]
    if part.alternatives and not alone:
        return f"({piece}{part.closing})"
    return piece if last else piece + part.closing


def _written(value: str) -> str:
    return value if _BARE.fullmatch(value) and value not in _WORDS_OF_THE_LANGUAGE else f'"{value}"'


def _is_replaced(part: Part, field: str, value: str, *, negated: bool) -> bool:
    """Whether a new condition stands for this one too, or against it."""
    if part.field != field:
        return False
    kind = _KINDS.get(field)
    if kind in ("date", "language") and not negated and not part.negated:
        return True
    if not part.value:
        return False
    if kind == "words":
        leaf = part.node.part if isinstance(part.node, Not) else part.node
        same = folded_words(part.value) == folded_words(value)
        return same and isinstance(leaf, Word | Phrase)
    if kind == "language":
        return normalise(part.value) == normalise(value)
    return part.value.casefold() == value.casefold()
