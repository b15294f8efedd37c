"""What adding was given and what came of it, as plain data."""

from __future__ import annotations

from dataclasses import dataclass

from index.model import Published


@dataclass(frozen=True, slots=True)
class Given:
    """What the user says about files that do not say it themselves. It never overrides a file."""

    source: str = ""
    published: Published | None = None
    language: str = ""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far adding is.

    Attributes:
        files_done: Files looked at, unchanged ones included.
        files_total: Files to look at.
        articles: Articles read so far in this run.
        searchable: Those of them that a search already finds.
        failed: Files and records that could not be read so far.
        path: The file at hand, cleaned.
    """

    files_done: int
    files_total: int
    articles: int
    searchable: int
    failed: int
    path: str


@dataclass(frozen=True, slots=True)
class Failure:
    """A file or record and a clause about it (``it is empty``). Both are cleaned."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class AddReport:
    """What one run of adding did. Counts are articles (records of files), not files.

    Attributes:
        new: First seen in this run.
        changed: Known origins that now say something else.
        same: Known origins that say what they said.
        gone: Known origins that are not there any more. They are kept.
        pruned: Gone origins that were removed because that was asked for.
        failures: What could not be read, and why.
        remarks: What was read, but not quite as it stands.
        left_out: Suffix and number of files whose format is not read.
        gone_paths: Files of the gone origins, cleaned, at most a hundred.
        stopped: Whether it was stopped before the end. What is counted is kept.
    """

    new: int = 0
    changed: int = 0
    same: int = 0
    gone: int = 0
    pruned: int = 0
    failures: tuple[Failure, ...] = ()
    remarks: tuple[Failure, ...] = ()
    left_out: tuple[tuple[str, int], ...] = ()
    gone_paths: tuple[str, ...] = ()
    stopped: bool = False
