"""From an article to what the article pane shows: lights and facts. Pure; it knows no widget."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from briefing.casebook import Note, find_quote
from briefing.tui.layers import Layer, Light
from briefing.tui.words import counted, long_date
from index import Article, Layers, Span


def facts(article: Article) -> tuple[tuple[str, str], ...]:
    """The row under the title: outlet, date, author, copies, each a text and its role."""
    parts = [(article.source or "no source", "text"), (long_date(article.published), "muted")]
    if len(article.copies) > 1:
        parts.append((counted(len(article.copies), "copy", "copies"), "muted"))
    if article.author:
        parts.append((article.author, "muted"))
    if article.title_derived:
        parts.append(("title made from the text", "muted"))
    spaced = [part for fact in parts for part in (("  ", "muted"), fact)]
    return tuple(spaced[1:])


def hit_lights(hits: Sequence[Span]) -> tuple[Light, ...]:
    """Hits of a search as lights."""
    return tuple(Light(hit.start, hit.end, "hit", "hit") for hit in hits)


def layer_lights(layers: Layers, off: Collection[str]) -> dict[Layer, tuple[Light, ...]]:
    """What was recognised, as lights; kinds that are switched off are left out."""
    return {
        "entity": tuple(
            Light(mention.span.start, mention.span.end, "entity", mention.kind)
            for mention in layers.mentions
            if mention.kind not in off
        ),
        "moment": ()
        if "moment" in off
        else tuple(
            Light(moment.span.start, moment.span.end, "moment", "moment") for moment in layers.moments
        ),
    }


@dataclass(frozen=True, slots=True)
class NotedPassage(Light):
    """The passage of a note.

    Attributes:
        note: Id of the note.
    """

    note: str = ""


def note_lights(article: Article, notes: Sequence[Note]) -> tuple[NotedPassage, ...]:
    """Noted passages as lights, where their words stand."""
    found: list[NotedPassage] = []
    for note in notes:
        anchor = note.anchor
        if anchor is None:
            continue
        span: Span | None = Span(anchor.start, anchor.end)
        if article.text[anchor.start : anchor.end] != anchor.exact:
            span = find_quote(article.text, anchor.exact)
        if span is not None:
            found.append(NotedPassage(span.start, span.end, "note", "note", note.id))
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
