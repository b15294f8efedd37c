"""Names in scripts other than Latin, in Latin letters: Arabic, Persian, Hebrew, Cyrillic, Greek, Chinese.

Arabic and Hebrew write few of their vowels, so such a name becomes its consonants and long vowels, and
``may_spell`` says whether a Latin spelling can be read from them. A Chinese name becomes pinyin, the family
name first. What none of the tables here knows is read by the table of ``anyascii``, which is loaded only for
such a name.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from index.extraction.lists import lines

if TYPE_CHECKING:
    from collections.abc import Mapping

_ABJADS = re.compile("[\u0590-\u05ff\u0600-\u06ff\u0750-\u077f\ufb1d-\ufb4f\ufb50-\ufdff\ufe70-\ufeff]")
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_CHINESE = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]+")
#: Letters that are neither Latin nor of the scripts above, once those were read.
_OTHER = re.compile("[\u0370-\u1dff\u2c00-\u2c5f\u2c80-\u2dff\u3040-\ud7ff]")
#: Signs for short vowels, and a joiner that stands between letters.
_POINTS = re.compile("[\u0610-\u061a\u064b-\u065f\u0670\u0640\u05b0-\u05c7\u200c\u200d]")
_ARABIC_ARTICLE = re.compile("(?<![\\w])ال(?!له)(?=\\w{2})")
_VOWELS = "aeiou"
#: A letter of a name without its vowels -> how Latin spellings write it.
_SPELLED = {
    "sh": ("sh", "ch", "sch"),
    "ch": ("ch", "tch", "tsh", "c"),
    "kh": ("kh", "k", "h", "x", "ch"),
    "gh": ("gh", "g"),
    "th": ("th", "t", "s"),
    "dh": ("dh", "d", "z", "th"),
    "ts": ("ts", "tz", "z", "s"),
    "a": ("", "a", "e", "o", "i", "aa", "ae"),
    "i": ("", "i", "e"),
    "w": ("u", "o", "w", "v", "ou", "oo", "uw", "aw", "au"),
    "y": ("i", "y", "e", "j", "iya", "iy", "ey", "ay", "ei", "ai", "ee", "ie"),
    "j": ("j", "g", "c", "dj", "dzh"),
    "q": ("q", "k", "g", "c", "gh"),
    "k": ("k", "c", "q", "ch", "kh"),
    "h": ("", "h", "ch"),
    "d": ("d", "dh", "z"),
    "z": ("z", "dh", "th", "s"),
    "s": ("s", "z"),
    "b": ("b", "v", "p"),
    "p": ("p", "ph", "f"),
    "f": ("f", "ph", "v"),
}
_SIGNS = re.compile("sh|ch|kh|gh|th|dh|ts|.", re.DOTALL)
#: A longer word is compared by its first letters alone.
_LONGEST = 40


def is_unvocalised(name: str) -> bool:
    """Whether a name is written in a script that leaves its short vowels out."""
    return not name.isascii() and _ABJADS.search(name) is not None


def is_chinese(name: str) -> bool:
    """Whether a name is written in Chinese characters."""
    return not name.isascii() and _CHINESE.search(name) is not None


@cache
def _letters(section: str) -> Mapping[int, str]:
    """The letters of a section of ``lexicon/scripts.txt``, ready for ``str.translate``."""
    pairs = [
        pair.split("=") for here, line in lines("scripts.txt") if here == section for pair in line.split(",")
    ]
    return {ord(letter.strip()): latin.strip() for letter, latin in pairs}


@lru_cache(maxsize=4096)
def to_latin(name: str) -> str:
    """A name in Latin letters, with its accents; what is Latin already stays as it is."""
    if name.isascii():
        return name
    if is_unvocalised(name):
        return _ARABIC_ARTICLE.sub("al ", _POINTS.sub("", unicodedata.normalize("NFKC", name))).translate(
            _letters("unvocalised")
        )
    if _CHINESE.search(name):
        return _CHINESE.sub(lambda found: f" {_pinyin(found[0])} ", name)
    name = name.lower().translate(_letters("cyrillic")) if _CYRILLIC.search(name) else name
    if not _OTHER.search(name):
        return name
    from anyascii import anyascii  # noqa: PLC0415  (its tables are loaded for a name that needs them)

    return anyascii(name)


def _pinyin(characters: str) -> str:
    """Chinese characters in pinyin: the family name and the rest of a name of three, else one word."""
    from anyascii import anyascii  # noqa: PLC0415  (its tables are loaded for a name that needs them)

    syllables = [anyascii(one).lower() for one in characters]
    if 2 <= len(syllables) <= 3:
        return f"{syllables[0]} {''.join(syllables[1:])}"
    return "".join(syllables)


def may_spell(word: str, latin: str) -> bool:
    """Whether a word in Latin letters can be read from one without vowels.

    Args:
        word: As ``to_latin`` gives it, in lower case.
        latin: In lower case without accents.
    """
    latin = latin[:_LONGEST]
    reached = {0}
    for sign in _SIGNS.findall(word[:_LONGEST]):
        reached = _read(latin, reached, sign)
        if not reached:
            return False
    return len(latin) in reached or (latin.endswith("h") and len(latin) - 1 in reached)


def _read(latin: str, reached: set[int], sign: str) -> set[int]:
    """Where in a Latin word one may stand after a letter: itself, doubled, and a short vowel behind it."""
    found: set[int] = set()
    for spelled in _SPELLED.get(sign, (sign,)):
        ends = {at + len(spelled) for at in reached if latin.startswith(spelled, at)}
        if sign not in "aiwy":
            ends |= {at + len(spelled) for at in ends if latin.startswith(spelled, at)}
        found |= ends
    if sign not in "ai":
        found |= {at + 1 for at in found if latin[at : at + 1] and latin[at] in _VOWELS}
    return found
