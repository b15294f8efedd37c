"""Which words of the index are forms of one word, by the rules of the languages that its articles are in.

The stemmers are those of Snowball. A word of a query has no language of its own, so it stands for its forms
in every language that a fair part of the articles has and that is written as it is. Nothing here is kept in
the index: another set of rules needs no other index.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

import Stemmer

#: Language to stemmer. Languages without one have no other forms of a word than the word.
ALGORITHMS = {
    "ar": "arabic",
    "ca": "catalan",
    "da": "danish",
    "de": "german",
    "el": "greek",
    "en": "english",
    "es": "spanish",
    "fi": "finnish",
    "fr": "french",
    "hu": "hungarian",
    "it": "italian",
    "nl": "dutch",
    "no": "norwegian",
    "nb": "norwegian",
    "pt": "portuguese",
    "ro": "romanian",
    "ru": "russian",
    "sv": "swedish",
    "tr": "turkish",
}

#: Shorter words are looked for only as they are: in another language their stem is another word.
_SHORTEST_STEMMED = 4
_SHORTEST_FORM = 3

#: A stem ends otherwise than its words by at most so many letters: armies, armi; possibility, possibl.
_CHANGED = 2
_SHORTEST_BEGINNING = 3

#: In Arabic a word has its article and its conjunctions in front.
_CHANGED_IN_FRONT = {"ar"}

_SCRIPTS = {"ar": ("\u0600", "\u06ff"), "el": ("\u0370", "\u03ff"), "ru": ("\u0400", "\u04ff")}
_LATIN = ("a", "\u024f")


def languages_of(word: str, languages: Iterable[str]) -> tuple[str, ...]:
    """Those of these languages by whose rules a folded word has forms."""
    if len(word) < _SHORTEST_STEMMED or not word.isalpha():
        return ()
    return tuple(each for each in languages if each in ALGORITHMS and _is_written_so(word, each))


def beginning(word: str, language: str) -> str:
    """What every form of a word begins with; forms that do not are not found."""
    if language in _CHANGED_IN_FRONT:
        return ""
    stem = _stemmer(ALGORITHMS[language]).stemWord(word)
    return stem[: max(_SHORTEST_BEGINNING, len(stem) - _CHANGED)]  # type: ignore[no-any-return]


def forms(word: str, language: str, candidates: Iterable[str]) -> Iterator[str]:
    """Those of the candidates that are forms of a folded word in a language."""
    stemmer = _stemmer(ALGORITHMS[language])
    stem = stemmer.stemWord(word)
    some = [each for each in candidates if len(each) >= _SHORTEST_FORM and _is_written_so(each, language)]
    return (each for each, its in zip(some, stemmer.stemWords(some), strict=True) if its == stem)


def _is_written_so(word: str, language: str) -> bool:
    first, last = _SCRIPTS.get(language, _LATIN)
    return first <= word[0] <= last


@lru_cache(maxsize=len(ALGORITHMS))
def _stemmer(algorithm: str) -> Stemmer.Stemmer:
    return Stemmer.Stemmer(algorithm)
