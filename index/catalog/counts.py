"""What was counted of some articles, as plain data: whoever takes it need not load what counts."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Counts:
    """What was counted, in the forms and orders of ``index.page.Page``."""

    facets: dict[str, dict[str, int]]
    days: dict[str, int]
    undated: int
