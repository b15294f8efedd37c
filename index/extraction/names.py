"""Names across spellings: whether two names can be one, and keys under which such names meet.

``Kata'ib Hezbollah`` and ``Kataeb Hizballah`` sound alike; so do Niger and Nigeria, which are two.
So a name is compared word by word: by a skeleton of its consonants, then by its whole sound, and
never where both are listed as different things. Articles and particles of Arabic count for nothing,
a Chinese name in Wade-Giles is read as pinyin, and what no rule connects stands in
``lexicon/spellings.txt``. What it finds is a proposal, never a decision.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from index.extraction.lists import lines, word_lists
from index.extraction.scripts import is_chinese, is_unvocalised, may_spell, to_latin

if TYPE_CHECKING:
    from collections.abc import Mapping

    from index.model import Kind

_BODIES = frozenset(("organisation", "group"))
_PLACES = frozenset(("place", "facility"))

# Letters that do not come apart into a plain one and a mark.
_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d", "ə": "a"}
)
_DROPPED = re.compile(r"['’‘ʼʻʿʾ`´.]")
_GAP = re.compile(r"[^a-z]+")
_ARTICLES = frozenset(
    [
        "al",
        "el",
        "as",
        "ash",
        "es",
        "ad",
        "ed",
        "an",
        "en",
        "ar",
        "er",
        "at",
        "az",
        "ez",
        "ul",
        "ur",
        "us",
        "ud",
        "uz",
        "il",
        "bin",
        "ben",
        "ibn",
        "bint",
        "bn",
        "abn",
        "i",
        "e",
        "wal",
    ],
)
_SERVANT = re.compile(
    r"\babd(?:u|e|a|ul|el|al|ur|ar|us|as|ud)?[ -](?:(?:al|el|ul|ur|ar|as|ash|us|ud)[ -])?(?=[a-z]{3})"
)
_SERVANT_WORD = re.compile(r"^abe?d(?:[uea]l|[uea]([rsdn])(?=\1))?[aeiou]*(?=[a-z]{2})")
#: An article that is written into the name: ``ElBaradei``.
_WRITTEN_IN = re.compile(r"\b(El|Al)(?=[A-Z][a-z])")
_FAITH = re.compile(r"(?:[uae]l?|[ -](?:al|ud|el|ad|ed))?[ -]?d+[ie]+n\b")
_SOUNDS = (
    (re.compile("tsch|shch|sch|sh|tch|ch"), "S"),
    (re.compile("dj|dzh|zh|j|g(?=[eiy])"), "J"),
    (re.compile("ph"), "f"),
    (re.compile("c(?=[eiy])"), "s"),
    (re.compile("kh|gh|ck|q|c|x|g"), "k"),
    (re.compile("dh|th(?=.)"), "d"),
    (re.compile("tz|ts"), "s"),
    (re.compile("w"), "v"),
)
_VOWEL_SOUNDS = (
    (re.compile("ou|oo|u|o|w(?![aeiou])"), "u"),
    (re.compile("ee|ei|ey|ai|ay|ie|iy|yi|ii|yy|y|e|i"), "i"),
    (re.compile("c(?=[ei])"), "s"),
    (re.compile("kh|gh|ck|q|c|g"), "k"),
    (re.compile("dh"), "d"),
    (re.compile("th"), "t"),
    (re.compile("ph"), "f"),
)
_TWICE = re.compile(r"(.)\1+")
_WADE_GILES = tuple(
    pair.split(">")
    for pair in (
        "hs>x",
        "tz>z",
        "ts>z",
        "c>\x00",
        "\x00h>j",
        "zh>j",
        "q>j",
        "\x00>z",
        "t>d",
        "k>g",
        "p>b",
        "ung>ong",
        "ieh>ie",
        "ien>ian",
        "eh>e",
        "uo>o",
        "ih>i",
    )
)


def same_name(one: str, other: str, kinds: tuple[Kind, Kind]) -> bool:
    """Whether two names can be spellings of one, as far as letters can tell.

    Args:
        one: A name of an article, as it stands.
        other: Another.
        kinds: What each of them names. A person is never a body or a place, and names of one word are
            compared within their kind only (bodies and groups are one kind here, so are
            places and facilities).
    """
    first, second = _tokens(one), _tokens(other)
    if not first or not second or not _fit(kinds, single=len(first) == 1 or len(second) == 1):
        return False
    whole = _folded(one), _folded(other)
    if whole[0] == whole[1] or _listed_same(*whole):
        return True
    if _are_distinct(*whole):
        return False
    if is_chinese(one) or is_chinese(other):
        return _chinese(one) == _chinese(other)
    bare = is_unvocalised(one), is_unvocalised(other)
    if any(bare):
        if all(bare):
            return "".join(first) == "".join(second)
        return _same_read(first, second) if bare[0] else _same_read(second, first)
    if len(first) == len(second):
        if all(_same_word(a, b) for a, b in zip(first, second, strict=True)):
            return not (len(first) == 1 and len(first[0]) < 3)
        return _same_chinese(one, other)
    if min(len("".join(first)), len("".join(second))) >= 6 and _same_word("".join(first), "".join(second)):
        return True
    if _same_chinese(one, other):
        return True
    if kinds != ("person", "person") or min(len(first), len(second)) < 2:
        return False
    # A middle name is left out: the first and the last agree.
    short, long = sorted((first, second), key=len)
    return len(long) <= len(short) + 1 and _same_word(short[0], long[0]) and _same_word(short[-1], long[-1])


def name_keys(name: str) -> tuple[str, ...]:
    """Keys under which every spelling that could be the same name is kept: one at least that both have.

    The keys of the last word, of the first, of all words joined, and of the listed spelling, each once.
    An empty name has none.
    """
    tokens = _tokens(name)
    if not tokens:
        return ()
    listed = {_spellings().get(word, "") for word in (_folded(name), *tokens)} - {""}
    keys = [_skeleton(tokens[-1]), _skeleton(tokens[0]), _skeleton("".join(tokens)), "zh:" + _chinese(name)]
    keys += [_skeleton(word[1:]) for word in (tokens[-1], tokens[0]) if word.startswith("kh")]
    return tuple(dict.fromkeys([key for key in keys if key] + sorted(f"={spelling}" for spelling in listed)))


def folded_name(name: str) -> str:
    """A name as its spelling is compared: small Latin letters, without accents, marks and a first article."""
    return _folded(name)


def name_words(name: str) -> tuple[str, ...]:
    """The folded words of a name that tell it from others: without articles and particles of Arabic."""
    return _tokens(name)


def likeness(one: str, other: str) -> float:
    """How alike two folded words are, 0 to 1; those that sound the same, or are listed as the same, are 1."""
    sounds = _sound(one), _sound(other)
    if sounds[0] == sounds[1] or _listed_same(one, other):
        return 1.0
    return max(_alike(one, other), _alike(*sounds) if _skeleton(one) == _skeleton(other) else 0.0)


def _same_read(bare: tuple[str, ...], latin: tuple[str, ...]) -> bool:
    """Whether a name without vowels can be read as one in Latin letters, word by word or written in one."""
    if len(bare) == len(latin):
        return all(may_spell(a, b) or _listed_same(a, b) for a, b in zip(bare, latin, strict=True))
    return may_spell("".join(bare), "".join(latin))


def _fit(kinds: tuple[Kind, Kind], *, single: bool) -> bool:
    if kinds[0] == kinds[1]:
        return True
    pair = frozenset(kinds)
    if pair <= _BODIES or pair <= _PLACES:
        return True
    return not single and pair <= _BODIES | _PLACES


@lru_cache(maxsize=8192)
def _folded(name: str) -> str:
    """Lower case Latin letters with single spaces, without accents, apostrophes and a first article."""
    latin = _WRITTEN_IN.sub("", to_latin(name)).lower()
    low = unicodedata.normalize("NFKD", latin.translate(_LETTERS))
    low = "".join(letter for letter in low if not unicodedata.combining(letter))
    words = _GAP.sub(" ", _DROPPED.sub("", low)).split()
    while len(words) > 1 and words[0] in ("the", "al", "el", "an", "ar", "as", "ash"):
        del words[0]
    return " ".join(words)


@lru_cache(maxsize=8192)
def _tokens(name: str) -> tuple[str, ...]:
    """The words of a name that tell it from others."""
    folded = _FAITH.sub("din", _SERVANT.sub("abd", _folded(name)))
    words = [word for word in folded.split() if word not in _ARTICLES] or folded.split()
    return tuple(_SERVANT_WORD.sub("abd", word) if word.startswith("ab") else word for word in words)


@lru_cache(maxsize=16384)
def _skeleton(word: str) -> str:
    """The consonants of a word by their sound, with a mark for a vowel at the beginning."""
    for pattern, sound in _SOUNDS:
        word = pattern.sub(sound, word)
    if not word:
        return ""
    first = "A" if word[0] in "aeiouy" else word[0]
    return _TWICE.sub(r"\1", first + re.sub("[aeiouyvh]", "", word[1:]))


@lru_cache(maxsize=16384)
def _sound(word: str) -> str:
    """A word with one letter for each group of vowels and consonants that are written for each other."""
    for pattern, sound in _VOWEL_SOUNDS:
        word = pattern.sub(sound, word)
    return re.sub("(?<=.)h(?![aiu])", "", _TWICE.sub(r"\1", word))


def _same_word(one: str, other: str) -> bool:
    if one[:2] == "kh" and other[:1] == "h":
        one = one[1:]  # the Russian letter is written both ways: Khodorkovsky, Hodorkovsky
    elif other[:2] == "kh" and one[:1] == "h":
        other = other[1:]
    if one == other or _listed_same(one, other):
        return True
    sounds = _sound(one), _sound(other)
    if sounds[0] == sounds[1]:
        return True
    if _are_distinct(one, other):
        return False
    skeletons = _skeleton(one), _skeleton(other)
    if skeletons[0] != skeletons[1] or len(skeletons[0]) < 2:
        return False
    if one.endswith(("i", "y")) != other.endswith(("i", "y")):
        return False  # Karim and Karimi are two names
    return _alike(*sounds) >= (0.78 if len(skeletons[0]) > 2 else 0.84)


def _alike(one: str, other: str) -> float:
    from rapidfuzz.distance import JaroWinkler  # noqa: PLC0415  (loaded where two names are nearly the same)

    return JaroWinkler.similarity(one, other)


@lru_cache(maxsize=8192)
def _chinese(name: str) -> str:
    """A name in pinyin or Wade-Giles by syllables that both would write alike."""
    word = _folded(name).replace(" ", "")
    for old, new in _WADE_GILES:
        word = word.replace(old, new)
    return word


def _same_chinese(one: str, other: str) -> bool:
    first, second = _folded(one).split(), _folded(other).split()
    if not (2 <= len(first) <= 3 and 2 <= len(second) <= 3):
        return False
    return len(_chinese(one)) >= 6 and _chinese(one) == _chinese(other)


@cache
def _spellings() -> Mapping[str, str]:
    """Every listed spelling to the first of its line."""
    found: dict[str, str] = {}
    for section, line in lines("spellings.txt"):
        if section == "same":
            forms = [_folded(form) for form in line.split(",")]
            found.update(dict.fromkeys(forms, forms[0]))
    return found


def _listed_same(one: str, other: str) -> bool:
    spelling = _spellings().get(one)
    return spelling is not None and spelling == _spellings().get(other)


def _are_distinct(one: str, other: str) -> bool:
    distinct = word_lists("spellings.txt")["distinct"]
    return one != other and one in distinct and other in distinct
