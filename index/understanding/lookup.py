"""Finding entities by what they are called, in one state of it all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from index.understanding.spelling import folded

if TYPE_CHECKING:
    from index.understanding.register import View


class Lookup:
    """Built when it is first asked; the same for everybody who asks about one state.

    Attributes:
        view: The state.
        known: Folded names and forms of earlier states; folding them takes most of the time.
    """

    def __init__(self, view: View, known: dict[str, str]) -> None:
        self.view = view
        self.known = known

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

    @cached_property
    def _called(self) -> dict[str, list[int]]:
        view, known = self.view, self.known
        found: dict[str, list[int]] = defaultdict(list)
        leads = view.lead.tolist()

        def add(text: str, lead: int) -> None:
            key = known.get(text)
            if key is None:
                key = known[text] = folded(text)
            found[key].append(lead)

        for name, form, _ in view.forms_of(np.ones(len(view.rows), bool)):
            text, words = view.names[name].text, view.forms[form]
            add(text, leads[name])
            if words != text:
                add(words, leads[name])
        for lead, text in view.renamed.items():
            add(text, lead)
        return dict(found)
