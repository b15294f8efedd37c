"""Months that are given names: ``April Jones``, and never ``last April Jones said``.

A month belongs to no name, and taggers leave it out of one or take it in by its neighbours alone. Before a
family name it is a given one, unless what stands before it tells of a time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.extraction.expressions import expression

if TYPE_CHECKING:
    from index.extraction.candidate import Candidate
    from index.extraction.lexicon import Lexicon

_MONTHS = ("April", "August", "June", "May")
_MONTH = expression(rf"(?<![\w.'’-])({'|'.join(_MONTHS)}) $")
_WORD = expression(r"([\w'’-]{1,24})[.,]? $")
_OF_TIMES = frozenset(
    (
        "in",
        "last",
        "next",
        "this",
        "early",
        "late",
        "mid",
        "by",
        "since",
        "until",
        "till",
        "from",
        "to",
        "of",
        "and",
    )
).union(
    ("or", "through", "during", "each", "every", "before", "after", "for", "between", "that", "following")
)
_REACH = 32
_DOUBTED = 0.8
_GUESSED = 0.6
_CONFIDENCE = 0.75


def with_months(text: str, found: list[Candidate], lists: Lexicon) -> list[Candidate]:
    """The candidates, people with the month that is their given name, and without one that is a time.

    Args:
        text: A cleaned text.
        found: Candidates, in order, none overlapping.
        lists: Knows what is no family name, and the verbs behind a name.
    """
    return [_with_month(text, one, lists) if _may_be(one, lists) else one for one in found]


def _may_be(one: Candidate, lists: Lexicon) -> bool:
    """Whether a name may be a family name with or without a month before it."""
    month = one.words[0] in _MONTHS
    if len(one.words) != 1 + month or one.words[-1] in lists.phrases:
        return False
    return one.kind in (None, "person") or (month and one.how == "tagged" and one.confidence < _DOUBTED)


def _with_month(text: str, one: Candidate, lists: Lexicon) -> Candidate:
    if one.words[0] in _MONTHS:
        first = one.start
        if not _is_time(text, first):
            return one if one.kind == "person" else one._replace(kind="person", confidence=_GUESSED)
        start = one.end - len(one.words[-1])
        return one._replace(start=start, words=one.words[-1:], name=one.words[-1])
    month = _MONTH.search(text, max(0, one.start - _REACH), one.start)
    if month is None or _is_time(text, month.start()):
        return one
    if (month[1] == "May" or one.kind is None) and not _acts(text, one, lists):
        return one
    words, start = (month[1], *one.words), month.start()
    sure = max(one.confidence, _CONFIDENCE)
    how = one.how if one.kind else "given"
    return one._replace(
        start=start, words=words, kind="person", name=" ".join(words), how=how, confidence=sure
    )


def _is_time(text: str, start: int) -> bool:
    """Whether the month at ``start`` is one: ``last April``, ``14 June``."""
    before = _WORD.search(text, max(0, start - _REACH), start)
    return before is not None and (before[1].lower() in _OF_TIMES or before[1][0].isdigit())


def _acts(text: str, one: Candidate, lists: Lexicon) -> bool:
    """Whether a verb of the past follows: ``May Bell came``, and not ``May Bell go?``."""
    behind = text[one.end : one.end + _REACH].split()[:1]
    verb = behind[0].rstrip(".,") if behind and text.startswith(" ", one.end) else ""
    return verb in lists.lists["saying"] or verb in lists.lists["doing"]
