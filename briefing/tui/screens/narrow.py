"""Narrowing a search: outlets, languages, times and names of what was found, with their counts."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.binding import Binding, BindingType

from briefing.tui.actions import ACTIONS, Action
from briefing.tui.bindings import key_of
from briefing.tui.screens.card import Card, CardRow, CardScreen
from briefing.tui.theme import Look
from briefing.tui.words import short_date
from index import Published
from index.page import NO_DATE, NO_LANGUAGE, NO_SOURCE

if TYPE_CHECKING:
    from index.entities.model import Entry
    from index.model import Kind

_NO_VALUE = frozenset({NO_DATE, NO_LANGUAGE, NO_SOURCE})
_WIDTH = 60
#: Fields of names by kind; ``entity`` for all others.
_NAMES: dict[Kind, str] = {"person": "person", "organisation": "org", "group": "group", "place": "place"}
_FIELDS = (("source", "source"), ("language", "lang"), ("time", "on"))


@dataclass(frozen=True, slots=True)
class Choice:
    """A condition that one can add.

    Attributes:
        facet: What it is counted under.
        field: The field of the query language.
        value: Its value.
        count: Articles that it applies to.
        negated: Whether to leave these out.
    """

    facet: str
    field: str
    value: str
    count: int
    negated: bool = False


def choices(facets: Mapping[str, Mapping[str, int]]) -> list[Choice]:
    """What a page can be narrowed to; what has no value has no condition either."""
    found = []
    for facet, field in _FIELDS:
        counts = facets.get(facet, {})
        values = [value for value in counts if value not in _NO_VALUE]
        if facet == "time":
            values.reverse()  # what is new is asked for most
        if len(counts) > 1:
            found += [Choice(facet, field, value, counts[value]) for value in values]
    return found


def names(named: Sequence[Entry], count: Callable[[str, str], int], total: int) -> list[Choice]:
    """What a page can be narrowed to by what its articles name; what all of them name narrows nothing.

    Args:
        named: What most of them name.
        count: From a field and a name to how many of the articles it leaves: a name may be of several things.
        total: How many they are.
    """
    found = []
    for each in named:
        field = _NAMES.get(each.kind, "entity")
        left = count(field, each.name)
        if left < total:
            found.append(Choice("names", field, each.name, left))
    return found


def rows(found: Sequence[Choice]) -> list[CardRow]:
    """Facet before its first value, value, count."""
    shown = []
    for number, choice in enumerate(found):
        first = number == 0 or found[number - 1].facet != choice.facet
        value = choice.value
        if choice.facet == "time":
            value = short_date(Published(choice.value, "month"), 0)
        left = ((f"{choice.facet if first else '':<10}", "muted"), (value, "text"))
        shown.append(CardRow(left, ((f" {choice.count:,}", "text"),)))
    return shown


class NarrowScreen(CardScreen["Choice | None"], inherit_bindings=False):
    """Over the page until one condition is chosen or the card is closed."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *CardScreen.CLOSING,
        Binding("f", "close", show=False, id="narrow"),
        Binding("enter,l,right", "choose(False)", show=False, id="go_in"),
        *CardScreen.MOVING,
        Binding("plus", "choose(False)", show=False),
        Binding("exclamation_mark,minus", "choose(True)", show=False),
    ]

    def __init__(
        self,
        look: Look,
        found: Sequence[Choice],
        later: Callable[[], Awaitable[Sequence[Choice]]],
        actions: Sequence[Action] = ACTIONS,
    ) -> None:
        """Take what can be chosen, which must be something, what comes later, and the user's keys."""
        foot = f"{key_of('go_in', actions)} only this   ! without it   esc close"
        super().__init__(look, Card(look, "Narrow", "", foot), actions)
        self.found = found
        self._later = later

    def on_mount(self) -> None:
        """Show what can be chosen."""
        self.card.show(rows(self.found), cursor=0)
        self.on_resize()
        self._add()

    @work(exclusive=True, description="names of what was found")
    async def _add(self) -> None:
        """Show what takes longer to count, below all that is there: nothing moves."""
        more = await self._later()
        if more:
            self.found = [*self.found, *more]
            self.card.show(rows(self.found), cursor=self.card.cursor, keep_place=True)
            self.on_resize()

    def on_resize(self) -> None:
        """Be as high as what is in it."""
        self.card.fit(min(_WIDTH, self.size.width - 2), self.most_rows)

    @on(Card.Clicked)
    def _clicked(self, event: Card.Clicked) -> None:
        self.card.move_to(event.row)
        self.action_choose(negated=False)

    def action_choose(self, negated: bool) -> None:
        """Take the condition under the cursor."""
        self.dismiss(replace(self.found[self.card.cursor], negated=negated))
