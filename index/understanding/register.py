"""All names of a corpus as columns: which article has which name, how often, in which words.

A row is a name in an article by one form and kind. A ``Register`` follows the catalogue and hands out what it
knows as a ``View``, which never changes: whoever counts in one counts in one state. Entities are numbered by
the name that leads them.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from index.entities.model import PLACED, Entry, Name, Ruled, read_name
from index.entities.packing import ROW, SPEAKS, SPOKEN_ABOUT, kinds_of, unpacked_names
from index.entities.ruling import Ties
from index.model import KINDS
from index.understanding.numbered import concerned, heirs, split_off
from index.understanding.placed import DecidedArticles, counted_again

if TYPE_CHECKING:
    from index.catalog import Catalog
    from index.model import Kind

Numbers = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]

_NAME, _FORM, _TIMES, _LAST = range(ROW)


@dataclass(frozen=True)
class View:
    """The names of a corpus in one state.

    Attributes:
        names: Every name by its number; there is none at 0.
        spelling: Number of a name to that of the name that it is a spelling of.
        proposed: Number of a name to that of the entity that it is proposed to stand for.
        lead: The same after decisions.
        ties: The decisions.
        rulings: As they were handed over.
        forms: Every form by its number.
        article: The article of each row.
        rows: Name, form, times, kind and flags of each row.
        placed: Decisions about single mentions, to the numbers of the names that these were taken for and are
            of now.
    """

    names: Sequence[Name]
    spelling: Numbers
    proposed: Numbers
    lead: Numbers
    ties: Ties
    rulings: tuple[Ruled, ...]
    forms: Sequence[str]
    article: Numbers
    rows: npt.NDArray[np.int32]
    placed: Mapping[str, frozenset[int]]

    # -- columns ------------------------------------------------------------------------------------

    @cached_property
    def entity(self) -> Numbers:
        """The entity of each row."""
        found: Numbers = self.lead[self.rows[:, _NAME]]
        return found

    @cached_property
    def counts_article(self) -> Mask:
        """Whether a row is the first of its entity in its article."""
        key = (self.entity << 32) | self.article
        _, firsts = np.unique(key, return_index=True)
        found = np.zeros(len(key), bool)
        found[firsts] = True
        return found

    @cached_property
    def ignored(self) -> Mask:
        """Whether the entity with a number is none."""
        found = np.zeros(len(self.names), bool)
        for number in self._decided:
            found[number] = self.ties.verdict(self.names[number]).ignored
        return found

    @cached_property
    def _decided(self) -> frozenset[int]:
        """The entities of the corpus about which something was decided."""
        leads = (self._lead_of(ruled) for ruled in self.rulings)
        return frozenset(number for number in leads if number is not None)

    @cached_property
    def renamed(self) -> dict[int, str]:
        """What entities are called to which somebody gave a name."""
        names = {number: self.ties.verdict(self.names[number]).name for number in self._decided}
        return {number: name for number, name in names.items() if name}

    @cached_property
    def uses(self) -> Numbers:
        """How often each name is used."""
        found: Numbers = np.bincount(
            self.rows[:, _NAME], weights=self.rows[:, _TIMES], minlength=len(self.names)
        ).astype(np.int64)
        return found

    @cached_property
    def kinds(self) -> Numbers:
        """The place in ``KINDS`` of what an entity is: as decided, else what it is mostly taken for."""
        key = self.entity * len(KINDS) + kinds_of(self.rows[:, _LAST])
        # What was merged into it has no voice in what it is.
        own = self.spelling[self.rows[:, _NAME]] == self.spelling[self.entity]
        weights = np.where(own, self.rows[:, _TIMES].astype(np.float64), 1e-9)
        counts = np.bincount(key, weights=weights, minlength=len(self.names) * len(KINDS))
        found: Numbers = counts.reshape(len(self.names), len(KINDS)).argmax(axis=1)
        for number in self._decided:
            kind = self.ties.verdict(self.names[number]).kind
            if kind is not None:
                found[number] = KINDS.index(kind)
        return found

    @cached_property
    def main_names(self) -> Numbers:
        """The number of the name that an entity is called by: the most used spelling of its own name."""
        numbers = np.arange(len(self.names))
        own = self.spelling == self.spelling[self.lead]
        order = np.lexsort((numbers, -self.uses, ~own, self.lead))
        leads, firsts = np.unique(self.lead[order], return_index=True)
        found = numbers.copy()
        found[leads] = order[firsts]
        return found

    # -- entities -----------------------------------------------------------------------------------

    def number(self, name: Name) -> int | None:
        """The number of a name."""
        return self._numbers.get(name)

    def called(self, entity: int) -> str:
        """What an entity is called."""
        return self.renamed.get(entity) or self.names[self.main_names[entity]].text

    def kind(self, entity: int) -> Kind:
        """What sort of thing an entity is."""
        kind: Kind = KINDS[int(self.kinds[entity])]
        return kind

    def kind_of(self, name: Name) -> Kind:
        """What the entity that a name leads is; of one that is not in the corpus its family."""
        number = self.number(name)
        return name.family if number is None else self.kind(number)

    def entries(
        self, rows: Mask, *, kinds: Collection[Kind] = KINDS, among: Collection[int] | None = None
    ) -> list[Entry]:
        """The entities of some rows, counted in these, the most mentioned first.

        Args:
            rows: The rows.
            kinds: Of these kinds alone.
            among: Of these alone.
        """
        size = len(self.names)
        entity, times = self.entity[rows], self.rows[rows, _TIMES]
        mentions = np.bincount(entity, weights=times, minlength=size).astype(np.int64)
        articles = np.bincount(self.entity[rows & self.counts_article], minlength=size)
        wanted = (mentions > 0) & ~self.ignored & np.isin(self.kinds, [KINDS.index(kind) for kind in kinds])
        there = np.flatnonzero(wanted)
        if among is not None:
            there = there[np.isin(there, list(among))]
        order = there[np.lexsort((there, -articles[there], -mentions[there]))]
        return [
            Entry(
                number,
                self.kind(number),
                self.called(number),
                int(mentions[number]),
                int(articles[number]),
                self.names[number],
            )
            for number in order.tolist()
        ]

    def most_named(self, rows: Mask, limit: int, without: Sequence[int]) -> list[Entry]:
        """The entities of most articles among some rows, counted in these: fewer are looked at than in all.

        Args:
            rows: The rows.
            limit: Most entities.
            without: Places in ``KINDS`` of kinds that are left out.
        """
        size = len(self.names)
        articles = np.bincount(self.entity[rows & self.counts_article], minlength=size)
        articles[self.ignored | np.isin(self.kinds, without)] = 0
        some = np.argpartition(-articles, min(limit * 2, size - 1))[: limit * 2]
        wanted = np.zeros(size, bool)
        wanted[some[articles[some] > 0]] = True
        found = self.entries(rows & wanted[self.entity])
        return sorted(found, key=lambda each: (-each.articles, -each.times))[:limit]

    def members(self, entity: int) -> list[int]:
        """The numbers of the names of an entity, the most used first."""
        found = np.flatnonzero(self.lead == entity)
        order: list[int] = found[np.argsort(-self.uses[found], kind="stable")].tolist()
        return order

    def of_entity(self, entity: int) -> Mask:
        """The rows of an entity."""
        found: Mask = self.entity == entity
        return found

    def in_articles(self, numbers: Sequence[int]) -> Mask:
        """The rows of some articles."""
        size = int(self.article.max(initial=0)) + 1
        wanted = np.zeros(size, bool)
        there = np.array(numbers, np.int64)
        wanted[there[there < size]] = True
        found: Mask = wanted[self.article]
        return found

    def speaking(self) -> Mask:
        """The rows of those who make a statement."""
        found: Mask = (self.rows[:, _LAST] & SPEAKS) > 0
        return found

    def spoken_about(self) -> Mask:
        """The rows of what a statement is about."""
        found: Mask = (self.rows[:, _LAST] & SPOKEN_ABOUT) > 0
        return found

    def articles_of_names(self, rows: Mask) -> list[int]:
        """In how many articles of some rows each name stands."""
        pairs = np.unique((self.rows[rows, _NAME].astype(np.int64) << 32) | self.article[rows])
        counts: list[int] = np.bincount(pairs >> 32, minlength=len(self.names)).tolist()
        return counts

    def names_in(self, rows: Mask) -> tuple[Numbers, Numbers]:
        """The name and the article of each of some rows."""
        names: Numbers = self.rows[rows, _NAME].astype(np.int64)
        articles: Numbers = self.article[rows].astype(np.int64)
        return names, articles

    def forms_of(self, rows: Mask) -> list[tuple[int, int, int]]:
        """Name, form and how often, of some rows, the most frequent first."""
        some = self.rows[rows]
        key = (some[:, _NAME].astype(np.int64) << 32) | some[:, _FORM]
        pairs, places = np.unique(key, return_inverse=True)
        times = np.bincount(places, weights=some[:, _TIMES]).astype(np.int64)
        order = np.argsort(-times, kind="stable")
        return [
            (pair >> 32, pair & 0xFFFFFFFF, count)
            for pair, count in zip(pairs[order].tolist(), times[order].tolist(), strict=True)
        ]

    @cached_property
    def _numbers(self) -> dict[Name, int]:
        return {name: number for number, name in enumerate(self.names) if number}

    def _lead_of(self, ruled: Ruled) -> int | None:
        """The number of the entity that a decision is about, where it is in the corpus."""
        if ruled.ruling in PLACED:
            return None
        try:
            return self.number(self.ties.lead(read_name(ruled.subject)))
        except ValueError:
            return None


class Register:
    """Follows the catalogue. Safe to use from several threads."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._lock = threading.Lock()
        self._seen = (-1, -1, -1)
        self._names: list[Name] = [Name("person", "")]
        self._forms: list[str] = [""]
        self._article: Numbers = np.zeros(0, np.int64)
        self._rows: npt.NDArray[np.int32] = np.zeros((0, ROW), np.int32)
        self._spelling: Numbers = np.zeros(1, np.int64)
        self._proposed: Numbers = np.zeros(1, np.int64)
        self._decided = DecidedArticles(catalog)
        self._view: View | None = None

    @property
    def is_there(self) -> bool:
        """Whether it was asked before: the first time it reads the names of all articles."""
        return self._view is not None

    @property
    def held(self) -> int:
        """How many names it holds."""
        return len(self._names)

    def view(self) -> View:
        """What is known now."""
        with self._lock:
            now = self._catalog.stamps()
            if self._view is None or now != self._seen:
                self._view = self._follow(now)
                self._seen = now
            return self._view

    def _follow(self, now: tuple[int, int, int]) -> View:
        if now[0] != self._seen[0]:
            self._read_rows(self._seen[0])
        if now[:2] != self._seen[:2]:
            self._read_names(again=now[1] != self._seen[1])
        rulings = self._catalog.ruled()
        numbers = {name: number for number, name in enumerate(self._names) if number} if rulings else {}

        alone = {number for each in rulings if (number := split_off(each, numbers)) is not None}
        instead = heirs(self._proposed, alone)
        # A view never changes: what it asks later are the names of now, not those that are read meanwhile.
        names, leads = tuple(self._names), self._proposed

        def proposed(name: Name) -> Name:
            number = numbers.get(name)
            if number is None:
                return name
            lead = int(leads[number])
            return names[instead.get(lead, lead)]

        ties = Ties(rulings, proposed)
        decided = self._decided.after(rulings)
        article, rows = counted_again(decided, self._article, self._rows, numbers, self._forms)
        return View(
            names=names,
            spelling=self._spelling,
            proposed=self._proposed,
            lead=self._leads(ties, rulings, numbers.get),
            ties=ties,
            rulings=rulings,
            forms=tuple(self._forms),
            article=article,
            rows=rows,
            placed={
                subject: frozenset(numbers[name] for name in names if name in numbers)
                for subject, names in decided.names.items()
            },
        )

    def _read_rows(self, since: int) -> None:
        found = self._catalog.named_since(since)
        changed = np.array([article for article, _ in found], np.int64)
        lengths = np.array([len(named) // (4 * ROW) for _, named in found], np.int64)
        kept = np.isin(self._article, changed, invert=True) if len(self._article) else np.zeros(0, bool)
        self._article = np.append(self._article[kept], np.repeat(changed, lengths))
        self._rows = np.concatenate((self._rows[kept], unpacked_names([named for _, named in found])))
        for number, text in self._catalog.form_rows(len(self._forms) - 1):
            self._forms.extend([""] * (number - len(self._forms)))
            self._forms.append(text)

    def _read_names(self, *, again: bool) -> None:
        """Read names that are new; where ties changed, the ties of all."""
        known = len(self._names)
        rows = self._catalog.name_rows(0 if again else known - 1)
        for number, kind, text, *_ in rows:
            if number >= known:
                self._names.extend(self._names[:1] * (number - len(self._names)))  # numbers may be left out
                self._names.append(Name(kind, text))  # type: ignore[arg-type]
        # Views that were handed out have the arrays of before, which stay as they are.
        spelling, leads = np.zeros((2, len(self._names)), np.int64)
        if not again:
            spelling[:known], leads[:known] = self._spelling, self._proposed
        numbers = [row[0] for row in rows]
        spelling[numbers] = [row[3] for row in rows]
        leads[numbers] = [row[4] for row in rows]
        self._spelling, self._proposed = spelling, leads

    def _leads(self, ties: Ties, rulings: Sequence[Ruled], number: Callable[[Name], int | None]) -> Numbers:
        """The entity of each name: as proposed, but where somebody decided."""
        leads = self._proposed.copy()
        if not any(each.ruling in ("merged", "split") for each in rulings):
            return leads
        names = self._names
        for proposed in {self._proposed[at] for at in concerned(rulings, number)}:
            for at in np.flatnonzero(self._proposed == proposed).tolist():
                lead = number(ties.lead(names[at]))
                leads[at] = at if lead is None else lead
        return leads
