"""What the keys do about notes: beginning one, writing on, deleting, bringing back.

When a note is kept and what becomes of it is the desk's; where it is shown is the panes'.
"""

from __future__ import annotations

from collections.abc import Sequence

from textual import on

from briefing.casebook import Casebook, Note
from briefing.settings import Copy
from briefing.tui import messages
from briefing.tui.actions import ACTIONS, Action, Place
from briefing.tui.screens.article import ArticleScreen
from briefing.tui.screens.note_desk import NoteDesk
from briefing.tui.theme import Look
from briefing.tui.units import sentence_at
from index import Corpus, Span
from index.text import clean


class NotingScreen(ArticleScreen, inherit_bindings=True):
    """The panes with an article that one writes on.

    Attributes:
        desk: Where notes are written.
        unkept: Texts of notes that could not be kept, known once the screen is closed.
    """

    def __init__(
        self,
        corpus: Corpus,
        casebook: Casebook,
        look: Look,
        actions: Sequence[Action] = ACTIONS,
        copies: Copy = "auto",
    ) -> None:
        """Take what there is to read, how it looks, what can be done, and where copies go."""
        super().__init__(corpus, casebook, look, actions, copies)
        self.unkept: list[str] = []
        self.desk = NoteDesk(casebook, self.clerk, self)
        self._written_from: Place = "article"

    # -- what a screen adds ----------------------------------------------------------------------

    def look_at_row(self) -> None:
        """In the list, what is done is done to the row under the cursor, whatever article is open."""
        raise NotImplementedError  # pragma: no cover

    def redraw_open(self) -> None:
        """Draw the row of the open article again: something about it changed."""
        raise NotImplementedError  # pragma: no cover

    # -- notes -----------------------------------------------------------------------------------

    @property
    def writing(self) -> str:
        """What is being written, in words; empty when nothing is."""
        return self.desk.writing

    def after_first_paint(self) -> None:
        """What is not needed to begin with is made now."""
        super().after_first_paint()
        self.note_entry.display = False

    @on(messages.NoteTyped)
    def _note_typed(self) -> None:
        self.desk.typed()

    def leave_note(self) -> None:
        """Keep the note that is being written, and go back to where it was begun."""
        self.desk.left()
        self.go_to_pane(self._written_from)

    def show_notes(self) -> None:
        """Show the notes of the open article."""
        if self.article is None:
            return
        notes = self.desk.notes(self.article)
        self.notes.show_notes(notes, cursor=self.notes.cursor)
        self.open.show_notes(notes)
        self.results.noted = self.desk.noted()
        self.redraw_open()
        self.show_panes()

    @property
    def note_text(self) -> str:
        """What stands in the editor."""
        return self.note_entry.text

    def edit_note(self, text: str) -> None:
        """Show the editor with this text in it."""
        if self.place != "note":
            self._written_from = self.pane
        self.answered = ("", "text")
        entry = self.note_entry
        entry.text = clean(text)  # a casebook can come from anywhere
        entry.move_cursor(entry.document.end)
        if self._note_quote is not None:
            self._note_quote.show(self.desk.quote)
        self.pane = "notes"
        self.show_panes()
        self.set_focus(entry)

    def action_note(self) -> None:
        """A note on the selection, the current name, else the sentence; in the list, on the article."""
        self.look_at_row()
        if self.article is None:
            self.answer("there is no article to write on")
            return
        span = None
        current = self.text.span
        if self.text.selection is not None:
            span = self.text.selection.span
            self.text.select(None)
        elif self.pane == "article":
            # A hit is a word of the search, not of the article: what one wants to note is its sentence.
            if current is not None and current.layer != "hit":
                span = Span(current.start, current.end)
            else:
                span = sentence_at(self.article.text, self.text.position)
        self.desk.write(self.article, span, self._note_on(span))

    def _note_on(self, span: Span | None) -> Note | None:
        """The note that stands on exactly this passage already; it is written on, not doubled."""
        for note in self.notes.notes:
            anchor = note.anchor
            if (anchor is None and span is None) or (
                anchor and span and (anchor.start, anchor.end) == (span.start, span.end)
            ):
                return note
        return None

    def action_edit_note(self) -> None:
        """Write on in the note under the cursor."""
        if self.notes.note is None or self.article is None:
            self.answer(f"no note on this article: {self.key('note')} writes one")
        else:
            self.desk.write(self.article, None, self.notes.note)

    def action_delete_note(self) -> None:
        """Delete the note under the cursor."""
        if self.notes.note is None:
            self.answer(f"no note on this article: {self.key('note')} writes one")
        else:
            self.desk.delete(self.notes.note)

    def action_undo(self) -> None:
        """Bring back the note that was deleted last."""
        self.desk.bring_back()
