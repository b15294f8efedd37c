"""What a query found, as plain data; it knows no Whoosh, so that an answer without words needs none."""

from __future__ import annotations

from dataclasses import dataclass

from index.query import Leaf


@dataclass(frozen=True, slots=True)
class Matches:
    """What a query found.

    Attributes:
        numbers: Numbers of the articles, in order.
        scores: Relevance by number; empty when nothing was scored.
        forms: The forms that were looked for, by word of the query.
    """

    numbers: tuple[int, ...]
    scores: dict[int, float]
    forms: dict[Leaf, tuple[str, ...]]
