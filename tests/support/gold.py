"""The project's own annotated articles, and how what was found is compared with them.

``name.ann`` has a line a mention or a statement, with tabs between its parts: first code point, one past the
last, kind or stance, entity or speaker, words. The text lies beside it in ``name.txt``; where the first line
names a sample article and, after a tab, its record, the text is that of the sample. The guideline is in
``tests/gold/README.md``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from index.model import STANCES, Article, Layers, Span, Stance, Statement
from index.preparing import Loose, read_file
from index.report import Given

#: The kinds that are scored as mentions; groups and organisations are told apart, places and facilities too.
SCORED = ("person", "organisation", "group", "place", "facility")
_FAMILIES = {kind: kind for kind in SCORED} | {"group": "organisation", "facility": "place"}

GOLD = Path(__file__).parents[1] / "gold"
_SAMPLES = Path(__file__).parents[2] / "seeds" / "articles"
_KNOWN = (*SCORED, "demonym")

Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Said:
    """An annotated statement.

    Attributes:
        content: Where that which is said stands.
        stance: What the speaker makes of it.
        speakers: The entity that says it, or the words for somebody without a name; any of them will do.
    """

    content: Place
    stance: Stance
    speakers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Gold:
    """One annotated article: for each place its kind and its entity, and who says what."""

    name: str
    article: Article
    marked: Mapping[Place, tuple[str, str]]
    said: tuple[Said, ...]

    @property
    def text(self) -> str:
        """What its places count in."""
        return self.article.text


def development() -> list[Gold]:
    """The articles whose errors are read: those of the first world, and samples of the project."""
    return read_gold(GOLD) + read_gold(GOLD / "seeds")


def held_back() -> list[Gold]:
    """The articles of another world, which nothing is fitted to."""
    return read_gold(GOLD / "held-back")


def read_gold(folder: Path) -> list[Gold]:
    """Every annotated article of a folder.

    Raises:
        ValueError: An annotation does not have the words that stand at its place, or is of no known kind.
    """
    return [_read(path) for path in sorted(folder.glob("*.ann"))]


def _read(path: Path) -> Gold:
    lines = path.read_text("utf-8").splitlines()
    own = path.with_suffix(".txt")
    if own.exists():
        text = own.read_text("utf-8").strip("\n")
        article = Article(1, "0" * 20, "", True, text, "en", ())
    else:
        article = _sample(*lines.pop(0).partition("\t")[::2])
    marked: dict[Place, tuple[str, str]] = {}
    said: list[Said] = []
    for line in lines:
        start, end, kind, name, words = line.split("\t")
        place = int(start), int(end)
        stands = article.text[slice(*place)]
        if " ".join(stands.split()) != words:
            raise ValueError(f"{path.name}: {start} to {end} is {stands!r}, not {words!r}")
        stance = next((one for one in STANCES if one == kind), None)
        if stance is not None:
            said.append(Said(place, stance, tuple(name.split(" / "))))
        elif kind in _KNOWN:
            marked[place] = kind, name
        else:
            raise ValueError(f"{path.name}: {kind!r} at {start} is neither a kind nor a stance")
    return Gold(path.stem, article, marked, tuple(said))


def _sample(file: str, record: str) -> Article:
    for one in read_file(_SAMPLES / file, Given()):
        if isinstance(one, Loose) and one.article.copies[0].origin.record == record:
            return one.article
    raise ValueError(f"there is no sample {file} {record}")


# -- mentions -------------------------------------------------------------------------------------


def wrong(gold: Gold, found: Layers) -> list[str]:
    """What was missed and what was found too much, in words."""
    ours = {(one.span.start, one.span.end): one.kind for one in found.mentions if one.kind in SCORED}
    theirs = {place: kind for place, (kind, _) in gold.marked.items() if kind in SCORED}
    return [
        f"{gold.name}: {gold.text[start:end]!r} is {theirs.get((start, end))}, found {ours.get((start, end))}"
        for start, end in sorted(ours.keys() | theirs.keys())
        if ours.get((start, end)) != theirs.get((start, end))
    ]


def mentions(gold: Sequence[Gold], found: Sequence[Layers]) -> float:
    """F1 in percent of mentions with the right place and the right kind."""
    return _f1(gold, found, {kind: kind for kind in SCORED})


def families(gold: Sequence[Gold], found: Sequence[Layers]) -> float:
    """The same with organisations and groups as one kind, and places and facilities, as in other sets."""
    return _f1(gold, found, _FAMILIES)


def _f1(gold: Sequence[Gold], found: Sequence[Layers], kinds: Mapping[str, str]) -> float:
    right = given = marked = 0
    for one, layers in zip(gold, found, strict=True):
        ours = {(m.span.start, m.span.end, kinds[m.kind]) for m in layers.mentions if m.kind in kinds}
        theirs = {(*place, kinds[kind]) for place, (kind, _) in one.marked.items() if kind in kinds}
        right += len(ours & theirs)
        given += len(ours)
        marked += len(theirs)
    return 200 * right / (given + marked)


def links(gold: Sequence[Gold], found: Sequence[Layers]) -> float:
    """B3 F1 in percent over all mentions; one that was missed or invented is alone on the other side."""
    precision = recall = 0.0
    given = marked = 0
    for one, layers in zip(gold, found, strict=True):
        theirs = {place: entity for place, (kind, entity) in one.marked.items() if kind in SCORED}
        ours = {(m.span.start, m.span.end): (m.kind, m.name) for m in layers.mentions if m.kind in SCORED}
        precision += _overlap(ours, theirs)
        recall += _overlap(theirs, ours)
        given += len(ours)
        marked += len(theirs)
    precision, recall = precision / given, recall / marked
    return 200 * precision * recall / (precision + recall)


def _overlap(of: Mapping[Place, Hashable], other: Mapping[Place, Hashable]) -> float:
    """The sum over mentions of the share of their entity that the other side has in one entity too."""
    together: dict[Hashable, set[Place]] = defaultdict(set)
    for place, entity in of.items():
        together[entity].add(place)
    total = 0.0
    for place, entity in of.items():
        if place in other:
            same = sum(other.get(peer) == other[place] for peer in together[entity])
            total += same / len(together[entity])
    return total


# -- statements -----------------------------------------------------------------------------------


def speakers(gold: Sequence[Gold], found: Sequence[Layers]) -> float:
    """The share in percent of annotated statements that were found with the right speaker."""
    judged = [
        met is not None and _speaks(one, met, said)
        for one, layers in zip(gold, found, strict=True)
        for said, met in _met(one, layers)
    ]
    return 100 * sum(judged) / len(judged)


def stances(gold: Sequence[Gold], found: Sequence[Layers]) -> float:
    """The share in percent of annotated statements that were found with the right stance."""
    judged = [
        met is not None and met.stance == said.stance
        for one, layers in zip(gold, found, strict=True)
        for said, met in _met(one, layers)
    ]
    return 100 * sum(judged) / len(judged)


def misheard(gold: Gold, found: Layers) -> list[str]:
    """Statements that were missed or given to somebody else, in words."""
    lines = []
    for said, met in _met(gold, found):
        if met is None:
            lines.append(f"{gold.name}: missed {said.speakers[0]}: {gold.text[slice(*said.content)]!r}")
        elif not _speaks(gold, met, said):
            given = sorted(_given(gold, met)) or ["nobody"]
            lines.append(f"{gold.name}: {gold.text[slice(*said.content)]!r}: {said.speakers[0]}, not {given}")
    return lines


def _met(gold: Gold, found: Layers) -> Iterator[tuple[Said, Statement | None]]:
    """Each annotated statement with the one found whose content covers the same words best, if any does."""
    for said in gold.said:
        best = max(found.statements, key=lambda one: _shared(one.content, said.content), default=None)
        yield said, best if best is not None and _shared(best.content, said.content) else None


def _shared(one: Span, other: Place) -> float:
    """How much two places have in common, as a share of what either covers."""
    both = min(one.end, other[1]) - max(one.start, other[0])
    return max(both, 0) / (max(one.end, other[1]) - min(one.start, other[0]))


def _speaks(gold: Gold, met: Statement, said: Said) -> bool:
    named = {entity for _, entity in gold.marked.values()}
    given = _given(gold, met)
    words = _plain(gold.text[met.speaker.start : met.speaker.end]) if met.speaker is not None else ""
    return any(
        speaker in given if speaker in named else _same_words(words, _plain(speaker))
        for speaker in said.speakers
    )


def _given(gold: Gold, met: Statement) -> set[str]:
    """The annotated entities at whose place the speaker of a statement is named."""
    place = met.named or met.speaker
    if place is None:
        return set()
    # A phrase ends with its name, "its director, Dr Samira Haddawi", also where no mention was found in it.
    return {
        entity
        for (start, end), (_, entity) in gold.marked.items()
        if max(start, place.start) < min(end, place.end) and (met.named is not None or place.end <= end)
    }


def _same_words(one: str, other: str) -> bool:
    return bool(one) and (one == other or one.startswith(other + " ") or other.startswith(one + " "))


def _plain(words: str) -> str:
    """Small letters, one space between words, no article."""
    plain = " ".join(words.lower().replace("’", "'").split())
    return plain.removeprefix("the ").removeprefix("a ").removeprefix("an ")
