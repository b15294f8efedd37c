"""What is known of every current article as columns of numbers: to filter, to order and to count by.

A column has a place for every number of an article. Every change that could touch them has a number, so only
what changed since the last look is read again.
"""

from __future__ import annotations

import sqlite3
import sys
import threading
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np
import numpy.typing as npt

from index.catalog.counts import Counts
from index.page import NO_DATE, NO_LANGUAGE, NO_SOURCE

_DAY = len("2024-04-22")
_MONTH = len("2024-04")

#: The minute of an article without a date.
_UNDATED = np.iinfo(np.int64).min

Numbers = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]


class Columns:
    """What is filtered, ordered and counted by. Safe to use from several threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._change = 0
        self._current = np.zeros(0, bool)
        self._total = 0
        self._minute = np.zeros(0, np.int64)
        self._language = np.zeros(0, np.int64)
        self._day = np.zeros(0, np.int64)
        self._outlet = np.zeros(0, np.int64)
        # A row for each further outlet of an article; few articles have any.
        self._article, self._further = np.zeros(0, np.int64), np.zeros(0, np.int64)
        self._ranked: dict[bool, Numbers] = {}
        self._languages, self._days, self._outlets = _Names(), _Names(), _Names()

    def follow(self, db: sqlite3.Connection) -> None:
        """Read what changed since the last look, all of it as it was at one moment."""
        with self._lock, _one_moment(db):
            (now,) = db.execute("SELECT value FROM meta WHERE key = 'change'").fetchone()
            if now != self._change:
                self._read(db)
                self._change = now

    @property
    def total(self) -> int:
        """How many articles are current."""
        return self._total

    def are_current(self, numbers: Numbers) -> Mask:
        """Which of these articles are current."""
        with self._lock:
            found: Mask = _at(self._current, numbers)
            return found

    def everything(self) -> Numbers:
        """All current articles."""
        with self._lock:
            return np.flatnonzero(self._current)

    def first(self, numbers: Numbers, count: int, *, newest_first: bool) -> Numbers:
        """The first of these articles by date, undated ones last; equal dates in order of coming in."""
        with self._lock:
            ranks = _at(self._ranks(newest_first=newest_first), numbers)
        if count < len(numbers):
            some = np.argpartition(ranks, count)[:count]
            numbers, ranks = numbers[some], ranks[some]
        return numbers[np.argsort(ranks)]

    def freshness(self, numbers: Numbers, half_life: float) -> npt.NDArray[np.float32]:
        """What age leaves of the relevance of each article: 1 for the newest of them, half for so many days.

        An undated article counts as the oldest of them.
        """
        with self._lock:
            minutes = _at(self._minute, numbers)
        dated = minutes != _UNDATED
        if not dated.any():
            return np.ones(len(numbers), np.float32)
        ages = (minutes[dated].max() - np.where(dated, minutes, minutes[dated].min())) / (24 * 60)
        left: npt.NDArray[np.float32] = np.exp2(-ages / half_life).astype(np.float32)
        return left

    def count(self, numbers: Numbers) -> Counts:
        """Count outlets, languages, months and days of these articles, as far as they are current."""
        with self._lock:
            current = _at(self._current, numbers)
            there = numbers if current.all() else numbers[current]
            languages = self._languages.counted(self._language[there])
            days = self._days.counted(self._day[there])
            wanted = np.zeros(len(self._current), bool)
            wanted[there] = True
            further = self._further[wanted[self._article]]
            sources = self._outlets.counted(np.append(self._outlet[there], further))
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

    def _ranks(self, *, newest_first: bool) -> Numbers:
        """The place of each article among all by date."""
        ranks = self._ranked.get(newest_first)
        if ranks is None:
            sign = -1 if newest_first else 1
            undated = self._minute == _UNDATED
            order = np.lexsort((sign * np.arange(len(undated)), sign * self._minute, undated))
            ranks = np.empty(len(order), np.int64)
            ranks[order] = np.arange(len(order))
            self._ranked[newest_first] = ranks
        return ranks

    def _read(self, db: sqlite3.Connection) -> None:
        since = (self._change,)
        rows = db.execute(
            "SELECT a.number, a.minute, a.language, c.published, a.shown FROM articles a"
            " LEFT JOIN copies c ON c.id = a.shown WHERE a.change > ?",
            since,
        ).fetchall()
        removed = [number for (number,) in db.execute("SELECT number FROM removed WHERE change > ?", since)]
        # Two questions, because SQLite looks through all copies for one that can mean both.
        changed_only = " AND c.article IN (SELECT number FROM articles WHERE change > ?)"
        outlets = db.execute(
            "SELECT c.article, c.source FROM copies c WHERE c.superseded IS NULL"
            f"{changed_only if self._change else ''} ORDER BY c.id",
            since if self._change else (),
        ).fetchall()
        self._ranked.clear()
        numbers = np.array([row[0] for row in rows], np.int64)
        gone = np.array(removed, np.int64)
        self._grow(int(max(numbers.max(initial=-1), gone.max(initial=-1))) + 1)
        self._current[gone] = False
        self._current[numbers] = [row[4] is not None for row in rows]
        self._total = int(self._current.sum())
        self._minute[numbers] = [_UNDATED if row[1] is None else row[1] for row in rows]
        self._language[numbers] = self._languages.coded(row[2] or NO_LANGUAGE for row in rows)
        self._day[numbers] = self._days.coded((row[3] or "")[:_DAY] for row in rows)
        changed = np.zeros(len(self._current), bool)
        changed[numbers] = changed[gone] = True
        kept = ~changed[self._article]
        pairs = list(dict.fromkeys((number, source or NO_SOURCE) for number, source in outlets))
        articles = np.array([number for number, _ in pairs], np.int64)
        codes = self._outlets.coded(source for _, source in pairs)
        _, firsts = np.unique(articles, return_index=True)
        self._outlet[articles[firsts]] = codes[firsts]
        self._article = np.append(self._article[kept], np.delete(articles, firsts))
        self._further = np.append(self._further[kept], np.delete(codes, firsts))

    def _grow(self, length: int) -> None:
        """Make room for more articles, some at a time."""
        more = length - len(self._current)
        if more > 0:
            more += length >> 4
            self._current = np.append(self._current, np.zeros(more, bool))
            self._minute = np.append(self._minute, np.full(more, _UNDATED))
            none = np.zeros(more, np.int64)
            self._language = np.append(self._language, none)
            self._day = np.append(self._day, none)
            self._outlet = np.append(self._outlet, none)


class _Names:
    """Names as small numbers, in the order in which they came."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    def coded(self, names: Iterable[str]) -> Numbers:
        """The number of each of these."""
        known = self._numbers
        return np.array([known.setdefault(sys.intern(name), len(known)) for name in names], np.int64)

    def counted(self, numbers: Numbers) -> dict[str, int]:
        """How often each name is among these."""
        counts = np.bincount(numbers, minlength=len(self._numbers)).tolist()
        return {name: count for name, count in zip(self._numbers, counts, strict=True) if count}


def _at(column: npt.NDArray[Any], numbers: Numbers) -> npt.NDArray[Any]:
    """The places of a column with these numbers; an article that came after the last look has none."""
    if len(numbers) and int(numbers.max()) >= len(column):
        known = numbers < len(column)
        found = np.zeros(len(numbers), column.dtype)
        found[known] = column[numbers[known]]
        return found
    return column[numbers]


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


def _most_first(counted: dict[str, int]) -> dict[str, int]:
    return dict(sorted(counted.items(), key=lambda item: (-item[1], item[0])))
