"""From candidates to the mentions and entities of one article.

A name is written out once and then cut short: ``Hassan Fadhem`` becomes ``Fadhem``, ``Security Media
Cell`` becomes ``SMC``, ``the Ministry`` stands for the one named before. Here the whole article is
looked at: acronyms are resolved, open candidates decided by what is said elsewhere, short forms tied to
their full names. What is still open at the end is dropped.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from index.entities.grouping import entities_of
from index.extraction.acronyms import decide, resolve, without_overlaps
from index.extraction.aliases import with_aliases
from index.extraction.bearers import by_titles, link_people
from index.extraction.datelines import by_datelines
from index.extraction.enumerations import by_enumerations, parted
from index.extraction.expressions import expression
from index.extraction.lexicon import Lexicon, lexicon
from index.extraction.month_names import with_months
from index.extraction.numbered import with_numbers
from index.extraction.peoples import by_peoples
from index.extraction.repeats import with_repeats
from index.extraction.surroundings import by_surroundings
from index.extraction.things import without_things
from index.extraction.vessels import without_vessels
from index.model import Entity, Kind, Mention, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from index.extraction.candidate import Candidate

_GROUP_NOUNS = (
    r"(?:armed|rebel|militant|militia|insurgent|paramilitary|jihadist|separatist|extremist|opposition|terrorist)"
    r" (?:group|movement|organi[sz]ation|network|outfit)|alliance|militia|militias|faction|coalition|bloc"
    r"|(?:political )?party"
)
_BODY_NOUNS = (
    r"agency|company|watchdog|think[- ]tank|charity|newspaper|broadcaster|organi[sz]ation|university|firm"
    r"|manufacturer|airline|ministry|trade union|website|magazine|broadsheet|non-profit|nonprofit|NGO"
    r"|bank|brokerage|carmaker|chipmaker|conglomerate|drugmaker|insurer|lender|news site|portal|regulator"
    r"|retailer|shipbuilder|start-?up|steelmaker|subsidiary|union|utility"
    r"|(?:largest|biggest|leading|main|second-largest|state-owned|state-run) (?:[\w-]+ )?"
    r"(?:brewer|builder|carrier|chain|contractor|developer|employer|exporter|grocer|importer|maker|miner"
    r"|operator|producer|rival|supplier)"
)
_APPOSITION = expression(
    r"(?: \([^()\n]{2,14}\))?, (?:an?|the|its|one of the) (?:[\w'’-]+ ){0,6}?"
    rf"(?:(?P<group>{_GROUP_NOUNS})|{_BODY_NOUNS})(?!['’\w-])"
)
# Below this the tagger guesses, and what the article says is better.
_GUESSED = 0.7


def link(text: str, found: list[Candidate]) -> tuple[tuple[Mention, ...], tuple[Entity, ...]]:
    """Decide and link the candidates of one text.

    Returns:
        The mentions in order of their place, none overlapping, each with the name of what it names; and
        the entities in order of their first mention.
    """
    lists = lexicon()
    found = with_months(text, without_things(text, found, lists), lists)
    found = without_vessels(text, found, lists)
    found = with_numbers(text, found, lists)
    found = parted(text, found, lists)
    found = by_datelines(text, resolve(text, found, lists), lists)
    found = by_surroundings(text, _by_apposition(text, found), lists)
    found = with_repeats(text, by_enumerations(text, found, lists))
    found = by_peoples(_by_facilities(_by_majority(found, lists)))
    found = link_people(text, by_titles(_as_defined(found)), lists)
    found = with_aliases(text, _link_bodies(found, lists))
    found = decide(found, lists)
    return _grouped(text, [one for one in found if one.kind is not None and one.how != "unsure"])


# -- the rest of the article as a witness ---------------------------------------------------------


def _by_apposition(text: str, found: list[Candidate]) -> list[Candidate]:
    """``X, an Iran-backed militia`` makes X a group, ``X, a charity`` a body."""

    def decided(one: Candidate) -> Candidate:
        guessed = one.how == "tagged" and one.confidence < _GUESSED
        settled = one.how in ("lexicon", "title", "given", "figure", "event") or one.kind in (
            "demonym",
            "place",
        )
        if settled and not guessed:
            return one
        match = _APPOSITION.match(text, one.end) if text.startswith((", ", " ("), one.end) else None
        if match is None or (one.kind == "person" and one.confidence > 0.8 and len(one.words) > 1):
            return one
        kind: Kind = "group" if match["group"] else "organisation"
        if one.kind == "group" or (one.how == "acronym" and one.doubtful):
            return one
        return one._replace(kind=kind, how="context", confidence=max(one.confidence, 0.8))

    return [decided(one) for one in found]


def _by_majority(found: list[Candidate], lists: Lexicon) -> list[Candidate]:
    """Give open and weakly decided candidates the kind and name that the same words have elsewhere."""
    found = _without_lone_places(found, lists)
    votes: dict[tuple[str, ...], Counter[tuple[Kind, str]]] = defaultdict(Counter)
    for one in found:
        if one.kind is not None and one.how != "unsure":
            votes[one.words][one.kind, one.name] += max(1, round(one.confidence * 100))

    def decided(one: Candidate) -> Candidate:
        settled = one.kind is not None and one.confidence > 0.8 and one.how != "unsure"
        if settled or one.words not in votes:
            return one
        (kind, name), weight = votes[one.words].most_common(1)[0]
        if (one.doubtful and weight < 80) or (one.kind, one.name) == (kind, name):
            return one
        return one._replace(kind=kind, name=name, how="repeated", confidence=max(one.confidence, 0.7))

    return [decided(one) for one in found]


def _without_lone_places(found: list[Candidate], lists: Lexicon) -> list[Candidate]:
    """Open again what is a place by one preposition while it stands elsewhere as no place does."""
    weak = {one.words for one in found if _is_weak_place(one)}
    as_place: Counter[tuple[str, ...]] = Counter()
    as_other: Counter[tuple[str, ...]] = Counter()
    for one in found:
        if one.words not in weak:
            continue
        if one.kind == "place":
            as_place[one.words] += 1
        elif one.acts or one.determined or one.before not in lists.lists["before_places"]:
            as_other[one.words] += 1
    return [
        one._replace(kind=None, how="open", confidence=0.0)
        if _is_weak_place(one) and as_other[one.words] > as_place[one.words]
        else one
        for one in found
    ]


def _as_defined(found: list[Candidate]) -> list[Candidate]:
    """Acronyms with the kind of what they stand for, as the rest of the article decided it: a party."""
    kinds = {
        one.name: one.kind for one in found if len(one.words) > 1 and one.kind in ("organisation", "group")
    }
    return [
        one._replace(kind=kinds[one.name]) if one.how == "defined" and one.name in kinds else one
        for one in found
    ]


def _is_weak_place(one: Candidate) -> bool:
    return one.kind == "place" and one.how == "context" and one.confidence < 0.7


def _by_facilities(found: list[Candidate]) -> list[Candidate]:
    """``Ostrel base`` says that ``Ostrel`` is a place."""
    places = {
        one.words[0]
        for one in found
        if one.kind == "facility" and len(one.words) > 1 and all(word[0].islower() for word in one.words[1:])
    }
    return [
        one._replace(kind="place", how="repeated", confidence=0.65)
        if one.kind is None and one.how == "open" and len(one.words) == 1 and one.words[0] in places
        else one
        for one in found
    ]


# -- bodies and groups ----------------------------------------------------------------------------


def _link_bodies(found: list[Candidate], lists: Lexicon) -> list[Candidate]:
    """Tie short forms of a body's name to the full one: ``the Ministry``, ``Shafaq News``, ``Acme``."""
    bodies = [one for one in found if one.kind in ("organisation", "group") and len(one.words) > 1]
    parts: dict[tuple[str, ...], set[tuple[Kind | None, str]]] = defaultdict(set)
    generic: dict[str, list[tuple[int, str]]] = defaultdict(list)
    kinds: dict[str, Kind | None] = {}
    for one in bodies:
        kinds[one.name] = one.kind
        for form in _short_forms(one.words):
            parts[form].add((one.kind, one.name))
        for head in _heads(one.words):
            generic[head].append((one.start, one.name))

    firms = _firms_by_first_word(found, lists)

    def linked(one: Candidate) -> Candidate:
        if one.how == "lexicon":
            state = (
                parts.get(one.words, set()) if one.kind == "organisation" and len(one.words) > 2 else set()
            )
            whole = next(iter(state))[1] if len(state) == 1 else one.name
            return one._replace(
                name=whole if whole.startswith(f"{one.name} of ") else _national(one.name, kinds)
            )
        if one.words in firms and one.kind in (None, "organisation") and not one.doubtful:
            return one._replace(kind="organisation", name=firms[one.words], how="linked", confidence=0.8)
        if one.how in ("defined", "linked") or one.kind not in (None, "organisation", "group"):
            return one
        if len(one.words) == 1:
            places = generic.get(one.words[0])
            if places is None or not one.determined:
                return one
            if places[0][0] > one.start and len({name for _, name in places}) > 1:
                return one
            name = _nearest(places, one.start)
            return one._replace(kind=kinds[name], name=name, how="linked", confidence=0.75)
        containing = parts.get(one.words, set())
        if len(containing) != 1:
            return one
        kind, name = next(iter(containing))
        return one._replace(kind=kind, name=name, how="linked", confidence=0.85)

    return [linked(one) for one in found]


def _nearest(places: list[tuple[int, str]], start: int) -> str:
    """The name of the last place before ``start``, else of the first one after it."""
    at = bisect_left(places, (start, ""))
    return places[at - 1 if at else 0][1]


def _firms_by_first_word(found: list[Candidate], lists: Lexicon) -> dict[tuple[str, ...], str]:
    """What firms are called for short, where no other name of the article begins or ends so: Acme."""
    firms: dict[tuple[str, ...], set[str]] = defaultdict(set)
    others: set[tuple[str, ...]] = set()
    for one in found:
        if len(one.words) < 2:
            others |= {one.words} if one.kind not in (None, "organisation") else set()
        elif one.kind == "organisation" and one.words[-1].lower() in lists.lists["firm_heads"]:
            firms[one.words[:1]].add(one.name)
        elif one.kind is not None:
            others |= {one.words[:1], one.words[-1:]}
    return {
        words: next(iter(names))
        for words, names in firms.items()
        if len(names) == 1 and words not in others and _tells_apart(words[0], lists)
    }


def _tells_apart(word: str, lists: Lexicon) -> bool:
    """Whether a firm can go by the first word of its name: not ``General``, ``Northern`` or ``Polish``."""
    low = word.lower()
    kinds = ("ordinary", "not_people", "title_parts", "titles", "parts_of_places", "place_openings")
    return (
        word not in lists.phrases
        and low not in lists.heads
        and not any(low in lists.lists[kind] for kind in kinds)
    )


def _short_forms(words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Beginnings and ends of a body's name, and an office the other way round: Defence Ministry."""
    for at in range(2, len(words)):
        yield words[:at]
        yield words[-at:]
    if len(words) > 2 and words[1] == "of":
        yield (*words[2:], words[0])


def _heads(words: tuple[str, ...]) -> Iterator[str]:
    """The words that can stand for a body with an article before them: the Brigade, the Ministry."""
    yield words[-1]
    for small in ("of", "for"):
        if small in words[1:]:
            yield words[words.index(small, 1) - 1]


def _national(name: str, names: Mapping[str, Kind | None]) -> str:
    """The name with its nation where the article has that too: Supreme Court, US Supreme Court."""
    return next((full for nation in ("US", "U.S.", "UN") if (full := f"{nation} {name}") in names), name)


# -- the result -----------------------------------------------------------------------------------


def _grouped(text: str, found: list[Candidate]) -> tuple[tuple[Mention, ...], tuple[Entity, ...]]:
    mentions = tuple(
        Mention(
            span=Span(one.start, one.end),
            text=text[one.start : one.end],
            kind=one.kind,
            name=one.name,
            confidence=one.confidence,
        )
        for one in without_overlaps(found)
        if one.kind is not None
    )
    return mentions, entities_of(mentions)
