"""Fields of the search language about what articles name and who says what: ``person:``, ``by:``, ``said:``.

Each turns a name or words into the numbers of the articles that are meant, and says which entities it took
the name for. What was answered is kept while the corpus stays as it is, because one key asks several times.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from index.query import OutsideField, OutsideRule
from index.tree import Phrase, Prefix
from index.words import folded_words

if TYPE_CHECKING:
    from index.entities.model import Entry
    from index.model import Kind, PassagesOf
    from index.tree import Node
    from index.understanding.entities import Entities, Part

RULES: tuple[OutsideRule, ...] = (
    OutsideRule("person", 'person:"Abu Dura"', "it names this person, by whatever name or spelling"),
    OutsideRule("org", "org:SMC", "it names this body"),
    OutsideRule("group", "group:kestrel", "it names this armed group, party or alliance"),
    OutsideRule("place", "place:ostrel*", "it names this place; `*` is any that begins so"),
    OutsideRule("facility", 'facility:"ostrel base"', "it names this base, camp, port or building"),
    OutsideRule("event", 'event:"exercise grey heron"', "it names this operation, battle, election or feast"),
    OutsideRule("entity", "entity:sudani", "it names this person, body, place or event"),
    OutsideRule("by", "by:sudani", "in it this person or body says something"),
    OutsideRule("about", "about:kestrel", "in it somebody says something about this"),
    OutsideRule("said", 'said:"no trawler"', "somebody says these very words in it, in a quotation or not"),
)

_KINDS: dict[str, Kind] = {
    "person": "person",
    "org": "organisation",
    "group": "group",
    "place": "place",
    "facility": "facility",
    "event": "event",
}
_PARTS: dict[str, Part] = {"by": "speaking", "about": "spoken_about"}

_ASKED = re.compile(rf"(?<![^\s(+-])(?:{'|'.join(rule.name for rule in RULES)}):", re.IGNORECASE)

_NAMED = 3
_HOW_TO_CHOOSE = " (more of the name says which)"
_KEPT = 64
#: Articles whose statements are read in about a second.
MOST_READ = 20_000


def asks_for_names(text: str) -> bool:
    """Whether a search has one of these fields, and so finds more when names of more articles are known."""
    return _ASKED.search(text) is not None


@dataclass(frozen=True, slots=True)
class _Answer:
    """The articles, how the value was read, and what of it lights up in them."""

    numbers: frozenset[int]
    read: str
    lights: tuple[tuple[str, ...], ...] = ()
    passages: PassagesOf | None = None


def entity_fields(
    entities: Callable[[], Entities],
    having: Callable[[Node], Collection[int]],
    searchable: Callable[[], int],
) -> dict[str, OutsideField]:
    """The fields by name.

    Args:
        entities: Those of the corpus; asked for when a field is used.
        having: The articles to which conditions about words apply.
        searchable: A number that is another one when that may apply to others.
    """
    answers = _Answers(entities, having, searchable)

    def field(rule: OutsideRule) -> OutsideField:
        return OutsideField(
            rule.name,
            rule.example,
            rule.help,
            lambda value: answers.answer(rule.name, value).numbers,
            lambda value: answers.answer(rule.name, value).read,
            lambda value: answers.answer(rule.name, value).lights,
            lambda value: answers.answer(rule.name, value).passages,
        )

    return {rule.name: field(rule) for rule in RULES}


class _Answers:
    """What was answered in the present state of the corpus. Safe to use from several threads."""

    def __init__(
        self,
        entities: Callable[[], Entities],
        having: Callable[[Node], Collection[int]],
        searchable: Callable[[], int],
    ) -> None:
        self._entities = entities
        self._having = having
        self._searchable = searchable
        self._lock = threading.Lock()
        self._state: Sequence[int] = ()
        self._known: dict[tuple[str, str, int], _Answer] = {}

    def answer(self, field: str, value: str) -> _Answer:
        """The answer of a field.

        Raises:
            ValueError: The value cannot be read.
        """
        state = self._entities().state()
        # Names can be known of articles that are not searchable yet.
        key = field, value, self._searchable() if field == "said" else 0
        with self._lock:
            if state != self._state:
                self._state = state
                self._known.clear()
            known = self._known.get(key)
        if known is None:
            known = self._saying(value) if field == "said" else self._naming(field, value)
            with self._lock:
                if state == self._state:
                    if len(self._known) >= _KEPT:
                        del self._known[next(iter(self._known))]  # the oldest: keys that were typed before
                    self._known[key] = known
        return known

    def _naming(self, field: str, value: str) -> _Answer:
        entities = self._entities()
        kind = _KINDS.get(field)
        name = value.rstrip("*~")
        if not folded_words(name):
            raise ValueError("it has no letter and no digit")
        match value[-1]:
            case "*":
                found = entities.beginning(name, kind)
            case "~":
                found = entities.sounding(name, kind)
            case _:
                found = entities.found(name, kind)
        # A body may be taken for a group in some articles, but what is one for certain comes first.
        found = tuple(each for each in found if kind in (None, each.kind)) or found
        ids, part = [each.id for each in found], _PARTS.get(field, "named")
        numbers = entities.articles_of(ids, part)
        read = f"{_said(value, found)}{self._so_far()}"
        # Its words stand where they mean another as well, or where it says nothing. What a search looked at
        # is kept, so that nobody waits for it when the article is opened.
        there = frozenset(numbers)
        passages = cache(lambda number: entities.passages(number, ids, part) if number in there else ())
        return _Answer(there, read, (), passages)

    def _saying(self, value: str) -> _Answer:
        begins = value.endswith("*")
        words = folded_words(value)
        if not words:
            raise ValueError("it has no letter and no digit")
        if begins and len(words) > 1:
            raise ValueError("a * stands at the end of a single word")
        numbers = list(self._having(Prefix(words[0]) if begins else Phrase(" ".join(words))))
        if len(numbers) > MOST_READ:
            raise ValueError(f"{len(numbers):,} articles have it, which is too many to read; say more words")
        saying = self._entities().articles_saying(value, numbers, begins=begins)
        # A word that is cut off lights up nothing: what it stands for is not looked up again.
        return _Answer(frozenset(saying), f"{value}{self._so_far()}", () if begins else (words,))

    def _so_far(self) -> str:
        coverage = self._entities().coverage()
        if coverage.done >= coverage.articles:
            return ""
        return f" (names are known of {coverage.done:,} of {coverage.articles:,} articles)"


def _said(value: str, found: Sequence[Entry]) -> str:
    """Which entities a name was taken for, with how often each is mentioned where they are several."""
    if not found:
        return f"{value} (nothing is called so)"
    if len({each.name for each in found}) == 1:
        return found[0].name
    more = len(found) - _NAMED
    named = " or ".join(f"{each.name} {each.times:,}" for each in found[:_NAMED])
    return named + (f" or {more:,} more" if more > 0 else "") + _HOW_TO_CHOOSE
