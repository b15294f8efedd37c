"""The desk at which articles are read for names while one reads them: how far it is, when it begins again.

It happens in a process of its own (``briefing.naming_apart``), and a thread here listens to it. Another
reader or command may be doing it; then one looks again later, because that one may end before all is read.
All that changes the desk happens in the app's thread.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from threading import Event, Thread
from typing import Protocol

from briefing.naming_apart import NamingProcess
from briefing.tui.adding import about_time
from briefing.tui.parts import Part
from index import Corpus, CorpusError
from index.errors import BusyError
from index.model import OwnModel

#: Seconds to wait for the process on leaving. It ends by itself after that: nothing is lost.
_BRIEFLY = 0.5
#: Seconds after which one looks again whether another process still does it; each time twice as many.
_LATER, _LATEST = 2.0, 32.0


class NamingScreen(Protocol):
    """What the desk needs of the screen that it stands on."""

    def tell(self, show: Callable[..., object], *values: object) -> None:
        """Call from any thread what shows something."""

    def show_work(self, parts: Sequence[Part]) -> None:
        """Show what is under way, or nothing."""

    def answer(self, words: str, role: str = "text") -> None:
        """Answer the last key."""

    def named(self) -> None:
        """Names of more articles are known."""


class NamingDesk:
    """Reads for names whatever was not read so far, as often as something new comes.

    Attributes:
        done: Articles read in this run.
        total: Articles to read in it; 0 while none is.
    """

    def __init__(self, corpus: Corpus, screen: NamingScreen, own: OwnModel | None = None) -> None:
        """Take the corpus that is read, the screen to say it on, and the user's model that finds names."""
        self.done = self.total = 0
        self._corpus = corpus
        self._own = own
        self._screen = screen
        self._process: NamingProcess | None = None
        self._thread: Thread | None = None
        self._again = False
        self._closed = Event()
        self._began = 0.0

    def begin(self) -> None:
        """See to it that all articles that there are now are read."""
        if self._closed.is_set():
            return
        if self._process is not None:
            self._again = True
            return
        self._again = False
        self._start(0.0)

    def close(self) -> None:
        """Stop on leaving. What was read is kept."""
        self._closed.set()
        process, self._process = self._process, None
        if process is not None:
            process.stop()
        if self._thread is not None:
            self._thread.join(_BRIEFLY)

    def parts(self) -> tuple[Part, ...]:
        """How far it is, for the row of what is under way; nothing when nothing is."""
        if not self.total:
            return ()
        left = about_time(self.done, self.total, time.monotonic() - self._began)
        known: tuple[Part, ...] = (("Entities in ", "strong"), (f"{self.done:,} of {self.total:,}", "text"))
        return (*known, (f"  {left}", "muted")) if left else known

    def _start(self, after: float) -> None:
        self._process = NamingProcess(self._corpus.path, self._own)
        self._thread = Thread(target=self._run, args=(self._process, after), daemon=True, name="names-behind")
        self._thread.start()

    def _run(self, process: NamingProcess, after: float) -> None:
        """What the thread does, after so many seconds."""
        tell = self._screen.tell
        fault = ""
        if self._closed.wait(after):
            return
        try:
            if self._corpus.unread():
                process.run(lambda done, total: tell(self._came_on, process, done, total))
        except BusyError:
            tell(self._found_busy, process, min(max(2 * after, _LATER), _LATEST))
            return
        except CorpusError as error:
            fault = f"{error.message}. {error.hint}".strip()
        except Exception as error:  # noqa: BLE001  (whatever it is: the desk must not stay at work for ever)
            fault = f"reading for names ended by a fault of the program ({type(error).__name__}: {error})"
        tell(self._ended, process, fault)

    def _came_on(self, process: NamingProcess, done: int, total: int) -> None:
        if process is not self._process:
            return
        if not self.total:
            self._began = time.monotonic()
        self.done, self.total = done, total
        self._screen.show_work(self.parts())
        self._screen.named()

    def _found_busy(self, process: NamingProcess, after: float) -> None:
        """Another process does it, and may have come on."""
        if process is self._process:
            self._start(after)
            self._screen.named()

    def _ended(self, process: NamingProcess, fault: str) -> None:
        if process is not self._process:
            return
        was_under_way = self.total > 0
        self._process = None
        self.done = self.total = 0
        if fault:
            self._screen.answer(fault, "error")
        elif self._again:
            self.begin()
        if was_under_way:
            self._screen.show_work(())
            self._screen.named()
