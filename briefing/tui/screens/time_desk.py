"""What the corpus knows of times, asked in a thread of its own; only the newest question is answered."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefing.tui.clerk import Clerk, Teller
from briefing.tui.kit import Kit
from briefing.tui.timeline import Timeline, timeline

if TYPE_CHECKING:
    from index.entities.model import Coverage

#: Moments that are shown at most.
MOST = 2_000


@dataclass(frozen=True, slots=True)
class Times:
    """An answer.

    Attributes:
        query: The search whose articles were looked at.
        timeline: Their moments.
        coverage: Of how many articles it is known what they name.
        among: In how many articles one looked; ``None`` for all of them.
    """

    query: str
    timeline: Timeline
    coverage: Coverage
    among: int | None


class TimeDesk:
    """Asks the corpus for moments."""

    def __init__(self, kit: Kit, screen: Teller) -> None:
        """Take what is asked, and the screen to tell."""
        self._kit = kit
        self._clerk = Clerk(screen)
        self._asked: object = None

    def close(self) -> None:
        """Wait for the question at hand; nothing is asked any more."""
        self._asked = None
        self._clerk.close()

    def find(
        self, query: str, among: Callable[[], Sequence[int] | None], then: Callable[[Times], object]
    ) -> None:
        """Find the moments of the articles of a search.

        Args:
            query: The search.
            among: Numbers of its articles, the newest first, or ``None`` for all; called in the thread.
            then: Called with the answer, unless another is wanted by then.
        """
        token = self._asked = object()

        def task() -> Times | None:
            if self._asked is not token:
                return None
            numbers = among()
            entities = self._kit.corpus.entities
            found = entities.times(self._newest() if numbers is None else numbers, limit=MOST)
            count = None if numbers is None else len(numbers)
            return Times(query, timeline(found), entities.coverage(), count)

        def show(found: Times | None) -> None:
            if found is not None and self._asked is token:
                then(found)

        self._clerk.do(task, show)

    def _newest(self) -> list[int]:
        """The newest of all articles; of more there would not be room for their moments."""
        page = self._kit.corpus.search("", sort="newest", limit=MOST, facets=False)
        return [hit.number for hit in page.hits]
