"""Narrowing a search: outlets, languages and times of what was found, with their counts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import ModalScreen

from briefing.tui.rowlist import Line, RowList
from briefing.tui.safe import to_screen
from briefing.tui.theme import Look
from briefing.tui.words import short_date
from index import Published
from index.page import NO_DATE, NO_LANGUAGE, NO_SOURCE

_NO_VALUE = frozenset({NO_DATE, NO_LANGUAGE, NO_SOURCE})
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


class Choices(RowList):
    """The conditions, each with its count; the facet stands before its first."""

    def __init__(self, look: Look, found: Sequence[Choice]) -> None:
        """Take what can be chosen."""
        super().__init__(look, id="choices")
        self.ground = ("card",)
        self.found = found

    def draw(self, row: int, width: int) -> Sequence[Line]:
        """Facet, value, count."""
        choice = self.found[row]
        first = row == 0 or self.found[row - 1].facet != choice.facet
        shown = choice.value
        if choice.facet == "time":
            shown = short_date(Published(choice.value, "month"), 0)
        left = ((f"{choice.facet if first else '':<10}", ("muted",)), (to_screen(shown), ("text",)))
        return [(left, ((f" {choice.count:,}", ("text",)),))]


class NarrowScreen(ModalScreen["Choice | None"], inherit_bindings=False):
    """Over the page until one condition is chosen or the card is closed."""

    DEFAULT_CSS = """
    NarrowScreen { align: center middle; background: transparent; }
    NarrowScreen #choices {
        width: 60; max-width: 90%; height: auto; max-height: 80%; background: $raised;
        border: solid $cursor; border-title-color: $strong; border-subtitle-color: $strong;
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,f,h,left", "close", show=False),
        Binding("enter,l,right,plus", "choose(False)", show=False),
        Binding("exclamation_mark,minus", "choose(True)", show=False),
        Binding("j,down", "move(1)", show=False),
        Binding("k,up", "move(-1)", show=False),
        Binding("space,pagedown", "page(1)", show=False),
        Binding("b,pageup", "page(-1)", show=False),
        Binding("g,home", "move(-1000000)", show=False),
        Binding("G,end", "move(1000000)", show=False),
    ]

    def __init__(self, look: Look, found: Sequence[Choice]) -> None:
        """Take what can be chosen; there must be something."""
        super().__init__()
        self.look = look
        self.list = Choices(look, found)

    def compose(self) -> ComposeResult:
        """One list."""
        self.list.border_title = "Narrow"
        self.list.border_subtitle = "enter only this   ! without it   esc close"
        yield self.list

    def on_mount(self) -> None:
        """Show the list, as high as it is long."""
        self.list.show_rows(len(self.list.found))
        self.list.styles.height = len(self.list.found) + 2
        self.list.focus()

    @on(RowList.Taken)
    def _taken(self) -> None:
        self.action_choose(negated=False)

    def action_choose(self, negated: bool) -> None:
        """Take the condition under the cursor."""
        choice = self.list.found[self.list.cursor]
        self.dismiss(Choice(choice.facet, choice.field, choice.value, choice.count, negated))

    def action_move(self, by: int) -> None:
        """Rows up or down."""
        self.list.move(by)

    def action_page(self, by: float) -> None:
        """Heights of the list."""
        self.list.page(by)

    def action_close(self) -> None:
        """Back to the page."""
        self.dismiss(None)
