"""What the corpus knows of entities, asked in a thread of its own; only the newest question is answered.

Nothing here is a widget; a screen says what it wants to know and what to do with the answer.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from briefing.tui.asker import Asker
from briefing.tui.clerk import Teller
from briefing.tui.dossier_rows import Decided, about_decisions
from briefing.tui.frozen import keep_from_garbage
from briefing.tui.kit import Kit
from briefing.tui.noted_names import NoteWords, name_stands, words_of

if TYPE_CHECKING:
    from index.entities.model import Appearance, Coverage, Dossier, Entry, Name, Order, Said
    from index.model import Kind
    from index.understanding.entities import Entities

T = TypeVar("T")

#: Mentions that are fetched at once, statements, and what stands beside an entity.
FETCHED = 200
_SAID = 50
_BESIDE = 12


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which entities are to be listed.

    Attributes:
        kind: Those of one kind; ``None`` for all that are no quantities and no demonyms.
        matching: What their names have in them.
        order: The order.
    """

    kind: Kind | None = None
    matching: str = ""
    order: Order = "mentions"


@dataclass(frozen=True, slots=True)
class Listing:
    """An answer to what was wanted.

    Attributes:
        wanted: What was.
        entries: The entities.
        coverage: Of how many articles names are known.
        among: In how many articles one looked, where that was not all.
        rows: From an entity, by the name that leads it, to its row.
        most: The most times and the most articles of any of them.
    """

    wanted: Wanted
    entries: Sequence[Entry]
    coverage: Coverage
    among: int | None
    rows: Mapping[Name, int]
    most: tuple[int, int]


@dataclass(frozen=True, slots=True)
class File:
    """All that is shown of one entity.

    Attributes:
        dossier: What is known of it.
        appearances: Its first mentions in their order.
        whole: Whether these are all of them.
        newest_first: Whether they come by date, the newest first; else the oldest first.
        said: What it says, the newest first.
        about: What others say about it, likewise.
        beside: What stands in the same sentences, with the number of those.
        decided: What was decided about it, the newest first.
        notes: How many notes name it.
        year: The year that goes without saying among its dates, or 0.
        among: Numbers of the articles that were looked at; ``None`` for all.
    """

    dossier: Dossier
    appearances: Sequence[Appearance]
    whole: bool
    newest_first: bool
    said: Sequence[Said]
    about: Sequence[Said]
    beside: Sequence[tuple[Entry, int]]
    decided: Sequence[Decided]
    notes: int
    year: int
    among: Sequence[int] | None = None

    @property
    def names(self) -> frozenset[Name]:
        """Its names."""
        return frozenset(self.dossier.names)

    def is_of_the_same(self, other: File) -> bool:
        """Whether another one is of the same entity in the same articles."""
        return bool(self.names & other.names) and self.among == other.among


class EntityDesk:
    """Asks the corpus for entities."""

    def __init__(self, kit: Kit, screen: Teller) -> None:
        """Take what is asked, and the screen to tell."""
        self._kit = kit
        self._asker = Asker(screen)
        self._notes: tuple[int, Sequence[NoteWords]] = (-1, ())

    def close(self) -> None:
        """Wait for the question at hand; nothing is asked any more."""
        self._asker.close()

    @property
    def is_idle(self) -> bool:
        """Whether all that was asked is answered."""
        return self._asker.is_idle

    def list(
        self,
        wanted: Wanted,
        among: Callable[[], Sequence[int] | None],
        then: Callable[[Listing], object],
    ) -> None:
        """List entities.

        Args:
            wanted: Which.
            among: Numbers of the articles to look in, or ``None`` for all; called in the thread.
            then: Called with the answer, unless another list is wanted by then.
        """

        def find(entities: Entities) -> Listing:
            numbers = among()
            entries = entities.listed(
                kind=wanted.kind, among=numbers, matching=wanted.matching, order=wanted.order
            )
            # Counted here: a key would feel it among tens of thousands.
            most = (
                max((each.times for each in entries), default=0),
                max((each.articles for each in entries), default=0),
            )
            rows = {each.lead: row for row, each in enumerate(entries)}
            count = None if numbers is None else len(numbers)
            keep_from_garbage(entities.held)
            return Listing(wanted, entries, entities.coverage(), count, rows, most)

        self._ask("list", find, then)

    def cover(self, then: Callable[[Coverage], object]) -> None:
        """Find out of how many articles names are known by now."""
        self._ask("cover", lambda entities: entities.coverage(), then)

    def open(
        self,
        name: Name,
        then: Callable[[File | None], object],
        *,
        among: Callable[[], Sequence[int] | None] = lambda: None,
        newest_first: bool = True,
        mentions: int = 0,
    ) -> None:
        """Find all that is shown of an entity.

        Args:
            name: A name of it; what it is called, another one can be called too.
            then: Called with what was found; nothing where there is none with this name.
            among: As in ``list``.
            newest_first: The order of its mentions.
            mentions: How many of them are wanted at least.
        """
        limit = max(FETCHED, mentions)

        def find(entities: Entities) -> File | None:
            entry = entities.of(name.family, name.text)
            numbers = among()
            dossier = entities.dossier(entry.id, among=numbers) if entry is not None else None
            if entry is None or dossier is None:
                return None
            shown = entities.appearances(entry.id, limit=limit, newest_first=newest_first, among=numbers)
            return File(
                dossier,
                shown,
                len(shown) < limit,
                newest_first,
                entities.said(by=entry.id, limit=_SAID, among=numbers),
                entities.said(about=entry.id, limit=_SAID, among=numbers),
                entities.beside(entry.id, limit=_BESIDE, among=numbers),
                about_decisions(self._kit.casebook.rulings(), dossier.rulings),
                self._count_notes(dossier),
                self._kit.corpus.year(),
                numbers,
            )

        self._ask("file", find, then)

    def more(
        self, file: File, offset: int, *, newest_first: bool, then: Callable[[Sequence[Appearance]], object]
    ) -> None:
        """Find further mentions of the entity of a file, in the same articles; ``offset`` are known."""
        self._ask(
            "more",
            lambda entities: entities.appearances(
                file.dossier.entry.id,
                limit=FETCHED,
                offset=offset,
                newest_first=newest_first,
                among=file.among,
            ),
            then,
        )

    def _ask(self, topic: str, find: Callable[[Entities], T], then: Callable[[T], object]) -> None:
        self._asker.ask(topic, lambda _: find(self._kit.corpus.entities), then)

    def _count_notes(self, dossier: Dossier) -> int:
        """Notes whose passage or words name it."""
        changes = self._kit.casebook.changes()
        if changes != self._notes[0]:
            self._notes = (changes, [words_of(note) for note in self._kit.casebook.notes()])
        names = {dossier.entry.name, *(alias.text for alias in dossier.aliases)}
        return sum(any(name_stands(name, words) for name in names) for words in self._notes[1])
