"""The card of a name: what else it is called, how often it stands here and elsewhere, and beside what."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from typing import ClassVar

from textual import work
from textual.binding import Binding, BindingType

from briefing.tui.actions import ACTIONS, Action
from briefing.tui.bindings import key_of
from briefing.tui.parts import Part
from briefing.tui.screens.card import Card, CardRow, CardScreen
from briefing.tui.theme import Look
from briefing.tui.words import counted, short_date
from index import Article, CorpusError, Layers, Page
from index.model import Entity
from index.units import sentence_at

#: From a name to the articles that have it, or to nothing when nobody wants to know any more.
About = Callable[[str], Awaitable[Page | None]]

_WIDTH = 66
_MOST_ALIASES = 4
_MOST_BESIDE = 6


def aliases(article: Article, entity: Entity) -> list[str]:
    """Other words for it in this article, the most frequent first."""
    forms = Counter(article.text[m.span.start : m.span.end] for m in entity.mentions)
    forms.pop(entity.name, None)
    return [form for form, _ in forms.most_common(_MOST_ALIASES)]


def beside(article: Article, layers: Layers, entity: Entity) -> list[tuple[Entity, int]]:
    """Whom and what the same sentences name, with the number of those sentences. Quantities are no names."""
    # Only its own sentences are looked for, and the others' places in them: a book names thousands.
    own = {sentence_at(article.text, mention.span.start) for mention in entity.mentions}
    sentences = sorted((span for span in own if span is not None), key=lambda span: span.start)
    starts = [span.start for span in sentences]
    found: Counter[int] = Counter()
    for number, other in enumerate(layers.entities):
        if other is entity or other.kind == "quantity":
            continue
        before = (bisect_right(starts, mention.span.start) - 1 for mention in other.mentions)
        places = zip(before, other.mentions, strict=True)
        common = {
            place for place, mention in places if place >= 0 and mention.span.start < sentences[place].end
        }
        if common:
            found[number] = len(common)
    return [(layers.entities[number], count) for number, count in found.most_common(_MOST_BESIDE)]


class EntityCard(CardScreen["str | None"], inherit_bindings=False):
    """Lies under the name, or above it where there is no room; closes with the action to do next, if any."""

    DEFAULT_CSS = "EntityCard { align: left top; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        *CardScreen.CLOSING,
        Binding("enter,l,right", "close", show=False, id="go_in"),
        Binding("e", "go_on(\"go('entity', 1, 'name')\")", show=False, id="next_entity"),
        Binding("E", "go_on(\"go('entity', -1, 'name')\")", show=False, id="previous_entity"),
        Binding("a", "go_on('note')", show=False, id="note"),
        Binding("asterisk", "go_on('search_entity')", show=False, id="search_entity"),
        *CardScreen.MOVING,
    ]

    def __init__(
        self,
        look: Look,
        about: About,
        article: Article,
        layers: Layers,
        entity: Entity,
        *,
        place: tuple[int, int],
        actions: Sequence[Action] = ACTIONS,
    ) -> None:
        """Take who knows more of a name, the name, and where it was recognised.

        Args:
            look: How things look.
            about: Finds the articles that have a name.
            article: The article that is open.
            layers: What was recognised in it.
            entity: The name.
            place: Column and row of the screen at which it stands.
            actions: The table of actions, with the user's keys.
        """
        does = (("next_entity", "next"), ("note", "note"), ("search_entity", "search"))
        keys = "".join(f"{key_of(id, actions)} {words}   " for id, words in does)
        super().__init__(look, Card(look, entity.name, entity.kind, f"{keys}esc close"), actions)
        self._about = about
        self.entity = entity
        self.column, self.row = place
        self._also = _also(article, entity)
        self._beside = _beside(article, layers, entity)
        self._here: Part = (counted(len(entity.mentions), "time"), "text")
        self._elsewhere: tuple[Part, ...] = (("in the corpus ", "muted"), ("…", "text"))

    def on_mount(self) -> None:
        """Show what is known, and ask the corpus for the rest."""
        self._show()
        self._ask()

    def on_resize(self) -> None:
        """Place it anew."""
        self._show()

    def action_go_on(self, action: str) -> None:
        """Back to the page, and on from there."""
        self.dismiss(action)

    @work(exclusive=True)
    async def _ask(self) -> None:
        try:
            page = await self._about(self.entity.name)
        except CorpusError as error:
            self._elsewhere = ((error.message, "error"),)
        else:
            if page is None:
                return
            self._elsewhere = (("in the corpus ", "muted"), (counted(page.total, "article"), "text"))
            dated = [hit.published for hit in page.hits if hit.published]
            if dated:
                self._elsewhere += ((f"   first {short_date(dated[0], 0)}", "muted"),)
        self._show()

    def _show(self) -> None:
        counts = CardRow((("here ", "muted"), self._here, ("   ", "text"), *self._elsewhere))
        self.card.show((*self._also, counts, *self._beside), keep_place=True)
        self.card.fit(min(_WIDTH, self.size.width - 2), self.most_rows)
        height = int(self.card.styles.height.value) if self.card.styles.height else 1
        below = self.row + 1
        top = below if below + height <= self.size.height - 2 else max(0, self.row - height)
        left = max(0, min(self.column, self.size.width - _WIDTH - 1))
        self.card.styles.offset = (left, top)


def _also(article: Article, entity: Entity) -> tuple[CardRow, ...]:
    """What else it is called."""
    names = aliases(article, entity)
    parts = [part for name in names for part in ((name, entity.kind), ("  ", "text"))]
    return (CardRow((("also ", "muted"), *parts)),) if names else ()


def _beside(article: Article, layers: Layers, entity: Entity) -> tuple[CardRow, ...]:
    """What stands beside it, two in a row."""
    found = beside(article, layers, entity)
    rows = [CardRow(), CardRow((("Beside it", "strong"),))] if found else []
    for first in range(0, len(found), 2):
        pair = found[first : first + 2]
        parts = [part for other, n in pair for part in ((other.name, other.kind), (f" {n}   ", "muted"))]
        rows.append(CardRow(tuple(parts)))
    return tuple(rows)
