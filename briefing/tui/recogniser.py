"""Finds out something about the article that is looked at, as its names, in one thread behind the screen.

Only the newest article is wanted: one that was passed over before its turn is never begun. It knows
no widget.
"""

from __future__ import annotations

from collections.abc import Callable
from threading import Condition, Thread
from time import monotonic
from typing import Generic, TypeVar

from index import Article

T = TypeVar("T")

#: An article that is opened so soon after the one before was come to in passing.
_PASSING_SECONDS = 0.25

#: It is looked at when nothing else is opened for so long: three repeats of a key that is held down.
_REST_SECONDS = 0.1


class Recogniser(Generic[T]):
    """At most one thread, which ends when nothing is wanted any more; nobody waits for it."""

    def __init__(
        self,
        find: Callable[[Article], T],
        done: Callable[[Article, T], object],
        failed: Callable[[Article, Exception], object],
    ) -> None:
        """Take what finds it out, and what is told of it; all three are called in the thread."""
        self._find = find
        self._done = done
        self._failed = failed
        self._changed = Condition()
        self._wanted: tuple[Article, float] | None = None
        self._running = False
        self._asked = -_PASSING_SECONDS

    def ask(self, article: Article) -> None:
        """Want to know it of this article, and of no other any more."""
        now = monotonic()
        in_passing = now - self._asked < _PASSING_SECONDS
        self._asked = now
        with self._changed:
            self._wanted = (article, now + _REST_SECONDS if in_passing else now)
            self._changed.notify()
            if not self._running:
                self._running = True
                Thread(target=self._run, daemon=True, name="names").start()

    def drop(self) -> None:
        """Want nothing any more."""
        with self._changed:
            self._wanted = None
            self._changed.notify()

    def _run(self) -> None:
        while (article := self._next()) is not None:
            try:
                found = self._find(article)
            except Exception as error:  # noqa: BLE001  (an article can be read without it)
                self._failed(article, error)
            else:
                self._done(article, found)

    def _next(self) -> Article | None:
        """The article that is wanted, once one rests at it; none when nothing is, and the thread ends."""
        with self._changed:
            while self._wanted is not None:
                article, begin = self._wanted
                left = begin - monotonic()
                if left <= 0:
                    self._wanted = None
                    return article
                self._changed.wait(left)
            self._running = False
            return None
