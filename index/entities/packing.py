"""Layers as bytes and back, and the names of an article as a few numbers.

The bytes hold places, not words: whoever unpacks them brings the text. They are compressed JSON, which can do
nothing when it is read. The names of an article are rows of four ``int32``: name, form, times, and in the
last one the kind, whether the thing speaks, and whether it is spoken about.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from index.entities.grouping import entities_of
from index.model import KINDS, STANCES, Layers, Mention, Moment, Span, Statement

if TYPE_CHECKING:
    from index.model import Kind

Numbers = npt.NDArray[np.int32]

#: Numbers a name.
ROW = 4
SPEAKS, SPOKEN_ABOUT = 1 << 8, 1 << 9
_KIND = 0xFF

#: Version of all that is packed here.
FORMAT = 1


def packed(layers: Layers) -> bytes:
    """The layers of an article."""
    names = list(dict.fromkeys(mention.name for mention in layers.mentions))
    numbers = {name: number for number, name in enumerate(names)}
    value = [
        names,
        [
            [m.span.start, m.span.end, KINDS.index(m.kind), numbers[m.name], round(m.confidence * 100)]
            for m in layers.mentions
        ],
        [[m.span.start, m.span.end, m.value, m.precision, m.anchor] for m in layers.moments],
        [
            [
                _place(s.speaker),
                _place(s.cue),
                _place(s.content),
                STANCES.index(s.stance),
                _place(s.named),
                int(s.direct),
                [_place(quote) for quote in s.quotes],
                s.within,
            ]
            for s in layers.statements
        ],
    ]
    return zlib.compress(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8"))


def unpacked(body: bytes, text: str) -> Layers:
    """The layers that were packed, on the text that they were found in."""
    names, mentions, moments, statements = json.loads(zlib.decompress(body))
    found = tuple(
        Mention(Span(start, end), text[start:end], KINDS[kind], names[name], confidence / 100)
        for start, end, kind, name, confidence in mentions
    )
    return Layers(
        mentions=found,
        moments=tuple(
            Moment(Span(start, end), text[start:end], value, precision, anchor)
            for start, end, value, precision, anchor in moments
        ),
        statements=tuple(_statement(values) for values in statements),
        entities=entities_of(found),
    )


def values_of_moments(data: bytes) -> list[str]:
    """The values of the moments in packed layers that were decompressed: it takes no text."""
    found: list[str] = [moment[2] for moment in json.loads(data)[2]]
    return found


def packed_names(rows: Iterable[tuple[int, int, Kind, int, bool, bool]]) -> bytes:
    """Numbers of name and form, kind, times, whether it speaks, whether it is spoken about, for each name."""
    values = [
        (name, form, times, KINDS.index(kind) | (SPEAKS if speaks else 0) | (SPOKEN_ABOUT if about else 0))
        for name, form, kind, times, speaks, about in rows
    ]
    return np.array(values, "<i4").tobytes()


def unpacked_names(parts: Sequence[bytes]) -> Numbers:
    """Rows of the names of several articles, one after the other."""
    found: Numbers = np.frombuffer(b"".join(parts), "<i4").reshape(-1, ROW)
    return found


def kinds_of(last: Numbers) -> Numbers:
    """The places in ``KINDS`` that the last numbers of some rows say."""
    found: Numbers = last & _KIND
    return found


def packed_places(spans: Iterable[Span]) -> bytes:
    """Spans as pairs of ``int32``."""
    return np.array([(span.start, span.end) for span in spans], "<i4").tobytes()


def unpacked_places(places: bytes) -> list[Span]:
    """Spans from pairs of ``int32``."""
    return [Span(start, end) for start, end in np.frombuffer(places, "<i4").reshape(-1, 2).tolist()]


def _place(span: Span | None) -> list[int] | None:
    return None if span is None else [span.start, span.end]


def _span(place: Sequence[int] | None) -> Span | None:
    return None if place is None else Span(*place)


def _statement(values: Sequence[Any]) -> Statement:
    speaker, cue, content, stance, named, direct, quotes, within = values
    return Statement(
        speaker=_span(speaker),
        cue=_span(cue),
        content=Span(*content),
        stance=STANCES[stance],
        named=_span(named),
        direct=bool(direct),
        quotes=tuple(Span(*quote) for quote in quotes),
        within=within,
    )
