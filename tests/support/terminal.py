"""A real terminal for whole journeys: the program in a pseudo-terminal, its bytes recorded."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from pathlib import Path
from types import TracebackType
from typing import Self

ROOT = Path(__file__).parents[2]


class Terminal:
    """``briefing`` with arguments, in a terminal of its own.

    Attributes:
        written: Every byte that the program sent to the terminal so far.
    """

    def __init__(
        self,
        *arguments: str,
        size: tuple[int, int],
        environment: dict[str, str],
        start: tuple[str, ...] = ("-m", "briefing"),
    ) -> None:
        """Start it; ``size`` is columns and rows, ``start`` what Python is told to run."""
        self.written = bytearray()
        self._master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))
        self.process = subprocess.Popen(
            [sys.executable, *start, *arguments],
            cwd=ROOT,
            stdin=slave,
            stdout=slave,
            stderr=slave,
            env={**os.environ, "TERM": "xterm-256color", **environment},
            start_new_session=True,
        )
        os.close(slave)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
        os.close(self._master)

    def type(self, keys: str) -> None:
        """Send keys as a keyboard would."""
        os.write(self._master, keys.encode())

    def read(self, seconds: float) -> None:
        """Record what comes for so long, or until the program ends."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            ready, _, _ = select.select([self._master], [], [], min(left, 0.2))
            if ready:
                try:
                    data = os.read(self._master, 65536)
                except OSError:  # Linux: the program has closed its side
                    return
                if not data:
                    return
                self.written += data
            elif self.process.poll() is not None:
                return

    def wait_for(self, text: str, seconds: float = 20.0) -> None:
        """Record until these words were written, which may have been before."""
        end = time.monotonic() + seconds
        while text.encode() not in self.written:
            if time.monotonic() > end:
                raise AssertionError(
                    f"{text!r} was not written; the last of it: {bytes(self.written[-500:])!r}"
                )
            self.read(0.1)

    def leave(self, keys: str = "q", seconds: float = 20.0) -> int:
        """Send the last keys and return the exit code."""
        self.type(keys)
        self.read(seconds)
        return self.process.wait(seconds)
