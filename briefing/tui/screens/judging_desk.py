"""Grades and markings: what was judged about outlets, articles and notes, and changing it; the way back too.

What is known is read at once, since lists show it; what changes goes through the clerk. Undo and redo stand
here because they take back any step, whoever made it.
"""

from __future__ import annotations

from collections.abc import Callable, KeysView, Sequence
from typing import Protocol

from briefing.casebook import CREDIBILITY, RELIABILITY, WORKSPACE, Grades, Labels, LastStep, Level, Note
from briefing.casebook.curation import hand_over, hand_over_rulings, take_back
from briefing.casebook.decisions import Decision, DecisionKind
from briefing.casebook.judged import judged
from briefing.errors import BriefingError
from briefing.tui.clerk import Clerk, Teller
from briefing.tui.kit import Kit
from index import Article, CorpusError


class JudgingScreen(Teller, Protocol):
    """What the desk needs of the screen that it stands on."""

    def key(self, action: str) -> str:
        """The key of an action, as it is printed."""

    def judged(self) -> None:
        """Grades, markings or what is said of articles changed: show it."""

    def corrected(self) -> None:
        """The corpus says other things about its articles: show it."""

    def ruled(self, now: None) -> None:
        """Something was decided about entities, by whomever: show it."""

    def catch_up(self) -> object:
        """Bring the index up to date."""


class JudgingDesk:
    """What was judged in one workspace.

    Attributes:
        grades: Of outlets and articles, those of earlier versions for the newest ones too.
        labels: Of the workspace and of articles; those of earlier versions in the same way.
    """

    def __init__(self, kit: Kit, clerk: Clerk, screen: JudgingScreen) -> None:
        """Take what there is to judge, who writes it down, and the screen to show it on."""
        self.grades = Grades({}, {})
        self.labels = Labels("", {})
        self._kit = kit
        self._clerk = clerk
        self._screen = screen
        # The step of somebody else that ``u`` named last: it and what was done before it go without a word.
        self._named = 0
        self._ruled: list[Decision] | None = None

    def load(self) -> None:
        """Read what was judged, here and by another reader."""
        try:
            self.grades, self.labels = judged(self._kit.casebook, self._kit.corpus, self._kit.scheme)
        except (BriefingError, CorpusError) as error:
            self._screen.answer_error(error.message, error.hint)

    # -- what is shown ---------------------------------------------------------------------------

    def code(self, source: str, article: str) -> str:
        """The grade of an article: ``B2``, ``B``, ``2`` or nothing."""
        return self.grades.code(source, article)

    def code_of(self, article: Article, note: Note) -> str:
        """The grade of a note: the letter of its outlet, and its own digit."""
        return self.grades.reliability(article.source) + (str(note.grade) if note.grade else "")

    def highest(self, articles: KeysView[str], open_: str, notes: Sequence[Note]) -> Level | None:
        """The high-water mark of what is shown together; nothing where nothing is marked.

        Args:
            articles: Ids of the articles of the list.
            open_: Id of the one that is open.
            notes: The notes of which something is shown.
        """
        labels = [self.labels.of_note(note) for note in notes]
        labels += [self.labels.articles[id] for id in self.labels.articles.keys() & articles]
        labels.append(self.labels.of_article(open_))
        label = self._kit.scheme.highest([self.labels.workspace, *labels])
        if not label:
            return None
        # A label of another scheme: shown as it is, in the plainest colours that there are.
        return self._kit.scheme.level(label) or Level(label, label, "", "#000000", "#FFFFFF")

    # -- what is decided -------------------------------------------------------------------------

    def grade_outlet(self, source: str, letter: str, why: str = "") -> None:
        """Say how reliable an outlet is; without a letter take that back."""
        was = self.grades.reliability(source)
        said = f"graded {letter}, {RELIABILITY[letter]}" if letter else "is not graded any more"
        self._decide("reliability", source, letter, f"{source} {said}{_was(was, letter)}", why)

    def grade_article(self, article: str, digit: str) -> None:
        """Say how credible an article is; without a digit take that back."""
        was = self.grades.credibility(article)
        said = f"graded {digit}, {CREDIBILITY[digit]}" if digit else "not graded any more"

        def holds() -> str:
            earlier = self.grades.credibility(article)
            return f": {earlier} of an earlier version holds" if earlier != digit else _was(was, digit)

        self._decide("credibility", article, digit, lambda: f"{said}{holds()}")

    def grade_note(self, note: Note, digit: str) -> None:
        """Say how credible it is what a note holds on to; without a digit take that back."""
        said = f"note graded {digit}, {CREDIBILITY[digit]}" if digit else "note not graded any more"
        grade = int(digit) if digit else None
        self._do(lambda: self._kit.casebook.grade_note(note.id, grade), said)

    def mark_article(self, article: str, label: str) -> None:
        """Give an article a label; an empty one leaves it that of the workspace."""
        said = f"marked {label}" if label else "not marked any more"

        def holds() -> str:
            earlier = self.labels.articles.get(article, "")
            return f": {earlier} of an earlier version holds" if earlier != label else ""

        self._decide("marking", article, label, lambda: f"{said}{holds()}")

    def mark_workspace(self, label: str) -> None:
        """Give everything that has no label of its own this one, or none."""
        said = f"the workspace is marked {label}" if label else "the workspace is not marked any more"
        self._decide("marking", WORKSPACE, label, said)

    def mark_note(self, note: Note, label: str) -> None:
        """Give a note a label; an empty one leaves it that of its article."""
        said = f"note marked {label}" if label else "note marked as its article"
        self._do(lambda: self._kit.casebook.mark_note(note.id, label), said)

    def set(self, article: str, kind: DecisionKind, value: str) -> None:
        """Say what a file says wrongly about an article; without a value take that back."""
        if kind == "removed":
            said = "article removed: notes on it stay"
        else:
            said = f"{kind} is {value} now" if value else f"{kind} is what the file says"
        self._decide(kind, article, value, said, corpus=True)

    def undo(self) -> None:
        """Take back the last step; one that was not made here is named first, and goes with the next key."""
        self._clerk.do(self._undo, self._was_undone)

    def redo(self) -> None:
        """Make the step again that was undone last."""

        def done(said: str | None) -> None:
            if said is None:
                self._screen.answer("there is nothing to do again")
            else:
                self._stepped(f"done again: {said}   {self._screen.key('undo')} undoes it")

        self._clerk.do(self._kit.casebook.redo, done)

    def hand_over(self) -> None:
        """Let the corpus hold what was decided about its articles, also by another program meanwhile."""
        casebook, corpus = self._kit.casebook, self._kit.corpus

        def task() -> tuple[bool, int]:
            before, self._ruled = self._ruled, casebook.rulings()
            # A command hands over what it decides itself: here that is seen by what is in the casebook.
            ruled = hand_over_rulings(casebook, corpus) or before not in (None, self._ruled)
            return ruled, hand_over(casebook, corpus)

        self._clerk.do(task, self._handed_over)

    # -- inside ----------------------------------------------------------------------------------

    def _decide(
        self,
        kind: DecisionKind,
        about: str,
        value: str,
        said: str | Callable[[], str],
        why: str = "",
        *,
        corpus: bool = False,
    ) -> None:
        """Decide something, or take it back; what is said may depend on what holds then."""
        casebook = self._kit.casebook

        def change() -> None:
            if value:
                casebook.decide(kind, about, value, why=why)
            elif corpus:
                take_back(casebook, self._kit.corpus, about, kind)
            else:
                casebook.revoke(kind, about)

        self._do(change, said, corpus=corpus)

    def _do(
        self, change: Callable[[], object], said: str | Callable[[], str], *, corpus: bool = False
    ) -> None:
        def done(_: object) -> None:
            self.load()
            self._screen.judged()
            if corpus:
                self.hand_over()
            words = said if isinstance(said, str) else said()
            self._screen.answer(f"{words}   {self._screen.key('undo')} undoes it")

        self._clerk.do(change, done)

    def _undo(self) -> tuple[LastStep | None, bool]:
        """The last step, and whether it was taken back. In the thread of the clerk."""
        last = self._kit.casebook.last_step()
        if last is None:
            return None, False
        if not last.made_here and last.number > self._named:
            self._named = last.number
            return last, False
        if last.made_here:
            # So a key too many does not go on with what somebody else did.
            self._named = 0
        self._kit.casebook.undo(last.number)
        return last, True

    def _was_undone(self, result: tuple[LastStep | None, bool]) -> None:
        last, undone = result
        if last is None:
            self._screen.answer("there is nothing to undo")
        elif undone:
            self._stepped(f"undone: {last.said}   {self._screen.key('redo')} does it again")
        else:
            again = f"{self._screen.key('undo')} again takes it back"
            self._screen.answer(f"the last step was not made here: {last.said}   {again}", "warn")

    def _stepped(self, words: str) -> None:
        """A step was taken back or made again: show what holds now."""
        self.load()
        self._screen.judged()
        self.hand_over()  # it may have been a decision about an article
        self._screen.answer(words)

    def _handed_over(self, changed: tuple[bool, int]) -> None:
        ruled, articles = changed
        if ruled:
            self._screen.ruled(None)
        if articles:
            self._screen.corrected()
            self._screen.catch_up()  # in a thread of its own: whoever holds the index holds up no note


def _was(before: str, now: str) -> str:
    return f", was {before}" if before and before != now else ""
