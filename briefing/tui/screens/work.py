"""What is under way behind a screen: adding folders, and bringing the index up to date.

It never takes the screen: it is a row at the bottom that comes and goes.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from textual import work

from briefing.errors import BriefingError
from briefing.samples import samples_folder
from briefing.tui.kit import Kit
from briefing.tui.layers import cells
from briefing.tui.parts import Part
from briefing.tui.screens.page import PageScreen
from index import CorpusError

if TYPE_CHECKING:
    from briefing.tui.screens.adding_desk import AddingDesk
    from briefing.tui.screens.naming_desk import NamingDesk

#: Columns of the status row that stay free: at its edges and before what is under way.
_EDGES = 5

#: The name under which the samples can be added.
_SAMPLES = "sample"


class WorkScreen(PageScreen, inherit_bindings=True):
    """A screen on a corpus that grows.

    Attributes:
        corpus: What is added to.
    """

    def __init__(self, kit: Kit) -> None:
        """Take what it works with."""
        super().__init__(kit)
        self.corpus = kit.corpus
        self._adding: AddingDesk | None = None
        self._naming: NamingDesk | None = None
        self._remarks_said = 0
        self._behind = False
        # Kept, so that nobody waits for it and Python does not miss it: it ends by itself.
        self._tidying: subprocess.Popen[bytes] | None = None

    # -- what a screen adds ----------------------------------------------------------------------

    def more_searchable(self) -> object:
        """More articles became searchable."""
        raise NotImplementedError  # pragma: no cover

    def all_searchable(self) -> None:
        """The index is up to date again."""
        raise NotImplementedError  # pragma: no cover

    def stop(self) -> None:
        """Stop what is under way: the screen is left."""
        self._leaving = True
        if self._adding is not None:
            self._adding.close()
        if self._naming is not None:
            self._naming.close()

    def named(self) -> None:
        """Names of more articles are known."""

    def read_for_names(self) -> None:
        """See to it that names become known of all articles."""
        if not self.kit.names_behind:
            return
        if self._naming is None:
            from briefing.tui.screens.naming_desk import NamingDesk  # noqa: PLC0415  (not before the first page)

            self._naming = NamingDesk(self.corpus, self, self.kit.own)
        self._naming.begin()

    # -- what is under way -----------------------------------------------------------------------

    @work(thread=True, exclusive=True, group="catch-up")
    def catch_up(self) -> None:
        """Bring the index up to date with the catalogue."""
        try:
            self.corpus.catch_up(progress=self._caught_up, stop=lambda: self._leaving)
            if not self._leaving:
                self.corpus.warm()
                self._tidying = self.corpus.tidy()
        except CorpusError as error:
            self.tell(self.answer_error, error.message, error.hint)
        finally:
            # Another process may have done the rest, and then nobody says that it is done.
            self.tell(self._end_catching_up)

    def _caught_up(self, done: int, total: int) -> None:
        """Told in the thread that catches up, first when nothing is done yet."""
        self.tell(self._show_catching_up, done, total)

    def _show_catching_up(self, done: int, total: int) -> None:
        self._behind = done < total
        words: Sequence[Part] = (("Making searchable ", "strong"), (f"{done:,} of {total:,}", "text"))
        self.show_work(words if done < total else ())
        self.say_remarks()
        if done >= total:
            self.all_searchable()
        self.more_searchable()

    def _end_catching_up(self) -> None:
        if self._behind:
            self._show_catching_up(1, 1)
        self.read_for_names()

    def say_remarks(self) -> None:
        """Say what the corpus found out about itself since the last look."""
        for remark in self.corpus.remarks[self._remarks_said :]:
            self.answer(remark, "warn")
        self._remarks_said = len(self.corpus.remarks)

    @property
    def adding(self) -> AddingDesk:
        """Adds in the background."""
        if self._adding is None:
            from briefing.tui.screens.adding_desk import AddingDesk  # noqa: PLC0415

            self._adding = AddingDesk(self.corpus, self)
        return self._adding

    def work_parts(self) -> Sequence[Part]:
        """What is under way, in the room that an answer leaves."""
        if self._adding is None or not self._adding.running:
            return self.under_way
        named = self._naming.done if self._naming is not None else 0
        return self._adding.work(self.size.width - cells(self.answered[0]) - _EDGES, named)

    def action_add(self, folder: str = "") -> None:
        """Add a folder, or show the folders to choose from."""
        from briefing.tui.screens.folder import FolderScreen  # noqa: PLC0415  (not before it is asked for)

        if not folder:
            self.app.push_screen(
                FolderScreen(self.look, Path.home(), self.corpus.path, self.actions), self._folder_chosen
            )
        elif folder == _SAMPLES:
            try:
                self.adding.start(samples_folder())
            except BriefingError as error:
                self.answer_error(error.message, error.hint)
        else:
            self.adding.start(Path(os.path.expanduser(folder)))  # noqa: PTH111  (a user who is not known stays as typed)

    def _folder_chosen(self, path: Path | None) -> None:
        if path is not None:
            self.adding.start(path)

    def action_stop_adding(self) -> None:
        """Stop adding."""
        if self.adding.running:
            self.adding.cancel()
        else:
            self.answer("nothing is being added")

    def action_skipped(self) -> None:
        """Show what was skipped, and why."""
        from briefing.tui.screens.skipped import SkippedScreen  # noqa: PLC0415  (not before it is asked for)

        self.app.push_screen(
            SkippedScreen(self.look, self.adding.failures, self.adding.remarks, self.actions)
        )
