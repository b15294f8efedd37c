"""The calls that are under way in all threads, so that what they use is not taken from under them."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

from index.errors import WorkspaceError


class Calls:
    """Counts the calls that are under way in all threads, and ends them."""

    def __init__(self, path: Path, ended: Callable[[], None]) -> None:
        """Take what is used, for the sentence, and what is done when no call is under way any more."""
        self._path = path
        self._ended = ended
        self._changed = threading.Condition()
        self._number = 0
        self._ending = False
        self._depth = threading.local()

    def __enter__(self) -> None:
        depth = getattr(self._depth, "calls", 0)
        with self._changed:
            if self._ending and not depth:
                raise WorkspaceError(f"cannot use {self._path}: it is closed")
            self._number += 1
        self._depth.calls = depth + 1

    def __exit__(self, *_: object) -> None:
        self._depth.calls -= 1
        with self._changed:
            self._number -= 1
            if self._ending and not self._number:
                self._ended()
            self._changed.notify_all()

    def end(self, interrupt: Callable[[], None], seconds: float) -> None:
        """Begin no more calls, break off those under way, and wait no longer than so many seconds."""
        with self._changed:
            self._ending = True
            if not self._number:
                self._ended()
                return
            interrupt()
            self._changed.wait_for(lambda: not self._number, seconds)
