"""Reading articles for names, behind everything else: the newest first, on several cores, resumable.

Each article is read in a process of its own that stays for the next one, with limits on time and memory;
what breaks such a process costs one article its names and no more. What was recognised is kept a batch at a
time, so a kill loses at most the batch at hand. One process at a time reads a workspace.
"""

from __future__ import annotations

import os
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING

from index.catalog import NameNumbers, Recognised, Unread
from index.errors import BusyError, WorkspaceError
from index.fulltext.turns import turn
from index.readers.apart import Apart, Limits
from index.readers.draft import NotStartedError, UnreadableError
from index.understanding.recognising import answer, as_bytes, broken, from_answer, recognised

if TYPE_CHECKING:
    from index.catalog import Catalog
    from index.extraction.recogniser import Recogniser

_ANSWER = f"{answer.__module__}:{answer.__name__}"
#: A text of 32 million characters takes four minutes on a slow machine.
_LIMITS = Limits(seconds=600, memory=4 << 30)

_BATCH_ARTICLES = 64
_BATCH_SECONDS = 2.0
#: Starting a process for fewer articles costs more than it saves.
_ENOUGH_FOR_ANOTHER = 50
#: Names are tied after so many articles, and again whenever they have doubled.
_FIRST_TIE = 500
#: Articles whose texts are in memory at one time, a process.
_AHEAD = 4
#: Seconds after which one that takes long is looked at again, and whether to stop.
_PATIENCE = 0.2

Progress = Callable[[int, int], None]
Stop = Callable[[], bool]


def read_for_names(
    catalog: Catalog,
    recogniser: Recogniser,
    *,
    tie: Callable[[Stop], None],
    workers: int | None,
    progress: Progress | None,
    stop: Stop,
) -> int:
    """Read for names the articles whose names are not known in this version.

    Args:
        catalog: Where they are, and where it is kept.
        recogniser: Who finds the names.
        tie: Ties the names of what was read to others; called now and then, and at the end.
        workers: Processes that read; ``None`` for one a core, 0 for this one.
        progress: Called after each batch with articles read now and articles to read.
        stop: Asked often; what was read is kept. An article that a process is reading is broken off.

    Returns:
        How many articles were read.

    Raises:
        BusyError: Another process is doing it.
        WorkspaceError: Nothing can be kept there.
    """
    with _turn(catalog, stop):
        version = recogniser.version
        if catalog.recogniser() != (recogniser.choice, version):
            with catalog.transaction():
                catalog.set_recogniser(recogniser.choice, version)
        numbers = catalog.unread(version)
        if recogniser.own is not None:
            workers = 0  # it is opened once, and may want more than a process of ours is allowed
        elif workers is None:
            workers = min(_cores(), 1 + len(numbers) // _ENOUGH_FOR_ANOTHER)
        done, next_tie, known = 0, _FIRST_TIE, NameNumbers()
        for batch in _batches(catalog, numbers, recogniser, workers, stop):
            with catalog.transaction():
                catalog.keep(version, batch, known)
            done += len(batch)
            if done >= next_tie:
                tie(stop)
                next_tie = done * 2
            if progress:
                progress(done, len(numbers))
        tie(stop)  # also what an earlier run was stopped before
        return done


@contextmanager
def _turn(catalog: Catalog, stop: Stop) -> Iterator[None]:
    """Around all reading: one process at a time."""
    with ExitStack() as stack:
        try:
            stack.enter_context(turn(catalog.path.with_name("names"), patience=0.0, stop=stop))
        except WorkspaceError as error:
            if isinstance(error, BusyError) or not isinstance(error.__cause__, OSError):
                raise
            raise WorkspaceError(
                f"cannot keep names beside {catalog.path}: {(error.__cause__.strerror or '').lower()}",
                "The articles can be searched and read; names of one that is opened are found then.",
            ) from error
        yield


def _cores() -> int:
    """How many processes are worth their while: one a core that this process may use."""
    try:
        return max(1, len(os.sched_getaffinity(0)))
    except AttributeError:  # not every system says it
        return max(1, os.cpu_count() or 1)


def _batches(
    catalog: Catalog, numbers: Sequence[int], recogniser: Recogniser, workers: int, stop: Stop
) -> Iterator[list[Recognised]]:
    batch: list[Recognised] = []
    began = time.monotonic()
    for each in _read(catalog, numbers, recogniser, workers, stop):
        batch.append(each)
        if len(batch) >= _BATCH_ARTICLES or time.monotonic() - began > _BATCH_SECONDS:
            yield batch
            batch, began = [], time.monotonic()
    if batch:
        yield batch


def _read(
    catalog: Catalog, numbers: Sequence[int], recogniser: Recogniser, workers: int, stop: Stop
) -> Iterator[Recognised]:
    """Each article, in this order, as soon as it is read."""
    if not workers:
        for unread in _texts(catalog, numbers):
            if stop():
                return
            yield _here(unread, recogniser)
        return
    with ExitStack() as stack:
        readers = [Apart(_ANSWER, _LIMITS) for _ in range(workers)]
        for reader in readers:
            stack.callback(reader.close)
        free = deque(readers)
        pool = stack.enter_context(ThreadPoolExecutor(workers, thread_name_prefix="names"))
        stack.callback(pool.shutdown, wait=True, cancel_futures=True)
        for reader in readers:
            stack.callback(reader.break_off)  # first of all: a long text takes minutes
        under_way: deque[Future[Recognised]] = deque()
        for unread in _texts(catalog, numbers):
            if stop():
                break
            under_way.append(pool.submit(_apart, free, unread))
            if len(under_way) >= workers * _AHEAD and (found := _done(under_way.popleft(), stop)):
                yield found
        while under_way and (found := _done(under_way.popleft(), stop)):
            yield found


def _done(future: Future[Recognised], stop: Stop) -> Recognised | None:
    """What was recognised, when it was; ``None`` when one is to stop."""
    while not stop():
        if wait((future,), _PATIENCE).done:
            return future.result()
    return None


def _texts(catalog: Catalog, numbers: Sequence[int]) -> Iterator[Unread]:
    """These articles, but for those that are gone; a single text may be as long as a thousand others."""
    for number in numbers:
        if (unread := catalog.to_read(number)) is not None:
            yield unread


def _here(unread: Unread, recogniser: Recogniser) -> Recognised:
    try:
        return recognised(unread, recogniser)
    except Exception as error:  # noqa: BLE001  (one article costs nothing but its own names; it is said)
        return broken(unread, f"finding its names failed ({type(error).__name__})")


def _apart(free: deque[Apart], unread: Unread) -> Recognised:
    reader = free.pop()
    try:
        return from_answer(reader.call(as_bytes(unread)))
    except NotStartedError as error:
        # No fault of the article, which would then never be read again.
        raise WorkspaceError(
            "cannot read for names: the process that reads articles does not start",
            "Memory may be short. What was read is kept; briefing extract --pending goes on.",
        ) from error
    except UnreadableError as error:
        return broken(unread, str(error))
    finally:
        free.append(reader)
