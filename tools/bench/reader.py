"""Measures the reader in a real terminal: first paint, echo of keys, moving, opening an article.

    python tools/bench/generate.py articles --articles 20000 --seed 1
    briefing --workspace W add articles
    python tools/bench/reader.py W --query "common words of it"

First paint is compared with a minimal Textual program in the same run. Latency is from the moment in which
a key is written to the terminal until bytes that show its effect come back; work is the processor time of
the reader, all threads, for one key. Linux only: it reads ``/proc``.
"""

from __future__ import annotations

import argparse
import contextlib
import fcntl
import os
import pty
import re
import select
import signal
import statistics
import struct
import subprocess
import sys
import tempfile
import termios
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

SIZE = (120, 36)
_QUIET = 0.4

#: A Textual program that does no more than show a line to type in and a list.
MINIMAL = """
from textual.app import App
from textual.widgets import Input, Static
class Minimal(App):
    ENABLE_COMMAND_PALETTE = False
    def compose(self):
        yield Input(id="search", compact=True)
        for number in range(30):
            yield Static(f"row {number} of the list")
    def on_mount(self):
        self.query_one("#search").focus()
Minimal().run()
"""
_MINIMAL_SHOWN = b"row 29"


class Program:
    """A program in a terminal of its own."""

    def __init__(self, command: Sequence[str], environment: dict[str, str] | None = None) -> None:
        """Start it."""
        self.written = bytearray()
        self._master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", SIZE[1], SIZE[0], 0, 0))
        self.began = time.perf_counter()
        self.process = subprocess.Popen(
            command,
            stdin=slave,
            stdout=slave,
            stderr=slave,
            env={**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor", **(environment or {})},
            start_new_session=True,
        )
        os.close(slave)

    def close(self) -> None:
        """Kill it."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        os.close(self._master)

    def send(self, keys: str) -> float:
        """Send keys; returns when."""
        now = time.perf_counter()
        os.write(self._master, keys.encode())
        return now

    def read(self, seconds: float) -> bytes:
        """What comes within so many seconds, returned as soon as there is anything."""
        ready, _, _ = select.select([self._master], [], [], seconds)
        if not ready:
            return b""
        try:
            data = os.read(self._master, 1 << 20)
        except OSError:  # Linux: the program has closed its side
            return b""
        self.written += data
        return data

    def wait_for(self, wanted: bytes, seconds: float = 30.0) -> float:
        """Read until these bytes were written; returns when."""
        end = time.perf_counter() + seconds
        start = len(self.written)
        while wanted not in self.written[max(0, start - len(wanted)) :]:
            if time.perf_counter() > end:
                raise TimeoutError(f"{wanted!r} never came")
            self.read(0.05)
        return time.perf_counter()

    def settle(self) -> None:
        """Read until nothing comes any more."""
        while self.read(_QUIET):
            pass

    def work(self) -> float:
        """Processor time that it has used so far, in milliseconds."""
        total = 0
        for path in Path(f"/proc/{self.process.pid}/task").glob("*/schedstat"):
            with contextlib.suppress(OSError):
                total += int(path.read_text().split()[0])
        return total / 1e6


@contextlib.contextmanager
def running(command: Sequence[str]) -> Iterator[Program]:
    """A program that is killed in the end."""
    program = Program(command)
    try:
        yield program
    finally:
        program.close()


def first_paint(workspace: Path, shown: bytes, rounds: int) -> tuple[list[float], list[float]]:
    """Milliseconds until the reader shows its newest article, and until the minimal program its list."""
    ours, theirs = [], []
    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder) / "minimal.py"
        script.write_text(MINIMAL, encoding="utf-8")
        for _ in range(rounds):
            for times, command, wanted in (
                (theirs, [sys.executable, str(script)], _MINIMAL_SHOWN),
                (ours, _reader(workspace), shown),
            ):
                with running(command) as program:
                    times.append(1000 * (program.wait_for(wanted) - program.began))
    return ours, theirs


def echo(program: Program, text: str, pause: float) -> list[float]:
    """Milliseconds from each key of a search to the line that shows it, typed at a steady pace."""
    times = []
    typed = ""
    for character in text:
        typed += character
        began = program.send(character)
        wanted = typed.encode()
        start = len(program.written)
        while wanted not in _plain(program.written[start:]):
            if time.perf_counter() - began > 5:
                raise TimeoutError(f"{typed!r} was never shown")
            program.read(0.02)
        times.append(1000 * (time.perf_counter() - began))
        end = began + pause
        while (left := end - time.perf_counter()) > 0:
            program.read(left)
    return times


def keys(program: Program, key: str, count: int) -> tuple[list[float], list[float]]:
    """Latency and work, in milliseconds, of one key pressed ``count`` times on a quiet screen."""
    latency, work = [], []
    for _ in range(count):
        program.settle()
        before = program.work()
        began = program.send(key)
        program.read(1.0)
        latency.append(1000 * (time.perf_counter() - began))
        program.settle()
        work.append(program.work() - before)
    return latency, work


def idle_work(program: Program) -> float:
    """Processor time that passes in a quiet program in as long as ``keys`` waits, in milliseconds."""
    program.settle()
    before = program.work()
    program.settle()
    return program.work() - before


def _reader(workspace: Path) -> list[str]:
    return [sys.executable, "-m", "briefing", "--workspace", str(workspace)]


def _plain(data: bytes | bytearray) -> bytes:
    return re.sub(rb"\x1b\[[0-9;?]*[A-Za-z]", b"", bytes(data))


def _row(name: str, values: Sequence[float], unit: str = "ms") -> None:
    ordered = sorted(values)
    p95 = ordered[min(len(ordered) - 1, int(0.95 * len(ordered)))]
    print(
        f"{name:<44} p50 {statistics.median(ordered):7.1f}   p95 {p95:7.1f}   max {ordered[-1]:7.1f} {unit}"
        f"   ({len(ordered)})"
    )


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("workspace", type=Path)
    parser.add_argument(
        "--query", default="report of the government on security", help="typed letter by letter"
    )
    parser.add_argument("--rounds", type=int, default=7)
    options = parser.parse_args()
    from index import open_corpus  # noqa: PLC0415

    with open_corpus(options.workspace) as corpus:
        newest = corpus.search("").hits[0].title
        print(f"{corpus.status().articles:,} articles")
    ours, theirs = first_paint(options.workspace, newest.split()[0].encode(), options.rounds)
    _row("first paint", ours)
    _row("first paint, minimal Textual program", theirs)
    print(f"{'ratio of the medians':<44} {statistics.median(ours) / statistics.median(theirs):.2f}")
    with running(_reader(options.workspace)) as program:
        program.wait_for(newest.split()[0].encode())
        program.settle()
        print(f"{'work of an idle reader, to be taken off':<44} {idle_work(program):.1f} ms")
        measures: list[tuple[str, Callable[[], tuple[list[float], list[float]]]]] = [
            ("down in the list (opens the article)", lambda: keys(program, "j", 30)),
            ("page down in the list", lambda: keys(program, " ", 15)),
        ]
        for name, measure in measures:
            latency, work = measure()
            _row(f"{name}: latency", latency)
            _row(f"{name}: work", work)
        program.send("\t")
        for name, key in (("down in the article", "j"), ("page down in the article", " ")):
            latency, work = keys(program, key, 15)
            _row(f"{name}: latency", latency)
            _row(f"{name}: work", work)
        program.send("/")
        program.settle()
        _row("key to echo while searching", echo(program, options.query, 0.12))


if __name__ == "__main__":
    main()
