"""The words that the rules know: countries, towns, groups, bodies, given names, titles, head nouns.

The lists lie beside this module as plain text, written for this project from public knowledge. They
are read once. This module decides nothing about a text: it answers what a phrase may be.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING, NamedTuple

from index.extraction.lists import lines, word_lists
from index.extraction.tokens import plain, words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from index.model import Kind


class Entry(NamedTuple):
    """What the lexicon says about one phrase.

    Attributes:
        kind: What sort of thing it names.
        name: The name under which all its forms are kept.
        sort: The section that it stands in (``countries``, ``cities``, ``armed`` ...).
        sure: False where the phrase is an ordinary word or acronym as well.
    """

    kind: Kind
    name: str
    sort: str
    sure: bool = True


@dataclass(frozen=True)
class Lexicon:
    """All lists, ready for looking up.

    Attributes:
        phrases: Phrase with single spaces and straight apostrophes -> what it may name.
        lengths: First word of a phrase -> the most words of a phrase that begins with it.
        given: Given names.
        given_places: Given names that are places too.
        figures: Family names that stand for one well-known person.
        endings: Two lower-case words at the end of a name -> its kind, or ``None`` for no kind of ours.
        heads: Last word of a name, in lower case -> its kind, or ``None`` for no kind of ours.
        lists: Every other list by its section name, in lower case.
        nations: Name of a demonym -> name of the country or region whose people it means.
    """

    phrases: Mapping[str, Entry]
    lengths: Mapping[str, int]
    given: frozenset[str]
    given_places: frozenset[str]
    figures: frozenset[str]
    endings: Mapping[tuple[str, str], Kind | None]
    heads: Mapping[str, Kind | None]
    lists: Mapping[str, frozenset[str]]
    nations: Mapping[str, str]

    @cached_property
    def capitals(self) -> Mapping[str, Entry]:
        """The same phrases in capital letters, for headlines; only those that stay clear."""
        return {
            phrase.upper(): entry
            for phrase, entry in self.phrases.items()
            if entry.sure and (len(phrase) > 3 or phrase in ("UN", "EU", "UK"))
        }

    @cached_property
    def capital_lengths(self) -> Mapping[str, int]:
        """``lengths`` for them."""
        return _lengths(self.capitals)


_SECTION_KINDS: dict[str, dict[str, Kind]] = {
    "countries.txt": {"countries": "place", "nations": "place", "peoples": "demonym"},
    "places.txt": {
        "regions": "place",
        "waters": "place",
        "mountains": "place",
        "states": "place",
        "cities": "place",
        "territories": "place",
        "facilities": "facility",
    },
    "groups.txt": {"armed": "group", "parties": "group"},
    "organisations.txt": {
        "international": "organisation",
        "state": "organisation",
        "outlet": "organisation",
        "company": "organisation",
    },
}
_HEADS: dict[str, Kind | None] = {
    "place_heads": "place",
    "facility_heads": "facility",
    "organisation_heads": "organisation",
    "group_heads": "group",
    "other_heads": None,
}
_ENDING_KINDS: dict[str, Kind | None] = {
    "place": "place",
    "facility": "facility",
    "organisation": "organisation",
    "group": "group",
    "nothing": None,
}


@cache
def lexicon() -> Lexicon:
    """The lexicon; its files are read at the first call.

    Raises:
        OSError: A file of the package is missing.
        KeyError: A file has a section or a kind that this module does not know.
    """
    phrases: dict[str, Entry] = {}
    nations: dict[str, str] = {}
    for file, kinds in _SECTION_KINDS.items():
        for section, line in lines(file):
            _add(phrases, nations, line, kinds[section], section)
    people = word_lists("people.txt")
    rest = word_lists("words.txt")
    return Lexicon(
        phrases=phrases,
        lengths=_lengths(phrases),
        given=people["given"],
        given_places=people["given_places"],
        figures=people["figures"],
        endings=_endings(),
        heads={word: kind for section, kind in _HEADS.items() for word in rest[section]},
        lists=rest,
        nations=nations,
    )


def _endings() -> dict[tuple[str, str], Kind | None]:
    endings: dict[tuple[str, str], Kind | None] = {}
    for _, line in lines("endings.txt"):
        phrase, _, kind = line.partition(" = ")
        first, last = phrase.split(" ")
        endings[first, last] = _ENDING_KINDS[kind]
    return endings


def _add(phrases: dict[str, Entry], nations: dict[str, str], line: str, kind: Kind, sort: str) -> None:
    """Add ``name | other names > adjective, people``; the first entry of a phrase stays."""
    if _is_spelled(line):  # as two of three are: a name alone
        phrases.setdefault(line, Entry(kind, line, sort))
        return
    names, _, demonyms = line.partition(" > ")
    forms = [form.strip() for form in names.split("|")]
    name = forms[0].rstrip("?")
    for form in forms:
        bare = form.rstrip("?")
        phrases.setdefault(_phrase(bare), Entry(kind, name, sort, bare == form))
    people = [form.strip() for form in demonyms.split(",") if form.strip()] if demonyms else []
    for form in people:
        phrases.setdefault(_phrase(form), Entry("demonym", people[0], sort))
    if people:
        nations.setdefault(people[0], name)


def _phrase(form: str) -> str:
    """A form as the words of a text would spell it."""
    if _is_spelled(form):
        return form  # as nine of ten are, and to look for their words took most of the time
    found = list(words(form))
    return " ".join([*(plain(word.text + word.tail) for word in found[:-1]), plain(found[-1].text)])


def _is_spelled(form: str) -> bool:
    """Whether a form is of plain letters, digits, hyphens and spaces, and so its own words."""
    return form.replace(" ", "").replace("-", "").isalnum() and form.isascii()


def _lengths(phrases: Mapping[str, Entry]) -> dict[str, int]:
    lengths: dict[str, int] = {}
    for phrase in phrases:
        first, _, rest = phrase.partition(" ")
        length = rest.count(" ") + 2 if rest else 1
        if length > lengths.get(first, 0):
            lengths[first] = length
    return lengths
