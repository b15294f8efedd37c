"""Into which entity another one is merged, over the page: what is akin by name, or what is typed.

Nothing is chosen beforehand but what is akin, and what is of another family of kinds takes a second enter.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input

from briefing.tui.actions import ACTIONS, Action
from briefing.tui.screens.card import Card, CardRow, CardScreen, Typed, TypedRow
from briefing.tui.theme import Look
from briefing.tui.words import counted, with_article
from index.entities.model import family

if TYPE_CHECKING:
    from briefing.tui.screens.curator import Choices
    from index.entities.model import Entry
    from index.model import Kind

_WIDTH = 72
_MOST_ROWS = 16
_FOOT = "enter merges into it   ↓ ↑ choose   type a name   esc closes"
_FOOT_AT_ONE = "enter merges   tab only this one here   ↓ ↑ choose   esc closes"
_FOOT_HERE = "enter says so   tab all of them   ↓ ↑ choose   esc closes"

#: From what is typed to the entities to choose from; the second is called with them, the third with what went
#: wrong.
Find = Callable[[str, Callable[["Choices"], object], Callable[[str], object]], None]


@dataclass(frozen=True, slots=True)
class Chosen:
    """What was chosen.

    Attributes:
        entry: The other entity.
        only_here: Whether only the mention that one is at is of it, and nothing is merged.
    """

    entry: Entry
    only_here: bool = False


class MergeCard(CardScreen["Chosen | None"], inherit_bindings=False):
    """Over the page until an entity is chosen; at a mention also for that one alone."""

    DEFAULT_CSS = "MergeCard { align: left bottom; } MergeCard > Card { margin-bottom: 1; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "close", show=False),
        Binding("down,ctrl+n", "move(1)", show=False),
        Binding("up,ctrl+p", "move(-1)", show=False),
        Binding("pagedown", "page_card(1)", show=False),
        Binding("pageup", "page_card(-1)", show=False),
        Binding("tab", "turn", show=False),
    ]

    def __init__(
        self,
        look: Look,
        name: str,
        kind: Kind,
        find: Find,
        actions: Sequence[Action] = ACTIONS,
        *,
        at_one: bool = False,
    ) -> None:
        """Take name and kind of what is merged, who finds others, keys, and whether one is at a mention."""
        super().__init__(look, Card(look, ""), actions)
        self._at_one = at_one
        self._only_here = False
        self._find = find
        self._name_now = name
        self._kind = kind
        self._row = TypedRow(look, "=")
        self._choices: Choices | None = None
        self._sought: str | None = None
        self._fault = ""
        self._asked: Entry | None = None

    def compose(self) -> ComposeResult:
        """The card, and below it the line to type in."""
        yield from super().compose()
        yield self._row

    def on_mount(self) -> None:
        """Letters go into the line."""
        self.set_focus(self._row.typed)
        self._head()
        self._draw(-1)
        self._seek("")

    def on_resize(self) -> None:
        """Fit in."""
        self._fit()

    @on(Typed.Left)
    def _left(self) -> None:
        self.dismiss(None)

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        event.stop()
        self._seek(event.value)

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self._take()

    @on(Card.Clicked)
    def _clicked(self, event: Card.Clicked) -> None:
        if event.row != self.card.cursor:
            self._say("")
        self.card.move_to(event.row)
        self._take()

    def _take(self) -> None:
        """Take the one under the cursor; of another family of kinds it is asked once if that is meant."""
        if self._fault:
            self._seek(self._row.typed.value)
            return
        # What is typed and not answered yet is not what one sees.
        if self._choices is None or self._sought is not None:
            return
        if self.card.cursor < 0:
            self._say("nothing is chosen: type a name, or choose with ↓")
            return
        if self.card.cursor >= len(self._choices.entries):
            self._say("type more of the name")
            return
        chosen = self._choices.entries[self.card.cursor]
        if self._only_here:
            self.dismiss(Chosen(chosen, only_here=True))
        elif family(chosen.kind) != family(self._kind) and chosen != self._asked:
            self._asked = chosen
            self._say(f"{with_article(self._kind)} into {with_article(chosen.kind)}? enter again")
        else:
            self.dismiss(Chosen(chosen))

    def action_turn(self) -> None:
        """All mentions, or only the one that one is at."""
        if self._at_one:
            self._only_here = not self._only_here
            self._head()
            self._draw(self.card.cursor, keep_place=True)
        else:
            self._say("only this one here: that is for a mention in a text")

    def _head(self) -> None:
        """Say what is asked."""
        self.card.heading = (
            f"Only here: {self._name_now} is" if self._only_here else f"Merge {self._name_now} into"
        )
        self._say("")

    @property
    def _foot(self) -> str:
        """Which keys there are."""
        here = _FOOT_HERE if self._only_here else _FOOT_AT_ONE
        return self.look.printed(here if self._at_one else _FOOT)

    def action_move(self, by: int) -> None:
        """Another row: nothing was asked about that one."""
        self._say("")
        if self.card.cursor < 0 and self._choices is not None and self._choices.entries:
            self.card.move_to(0)
        else:
            super().action_move(by)

    def _say(self, words: str) -> None:
        """Say something in the lower rule, or which keys there are."""
        if not words:
            self._asked = None
        self.card.foot = self._foot
        self.card.say(words)
        self.card.refresh()

    def _seek(self, text: str) -> None:
        self._sought, self._fault = text, ""
        self._say("")

        def show(found: Choices) -> None:
            if self._sought == text and self.is_running:
                self._sought, self._choices = None, found
                self._draw(0 if found.entries and found.likely else -1)

        def failed(fault: str) -> None:
            if self._sought == text and self.is_running:
                self._sought, self._choices, self._fault = None, None, fault
                self._draw(-1)
                self._say(fault)

        self._find(text, show, failed)

    def _draw(self, cursor: int, *, keep_place: bool = False) -> None:
        """Show the entities to choose from, or why there are none."""
        entries = self._choices.entries if self._choices is not None else ()
        rows = [self._line(each) for each in entries]
        if self._choices is not None and self._choices.total > len(entries):
            more = f"and {self._choices.total - len(entries):,} more: type more of the name"
            rows.append(CardRow(((more, "muted"),)))
        if not rows:
            rows = [CardRow(((self._nothing(), "text"),))]
        self.card.show(rows, cursor=cursor, keep_place=keep_place)
        self._fit()

    def _fit(self) -> None:
        """Be as large as the rows need and the page lets it."""
        self.card.fit(min(_WIDTH, self.size.width), min(_MOST_ROWS, self.most_rows))

    def _nothing(self) -> str:
        """Why there is nothing to choose from."""
        if self._fault:
            return "the names could not be looked for: enter tries again"
        if self._sought is not None or self._choices is None:
            return "looking for names"
        if not self._row.typed.value.strip():
            return "nothing is called alike: type a name"
        if self._choices.own is None:
            return "no other entity is called so"
        own = self._choices.own.name
        return f"that is {own} already" if own != self._name_now else "that is this entity itself"

    def _line(self, entry: Entry) -> CardRow:
        times = f"{counted(entry.times, 'time')} in {counted(entry.articles, 'article')}"
        if entry.kind != self._kind and not self._only_here:
            times = f"{self._kind} into {entry.kind}  {times}"
        left = ((f"{self.look.letter(entry.kind)} ", "muted"), (entry.name, entry.kind))
        return CardRow(left, ((f"  {times}", "muted"),))
