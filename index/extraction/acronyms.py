"""Acronyms that an article defines in brackets: ``Security Media Cell (SMC)`` and the other way round.

What an article defines wins over every list, so that ``SDF`` is what this text says it is. An acronym that
nothing defines is a body only where it acts like one.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from index.extraction.candidate import Candidate
from index.extraction.expressions import expression
from index.extraction.lists import word_lists
from index.extraction.tokens import Word, plain, words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from index.extraction.lexicon import Lexicon
    from index.model import Kind


class Definition(NamedTuple):
    """A long form and the acronym that stands for it.

    Attributes:
        short: The acronym.
        start: First code point of the long form.
        end: One past its last.
        by_letters: Whether the letters of the acronym are the first letters of its words.
    """

    short: str
    start: int
    end: int
    by_letters: bool


_AFTER = expression(r"[\"”’]? \((?:the |or |known as )?[\"“'‘]?([A-Z][\w&./-]{1,11})[\"”'’]?[),;]")
_BEFORE = expression(r"(?<![^\W_])([A-Z][A-Z0-9&/-]{1,9}) \((?:the )?([^()\n]{4,90})\)")
_DOTTED = expression(r"(?:[A-Z]\.){3,6}")
#: Before the name of a body its acronym mostly leaves these out: the FTC, the U.S. Federal Trade Commission.
_NATIONS = ("US", "U.S.", "UK", "U.K.", "UN", "U.N.", "EU", "E.U.")
_REACH = 120
_FEWEST_SHUFFLED = 3
_PART = expression(r"[A-Z][a-z]+")
#: Who takes a thing such as ``RPG`` for a body; an article that defines it knows better.
_GUESSED = ("tagged", "repeated", "context")
#: What an acronym may leave out at the end: Pacific Gas and Electric Company (PG&E).
_LEGAL_FORMS = frozenset(("company", "corporation", "group", "holdings", "incorporated", "limited"))


def definitions(text: str) -> Iterator[Definition]:
    """Every definition of a text, in order, the long form before the bracket first."""
    if " (" not in text:
        return
    for match in _AFTER.finditer(text):
        short = match[1]
        begin = max(0, match.start() - _REACH)
        before = list(words(text[begin : match.start()]))
        if not is_acronym(short):
            start = _by_beginnings(before, short)
            if start is not None:
                yield Definition(short, begin + start, begin + before[-1].end, by_letters=False)
            continue
        start = _by_letters(before, short)
        if start is None and before and before[-1].text.lower() in _LEGAL_FORMS:
            start = _by_letters(before[:-1], short)
        if start is None:
            start = _by_other_order(before, short)
        if start is not None:
            yield Definition(short, begin + start, begin + before[-1].end, by_letters=True)
        elif before:
            yield Definition(short, begin + before[-1].start, begin + before[-1].end, by_letters=False)
    for match in _BEFORE.finditer(text):
        inside = list(words(match[2]))
        if inside and _by_letters(inside, match[1]) == inside[0].start and inside[0].start == 0:
            yield Definition(match[1], match.start(2), match.start(2) + inside[-1].end, by_letters=True)


def is_acronym(word: str) -> bool:
    """Whether a word in brackets can be an acronym: mostly capital letters, or three of six (``IChemE``)."""
    letters = [letter for letter in word if letter.isalpha()]
    capitals = sum(letter.isupper() for letter in letters)
    return capitals > 1 and capitals * 2 > len(letters) - (capitals > 2)


def _by_letters(before: list[Word], short: str) -> int | None:
    """Where the words begin whose first letters make the acronym; they end where ``before`` ends."""
    letters = [letter for letter in short if letter.isalpha() and letter.isupper()]
    at = len(before) - 1
    start = None
    while letters and at >= 0:
        parts = [part for part in plain(before[at].text).split("-") if part]
        initials = [part[0].upper() for part in parts]
        if len(initials) > 1 and letters[-len(initials) :] == initials:
            del letters[-len(initials) :]
            start = at
        elif initials[:1] == letters[-1:]:
            letters.pop()
            start = at
        elif before[at].text.lower() not in word_lists("words.txt")["small_words"]:
            return None
        at -= 1
    if letters or start is None or not before[start].text[0].isupper():
        return None
    return before[start].start


def _by_beginnings(before: list[Word], short: str) -> int | None:
    """Where the words begin whose own beginnings make a short name: ``California ... Fire ... (CalFire)``."""
    parts = _PART.findall(short)
    if len(parts) < 2 or "".join(parts) != short:
        return None
    for word in reversed(before):
        if word.text.startswith(parts[-1]):
            parts.pop()
            if not parts:
                return word.start
    return None


def _by_other_order(before: list[Word], short: str) -> int | None:
    """The same for the acronym of another language, which has the words in its own order.

    ``European Union for Liberty (UEL)``. Two letters are too few to tell anything.
    """
    left = Counter(letter for letter in short if letter.isalpha())
    if left.total() < _FEWEST_SHUFFLED or not short.isupper():
        return None
    for word in reversed(before):
        initial = plain(word.text)[0]
        if left[initial] > 0 and not word.tail:
            left[initial] -= 1
            if not left.total():
                return word.start
        elif initial.isupper() or word.text.lower() not in word_lists("words.txt")["small_words"]:
            return None
    return None


def resolve(text: str, found: list[Candidate], lists: Lexicon) -> list[Candidate]:
    """Tie every defined acronym to its long form, which becomes a candidate of its own if it was none."""
    ends = {one.end: one for one in found}
    stands_for: dict[str, Candidate] = {}
    added: list[Candidate] = []
    things: set[str] = set()
    for definition in definitions(text):
        here = ends.get(definition.end)
        if definition.short in lists.lists["not_bodies"] and not definition.by_letters:
            continue
        if not definition.by_letters:
            long = here if here is not None and _may_be_defined(here, definition.short, lists) else None
        elif (here is not None and here.start == definition.start and here.kind is not None) or (
            here is not None and here.start < definition.start and here.kind in ("organisation", "group")
        ):
            long = here
        else:
            long = _long_form(text, definition, lists)
            if long is not None:
                added.append(long)
            else:
                things.add(definition.short)
        if long is not None and long.kind != "person":
            stands_for.setdefault(definition.short, long)
    if added:
        found = without_overlaps([*found, *added])

    def tied(one: Candidate) -> Candidate:
        short = one.words[0] if len(one.words) == 1 else one.name
        if len(one.words) > 1 and "&" not in short:
            return one
        long = stands_for.get(short)
        if long is not None:
            return one._replace(kind=long.kind, name=long.name, how="defined", confidence=0.95)
        return one._replace(kind=None, how="other") if short in things else one

    return [tied(one) for one in found]


def decide(found: list[Candidate], lists: Lexicon) -> list[Candidate]:
    """Decide the acronyms that are still open.

    One whose letters open the words of a single body of the article stands for it; another is a body
    where it acts like one: ``ABCD said``, ``ABCD fighters``.
    """
    bodies: dict[str, set[tuple[Kind, str]]] = defaultdict(set)
    acting: set[str] = set()
    for one in found:
        if one.kind in ("organisation", "group") and len(one.words) > 1:
            for words in (one.words, one.words[1:] if one.words[0] in _NATIONS else ()):
                if len(words) > 1:
                    bodies["".join(word[0] for word in words if word[0].isupper())].add((one.kind, one.name))
        elif one.how == "acronym" and one.acts and one.kind is None and 2 < len(one.words[0]) < 7:
            acting.add(one.words[0])

    def decided(one: Candidate) -> Candidate:
        if one.how in _GUESSED and len(one.words) == 1 and one.words[0] in lists.lists["not_bodies"]:
            return one._replace(kind=None, how="other")
        dotted = len(one.words) == 1 and _DOTTED.fullmatch(one.words[0]) is not None
        is_open = one.how == "acronym" and one.kind is None
        is_guess = dotted and one.how in ("tagged", "open") and one.kind in (None, "organisation", "group")
        if not (is_open or is_guess) or one.words[0] in lists.lists["not_bodies"]:
            return one
        standing = bodies.get(one.words[0].replace(".", ""), set())
        if len(standing) == 1:
            kind, name = next(iter(standing))
            return one._replace(kind=kind, name=name, how="linked", confidence=0.75)
        if is_guess:
            return one
        return one._replace(kind="organisation", confidence=0.55) if one.words[0] in acting else one

    return [decided(one) for one in found]


def without_overlaps(found: list[Candidate]) -> list[Candidate]:
    """In order of place; of two that overlap, the longer one stays."""
    kept: list[Candidate] = []
    for one in sorted(found, key=_place):
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
        elif one.end - one.start > kept[-1].end - kept[-1].start:
            kept[-1] = one
    return kept


def _place(one: Candidate) -> tuple[int, int]:
    return one.start, -one.end


def _may_be_defined(here: Candidate, short: str, lists: Lexicon) -> bool:
    """Whether a name that was found may have an acronym of other letters: Kurdistan Workers' Party (PKK)."""
    return here.kind in ("organisation", "group") and len(here.words) > 1 and short not in lists.phrases


def _long_form(text: str, definition: Definition, lists: Lexicon) -> Candidate | None:
    """The candidate that a definition adds; ``None`` for treaties, illnesses, offices and things."""
    long = text[definition.start : definition.end]
    parts = tuple(plain(word.text + word.tail) for word in words(long))
    entry = lists.phrases.get(" ".join(parts))
    if entry is not None:
        return Candidate(definition.start, definition.end, parts, entry.kind, entry.name, "lexicon", 0.95)
    if parts[-1].lower() in lists.lists["offices"]:
        return None
    kinds = {lists.heads[part.lower()] for part in _heads(parts) if part.lower() in lists.heads}
    if kinds == {None}:
        return None
    kind: Kind = next((kind for kind in ("group", "facility") if kind in kinds), "organisation")
    name = " ".join(plain(long).split())
    return Candidate(definition.start, definition.end, parts, kind, name, "defined", 0.9)


def _heads(parts: tuple[str, ...]) -> Iterator[str]:
    """The last word of a name, and the word before its first "of" or "for"."""
    yield parts[-1]
    for part, following in pairwise(parts):
        if following in ("of", "for", "on"):
            yield part
            return
