"""The words that say that somebody says something, and what each of them needs around it.

The table is ``lexicon/cues.txt``. A cue is one word or a few; each knows its sort (what may follow it) and
the stance that it gives to what follows. Whether a word is used as a cue in a sentence is decided where the
sentence is read.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Literal, NamedTuple

from index.extraction.lists import lines

if TYPE_CHECKING:
    from collections.abc import Mapping

    from index.model import Stance

Sort = Literal["clause", "that", "act", "quotation", "denies", "doubts", "reports"]

_STANCES: dict[str, Stance] = {"denies": "denies", "doubts": "doubts", "reports": "reports"}


class Cue(NamedTuple):
    """One form of a word that brings in speech.

    Attributes:
        words: How many words it has.
        sort: What may follow it.
        stance: What it makes of what follows.
        participle: Whether it is a form in ``-ing``, which takes its speaker from what stands before.
        noun: Whether it is a noun as often.
        lemma: The base form.
        adjective: Whether it is an adjective, behind a form of ``be``: ``was sceptical``.
    """

    words: int
    sort: Sort
    stance: Stance
    participle: bool
    noun: bool
    lemma: str
    adjective: bool = False


class Cues(NamedTuple):
    """All cues.

    Attributes:
        first: First word of each cue, lower case; what has none of these says nothing.
        forms: The words of each cue, lower case, with spaces.
    """

    first: frozenset[str]
    forms: Mapping[str, Cue]


@cache
def cues() -> Cues:
    """The table of cues, read once.

    Raises:
        OSError: The file is missing from the package.
    """
    rows = [(section, [form.strip() for form in line.split(",")]) for section, line in lines("cues.txt")]
    nouns = {form for section, forms in rows if section == "nouns" for form in forms}
    table: dict[str, Cue] = {}
    for section, forms in rows:
        if section == "nouns":
            continue
        adjective = section == "doubtful"
        sort: Sort = "doubts" if adjective else section  # type: ignore[assignment]  # sections are sorts
        for form in forms:
            words = form.split()
            table[form] = Cue(
                len(words),
                sort,
                _STANCES.get(sort, "asserts"),
                words[0].endswith("ing"),
                form in nouns,
                forms[0],
                adjective,
            )
    return Cues(frozenset(form.split()[0] for form in table), table)
