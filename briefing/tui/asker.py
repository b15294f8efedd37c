"""Asks behind a screen, in a thread of its own; about each topic only the newest question is answered.

What goes wrong is said by the clerk that does the asking; a question that failed is not waited for.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from briefing.tui.clerk import Clerk, Teller

T = TypeVar("T")

#: Says whether the answer is wanted still: what takes long asks now and then, and stops.
Wanted = Callable[[], bool]


class Asker:
    """One thread for the questions of a screen, in the order in which they were asked."""

    def __init__(self, screen: Teller) -> None:
        """Take the screen to tell the answers."""
        self._clerk = Clerk(screen)
        self._asked: dict[str, object] = {}

    @property
    def is_idle(self) -> bool:
        """Whether all that was asked is answered."""
        return not self._asked

    def ask(self, topic: str, find: Callable[[Wanted], T], then: Callable[[T], object]) -> None:
        """Ask something; what was asked about the same topic before is not wanted any more.

        Args:
            topic: What it is about.
            find: Called in the thread, unless something newer was asked by then.
            then: Called with the answer in the thread of the screen, likewise.
        """
        token = self._asked[topic] = object()

        def wanted() -> bool:
            return self._asked.get(topic) is token

        def task() -> tuple[T] | None:
            # Asked again meanwhile: who holds a key down passes over many of them.
            return (find(wanted),) if wanted() else None

        def show(found: tuple[T] | None) -> None:
            if found is not None and wanted():
                del self._asked[topic]
                then(found[0])

        def failed(_: str) -> None:
            if wanted():
                del self._asked[topic]

        self._clerk.do(task, show, failed=failed)

    def close(self) -> None:
        """Wait for the question at hand; nothing is asked any more."""
        self._asked.clear()
        self._clerk.close()
