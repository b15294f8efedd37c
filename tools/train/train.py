"""Makes what the tagger needs, from annotated texts that may be used: word book, model, model card.

    python tools/train/train.py [--data ../shared/data] [--card-alone]

The same data give the same files on the same machine. ``index/extraction/model`` and ``docs/model-card.md``
are written over; nothing else is.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Sequence
from pathlib import Path

import clusters
import running
import wordlists
from book import Lists, packed
from card import card
from documents import Document
from fit import fit
from labels import repaired
from measure import folds, table
from own_news import own_news
from sets import SETS, read_all

from index.extraction.features import Features
from index.extraction.lexicon import lexicon
from index.extraction.pieces import pieces
from index.extraction.tagger import MODEL, opened
from index.extraction.wordbook import FILE, load

_ROOT = Path(__file__).resolve().parents[2]
_MODEL = _ROOT / "index" / "extraction" / "model"
_CARD = _ROOT / "docs" / "model-card.md"
#: Sets of plain prose, which may say how words are used.
_PROSE = ("gmb", "wikigold", "redocred", "ewt", "re3d")


def annotated(data: Path) -> list[Document]:
    """All documents of all sets, with labels that agree.

    Raises:
        SystemExit: A file of a set is missing.
    """
    marked = frozenset(one.name for one in SETS if one.demonyms)
    try:
        return list(repaired(read_all(data / "ner"), lexicon(), marked))
    except OSError as error:
        raise SystemExit(
            f"train: cannot read {error.filename}: {error.strerror}. Name the data: --data FOLDER"
        ) from None


def word_book(data: Path, documents: Sequence[Document]) -> bytes:
    """The word book as it is kept."""
    texts = list(running.sentences(data / "news"))
    for one in documents:
        if one.source.startswith(_PROSE):
            texts.extend(sentence.texts for sentence in pieces(one.text))
    ordinary = wordlists.ordinary(texts)
    given, family = wordlists.people()
    left_out = {word.capitalize() for word in ordinary}
    towns = wordlists.phrases(wordlists.cities(), left_out)
    states = wordlists.phrases(wordlists.provinces(), left_out)
    lists = Lists(
        frozenset(given),
        frozenset(family),
        frozenset(ordinary),
        clusters.clusters(texts),
        dict.fromkeys(towns, "t") | dict.fromkeys(states, "s"),
    )
    return packed(lists, lexicon())


def main() -> None:
    """Train, measure, write."""
    parser = argparse.ArgumentParser(description="Make the model of the tagger from annotated texts.")
    parser.add_argument("--data", type=Path, default=_ROOT.parent / "shared" / "data")
    parser.add_argument("--card-alone", action="store_true", help="keep the files, measure, write the card")
    options = parser.parse_args()
    begin = time.process_time()
    documents = annotated(options.data)
    if not options.card_alone:
        _MODEL.mkdir(exist_ok=True)
        # The model knows words by the numbers of their clusters: the two files belong together.
        (_MODEL / FILE).write_bytes(word_book(options.data, documents))
        print(f"word book after {time.process_time() - begin:.0f} CPU seconds", flush=True)
        fit(documents, Features(load(), lexicon()), _MODEL / MODEL)
        print(f"model after {time.process_time() - begin:.0f} CPU seconds", flush=True)
    rows = [*folds(documents), *own_news(options.data, opened(_MODEL / MODEL, load()))]
    print(table(rows))
    _CARD.write_text(card(documents, rows, _MODEL), encoding="utf-8")
    print(f"in all {time.process_time() - begin:.0f} CPU seconds")


if __name__ == "__main__":
    main()
