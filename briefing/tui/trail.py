"""Where one was: articles and searches in the order in which they were gone to. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from briefing.tui.actions import Place, ScreenName
from briefing.tui.layers import Layer
from index.page import Sort

_KEPT = 200


@dataclass(frozen=True, slots=True)
class Stop:
    """A place on the way.

    Attributes:
        text: What stood in the search line.
        sort: The order of the list.
        article: Id of the article that was open.
        position: Where one was in its text.
        layer: The layer of the span that one was at there, if any.
        screen: The screen.
        pane: The pane that had the keys.
        subject: What another screen than Read was about; empty where that is not asked.
    """

    text: str
    sort: Sort
    article: str
    position: int = 0
    layer: Layer | None = None
    screen: ScreenName = "read"
    pane: Place = "article"
    subject: str = ""

    @property
    def what(self) -> tuple[str, str, str, str]:
        """What one was at; the same again is no other stop."""
        return self.screen, self.text, self.article, self.subject


class Trail:
    """The way so far; after going back, its rest lies ahead until one goes elsewhere."""

    def __init__(self) -> None:
        """Begin nowhere."""
        self._stops: list[Stop] = []
        self._at = -1

    @property
    def here(self) -> Stop | None:
        """The stop that one is at."""
        return self._stops[self._at] if self._stops else None

    def go(self, stop: Stop) -> None:
        """Go to a place; what lay ahead is forgotten. The same again only renews the stop."""
        here = self.here
        if here is not None and here.what == stop.what:
            self._stops[self._at] = stop
            return
        del self._stops[self._at + 1 :]
        self._stops.append(stop)
        del self._stops[:-_KEPT]
        self._at = len(self._stops) - 1

    def step(self, by: int, leaving: Stop | None) -> Stop | None:
        """A step back (-1) or forward (1); nothing at the end.

        Args:
            by: The direction.
            leaving: Where one is now, to come back to the same place of the text.
        """
        target = self._at + by
        if not 0 <= target < len(self._stops):
            return None
        here = self.here
        if leaving is not None and here is not None and leaving.what == here.what:
            self._stops[self._at] = leaving
        self._at = target
        return self._stops[target]
