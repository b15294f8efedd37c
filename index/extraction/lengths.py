"""Lengths of time and distances from now: ``six weeks``, ``for months``, ``two years ago``, ``recent years``.

A length whose number nobody says has ``X`` for it (``PXM``). What is counted from an event (``two days
later``) stays open.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.extraction import date_patterns as patterns
from index.extraction import timex
from index.extraction.timex import Found, Value

if TYPE_CHECKING:
    import re

    from index.extraction.timex import Anchor


def ago(text: str, at: int, anchor: Anchor | None) -> Found | None:
    """``two weeks ago``, ``years ago``; what is counted from an event (``two days later``) stays open."""
    match = patterns.AGO.match(text, at) if patterns.COUNTED.match(text, at) else None
    if match is None:
        return None
    where = match["where"].lower()
    if match["vague"] and where in ("before", "after") and patterns.LASTS.search(text, max(0, at - 9), at):
        return None  # a length of time: "it rained for several days before"
    if where != "ago" or " and a half" in match[0]:
        return Found(match.end(), None)
    if match["vague"]:
        return Found(match.end(), Value("PAST_REF", None))
    unit, count = match["unit"].lower(), number(match["count"])
    if unit == "decade":
        unit, count = "year", 10 * count
    return Found(match.end(), timex.unit_away(unit, -count, anchor))


def length(text: str, at: int, _: Anchor | None = None) -> Found | None:
    """A length of time whose number is said: ``six weeks``, ``half an hour``, ``the past two weeks``."""
    one = patterns.ONE.match(text, at)
    if one is not None and patterns.LASTS.search(text, max(0, at - 9), at):
        return _one(one)
    match = patterns.SPAN.match(text, at) if text[at : at + 1] in ("t", "T") else None
    if match is None and patterns.COUNTED.match(text, at):
        match = patterns.DURATION.match(text, at)
    if match is None or patterns.BEFORE_AGE.search(text, max(0, at - 8), at):
        return None
    count = match["count"].lower()
    if not count.isdigit() and count not in patterns.NUMBERS:
        return None
    return Found(match.end(), timex.duration(str(number(count)), match["unit"].lower()))


def rough(text: str, at: int, anchor: Anchor | None) -> Found | None:
    """What a word says how exact it is: ``nearly two decades``, ``about a year ago``, ``another week``."""
    begin = patterns.ROUGH.match(text, at)
    if begin is None:
        return None
    counted = ago(text, begin.end(), anchor)
    if counted is not None:
        return counted
    one = patterns.ONE.match(text, begin.end())
    return _one(one) if one is not None else length(text, begin.end())


def vague(text: str, at: int, _: Anchor | None) -> Found | None:
    """A length whose number nobody says: ``several months``, ``for weeks``, ``recent years``."""
    if match := patterns.VAGUE.match(text, at):
        return Found(match.end(), timex.duration("X", (match["unit"] or match["units"]).lower()))
    if match := patterns.RECENT.match(text, at):
        past = match["which"].lower() == "recent"
        return Found(match.end(), Value("PAST_REF" if past else "FUTURE_REF", None))
    match = patterns.BARE_UNIT.match(text, at)
    if match is None:
        return None
    long = patterns.FOR_LONG.search(text, max(0, at - 10), at) is not None
    if match["where"] and not (long and match["where"].lower() in ("before", "after")):
        value = Value("PAST_REF", None) if match["where"].lower() == "ago" else None
        return Found(match.end(), value)
    return Found(match.end("unit") + 1, timex.duration("X", match["unit"].lower())) if long else None


def number(word: str) -> int:
    """A number in digits, or one of the words of the table."""
    return int(word) if word.isdigit() else patterns.NUMBERS[word.lower()]


def _one(match: re.Match[str]) -> Found:
    half = Value("PT30M", None)
    return Found(match.end(), half if match["half"] else timex.duration("1", match["unit"].lower()))
