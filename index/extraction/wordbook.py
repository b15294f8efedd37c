"""What the tagger knows of words: names and places of the world, ordinary words, words that are used alike.

It is one file beside this module, made by ``tools/train`` from sources that may be passed on, together with
the phrases of the rules. It says what a word may be; what it is in a text, the tagger has learned.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from index.extraction.lexicon import lexicon
from index.extraction.tokens import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

#: First line of the file; a file of another version was made for other code.
HEADER = "Briefing words 1"
FILE = "words.bin"

#: Sections of the rules' word lists -> the letter that stands for them in features.
_SORTS = {
    "countries": "C",
    "nations": "C",
    "peoples": "D",
    "regions": "R",
    "waters": "R",
    "mountains": "R",
    "territories": "C",
    "states": "S",
    "cities": "T",
    "facilities": "F",
    "armed": "G",
    "parties": "P",
    "international": "O",
    "state": "O",
    "outlet": "M",
    "company": "K",
}


@dataclass(frozen=True, slots=True)
class Wordbook:
    """Everything, ready for looking up.

    Attributes:
        given: Given names.
        family: Family names.
        ordinary: Words that running text has in lower case.
        clusters: Word -> three numbers, from coarse to fine; words that are used alike share them.
        phrases: Words with single spaces -> letters for what they may name.
        lengths: First word of a phrase -> the most words of a phrase that begins with it.
    """

    given: frozenset[str]
    family: frozenset[str]
    ordinary: frozenset[str]
    clusters: Mapping[str, tuple[str, str, str]]
    phrases: Mapping[str, str]
    lengths: Mapping[str, int]


def load() -> Wordbook:
    """Read the word book that lies beside this module.

    Raises:
        OSError: There is none.
        ValueError: It is damaged, or of another version.
    """
    try:
        raw = zlib.decompress(files("index.extraction").joinpath("model", FILE).read_bytes())
        text = raw.decode()
    except zlib.error as error:
        raise ValueError(str(error)) from error
    return unpacked(text)


@cache
def shared() -> Wordbook:
    """The same, read once a process: whoever finds names and whoever ties them look into one.

    Raises:
        OSError: There is none.
        ValueError: It is damaged, or of another version.
    """
    return load()


def packed(sections: Mapping[str, Iterable[str]]) -> bytes:
    """The file for these sections of lines."""
    blocks = [HEADER, *("\n".join((name, *lines)) for name, lines in sections.items())]
    return zlib.compress("\f".join(blocks).encode(), 9)


def unpacked(text: str) -> Wordbook:
    """The word book that a file tells of.

    Raises:
        ValueError: The text is none, or of another version.
    """
    header, *blocks = text.split("\f")
    if header != HEADER:
        raise ValueError(f"it does not begin with {HEADER!r}")
    sections = {name: rest.split("\n") for name, _, rest in (block.partition("\n") for block in blocks)}
    try:
        phrases = {phrase: code for code in "TS" for phrase in sections[f"phrases {code}"] if phrase}
        return _with_rules(
            given=frozenset(sections["given"]),
            family=frozenset(sections["family"]),
            ordinary=frozenset(sections["ordinary"]),
            clusters=_clusters(sections["clusters"]),
            phrases=phrases,
        )
    except KeyError as error:
        raise ValueError(f"it has no section {error}") from error


def _clusters(lines: Iterable[str]) -> dict[str, tuple[str, str, str]]:
    """Each line: the numbers of the two coarser clusters, and the words of one fine one."""
    clusters: dict[str, tuple[str, str, str]] = {}
    for fine, line in enumerate(lines):
        coarse, middle, *members = line.split(" ")
        clusters.update(dict.fromkeys(members, (coarse, middle, str(fine))))
    return clusters


def _with_rules(
    *,
    given: frozenset[str],
    family: frozenset[str],
    ordinary: frozenset[str],
    clusters: Mapping[str, tuple[str, str, str]],
    phrases: dict[str, str],
) -> Wordbook:
    """Add what the rules know: a phrase that both know is what the rules say, and what the file says."""
    lists = lexicon()
    for phrase, entry in lists.phrases.items():
        code = "D" if entry.kind == "demonym" else _SORTS[entry.sort]
        known = phrases.get(phrase, "")
        phrases[phrase] = code if code in known else code + known
    lengths: dict[str, int] = {}
    for phrase in phrases:
        first, *rest = phrase.split(" ")
        if len(rest) >= lengths.get(first, 0):
            lengths[first] = len(rest) + 1
    return Wordbook(given | lists.given | lists.given_places, family, ordinary, clusters, phrases, lengths)


def as_phrase(name: str) -> str:
    """A name as the words of a text would spell it; empty where it has none."""
    return " ".join(part for word in words(name) for part in (word.text, word.tail) if part)
