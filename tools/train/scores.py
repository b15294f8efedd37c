"""Exact scores: a name is right when its place and its label are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from documents import Document, Labelled

LABELS = ("PER", "ORG", "LOC")


@dataclass(frozen=True, slots=True)
class Score:
    """Precision, recall and F1 in percent, and how many names there were."""

    precision: float
    recall: float
    f1: float
    names: int


def score(
    documents: Sequence[Document],
    found: Sequence[Iterable[Labelled]],
    *,
    labels: Sequence[str] = LABELS,
    either: frozenset[str] = frozenset(),
) -> dict[str, Score]:
    """Compare what was found with what was marked.

    Args:
        documents: What was marked.
        found: What was found in each of them.
        labels: Those that count.
        either: Names in lower case that may be place or organisation, where the marks of a set are not clear.

    Returns:
        Scores by label, and for all of them together under ``all``.
    """
    right: Counter[str] = Counter()
    marked: Counter[str] = Counter()
    given: Counter[str] = Counter()
    for document, spans in zip(documents, found, strict=True):
        gold = {one for one in document.spans if one.label in labels}
        ours = {one for one in spans if one.label in labels}
        if either:
            gold = {_agreed(document.text, one, ours, either) for one in gold}
        if document.unsure:
            ours = {one for one in ours if one in gold or _counts(one, gold, document.unsure)}
        marked.update(one.label for one in gold)
        given.update(one.label for one in ours)
        right.update(one.label for one in gold & ours)
    by_label = {label: _score(right[label], given[label], marked[label]) for label in labels}
    return {"all": _score(right.total(), given.total(), marked.total()), **by_label}


def reliability(
    documents: Sequence[Document],
    found: Sequence[Sequence[tuple[Labelled, float]]],
    *,
    either: frozenset[str] = frozenset(),
) -> dict[int, tuple[int, int]]:
    """How often names were right, by how sure the recogniser was of them.

    Args:
        documents: What was marked.
        found: What was found in each of them, and how sure that is, 0 to 1.
        either: As for ``score``.

    Returns:
        The tenth that the confidence lies in, 0 to 9 -> how many names, and how many of them are right.
    """
    bins: dict[int, tuple[int, int]] = {}
    for document, spans in zip(documents, found, strict=True):
        ours = {one for one, _ in spans}
        gold = {_agreed(document.text, one, ours, either) for one in document.spans}
        for one, sure in spans:
            if document.unsure and one not in gold and not _counts(one, gold, document.unsure):
                continue
            tenth = min(int(sure * 10 + 1e-9), 9)
            given, right = bins.get(tenth, (0, 0))
            bins[tenth] = given + 1, right + (one in gold)
    return bins


def _agreed(text: str, span: Labelled, ours: set[Labelled], either: frozenset[str]) -> Labelled:
    if text[span.start : span.end].lower() in either:
        for label in ("LOC", "ORG"):
            if span._replace(label=label) in ours:
                return span._replace(label=label)
    return span


def _counts(span: Labelled, gold: set[Labelled], unsure: Iterable[tuple[int, int]]) -> bool:
    """Whether what is not marked is wrong: it touches a mark or lies in no open range."""
    if any(span.start < one.end and one.start < span.end for one in gold):
        return True
    return not any(span.start < end and start < span.end for start, end in unsure)


def _score(right: int, given: int, marked: int) -> Score:
    precision = right / given if given else 0.0
    recall = right / marked if marked else 0.0
    f1 = 2 * precision * recall / (precision + recall) if right else 0.0
    return Score(100 * precision, 100 * recall, 100 * f1, marked)
