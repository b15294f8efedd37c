"""The full text index as a whole: opened, brought up to date, searched, and thrown away when in doubt.

The index is a cache of the catalogue. Beside Whoosh's files lies ``state.json`` with the format, the
catalogue that it belongs to, and the number of the last change that it holds. That file is written
after the commit which it speaks of, so it may be behind and is never ahead: applying a change twice
does no harm, missing one would. Whoosh keeps pickles in its files, so an index that does not carry the
mark of this catalogue is never opened.
"""

from __future__ import annotations

import errno
import json
import os
import shutil
import sqlite3
import threading
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from whoosh.index import FileIndex, LockError, create_in, open_dir
from whoosh.scoring import BM25F

from index.errors import CorpusError, WorkspaceError
from index.fulltext import schema, translate
from index.fulltext.matches import Matches
from index.model import Change
from index.query import Leaf, Node

#: A batch ends with so many articles or so many characters, whichever comes first.
_BATCH_ARTICLES = 2_000
_BATCH_CHARACTERS = 20_000_000
_FETCHED_AT_ONCE = 50

#: Seconds to wait for another process that is writing to the same index.
_PATIENCE = 60.0

_STATE = "state.json"

_FAULTS_OF_THE_DISK = {
    errno.ENOSPC,
    errno.EDQUOT,
    errno.EROFS,
    errno.EACCES,
    errno.EPERM,
    errno.EFBIG,
    errno.EMFILE,
    errno.ENFILE,
}

MISSING = "The search index was missing and is being made again from the articles. Notes are not touched."
OTHER_FORMAT = (
    "The search index has another format and is being made again from the articles. Notes are not touched."
)
DAMAGED = "The search index was damaged and is being made again from the articles. Notes are not touched."


class IndexDamagedError(Exception):
    """Reading the index failed in a way that only its own files can explain."""


@dataclass(frozen=True, slots=True)
class State:
    """What an index says about itself.

    Attributes:
        format: Version of schema, analysis and files.
        catalog: Uid of the catalogue that it was made from.
        epoch: Uid of this making of it; another making has other contents under the same names.
        change: Number of the last change of the catalogue that it holds for certain.
    """

    format: int
    catalog: str
    epoch: str
    change: int


class FullText:
    """The index in one folder. Safe to use from several threads; searches take turns."""

    def __init__(self, folder: Path, catalog: str) -> None:
        """Open the index of the catalogue with the uid ``catalog``, and make it anew where it must be.

        ``remark`` says in a sentence why an index that was there could not be used, or is empty.
        """
        self.folder = folder
        self.remark = ""
        self._catalog = catalog
        self._lock = threading.RLock()
        self._index: FileIndex | None = None
        self._searcher: Any = None
        self._state = State(schema.FORMAT, catalog, "", 0)
        self._stamp: tuple[int, int] = (0, 0)
        self._open()

    @property
    def change(self) -> int:
        """Number of the last change of the catalogue that a search sees."""
        with self._lock, _reading():
            self._follow()
            return self._state.change

    def size(self) -> int:
        """Bytes on disk."""
        return sum(path.stat().st_size for path in self.folder.iterdir() if path.is_file())

    def close(self) -> None:
        """Give back files and memory."""
        with self._lock:
            if self._searcher is not None:
                self._searcher.close()
            if self._index is not None:
                self._index.close()
            self._searcher = self._index = None

    def search(self, tree: Node) -> Matches:
        """Find all articles to which the tree applies, the most relevant first.

        Raises:
            IndexDamagedError: The index cannot be read. Call ``start_again`` and ``catch_up``.
        """
        with self._lock, _reading():
            self._follow()
            searcher = self._searcher
            reader = searcher.reader()
            forms = translate.forms(reader, tree)
            if not reader.doc_count_all():  # an empty reader has no columns
                return Matches((), {}, forms)
            results = searcher.search(translate.to_whoosh(tree, forms), limit=None)
            column = reader.column_reader(schema.NUMBER)
            scores = {int(column[document]): float(score) for score, document in results.top_n}
            return Matches(tuple(scores), scores, forms)

    def forms(self, tree: Node) -> dict[Leaf, tuple[str, ...]]:
        """The forms that a search with this tree would look for."""
        with self._lock, _reading():
            self._follow()
            return translate.forms(self._searcher.reader(), tree)

    def catch_up(
        self,
        changes: Callable[[int, int], list[Change]],
        *,
        progress: Callable[[int], None] | None = None,
        stop: Callable[[], bool] | None = None,
    ) -> int:
        """Apply the changes of the catalogue that the index does not hold yet, batch by batch.

        Args:
            changes: From a change number and a count to the next changes after it.
            progress: Called after each commit with the number of articles applied so far.
            stop: Asked between batches; what is committed stays.

        Returns:
            How many articles were applied.

        Raises:
            WorkspaceError: Another process kept the index locked, or the disk did not take it.
        """
        applied = 0
        while not (stop and stop()):
            if not changes(self.change, 1):
                break
            with _reading():
                count = self._apply_batch(changes)
            if not count:
                break
            applied += count
            if progress:
                progress(applied)
        return applied

    def start_again(self) -> None:
        """Put an empty index in the place of this one."""
        with self._lock:
            self.close()
            self._make()

    # -- inside ----------------------------------------------------------------------------------

    def _open(self) -> None:
        state = self._read_state()
        if state is None:
            self.remark = MISSING
            self._make()
        elif state.catalog != self._catalog:
            self.remark = DAMAGED
            self._make()
        elif state.format != schema.FORMAT:
            self.remark = OTHER_FORMAT
            self._make()
        else:
            try:
                with _reading():
                    self._load(state)
            except IndexDamagedError:
                self.remark = DAMAGED
                self._make()

    def _make(self) -> None:
        # Renamed first: a folder that is half deleted must never pass for an index.
        if self.folder.exists():
            aside = self.folder.with_name(f"{self.folder.name}.old-{uuid.uuid4().hex[:8]}")
            self.folder.rename(aside)
            shutil.rmtree(aside)
        self.folder.mkdir(mode=0o700, parents=True)
        create_in(self.folder, schema.make_schema()).close()
        state = State(schema.FORMAT, self._catalog, uuid.uuid4().hex, 0)
        self._write_state(state)
        self._load(state)

    def _load(self, state: State) -> None:
        self._state = state
        self._stamp = self._stamp_of_state()
        self._index = open_dir(self.folder, schema=schema.make_schema())
        self._searcher = self._index.searcher(weighting=BM25F(B=0.75, K1=1.2))

    def _follow(self) -> None:
        """See what other threads and processes have committed since the last look."""
        stamp = self._stamp_of_state()
        if stamp == self._stamp and self._searcher is not None:
            return
        state = self._read_state()
        if state is None or state.format != schema.FORMAT or state.catalog != self._catalog:
            raise IndexDamagedError(f"{self.folder} is not the index of this workspace any more")
        # Whoosh cannot refresh a searcher that has no segment yet.
        if state.epoch == self._state.epoch and self._searcher is not None and self._searcher.doc_count_all():
            self._state, self._stamp = state, stamp
            self._searcher = self._searcher.refresh()
        else:
            self.close()
            self._load(state)

    def _apply_batch(self, changes: Callable[[int, int], list[Change]]) -> int:
        writer = self._writer()
        try:
            # Another process may have applied some of it while this one waited for the lock.
            state = self._read_state() or self._state
            count, characters, last = 0, 0, state.change
            while count < _BATCH_ARTICLES and characters < _BATCH_CHARACTERS:
                batch = changes(last, _FETCHED_AT_ONCE)
                if not batch:
                    break
                for change in batch:
                    if change.searchable is None:
                        writer.delete_by_term(schema.NUMBER, change.number)
                    else:
                        writer.update_document(**schema.document(change.number, change.searchable))
                        characters += len(change.searchable.text)
                last = batch[-1].change
                count += len(batch)
            if not count:
                writer.cancel()
                return 0
            writer.commit()
        except BaseException:
            if not writer.is_closed:
                writer.cancel()
            raise
        self._write_state(replace(state, change=last))
        return count

    def _writer(self) -> Any:
        with self._lock:
            self._follow()
            index = self._index
        if index is None:
            raise AssertionError("following opens the index")
        try:
            return index.writer(timeout=_PATIENCE, limitmb=256, compound=False)
        except LockError as error:
            raise WorkspaceError(
                f"cannot write to {self.folder}: another briefing is writing there",
                "The articles are kept. The next start makes them searchable.",
            ) from error

    def _read_state(self) -> State | None:
        try:
            found = State(**json.loads((self.folder / _STATE).read_text("utf-8")))
        except (OSError, ValueError, TypeError):
            return None
        return found if isinstance(found.change, int) else None

    def _write_state(self, state: State) -> None:
        path = self.folder / _STATE
        temporary = path.with_name(f"{_STATE}.{os.getpid()}")
        with temporary.open("w", encoding="utf-8") as file:
            json.dump(asdict(state), file)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)

    def _stamp_of_state(self) -> tuple[int, int]:
        try:
            found = (self.folder / _STATE).stat()
        except OSError:
            return (0, 0)
        return (found.st_mtime_ns, found.st_ino)


@contextmanager
def _reading() -> Iterator[None]:
    """Whatever a damaged file makes Whoosh raise becomes ``IndexDamagedError``.

    Raises:
        WorkspaceError: The disk or the rights are at fault, not the index.
    """
    try:
        yield
    except (IndexDamagedError, CorpusError, sqlite3.Error, MemoryError, RecursionError):
        raise
    except Exception as error:
        if isinstance(error, OSError) and error.errno in _FAULTS_OF_THE_DISK:
            raise WorkspaceError(
                f"cannot write the search index: {os.strerror(error.errno).lower()}",
                "The articles and notes are kept. The next start makes the rest searchable.",
            ) from error
        raise IndexDamagedError(f"{type(error).__name__}: {error}") from error
