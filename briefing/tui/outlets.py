"""Outlets in little room: without what goes without saying, so that those shown together stay apart. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from briefing.tui.layers import cells, cut

#: An article in front, and brackets behind.
_ASIDE = re.compile(r"^the (?=\S)|(?<=\S) \([^()]*\)$", re.IGNORECASE)

#: Letters of a word that say something; fewer are left out with it.
_LEAST_LETTERS = 3


@dataclass(frozen=True, slots=True)
class Outlets:
    """The short forms of some outlets.

    Attributes:
        forms: Outlets that have a shorter form, to that: ``Halden Courier (exercise)`` to ``Halden Courier``.
        shared: First words with which several of them begin.
    """

    forms: Mapping[str, str] = field(default_factory=dict)
    shared: frozenset[str] = frozenset()

    def form(self, name: str) -> str:
        """An outlet without its article and its brackets, where it is still another one than all others."""
        return self.forms.get(name, name)

    def fit(self, name: str, width: int, ellipsis: str = "…") -> str:
        """An outlet, or as much of it as tells it from the others, in at most ``width`` cells.

        Brackets go first. Then a first word that several have is said by its letter, and of a word that is
        cut three letters or none are shown: ``N. Radio`` of ``Northmark Radio`` beside ``Northmark Herald``,
        ``Halden…`` of ``Halden Courier``.
        """
        text = name if cells(name) <= width else self.form(name)
        if cells(text) <= width:
            return text
        first, space, rest = text.partition(" ")
        if space and first in self.shared:
            text = f"{first[0]}. {rest}"
        shown = cut(text, width, ellipsis)
        whole, space, last = shown.removesuffix(ellipsis).rpartition(" ")
        if shown == text or not space or cells(last) >= _LEAST_LETTERS or len(whole) < _LEAST_LETTERS:
            return shown
        return whole + ellipsis


def outlets_of(names: Iterable[str]) -> Outlets:
    """The short forms of the outlets that are shown together."""
    bare = {name: _ASIDE.sub("", name) for name in names}
    called = Counter(text.casefold() for text in bare.values())
    forms = {name: text for name, text in bare.items() if text != name and called[text.casefold()] == 1}
    firsts = Counter(forms.get(name, name).partition(" ")[0] for name in bare)
    return Outlets(forms, frozenset(word for word, count in firsts.items() if count > 1))
