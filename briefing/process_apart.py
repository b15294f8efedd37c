"""Long work in a process of its own, so that whoever looks at a screen never waits for the interpreter.

The process hears on its standard input what to do and says on its standard output how far it is, in JSON, an
object a line. It stops at the next article when its input ends: it outlives whoever started it by no more
than the batch at hand. What it does is the business of a module that has ``work(order, voice)``.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
from pathlib import Path
from typing import IO, Any

from briefing.errors import reason_of
from index.errors import BusyError, CorpusError
from index.text import clean_line

# First, not last: elsewhere on the path may lie another package that is called index.
_START = (
    "import sys; sys.path.insert(0, sys.argv[1]); from briefing import process_apart; process_apart.serve()"
)
_ROOT = Path(__file__).parents[1]

_SECONDS_BETWEEN_REPORTS = 0.2


class Process:
    """One run of some work. It is run once; ``stop`` may come at any time and from any thread."""

    def __init__(self, module: str, order: Mapping[str, Any], *, called: str, goes_on: str) -> None:
        """Say what is to be done.

        Args:
            module: Full name of the module that does it.
            order: What it is to do, as JSON can say it.
            called: What it is called in errors: ``adding``.
            goes_on: What to do when it broke off.
        """
        self._order = {"module": module, "called": called, "goes_on": goes_on, **order}
        self._called, self._goes_on = called, goes_on
        self._process: subprocess.Popen[bytes] | None = None
        self._stopped = False
        self._lock = threading.Lock()

    @property
    def pid(self) -> int:
        """Number of the process, or 0 before it is started."""
        return self._process.pid if self._process else 0

    def messages(self) -> Iterator[dict[str, Any]]:
        """Do it, and hand on what the process says, until whoever listens has heard enough.

        Raises:
            BusyError: Another process is doing the same.
            CorpusError: It says that it cannot, or it ended before somebody had heard enough.
        """
        with self._start() as process:
            assert process.stdout is not None  # noqa: S101  (it is a pipe)
            try:
                for line in process.stdout:
                    message = json.loads(line)
                    if "error" in message:
                        raise (BusyError if message["busy"] else CorpusError)(*message["error"])
                    yield message
            except ValueError as error:  # killed in the middle of a line
                raise CorpusError(f"{self._called} ended before its time", self._goes_on) from error
            finally:
                self.stop()
        raise CorpusError(f"{self._called} ended before its time", self._goes_on)

    def stop(self) -> None:
        """Stop at the next article. What was done is kept."""
        with self._lock:
            self._stopped = True
            if self._process is not None and self._process.stdin is not None:
                with contextlib.suppress(BrokenPipeError):
                    self._process.stdin.close()

    def _start(self) -> subprocess.Popen[bytes]:
        try:
            process = subprocess.Popen(
                # -P: a folder of articles may hold a Python file with the name of a module.
                [sys.executable, "-P", "-c", _START, str(_ROOT)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                # Keys of the terminal are the reader's business: this process ends with its pipe.
                start_new_session=True,
            )
        except OSError as error:
            raise CorpusError(
                f"cannot start {self._called}: {reason_of(error)}", "Nothing was changed."
            ) from error
        assert process.stdin is not None  # noqa: S101  (it is a pipe)
        # Not as an argument: what an analyst reads is not for the list of processes.
        with contextlib.suppress(BrokenPipeError):
            process.stdin.write(json.dumps(self._order).encode() + b"\n")
            process.stdin.flush()
        with self._lock:
            self._process = process
            stopped = self._stopped
        if stopped:
            self.stop()
        return process


class Voice:
    """Says how far the work is, not too often, as long as somebody listens.

    Attributes:
        hush: Set when nobody does any more, or when the work is to stop.
    """

    def __init__(self, replies: IO[bytes]) -> None:
        self.hush = threading.Event()
        self._replies = replies
        self._said_at = 0.0

    def is_time(self, *, news: bool = False) -> bool:
        """Whether something should be said now: it is ``news``, or nothing was said for a while."""
        now = time.monotonic()
        if not news and now - self._said_at < _SECONDS_BETWEEN_REPORTS:
            return False
        self._said_at = now
        return True

    def say(self, message: Mapping[str, Any]) -> None:
        """Send a message; when nobody takes it any more, stop."""
        rest = memoryview(json.dumps(message).encode() + b"\n")
        try:
            while rest:
                rest = rest[self._replies.write(rest) :]
        except OSError:
            self.hush.set()


def serve() -> None:
    """What the process does: one run of the work that it hears of."""
    orders, replies = os.fdopen(os.dup(0), "rb", buffering=0), os.fdopen(os.dup(1), "wb", buffering=0)
    # What a library prints must not stand among the reports.
    os.dup2(2, 1)
    os.umask(0o077)
    order = json.loads(orders.readline())
    with contextlib.suppress(OSError):
        os.nice(order["nice"])
    voice = Voice(replies)

    def fail(words: str, hint: str, *, busy: bool = False) -> None:
        voice.say({"error": [words, hint], "busy": busy})

    signal.signal(signal.SIGTERM, lambda *_: voice.hush.set())
    threading.Thread(target=_wait_for_end, args=(orders, voice.hush), daemon=True).start()
    try:
        work: Callable[[dict[str, Any], Voice], None] = import_module(order["module"]).work
        work(order, voice)
    except CorpusError as error:
        fail(error.message, error.hint, busy=isinstance(error, BusyError))
    except OSError as error:
        what = clean_line(os.fsdecode(error.filename)) if error.filename else "the workspace"
        fail(f"cannot use {what}: {reason_of(error)}", order["goes_on"])
    except Exception as error:  # noqa: BLE001  (whatever it is: the reader says that, and reads on)
        fault = f"{order['called']} ended before its time by a fault of the program ({type(error).__name__})"
        fail(fault, order["goes_on"])


def _wait_for_end(orders: IO[bytes], hush: threading.Event) -> None:
    while orders.read(4096):
        continue
    hush.set()
