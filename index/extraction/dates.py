"""Time expressions and what they mean, as exactly as they say it and no more.

``21:50 on Sunday`` is a minute, ``early February`` a month, ``for six weeks`` a length of time. What a day
or month without a year means is worked out against the date of the article; without one it stays open.
Ages are no dates, decimals are no times of day, and ``May`` and ``March`` count only among words that make
them months. Each expression is tried only where one of its first words stands, so that the time it takes
grows with the text and no faster.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from index.extraction import date_patterns as patterns
from index.extraction import lengths, timex
from index.extraction import wide_dates as wide
from index.extraction.anchoring import anchored
from index.extraction.clocks import read_clock
from index.extraction.day_ranges import end_of_range, further_days
from index.extraction.tense import tense
from index.extraction.tickers import of_the_day
from index.extraction.timex import Anchor, Direction, Found, Value, anchor_of
from index.model import Moment, Span

if TYPE_CHECKING:
    from collections.abc import Callable

    from index.extraction.clocks import Clock
    from index.model import Published


def moments(text: str, published: Published | None) -> tuple[Moment, ...]:
    """Every time expression of a text, in order; none overlap.

    Args:
        text: A cleaned text.
        published: What relative expressions are resolved against; without it they have no value.
    """
    anchor = anchor_of(published)
    found: list[Moment] = []
    at = 0
    for first in patterns.WORD.finditer(text):
        word, start = first[0], first.start()
        sorts = patterns.SORTS.get(word) or patterns.SORTS.get(word.lower())
        if sorts is None or start < at:
            continue
        if word.lower() in patterns.MUST_GO_ON and not patterns.COMMON.match(text, start):
            continue
        expression = _expression(text, start, sorts, anchor)
        if expression is None:
            continue
        if found and patterns.RANGE.fullmatch(text, found[-1].span.end, start):
            expression = end_of_range(expression, found[-1].value)
        found.append(_moment(text, start, expression, anchor))
        found += further_days(text, found[-1])
        at = found[-1].span.end

    def reread(start: int, other: Anchor) -> Moment | None:
        expression = _expression(text, start, patterns.sorts_at(text, start), other)
        return _moment(text, start, expression, other) if expression is not None else None

    return of_the_day(text, anchored(text, found, anchor, reread), anchor)


def _moment(text: str, start: int, found: Found, anchor: Anchor | None) -> Moment:
    value = found.value
    span, words = Span(start, found.end), text[start : found.end]
    if value is None:
        return Moment(span, words, "", None)
    return Moment(span, words, value.text, value.precision, anchor.value if anchor and value.anchored else "")


def _expression(text: str, start: int, sorts: tuple[str, ...], anchor: Anchor | None) -> Found | None:
    """The expression of one of these sorts that begins at ``start``, if one does."""
    if sorts[:1] and sorts[0] in ("digit", "rough"):
        clock = _clock(text, start, anchor)
        if clock is not None:
            return clock
    day = _day(text, start, anchor)
    if day is not None:
        return _with_clock(text, day)
    for sort in sorts:
        for read in _READERS[sort]:
            found = read(text, start, anchor)
            if found is not None:
                return found
    return None


# -- days and times of day ------------------------------------------------------------------------

_SATURDAY = 5
#: Days between the day of the article and that of each word.
_AWAY = {
    "today": 0,
    "tonight": 0,
    "yesterday": -1,
    "tomorrow": 1,
    "the day before yesterday": -2,
    "the day after tomorrow": 2,
}

#: The first letters of what can be such a day.
_DEICTIC_BEGINS, _WEEKDAY_BEGINS = tuple("tTyY"), tuple("eElLMTWFS")


def _day(text: str, at: int, anchor: Anchor | None) -> Found | None:
    """One day: a date, a weekday, yesterday, last Monday."""
    first = text[at : at + 1]
    if "0" <= first <= "9":
        return _day_in_digits(text, at, anchor)
    if first.isupper() and patterns.DAY_FOLLOWS.match(text, at):
        match = patterns.DAY_MONTH.match(text, at) or patterns.MONTH_DAY.match(text, at)
        if match:
            return _date(text, match, anchor)
    if first in _DEICTIC_BEGINS and (match := patterns.DEICTIC.match(text, at)):
        away = _AWAY[match["word"].lower()]
        value = timex.day_away(away, anchor)
        part = "night" if match["word"].lower() == "tonight" else match["part"]
        return Found(match.end(), _in_part(value, part))
    if first in _WEEKDAY_BEGINS and (match := patterns.WEEKDAY_ALONE.match(text, at)):
        if patterns.NOT_A_DAY.match(text, match.end("weekday")) or patterns.NAMED_DAY.search(
            text, max(0, at - 8), at
        ):
            return None
        number = patterns.WEEKDAY_NUMBERS[match["weekday"]]
        value = timex.weekday(number, anchor, ahead=tense(text, at) > 0)
        return Found(match.end(), _in_part(value, match["part"]))
    return None


def _day_in_digits(text: str, at: int, anchor: Anchor | None) -> Found | None:
    """A date that begins with a digit."""
    if not patterns.DAY_GOES_ON.match(text, at):
        return None
    if match := patterns.ISO.match(text, at):
        value = timex.full_date(int(match["year"]), int(match["month"]), int(match["day"]))
        if value is not None and match["hour"]:
            value = timex.at_clock(value, int(match["hour"]), int(match["minute"]), "")
        return Found(match.end(), value) if value else None
    if match := patterns.TIME_GROUP.match(text, at):
        month = patterns.MONTH_NUMBERS[match["month"].title()]
        value = timex.full_date(2000 + int(match["year"]), month, int(match["day"]))
        if value is None:
            return None
        return Found(
            match.end(), timex.at_clock(value, int(match["hour"]), int(match["minute"]), match["zone"])
        )
    if match := patterns.FIRST_DAY.match(text, at):
        return _first_day(text, match, anchor)
    match = patterns.DAY_MONTH.match(text, at)
    return _date(text, match, anchor) if match else None


def _date(text: str, match: re.Match[str], anchor: Anchor | None) -> Found | None:
    month, day = patterns.MONTH_NUMBERS[match["month"][:3]], int(match["day"])
    if match["year"]:
        return Found(match.end(), timex.full_date(int(match["year"]), month, day))
    value = timex.date_without_year(month, day, anchor, tense(text, match.start()))
    return Found(match.end(), value)


def _first_day(text: str, match: re.Match[str], anchor: Anchor | None) -> Found | None:
    """The first day of a range, in the month and the year of its last."""
    if " and " in match[0] and not patterns.ON_BOTH.search(text, max(0, match.start() - 12), match.start()):
        return None
    last = _day(text, match.end(), anchor)
    day = int(match["day"])
    if last is None:
        return None
    if last.value is None or not timex.is_day(last.value.text) or day >= int(last.value.text[8:]):
        return Found(match.end("day"), None)
    value = Value(f"{last.value.text[:8]}{day:02d}", "day", last.value.anchored)
    return Found(match.end("day"), value)


def _in_part(value: Value | None, part: str | None) -> Value | None:
    """A day, narrowed to its morning, afternoon, evening or night."""
    if value is None or not part:
        return value
    return Value(value.text + patterns.PARTS_OF_DAY[part.lower()], value.precision, value.anchored)


def _clock(text: str, at: int, anchor: Anchor | None) -> Found | None:
    """A time of day, with the day that follows it; alone it stays open."""
    clock = read_clock(text, at)
    if clock is None:
        return None
    link = patterns.ON.match(text, clock.end)
    if link is not None:
        day = _day(text, link.end(), anchor)
        if day is not None:
            value = day.value
            if value is None or value.precision != "day":
                return Found(day.end, None)
            return Found(day.end, _at(value, clock))
    return Found(clock.end, None)


def _with_clock(text: str, day: Found) -> Found:
    """A day with the time of day that follows it: ``Sunday at 21:50``."""
    link = patterns.AT.match(text, day.end)
    clock = read_clock(text, link.end()) if link is not None else None
    if clock is None:
        return day
    if day.value is None or day.value.precision != "day":
        return Found(clock.end, None)
    return Found(clock.end, _at(day.value, clock))


def _at(day: Value, clock: Clock) -> Value:
    """A time of a day, whatever part of it was named."""
    whole = Value(day.text[:10], day.precision, day.anchored)
    return timex.at_clock(whole, clock.hour, clock.minute, clock.offset)


def _early_hours(text: str, at: int, anchor: Anchor | None) -> Found | None:
    """``the early hours of Sunday``: its morning."""
    match = patterns.EARLY_HOURS.match(text, at)
    day = _day(text, match.end(), anchor) if match is not None else None
    return Found(day.end, _in_part(day.value, "morning")) if day is not None else None


def _overnight(text: str, at: int, anchor: Anchor | None) -> Found | None:
    """The night before the day of the article; ``overnight into Sunday``: the one before that day."""
    match = patterns.OVERNIGHT.match(text, at)
    if match is None or (
        patterns.ADJECTIVE.search(text, max(0, at - 7), at) and patterns.NOUN_FOLLOWS.match(text, match.end())
    ):
        return None
    day = _day(text, match.end(), anchor) if match["into"] else None
    if day is not None:
        value = timex.night_before(day.value) if "to" in match["into"] else _in_part(day.value, "night")
        return Found(day.end, value)
    return Found(at + len("overnight"), _in_part(timex.day_away(-1, anchor), "night"))


# -- everything wider than a day ------------------------------------------------------------------


def _numeric(text: str, at: int, _: Anchor | None) -> Found | None:
    """``22.04.2024``; ``04/22/2024`` where only one order is possible, else open."""
    if match := patterns.DOTTED.match(text, at):
        value = timex.full_date(int(match["year"]), int(match["month"]), int(match["day"]))
        return Found(match.end(), value) if value else None
    if match := patterns.SLASHED.match(text, at):
        first, second, year = int(match["first"]), int(match["second"]), int(match["year"])
        orders = {timex.full_date(year, first, second), timex.full_date(year, second, first)} - {None}
        if orders:
            return Found(match.end(), orders.pop() if len(orders) == 1 else None)
    return None


def _pointed(text: str, at: int, anchor: Anchor | None) -> Found | None:
    """``last week``, ``next April``, ``this morning``, ``earlier this year``."""
    match = patterns.POINTED.match(text, at)
    if match is None:
        return None
    which = match["which"].lower()
    direction: Direction = 0 if which == "this" else 1 if which in ("next", "coming", "following") else -1
    spoken = tense(text, at)
    value: Value | None
    if match["weekday"]:
        number = patterns.WEEKDAY_NUMBERS[match["weekday"].title()]
        ahead = spoken >= 0 if which == "this" else spoken > 0
        value = _in_part(timex.weekday(number, anchor, ahead=ahead, direction=direction), match["part"])
    elif match["month"]:
        number = patterns.MONTH_NUMBERS[match["month"][:3].title()]
        value = timex.month_without_year(number, anchor, spoken, direction=direction)
    elif match["season"]:
        value = timex.season(match["season"].lower(), anchor, direction=direction)
    elif match["unit"]:
        value = timex.unit_away(match["unit"].lower(), direction, anchor)
    else:
        value = _in_part(timex.day_away(direction, anchor), match["time"])
    return _with_clock(text, Found(match.end(), value))


def _weekend(text: str, at: int, anchor: Anchor | None) -> Found | None:
    """``over the weekend``: the last one, or the next where the clause looks ahead."""
    match = patterns.WEEKEND.match(text, at)
    if match is None or not patterns.AT_WEEKEND.search(text, max(0, at - 12), at):
        return None
    begun = anchor is not None and anchor.day.weekday() >= _SATURDAY
    away = 0 if begun or tense(text, at) > 0 else -1
    return Found(match.end(), timex.unit_away("weekend", away, anchor))


def _event(text: str, at: int, _: Anchor | None) -> Found | None:
    match = patterns.EVENT.match(text, at)
    return Found(match.end(), None) if match else None


_READERS: dict[str, tuple[Callable[[str, int, Anchor | None], Found | None], ...]] = {
    "digit": (wide.decade, _numeric, lengths.ago, lengths.length, wide.year),
    "rough": (lengths.rough,),
    "day": (),
    "weekday": (),
    "small hours": (_early_hours,),
    "overnight": (_overnight,),
    "part": (wide.part_of,),
    "pointed": (_pointed,),
    "weekend": (_weekend,),
    "month": (wide.month,),
    "season": (wide.season,),
    "quarter": (wide.quarter,),
    "year": (wide.year,),
    "decade": (wide.decade,),
    "now": (wide.now,),
    "ago": (lengths.ago,),
    "length": (lengths.length,),
    "vague": (lengths.vague,),
    "event": (_event,),
}
