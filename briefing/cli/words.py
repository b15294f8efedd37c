"""How figures and dates are said on the command line. Pure functions from values to words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from index.page import NO_DATE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.model import Published, Stance

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_UNITS = ("kB", "MB", "GB")

_OFFSET = re.compile(r"(?=[+-])")

#: Characters of an article id in lists: enough to be unique among tens of thousands.
SHORT_ID = 8


def counted(number: int, one: str, many: str = "") -> str:
    """``1 article``, ``4,120 articles``."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def with_article(noun: str) -> str:
    """A noun with its article: ``a group``, ``an event``."""
    return f"{'an' if noun[:1] in 'aeiou' else 'a'} {noun}"


def said_date(value: str) -> str:
    """Say an ISO 8601 date in its own precision: ``2024-04-22T21:50`` is ``22 Apr 2024 21:50``."""
    day, _, time = value.partition("T")
    parts = day.split("-")
    if not value or not all(part.isdigit() for part in parts):
        return value or NO_DATE
    words = [parts[0]]
    if len(parts) > 1 and 1 <= int(parts[1]) <= 12:
        words.insert(0, _MONTHS[int(parts[1]) - 1])
    if len(parts) > 2:
        words.insert(0, str(int(parts[2])))
    return " ".join([*words, *_OFFSET.split(time, maxsplit=1)]).strip()


def said_published(published: Published | None) -> str:
    """Say when something was published, or ``no date``."""
    return NO_DATE if published is None else said_date(published.value)


def said_day(published: Published | None) -> str:
    """Say on which day something was published, or as exactly as that is known."""
    return NO_DATE if published is None else said_date(published.value.partition("T")[0])


def said_size(size: int) -> str:
    """Say a number of bytes: ``412 bytes``, ``8.1 MB`` (a megabyte is a million bytes)."""
    if size < 1000:
        return counted(size, "byte")
    power = min(3, (len(str(size)) - 1) // 3)
    return f"{size / 1000**power:,.1f} {_UNITS[power - 1]}"


def said_time(seconds: float) -> str:
    """Say about how long something takes: ``about 40 s``, ``about 3 min``, ``about 2 h``."""
    if seconds < 90:
        return f"about {max(1, round(seconds))} s"
    if seconds < 90 * 60:
        return f"about {round(seconds / 60)} min"
    return f"about {round(seconds / 3600)} h"


_OF_MANY = {"asserts": "assert", "denies": "deny", "reports": "report", "doubts": "doubt"}


def said_stance(stance: Stance, *, in_its_words: bool, many: bool = False, told: str = "") -> str:
    """Say a stance before what is said, so that ``denies: it had not fired`` is not read as a double no.

    Args:
        stance: The stance.
        in_its_words: Whether what is said is the denial itself.
        many: Whether the speakers are several.
        told: The words that bring it in where they say more than that it was said.
    """
    verb = _OF_MANY[stance] if many else stance
    behind = f" ({told})" if told else ""
    return f"{verb}, saying{behind}" if in_its_words else f"{verb}{behind}"


def joined(parts: Sequence[str]) -> str:
    """Join the things of one line, leaving out the empty ones: ``22 Apr 2024 · Halden Courier``."""
    return " · ".join(part for part in parts if part)
