"""The side pane: what the article names, and what the analyst wrote on it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from textual.geometry import Size
from textual.reactive import Reactive

from briefing.casebook import Note
from briefing.english import why_little
from briefing.tui.layers import wrap_words
from briefing.tui.note_view import NoteView, facts
from briefing.tui.reading import SURE
from briefing.tui.rowlist import GAP, Line, RowList
from briefing.tui.safe import to_screen
from briefing.tui.theme import UNSURE, Look
from index.entities.model import Name, lead_of
from index.model import KINDS, Entity
from index.text import clean_line

_QUOTE_ROWS = 2
_BODY_ROWS = 6
_PREVIEW_ROWS = 2
#: Cells at least of the column ``all``, with the space before it.
_ALL = 5

_NOT_YET = "Entities of this article come in a moment."
_NO_ENTITY = "No entity found here."
_NO_NOTE = "No note on this article. a writes one on the current span, v selects a passage."


class Entities(RowList):
    """The things that the open article names, by kind: people and groups first.

    Attributes:
        entities: These things.
        coming: Whether it is not known yet what they are.
        column: Cells of the column with the number of articles, with the space before it.
        language: That of the article.
    """

    #: Other names do not move the panes around them.
    virtual_size = Reactive(Size(0, 0), layout=False)

    def __init__(self, look: Look, *, id: str | None = None) -> None:
        """Make an empty list."""
        super().__init__(look, id=id)
        self.entities: list[Entity] = []
        self.coming = True
        self.column = _ALL
        self.language = ""
        self.empty_words = ""
        self._counts: Mapping[Name, int] = {}

    def take_counts(self, counts: Mapping[Name, int]) -> None:
        """Take in how many articles of the corpus each is mentioned, by a name of it, where that is known."""
        self._counts = counts
        self.column = max([_ALL, *(len(f" {count:,}") for count in counts.values())])

    def show_entities(self, entities: Sequence[Entity], *, known: bool) -> None:
        """Show these, grouped by kind and inside a kind the most mentioned first.

        The cursor stays on its entity where the same article is shown again and has that still.

        Args:
            entities: What the article names.
            known: Whether that is known; else it comes in a moment.
        """
        here = self.entities[self.cursor] if self.entities else None
        # What was decided about a name of this article: the list is the same but for that.
        again = known and not self.coming
        self.coming = not known
        self.empty_words = (why_little(self.language) or _NO_ENTITY) if known else _NOT_YET
        self.entities = sorted(
            entities, key=lambda e: (KINDS.index(e.kind), -len(e.mentions), e.mentions[0].span.start)
        )
        named = [(entity.kind, entity.name, entity.lead) for entity in self.entities]
        stays = here is not None and (here.kind, here.name, here.lead) in named
        self.marked = self.marked and (again or stays)  # else none of them is the one that one is at
        cursor = self.cursor if again else 0
        if here is not None and stays:
            cursor = named.index((here.kind, here.name, here.lead))
        self.show_rows(len(self.entities), cursor=cursor, keep_scroll=again or stays)

    def draw(self, row: int, width: int) -> Sequence[Line]:
        """Letter, name, how often it stands here, in how many articles; a question mark behind a guess."""
        entity = self.entities[row]
        sure = any(mention.confidence >= SURE for mention in entity.mentions)
        left = (
            (f"{self.look.letter(entity.kind)} ", ("muted",)),
            (to_screen(entity.name), (entity.kind, "listed") if sure else (f"{UNSURE}{entity.kind}",)),
            *(() if sure else ((" ?", ("muted",)),)),
        )
        count = self._counts.get(lead_of(entity))
        in_all = f"{'' if count is None else f'{count:,}':>{self.column}}"
        return [(left, ((f" {len(entity.mentions)}", ("text",)), (in_all, ("muted",))))]


class Notes(RowList):
    """The notes on the open article, in the order of its text.

    Attributes:
        views: Each note and how it stands.
        preview: Whether two rows of each are shown, or more.
    """

    def __init__(self, look: Look, *, id: str | None = None) -> None:
        """Make an empty list."""
        super().__init__(look, id=id)
        self.views: list[NoteView] = []
        self.preview = True
        self.empty_words = _NO_NOTE

    def show_notes(self, views: Sequence[NoteView]) -> None:
        """Show these. The cursor stays on its note while that is there, wherever it stands now."""
        here, scrolled = self.note, self.scroll_offset.y
        self.views = list(views)
        ids = [view.note.id for view in self.views]
        stays = here is not None and here.id in ids
        cursor = ids.index(here.id) if here is not None and stays else min(self.cursor, max(0, len(ids) - 1))
        if not stays:
            self.marked = False  # what one is at is in the text
        self.show_rows(len(self.views), cursor=cursor, keep_scroll=stays and scrolled > 0)

    @property
    def notes(self) -> list[Note]:
        """The notes."""
        return [view.note for view in self.views]

    def show_preview(self, preview: bool) -> None:
        """Show two rows of each note only, or more."""
        if preview != self.preview:
            self.preview = preview
            self.show_rows(self.count, cursor=self.cursor)

    @property
    def view(self) -> NoteView | None:
        """The note under the cursor, and how it stands."""
        return self.views[self.cursor] if self.views else None

    @property
    def note(self) -> Note | None:
        """The note under the cursor."""
        return self.view.note if self.view else None

    def draw(self, row: int, width: int) -> Sequence[Line]:
        """The quoted passage, the analyst's words, and what else is known of the note."""
        view = self.views[row]
        note, code = view.note, view.code if self.preview else ""
        lines: list[Line] = []
        sign = (f"{self.look.glyph(view.sign)} ", ("note_mark",))
        quote = f"“{to_screen(note.anchor.exact)}”" if note.anchor else "on the whole article"
        right = ((f" {code}", ("strong",)),) if code else ()
        room = width - 2 - len(code) - bool(code)
        for number, text in enumerate(wrap_words(quote, room, 1 if self.preview else _QUOTE_ROWS)):
            lead = sign if number == 0 else ("  ", ())
            role = ("quote",) if note.anchor else ("muted",)
            lines.append(((lead, (text, role)), right if number == 0 else ()))
        most = _PREVIEW_ROWS if self.preview else _BODY_ROWS
        body = [
            text
            for paragraph in note.body.split("\n")
            for text in wrap_words(to_screen(clean_line(paragraph)), width - 2, most)
        ]
        role = ("muted" if self.preview else "text",)
        lines += [((("  ", ()), (text, role)), ()) for text in body[: most if self.preview else None]]
        known = facts(view)
        if known and not self.preview:
            lines.append(((("  ", ()), *((text, (role,)) for text, role in known)), ()))
        lines.append(GAP)
        return lines
