"""A program in a terminal of its own: its keys, what it shows, and the processor time of its threads.

Linux only: it reads ``/proc``. The screen that is kept is as much of a terminal as Textual needs; characters
are taken to be one cell wide, which those that are looked for are.
"""

from __future__ import annotations

import codecs
import contextlib
import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import termios
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

SIZE = (120, 36)
_QUIET_SECONDS = 0.4
_READ_BYTES = 1 << 20

_TOKEN = re.compile(
    rb"\x1b\[(?P<numbers>[0-9;?<=>]*)[ -/]*(?P<final>[@-~])"
    rb"|\x1b[\]P_^].*?(?:\x07|\x1b\\)"
    rb"|\x1b[^\[\]P_^]"
    rb"|(?P<line>[\r\n])"
    rb"|(?P<text>[^\x1b\r\n]+)",
    re.DOTALL,
)


class Screen:
    """What stands on the terminal.

    Attributes:
        rows: Its rows from the top, each as long as the terminal is wide.
    """

    def __init__(self) -> None:
        """Make an empty one."""
        self._cells = [[" "] * SIZE[0] for _ in range(SIZE[1])]
        self._row = self._column = 0
        self._rest = b""
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")

    @property
    def rows(self) -> list[str]:
        """The rows as texts."""
        return ["".join(row) for row in self._cells]

    def part(self, top: int, left: int, right: int | None = None) -> list[str]:
        """The rows from ``top`` on, without their last two, between two columns."""
        return [row[left:right] for row in self.rows[top:-2]]

    def feed(self, data: bytes) -> None:
        """Draw what was written."""
        data, at = self._rest + data, 0
        while token := _TOKEN.match(data, at):
            at = token.end()
            if token["text"] is not None:
                self._put(self._decoder.decode(token["text"]))
            elif token["line"] == b"\r":
                self._column = 0
            elif token["line"] == b"\n":
                self._row = min(self._row + 1, SIZE[1] - 1)
            elif token["final"] == b"H":
                row, _, column = token["numbers"].partition(b";")
                self._row, self._column = int(row or 1) - 1, int(column or 1) - 1
        self._rest = data[at:]

    def _put(self, text: str) -> None:
        for character in text:
            if self._column < SIZE[0] and self._row < SIZE[1]:
                self._cells[self._row][self._column] = character
            self._column += 1


@dataclass(frozen=True, slots=True)
class Spent:
    """Milliseconds of processor time, and bytes.

    Attributes:
        keys: Of the thread that takes the keys and draws.
        behind: Of all other threads, those that have ended included.
        queued: How long the first of them was ready and had no core: the other load of the machine.
        written: Bytes that were sent to the terminal.
    """

    keys: float
    behind: float
    queued: float
    written: int

    def __sub__(self, other: Spent) -> Spent:
        """What was spent since."""
        return Spent(
            self.keys - other.keys,
            self.behind - other.behind,
            self.queued - other.queued,
            self.written - other.written,
        )


class Program:
    """A program in a terminal of its own.

    Attributes:
        screen: What it shows.
        began: When it was started.
    """

    def __init__(self, command: Sequence[str]) -> None:
        """Start it, compiled as an installation leaves it."""
        self.screen = Screen()
        self._written = 0
        self._master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", SIZE[1], SIZE[0], 0, 0))
        environment = {**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor"}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        self.began = time.perf_counter()
        self._process = subprocess.Popen(
            command, stdin=slave, stdout=slave, stderr=slave, env=environment, start_new_session=True
        )
        os.close(slave)

    def close(self) -> None:
        """Kill it."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        os.close(self._master)

    def send(self, keys: str) -> float:
        """Send keys; returns when."""
        now = time.perf_counter()
        os.write(self._master, keys.encode())
        return now

    def read(self, seconds: float) -> bool:
        """Draw what comes within so many seconds, as soon as there is anything; false when nothing came."""
        ready, _, _ = select.select([self._master], [], [], seconds)
        if not ready:
            return False
        try:
            data = os.read(self._master, _READ_BYTES)
        except OSError as error:  # Linux: the program has closed its side
            raise RuntimeError("the program ended:\n" + "\n".join(self.screen.rows).rstrip()) from error
        self._written += len(data)
        self.screen.feed(data)
        return True

    def wait_for(self, seen: Callable[[Screen], object], seconds: float = 30.0) -> float:
        """Read until something is seen; returns when."""
        end = time.perf_counter() + seconds
        while not seen(self.screen):
            if time.perf_counter() > end:
                raise TimeoutError("this is all that came:\n" + "\n".join(self.screen.rows))
            self.read(0.05)
        return time.perf_counter()

    def settle(self) -> float:
        """Read until nothing comes any more; returns when the last of it came."""
        last = time.perf_counter()
        while self.read(_QUIET_SECONDS):
            last = time.perf_counter()
        return last

    def spent(self) -> Spent:
        """What it has used so far."""
        pid = self._process.pid
        with open(f"/proc/{pid}/task/{pid}/schedstat", encoding="ascii") as file:  # noqa: PTH123
            on, queued = (int(number) / 1e6 for number in file.read().split()[:2])
        # The clock of a whole process, threads that have ended included: see clock_getcpuclockid(3).
        whole = 1000 * time.clock_gettime((~pid << 3) | 2)
        return Spent(on, whole - on, queued, self._written)


@contextlib.contextmanager
def running(command: Sequence[str]) -> Iterator[Program]:
    """A program that is killed in the end."""
    program = Program(command)
    try:
        yield program
    finally:
        program.close()
