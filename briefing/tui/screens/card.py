"""What cards over the page share: the frame with rows in it, a line to type in, a screen that covers little.

Round a card the page stays visible. Cards say what they hold in rows of parts and know nothing of the page.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, NamedTuple, TypeVar

from rich.segment import Segment
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingsMap, BindingType
from textual.containers import Horizontal
from textual.message import Message
from textual.screen import ModalScreen
from textual.strip import Strip
from textual.widget import Widget

from briefing.tui.actions import ACTIONS, Action
from briefing.tui.bindings import print_key, with_own_keys
from briefing.tui.layers import cells, cut
from briefing.tui.line import Line
from briefing.tui.parts import Part
from briefing.tui.safe import to_screen
from briefing.tui.theme import Look, to_strip
from briefing.tui.widgets.bar import Bar

Result = TypeVar("Result")

#: Cells that the frame and the space beside it take, and rows that the frame takes.
FRAME_WIDTH = 4
FRAME_HEIGHT = 2

#: Cells of a rule that frame what stands left in it, and what stands right.
_LEFT_WIDTH, _RIGHT_WIDTH = 5, 3

#: Stands between the hints of a foot.
HINT_GAP = "   "

#: Rows of the page that a card leaves visible: the first, the status line and the row of keys.
_FREE_ROWS = 3
_WHEEL = 3


class CardRow(NamedTuple):
    """One row of a card: what stands left, what stands right, and what fills the space between."""

    left: tuple[Part, ...] = ()
    right: tuple[Part, ...] = ()
    fill: str = " "
    fill_role: str = "text"


class Card(Widget):
    """Rows in a frame. It scrolls when they are more than fit, and says how many are below.

    Attributes:
        heading: What stands left in the upper rule.
        where: What stands right in it.
        foot: What stands left in the lower rule: the keys of the card.
        rows: What it shows.
        cursor: The current row, or -1.
        said: The answer to the last key, in the place of the foot; empty without one.
    """

    @dataclass
    class Clicked(Message):
        """A row was clicked."""

        row: int

    def __init__(
        self, look: Look, heading: str, where: str = "", foot: str = "", *, id: str | None = None
    ) -> None:
        """Make an empty card."""
        super().__init__(id=id)
        self.look = look
        self.heading = heading
        self.where = where
        self.foot = foot
        self.said = ""
        self.rows: Sequence[CardRow] = ()
        self.cursor = -1
        self._top = 0

    @property
    def plain(self) -> str:
        """What the rows say, without styles, a row a line."""
        return "\n".join("".join(text for text, _ in (*row.left, *row.right)) for row in self.rows)

    def show(self, rows: Sequence[CardRow], *, cursor: int = -1, keep_place: bool = False) -> None:
        """Show these rows, from the first on or from where it stands."""
        self.rows = rows
        self.cursor = cursor
        self._top = self._top if keep_place else 0
        self._reveal()
        self.refresh()

    def say(self, words: str) -> None:
        """Answer a key in the lower rule; with nothing the keys stand there again."""
        if words != self.said:
            self.said = words
            self.refresh()

    def fit(self, width: int, height: int) -> None:
        """Be so wide, and as high as the rows need but no higher than ``height``."""
        self.styles.width = width
        self.styles.height = max(FRAME_HEIGHT + 1, min(len(self.rows) + FRAME_HEIGHT, height))

    def move_to(self, row: int) -> None:
        """Put the cursor on a row, or on the nearest that there is."""
        if self.rows:
            self.cursor = max(0, min(row, len(self.rows) - 1))
            self._reveal()
            self.refresh()

    def scroll_rows(self, by: float) -> None:
        """Rows down or up."""
        self._top = max(0, min(self._top + int(by), len(self.rows) - self.inner_height))
        self.refresh()

    @property
    def inner_height(self) -> int:
        """Rows between the rules."""
        return max(1, self.size.height - FRAME_HEIGHT)

    @property
    def below(self) -> int:
        """Rows that are further down than what is seen."""
        return max(0, len(self.rows) - self._top - self.inner_height)

    def on_resize(self) -> None:
        """Keep what is current in sight."""
        self.scroll_rows(0)
        self._reveal()

    def on_mouse_scroll_down(self) -> None:
        """The wheel."""
        self.scroll_rows(_WHEEL)

    def on_mouse_scroll_up(self) -> None:
        """The wheel."""
        self.scroll_rows(-_WHEEL)

    def on_click(self, event: events.Click) -> None:
        """Say which row was clicked."""
        row = event.y - 1 + self._top
        if 0 < event.y < self.size.height - 1 and row < len(self.rows):
            self.post_message(self.Clicked(row))

    def render_line(self, y: int) -> Strip:
        """Draw one row of the frame or of what is in it."""
        width = self.size.width
        if y == 0:
            return self._rule(width, self.heading, "strong", self.where, top=True)
        if y == self.size.height - 1:
            more = f"{self.below:,} more" if self.below else ""
            return self._rule(width, self.said or self._hints(width, more), "muted", more, top=False)
        number = y - 1 + self._top
        row = self.rows[number] if number < len(self.rows) else CardRow()
        current = number == self.cursor
        ground = ("card", "row") if current else ("card",)
        side = self.look.segment(self.look.glyph("divider"), "card", "accent")
        marker = self.look.glyph("row") if current else " "
        segments = [side, self.look.segment(marker, *ground, "accent" if current else "text")]
        room = max(0, width - FRAME_WIDTH - sum(cells(to_screen(text)) for text, _ in row.right))
        used = 0
        for text, role in row.left:
            shown = cut(to_screen(text), max(0, room - used), self.look.glyph("ellipsis"))
            segments.append(self.look.segment(shown, *ground, role))
            used += cells(shown)
        segments.append(
            self.look.segment(row.fill * max(0, room - used), *ground, row.fill_role),
        )
        segments += [self.look.segment(text, *ground, role) for text, role in row.right]
        segments += [Segment(" ", self.look.style(*ground)), side]
        return to_strip(segments, width)

    def _hints(self, width: int, more: str) -> str:
        """The keys of the card, as many as there is room for beside what stands right in the rule."""
        beside = cells(to_screen(more)) + _RIGHT_WIDTH if more else 0
        return hints_that_fit(self.foot, width - _LEFT_WIDTH - beside)

    def _rule(self, width: int, left: str, role: str, right: str, *, top: bool) -> Strip:
        line = self.look.glyph("rule")
        corners = ("┌┐" if top else "└┘") if line == "─" else "++"
        frame = self.look.style("card", "accent")
        right = f" {to_screen(right)} {line}" if right else ""
        left = cut(f" {to_screen(left)} ", max(0, width - 3 - cells(right)), self.look.glyph("ellipsis"))
        left = left if left.strip() else ""
        fill = line * max(0, width - 3 - cells(left) - cells(right))
        return Strip(
            [
                Segment(corners[0] + line, frame),
                self.look.segment(left, "card", role),
                Segment(fill, frame),
                self.look.segment(right[:-1], "card", "muted"),
                Segment(right[-1:] + corners[1], frame),
            ]
        ).crop(0, width)

    def _reveal(self) -> None:
        if self.cursor >= 0:
            first = max(0, self.cursor - self.inner_height + 1)
            self._top = max(first, min(self._top, self.cursor))


def hints_that_fit(foot: str, room: int) -> str:
    """As many of the hints of a foot as there is room for: the last go first, but never how to close.

    Args:
        foot: Hints with ``HINT_GAP`` between them.
        room: Cells.
    """
    hints = foot.split(HINT_GAP)
    while len(hints) > 1 and cells(HINT_GAP.join(hints)) > room:
        others = [each for each in hints if not each.startswith("esc ")]
        if not others:
            break
        hints.remove(others[-1])
    return HINT_GAP.join(hints)


class Typed(Line):
    """Something to type on a card."""

    DEFAULT_CSS = """
    Typed, Typed:focus {
        width: 1fr; height: 1; border: none; padding: 0; background: $page; color: $ink; text-style: bold;
        background-tint: transparent;
    }
    Typed > .input--cursor { background: $cursor; color: $cursor_ink; text-style: $cursor_style; }
    """

    def on_key(self, event: events.Key) -> None:
        """Backspace in an empty line leaves it, as esc does."""
        if event.key == "backspace" and not self.value:
            event.stop()
            event.prevent_default()
            self.post_message(self.Left())

    @dataclass
    class Left(Message):
        """Backspace was pressed in an empty line."""


class TypedRow(Horizontal):
    """A row to type in, over the status line."""

    DEFAULT_CSS = "TypedRow { dock: bottom; height: 1; offset: 0 -1; } TypedRow > Bar { width: 3; }"

    def __init__(self, look: Look, sign: str, *, id: str | None = None) -> None:
        """Make an empty row that begins with ``sign``."""
        super().__init__(id=id)
        self.typed = Typed()
        self._sign = Bar(look)
        self._sign.show(((f" {sign} ", "accent"),))

    def compose(self) -> ComposeResult:
        """The sign and the line."""
        yield self._sign
        yield self.typed


class CardScreen(ModalScreen[Result], inherit_bindings=False):
    """Over the page until it is closed. The page round it stays visible.

    Attributes:
        look: How things look.
        card: What it shows.
    """

    AUTO_FOCUS = ""
    DEFAULT_CSS = "CardScreen { align: center middle; }"
    #: Keys are those of the actions with these ids, the user's own where there are any.
    MOVING: ClassVar[list[BindingType]] = [
        Binding("j,down", "move(1)", show=False, id="down"),
        Binding("k,up", "move(-1)", show=False, id="up"),
        Binding("space,pagedown", "page_card(1)", show=False, id="page_down"),
        Binding("b,pageup", "page_card(-1)", show=False, id="page_up"),
        Binding("g,home", "move(-1000000000)", show=False, id="top"),
        Binding("G,end", "move(1000000000)", show=False, id="end"),
    ]
    CLOSING: ClassVar[list[BindingType]] = [
        Binding("escape", "close", show=False),
        Binding("q", "close", show=False, id="leave"),
        Binding("h,left", "close", show=False, id="go_out"),
    ]

    def __init__(self, look: Look, card: Card, actions: Sequence[Action] = ACTIONS) -> None:
        """Take how it looks, what it shows, and the table of actions with the user's keys."""
        super().__init__()
        self.look = look
        self.card = card
        if actions is not ACTIONS:
            self._bindings = BindingsMap(with_own_keys(self.BINDINGS, actions))
        # Not in a style sheet: that of the app gives every screen a ground, and would win.
        self.styles.background = "transparent"

    def compose(self) -> ComposeResult:
        """One card."""
        yield self.card

    def on_key(self, event: events.Key) -> None:
        """A key that does nothing here says so; where one types, letters are letters."""
        self.card.say("")
        known = self._bindings.key_to_bindings
        if self.focused is None and known.keys().isdisjoint(event.aliases):
            self.card.say(f"{print_key(event.key)} does nothing here: esc closes this card")

    def action_move(self, by: int) -> None:
        """Rows down or up: of the cursor where there is one, else of what is seen."""
        if self.card.cursor >= 0:
            self.card.move_to(self.card.cursor + by)
        elif len(self.card.rows) <= self.card.inner_height:
            self.card.say("all of this card is seen: there is nothing to scroll")
        else:
            self.card.scroll_rows(by)

    def action_page_card(self, by: int) -> None:
        """Heights down or up."""
        self.action_move(by * self.card.inner_height)

    def action_close(self) -> None:
        """Back to the page."""
        self.dismiss()

    @property
    def most_rows(self) -> int:
        """How high a card may be."""
        return max(FRAME_HEIGHT + 1, self.size.height - _FREE_ROWS)
