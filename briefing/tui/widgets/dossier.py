"""The parts of a dossier: facts, mentions, what an entity says, what stands beside it, decisions."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import TYPE_CHECKING

from textual import events
from textual.strip import Strip
from textual.widget import Widget

from briefing.tui.dossier_rows import Decided, concordance, dated, decision, spoken, weight
from briefing.tui.layers import cells, cut
from briefing.tui.parts import Part
from briefing.tui.rowlist import Line, OneLineList
from briefing.tui.safe import to_screen
from briefing.tui.theme import Look, to_strip

if TYPE_CHECKING:
    from index.entities.model import Appearance, Entry, Said
    from index.model import Kind

#: More mentions are asked for when the cursor is so near the end of those that are there.
_NEAR_END = 20
_COUNT = 5
_NAME = 0.6


class Sheet(Widget):
    """Rows that are made for the width that there is."""

    DEFAULT_CSS = "Sheet { height: auto; width: 1fr; }"

    def __init__(self, look: Look, *, id: str | None = None) -> None:
        """Make it empty."""
        super().__init__(id=id)
        self.look = look
        self._make: Callable[[int], Sequence[tuple[Sequence[Part], Sequence[Part]]]] = lambda _: ()
        self._rows: Sequence[tuple[Sequence[Part], Sequence[Part]]] = ()

    def show(self, make: Callable[[int], Sequence[tuple[Sequence[Part], Sequence[Part]]]]) -> None:
        """Show what this makes of a width: rows, each what stands left and what stands right."""
        self._make = make
        self._made()

    @property
    def plain(self) -> str:
        """What it says, a row a line."""
        return "\n".join("".join(text for text, _ in (*left, *right)) for left, right in self._rows)

    def on_resize(self, event: events.Resize) -> None:
        """Make the rows for the new width."""
        self._made()

    def _made(self) -> None:
        before = len(self._rows)
        self._rows = self._make(self.size.width) if self.size.width else ()
        if len(self._rows) != before:
            self.styles.height = len(self._rows)
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw one row."""
        width = self.size.width
        left, right = self._rows[y] if y < len(self._rows) else ((), ())
        room = max(0, width - 3 - sum(cells(to_screen(text)) for text, _ in right))
        segments = [self.look.segment("  ")]
        used = 0
        for text, role in left:
            shown = cut(to_screen(text), max(0, room - used), self.look.glyph("ellipsis"))
            segments.append(self.look.segment(shown, role))
            used += cells(shown)
        segments.append(self.look.segment(" " * max(0, room - used)))
        segments += [self.look.segment(text, role) for text, role in right]
        segments.append(self.look.segment(" "))
        return to_strip(segments, width)


class Mentions(OneLineList):
    """The mentions of an entity as a concordance: the name stands in one column.

    Attributes:
        appearances: Those that are loaded.
        total: How many there are.
        when_more: Called when the cursor comes near the end of what is loaded.
    """

    def __init__(self, look: Look, grade: Callable[[Appearance], str], *, id: str | None = None) -> None:
        """Make an empty list; ``grade`` says the grade of an article."""
        super().__init__(look, id=id)
        self.appearances: list[Appearance] = []
        self.total = 0
        self.when_more: Callable[[], object] = lambda: None
        self._grade = grade
        self._kind: Kind = "person"
        self._year = 0
        self._day = 0

    def show_mentions(
        self, found: Sequence[Appearance], total: int, kind: Kind, year: int, *, whole: bool = True
    ) -> None:
        """Show mentions of something.

        Args:
            found: The first of them.
            total: How many there are as the corpus counts them.
            kind: What sort of thing they name.
            year: The year without which dates are written.
            whole: Whether these are all: mentions that were said to be none are counted, and not shown.
        """
        total = len(found) if whole else total
        self.appearances, self.total, self._kind, self._year = list(found), total, kind, year
        self._day = dated((one.published for one in found), year)
        self.show_rows(len(self.appearances))

    def show_more(self, found: Sequence[Appearance], *, whole: bool) -> None:
        """Show further ones behind those that are there."""
        self.appearances += found
        self.total = len(self.appearances) if whole else self.total
        self._day = dated((one.published for one in self.appearances), self._year)
        self.redraw()
        self.add_rows(len(self.appearances))

    @property
    def appearance(self) -> Appearance | None:
        """The mention under the cursor."""
        return self.appearances[self.cursor] if self.appearances else None

    def move_to(self, row: int, *, tell: bool = True) -> bool:
        """Put the cursor on a row; near the end of what is loaded, ask for more."""
        moved = super().move_to(row, tell=tell)
        if len(self.appearances) < self.total and self.cursor >= len(self.appearances) - _NEAR_END:
            self.when_more()
        return moved

    def draw(self, row: int, width: int) -> Sequence[Line]:
        """Date, the words before it, the name, the words behind it, grade."""
        one = self.appearances[row]
        grade = self._grade(one)
        return [concordance(one, self._kind, grade, self._year, self._day, width, self.look)]


class Statements(OneLineList):
    """What an entity says, or what is said about it, the newest first.

    Attributes:
        said: The statements.
    """

    def __init__(self, look: Look, *, id: str | None = None, by_whom: bool = False) -> None:
        """Make an empty list; ``by_whom`` says whether the speaker is named in each row."""
        super().__init__(look, id=id)
        self.said: Sequence[Said] = ()
        self._year = 0
        self._by_whom = by_whom

    def show_said(self, said: Sequence[Said], year: int) -> None:
        """Show these; dates of that year are written without it."""
        self.said, self._year = said, year
        self.show_rows(len(said))

    def draw(self, row: int, width: int) -> Sequence[Line]:
        """Stance, the speaker, what is said, date."""
        return [spoken(self.said[row], width, self._year, self.look, by_whom=self._by_whom)]


class Neighbours(OneLineList):
    """What stands beside an entity in one sentence.

    Attributes:
        entries: Each with the number of sentences.
    """

    def __init__(self, look: Look, *, id: str | None = None) -> None:
        """Make an empty list."""
        super().__init__(look, id=id)
        self.entries: Sequence[tuple[Entry, int]] = ()

    def show_entries(self, entries: Sequence[tuple[Entry, int]]) -> None:
        """Show these."""
        self.entries = entries
        self.show_rows(len(entries))

    def draw(self, row: int, width: int) -> Sequence[Line]:
        """Letter, name, number, and the number as a row of signs."""
        entry, count = self.entries[row]
        room = max(8, int(width * _NAME) - 2 - _COUNT)
        name = cut(to_screen(entry.name), room, self.look.glyph("ellipsis"))
        signs = weight(count, self.entries[0][1], width - 3 - room - _COUNT, self.look.glyph("tally"))
        left = (
            (f"{self.look.letter(entry.kind)} ", ("muted",)),
            (name, (entry.kind, "listed")),
            (" " * (room - cells(name)), ()),
            (f"{count:>{_COUNT},} ", ("text",)),
            (signs, ("muted",)),
        )
        return [(left, ())]


class Decisions(OneLineList):
    """What the analyst decided about an entity, the newest first.

    Attributes:
        decisions: The decisions.
    """

    def __init__(self, look: Look, undo: str, *, id: str | None = None) -> None:
        """Make an empty list; ``undo`` is the key that takes one back."""
        super().__init__(look, id=id)
        self.decisions: Sequence[Decided] = ()
        self._undo = undo
        self._names: Collection[str] = ()
        self._kind: Kind = "person"

    def show_decisions(self, decisions: Sequence[Decided], names: Collection[str], kind: Kind) -> None:
        """Show those about an entity with these names."""
        self.decisions, self._names, self._kind = decisions, names, kind
        self.show_rows(len(decisions))

    def draw(self, row: int, width: int) -> Sequence[Line]:
        """When, what, and the way back."""
        return [decision(self.decisions[row], self._names, self._kind, self._undo)]
