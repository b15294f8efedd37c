"""The tagger: finds names by what it has learned, a linear-chain CRF over the pieces of an article.

Its face is small, so that a better one can take its place: the sentences of one article in, what each
sentence names with how sure that is out. It opens its model when it is first asked and knows nothing of
kinds: it says person, organisation, place or other name, and the rules go on from there.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import as_file, files
from threading import Lock
from typing import TYPE_CHECKING, Literal, NamedTuple, Protocol

from index.extraction.features import Features
from index.extraction.lexicon import lexicon
from index.extraction.wordbook import load

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    import pycrfsuite

    from index.extraction.wordbook import Wordbook

Label = Literal["PER", "ORG", "LOC", "MISC"]
MODEL = "names.crfsuite"
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
            return [
                [one for stretch in stretches for one in self._tag(stretch.first, stretch.features)]
                for stretches in self._features.of(sentences)
            ]

    def _tag(self, first: int, features: list[list[str]]) -> list[Tagged]:
        tags = self._model.tag(features)
        found: list[Tagged] = []
        for at, tag in enumerate(tags):
            if tag == "O":
                continue
            sure = self._model.marginal(tag, at)
            if tag[0] == "I" and found and found[-1].last == first + at and found[-1].label == tag[2:]:
                before = found[-1]
                found[-1] = before._replace(last=first + at + 1, confidence=min(before.confidence, sure))
            else:
                found.append(Tagged(first + at, first + at + 1, tag[2:], sure))
        return found


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
        with as_file(files("index.extraction").joinpath("model", MODEL)) as path:
            return Opened(opened(path, load()))
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
