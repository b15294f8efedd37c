"""Finding entities by what they are called, and names by how else they are spelled, in one state of it all.

Other spellings come from the names that the corpus itself ties: ``Soudani`` stands for ``Sudani`` where the
articles name one man so and so.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from index.words import folded_words

if TYPE_CHECKING:
    from index.understanding.register import View

#: Families whose names are written in several ways.
_SPELLED = ("person", "organisation", "place")


class Lookup:
    """Built when it is first asked; the same for everybody who asks about one state."""

    def __init__(self, view: View) -> None:
        self.view = view

    def called(self, text: str) -> Sequence[int]:
        """The entities with this name or form, whatever its capitals and accents."""
        return self._called.get(folded(text), ())

    def matching(self, text: str) -> set[int]:
        """The entities of which a name or a form has these words, the last of them maybe cut off."""
        sought = folded(text)
        if not sought:
            return set()
        there = self._called.items()
        return {lead for words, leads in there if f" {sought}" in f" {words}" for lead in leads}

    def spelled_otherwise(self, text: str) -> Sequence[str]:
        """Other spellings of a name, or of a word of it, the most used first."""
        return self._spellings.get(folded(text), ())

    @cached_property
    def _called(self) -> dict[str, list[int]]:
        view = self.view
        found: dict[str, list[int]] = defaultdict(list)
        for name, form, _ in view.forms_of(np.ones(len(view.rows), bool)):
            lead = int(view.lead[name])
            for text in {
                folded(each) for each in (view.names[name].text, view.forms[form], view.called(lead))
            }:
                found[text].append(lead)
        return dict(found)

    @cached_property
    def _spellings(self) -> dict[str, tuple[str, ...]]:
        view = self.view
        found: dict[str, dict[str, int]] = defaultdict(dict)
        uses = view.uses.tolist()
        for numbers in self._together():
            names = [(view.names[number].text, uses[number]) for number in numbers if uses[number]]
            is_person = view.names[numbers[0]].family == "person"
            for text, _ in names:
                for other, times in names:
                    _add(found, text, other, times)
                    one, two = text.split(), other.split()
                    if is_person and len(one) == len(two) > 1:
                        for word, spelled in zip(one, two, strict=True):
                            _add(found, word, spelled, times)
        return {key: tuple(sorted(others, key=lambda other: -others[other])) for key, others in found.items()}

    def _together(self) -> list[list[int]]:
        """The names that are spellings of one, where there are several."""
        spelling = self.view.spelling
        order = np.argsort(spelling, kind="stable")
        bounds = np.flatnonzero(np.diff(spelling[order])) + 1
        return [
            some.tolist()
            for some in np.split(order, bounds)
            if len(some) > 1 and self.view.names[int(some[0])].family in _SPELLED
        ]


def folded(text: str) -> str:
    """Words as they are compared, whatever their capitals and accents."""
    return " ".join(folded_words(text))


def _add(found: dict[str, dict[str, int]], text: str, other: str, times: int) -> None:
    key = folded(text)
    if key and folded(other) != key:
        found[key][other] = max(times, found[key].get(other, 0))
