"""Makes the labels of all sets mean the same: countries are places, words of peoples are none of the three.

Sets disagree: one marks ``Iraqi`` as a place, one as ``MISC``, one not at all, and what is not marked
teaches that it is nothing. Titles stand inside the names of one set and outside in the others.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from documents import Document, Labelled

from index.extraction.lexicon import Lexicon
from index.extraction.tokens import plain, words

#: Titles that are as often part of a name or a name: they stay where a set has them inside.
_PART_OF_NAMES = frozenset(
    [
        "king",
        "prince",
        "queen",
        "lord",
        "lady",
        "sir",
        "pope",
        "saint",
        "st",
        "imam",
        "judge",
        "major",
        "bishop",
        "dean",
        "baron",
    ]
)


def repaired(documents: Iterable[Document], lists: Lexicon, demonyms: frozenset[str]) -> Iterator[Document]:
    """The documents with labels that agree.

    Args:
        documents: As their sets give them.
        lists: Knows countries, peoples and titles.
        demonyms: Names of the sets that mark words of peoples; all others are given them.
    """
    for one in documents:
        spans = [fixed for span in one.spans if (fixed := _fixed(one.text, span, lists)) is not None]
        if one.source.split("/", maxsplit=1)[0] not in demonyms:
            spans = sorted([*spans, *_unmarked(one.text, spans, lists)])
        yield replace(one, spans=tuple(spans))


def _fixed(text: str, span: Labelled, lists: Lexicon) -> Labelled | None:
    if span.label == "PER":
        return _without_title(text, span, lists)
    name = plain(" ".join(text[span.start : span.end].split()))
    entry = lists.phrases.get(name) or lists.phrases.get(name.title())
    if entry is None:
        return span
    if entry.sort in ("countries", "nations") and entry.kind == "place" and span.label in ("MISC", "ORG"):
        return span._replace(label="LOC")
    if entry.kind == "demonym" and span.label in ("LOC", "ORG"):
        return span._replace(label="MISC")
    return span


def _without_title(text: str, span: Labelled, lists: Lexicon) -> Labelled | None:
    """A person without titles before the name; ``None`` where nothing but titles is left."""
    start = at = span.start
    for word in words(text[span.start : span.end]):
        low = plain(word.text).lower()
        entry = lists.phrases.get(plain(word.text))
        nation = entry is not None and entry.sort in ("countries", "nations")
        if low in lists.lists["titles"] and low not in _PART_OF_NAMES:
            at = start = span.start + word.end + len(word.tail)
        elif low in lists.lists["title_parts"] or low in ("of", "the", "for") or nation:
            at = span.start + word.end
        else:
            break
    if start == span.start:
        return span
    rest = text[max(start, at if at == span.end else start) : span.end]
    start += len(rest) - len(rest.lstrip(" .,\u200e"))
    return span._replace(start=start) if start < span.end and at < span.end else None


def _unmarked(text: str, spans: list[Labelled], lists: Lexicon) -> Iterator[Labelled]:
    """Words of peoples that stand outside every span."""
    at = 0
    for word in words(text):
        entry = lists.phrases.get(plain(word.text)) if word.text[0].isupper() else None
        if entry is None or entry.kind != "demonym":
            continue
        while at < len(spans) and spans[at].end <= word.start:
            at += 1
        if at == len(spans) or spans[at].start >= word.end:
            yield Labelled(word.start, word.end, "MISC")


# -- for learning alone ---------------------------------------------------------------------------

#: What names such things is meant by a set that marks it otherwise: it was a slip, or a machine marked it.
_BODIES = frozenset(("international", "state", "outlet", "company", "armed"))
_EARTH = frozenset(("countries", "cities", "regions", "territories", "waters", "mountains", "states"))
#: Of these sets a machine marked the names, and people only mended some.
_BY_MACHINE = frozenset(("gmb",))


def cleaned(documents: Iterable[Document], lists: Lexicon) -> Iterator[Document]:
    """The documents to learn from: without slips that the lists know to be slips.

    What a model is measured on is not touched by this.
    """
    for one in documents:
        source = one.source.split("/", maxsplit=1)[0]
        spans = [
            _bare(one.text, _meant(one.text, span, lists, by_machine=source in _BY_MACHINE), lists)
            for span in one.spans
        ]
        if source in _BY_MACHINE:
            spans = sorted([*spans, *_forgotten(one.text, spans, lists)])
        yield replace(one, spans=tuple(spans))


def _bare(text: str, span: Labelled, lists: Lexicon) -> Labelled:
    """A place without the word in small letters that says which part of it is meant: eastern Marra."""
    first, space, rest = text[span.start : span.end].partition(" ")
    if span.label == "LOC" and rest and first in lists.lists["parts_of_places"]:
        return span._replace(start=span.start + len(first) + len(space))
    return span


def _meant(text: str, span: Labelled, lists: Lexicon, *, by_machine: bool) -> Labelled:
    name = plain(" ".join(text[span.start : span.end].split()))
    entry = lists.phrases.get(name)
    if entry is not None and entry.sure:
        if span.label in ("LOC", "MISC") and entry.sort in _BODIES:
            return span._replace(label="ORG")
        if span.label == "ORG" and by_machine and entry.sort in _EARTH and entry.kind == "place":
            return span._replace(label="LOC")
        return span
    if by_machine and entry is None and span.label == "ORG" and _is_person(text, span, name, lists):
        return span._replace(label="PER")
    return span


def _is_person(text: str, span: Labelled, name: str, lists: Lexicon) -> bool:
    """Whether a marked body has the shape of a person: a title before one word, or a given name in front."""
    parts = name.split(" ")
    before = text[max(0, span.start - 20) : span.start].split(" ")
    if len(parts) == 1:
        return len(before) > 1 and before[-2].lower() in ("mr.", "mrs.", "ms.") and parts[0].istitle()
    return (
        len(parts) < 4
        and parts[0] in lists.given
        and not any(part.lower() in lists.heads or not part[0].isalpha() for part in parts)
    )


def _forgotten(text: str, spans: list[Labelled], lists: Lexicon) -> Iterator[Labelled]:
    """Bodies that the lists know and that no span touches."""
    found = list(words(text))
    at = 0
    while at < len(found):
        first = plain(found[at].text)
        for length in range(min(lists.lengths.get(first, 0), len(found) - at), 0, -1):
            start, end = found[at].start, found[at + length - 1].end
            entry = lists.phrases.get(plain(text[start:end]))
            if entry is None or not entry.sure or entry.sort not in _BODIES:
                continue
            if all(end <= span.start or span.end <= start for span in spans):
                yield Labelled(start, end, "ORG")
            at += length - 1
            break
        at += 1
