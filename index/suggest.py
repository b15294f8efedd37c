"""What to search for instead, when nothing was found: another spelling, or one condition less.

It asks three questions of the full text (has any article this word, which words are spelt nearly like it,
which articles meet a condition) and puts the answers together. Each condition is looked up once; how many
articles are left without one of them is then a matter of sets, so every count is exact. It stops when its
time is over, with what it has.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import Literal, Protocol

from index.conditions import as_condition, without
from index.errors import SearchStoppedError
from index.model import Span
from index.query import Outline, OutsideField, Part, Term, outline, parse
from index.tree import Fuzzy, Near, Node, Phrase, Prefix, joined, leaves, scans_of
from index.words import folded_words, words

#: Most suggestions.
MOST = 6

#: Seconds after which no further question is asked.
PATIENCE = 0.25

_SPELLINGS_TRIED = 3
_ANY = {
    "source": "any source",
    "author": "any author",
    "lang": "any language",
    "title": "any title",
    "after": "any date",
    "before": "any date",
    "on": "any date",
    "org": "any organisation",
    "by": "whoever says it",
    "about": "whatever it is about",
    "said": "whatever is said",
}
_WORDS_OF_THE_LANGUAGE = ("AND", "NOT", "OR")


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Another search, which finds something.

    Attributes:
        query: What to search for.
        total: How many articles it finds.
        kind: ``spelling`` when words are spelt otherwise, ``without`` when conditions were let go.
        about: Of a spelling the words that no article has, as they were typed, with a comma between; else
            what was let go: ``without kestral``, ``any source, any date``.
        changed: Which parts of ``query`` are spelt otherwise than was typed.
    """

    query: str
    total: int
    kind: Literal["spelling", "without"]
    about: str
    changed: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Unknown:
    """A word of a query that no article has: as it was typed, folded, its field, and where it stands."""

    text: str
    word: str
    field: str
    span: Span

    @property
    def name(self) -> str:
        """What it is called: with its field, if it has one."""
        return f"{self.field}:{self.text}" if self.field else self.text


class FullText(Protocol):
    """What is asked of the full text index, see ``index.fulltext.store``."""

    def is_known(self, word: str, field: str = "", *, in_any_form: bool = True) -> bool:
        """Whether an article has a word."""
        ...

    def near(self, word: str, field: str = "", *, most: int = 3) -> tuple[str, ...]:
        """Words that are spelt nearly like it."""
        ...

    def numbers(self, tree: Node) -> frozenset[int]:
        """The articles to which a tree applies; raises ``SearchStoppedError`` when it takes too long."""
        ...


def unknown_words(
    text: str, today: date, fulltext: FullText, outside: Mapping[str, OutsideField] | None = None
) -> tuple[str, ...]:
    """The wanted words of a query that no article has, in order, in the form of ``Page.unknown``.

    A prefix or a near spelling is no such word. The arguments are those of ``suggest``.
    """
    found = outline(text, today, outside)
    unknown = _unknown_words(found, parse(text, today, outside).tree, fulltext)
    return tuple(dict.fromkeys(each.name for each in unknown))


def suggest(
    text: str,
    today: date,
    fulltext: FullText,
    outside: Mapping[str, OutsideField] | None = None,
    *,
    current: Callable[[Sequence[int]], Sequence[int]] | None = None,
    patience: float = PATIENCE,
) -> tuple[Suggestion, ...]:
    """Searches that find something, for one that finds nothing.

    Args:
        text: What was typed.
        today: The day that ``yesterday`` is counted from.
        fulltext: The index.
        outside: Registered fields by name.
        current: Tells which of some articles are still there; needed where the index may be behind.
        patience: Seconds after which no further question is asked.

    Returns:
        At most ``MOST``: a spelling first, then the search without one condition after the other, and
        without all that have a field. The latter are made from the spelling, if there is one.
    """
    search = _Search(text, today, fulltext, outside or {}, time.monotonic() + patience)
    search.current = current or (lambda numbers: numbers)
    return search.run()


class _LateError(Exception):
    """The time is over."""


class _Search:
    """One search for suggestions."""

    def __init__(
        self, text: str, today: date, fulltext: FullText, outside: Mapping[str, OutsideField], until: float
    ) -> None:
        self.today, self.fulltext, self.outside, self.until = today, fulltext, outside, until
        self.typed = self._outline(text)
        self.tree = parse(self.typed.typed, today, outside).tree
        self.current: Callable[[Sequence[int]], Sequence[int]] = lambda numbers: numbers
        self.known: dict[Node, frozenset[int]] = {}
        self.spellings: list[Suggestion] = []
        self.singles: list[Suggestion] = []
        self.together: list[Suggestion] = []

    def run(self) -> tuple[Suggestion, ...]:
        """Ask, as long as there is time."""
        with suppress(_LateError):
            self._let_go(*self._spell())
        # Without all fields comes last, and must not be what there is no room for.
        singles = self.singles[: MOST - len(self.spellings) - len(self.together)]
        return (*self.spellings, *singles, *self.together)

    def _spell(self) -> tuple[Outline, frozenset[tuple[str, str]]]:
        """Spell the unknown words otherwise; gives the text to go on from and its new words."""
        unknown = _unknown_words(self.typed, self.tree, self.fulltext)
        near = {each: self._near(each) for each in unknown}
        corrected = [each for each in unknown if near[each]]
        # With one such word the others are tried when the likeliest finds nothing.
        tries = range(len(near[corrected[0]]) if len(corrected) == 1 else 1) if corrected else range(0)
        first: tuple[Outline, frozenset[tuple[str, str]]] | None = None
        for number in tries:
            chosen = {each: near[each][number] for each in corrected}
            spelt = self._outline(_respelt(self.typed.typed, chosen))
            if len(spelt.parts) != len(self.typed.parts):
                continue  # it reads as something else, which nobody typed
            spellings = frozenset((each.field, word) for each, word in chosen.items())
            first = first or (spelt, spellings)
            total = len(self._all_of(spelt.parts))
            if total:
                about = ", ".join(each.name for each in corrected)
                changed = self._changed(spelt.typed, spellings)
                self.spellings.append(Suggestion(spelt.typed, total, "spelling", about, changed))
                return spelt, spellings
        return first or (self.typed, frozenset())

    def _let_go(self, spelt: Outline, spellings: frozenset[tuple[str, str]]) -> None:
        """Drop all conditions that have a field, and each condition alone."""

        def drop(places: Sequence[int], into: list[Suggestion]) -> None:
            total = len(self._all_of([part for place, part in enumerate(parts) if place not in places]))
            if total:
                dropped = [as_condition(spelt, parts[place]) for place in places]
                query = without(spelt.typed, *dropped, fields=self.outside)
                changed = self._changed(query, spellings)
                if all(query != each.query for each in (*self.singles, *self.together)):
                    into.append(Suggestion(query, total, "without", self._about(places), changed))

        parts = spelt.parts
        fielded = [place for place, part in enumerate(parts) if part.field]
        if len(fielded) > 1:
            drop(fielded, self.together)
        # Without a pattern nothing has to be read: these come before the time is over.
        for place, part in sorted(
            enumerate(parts), key=lambda each: not (each[1].node and scans_of(each[1].node))
        ):
            if part.node is not None:
                drop([place], self.singles)

    def _near(self, unknown: Unknown) -> tuple[str, ...]:
        self._hurry()
        return self.fulltext.near(unknown.word, unknown.field, most=_SPELLINGS_TRIED)

    def _all_of(self, parts: Sequence[Part]) -> frozenset[int]:
        """The articles to which all of these parts apply; none when there is no part."""
        if any(part.node is not None and scans_of(part.node) for part in parts):
            return self._read_for(joined([part.node for part in parts if part.node is not None]))
        left: frozenset[int] | None = None
        for part in parts:
            if part.node is not None:
                if part.node not in self.known:
                    self._hurry()
                    found = self.fulltext.numbers(part.node)
                    self.known[part.node] = frozenset(self.current(tuple(found)))
                left = self.known[part.node] if left is None else left & self.known[part.node]
        return left or frozenset()

    def _read_for(self, tree: Node) -> frozenset[int]:
        """The articles to which a tree with patterns applies: all of it at once, so that little is read."""
        if tree not in self.known:
            self._hurry()
            try:
                found = self.fulltext.numbers(tree)
            except SearchStoppedError as error:
                raise _LateError from error
            self.known[tree] = frozenset(self.current(tuple(found)))
        return self.known[tree]

    def _about(self, drop: Sequence[int]) -> str:
        parts = [self.typed.parts[place] for place in drop]
        names = [_any(part.field) for part in parts if part.field]
        others = {_any(part.field) for part in self.typed.parts if part.field and part not in parts}
        if names and not others.intersection(names):
            return ", ".join(dict.fromkeys(names))
        return "without " + " ".join(self.typed.typed[part.start : part.end] for part in parts)

    def _changed(self, text: str, spellings: frozenset[tuple[str, str]]) -> tuple[Span, ...]:
        """Where the new spellings stand."""
        if not spellings:
            return ()
        return tuple(
            Span(term.start + start, term.start + end)
            for term in self._outline(text).terms
            for word, start, end in words(text[term.start : term.end])
            if (term.leaf.field, word) in spellings
        )

    def _outline(self, text: str) -> Outline:
        return outline(text, self.today, self.outside)

    def _hurry(self) -> None:
        if time.monotonic() > self.until:
            raise _LateError


def _unknown_words(found: Outline, tree: Node, fulltext: FullText) -> list[Unknown]:
    wanted = set(leaves(tree))
    return [
        unknown
        for term in found.terms
        if term.leaf in wanted and not isinstance(term.leaf, Prefix | Fuzzy)
        for unknown in _unknown_of(found, term, fulltext)
    ]


def _any(field: str) -> str:
    return _ANY.get(field, f"any {field}")


def _unknown_of(found: Outline, term: Term, fulltext: FullText) -> list[Unknown]:
    """The words of one term that no article has; those of a phrase count as they are written."""
    typed = found.typed[term.start : term.end]
    single = not isinstance(term.leaf, Phrase | Near) and len(folded_words(term.leaf.text)) == 1
    field = term.leaf.field
    return [
        Unknown(typed[start:end], word, field, Span(term.start + start, term.start + end))
        for word, start, end in words(typed)
        if not fulltext.is_known(word, field, in_any_form=single)
    ]


def _respelt(text: str, chosen: Mapping[Unknown, str]) -> str:
    """The text with these words in the place of the unknown ones, capitals as they were typed."""
    for unknown, word in sorted(chosen.items(), key=lambda item: item[0].span, reverse=True):
        typed = unknown.text
        new = word.upper() if typed.isupper() and len(typed) > 1 else word
        new = word.capitalize() if typed.istitle() else new
        new = word if new in _WORDS_OF_THE_LANGUAGE else new
        text = text[: unknown.span.start] + new + text[unknown.span.end :]
    return text
