"""The panes of the Entities screen: a list of entities, the parts of a dossier, and what is seen of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical

from briefing.tui.actions import Place
from briefing.tui.arrangement import ROOMY
from briefing.tui.dossier_rows import facts, sources
from briefing.tui.histogram import axis, drawn, histogram
from briefing.tui.kit import Kit
from briefing.tui.parts import Part
from briefing.tui.rowlist import RowList
from briefing.tui.screens.bars import Row
from briefing.tui.screens.board import BoardScreen
from briefing.tui.screens.entity_bars import BARS, EntityView, nothing_words, rows
from briefing.tui.screens.entity_desk import EntityDesk, File, Listing, Wanted
from briefing.tui.widgets.bar import Bar
from briefing.tui.widgets.divider import Divider
from briefing.tui.widgets.dossier import Decisions, Mentions, Neighbours, Sheet, Statements
from briefing.tui.widgets.entry import SearchEntry
from briefing.tui.widgets.names import Names
from briefing.tui.words import MONTHS

if TYPE_CHECKING:
    from briefing.tui.screens.read import ReadScreen
    from index.entities.model import Appearance, Coverage

_SIDE, _ROOMY_SIDE = 32, 48
_BAR_ROWS = 2
_TIMES_ROWS = _BAR_ROWS + 3
_LEAST_MENTIONS = 3
_LEAST_SAID = 4
_MOST_DECIDED = 3


class EntityPanes(BoardScreen, inherit_bindings=True):
    """A list of entities, and the dossier of one.

    Attributes:
        desk: Who asks the corpus.
        wanted: Which entities are listed.
        listing: The answer to that.
        covered: Of how many articles names are known by now.
        file: All that is shown of one entity.
        in_dossier: Whether the keys go to the dossier, or did last.
        only_found: Whether the dossier is of the articles that were found alone.
        entry: The line to narrow the list with.
        names: The list.
        facts: What the entity is called, when and where it is named.
        times: Its articles by time.
        mentions: Its mentions.
        says: What it says.
        about: What others say about it; it stands in the place of ``says`` when the keys go there.
        beside: What stands beside it.
        decided: What was decided about it.
    """

    NAME = "entities"
    TITLE_WORD = "Entities"
    ROWS = BARS
    DEFAULT_CSS = """
    #names-pane { width: 32; }
    #dossier-pane, #says-pane, #beside-pane { width: 1fr; }
    #gap { width: 2; height: 1; }
    #names { height: 1fr; }
    #below, #says-pane, #beside-pane { height: auto; }
    """

    def __init__(self, kit: Kit, read: ReadScreen) -> None:
        """Take what it works with, and the Read screen."""
        super().__init__(kit, read)
        look = kit.look
        self.desk = EntityDesk(kit, self)
        self.wanted = Wanted()
        self.listing: Listing | None = None
        self.covered: Coverage | None = None
        self.file: File | None = None
        self.entry = SearchEntry(id="search")
        self.entry.placeholder = "type to narrow the entities"
        self.names = Names(look, id="names")
        self.facts = Sheet(look, id="facts")
        self.times = Sheet(look, id="times")
        self.mentions = Mentions(look, self._grade_of, id="mentions")
        self.says = Statements(look, id="says")
        self.about = Statements(look, id="about", by_whom=True)
        self.beside = Neighbours(look, id="beside")
        self.decided = Decisions(look, self.key("undo"), id="decided")
        self.in_dossier = False
        self.only_found = False
        self.newest_first = True
        bars = self.bars
        self._search_row = Horizontal(bars["slash"], self.entry, bars["count"], id="search-row")
        self._names_pane = Vertical(bars["names-title"], bars["names-head"], self.names, id="names-pane")
        self._divider = Divider(look)
        self._about_shown = False
        self._says_pane = Vertical(bars["says-title"], self.says, self.about, id="says-pane")
        self._beside_pane = Vertical(bars["beside-title"], self.beside, id="beside-pane")
        self._gap = Bar(look, id="gap")
        self._below = Horizontal(self._says_pane, self._gap, self._beside_pane, id="below")
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
        self._names_pane.display = not narrow or not self.in_dossier
        self._dossier_pane.display = not narrow or self.in_dossier
        self._divider.display = not narrow
        self._names_pane.styles.width = "1fr" if narrow else self._names_width
        self.bars["tabs"].display = narrow
        for id in ("names-title", "dossier-title"):
            self.bars[id].display = not narrow
        self._search_row.display = not narrow or self.place == "search" or bool(self.entry.value)
        file = self.file
        self.times.display = not low and file is not None and bool(file.dossier.days)
        self.bars["decided-title"].display = self.decided.display = self.decided.count > 0
        shown = self._statements
        self.says.display, self.about.display = shown is self.says, shown is self.about
        self._says_pane.display, self._beside_pane.display = shown.count > 0, self.beside.count > 0
        self._gap.display = shown.count > 0 and self.beside.count > 0
        self._below.display = shown.count > 0 or self.beside.count > 0
        gap = 0 if low else 1
        self._below.styles.margin = (gap, 0, 0, 0)
        self.bars["decided-title"].styles.margin = (1 if self._below.display else gap, 0, 0, 0)
        self._share_rows(gap)

    def _share_rows(self, gap: int) -> None:
        """Give the mentions what the other parts leave, and those what the mentions leave."""
        rows = self.size.height - 3 - (1 if self._search_row.display else 0) - 1
        file = self.file
        if file is None:
            return
        rows -= len(self._facts_rows(max(1, self._dossier_width)))
        rows -= _TIMES_ROWS if self.times.display else 0
        decided = min(self.decided.count, _MOST_DECIDED)
        rows -= decided + 2 if decided else 0
        said = max(self._statements.count, self.beside.count)
        rows -= 1 + gap + (1 if self._below.display else 0)
        least = min(said, _LEAST_SAID)
        mentions = max(min(self.mentions.count, rows - least), min(self.mentions.count, _LEAST_MENTIONS))
        below = max(1, min(said, rows - mentions))
        self.mentions.styles.height = max(1, mentions)
        for part in (self.says, self.about, self.beside):
            part.styles.height = below
        self.decided.styles.height = max(1, decided)

    @property
    def _statements(self) -> Statements:
        """Which of the statements are seen: those by it, or those about it."""
        about = self.about.count and (self._about_shown or not self.says.count)
        return self.about if about else self.says

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
        return "dossier" if self.in_dossier else "names"

    def bar_rows(self) -> dict[str, Row]:
        """The rows around the panes."""
        list_ = self.focused if isinstance(self.focused, RowList) else self.names
        view = EntityView(
            frame=self.frame_view(self._where()),
            list=str(list_.id),
            entities=self.names.count,
            listing=self.listing,
            covered=self.covered,
            renew=self.key("screen_entities"),
            order=self.wanted.order,
            kind=self.wanted.kind,
            query=self.searched,
            dossier_of=len(self.file.among) if self.file and self.file.among is not None else None,
            other=self.key("dossier_of"),
            name=self.file.dossier.entry.name if self.file else "",
            said=self.says.count,
            about=self.about.count,
            about_shown=self._statements is self.about,
            newest_first=self.newest_first,
            columns=self.names.columns,
        )
        return rows(view, self.look)

    def _where(self) -> Sequence[str]:
        list_ = self.focused
        if not self.in_dossier or self.file is None:
            row = f"entity {self.names.cursor + 1:,} of {self.names.count:,}"
            return (row if self.names.count else nothing_words(self.listing),)
        name = self.file.dossier.entry.name
        one = self.mentions.appearance
        if isinstance(list_, Statements):
            return name, f"statement {list_.cursor + 1:,} of {list_.count:,}"
        if list_ is self.beside:
            return name, f"beside it {self.beside.cursor + 1:,} of {self.beside.count:,}"
        if list_ is self.decided:
            return name, f"decision {self.decided.cursor + 1:,} of {self.decided.count:,}"
        if one is None:
            return (name,)
        place = f"mention {self.mentions.cursor + 1:,} of {self.mentions.total:,}"
        return name, place, f"{one.title} · {one.source or 'no source'}"

    def show_nothing(self) -> None:
        """Show an empty dossier."""
        self.mentions.show_mentions((), 0, "person", 0)
        self.says.show_said((), 0)
        self.about.show_said((), 0)
        self.beside.show_entries(())
        self.decided.show_decisions((), (), "person")
        self.facts.show(lambda _: ())
        self.times.show(lambda _: ())
        self.lay_out()
        self.show_rows()

    @property
    def parts(self) -> tuple[RowList, ...]:
        """The lists of the dossier, in the order in which they stand."""
        return self.mentions, self.says, self.about, self.beside, self.decided

    def _facts_rows(self, width: int) -> Sequence[tuple[Sequence[Part], Sequence[Part]]]:
        if self.file is None:
            return ()
        outlets = self.file.dossier.sources
        grades = self.read.judging.grades
        found = sources(outlets, {outlet: grades.reliability(outlet) for outlet in outlets})
        ellipsis = self.look.glyph("ellipsis")
        shown = facts(self.file.dossier, found, self.file.notes, width - 3, ellipsis)
        return [row for row in shown if any(row)]

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
