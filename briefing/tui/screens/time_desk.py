"""What the corpus knows of times, asked in threads of its own; only the newest question is answered.

Looking through many articles for times may take long, so names to choose from do not wait for it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefing.tui.asker import Asker, Wanted
from briefing.tui.clerk import Teller
from briefing.tui.kit import Kit
from briefing.tui.timeline import Timeline, timeline

if TYPE_CHECKING:
    from index.entities.model import Coverage, Entry
    from index.when import Period

#: Moments that are shown at most, and names among which one chooses.
MOST = 2_000
_NAMES = 60
#: Articles that are looked through at most for moments of a period: many of them have none.
_LOOKED_THROUGH = 20_000

#: Numbers of the articles of a search, the newest first; ``None`` stands for all.
Among = Callable[[], Sequence[int] | None]


@dataclass(frozen=True, slots=True)
class Kept:
    """What moments are kept to.

    Attributes:
        named: What their sentences have to name, or nothing.
        period: The period that they have to touch, or nothing.
    """

    named: Entry | None = None
    period: Period | None = None


@dataclass(frozen=True, slots=True)
class Times:
    """An answer.

    Attributes:
        query: The search whose articles were looked at.
        timeline: Their moments, all or those with the name that is kept to.
        coverage: Of how many articles it is known what they name.
        among: How many articles were found; ``None`` for all of the corpus.
        looked: In how many of these one looked, the newest; ``None`` for all of them.
    """

    query: str
    timeline: Timeline
    coverage: Coverage
    among: int | None
    looked: int | None = None


class TimeDesk:
    """Asks the corpus for moments."""

    def __init__(self, kit: Kit, screen: Teller) -> None:
        """Take what is asked, and the screen to tell."""
        self._kit = kit
        self._asker, self._asker_of_names = Asker(screen), Asker(screen)

    def close(self) -> None:
        """Wait for the questions at hand; nothing is asked any more."""
        self._asker.close()
        self._asker_of_names.close()

    @property
    def is_idle(self) -> bool:
        """Whether all that was asked is answered."""
        return self._asker.is_idle and self._asker_of_names.is_idle

    def find(self, query: str, among: Among, kept: Kept, then: Callable[[Times], object]) -> None:
        """Find the moments of the articles of a search.

        Args:
            query: The search.
            among: Numbers of its articles, the newest first, or ``None`` for all; called in the thread.
            kept: What the moments are kept to.
            then: Called with the answer, unless another is wanted by then.
        """

        def look(wanted: Wanted) -> Times:
            numbers = among()
            entities, named = self._kit.corpus.entities, kept.named
            count = None if numbers is None else len(numbers)
            every = self._kit.corpus.everything() if numbers is None else numbers
            most = MOST if kept.period is None else _LOOKED_THROUGH
            looked: Sequence[int] = every[:most]
            forms: tuple[str, ...] = ()
            if named is not None:
                looked, forms = self._naming(named, looked)
            found = entities.times(looked, limit=MOST, within=kept.period, stop=lambda: not wanted())
            shown = timeline(
                found,
                capped=len(found) >= MOST,
                name=named.name if named else "",
                forms=forms,
                period=kept.period,
            )
            return Times(query, shown, entities.coverage(), count, most if len(every) > most else None)

        self._asker.ask("times", look, then)

    def names(self, among: Among, then: Callable[[Sequence[Entry]], object]) -> None:
        """Find what most articles of a search name; ``among`` and ``then`` as in ``find``."""

        def look(_: Wanted) -> Sequence[Entry]:
            numbers = among()
            every = self._kit.corpus.everything() if numbers is None else numbers
            return self._kit.corpus.entities.facets(every, _NAMES)

        self._asker_of_names.ask("names", look, then)

    def cover(self, then: Callable[[Coverage], object]) -> None:
        """Find out of how many articles it is known by now what they name."""
        self._asker.ask("cover", lambda _: self._kit.corpus.entities.coverage(), then)

    def _naming(self, named: Entry, numbers: Sequence[int]) -> tuple[Sequence[int], tuple[str, ...]]:
        """Those of these articles that name something, and the words for it."""
        entities = self._kit.corpus.entities
        entry = entities.named(named.lead)  # its number changes when something is decided
        dossier = entities.dossier(entry.id) if entry is not None else None
        if entry is None or dossier is None:
            return (), (named.name,)
        inside = set(entities.articles(entry.id))
        forms = dict.fromkeys((entry.name, *(alias.text for alias in dossier.aliases)))
        return [number for number in numbers if number in inside], tuple(forms)
