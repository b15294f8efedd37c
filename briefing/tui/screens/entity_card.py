"""The card of a name: what else it is called, how often it stands here and elsewhere, and beside what."""

from __future__ import annotations

from collections import Counter
from threading import Thread
from typing import ClassVar

from rich.segment import Segment
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import ModalScreen
from textual.strip import Strip
from textual.widget import Widget

from briefing.tui.layers import cells, cut
from briefing.tui.safe import to_screen, to_segment
from briefing.tui.theme import Look
from briefing.tui.units import sentence_at
from briefing.tui.words import counted, short_date
from index import Article, Corpus, CorpusError, Layers
from index.model import Entity

Part = tuple[str, str]

_WIDTH = 62
_MOST_ALIASES = 4
_MOST_BESIDE = 6
_FRAME = 2


def aliases(article: Article, entity: Entity) -> list[str]:
    """Other words for it in this article, the most frequent first."""
    forms = Counter(article.text[m.span.start : m.span.end] for m in entity.mentions)
    forms.pop(entity.name, None)
    return [form for form, _ in forms.most_common(_MOST_ALIASES)]


def beside(article: Article, layers: Layers, entity: Entity) -> list[tuple[Entity, int]]:
    """What stands in the same sentences, with the number of those sentences."""
    spans = {sentence_at(article.text, mention.span.start) for mention in entity.mentions}
    found: Counter[int] = Counter()
    for number, other in enumerate(layers.entities):
        if other is entity:
            continue
        theirs = {sentence_at(article.text, mention.span.start) for mention in other.mentions}
        common = len(spans & theirs)
        if common:
            found[number] = common
    return [(layers.entities[number], count) for number, count in found.most_common(_MOST_BESIDE)]


class Card(Widget):
    """Rows of parts in a frame."""

    DEFAULT_CSS = "Card { border: solid $cursor; background: $raised; border-title-color: $strong; }"

    def __init__(self, look: Look) -> None:
        """Make it empty."""
        super().__init__()
        self.look = look
        self.lines: list[list[Part]] = []

    def render_line(self, y: int) -> Strip:
        """Draw one row."""
        width = self.size.width
        ground = self.look.style("card")
        segments = [Segment(" ", ground)]
        used = 1
        for text, role in self.lines[y] if y < len(self.lines) else ():
            shown = cut(to_screen(text), max(0, width - used), self.look.glyph("ellipsis"))
            segments.append(to_segment(shown, self.look.style("card", role)))
            used += cells(shown)
        segments.append(Segment(" " * max(0, width - used), ground))
        return Strip(segments).crop(0, width)


class EntityCard(ModalScreen["str | None"], inherit_bindings=False):
    """Lies under the name, or above it where there is no room; closes with the action to do next, if any."""

    DEFAULT_CSS = "EntityCard { background: transparent; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,h,left,enter", "close('')", show=False),
        Binding("e", "close(\"go('entity', 1, 'name')\")", show=False),
        Binding("E", "close(\"go('entity', -1, 'name')\")", show=False),
        Binding("a", "close('note')", show=False),
        Binding("asterisk", "close('search_entity')", show=False),
    ]

    def __init__(
        self,
        look: Look,
        corpus: Corpus,
        article: Article,
        layers: Layers,
        entity: Entity,
        *,
        place: tuple[int, int],
    ) -> None:
        """Take the name, where it was recognised, and column and row of the screen at which it stands."""
        super().__init__()
        self.look = look
        self.corpus = corpus
        self.entity = entity
        self.column, self.row = place
        self.card = Card(look)
        self._own = self._about(article, layers)
        self._elsewhere: list[Part] = [("in the corpus ", "muted"), ("…", "text")]

    def compose(self) -> ComposeResult:
        """One card."""
        self.card.border_title = f"{to_screen(self.entity.name)} · {self.entity.kind}"
        self.card.border_subtitle = "e next   a note   * search   esc close"
        yield self.card

    def on_mount(self) -> None:
        """Place the card and ask the corpus."""
        self._show()
        # A thread that nobody waits for: a card is closed sooner than a slow search ends.
        Thread(target=self._ask, daemon=True, name="card").start()

    def on_resize(self) -> None:
        """Place it anew."""
        self._show()

    def action_close(self, action: str) -> None:
        """Back to the page, and on from there."""
        self.dismiss(action or None)

    def _about(self, article: Article, layers: Layers) -> list[list[Part]]:
        lines: list[list[Part]] = []
        names = aliases(article, self.entity)
        if names:
            also = [part for name in names for part in ((name, self.entity.kind), ("  ", "text"))]
            lines.append([("also ", "muted"), *also])
        lines.append([("here ", "muted"), (counted(len(self.entity.mentions), "time"), "text")])
        found = beside(article, layers, self.entity)
        if found:
            lines += [[], [("Beside it", "strong")]]
            for first in range(0, len(found), 2):
                row = found[first : first + 2]
                lines.append(
                    [
                        part
                        for other, count in row
                        for part in ((other.name, other.kind), (f" {count}   ", "muted"))
                    ]
                )
        return lines

    def _ask(self) -> None:
        name = self.entity.name.replace('"', " ")
        try:
            page = self.corpus.search(f'"{name}"', sort="oldest", limit=1, facets=False)
        except CorpusError as error:
            answer: list[Part] = [(error.message, "error")]
        else:
            answer = [("in the corpus ", "muted"), (counted(page.total, "article"), "text")]
            dated = [hit.published for hit in page.hits if hit.published]
            if dated:
                answer.append((f"   first on {short_date(dated[0], 0)}", "muted"))
        if self.is_running:
            self.app.call_later(self._show_elsewhere, answer)

    def _show_elsewhere(self, answer: list[Part]) -> None:
        self._elsewhere = answer
        self._show()

    def _show(self) -> None:
        here = next(number for number, line in enumerate(self._own) if line and line[0][0] == "here ")
        lines = list(self._own)
        lines[here] = [*lines[here], ("   ", "text"), *self._elsewhere]
        card, screen = self.card, self.size
        card.lines = lines
        height, width = len(lines) + _FRAME, min(_WIDTH, screen.width - 2)
        below = self.row + 1
        above = max(0, self.row - height)
        top = below if below + height <= screen.height - 2 else above
        card.styles.width, card.styles.height = width, height
        card.styles.offset = (max(0, min(self.column, screen.width - width - 1)), top)
        card.refresh()
