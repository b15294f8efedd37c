"""The article that is open: its text, what was found and recognised in it, and the panes that show it.

What takes long is done in threads that nobody waits for, and thrown away when another article is open
by then.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from threading import Thread
from typing import TYPE_CHECKING, Protocol, TypeVar

from briefing.tui.layers import Light
from briefing.tui.note_view import NoteView
from briefing.tui.parts import Part
from briefing.tui.reading import hit_lights, layer_lights, listed, note_lights
from briefing.tui.screens.recognising import Recognised, Recognising
from briefing.tui.theme import Look
from briefing.tui.widgets.article import ArticleText
from briefing.tui.widgets.head import Head
from briefing.tui.widgets.said import Said
from briefing.tui.widgets.side import Entities
from briefing.tui.widgets.times import Times
from index import Article, Corpus, CorpusError, Layers, Page, Span
from index.model import Entity, OwnModel

if TYPE_CHECKING:
    from index.entities.model import Name
    from index.extraction.voices import Voice

T = TypeVar("T")

#: Code points of a text in which looking for hits would be felt by the next key.
_LONG = 50_000


class Teller(Protocol):
    """What it needs of the screen."""

    def tell(self, show: Callable[..., object], *values: object) -> None:
        """Call from any thread what shows something."""

    def call_after_refresh(self, callback: Callable[..., object], *values: object) -> bool:
        """Call when what is there now has been drawn."""

    def answer(self, words: str, role: str = "text") -> None:
        """Answer the last key."""

    def show_panes(self) -> None:
        """Show the panes that there is something in, and the rows around them."""

    def show_rows(self) -> None:
        """Fill every row around the panes."""

    def facts_of(self, article: Article) -> tuple[Part, ...]:
        """What is said of an article below its title."""


class OpenArticle:
    """One article and the panes that show it.

    Attributes:
        article: The one that is open.
        recognised: What was recognised in it.
        voices: Its statements with their speakers, in the order of their layer.
        hits_known: Whether it is known what the search lights up in it.
        off: Layers that are switched off.
    """

    def __init__(
        self,
        corpus: Corpus,
        look: Look,
        screen: Teller,
        panes: tuple[Head, ArticleText, Entities, Said, Times],
        own: OwnModel | None = None,
    ) -> None:
        """Take the corpus, where to show things, and the user's own model that finds names."""
        self.article: Article | None = None
        self.recognised = Layers()
        self.voices: tuple[Voice, ...] = ()
        self.hits_known = True
        self.off: frozenset[str] = frozenset(kind for kind in look.kinds if not look.is_lit(kind))
        self._corpus = corpus
        self._look = look
        self._screen = screen
        self._head, self._text, self._entities, self._said, self._times = panes
        self._recognising = Recognising(corpus, self, own)
        self._hits: tuple[Span, ...] = ()
        self._sought: Page | None = None
        self._when_known: Callable[[], object] | None = None
        self._when_recognised: Callable[[], object] | None = None
        self._notes: Sequence[NoteView] = ()

    @property
    def id(self) -> str:
        """Its id, or empty."""
        return self.article.id if self.article else ""

    @property
    def known(self) -> bool:
        """Whether it is known what there is to recognise."""
        return self._recognising.known

    @property
    def counted(self) -> bool:
        """Whether that is counted in the corpus, or cannot be."""
        return self._recognising.counted

    def open(self, id: str) -> bool:
        """Open an article; false when it is open already.

        Raises:
            CorpusError: It cannot be read; none is open then.
        """
        if self.article is not None and self.article.id == id:
            return False
        try:
            article = self._corpus.article(id)
        except CorpusError:
            self.close()
            raise
        self._forget()
        self.article = article
        self.show_facts()
        self._text.show_text(article.text)
        self._say_language(article)
        self._entities.show_entities((), known=False)
        self._said.show_voices("", (), known=False)
        self._times.show_coming()
        self._screen.call_after_refresh(self._begin_recognising, article)
        return True

    def renew(self) -> Article | None:
        """Read again what is said of the open article: another title, outlet or date may hold now.

        Raises:
            CorpusError: It cannot be read.
        """
        if self.article is None:
            return None
        known = self.article
        self.article = article = self._corpus.article(known.id)
        self._say_language(article)
        self.show_facts()
        self._screen.call_after_refresh(self._begin_recognising, article)
        if not self.hits_known and self._sought is not None:
            self.find_hits(self._sought, self._screen.show_panes)
        return article

    def _say_language(self, article: Article) -> None:
        for pane in (self._entities, self._said, self._times):
            pane.language = article.language

    def recognise_again(self) -> None:
        """What is recognised may be other than it was; until that is known, what was stays."""
        self._recognising.again()

    def count_again(self) -> None:
        """Names of more articles are known, and with them what the names of this one are counted under."""
        self._recognising.count_again()

    def show_facts(self) -> None:
        """Show what is known of the article, above its text."""
        if self.article is not None:
            self._head.show(self.article.title, self._screen.facts_of(self.article))

    def close(self) -> None:
        """Have no article open."""
        self._forget()
        self._head.show("", ())
        self._text.show_text("")
        self._entities.show_entities((), known=False)
        self._said.show_voices("", (), known=False)
        self._times.show_coming()

    def _forget(self) -> None:
        self._recognising.close()
        self.article = None
        self.recognised = Layers()
        self.voices = ()
        self.hits_known = True
        self._hits = ()
        self._sought = None
        self._when_known = None
        self._when_recognised = None
        self._notes = ()

    def find_hits(self, page: Page, then: Callable[[], object]) -> None:
        """Light up what a search wanted, at once or soon; ``then`` is called when it is there.

        It is not called when another search or article came, or one has moved on in the text meanwhile.
        """
        article = self.article
        if article is None:
            return
        self._sought = page
        if len(article.text) <= _LONG:
            self._show_hits(article, page, self._corpus.hits(article, page))
            then()
            return
        self.hits_known = False
        place = self._text.place

        none: tuple[Span, ...] = ()

        def show(hits: tuple[Span, ...]) -> None:
            if self._show_hits(article, page, hits) and self._text.place == place:
                then()

        self._behind("hits", lambda: self._corpus.hits(article, page), show, none)

    def when_hits_are_known(self, then: Callable[[], object]) -> None:
        """Call something as soon as the hits in this article are there; another article forgets it."""
        if self.hits_known:
            then()
        else:
            self._when_known = then

    def when_known(self, then: Callable[[], object]) -> None:
        """Call something as soon as it is known what there is to recognise; another article forgets it."""
        if self.known:
            then()
        else:
            self._when_recognised = then

    def show_notes(self, views: Sequence[NoteView]) -> None:
        """Light up noted passages."""
        self._notes = views
        if self.article is None:
            return
        lights = note_lights(views)
        self._text.show_layers({"note": () if "notes" in self.off else lights})
        starts = {light.note: light.start for light in lights}
        self._text.show_notes(
            [(starts[view.note.id], view.note.body) for view in views if view.note.id in starts]
        )

    def switch(self, layer: str, *, on: bool) -> None:
        """Switch a kind of names or another layer on or off, in this and all further articles."""
        self.off = self.off - {layer} if on else self.off | {layer}
        if layer == "margin":
            self._text.show_kind_letters(on)
        elif layer == "notes":
            self.show_notes(self._notes)
        elif layer == "hits":
            self._text.show_layers({"hit": self._lit_hits()})
        else:
            self._text.show_layers(layer_lights(self.recognised, self.off))
            if layer == "quantity" and self.known:
                self._entities.show_entities(self._listed(), known=True)
                self._screen.show_panes()

    def _listed(self) -> Sequence[Entity]:
        """What stands in the list of names: quantities only while they are lit, since there are so many."""
        return listed(self.recognised.entities, self.off)

    def _lit_hits(self) -> tuple[Light, ...]:
        return () if "hits" in self.off else hit_lights(self._hits)

    def _show_hits(self, article: Article, page: Page, hits: tuple[Span, ...]) -> bool:
        """Show them, unless others are wanted by now."""
        if self.article is not article or self._sought is not page:
            return False
        self._hits = hits
        self._text.show_layers({"hit": self._lit_hits()})
        self.hits_known = True
        then, self._when_known = self._when_known, None
        if then is not None:
            then()
        return True

    def _begin_recognising(self, article: Article) -> None:
        """Begin when the text is seen."""
        if self.article is article:
            self._recognising.open(article)

    def _behind(self, what: str, find: Callable[[], T], show: Callable[[T], object], instead: T) -> None:
        """Find something in a thread that nobody waits for, least of all whoever leaves."""

        def run() -> None:
            try:
                found = find()
            except Exception as error:  # noqa: BLE001  (an article can be read without it)
                found = instead
                why = f"no {what} here: finding them failed ({type(error).__name__}: {error})"
                self._screen.tell(self.say_shortcoming, why)
            self._screen.tell(show, found)

        Thread(target=run, daemon=True, name=what).start()

    # -- what is told by whoever recognises -----------------------------------------------------------

    def tell(self, show: Callable[..., object], *values: object) -> None:
        """Call from any thread what shows something."""
        self._screen.tell(show, *values)

    def say_shortcoming(self, why: str) -> None:
        """Say what could not be found out, and why."""
        self._screen.answer(why, "error")

    def show_recognised(self, found: Recognised, counts: dict[Name, int] | None) -> None:
        """Show what the open article names, and do what waited for it."""
        article, layers = found.article, found.layers
        self.recognised = layers
        self.voices = found.voices
        self._text.show_layers(layer_lights(layers, self.off))
        if counts is not None:
            self._entities.take_counts(counts)
        self._entities.show_entities(self._listed(), known=True)
        self._said.show_voices(article.text, found.voices, known=True)
        self._times.show_times(layers.moments, found.dates, article.published)
        self._screen.show_panes()
        then, self._when_recognised = self._when_recognised, None
        if then is not None:
            then()

    def show_counts(self, counts: dict[Name, int]) -> None:
        """Show in how many articles each name is mentioned."""
        self._entities.take_counts(counts)
        self._entities.redraw()
        self._screen.show_rows()
