"""One thing under two names, where the text says that it is one: ``Hemedti``, for who is known as that.

Only a name that stands right behind such words counts, and it counts for the whole article. What the lexicon
knows as something else is no alias: ``known as a Kremlin critic``.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from index.extraction.expressions import expression

if TYPE_CHECKING:
    from index.extraction.candidate import Candidate

_NAME = r"(?:name|alias|nickname|pseudonym|call sign|nom de guerre)"
_BETWEEN = expression(
    r"(?: \([^()\n]{2,14}\))?(?:,? \(|,|,? who (?:is|was))? ?"
    r"(?:(?:(?:also|better|best|commonly|widely|popularly|otherwise|sometimes|formerly|previously|simply) )?"
    rf"known (?:simply )?(?:as|by (?:the|his|her) {_NAME}(?: of)?)|alias|a\.k\.a\.?|aka|AKA|nicknamed"
    rf"|(?:who )?goes by(?: the {_NAME}(?: of)?)?|whose (?:real )?{_NAME} is),?(?: the)? [\"“'‘]?"
)
_LONGEST = 72
_BODIES = ("organisation", "group")
_CONFIDENCE = 0.85


def with_aliases(text: str, found: list[Candidate]) -> list[Candidate]:
    """The candidates, each alias under the name of what it stands for.

    Args:
        text: A cleaned text.
        found: Candidates whose people and bodies have their full names, in order, none overlapping.
    """
    mains: dict[str, Candidate] = {}
    for one, other in pairwise(found):
        if _is_alias(text, one, other):
            first, second = mains.get(one.name, one), mains.get(other.name, other)
            main, alias = (second, first) if _is_single(first) and not _is_single(second) else (first, second)
            # Of two full names one may be somebody else's, who is in the same article.
            if main.name != alias.name and (_is_single(alias) or _is_same_throughout(text, one, other)):
                mains[alias.name] = main._replace(kind=one.kind)
    if not mains:
        return found

    def named(one: Candidate) -> Candidate:
        main = mains.get(one.name)
        if main is None or one.how == "lexicon" or not _fit(main, one):
            return one
        return one._replace(kind=main.kind, name=main.name, how="linked", confidence=_CONFIDENCE)

    return [named(one) for one in found]


def _is_alias(text: str, one: Candidate, other: Candidate) -> bool:
    """Whether the words between two names say that they are one."""
    if other.start - one.end > _LONGEST or one.kind not in ("person", *_BODIES) or other.how == "lexicon":
        return False
    if not _fit(one, other) or text[other.end : other.end + 1] in ("'", "’", "-"):
        return False
    return _BETWEEN.fullmatch(text, one.end, other.start) is not None


def _is_same_throughout(text: str, one: Candidate, other: Candidate) -> bool:
    """Whether a full name is said to be one of the same person, and not only what he is called by some."""
    return one.kind != "person" or "nicknamed" not in text[one.end : other.start]


def _is_single(one: Candidate) -> bool:
    return " " not in one.name


def _fit(main: Candidate, one: Candidate) -> bool:
    """Whether a name may be another of the same thing: a person's is taken for anything else easily."""
    if main.kind == "person":
        return one.kind in (None, "person") or (
            len(one.words) == 1 and one.how in ("tagged", "open", "context")
        )
    return one.kind in (None, *_BODIES)
