"""Functions as a reader gives them to ``index.readers.apart``, each wrong in its own way."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from index.readers.draft import UnreadableError

_CALLS = iter(range(1_000_000))


def well_behaved(data: bytes) -> object:
    return {"length": len(data), "call": next(_CALLS), "process": os.getpid()}


def by_order(data: bytes) -> object:
    """Do what the bytes say: the name of one of the functions below, and what it is given."""
    order, _, given = data.decode().partition(" ")
    answer = _ORDERS[order](*filter(None, [given]))
    return {"did": order, "process": os.getpid(), "answer": answer}


def _spin() -> None:
    while True:
        pass


def _raise() -> None:
    raise KeyError("nobody expects this")


def _recurse() -> None:
    _recurse()


def _refuse() -> None:
    raise UnreadableError("it is not to its liking")


def _print() -> None:
    sys.stdout.write("among the answers\n")
    sys.stdout.flush()
    os.write(1, b"and below Python")


_ORDERS: dict[str, Callable[..., object]] = {
    "hello": lambda: None,
    "sleep": lambda: time.sleep(60),
    "spin": _spin,
    "eat": lambda: len(bytearray(4 * 1024**3)),
    "die": lambda: os.kill(os.getpid(), signal.SIGSEGV),
    "raise": _raise,
    "recurse": _recurse,
    "refuse": _refuse,
    "print": _print,
    "connect": lambda: socket.create_connection(("127.0.0.1", 9)).close(),
    "start": lambda: subprocess.run([sys.executable, "--version"], check=True).returncode,
    "system": lambda: os.system("true"),
    "write": lambda path: Path(path).write_text("x", encoding="utf-8"),
}
