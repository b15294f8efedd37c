"""What the tagger knows of words: names and places of the world, ordinary words, words that are used alike.

It is one file beside this module, made by ``tools/train`` from sources that may be passed on, together with
the phrases of the rules. It says what a word may be; what it is in a text, the tagger has learned.

The file is looked into and not taken apart: an article has some hundred words, and to make a hundred and
fifty thousand of them ready took longer than to read it. Inflated it is lines in the order of their words::

    New     f772    Delhi|Ss    York

That is a word, its marks, and what follows it in longer phrases with the marks of each, which are ``t``
where none stand. Marks are letters (``GIVEN`` to ``RULES``) and, last, the number of the word's cluster.
"""

from __future__ import annotations

import re
import zlib
from bisect import bisect_right
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from index.extraction.tokens import words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

#: First line of the file; a file of another version was made for other code.
HEADER = "Briefing words 2"
FILE = "words.bin"
_PATH = Path(__file__).parent / "model" / FILE

#: Marks: a given name, by the training data or by the rules alone; a family name; a word in lower case.
GIVEN, GIVEN_BY_RULES, FAMILY, ORDINARY = "gnfo"
#: Marks of phrases: a town or a state by the training data; what the rules say where that is something else.
DATA, RULES = "ts", "CDRSTGFPOMK"
#: The mark of a longer phrase that has none: nearly all of them are towns.
USUAL = "t"
#: Lines of a thousand bytes, in which a word is looked for from the first on; and the first word.
_BLOCK = rb"(?s)\n([^\t\n]*)\t.{,1000}[^\n]*"


class Known(NamedTuple):
    """What may be said of a word.

    Attributes:
        given: Whether it is a given name.
        family: Whether it is a family name.
        ordinary: Whether running text has it in lower case.
        clusters: Three numbers, from coarse to fine, which words that are used alike share; empty where
            nothing is known of its use.
        phrases: What follows it in phrases that begin with it, nothing for the word alone -> letters for
            what the phrase may name.
        longest: The most words of such a phrase; 0 where there is none.
    """

    given: bool
    family: bool
    ordinary: bool
    clusters: tuple[str, ...]
    phrases: Mapping[str, str]
    longest: int


_NOTHING = Known(given=False, family=False, ordinary=False, clusters=(), phrases={}, longest=0)


@dataclass(frozen=True, slots=True)
class Wordbook:
    """Everything, ready for looking up.

    Attributes:
        lines: The lines, each with a line end before it, and one behind the last.
        starts: Where blocks of them begin, and where the last one ends.
        firsts: The first word of each block.
        clusters: The two coarser numbers of each cluster.
    """

    lines: bytes = b""
    starts: Sequence[int] = (0, 0)
    firsts: Sequence[bytes] = (b"",)
    clusters: Sequence[str] = ()

    def look(self, word: str) -> Known:
        """All that is known of a word."""
        line = self._line(word.encode(errors="surrogatepass"))
        if not line:
            return _NOTHING
        marks, *longer = line.decode().split("\t")
        letters = marks.rstrip("0123456789")
        number = marks[len(letters) :]
        code = _code(letters)
        phrases, longest = ({"": code}, 1) if code else ({}, 0)
        if longer:
            phrases |= dict.fromkeys(longer, _code(USUAL))
            longest = max(one.count(" ") for one in longer) + 2
            for one in longer:
                if "|" in one:
                    del phrases[one]
                    rest, _, marked = one.partition("|")
                    phrases[rest] = _code(marked)
        return Known(
            GIVEN in letters or GIVEN_BY_RULES in letters,
            FAMILY in letters,
            ORDINARY in letters,
            (*self.clusters[int(number)].split(" "), number) if number else (),
            phrases,
            longest,
        )

    def code(self, phrase: str) -> str:
        """Letters for what a phrase may name, its words with single spaces; empty where it is none."""
        first, _, rest = phrase.partition(" ")
        return self.look(first).phrases.get(rest, "")

    def _line(self, word: bytes) -> bytes:
        """What stands behind a word in its line; nothing where it has none."""
        block = max(0, bisect_right(self.firsts, word) - 1)
        opening = b"\n%b\t" % word
        at = self.lines.find(opening, self.starts[block], self.starts[block + 1])
        if at < 0:
            return b""
        return self.lines[at + len(opening) : self.lines.index(b"\n", at + 1)]


@cache
def _code(marks: str) -> str:
    """The letters for what a phrase with these marks may name: by the rules, then by the training data."""
    return "".join(mark.upper() for mark in marks if mark in RULES or mark in DATA)


def load() -> Wordbook:
    """Read the word book that lies beside this module.

    Raises:
        OSError: There is none.
        ValueError: It is damaged, or of another version.
    """
    try:
        return unpacked(zlib.decompress(_PATH.read_bytes()))
    except zlib.error as error:
        raise ValueError(str(error)) from error


@cache
def shared() -> Wordbook:
    """The same, read once a process: whoever finds names and whoever ties them look into one.

    Raises:
        OSError: There is none.
        ValueError: It is damaged, or of another version.
    """
    return load()


def unpacked(text: bytes) -> Wordbook:
    """The word book that a file tells of.

    Raises:
        ValueError: The text is none, or of another version.
    """
    header, *parts = text.split(b"\f")
    if header != HEADER.encode():
        raise ValueError(f"it does not begin with {HEADER!r}")
    if len(parts) != 2:
        raise ValueError(f"it has {len(parts)} parts and not two")
    clusters, lines = parts
    blocks = list(re.finditer(_BLOCK, lines))
    starts = [*(block.start() for block in blocks), len(lines)]
    return Wordbook(lines, starts, [block[1] for block in blocks], clusters.decode().split("\n"))


def as_phrase(name: str) -> str:
    """A name as the words of a text would spell it; empty where it has none."""
    return " ".join(part for word in words(name) for part in (word.text, word.tail) if part)
