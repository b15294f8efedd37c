"""What the keys do about judging: grades, markings, what a file says wrongly, and the way back."""

from __future__ import annotations

from collections.abc import Callable, KeysView, Sequence
from datetime import date
from typing import TYPE_CHECKING

from briefing.casebook import CREDIBILITY, RELIABILITY, Level, Note
from briefing.casebook.decisions import DecisionKind
from briefing.errors import BriefingError
from briefing.tui.kit import Kit
from briefing.tui.parts import Part
from briefing.tui.reading import facts
from briefing.tui.screens.article import ArticleScreen
from briefing.tui.screens.judging_desk import JudgingDesk
from briefing.tui.words import day_words
from briefing.workspace import Workspace
from index import Article

if TYPE_CHECKING:
    from briefing.tui.screens.curator import Named
    from briefing.tui.screens.grading import Judged

#: Seconds between two looks at what another reader, or a command, did to the casebook.
_LOOK_AGAIN = 1.0


class JudgingScreen(ArticleScreen, inherit_bindings=True):
    """The panes with an article that one judges.

    Attributes:
        judging: Grades and markings.
    """

    def __init__(self, kit: Kit) -> None:
        """Take what it works with."""
        super().__init__(kit)
        self.judging = JudgingDesk(kit, self.clerk, self)
        self._seen_changes = 0

    # -- what a screen adds ----------------------------------------------------------------------

    def look_at_row(self) -> None:
        """In the list, what is done is done to the row under the cursor, whatever article is open."""
        raise NotImplementedError  # pragma: no cover

    def judged(self) -> None:
        """Grades, markings or what is said of articles changed: show it."""
        raise NotImplementedError  # pragma: no cover

    @property
    def notes_shown(self) -> Sequence[Note]:
        """All notes of which something is on the screen, in the editor and over the page too."""
        raise NotImplementedError  # pragma: no cover

    def ruled(self, now: Named | None) -> None:
        """Something was decided about entities; the one that it was about is this now, or none any more."""
        raise NotImplementedError  # pragma: no cover

    def corrected(self) -> None:
        """The corpus says other things about its articles: show it."""
        raise NotImplementedError  # pragma: no cover

    def changed_elsewhere(self) -> None:
        """Somebody changed the casebook: show it as it is now."""
        raise NotImplementedError  # pragma: no cover

    # -- what another reader does ----------------------------------------------------------------

    def after_first_paint(self) -> None:
        """Let searches ask for what was written and judged, and follow what others decide from now on."""
        from briefing.casebook.fields import register  # noqa: PLC0415  (loads the query language)

        super().after_first_paint()
        register(self.kit.casebook, self.corpus, self.kit.scheme)
        self.judging.load()
        self.judging.hand_over()
        self.clerk.do(self._back_up)
        self._seen_changes = self._changes()
        self.set_interval(_LOOK_AGAIN, self._look_for_changes)

    def _back_up(self) -> None:
        """Once a day the casebook as it was before this day's work."""
        from briefing.casebook.backup import back_up_daily  # noqa: PLC0415  (once a day)

        back_up_daily(Workspace(self.corpus.path), date.today())  # noqa: DTZ011  (the analyst's own day)

    def _look_for_changes(self) -> None:
        if self.writing:
            return  # what one writes oneself changes it all the time; it is looked at when that is done
        now = self._changes()
        if now != self._seen_changes:
            self._seen_changes = now
            self.judging.load()
            self.changed_elsewhere()

    def _changes(self) -> int:
        try:
            return self.kit.casebook.changes()
        except BriefingError as error:
            self.answer_error(error.message, error.hint)
            return self._seen_changes

    # -- keys ------------------------------------------------------------------------------------

    @property
    def _note_in_hand(self) -> Note | None:
        """The note under the cursor, while the keys go to the notes."""
        return self.notes.note if self.pane == "notes" or self.focused is self.notes else None

    def action_grade(self) -> None:
        """Grade the outlet and the article, or the note under the cursor."""
        from briefing.tui.screens.grading import GradingScreen  # noqa: PLC0415  (not before it is asked for)

        self.look_at_row()
        article = self.article
        if article is None:
            self.answer("there is no article to grade")
            return
        note, source = self._note_in_hand, article.source
        judging = self.judging

        def grade_item(digit: str) -> None:
            if note is not None:
                judging.grade_note(note, digit)
            else:
                judging.grade_article(article.id, digit)

        screen = GradingScreen(
            self.look,
            self._known(article, note),
            lambda letter, why: judging.grade_outlet(source, letter, why),
            grade_item,
            self.actions,
        )
        self.app.push_screen(screen)

    def _known(self, article: Article, note: Note | None) -> Judged:
        from briefing.tui.screens.grading import Judged  # noqa: PLC0415

        decision = self.kit.casebook.decision("reliability", article.source) if article.source else None
        digit = str(note.grade or "") if note is not None else self.judging.grades.credibility(article.id)
        return Judged(
            outlet=article.source,
            item="what this note holds on to" if note is not None else article.title,
            letter=decision.value if decision else "",
            digit=digit,
            why=decision.why if decision else "",
            when=day_words(decision.decided) if decision else "",
        )

    def action_mark(self, label: str = "") -> None:
        """Mark the article, or the note under the cursor; without a label choose one."""
        self.look_at_row()
        note, article = self._note_in_hand, self.article
        if article is None:
            self.answer("there is no article to mark")
        elif note is not None:
            self._mark(
                label, note.marking, "Mark the note", lambda chosen: self.judging.mark_note(note, chosen)
            )
        else:
            known = self.judging.labels.articles.get(article.id, "")
            id = article.id
            self._mark(label, known, "Mark the article", lambda chosen: self.judging.mark_article(id, chosen))

    def action_mark_workspace(self, label: str = "") -> None:
        """Mark everything that has no label of its own."""
        known = self.judging.labels.workspace
        self._mark(label, known, "Mark the workspace", self.judging.mark_workspace)

    def _mark(self, typed: str, known: str, heading: str, mark: Callable[[str], object]) -> None:
        from briefing.tui.screens.marking import MarkingScreen  # noqa: PLC0415  (not before it is asked for)

        scheme = self.kit.scheme
        try:
            if typed or not scheme.levels:
                mark(scheme.named(typed))
                return
        except BriefingError as error:
            self.answer_error(error.message, error.hint)
            return

        def chosen(label: str | None) -> None:
            if label is not None:
                mark(label)

        self.app.push_screen(MarkingScreen(self.look, heading, scheme, known, self.actions), chosen)

    def action_set_title(self, value: str = "") -> None:
        """Say the title that the file says wrongly."""
        self._set("title", value)

    def action_set_source(self, value: str = "") -> None:
        """Say the outlet that the file says wrongly."""
        self._set("source", value)

    def action_set_date(self, value: str = "") -> None:
        """Say the date that the file says wrongly."""
        from index.when import parse_published  # noqa: PLC0415  (most dates are right)

        if value and parse_published(value) is None:
            self.answer(f"not a date: {value}. One is 2024-04-22, 2024-04 or 2024", "error")
        else:
            self._set("published", value)

    def action_set_language(self, value: str = "") -> None:
        """Say the language that was guessed wrongly."""
        from index.language import normalise  # noqa: PLC0415  (most languages are right)

        code = normalise(value) if value else ""
        if value and not code:
            self.answer(f"not a language: {value}. One is en, fr or ar", "error")
        else:
            self._set("language", code)

    def action_remove_article(self) -> None:
        """Take the article out of the corpus; notes on it stay."""
        self._set("removed", "yes")

    def _set(self, kind: DecisionKind, value: str) -> None:
        self.look_at_row()
        if self.article is None:
            self.answer("there is no article")
        else:
            self.judging.set(self.article.id, kind, value)

    def action_undo(self) -> None:
        """Take back the last step, whatever it was."""
        self.judging.undo()

    def action_redo(self) -> None:
        """Do again what was undone last."""
        self.judging.redo()

    # -- what is shown ---------------------------------------------------------------------------

    def facts_of(self, article: Article) -> tuple[Part, ...]:
        """What is said of an article below its title, its grade and label included."""
        grades = self.judging.grades
        letter, digit = grades.reliability(article.source), grades.credibility(article.id)
        words = (RELIABILITY.get(letter, ""), CREDIBILITY.get(digit, "")) if self.narrow else ()
        label = self.judging.labels.articles.get(article.id, "")
        return facts(article, f"{letter}{digit}", ", ".join(filter(None, words)), label)

    def marking(self, articles: KeysView[str]) -> Level | None:
        """The high-water mark of these articles, the open one and the notes that are seen."""
        return self.judging.highest(articles, self.open_id, self.notes_shown)
