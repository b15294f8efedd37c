"""Grading: how reliable the outlet is, how credible the item. The two are judged apart, each by one key."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input

from briefing.casebook import CREDIBILITY, RELIABILITY
from briefing.tui.actions import ACTIONS, Action
from briefing.tui.screens.card import FRAME_WIDTH, Card, CardRow, CardScreen, Typed, TypedRow
from briefing.tui.theme import Look

_WIDTH = 62
_FOOT = "A-F, then 1-6   - takes back   w why   esc closes"


@dataclass(frozen=True, slots=True)
class Judged:
    """What is graded, and how it was so far.

    Attributes:
        outlet: Name of the outlet; empty when the article names none.
        item: What the digit is about, in words.
        letter: Reliability of the outlet; empty where nobody has looked.
        digit: Credibility of the item; empty where nobody has looked.
        why: Reason for the letter.
        when: When the letter was given, in words.
    """

    outlet: str
    item: str
    letter: str = ""
    digit: str = ""
    why: str = ""
    when: str = ""


class GradingScreen(CardScreen[None], inherit_bindings=False):
    """Over the page until a digit is pressed or it is closed; each grade is kept at once."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", show=False),
        Binding("q", "close", show=False, id="leave"),
    ]

    def __init__(
        self,
        look: Look,
        known: Judged,
        grade_outlet: Callable[[str, str], object],
        grade_item: Callable[[str], object],
        actions: Sequence[Action] = ACTIONS,
    ) -> None:
        """Take what is graded.

        Args:
            look: How things look.
            known: What was judged so far.
            grade_outlet: Called with a letter, or none to take it back, and the reason for it.
            grade_item: Called with a digit, or none to take it back.
            actions: The table of actions, with the user's keys.
        """
        super().__init__(look, Card(look, "Grade", "", _FOOT), actions)
        self._outlet, self._item = known.outlet, known.item
        self._letter, self._digit = known.letter, known.digit
        self._why, self._when = known.why, known.when
        self._grade_outlet, self._grade_item = grade_outlet, grade_item
        self._row = TypedRow(look, "w")
        self._last = ""

    def compose(self) -> ComposeResult:
        """The card, and the line for a reason."""
        yield from super().compose()
        yield self._row

    def on_mount(self) -> None:
        """Letters and digits are grades until a reason is asked for."""
        self._row.display = False
        self._show()

    def on_resize(self) -> None:
        """Fit in."""
        self._show()

    def on_key(self, event: events.Key) -> None:
        """A letter grades the outlet, a digit the item and closes."""
        if self._row.display:
            return
        key = (event.character or "").upper()
        if key in RELIABILITY:
            event.stop()
            self._reliable(key)
        elif key in CREDIBILITY:
            event.stop()
            self._digit = key
            self._grade_item(key)
            self.dismiss()
        elif key == "-":
            event.stop()
            self._take_back()
        elif key == "W":
            event.stop()
            event.prevent_default()
            self._row.display = True
            self._row.typed.value = self._why
            self._row.typed.focus()

    def action_leave(self) -> None:
        """Out of the line, and then out of the card."""
        if self._row.display:
            self._row.display = False
            self.set_focus(None)
        else:
            self.dismiss()

    @on(Input.Submitted)
    def _reasoned(self, event: Input.Submitted) -> None:
        """A reason is that of the outlet's letter; it may come before it."""
        event.stop()
        self._why, self._when = event.value.strip(), ""
        if self._letter:
            self._grade_outlet(self._letter, self._why)
        self.action_leave()
        self._show()

    @on(Typed.Left)
    def _left(self) -> None:
        self.action_leave()

    def _reliable(self, letter: str) -> None:
        if not self._outlet:
            self.card.foot = "this article names no outlet   1-6   esc closes"
            self.card.refresh()
            return
        self._last = "letter"
        if letter == self._letter:
            return  # it is so already, and its reason stays
        why = "" if self._letter else self._why  # the reason of another letter is none for this one
        self._letter, self._why, self._when = letter, why, ""
        self._grade_outlet(letter, why)
        self._show()

    def _take_back(self) -> None:
        """Take back what was given last, else the digit, else the letter."""
        if self._digit and self._last != "letter":
            self._digit = ""
            self._grade_item("")
        elif self._letter:
            self._letter = self._why = self._when = ""
            self._grade_outlet("", "")
        self._last = ""
        self._show()

    def _show(self) -> None:
        sign = self.look.glyph("reviewed")
        rows = [CardRow(((self._outlet or "no outlet", "strong"),), (("reliability", "muted"),))]
        rows += [self._line(key, words, sign, self._letter) for key, words in RELIABILITY.items()]
        if self._why or self._when:
            why = self._why or "no reason given"
            why = why if self._letter else f"{why}   now A-F"
            rows.append(CardRow(((f"   {why}", "text"), (f"   {self._when}", "muted"))))
        rows += [CardRow(), CardRow(((self._item, "strong"),), (("credibility", "muted"),))]
        rows += [self._line(key, words, sign, self._digit) for key, words in CREDIBILITY.items()]
        self.card.where = f"{self._letter}{self._digit}"
        self.card.show(rows)
        self.card.fit(min(_WIDTH + FRAME_WIDTH, self.size.width), self.most_rows)

    @staticmethod
    def _line(key: str, words: str, sign: str, given: str) -> CardRow:
        mark = sign if key == given else " "
        role = "strong" if key == given else "text"
        return CardRow(((f" {mark} ", "accent"), (f"{key}  ", "key"), (words, role)))
