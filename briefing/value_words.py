"""The value of a time expression, in words for eyes: the same in the reader and on the command line. Pure."""

from __future__ import annotations

import re
from datetime import date, timedelta

from index.entities.dating import UNDATED
from index.intervals import interval

DAY = re.compile(
    r"(\d{4})-(\d\d)-(\d\d)(?:T(?:(\d\d)(?::(\d\d))?([+-]\d\d:\d\d|Z)?|(MO|AF|EV|NI)))?", re.ASCII
)
WEEK = re.compile(r"(\d{4})-W(\d\d)(-WE)?", re.ASCII)
MONTH = re.compile(r"(\d{4})-(\d\d)", re.ASCII)
_HALF = re.compile(r"(\d{4})-H([12])", re.ASCII)
_QUARTER = re.compile(r"(\d{4})-Q([1-4])", re.ASCII)
_SEASON = re.compile(r"(\d{4})-(SP|SU|FA|WI)", re.ASCII)
_DECADE = re.compile(r"\d{3}", re.ASCII)
CENTURY = re.compile(r"\d{2}", re.ASCII)
LENGTH = re.compile(r"P(T?)(\d{1,9}|X)(DE|[MHDWQY])", re.ASCII)

PARTS = {"MO": "morning", "AF": "afternoon", "EV": "evening", "NI": "night"}
_SEASONS = {"SP": "spring", "SU": "summer", "FA": "autumn", "WI": "winter"}
_UNITS = {
    "TM": "minute",
    "TH": "hour",
    "D": "day",
    "W": "week",
    "M": "month",
    "Q": "quarter",
    "Y": "year",
    "DE": "decade",
}
_REFERENCES = {"PRESENT_REF": "now", "PAST_REF": "in the past", "FUTURE_REF": "in the future"}
_INSTANT = timedelta(microseconds=1)
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def value_words(value: str) -> str:
    """When a value is, in full: ``Sun 21 Apr 2024, 21:50``, ``6 weeks``, ``not resolved``."""
    found = days(value)
    return dated_words(value, found[0]) if found else undated_words(value)


def days(value: str) -> tuple[date, date] | None:
    """The first and the last day of a value in TIMEX3 notation; ``None`` where it has no place in time."""
    found = interval(value)
    if found is None:
        return None
    if DAY.fullmatch(value):
        # A night, and midnight, reach into the day after and are those of their evening all the same.
        day = date.fromisoformat(value[:10])
        return day, day
    return found.start.date(), (found.end - _INSTANT).date()


def dated_words(value: str, first: date) -> str:
    """When a value is whose first day is known, in full."""
    if match := DAY.fullmatch(value):
        day = f"{_WEEKDAYS[first.weekday()]} {first.day} {_MONTHS[first.month - 1]} {first.year}"
        if match[4]:
            zone = {"Z": " UTC", None: ""}.get(match[6], f" {match[6]}")
            return f"{day}, {match[4]}:{match[5] or '00'}{zone}"
        return f"{day}, {PARTS[match[7]]}" if match[7] else day
    if match := WEEK.fullmatch(value):
        begins = f"{_WEEKDAYS[first.weekday()]} {first.day} {_MONTHS[first.month - 1]} {first.year}"
        return f"weekend of {begins}" if match[3] else f"week of {begins}"
    if match := MONTH.fullmatch(value):
        return f"{_MONTHS[int(match[2]) - 1]} {match[1]}"
    if match := _QUARTER.fullmatch(value):
        return f"Q{match[2]} {match[1]}"
    if match := _SEASON.fullmatch(value):
        year = f"{match[1]}/{(int(match[1]) + 1) % 100:02d}" if match[2] == "WI" else match[1]
        return f"{_SEASONS[match[2]]} {year}"
    if match := _HALF.fullmatch(value):
        return f"{'first' if match[2] == '1' else 'second'} half of {match[1]}"
    if CENTURY.fullmatch(value):
        return f"{int(value) + 1}{_ordinal(int(value) + 1)} century"
    return f"the {value}0s" if _DECADE.fullmatch(value) else value


def _ordinal(number: int) -> str:
    return "th" if 10 < number % 100 < 14 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")


def undated_words(value: str) -> str:
    """What a value without a place in time says: a length, a reference, or that it is not resolved."""
    if match := LENGTH.fullmatch(value):
        unit = _UNITS.get(match[1] + match[3]) or _UNITS[match[3]]
        if match[2] == "X":
            return f"some {unit}s"
        return f"{int(match[2]):,} {unit}{'' if int(match[2]) == 1 else 's'}"
    return "without a date" if value == UNDATED else _REFERENCES.get(value, "not resolved")
