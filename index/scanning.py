"""Searches with patterns: what the index leaves is read, newest first, and the answer is handed back to it.

A pattern in a tree becomes the set of the articles that have it. Only those are read that the rest of the
tree neither rules out nor lets through anyway. What was read once is remembered until the article changes,
so that the next page, the counts and another order cost nothing.
"""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from index.catalog import Catalog
from index.errors import SearchStoppedError
from index.patterns import Scan, SlowPatternError, stands_in
from index.tree import All, Any, Node, Not, Outside, joined, scans_of

Numbers = npt.NDArray[np.int64]
if TYPE_CHECKING:
    from index.fulltext.store import FullText

Verdicts = npt.NDArray[np.int8]
Progress = Callable[[int, int], None]

#: Articles that are read between two looks at whether the search is still wanted: some 10 ms.
_AT_ONCE = 200

#: Seconds that may be lost on articles that a pattern takes too long for; then it is left out.
MOST_LOST = 1.0

_KEPT = 8
_UNREAD, _NO, _YES, _GAVE_UP = 0, 1, 2, 3


@dataclass(frozen=True, slots=True)
class Resolved:
    """A tree without patterns.

    Attributes:
        tree: The tree, with the articles that have a pattern in its place.
        left_out: Patterns that took too long and have no part in it.
        ignored: What could not be done, one sentence each.
    """

    tree: Node
    left_out: frozenset[Scan] = frozenset()
    ignored: tuple[str, ...] = ()


class Scanner:
    """Reads articles for patterns, and remembers what it found. Safe to use from several threads."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._lock = threading.Lock()
        self._change = 0
        self._known: OrderedDict[Scan, Verdicts] = OrderedDict()
        self._too_slow: set[Scan] = set()

    def resolve(
        self,
        tree: Node,
        numbers_of: Callable[[Node], Numbers],
        *,
        stop: Callable[[], bool],
        progress: Progress | None = None,
    ) -> Resolved:
        """Put articles in the place of patterns.

        Args:
            tree: The tree.
            numbers_of: Gives the articles to which a tree without patterns applies.
            stop: Asked every few milliseconds; ends the search.
            progress: Told how many articles were read, and how many there are to read.

        Raises:
            SearchStoppedError: ``stop`` said so.
        """
        left_out = frozenset(self._too_slow.intersection(scans_of(tree)))
        while True:
            kept = without(tree, left_out)
            scans = tuple(dict.fromkeys(scans_of(kept)))
            if not scans:
                return Resolved(kept, left_out, _said(left_out, {}))
            generous, strict = numbers_of(_bound(kept, most=True)), numbers_of(_bound(kept, most=False))
            open_ = np.setdiff1d(generous, strict, assume_unique=True)
            self._follow()
            known = {scan: self._verdicts(scan, _length(open_)) for scan in scans}
            slow = self._read(known, open_, stop, progress)
            if slow is None:
                break
            left_out |= {slow}
        found = {scan: frozenset(open_[known[scan][open_] == _YES].tolist()) for scan in scans}
        gave_up = {scan: int((known[scan][open_] == _GAVE_UP).sum()) for scan in scans}
        return Resolved(_answered(kept, found), left_out, _said(left_out, gave_up))

    def _read(
        self,
        verdicts: dict[Scan, Verdicts],
        open_: Numbers,
        stop: Callable[[], bool],
        progress: Progress | None,
    ) -> Scan | None:
        """Read what is not known of these articles; gives the pattern that takes too long, if one does."""
        unread = np.zeros(len(open_), bool)
        for known in verdicts.values():
            unread |= known[open_] == _UNREAD
        to_read = self._catalog.columns().first(open_[unread], len(open_), newest_first=True)
        lost = dict.fromkeys(verdicts, 0.0)
        for start in range(0, len(to_read), _AT_ONCE):
            if stop():
                raise SearchStoppedError
            if progress:
                progress(start, len(to_read))
            for number, title, text in self._catalog.texts(to_read[start : start + _AT_ONCE].tolist()):
                for scan, known in verdicts.items():
                    if known[number] == _UNREAD:
                        began = time.monotonic()
                        try:
                            known[number] = _YES if stands_in(scan, title, text) else _NO
                        except SlowPatternError:
                            known[number] = _GAVE_UP
                            lost[scan] += time.monotonic() - began
                            if lost[scan] > MOST_LOST:
                                self._too_slow.add(scan)
                                return scan
                            if stop():
                                raise SearchStoppedError from None
        if progress and len(to_read):
            progress(len(to_read), len(to_read))
        return None

    def _follow(self) -> None:
        """Forget what was found in articles that have changed since."""
        with self._lock:
            now = self._catalog.last_change()
            if now != self._change and self._known:
                changed = np.array(self._catalog.changed_since(self._change), np.int64)
                for known in self._known.values():
                    known[changed[changed < len(known)]] = _UNREAD
            self._change = now

    def _verdicts(self, scan: Scan, length: int) -> Verdicts:
        """What is known of each article, by number."""
        with self._lock:
            known = self._known.get(scan, np.zeros(0, np.int8))
            if len(known) < length:
                known = np.append(known, np.zeros(length - len(known), np.int8))
            self._known[scan] = known
            self._known.move_to_end(scan)
            while len(self._known) > _KEPT:
                self._known.popitem(last=False)
            return known


class WithPatterns:
    """A full text index that can be asked for patterns too, for a while: see ``index.suggest.FullText``."""

    def __init__(self, fulltext: FullText, scanner: Scanner, catalog: Catalog, patience: float) -> None:
        """Take the index and who reads; ``patience`` is in seconds from now on."""
        self._fulltext = fulltext
        self._scanner = scanner
        self._catalog = catalog
        self._until = time.monotonic() + patience

    def is_known(self, word: str, field: str = "", *, in_any_form: bool = True) -> bool:
        """Whether an article has a word."""
        return self._fulltext.is_known(word, field, in_any_form=in_any_form)

    def near(self, word: str, field: str = "", *, most: int = 3) -> tuple[str, ...]:
        """Words that are spelt nearly like it."""
        return self._fulltext.near(word, field, most=most)

    def numbers(self, tree: Node) -> frozenset[int]:
        """The articles to which a tree applies; raises ``SearchStoppedError`` when the time is over."""
        found = self._scanner.resolve(tree, self._numbers_of, stop=lambda: time.monotonic() > self._until)
        return self._fulltext.numbers(found.tree)

    def _numbers_of(self, tree: Node) -> Numbers:
        if tree == All():
            return self._catalog.columns().everything()
        numbers = self._fulltext.numbers(tree)
        return np.fromiter(numbers, np.int64, len(numbers))


def without(node: Node, left_out: Collection[Scan]) -> Node:
    """A tree without some patterns; with nothing left, every article."""
    return _without(node, left_out) or All()


def _without(node: Node, left_out: Collection[Scan]) -> Node | None:
    match node:
        case Scan():
            return None if node in left_out else node
        case Not(part):
            left = _without(part, left_out)
            return Not(left) if left is not None else None
        case All(parts) if parts:
            some = [left for part in parts if (left := _without(part, left_out)) is not None]
            return joined(some) if some else None
        case Any(parts):
            some = [left for part in parts if (left := _without(part, left_out)) is not None]
            return (Any(tuple(some)) if len(some) > 1 else some[0]) if some else None
        case _:
            return node


def _bound(node: Node, *, most: bool) -> Node:
    """A tree without patterns that applies to all articles to which this one may, or to no others."""
    match node:
        case Scan():
            return All() if most else Not(All())
        case Not(part):
            return Not(_bound(part, most=not most))
        case All(parts):
            return joined([_bound(part, most=most) for part in parts])
        case Any(parts):
            return Any(tuple(_bound(part, most=most) for part in parts))
        case _:
            return node


def _answered(node: Node, found: dict[Scan, frozenset[int]]) -> Node:
    match node:
        case Scan():
            return Outside("", node.written, found[node])
        case Not(part):
            return Not(_answered(part, found))
        case All(parts):
            return All(tuple(_answered(part, found) for part in parts))
        case Any(parts):
            return Any(tuple(_answered(part, found) for part in parts))
        case _:
            return node


def _said(left_out: Iterable[Scan], gave_up: dict[Scan, int]) -> tuple[str, ...]:
    slow = [
        f"read without {scan.written}: it takes too long. Write it without repeats inside repeats."
        for scan in sorted(left_out, key=lambda scan: scan.written)
    ]
    some = [
        f"{scan.written} took too long on {count:,} {'article' if count == 1 else 'articles'}, left out here"
        for scan, count in gave_up.items()
        if count
    ]
    return (*slow, *some)


def _length(numbers: Numbers) -> int:
    return int(numbers.max(initial=-1)) + 1
