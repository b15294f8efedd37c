"""Words of peoples that no list has: ``Varrowan`` in an article that has the place ``Varrow``."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from index.extraction.candidate import Candidate

_ENDINGS = ("ian", "ians", "an", "ans", "n", "ns", "ese", "ish", "i", "is", "er", "ers")
#: Of these no other words are in front of an army: ``Calvoran Army``.
_OF_PEOPLES = ("an", "ese", "ish")
_SHORTEST = 4


def by_peoples(found: list[Candidate]) -> list[Candidate]:
    """Make single words demonyms that are a place of the article with an ending of peoples.

    The army of such a people is a body of its state, and not an armed group. What the lexicon knows, and
    what stands for a person's family name elsewhere, stays what it is.
    """
    places = Counter(one.words[0] for one in found if one.kind == "place" and len(one.words) == 1)
    names = {one.words[-1] for one in found if one.kind == "person" and len(one.words) > 1}

    def decided(one: Candidate) -> Candidate:
        if one.kind == "group" and one.words[1:] == ("Army",) and one.how != "lexicon":
            people = one.words[0].endswith(_OF_PEOPLES)
            state = people or any(places[place] for place in roots(one.words[0]))
            return one._replace(kind="organisation") if state else one
        if len(one.words) != 1 or one.how in ("lexicon", "title", "defined") or one.words[0] in names:
            return one
        word = one.words[0]
        # The word may have been taken for a place now and then: its place is named at least as often.
        if any(0 < places[place] >= places[word] for place in roots(word)):
            return one._replace(kind="demonym", name=word, how="repeated", confidence=0.75)
        return one

    return [decided(one) for one in found]


def roots(word: str) -> Iterator[str]:
    """The places that a word could come from: without its ending, and with a vowel in its place."""
    for ending in _ENDINGS:
        root = word.removesuffix(ending)
        if root != word and len(root) >= _SHORTEST:
            yield root
            yield from (root + vowel for vowel in ("a", "ia", "e", "o", "y") if ending != "n")
