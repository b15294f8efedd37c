"""The way in: files are found, read, cleaned, placed in the catalogue, and made searchable.

Looking again costs little: a file of the same size and time is not opened, one with the same bytes is
not read. What is gone is said and kept; only ``prune`` takes it out. A file or record that cannot be
read never stops the rest. Work is committed in batches, so a stop or a kill loses at most the batch at
hand, and a file that was cut off in the middle is read again next time. Files are never changed.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import stat
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from index.catalog import Catalog, FileState, Incoming
from index.errors import BusyError
from index.finding import Found, is_away, look
from index.language import normalise
from index.preparing import prepare
from index.readers import Draft, Format, Problem, UnreadableError
from index.readers.files import in_plain_words
from index.report import AddReport, Failure, Given, Progress
from index.text import CLEANER_VERSION, clean_line
from index.when import parse_published

#: A batch ends with so many articles or so many characters, whichever comes first.
_BATCH_ARTICLES = 500
_BATCH_CHARACTERS = 8_000_000

#: Articles that wait for the index: few at first, so that a search finds something soon.
_FIRST_SEARCHABLE = 250
_THEN_SEARCHABLE = 2_000

#: Seconds to wait for another process that is writing to the index.
_PATIENCE = 60.0

_GONE_NAMED = 100

Report = Callable[[Progress], None]
Stop = Callable[[], bool]


class CatchUp(Protocol):
    """Makes searchable what the catalogue holds."""

    def __call__(self, *, stop: Stop | None = None, patience: float = ...) -> object:
        """Until it is done or ``stop`` says so; wait so many seconds for another process that writes."""


def add(
    catalog: Catalog,
    catch_up: CatchUp,
    paths: Sequence[Path],
    *,
    given: Given,
    prune: bool,
    progress: Report | None = None,
    stop: Stop | None = None,
) -> AddReport:
    """Add files and folders, as ``Corpus.add`` says it; ``catch_up`` makes searchable what is placed."""
    run = _Run(catalog, catch_up, given, progress, stop or (lambda: False))
    found = look(paths, leave_out=catalog.path.parent)
    run.failures.extend(found.failures)
    run.total = len(found.files)
    for path, format in found.files:
        if run.stop():
            run.stopped = True
            break
        run.file(path, format)
    run.flush()
    pruned = 0
    if not run.stopped:
        pruned = run.look_for_gone(found, prune=prune)
    run.make_searchable()
    run.searchable = run.articles
    run.report("")
    return AddReport(
        new=run.counts["new"],
        changed=run.counts["changed"],
        same=run.counts["same"],
        gone=run.counts["gone"],
        pruned=pruned,
        failures=tuple(run.failures),
        remarks=tuple(run.remarks),
        left_out=tuple(sorted(found.left_out.items())),
        gone_paths=tuple(run.gone_paths[:_GONE_NAMED]),
        stopped=run.stopped,
    )


@dataclass(slots=True)
class _Batch:
    """Articles that were read and not yet placed, file by file."""

    steps: list[tuple[str, Format, Incoming | None, _Ending | None]] = field(default_factory=list)
    articles: int = 0
    characters: int = 0

    def is_full(self) -> bool:
        return self.articles >= _BATCH_ARTICLES or self.characters >= _BATCH_CHARACTERS


@dataclass(frozen=True, slots=True)
class _Ending:
    """A file was read to its end.

    Attributes:
        state: What it was when it was read.
        records: What was found in it, or ``None`` when parts could not be read, so that nothing can
            be said about what is missing.
    """

    state: FileState
    records: frozenset[str] | None


class _Run:
    """One run of adding: what is at hand and what was counted."""

    def __init__(
        self, catalog: Catalog, catch_up: CatchUp, given: Given, progress: Report | None, stop: Stop
    ) -> None:
        self.catalog = catalog
        self.catch_up = catch_up
        self.given = Given(clean_line(given.source), given.published, normalise(given.language))
        self.stop = stop
        self.progress = progress
        self.batch = _Batch()
        self.counts: Counter[str] = Counter()
        self.failures: list[Failure] = []
        self.remarks: list[Failure] = []
        self.gone_paths: list[str] = []
        self.stopped = False
        self.total = self.done = self.articles = self.placed = self.searchable = 0

    def file(self, path: str, format: Format) -> None:
        """Read one file if it has to be read."""
        self.report(path)
        try:
            state = self._to_read(path)
            if state is not None:
                self._read(path, format, state)
        except UnreadableError as error:
            self._fail(path, "", str(error))
        except OSError as error:
            self._fail(path, "", in_plain_words(error))
        self.done += 1

    def flush(self) -> None:
        """Commit the batch at hand."""
        if not self.batch.steps:
            return
        batch, self.batch = self.batch, _Batch()
        with self.catalog.transaction():
            for path, format, incoming, ending in batch.steps:
                self._place(path, format, incoming, ending)
        self.placed += batch.articles
        if self.placed - self.searchable >= (_THEN_SEARCHABLE if self.searchable else _FIRST_SEARCHABLE):
            self.make_searchable()
            self.searchable = self.placed

    def make_searchable(self) -> None:
        """Make searchable what is placed; who was asked to stop does that too, but waits for nobody."""
        if not self.stop():
            try:
                self.catch_up(stop=self.stop, patience=_PATIENCE)
            except BusyError:
                if not self.stop():
                    raise
        if self.stop():
            # Busy: whoever holds the index makes the rest searchable, or else the next start does.
            with contextlib.suppress(BusyError):
                self.catch_up(patience=0.0)

    def look_for_gone(self, found: Found, *, prune: bool) -> int:
        """Note what is not there any more at or below the given paths; returns how many were pruned."""
        gone: list[int] = []
        newly: list[int] = []
        files = {file: path for root in found.roots for file, path in self.catalog.files_under(root)}
        for file, path in files.items():
            if any(path.startswith(unseen + os.sep) for unseen in found.unseen):
                continue
            away = is_away(path)
            lost = [(origin, known) for origin, _, known in self.catalog.origins(file) if away or known]
            gone.extend(origin for origin, _ in lost)
            newly.extend(origin for origin, known in lost if not known)
            if lost:
                self.gone_paths.append(clean_line(path))
        self.counts["gone"] = len(gone)
        if newly or (prune and gone):
            with self.catalog.transaction():
                self.catalog.mark_gone(newly)
                if prune:
                    self.catalog.remove(gone)
        return len(gone) if prune else 0

    def report(self, path: str) -> None:
        """Tell whoever waits how far it is."""
        if self.progress:
            self.progress(
                Progress(
                    self.done,
                    self.total,
                    self.articles,
                    self.searchable,
                    len(self.failures),
                    clean_line(path),
                )
            )

    def _to_read(self, path: str) -> FileState | None:
        """What the file is now, or ``None`` when it does not have to be read again."""
        info = os.stat(path)  # noqa: PTH116  (bytes that are no text must survive)
        if not stat.S_ISREG(info.st_mode):  # hashing a pipe would wait for ever; its reader says what it is
            return FileState(0, -1, 0, "", self._mark(None))
        known = self.catalog.file(path)
        mark = self._mark(known)
        fresh = known is None or mark != known.given
        if (
            known is not None
            and not fresh
            and (known.size, known.mtime_ns) == (info.st_size, info.st_mtime_ns)
        ):
            return (
                None
                if self._count_same(known)
                else FileState(0, known.size, known.mtime_ns, known.sha256, mark)
            )
        sha256 = _sha256(path)
        state = FileState(0, info.st_size, info.st_mtime_ns, sha256, mark)
        if known is not None and not fresh and known.sha256 == sha256 and self._count_same(known):
            with self.catalog.transaction():
                self.catalog.touch_file(known.id, state)
            return None
        return state

    def _mark(self, known: FileState | None) -> str:
        """What is given for a file: in this run, else when it was read before. Nothing given is lost."""
        before = _given(known.given) if known else Given()
        return _given_mark(
            Given(
                self.given.source or before.source,
                self.given.published or before.published,
                self.given.language or before.language,
            )
        )

    def _count_same(self, known: FileState) -> bool:
        """Count the articles of an unchanged file; false when it had gone and has come back."""
        origins = self.catalog.origins(known.id)
        if origins and all(gone for _, _, gone in origins):
            return False
        self.counts["same"] += sum(not gone for _, _, gone in origins)
        return True

    def _read(self, path: str, format: Format, state: FileState) -> None:
        records: set[str] = set()
        given = _given(state.given)
        whole = True
        for item in format.read(Path(path)):
            if self.stop():
                self.stopped = True
                return
            if isinstance(item, Problem):
                whole = False
                self._fail(path, item.record, item.reason)
                continue
            incoming = self._prepare(path, item, given)
            if incoming is None:
                whole = False
                continue
            if not records:
                # Until its end is reached a file counts as unread, so that a kill in between is made good.
                self.batch.steps.append((path, format, None, _Ending(_unread(state), None)))
            records.add(incoming.record)
            self.batch.steps.append((path, format, incoming, None))
            self.batch.articles += 1
            self.batch.characters += len(incoming.text)
            self.articles += 1
            if self.batch.is_full():
                self.flush()
                self.report(path)
        if not records and not whole:
            return
        # A file with faults is read again each time: its faults are said until they are mended.
        ending = _Ending(state, frozenset(records)) if whole else _Ending(_unread(state), None)
        self.batch.steps.append((path, format, None, ending))

    def _prepare(self, path: str, draft: Draft, given: Given) -> Incoming | None:
        try:
            incoming = prepare(draft, given)
        except UnreadableError as error:
            self._fail(path, draft.record, str(error))
            return None
        if draft.remark:
            self.remarks.append(_failure(path, draft.record, draft.remark))
        return incoming

    def _place(self, path: str, format: Format, incoming: Incoming | None, ending: _Ending | None) -> None:
        if ending is not None:
            file = self.catalog.keep_file(path, ending.state, format.name, format.version, CLEANER_VERSION)
            if ending.records is not None:
                origins = self.catalog.origins(file)
                self.catalog.mark_gone(
                    [o for o, record, gone in origins if record not in ending.records and not gone]
                )
            return
        known = self.catalog.file(path)
        if incoming is not None and known is not None:
            self.counts[self.catalog.place(known.id, incoming)] += 1

    def _fail(self, path: str, record: str, reason: str) -> None:
        self.failures.append(_failure(path, record, reason))


def _unread(state: FileState) -> FileState:
    return FileState(0, -1, 0, "", state.given)


def _failure(path: str, record: str, reason: str) -> Failure:
    where = f"{path}, {record}" if record and not reason.startswith(f"{record} ") else path
    return Failure(clean_line(where), clean_line(reason))


def _given_mark(given: Given) -> str:
    published = given.published.value if given.published else ""
    return json.dumps([given.source, published, given.language])


def _given(mark: str) -> Given:
    source, published, language = json.loads(mark)
    return Given(source, parse_published(published), language)


def _sha256(path: str) -> str:
    with open(path, "rb") as file:  # noqa: PTH123  (bytes that are no text must survive)
        return hashlib.file_digest(file, "sha256").hexdigest()
