"""How a long command says how far it is: a bar on a terminal, a plain line now and then elsewhere.

It writes to standard error only, never slows the work down, and never ends it: when nobody reads it any
more, the work goes on in silence.
"""

from __future__ import annotations

import os
import signal
import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Protocol, Self

from briefing.cli.printer import err, is_screen
from briefing.cli.words import said_time
from briefing.errors import WorkspaceError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType

_SECONDS_BETWEEN_LINES = 3.0
_SECONDS_BETWEEN_DRAWINGS = 0.1


class Display(Protocol):
    """What the work calls as often as it likes."""

    def __call__(self, done: int, total: int, words: str = "", *, remark: str = "") -> None:
        """Say how far it is.

        Args:
            done: Things done.
            total: Things to do.
            words: What else is to be said, such as ``1,990 searchable``.
            remark: A sentence of its own, shown at once.
        """


@contextmanager
def display(verb: str, past: str, things: str) -> Iterator[Display]:
    """Show how far a piece of work is, as well as standard error can.

    Args:
        verb: What is under way: ``Adding``.
        past: The same when it is told in lines: ``added``.
        things: What is counted: ``files``.
    """
    if is_screen(sys.stderr, os.environ):
        with _bar(verb, things) as shown:
            yield shown
    else:
        yield lines(past, things)


def lines(past: str, things: str, *, every: float = _SECONDS_BETWEEN_LINES) -> Display:
    """Say it in plain lines, at most one in ``every`` seconds."""
    last = time.monotonic()

    def show(done: int, total: int, words: str = "", *, remark: str = "") -> None:
        nonlocal last
        if remark:
            _say(remark)
        if time.monotonic() - last >= every:
            last = time.monotonic()
            _say(", ".join(part for part in (f"{past} {done:,} of {total:,} {things}", words) if part))

    return show


class StopKey:
    """Ctrl+C as a request: the first asks the work to stop at the next safe place, the second stops it."""

    def __init__(self, kept: str = "What is searchable") -> None:
        """Take what is kept when the work stops."""
        self.asked = False
        self._told = False
        self._kept = kept

    def __enter__(self) -> Self:
        self._before = signal.signal(signal.SIGINT, self._press)
        return self

    def __exit__(self, *_: object) -> None:
        signal.signal(signal.SIGINT, self._before)

    def news(self) -> str:
        """What to tell the user about it, once; else nothing."""
        if not self.asked or self._told:
            return ""
        self._told = True
        return f"Stopping. {self._kept} is kept; Ctrl+C again stops at once."

    def _press(self, _signal: int, _frame: FrameType | None) -> None:
        if self.asked:
            raise KeyboardInterrupt
        self.asked = True


@contextmanager
def _bar(verb: str, things: str) -> Iterator[Display]:
    # rich costs some 60 ms, which only those pay who see it.
    from rich.console import Console  # noqa: PLC0415
    from rich.progress import BarColumn, Progress, TextColumn  # noqa: PLC0415

    console = Console(file=sys.stderr, markup=False, highlight=False, emoji=False)
    columns = (
        TextColumn(verb, markup=False),
        BarColumn(bar_width=24, style="bright_black", complete_style="default", finished_style="default"),
        TextColumn("{task.fields[words]}", markup=False),
    )
    with Progress(*columns, console=console, auto_refresh=False, transient=True) as progress:
        # A total, though not known yet: without one the bar would move by itself.
        task = progress.add_task(verb, total=1, words="")
        drawn = 0.0

        def show(done: int, total: int, words: str = "", *, remark: str = "") -> None:
            nonlocal drawn
            if remark:
                progress.console.print(remark)
            if not remark and done < total and time.monotonic() - drawn < _SECONDS_BETWEEN_DRAWINGS:
                return
            drawn = time.monotonic()
            progress.update(task, completed=done, total=total)
            state = progress.tasks[0]
            parts = [f"{done:,} of {total:,} {things}", words]
            if state.speed:
                parts += [f"{state.speed:,.0f} a second", said_time((total - done) / state.speed)]
            progress.update(task, words="   ".join(part for part in parts if part), refresh=True)

        yield show


def _say(sentence: str) -> None:
    try:
        printer = err()
        printer.line(sentence)
        printer.flush()
    except (OSError, WorkspaceError):
        # Nobody reads it any more. That is no reason to leave articles out.
        return
