"""What was recognised in an article, in words for eyes: names by kind, moments in order, who said what."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from briefing.cli.printer import Strong
from briefing.cli.words import counted, joined, said_stance
from briefing.value_words import value_words
from index.extraction.stances import is_denied_in_its_words
from index.extraction.voices import are_many, voices
from index.model import KINDS
from index.page import NO_DATE
from index.text import clean_line

if TYPE_CHECKING:
    from briefing.cli.printer import Printer
    from index.extraction.voices import Voice
    from index.model import Layers, Moment

_UNNAMED = "unnamed"


def tell_layers(text: str, layers: Layers, printer: Printer) -> None:
    """Print names, moments and statements, each under a heading."""
    _tell_entities(layers, printer)
    printer.line("")
    printer.line(Strong("When"))
    tell_moments(layers, printer)
    printer.line("")
    printer.line(Strong("Who said what"))
    tell_statements(text, layers, printer)


def tell_statements(text: str, layers: Layers, printer: Printer) -> None:
    """Print each statement: who, the stance, and what, with marks around what is a quotation."""
    found = voices(text, layers)
    if not found:
        printer.line("  Nobody is quoted here.")
    for voice in found:
        printer.prose(_sentence(text, voice), indent="  ")


def _sentence(text: str, voice: Voice) -> str:
    content = clean_line(text[voice.statement.content.start : voice.statement.content.end])
    words = f"“{content}”" if voice.statement.direct else f"{'… ' if voice.open else ''}{content}"
    stance = said_stance(
        voice.statement.stance,
        in_its_words=is_denied_in_its_words(voice.statement, text),
        many=are_many(voice.name, voice.kind),
        told=voice.told,
    )
    return f"{voice.called or _UNNAMED} {stance}: {words}"


def _tell_entities(layers: Layers, printer: Printer) -> None:
    entities = sorted(layers.entities, key=lambda one: (KINDS.index(one.kind), -len(one.mentions)))
    if not entities:
        printer.line("No name was found.")
    for number, (kind, group) in enumerate(groupby(entities, key=lambda one: one.kind)):
        named = list(group)
        if number:
            printer.line("")
        mentions = sum(len(entity.mentions) for entity in named)
        printer.line(
            Strong(kind.capitalize()), f"  {counted(len(named), 'name')}, {counted(mentions, 'mention')}"
        )
        for entity in named:
            printer.prose(f"{len(entity.mentions):>3}  {joined([entity.name, *entity.aliases])}", indent="  ")


def tell_moments(layers: Layers, printer: Printer) -> None:
    """Print each moment in order of time: when it is, its words, and whether somebody decided that."""
    if not layers.moments:
        printer.line("  No time is named here.")
    known = sorted((one for one in layers.moments if one.value), key=lambda one: one.value)
    moments = [*known, *(one for one in layers.moments if not one.value)]
    widest = max((len(_value(one)) for one in moments), default=0)
    for moment in moments:
        yours = f"   set by you, was {value_words(moment.recognised)}"
        words = f"{_value(moment):<{widest}}  {clean_line(moment.text)}{yours if moment.decided else ''}"
        printer.prose(words, indent="  ")


def _value(moment: Moment) -> str:
    return NO_DATE if moment.decided and not moment.value else value_words(moment.value)
