"""The Entities screen: what the articles name, a dossier of each, and setting right what was recognised."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual import on

from briefing.tui.actions import Place
from briefing.tui.kit import Kit
from briefing.tui.layers import Layer
from briefing.tui.rowlist import RowList
from briefing.tui.screens.curator import Curator, Named
from briefing.tui.screens.entity_list import EntityListScreen
from briefing.tui.trail import Stop
from briefing.tui.widgets.dossier import Statements
from index.entities.model import read_name

if TYPE_CHECKING:
    from briefing.tui.screens.read import ReadScreen
    from index.entities.model import Name


class EntitiesScreen(EntityListScreen, inherit_bindings=True):
    """All entities, and the dossier of one.

    Attributes:
        curator: Who decides about entities.
    """

    def __init__(self, kit: Kit, read: ReadScreen) -> None:
        """Take what it works with, and the Read screen."""
        super().__init__(kit, read)
        self.curator = Curator(kit, read.clerk, read.looker, self)

    # -- in and out ------------------------------------------------------------------------------

    @on(RowList.Taken)
    async def _row_taken(self, event: RowList.Taken) -> None:
        await self._go_in_from(event.list)

    async def action_go_in(self) -> None:
        """From a name to its dossier, from a mention or a statement to its place in the article."""
        if isinstance(self.focused, RowList):
            await self._go_in_from(self.focused)

    async def _go_in_from(self, list_: RowList) -> None:
        if list_ is self.names and self.names.entry is not None:
            self.settle_row()
            self.go_to_list(self.mentions)
        elif list_ is self.mentions and self.mentions.appearance is not None:
            one = self.mentions.appearance
            await self._read_there(one.article, one.span.start, "entity")
        elif isinstance(list_, Statements) and list_.count:
            said = list_.said[list_.cursor]
            await self._read_there(said.article, said.content.start, "statement")
        elif list_ is self.beside and self.beside.count:
            entry, _ = self.beside.entries[self.beside.cursor]
            self.frame.trail.go(self.whereabouts())
            self.show_entity(entry.lead)
        else:
            self.answer("there is nothing to go to here")

    async def _read_there(self, article: str, position: int, layer: Layer) -> None:
        stop = Stop(self.searched, self.read.sort, article, position, layer)
        await self.frame.go_to(stop)

    def action_go_out(self) -> None:
        """From the dossier to the list."""
        if self.in_dossier:
            self.go_to_list(self.names)
        else:
            self.answer(f"this is the list: {self.key('screen_read')} reads, {self.key('go_in')} goes in")

    def action_walk(self, by: int) -> None:
        """The next or previous part that has something in it."""
        lists = [self.names, *(part for part in self.parts if part.count)]
        here = lists.index(self.focused) if self.focused in lists else 0
        self.go_to_list(lists[(here + by) % len(lists)])

    # -- the way through the screens -------------------------------------------------------------

    def whereabouts(self) -> Stop:
        """The entity whose dossier is shown, and the mention that one is at."""
        pane: Place = "dossier" if self.in_dossier else "names"
        subject = str(self.subject) if self.subject is not None else ""
        return Stop("", "relevance", "", self.mentions.cursor, None, self.NAME, pane, subject)

    def return_to(self, stop: Stop) -> None:
        """One came back to a dossier, or was sent to one."""
        if stop.subject:
            name = read_name(stop.subject)
            self.show_entity(name, mention=stop.position, in_dossier=stop.pane == "dossier")
        self.renew()

    def show_entity(self, name: Name, *, mention: int = 0, in_dossier: bool = True) -> None:
        """Show the dossier of the entity of a name, whether it is in the list or not."""
        self.subject = name
        self.mention = mention
        row = self.row_of(self.subject)
        if row is not None:
            self.names.move_to(row, tell=False)
        self.go_to_list(self.mentions if in_dossier else self.names)
        self.open_row(renewed=True)

    # -- setting right ---------------------------------------------------------------------------

    def ruled(self, now: Named | None) -> None:
        """Something was decided about an entity: stay at it, whatever it is called now."""
        if now is not None:
            self.subject = now.lead
        self.read.ruled(now)

    def _named_here(self) -> Named | None:
        """The entity under the cursor of the list; in a dossier that one, with the mention one is at."""
        entry = self.names.entry
        file = self.file
        if not self.in_dossier:
            return Named(entry.kind, entry.name, entry.lead) if entry is not None else None
        if file is None or self.subject not in file.names:
            return None  # that of another one is shown still
        found = file.dossier.entry
        one = self.mentions.appearance if self.focused is self.mentions else None
        if one is None:
            return Named(found.kind, found.name, found.lead)
        return Named(found.kind, found.name, found.lead, one.article, one.span)

    def _do(self, deed: Callable[[Named], object]) -> None:
        named = self._named_here()
        if named is None:
            self.answer("no entity here")
        else:
            deed(named)

    def action_accept(self) -> None:
        """Merge it into another one."""
        self._do(self.curator.merge)

    def action_let_go(self) -> None:
        """It is not an entity."""
        self._do(self.curator.ignore)

    def action_rename_entity(self) -> None:
        """Call it otherwise."""
        self._do(self.curator.rename)

    def action_change_kind(self) -> None:
        """Say what sort of thing it is."""
        self._do(self.curator.retype)

    def action_not_here(self) -> None:
        """Say that this mention is none of it."""
        if self.focused is not self.mentions:
            self.answer(f"no mention here: {self.key('next_pane')} goes to the mentions")
        else:
            self._do(self.curator.not_here)

    def action_split_off(self) -> None:
        """Make one of its names an entity of its own."""
        self._do(self.curator.split)

    def action_undo(self) -> None:
        """Take back the decision under the cursor; elsewhere the last step, whatever it was."""
        named = self._named_here()
        if self.focused is not self.decided or not self.decided.count or named is None:
            super().action_undo()
            return
        self.curator.revoke(self.decided.decisions[self.decided.cursor], named)

    async def action_search_entity(self) -> None:
        """Search for it, and read what is found."""
        named = self._named_here()
        if named is None:
            self.answer("no entity here")
            return
        await self.frame.show(self.read.NAME)
        self.read.search_for_name(named.name)
