"""What lights up in a text, kept so that the lights of one row are found at once. It knows no widget."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from briefing.tui.layers import Layer, Light, Row

#: Layers whose spans are a few words long: of these only the near ones are looked at for a row.
_SHORT: tuple[Layer, ...] = ("entity", "moment", "hit")


@dataclass(frozen=True, slots=True)
class Current:
    """The span that one is at: its place in its layer, from 0."""

    layer: Layer
    place: int


class Lit:
    """The lights of one text.

    Attributes:
        layers: The spans of each layer, in order.
        named: Names and dates together, in order.
    """

    def __init__(self, layers: Mapping[Layer, Sequence[Light]] | None = None) -> None:
        """Take the spans of each layer, in order."""
        self.layers: dict[Layer, tuple[Light, ...]] = {
            layer: tuple(lights) for layer, lights in (layers or {}).items()
        }
        found = [light for layer in _SHORT for light in self.layers.get(layer, ())]
        self._short = tuple(sorted(found, key=lambda light: light.start))
        self._starts = tuple(light.start for light in self._short)
        self._longest = max((light.end - light.start for light in self._short), default=0)
        self.named = tuple(light for light in self._short if light.layer != "hit")

    def near(self, row: Row) -> tuple[Light, ...]:
        """The names, dates and hits that can reach into a row, those before it included."""
        first = bisect_left(self._starts, row.start - self._longest)
        return self._short[first : bisect_left(self._starts, row.end)]

    def at(self, layer: Layer, start: int) -> int:
        """The place in its layer of the first span that begins at a position or after it."""
        return bisect_left(self.layers.get(layer, ()), start, key=lambda light: light.start)
