"""The entities of a corpus: what there is, what is known of each, where it stands. The package's face."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Collection, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING, Literal, NamedTuple

import numpy as np

from index.entities.model import Alias, Coverage, Decided, Dossier, Entry, Name, family
from index.entities.ruling import placed
from index.model import KINDS
from index.understanding import passages
from index.understanding.lookup import Lookup, about, related
from index.understanding.named_articles import NamedArticles
from index.understanding.parting import Parting, parting
from index.understanding.spelling import Spelled, folded
from index.understanding.tying import alike, sounding, tie_new, tie_short_forms

if TYPE_CHECKING:
    from index.catalog import Catalog
    from index.entities.model import Appearance, Order, Ruled, Said
    from index.model import Article, Kind, Passage, Published, Span
    from index.understanding.register import Mask, Numbers, View

#: What an entity does in an article: it is named there, it says something, something is said about it.
Part = Literal["named", "speaking", "spoken_about"]

#: What entities were found by: a name or form, one that is spelled otherwise, or a part of one.
Finding = Literal["called", "sounding", "part"]

#: Kinds that are entities, but in no list that does not ask for them.
UNLISTED: tuple[Kind, ...] = ("demonym", "quantity")
_LISTED = tuple(kind for kind in KINDS if kind not in UNLISTED)

#: While articles are read for names the state changes every few seconds, and the numbers by little.
_WILL_DO_SECONDS = 30.0

_SUGGESTED = 6


class _Spread(NamedTuple):
    """In how many articles each entity is mentioned: in which state, counted when, and the numbers."""

    state: tuple[int, ...]
    made: float
    view: View
    articles: Numbers


class Entities(NamedArticles):
    """All entities of one corpus. Safe to use from several threads; each question sees the state as it is."""

    def __init__(
        self,
        catalog: Catalog,
        version: Callable[[], str],
        sentences: Callable[[], AbstractContextManager[None]],
    ) -> None:
        """Take where names are kept, the version of the recogniser, and what is around every call."""
        super().__init__(catalog, version, sentences)
        self._lock = threading.Lock()
        self._lookup: Lookup | None = None
        self._coverage: tuple[tuple[str | int, ...], Coverage] | None = None
        self._spread: _Spread | None = None

    def state(self) -> tuple[int, ...]:
        """Numbers that are others whenever an answer may be another one."""
        with self._sentences():
            return (*self._catalog.stamps(), self._catalog.last_change())

    # -- how far names are known ----------------------------------------------------------------------

    def coverage(self) -> Coverage:
        """How many of the current articles have been read for names."""
        with self._sentences():
            version, state = self._version(), self.state()
            known = self._coverage
            # Each key of a search asks for it, and counting goes through all that is kept.
            if known is None or known[0] != (version, *state):
                done = self._catalog.read_for_names(version)
                known = self._coverage = (version, *state), Coverage(done, self._catalog.count())
            return known[1]

    def faults(self) -> list[tuple[str, str]]:
        """Id of each article that could not be read for names, and why."""
        with self._sentences():
            return self._catalog.faults()

    def tie(self, stop: Callable[[], bool] = lambda: False) -> None:
        """Propose which names of different articles are one thing; after articles were read for names."""
        with self._sentences():
            tie_new(self._catalog, stop)
            # Names that are all known can have forms that are new, or be in fewer articles than before.
            if not self._catalog.tied() and not stop():
                state = self._catalog.named_state()
                view = self._register.view()
                tie_short_forms(self._catalog, view, self._live(view), state)

    # -- lists ----------------------------------------------------------------------------------------

    def listed(
        self,
        *,
        kind: Kind | None = None,
        among: Sequence[int] | None = None,
        matching: str = "",
        order: Order = "mentions",
        limit: int | None = None,
    ) -> tuple[Entry, ...]:
        """Entities, the most mentioned first.

        Args:
            kind: Of this kind alone; without it, quantities and words of peoples are left out.
            among: Numbers of articles: what these mention, counted in them. Without it, all current ones.
            matching: What the name or another form has in it, whatever its capitals and accents.
            order: Another order.
            limit: Most entities.
        """
        with self._sentences():
            view = self._register.view()
            rows = self._live(view, among)
            among_these = self._lookup_of(view).matching(matching) if matching else None
            found = view.entries(rows, kinds=(kind,) if kind else _LISTED, among=among_these)
            match order:
                case "articles":
                    found.sort(key=lambda each: (-each.articles, -each.times))
                case "name":
                    found.sort(key=lambda each: (each.name.casefold(), -each.times))
                case "newest":
                    newest = self._newest(view, rows)
                    found.sort(key=lambda each: newest[each.id])
            return tuple(found[:limit])

    def found(self, text: str, kind: Kind | None = None) -> tuple[Entry, ...]:
        """The entities that are called so, the most mentioned first.

        Those with this very name or form come alone, people also by a part of their name; where there are
        none, those with a name that has these words in it, the last maybe cut off; where there are none
        either, those with a name that is spelled otherwise.

        Args:
            text: A name, or a part of one.
            kind: Of this kind alone; ``organisation`` and ``group`` are then one, as are ``place`` and
                ``facility``.
        """
        return self.found_by(text, kind)[1]

    def found_by(self, text: str, kind: Kind | None = None) -> tuple[Finding, tuple[Entry, ...]]:
        """The same, with what they were found by."""
        with self._sentences():
            view = self._register.view()
            lookup = self._lookup_of(view)
            if called := self._called(view, lookup.going_by(text), kind):
                return "called", called
            for cut_off in (False, True):
                if part := self._called(view, lookup.matching(text, cut_off=cut_off), kind):
                    return "part", part
            return "sounding", self._called(view, self._sounding(view, text, kind), kind)

    def named_exactly(self, text: str, kind: Kind | None = None) -> tuple[Entry, ...]:
        """The entities with this very name or form; the arguments are those of ``found``."""
        with self._sentences():
            view = self._register.view()
            return self._called(view, self._lookup_of(view).called(text), kind)

    def called_the_same(self, name: str, entry: Entry) -> Entry | None:
        """Another entity that goes by this name, of the kind of ``entry`` or one easily taken for it."""
        others = (each for each in self.named_exactly(name, entry.kind) if each.id != entry.id)
        return next((each for each in others if folded(each.name) == folded(name)), None)

    def sounding(self, text: str, kind: Kind | None = None) -> tuple[Entry, ...]:
        """The entities that are called so or sound alike; the arguments are those of ``found``."""
        with self._sentences():
            view = self._register.view()
            found = self._lookup_of(view).going_by(text) | set(self._sounding(view, text, kind))
            return self._called(view, found, kind)

    def choices(self, text: str, like: Entry | None = None) -> tuple[Entry, ...]:
        """All entities that somebody who types this may mean, to choose from.

        Those with a name that has words which begin so come first, then those that sound alike; of both first
        the kind of ``like``, then what that is easily taken for, then the most mentioned.
        """
        with self._sentences():
            view = self._register.view()
            matching = self._lookup_of(view).matching(text)
            alike = set(self._sounding(view, text, None)) - matching
            return (*self._like(view, matching, like), *self._like(view, alike, like))

    def akin(self, entry: Entry) -> tuple[tuple[Entry, ...], tuple[Entry, ...]]:
        """The entities that may be the same as this one by their names, each in the order of ``choices``.

        Returns:
            Those that sound alike, are short for it or what it is short for, with people of whose names one
            is a part of the other; and other things of which the name of one is a part of that of the other.
        """
        with self._sentences():
            view = self._register.view()
            lookup = self._lookup_of(view)
            near = {int(view.lead[other]) for other in alike(self._catalog, view.names[entry.id])}
            near |= lookup.short_for(entry.id)
            around = lookup.around(entry.id)
            near |= {lead for lead in around if view.names[lead].family == "person"}
            near.discard(entry.id)
            return tuple(self._like(view, near, entry)), tuple(self._like(view, around - near, entry))

    def times_called(self, text: str, ids: Collection[int]) -> dict[int, int]:
        """How often each of these entities is called so in current articles.

        All mentions of one that goes by this name count, of any other those with these words alone.
        """
        with self._sentences():
            view = self._register.view()
            return self._lookup_of(view).times(text, ids, self._live(view))

    def decided(self, text: str, kind: Kind | None = None) -> tuple[Decided, ...]:
        """The entities that are called so and that somebody decided about, ignored ones too."""
        with self._sentences():
            return tuple(self._lookup_of(self._register.view()).decided(text, kind))

    def beginning(self, text: str, kind: Kind | None = None) -> tuple[Entry, ...]:
        """The entities with a name that has words which begin so; the arguments are those of ``found``."""
        with self._sentences():
            view = self._register.view()
            return self._called(view, self._lookup_of(view).matching(text), kind)

    def entry(self, id: int) -> Entry | None:
        """An entity, counted in all current articles; ``None`` where there is none with this number."""
        with self._sentences():
            view = self._register.view()
            found = view.entries(self._live(view) & view.of_entity(id))
            return found[0] if found else None

    def of(self, kind: Kind, name: str) -> Entry | None:
        """The entity for which a name of one article stands."""
        found = self.named(Name(family(kind), name))
        if found is not None:
            return found
        with self._sentences():
            # It may carry the name, or be of the kind, that somebody gave it.
            view = self._register.view()
            if view.number(Name(family(kind), name)) is not None:
                return None
            called = self._called(view, self._lookup_of(view).called(name), kind)
            return next((each for each in called if each.name == name), next(iter(called), None))

    def named(self, name: Name) -> Entry | None:
        """The entity that this very name stands for, whatever it is called; ``None`` where there is none."""
        with self._sentences():
            view = self._register.view()
            number = view.number(name)
            return self.entry(int(view.lead[number])) if number is not None else None

    def at(self, article: Article, span: Span) -> Entry | None:
        """The entity of a mention, whatever it was called by decisions; ``None`` where none is kept there.

        Two entities can be called the same, so the place says more than the name that is shown.
        """
        layers = self.kept_layers(article)
        found = next((each for each in layers.mentions if each.span == span), None) if layers else None
        if layers is not None and found is not None:
            with self._sentences():
                found = placed(found, self._spots(article, layers, self._catalog.ruled()))
        return self.named(Name(family(found.kind), found.name)) if found is not None else None

    def spread(self, names: Collection[Name], *, at_once: bool = False) -> dict[Name, int] | None:
        """In how many current articles the entity of each name is mentioned; unknown ones are left out.

        Args:
            names: The names.
            at_once: Whether to answer ``None`` where all entities had to be counted for it. What was counted
                a moment ago will do, unless something was decided since.
        """
        with self._sentences():
            known, state, now = self._spread, self.state(), time.monotonic()
            if at_once and known is not None and known.state[2] == state[2]:
                state = known.state if now - known.made < _WILL_DO_SECONDS else state
            if known is None or known.state != state:
                if at_once:
                    return None
                view = self._register.view()
                counted = view.entity[self._live(view) & view.counts_article]
                known = self._spread = _Spread(
                    state, now, view, np.bincount(counted, minlength=len(view.names))
                )
            view, counts = known.view, known.articles
            numbers = {name: number for name in names if (number := view.number(name)) is not None}
            found = {name: int(counts[view.lead[number]]) for name, number in numbers.items()}
            return {name: count for name, count in found.items() if count}

    def leading(self, id: int) -> Name:
        """The name by which a decision about an entity holds: the most used one that is its own.

        A name that somebody put together with it would take the decision along when the two are parted;
        and what was decided about that name, there is one of a kind, must not be lost.
        """
        with self._sentences():
            view = self._register.view()
            own = view.names[id]
            names = (view.names[number] for number in view.members(id))
            return next((name for name in names if name == own or not view.ties.moves(name)), own)

    def parting(self, names: Sequence[Name], rulings: Sequence[Ruled]) -> Parting:
        """What has to be decided so that names are no more with the entity that they are with.

        Args:
            names: Of one entity.
            rulings: All decisions, the oldest first.
        """
        with self._sentences():
            view = self._register.view()
            number = view.number(names[0])
            if number is None:
                return Parting((), tuple(names))  # it holds when the name is known
            return parting(view, rulings, names, self.leading(int(view.lead[number])))

    def facets(self, numbers: Sequence[int], limit: int = 12) -> tuple[Entry, ...]:
        """The entities that most of these articles mention, counted in them."""
        with self._sentences():
            view = self._register.view()
            rows = self._live(view, numbers)
            unlisted = [KINDS.index(kind) for kind in UNLISTED]
            return tuple(view.most_named(rows, limit, unlisted))

    # -- one entity -----------------------------------------------------------------------------------

    def dossier(self, id: int, *, among: Sequence[int] | None = None) -> Dossier | None:
        """What is known of an entity; ``None`` where there is none with this number.

        Args:
            id: Its number.
            among: Numbers of the articles that are looked at; without them all current ones.
        """
        with self._sentences():
            view = self._register.view()
            everywhere = view.entries(self._live(view) & view.of_entity(id))
            if not everywhere:
                return None
            rows = self._live(view, among) & view.of_entity(id)
            found = view.entries(rows) or [replace(everywhere[0], times=0, articles=0)]
            numbers = self._numbers(view, rows)
            counts = self._catalog.facets(numbers)
            first, last = self._first_and_last(numbers)
            members = view.members(id)
            return Dossier(
                entry=found[0],
                names=tuple(view.names[number] for number in members),
                aliases=self._aliases(view, found[0], rows),
                first=first,
                last=last,
                days=counts.days,
                sources=counts.facets["source"],
                suggestions=self._suggestions(view, id),
                rulings=about(view, members),
                in_all=everywhere[0].articles,
                related=tuple(view.entries(self._live(view), among=related(view, found[0]))),
            )

    def articles(self, id: int) -> list[int]:
        """The numbers of the current articles that mention an entity, the newest first."""
        return self._articles(lambda view: view.of_entity(id))

    def speaking(self, id: int) -> list[int]:
        """The numbers of those in which it says something."""
        return self._articles(lambda view: view.of_entity(id) & view.speaking())

    def spoken_about(self, id: int) -> list[int]:
        """The numbers of those in which somebody says something about it."""
        return self._articles(lambda view: view.of_entity(id) & view.spoken_about())

    def articles_of(self, ids: Collection[int], part: Part = "named") -> list[int]:
        """The numbers of the current articles in which one of these entities has a part, in no order."""
        with self._sentences():
            view = self._register.view()
            rows = self._live(view) & np.isin(view.entity, list(ids))
            if part != "named":
                rows &= view.speaking() if part == "speaking" else view.spoken_about()
            found: list[int] = np.unique(view.article[rows]).tolist()
            return found

    def appearances(
        self,
        id: int,
        *,
        limit: int = 200,
        offset: int = 0,
        newest_first: bool = True,
        among: Sequence[int] | None = None,
    ) -> tuple[Appearance, ...]:
        """Mentions of an entity with the words around them, article by article.

        ``among`` as in ``dossier``.
        """
        with self._sentences():
            view = self._register.view()
            rows = self._live(view, among) & view.of_entity(id)
            numbers = self._numbers(view, rows, newest_first=newest_first)
            return tuple(passages.appearances(self._catalog, view, id, numbers, limit=limit, offset=offset))

    def beside(
        self, id: int, *, limit: int = 12, among: Sequence[int] | None = None
    ) -> tuple[tuple[Entry, int], ...]:
        """What stands in the same sentences, with the number of sentences, in the newest articles.

        ``among`` as in ``dossier``; the entries are counted in all current articles.
        """
        with self._sentences():
            view = self._register.view()
            live = self._live(view)
            numbers = self._numbers(view, self._live(view, among) & view.of_entity(id))
            found = passages.beside(self._catalog, view, id, numbers).most_common()
            there = {each.id: each for each in view.entries(live, kinds=_LISTED, among=dict(found))}
            named = [(there[number], count) for number, count in found if number in there]
            return tuple(named[:limit])

    def said(
        self,
        *,
        by: int | None = None,
        about: int | None = None,
        limit: int = 200,
        offset: int = 0,
        among: Sequence[int] | None = None,
    ) -> tuple[Said, ...]:
        """Statements by an entity, about one, or by one about another; the newest articles first.

        ``among`` as in ``dossier``.
        """
        with self._sentences():
            view = self._register.view()
            rows = self._live(view, among)
            numbers: list[int] | None = None
            for id, flagged in ((by, view.speaking), (about, view.spoken_about)):
                if id is not None:
                    some = self._numbers(view, rows & view.of_entity(id) & flagged())
                    there = frozenset(some)
                    numbers = some if numbers is None else [each for each in numbers if each in there]
            found = passages.said(self._catalog, view, numbers or [], by=by, about=about)
            return tuple(islice(found, offset, offset + limit))

    def passages(self, number: int, ids: Collection[int], part: Part) -> tuple[Passage, ...]:
        """The mentions of these entities in an article, or the statements by them or about them, in order.

        Of a statement what lights up is who speaks, or what it is about. Where there is none, as when
        decisions changed meanwhile, they are the mentions.
        """
        with self._sentences():
            view = self._register.view()
            if part == "named":
                return tuple(passages.mentioned(self._catalog, view, number, frozenset(ids)))
            return tuple(passages.stated(self._catalog, view, number, frozenset(ids), by=part == "speaking"))

    def variants(self, text: str) -> Sequence[str]:
        """Other spellings of a name, or of a word of names, that the corpus has."""
        with self._sentences():
            return Spelled(self._catalog).otherwise(text)

    # -- inside ---------------------------------------------------------------------------------------

    def _live(self, view: View, among: Sequence[int] | None = None) -> Mask:
        """The rows of current articles, or of those of these."""
        found = self._catalog.columns().are_current(view.article).copy()
        return found if among is None else found & view.in_articles(among)

    def _called(self, view: View, ids: Collection[int], kind: Kind | None) -> tuple[Entry, ...]:
        """Those of these entities that are there, of a kind or one easily taken for it; most used first."""
        if not ids:
            return ()
        found = view.entries(self._live(view) & np.isin(view.entity, list(ids)))
        return tuple(each for each in found if kind is None or family(each.kind) == family(kind))

    def _like(self, view: View, ids: Collection[int], like: Entry | None) -> list[Entry]:
        """Those of these entities that are there: first of the kind of another one, then of its family."""
        found = self._called(view, ids, None)
        if like is None:
            return list(found)
        return sorted(
            found, key=lambda each: (each.kind != like.kind, family(each.kind) != family(like.kind))
        )

    def _articles(self, rows: Callable[[View], Mask]) -> list[int]:
        with self._sentences():
            view = self._register.view()
            return self._numbers(view, self._live(view) & rows(view))

    def _numbers(self, view: View, rows: Mask, *, newest_first: bool = True) -> list[int]:
        """The articles of some rows by date."""
        numbers = np.unique(view.article[rows])
        ordered: list[int] = (
            self._catalog.columns().first(numbers, len(numbers), newest_first=newest_first).tolist()
        )
        return ordered

    def _newest(self, view: View, rows: Mask) -> dict[int, int]:
        """Entity to the place of its newest article, the newest first."""
        numbers = np.unique(view.article[rows])
        ordered = self._catalog.columns().first(numbers, len(numbers), newest_first=True)
        place = np.zeros(int(numbers.max(initial=0)) + 1, np.int64)
        place[ordered] = np.arange(len(ordered))
        best = np.full(len(view.names), len(ordered))
        np.minimum.at(best, view.entity[rows], place[view.article[rows]])
        return dict(enumerate(best.tolist()))

    def _first_and_last(self, numbers: Sequence[int]) -> tuple[Published | None, Published | None]:
        """The earliest and the latest date of articles that come the newest first, undated ones last."""
        dated = self._catalog.summaries(
            [*numbers[:1], *(n for n in self._catalog.ordered(numbers, newest_first=False)[:1])]
        )
        if not dated or dated[0].published is None:
            return None, None
        return dated[-1].published, dated[0].published

    def _aliases(self, view: View, entry: Entry, rows: Mask) -> tuple[Alias, ...]:
        main = int(view.main_names[entry.id])
        found: dict[str, Alias] = {}
        for name, form, times in view.forms_of(rows):
            text = view.forms[form]
            if text == entry.name:
                continue
            decided = view.ties.moves(view.names[name]) and name != main
            known = found.get(text)
            total = times + (known.times if known else 0)
            if known is not None:
                decided = decided and known.decided  # else the program itself put it there
            found[text] = Alias(text, total, known.name if known else view.names[name], decided)
        return tuple(sorted(found.values(), key=lambda each: -each.times))

    def _suggestions(self, view: View, id: int) -> tuple[Entry, ...]:
        others = {int(view.lead[other]) for other in alike(self._catalog, view.names[id])} - {id}
        if not others:
            return ()
        rows = self._live(view) & np.isin(view.entity, list(others))
        return tuple(view.entries(rows)[:_SUGGESTED])

    def _sounding(self, view: View, text: str, kind: Kind | None) -> list[int]:
        kinds: Sequence[Kind] = (family(kind),) if kind else ("person", "organisation", "place")
        found = [other for each in kinds for other in sounding(self._catalog, each, text)]
        return [int(view.lead[other]) for other in found if other < len(view.lead)]

    def _lookup_of(self, view: View) -> Lookup:
        """What finds entities by their names, in this state."""
        with self._lock:
            if self._lookup is None or self._lookup.view is not view:
                self._lookup = Lookup(view, self._lookup.known if self._lookup is not None else {})
            return self._lookup
