"""The panes of the Read screen: where they stand, which are seen, and where the keys go."""

from __future__ import annotations

from collections.abc import KeysView
from typing import TYPE_CHECKING

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widget import Widget

from briefing.casebook import Level
from briefing.tui.actions import Place
from briefing.tui.arrangement import (
    HIDEABLE,
    LEAST_HEIGHT,
    LEAST_WIDTH,
    ROOMY,
    SLIM,
    TALL,
    WIDE,
    Arrangement,
    arrange,
)
from briefing.tui.kit import Kit
from briefing.tui.rowlist import RowList
from briefing.tui.screens.bars import BARS, Row, View, rows
from briefing.tui.screens.search import SearchScreen
from briefing.tui.widgets.article import GUTTER, TEXT_WIDTH, ArticleText
from briefing.tui.widgets.divider import Divider
from briefing.tui.widgets.foot import Foot
from briefing.tui.widgets.head import Head
from briefing.tui.widgets.notice import Notice
from briefing.tui.widgets.results import Results
from briefing.tui.widgets.said import Said
from briefing.tui.widgets.side import Entities, Notes
from briefing.tui.widgets.times import Times
from briefing.tui.words import counted
from index.units import count_sentences, count_words

if TYPE_CHECKING:
    from briefing.tui.screens.note_form import NoteForm

PANES: tuple[Place, ...] = ("results", "article", "entities", "notes", "said", "times")


class PanesScreen(SearchScreen, inherit_bindings=True):
    """Results, article, names, notes, statements and times side by side, or one at a time.

    Attributes:
        pane: The pane that is seen or was used last.
        narrow: Whether one pane is seen at a time.
        low: Whether there is no row to spare.
        alone: Whether the article takes all the room.
    """

    ROWS = BARS

    def __init__(self, kit: Kit) -> None:
        """Take what it works with."""
        super().__init__(kit)
        look = kit.look
        self.pane: Place = "results"
        self.narrow = False
        self.low = False
        self._arranged: Arrangement | None = None
        self._too_small = Notice(look, id="too-small")
        self.alone = False
        self.results = Results(look, id="results")
        self.foot = Foot(look, id="foot")
        self.head = Head(look, indent=GUTTER, width=TEXT_WIDTH, id="head")
        self.text = ArticleText(look, id="article")
        self.entities = Entities(look, id="entities")
        self.said = Said(look, id="said")
        self.times = Times(look, id="times")
        self.notes = Notes(look, id="notes")
        self._form: NoteForm | None = None
        bars = self.bars
        self._results_pane = Vertical(bars["results-title"], self.results, self.foot, id="results-pane")
        article = Vertical(bars["article-title"], self.head, self.text, id="article-pane")
        self._side_pane = Vertical(
            bars["entities-title"],
            bars["entities-head"],
            self.entities,
            bars["said-title"],
            self.said,
            self.times,
            bars["notes-title"],
            self.notes,
            id="side-pane",
        )
        dividers = (Divider(look), Divider(look))
        self._panes = Horizontal(
            self._results_pane, dividers[0], article, dividers[1], self._side_pane, id="panes"
        )
        hideable: tuple[Widget, ...] = (
            *(self._results_pane, article, self._side_pane, self._panes, self.notice),
            *(self.entities, self.said, self.times, self.notes, *bars.values()),
        )
        self._hideable: dict[str, tuple[Widget, ...]] = {
            **{str(widget.id): (widget,) for widget in hideable},
            "dividers": dividers,
        }

    # -- what a screen adds ----------------------------------------------------------------------

    @property
    def writing(self) -> str:
        """What is being written, in words; empty when nothing is."""
        raise NotImplementedError  # pragma: no cover

    def marking(self, articles: KeysView[str]) -> Level | None:
        """The high-water mark of these articles and of what is open."""
        raise NotImplementedError  # pragma: no cover

    def leave_note(self) -> None:
        """The note that is being written is left."""
        raise NotImplementedError  # pragma: no cover

    def entered_article(self) -> None:
        """The keys go to the article now."""
        raise NotImplementedError  # pragma: no cover

    @property
    def form(self) -> NoteForm:
        """The editor; it is made after the first paint, or when it is asked for before."""
        if self._form is None:
            from briefing.tui.screens.note_form import NoteForm  # noqa: PLC0415

            self._form = NoteForm(self.look, markings=bool(self.kit.scheme.levels))
            self._hideable["note"] = (self._form,)
            self._form.display = False
            self._side_pane.mount(self._form, before=self.notes)
        return self._form

    # -- layout ----------------------------------------------------------------------------------

    def compose(self) -> ComposeResult:
        """Rows from the top: header, search, how it was read, panes, status, keys."""
        yield from self.compose_above()
        yield self.bars["tabs"]
        yield self._panes
        yield from self.compose_below()
        yield self._too_small

    def on_resize(self, event: events.Resize) -> None:
        """Choose between three panes and one."""
        self.fit(event.size.width, event.size.height)

    def fit(self, width: int, height: int) -> None:
        """Lay the panes out for a size; pane, current span and its row stay."""
        self.narrow = width < WIDE
        self.low = height < TALL
        tiny = width < LEAST_WIDTH or height < LEAST_HEIGHT
        self._too_small.display = tiny
        if tiny:
            words = f"Briefing needs {LEAST_WIDTH} by {LEAST_HEIGHT}; this window is {width} by {height}."
            self._too_small.show_sentence(words)
        self.results.show_roomy(width >= ROOMY and not self.low)
        self.foot.show_low(self.low)
        self.show_panes()

    def show_panes(self) -> None:
        """Show the panes that there is room for and something in."""
        new = arrange(
            self.size.width,
            self.pane,
            alone=self.alone,
            empty=self.page is not None and not self.page.total,
            writing=bool(self.writing),
            # While they are coming their heading stays: hiding it for a moment would lay out all panes twice.
            entities=self.entities.count or int(self.entities.coming),
            notes=self.notes.count,
        )
        # Told to the widgets themselves: a class on the screen would look at the style of every one of them.
        if new != self._arranged:
            self._arranged = new
            for id in HIDEABLE:
                for widget in self._hideable.get(id, ()):
                    widget.display = id in new.shown
            for pane, width in ((self._results_pane, new.results_width), (self._side_pane, new.side_width)):
                pane.styles.width = "1fr" if width is None else width
            full = "entities" not in new.shown
            self.notes.styles.height = "1fr" if full else "auto"
            self.notes.styles.max_height = "100%" if full else "40%"
            self.notes.show_preview(new.preview)
            self.said.show_preview(new.stacked)
        self.show_rows()

    def show_rows(self) -> None:
        """Fill every row around the panes."""
        super().show_rows()
        if self.is_mounted:
            warned = bool(self.page and self.page.ignored)
            self.bars["read-as"].display = not self.low or self.place == "search" or warned

    @property
    def place(self) -> Place:
        """Where the keys go."""
        if self.focused is self.entry:
            return "search"
        if self._form is not None and self.focused in self._form.fields:
            return "note"
        if self.page is not None and not self.page.total:
            return "not_found" if self.page.articles else "nothing"
        return "select" if self.pane == "article" and self.text.selection is not None else self.pane

    def bar_rows(self) -> dict[str, Row]:
        """The rows around the panes."""
        return rows(self.view(), self.look)

    def view(self) -> View:
        """What the rows around the panes are made from."""
        text, current = self.text, self.text.current
        hit = self.results.hit
        return View(
            workspace=self.corpus.path.name,
            articles=self.articles,
            page=self.page,
            width=self.size.width,
            narrow=self.narrow,
            slim=self.size.width < SLIM,
            place=self.place,
            pane=self.pane,
            cursor=self.results.cursor,
            listed=hit is not None and hit.id == self.open_id,
            results=self.results.total if self.results.count else 0,
            new=self.new,
            more_names=self.more_names,
            reviewed=self.results.reviewed,
            current=(current.layer, current.place, len(text.lit[current.layer])) if current else None,
            line=text.line,
            lines=len(text.rows) if text.size.width else 0,
            percent=text.percent,
            entities=self.entities.count,
            in_all=self.entities.column,
            notes=self.notes.count,
            said=self.said.count,
            times=self.times.count,
            selected=self._selected(),
            writing=self.writing,
            marking=self._banner(),
            unmarked=bool(self.kit.scheme.levels),
            answer=self.answered,
            work=self.work_parts(),
            actions=self.actions,
            screen=self.NAME,
            screens=self.frame.names,
        )

    def _banner(self) -> tuple[str, str, str] | None:
        level = self.marking(self.results.ids)
        return (level.label, level.ink, level.ground) if level is not None else None

    def _selected(self) -> str:
        selection = self.text.selection
        if selection is None:
            return ""
        span = selection.span
        sentences = counted(count_sentences(self.text.text, span), "sentence")
        return f"{sentences}, {counted(count_words(self.text.text[span.start : span.end]), 'word')}"

    # -- keys ------------------------------------------------------------------------------------

    def go_to_pane(self, pane: Place) -> None:
        """Show a pane and give it the keys."""
        self.settle()
        if self.pane == "article" != pane:
            self.leaving()
        self.pane = pane
        self.show_panes()
        widgets: dict[Place, Widget] = {
            "results": self.results,
            "article": self.text,
            "entities": self.entities,
            "notes": self.notes,
            "said": self.said,
            "times": self.times,
        }
        self.set_focus(widgets[pane])
        if pane == "article":
            self.entered_article()
        self.show_rows()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Follow the mouse and the tab key."""
        if event.widget is not self.focused:
            return  # the keys have gone on since
        panes: dict[Widget, Place] = {
            self.results: "results",
            self.text: "article",
            self.entities: "entities",
            self.notes: "notes",
            self.said: "said",
            self.times: "times",
        }
        pane = panes.get(event.widget, self.pane)
        if pane != self.pane:
            self.go_to_pane(pane)
        self.show_rows()

    def on_key(self, event: events.Key) -> None:
        """``esc`` lets go of a selection."""
        super().on_key(event)
        if event.key == "escape" and self.text.selection is not None:
            event.stop()
            self.text.select(None)

    async def action_leave_typing(self) -> None:
        """``esc`` stops typing and keeps the text."""
        await self.typed_through()
        if self.place == "search":
            self.go_to_pane("results")
        else:
            self.leave_note()

    def action_move(self, by: int) -> None:
        """Rows of a list or of the text."""
        if isinstance(self.focused, RowList):
            self.focused.move(by)
            results = self.results
            at_end = results.cursor == results.count - 1 and results.count < results.total
            if self.focused is results and at_end:
                self.answer(f"{results.count:,} of {results.total:,} are loaded: the next key goes on")
        elif self.pane == "article":
            self.text.scroll_rows(by)

    async def action_from_search(self, by: int) -> None:
        """Down: out of the line into the results; up: earlier searches; among suggestions both choose."""
        await self.typed_through()
        if self.notice.display and self.notice.move(by):
            return
        if self.place == "not_found":
            self.answer("there is nothing to choose from")
        elif by < 0:
            if not self.walk_history(by):
                self.answer("no earlier search")
        elif not self.walk_history(by):
            self.go_to_pane("results")

    def action_page(self, by: float) -> None:
        """Heights of the pane."""
        if isinstance(self.focused, RowList):
            self.focused.page(by)
        elif self.pane == "article":
            self.text.scroll_page(by)

    def action_go_out(self) -> None:
        """From the side to the article, from there to the list."""
        self.go_to_pane("article" if self.pane not in ("results", "article") else "results")

    def action_walk(self, by: int) -> None:
        """The next or previous pane; in a note the next or previous field."""
        if self.place == "note":
            self.set_focus(self.form.next_field(self.focused, by))
        elif self.place != "search":
            self.go_to_pane(PANES[(PANES.index(self.pane) + by) % len(PANES)])

    def action_zoom(self) -> None:
        """The article alone, or all panes again."""
        self.alone = not self.alone
        if self.narrow:
            self.alone = False
            self.answer("one pane is seen at a time here already")
        self.go_to_pane("article")
