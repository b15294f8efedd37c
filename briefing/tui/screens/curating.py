"""What the keys do about the name that one is at in an article: setting right what was recognised."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from briefing.tui.kit import Kit
from briefing.tui.screens.curator import Curator, Named
from briefing.tui.screens.dater import Dater
from briefing.tui.screens.filing import FilingScreen
from briefing.tui.trail import Stop
from index import Span
from index.entities.model import lead_of

if TYPE_CHECKING:
    from index.model import Moment


class CuratingScreen(FilingScreen, inherit_bindings=True):
    """The panes with an article whose names one sets right.

    Attributes:
        curator: Who decides about entities.
        dater: Who sets when times are.
    """

    def __init__(self, kit: Kit) -> None:
        """Take what it works with."""
        super().__init__(kit)
        self.curator = Curator(kit, self.clerk, self.looker, self)
        self.dater = Dater(kit, self.clerk, self)

    def ruled(self, now: Named | None) -> None:
        """Something was decided about entities: what is recognised in the article is other than it was."""
        self.open.recognise_again()
        self.frame.changed()

    def named(self) -> None:
        """Names of more articles are known."""
        self.frame.seen.more_named()
        all_of_them = self._naming is None or not self._naming.total
        if all_of_them:
            self.open.count_again()  # not before: numbers that grow while one reads are no help
        self.names_came(all_of_them=all_of_them)

    @property
    def _named_here(self) -> Named | None:
        """The name that one is at; of a row of the names its first mention."""
        entity, article, span = self._entity_here(), self.article, self.text.span
        if entity is None or article is None:
            return None
        first = entity.mentions[0].span
        at = Span(span.start, span.end) if span is not None and self.pane != "entities" else first
        return Named(entity.kind, entity.name, lead_of(entity), article.id, at)

    def _do(self, deed: Callable[[Named], object]) -> None:
        named = self._named_here
        if named is None:
            self.answer(f"no name here: {self.key('next_entity')} goes to the next one")
        else:
            deed(named)

    @property
    def _moment_here(self) -> Moment | None:
        """The time that one is at, in the text or in the list of times."""
        moments, current = self.open.recognised.moments, self.text.current
        if self.pane == "times":
            return moments[self.times.place] if self.times.place is not None else None
        if self.pane != "article" or current is None or current.layer != "moment":
            return None
        return moments[current.place]

    def action_accept(self) -> None:
        """Merge a name, set when a time is; else let a note hold on to its place in the newest version."""
        moment, article = self._moment_here, self.article
        if self.desk.conflict is None and self._named_here is not None:
            self._do(self.curator.merge)
        elif self.desk.conflict is None and moment is not None and article is not None:
            self.dater.ask(article.id, moment)
        elif self.desk.conflict is not None or self._standing_here is not None:
            super().action_accept()
        else:
            self._say_nothing_is_here()

    def action_let_go(self) -> None:
        """At a name: it is not an entity. Else say that a note has no place in the newest version."""
        if self._named_here is not None:
            self._do(self.curator.ignore)
        elif self._standing_here is not None:
            super().action_let_go()
        else:
            self._say_nothing_is_here()

    def _say_nothing_is_here(self) -> None:
        name, note = self.key("next_entity"), self.key("next_note")
        self.answer(f"no name and no note here: {name} goes to the next name, {note} to the next note")

    def action_rename_entity(self) -> None:
        """Call the entity otherwise."""
        self._do(self.curator.rename)

    def action_change_kind(self) -> None:
        """Say what sort of thing it is."""
        self._do(self.curator.retype)

    def action_not_here(self) -> None:
        """Say that this mention is none of this entity."""
        self._do(self.curator.not_here)

    def action_split_off(self) -> None:
        """Make a name an entity of its own."""
        self._do(self.curator.split)

    async def action_dossier(self) -> None:
        """All that is known of the name that one is at."""
        named = self._named_here
        if named is None:
            self.answer(f"no name here: {self.key('next_entity')} goes to the next one")
            return
        stop = Stop("", "relevance", "", screen="entities", pane="dossier", subject=str(named.lead))
        await self.frame.go_to(stop)
