"""What was opened and what is reviewed: known at once on the screen, kept in the casebook behind it."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace

from briefing.casebook import Casebook, Mark
from briefing.casebook.store import now
from briefing.errors import BriefingError
from briefing.tui.clerk import Clerk, Teller


class MarksDesk:
    """The marks of all articles that were listed.

    Attributes:
        marks: Article id to its mark; an article without one was never opened.
    """

    def __init__(self, casebook: Casebook, clerk: Clerk, screen: Teller) -> None:
        """Take the casebook, who writes into it, and the screen to tell what goes wrong."""
        self.marks: dict[str, Mark] = {}
        self._casebook = casebook
        self._clerk = clerk
        self._screen = screen
        self._writing: list[str] = []

    def load(self, ids: Collection[str]) -> None:
        """Read how these articles were marked before, and by another reader."""
        try:
            writing = set(self._writing)  # what is on its way to the disk is newer than what is there
            known = self._casebook.marks(ids)
        except BriefingError as error:
            self._screen.answer_error(error.message, error.hint)
            return
        for id in set(ids) - writing:
            if id in known:
                self.marks[id] = known[id]
            else:
                self.marks.pop(id, None)

    def opened(self, article: str) -> bool:
        """An article was gone into; false when that is known already."""
        mark = self.marks.get(article, Mark())
        if mark.opened:
            return False
        self.marks[article] = replace(mark, opened=now())
        self._keep(article, lambda: self._casebook.mark_opened(article))
        return True

    def turn_reviewed(self, article: str) -> bool:
        """Tick an article, or take the tick away; returns whether it is reviewed now."""
        mark = self.marks.get(article, Mark())
        reviewed = not mark.reviewed
        self.marks[article] = Mark(mark.opened, now() if reviewed else "")
        self._keep(article, lambda: self._casebook.mark_reviewed(article, reviewed=reviewed))
        return reviewed

    def _keep(self, article: str, write: Callable[[], object]) -> None:
        self._writing.append(article)

        def run() -> None:
            try:
                write()
            finally:
                self._writing.remove(article)

        self._clerk.do(run)
