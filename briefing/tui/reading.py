"""From an article to what the article pane shows: lights and facts. Pure; it knows no widget."""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefing.casebook import Note, find_quote
from briefing.tui.layers import Layer, Light
from briefing.tui.theme import Look
from briefing.tui.words import counted, long_date
from index import Article, Layers, Span

_SENTENCE_END = re.compile(r"[.!?][\"'”’)\]]* ")
_LONGEST_SENTENCE = 2_000


def facts(article: Article) -> tuple[tuple[str, str], ...]:
    """The row under the title: outlet, date, author, copies, each a text and its role."""
    parts = [(article.source or "no source", "text"), (long_date(article.published), "muted")]
    if article.author:
        parts.append((article.author, "muted"))
    if len(article.copies) > 1:
        parts.append((counted(len(article.copies), "copy", "copies"), "muted"))
    if article.title_derived:
        parts.append(("title made from the text", "muted"))
    spaced = [part for fact in parts for part in (("  ", "muted"), fact)]
    return tuple(spaced[1:])


def hit_lights(hits: Sequence[Span]) -> tuple[Light, ...]:
    """Hits of a search as lights."""
    return tuple(Light(hit.start, hit.end, "hit", "hit") for hit in hits)


def layer_lights(layers: Layers, look: Look) -> dict[Layer, tuple[Light, ...]]:
    """What was recognised, as lights; kinds that are not lit by default are left out."""
    return {
        "entity": tuple(
            Light(mention.span.start, mention.span.end, "entity", mention.kind)
            for mention in layers.mentions
            if look.is_lit(mention.kind)
        ),
        "moment": tuple(
            Light(moment.span.start, moment.span.end, "moment", "moment") for moment in layers.moments
        ),
    }


def note_lights(article: Article, notes: Sequence[Note]) -> tuple[Light, ...]:
    """Noted passages as lights, where their words stand."""
    found: list[Light] = []
    for note in notes:
        anchor = note.anchor
        if anchor is None:
            continue
        span: Span | None = Span(anchor.start, anchor.end)
        if article.text[anchor.start : anchor.end] != anchor.exact:
            span = find_quote(article.text, anchor.exact)
        if span is not None:
            found.append(Light(span.start, span.end, "note", "note"))
    return tuple(sorted(found, key=lambda light: light.start))


def describe(layers: Layers, light: Light) -> str:
    """The current span in words: ``organisation: Security Media Cell``."""
    for mention in layers.mentions:
        if mention.span.start == light.start and light.layer == "entity":
            return f"{mention.kind}: {mention.name}"
    for moment in layers.moments:
        if moment.span.start == light.start and light.layer == "moment":
            return f"time: {moment.value or 'not resolved'}"
    return ""


def sentence_at(text: str, position: int) -> Span | None:
    """The sentence in which a position of the text stands, without white space around it."""
    if not text:
        return None
    position = min(max(position, 0), len(text) - 1)
    line = max(text.rfind("\n", 0, position) + 1, position - _LONGEST_SENTENCE)
    end = text.find("\n", position, position + _LONGEST_SENTENCE)
    end = min(len(text), position + _LONGEST_SENTENCE) if end < 0 else end
    breaks = [line + found.end() for found in _SENTENCE_END.finditer(text[line:end])]
    start = max([line, *(place for place in breaks if place <= position)])
    end = min([end, *(place for place in breaks if place > position)])
    sentence = text[start:end]
    start += len(sentence) - len(sentence.lstrip())
    return Span(start, start + len(sentence.strip())) if sentence.strip() else None
