"""Who bears a family name: the people of an article, each under one name.

``Hassan Fadhem`` becomes ``Fadhem`` and ``Mr Fadhem``. Where two bear the name, or an official is known by it
and somebody else comes in with both names (``President Diallo`` and ``Aminata Diallo, a resident``), nothing
is guessed: the family name then stands for itself.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from index.extraction.expressions import expression
from index.extraction.surroundings import without_article

if TYPE_CHECKING:
    from collections.abc import Mapping

    from index.extraction.candidate import Candidate
    from index.extraction.lexicon import Lexicon

# Full names that share a family name are compared with so many of the longest of them.
_MANY = 50
# What opens a family name of several words: De La Fuente, van der Berg.
_PARTICLES = frozenset(
    ("al", "el", "de", "del", "della", "di", "da", "dos", "du", "des", "la", "las", "le", "los", "van", "von")
).union(("der", "den", "ter", "bin", "ben", "ibn", "abu", "ag", "ould", "mint"))
# How sure it is who bears a family name: the only one, who had it first, the first one while another is near.
#: Code points that a paragraph is looked back over.
_PARAGRAPH = 2_000
_LINKED = 0.9
_KEPT = 0.8
_ONE_OF_SEVERAL = 0.55
# So much of the text before a name holds its title, and behind it what somebody is.
_TITLE = 24
_BESIDE = 90
_COURTESIES = frozenset(
    (
        "mr",
        "mrs",
        "ms",
        "miss",
        "mses",
        "messrs",
        "dr",
        "drs",
        "doctor",
        "prof",
        "professor",
        "sir",
        "hon",
        "dame",
    )
)
#: Offices that are written in short as well.
_OFFICES = {
    "capt": "captain",
    "cmdr": "commander",
    "col": "colonel",
    "gen": "general",
    "gov": "governor",
    "lt": "lieutenant",
    "maj": "major",
    "premier": "minister",
    "rep": "representative",
    "sec": "secretary",
    "sen": "senator",
    "sgt": "sergeant",
}
#: Who has no kind that something speaks for.
_UNSURE = frozenset(("tagged", "open", "other", "context", "repeated"))
_LAST_WORD = expression(r"(?<![\w'’-])([\w-]{2,22})\.? $")
_IS = expression(
    r",(?: (?:aged )?\d\d,)? (?:an?|the|his|her|their|one of the|who is an?) "
    r"((?:[\w'’-]{1,24} ){0,5}[\w'’-]{1,24})"
)


class Bearer(NamedTuple):
    """Where somebody stands with a family name, and under which name."""

    start: int
    name: str


@dataclass(frozen=True, slots=True)
class Family:
    """Who has one family name in one article.

    Attributes:
        only: Who has it, where one does.
        kept_by: Who had it to himself when it first stood alone.
        others: Where others stand who have it, in order.
        office: A title that belongs to one of them alone.
        holder: Who has that title.
    """

    only: str
    kept_by: str
    others: tuple[int, ...]
    office: str = ""
    holder: str = ""


def by_titles(found: list[Candidate]) -> list[Candidate]:
    """Make a name that has a person's title once a person wherever it stands alone: ``Mr Chen``.

    What the lexicon knows stays what it is, and so does what opens the name of a body or has an article.
    """
    titled = {
        one.words for one in found if one.how == "title" and one.kind == "person" and len(one.words) == 1
    }
    titled -= {one.words[:1] for one in found if len(one.words) > 1 and one.kind != "person"}
    return [
        one._replace(kind="person", how="repeated", confidence=_KEPT)
        if one.words in titled and one.kind != "person" and one.how in _UNSURE and not one.determined
        else one
        for one in found
    ]


def link_people(text: str, found: list[Candidate], lists: Lexicon) -> list[Candidate]:
    """Tie family names to the full names of the article, and variants of a full name to the longest."""
    found = _promote_people(found, lists)
    full = [one for one in found if one.kind == "person" and not _family_name(one.words)]
    names = _longest_names({one.words: one.name for one in full})
    families = _families(text, found, full, names, lists)
    by_given = _by_given(text, found, full, names, lists)
    tails = {one.words[at:] for one in full for at in range(1, len(one.words) - 1)}

    def linked(one: Candidate) -> Candidate:
        if one.words in names and one.kind == "person":
            return one._replace(name=names[one.words])
        family_name = _family_name(one.words)
        whole = one.words in tails
        if not family_name or not (whole or _may_be_person(one)):
            return one
        if family_name in families:
            name, sure = _bearer(text, one, families[family_name], lists)
            return one._replace(kind="person", name=name, how="linked", confidence=sure)
        given = by_given.get(one.words[0], set())
        if len(given) == 1 and (one.kind == "person" or one.words[0] in lists.given):
            return one._replace(kind="person", name=next(iter(given)), how="linked", confidence=0.7)
        return _with_rank(text, one) if one.kind == "person" and len(one.words[0]) == 1 else one

    return [linked(one) for one in found]


def _by_given(
    text: str,
    found: list[Candidate],
    full: list[Candidate],
    names: Mapping[tuple[str, ...], str],
    lists: Lexicon,
) -> dict[str, set[str]]:
    """Who is called by each given name; nobody by one that has a title of its own: King Abdullah."""
    mentioned: dict[str, list[Candidate]] = defaultdict(list)
    for one in full:
        mentioned[one.words[0]].append(one)
    for one in found:
        title = _title(text, one, lists) if len(one.words) == 1 and one.words[0] in mentioned else ""
        if title and not any(_holds(text, other, title, lists) for other in mentioned[one.words[0]]):
            del mentioned[one.words[0]]
    return {given: {names[one.words] for one in some} for given, some in mentioned.items()}


def _families(
    text: str,
    found: list[Candidate],
    full: list[Candidate],
    names: Mapping[tuple[str, ...], str],
    lists: Lexicon,
) -> dict[str, Family]:
    """The families of an article by their names."""
    mentioned: dict[str, list[Candidate]] = defaultdict(list)
    for one in full:
        mentioned[without_article(one.words[-1])].append(one._replace(name=names[one.words]))
    alone: dict[str, list[Candidate]] = defaultdict(list)
    for one in found:
        family = _family_name(one.words) if _may_be_person(one) else ""
        if family in mentioned:
            alone[family].append(one)
    return {family: _family(text, some, alone.get(family, []), lists) for family, some in mentioned.items()}


def _family(text: str, full: list[Candidate], alone: list[Candidate], lists: Lexicon) -> Family:
    """Who has a family name.

    Args:
        text: The text.
        full: Where it stands behind a given name, in order.
        alone: Where it stands alone, in order.
        lists: Knows titles, roles and relatives.
    """
    own = [one for one in full if one.before not in lists.lists["relatives"]]
    bearers = [Bearer(one.start, one.name) for one in own or full]
    first = alone[0].start if alone else -1
    if not own and alone and first < full[0].start:
        bearers = [Bearer(first, alone[0].name), *bearers]
    titled = next(((one, title) for one in alone if (title := _title(text, one, lists))), None)
    if titled is None:
        return _shared(bearers, first)
    official, office = titled
    holders = {one.name for one in full if _holds(text, one, office, lists)}
    if len(holders) == 1:
        return _shared(bearers, first, office, next(iter(holders)))
    described = {one.name for one in full if _is_described(text, one, lists)}
    if holders or not all(one.name in described for one in full):
        return _shared(bearers, first)
    bearers = sorted([*bearers, Bearer(official.start, official.name)])
    return _shared(bearers, first, office, official.name)


def _shared(bearers: list[Bearer], first_alone: int, office: str = "", holder: str = "") -> Family:
    """A family by where those stand who are called by both names, or by a title that nobody else has."""
    names = {name for _, name in bearers}
    before = {name for at, name in bearers if at <= first_alone}
    kept_by = next(iter(before)) if len(before) == 1 else ""
    others = tuple(sorted(at for at, name in bearers if name != kept_by))
    return Family(next(iter(names)) if len(names) == 1 else "", kept_by, others, office, holder)


def _bearer(text: str, one: Candidate, family: Family, lists: Lexicon) -> tuple[str, float]:
    """Who is meant by a family name that stands alone, and how sure that is.

    Whoever had the name to himself when it first stood alone keeps it: a son who comes into the article of
    his father is called by both names, or by the given one. Where several were there before, or nobody was
    and several come, it is anybody's and stands for itself.
    """
    if family.holder and _title(text, one, lists) == family.office:
        return family.holder, _LINKED
    if family.only:
        return family.only, _LINKED
    if not family.kept_by:
        return one.name, _ONE_OF_SEVERAL
    paragraph = max(text.rfind("\n", max(0, one.start - _PARAGRAPH), one.start), one.start - _PARAGRAPH)
    last = bisect_left(family.others, one.start) - 1
    others = last >= 0 and family.others[last] > paragraph
    return family.kept_by, _ONE_OF_SEVERAL if others else _KEPT


def _title(text: str, one: Candidate, lists: Lexicon) -> str:
    """The office before a name, in one spelling; nothing where there is none or one that says only Mr."""
    word = _LAST_WORD.search(text, max(0, one.start - _TITLE), one.start)
    if word is None or not word[1][0].isupper():
        return ""
    low = word[1].lower()
    return _OFFICES.get(low, low) if low in lists.lists["titles"] and low not in _COURTESIES else ""


def _with_rank(text: str, one: Candidate) -> Candidate:
    """A letter that stands for a name, with what it is called by: ``Capt. O.``; alone it is nobody's name."""
    word = _LAST_WORD.search(text, max(0, one.start - _TITLE), one.start)
    if word is None or not word[1][0].isupper():
        return one._replace(kind=None, how="other")
    low = word[1].lower()
    return one._replace(name=f"{_OFFICES.get(low, low).title()} {one.name}")


def _holds(text: str, one: Candidate, office: str, lists: Lexicon) -> bool:
    """Whether somebody who is called by both names has an office here, before or behind the name."""
    return _title(text, one, lists) == office or one.before == office or office in _description(text, one)


def _is_described(text: str, one: Candidate, lists: Lexicon) -> bool:
    """Whether somebody is said to be something that no official is called: ``Aminata Diallo, a resident``."""
    roles, offices = lists.lists["roles"], lists.lists["roles_in_office"]
    words = {one.before, *_description(text, one)}
    return any(word in roles and word not in offices for word in words)


def _description(text: str, one: Candidate) -> list[str]:
    """The words of what stands in apposition to a name, without those of whom somebody is the wife or son."""
    match = _IS.match(text, one.end) if text.startswith(", ", one.end) else None
    return [word.lower() for word in match[1].split() if not word.endswith(("'s", "’s"))] if match else []


def _family_name(words: tuple[str, ...]) -> str:
    """The family name that stands alone, without ``al-``, ``De La`` and the like: Sudani."""
    if len(words) > 1 and all(word.lower() in _PARTICLES for word in words[:-1]):
        return without_article(words[-1])
    return without_article(words[0]) if len(words) == 1 else ""


def _may_be_person(one: Candidate) -> bool:
    if one.doubtful and one.kind != "person":
        return False
    return (
        one.kind == "person"
        or one.how in ("open", "repeated")
        or (one.how == "context" and one.confidence < 0.8)
    )


def _promote_people(found: list[Candidate], lists: Lexicon) -> list[Candidate]:
    """An open name of two or three words is a person's where its last word is a family's, or acts alone."""
    known = {one.words[-1] for one in found if one.kind == "person" and len(one.words) > 1}
    known |= {
        one.words[0]
        for one in found
        if len(one.words) == 1 and one.how == "open" and one.kind is None and one.acts and not one.doubtful
    }
    return [
        one._replace(kind="person", how="repeated", confidence=0.7)
        if one.words[-1] in known and _may_be_full_name(one, lists)
        else one
        for one in found
    ]


def _may_be_full_name(one: Candidate, lists: Lexicon) -> bool:
    return (
        one.kind is None
        and one.how == "open"
        and 1 < len(one.words) < 4
        and not one.determined
        and not one.doubtful
        and len(one.words[-1]) > 1
        and one.words[0].lower() not in lists.lists["not_people"]
        and one.words[0].lower() not in lists.heads
        and not any(word.isupper() and len(word) > 1 for word in one.words)
    )


def _longest_names(forms: Mapping[tuple[str, ...], str]) -> dict[tuple[str, ...], str]:
    """Each full name -> the longest name of the article that contains all its words in its order."""
    by_family: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for form in forms:
        by_family[without_article(form[-1])].append(form)
    names: dict[tuple[str, ...], str] = {}
    for family in by_family.values():
        family.sort(key=lambda form: (-len(form), form))
        for form in family:
            longer = next(
                (other for other in family[:_MANY] if len(other) > len(form) and _is_short_for(form, other)),
                form,
            )
            names[form] = forms[longer]
    return names


def _is_short_for(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Whether a full name leaves out inner words of another: Mohammed al-Sudani."""
    return short[0] == long[0] and set(short[1:-1]) <= set(long[1:-1])
