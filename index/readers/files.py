"""Opening what lies under a path: only regular files, never more than a stated size, errors in plain words.

A folder of articles may hold pipes, devices and links that lead nowhere, by accident or on purpose;
opening one must not hang, and reading one must not fill the memory. It never writes and never follows
anything that a file says.
"""

from __future__ import annotations

import errno
import os
import stat
from typing import TYPE_CHECKING

from index.readers.draft import UnreadableError

if TYPE_CHECKING:
    from io import BufferedReader
    from pathlib import Path

#: The most that is read into memory from one file, in bytes.
LARGEST = 256 * 1024 * 1024

_PLAIN_WORDS = {
    errno.EACCES: "permission denied",
    errno.EPERM: "permission denied",
    errno.ENOENT: "it is not there",
    errno.ENOTDIR: "it is not there",
    errno.ELOOP: "its link leads back to itself",
    errno.ENAMETOOLONG: "its name is too long",
    errno.EIO: "the disk reports an error",
    errno.EMFILE: "too many files are open",
    errno.ENFILE: "too many files are open",
}
_KINDS = (
    (stat.S_ISDIR, "it is a folder"),
    (stat.S_ISFIFO, "it is a pipe, not a file"),
    (stat.S_ISSOCK, "it is a socket, not a file"),
)


def open_regular(path: Path) -> BufferedReader:
    """Open a regular file for reading, without waiting for anybody.

    Raises:
        UnreadableError: It is something else, or the system refuses.
    """
    try:
        # Looked at before it is opened: opening a device can already do something.
        _refuse_other_kinds(path.stat().st_mode)
        flags = (
            os.O_RDONLY
            | getattr(os, "O_NONBLOCK", 0)
            | getattr(os, "O_CLOEXEC", 0)
            | getattr(os, "O_BINARY", 0)
        )
        handle = os.open(path, flags)
        try:
            # And again after: the path may lead elsewhere by now.
            _refuse_other_kinds(os.fstat(handle).st_mode)
            return os.fdopen(handle, "rb")
        except BaseException:
            os.close(handle)
            raise
    except OSError as error:
        raise UnreadableError(in_plain_words(error)) from error
    except ValueError as error:
        raise UnreadableError("its name cannot be used on this system") from error


def read_whole(path: Path) -> bytes:
    """All bytes of a regular file that is not empty.

    Raises:
        UnreadableError: It cannot be opened or read, is empty, or is larger than ``LARGEST``.
    """
    try:
        with open_regular(path) as file:
            data = file.read(LARGEST + 1)
    except OSError as error:
        raise UnreadableError(in_plain_words(error)) from error
    if not data:
        raise UnreadableError("it is empty")
    if len(data) > LARGEST:
        megabytes = LARGEST // 1024 // 1024
        advice = "Split it, or make JSON Lines of it, which may be of any size"
        raise UnreadableError(f"it is larger than {megabytes} MB. {advice}")
    return data


def in_plain_words(error: OSError) -> str:
    """What the system says, as a clause."""
    known = _PLAIN_WORDS.get(error.errno or 0)
    return known or (error.strerror or "the system refuses").lower()


def _refuse_other_kinds(mode: int) -> None:
    if stat.S_ISREG(mode):
        return
    for is_kind, reason in _KINDS:
        if is_kind(mode):
            raise UnreadableError(reason)
    raise UnreadableError("it is a device, not a file")
