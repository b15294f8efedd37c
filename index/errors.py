"""What can go wrong with a corpus, each as a sentence and what to do about it."""

from __future__ import annotations


class CorpusError(Exception):
    """Something that the user can understand and act on.

    Attributes:
        message: What happened and where, without a full stop.
        hint: What to do now, as sentences; may be empty.
    """

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class NotFoundError(CorpusError):
    """No article has this id."""


class AmbiguousError(CorpusError):
    """A shortened id fits several articles.

    Attributes:
        candidates: The full ids that it could mean, at most ten of them.
    """

    def __init__(self, message: str, hint: str, candidates: tuple[str, ...]) -> None:
        super().__init__(message, hint)
        self.candidates = candidates


class WorkspaceError(CorpusError):
    """The workspace itself cannot be used: not there, not readable, not ours, damaged, locked."""


class BusyError(WorkspaceError):
    """Another process is writing to the index and did not finish in time. Reading goes on."""


class SearchStoppedError(Exception):
    """A search was ended because nobody waits for its answer any more. No user ever reads this."""
