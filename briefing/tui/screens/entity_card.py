"""The card of a name: what else it is called, how often it is named here and elsewhere, what it says."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.binding import Binding, BindingType

from briefing.tui.actions import ACTIONS, Action
from briefing.tui.bindings import key_of
from briefing.tui.parts import Part, width_of
from briefing.tui.reading import kind_words
from briefing.tui.screens.card import FRAME_HEIGHT, FRAME_WIDTH, Card, CardRow, CardScreen
from briefing.tui.theme import Look
from briefing.tui.words import counted, short_date
from index import Article, CorpusError, Layers
from index.entities.model import lead_of
from index.model import Entity
from index.text import clean_line
from index.units import sentence_at

if TYPE_CHECKING:
    from index.entities.model import Dossier, Name
    from index.extraction.voices import Voice

#: From a name of it to what the corpus knows of an entity: nothing while it knows none.
About = Callable[["Name"], Awaitable["Dossier | None"]]

_WIDTH = 68
_MOST_ALIASES = 4
_MOST_BESIDE = 6
_MOST_SAID = 3
#: Rows below the page: status and keys.
_BELOW = 2


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
        Binding("enter,l,right", "go_on('dossier')", show=False, id="go_in"),
        Binding("e", "go_on(\"go('entity', 1, 'name')\")", show=False, id="next_entity"),
        Binding("E", "go_on(\"go('entity', -1, 'name')\")", show=False, id="previous_entity"),
        Binding("a", "go_on('note')", show=False, id="note"),
        Binding("asterisk", "go_on('search_entity')", show=False, id="search_entity"),
        Binding("equals_sign", "go_on('accept')", show=False, id="accept"),
        Binding("R", "go_on('rename_entity')", show=False, id="rename_entity"),
        Binding("K", "go_on('change_kind')", show=False, id="change_kind"),
        Binding("exclamation_mark", "go_on('let_go')", show=False, id="let_go"),
        Binding("number_sign", "go_on('not_here')", show=False, id="not_here"),
        Binding("vertical_line", "go_on('split_off')", show=False, id="split_off"),
        Binding("1", "go_on('screen_read')", show=False, id="screen_read"),
        Binding("2", "go_on('screen_entities')", show=False, id="screen_entities"),
        Binding("3", "go_on('screen_time')", show=False, id="screen_time"),
        *CardScreen.MOVING,
    ]

    def __init__(  # noqa: PLR0917  (a card is made from all of them)
        self,
        look: Look,
        about: About,
        article: Article,
        layers: Layers,
        voices: Sequence[Voice],
        entity: Entity,
        *,
        place: tuple[int, int],
        year: int,
        actions: Sequence[Action] = ACTIONS,
    ) -> None:
        """Take who knows more of a name, the name, and where it was recognised.

        Args:
            look: How things look.
            about: Finds what the corpus knows of an entity.
            article: The article that is open.
            layers: What was recognised in it.
            voices: Who says what in it.
            entity: The name.
            place: Column and row of the screen at which it stands.
            year: The year that goes without saying, or 0.
            actions: The table of actions, with the user's keys.
        """
        does = (
            ("go_in", "dossier"),
            ("next_entity", "next"),
            ("accept", "merge"),
            ("let_go", "not an entity"),
        )
        keys = "".join(f"{key_of(id, actions)} {words}   " for id, words in does)
        super().__init__(
            look, Card(look, entity.name, kind_words(entity.mentions), f"{keys}esc close"), actions
        )
        self._about = about
        self._year = year
        self.entity = entity
        self.column, self.row = place
        self._also = _also(article, entity)
        self._says = _says(look, article, voices, entity)
        self._beside = _beside(article, layers, entity)
        self._here: Part = (f"{len(entity.mentions):,}", "strong")
        self._elsewhere: tuple[Part, ...] = (("in the corpus ", "muted"), ("…", "text"))
        self._days: tuple[Part, ...] = ()
        self._known_as: tuple[CardRow, ...] = ()

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
            dossier = await self._about(lead_of(self.entity))
        except CorpusError as error:
            self._elsewhere = ((error.message, "error"),)
        else:
            self._elsewhere, self._days = _elsewhere(dossier), _days(dossier, self._year)
            self._known_as = _known_as(dossier, self.entity)
        self._show()

    def _show(self) -> None:
        counts = (("here ", "muted"), self._here, ("   ", "text"), *self._elsewhere)
        days = (("   ", "text"), *self._days) if self._days else ()
        fits = width_of((*counts, *days)) <= _WIDTH - FRAME_WIDTH
        rows = [CardRow((*counts, *days))] if fits else [CardRow(counts), CardRow(self._days)]
        self.card.show((*self._also, *self._known_as, *rows, *self._says, *self._beside), keep_place=True)
        under, over = self.size.height - _BELOW - self.row - 1, self.row
        wanted = len(self.card.rows) + FRAME_HEIGHT
        # Where it fits on neither side, it lies on the larger one and scrolls.
        beneath = wanted <= under or under >= over
        self.card.fit(min(_WIDTH, self.size.width - 2), min(self.most_rows, under if beneath else over))
        height = int(self.card.styles.height.value) if self.card.styles.height else 1
        top = self.row + 1 if beneath else max(0, self.row - height)
        left = max(0, min(self.column, self.size.width - _WIDTH - 1))
        self.card.styles.offset = (left, top)


def _also(article: Article, entity: Entity) -> tuple[CardRow, ...]:
    """What else it is called."""
    names = aliases(article, entity)
    parts = [part for name in names for part in ((name, entity.kind), ("  ", "text"))]
    return (CardRow((("also ", "muted"), *parts)),) if names else ()


def _elsewhere(dossier: Dossier | None) -> tuple[Part, ...]:
    """How often it is named in the corpus."""
    if dossier is None:
        return (("not counted in the corpus yet: its names come in a moment", "muted"),)
    entry = dossier.entry
    words = f"{entry.times:,} in {counted(entry.articles, 'article')}"
    return (("in the corpus ", "muted"), (words, "text"))


def _known_as(dossier: Dossier | None, entity: Entity) -> tuple[CardRow, ...]:
    """What it is called in the corpus, where that is another name than here."""
    if dossier is None or dossier.entry.name == entity.name:
        return ()
    return (CardRow((("in the corpus as ", "muted"), (dossier.entry.name, dossier.entry.kind))),)


def _days(dossier: Dossier | None, year: int) -> tuple[Part, ...]:
    """From when to when it is named; dates of that year are written without it."""
    if dossier is None or dossier.first is None:
        return ()
    parts: list[Part] = [("first ", "muted"), (short_date(dossier.first, year), "text")]
    if dossier.last is not None and dossier.last != dossier.first:
        parts += [("   last ", "muted"), (short_date(dossier.last, year), "text")]
    return tuple(parts)


def _says(look: Look, article: Article, voices: Sequence[Voice], entity: Entity) -> tuple[CardRow, ...]:
    """What it says in this article, the first of it."""
    who = entity.kind, entity.name, entity.lead
    own = [voice for voice in voices if (voice.kind, voice.name, voice.lead) == who]
    rows = [CardRow(), CardRow((("Says here", "strong"),))] if own else []
    for voice in own[:_MOST_SAID]:
        one = voice.statement
        words = clean_line(article.text[one.content.start : one.content.end])
        sign: Part = (f"{look.glyph(one.stance)} ", "said")
        rows.append(CardRow((sign, (voice.opening + (f"“{words}”" if one.direct else words), "text"))))
    if len(own) > _MOST_SAID:
        rows.append(CardRow(((f"and {len(own) - _MOST_SAID:,} more", "muted"),)))
    return tuple(rows)


def _beside(article: Article, layers: Layers, entity: Entity) -> tuple[CardRow, ...]:
    """What stands beside it, two in a row."""
    found = beside(article, layers, entity)
    rows = [CardRow(), CardRow((("Beside it", "strong"),))] if found else []
    for first in range(0, len(found), 2):
        pair = found[first : first + 2]
        parts = [part for other, n in pair for part in ((other.name, other.kind), (f" {n}   ", "muted"))]
        rows.append(CardRow(tuple(parts)))
    return tuple(rows)
