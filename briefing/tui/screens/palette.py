"""The palette, over the page: any command by its name, with its key beside it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.fuzzy import Matcher
from textual.widgets import Input

from briefing.tui.actions import ACTIONS, Action
from briefing.tui.bindings import shown_keys
from briefing.tui.layers import cells, cut
from briefing.tui.parts import Part
from briefing.tui.paths import completed
from briefing.tui.screens.card import FRAME_WIDTH, Card, CardRow, CardScreen, Typed, TypedRow
from briefing.tui.theme import Look
from index.text import clean_line

#: Matches that are seen at once.
MOST_SEEN = 10

_WIDTH = 104
_GAP = 2
_FOOT = "enter does it   ↓ ↑ choose   tab completes   esc closes"

#: The longest text that is matched: fuzzy matching tries every way in which letters can stand.
_LONGEST = 24

#: How much more a letter counts in a name than in a sentence about it.
_NAME, _HELP = 1, 0


@dataclass(frozen=True, slots=True)
class Match:
    """A command that fits what is typed.

    Attributes:
        action: What it does.
        argument: What was typed behind its name.
    """

    action: Action
    argument: str = ""


def matches(text: str, actions: Sequence[Action] = ACTIONS) -> list[Match]:
    """The commands that fit a text, the best first; all of them when it is empty.

    What begins with the name of a command that takes something is that command, and the rest is what it
    takes. Everything else is sought in the names, and then in the sentences.
    """
    typed = clean_line(text).lstrip(":").lstrip()
    if not typed:
        return [Match(action) for action in actions]
    folded = typed.casefold()
    named = [
        action for action in actions if action.takes and folded.startswith(f"{action.command.casefold()} ")
    ]
    if named and not any(action.command.casefold() == folded for action in actions):
        action = max(named, key=lambda each: len(each.command))
        return [Match(action, typed[len(action.command) :].strip())]
    if len(folded) > _LONGEST:
        return []
    matcher = Matcher(folded)
    ranked = []
    for place, action in enumerate(actions):
        rank = _rank(folded, action, matcher)
        if rank is not None:
            ranked.append((rank, -place, action))
    ranked.sort(key=lambda each: each[:2], reverse=True)
    return [Match(action) for _, _, action in ranked]


def palette_rows(found: Sequence[Match], width: int, printed: Callable[[str], str] = str) -> list[CardRow]:
    """A row a command: its name, what it takes, what it does; right its keys, as ``printed`` prints them."""
    if not found:
        return [CardRow((("no command has these letters", "text"),))]
    wide = max(cells(_name(match.action)) for match in found) + _GAP
    rows = []
    for match in found:
        action = match.action
        keys = printed(shown_keys(action))
        left: list[Part] = [(action.command, "strong")]
        if action.takes:
            left.append((f" {match.argument or action.takes}", "accent" if match.argument else "muted"))
        room = max(0, width - wide - cells(keys) - _GAP)
        pad = " " * (wide - sum(cells(part) for part, _ in left))
        if not match.argument:
            left += [(pad, "text"), (cut(action.help, room), "muted")]
        rows.append(CardRow(tuple(left), ((f"  {keys}", "accent"),) if keys else ()))
    return rows


class PaletteScreen(CardScreen["tuple[Action, str] | None"], inherit_bindings=False):
    """Over the page until a command is chosen or it is closed."""

    DEFAULT_CSS = "PaletteScreen { align: left bottom; } PaletteScreen > Card { margin-bottom: 1; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "close", show=False),
        Binding("down,ctrl+n", "move(1)", show=False),
        Binding("up,ctrl+p", "move(-1)", show=False),
        Binding("pagedown", "move(10)", show=False),
        Binding("pageup", "move(-10)", show=False),
        Binding("tab", "complete", show=False),
    ]

    def __init__(self, look: Look, actions: Sequence[Action] = ACTIONS) -> None:
        """Take how it looks and what can be done."""
        super().__init__(look, Card(look, "Commands", "", look.printed(_FOOT)))
        self._actions = actions
        self._row = TypedRow(look, ":")
        self._found: list[Match] = []

    def compose(self) -> ComposeResult:
        """The card, and below it the line to type in."""
        yield from super().compose()
        yield self._row

    def on_mount(self) -> None:
        """Letters go into the line."""
        self.set_focus(self._row.typed)

    def on_resize(self) -> None:
        """Fit in."""
        self._show()

    @property
    def chosen(self) -> Match | None:
        """The current match; ``None`` when nothing fits."""
        return self._found[self.card.cursor] if self._found else None

    def action_move(self, by: int) -> None:
        """Choose another."""
        if self._found:
            self.card.move_to(self.card.cursor + by)
            self._count()

    def action_complete(self) -> None:
        """Complete the name of the current match, or the path behind it."""
        match = self.chosen
        if match is None:
            return
        argument = completed(match.argument) if match.argument and match.action.takes == "FOLDER" else ""
        if argument or not match.argument:
            space = " " if match.action.takes else ""
            self._row.typed.value = f"{match.action.command}{space}{argument}"
            self._row.typed.cursor_position = len(self._row.typed.value)

    def action_close(self) -> None:
        """Back to the page."""
        self.dismiss(None)

    @on(Typed.Left)
    def _left(self) -> None:
        self.dismiss(None)

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        event.stop()
        self._show()

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self._show()  # what was typed last may not have been looked for yet
        self._take()

    @on(Card.Clicked)
    def _clicked(self, event: Card.Clicked) -> None:
        if self._found:
            self.card.move_to(event.row)
            self._take()

    def on_key(self, event: events.Key) -> None:
        """``ctrl+c`` never kills."""
        if event.key == "ctrl+c":
            event.stop()
            self.action_close()

    def _take(self) -> None:
        match = self.chosen
        if match is not None:
            self.dismiss((match.action, match.argument))

    def _show(self) -> None:
        found = matches(self._row.typed.value, self._actions)
        stays = found == self._found
        self._found = found
        width = min(_WIDTH, self.size.width)
        cursor = (self.card.cursor if stays else 0) if found else -1
        self.card.show(
            palette_rows(found, width - FRAME_WIDTH, self.look.printed), cursor=cursor, keep_place=stays
        )
        self.card.fit(width, min(self.most_rows, MOST_SEEN + 2))
        self._count()

    def _count(self) -> None:
        self.card.where = f"{self.card.cursor + 1} of {len(self._found)}" if self._found else ""
        self.card.refresh()


def _rank(folded: str, action: Action, matcher: Matcher) -> tuple[int, int, float, int] | None:
    """How well a command fits; the larger the better, ``None`` when it does not."""
    name = action.command.casefold()
    score = matcher.match(name)
    if score:
        begins = name.startswith(folded)
        return (_NAME, begins + (name == folded), 0.0 if begins else score, -len(name))
    # In a sentence letters that lie apart say nothing: there are too many of them.
    words, sentence = folded.split(), action.help.casefold()
    return (_HELP, 0, 0.0, 0) if all(word in sentence for word in words) else None


def _name(action: Action) -> str:
    return f"{action.command} {action.takes}".strip()
