"""A name, or what may be one, on its way from the rules to the document layer."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from index.extraction.evidence import Verdict, acts, is_acronym
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
        how: Which sort of rule decided: ``lexicon``, ``unsure``, ``figure``, ``head``, ``title``, ``given``,
            ``context``, ``open``, ``acronym``; later ``event``, ``defined``, ``repeated``, ``linked``.
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


def made(scene: Scene, first: int, last: int, verdict: Verdict) -> Candidate:
    """The candidate of words ``first`` to ``last``, decided; a person's last initial keeps its full stop."""
    bare = _bare(scene, first, last)
    if verdict.kind == "person" and len(bare.words[-1]) == 1 and scene.text[bare.end : bare.end + 1] == ".":
        bare = bare._replace(end=bare.end + 1, name=bare.name + ".")
    return bare._replace(kind=verdict.kind, how=verdict.how, confidence=verdict.confidence)


def from_entry(scene: Scene, first: int, last: int, entry: Entry) -> Candidate:
    """A phrase of the lexicon; a leading ``The`` is outside."""
    if last - first > 1 and scene.sentence[first].text == "The":
        first += 1
    how, confidence = ("lexicon", 0.95) if entry.sure else ("unsure", 0.5)
    return _bare(scene, first, last)._replace(
        kind=entry.kind, name=entry.name, how=how, confidence=confidence
    )


def left_open(scene: Scene, first: int, last: int) -> Candidate:
    """A candidate that the document layer may decide."""
    acronym = last - first == 1 and is_acronym(scene.sentence[first].text)
    bare = _bare(scene, first, last)
    return bare._replace(how="acronym" if acronym else "open", acts=acts(scene, last))


def _bare(scene: Scene, first: int, last: int) -> Candidate:
    words = scene.sentence[first:last]
    start, end = words[0].start, words[-1].end
    inner = [plain(word.text + word.tail) for word in words[:-1]]
    return Candidate(
        start=start,
        end=end,
        words=(*inner, plain(words[-1].text)),
        kind=None,
        name=" ".join(plain(scene.text[start:end]).split()),
        how="open",
        confidence=0.0,
        doubtful=scene.opens(first) and (scene.has("ordinary", first) or scene.low(first) in scene.lowered),
        before=scene.before(first),
    )
