"""The desk on which notes are written: which one is open, when it is kept, what is decided about others."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from textual.timer import Timer

from briefing.casebook import Note
from briefing.casebook.standing import Standing, accept, let_go, noted_versions, on_itself, standings_on
from briefing.errors import BriefingError
from briefing.tui.clerk import Clerk, Teller
from briefing.tui.kit import Kit
from briefing.tui.layers import cut
from briefing.tui.note_keeper import PAUSE, Draft, Kept, NoteKeeper, OpenNote, draft_of, opened
from index import Article, Span
from index.text import clean_line

#: Cells of a note's words that tell which one is meant.
_NAMED = 40


class NoteScreen(Teller, Protocol):
    """What the desk needs of the screen that it stands on."""

    @property
    def draft(self) -> Draft:
        """What stands in the editor."""

    def set_timer(self, delay: float, callback: Callable[[], object]) -> Timer:
        """Call back later."""

    def hold_keys(self) -> None:
        """Let keys wait for what is under way."""

    def release_keys(self) -> None:
        """Do what was pressed meanwhile."""

    def key(self, action: str) -> str:
        """The key of an action, as it is printed."""

    def show_notes(self) -> None:
        """Show the notes of the open article."""

    def edit_note(self, draft: Draft) -> None:
        """Show the editor with this in it."""

    def show_kept(self, words: str) -> None:
        """Say beside the editor when it was kept, or that it was not."""


class NoteDesk:
    """Writes, deletes and brings back notes.

    Attributes:
        conflict: Two texts of one note that wait to be decided between: another reader's, and ours.
    """

    def __init__(self, kit: Kit, clerk: Clerk, looker: Clerk, screen: NoteScreen) -> None:
        """Take what it works with.

        Args:
            kit: Where notes go, what they are on, and what they can be marked with.
            clerk: Who writes.
            looker: Who reads what takes longer, so that no word waits behind it.
            screen: Where things are shown.
        """
        self.casebook = kit.casebook
        self.screen = screen
        self._corpus = kit.corpus
        self._clerk = clerk
        self.conflict: tuple[Note, Note] | None = None
        self._open: OpenNote | None = None
        self._looker = looker
        self._keeper = NoteKeeper(kit.casebook, clerk, self._was_kept, kit.scheme.named)
        self._timer: Timer | None = None
        self._came_back: OpenNote | None = None

    @property
    def open(self) -> OpenNote | None:
        """The note that is being written."""
        return self._open

    @property
    def writing(self) -> str:
        """What is being written, in words; empty when nothing is."""
        if self._open is None:
            return ""
        return f"note on “{self.quote}”" if self.quote else "note on the whole article"

    @property
    def quote(self) -> str:
        """The passage that the open note is on; empty when it is on the whole article."""
        note = self._open
        if note is None:
            return ""
        if note.kept is not None and note.kept.anchor is not None:
            return note.kept.anchor.exact
        return note.article.text[note.span.start : note.span.end] if note.span else ""

    def close(self) -> list[str]:
        """Keep what is still being typed, wait for the clerk; returns the texts that could not be kept."""
        self._leave(self.screen.draft if self._open else Draft(""))
        self._clerk.close()
        self._looker.close()
        return self._keeper.unkept

    def standings(self, article: Article) -> list[Standing]:
        """The notes on an article; none when they cannot be read, and that is said.

        Those on earlier versions of it come with ``look_closer``: that takes longer.
        """
        try:
            notes = self.casebook.notes(article.id)
        except BriefingError as error:
            self.screen.answer_error(error.message, error.hint)
            return []
        return [on_itself(note, article.id) for note in notes]

    def look_closer(
        self,
        article: Article,
        wanted: Callable[[], bool],
        then: Callable[[list[Standing], dict[str, int]], object],
    ) -> None:
        """Find how all notes of an article stand, those on earlier versions too, and how many link to each.

        Args:
            article: The article.
            wanted: Whether that is still asked for when its turn comes.
            then: Called with what was found, unless nobody asks any more.
        """

        def find() -> tuple[list[Standing], dict[str, int]] | None:
            if not wanted():
                return None
            found = standings_on(self.casebook, self._corpus, article.id)
            return found, self.casebook.linked([each.note.id for each in found])

        def show(found: tuple[list[Standing], dict[str, int]] | None) -> None:
            if found is not None and wanted():
                then(*found)

        self._looker.do(find, show)

    def noted(self) -> dict[str, int]:
        """How many notes each article has; none when they cannot be read, and that is said."""
        try:
            return self.casebook.noted()
        except BriefingError as error:
            self.screen.answer_error(error.message, error.hint)
            return {}

    def write(self, article: Article, span: Span | None, note: Note | None = None) -> None:
        """Open the editor: on a passage, on the article, or on a note that is there."""
        if self._open is not None:
            self._leave(self.screen.draft)
        if note is None:
            self._edit(opened(article, span))
            return
        # It may have other words than when it was listed, some of them still on their way to the disk.
        id = note.id
        self.screen.hold_keys()
        self._clerk.do(
            lambda: self.casebook.note(id),
            lambda found: self._write_on(article, found),
            failed=lambda _: self.screen.release_keys(),
        )

    def _write_on(self, article: Article, note: Note) -> None:
        span = Span(note.anchor.start, note.anchor.end) if note.anchor else None
        self._edit(opened(article, span, note))
        self.screen.release_keys()

    def _edit(self, note: OpenNote) -> None:
        self._open = note
        self.screen.edit_note(draft_of(note.kept))

    def write_at_once(self, article: Article, span: Span | None, note: Note | None, text: str) -> None:
        """Keep a text that was written elsewhere. One without words changes nothing."""
        if not text.strip():
            self.screen.answer("an empty note is not kept" if note is None else "the note is as it was")
            return
        draft = draft_of(note)
        open_ = opened(article, span, note)
        self._keeper.keep(open_, Draft(text, draft.tags, draft.grade, draft.marking))
        self._clerk.do(lambda: (open_.theirs, open_.kept), self._was_left)

    def typed(self) -> None:
        """Something was typed: keep it soon. The clock is not set back by the next key."""
        if self._open is not None and self._timer is None:
            self._timer = self.screen.set_timer(PAUSE, self._keep_now)
            self.screen.show_kept("")

    def left(self) -> None:
        """Keep what was typed now and close the editor. A note that was emptied is deleted."""
        self._leave(self.screen.draft)

    def _keep_now(self) -> None:
        self._timer = None
        if self._open is not None:
            self._keeper.keep(self._open, self.screen.draft)

    def _leave(self, draft: Draft) -> None:
        note, self._open = self._open, None
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
        if note is None:
            return
        if not draft.text.strip():
            self._clerk.do(lambda: self._delete_kept(note), lambda deleted: self._was_emptied(draft, deleted))
        elif draft != note.submitted:
            self._keeper.keep(note, draft)
        self._clerk.do(lambda: (note.theirs, note.kept), self._was_left)

    def _was_left(self, both: tuple[Note | None, Note | None]) -> None:
        """The note stands among the others again, also when its last words were kept before it was left.

        That two readers wrote on one note is said, and decided when somebody asks for it. A card that
        opened by itself would take the keys that are meant for what one went on to.
        """
        self.screen.show_notes()
        theirs, ours = both
        if theirs is not None and ours is not None:
            self.conflict = (theirs, ours)
            words = "another reader wrote on this note too: yours is kept as a second one"
            self.screen.answer(f"{words}   {self.screen.key('accept')} compares", "warn")

    def _delete_kept(self, note: OpenNote) -> bool:
        """Delete what is on the disk of a note that was emptied; false when nothing ever was.

        Raises:
            ChangedMeanwhileError: Another reader wrote on it: those words stay, and that is said.
        """
        if note.kept is None:
            return False
        self.casebook.delete_note(note.kept.id, version=note.kept.version)
        return True

    def _was_emptied(self, draft: Draft, deleted: bool) -> None:
        fields = (("tags", draft.tags), ("grade", draft.grade), ("marking", draft.marking))
        typed = ", ".join(f"{name} {clean_line(value)}" for name, value in fields if value.strip())
        if deleted:
            self._was_done("note deleted")
        elif typed:
            self.screen.answer(f"not kept, a note needs a word of text: {typed}", "warn")
        else:
            self.screen.answer("an empty note is not kept")

    # -- what is decided about notes -------------------------------------------------------------

    def delete(self, note: Note) -> None:
        """Delete a note."""
        words = cut(clean_line(note.body), _NAMED)
        self._do(lambda: self.casebook.delete_note(note.id), f"note deleted: {words}")

    def accept(self, standing: Standing) -> None:
        """Let a note hold on to its place in the newest version."""
        self._do(lambda: accept(self.casebook, self._corpus, standing), "the note stands in the new version")

    def let_go(self, standing: Standing) -> None:
        """Say that a note has no place in the newest version."""
        self._do(lambda: let_go(self.casebook, standing), "let go: its passage is kept with it")

    def settle(self, theirs: Note, ours: Note, keep: str) -> None:
        """Decide between two texts of one note: ``theirs``, ``ours``, or ``both``."""
        self.conflict = None
        if keep == "theirs":
            self._do(lambda: self.casebook.settle(theirs, ours, "theirs"), "theirs is kept")
        elif keep == "ours":
            self._do(lambda: self.casebook.settle(theirs, ours, "ours"), "yours is kept")
        else:
            self.screen.answer("both are kept, as two notes")

    def tag(
        self, articles: Callable[[], Sequence[str]], *, add: Sequence[str] = (), remove: Sequence[str] = ()
    ) -> None:
        """Give tags to all notes on articles, or take them from them; which articles is asked for behind."""

        def say(number: int) -> None:
            self.screen.show_notes()
            verb = "tagged" if add else "untagged"
            undo = f"   {self.screen.key('undo')} undoes it" if number else ""
            self.screen.answer(f"{number:,} {'note' if number == 1 else 'notes'} {verb}{undo}")

        def tag() -> int:
            # A note on an earlier version was found with the newest one, so it is meant as well.
            ids = noted_versions(self.casebook, self._corpus, articles())
            return self.casebook.tag_articles(ids, add=add, remove=remove)

        self._clerk.do(tag, say)

    def rename_tag(self, old: str, new: str) -> None:
        """Call a tag otherwise wherever it is."""
        self._do(lambda: self.casebook.rename_tag(old, new), f"tag {old} is {new} now")

    def _do(self, change: Callable[[], object], done: str) -> None:
        self._clerk.do(change, lambda _: self._was_done(done))

    def _was_done(self, words: str) -> None:
        self.screen.show_notes()
        self.screen.answer(f"{words}   {self.screen.key('undo')} undoes it")

    # -- what came of it -------------------------------------------------------------------------

    def _was_kept(self, kept: Kept) -> None:
        """Told in the writing thread, also while the screen closes and nobody listens any more."""
        self.screen.tell(self._after_keeping, kept)

    def _after_keeping(self, kept: Kept) -> None:
        note = kept.note
        if kept.fault:
            note.submitted = Draft("")  # it has to be handed over once more
            # Left, and still the only place where the words are: shown once more, and once only.
            if self._open is None and note is not self._came_back:
                self._open = self._came_back = note
                self.screen.edit_note(kept.draft)
            self.screen.show_kept("not kept")
            self.screen.answer(kept.fault, "error")
            return
        self.screen.show_kept("kept")
        self.screen.answer(kept.remark or "kept", "warn" if kept.remark else "text")
