"""The Read screen: results, article, names and notes.

It holds what is being looked at and passes it between the panes; how anything looks is theirs, and
what anything means is the corpus' and the casebook's.
"""

from __future__ import annotations

from threading import Thread

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widget import Widget

from briefing.casebook import Casebook
from briefing.tui import messages
from briefing.tui.actions import Place
from briefing.tui.layers import Layer
from briefing.tui.reading import describe, facts, hit_lights, layer_lights, note_lights, sentence_at
from briefing.tui.rowlist import RowList
from briefing.tui.screens.bars import ORDER_WORDS, View
from briefing.tui.screens.note_desk import NoteDesk
from briefing.tui.screens.search import SearchScreen
from briefing.tui.theme import Look
from briefing.tui.widgets.article import GUTTER, TEXT_WIDTH, ArticleText
from briefing.tui.widgets.bar import Bar
from briefing.tui.widgets.divider import Divider
from briefing.tui.widgets.entry import NoteEntry, SearchEntry
from briefing.tui.widgets.head import Head
from briefing.tui.widgets.results import Results
from briefing.tui.widgets.side import Entities, Notes
from index import Article, Corpus, CorpusError, Hit, Layers, Page, Span
from index.page import Wanted
from index.text import clean

#: Code points of a text in which looking for hits would be felt by the next key.
_LONG = 50_000

#: Below this many columns one pane is seen at a time; below this many rows there is no row to spare.
_WIDE = 110
_TALL = 30

_PANES: tuple[Place, ...] = ("results", "article", "side")


class ReadScreen(SearchScreen, inherit_bindings=True):
    """Search and read.

    Attributes:
        article: The one that is open.
        recognised: What was recognised in it, when that is known.
        unkept: Texts of notes that could not be kept, known once the screen is closed.
    """

    def __init__(self, corpus: Corpus, casebook: Casebook, look: Look) -> None:
        """Take what there is to read, and how it looks."""
        super().__init__(corpus, look)
        self.casebook = casebook
        self.article: Article | None = None
        self.recognised = Layers()
        self.opened: set[str] = set()
        self.pane: Place = "results"
        self.unkept: list[str] = []
        self._written_from: Place = "article"
        self.narrow = False

    # -- layout ----------------------------------------------------------------------------------

    def compose(self) -> ComposeResult:
        """Rows from the top: header, search, how it was read, panes, status, keys."""
        look = self.look
        yield from self.compose_above()
        yield Bar(look, id="tabs", fill=look.glyph("rule"))
        with Horizontal(id="panes"):
            with Vertical(id="results-pane", classes="pane"):
                yield Bar(look, id="results-title", classes="pane-title", fill=look.glyph("rule"))
                yield Results(look, id="results")
            yield Divider(look)
            with Vertical(id="article-pane", classes="pane"):
                yield Bar(look, id="article-title", classes="pane-title", fill=look.glyph("rule"))
                yield Head(look, indent=GUTTER, width=TEXT_WIDTH, id="head")
                yield ArticleText(look, id="article")
            yield Divider(look)
            with Vertical(id="side-pane", classes="pane"):
                yield Bar(look, id="entities-title", classes="pane-title", fill=look.glyph("rule"))
                yield Entities(look, id="entities")
                yield Bar(look, id="notes-title", fill=look.glyph("rule"))
                yield NoteEntry(id="note")
                yield Notes(look, id="notes")
        yield from self.compose_below()

    def on_mount(self) -> None:
        """Find the panes and fill them."""
        self.results = self.query_one("#results", Results)
        self.text = self.query_one("#article", ArticleText)
        self.entities = self.query_one("#entities", Entities)
        self.notes = self.query_one("#notes", Notes)
        self.note_entry = self.query_one("#note", NoteEntry)
        self.desk = NoteDesk(self.casebook, self)
        self._resized(self.size.width, self.size.height)
        self.start()
        self.go_to_pane("results")

    def on_unmount(self) -> None:
        """Keep what is still being typed, then let the threads go."""
        self.unkept = self.desk.close()
        self.stop()

    def on_resize(self, event: events.Resize) -> None:
        """Choose between three panes and one."""
        self._resized(event.size.width, event.size.height)

    def _resized(self, width: int, height: int) -> None:
        self.narrow = width < _WIDE
        self.set_class(self.narrow, "narrow")
        self.set_class(height < _TALL, "low")
        self.show_panes()

    def show_panes(self) -> None:
        """Show the panes that there is room for and something in."""
        empty = self.page is not None and self.page.total == 0
        for pane in _PANES:
            self.query_one(f"#{pane}-pane").display = not empty and (not self.narrow or pane == self.pane)
        for divider in self.query(Divider):
            divider.display = not empty and not self.narrow
        self.query_one("#notice").display = empty
        self.query_one("#panes").display = not empty
        self.note_entry.display = self.desk.is_open
        self.show_rows()

    @property
    def place(self) -> Place:
        """Where the keys go."""
        if isinstance(self.focused, SearchEntry):
            return "search"
        return "note" if isinstance(self.focused, NoteEntry) else self.pane

    def view(self) -> View:
        """What the rows around the panes are made from."""
        text, current = self.text, self.text.current
        return View(
            workspace=self.corpus.path.name,
            articles=self.articles,
            page=self.page,
            narrow=self.narrow,
            place=self.place,
            pane=self.pane,
            notes_focused=self.focused is self.notes,
            cursor=self.results.cursor,
            results=self.results.total if self.results.count else 0,
            current=(current.layer, current.place, len(text.lit[current.layer])) if current else None,
            line=text.line,
            lines=len(text.rows) if text.size.width else 0,
            percent=text.percent,
            entities=self.entities.count,
            notes=self.notes.count,
            writing=self.desk.writing,
            answer=self.answered,
            work=self.under_way,
        )

    # -- what was found --------------------------------------------------------------------------

    def show_page(self, page: Page, *, stay: bool) -> None:
        """Show the list, and the first article of it or the one that is open."""
        year = max((int(hit.published.value[:4]) for hit in page.hits if hit.published), default=0)
        self.results.show_state(opened=self.opened, noted=self.desk.noted(), year=year)
        ids = [hit.id for hit in page.hits]
        cursor = ids.index(self.article.id) if stay and self.article and self.article.id in ids else 0
        self.results.show_hits(page.hits, page.total, cursor=cursor)
        if page.hits:
            self._show_article(page.hits[cursor], land=not stay)
        else:
            self._show_nothing()
        self.show_panes()
        if stay:
            self.answer(ORDER_WORDS[page.sort])

    def show_more(self, page: Page) -> None:
        """Show further hits behind those that are there."""
        self.results.show_more(page.hits)

    def take(self) -> None:
        """Go to the first hit."""
        if self.page is not None and self.page.total:
            self.go_to_pane("article")
            self._land()
        else:
            self.set_focus(None)
            self.show_rows()

    # -- the article -----------------------------------------------------------------------------

    def _show_article(self, hit: Hit, *, land: bool = True) -> None:
        page = self.page
        if page is None:
            return
        if self.article is None or self.article.id != hit.id:
            try:
                self.article = self.corpus.article(hit.id)
            except CorpusError as error:
                # Never leave another article under this row of the list: a note would go to it.
                self._show_nothing()
                self.answer_error(error.message, error.hint)
                return
            self.recognised = Layers()
            self.query_one("#head", Head).show(self.article.title, facts(self.article))
            self.text.show_text(self.article.text)
            self.entities.show_entities(())
            self.show_notes()
            self._recognise(self.article)
        if len(self.article.text) > _LONG:
            self._find_hits(self.article, page)
        else:
            self._show_hits(self.article, page, self.corpus.hits(self.article, page), land=land)

    def _show_nothing(self) -> None:
        self.article = None
        self.recognised = Layers()
        self.query_one("#head", Head).show("", ())
        self.text.show_text("")
        self.entities.show_entities(())
        self.notes.show_notes(())

    def _find_hits(self, article: Article, page: Page) -> None:
        def find() -> None:
            self.tell(self._show_hits, article, page, self.corpus.hits(article, page))

        Thread(target=find, daemon=True, name="hits").start()

    def _show_hits(self, article: Article, page: Page, hits: tuple[Span, ...], *, land: bool = True) -> None:
        if self.article is article and self.page is page:
            self.text.show_layers({"hit": hit_lights(hits)})
            if land:
                self._land()

    def _land(self) -> None:
        if self.text.lit.get("hit"):
            self.text.go_to("hit", 0, landing=True)
        self.show_rows()

    def _recognise(self, article: Article) -> None:
        # A thread that nobody waits for: leaving must not take as long as the longest article.
        Thread(target=self._recognise_apart, args=(article,), daemon=True, name="names").start()

    def _recognise_apart(self, article: Article) -> None:
        if self.article is not article:
            return  # passed over already
        try:
            layers = self.corpus.layers(article)
        except Exception as error:  # noqa: BLE001  (an article can be read without its names)
            fault = f"no names here: recognising them failed ({type(error).__name__}: {error})"
            self.tell(self.answer, fault, "error")
        else:
            self.tell(self._show_layers, article, layers)

    def _show_layers(self, article: Article, layers: Layers) -> None:
        if self.article is None or self.article.id != article.id:
            return
        self.recognised = layers
        self.text.show_layers(layer_lights(layers, self.look))
        self.entities.show_entities(layers.entities)
        self.show_rows()

    @on(messages.HitChosen)
    def _hit_chosen(self, event: messages.HitChosen) -> None:
        self._show_article(event.hit)

    @on(messages.HitTaken)
    def _hit_taken(self, event: messages.HitTaken) -> None:
        self._show_article(event.hit)
        self.go_to_pane("article")

    @on(messages.MoreWanted)
    def _more_wanted(self, event: messages.MoreWanted) -> None:
        self.find_more(event.loaded)

    @on(messages.PlaceMoved)
    def _place_moved(self) -> None:
        self.show_rows()

    @on(RowList.Taken)
    def _row_taken(self, event: RowList.Taken) -> None:
        self._jump_from(event.list)

    def _jump_from(self, list_: RowList) -> None:
        """From a name or a note to its place in the text."""
        if isinstance(list_, Entities) and list_.entities:
            self._jump(list_.entities[list_.cursor].mentions[0].span)
        elif isinstance(list_, Notes) and list_.note and list_.note.anchor:
            anchor = list_.note.anchor
            self._jump(Span(anchor.start, anchor.end))

    def _jump(self, span: Span) -> None:
        for layer in ("entity", "note"):
            for place, light in enumerate(self.text.lit.get(layer, ())):
                if light.start == span.start:
                    self.go_to_pane("article")
                    self.text.go_to(layer, place)
                    return
        self.answer("this kind is not lit up in the text")

    # -- notes -----------------------------------------------------------------------------------

    @on(messages.NoteTyped)
    def _note_typed(self) -> None:
        self.desk.typed()

    @on(messages.NoteLeft)
    def _note_left(self) -> None:
        self.desk.left()
        self.go_to_pane(self._written_from)

    def show_notes(self) -> None:
        """Show the notes of the open article."""
        if self.article is None:
            return
        notes = self.desk.notes(self.article)
        self.notes.show_notes(notes, cursor=self.notes.cursor)
        self.text.show_layers({"note": note_lights(self.article, notes)})
        self.results.noted = self.desk.noted()
        self.results.redraw_row(self.results.cursor)
        self.show_rows()

    @property
    def note_text(self) -> str:
        """What stands in the editor."""
        return self.note_entry.text

    def edit_note(self, text: str) -> None:
        """Show the editor with this text in it."""
        if self.place != "note":
            self._written_from = self.pane
        self.answered = ("", "text")
        self.note_entry.text = clean(text)  # a casebook can come from anywhere
        self.note_entry.move_cursor(self.note_entry.document.end)
        self.pane = "side"
        self.show_panes()
        self.set_focus(self.note_entry)

    # -- keys ------------------------------------------------------------------------------------

    def go_to_pane(self, pane: Place) -> None:
        """Show a pane and give it the keys."""
        self.pane = pane
        self.show_panes()
        in_notes = self.focused in (self.notes, self.note_entry) or not self.entities.count
        side: Widget = self.notes if in_notes and self.notes.count else self.entities
        self.set_focus({"results": self.results, "article": self.text, "side": side}.get(pane))
        if pane == "article" and self.article is not None:
            self.opened.add(self.article.id)
            self.results.redraw_row(self.results.cursor)
        self.show_rows()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Follow the mouse and the tab key."""
        panes: dict[Widget, Place] = {
            self.results: "results",
            self.text: "article",
            self.entities: "side",
            self.notes: "side",
        }
        self.pane = panes.get(event.widget, self.pane)
        self.show_rows()

    def on_key(self, event: events.Key) -> None:
        """``esc`` stops typing and keeps the text."""
        super().on_key(event)
        if event.key == "escape" and self.place == "search":
            event.stop()
            self.go_to_pane("results")

    def action_move(self, by: int) -> None:
        """Rows of a list or of the text; out of the search line into the results."""
        if self.place == "search":
            self.go_to_pane("results")
        elif isinstance(self.focused, RowList):
            self.focused.move(by)
            results = self.results
            if (
                self.focused is results
                and results.cursor == results.count - 1
                and results.count < results.total
            ):
                self.answer(f"{results.count:,} of {results.total:,} are loaded: the next key goes on")
        elif self.pane == "article":
            self.text.scroll_rows(by)

    def action_page(self, by: float) -> None:
        """Heights of the pane."""
        if isinstance(self.focused, RowList):
            self.focused.page(by)
        elif self.pane == "article":
            self.text.scroll_page(by)

    def action_go_in(self) -> None:
        """From the list to the article, from a name to its place."""
        if isinstance(self.focused, Entities | Notes):
            self._jump_from(self.focused)
        elif self.pane == "results" and self.article is not None:
            self.go_to_pane("article")

    def action_go_out(self) -> None:
        """Back to the list."""
        self.go_to_pane("article" if self.pane == "side" else "results")

    def action_walk(self, by: int) -> None:
        """The next or previous pane; names and notes are two stops of the side pane."""
        if self.place in ("search", "note"):
            return
        if by > 0 and self.focused is self.entities and self.notes.count:
            self.set_focus(self.notes)
        elif by < 0 and self.focused is self.notes and self.entities.count:
            self.set_focus(self.entities)
        else:
            self.go_to_pane(_PANES[(_PANES.index(self.pane) + by) % len(_PANES)])

    def action_next_article(self, by: int) -> None:
        """Another article of the list."""
        if not self.results.move(by):
            self.answer("this is the last article" if by > 0 else "this is the first article")

    def action_go(self, layer: Layer, by: int, noun: str) -> None:
        """Another span of a layer."""
        lights = self.text.lit.get(layer, ())
        if self.text.go(layer, by):
            if self.pane != "article":
                self.go_to_pane("article")
            span = self.text.span
            if span is not None:
                self.answer(describe(self.recognised, span))
        elif layer == "hit" and self._run_on(by):
            return
        elif not lights:
            self.answer(f"no {noun} in this article")
        else:
            end = "last" if by > 0 else "first"
            self.answer(f"this is the {end} {noun} of {len(lights)} in this article")

    def _run_on(self, by: int) -> bool:
        """Go on to the hits of the next article of the list, or back to the last of the one before."""
        sought = self.page.wanted if self.page else Wanted()
        if sought == Wanted() or not self.results.move_to(self.results.cursor + by, tell=False):
            return False
        hit = self.results.hit
        if hit is None:
            return False
        self._show_article(hit)
        self.go_to_pane("article")
        places = len(self.text.lit.get("hit", ()))
        if by < 0 and places:
            self.text.go_to("hit", places - 1)
        self.answer(f"{'on' if by > 0 else 'back'} to {hit.title}")
        return True

    def action_note(self) -> None:
        """A note on the current name, else on the sentence that one is at; in the list, on the article."""
        if self.article is None:
            self.answer("there is no article to write on")
            return
        span = None
        if self.pane == "article":
            current = self.text.span
            # A hit is a word of the search, not of the article: what one wants to note is its sentence.
            if current is not None and current.layer != "hit":
                span = Span(current.start, current.end)
            else:
                span = sentence_at(self.article.text, self.text.position)
        self.desk.write(self.article, span)

    def action_edit_note(self) -> None:
        """Write on in the note under the cursor."""
        if self.notes.note is None or self.article is None:
            self.answer("no note on this article: a writes one")
        else:
            self.desk.write(self.article, None, self.notes.note)

    def action_delete_note(self) -> None:
        """Delete the note under the cursor."""
        if self.notes.note is None:
            self.answer("no note on this article: a writes one")
        else:
            self.desk.delete(self.notes.note)

    def action_undo(self) -> None:
        """Bring back the note that was deleted last."""
        self.desk.bring_back()
