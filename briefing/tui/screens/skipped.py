"""The files that were skipped while adding, each with the reason."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType

from briefing.tui.actions import ACTIONS, Action
from briefing.tui.layers import wrap_words
from briefing.tui.screens.card import FRAME_WIDTH, Card, CardRow, CardScreen
from briefing.tui.theme import Look
from index.report import Failure
from index.text import clean_line

_WIDTH = 104
_MOST_LINES = 3

#: Files that are named: nobody reads more in a card, and breaking their rows takes time.
_MOST_NAMED = 2_000


def skipped_rows(failures: Sequence[Failure], remarks: Sequence[Failure], width: int) -> list[CardRow]:
    """What the card says: files and why they were skipped, then what was read with a remark."""
    rows = _rows(failures, width) or [CardRow((("No file was skipped.", "text"),))]
    if remarks:
        rows += [
            CardRow(),
            CardRow((("Read, but not quite as it stands", "strong"),)),
            *_rows(remarks, width),
        ]
    return rows


class SkippedScreen(CardScreen[None], inherit_bindings=False):
    """Over the page until it is closed."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *CardScreen.CLOSING,
        Binding("enter,l,right", "close", show=False, id="go_in"),
        *CardScreen.MOVING,
    ]

    def __init__(
        self,
        look: Look,
        failures: Sequence[Failure],
        remarks: Sequence[Failure] = (),
        actions: Sequence[Action] = ACTIONS,
    ) -> None:
        """Take what was skipped, what was read but not quite as it stands, and the user's keys."""
        number = f"{len(failures):,}" if failures else ""
        super().__init__(look, Card(look, "Skipped", number, "esc closes"), actions)
        self._failures = tuple(failures)
        self._remarks = tuple(remarks)

    def on_resize(self) -> None:
        """Break the rows for the new width."""
        width = min(_WIDTH, self.size.width)
        self.card.show(skipped_rows(self._failures, self._remarks, width - FRAME_WIDTH), keep_place=True)
        self.card.fit(width, self.most_rows)


def _rows(failures: Sequence[Failure], width: int) -> list[CardRow]:
    rows: list[CardRow] = []
    for failure in failures[:_MOST_NAMED]:
        name, why = clean_line(failure.path), clean_line(failure.reason)
        why = why if why.endswith((".", "?")) else f"{why}."
        # The name is found again in the broken rows by its length: it is the beginning of them.
        left = len(name) + 1
        for words in wrap_words(f"{name}: {why}", max(10, width), _MOST_LINES):
            rows.append(CardRow(((words[:left], "strong"), (words[left:], "text"))))
            left = max(0, left - len(words) - 1)
    if len(failures) > _MOST_NAMED:
        more = f"{len(failures) - _MOST_NAMED:,} more: briefing add prints them all"
        rows.append(CardRow(((more, "muted"),)))
    return rows
