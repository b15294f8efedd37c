"""Finding entities by what they are called, in one state of it all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from index.entities.model import Decided, Name, family
from index.extraction.lexicon import lexicon
from index.understanding.spelling import folded
from index.understanding.tying import is_acronym

if TYPE_CHECKING:
    from index.entities.model import Entry, Ruled
    from index.model import Kind
    from index.understanding.register import Mask, View


#: Of how many words at most a part of a name is looked for as a name of its own.
_LONGEST_PART = 12


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

    def going_by(self, text: str) -> set[int]:
        """The entities that one may call so: those with this name or form, people by a part of theirs, too.

        Joe is what Joe Biden is called, and America is not what South America is.
        """
        found = self.matching(text, cut_off=False)
        exactly = set(self.called(text))
        return exactly | {lead for lead in found if self.view.kind(lead) == "person"}

    def matching(self, text: str, *, cut_off: bool = True) -> set[int]:
        """The entities of which a name or a form has these words, the last of them maybe cut off."""
        sought = folded(text)
        if not sought:
            return set()
        sought = f" {sought}" if cut_off else f" {sought} "
        return {lead for words, leads in self._called.items() if sought in f" {words} " for lead in leads}

    def around(self, entity: int) -> set[int]:
        """The entities of the same family whose name has the whole name of this one in it, or is in that."""
        view = self.view
        own, kin = folded(view.called(entity)), view.names[entity].family
        near = self.matching(own, cut_off=False)
        words = own.split()
        for first in range(len(words)):
            for last in range(first + 1, min(first + _LONGEST_PART, len(words)) + 1):
                near.update(self._called.get(" ".join(words[first:last]), ()))
        return {
            lead
            for lead in near
            if lead != entity
            and view.names[lead].family == kin
            and _is_part(*sorted((folded(view.called(lead)), own), key=len))
        }

    def short_for(self, entity: int) -> set[int]:
        """The bodies whose name has this acronym for its first letters, or is the acronym of this one."""
        view, called = self.view, self.view.called(entity)
        if view.names[entity].family != "organisation":
            return set()
        if is_acronym(called):
            bodies = ((lead, view.called(lead)) for lead in set(view.lead.tolist()) if lead)
            return {lead for lead, name in bodies if _first_letters(name) == called}
        return set(self.called(_first_letters(called)))

    def times(self, text: str, entities: Collection[int], rows: Mask) -> dict[int, int]:
        """How often each of these entities is called so in some rows.

        All mentions of one that goes by this name count, and of somebody with these words in his; of any
        other those with these words alone.
        """
        view, sought = self.view, folded(text)
        found = dict.fromkeys(entities, 0)
        for entity in found:
            name = folded(view.called(entity))
            own = name == sought or (view.kind(entity) == "person" and f" {sought} " in f" {name} ")
            for _, form, times in view.forms_of(rows & view.of_entity(entity)):
                found[entity] += times if own or folded(view.forms[form]) == sought else 0
        return found

    def decided(self, text: str, kind: Kind | None) -> Iterator[Decided]:
        """The entities with this name or form that somebody decided about, ignored ones too."""
        view = self.view
        for entity in dict.fromkeys(self.called(text)):
            members = view.members(entity)
            of_kind = kind is None or family(view.kind(entity)) == family(kind)
            if of_kind and about(view, members):
                yield Decided(
                    view.called(entity), view.kind(entity), tuple(view.names[number] for number in members)
                )

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


def _is_part(short: str, long: str) -> bool:
    return f" {short} " in f" {long} "


def _first_letters(name: str) -> str:
    """The first letters of the words of a name that begin with a capital: ``SMC``."""
    return "".join(word[0] for word in name.split() if word[0].isupper())


def about(view: View, members: Collection[int]) -> tuple[Ruled, ...]:
    """The decisions that name one of the names with these numbers."""
    kept = {str(view.names[number]) for number in members}
    kept |= {subject for subject, numbers in view.placed.items() if not numbers.isdisjoint(members)}
    return tuple(each for each in view.rulings if each.subject in kept or each.value in kept)


def related(view: View, entry: Entry) -> list[int]:
    """The country of a people, the people of a country, by their numbers."""
    nations = lexicon().nations
    match entry.kind:
        case "demonym":
            names = [Name("place", nations[entry.name])] if entry.name in nations else []
        case "place":
            names = [Name("demonym", people) for people, land in nations.items() if land == entry.name]
        case _:
            names = []
    numbers = [number for name in names if (number := view.number(name)) is not None]
    return [int(view.lead[number]) for number in numbers]
