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

    @cached_property
    def _called(self) -> dict[str, list[int]]:
        view = self.view
        found: dict[str, list[int]] = defaultdict(list)
        known: dict[str, str] = {}
        leads = view.lead.tolist()
        for name, form, _ in view.forms_of(np.ones(len(view.rows), bool)):
            lead = leads[name]
            texts = {view.names[name].text, view.forms[form], view.called(lead)}
            for text in {
                known[each] if each in known else known.setdefault(each, folded(each)) for each in texts
            }:
                found[text].append(lead)
        return dict(found)
