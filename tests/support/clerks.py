"""Screens for tests of what stands behind one."""

from __future__ import annotations

from collections.abc import Callable


class Deaf:
    """A screen that is closing: it is told things and shows nothing."""

    def tell(self, show: Callable[..., object], *values: object) -> None:
        return

    def answer(self, words: str, role: str = "text") -> None:
        return

    def answer_error(self, message: str, hint: str) -> None:
        return


class Listening(Deaf):
    """A screen that shows what it is told at once, and remembers its answers.

    Attributes:
        answers: Each answer with its role.
    """

    def __init__(self) -> None:
        self.answers: list[tuple[str, str]] = []

    def tell(self, show: Callable[..., object], *values: object) -> None:
        show(*values)

    def answer(self, words: str, role: str = "text") -> None:
        self.answers.append((words, role))

    def answer_error(self, message: str, hint: str) -> None:
        self.answer(f"{message}. {hint}".strip(), "error")
