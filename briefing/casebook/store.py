"""The file that holds what cannot be made again: opening it, its layout, its transactions.

Every change is one transaction and is on the disk when it returns. The layout
(``layout.py``) has a number and grows by migrations, each after a backup of the file as it was. What goes
wrong becomes a sentence here. The module knows nothing of what the tables mean.
"""

from __future__ import annotations

import os
import sqlite3
import threading
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Self

from briefing.casebook.layout import MIGRATIONS
from briefing.errors import WorkspaceError, reason_of
from index.at_rest import at_rest, is_not_writable

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

#: "BrCb" in the header of the file: tells a casebook from any other SQLite file.
APPLICATION_ID = 0x42724362

BUSY_SECONDS = 5.0

_MAKER_BYTES = 8

# What SQLite answers where a write-ahead log cannot work, among other things that are wrong with a disk.
_WRITE_AHEAD_LOG_REFUSED = (
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_PROTOCOL,
    sqlite3.SQLITE_READONLY,
)

_NOTHING_CHANGED = "Nothing was changed."


class Store:
    """An open casebook file. One process may use it from several threads.

    In what it lends, the SQL function ``maker`` names this opening of the file, at random.
    """

    def __init__(self, path: Path, connection: sqlite3.Connection, address: str) -> None:
        self.path = path
        self._address = address
        # Who makes a step: this opening of the file, not the process, which may open it again.
        self._maker = os.urandom(_MAKER_BYTES).hex()
        self._connection = self._known_to_us(connection)
        # SQLite serialises calls, not transactions: without this, two threads could share one.
        self._lock = threading.RLock()
        # Those that nobody reads with now. A question that takes long keeps one, and the next takes another.
        self._idle = [self._opened()]
        self._lent = 0
        self._lending = threading.Condition()
        # The number of changes is one of its own in each connection, so the same one is asked each time.
        self._watcher = self._opened()
        self._watching = threading.Lock()
        self._closed = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def take_over(self, source: sqlite3.Connection) -> None:
        """Let the file hold what another one holds, in one transaction that other processes see at once."""
        with self._lock, sentences(self.path):
            self._refuse_closed()
            source.backup(self._connection)

    def changes(self) -> int:
        """A number that is another one after any change, of this process or another; for asking often."""
        with self._watching, sentences(self.path):
            self._refuse_closed()
            return _number(self._watcher, "PRAGMA data_version")

    def close(self) -> None:
        """Close the file when the calls of other threads are done; later ones are refused.

        A connection that is closed under a query takes the whole process with it. Closing twice does no harm.
        """
        with self._lock, self._watching, self._lending:
            self._closed = True
            self._lending.wait_for(lambda: not self._lent)
            for connection in (*self._idle, self._watcher, self._connection):
                connection.close()

    def _refuse_closed(self) -> None:
        if self._closed:
            raise WorkspaceError(f"cannot use the casebook {self.path}: it is closed", _NOTHING_CHANGED)

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Lend a connection for queries; errors of the file become sentences.

        It is the caller's alone, so no question waits for one that takes longer; with a write-ahead log it
        does not wait for a writer either, in this process or another.
        """
        with sentences(self.path):
            connection = self._borrowed()
            try:
                yield connection
            finally:
                with self._lending:
                    self._idle.append(connection)
                    self._lent -= 1
                    self._lending.notify_all()

    def _borrowed(self) -> sqlite3.Connection:
        with self._lending:
            self._refuse_closed()
            connection = self._idle.pop() if self._idle else self._opened()
            self._lent += 1
            return connection

    def _opened(self) -> sqlite3.Connection:
        return self._known_to_us(_reader(self._address))

    def _known_to_us(self, connection: sqlite3.Connection) -> sqlite3.Connection:
        connection.create_function("maker", 0, lambda: self._maker)
        return connection

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """Lend the connection for one transaction: kept whole when the block ends, else not at all."""
        with self._lock, sentences(self.path):
            self._refuse_closed()
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield self._connection
                self._connection.execute("COMMIT")
            except BaseException:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise

    @contextmanager
    def erasing(self) -> Iterator[sqlite3.Connection]:
        """Like ``writing``; what is deleted is overwritten too, in the file and in its journal.

        The journal keeps it while another process reads; it goes when that one is done.
        """
        with self._lock, sentences(self.path):
            self._refuse_closed()
            self._connection.execute("PRAGMA secure_delete = ON")
            try:
                with self.writing() as connection:
                    yield connection
                self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            finally:
                self._connection.execute("PRAGMA secure_delete = OFF")


def open_store(path: Path, migrations: Sequence[Sequence[str]] = MIGRATIONS) -> Store:
    """Open the file, make it when missing (readable by its owner only), and bring it up to date.

    Raises:
        WorkspaceError: It is damaged, not a casebook, newer than this program, or cannot be written.
    """
    with sentences(path):
        _make_file(path)
        try:
            connection = _open(path, migrations, journal="WAL")
        except sqlite3.OperationalError as error:
            if _code(error) not in _WRITE_AHEAD_LOG_REFUSED:
                raise
            _leave_write_ahead_log(path)
            connection = _open(path, migrations, journal="DELETE")
        return Store(path, connection, _address(path))


def open_store_to_read(path: Path, migrations: Sequence[Sequence[str]] = MIGRATIONS) -> Store:
    """Open the file for questions, also where nothing can be written and nobody else has it open.

    Raises:
        WorkspaceError: As ``open_store``; and it has an older layout that cannot be brought up to date.
    """
    try:
        return open_store(path, migrations)
    except WorkspaceError as refused:
        cause, address = refused.__cause__, at_rest(path)
        if address is None or not isinstance(cause, sqlite3.Error) or not is_not_writable(cause):
            raise
        with sentences(path):
            connection = _connect(address)
            try:
                _look(connection, path, len(migrations))
                if _number(connection, "PRAGMA user_version") < len(migrations):
                    raise
            except BaseException:
                connection.close()
                raise
            return Store(path, connection, address)


def folded(text: str) -> str:
    """The words of a text as they are sought, each with a space on both sides."""
    from index.words import folded_words  # noqa: PLC0415  (5 ms, and the reader opens before notes are sought)

    return f" {' '.join(folded_words(text))} "


def now() -> str:
    """The time in UTC, ISO 8601, to the second: ``2024-04-22T21:50:07Z``."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


@contextmanager
def sentences(path: Path) -> Iterator[None]:
    """Turn what SQLite and the system say about a file into a sentence.

    Raises:
        WorkspaceError: Instead of any error that the file or its disk caused. Our own mistakes (a broken
            constraint, wrong SQL) stay what they are.
    """
    try:
        yield
    except sqlite3.Error as error:
        sentence = _sentence(_code(error), path)
        if sentence is None:
            raise
        raise sentence from error
    except OSError as error:
        raise WorkspaceError(
            f"cannot use the casebook {path}: {reason_of(error)}", _NOTHING_CHANGED
        ) from error


def _code(error: sqlite3.Error) -> int:
    return int(getattr(error, "sqlite_errorcode", 0)) & 0xFF


def _sentence(code: int, path: Path) -> WorkspaceError | None:
    if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
        return _damaged(path)
    if code in (sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN) and not os.access(path.parent, os.W_OK):
        # SQLite speaks of the files that it wanted to make beside this one.
        code = sqlite3.SQLITE_READONLY
    reasons = {
        sqlite3.SQLITE_FULL: ("the disk is full", "Free some space and do it again."),
        sqlite3.SQLITE_READONLY: ("it is read-only", ""),
        sqlite3.SQLITE_PERM: ("you have no permission for it", ""),
        sqlite3.SQLITE_BUSY: (
            f"another Briefing has held it for {BUSY_SECONDS:.0f} seconds",
            "Do it again when that one is done.",
        ),
        sqlite3.SQLITE_LOCKED: ("it is locked", "Do it again in a moment."),
        sqlite3.SQLITE_IOERR: ("the disk reports an error", ""),
        sqlite3.SQLITE_CANTOPEN: ("it cannot be opened", ""),
        sqlite3.SQLITE_PROTOCOL: ("its disk does not support locks", "Use a workspace on another disk."),
    }
    if code not in reasons:
        return None
    reason, advice = reasons[code]
    return WorkspaceError(f"cannot use the casebook {path}: {reason}", f"{_NOTHING_CHANGED} {advice}".strip())


def _damaged(path: Path) -> WorkspaceError:
    return WorkspaceError(
        f"cannot read the casebook {path}: the file is damaged",
        f"{_NOTHING_CHANGED} Keep the file, and put a backup in its place or move it away to start anew.",
    )


def _make_file(path: Path) -> None:
    # SQLite gives its journals the rights of the file, so these are set before it sees it.
    with suppress(FileExistsError):
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))


def _open(path: Path, migrations: Sequence[Sequence[str]], *, journal: str) -> sqlite3.Connection:
    connection = _connect(_address(path))
    try:
        _look(connection, path, len(migrations))
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA synchronous = FULL")
        _use_journal(connection, journal)
        _migrate(connection, path, migrations)
    except BaseException:
        connection.close()
        raise
    return connection


def _address(path: Path) -> str:
    # Never made by SQLite: of a file that somebody moved away, an empty one would take the place.
    return f"{path.absolute().as_uri()}?mode=rw"


def _connect(address: str) -> sqlite3.Connection:
    connection = sqlite3.connect(
        address,
        uri=True,
        timeout=BUSY_SECONDS,
        isolation_level=None,
        check_same_thread=False,
    )
    connection.create_function("folded", 1, folded, deterministic=True)
    return connection


def _reader(address: str) -> sqlite3.Connection:
    connection = _connect(address)
    connection.execute("PRAGMA query_only = ON")
    return connection


def _look(connection: sqlite3.Connection, path: Path, newest: int) -> None:
    # In one transaction: another process may be making the file between two looks.
    connection.execute("BEGIN")
    application = _number(connection, "PRAGMA application_id")
    layout = _number(connection, "PRAGMA user_version")
    tables = _number(connection, "SELECT count(*) FROM sqlite_master")
    connection.execute("COMMIT")
    if application != APPLICATION_ID and (application or layout or tables):
        raise WorkspaceError(
            f"cannot use {path}: it is a database, but not a casebook of Briefing", _NOTHING_CHANGED
        )
    if layout > newest:
        raise WorkspaceError(
            f"cannot open the casebook {path}: a newer Briefing wrote it (layout {layout}, this one knows "
            f"{newest})",
            f"{_NOTHING_CHANGED} Open it with the newer one.",
        )
    # Some 0.5 ms a megabyte: the price of never writing into a file that is broken somewhere else.
    if connection.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
        raise _damaged(path)


def _use_journal(connection: sqlite3.Connection, journal: str) -> None:
    """With a write-ahead log readers never wait for a writer. The old journal is slower and as safe."""
    try:
        connection.execute(f"PRAGMA journal_mode = {journal}").fetchone()
        # Some disks take the mode and then fail at the first lock.
        connection.execute("PRAGMA busy_timeout = 0")
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("ROLLBACK")
    except sqlite3.OperationalError as error:
        # Busy: another process holds a lock, or makes the same change now. Locks work, then.
        if _code(error) != sqlite3.SQLITE_BUSY:
            raise
    finally:
        connection.execute(f"PRAGMA busy_timeout = {round(BUSY_SECONDS * 1000)}")


def _leave_write_ahead_log(path: Path) -> None:
    """Bring a file back to the old journal on a disk without shared memory, as network disks are."""
    with closing(_connect(_address(path))) as connection:
        # Only so is a write-ahead log read without shared memory.
        connection.execute("PRAGMA locking_mode = EXCLUSIVE")
        connection.execute("PRAGMA journal_mode = DELETE").fetchone()


def _migrate(connection: sqlite3.Connection, path: Path, migrations: Sequence[Sequence[str]]) -> None:
    layout = _number(connection, "PRAGMA user_version")
    if 0 < layout < len(migrations):
        _back_up(connection, path, layout)
    for number in range(layout + 1, len(migrations) + 1):
        connection.execute("BEGIN IMMEDIATE")
        try:
            # Another process may have done it while this one waited for the lock.
            if _number(connection, "PRAGMA user_version") < number:
                for statement in migrations[number - 1]:
                    connection.execute(statement)
                connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
                connection.execute(f"PRAGMA user_version = {number}")
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise


def _back_up(connection: sqlite3.Connection, path: Path, layout: int) -> None:
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%fZ")
    target = path.with_name(f"{path.stem}-layout{layout}-{stamp}.backup{path.suffix}")
    handle = os.open(target, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600)
    try:
        with closing(sqlite3.connect(target, isolation_level=None)) as copy:
            connection.backup(copy)
        os.fsync(handle)
    except BaseException:
        target.unlink()
        raise
    finally:
        os.close(handle)


def _number(connection: sqlite3.Connection, query: str) -> int:
    return int(connection.execute(query).fetchone()[0])
