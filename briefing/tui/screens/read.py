"""The Read screen: what the keys do with results, article, names, notes, statements and times.

It holds what is being looked at and passes it between the panes; how anything looks is theirs, and
what anything means is the corpus' and the casebook's.
"""

from __future__ import annotations

from collections.abc import Callable

from textual import events, on

from briefing.casebook.standing import Standing
from briefing.errors import BriefingError
from briefing.tui import messages
from briefing.tui.kit import Kit
from briefing.tui.rowlist import RowList
from briefing.tui.screens.curating import CuratingScreen
from briefing.tui.screens.marks_desk import MarksDesk
from briefing.tui.trail import Stop
from briefing.tui.widgets.said import Said
from briefing.tui.widgets.side import Entities, Notes
from briefing.tui.widgets.times import Times
from index import CorpusError, Page
from index.page import Wanted


class ReadScreen(CuratingScreen, inherit_bindings=True):
    """Search and read.

    Attributes:
        marks: What was opened and what is reviewed.
        trail: Where one was.
    """

    NAME = "read"
    TITLE_WORD = "Read"

    def __init__(self, kit: Kit) -> None:
        """Take what it works with."""
        super().__init__(kit)
        self.marks = MarksDesk(kit.casebook, self.clerk, self)
        self.trail = kit.frame.trail
        self._when_more: Callable[[], object] | None = None
        self._later = False
        self._landing: Stop | None = None

    def on_mount(self) -> None:
        """Fill the panes."""
        self.fit(self.size.width, self.size.height)
        self.start()
        self.go_to_pane("results")

    def on_unmount(self) -> None:
        """Keep what is still being typed, then let the threads go."""
        self.unkept = self.desk.close()
        self.stop()

    # -- what was found --------------------------------------------------------------------------

    def show_page(self, page: Page, *, stay: str, anyway: bool) -> None:
        """Show the list, and the first article of it or the one that is open."""
        self._when_more = None
        ids = [hit.id for hit in page.hits]
        self.marks.load([*ids, stay])
        self.judging.load()
        self.results.grades = self.judging.grades
        self.results.show_state(marks=self.marks.marks, noted=self.desk.noted(), year=self.corpus.year())
        stays = stay in ids
        cursor = ids.index(stay) if stays else 0
        self.results.show_hits(page.hits, page.total, cursor=cursor)
        self._later = bool(page.hits) and self.is_typing and self._typing == "capped"
        if not self._later:
            self.foot.show_page(None)
        if self._later:
            pass  # an article and counts for every letter would take the time of the next one
        elif page.hits and not (anyway and not stays):
            self.show_article(page.hits[cursor].id, land=not stays)
        elif not anyway:
            self.open.close()
            self.show_no_notes()
        else:
            self.show_article(stay, land=False)
        self.show_panes()
        if stay and self.pane == "article" and self.open_id == stay:
            self.trail.go(self.whereabouts())

    def settle(self) -> None:
        """Open the article under the cursor, which was left closed while one typed."""
        if self._later:
            self._later = False
            hit = self.results.hit
            if hit is not None:
                self.show_article(hit.id)

    def show_more(self, page: Page) -> None:
        """Show further hits behind those that are there."""
        self.marks.load([hit.id for hit in page.hits])
        self.results.show_more(page.hits)
        then, self._when_more = self._when_more, None
        if then is not None:
            then()

    @property
    def loaded(self) -> int:
        """How many hits are in the list."""
        return len(self.results.hits)

    def show_counts(self, page: Page) -> None:
        """Show outlets, languages and days of what was found."""
        self.foot.show_page(page)

    def take(self) -> None:
        """Go to the first hit."""
        if self.page is not None and self.page.total:
            self.go_to_pane("article")
            self._land()
        else:
            self.set_focus(None)
            self.show_rows()

    # -- the article -----------------------------------------------------------------------------

    def show_article(self, id: str, *, land: bool = True, then: Callable[[], object] | None = None) -> None:
        """Open an article in its pane; with ``land`` at its first hit.

        Args:
            id: The article.
            land: Whether to go to its first hit.
            then: Called when its hits are there, in place of going to the first.
        """
        page = self.page
        if page is None:
            return
        try:
            is_other = self.open.open(id)
        except CorpusError as error:
            # Never leave another article under this row of the list: a note would go to it.
            self.show_no_notes()
            self.answer_error(error.message, error.hint)
            return
        if is_other:
            self.show_notes()
            published = self.article.published if self.article else None
            self.foot.show_published(published.value if published else "")
        self.open.find_hits(page, then or (self._land if land else self.show_rows))

    def _land(self) -> None:
        if self.text.lit.get("hit"):
            self.text.go_to("hit", 0, landing=True)
        self.show_rows()

    def entered_article(self) -> None:
        """The article was gone into: it is not unread any more, and one can come back to it."""
        if not self.open_id:
            return
        if self.marks.opened(self.open_id):
            self.redraw_open()
        self.trail.go(self.whereabouts())

    def leaving(self) -> None:
        """Keep where one is in the article that was gone into."""
        here = self.trail.here
        now = self.whereabouts()
        if here is not None and here.what == now.what:
            self.trail.go(now)

    @property
    def _searched(self) -> str:
        return self.page.query if self.page is not None else ""

    def redraw_open(self) -> None:
        """Draw the row of the open article again: something about it changed."""
        row = self.results.row_of(self.open_id)
        if row is not None:
            self.results.redraw_row(row)

    @property
    def is_first(self) -> bool:
        """The others lie on it."""
        return True

    def whereabouts(self) -> Stop:
        """The search, the article that is open, and where one is in it."""
        current = self.text.current
        layer = current.layer if current else None
        return Stop(self._searched, self.sort, self.open_id, self.text.position, layer, self.NAME, self.pane)

    def came(self) -> None:
        """All is as it was left."""
        self.show_rows()

    @on(messages.HitChosen)
    def _hit_chosen(self, event: messages.HitChosen) -> None:
        self.show_article(event.hit.id)

    @on(messages.HitTaken)
    def _hit_taken(self, event: messages.HitTaken) -> None:
        self.show_article(event.hit.id)
        self.go_to_pane("article")

    @on(messages.MoreWanted)
    def _more_wanted(self) -> None:
        self.find_more()

    @on(messages.PlaceMoved)
    def _place_moved(self) -> None:
        self.show_rows()

    @on(RowList.Taken)
    def _row_taken(self, event: RowList.Taken) -> None:
        self.jump_from(event.list)

    def action_go_in(self) -> None:
        """From a list to its place in the article, from a name or a changed passage in it to its card."""
        if isinstance(self.focused, Notes) and self.compare():
            return
        if isinstance(self.focused, Entities | Notes | Said | Times):
            self.jump_from(self.focused)
        elif self.pane == "results":
            self.look_at_row()
            if self.article is not None:
                self.go_to_pane("article")
        elif self.pane == "article" and not self.compare():
            self._show_card()

    def look_at_row(self) -> None:
        """In the list, what is done is done to the row under the cursor, whatever article is open."""
        hit = self.results.hit
        if self.pane == "results" and hit is not None and hit.id != self.open_id:
            self.show_article(hit.id)

    def action_next_article(self, by: int) -> None:
        """Another article of the list."""
        self.leaving()
        if not self.results.move(by):
            self.answer("this is the last article" if by > 0 else "this is the first article")
        elif self.pane == "article" and self.results.hit:
            self.show_article(self.results.hit.id)
            self.entered_article()

    def action_next_unread(self) -> None:
        """The next article that was never opened."""
        row = self.results.next_unread()
        if row is None and not self.results.is_whole:
            self._when_more = self.action_next_unread
            self.answer(f"looking through the other {self.results.total - self.results.count:,}")
            self.find_more()
            return
        if row is None:
            self.answer("no unread article in this list")
            return
        self.leaving()
        self.results.move_to(row, tell=False)
        self.show_article(self.results.hits[row].id)
        self.go_to_pane("article")

    def action_reviewed(self) -> None:
        """Tick the article, or take the tick away."""
        self.look_at_row()
        if not self.open_id:
            self.answer("there is no article to tick")
            return
        reviewed = self.marks.turn_reviewed(self.open_id)
        self.results.count_reviewed()
        self.redraw_open()
        self.answer("reviewed" if reviewed else "not reviewed any more")

    def return_to(self, stop: Stop) -> None:
        """One came back to an article that was found by a search."""
        if stop.text == self._searched and stop.sort == self.sort:
            row = self.results.row_of(stop.article)
            if row is not None:
                self.results.move_to(row, tell=False)
            self._return_to(stop)
        else:
            self.type(stop.text)
            self.sort = stop.sort
            self.hold_keys()
            self.find(stop.text, at_once=True, stay=stop.article, anyway=True, then=self._return_to_stop)

    def _return_to_stop(self) -> None:
        if self.trail.here is not None:
            self._return_to(self.trail.here)

    def _return_to(self, stop: Stop) -> None:
        def stand() -> None:
            if stop.layer in ("entity", "moment", "statement"):
                self.text.go_to_position(stop.position)
                self._landing = stop  # what lights up may not be known yet
                self.open.when_known(self._land_late)
            else:
                self.text.go_to_position(stop.position, stop.layer)

        if not stop.article:
            self.go_to_pane("results")
            return
        self.show_article(stop.article, then=stand)
        self.go_to_pane(stop.pane)
        if not self.open.hits_known:
            self.text.go_to_position(stop.position)  # of a long article the hits come later

    def _land_late(self) -> None:
        """What lights up is known by now: be at the span that was meant, if nobody has moved."""
        stop, self._landing = self._landing, None
        if stop is not None and stop.layer is not None:
            self.text.go_to_position(stop.position, stop.layer)
            self.answer(self._described(stop.layer))

    def on_key(self, event: events.Key) -> None:
        """With the next key one may be elsewhere."""
        self._landing = None

    def run_on(self, by: int) -> bool:
        """Go on to the hits of the next article of the list, or back to the last of the one before."""
        sought = self.page.wanted if self.page else Wanted()
        at_end = self.results.cursor == self.results.count - 1
        if sought != Wanted() and by > 0 and at_end and not self.results.is_whole:
            self._when_more = lambda: self.run_on(by)
            self.find_more()
            return True
        self.leaving()
        if sought == Wanted() or not self.results.move_to(self.results.cursor + by, tell=False):
            return False
        hit = self.results.hit
        if hit is None:
            return False
        self.show_article(hit.id, then=self._land if by > 0 else self._land_on_last)
        self.go_to_pane("article")
        self.answer(f"{'on' if by > 0 else 'back'} to {hit.title}")
        return True

    def _land_on_last(self) -> None:
        places = len(self.text.lit.get("hit", ()))
        if places:
            self.text.go_to("hit", places - 1)
        self.show_rows()

    # -- what is written and judged --------------------------------------------------------------

    def go_to_note(self, standing: Standing) -> None:
        """Open the article of a note at its passage; where it is gone, show what the note stands on."""
        if not standing.article:
            self._show_evidence(standing)
            return
        self.leaving()
        row = self.results.row_of(standing.article)
        if row is not None:
            self.results.move_to(row, tell=False)
        place = standing.place

        def stand() -> None:
            if place is not None:
                self.text.go_to_position(place.start, "note")

        self.show_article(standing.article, then=stand)
        self.go_to_pane("article")
        self.say_standing()

    def _show_evidence(self, standing: Standing) -> None:
        from briefing.tui.screens.evidence import EvidenceScreen  # noqa: PLC0415  (hardly ever)

        try:
            evidence = self.kit.casebook.evidence(standing.note.article)
        except BriefingError as error:
            self.answer_error(error.message, error.hint)
        else:
            self.cover((standing.note,))
            screen = EvidenceScreen(self.look, standing.note, evidence, self.actions)
            self.app.push_screen(screen, lambda _: self.cover(()))

    def corrected(self) -> None:
        """The corpus says other things about its articles: show it in the list and above the text."""
        try:
            article = self.open.renew()
        except CorpusError as error:
            self.answer_error(error.message, error.hint)
            return
        if article is not None:
            self.results.correct(article)
        self.judged()

    def judged(self) -> None:
        """Grades, markings or what is said of articles changed: show it."""
        self.results.grades = self.judging.grades
        self.results.redraw()
        if self.article is not None:
            self.open.show_facts()
            self.show_notes()
        self.show_rows()

    def changed_elsewhere(self) -> None:
        """Somebody changed the casebook: show it as it is now."""
        self.judging.hand_over()
        self.marks.load(self.results.near)
        self.judged()
