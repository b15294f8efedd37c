"""Does what needs the casebook away from the keys: in one thread, in the order in which it was asked for.

A casebook that another process holds makes a writer wait for seconds, and a disk may be slow; a key waits
for neither. What goes wrong is always said: nothing that the clerk was given ends in silence.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Protocol, TypeVar

from briefing.errors import BriefingError
from index import CorpusError

T = TypeVar("T")


class Teller(Protocol):
    """What the clerk, and the desks that use it, need of the screen that they stand on."""

    def tell(self, show: Callable[..., object], *values: object) -> None:
        """Call from any thread what shows something."""

    def answer(self, words: str, role: str = "text") -> None:
        """Answer the last key."""

    def answer_error(self, message: str, hint: str) -> None:
        """Answer with what went wrong and what to do."""


class Clerk:
    """One thread for everything that a screen wants of the casebook.

    Attributes:
        is_closed: Whether its thread has ended.
    """

    def __init__(self, screen: Teller) -> None:
        """Take the screen to tell what came of it."""
        self.is_closed = False
        self._screen = screen
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="casebook")

    def do(
        self,
        task: Callable[[], T],
        then: Callable[[T], object] | None = None,
        *,
        failed: Callable[[str], object] | None = None,
    ) -> Future[None]:
        """Do something after all that was asked for before.

        Args:
            task: Called in the thread.
            then: Called with what it returned, in the thread of the screen.
            failed: Called there with what went wrong, after that was said on the screen.
        """

        def run() -> None:
            try:
                result = task()
            except (BriefingError, CorpusError) as error:
                fault = error.message
                self._screen.tell(self._screen.answer_error, error.message, error.hint)
            except Exception as error:  # noqa: BLE001  (whatever it is: it must be said, or it is lost)
                fault = f"not done, by a fault of the program ({type(error).__name__}: {error})"
                self._screen.tell(self._screen.answer, fault, "error")
            else:
                if then is not None:
                    self._screen.tell(then, result)
                return
            if failed is not None:
                self._screen.tell(failed, fault)

        if self.is_closed:
            # Whatever comes while the screen closes is done where it is asked for: nothing is lost.
            done: Future[None] = Future()
            run()
            done.set_result(None)
            return done
        return self._thread.submit(run)

    def close(self) -> None:
        """Wait until everything is done; what comes later is done at once."""
        self.is_closed = True
        self._thread.shutdown(wait=True)
