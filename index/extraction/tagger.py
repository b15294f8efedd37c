"""The tagger: finds names by what it has learned, a linear-chain CRF over the pieces of an article.

Its face is small, so that a better one can take its place: the sentences of one article in, what each
sentence names with how sure that is out. It opens its model when it is first asked and knows nothing of
kinds: it says person, organisation, place or other name, and the rules go on from there.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from math import exp, log
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Literal, NamedTuple, Protocol

from index.extraction.features import Features
from index.extraction.lexicon import lexicon
from index.extraction.wordbook import shared

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pycrfsuite

    from index.extraction.wordbook import Wordbook

Label = Literal["PER", "ORG", "LOC", "MISC"]
LABELS: tuple[Label, ...] = ("PER", "ORG", "LOC", "MISC")
MODEL = "names.crfsuite"
#: What is added to each share, so that one place alone does not rule a label out.
_LEAST = 0.02
#: Where a name is surer than this, what is left for the other labels is not asked for.
_CLEAR = 0.95
_MAGIC = b"lCRF"


class Tagged(NamedTuple):
    """A name in one sentence.

    Attributes:
        first: Its first piece.
        last: One past its last piece.
        label: What sort of thing it names.
        confidence: How sure that is, 0 to 1: the least sure of its pieces.
    """

    first: int
    last: int
    label: Label
    confidence: float


class Tagger(Protocol):
    """Whatever finds names."""

    def tag(self, sentences: Sequence[Sequence[str]]) -> list[list[Tagged]]:
        """The names of each sentence of one article, in order and without overlaps."""


class Weighed(NamedTuple):
    """A name, and how much speaks for each of ``LABELS`` at a piece of it, on the average."""

    name: Tagged
    shares: list[float]


def agreed(sentences: Sequence[Sequence[str]], found: Sequence[Sequence[Weighed]]) -> list[list[Tagged]]:
    """The names of one article with one label for the same words, by what speaks for each in all places."""
    weights: dict[tuple[str, ...], list[list[float]]] = defaultdict(list)
    labels: dict[tuple[str, ...], set[Label]] = defaultdict(set)
    for sentence, names in zip(sentences, found, strict=True):
        for name, shares in names:
            words = tuple(sentence[name.first : name.last])
            weights[words].append(shares)
            labels[words].add(name.label)
    decided = {words: _together(weights[words]) for words, given in labels.items() if len(given) > 1}

    def settled(sentence: Sequence[str], one: Tagged) -> Tagged:
        verdict = decided.get(tuple(sentence[one.first : one.last]))
        if verdict is None or (verdict[0] == one.label and verdict[1] <= one.confidence):
            return one
        return one._replace(label=verdict[0], confidence=verdict[1])

    both = zip(sentences, found, strict=True)
    return [[settled(sentence, one.name) for one in names] for sentence, names in both]


def _together(places: list[list[float]]) -> tuple[Label, float]:
    """The label that the places of one name speak for together, and how sure that is."""
    # They are no independent witnesses: four of them weigh as much as two would.
    evidence = len(places) ** 0.5
    by_label = zip(*places, strict=True)
    logs = [sum(log(share + _LEAST) for share in shares) / evidence for shares in by_label]
    best = max(logs)
    odds = [exp(one - best) for one in logs]
    return LABELS[logs.index(best)], 1 / sum(odds)


class Crf:
    """The tagger that was trained with ``tools/train``."""

    def __init__(self, model: pycrfsuite.Tagger, features: Features) -> None:
        """Tag with an open model."""
        self._model = model
        self._features = features
        self._one_at_a_time = Lock()  # the model keeps the sentence that it was asked about last

    def tag(self, sentences: Sequence[Sequence[str]]) -> list[list[Tagged]]:
        """The names of each sentence of one article, in order and without overlaps."""
        with self._one_at_a_time:
            found = [
                [one for stretch in stretches for one in self._tag(stretch.first, stretch.features)]
                for stretches in self._features.of(sentences)
            ]
        return agreed(sentences, found)

    def _tag(self, first: int, features: list[list[str]]) -> list[Weighed]:
        tags = self._model.tag(features)
        found: list[Weighed] = []
        begin = 0
        while begin < len(tags):
            tag = tags[begin]
            if tag == "O":
                begin += 1
                continue
            end = begin + 1
            while end < len(tags) and tags[end] == "I-" + tag[2:]:
                end += 1
            sure = min(self._model.marginal(tags[at], at) for at in range(begin, end))
            found.append(
                Weighed(
                    Tagged(first + begin, first + end, tag[2:], sure), self._shares(begin, end, tag[2:], sure)
                )
            )
            begin = end
        return found

    def _shares(self, first: int, last: int, label: Label, sure: float) -> list[float]:
        if sure > _CLEAR:
            return [sure if one == label else (1 - sure) / (len(LABELS) - 1) for one in LABELS]
        return [
            sum(self._model.marginal(("I-" if at > first else "B-") + one, at) for at in range(first, last))
            / (last - first)
            for one in LABELS
        ]


class Opened(NamedTuple):
    """The tagger, or the sentence that says why there is none.

    Attributes:
        tagger: What finds names; ``None`` where the rules have to do it alone.
        why_not: What is missing and what to do, as one sentence; empty where nothing is.
    """

    tagger: Tagger | None
    why_not: str = ""


@cache
def open_tagger() -> Opened:
    """Open the tagger that lies beside this module; the first call reads its files.

    A missing or damaged model is no error: names are found by the rules then, and this says so.
    """
    try:
        return Opened(opened(Path(__file__).parent / "model" / MODEL, shared()))
    except ImportError:
        return Opened(None, "Names are found by rules alone: python-crfsuite is not installed. Install it.")
    except (OSError, ValueError) as error:
        return Opened(
            None,
            f"Names are found by rules alone: the model cannot be read ({error}). Install Briefing again.",
        )


def opened(path: Path, book: Wordbook) -> Crf:
    """The tagger with the model in a file.

    Raises:
        ImportError: python-crfsuite is not installed.
        OSError: The file cannot be read.
        ValueError: It is no model.
    """
    import pycrfsuite  # noqa: PLC0415  (the rules do without it)

    model = pycrfsuite.Tagger()
    with path.open("rb") as file:
        if file.read(len(_MAGIC)) != _MAGIC:
            raise ValueError(f"{path.name} is no model")
    model.open(str(path))
    return Crf(model, Features(book, lexicon()))
