"""Fits the CRF to annotated texts, as the tagger will see them."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import pycrfsuite
from documents import BETWEEN, Document, Labelled
from labels import cleaned
from strange import strange

from index.extraction.features import Features
from index.extraction.lexicon import lexicon
from index.extraction.pieces import Pieces, pieces
from index.extraction.wordbook import load

#: Measured in the laboratory: strong L1 is smaller and better on texts of other sources.
_PARAMETERS = {
    "c1": 2.5,
    "c2": 0.1,
    "max_iterations": 60,
    "feature.possible_transitions": True,
    "feature.minfreq": 2,
}
#: This share of sentences is learned from in capital letters or title case as well.
_HEADLINES = 0.06
_SHORTEST_HEADLINE = 30
_SMALL_IN_TITLES = frozenset(
    ["of", "the", "in", "on", "to", "for", "a", "an", "and", "at", "by", "with", "from"]
)


def fit(documents: Sequence[Document], features: Features, path: Path) -> None:
    """Learn from the documents and write the model."""
    trainer = pycrfsuite.Trainer(verbose=False)
    documents = list(cleaned(documents, lexicon()))
    for one in (*documents, *_headlines(documents), *strange(documents, load(), lexicon())):
        for seen, tags in examples(one, features):
            trainer.append(pycrfsuite.ItemSequence(seen), tags)
    trainer.select("lbfgs")
    trainer.set_params(_PARAMETERS)
    trainer.train(str(path))


def examples(document: Document, features: Features) -> Iterator[tuple[list[list[str]], list[str]]]:
    """What is seen of every stretch of a document, and its tags."""
    cut = pieces(document.text)
    tags = _tags(document, cut)
    for sentence, stretches in enumerate(features.of([one.texts for one in cut])):
        for first, seen in stretches:
            yield seen, tags[sentence][first : first + len(seen)]


def _tags(document: Document, cut: Sequence[Pieces]) -> list[list[str]]:
    """A tag for each piece: a piece belongs to the span that holds its beginning."""
    tags: list[list[str]] = []
    spans = iter(document.spans)
    span = next(spans, None)
    inside = False
    for sentence in cut:
        line: list[str] = []
        for start in sentence.starts:
            while span is not None and span.end <= start:
                span, inside = next(spans, None), False
            if span is not None and span.start <= start:
                line.append(("I-" if inside else "B-") + span.label)
                inside = True
            elif span is not None and start < span.start < sentence.ends[len(line)]:
                line.append("B-" + span.label)
                inside = True
            else:
                line.append("O")
        tags.append(line)
    return tags


def _headlines(documents: Iterable[Document]) -> Iterator[Document]:
    """Some of the sentences again, as headlines are set."""
    chance = random.Random(1)
    for one in documents:
        start = 0
        for line in one.text.split(BETWEEN):
            end = start + len(line)
            if len(line) > _SHORTEST_HEADLINE and chance.random() < _HEADLINES:
                text = line.upper() if chance.random() < 0.5 else _in_title_case(line)
                spans = [
                    Labelled(span.start - start, span.end - start, span.label)
                    for span in one.spans
                    if start <= span.start and span.end <= end
                ]
                if len(text) == len(line):
                    yield Document(text, tuple(spans), one.source)
            start = end + len(BETWEEN)


def _in_title_case(text: str) -> str:
    words = text.split(" ")
    return " ".join(word if word in _SMALL_IN_TITLES else word[:1].upper() + word[1:] for word in words)
