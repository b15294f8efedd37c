"""Which notes a query means: the language of the search line, asked of notes in place of articles.

Words are sought in the note, its passage, its tags and the title of its article. ``after:`` and its like look
at the day on which the note was written, ``source:`` and its like at its evidence. No input raises: what
cannot be read is left out and said.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from briefing.casebook.grades import read_condition
from briefing.casebook.note import named_tags
from briefing.casebook.store import folded
from briefing.errors import UsageError
from index.nearness import near_each_other, times
from index.patterns import Scan, SlowPatternError, stands_in
from index.query import OutsideField, parse
from index.tree import (
    All,
    Any,
    Between,
    Fuzzy,
    InLanguage,
    Leaf,
    Near,
    Node,
    Not,
    Outside,
    Phrase,
    Prefix,
    Word,
)

if TYPE_CHECKING:
    from briefing.casebook.casebook import Casebook
    from briefing.casebook.markings import Scheme
    from briefing.casebook.note import Evidence, Note

_STATES = ("held", "moved", "changed", "orphaned", "graded", "tagged", "marked")


@dataclass(frozen=True, slots=True)
class Filtered:
    """Notes that a query means, in their order, and what was left out of it, a sentence each."""

    notes: tuple[Note, ...]
    ignored: tuple[str, ...]


class NoteFilter:
    """Filters the notes of a casebook, and keeps what it read of them for the next key. For one thread."""

    def __init__(self, casebook: Casebook, scheme: Scheme) -> None:
        self._casebook = casebook
        self._scheme = scheme
        self._titles: Mapping[str, str] = {}
        self._words: dict[tuple[str, int, tuple[str, ...], str], str] = {}
        self._evidence: dict[str, Evidence] = {}

    def filtered(
        self, notes: Sequence[Note], text: str, today: date, *, states: Mapping[str, str] | None = None
    ) -> Filtered:
        """Choose those of these notes that a query means.

        Args:
            notes: The notes.
            text: The query; an empty one means all.
            today: The day that ``yesterday`` is counted from.
            states: Id of a note to the state of its anchor, for ``is:orphaned``; without, ``is:`` knows none.
        """
        self._titles = self._casebook.titles()
        states = states or {}
        fields = {
            field.name: field
            for field in (
                _field("note", lambda value: self._saying(notes, value)),
                _field("tag", lambda value: _places(notes, _tagged(value))),
                _field("grade", lambda value: self._graded(notes, value)),
                _field("marking", lambda value: self._marked(notes, value)),
                _field("is", lambda value: _in_state(notes, states, value)),
            )
        }
        query = parse(text, today, fields)
        kept = tuple(note for place, note in enumerate(notes) if self._means(query.tree, place, note))
        return Filtered(kept, query.ignored)

    def _means(self, node: Node, place: int, note: Note) -> bool:
        match node:
            case All(parts):
                return all(self._means(part, place, note) for part in parts)
            case Any(parts):
                return any(self._means(part, place, note) for part in parts)
            case Not(part):
                return not self._means(part, place, note)
            case Outside(numbers=numbers):
                return place in numbers
            case Scan():
                return self._fits(node, note)
            case Between(first, last):
                written = _day(note.created)
                return written is not None and (first or date.min) <= written <= (last or date.max)
            case InLanguage(code):
                return any(copy.language == code for copy in self._stands_on(note).copies)
            case Word() | Phrase() | Near() | Prefix() | Fuzzy():
                return _stands_in(node, self._text(note, node.field))

    def _fits(self, scan: Scan, note: Note) -> bool:
        """Whether a note has a pattern; one that would take too long is taken for none."""
        said = "\n".join((note.body, note.anchor.exact if note.anchor else "", " ".join(note.tags)))
        with suppress(SlowPatternError):
            return stands_in(scan, self._titles.get(note.article, ""), said)
        return False

    def _text(self, note: Note, field: str) -> str:
        """The folded words that a word of a query is sought in."""
        if field == "source":
            return folded(" \n ".join(copy.source for copy in self._stands_on(note).copies))
        if field == "author":
            return folded(" \n ".join(copy.author for copy in self._stands_on(note).copies))
        title = self._titles.get(note.article, "")
        if field == "title":
            return folded(title)
        key = (note.id, note.version, note.tags, note.article)
        if key not in self._words:
            passage = note.anchor.exact if note.anchor else ""
            self._words[key] = folded("\n".join((note.body, passage, " ".join(note.tags), title)))
        return self._words[key]

    def _stands_on(self, note: Note) -> Evidence:
        if note.article not in self._evidence:
            self._evidence[note.article] = self._casebook.evidence(note.article)
        return self._evidence[note.article]

    def _saying(self, notes: Sequence[Note], value: str) -> Collection[int]:
        ids = self._casebook.notes_saying(value.rstrip("*"))
        return _places(notes, lambda note: note.id in ids)

    def _marked(self, notes: Sequence[Note], value: str) -> Collection[int]:
        labels = self._casebook.labels()
        holds = [labels.of_note(note) for note in notes]
        wanted = self._scheme.sought(value, holds)
        return {place for place, label in enumerate(holds) if label == wanted}

    def _graded(self, notes: Sequence[Note], value: str) -> Collection[int]:
        letters, digits = read_condition(value)
        outlets = self._casebook.grades()
        return _places(
            notes,
            lambda note: (
                (not digits or str(note.grade) in digits)
                and (
                    not letters
                    or any(
                        outlets.reliability(copy.source) in letters for copy in self._stands_on(note).copies
                    )
                )
            ),
        )


def _day(time: str) -> date | None:
    """The day of a time; ``None`` where it is none: an earlier import looked at its form alone."""
    try:
        return date.fromisoformat(time[:10])
    except ValueError:
        return None


def _tagged(value: str) -> Callable[[Note], bool]:
    """What tells the notes that have the tag of a query, which may end in ``*``.

    Raises:
        ValueError: It is no tag.
    """
    try:
        (tag,) = named_tags([value.rstrip("*")])
    except UsageError as error:
        raise ValueError("not a tag") from error
    if value.endswith("*"):
        return lambda note: any(each.startswith(tag) for each in note.tags)
    return lambda note: tag in note.tags


def _field(name: str, resolve: Callable[[str], Collection[int]]) -> OutsideField:
    return OutsideField(name, "", "", resolve)


def _places(notes: Sequence[Note], wanted: Callable[[Note], bool]) -> Collection[int]:
    return {place for place, note in enumerate(notes) if wanted(note)}


def _in_state(notes: Sequence[Note], states: Mapping[str, str], value: str) -> Collection[int]:
    state = value.casefold()
    if state not in _STATES:
        raise ValueError(f"it can be {', '.join(_STATES[:-1])} or {_STATES[-1]}")
    of_its_own: dict[str, Callable[[Note], bool]] = {
        "graded": lambda note: note.grade is not None,
        "tagged": lambda note: bool(note.tags),
        "marked": lambda note: bool(note.marking),
    }
    return _places(notes, of_its_own.get(state, lambda note: states.get(note.id) == state))


def _stands_in(leaf: Leaf, text: str) -> bool:
    sought = folded(leaf.text)
    match leaf:
        case Phrase():
            return sought in text
        case Near(_, others, _):
            wanted = times(sought.split())
            places = [(place, word) for place, word in enumerate(text.split()) if word in wanted]
            return bool(near_each_other(places, wanted, sum(wanted.values()) + others))
        case Word() | Prefix():
            return sought.rstrip() in text
        case Fuzzy():
            from rapidfuzz.distance import Levenshtein  # noqa: PLC0415  (only for the one who types a ~)

            word = sought.strip()
            return any(Levenshtein.distance(word, each, score_cutoff=1) <= 1 for each in text.split())
