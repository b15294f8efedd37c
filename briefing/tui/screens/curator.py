"""What is decided about entities: asked over the page, kept in the casebook, handed to the corpus, and said.

It serves every screen on which one can be at a name. What waits for a disk is done by the clerk.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, cast

from briefing.tui.clerk import Clerk, Teller
from briefing.tui.dossier_rows import Decided, ruled
from briefing.tui.kit import Kit
from index import Span
from index.entities.model import Name

if TYPE_CHECKING:
    from textual.app import App

    from index.entities.model import Entry, Place, Ruling
    from index.model import Kind

#: Entities to choose from that are shown; whoever wants a further one types more of its name.
_MOST_FOUND = 200
#: Letters of a name that have to be typed before the first that has them is chosen.
_LEAST_TYPED = 2


@dataclass(frozen=True, slots=True)
class Named:
    """A name that one is at.

    Attributes:
        kind: What sort of thing is named.
        name: What it is called.
        lead: A name of it, which tells it from another that is called the same.
        article: Id of the article of the mention; empty where one is at the entity as such.
        span: Where the mention stands in it.
    """

    kind: Kind
    name: str
    lead: Name
    article: str = ""
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Choices:
    """What an entity can be merged into.

    Attributes:
        entries: The entities, the likeliest first.
        total: How many there are with those that are left out.
        own: The entity itself, where it is called so, too.
        likely: Whether the first of them is what may well be meant.
    """

    entries: Sequence[Entry]
    total: int
    own: Entry | None = None
    likely: bool = True


class _Done(NamedTuple):
    """What came of a choice: in words, whether anything was decided, and the entity that one is at now."""

    said: str
    kept: bool
    now: Entry | None


class CuratingScreen(Teller, Protocol):
    """What the curator needs of the screen that it stands on."""

    @property
    def app(self) -> App[Any]:
        """The application, to show a card over the page."""

    def key(self, action: str) -> str:
        """The key of an action, as it is printed."""

    def ruled(self, now: Named | None) -> None:
        """Something was decided about entities; the one that it was about is this now, or none any more."""


class Curator:
    """Decides about entities."""

    def __init__(self, kit: Kit, clerk: Clerk, looker: Clerk, screen: CuratingScreen) -> None:
        """Take what is decided about, who writes, who looks, and the screen to ask and to tell on."""
        self._kit = kit
        self._clerk, self._looker = clerk, looker
        self._screen = screen

    # -- asked over the page ---------------------------------------------------------------------

    def merge(self, named: Named) -> None:
        """Put the entity together with another one that is chosen."""
        from briefing.tui.screens.merge_card import Chosen, MergeCard  # noqa: PLC0415  (when it is asked for)

        def chosen(taken: Chosen | None) -> None:
            if taken is None:
                return
            keep = self._give if taken.only_here else self._put_together
            self._clerk.do(lambda: keep(named, taken.entry), told)

        def told(done: _Done) -> None:
            now = done.now
            into = Named(now.kind, now.name, now.lead, named.article, named.span) if now else named
            if done.kept:
                self._decided(done.said, into)
            else:
                self._screen.ruled(into)
                self._screen.answer(done.said, "warn")

        def find(text: str, then: Callable[[Choices], object], failed: Callable[[str], object]) -> None:
            self._looker.do(lambda: self._choices(named, text), then, failed=failed)

        at_one = named.span is not None
        card = MergeCard(self._kit.look, named.name, named.kind, find, self._kit.actions, at_one=at_one)
        self._screen.app.push_screen(card, chosen)

    def rename(self, named: Named) -> None:
        """Call the entity otherwise."""
        from briefing.tui.screens.name_line import NameLine  # noqa: PLC0415  (when it is asked for)

        def typed(name: str | None) -> None:
            if name and name != named.name:
                self._looker.do(lambda: self._called_the_same(named, name), lambda other: decide(name, other))

        def decide(name: str, other: Entry | None) -> None:
            if other is None:
                said = f"{named.name} is called {name}"
                self._rule("renamed", named, lambda: name, said, replace(named, name=name))
            else:
                merge = self._screen.key("accept")
                self._screen.answer(
                    f"nothing was renamed: {other.name} is there already, and {merge} merges into it", "warn"
                )

        self._screen.app.push_screen(NameLine(self._kit.look, named.name, self._kit.actions), typed)

    def retype(self, named: Named) -> None:
        """Say that the entity is of another kind."""
        from briefing.tui.screens.kind_menu import KindMenu  # noqa: PLC0415  (when it is asked for)

        def chosen(kind: str | None) -> None:
            if kind and kind != named.kind:
                now = replace(named, kind=kind)  # type: ignore[arg-type]
                self._rule("retyped", named, lambda: kind, f"{named.name} is of kind {kind}", now)

        menu = KindMenu(self._kit.look, f"{named.name} is", named.kind, self._kit.actions)
        self._screen.app.push_screen(menu, chosen)

    def split(self, named: Named) -> None:
        """Make a name an entity of its own that was put together with others."""
        from briefing.tui.screens.split_card import SplitCard  # noqa: PLC0415  (when it is asked for)

        def chosen(name: Name | None) -> None:
            if name is not None:
                self._clerk.do(lambda: self._part(name), lambda said: self._decided(said, named))

        page = self._screen.app.screen

        def show(found: tuple[Sequence[Name], bool]) -> None:
            names, has_forms = found
            if self._screen.app.screen is not page:
                return  # one has opened something else meanwhile, or this very card by a second key
            if not names and has_forms:
                key = self._screen.key("not_here")
                self._screen.answer(
                    f"{named.name} has one name: articles say what else it is, and {key} parts a mention"
                )
            elif not names:
                self._screen.answer(f"{named.name} has one name: nothing was put together here")
            else:
                card = SplitCard(self._kit.look, named.name, names, self._kit.actions)
                self._screen.app.push_screen(card, chosen)

        self._looker.do(lambda: self._other_names(named), show)

    # -- decided at once -------------------------------------------------------------------------

    def ignore(self, named: Named) -> None:
        """Say that this is not an entity, wherever it stands."""
        self._rule("ignored", named, lambda: "", f"{named.name} is not an entity", None)

    def not_here(self, named: Named) -> None:
        """Say that the mention that one is at is none of this entity."""
        if named.span is None:
            self._screen.answer(f"no mention here: {self._screen.key('next_entity')} goes to the next name")
            return
        said = f"not this one here: {named.name}"
        self._clerk.do(
            lambda: self._keep("not_here", self._place(named), named.article),
            lambda _: self._decided(said, named),
        )

    def revoke(self, decision: Decided, named: Named) -> None:
        """Take a decision about an entity back, whenever it was made."""

        def task() -> Entry | None:
            name = self._left(named, decision)
            self._kit.casebook.revoke_ruling(cast("Ruling", decision.kind), decision.subject)
            self._hand_over()
            return self._kit.corpus.entities.named(name)

        def show(now: Entry | None) -> None:
            # What it was called, or of which kind it was, may be what was taken back.
            still = Named(now.kind, now.name, now.lead, named.article, named.span) if now else named
            self._decided(f"taken back: {said}", still)

        said = "".join(words for words, _ in ruled(decision, (), named.kind))
        self._clerk.do(task, show)

    # -- inside ----------------------------------------------------------------------------------

    def _rule(
        self, ruling: Ruling, named: Named, value: Callable[[], str], said: str, now: Named | None
    ) -> None:
        self._clerk.do(
            lambda: self._keep(ruling, self._name(named.lead), value()),
            lambda _: self._decided(said, now),
        )

    def _decided(self, said: str, now: Named | None) -> None:
        self._screen.ruled(now)
        self._screen.answer(f"{said}   {self._screen.key('undo')} undoes it")

    # In the thread of the clerk or the looker.

    def _keep(self, ruling: Ruling, subject: Name | Place, value: str) -> None:
        self._kit.casebook.rule(ruling, subject, value)
        self._hand_over()

    def _put_together(self, named: Named, into: Entry) -> _Done:
        """Put two entities together, unless that is out of date: they were chosen a while ago."""
        entities = self._kit.corpus.entities
        one, other = self._entry(named), entities.named(into.lead)
        if other is None:
            return _Done(f"nothing was merged: {into.name} is not known as an entity any more", False, one)
        if one is not None and one.id == other.id:
            return _Done(f"{named.name} and {into.name} are one already: {other.name}", False, other)
        name = one.name if one is not None else named.name
        self._keep("merged", self._name(named.lead), str(entities.leading(other.id)))
        return _Done(f"merged {name} into {other.name}", True, entities.named(into.lead))

    def _give(self, named: Named, whom: Entry) -> _Done:
        """Say that the mention that one is at is of another entity, likewise."""
        entities = self._kit.corpus.entities
        one, other = self._entry(named), entities.named(whom.lead)
        if other is None:
            return _Done(f"nothing was decided: {whom.name} is not known as an entity any more", False, one)
        if one is not None and one.id == other.id:
            return _Done(f"this one here is {other.name} already", False, other)
        self._keep("here", self._place(named), f"{named.article} {entities.leading(other.id)}")
        return _Done(f"this one here is {other.name}", True, self._entry(named))

    def _part(self, name: Name) -> str:
        """Split a name off; returns what holds then, in words."""
        from briefing.casebook.curation import part  # noqa: PLC0415  (as below)

        entities = self._kit.corpus.entities
        leading = self._name(name)
        part(self._kit.casebook, self._kit.corpus, [name])
        self._hand_over()
        now, left = entities.named(name), entities.named(leading)
        if leading != name and now is not None and left is not None and now.id == left.id:
            return f"{name.text} is with {now.name} as before"
        return f"{name.text} is split off"

    def _hand_over(self) -> None:
        from briefing.casebook.curation import hand_over_rulings  # noqa: PLC0415  (as the corpus is opened)

        hand_over_rulings(self._kit.casebook, self._kit.corpus)

    def _other_names(self, named: Named) -> tuple[Sequence[Name], bool]:
        """The names that were put together with the one by which decisions about the entity hold.

        And whether there are other words for it.
        """
        entities = self._kit.corpus.entities
        entry = self._entry(named)
        dossier = entities.dossier(entry.id) if entry is not None else None
        if entry is None or dossier is None:
            return (), False
        leading = entities.leading(entry.id)
        return tuple(name for name in dossier.names if name != leading), bool(dossier.aliases)

    def _entry(self, named: Named) -> Entry | None:
        """The entity that one is at."""
        return self._kit.corpus.entities.named(named.lead)

    def _name(self, lead: Name) -> Name:
        """The name by which a decision holds about the entity of a name."""
        entities = self._kit.corpus.entities
        now = entities.named(lead)
        # Where there is none, the corpus knows no names of this article yet.
        return entities.leading(now.id) if now is not None else lead

    def _left(self, named: Named, decision: Decided) -> Name:
        """A name of the entity that stays with it when a decision is taken back."""
        entry = self._entry(named)
        dossier = self._kit.corpus.entities.dossier(entry.id) if entry is not None else None
        names = dossier.names if dossier is not None else ()
        gone = decision.subject if decision.kind == "merged" else ""
        return next((name for name in names if str(name) != gone), named.lead)

    def _called_the_same(self, named: Named, name: str) -> Entry | None:
        own = self._entry(named)
        return self._kit.corpus.entities.called_the_same(name, own) if own is not None else None

    def _place(self, named: Named) -> Place:
        from index.entities.ruling import place_of  # noqa: PLC0415  (decided seldom)
        from index.model import Mention  # noqa: PLC0415

        text = self._kit.corpus.article(named.article).text
        span = named.span or Span(0, 0)
        mention = Mention(span, text[span.start : span.end], named.kind, named.name)
        return place_of(mention, text, named.article)

    def _choices(self, named: Named, text: str) -> Choices:
        """Entities that this one can be merged into: all that what is typed can mean, or what is akin."""
        own, typed = self._entry(named), text.strip()
        if typed:
            found: Sequence[Entry] = self._kit.corpus.entities.choices(typed, own)
        else:
            found = self._akin(own) if own is not None else ()
        others = [each for each in found if own is None or each.id != own.id]
        return Choices(
            others[:_MOST_FOUND],
            len(others),
            own if len(others) < len(found) else None,
            likely=bool(others) and self._is_likely(typed, others[0], own),
        )

    def _akin(self, own: Entry) -> Sequence[Entry]:
        """What may be the same by its name, then people of the same family name, then what has part of it."""
        alike, around = self._kit.corpus.entities.akin(own)
        return tuple({each.id: each for each in (*alike, *self._namesakes(own), *around)}.values())

    def _namesakes(self, own: Entry) -> Sequence[Entry]:
        """People who have the family name of somebody, the last word of a name."""
        from index.words import folded_words  # noqa: PLC0415  (not before it is asked for)

        family_name = folded_words(own.name)[1:][-1:]
        if own.kind != "person" or not family_name:
            return ()
        found = self._kit.corpus.entities.found(family_name[0], "person")
        return [each for each in found if folded_words(each.name)[1:][-1:] == family_name]

    def _is_likely(self, typed: str, first: Entry, own: Entry | None) -> bool:
        """Whether the first to choose from may well be meant, and may be chosen beforehand.

        A single letter is easily one that was meant for a key. More have to begin a word of its name: what
        merely sounds like them, or like nothing that was typed, has to be akin to be more than offered.
        """
        if typed and sum(map(str.isalnum, typed)) < _LEAST_TYPED:
            return False
        entities = self._kit.corpus.entities
        if typed and any(each.id == first.id for each in entities.listed(kind=first.kind, matching=typed)):
            return True
        alike = entities.akin(own)[0] if own is not None else ()
        return any(each.id == first.id for each in alike)
