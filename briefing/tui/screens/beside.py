"""Two texts side by side, over the page: what a passage was and is, what two readers made of one note."""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence
from itertools import zip_longest
from typing import ClassVar

from textual.binding import Binding, BindingsMap, BindingType

from briefing.tui.actions import ACTIONS, Action
from briefing.tui.bindings import with_own_keys
from briefing.tui.layers import cells, wrap_words
from briefing.tui.parts import Part
from briefing.tui.safe import to_screen
from briefing.tui.screens.card import FRAME_WIDTH, Card, CardRow, CardScreen
from briefing.tui.theme import Look
from index.text import clean_line

_WIDTH = 110
_GAP = 3
_MOST_LINES = 400
_WORD = re.compile(r"\S+")


def differing(one: str, other: str) -> tuple[frozenset[int], frozenset[int]]:
    """The numbers, from 0, of the words of each text that the other does not have in their place."""
    ours, theirs = _WORD.findall(one), _WORD.findall(other)
    same = difflib.SequenceMatcher(None, ours, theirs, autojunk=False).get_matching_blocks()
    kept = {word for block in same for word in range(block.a, block.a + block.size)}
    there = {word for block in same for word in range(block.b, block.b + block.size)}
    return frozenset(range(len(ours))) - kept, frozenset(range(len(theirs))) - there


def column(text: str, marked: frozenset[int], width: int) -> list[tuple[Part, ...]]:
    """A text in rows of so many cells; words with these numbers stand out."""
    rows: list[tuple[Part, ...]] = []
    number = 0
    for line in text.split("\n"):
        for row in wrap_words(to_screen(clean_line(line)), width, _MOST_LINES) or [""]:
            parts: list[Part] = []
            for word in row.split(" "):
                if word:
                    parts.append((word, "current" if number in marked else "text"))
                    number += 1
                parts.append((" ", "text"))
            rows.append(tuple(parts[:-1]))
    return rows


class BesideScreen(CardScreen[str], inherit_bindings=False):
    """Over the page until it is decided; closes with the name of what was chosen, or nothing."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "choose('')", show=False),
        Binding("q", "choose('')", show=False, id="leave"),
        *CardScreen.MOVING,
    ]

    def __init__(
        self,
        look: Look,
        heading: str,
        texts: tuple[tuple[str, str], tuple[str, str]],
        choices: Sequence[tuple[str, str, str]],
        actions: Sequence[Action] = ACTIONS,
    ) -> None:
        """Take what is compared.

        Args:
            look: How things look.
            heading: What it is about.
            texts: The two texts, each with its name.
            choices: What can be chosen: a key, the name that the screen closes with, what it does in words.
            actions: The table of actions, with the user's keys.
        """
        foot = "   ".join([*(f"{key} {words}" for key, _, words in choices), "esc decides later"])
        super().__init__(look, Card(look, heading, "", foot), actions)
        self._texts = texts
        chosen = (Binding(key, f"choose({name!r})", show=False) for key, name, _ in choices)
        # Made anew: those of the class belong to every card of this sort.
        self._bindings = BindingsMap([*with_own_keys(self.BINDINGS, actions), *chosen])

    def on_resize(self) -> None:
        """Lay the columns out for the new width."""
        width = min(_WIDTH, self.size.width)
        room = (width - FRAME_WIDTH - _GAP) // 2
        (left, first), (right, second) = self._texts
        marks = differing(first, second)
        columns = [column(first, marks[0], room), column(second, marks[1], room)]
        rows = [CardRow((*_padded(((left, "strong"),), room), (right, "strong"))), CardRow()]
        both = zip_longest(*columns, fillvalue=())
        rows += [CardRow((*_padded(one, room), *other)) for one, other in both]
        self.card.show(rows, keep_place=True)
        self.card.fit(width, self.most_rows)

    def action_choose(self, name: str) -> None:
        """Close with what was chosen."""
        self.dismiss(name)


def _padded(parts: Sequence[Part], width: int) -> tuple[Part, ...]:
    used = sum(cells(text) for text, _ in parts)
    return (*parts, (" " * (width - used + _GAP), "text"))
