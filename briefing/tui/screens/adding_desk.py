"""The desk at which folders are added while one reads: what is under way, what waits, what was skipped.

Adding runs in a process of its own (``briefing.adding_apart``), and a thread here listens to it; the corpus
follows what other processes write into it. All that changes the desk happens in the app's thread.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Thread
from typing import Protocol

from textual.geometry import Size

from briefing.adding_apart import AddingProcess
from briefing.tui.adding import Adding, outcome, said_path, work_row
from briefing.tui.parts import Part
from briefing.tui.theme import Look
from index import AddReport, Corpus, CorpusError, Progress
from index.report import Failure

#: Seconds to wait for the process on leaving. It ends by itself after that: nothing is lost.
_BRIEFLY = 0.5

#: Cells of the status line that stay free.
_EDGE = 2


class AddingScreen(Protocol):
    """What the desk needs of the screen that it stands on."""

    @property
    def look(self) -> Look:
        """How things look."""

    @property
    def size(self) -> Size:
        """Columns and rows."""

    def tell(self, show: Callable[..., object], *values: object) -> None:
        """Call from any thread what shows something."""

    def show_work(self, parts: Sequence[Part]) -> None:
        """Show what is under way, or nothing."""

    def answer(self, words: str, role: str = "text") -> None:
        """Answer the last key."""

    def more_searchable(self) -> object:
        """More became searchable."""

    def read_for_names(self) -> object:
        """There are articles of which names are not known."""


@dataclass(slots=True)
class _Run:
    """One run: its process, the thread that listens to it, and what it said last."""

    process: AddingProcess
    began: float
    state: Adding
    thread: Thread | None = None


class AddingDesk:
    """Adds one folder after the other.

    Attributes:
        remarks: What was read, but not quite as it stands, the newest run first.
    """

    def __init__(self, corpus: Corpus, screen: AddingScreen) -> None:
        """Take the corpus to add to, and the screen to say it on."""
        self.remarks: tuple[Failure, ...] = ()
        self.screen = screen
        self._workspace = corpus.path
        self._run: _Run | None = None
        self._waiting: deque[Path] = deque()
        self._before: tuple[Failure, ...] = ()
        self._skipped: list[Failure] = []

    @property
    def running(self) -> bool:
        """Whether something is being added."""
        return self._run is not None

    @property
    def failures(self) -> tuple[Failure, ...]:
        """What was skipped in this session, the newest run first."""
        return (*reversed(self._skipped), *self._before)

    def work(self, width: int, named: int = 0) -> tuple[Part, ...]:
        """What is under way, in at most ``width`` cells where that can be; nothing when nothing is.

        Args:
            width: Cells that there are.
            named: Articles of which names became known meanwhile.
        """
        if self._run is None:
            return ()
        look = self.screen.look
        state = replace(self._run.state, named=named)
        return work_row(state, width, bar=(look.glyph("rule_focused"), look.glyph("rule")))

    def start(self, path: Path) -> None:
        """Add a file or folder; when something is being added already, after that."""
        path = path.absolute()
        run = self._run
        if run is None:
            self._begin(path)
        elif path in (run.process.path, *self._waiting) and not run.state.stopping:
            self.screen.answer(f"{said_path(path)} is being added already")
        else:
            self._waiting.append(path)
            self.screen.answer(f"{said_path(path)} is added after {run.state.folder}")

    def cancel(self) -> None:
        """Stop at the next article, and forget what waits. What was read is kept."""
        self._waiting.clear()
        if self._run is not None:
            self._run.process.stop()
            self._run.state = replace(self._run.state, stopping=True)
            self._show()

    def close(self) -> None:
        """Stop on leaving. What was read is kept; the process ends by itself if it takes longer."""
        self._waiting.clear()
        run, self._run = self._run, None
        if run is not None:
            run.process.stop()
            if run.thread is not None:
                run.thread.join(_BRIEFLY)

    def _begin(self, path: Path) -> None:
        run = _Run(AddingProcess(self._workspace, path), time.monotonic(), Adding(said_path(path)))
        self._run = run
        self._before, self._skipped = self.failures, []
        # A thread that nobody waits for: leaving takes no longer than it must.
        run.thread = Thread(target=self._listen, args=(run,), daemon=True, name="adding")
        run.thread.start()
        self._show()

    def _listen(self, run: _Run) -> None:
        """What the thread does: pass on what the process says."""
        tell = self.screen.tell
        try:
            report = run.process.run(
                lambda progress: tell(self._came_on, run, progress),
                lambda failures: tell(self._were_skipped, run, failures),
            )
        except CorpusError as error:
            tell(self._broke_off, run, f"{error.message}. {error.hint}".strip())
        except Exception as error:  # noqa: BLE001  (whatever it is: the desk must not stay at work for ever)
            fault = f"{type(error).__name__}: {error}"
            tell(self._broke_off, run, f"adding ended by a fault of the program ({fault})")
        else:
            tell(self._ended, run, report)

    def _came_on(self, run: _Run, progress: Progress) -> None:
        if run is not self._run:
            return
        more = progress.searchable > run.state.searchable
        run.state = replace(
            run.state,
            done=progress.files_done,
            total=progress.files_total,
            articles=progress.articles,
            searchable=progress.searchable,
            skipped=progress.failed,
            seconds=time.monotonic() - run.began,
        )
        self._show()
        if more:
            self.screen.more_searchable()
            self.screen.read_for_names()

    def _were_skipped(self, run: _Run, failures: Sequence[Failure]) -> None:
        if run is self._run:
            self._skipped += failures

    def _ended(self, run: _Run, report: AddReport) -> None:
        if run is not self._run:
            return
        self._before, self._skipped = _without_repeats(report.failures, self._before), []
        self.remarks = _without_repeats(report.remarks, self.remarks)
        words, role = outcome(report, run.state.folder)
        if run.process.remarks:
            words, role = f"{' '.join(run.process.remarks)} {words}", "warn"
        self._next(words, role)

    def _broke_off(self, run: _Run, fault: str) -> None:
        if run is self._run:
            self._next(fault, "error")

    def _next(self, words: str, role: str) -> None:
        self._run = None
        if self._waiting:
            self._begin(self._waiting.popleft())
        else:
            self._show()
        self.screen.answer(words, role)

    def _show(self) -> None:
        self.screen.show_work(self.work(self.screen.size.width - _EDGE))


def _without_repeats(newest: Sequence[Failure], earlier: Sequence[Failure]) -> tuple[Failure, ...]:
    """The newest first; what was said earlier about the same file is out of date."""
    named = {failure.path for failure in newest}
    return (*newest, *(failure for failure in earlier if failure.path not in named))
