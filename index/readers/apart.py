"""A function that runs in a process of its own, with limits: for parsers of formats that can do harm.

A page that was written against its parser costs a sentence and never the run: what takes too long is
stopped, what wants too much memory is refused, what breaks the parser breaks only its process. That
process stays for the next file, since starting one costs more than reading a page; it opens no socket,
starts no program, writes no file, and ends when whoever started it is gone. What it hands back is JSON,
which can do nothing when it is read.
"""

from __future__ import annotations

import contextlib
import json
import os
import select
import signal
import struct
import subprocess
import sys
import threading
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import IO, TYPE_CHECKING, NoReturn, cast

from index.readers.draft import NotStartedError, UnreadableError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import ModuleType

#: The reason when nothing better can be said.
BROKE_DOWN = "its parser broke down on it"

_START = (
    "import sys; sys.path.append(sys.argv[1]); from index.readers import apart; apart.serve(*sys.argv[2:])"
)
_ROOT = Path(__file__).parents[2]

_LENGTH = struct.Struct(">Q")
_READY, _VALUE, _UNREADABLE, _NO_MEMORY, _BROKEN = b"r", b"v", b"u", b"m", b"b"

# Slow disks and old machines: loading a parser takes 0.2 to 5 seconds.
_START_SECONDS = 60
_IDLE_SECONDS = 60
_LARGEST_REPLY = 128 * 1024 * 1024

# What a parser has no business with. It stops libraries that mean well (one of them downloads a list of
# domains when its own is missing), not machine code that an attacker brings.
_REFUSED = ("socket.", "subprocess.", "os.exec", "os.posix_spawn", "os.system", "os.fork", "pty.")


@dataclass(frozen=True, slots=True)
class Limits:
    """What one call may take.

    Attributes:
        seconds: Whole seconds on the clock, from handing over to the answer.
        memory: Bytes of address space, with what the parser itself takes.
    """

    seconds: int
    memory: int


class Apart:
    """A function from bytes to a JSON value that runs in a process of its own.

    The process starts with the first call, stays for the next, and is started again when a call broke
    it. Calls of several threads wait for each other.

    Attributes:
        function: ``package.module:name``, imported in that process only.
        limits: What one call may take.
        without: Modules that the parser would load and can do without; there, they are not installed.
    """

    def __init__(self, function: str, limits: Limits, without: Sequence[str] = ()) -> None:
        self.function = function
        self.limits = limits
        self.without = tuple(without)
        self._process: subprocess.Popen[bytes] | None = None
        self._lock = threading.Lock()
        self._broken_off = False

    def call(self, data: bytes) -> object:
        """What the function makes of the bytes.

        Raises:
            UnreadableError: The function says so, a limit was hit, or the process broke down.
            NotStartedError: There is no process to ask.
        """
        with self._lock:
            fresh = self._process is None
            status, reply = self._ask(data)
            if status in (_NO_MEMORY, _BROKEN) and not fresh and not self._broken_off:
                # It may be what earlier calls left behind, or it had ended for want of work.
                status, reply = self._ask(data)
        if status == _UNREADABLE:
            raise UnreadableError(reply.decode("utf-8", "replace"))
        if status == _NO_MEMORY:
            megabytes = self.limits.memory // 1024 // 1024
            raise UnreadableError(f"it takes more than {megabytes:,} MB of memory to read")
        with contextlib.suppress(ValueError, RecursionError):
            if status == _VALUE:
                return json.loads(reply)
        raise UnreadableError(BROKE_DOWN)

    def break_off(self) -> None:
        """Let the call of whatever thread, and all later ones, end at once with ``UnreadableError``."""
        self._broken_off = True
        process = self._process
        if process is not None:
            process.kill()

    def close(self) -> None:
        """End the process, when the call at hand is done; the next call starts another."""
        with self._lock:
            self._end()

    def _ask(self, data: bytes) -> tuple[bytes, bytes]:
        """One call: how it went, and what was said. The process is gone when it went badly."""
        process = self._process or self._start()
        if self._broken_off:
            self._end()
            return _BROKEN, b""
        status, reply = self._exchange(process, data, self.limits.seconds)
        if status not in (_VALUE, _UNREADABLE):
            self._end()
        if status == _READY:
            plural = "" if self.limits.seconds == 1 else "s"
            raise UnreadableError(f"it takes longer than {self.limits.seconds} second{plural} to read")
        return status, reply

    def _start(self) -> subprocess.Popen[bytes]:
        limits = (str(self.limits.seconds), str(self.limits.memory))
        process = subprocess.Popen(
            # -P: a folder of articles may hold a Python file with the name of a module.
            [sys.executable, "-P", "-c", _START, str(_ROOT), self.function, *limits, *self.without],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            bufsize=0,
            # Interrupting the program is its own business: this process ends with its pipe.
            start_new_session=True,
        )
        self._process = process
        status, _ = self._exchange(process, None, _START_SECONDS)
        if status != _READY:
            self._end()
            raise NotStartedError("what reads it does not start: memory is short or the installation damaged")
        return process

    @staticmethod
    def _exchange(
        process: subprocess.Popen[bytes], data: bytes | None, seconds: float
    ) -> tuple[bytes, bytes]:
        """Hand over and wait; status ``_READY`` with data means that time was up."""
        late = threading.Event()

        def stop() -> None:
            late.set()
            process.kill()

        assert process.stdin is not None  # noqa: S101  (both are pipes)
        assert process.stdout is not None  # noqa: S101
        timer = threading.Timer(seconds, stop)
        timer.daemon = True
        timer.start()
        try:
            if data is not None:
                _write_all(process.stdin, _LENGTH.pack(len(data)) + data)
            status = _read_all(process.stdout, 1)
            length = _LENGTH.unpack(_read_all(process.stdout, _LENGTH.size))[0]
            if length > _LARGEST_REPLY:
                return _NO_MEMORY, b""
            return status, _read_all(process.stdout, length)
        except (EOFError, BrokenPipeError):
            return (_READY if late.is_set() and data is not None else _BROKEN), b""
        finally:
            timer.cancel()

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                pipe.close()
        process.kill()
        process.wait()


def serve(function: str, seconds: str, memory: str, *without: str) -> NoReturn:
    """What the process does: answer calls on its standard input until that ends, or nobody calls."""
    requests, replies = os.fdopen(os.dup(0), "rb", buffering=0), os.fdopen(os.dup(1), "wb", buffering=0)
    # What a library prints must not stand among the answers.
    os.dup2(2, 1)
    sys.addaudithook(_refuse)
    sys.modules.update(dict.fromkeys(without, cast("ModuleType", None)))
    module, _, name = function.partition(":")
    answer = getattr(import_module(module), name)
    _limit(int(memory))
    _reply(replies, _READY, b"")
    while select.select([requests], [], [], _IDLE_SECONDS)[0]:
        try:
            data = _read_all(requests, _LENGTH.unpack(_read_all(requests, _LENGTH.size))[0])
        except EOFError:
            break
        # A second clock, for when the one that should stop us is gone: the alarm ends the process.
        signal.alarm(int(seconds) + 2)
        try:
            _reply(replies, _VALUE, json.dumps(answer(data), ensure_ascii=False).encode("utf-8", "replace"))
        except UnreadableError as error:
            _reply(replies, _UNREADABLE, str(error).encode("utf-8", "replace"))
        except MemoryError:
            _reply(replies, _NO_MEMORY, b"")
            break
        except BrokenPipeError:
            break
        except Exception:  # noqa: BLE001  (whatever a parser raises: the file is named, the run goes on)
            _reply(replies, _BROKEN, b"")
            break
        signal.alarm(0)
    # Not sys.exit: freeing what a hostile page made can take longer than reading it.
    os._exit(0)


def _refuse(event: str, _arguments: object) -> None:
    if event.startswith(_REFUSED):
        raise PermissionError(f"{event} in a process that only reads")


def _limit(memory: int) -> None:
    # Only systems that have no such limits lack this module, and the clock holds there too.
    with contextlib.suppress(ImportError):
        import resource  # noqa: PLC0415

        for kind, most in (
            (resource.RLIMIT_AS, memory),
            (resource.RLIMIT_FSIZE, 0),
            (resource.RLIMIT_CORE, 0),
        ):
            # A limit that is already lower, or that this system does not keep, stays as it is.
            with contextlib.suppress(ValueError, OSError):
                resource.setrlimit(kind, (most, most))


def _reply(pipe: IO[bytes], status: bytes, content: bytes) -> None:
    _write_all(pipe, status + _LENGTH.pack(len(content)) + content)


def _write_all(pipe: IO[bytes], data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[pipe.write(rest) :]


def _read_all(pipe: IO[bytes], length: int) -> bytes:
    """Exactly so many bytes; ``EOFError`` when the other side is gone before."""
    parts = []
    while length:
        part = pipe.read(min(length, 1024 * 1024))
        if not part:
            raise EOFError
        parts.append(part)
        length -= len(part)
    return b"".join(parts)
