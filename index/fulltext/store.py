"""The full text index as a whole: opened, brought up to date, searched, and thrown away when in doubt.

The index is a cache of the catalogue. Beside Whoosh's files lies ``state.json`` with the format, the
catalogue that it belongs to, and the number of the last change that it holds. That file is written
after the commit which it speaks of, so it may be behind and is never ahead: applying a change twice
does no harm, missing one would. Whoosh keeps pickles in its files, so an index that does not carry the
mark of this catalogue is never opened. Processes that write, or put another index in the place of this
one, take turns by a lock beside the folder; those that search never wait for it.
"""

from __future__ import annotations

import os
import shutil
import threading
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path

from whoosh.index import FileIndex

from index.errors import BusyError
from index.fulltext import schema
from index.fulltext.codec import SegmentStorage
from index.fulltext.matches import Matches
from index.fulltext.state import UNFINISHED, State, are_whole, read_state, stamp_of_state, survey, write_state
from index.fulltext.turns import PATIENCE, IndexDamagedError, not_written, reading, turn
from index.fulltext.view import View
from index.fulltext.writer import ArrayWriter, run_to_merge, write_merged
from index.model import Change, Searchable
from index.tree import Node

#: A batch ends with so many articles or so many characters, whichever comes first.
_BATCH_ARTICLES = 4_000
_BATCH_CHARACTERS = 20_000_000
_FETCHED_AT_ONCE = 50

MISSING = "The search index was missing and is being made again from the articles. Notes are not touched."
OTHER_FORMAT = (
    "The search index has another format and is being made again from the articles. Notes are not touched."
)
DAMAGED = "The search index was damaged and is being made again from the articles. Notes are not touched."


class FullText:
    """The index in one folder. Safe to use from several threads; searches take turns."""

    def __init__(self, folder: Path, catalog: str, last_change: Callable[[], int]) -> None:
        """Open the index of a catalogue, and make it anew where it must be.

        ``remark`` says in a sentence why an index that was there could not be used, or is empty.

        Args:
            folder: Where it lies.
            catalog: Uid of the catalogue.
            last_change: Gives the number of the catalogue's latest change. An index that claims a later
                one belongs to another state of it, such as one from before a backup was put back.

        Raises:
            WorkspaceError: The disk does not take it, or another process kept it locked.
        """
        self._prepare(folder, catalog, last_change)
        self.remark = self.mend() if self._open() else ""

    def _prepare(self, folder: Path, catalog: str, last_change: Callable[[], int]) -> None:
        self.folder = folder
        self._catalog = catalog
        self._last_change = last_change
        self._lock = threading.RLock()
        self._storage = SegmentStorage(folder)
        self._view: View | None = None
        self._state = State(schema.FORMAT, catalog, "", 0)
        self._stamp: tuple[int, int] = (0, 0)
        self.remark = ""

    @classmethod
    def existing(cls, folder: Path, catalog: str) -> FullText | None:
        """The index of a catalogue, if it is there and whole; it is never made anew."""
        state = read_state(folder)
        if state is None or (state.format, state.catalog) != (schema.FORMAT, catalog):
            return None
        found = cls.__new__(cls)
        found._prepare(folder, catalog, lambda: 1 << 62)  # noqa: SLF001  (it is of this class)
        return found if not found._open() else None  # noqa: SLF001

    @property
    def change(self) -> int:
        """Number of the last change of the catalogue that a search sees."""
        with self._lock, reading():
            self._follow()
            return self._state.change

    def size(self) -> int:
        """Bytes on disk."""
        total = 0
        with suppress(FileNotFoundError):  # another process may be putting another index here
            for path in self.folder.iterdir():
                with suppress(FileNotFoundError):  # or tidying up after a commit
                    total += path.stat().st_size
        return total

    def close(self) -> None:
        """Give back files and memory."""
        with self._lock:
            self._close_view()
            self._storage.release()

    def search(
        self,
        tree: Node,
        *,
        scored: bool = True,
        most: int | None = None,
        stop: Callable[[], bool] = lambda: False,
    ) -> Matches:
        """Find all articles to which the tree applies.

        Args:
            tree: The tree.
            scored: Whether relevance is wanted.
            most: How many words a prefix may stand for, the commonest ones; ``None`` for all of them.
            stop: Asked between steps of less than a few milliseconds; ends the search.

        Raises:
            IndexDamagedError: The index cannot be read. Call ``mend`` and ``catch_up``.
            SearchStoppedError: ``stop`` said so.
        """
        with self._asking() as view:
            return view.search(tree, scored=scored, most=most, stop=stop)

    def numbers(self, tree: Node) -> frozenset[int]:
        """The numbers of the articles that ``search`` would find, without asking which are more relevant.

        Raises:
            IndexDamagedError: As with ``search``.
        """
        with self._asking() as view:
            return view.numbers(tree)

    def is_known(self, word: str, field: str = "", *, in_any_form: bool = True) -> bool:
        """Whether an article has this folded word, or with ``in_any_form`` one that a search for it finds."""
        with self._asking() as view:
            return view.is_known(word, field, in_any_form=in_any_form)

    def near(self, word: str, field: str = "", *, most: int = 3) -> tuple[str, ...]:
        """Words of the index that are spelt nearly like a folded word, the likeliest first."""
        with self._asking() as view:
            return view.near(word, field, most)

    def warm(self) -> None:
        """Read what nearly every search needs, so that the first one does not wait for it."""
        with self._asking() as view:
            view.warm()

    def catch_up(
        self,
        changes: Callable[[int, int], list[Change]],
        *,
        progress: Callable[[int], None] | None = None,
        stop: Callable[[], bool] = lambda: False,
        patience: float = PATIENCE,
    ) -> int:
        """Apply the changes of the catalogue that the index does not hold yet, batch by batch.

        Args:
            changes: From a change number and a count to the next changes after it.
            progress: Called after each commit with the number of articles applied so far.
            stop: Asked between articles; what is committed stays, the batch at hand is left for next time.
            patience: Seconds to wait for another process that is writing to the same index.

        Returns:
            How many articles were applied.

        Raises:
            WorkspaceError: Another process kept the index locked, or the disk did not take it.
        """
        applied = 0
        while not stop():
            if not changes(self.change, 1):
                break
            with reading():
                count = self._apply_batch(changes, stop, patience)
            if not count:
                break
            applied += count
            if progress:
                progress(applied)
        return applied

    def has_many_segments(self) -> bool:
        """Whether it is time for ``merge``."""
        with self._asking() as view:
            return run_to_merge(view.sizes()) is not None

    def merge(self) -> bool:
        """Make one segment of several small ones, while others search and write.

        Returns:
            Whether that was done. It is not where there are few segments, or another process merges, or
            the segments were replaced meanwhile.

        Raises:
            IndexDamagedError: The index cannot be read.
            WorkspaceError: The disk does not take it, or another process kept the index locked.
        """
        waiting = self.folder / f"{UNFINISHED}merged"
        with suppress(BusyError), turn(self.folder.with_name(f"{self.folder.name}.merging"), 0), reading():
            waiting.unlink(missing_ok=True)  # of a process that was killed
            with self._lock:
                before = ArrayWriter(self._follow().index)
            run = run_to_merge([entry.doc_count_all() for entry in before.segments])
            if run is None:
                return False
            merged = before.merged(*run)
            write_merged(waiting, merged)
            try:
                with turn(self.folder):
                    with self._lock:
                        view, state = self._follow(), self._state
                    writer = ArrayWriter(view.index)
                    if not writer.put_merged(before.segments[slice(*run)], merged, waiting):
                        return False
                    with self._committing(state):
                        writer.commit()
            finally:
                waiting.unlink(missing_ok=True)
            return True
        return False

    def start_again(self) -> None:
        """Put an empty index in the place of this one."""
        with turn(self.folder), self._lock:
            self._make()

    def mend(self) -> str:
        """Put an empty index in the place of one that cannot be used, unless another process has done so.

        Returns:
            What happened, in a sentence; empty when what is there now is another and can be used.
        """
        with turn(self.folder), self._lock:
            tried = self._stamp
            self.close()
            fault = self._open()
            if not fault and self._stamp != tried:
                return ""
            self._make()
            return fault or DAMAGED

    # -- inside ----------------------------------------------------------------------------------

    @contextmanager
    def _asking(self) -> Iterator[View]:
        """Lend a view of what is committed by now."""
        with self._lock, reading():
            yield self._follow()

    def _open(self) -> str:
        """Open what is there; returns in a sentence why it cannot be used, or an empty text."""
        stamp, state = stamp_of_state(self.folder), read_state(self.folder)
        if state is None:
            return DAMAGED if self.folder.exists() else MISSING
        if state.catalog != self._catalog or state.change > self._last_change():
            return DAMAGED
        if state.format != schema.FORMAT:
            return OTHER_FORMAT
        try:
            with reading():
                self._load(state, stamp)
        except IndexDamagedError:
            return DAMAGED
        return ""

    def _make(self) -> None:
        """Make an empty index beside the place and move it there, so that nobody ever sees half of one."""
        self.close()
        state = State(schema.FORMAT, self._catalog, uuid.uuid4().hex, 0)
        fresh = self.folder.with_name(f"{self.folder.name}.new-{state.epoch}")
        aside = self.folder.with_name(f"{self.folder.name}.old-{state.epoch}")
        try:
            for left in self.folder.parent.glob(f"{self.folder.name}.???-*"):
                _discard(left)
            fresh.mkdir(mode=0o700, parents=True)
            FileIndex.create(SegmentStorage(fresh), schema.make_schema())
            write_state(fresh, replace(state, files=survey(fresh)))
            if os.path.lexists(self.folder):
                self.folder.rename(aside)
            fresh.rename(self.folder)
            _discard(aside)
        except OSError as error:
            raise not_written(error) from error
        self._load(state, stamp_of_state(self.folder))

    def _load(self, state: State, stamp: tuple[int, int]) -> View:
        self._stamp = stamp
        if state.files is not None and not are_whole(self.folder, state.files):
            raise IndexDamagedError(f"a file of {self.folder} is missing or not what was written")
        self._close_view()
        self._view = View(FileIndex(self._storage, schema.make_schema()))
        self._state = state
        return self._view

    def _close_view(self) -> None:
        if self._view is not None:
            self._view.close()
            self._view = None

    def _follow(self) -> View:
        """See what other threads and processes have committed since the last look."""
        stamp = stamp_of_state(self.folder)
        if stamp == self._stamp and self._view is not None:
            return self._view
        state = read_state(self.folder)
        if state is None or state.format != schema.FORMAT or state.catalog != self._catalog:
            raise IndexDamagedError(f"{self.folder} is not the index of this workspace any more")
        if state.epoch != self._state.epoch:
            self._storage.release()
        # Opened anew each time: a searcher that Whoosh refreshes keeps what was deleted or merged away.
        return self._load(state, stamp)

    def _apply_batch(
        self, changes: Callable[[int, int], list[Change]], stop: Callable[[], bool], patience: float
    ) -> int:
        with turn(self.folder, patience, stop):
            # Another process may have applied some of it while this one waited for its turn.
            with self._lock:
                view, state = self._follow(), self._state
            last, characters = state.change, 0
            # An article that changes while they are fetched comes twice; Whoosh would keep both.
            latest: dict[int, Searchable | None] = {}
            while len(latest) < _BATCH_ARTICLES and characters < _BATCH_CHARACTERS:
                batch = changes(last, _FETCHED_AT_ONCE)
                if not batch:
                    break
                for change in batch:
                    latest[change.number] = change.searchable
                    characters += len(change.searchable.text) if change.searchable else 0
                last = batch[-1].change
            if not latest:
                return 0
            done = False
            with self._committing(state) as reached:
                done = _commit(view.index, latest, stop)
                if done:
                    reached.append(last)
        return len(latest) if done else 0

    @contextmanager
    def _committing(self, state: State) -> Iterator[list[int]]:
        """Say beside the index that a commit is under way, and then that it is done.

        What is put into the list is the number of the last change that the index holds from then on.
        """
        reached = [state.change]
        write_state(self.folder, replace(state, files=None))
        yield reached
        write_state(self.folder, replace(state, change=reached[-1], files=survey(self.folder)))


def _commit(index: FileIndex, latest: dict[int, Searchable | None], stop: Callable[[], bool]) -> bool:
    """Write articles, and take out those that are ``None``, in one commit; false when it was stopped."""
    writer = ArrayWriter(index)
    writer.delete_where(schema.NUMBER, list(latest))
    for number, searchable in latest.items():
        if stop():
            writer.cancel()
            return False
        if searchable is not None:
            writer.add_document(**schema.document(number, searchable))
    writer.commit()
    return True


def _discard(path: Path) -> None:
    """Take a folder away; what does not go now goes when the next index is made."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)
