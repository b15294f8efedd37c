"""The Entities screen: all that the articles name, and a dossier of the one under the cursor."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical

from briefing.tui import messages
from briefing.tui.actions import Place
from briefing.tui.arrangement import ROOMY
from briefing.tui.dossier_rows import facts, sources
from briefing.tui.histogram import axis, drawn, histogram
from briefing.tui.kit import Kit
from briefing.tui.parts import Part
from briefing.tui.rowlist import RowList
from briefing.tui.screens.bars import Row
from briefing.tui.screens.board import BoardScreen
from briefing.tui.screens.entity_bars import BARS, EntityView, rows
from briefing.tui.screens.entity_desk import EntityDesk, File, Listing, Wanted
from briefing.tui.trail import Stop
from briefing.tui.widgets.bar import Bar
from briefing.tui.widgets.divider import Divider
from briefing.tui.widgets.dossier import Decisions, Mentions, Neighbours, Sheet, Statements
from briefing.tui.widgets.entry import SearchEntry
from briefing.tui.widgets.names import Names
from briefing.tui.words import MONTHS, counted, day_words
from index.entities.model import family, read_name

if TYPE_CHECKING:
    from briefing.tui.screens.read import ReadScreen
    from index.entities.model import Appearance, Entry, Order
    from index.model import Kind

ORDERS: tuple[Order, ...] = ("mentions", "articles", "name", "newest")
_SIDE, _ROOMY_SIDE = 32, 48
_BAR_ROWS = 2
_LEAST_MENTIONS = 3
_LEAST_SAID = 4
_MOST_DECIDED = 3


class EntitiesScreen(BoardScreen, inherit_bindings=True):
    """All entities, and the dossier of one.

    Attributes:
        names: The list of them.
        mentions: The mentions of the one whose dossier is shown.
        file: All that is shown of it.
        wanted: Which entities are listed.
    """

    NAME = "entities"
    TITLE_WORD = "Entities"
    ROWS = BARS
    DEFAULT_CSS = """
    #names-pane { width: 32; }
    #dossier-pane, #says-pane, #beside-pane { width: 1fr; }
    #gap { width: 2; height: 1; }
    #names { height: 1fr; }
    #below { height: auto; }
    """
    LISTS: ClassVar[tuple[str, ...]] = ("names", "mentions", "says", "beside", "decided")

    def __init__(self, kit: Kit, read: ReadScreen) -> None:
        """Take what it works with, and the Read screen."""
        super().__init__(kit, read)
        look = kit.look
        self.desk = EntityDesk(kit, self)
        self.wanted = Wanted()
        self.listing: Listing | None = None
        self.file: File | None = None
        self.entry = SearchEntry(id="search")
        self.entry.placeholder = "type to narrow the entities"
        self.names = Names(look, id="names")
        self.facts = Sheet(look, id="facts")
        self.times = Sheet(look, id="times")
        self.mentions = Mentions(look, self._grade_of, id="mentions")
        self.mentions.when_more = self._more_mentions
        self.says = Statements(look, id="says")
        self.beside = Neighbours(look, id="beside")
        self.decided = Decisions(look, self.key("undo"), id="decided")
        self._newest_first = True
        self._at = ""
        self._in_dossier = False
        bars = self.bars
        self._search_row = Horizontal(bars["slash"], self.entry, bars["count"], id="search-row")
        self._names_pane = Vertical(bars["names-title"], bars["names-head"], self.names, id="names-pane")
        self._divider = Divider(look)
        self._below = Horizontal(
            Vertical(bars["says-title"], self.says, id="says-pane"),
            Bar(look, id="gap"),
            Vertical(bars["beside-title"], self.beside, id="beside-pane"),
            id="below",
        )
        self._dossier_pane = Vertical(
            bars["dossier-title"],
            self.facts,
            self.times,
            bars["mentions-title"],
            self.mentions,
            self._below,
            bars["decided-title"],
            self.decided,
            id="dossier-pane",
        )

    # -- layout ----------------------------------------------------------------------------------

    def compose(self) -> ComposeResult:
        """Header, the line to narrow with, list and dossier, status, keys."""
        bars = self.bars
        yield bars["header"]
        yield self._search_row
        yield bars["tabs"]
        yield Horizontal(self._names_pane, self._divider, self._dossier_pane, id="panes")
        yield bars["status"]
        yield bars["keys"]
        yield self.too_small

    def on_mount(self) -> None:
        """Begin in the list."""
        self.set_focus(self.names)
        self.fit(self.size.width, self.size.height)

    def on_unmount(self) -> None:
        """Let the thread go."""
        self.desk.close()

    def on_resize(self, event: events.Resize) -> None:
        """Lay out list and dossier side by side or one at a time."""
        self.fit(event.size.width, event.size.height)

    def fit(self, width: int, height: int) -> None:
        """Lay the panes out for a size."""
        super().fit(width, height)
        self.lay_out()
        self.show_rows()

    def lay_out(self) -> None:
        """Show what there is room for and something in."""
        narrow, low = self.narrow, self.low
        self._names_pane.display = not narrow or not self._in_dossier
        self._dossier_pane.display = not narrow or self._in_dossier
        self._divider.display = not narrow
        self._names_pane.styles.width = "1fr" if narrow else self._names_width
        self.bars["tabs"].display = narrow
        for id in ("names-title", "dossier-title"):
            self.bars[id].display = not narrow
        self._search_row.display = not narrow or self.place == "search" or bool(self.entry.value)
        file = self.file
        self.times.display = not low and file is not None and bool(file.dossier.days)
        for id, list_ in (("mentions", self.mentions), ("decided", self.decided)):
            self.bars[f"{id}-title"].display = list_.display = list_.count > 0
        self._below.display = bool(self.says.count or self.beside.count)
        gap = 0 if low else 1
        self.bars["mentions-title"].styles.margin = (0, 0, 0, 0)
        self._below.styles.margin = (gap, 0, 0, 0)
        self.bars["decided-title"].styles.margin = (1 if self._below.display else gap, 0, 0, 0)
        self._share_rows(gap)

    def _share_rows(self, gap: int) -> None:
        """Give the mentions what the other parts leave, and those what the mentions leave."""
        rows = self.size.height - 3 - (1 if self._search_row.display else 0) - 1
        file = self.file
        if file is None:
            return
        rows -= len(self._facts_rows(max(1, self._dossier_width))) + (5 if self.times.display else 0)
        decided = min(self.decided.count, _MOST_DECIDED)
        rows -= decided + 2 if decided else 0
        said = max(self.says.count, self.beside.count)
        rows -= 1 + gap + (1 if self._below.display else 0)
        least = min(said, _LEAST_SAID)
        mentions = max(min(self.mentions.count, rows - least), min(self.mentions.count, _LEAST_MENTIONS))
        below = max(1, min(said, rows - mentions))
        self.mentions.styles.height = max(1, mentions)
        self.says.styles.height = self.beside.styles.height = below
        self.decided.styles.height = max(1, decided)

    @property
    def _dossier_width(self) -> int:
        return self.size.width if self.narrow else self.size.width - self._names_width - 1

    @property
    def _names_width(self) -> int:
        return _ROOMY_SIDE if self.size.width >= ROOMY else _SIDE

    # -- rows ------------------------------------------------------------------------------------

    @property
    def place(self) -> Place:
        """Where the keys go."""
        if self.focused is self.entry:
            return "search"
        return "dossier" if self._in_dossier else "names"

    def bar_rows(self) -> dict[str, Row]:
        """The rows around the panes."""
        list_ = self.focused if isinstance(self.focused, RowList) else self.names
        view = EntityView(
            frame=self.frame_view(self._where()),
            list=str(list_.id),
            entities=self.names.count,
            listing=self.listing,
            order=self.wanted.order,
            kind=self.wanted.kind,
            query=self.read.page.query if self.read.page else "",
            name=self.file.dossier.entry.name if self.file else "",
            said=self.says.count,
            newest_first=self._newest_first,
            columns=self.names.columns,
        )
        return rows(view, self.look)

    def _where(self) -> Sequence[str]:
        list_ = self.focused
        if not self._in_dossier or self.file is None:
            return (f"entity {self.names.cursor + 1:,} of {self.names.count:,}",) if self.names.count else ()
        name = self.file.dossier.entry.name
        one = self.mentions.appearance
        if list_ is self.says:
            return name, f"statement {self.says.cursor + 1:,} of {self.says.count:,}"
        if list_ is self.beside:
            return name, f"beside it {self.beside.cursor + 1:,} of {self.beside.count:,}"
        if list_ is self.decided:
            return name, f"decision {self.decided.cursor + 1:,} of {self.decided.count:,}"
        if one is None:
            return (name,)
        place = f"mention {self.mentions.cursor + 1:,} of {self.mentions.total:,}"
        return name, place, f"{one.title} · {one.source or 'no source'}"

    # -- what is listed --------------------------------------------------------------------------

    def renew(self) -> None:
        """List what was found, with what was decided meanwhile."""
        if not self.names.count:
            self.names.empty_words = "Names come in a moment."
            self.names.refresh()
        self.desk.list(self.wanted, self.read.numbers_found, self._listed)

    def _listed(self, listing: Listing) -> None:
        self.listing = listing
        at = self._at
        rows_ = [row for row, entry in enumerate(listing.entries) if _key(entry) == at]
        self.names.empty_words = self._empty_words(listing)
        self.names.show_entries(
            listing.entries, cursor=rows_[0] if rows_ else 0, keep_scroll=bool(rows_) and len(rows_) == 1
        )
        self._open_row(renewed=True)
        self.lay_out()
        self.show_rows()

    def _empty_words(self, listing: Listing) -> str:
        coverage = listing.coverage
        if not coverage.articles:
            return f"No article yet: {self.key('add')} FOLDER adds some."
        if listing.wanted.matching:
            return f"No entity is called so. {self.key('widen')} shows all."
        if coverage.done < coverage.articles:
            articles = counted(coverage.articles, "article")
            return f"Names of {articles} come in a moment: {coverage.done:,} so far."
        if listing.wanted.kind is not None:
            return f"No {listing.wanted.kind} is named here. {self.key('widen')} shows all kinds."
        return "Nothing is named here."

    def _open_row(self, *, renewed: bool = False) -> None:
        """Show the dossier of the entity under the cursor; in the dossier stay at its own."""
        entry = self.names.entry
        if self._in_dossier and self._at:
            name = read_name(self._at)
            self.desk.open(name.family, name.text, self._opened)
        elif entry is not None and (renewed or _key(entry) != self._at):
            self._at = _key(entry)
            self.desk.open(entry.kind, entry.name, self._opened)
        elif entry is None:
            self._at = ""
            self._opened(None)

    def _opened(self, file: File | None) -> None:
        same = file is not None and self.file is not None and file.names & self.file.names
        self.file = file
        if file is None:
            self._show_nothing()
            return
        entry = file.dossier.entry
        year = int(file.dossier.last.value[:4]) if file.dossier.last else 0
        at = {id: list_.cursor for id, list_ in self._lists().items()} if same else {}
        self._newest_first = True
        self.mentions.show_mentions(file.appearances, entry.times, entry.kind, year)
        self.says.show_said(file.said, year)
        self.beside.show_entries(file.beside)
        self.decided.show_decisions(file.decided, file.names, entry.kind)
        for id, list_ in self._lists().items():
            list_.marked = list_ is self.focused
            if at.get(id) and list_.marked:
                list_.move_to(at[id], tell=False)
        self.facts.show(self._facts_rows)
        self.times.show(self._times_rows)
        self.lay_out()
        self.show_rows()

    def _show_nothing(self) -> None:
        self.mentions.show_mentions((), 0, "person", 0)
        self.says.show_said((), 0)
        self.beside.show_entries(())
        self.decided.show_decisions((), (), "person")
        self.facts.show(lambda _: ())
        self.times.show(lambda _: ())
        self.lay_out()
        self.show_rows()

    def _lists(self) -> dict[str, RowList]:
        return {"mentions": self.mentions, "says": self.says, "beside": self.beside, "decided": self.decided}

    def _facts_rows(self, width: int) -> Sequence[tuple[Sequence[Part], Sequence[Part]]]:
        if self.file is None:
            return ()
        outlets = self.file.dossier.sources
        grades = self.read.judging.grades
        found = sources(outlets, {outlet: grades.reliability(outlet) for outlet in outlets})
        merged = {one.subject: day_words(one.decided) for one in self.file.decided if one.ruling == "merged"}
        return [
            row for row in facts(self.file.dossier, found, self.file.notes, merged, width - 3) if any(row)
        ]

    def _times_rows(self, width: int) -> Sequence[tuple[Sequence[Part], Sequence[Part]]]:
        found = histogram(self.file.dossier.days, width - 6) if self.file is not None else None
        if found is None:
            return ()
        one = self.mentions.appearance
        here = found.bar_of(one.published.value) if one is not None and one.published else None
        signs, empty = self.look.glyph("bars"), self.look.glyph("empty_bar")
        bars = drawn(found, _BAR_ROWS, signs, empty, here)
        return [((), ()), *((row, ()) for row in bars), (((axis(found, MONTHS), "muted"),), ()), ((), ())]

    def _grade_of(self, one: Appearance) -> str:
        return self.read.judging.code(one.source, one.article)

    def _more_mentions(self) -> None:
        if self.file is not None:
            count = len(self.mentions.appearances)

            def show(found: Sequence[Appearance]) -> None:
                if len(self.mentions.appearances) == count:
                    self.mentions.show_more(found)

            self.desk.more(self.file.dossier.entry.id, count, newest_first=self._newest_first, then=show)

    # -- keys ------------------------------------------------------------------------------------

    @on(RowList.Moved)
    def _moved(self, event: RowList.Moved) -> None:
        if event.list is self.names:
            self._open_row()
        elif event.list is self.mentions:
            self.times.show(self._times_rows)
        self.show_rows()

    @on(RowList.Taken)
    async def _taken(self, event: RowList.Taken) -> None:
        await self._go_in_from(event.list)

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Follow the mouse."""
        if event.widget is self.focused and isinstance(event.widget, RowList):
            self._in_dossier = event.widget is not self.names
            self.lay_out()
        self.show_rows()

    def _go_to_list(self, list_: RowList) -> None:
        self._in_dossier = list_ is not self.names
        self.lay_out()
        self.set_focus(list_)
        self.show_rows()

    async def action_go_in(self) -> None:
        """From a name to its dossier, from a mention or a statement to its place in the article."""
        if isinstance(self.focused, RowList):
            await self._go_in_from(self.focused)

    async def _go_in_from(self, list_: RowList) -> None:
        if list_ is self.names and self.file is not None:
            self._go_to_list(next(each for each in (*self._lists().values(), self.names) if each.count))
        elif list_ is self.mentions and self.mentions.appearance is not None:
            one = self.mentions.appearance
            await self._read_there(one.article, one.span.start, "entity")
        elif list_ is self.says and self.says.count:
            said = self.says.said[self.says.cursor]
            await self._read_there(said.article, said.content.start, "statement")
        elif list_ is self.beside and self.beside.count:
            entry, _ = self.beside.entries[self.beside.cursor]
            self.show_entity(entry.kind, entry.name)
        else:
            self.answer("there is nothing to go to here")

    async def _read_there(self, article: str, position: int, layer: str) -> None:
        page = self.read.page
        stop = Stop(page.query if page else "", self.read.sort, article, position, layer)  # type: ignore[arg-type]
        await self.frame.go_to(stop)

    def action_go_out(self) -> None:
        """From the dossier to the list."""
        if self._in_dossier:
            self._go_to_list(self.names)
        else:
            self.answer(f"this is the list: {self.key('screen_read')} reads, {self.key('go_in')} goes in")

    def action_walk(self, by: int) -> None:
        """The next or previous part that has something in it."""
        lists = [
            list_ for list_ in (self.names, *self._lists().values()) if list_.count or list_ is self.names
        ]
        here = lists.index(self.focused) if self.focused in lists else 0
        self._go_to_list(lists[(here + by) % len(lists)])

    def action_order(self) -> None:
        """Another order: of the entities, in a dossier of the mentions."""
        if not self._in_dossier:
            order = ORDERS[(ORDERS.index(self.wanted.order) + 1) % len(ORDERS)]
            self._want(Wanted(self.wanted.kind, self.wanted.matching, order))
        elif self.file is not None:
            self._newest_first = not self._newest_first
            file, first = self.file, self._newest_first

            def show(found: Sequence[Appearance]) -> None:
                entry = file.dossier.entry
                year = int(file.dossier.last.value[:4]) if file.dossier.last else 0
                if self.file is file:
                    self.mentions.show_mentions(found, entry.times, entry.kind, year)
                    self.show_rows()

            self.desk.more(file.dossier.entry.id, 0, newest_first=first, then=show)
            self.show_rows()

    def action_narrow(self) -> None:
        """Keep to one kind."""
        from briefing.tui.screens.kind_menu import ALL, KindMenu  # noqa: PLC0415  (when it is asked for)

        def chosen(kind: Kind | str | None) -> None:
            if kind is not None:
                self._want(Wanted(None if kind == ALL else kind, self.wanted.matching, self.wanted.order))  # type: ignore[arg-type]

        menu = KindMenu(self.look, "Keep to", self.wanted.kind or ALL, self.actions, everything=True)
        self.app.push_screen(menu, chosen)

    def action_widen(self) -> None:
        """All kinds and all names again."""
        if self.wanted.kind is None and not self.wanted.matching:
            self.answer("all entities of what was found are listed already")
            return
        self._type("")
        self._want(Wanted(order=self.wanted.order))

    def _want(self, wanted: Wanted) -> None:
        self.wanted = wanted
        self.renew()
        self.show_rows()

    # -- narrowing by what is typed --------------------------------------------------------------

    async def action_search(self) -> None:
        """Type what the names have in them."""
        self._in_dossier = False
        self._search_row.display = True
        self.set_focus(self.entry)
        self.lay_out()
        self.show_rows()

    @on(messages.SearchTyped)
    def _typed(self, event: messages.SearchTyped) -> None:
        if event.text == self.entry.value != self.wanted.matching:
            self._want(Wanted(self.wanted.kind, event.text, self.wanted.order))

    def _type(self, text: str) -> None:
        with self.entry.prevent(SearchEntry.Changed):
            self.entry.value = text

    async def action_take_search(self) -> None:
        """Enter: to the list."""
        await self.typed_through()
        self._go_to_list(self.names)

    async def action_leave_typing(self) -> None:
        """``esc`` stops typing and keeps the text."""
        await self.action_take_search()

    async def action_from_search(self, by: int) -> None:
        """Down: to the list."""
        await self.typed_through()
        if by > 0:
            self._go_to_list(self.names)
        else:
            self.answer("no earlier text is kept here")

    # -- the way through the screens -------------------------------------------------------------

    def whereabouts(self) -> Stop:
        """The entity whose dossier is shown, and the mention that one is at."""
        pane: Place = "dossier" if self._in_dossier else "names"
        return Stop("", "relevance", "", self.mentions.cursor, None, self.NAME, pane, self._at)

    def return_to(self, stop: Stop) -> None:
        """One came back to a dossier, or was sent to one."""
        if stop.subject:
            name = read_name(stop.subject)
            self.show_entity(name.family, name.text, mention=stop.position, in_dossier=stop.pane == "dossier")
        self.renew()

    def show_entity(self, kind: Kind, name: str, *, mention: int = 0, in_dossier: bool = True) -> None:
        """Show the dossier of an entity, whether it is in the list or not."""
        self._at = f"{family(kind)}:{name}"
        self._in_dossier = in_dossier
        row = next((row for row, entry in enumerate(self.names.entries) if _key(entry) == self._at), None)
        if row is not None:
            self.names.move_to(row, tell=False)

        def show(file: File | None) -> None:
            self._opened(file)
            if file is None:
                self.answer(f"{name} is not known as an entity yet", "warn")
                self._go_to_list(self.names)
                return
            self.mentions.move_to(mention, tell=False)
            self._go_to_list(self.mentions if in_dossier and self.mentions.count else self.names)

        self.desk.open(kind, name, show)


def _key(entry: Entry) -> str:
    return f"{family(entry.kind)}:{entry.name}"
