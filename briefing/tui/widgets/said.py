"""The list of statements in the side pane: who said what, grouped by speaker, each with its stance."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.geometry import Size
from textual.reactive import Reactive

from briefing.english import why_little
from briefing.tui.layers import wrap_words
from briefing.tui.rowlist import Line, RowList
from briefing.tui.safe import to_screen
from briefing.tui.theme import Look
from index.text import clean_line

if TYPE_CHECKING:
    from index.extraction.voices import Voice

_ROWS = 3

_NOT_YET = "Statements of this article come in a moment."
_NOBODY = "Nobody is quoted here."
_UNNAMED = "unnamed"


class Said(RowList):
    """The statements of the open article, those of one speaker together, in the order of their first.

    Attributes:
        preview: Whether one row of each is shown, or more.
        language: That of the article.
    """

    #: Other statements do not move the panes around them.
    virtual_size = Reactive(Size(0, 0), layout=False)

    def __init__(self, look: Look, *, id: str | None = None) -> None:
        """Make an empty list."""
        super().__init__(look, id=id)
        self.preview = False
        self.language = ""
        self.empty_words = ""
        self._text = ""
        self._voices: Sequence[Voice] = ()
        self._places: list[int] = []
        self._first: set[int] = set()

    def show_voices(self, text: str, voices: Sequence[Voice], *, known: bool) -> None:
        """Show these statements of a text; where it is not known what is said, that it comes in a moment.

        The cursor stays on its statement where the same text is shown again and has that still.
        """
        here = self._voices[self.place].statement.content if self.place is not None else None
        self.empty_words = (why_little(self.language) or _NOBODY) if known else _NOT_YET
        self._text, self._voices = text, voices
        speakers: dict[tuple[str | None, str, str], list[int]] = {}
        for place, voice in enumerate(voices):
            speakers.setdefault((voice.kind, voice.name, voice.lead), []).append(place)
        self._places = [place for places in speakers.values() for place in places]
        self._first = {places[0] for places in speakers.values()}
        said = [voices[place].statement.content for place in self._places]
        cursor = said.index(here) if here is not None and here in said else None
        if cursor is None:
            self.marked = False  # none of them is the one that one is at
        self.show_rows(len(self._places), cursor=cursor or 0, keep_scroll=cursor is not None)

    def show_preview(self, preview: bool) -> None:
        """Show one row of each statement only, or more."""
        if preview != self.preview:
            self.preview = preview
            self.show_rows(self.count, cursor=self.cursor)

    @property
    def place(self) -> int | None:
        """The statement under the cursor, as its place in the layer."""
        return self._places[self.cursor] if self._places else None

    def move_to_place(self, place: int) -> None:
        """Put the cursor on a statement, by its place in the layer."""
        self.move_to(self._places.index(place), tell=False)

    def draw(self, row: int, width: int) -> Sequence[Line]:
        """The speaker above the first of his statements; the sign of the stance, and what is said."""
        place = self._places[row]
        voice = self._voices[place]
        lines: list[Line] = []
        if place in self._first:
            roles = (voice.kind, "listed") if voice.kind else ("muted",)
            lines.append((((to_screen(voice.name or _UNNAMED), roles),), ()))
        content = clean_line(self._text[voice.statement.content.start : voice.statement.content.end])
        words = voice.opening + (f"“{content}”" if voice.statement.direct else content)
        sign = f"{self.look.glyph(voice.statement.stance)} "
        for number, text in enumerate(wrap_words(to_screen(words), width - 2, 1 if self.preview else _ROWS)):
            lead = (sign, ("said",)) if number == 0 else ("  ", ())
            lines.append(((lead, (text, ("text",))), ()))
        return lines
