"""A name, or what may be one, on its way from the rules to the document layer."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from index.extraction.evidence import acts, is_acronym
from index.extraction.lists import word_lists
from index.extraction.tokens import plain

if TYPE_CHECKING:
    from index.extraction.lexicon import Entry
    from index.extraction.runs import Scene
    from index.model import Kind


class Candidate(NamedTuple):
    """A name, or what may be one.

    Attributes:
        start: First code point.
        end: One past the last.
        words: Its words with straight apostrophes.
        kind: What sort of thing it names, or ``None`` while that is open.
        name: The name of the lexicon, or the words themselves.
        how: Which sort of rule found it: ``lexicon``, ``unsure``, ``figure``, ``head``, ``title``, ``given``,
            ``context``, ``open``, ``acronym``.
        confidence: 0 to 1.
        doubtful: Whether its capital letter says nothing: an ordinary word that opens a sentence.
        before: The lower-cased word right before it, or nothing.
        acts: Whether what follows is what people and bodies do: ``said``, ``pleaded``, ``was born``.
    """

    start: int
    end: int
    words: tuple[str, ...]
    kind: Kind | None
    name: str
    how: str
    confidence: float
    doubtful: bool = False
    before: str = ""
    acts: bool = False

    @property
    def determined(self) -> bool:
        """Whether ``the``, ``a`` or the like stands before it."""
        return self.before in word_lists("words.txt")["determiners"]


def made(scene: Scene, first: int, last: int, kind: Kind | None, how: str, confidence: float) -> Candidate:
    words = tuple(
        plain(word.text + (word.tail if at < last - 1 else "")) for at, word in _range(scene, first, last)
    )
    return Candidate(
        start=scene.sentence[first].start,
        end=scene.sentence[last - 1].end,
        words=words,
        kind=kind,
        name=" ".join(plain(scene.text[scene.sentence[first].start : scene.sentence[last - 1].end]).split()),
        how=how,
        confidence=confidence,
        doubtful=scene.opens(first) and (scene.has("ordinary", first) or scene.low(first) in scene.lowered),
        before=scene.before(first),
    )


def from_entry(scene: Scene, first: int, last: int, entry: Entry) -> Candidate:
    """A phrase of the lexicon; a leading ``The`` is outside."""
    if last - first > 1 and scene.sentence[first].text == "The":
        first += 1
    how = "lexicon" if entry.sure else "unsure"
    made = made(scene, first, last, entry.kind, how, 0.95 if entry.sure else 0.5)
    return made._replace(name=entry.name)


def left_open(scene: Scene, first: int, last: int) -> Candidate:
    """A candidate that the document layer may decide."""
    how = "acronym" if last - first == 1 and is_acronym(scene.sentence[first].text) else "open"
    return made(scene, first, last, None, how, 0.0)._replace(acts=acts(scene, last))
