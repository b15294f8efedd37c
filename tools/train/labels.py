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
