"""What stands in one row: ``Fair Russia, Civilian Power and the Agrarian Party`` are three of one sort.

A row of names with commas and an "and" names things of one sort far more often than not, so that the names
that something is known of say what the others are. And where two bodies with an "and" between them were
taken for one, they are parted, if each of them can stand alone.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from index.extraction.expressions import expression
from index.extraction.tokens import plain, words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from index.extraction.candidate import Candidate
    from index.extraction.lexicon import Lexicon
    from index.model import Kind

#: Between two names of a row; the acronym of the first may stand before it.
_BETWEEN = expression(r"(?: \([^()\n]{1,24}\))?(?:[,;]|,? (?:and|or|as well as))(?: the| The)? ")
_LAST = expression(r" (?:and|or|as well as) ")
#: A row of fewer says nothing: ``Smith and Tripoli``.
_FEWEST = 3
#: So many names of a row have to be known to be of one sort, and none of another.
_WITNESSES = 2
_SURE = 0.85
_CONFIDENCE = 0.7
_FAMILIES: dict[Kind | None, str] = {
    "person": "person",
    "organisation": "body",
    "group": "body",
    "place": "place",
    "facility": "place",
    "demonym": "people",
}
_BODIES = ("organisation", "group")
#: Who decided so can be wrong about a name; all others know better.
_OPEN = frozenset(("tagged", "open", "other", "context", "repeated", "acronym"))
#: Heads that are also what a ministry is for: ``Department of Health and Human Services``.
_FIELDS = frozenset(
    ("services", "industries", "forces", "communications", "technologies", "energy", "health", "aid")
)
_MOST_WORDS = 14


def by_enumerations(text: str, found: list[Candidate], lists: Lexicon) -> list[Candidate]:
    """Give the unsure names of a row the kind that the others have.

    Args:
        text: A cleaned text.
        found: Candidates, in order, none overlapping.
        lists: Knows what may be the name of a firm.
    """
    decided = list(found)
    for row in _rows(text, found):
        kind = _kind_of([found[at] for at in row]) or _if_firms([found[at] for at in row], lists)
        if kind is None:
            continue
        for at in row:
            one = found[at]
            fits = one.how != "unsure" and _FAMILIES.get(one.kind) == _FAMILIES[kind]
            if _is_unsure(one) and not one.doubtful and (not fits or _is_for_group(one, kind)):
                decided[at] = one._replace(kind=kind, how="context", confidence=_CONFIDENCE)
    return decided


def _rows(text: str, found: list[Candidate]) -> Iterator[list[int]]:
    """The places in ``found`` of the names of each row."""
    row: list[int] = []
    for at, one in enumerate(found):
        if text[one.start - 1 : one.start] == "(" and text[one.end : one.end + 1] == ")":
            continue  # the acronym of the name before it
        if row and not _BETWEEN.fullmatch(text, found[row[-1]].end, one.start):
            if _is_row(text, found, row):
                yield row
            row = []
        row.append(at)
    if _is_row(text, found, row):
        yield row


def _is_row(text: str, found: list[Candidate], row: list[int]) -> bool:
    """Whether these are names of one row: ``In Kyiv, Ukraine, Zelensky said`` has no "and" and is none."""
    if len(row) < _FEWEST:
        return False
    return _LAST.search(text, found[row[-2]].end, found[row[-1]].start) is not None


def _kind_of(row: list[Candidate]) -> Kind | None:
    """The kind that the names of a row say it is of; ``None`` where they do not agree or say too little."""
    sure = [one.kind for one in row if one.kind is not None and not _is_unsure(one)]
    if len(sure) < _WITNESSES or len({_FAMILIES.get(kind, kind) for kind in sure}) > 1:
        return None
    kind = Counter(sure).most_common(1)[0][0]
    return kind if kind in ("person", "organisation", "group", "place") else None


def _if_firms(row: list[Candidate], lists: Lexicon) -> Kind | None:
    """A body where names of a row may be those of firms, and nothing sure is anything else."""
    if any(one.kind not in (None, "organisation") for one in row if not _is_unsure(one)):
        return None
    entries = [lists.phrases.get(" ".join(one.words)) for one in row]
    firms = sum(entry is not None and entry.sort == "company" for entry in entries)
    return "organisation" if firms >= _FEWEST else None


def _is_for_group(one: Candidate, kind: Kind) -> bool:
    """Whether a body stands in a row of groups: the parties of a parliament."""
    return kind == "group" and one.kind == "organisation"


def _is_unsure(one: Candidate) -> bool:
    return one.kind is None or (one.how in _OPEN and one.confidence < _SURE) or one.how == "unsure"


# -- two bodies in one ------------------------------------------------------------------------------


def parted(text: str, found: list[Candidate], lists: Lexicon) -> list[Candidate]:
    """Part what was taken for one name and is two: ``Northmark Radio and Voice of Karsa``, ``Varn, Karsa``.

    Args:
        text: A cleaned text.
        found: Candidates, in order, none overlapping.
        lists: Knows bodies and their heads.
    """
    alone = {one.words for one in found if one.kind in _BODIES}
    kept: list[Candidate] = []
    for one in found:
        if one.kind == "place" and ", " in text[one.start : one.end] and one.how == "tagged":
            kept.extend(_places(text, one, lists))
        else:
            kept.extend(_parts(text, one, alone, lists) if _may_be_two(one) else (one,))
    return kept


def _places(text: str, one: Candidate, lists: Lexicon) -> Iterator[Candidate]:
    """A town and what it lies in, which the tagger took for one place: ``Aleppo, Syria``."""
    start = one.start
    for name in text[one.start : one.end].split(", "):
        end = start + len(name)
        inside = tuple(plain(word.text + word.tail) for word in words(name))
        if inside and name[0].isupper():
            yield _named(one._replace(start=start, end=end), inside, name, lists)
        start = end + 2


def _may_be_two(one: Candidate) -> bool:
    return (
        one.kind in _BODIES
        and one.how not in ("lexicon", "defined")
        and "and" in one.words[1:-1]
        and len(one.words) <= _MOST_WORDS
    )


def _parts(text: str, one: Candidate, alone: set[tuple[str, ...]], lists: Lexicon) -> Iterator[Candidate]:
    cut = list(words(text[one.start : one.end]))
    for at in range(1, len(cut) - 1):
        if cut[at].text != "and":
            continue
        second = at + 1 + (cut[at + 1].text.lower() == "the" and at + 2 < len(cut))
        left, right = one.words[:at], one.words[second:]
        if _stands(left, alone, lists) and _stands(right, alone, lists) and not _is_for_both(left, right):
            first = one._replace(end=one.start + cut[at - 1].end)
            yield _named(first, left, text[first.start : first.end], lists)
            rest = one._replace(start=one.start + cut[second].start, before="and")
            rest = _named(rest, right, text[rest.start : rest.end], lists)
            yield from _parts(text, rest, alone, lists) if _may_be_two(rest) else (rest,)
            return
    yield one


def _stands(name: tuple[str, ...], alone: set[tuple[str, ...]], lists: Lexicon) -> bool:
    """Whether these words are the name of a body without the others."""
    entry = lists.phrases.get(" ".join(name))
    if entry is not None:
        return entry.kind in _BODIES
    if name in alone:
        return True
    if len(name) < 2:
        return False
    last = next((at for at in range(1, len(name)) if name[at] in ("of", "for")), len(name))
    head = name[last - 1].lower()
    return lists.heads.get(head) in _BODIES and head not in _FIELDS and name[-1][0].isupper()


def _is_for_both(left: tuple[str, ...], right: tuple[str, ...]) -> bool:
    """Whether what follows the "and" is a second thing that a body is for: Office for Art and Sport."""
    return len(right) < 2 and ("of" in left or "for" in left)


def _named(one: Candidate, name: tuple[str, ...], words_of_it: str, lists: Lexicon) -> Candidate:
    entry = lists.phrases.get(" ".join(name))
    if entry is not None:
        return one._replace(words=name, kind=entry.kind, name=entry.name, how="lexicon")
    head = lists.heads.get(name[-1].lower())
    return one._replace(
        words=name,
        kind=head if one.kind in _BODIES and head in _BODIES else one.kind,
        name=" ".join(plain(words_of_it).split()),
    )
