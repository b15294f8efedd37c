"""Patterns and exact texts, for those who come from grep: what they are, and where a text has them.

The package ``regex`` takes them and not ``re``, because it can be told to give up: a pattern with repeats
inside repeats may need years for a short text. It lets other threads run while it looks.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from index.model import Span

#: Seconds that one text is looked through for one pattern.
PATIENCE = 0.2


class SlowPatternError(Exception):
    """A text could not be looked through for a pattern in time."""


@dataclass(frozen=True, slots=True)
class Scan:
    """A pattern or an exact text, in title or text. No index knows it: the articles are read.

    Attributes:
        text: The pattern, or the text as it must stand.
        literal: Whether it is a text and no pattern.
        any_case: Whether capitals do not matter.
        field: ``title``, or nothing for title and text.
    """

    text: str
    literal: bool = False
    any_case: bool = False
    field: str = ""

    @property
    def written(self) -> str:
        """It as it is typed."""
        lead = f"{self.field}:" if self.field else ""
        return f'literal:"{self.text}"' if self.literal else f"{lead}/{self.text}/{'i' * self.any_case}"


def fault_of(scan: Scan) -> str:
    """Why a pattern cannot be read, as a clause; empty when it can."""
    import regex  # noqa: PLC0415  (30 ms, and few searches have a pattern)

    try:
        _compiled(scan)
    except regex.error as error:
        return str(error)
    except RecursionError:
        return "its brackets lie too deep"
    except (OverflowError, MemoryError):
        return "it is too large"
    return ""


def stands_in(scan: Scan, title: str, text: str) -> bool:
    """Whether an article has it.

    Raises:
        SlowPatternError: That could not be found out in time.
    """
    parts = (title,) if scan.field else (title, text)
    if scan.literal:
        return any(scan.text in part for part in parts)
    try:
        return any(_compiled(scan).search(part, timeout=PATIENCE, concurrent=True) for part in parts)
    except (TimeoutError, MemoryError) as error:
        raise SlowPatternError(scan.written) from error


def places(scan: Scan, text: str) -> list[Span]:
    """Where a text has it, as far as that is found in time. What has no length is no place."""
    found: list[Span] = []
    with suppress(TimeoutError, MemoryError):  # then what comes before is lit: the article was found by it
        matches = _compiled(scan).finditer(text, timeout=PATIENCE, concurrent=True)
        found.extend(Span(*match.span()) for match in matches if match.end() > match.start())
    return found


@lru_cache(maxsize=64)
def _compiled(scan: Scan) -> Any:
    import regex  # noqa: PLC0415  (as above)

    pattern = regex.escape(scan.text, special_only=True) if scan.literal else scan.text
    # A line is a paragraph; grep takes ^ and $ for its ends.
    return regex.compile(pattern, regex.MULTILINE | (regex.IGNORECASE if scan.any_case else 0))
