"""Time expressions and what they mean, as exactly as they say it and no more.

``21:50 on Sunday`` is a minute, ``early February`` a month, ``for six weeks`` a length of time. What a day
or month without a year means is worked out against the date of the article; without one it stays open.
Ages are no dates, decimals are no times of day, and ``May`` and ``March`` count only among words that make
them months. Each expression is tried only where one of its first words stands, so that the time it takes
grows with the text and no faster.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from index.extraction import date_patterns as patterns
from index.extraction import timex
from index.extraction.timex import Anchor, Direction, Value, anchor_of
from index.model import Moment, Span

if TYPE_CHECKING:
    from collections.abc import Callable

    from index.model import Published


class _Found(NamedTuple):
    """Where an expression ends, and its value; ``None`` for one that stays open."""

    end: int
    value: Value | None


def moments(text: str, published: Published | None) -> tuple[Moment, ...]:
    """Every time expression of a text, in order; none overlap.

    Args:
        text: A cleaned text.
        published: What relative expressions are resolved against; without it they have no value.
    """
    anchor = anchor_of(published)
    found: list[Moment] = []
    at = 0
    while first := patterns.FIRST.search(text, at):
        start = first.start()
        expression = _expression(text, start, first.lastgroup or "", anchor)
        if expression is None:
            at = first.end()
            continue
        if found and patterns.RANGE.fullmatch(text, found[-1].span.end, start):
            expression = _after(expression, found[-1].value)
        found.append(_moment(text, start, expression, anchor))
        at = expression.end
    return tuple(found)


def _moment(text: str, start: int, found: _Found, anchor: Anchor | None) -> Moment:
    value = found.value
    span, words = Span(start, found.end), text[start : found.end]
    if value is None:
        return Moment(span, words, "", None)
    return Moment(span, words, value.text, value.precision, anchor.value if anchor and value.anchored else "")


def _after(found: _Found, begin: str) -> _Found:
    """The end of a range of weekdays lies behind its beginning: ``Wednesday through Friday``."""
    value = found.value
    if value is None or not value.anchored or not timex.is_day(value.text) or not timex.is_day(begin):
        return found
    return _Found(found.end, timex.a_week_later(value) if value.text < begin else value)


def _expression(text: str, start: int, group: str, anchor: Anchor | None) -> _Found | None:
    """The expression that begins at ``start``, if one does."""
    if group == "digit":
        clock = _clock(text, start, anchor)
        if clock is not None:
            return clock
    day = _day(text, start, anchor)
    if day is not None:
        return _with_clock(text, day)
    for read in _READERS[group]:
        found = read(text, start, anchor)
        if found is not None:
            return found
    return None


# -- days and times of day ------------------------------------------------------------------------


def _day(text: str, at: int, anchor: Anchor | None) -> _Found | None:
    """One day: a date, a weekday, yesterday, last Monday."""
    if match := patterns.ISO.match(text, at):
        value = timex.full_date(int(match["year"]), int(match["month"]), int(match["day"]))
        if value is not None and match["hour"]:
            value = timex.at_clock(value, int(match["hour"]), int(match["minute"]), "")
        return _Found(match.end(), value) if value else None
    if match := patterns.FIRST_DAY.match(text, at):
        return _first_day(text, match, anchor)
    match = patterns.DAY_MONTH.match(text, at) or patterns.MONTH_DAY.match(text, at)
    if match:
        return _date(text, match, anchor)
    if match := patterns.DEICTIC.match(text, at):
        away = {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1}[match["word"].lower()]
        value = timex.day_away(away, anchor)
        part = "night" if match["word"].lower() == "tonight" else match["part"]
        return _Found(match.end(), _in_part(value, part))
    if match := patterns.WEEKDAY_ALONE.match(text, at):
        if patterns.NOT_A_DAY.match(text, match.end("weekday")) or patterns.NAMED_DAY.search(
            text, max(0, at - 8), at
        ):
            return None
        number = patterns.WEEKDAY_NUMBERS[match["weekday"]]
        value = timex.weekday(number, anchor, ahead=_looks_ahead(text, at))
        return _Found(match.end(), _in_part(value, match["part"]))
    return None


def _date(text: str, match: re.Match[str], anchor: Anchor | None) -> _Found | None:
    month, day = patterns.MONTH_NUMBERS[match["month"][:3]], int(match["day"])
    if match["year"]:
        return _Found(match.end(), timex.full_date(int(match["year"]), month, day))
    value = timex.date_without_year(month, day, anchor, ahead=_looks_ahead(text, match.start()))
    return _Found(match.end(), value)


def _first_day(text: str, match: re.Match[str], anchor: Anchor | None) -> _Found | None:
    """The first day of a range, in the month and the year of its last."""
    if " and " in match[0] and not patterns.BETWEEN.search(text, max(0, match.start() - 12), match.start()):
        return None
    last = _day(text, match.end(), anchor)
    day = int(match["day"])
    if last is None:
        return None
    if last.value is None or not timex.is_day(last.value.text) or day >= int(last.value.text[8:]):
        return _Found(match.end("day"), None)
    value = Value(f"{last.value.text[:8]}{day:02d}", "day", last.value.anchored)
    return _Found(match.end("day"), value)


def _in_part(value: Value | None, part: str | None) -> Value | None:
    """A day, narrowed to its morning, afternoon, evening or night."""
    if value is None or not part:
        return value
    return Value(value.text + patterns.PARTS_OF_DAY[part.lower()], value.precision, value.anchored)


def _read_clock(text: str, at: int) -> tuple[int, int, int | None, str] | None:
    """End, hour, minute and zone of a time of day."""
    if noon := patterns.NOON.match(text, at):
        return noon.end(), 12, 0, ""
    match = patterns.CLOCK.match(text, at)
    if match is None:
        match = patterns.MILITARY.match(text, at)
        if match is None:
            return None
        return match.end(), int(match["hour"]), int(match["minute"]), match["zone"]
    hour = int(match["hour"])
    half = match["half"] or match["late_half"]
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half[0] == "p" else 0)
    minute = match["minute"] or match["late_minute"]
    return match.end(), hour, int(minute) if minute else None, match["zone"] or ""


def _clock(text: str, at: int, anchor: Anchor | None) -> _Found | None:
    """A time of day, with the day that follows it; alone it stays open."""
    clock = _read_clock(text, at)
    if clock is None:
        return None
    end, hour, minute, zone = clock
    link = patterns.ON.match(text, end)
    if link is not None:
        day = _day(text, link.end(), anchor)
        if day is not None:
            value = day.value
            if value is None or value.precision != "day":
                return _Found(day.end, None)
            return _Found(day.end, timex.at_clock(_without_part(value), hour, minute, zone))
    return _Found(end, None)


def _with_clock(text: str, day: _Found) -> _Found:
    """A day with the time of day that follows it: ``Sunday at 21:50``."""
    link = patterns.AT.match(text, day.end)
    clock = _read_clock(text, link.end()) if link is not None else None
    if clock is None:
        return day
    end, hour, minute, zone = clock
    if day.value is None or day.value.precision != "day":
        return _Found(end, None)
    return _Found(end, timex.at_clock(_without_part(day.value), hour, minute, zone))


def _without_part(day: Value) -> Value:
    return Value(day.text[:10], day.precision, day.anchored)


# -- everything wider than a day ------------------------------------------------------------------


def _numeric(text: str, at: int, _: Anchor | None) -> _Found | None:
    """``22.04.2024``; ``04/22/2024`` where only one order is possible, else open."""
    if match := patterns.DOTTED.match(text, at):
        value = timex.full_date(int(match["year"]), int(match["month"]), int(match["day"]))
        return _Found(match.end(), value) if value else None
    if match := patterns.SLASHED.match(text, at):
        first, second, year = int(match["first"]), int(match["second"]), int(match["year"])
        orders = {timex.full_date(year, first, second), timex.full_date(year, second, first)} - {None}
        if orders:
            return _Found(match.end(), orders.pop() if len(orders) == 1 else None)
    return None


def _month(text: str, at: int, anchor: Anchor | None) -> _Found | None:
    if match := patterns.MONTH_YEAR.match(text, at):
        number = patterns.MONTH_NUMBERS[match["month"][:3].title()]
        return _Found(match.end(), Value(f"{match['year']}-{number:02d}", "month"))
    match = patterns.MONTH_ALONE.match(text, at)
    if match is None:
        return None
    if match.start("month") == at and not _is_month(text, match):
        return None
    number = patterns.MONTH_NUMBERS[match["month"][:3]]
    if match["which"]:
        years = {"last": -1, "this": 0, "next": 1}[match["which"]]
        value = timex.month_of_year(number, years, anchor)
    else:
        value = timex.month_without_year(number, anchor, ahead=_looks_ahead(text, at))
    return _Found(match.end(), value)


def _is_month(text: str, match: re.Match[str]) -> bool:
    """Whether a bare word is a month, and not a verb, a march or a person."""
    at = match.start()
    if patterns.IN_DATE_CONTEXT.search(text, max(0, at - 12), at):
        return True
    if match["month"] in ("May", "March"):
        return bool(patterns.AFTER_MONTH.search(text, max(0, at - 32), at))
    return not patterns.CAPITAL_FOLLOWS.match(text, match.end())


def _year(text: str, at: int, _: Anchor | None) -> _Found | None:
    match = patterns.BARE_YEAR.match(text, at)
    if match is None or patterns.NOT_A_YEAR.match(text, match.end()):
        return None
    if not patterns.BEFORE_YEAR.search(text, max(0, at - 9), at):
        return None
    return _Found(match.end(), Value(match["year"], "year"))


def _decade(text: str, at: int, _: Anchor | None) -> _Found | None:
    """``the 1990s``: TIMEX3 writes its first three digits, and no precision of ours is so wide."""
    match = patterns.DECADE.match(text, at)
    return _Found(match.end(), Value(match["decade"], None)) if match else None


def _now(text: str, at: int, _: Anchor | None) -> _Found | None:
    match = patterns.NOW.match(text, at)
    return _Found(match.end(), Value("PRESENT_REF", None)) if match else None


def _pointed(text: str, at: int, anchor: Anchor | None) -> _Found | None:
    """``last week``, ``next April``, ``this morning``, ``earlier this year``."""
    match = patterns.POINTED.match(text, at)
    if match is None:
        return None
    which = match["which"].lower()
    direction: Direction = 0 if which == "this" else 1 if which in ("next", "coming", "following") else -1
    ahead = _looks_ahead(text, at)
    value: Value | None
    if match["weekday"]:
        number = patterns.WEEKDAY_NUMBERS[match["weekday"].title()]
        value = _in_part(timex.weekday(number, anchor, ahead=ahead, direction=direction), match["part"])
    elif match["month"]:
        number = patterns.MONTH_NUMBERS[match["month"][:3].title()]
        value = timex.month_without_year(number, anchor, ahead=ahead, direction=direction)
    elif match["season"]:
        value = timex.season(match["season"].lower(), anchor, direction=direction)
    elif match["unit"]:
        value = timex.unit_away(match["unit"].lower(), direction, anchor)
    else:
        value = _in_part(timex.day_away(direction, anchor), match["time"])
    return _with_clock(text, _Found(match.end(), value))


def _season(text: str, at: int, _: Anchor | None) -> _Found | None:
    match = patterns.THE_SEASON.match(text, at)
    if match is None:
        return None
    return _Found(match.end(), timex.season(match["season"].lower(), None, year=int(match["year"])))


def _ago(text: str, at: int, anchor: Anchor | None) -> _Found | None:
    """``two weeks ago``; what is counted from an event (``two days later``) stays open."""
    match = patterns.AGO.match(text, at)
    if match is None:
        return None
    if match["where"].lower() != "ago" or " and a half" in match[0]:
        return _Found(match.end(), None)
    if match["vague"]:
        return _Found(match.end(), Value("PAST_REF", None))
    unit, count = match["unit"].lower(), _number(match["count"])
    if unit == "decade":
        unit, count = "year", 10 * count
    return _Found(match.end(), timex.unit_away(unit, -count, anchor))


def _duration(text: str, at: int, _: Anchor | None) -> _Found | None:
    one = patterns.ONE.match(text, at)
    if one is not None and patterns.LASTS.search(text, max(0, at - 9), at):
        half = Value("PT30M", None)
        return _Found(one.end(), half if one["half"] else timex.duration("1", one["unit"].lower()))
    match = patterns.SPAN.match(text, at) or patterns.DURATION.match(text, at)
    if match is None or patterns.BEFORE_AGE.search(text, max(0, at - 8), at):
        return None
    count = match["count"].lower()
    if count.isdigit():
        return _Found(match.end(), timex.duration(str(int(count)), match["unit"].lower()))
    if count not in patterns.NUMBERS:
        return None
    return _Found(match.end(), timex.duration(str(patterns.NUMBERS[count]), match["unit"].lower()))


def _event(text: str, at: int, _: Anchor | None) -> _Found | None:
    match = patterns.EVENT.match(text, at)
    return _Found(match.end(), None) if match else None


def _quarter(text: str, at: int, _: Anchor | None) -> _Found | None:
    match = patterns.QUARTER.match(text, at) or patterns.SHORT_QUARTER.match(text, at)
    if match is None:
        return None
    nth = {"first": 1, "second": 2, "third": 3, "fourth": 4}.get(match["nth"].lower()) or int(match["nth"])
    return _Found(match.end(), Value(f"{match['year']}-Q{nth}", "quarter"))


def _number(word: str) -> int:
    return int(word) if word.isdigit() else patterns.NUMBERS[word.lower()]


def _looks_ahead(text: str, at: int) -> bool:
    """Whether the clause speaks of the future: the last telling word before the expression decides."""
    clause = patterns.CLAUSE_END.split(text[max(0, at - 70) : at])[-1]
    last = None
    for cue in patterns.AHEAD.finditer(clause):
        last = cue
    return last is not None and last["past"] is None


_READERS: dict[str, tuple[Callable[[str, int, Anchor | None], _Found | None], ...]] = {
    "digit": (_numeric, _ago, _duration, _year),
    "month": (_month,),
    "weekday": (),
    "quarter": (_quarter,),
    "word": (_pointed, _month, _season, _quarter, _year, _decade, _now, _ago, _duration, _event),
}
