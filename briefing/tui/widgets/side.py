"""The side pane: what the article names, and what the analyst wrote on it."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.casebook import Note
from briefing.tui.layers import wrap_words
from briefing.tui.rowlist import Line, RowList
from briefing.tui.safe import to_screen
from briefing.tui.theme import Look
from index.model import KINDS, Entity

_QUOTE_ROWS = 2
_BODY_ROWS = 6


class Entities(RowList):
    """The things that the open article names, by kind: people and groups first."""

    def __init__(self, look: Look, *, id: str | None = None) -> None:
        """Make an empty list."""
        super().__init__(look, id=id)
        self.entities: list[Entity] = []

    def show_entities(self, entities: Sequence[Entity]) -> None:
        """Show these, grouped by kind and inside a kind the most mentioned first."""
        self.entities = sorted(
            entities, key=lambda e: (KINDS.index(e.kind), -len(e.mentions), e.mentions[0].span.start)
        )
        self.show_rows(len(self.entities))

    def draw(self, row: int, width: int) -> Sequence[Line]:
        """Letter, name, and how often it stands here."""
        entity = self.entities[row]
        left = (
            (f"{self.look.letter(entity.kind)} ", ("muted",)),
            (to_screen(entity.name), (entity.kind, "listed")),
        )
        return [(left, ((f" {len(entity.mentions)}", ("text",)),))]


class Notes(RowList):
    """The notes on the open article, in the order of its text."""

    def __init__(self, look: Look, *, id: str | None = None) -> None:
        """Make an empty list."""
        super().__init__(look, id=id)
        self.notes: list[Note] = []

    def show_notes(self, notes: Sequence[Note], *, cursor: int = 0) -> None:
        """Show these."""
        self.notes = list(notes)
        self.show_rows(len(self.notes), cursor=cursor)

    @property
    def note(self) -> Note | None:
        """The note under the cursor."""
        return self.notes[self.cursor] if self.notes else None

    def draw(self, row: int, width: int) -> Sequence[Line]:
        """The quoted passage, then the analyst's words."""
        note = self.notes[row]
        lines: list[Line] = []
        sign = (f"{self.look.glyph('note')} ", ("note_mark",))
        quote = f"“{to_screen(note.anchor.exact)}”" if note.anchor else "on the whole article"
        for number, text in enumerate(wrap_words(quote, width - 2, _QUOTE_ROWS)):
            lead = sign if number == 0 else ("  ", ())
            lines.append(((lead, (text, ("quote",) if note.anchor else ("muted",))), ()))
        for paragraph in note.body.split("\n"):
            lines.extend(
                ((("  ", ()), (text, ("text",))), ())
                for text in wrap_words(to_screen(paragraph), width - 2, _BODY_ROWS)
            )
        lines.append((((" ", ()),), ()))
        return lines
