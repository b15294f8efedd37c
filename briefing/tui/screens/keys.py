"""The keys, over the page: made from the one table of actions, and found by a word of what they do."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import zip_longest
from typing import ClassVar, NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input

from briefing.tui.actions import ACTIONS, GROUPS, Action
from briefing.tui.bindings import key_of, print_key
from briefing.tui.layers import cells, wrap_words
from briefing.tui.parts import Part, width_of
from briefing.tui.screens.card import FRAME_WIDTH, Card, CardRow, CardScreen, Typed, TypedRow
from briefing.tui.theme import UNSURE, Look
from index.model import STANCES

_MOST_COLUMNS = 3
_COLUMN_GAP = 3
_KEY_GAP = 2
_KEYS_WIDTH = 13
_LEAST_WIDTH = 76
_MOST_LINES = 4

_NAMES = {"moment": "time"}
_MARKS = (("hit", "hit"), ("this hit", "current"), ("noted", "note"), ("selected", "selected"))
_SENTENCES = (
    "A key that can do nothing here says why in the status line.",
    "What you write is kept as you type. There is no save key, and {undo} undoes.",
)
_FOOT = "? closes   / finds a key   j k scroll"


class KeyRow(NamedTuple):
    """Keys and what they do."""

    keys: str
    brief: str


class Block(NamedTuple):
    """A group of the table."""

    title: str
    rows: tuple[KeyRow, ...]


def blocks(actions: Sequence[Action], sought: str = "", printed: Callable[[str], str] = str) -> list[Block]:
    """The groups with their rows; neighbours with the same words share one.

    Args:
        actions: The table.
        sought: Words that must all stand in the keys, the words or the sentences of a row.
        printed: How keys are printed.
    """
    words = sought.casefold().split()
    found = []
    for group in GROUPS:
        rows: list[list[Action]] = []
        for action in actions:
            if action.group != group:
                continue
            if rows and rows[-1][0].brief == action.brief:
                rows[-1].append(action)
            else:
                rows.append([action])
        kept = tuple(KeyRow(printed(_keys(row)), row[0].brief) for row in rows if _has(row, words))
        if kept:
            found.append(Block(group, kept))
    return found


def columns(groups: Sequence[Block], width: int) -> list[list[Block]]:
    """The groups in as many columns as fit into the width, in order and of about the same height."""
    for number in range(min(_MOST_COLUMNS, len(groups)), 1, -1):
        fitting = [each for each in _partings(groups, number) if _width(each) <= width]
        if fitting:
            return min(fitting, key=lambda each: max(_height(column) for column in each))
    return [list(groups)]


def key_rows(look: Look, actions: Sequence[Action], width: int, sought: str = "") -> list[CardRow]:
    """What the card says in so many cells."""
    found = blocks(actions, sought, look.printed)
    rows = _table(columns(found, width), width)
    if not found:
        rows = [CardRow((("no key does that", "text"),))]
    if sought:
        return rows
    sentences = [
        CardRow(((words, "muted"),))
        for sentence in _SENTENCES
        for words in wrap_words(sentence.format(undo=key_of("undo", actions)), width, _MOST_LINES)
    ]
    rule = CardRow(fill=look.glyph("rule"), fill_role="rule")
    return [*rows, rule, CardRow((("In the text", "strong"),)), *_legend(look, width), CardRow(), *sentences]


class KeysScreen(CardScreen[None], inherit_bindings=False):
    """Over the page until a key closes it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", show=False),
        Binding("question_mark", "close", show=False, id="keys"),
        Binding("q", "close", show=False, id="leave"),
        Binding("slash", "find", show=False, id="search"),
        *CardScreen.MOVING,
    ]

    def __init__(self, look: Look, actions: Sequence[Action] = ACTIONS, where: str = "") -> None:
        """Take how things look, what can be done with which keys, and where one is."""
        super().__init__(look, Card(look, "Keys", where, _FOOT), actions)
        self._actions = actions
        self._row = TypedRow(look, "/")

    def compose(self) -> ComposeResult:
        """The card, and the line to find a key with."""
        yield from super().compose()
        yield self._row

    def on_mount(self) -> None:
        """Nothing is sought at first."""
        self._row.display = False

    def on_resize(self) -> None:
        """Lay the table out for the new size."""
        # As wide as the table needs, which depends on how many columns there is room for.
        room = max(1, self.size.width - FRAME_WIDTH)
        width = max(
            _width(columns(blocks(self._actions, printed=self.look.printed), room)), min(_LEAST_WIDTH, room)
        )
        self.card.show(key_rows(self.look, self._actions, min(width, room), self._row.typed.value))
        self.card.fit(min(width, room) + FRAME_WIDTH, self.most_rows)

    def action_find(self) -> None:
        """Type what is sought."""
        self._row.display = True
        self._row.typed.focus()

    def action_leave(self) -> None:
        """Out of the line, and then out of the card."""
        if self._row.display:
            self._forget()
        else:
            self.action_close()

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        event.stop()
        self.on_resize()

    @on(Input.Submitted)
    def _taken(self, event: Input.Submitted) -> None:
        event.stop()
        self.set_focus(None)

    @on(Typed.Left)
    def _forget(self) -> None:
        self._row.display = False
        self._row.typed.value = ""
        self.set_focus(None)


def _keys(actions: Sequence[Action]) -> str:
    """The first key of each, and further ones as long as there is room: ``j k ↓ ↑``."""
    if not any(action.keys for action in actions):
        return f":{actions[0].command}"
    words = ""
    for keys in zip_longest(*(action.keys for action in actions)):
        more = " ".join([words, *(print_key(key) for key in keys if key)]).strip()
        if words and cells(more) > _KEYS_WIDTH:
            break
        words = more
    return words


def _has(actions: Sequence[Action], words: Sequence[str]) -> bool:
    text = " ".join(
        " ".join((*map(print_key, action.keys), f":{action.command}", action.brief, action.help))
        for action in actions
    ).casefold()
    return all(word in text for word in words)


def _partings(groups: Sequence[Block], number: int) -> list[list[list[Block]]]:
    """Every way to part the groups into so many columns, in order."""
    if number == 1:
        return [[list(groups)]]
    return [
        [list(groups[:first]), *rest]
        for first in range(1, len(groups) - number + 2)
        for rest in _partings(groups[first:], number - 1)
    ]


def _key_width(column: Sequence[Block]) -> int:
    return max((cells(row.keys) for block in column for row in block.rows), default=0)


def _column_width(column: Sequence[Block]) -> int:
    briefs = max((cells(row.brief) for block in column for row in block.rows), default=0)
    return _key_width(column) + _KEY_GAP + briefs


def _width(parted: Sequence[Sequence[Block]]) -> int:
    return sum(map(_column_width, parted)) + _COLUMN_GAP * (len(parted) - 1)


def _height(column: Sequence[Block]) -> int:
    return sum(len(block.rows) + 2 for block in column)


def _table(parted: Sequence[Sequence[Block]], width: int) -> list[CardRow]:
    """The columns side by side; what is left of the width goes between them."""
    gap = _COLUMN_GAP + max(0, width - _width(parted)) // max(1, len(parted))
    rows: list[CardRow] = []
    for cells_of_row in zip_longest(*map(_column, parted), fillvalue=()):
        parts: list[Part] = []
        for place, (column, cell) in enumerate(zip(parted, cells_of_row, strict=True)):
            parts += cell
            if place < len(parted) - 1:
                used = width_of(cell)
                parts.append((" " * (_column_width(column) + gap - used), "text"))
        rows.append(CardRow(tuple(parts)))
    return rows


def _column(column: Sequence[Block]) -> list[tuple[Part, ...]]:
    wide = _key_width(column) + _KEY_GAP
    rows: list[tuple[Part, ...]] = []
    for block in column:
        rows += [()] if rows else []
        rows.append(((block.title, "strong"),))
        for row in block.rows:
            rows.append(((row.keys, "accent"), (" " * (wide - cells(row.keys)), "text"), (row.brief, "text")))
    return rows


def _legend(look: Look, width: int) -> list[CardRow]:
    """How things look in the text, broken between things."""
    things: list[tuple[Part, ...]] = [
        ((_NAMES.get(kind, kind), kind), (f" {look.letter(kind)}", "muted")) for kind in look.kinds
    ]
    unsure = f"{UNSURE}organisation"
    things.append((("unsure", unsure), (f" {look.letter(unsure)}", "muted")))
    marks: list[tuple[Part, ...]] = [((f" {words} ", role),) for words, role in _MARKS]
    marks.append(((look.glyph("note"), "note_mark"), (" note", "muted")))
    marks += [((look.glyph(stance), "said"), (f" {stance}", "muted")) for stance in STANCES]
    return [*_broken(things, width), *_broken(marks, width)]


def _broken(things: Sequence[tuple[Part, ...]], width: int) -> list[CardRow]:
    rows: list[list[Part]] = [[]]
    for thing in things:
        used = sum(cells(text) for text, _ in rows[-1])
        if rows[-1] and used + 3 + width_of(thing) > width:
            rows.append([])
        elif rows[-1]:
            rows[-1].append(("   ", "text"))
        rows[-1] += thing
    return [CardRow(tuple(row)) for row in rows]
