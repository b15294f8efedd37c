"""Which names of different articles are proposed to be one thing.

Two names are tied where they are spellings of each other, and a short form where one thing alone has it: the
family name of a single person, the acronym of a single body. It is careful, because whoever reads a list sees
what was torn apart and never what was thrown together; what merely sounds alike is a suggestion (``alike``).
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from index.extraction.lexicon import lexicon
from index.extraction.names import folded_name, likeness, name_keys, name_words, same_name
from index.extraction.wordbook import Wordbook, as_phrase, shared
from index.understanding.spelling import SPELLED, spellings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from index.catalog import Catalog
    from index.entities.model import Name
    from index.model import Kind
    from index.understanding.register import Mask, View

#: Names that are compared in one transaction, in which nobody else can write: a second at most.
_BATCH = 100
#: Most names that a new one is compared with.
_MOST = 200
#: Most names that are compared with what somebody typed.
_MOST_SOUNDING = 2000
_LONG = 7
_SHORT = 5
#: Countries, peoples, regions, states and towns in the word book.
_PLACES = frozenset("CDRST")
_ALIKE, _ALIKE_PEOPLE = 0.89, 0.88
#: The 17th Brigade is not the 30th.
_DIGITS = re.compile(r"\d+")
#: A short form may be so many times more frequent than the name that it would belong to.
_TOO_FREQUENT = 5


def tie_new(catalog: Catalog, stop: Callable[[], bool]) -> int:
    """Compare the names that are new with all others; returns how many they were."""
    done = 0
    while not stop():
        new = catalog.new_names(_BATCH)
        if not new:
            break
        with catalog.transaction():
            for number, name in new:
                keys = name_keys(name.text)
                catalog.set_spelling(number, _spelling(catalog, number, name, keys), name.family, keys)
        done += len(new)
    if done:
        with catalog.transaction():
            catalog.names_changed()
    return done


def is_spelling(one: str, other: str, kind: Kind) -> bool:
    """Whether two names of one family are so alike that they are proposed to be one.

    Two names that the word lists know are two things, however alike they are: Colombo and Colombia.
    """
    first, second = folded_name(one), folded_name(other)
    if not first or _DIGITS.findall(one) != _DIGITS.findall(other):
        return False
    if first.replace(" ", "") == second.replace(" ", ""):
        return True
    if kind not in SPELLED or is_acronym(one) or is_acronym(other):
        return False
    if kind == "person":
        words, others = name_words(one), name_words(other)
    else:
        words, others = tuple(first.split()), tuple(second.split())
        if _is_known(one) and _is_known(other):
            return False
    return _agree(words, others, kind) and same_name(one, other, (kind, kind))


def _agree(words: Sequence[str], others: Sequence[str], kind: Kind) -> bool:
    """Whether the words of two names go together one by one; a person may have one more in between."""
    if len(words) == len(others):
        if len(words) == 1 and (min(len(words[0]), len(others[0])) < _LONG or words[0][0] != others[0][0]):
            return False
        return all(_is_same(*pair, kind) for pair in zip(words, others, strict=True))
    short, long = sorted((words, others), key=len)
    return (
        kind == "person"
        and len(short) > 1
        and len(long) == len(short) + 1
        and short[0] == long[0]
        and (short[-1] == long[-1] or min(len(short[-1]), len(long[-1])) >= _LONG)
        and likeness(short[-1], long[-1]) >= _ALIKE
    )


def _is_same(one: str, other: str, kind: Kind) -> bool:
    if other in (one, f"{one}s") or one == f"{other}s":
        return True
    if kind == "person":
        return likeness(one, other) >= _ALIKE_PEOPLE
    both_known = _is_known(one.capitalize()) and _is_known(other.capitalize())
    return min(len(one), len(other)) >= _SHORT and likeness(one, other) >= _ALIKE and not both_known


def _is_known(name: str) -> bool:
    """Whether the word lists have a name as that of a place or a people, or as an ordinary word."""
    book = _book()
    return not _PLACES.isdisjoint(book.code(as_phrase(name))) or book.look(name.lower()).ordinary


@cache
def _book() -> Wordbook:
    """The word book; an empty one where it cannot be read: then what sounds alike is tied."""
    try:
        return shared()
    except (OSError, ValueError):
        return Wordbook()


def alike(catalog: Catalog, name: Name) -> list[int]:
    """The numbers of the names of the same family that may be spellings of this one."""
    found = catalog.sharing_keys(name.family, name_keys(name.text), _MOST)
    pair = (name.family, name.family)
    return [number for number, text, _ in found if text != name.text and same_name(name.text, text, pair)]


def sounding(catalog: Catalog, family: Kind, text: str) -> list[int]:
    """The numbers of the names of a family that may be spellings of what was typed.

    A single word may also be the first or the last one of a person's name: ``sudany``.
    """
    by_word = family == "person" and len(name_words(text)) == 1
    pair = (family, family)
    return [
        number
        for number, name, _ in catalog.sharing_keys(family, name_keys(text), _MOST_SOUNDING)
        if name != text
        and (
            same_name(text, name, pair)
            or (
                by_word
                and any(same_name(text, word, pair) for word in {*name.split()[:1], *name.split()[-1:]})
            )
        )
    ]


def short_forms(
    names: Iterable[tuple[int, Name, int, int]], forms: Mapping[str, set[int]], usage: Mapping[int, int]
) -> dict[int, int]:
    """The names that are short for one other thing alone.

    Args:
        names: Number, name and spelling of each name, and the number of articles that have it.
        forms: Acronym to the spellings of the bodies that have it as a form.
        usage: Spelling to the number of articles that have it.

    Returns:
        Number of a short name to the spelling of what it stands for.
    """
    families: dict[str, set[int]] = defaultdict(set)
    short: list[tuple[int, str, bool, int]] = []
    given = lexicon().given
    for number, name, spelling, articles in names:
        if not articles:
            continue
        words = _bare(name.text).split()
        if name.family == "person":
            if len(words) > 1:
                families[words[-1]].add(spelling)
            elif words and name.text not in given:
                short.append((number, words[0], True, articles))
        elif name.family == "organisation" and is_acronym(name.text):
            short.append((number, name.text, False, articles))
    found: dict[int, int] = {}
    for number, form, person, articles in short:
        full = (families if person else forms).get(form, set())
        if len(full) == 1:
            (spelling,) = full
            if articles <= _TOO_FREQUENT * usage.get(spelling, 0):
                found[number] = spelling
    return found


def tie_short_forms(catalog: Catalog, view: View, live: Mask, state: str) -> None:
    """Tie short names to what alone has them, all others to their spelling, and list spellings for searches.

    Args:
        catalog: Where ties are kept.
        view: All names.
        live: The rows of current articles.
        state: The ``named_state`` of the catalogue from before those were read.
    """
    articles, uses = view.articles_of_names(live), view.uses.tolist()
    usage: dict[int, int] = defaultdict(int)
    for number, count in enumerate(articles):
        usage[int(view.spelling[number])] += count
    forms: dict[str, set[int]] = defaultdict(set)
    for number, form, _ in view.forms_of(live):
        text, name = view.forms[form], view.names[number]
        if name.family == "organisation" and name.text != text and is_acronym(text):
            forms[text].add(int(view.spelling[number]))
    names = zip(range(len(view.names)), view.names, view.spelling.tolist(), articles, strict=True)
    short = _not_apart(short_forms(names, forms, usage), view, live)
    changed = {
        number: entity
        for number in range(1, len(view.names))
        if (entity := short.get(number, int(view.spelling[number]))) != view.proposed[number]
    }
    spelled = [number for number in range(1, len(view.names)) if view.names[number].family in SPELLED]
    groups: dict[int, list[tuple[Name, int]]] = defaultdict(list)
    for number in spelled:
        groups[int(view.spelling[number])].append((view.names[number], uses[number]))
    with catalog.transaction():
        catalog.set_ties(changed, spellings(group for group in groups.values() if len(group) > 1), state)


def _not_apart(short: dict[int, int], view: View, live: Mask) -> dict[int, int]:
    """The short forms without the family names that stand in some article beside the full name, as another's.

    ``President Diallo`` and ``Aminata Diallo, a resident``: what an article keeps apart, no corpus ties.
    """
    stands_for = np.zeros(len(view.names), np.int64)
    for number, spelling in short.items():
        stands_for[number] = spelling if view.names[number].family == "person" else 0
    names, articles = view.names_in(live)
    is_short = stands_for[names] > 0
    full = (articles[~is_short] << 32) | view.spelling[names[~is_short]]
    beside = np.isin((articles[is_short] << 32) | stands_for[names[is_short]], full)
    apart = set(names[is_short][beside].tolist())
    return {number: spelling for number, spelling in short.items() if number not in apart}


def is_acronym(text: str) -> bool:
    """Whether a name is one word in capitals: ``SMC``, ``G20``."""
    return 2 <= len(text) <= 8 and text.isalnum() and text.upper() == text and text[0].isalpha()


def _spelling(catalog: Catalog, number: int, name: Name, keys: tuple[str, ...]) -> int:
    leads: dict[int, str] = {}
    for other, text, spelling in catalog.sharing_keys(name.family, keys, _MOST):
        if other == spelling:
            leads[other] = text
        if other != number and is_spelling(name.text, text, name.family):
            # Not by way of a third one: Hasan and Hassen, Hassen and Hussein, but not Hasan and Hussein.
            lead = leads.get(spelling)
            if lead is None or other == spelling or is_spelling(name.text, lead, name.family):
                return spelling
    return number


def _bare(text: str) -> str:
    """A name in small letters, its last word without its article: ``mohammed sudani``."""
    return folded_name(text).replace(" al ", " ").replace(" el ", " ")
