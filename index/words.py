"""From text to the words that are searched: one rule for articles, queries and highlights.

A word is folded: case-blind, without accents, without apostrophes and possessive endings. Numbers
and one-letter words are words. Chinese and Japanese characters are a word each, because nothing
between them says where a word ends. Folding never moves an offset: every word keeps its place in the
text. There are no stop words, so that any phrase can be found.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

# Signs that belong to the letter before them; Python's \w leaves them out and would cut words there.
_MARKS = (
    "\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u0610-\u061a\u064b-\u065f\u0670"
    "\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u0711\u0730-\u074a\u0900-\u0903\u093a-\u094f"
    "\u0951-\u0957\u0962\u0963\u0981-\u0983\u09bc-\u09cd\u0a01-\u0a03\u0a3c-\u0a4d\u0a81-\u0a83\u0abc-\u0acd"
    "\u0b01-\u0b03\u0b3c-\u0b4d\u0b82\u0bbe-\u0bcd\u0c00-\u0c04\u0c3e-\u0c4d\u0c81-\u0c83\u0cbc-\u0ccd"
    "\u0d00-\u0d03\u0d3b-\u0d4d\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u200c"
)
_IDEOGRAPHS = "\u3041-\u3096\u30a1-\u30fa\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_LETTER = f"(?:(?![{_IDEOGRAPHS}])[^\\W_]|[{_MARKS}])"
_APOSTROPHES = "'\u2019\u02bc\u02bb\u2018"

# The first rule is for speed: it takes most words of most texts, and the last one would find them too.
_RULES = (
    rf"[A-Za-z][A-Za-z]++(?![\w{_APOSTROPHES}{_MARKS}])",
    r"[^\W\d_](?:\.[^\W\d_])+(?![^\W_])",  # U.S, before its last full stop
    r"\d+(?:,\d{3}(?!\d)|\.\d+)*(?![^\W_])",  # 5,000 and 3.5, but not the 1 of 16km
    rf"[{_IDEOGRAPHS}]",
    rf"(?![{_MARKS}]){_LETTER}+(?:[{_APOSTROPHES}]{_LETTER}+)*",
)
# Nothing else begins a word, so that one look is enough at what stands between two.
_BEGINS = rf"(?=[^\W_]|[{_IDEOGRAPHS}])"
_WORD = re.compile(f"{_BEGINS}(?:{'|'.join(_RULES)})")
_APOSTROPHE = re.compile(f"[{_APOSTROPHES}]")
_POSSESSIVE = re.compile(f"[{_APOSTROPHES}]s$")

# Letters that are no base letter with a mark, and are typed without it all the same.
_PLAIN = str.maketrans(
    {
        "ł": "l",
        "ø": "o",
        "đ": "d",
        "ı": "i",
        "æ": "ae",
        "œ": "oe",
        "\u0640": "",
        "\u200c": "",
        # Letters of Arabic and Persian that are typed for each other.
        "\u0649": "\u064a",
        "\u06cc": "\u064a",
        "\u0629": "\u0647",
        "\u06a9": "\u0643",
    }
)


def words(text: str, start: int = 0) -> Iterator[tuple[str, int, int]]:
    """Every word of a text in order, as (folded word, start, end); half-open code point offsets.

    With ``start``, which must not lie inside a word, only those from there on.
    """
    for found in _WORD.finditer(text, start):
        folded = fold(found.group())
        if folded:
            yield folded, found.start(), found.end()


def word_at(text: str, at: int) -> tuple[str, int] | None:
    """The folded word that begins at a place, and where it ends, if the place lies inside no word."""
    found = _WORD.match(text, at)
    return (fold(found.group()), found.end()) if found else None


def written_words(text: str) -> list[str]:
    """Every word of a text in order, as it is written; ``fold`` leaves nothing of some of them."""
    return _WORD.findall(text)


def folded_words(text: str) -> tuple[str, ...]:
    """The folded words of a text, in order."""
    return tuple(word for word, _, _ in words(text))


@lru_cache(maxsize=1 << 18)
def fold(word: str) -> str:
    """The form under which one word is indexed."""
    word = _POSSESSIVE.sub("", word.casefold())
    if word.isascii():
        if "." in word and not word[0].isdigit():
            return word.replace(".", "")
        return _APOSTROPHE.sub("", word).replace(",", "")
    plain = unicodedata.normalize("NFKD", _APOSTROPHE.sub("", word)).translate(_PLAIN)
    bare = "".join(character for character in plain if not unicodedata.category(character).startswith("M"))
    # A vowel sign is half a word in the scripts of India; only where nothing is left of it, it stays.
    if not bare or any("\u0900" <= character <= "\u0eff" for character in plain):
        bare = plain
    bare = bare.casefold().replace(",", "")
    return bare if bare[:1].isdigit() else bare.replace(".", "")
