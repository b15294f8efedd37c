"""The file of the word book: what was counted and listed, together with the phrases of the rules.

    python tools/train/book.py

makes the file anew with the lists of ``index/extraction/lexicon`` as they stand; all else is taken from the
file itself, so no training data are needed. It belongs to every change of those lists.
"""

from __future__ import annotations

import re
import zlib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from index.extraction.lexicon import Lexicon, lexicon
from index.extraction.wordbook import (
    DATA,
    FAMILY,
    FILE,
    GIVEN,
    GIVEN_BY_RULES,
    HEADER,
    ORDINARY,
    USUAL,
    Wordbook,
    load,
)

_ROOT = Path(__file__).resolve().parents[2]
PATH = _ROOT / "index" / "extraction" / "model" / FILE
_CARD = _ROOT / "docs" / "model-card.md"

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


class Lists(NamedTuple):
    """What does not come from the rules.

    Attributes:
        given: Given names.
        family: Family names.
        ordinary: Words that running text has in lower case.
        clusters: A line each: the numbers of the two coarser clusters, and the words of one fine one.
        places: Words with single spaces -> ``t`` for a town, ``s`` for a state.
    """

    given: frozenset[str]
    family: frozenset[str]
    ordinary: frozenset[str]
    clusters: Sequence[str]
    places: Mapping[str, str]


def packed(lists: Lists, rules: Lexicon) -> bytes:
    """The file for these lists and these rules."""
    return zlib.compress(text(lists, rules), 9)


def text(lists: Lists, rules: Lexicon) -> bytes:
    """The file before it is packed.

    A phrase that both know is what the rules say, and what the lists say.
    """
    marks: dict[str, str] = defaultdict(str)
    by_rules = (rules.given | rules.given_places) - lists.given
    for mark, names in (
        (GIVEN, lists.given),
        (FAMILY, lists.family),
        (ORDINARY, lists.ordinary),
        (GIVEN_BY_RULES, by_rules),
    ):
        for name in names:
            marks[name] += mark
    longer: dict[str, list[str]] = defaultdict(list)
    for phrase, code in _codes(lists.places, rules).items():
        first, _, rest = phrase.partition(" ")
        if not rest:
            marks[first] += code
        else:
            longer[first].append(rest if code == USUAL else f"{rest}|{code}")
    numbers: list[str] = []
    for fine, line in enumerate(lists.clusters):
        coarse, middle, *members = line.split(" ")
        numbers.append(f"{coarse} {middle}")
        for word in members:
            marks[word] += str(fine)
    lines = (
        "\t".join((word, marks.get(word, ""), *sorted(longer.get(word, ()))))
        for word in sorted(marks.keys() | longer.keys())
    )
    return "\f".join((HEADER, "\n".join(numbers), "\n" + "\n".join(lines) + "\n")).encode()


def _codes(places: Mapping[str, str], rules: Lexicon) -> dict[str, str]:
    """Phrase -> its marks."""
    codes = dict(places)
    for phrase, entry in rules.phrases.items():
        rule = "D" if entry.kind == "demonym" else _SORTS[entry.sort]
        known = places.get(phrase, "")
        codes[phrase] = known if rule == known.upper() else rule + known
    return codes


def lists_of(book: Wordbook) -> Lists:
    """The lists that a word book was made from, without the rules."""
    groups = [[coarse_and_middle] for coarse_and_middle in book.clusters]
    named: dict[str, set[str]] = {GIVEN: set(), FAMILY: set(), ORDINARY: set()}
    places: dict[str, str] = {}
    for line in book.lines.decode().strip("\n").split("\n"):
        word, marks, *longer = line.split("\t")
        letters = marks.rstrip("0123456789")
        if letters != marks:
            groups[int(marks[len(letters) :])].append(word)
        for mark, names in named.items():
            if mark in letters:
                names.add(word)
        phrases = [(word, letters), *(_longer(word, one) for one in longer)]
        places.update((phrase, mark) for phrase, found in phrases for mark in found if mark in DATA)
    return Lists(
        given=frozenset(named[GIVEN]),
        family=frozenset(named[FAMILY]),
        ordinary=frozenset(named[ORDINARY]),
        clusters=[" ".join(group) for group in groups],
        places=places,
    )


def _longer(first: str, field: str) -> tuple[str, str]:
    """A longer phrase and its marks."""
    rest, _, marks = field.partition("|")
    return f"{first} {rest}", marks or USUAL


def main() -> None:
    """Make the file anew, and say its size in the model card."""
    before = zlib.decompress(PATH.read_bytes())
    made = text(lists_of(load()), lexicon())
    if made != before:
        PATH.write_bytes(zlib.compress(made, 9))
    size = f"{PATH.stat().st_size:,}"
    card = _CARD.read_text("utf-8")
    _CARD.write_text(re.sub(rf"(\| `{FILE}` \| )[0-9,]+", rf"\g<1>{size}", card), "utf-8")
    print(f"{FILE}: {'as it was' if made == before else 'made anew'}, {size} bytes")


if __name__ == "__main__":
    main()
