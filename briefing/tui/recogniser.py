"""Finds out something about the article that is looked at, as its names, in threads behind the screen.

Only the newest question is wanted: one that was passed over before its turn is never begun. Whoever asks
next does not wait for a long article that was left meanwhile. It knows no widget.
"""

from __future__ import annotations

from collections.abc import Callable
from threading import Condition, Thread
from time import monotonic
from typing import Generic, TypeVar

Q = TypeVar("Q")
T = TypeVar("T")

#: An article that is opened so soon after the one before was come to in passing.
_PASSING_SECONDS = 0.25

#: It is looked at when nothing else is opened for so long: three repeats of a key that is held down.
_REST_SECONDS = 0.1

#: What is asked waits so long for what is under way; then another thread does it. Most answers take less.
_PATIENCE_SECONDS = 0.4

#: More would only take the processor from each other.
_MOST_THREADS = 3


class Recogniser(Generic[Q, T]):
    """A few threads at most, which end when nothing is wanted any more; nobody waits for them."""

    def __init__(
        self,
        find: Callable[[Q], T],
        done: Callable[[Q, T], object],
        failed: Callable[[Q, BaseException], object],
    ) -> None:
        """Take what finds it out, and what is told of it; all three are called in a thread."""
        self._find = find
        self._done = done
        self._failed = failed
        self._changed = Condition()
        self._wanted: tuple[Q, float] | None = None
        self._threads = 0
        self._finding = 0
        self._asked = -_PASSING_SECONDS

    def ask(self, question: Q) -> None:
        """Want to know this, and nothing else any more."""
        now = monotonic()
        in_passing = now - self._asked < _PASSING_SECONDS
        self._asked = now
        with self._changed:
            self._wanted = (question, now + _REST_SECONDS if in_passing else now)
            self._changed.notify()
            if self._threads == self._finding and self._threads < _MOST_THREADS:
                patience = _PATIENCE_SECONDS if self._threads else 0.0
                self._threads += 1
                Thread(target=self._run, args=(patience,), daemon=True, name="names").start()

    def drop(self) -> None:
        """Want nothing any more."""
        with self._changed:
            self._wanted = None
            self._changed.notify_all()

    def _run(self, patience: float) -> None:
        left = False
        try:
            while (question := self._next(patience)) is not None:
                patience = 0.0
                self._answer(question)
            left = True
        finally:
            if not left:  # what is told of it failed: the next question gets a thread of its own
                with self._changed:
                    self._threads -= 1
                    self._finding -= 1

    def _answer(self, question: Q) -> None:
        try:
            found = self._find(question)
        except BaseException as error:  # noqa: BLE001  (an article can be read without it, whatever a model raises)
            self._failed(question, error)
        else:
            self._done(question, found)
        with self._changed:
            self._finding -= 1

    def _next(self, patience: float) -> Q | None:
        """What is wanted, once one rests at it; none when nothing is, and the thread ends."""
        with self._changed:
            while self._wanted is not None:
                question, begin = self._wanted
                left = begin + patience - monotonic()
                if left <= 0:
                    self._wanted = None
                    self._finding += 1
                    return question
                self._changed.wait(left)
            self._threads -= 1
            return None
