"""From an article to what the article pane shows: lights and facts. Pure; it knows no widget."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefing.tui.layers import Layer, Light
from briefing.tui.note_view import NoteView
from briefing.tui.theme import UNSURE
from briefing.tui.words import counted, long_date
from index import Article, Layers, Span
from index.model import Entity

if TYPE_CHECKING:
    from briefing.tui.moments import When
    from index.extraction.voices import Voice
    from index.model import Mention, Moment

#: From this confidence on a name counts as found; below it is a guess, and is shown as one.
SURE = 0.6


def facts(
    article: Article, grade: str = "", words: str = "", marking: str = ""
) -> tuple[tuple[str, str], ...]:
    """The row under the title: outlet, date, grade, copies, author, each a text and its role.

    Args:
        article: The article.
        grade: Its grade, as ``B2``; empty where nobody has looked.
        words: The same in words, where there is room for them.
        marking: Its own label, if it has one.
    """
    parts = [(article.source or "no source", "text"), (long_date(article.published), "muted")]
    if grade:
        parts.append((grade, "strong"))
    if grade and words:
        parts.append((words, "muted"))
    if marking:
        parts.append((marking, "strong"))
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


def role_of(mention: Mention) -> str:
    """How a name is drawn: as its kind, fainter where it is no more than a guess."""
    return mention.kind if mention.confidence >= SURE else f"{UNSURE}{mention.kind}"


def kind_words(mentions: Sequence[Mention]) -> str:
    """The kind of one thing, and whether every mention of it is a guess: ``place``, ``place, unsure``."""
    sure = any(mention.confidence >= SURE for mention in mentions)
    return mentions[0].kind if sure else f"{mentions[0].kind}, unsure"


def layer_lights(layers: Layers, off: Collection[str]) -> dict[Layer, tuple[Light, ...]]:
    """What was recognised, as lights; kinds that are switched off are left out."""
    return {
        "entity": tuple(
            Light(mention.span.start, mention.span.end, "entity", role_of(mention))
            for mention in layers.mentions
            if mention.kind not in off and ("unsure" not in off or mention.confidence >= SURE)
        ),
        "moment": ()
        if "moment" in off
        else tuple(
            Light(moment.span.start, moment.span.end, "moment", "moment") for moment in layers.moments
        ),
        "statement": ()
        if "statements" in off
        else tuple(
            Light(one.content.start, one.content.end, "statement", "said", one.stance)
            for one in layers.statements
        ),
    }


def listed(entities: Sequence[Entity], off: Collection[str]) -> tuple[Entity, ...]:
    """The entities that a list of names shows: all, but quantities only while they are switched on."""
    return tuple(entity for entity in entities if entity.kind != "quantity" or "quantity" not in off)


@dataclass(frozen=True, slots=True)
class NotedPassage(Light):
    """The passage of a note.

    Attributes:
        note: Id of the note.
    """

    note: str = ""


def note_lights(views: Sequence[NoteView]) -> tuple[NotedPassage, ...]:
    """Noted passages as lights, where their words stand in the article that is open."""
    found = [
        NotedPassage(place.start, place.end, "note", "note", view.sign, view.note.id)
        for view in views
        if view.note.anchor is not None and (place := view.standing.place) is not None
    ]
    return tuple(sorted(found, key=lambda light: light.start))


def describe_voice(voice: Voice) -> str:
    """A statement in words: ``Hassan Fadhem (He) denies``."""
    told = f" ({voice.told})" if voice.told else ""
    return f"{voice.called or 'somebody without a name'} {voice.statement.stance}{told}"


def describe(layers: Layers, light: Light) -> str:
    """The current span in words: ``organisation: Security Media Cell``."""
    for mention in layers.mentions:
        if mention.span.start == light.start and light.layer == "entity":
            return f"{kind_words((mention,))}: {mention.name}"
    return ""


def describe_moment(when: When, moment: Moment) -> str:
    """A time in words: ``time: Feb 2024 · exact to the month · counted from Mon 22 Apr 2024``."""
    from briefing.tui.moments import counted_from, exact_words, long_words, set_words  # noqa: PLC0415  (when they came)

    counted = f"counted from {counted_from(moment.anchor)}" if moment.anchor else set_words(moment)
    return " · ".join(filter(None, (f"time: {long_words(when)}", exact_words(when), counted)))
