"""The editor of a note: its passage, its words, and below them tags, grade, marking and where it holds on.

There is no save key. Whoever listens to ``NoteTyped`` keeps what stands in it.
"""

from __future__ import annotations

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widget import Widget
from textual.widgets import Input

from briefing.casebook import CREDIBILITY, RELIABILITY
from briefing.tui.line import Line
from briefing.tui.messages import NoteTyped
from briefing.tui.note_keeper import Draft
from briefing.tui.theme import Look
from briefing.tui.widgets.bar import Bar
from briefing.tui.widgets.note_entry import NoteEntry, NoteQuote

#: Cells of the names before the fields.
_LABEL = 9

#: A grade is one digit; a longer one could only be a mistake.
_MOST_DIGITS = 1


class Field(Line):
    """One thing to fill in below the words."""

    DEFAULT_CSS = """
    Field, Field:focus {
        width: 1fr; height: 1; border: none; padding: 0; background: $raised; color: $strong;
        background-tint: transparent;
    }
    Field.short { width: 2; }
    Field > .input--cursor { background: $cursor; color: $cursor_ink; text-style: $cursor_style; }
    """


class NoteForm(Vertical):
    """One note that is being written.

    Attributes:
        entry: The words.
        tags: The tags, with spaces between them.
        grade: Credibility, a digit.
        marking: A label of the scheme.
    """

    DEFAULT_CSS = """
    NoteForm { height: auto; background: $raised; }
    NoteForm > Horizontal { height: 1; }
    NoteForm > NoteEntry { margin-bottom: 1; }
    NoteForm > Horizontal > Bar { width: 10; }
    NoteForm > Horizontal > Bar.about { width: 1fr; }
    """

    def __init__(self, look: Look, *, markings: bool) -> None:
        """Make it empty; without ``markings`` there is no field for one."""
        super().__init__(id="note-form")
        self.look = look
        self.quote = NoteQuote(look)
        self.head = Bar(look, ground="card")
        self.entry = NoteEntry(id="note")
        self.tags = Field(id="note-tags")
        self.grade = Field(id="note-grade")
        self.grade.max_length = _MOST_DIGITS
        self.grade.add_class("short")
        self.marking = Field(id="note-marking")
        self._anchor = Bar(look, ground="card")
        self._about = Bar(look, classes="about", ground="card")
        self._letter = ""
        self._has_markings = markings

    def compose(self) -> ComposeResult:
        """From the passage down."""
        yield self.quote
        yield self.head
        yield self.entry
        yield Horizontal(self._named("tags"), self.tags)
        yield Horizontal(self._named("grade"), self.grade, self._about)
        if self._has_markings:
            yield Horizontal(self._named("marking"), self.marking)
        yield self._anchor

    def show(self, draft: Draft, quote: str, anchor: str, letter: str) -> None:
        """Show this note.

        Args:
            draft: What stands in it.
            quote: The passage that it is on; empty for the whole article.
            anchor: How and where it holds on, in words.
            letter: Reliability of the outlet; empty while nobody has looked.
        """
        self._letter = letter
        with self.prevent(NoteTyped, Input.Changed, NoteEntry.Changed):
            self.entry.text = draft.text
            self.tags.value, self.grade.value, self.marking.value = draft.tags, draft.grade, draft.marking
        self.entry.move_cursor(self.entry.document.end)
        self.quote.show(quote)
        self._anchor.show((self._label("anchor"), (anchor, "text")))
        self.show_kept("")
        self._show_grade()

    def show_kept(self, words: str) -> None:
        """Say that it is kept, or is not."""
        role = "error" if words.startswith("not") else "muted"
        self.head.show(((" Note", "strong"),), ((f"{words} ", role),))

    @property
    def draft(self) -> Draft:
        """What stands in it."""
        return Draft(self.entry.text, self.tags.value, self.grade.value, self.marking.value)

    @property
    def fields(self) -> tuple[Widget, ...]:
        """What can be typed into, from the top."""
        return (self.entry, self.tags, self.grade, *((self.marking,) if self._has_markings else ()))

    def next_field(self, focused: Widget | None, by: int) -> Widget:
        """The field after (1) or before (-1) the one that has the keys."""
        fields = self.fields
        place = fields.index(focused) if focused in fields else -1
        return fields[(place + by) % len(fields)]

    def on_input_changed(self, event: Input.Changed) -> None:
        """A field changed: keep it."""
        event.stop()
        self._show_grade()
        self.post_message(NoteTyped())

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """``enter`` goes on to the next field."""
        event.stop()
        self.next_field(event.input, 1).focus()

    def on_click(self, event: events.Click) -> None:
        """A click beside a field is none outside the note."""
        event.stop()

    def _show_grade(self) -> None:
        digit = self.grade.value.strip()
        letter = RELIABILITY.get(self._letter, "")
        credible = CREDIBILITY.get(digit, "1 to 6" if digit else "not judged yet")
        words = f"{self._letter}{digit} {letter}, {credible}" if letter else credible
        self._about.show(((words, "muted"),))

    def _named(self, name: str) -> Bar:
        bar = Bar(self.look, ground="card")
        bar.show((self._label(name),))
        return bar

    @staticmethod
    def _label(name: str) -> tuple[str, str]:
        return (f" {name:<{_LABEL}}", "muted")
