"""All notes of the workspace, over the page: filtered by a query, each a way to its passage."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar, overload

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input

from briefing.casebook import Casebook, Note, Scheme
from briefing.casebook.filtering import NoteFilter
from briefing.casebook.standing import Standing, standings
from briefing.tui.clerk import Clerk
from briefing.tui.layers import cells, cut
from briefing.tui.note_view import SIGNS
from briefing.tui.parts import Part, width_of
from briefing.tui.screens.card import FRAME_WIDTH, Card, CardRow, CardScreen, Typed, TypedRow
from briefing.tui.theme import Look
from briefing.tui.words import counted, day_words
from index import Corpus
from index.text import clean_line

_WIDTH = 118

#: Cells from which there is room for the title of the article.
_ROOMY = 90
_FOOT = "enter goes there   ↓ ↑ choose   type to filter   also tag:x is:orphaned grade:2   esc closes"


@dataclass(frozen=True, slots=True)
class NoteList:
    """What is known of all notes.

    Attributes:
        notes: Those that the query means, the newest first.
        ignored: What was left out of the query, a sentence each.
        total: How many notes there are.
        titles: Id of an article to its title.
        standings: Id of a note to how it stands; empty while that is being found out.
    """

    notes: Sequence[Note]
    ignored: Sequence[str]
    total: int
    titles: dict[str, str]
    standings: dict[str, Standing]


class LazyRows(Sequence[CardRow]):
    """Rows of a card that are made when they are drawn: of 10,000 notes some thirty are seen."""

    def __init__(self, count: int, made: Callable[[int], CardRow], below: Sequence[CardRow] = ()) -> None:
        """Take how many there are, what makes one, and rows that stand below them."""
        self._count, self._made, self._below = count, made, below

    def __len__(self) -> int:
        return self._count + len(self._below)

    @overload
    def __getitem__(self, row: int) -> CardRow: ...
    @overload
    def __getitem__(self, row: slice) -> Sequence[CardRow]: ...
    def __getitem__(self, row: int | slice) -> CardRow | Sequence[CardRow]:
        if isinstance(row, slice):
            return [self[each] for each in range(*row.indices(len(self)))]
        if not 0 <= row < len(self):
            raise IndexError(row)
        return self._made(row) if row < self._count else self._below[row - self._count]


class NoteFinder:
    """Finds notes for one list; every call is made in the same thread."""

    def __init__(self, casebook: Casebook, corpus: Corpus, scheme: Scheme) -> None:
        """Take where notes are, where the newest versions of their articles are, and what can be marked."""
        self._casebook, self._corpus = casebook, corpus
        self._filter = NoteFilter(casebook, scheme)
        self._standings: dict[str, Standing] = {}
        self._changes = -1
        self._notes: list[Note] = []

    def find(self, text: str, today: date) -> NoteList:
        """The notes that a query means."""
        changes = self._casebook.changes()
        if changes != self._changes:
            self._changes, self._notes = changes, self._casebook.notes()[::-1]
        notes = self._notes
        states = {id: standing.state for id, standing in self._standings.items()}
        found = self._filter.filtered(notes, text, today, states=states)
        return NoteList(found.notes, found.ignored, len(notes), self._casebook.titles(), self._standings)

    def stand(self, stop: Callable[[], bool]) -> None:
        """Find out how all notes stand."""
        found = standings(self._casebook, self._corpus, self._casebook.notes(), stop=stop)
        self._standings = {each.note.id: each for each in found}


class NotesScreen(CardScreen["Standing | Note | None"], inherit_bindings=False):
    """Over the page until a note is chosen; closes with how it stands, or with it while that is not known."""

    DEFAULT_CSS = "NotesScreen { align: left bottom; } NotesScreen > Card { margin-bottom: 1; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "close", show=False),
        Binding("down,ctrl+n", "move(1)", show=False),
        Binding("up,ctrl+p", "move(-1)", show=False),
        Binding("pagedown", "page_card(1)", show=False),
        Binding("pageup", "page_card(-1)", show=False),
    ]

    def __init__(
        self,
        look: Look,
        looker: Clerk,
        finder: NoteFinder,
        today: date,
        shown: Callable[[Sequence[Note]], object],
    ) -> None:
        """Take who finds notes.

        Args:
            look: How things look.
            looker: Whose thread that is done in.
            finder: Finds them.
            today: The day that ``yesterday`` is counted from.
            shown: Told which notes are listed, because their markings count.
        """
        super().__init__(look, Card(look, "Notes", "", look.printed(_FOOT)))
        self._looker, self._finder, self._today, self._shown = looker, finder, today, shown
        self._row = TypedRow(look, "/")
        self._list = NoteList((), (), 0, {}, {})
        self._sought: str | None = None

    def compose(self) -> ComposeResult:
        """The card, and below it the line to type in."""
        yield from super().compose()
        yield self._row

    def on_mount(self) -> None:
        """Letters go into the line; the notes come in a moment, how they stand behind them."""
        self.set_focus(self._row.typed)
        self._find()
        self._looker.do(lambda: self._finder.stand(lambda: not self.is_running), lambda _: self._find())

    def on_resize(self) -> None:
        """Fit in."""
        self._show(keep=True)

    def action_close(self) -> None:
        """Back to the page."""
        self.dismiss(None)

    @on(Typed.Left)
    def _left(self) -> None:
        self.dismiss(None)

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        event.stop()
        self._find()

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self._take()

    @on(Card.Clicked)
    def _clicked(self, event: Card.Clicked) -> None:
        self.card.move_to(event.row)
        self._take()

    def _take(self) -> None:
        if self._list.notes:
            note = self._list.notes[max(0, self.card.cursor)]
            self.dismiss(self._list.standings.get(note.id, note))

    def _find(self) -> None:
        text = self._row.typed.value
        self._sought = text

        def find() -> NoteList | None:
            return self._finder.find(text, self._today) if self._sought == text else None

        def show(found: NoteList | None) -> None:
            if found is not None and self._sought == text and self.is_running:
                stays = [note.id for note in found.notes] == [note.id for note in self._list.notes]
                if not stays:
                    self._shown(found.notes)
                self._list = found
                self._show(keep=stays)

        self._looker.do(find, show)

    def _show(self, *, keep: bool) -> None:
        width = min(_WIDTH, self.size.width)
        below = [CardRow(((sentence, "warn"),)) for sentence in self._list.ignored]
        if not self._list.notes:
            words = "no note has this" if self._list.total else "no note was written yet"
            below.insert(0, CardRow(((words, "text"),)))
        notes = self._list.notes
        rows = LazyRows(len(notes), lambda row: self._line(notes[row], width - FRAME_WIDTH), below)
        cursor = (self.card.cursor if keep and self.card.cursor >= 0 else 0) if self._list.notes else -1
        self.card.where = f"{len(self._list.notes):,} of {counted(self._list.total, 'note')}"
        self.card.show(rows, cursor=cursor, keep_place=keep)
        self.card.fit(width, self.most_rows)

    def action_move(self, by: int) -> None:
        """Choose another."""
        if self._list.notes:
            self.card.move_to(max(0, min(self.card.cursor + by, len(self._list.notes) - 1)))

    def _line(self, note: Note, width: int) -> CardRow:
        standing = self._list.standings.get(note.id)
        sign = self.look.glyph(SIGNS[standing.state] if standing else "note")
        ellipsis = self.look.glyph("ellipsis")
        right: list[Part] = [(f"  {day_words(note.created):>11}", "muted")]
        if width >= _ROOMY:
            right.insert(
                0, (f"  {cut(self._list.titles.get(note.article, ''), width // 4, ellipsis)}", "muted")
            )
        tags = cut("".join(f" #{tag}" for tag in note.tags), width // 4, ellipsis)
        grade = f"{note.grade} " if note.grade else ""
        quote = f"  “{' '.join(note.anchor.exact.split())}”" if note.anchor else ""
        room = width - width_of(right) - cells(tags) - cells(grade) - 2
        left: tuple[Part, ...] = (
            (f"{sign} ", "note_mark"),
            (grade, "strong"),
            (cut(clean_line(note.body.strip().partition("\n")[0]), max(10, room), ellipsis), "text"),
            (tags, "muted"),
            (quote, "quote"),
        )
        return CardRow(left, tuple(right))
