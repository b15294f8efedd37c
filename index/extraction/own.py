"""A model of the user's that finds names: a spaCy pipeline or a GLiNER model that lies on this machine.

It is opened where it lies and never fetched: those libraries are told that there is no network before they
are loaded. It reads the pieces that the built-in tagger reads, joined by spaces, and what it finds is put
back onto them. What cannot serve is a sentence, and the built-in tagger goes on alone. A model can run code
of its own when it is opened, so it has to be one that the user trusts.
"""

from __future__ import annotations

import hashlib
import math
import os
import warnings
from bisect import bisect_left, bisect_right
from functools import cache
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from index.extraction.tagger import Tagged
from index.text import clean_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from index.extraction.tagger import Label, Tagger
    from index.model import OwnModel

#: What libraries of models look for before they look into the network.
_OFFLINE = {
    "HF_HUB_OFFLINE": "1",
    "TRANSFORMERS_OFFLINE": "1",
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "HF_HUB_DISABLE_PROGRESS_BARS": "1",
    "TOKENIZERS_PARALLELISM": "false",
}

#: What models call what they find, in small letters without signs -> what the tagger calls it.
_LABELS: dict[str, Label] = {
    **dict.fromkeys(("per", "person", "people"), "PER"),
    **dict.fromkeys(("org", "organization", "organisation", "group", "party", "company"), "ORG"),
    **dict.fromkeys(("gpe", "loc", "location", "place", "fac", "facility", "country", "city"), "LOC"),
    **dict.fromkeys(("norp", "misc", "nationality", "event", "law", "product", "workofart"), "MISC"),
}

#: What a GLiNER model is asked for: it knows no labels of its own.
_ASKED = ("person", "organization", "location", "facility", "nationality", "event")

#: A pipeline that does not say how sure it is: so much of what the small English one of spaCy finds is right.
_UNSAID = 0.5
#: Parts of a pipeline that are slow and that finding names does not need.
_NOT_NEEDED = ("parser", "senter", "tagger", "morphologizer", "attribute_ruler", "lemmatizer", "textcat")
#: Parts that may ask for what those say.
_RULERS = ("entity_ruler", "span_ruler")
#: Models look so many words far; a longer sentence is read in parts.
_MOST_PIECES = 200
#: Longer than any sentence of words: no model is asked what it names.
_MOST_CHARACTERS = 20_000
_BATCH = 32


class Named(NamedTuple):
    """What a pipeline finds in a text: characters, its own label, and how sure it is, 0 to 1."""

    start: int
    end: int
    label: str
    confidence: float


class Pipeline(Protocol):
    """Whatever a user's model is wrapped in."""

    def names(self, texts: Sequence[str]) -> Iterable[Iterable[Named]]:
        """What each of these short texts names, in the order of the texts."""


class Opened(NamedTuple):
    """A user's model, or the sentence that says why it cannot serve.

    Attributes:
        tagger: What finds names with it; ``None`` where it cannot serve.
        name: What it is, in words for the user.
        version: What it is to the letter: another one finds other names.
        why_not: What is wrong and what to do; empty where it serves.
    """

    tagger: Tagger | None
    name: str = ""
    version: str = ""
    why_not: str = ""


class _UnusableError(Exception):
    """A model cannot serve; its words are a clause."""


class Own:
    """A tagger that asks a pipeline."""

    def __init__(self, pipeline: Pipeline) -> None:
        """Tag with a pipeline."""
        self._pipeline = pipeline
        self._one_at_a_time = Lock()  # no pipeline promises to serve two threads

    def tag(self, sentences: Sequence[Sequence[str]]) -> list[list[Tagged]]:
        """The names of each sentence of one article, in order and without overlaps."""
        found: list[list[Tagged]] = [[] for _ in sentences]
        parts = list(_parts(sentences))
        if not parts:
            return found
        with self._one_at_a_time:
            answers = [list(names) for names in self._pipeline.names([part.text for part in parts])]
        for part, names in zip(parts, answers, strict=True):
            found[part.sentence] += part.tagged(names)
        return found


class _Part(NamedTuple):
    """A part of a sentence as a text: the place of its first piece, and where each of its pieces begins."""

    sentence: int
    first: int
    text: str
    starts: list[int]

    def tagged(self, names: Iterable[Named]) -> list[Tagged]:
        """Names as pieces: whole ones, without overlaps, the surest and then the longest first."""
        kept: list[Tagged] = []
        for name in sorted(names, key=lambda one: (-_sure(one), one.start - one.end, one.start)):
            label = _label(name.label)
            here = self.text[max(name.start, 0) : max(name.end, 0)]
            if label is None or not here.strip():
                continue
            # A name that begins or ends with spaces would bring a piece that it has no part in.
            start = max(name.start, 0) + len(here) - len(here.lstrip())
            end = start + len(here.strip())
            at = bisect_right(self.starts, start) - 1
            last = bisect_left(self.starts, end)
            one = Tagged(self.first + at, self.first + last, label, _sure(name))
            if all(one.last <= before.first or before.last <= one.first for before in kept):
                kept.append(one)
        return sorted(kept)


def _parts(sentences: Sequence[Sequence[str]]) -> Iterator[_Part]:
    """The parts of sentences that can name something: names have capital letters here."""
    for number, pieces in enumerate(sentences):
        for first in range(0, len(pieces), _MOST_PIECES):
            here = pieces[first : first + _MOST_PIECES]
            text = " ".join(here)
            if len(text) > _MOST_CHARACTERS or text == text.lower():
                continue
            starts, at = [], 0
            for piece in here:
                starts.append(at)
                at += len(piece) + 1
            yield _Part(number, first, text, starts)


def _label(label: str) -> Label | None:
    return _LABELS.get("".join(filter(str.isalpha, label)).lower())


def _sure(name: Named) -> float:
    """Its confidence from 0 to 1; a model that gives no number is sure of nothing."""
    return min(max(name.confidence, 0.0), 1.0) if math.isfinite(name.confidence) else 0.0


# -- opening --------------------------------------------------------------------------------------


def open_own(model: OwnModel) -> Opened:
    """Open a user's model; the first call loads it, which takes a second or several.

    That it cannot serve is no error: the built-in tagger goes on, and the answer says why.
    """
    return _opened(model.sort, model.where)


@cache
def _opened(sort: str, where: str) -> Opened:
    os.environ.update(_OFFLINE)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # meant for who writes programs with these libraries
            return _SORTS[sort](where)
    except ImportError as error:
        reason, cure = (
            f"{error.name} is not installed" if error.name else _in_short(error),
            f"Install briefing[{sort}]",
        )
    except _UnusableError as error:
        reason, cure = str(error), "Look at what the settings name"
    except Exception as error:  # noqa: BLE001  (whatever a model's own code can raise; it is said)
        reason, cure = f"it cannot be loaded ({_in_short(error)})", "Look at its folder"
    return Opened(None, why_not=clean_line(f"Names are found without {sort}:{where}: {reason}. {cure}."))


def _in_short(error: Exception) -> str:
    lines = str(error).strip().splitlines()
    return clean_line(f"{type(error).__name__}: {lines[0][:200]}" if lines else type(error).__name__)


class _Spacy:
    """A spaCy pipeline."""

    def __init__(self, pipeline: Any) -> None:
        self._pipeline = pipeline

    def names(self, texts: Sequence[str]) -> Iterator[list[Named]]:
        """What each text names."""
        for document in self._pipeline.pipe(texts, batch_size=_BATCH):
            yield [Named(one.start_char, one.end_char, one.label_, _UNSAID) for one in document.ents]


def _open_spacy(where: str) -> Opened:
    if Path(where).is_absolute():
        _folder(where)
    import spacy  # noqa: PLC0415  (a second; only who chose it pays for it)

    if not Path(where).is_absolute() and not spacy.util.is_package(where):
        raise _UnusableError("there is no installed pipeline of that name; a folder is named by its path")
    pipeline = spacy.load(where)
    if not any(name in _RULERS for name in pipeline.pipe_names):
        pipeline.select_pipes(disable=[name for name in pipeline.pipe_names if name in _NOT_NEEDED])
    labels = sorted({label for labels in pipeline.pipe_labels.values() for label in labels})
    if not any(map(_label, labels)):
        raise _UnusableError("none of its labels is one for names")
    meta = pipeline.meta
    title = clean_line(f"{meta['lang']}_{meta['name']} {meta['version']}")
    version = f"spacy {spacy.__version__} {_fingerprint(Path(pipeline.path))}"
    return Opened(Own(_Spacy(pipeline)), f"spaCy {title}", version)


class _Gliner:
    """A GLiNER model."""

    def __init__(self, model: Any) -> None:
        self._model = model

    def names(self, texts: Sequence[str]) -> Iterator[list[Named]]:
        """What each text names."""
        for first in range(0, len(texts), _BATCH):
            batch = list(texts[first : first + _BATCH])
            for found in self._model.inference(batch, list(_ASKED)):
                yield [Named(one["start"], one["end"], one["label"], float(one["score"])) for one in found]


def _open_gliner(where: str) -> Opened:
    folder = _folder(where)
    import gliner  # noqa: PLC0415  (ten seconds, for torch; only who chose it pays for it)

    model = gliner.GLiNER.from_pretrained(str(folder), local_files_only=True, map_location="cpu")
    model.eval()
    version = f"gliner {gliner.__version__} {_fingerprint(folder)}"
    return Opened(Own(_Gliner(model)), f"GLiNER {clean_line(folder.name)}", version)


_SORTS: dict[str, Callable[[str], Opened]] = {"spacy": _open_spacy, "gliner": _open_gliner}


def _folder(where: str) -> Path:
    folder = Path(where)
    if not folder.is_dir():
        raise _UnusableError("there is no such folder")
    return folder


def _fingerprint(folder: Path) -> str:
    """Eight hex digits that are others when a file of a model is: its name, its size or its time."""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts:
            found = path.stat()
            line = f"{path.relative_to(folder)} {found.st_size} {found.st_mtime_ns}\n"
            digest.update(line.encode(errors="surrogateescape"))
    return digest.hexdigest()[:8]
