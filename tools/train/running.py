"""Running text that may be used: for what words are ordinary, and which are used alike.

Only word counts and groups of words come out of it; no sentence of these texts is passed on.
"""

from __future__ import annotations

import json
import lzma
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TextIO

from index.extraction.pieces import pieces
from index.text import clean

#: File -> licence and whom it thanks.
TEXTS = {
    "wikinews_2019_2020.jsonl": ("CC BY 2.5", "Wikinews, 2019 and 2020"),
    "isaf_press_releases_test.jsonl": ("public domain", "press releases of ISAF"),
    "un_debates_1995_on.jsonl.xz": ("CC0", "UN General Debate Corpus (A. Baturo and others), from 1995"),
}
#: So many code points of each file are read: the debates alone are more than all the rest.
_MOST = 28_000_000


def sentences(folder: Path) -> Iterator[Sequence[str]]:
    """The sentences of all texts, in pieces.

    Raises:
        OSError: A file is missing.
    """
    for name in TEXTS:
        path = folder / name
        length = 0
        with _opened(path) as lines:
            for line in lines:
                text = clean(json.loads(line)["body"])
                length += len(text)
                for sentence in pieces(text):
                    yield sentence.texts
                if length > _MOST:
                    break


def _opened(path: Path) -> TextIO:
    if path.suffix == ".xz":
        return lzma.open(path, "rt", encoding="utf-8")
    return path.open(encoding="utf-8")
