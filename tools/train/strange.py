"""Some of the annotated texts again with names that nobody has, to learn from what stands around a name.

Nearly every name of the sets stands in the word book or among the clusters, so a model learns to look there,
and takes a place that no list knows for whatever rare words mostly are. Here the words of names are put
together anew from the beginnings and ends of others with the same label; what says what a thing is stays:
titles, heads such as ``Ministry``, words of the language.
"""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from book import lists_of
from documents import Document, Labelled

from index.extraction.lexicon import Lexicon
from index.extraction.wordbook import Wordbook

#: This share of the documents is learned from a second time.
_SHARE = 0.6
#: So often a person keeps the given name, and a name takes the end of another label's name.
_KEPT = 0.5
_FOREIGN_END = 0.25
#: So often a body or a place is called by a word of the language: ``Beacon``, ``Harrow``.
_BY_A_WORD = {"ORG": 0.3, "LOC": 0.1}
_TRIES = 8
#: Longer beginnings are half a name that somebody has.
_LONGEST = 5
#: Sets whose names are handles and tags more than names.
_LEFT_OUT = ("btc", "wnut")

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_BEGINNING = re.compile(r"[A-Z][^aeiou\W]*[aeiou]*[^aeiou\W]+|[AEIOU][^aeiou\W]+")
_END = re.compile(r"[aeiou]+[^aeiou\W]*(?:[aeiou]+[^aeiou\W]*)?$")
_LETTERS = "ABCDEFGHIKLMNOPRSTUVW"


def strange(documents: Sequence[Document], book: Wordbook, lists: Lexicon) -> Iterator[Document]:
    """Copies of some documents in which no list knows the names.

    Args:
        documents: Annotated texts.
        book: Knows the words that must not come out.
        lists: Knows the words of a name that say what it names, which stay.
    """
    chance = random.Random(2)
    maker = _Maker(documents, book, lists, chance)
    for one in documents:
        if not one.source.startswith(_LEFT_OUT) and chance.random() < _SHARE:
            yield maker.renamed(one)


class _Maker:
    """Makes names up."""

    def __init__(
        self, documents: Iterable[Document], book: Wordbook, lists: Lexicon, chance: random.Random
    ) -> None:
        self._book, self._lists, self._chance = book, lists, chance
        beginnings: dict[str, set[str]] = defaultdict(set)
        ends: dict[str, set[str]] = defaultdict(set)
        for one in documents:
            for start, end, label in one.spans:
                for word in _WORD.findall(one.text[start:end]):
                    if not self._is_name(word) or word.isupper():
                        continue
                    if (begins := _BEGINNING.match(word)) and len(begins[0]) <= _LONGEST:
                        beginnings[label].add(begins[0])
                    if (finishes := _END.search(word)) and finishes.start() > 1:
                        ends[label].add(finishes[0])
        self._beginnings = {label: sorted(found) for label, found in beginnings.items()}
        self._ends = {label: sorted(found) for label, found in ends.items()}
        self._every_end = sorted(set().union(*ends.values()))
        self._words = sorted(
            word.capitalize() for word in lists_of(book).ordinary if word.isalpha() and 3 < len(word) < 8
        )

    def renamed(self, document: Document) -> Document:
        """A document with other names, each the same wherever it stands."""
        names: dict[str, str] = {}
        parts: list[str] = []
        spans: list[Labelled] = []
        at = length = 0
        for start, end, label in document.spans:
            parts.append(document.text[at:start])
            length += start - at
            name = self._name(document.text[start:end], label, names)
            parts.append(name)
            spans.append(Labelled(length, length + len(name), label))
            length += len(name)
            at = end
        parts.append(document.text[at:])
        return Document("".join(parts), tuple(spans), document.source)

    def _name(self, name: str, label: str, names: dict[str, str]) -> str:
        keeps = label == "PER" and " " in name and self._chance.random() < _KEPT
        single = _WORD.fullmatch(name) is not None

        def replaced(match: re.Match[str]) -> str:
            word = match[0]
            if (keeps and match.start() == 0) or not self._is_name(word):
                return word
            if word not in names:
                names[word] = self._made_up(word, label, single=single)
            return names[word]

        return _WORD.sub(replaced, name)

    def _is_name(self, word: str) -> bool:
        """Whether a word says nothing of what it names."""
        low = word.lower()
        return (
            len(word) > 1
            and word[0].isupper()
            and not self._book.look(low).ordinary
            and low not in self._lists.heads
            and low not in self._lists.lists["titles"]
        )

    def _made_up(self, word: str, label: str, *, single: bool) -> str:
        if word.isupper() and len(word) < 7:
            return "".join(self._chance.choice(_LETTERS) for _ in word)
        if single and self._chance.random() < _BY_A_WORD.get(label, 0.0):
            return self._chance.choice(self._words)
        beginnings = self._beginnings.get(label)
        if not beginnings:
            return word
        for _ in range(_TRIES):
            foreign = self._chance.random() < _FOREIGN_END
            ends = self._every_end if foreign else self._ends.get(label, self._every_end)
            made = self._chance.choice(beginnings) + self._chance.choice(ends)
            if not self._is_known(made):
                return made
        return word

    def _is_known(self, word: str) -> bool:
        known = self._book.look(word)
        return (
            known.given
            or known.family
            or bool(known.clusters)
            or "" in known.phrases
            or self._book.look(word.lower()).ordinary
        )
