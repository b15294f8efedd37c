"""Words that are used alike, from nothing but running text.

Each word is described by the words that stand one and two places before and after it, weighed by how much
more often than by chance they do (positive pointwise mutual information, contexts smoothed by 0.75); the
description is cut down to 64 numbers (truncated SVD), and words whose numbers point the same way become a
cluster. Clusters of clusters are the coarser ones. Everything is seeded.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from scipy.sparse import coo_matrix, csr_matrix, hstack
from scipy.sparse.linalg import svds

_WORDS = 40_000
_FEWEST = 6
_CONTEXT_WORDS = 2_500
_DIMENSIONS = 64
_FINE, _MIDDLE, _COARSE = 1_000, 256, 64
_ROUNDS = 12

Vectors = npt.NDArray[np.float32]
Numbers = npt.NDArray[np.int64]


def folded(word: str) -> str:
    """A word with every digit as 0, as clusters know it."""
    return re.sub(r"\d", "0", word)


def clusters(sentences: Sequence[Sequence[str]]) -> list[str]:
    """The lines of the word book: two coarser numbers and the words of one cluster."""
    counted = Counter(folded(word) for sentence in sentences for word in sentence)
    listed = [word for word, count in counted.most_common(_WORDS) if count >= _FEWEST and " " not in word]
    numbers = {word: number for number, word in enumerate(listed)}
    unknown = len(listed)
    stream = np.fromiter(
        (
            number
            for sentence in sentences
            for number in (*(numbers.get(folded(word), unknown) for word in sentence), unknown)
        ),
        dtype=np.int32,
    )
    vectors = _vectors(stream, unknown)
    fine, centres = _grouped(vectors, _FINE)
    middle, wider = _grouped(centres, _MIDDLE)
    coarse, _ = _grouped(wider, _COARSE)
    lines = []
    for number in range(len(centres)):
        members = sorted(listed[word] for word in np.flatnonzero(fine == number))
        lines.append(" ".join((str(coarse[middle[number]]), str(middle[number]), *members)))
    return lines


def _vectors(stream: npt.NDArray[np.int32], unknown: int) -> Vectors:
    """A direction for each word: ``(words, _DIMENSIONS)``, of length 1."""
    blocks = []
    for distance in (-2, -1, 1, 2):
        word = stream[max(0, -distance) : len(stream) - max(0, distance)]
        other = stream[max(0, distance) : len(stream) + min(0, distance)]
        kept = (word < unknown) & (other < _CONTEXT_WORDS)
        ones = np.ones(int(kept.sum()), np.float32)
        blocks.append(coo_matrix((ones, (word[kept], other[kept])), shape=(unknown, _CONTEXT_WORDS)).tocsr())
    together = hstack(blocks).tocoo()
    together.sum_duplicates()
    by_word = np.asarray(together.sum(1)).ravel()
    by_context = np.asarray(together.sum(0)).ravel() ** 0.75
    by_context /= by_context.sum()
    information = np.log(together.data / (by_word[together.row] * by_context[together.col]))
    kept = information > 0
    matrix = csr_matrix(
        (information[kept], (together.row[kept], together.col[kept])), shape=together.shape, dtype=np.float32
    )
    left, strength, _ = svds(matrix, k=_DIMENSIONS, random_state=0)
    vectors = (left * np.sqrt(strength)).astype(np.float32)
    return vectors / (np.linalg.norm(vectors, axis=1, keepdims=True) + 1e-9)


def _grouped(vectors: Vectors, count: int) -> tuple[Numbers, Vectors]:
    """The group of each vector, and the middle of each group: k-means by angle, from seeded centres."""
    seeds = np.random.default_rng(0).choice(min(20_000, len(vectors)), count, replace=False)
    centres = vectors[seeds]
    group = np.zeros(len(vectors), np.int64)
    for _ in range(_ROUNDS):
        group = np.concatenate(
            [(vectors[at : at + 4_000] @ centres.T).argmax(1) for at in range(0, len(vectors), 4_000)]
        )
        sums = np.zeros_like(centres)
        np.add.at(sums, group, vectors)
        centres = sums / (np.linalg.norm(sums, axis=1, keepdims=True) + 1e-9)
    return group, centres
