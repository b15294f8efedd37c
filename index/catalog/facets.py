"""How many of some articles each outlet, language, month and day has, without asking the file for each.

The few words about an article that are counted are kept in memory. Every change that could touch them has a
number, so only what changed since the last count is read again.
"""

from __future__ import annotations

import sqlite3
import sys
import threading
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from index.page import NO_DATE, NO_LANGUAGE, NO_SOURCE

_DAY = len("2024-04-22")
_MONTH = len("2024-04")

#: Language, day as exactly as it is known, outlets of all current copies.
_Row = tuple[str, str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Counts:
    """What was counted, in the forms and orders of ``index.page.Page``."""

    facets: dict[str, dict[str, int]]
    days: dict[str, int]
    undated: int


class Columns:
    """What is counted of every current article. Safe to use from several threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._change = 0
        self._rows: dict[int, _Row] = {}
        self._same: dict[_Row, _Row] = {}

    def count(self, db: sqlite3.Connection, numbers: Iterable[int]) -> Counts:
        """Count these articles as they are now; those that are not current do not count."""
        with self._lock:
            self._follow(db)
            tally = Counter(map(self._rows.get, numbers))
        sources: Counter[str] = Counter()
        languages: Counter[str] = Counter()
        days: Counter[str] = Counter()
        for row, articles in tally.items():
            if row is not None:
                language, day, outlets = row
                languages[language or NO_LANGUAGE] += articles
                days[day] += articles
                for outlet in outlets:
                    sources[outlet] += articles
        undated = days.pop("", 0)
        months: Counter[str] = Counter()
        for day in sorted(days):
            months[day[:_MONTH]] += days[day]
        if undated:
            months[NO_DATE] = undated
        return Counts(
            {"source": _most_first(sources), "language": _most_first(languages), "time": dict(months)},
            {day: days[day] for day in sorted(days)},
            undated,
        )

    def _follow(self, db: sqlite3.Connection) -> None:
        """Read what changed since the last look, all of it as it was at one moment."""
        with _one_moment(db):
            (now,) = db.execute("SELECT value FROM meta WHERE key = 'change'").fetchone()
            if now != self._change:
                self._read(db)
                self._change = now

    def _read(self, db: sqlite3.Connection) -> None:
        since = (self._change,)
        outlets: dict[int, list[str]] = {}
        for number, source in db.execute(
            "SELECT c.article, c.source FROM copies c"
            " WHERE c.superseded IS NULL"
            " AND (? OR c.article IN (SELECT number FROM articles WHERE change > ?)) ORDER BY c.id",
            (not self._change, *since),
        ):
            outlets.setdefault(number, []).append(sys.intern(source) or NO_SOURCE)
        for number, language, published in db.execute(
            "SELECT a.number, a.language, c.published FROM articles a LEFT JOIN copies c ON c.id = a.shown"
            " WHERE a.change > ?",
            since,
        ):
            if published is None:
                self._rows.pop(number, None)
                continue
            row = (language, published[:_DAY], tuple(dict.fromkeys(outlets.get(number, ()))))
            self._rows[number] = self._same.setdefault(row, row)
        for (number,) in db.execute("SELECT number FROM removed WHERE change > ?", since):
            self._rows.pop(number, None)


@contextmanager
def _one_moment(db: sqlite3.Connection) -> Iterator[None]:
    """Let all questions see the same state; a transaction that is under way does so already."""
    if db.in_transaction:
        yield
        return
    db.execute("BEGIN")
    try:
        yield
    finally:
        db.execute("ROLLBACK")


def _most_first(counted: Counter[str]) -> dict[str, int]:
    return dict(sorted(counted.items(), key=lambda item: (-item[1], item[0])))
