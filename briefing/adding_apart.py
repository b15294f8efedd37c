"""Adding in a process of its own, so that whoever looks at a screen never waits for the interpreter.

The process hears on its standard input what to add and says on its standard output how far it is, in JSON,
an object a line. It stops at the next article when its input ends: it outlives whoever started it by no
more than the batch at hand. It adds what ``Corpus.add`` adds, in the same way, and decides nothing.
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
from dataclasses import asdict
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from briefing.errors import reason_of
from index import AddReport, Progress, open_corpus
from index.errors import CorpusError
from index.report import Failure
from index.text import clean_line

if TYPE_CHECKING:
    from collections.abc import Callable

#: The reason of a skipped file before the run is over and says it.
NOT_SAID_YET = "why is said when adding ends"

# First, not last: elsewhere on the path may lie another package that is called index.
_START = (
    "import sys; sys.path.insert(0, sys.argv[1]); from briefing import adding_apart; adding_apart.serve()"
)
_ROOT = Path(__file__).parents[1]

#: Steps down in the order of who gets the processor: keys come before articles.
_NICE = 10
_SECONDS_BETWEEN_REPORTS = 0.2

_BROKE_OFF = "adding ended before its time"
_GOES_ON = "What was read is kept; adding the same again goes on from there."


class AddingProcess:
    """One run of adding. It is run once; ``stop`` may come at any time and from any thread.

    Attributes:
        path: The file or folder to add.
        remarks: Sentences about the corpus that the user should read, known after ``run``.
    """

    def __init__(self, workspace: Path, path: Path) -> None:
        self.path = path
        self.remarks: list[str] = []
        self._workspace = workspace
        self._process: subprocess.Popen[bytes] | None = None
        self._stopped = False
        self._lock = threading.Lock()

    @property
    def pid(self) -> int:
        """Number of the process, or 0 before it is started."""
        return self._process.pid if self._process else 0

    def run(
        self, progress: Callable[[Progress], None], skipped: Callable[[list[Failure]], None]
    ) -> AddReport:
        """Add, and return when that is over.

        Args:
            progress: Called some five times a second, and whenever more became searchable.
            skipped: Called with the files that could not be read since the last time, before ``progress``.

        Returns:
            What came of it; with ``stopped`` also when it broke off because it was stopped.

        Raises:
            CorpusError: The path is not there, or the workspace cannot be written.
        """
        with self._start() as process:
            assert process.stdout is not None  # noqa: S101  (it is a pipe)
            try:
                for line in process.stdout:
                    message = json.loads(line)
                    match message:
                        case {"progress": values}:
                            progress(Progress(**values))
                        case {"skipped": paths}:
                            skipped([Failure(path, NOT_SAID_YET) for path in paths])
                        case {"error": [words, hint]}:
                            raise CorpusError(words, hint)
                        case {"report": values, "remarks": remarks}:
                            self.remarks = remarks
                            return _report(values)
            except ValueError as error:  # killed in the middle of a line
                raise CorpusError(_BROKE_OFF, _GOES_ON) from error
            finally:
                self.stop()
        raise CorpusError(_BROKE_OFF, _GOES_ON)

    def stop(self) -> None:
        """Stop at the next article. What was read is kept."""
        with self._lock:
            self._stopped = True
            if self._process is not None and self._process.stdin is not None:
                with contextlib.suppress(BrokenPipeError):
                    self._process.stdin.close()

    def _start(self) -> subprocess.Popen[bytes]:
        order = {"workspace": str(self._workspace), "path": str(self.path)}
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
            raise CorpusError(f"cannot start adding: {reason_of(error)}", "Nothing was changed.") from error
        assert process.stdin is not None  # noqa: S101  (it is a pipe)
        # Not as an argument: what an analyst reads is not for the list of processes.
        with contextlib.suppress(BrokenPipeError):
            process.stdin.write(json.dumps(order).encode() + b"\n")
            process.stdin.flush()
        with self._lock:
            self._process = process
            stopped = self._stopped
        if stopped:
            self.stop()
        return process


def serve() -> None:
    """What the process does: one run of adding."""
    orders, replies = os.fdopen(os.dup(0), "rb", buffering=0), os.fdopen(os.dup(1), "wb", buffering=0)
    # What a library prints must not stand among the reports.
    os.dup2(2, 1)
    os.umask(0o077)
    with contextlib.suppress(OSError):
        os.nice(_NICE)
    order = json.loads(orders.readline())
    voice = _Voice(replies)
    signal.signal(signal.SIGTERM, lambda *_: voice.hush.set())
    threading.Thread(target=_wait_for_end, args=(orders, voice.hush), daemon=True).start()
    try:
        with open_corpus(order["workspace"], catch_up=False) as corpus:
            report = corpus.add([Path(order["path"])], progress=voice.progress, stop=voice.hush.is_set)
            voice.say({"report": asdict(report), "remarks": corpus.remarks})
    except CorpusError as error:
        voice.say({"error": [error.message, error.hint]})
    except OSError as error:
        what = clean_line(os.fsdecode(error.filename)) if error.filename else "the workspace"
        voice.say({"error": [f"cannot use {what}: {reason_of(error)}", _GOES_ON]})
    except Exception as error:  # noqa: BLE001  (whatever it is: the reader says that, and reads on)
        kind = type(error).__name__
        voice.say({"error": [f"{_BROKE_OFF} by a fault of the program ({kind})", _GOES_ON]})


class _Voice:
    """Says how far it is, not too often, as long as somebody listens."""

    def __init__(self, replies: IO[bytes]) -> None:
        self.hush = threading.Event()
        self._replies = replies
        self._said_at = 0.0
        self._searchable = self._failed = 0
        self._path = ""
        self._skipped: list[str] = []

    def progress(self, progress: Progress) -> None:
        """Say it when it is time, or when more became searchable."""
        if progress.failed > self._failed and self._path:
            # Told before each file and not after it, so that the one that failed is the one named before.
            self._skipped.append(self._path)
        now = time.monotonic()
        is_news = progress.searchable != self._searchable
        self._searchable, self._failed, self._path = progress.searchable, progress.failed, progress.path
        if is_news or now - self._said_at >= _SECONDS_BETWEEN_REPORTS:
            self._said_at = now
            if self._skipped:
                self.say({"skipped": self._skipped})
                self._skipped = []
            self.say({"progress": asdict(progress)})

    def say(self, message: dict[str, Any]) -> None:
        """Send a message; when nobody takes it any more, stop."""
        rest = memoryview(json.dumps(message).encode() + b"\n")
        try:
            while rest:
                rest = rest[self._replies.write(rest) :]
        except OSError:
            self.hush.set()


def _wait_for_end(orders: IO[bytes], hush: threading.Event) -> None:
    while orders.read(4096):
        continue
    hush.set()


def _report(values: dict[str, Any]) -> AddReport:
    named = {name: tuple(Failure(**each) for each in values[name]) for name in ("failures", "remarks")}
    left_out = tuple((suffix, number) for suffix, number in values["left_out"])
    return AddReport(**{**values, **named, "left_out": left_out, "gone_paths": tuple(values["gone_paths"])})
