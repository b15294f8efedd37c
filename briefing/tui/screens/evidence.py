"""What a note stands on when its article is gone from the corpus: its passage and its source."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType

from briefing.casebook import Evidence, Note
from briefing.tui.actions import ACTIONS, Action
from briefing.tui.layers import wrap_words
from briefing.tui.safe import to_screen
from briefing.tui.screens.card import FRAME_WIDTH, Card, CardRow, CardScreen
from briefing.tui.theme import Look
from briefing.tui.words import day_words, long_date
from index.text import clean_line

_WIDTH = 76
_AROUND = 600
_MOST_LINES = 200


class EvidenceScreen(CardScreen[None], inherit_bindings=False):
    """Over the page until it is closed."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *CardScreen.CLOSING,
        Binding("enter,l,right", "close", show=False, id="go_in"),
        *CardScreen.MOVING,
    ]

    def __init__(
        self, look: Look, note: Note, evidence: Evidence, actions: Sequence[Action] = ACTIONS
    ) -> None:
        """Take the note, what it stands on, and the user's keys."""
        where = f"as it was on {day_words(evidence.taken)}"
        super().__init__(
            look, Card(look, evidence.title, where, "not in the corpus any more   esc closes"), actions
        )
        self._note, self._evidence = note, evidence

    def on_resize(self) -> None:
        """Break the rows for the new width."""
        width = min(_WIDTH + FRAME_WIDTH, self.size.width)
        room = width - FRAME_WIDTH
        rows = [
            CardRow(((copy.source or "no source", "strong"),), ((long_date(copy.published), "muted"),))
            for copy in self._evidence.copies
        ]
        rows.append(CardRow())
        anchor, text = self._note.anchor, self._evidence.text
        if anchor is None:
            rows += self._broken(text[: 2 * _AROUND], room, "text")
        else:
            before, after = text[max(0, anchor.start - _AROUND) : anchor.start], text[anchor.end :][:_AROUND]
            rows += self._broken(before, room, "muted")
            rows += self._broken(anchor.exact, room, "note")
            rows += self._broken(after, room, "muted")
        rows.append(CardRow())
        rows += self._broken(self._note.body, room, "strong")
        self.card.show(rows, keep_place=True)
        self.card.fit(width, self.most_rows)

    @staticmethod
    def _broken(text: str, width: int, role: str) -> list[CardRow]:
        lines = text.strip("\n").split("\n") if text.strip() else []
        return [
            CardRow(((row, role),))
            for line in lines
            for row in (wrap_words(to_screen(clean_line(line)), width, _MOST_LINES) or [""])
        ]
