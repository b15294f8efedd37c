"""News of 2019 and 2020 that was annotated for this project, without a look at what is found in it.

The annotations lie in ``tests/gold/news``, the texts do not: they are read from the data. The tagger has not
learned from them. The first line of an annotation names the file and the record, each other line a mention:
first code point, one past the last, kind, words.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from documents import Document, Labelled
from measure import LABELS_OF_KINDS, Measured, surely
from scores import reliability, score

from index.extraction.tagger import Tagger
from index.text import clean

_GOLD = Path(__file__).resolve().parents[2] / "tests" / "gold" / "news"
_HALVES = {
    "news of 2019 and 2020 (own marks, mistakes read)": "development",
    "news of 2019 and 2020 (own marks, held back)": "held-back",
}


def own_news(data: Path, tagger: Tagger) -> Iterator[Measured]:
    """A row for each half.

    Args:
        data: The folder of the data, with the texts in ``news``.
        tagger: What is measured.

    Raises:
        OSError: The texts are missing.
        ValueError: An annotation does not have the words that stand at its place.
    """
    for name, half in _HALVES.items():
        marked = [_read(path, data / "news") for path in sorted((_GOLD / half).glob("*.ann"))]
        found = [surely(one.text, tagger) for one in marked]
        yield Measured(
            name,
            score(marked, [[one for one, _ in spans] for spans in found]),
            reliability(marked, found),
        )


def _read(path: Path, texts: Path) -> Document:
    first, *lines = path.read_text("utf-8").splitlines()
    file, record = first.split("\t")
    text = _texts(texts / file)[record]
    spans = []
    for line in lines:
        start, end, kind, words = line.split("\t")
        stands = " ".join(text[int(start) : int(end)].split())
        if stands != words:
            raise ValueError(f"{path.name}: {start} to {end} is {stands!r}, not {words!r}")
        spans.append(Labelled(int(start), int(end), LABELS_OF_KINDS[kind]))
    return Document(text, tuple(spans), f"own news/{record}")


@cache
def _texts(path: Path) -> Mapping[str, str]:
    with path.open(encoding="utf-8") as lines:
        records = map(json.loads, lines)
        return {record["id"]: clean(record["body"]) for record in records}
