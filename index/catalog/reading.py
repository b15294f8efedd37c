"""What can be asked of the catalogue: articles, lists, counts, changes. Nothing here changes it."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from index.catalog.counts import Counts
from index.catalog.database import CATALOG_VERSION, Database
from index.errors import AmbiguousError, NotFoundError
from index.model import Article, Change, Copy, Decided, Origin, Published, Searchable
from index.page import Status
from index.text import clean_line

if TYPE_CHECKING:
    from index.catalog.facets import Columns

_COPY_COLUMNS = (
    "c.source, c.author, c.published, c.precision, c.url, c.language, c.raw_sha256, c.added, "
    "f.path, o.record, o.gone"
)


@dataclass(frozen=True, slots=True)
class FileState:
    """What is known of a file since it was last read: enough to tell whether to read it again."""

    id: int
    size: int
    mtime_ns: int
    sha256: str
    given: str


@dataclass(frozen=True, slots=True)
class Summary:
    """One line about an article, for lists of results."""

    number: int
    id: str
    title: str
    language: str
    source: str
    published: Published | None
    copies: int
    text: str


class Reading(Database):
    """The questions."""

    def __init__(self, path: Path) -> None:
        """Open the catalogue at ``path``, as ``Database`` does."""
        super().__init__(path)
        self._columns: Columns | None = None

    def file(self, path: str) -> FileState | None:
        """What is known of the file at ``path``."""
        row = (
            self._db()
            .execute(
                "SELECT id, size, mtime_ns, sha256, given FROM files WHERE path = ?", (os.fsencode(path),)
            )
            .fetchone()
        )
        return FileState(*row) if row else None

    def files_under(self, folder: str) -> Iterator[tuple[int, str]]:
        """Id and path of every known file at or below ``folder``, an absolute path."""
        start = os.fsencode(folder.rstrip(os.sep))
        rows = self._db().execute(
            "SELECT id, path FROM files WHERE path = ? OR (path > ? AND path < ?)",
            (start, start + b"/", start + b"0"),
        )
        for number, path in rows:
            yield number, os.fsdecode(path)

    def origins(self, file: int) -> list[tuple[int, str, bool]]:
        """Id, record key and whether it is gone, of every origin in a file."""
        rows = self._db().execute("SELECT id, record, gone FROM origins WHERE file = ? ORDER BY id", (file,))
        return [(origin, record, bool(gone)) for origin, record, gone in rows]

    def article(self, id: str) -> Article:
        """The article with this id, which may be shortened while it fits only one.

        Raises:
            NotFoundError: None has it.
            AmbiguousError: Several have it.
        """
        db = self._db()
        named = clean_line(id)
        low = named.lower()
        rows = db.execute(
            "SELECT number, id, title, title_derived, text, language, shown FROM articles"
            " WHERE id >= ? AND id < ? ORDER BY id LIMIT 11",
            (low, low + "g"),
        ).fetchall()
        if not rows or not low:
            raise NotFoundError(f'no article has the id "{named}"', "briefing search shows the ids.")
        if len(rows) > 1:
            candidates = tuple(row[1] for row in rows[:10])
            raise AmbiguousError(
                f'the id "{named}" fits several articles',
                f"Write more of it: {', '.join(candidates)}.",
                candidates,
            )
        number, full, title, derived, text, language, shown = rows[0]
        replaced_by = "" if shown is not None else self._successor(number)
        return Article(
            number, full, title, bool(derived), text, language, self._copies(number, shown), replaced_by
        )

    def summaries(self, numbers: Sequence[int]) -> list[Summary]:
        """The articles with these numbers, in this order; one that is gone by now is left out."""
        rows = self._db().execute(
            "SELECT a.number, a.id, a.title, a.language, c.source, c.published, c.precision, a.text,"
            " (SELECT count(*) FROM copies k WHERE k.article = a.number AND k.superseded IS NULL)"
            " FROM articles a JOIN copies c ON c.id = a.shown"
            " WHERE a.number IN (SELECT value FROM json_each(?))",
            (json.dumps(list(numbers)),),
        )
        found = {
            row[0]: Summary(
                row[0], row[1], row[2], row[3], row[4], published_of(row[5], row[6]), row[8], row[7]
            )
            for row in rows
        }
        return [found[number] for number in numbers if number in found]

    def texts(self, numbers: Sequence[int]) -> Iterator[tuple[int, str, str]]:
        """Number, title and text of these articles, in no order."""
        rows: Iterator[tuple[int, str, str]] = self._db().execute(
            "SELECT number, title, text FROM articles WHERE number IN (SELECT value FROM json_each(?))",
            (json.dumps(list(numbers)),),
        )
        return rows

    def changed_since(self, change: int) -> list[int]:
        """The numbers of the articles that were changed or removed after a change, once or more."""
        rows = self._db().execute(
            "SELECT number FROM articles WHERE change > ?1"
            " UNION ALL SELECT number FROM removed WHERE change > ?1",
            (change,),
        )
        return [number for (number,) in rows]

    def numbers(self, ids: Sequence[str]) -> list[int]:
        """The numbers of the articles with these full ids; those that are not here are left out."""
        rows = self._db().execute(
            "SELECT number FROM articles WHERE id IN (SELECT value FROM json_each(?))",
            (json.dumps(list(ids)),),
        )
        return [number for (number,) in rows]

    def newest(self, ids: Sequence[str]) -> dict[str, str]:
        """The article that stands in the place of each of these now: itself, or a newer version.

        Ids of articles that are not here any more, in no version, are left out.
        """
        rows = self._db().execute(
            "SELECT id, number, shown IS NOT NULL FROM articles WHERE id IN (SELECT value FROM json_each(?))",
            (json.dumps(list(ids)),),
        )
        found = {id: id if current else self._successor(number) for id, number, current in rows.fetchall()}
        return {id: newest for id, newest in found.items() if newest}

    def differs(self, decisions: Sequence[Decided]) -> bool:
        """Whether these are other decisions than those that hold."""
        known = set(self._db().execute("SELECT article, field, value FROM decided"))
        return known != {(each.article, each.field, each.value) for each in decisions}

    def sources(self) -> list[str]:
        """Every outlet of a current copy, as it is written."""
        rows = self._db().execute(
            "SELECT DISTINCT source FROM copies WHERE superseded IS NULL AND source <> '' ORDER BY source"
        )
        return [source for (source,) in rows]

    def numbers_from(self, sources: Sequence[str]) -> list[int]:
        """The numbers of the articles of which a current copy is from one of these outlets, as written."""
        rows = self._db().execute(
            "SELECT DISTINCT article FROM copies WHERE superseded IS NULL"
            " AND source IN (SELECT value FROM json_each(?))",
            (json.dumps(list(sources)),),
        )
        return [number for (number,) in rows]

    def current(self, numbers: Sequence[int]) -> list[int]:
        """Those of these articles that are current, in this order."""
        rows = self._db().execute(
            "SELECT number FROM articles WHERE shown IS NOT NULL"
            " AND number IN (SELECT value FROM json_each(?))",
            (json.dumps(list(numbers)),),
        )
        found = {number for (number,) in rows}
        return [number for number in numbers if number in found]

    def count(self) -> int:
        """How many articles are current."""
        (count,) = self._db().execute("SELECT count(*) FROM articles WHERE shown IS NOT NULL").fetchone()
        return int(count)

    def everything(self, *, newest_first: bool, limit: int = -1, offset: int = 0) -> list[int]:
        """All current articles by date, as in ``ordered``, or a part of them; -1 is no limit."""
        direction = "DESC" if newest_first else "ASC"
        # Each part alone follows the index of current articles; together they would be sorted anew.
        dated, undated = (
            f"SELECT number FROM articles WHERE shown IS NOT NULL AND minute IS {which}"
            f" ORDER BY minute {direction}, number {direction} LIMIT ? OFFSET ?"
            for which in ("NOT NULL", "NULL")
        )
        db = self._db()
        found = [number for (number,) in db.execute(dated, (limit, offset))]
        if limit < 0 or len(found) < limit:
            (count,) = db.execute(
                "SELECT count(*) FROM articles WHERE shown IS NOT NULL AND minute IS NOT NULL"
            ).fetchone()
            rest = limit if limit < 0 else limit - len(found)
            found += [number for (number,) in db.execute(undated, (rest, max(0, offset - count)))]
        return found

    def years(self) -> tuple[int, int]:
        """The year of the earliest and of the latest current article; 0 where none is dated."""
        found = (
            self._db()
            .execute(
                "SELECT c.published FROM articles a JOIN copies c ON c.id = a.shown"
                f" WHERE a.shown IS NOT NULL AND a.minute IS NOT NULL ORDER BY a.minute {direction} LIMIT 1"
            )
            .fetchone()
            for direction in ("ASC", "DESC")
        )
        first, last = (int(row[0][:4]) if row else 0 for row in found)
        return first, last

    def ordered(self, numbers: Sequence[int], *, newest_first: bool) -> list[int]:
        """These articles by date, undated ones last; equal dates in order of coming in."""
        direction = "DESC" if newest_first else "ASC"
        rows = self._db().execute(
            "SELECT number FROM articles WHERE shown IS NOT NULL"
            " AND number IN (SELECT value FROM json_each(?))"
            f" ORDER BY minute IS NULL, minute {direction}, number {direction}",
            (json.dumps(list(numbers)),),
        )
        return [number for (number,) in rows]

    def columns(self) -> Columns:
        """What articles are filtered, ordered and counted by, as it is now."""
        from index.catalog.facets import Columns  # noqa: PLC0415  (numpy; the first page is there before it)

        db = self._db()
        # What a transaction has not committed yet must not be remembered.
        columns = Columns() if db.in_transaction or self._columns is None else self._columns
        columns.follow(db)
        if not db.in_transaction:
            self._columns = columns
        return columns

    def facets(self, numbers: Iterable[int]) -> Counts:
        """Count outlets, languages, months and days.

        Any copy of an article counts for its outlet, the shown one for its date.
        """
        import numpy as np  # noqa: PLC0415  (as above)

        return self.columns().count(np.array(list(numbers), np.int64))

    def changes(self, after: int, limit: int) -> list[Change]:
        """The changes after number ``after``, oldest first, at most ``limit`` articles of them."""
        db = self._db()
        rows = db.execute(
            "SELECT change, number, shown, language, title, text FROM articles WHERE change > ?"
            " UNION ALL SELECT change, number, NULL, '', '', '' FROM removed WHERE change > ?"
            " ORDER BY 1 LIMIT ?",
            (after, after, limit),
        ).fetchall()
        found: list[Change] = []
        for change, number, shown, language, title, text in rows:
            searchable = None
            if shown is not None:
                copies = self._copies(number, shown)
                searchable = Searchable(
                    title,
                    text,
                    tuple(dict.fromkeys(c.source for c in copies if c.source)),
                    tuple(dict.fromkeys(c.author for c in copies if c.author)),
                    language,
                    copies[0].published,
                )
            found.append(Change(change, number, searchable))
        return found

    def pending(self, after: int) -> int:
        """How many articles have changed after change number ``after``."""
        (count,) = (
            self._db()
            .execute(
                "SELECT (SELECT count(*) FROM articles WHERE change > ?)"
                " + (SELECT count(*) FROM removed WHERE change > ?)",
                (after, after),
            )
            .fetchone()
        )
        return int(count)

    def last_change(self) -> int:
        """Number of the latest change."""
        return int(self._meta("change"))

    def uid(self) -> str:
        """What this catalogue is called by its index, so that neither takes a stranger for its own."""
        return str(self._meta("uid"))

    def status(
        self, *, pending: int, fulltext_bytes: int, fulltext_version: int, cleaner_version: int
    ) -> Status:
        """The figures of the catalogue, with those of the index that the caller knows."""
        db = self._db()

        def one(sql: str) -> int:
            return int(db.execute(sql).fetchone()[0])

        first, last = db.execute(
            "SELECT min(c.published), max(c.published) FROM articles a JOIN copies c ON c.id = a.shown"
            " WHERE c.published <> ''"
        ).fetchone()
        return Status(
            articles=one("SELECT count(*) FROM articles WHERE shown IS NOT NULL"),
            versions=one(
                "SELECT count(*) FROM articles WHERE shown IS NULL"
                " AND id NOT IN (SELECT article FROM decided WHERE field = 'removed')"
            ),
            copies=one("SELECT count(*) FROM copies WHERE superseded IS NULL"),
            sources=one(
                "SELECT count(DISTINCT source) FROM copies WHERE superseded IS NULL AND source <> ''"
            ),
            files=one("SELECT count(DISTINCT file) FROM origins"),
            gone=one("SELECT count(*) FROM origins WHERE gone"),
            pending=pending,
            corpus_bytes=sum(p.stat().st_size for p in self.path.parent.glob(self.path.name + "*")),
            fulltext_bytes=fulltext_bytes,
            first=(first or "")[:10],
            last=(last or "")[:10],
            catalog_version=CATALOG_VERSION,
            fulltext_version=fulltext_version,
            cleaner_version=cleaner_version,
        )

    def _successor(self, number: int) -> str:
        """Id of the article that the origin of a replaced one points to now; empty when there is none."""
        row = (
            self._db()
            .execute(
                "SELECT a.id FROM copies old JOIN copies new ON new.origin = old.origin"
                " JOIN articles a ON a.number = new.article"
                " WHERE old.article = ? AND new.superseded IS NULL AND a.shown IS NOT NULL"
                " ORDER BY new.id DESC LIMIT 1",
                (number,),
            )
            .fetchone()
        )
        return str(row[0]) if row else ""

    def _copies(self, number: int, shown: int | None) -> tuple[Copy, ...]:
        """Current copies, the shown one first; of a replaced article the copies that it had."""
        rows = self._db().execute(
            f"SELECT {_COPY_COLUMNS} FROM copies c JOIN origins o ON o.id = c.origin"
            " JOIN files f ON f.id = o.file WHERE c.article = ? AND (c.superseded IS NULL OR ? IS NULL)"
            " ORDER BY c.minute IS NULL, c.minute, c.id",
            (number, shown),
        )
        return tuple(
            Copy(
                source=row[0],
                author=row[1],
                published=published_of(row[2], row[3]),
                url=row[4],
                language=row[5],
                raw_sha256=row[6],
                added=row[7],
                origin=Origin(os.fsdecode(row[8]), row[9], bool(row[10])),
            )
            for row in rows
        )


def published_of(value: str, precision: str) -> Published | None:
    """A date as it is kept."""
    return Published(value, precision) if value else None  # type: ignore[arg-type]
