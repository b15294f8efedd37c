"""The Admiralty code: what its letters and digits mean, and how a condition on them is read. Pure functions.

Reliability is that of an outlet, credibility that of what an article or a passage says; the two are judged
apart. F and 6 say that somebody looked and cannot judge; no grade says that nobody has looked.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from index.text import clean_line

#: Letter -> meaning, the best first.
RELIABILITY = {
    "A": "completely reliable",
    "B": "usually reliable",
    "C": "fairly reliable",
    "D": "not usually reliable",
    "E": "unreliable",
    "F": "not judged",
}

#: Digit -> meaning, the best first.
CREDIBILITY = {
    "1": "confirmed by other sources",
    "2": "probably true",
    "3": "possibly true",
    "4": "doubtful",
    "5": "improbable",
    "6": "not judged",
}

_CONDITION = re.compile(r"(?:([A-F])(?:-([A-F]))?)?\s*(?:([1-6])(?:-([1-6]))?)?")


@dataclass(frozen=True, slots=True)
class Grades:
    """All grades of a workspace, for looking up many.

    Attributes:
        outlets: Name of an outlet, as ``outlet_key`` writes it, to its reliability.
        articles: Id of an article to its credibility.
    """

    outlets: Mapping[str, str]
    articles: Mapping[str, str]

    def carried(self, newest: Mapping[str, str]) -> Grades:
        """These grades, and for a newest version without one that of an earlier version.

        Args:
            newest: Id of an article to that of its newest version, as ``Corpus.newest`` says.
        """
        earlier = {newest.get(id, id): digit for id, digit in self.articles.items()}
        return Grades(self.outlets, {**earlier, **self.articles})

    def reliability(self, source: str) -> str:
        """``A`` to ``F``; empty when nobody has looked at the outlet."""
        return self.outlets.get(outlet_key(source), "")

    def credibility(self, article_id: str) -> str:
        """``1`` to ``6``; empty when nobody has looked at the article."""
        return self.articles.get(article_id, "")

    def code(self, source: str, article_id: str) -> str:
        """Both, as far as there are: ``B2``, ``B``, ``2``, or nothing."""
        return self.reliability(source) + self.credibility(article_id)


def outlet_key(name: str) -> str:
    """The name under which an outlet is known, however its name is written."""
    return clean_line(name).casefold()


def read_condition(text: str) -> tuple[frozenset[str], frozenset[str]]:
    """Read ``B2``, ``B``, ``2``, ``A-C`` or ``A-C1-3``: the letters and the digits that are meant.

    Returns:
        Both sets; the one that nothing is said about is empty.

    Raises:
        ValueError: It is no grade, with a clause that says so.
    """
    found = _CONDITION.fullmatch(text.strip().upper())
    if found is None or not text.strip():
        raise ValueError("not a grade; one is B2, B, 2 or A-C")
    return _between("ABCDEF", found[1], found[2]), _between("123456", found[3], found[4])


def _between(scale: str, first: str | None, last: str | None) -> frozenset[str]:
    if first is None:
        return frozenset()
    ends = sorted((scale.index(first), scale.index(last or first)))
    return frozenset(scale[ends[0] : ends[1] + 1])
