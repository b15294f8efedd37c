"""When it is that some words say, typed over the page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from briefing.tui.actions import ACTIONS, Action
from briefing.tui.moments import long_words, read, set_words
from briefing.tui.parts import Part
from briefing.tui.screens.card import Card, CardRow
from briefing.tui.screens.line_card import LineCard
from briefing.tui.theme import Look
from index.entities.dating import UNDATED
from index.intervals import interval
from index.text import clean_line

if TYPE_CHECKING:
    from index.model import Moment

#: What takes back what was set.
TAKE_BACK = ""

_FORMS = "2024-04-22   2024-04-22 21:50   2024-04   2024-W16   summer 2024"


class DateLine(LineCard):
    """Over the page until a date is typed; closes with its value, with ``TAKE_BACK``, or with nothing."""

    def __init__(self, look: Look, moment: Moment, actions: Sequence[Action] = ACTIONS) -> None:
        """Take the moment as it is now, and the user's keys."""
        card = Card(look, "Set the date", "", "enter sets it   esc leaves it")
        known = interval(moment.value) is not None
        begin = moment.value if known else UNDATED if moment.decided else ""
        if moment.precision == "minute":
            begin = begin.replace("T", " ")
        super().__init__(look, card, "=", begin, actions)
        self._moment = moment
        self._begin = begin
        self._fault = ""

    def rows(self) -> Sequence[CardRow]:
        """The words, when that is now, and what can be typed."""
        moment = self._moment
        words = f"“{clean_line(moment.text)}”"
        known: tuple[Part, ...] = ((words, "strong"), (" is ", "muted"), (long_words(read(moment)), "moment"))
        rows = [CardRow(known)]
        if moment.decided:
            rows.append(CardRow(((set_words(moment), "muted"),)))
        if self._fault:
            rows.append(CardRow(((self._fault, "warn"),)))
        rows.append(CardRow(((_FORMS, "text"),)))
        rows.append(CardRow((("none", "text"), (" says that it has no date", "muted"))))
        if moment.decided:
            rows.append(CardRow((("an empty line takes back what you set", "muted"),)))
        return rows

    def take(self, text: str) -> None:
        """Close with the value, or say that it is no date."""
        from index.typed_date import typed_value  # noqa: PLC0415  (when one is typed)

        words = clean_line(text)
        if words == self._begin or not (words or self._moment.decided):
            self.dismiss(None)
            return
        value = words if words in (TAKE_BACK, UNDATED) else typed_value(words)
        if value is None:
            self._fault = f"not a date by itself: {words}"
            self.show()
        else:
            self.dismiss(value)
