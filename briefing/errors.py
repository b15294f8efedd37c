"""What can go wrong in the reading room, each as a sentence, what to do about it, and an exit code.

It also knows the plain words for the errors of a disk. It prints nothing.
"""

from __future__ import annotations

import errno

_REASONS = {
    errno.EACCES: "you have no permission for it",
    errno.EPERM: "you have no permission for it",
    errno.EROFS: "the disk is read-only",
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "your share of the disk is used up",
    errno.EIO: "the disk reports an error",
    errno.ENOENT: "it is not there",
    errno.EEXIST: "something else has this name",
    errno.ENOTDIR: "a part of this path is a file, not a folder",
    errno.EISDIR: "it is a folder, not a file",
    errno.ELOOP: "its links go round in a circle",
    errno.ENAMETOOLONG: "the name is too long",
    errno.ESTALE: "the disk that it lies on is gone",
    errno.ENOTCONN: "the disk that it lies on is gone",
    errno.ENODEV: "the disk that it lies on is gone",
    errno.ENXIO: "the disk that it lies on is gone",
    errno.EMFILE: "too many files are open",
    errno.ENFILE: "too many files are open",
    errno.ETIMEDOUT: "the disk that it lies on does not answer",
}


class BriefingError(Exception):
    """Something that the user can understand and act on.

    Attributes:
        message: What happened and where, starting small and without a full stop.
        hint: What to do now, as sentences; may be empty.
        exit_code: What the command line ends with.
    """

    def __init__(self, message: str, hint: str = "", exit_code: int = 1) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.exit_code = exit_code


class UsageError(BriefingError):
    """The command was typed in a way that cannot be done."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message, hint, exit_code=2)


class WorkspaceError(BriefingError):
    """The workspace, or a file of it, cannot be used."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message, hint, exit_code=3)


def reason_of(error: OSError) -> str:
    """Say why the system refused, as a clause: ``the disk is full``."""
    if error.errno in _REASONS:
        return _REASONS[error.errno]
    return f"the system says: {error.strerror or error}"
