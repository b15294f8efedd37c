"""The Time screen: all times that the articles found speak of, in their order and on an axis."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from textual import events, on
from textual.app import ComposeResult

from briefing.tui.actions import Place
from briefing.tui.arrangement import WIDE
from briefing.tui.axis import CELLS, UNITS, Unit, axis_of, years_words
from briefing.tui.kit import Kit
from briefing.tui.parts import Part
from briefing.tui.rowlist import RowList
from briefing.tui.screens.bars import Row
from briefing.tui.screens.board import BoardScreen
from briefing.tui.screens.dater import Dater
from briefing.tui.screens.time_bars import BARS, TimeView, rows
from briefing.tui.screens.time_desk import Kept, TimeDesk, Times
from briefing.tui.timeline import Event, count_words, foot, title
from briefing.tui.trail import Stop
from briefing.tui.widgets.dossier import Sheet
from briefing.tui.widgets.timeline import Events, columns_of
from briefing.tui.words import counted, period_words

if TYPE_CHECKING:
    from briefing.tui.screens.curator import Named
    from briefing.tui.screens.read import ReadScreen
    from index.entities.model import Coverage, Entry
    from index.when import Period

_FOOT_ROWS = 3
_LOOKING = "looking for these times"
_NAMING = "looking for what these articles name"


class TimeScreen(BoardScreen, inherit_bindings=True):
    """Moments of what was found.

    Attributes:
        list: They, in the order of time.
        dater: Who sets when they are.
        times: What is shown; ``None`` while it comes.
        kept: What they are kept to.
    """

    NAME = "time"
    TITLE_WORD = "Time"
    ROWS = BARS
    DEFAULT_CSS = "#events { height: 1fr; } #moment { height: 3; }"

    def __init__(self, kit: Kit, read: ReadScreen) -> None:
        """Take what it works with, and the Read screen."""
        super().__init__(kit, read)
        self.desk = TimeDesk(kit, self)
        self.dater = Dater(kit, read.clerk, self)
        self.list = Events(kit.look, self._grade_of, id="events")
        self.list.empty_words = "Times come in a moment."
        self.moment = Sheet(kit.look, id="moment")
        self.times: Times | None = None
        self.kept = Kept()
        self._coverage: Coverage | None = None
        self._unit: Unit | None = None
        self._at: tuple[str, int] | None = None
        self._period_typed = ""

    # -- layout ----------------------------------------------------------------------------------

    def compose(self) -> ComposeResult:
        """Header, search, the list under its heads, what is known of the current one, status, keys."""
        bars = self.bars
        yield from (bars["header"], bars["asked"], bars["time-title"], bars["time-head"])
        yield self.list
        yield from (bars["foot-title"], self.moment, bars["status"], bars["keys"])
        yield self.too_small

    def on_mount(self) -> None:
        """The keys go to the list."""
        self.set_focus(self.list)

    def on_unmount(self) -> None:
        """Let the thread go."""
        self.desk.close()

    def on_resize(self, event: events.Resize) -> None:
        """As many units on the axis as there is room for."""
        self.fit(event.size.width, event.size.height)
        self._show()

    # -- rows ------------------------------------------------------------------------------------

    @property
    def place(self) -> Place:
        """Where the keys go."""
        return "moments"

    def bar_rows(self) -> dict[str, Row]:
        """The rows around the list."""
        event, times = self.list.event, self.times
        shown = self.list.shown
        where = f"moment {self.list.cursor + 1:,} of {self.list.count:,}" if event else "no time here"
        view = TimeView(
            frame=self.frame_view((where,)),
            query=self.searched,
            name=self.kept.named.name if self.kept.named is not None else "",
            period=period_words(self.kept.period) if self.kept.period is not None else "",
            count=self._count_words(),
            axis=self.list.axis,
            columns=self.list.columns,
            outside=self.list.outside,
            dated=shown.dated > 0,
            years=years_words([event.when for event in shown.events]) if self.narrow else "",
            title=title(event) if event is not None else "",
            remark=shown.counts if times is not None and event is not None else "",
        )
        return rows(view, self.look)

    def _count_words(self) -> str:
        times, coverage = self.times, self._coverage
        if times is None:
            return ""
        words = count_words(times.timeline, times.among, times.looked)
        if coverage is not None and coverage.done < coverage.articles:
            words += f" · {coverage.done:,} of {coverage.articles:,} articles read for times so far"
        return words

    def _grade_of(self, event: Event) -> str:
        return self.read.judging.code(event.timed.source, event.timed.article)

    # -- what is listed --------------------------------------------------------------------------

    def came(self) -> None:
        """Be at the time that one is at in the article."""
        span = self.read.text.span
        if span is not None and span.layer == "moment":
            here = (self.read.open_id, span.start)
            row = self.list.shown.row_of(here)
            if row is not None:
                self.list.move_to(row, tell=False)
                self._show_current()
            elif self.times is None:
                self._at = here
        super().came()

    def renew(self) -> None:
        """List the moments of what was found."""
        self.desk.find(self.searched, self.read.numbers_found, self.kept, self._found)

    def more_named(self) -> None:
        """Say so; a list never changes under the cursor, and one that is empty has none."""
        if not self.list.count:
            self.renew()
        else:
            self.desk.cover(self._covered)

    def _covered(self, coverage: Coverage) -> None:
        self._coverage = coverage
        self.show_rows()

    def _found(self, times: Times) -> None:
        self._coverage = times.coverage
        before = self.times
        same = before is not None and _what(before) == _what(times)
        self.times = times
        if self.answered[0] == _LOOKING:
            self.clear_answer()
        if not same:
            self._unit = None
        self.list.empty_words = self._empty_words(times)
        self._show()

    def _empty_words(self, times: Times) -> str:
        coverage = times.coverage
        if not coverage.articles:
            return f"No article yet: {self.key('add')} FOLDER adds some."
        if times.among == 0:
            return f"The search found no article: {self.key('search')} searches for something else."
        name, period = times.timeline.name, times.timeline.period
        if name or period is not None:
            when = f" {period_words(period)}" if period is not None else ""
            words = f"No sentence with a time{when} names {name}" if name else f"No time{when} is named"
            return f"{words}: {self.key('widen')} shows all times."
        if coverage.done < coverage.articles:
            articles = counted(coverage.articles, "article")
            return f"Times of {articles} come in a moment: {coverage.done:,} so far."
        return "No time is named in these articles."

    def _show(self) -> None:
        """Show the moments that are known, at the one that one was at."""
        if self.times is None:
            self.show_rows()
            return
        shown = self.times.timeline
        columns = columns_of(self.size.width)
        whens = [event.when for event in shown.events]
        axis = axis_of(whens, max(1, (columns.axis - 1) // CELLS), self._unit, shown.period)
        cursor = shown.row_of(self._at) if self._at is not None else None
        if cursor is None:
            cursor = shown.first_from(axis.first)
        if shown.events:
            axis = axis.following(shown.events[cursor].when)
        self.list.show_events(shown, axis, columns, cursor)
        self._show_current()

    def _show_current(self) -> None:
        """Show what is known of the moment under the cursor; the axis moves on to it."""
        event = self.list.event
        self._at = event.key if event is not None else None
        if event is not None:
            axis = self.list.axis.following(event.when)
            if axis != self.list.axis:
                self.list.show_axis(axis)
        self.moment.show(self._foot_rows)
        self.show_rows()

    def _foot_rows(self, width: int) -> Sequence[tuple[Sequence[Part], Sequence[Part]]]:
        event = self.list.event
        if event is None:
            return [((), ())] * _FOOT_ROWS
        ellipsis = self.look.glyph("ellipsis")
        return [(row, ()) for row in foot(event, self._grade_of(event), width - 4, ellipsis)]

    # -- keys ------------------------------------------------------------------------------------

    @on(RowList.Moved)
    def _moved(self) -> None:
        self._show_current()

    @on(RowList.Taken)
    async def _taken(self) -> None:
        await self.action_go_in()

    async def action_go_in(self) -> None:
        """Read it there."""
        event = self.list.event
        if event is None:
            self.answer("there is no time to read about here")
            return
        article, start = event.key
        await self.frame.go_to(Stop(self.searched, self.read.sort, article, start, "moment"))

    async def action_go_out(self) -> None:
        """Back to Read."""
        await self.frame.show(self.read.NAME)

    def action_accept(self) -> None:
        """Set when it is."""
        event = self.list.event
        if event is None:
            self.answer("there is no time to set here")
        else:
            self.dater.ask(event.timed.article, event.timed.moment)

    def ruled(self, now: Named | None) -> None:
        """Something was decided about what is recognised: show it here, and in the article."""
        self.read.ruled(now)

    def action_zoom_time(self, by: int) -> None:
        """A finer or a wider unit to a column of the axis."""
        if not self.list.columns.axis:
            self.answer(f"there is no room for the axis here: it is seen from {WIDE} columns on")
            return
        place = UNITS.index(self.list.axis.unit) + by
        if not 0 <= place < len(UNITS):
            self.answer("days are the finest there is" if by < 0 else "years are the widest there is")
            return
        self._unit = UNITS[place]
        self._show()

    def action_next_article(self, by: int) -> None:
        """On to the first time behind all that the axis shows, or back to the last before it."""
        axis, events = self.list.axis, self.list.shown.events
        before, behind = self.list.outside
        if not self.list.columns.axis:
            self.answer(f"there is no room for the axis here: it is seen from {WIDE} columns on")
        elif not (before, behind)[by > 0]:
            self.answer("no date lies behind what the axis shows" if by > 0 else "no date lies before it")
        else:
            side = 1 if by > 0 else 0
            rows = [row for row, event in enumerate(events) if axis.outside([event.when])[side]]
            self.list.move_to(rows[0] if by > 0 else rows[-1], tell=False)
            self._show_current()

    def action_narrow(self) -> None:
        """Keep to the times in sentences that name something, or to those of a period."""
        from briefing.tui.screens.name_menu import OTHER, NameMenu  # noqa: PLC0415  (when it is asked for)

        def chosen(entry: Entry | str | None) -> None:
            if entry == OTHER:
                self.action_period()
            elif entry is not None and not isinstance(entry, str):
                self._keep_to(replace(self.kept, named=entry))

        def show(found: Sequence[Entry]) -> None:
            if self.answered[0] == _NAMING:
                self.clear_answer()
            if self.app.screen is self:  # one may have opened something else meanwhile
                menu = NameMenu(self.look, "Times with", found, self.actions, other="a period of time")
                self.app.push_screen(menu, chosen)

        self.answer(_NAMING)
        self.desk.names(self.read.numbers_found, show)

    def action_period(self, words: str = "") -> None:
        """Keep to the times of a period; without words ask for it."""
        from briefing.tui.screens.period_line import PeriodLine  # noqa: PLC0415  (when it is asked for)
        from index.typed_date import typed_period  # noqa: PLC0415  (as above)

        today = date.today()  # noqa: DTZ011  (the analyst's own day is meant)

        def typed(text: str | None) -> None:
            period = typed_period(text, today) if text else None
            if text and period is not None:
                self._keep_to(replace(self.kept, period=period))
                self._period_typed = text

        if not words:
            is_period = lambda text: typed_period(text, today) is not None  # noqa: E731
            self.app.push_screen(PeriodLine(self.look, self._period_typed, is_period, self.actions), typed)
        elif typed_period(words, today) is None:
            self.answer(f"not a period: {words}. One is 2024-04, last month or 2024-04..2024-06", "error")
        else:
            typed(words)

    def _keep_to(self, kept: Kept) -> None:
        self.kept = kept
        self._period_typed = self._period_typed if kept.period is not None else ""
        self.answer(_LOOKING)  # many articles may have none that is wanted
        self.renew()

    def action_widen(self) -> None:
        """All times again."""
        if self.kept == Kept():
            self.answer("all times of what was found are listed already")
        else:
            self._keep_to(Kept())

    # -- the way through the screens -------------------------------------------------------------

    def whereabouts(self) -> Stop:
        """The search, and the moment that one is at."""
        return Stop(self.searched, "relevance", "", self.list.cursor, None, self.NAME, "moments")

    def return_to(self, stop: Stop) -> None:
        """One came back to a moment."""
        if stop.text == self.searched:
            self.list.move_to(stop.position, tell=False)
            self._show_current()
        self.renew()


def _what(times: Times) -> tuple[str, str, Period | None]:
    """What an answer is about."""
    return times.query, times.timeline.name, times.timeline.period
