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


_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_WEEKDAYS = "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
_SMALL_NUMBERS = (
    "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen"
    "|eighteen|nineteen|twenty"
)
_NUMBERS = {word: number for number, word in enumerate(_SMALL_NUMBERS.split("|"), start=1)} | {
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "ninety": 90,
    "a": 1,
    "an": 1,
}
_MONTH_NUMBERS = {month[:3]: number for number, month in enumerate(_MONTHS.split("|"), start=1)}
_WEEKDAY_NUMBERS = {day: number for number, day in enumerate(_WEEKDAYS.split("|"))}
_PARTS_OF_DAY = {"morning": "TMO", "afternoon": "TAF", "evening": "TEV", "night": "TNI"}

_MONTH = rf"(?P<month>{_MONTHS}|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
_FULL_MONTH = rf"(?P<month>{_MONTHS})\b"
_WEEKDAY = rf"(?P<weekday>{_WEEKDAYS})\b"
_DAY = r"(?P<day>[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:1[5-9]|20)\d\d)(?![\w])"
_PART = r"(?P<part>morning|afternoon|evening|night)\b"
_COUNT = rf"(?P<count>\d{{1,3}}|{'|'.join(sorted(_NUMBERS, key=len, reverse=True))})"
_UNIT = r"(?P<unit>minute|hour|day|week|month|year|decade)"
_SEASON = r"(?P<season>spring|summer|autumn|fall|winter)\b"
_NOT_AN_AGE = r"(?![ -](?:old|olds)\b| of age\b)"
_OF = r"(?: of)? "

_ISO = re.compile(
    r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)(?:[T ](?P<hour>\d\d):(?P<minute>\d\d))?(?![\d-])"
)
_DAY_MONTH = re.compile(rf"(?:(?:{_WEEKDAY}),? (?:the )?)?{_DAY}{_OF}{_MONTH}(?:,? {_YEAR})?(?![\w])")
_MONTH_DAY = re.compile(rf"(?:(?:{_WEEKDAY}),? )?{_MONTH} {_DAY}(?!\w|[:.,]\d)(?:,? {_YEAR})?")
_DOTTED = re.compile(r"(?P<day>\d\d?)\.(?P<month>\d\d?)\.(?P<year>(?:19|20)\d\d)(?![\w.])")
_SLASHED = re.compile(r"(?P<first>\d\d?)/(?P<second>\d\d?)/(?P<year>(?:19|20)\d\d)(?![\w/])")
_CLOCK = re.compile(
    r"(?P<hour>[01]?\d|2[0-3])(?:(?::(?P<minute>[0-5]\d)(?::[0-5]\d)?(?![\d:])(?: ?(?P<half>[ap]\.m\.|[ap]m\b))?)"
    r"|(?:\.(?P<late_minute>[0-5]\d))? ?(?P<late_half>[ap]\.m\.|[ap]m\b))"
    r"(?:,? (?P<zone>GMT|UTC|BST|EST|EDT|CET|CEST|local time)\b)?"
)
_MILITARY = re.compile(r"(?P<hour>[01]\d|2[0-3])(?P<minute>[0-5]\d) (?P<zone>GMT|UTC|hours|local time)\b")
_BARE_YEAR = re.compile(r"(?P<year>(?:19|20)\d\d)(?![\w%/-]|[.,:]\d)")
_MONTH_YEAR = re.compile(rf"(?:(?:early|late|mid)[ -])?{_MONTH},?(?: of)? {_YEAR}", re.IGNORECASE)
_MONTH_ALONE = re.compile(rf"(?:(?i:early|late|mid)[ -](?:in )?)?{_FULL_MONTH}(?!\w|-\w)")
_WEEKDAY_ALONE = re.compile(rf"(?:(?i:early|late|earlier|later) (?:on )?)?{_WEEKDAY}(?!\w|-\w)(?: {_PART})?")
_POINTED = re.compile(
    rf"(?:(?:early|late|earlier|later|mid)[ -])?(?P<which>last|this|next|past|previous|coming|following)"
    rf" (?:{_WEEKDAY}(?: {_PART})?|{_FULL_MONTH}|{_SEASON}|(?P<unit>weekend|week|month|quarter|year)\b"
    r"|(?P<time>morning|afternoon|evening|night)\b)(?!-)",
    re.IGNORECASE,
)
_THE_SEASON = re.compile(rf"(?:the |early |late |in )?{_SEASON} (?:of )?{_YEAR}", re.IGNORECASE)
_DEICTIC = re.compile(rf"(?P<word>today|yesterday|tomorrow|tonight)\b(?: {_PART})?", re.IGNORECASE)
_AGO = re.compile(
    rf"(?:(?P<vague>several|a few|many|a couple of)|{_COUNT})[ -]{_UNIT}s?(?: and a half)?"
    r" (?P<where>ago|earlier|later|before|after|from now)\b",
    re.IGNORECASE,
)
_DURATION = re.compile(
    rf"(?P<count>(?!an? )(?:\d{{1,3}}|[a-z]+))[ -]{_UNIT}s?\b(?:-long\b)?{_NOT_AN_AGE}", re.IGNORECASE
)
_SPAN = re.compile(rf"the (?:last|past|next|coming|previous) {_COUNT} {_UNIT}s\b", re.IGNORECASE)
_EVENT = re.compile(
    r"the (?:following|next|previous|same) (?:day|morning|afternoon|evening|night|week|month|year)\b",
    re.IGNORECASE,
)
_QUARTER = re.compile(rf"(?:the )?(?P<nth>first|second|third|fourth) quarter of {_YEAR}", re.IGNORECASE)
_SHORT_QUARTER = re.compile(rf"Q(?P<nth>[1-4])[ -]{_YEAR}")

# Every expression begins with a word of this list.
_FIRST = re.compile(
    rf"(?<![\w.,:/$€£¥#+])(?:(?P<digit>\d)|(?P<month>(?:{_MONTHS}|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov"
    rf"|Dec)\b)|(?P<weekday>(?:{_WEEKDAYS})\b)|(?P<quarter>Q[1-4]\b)|(?P<word>(?i:early|earlier|late|later|mid"
    rf"|last|this|next|past|previous|coming|following|the|today|yesterday|tomorrow|tonight|several|many|spring|summer"
    rf"|autumn|winter|in|{'|'.join(_NUMBERS)})\b))"
)
_ON = re.compile(r"\)?,?(?: local time)?,? (?:on |of )?")
_AT = re.compile(
    r",? (?:at|around|about|by|before|after|just after|just before|shortly after|shortly before) "
    r"(?:about |around |approximately |roughly )?"
)
_IN_DATE_CONTEXT = re.compile(
    r"\b(?:in|since|until|till|by|of|last|next|this|early|late|mid|during|from|to|through|between|before|after|and|or"
    r"|every|throughout|begin|beginning|end|ending)[ -]$",
    re.IGNORECASE,
)
_BEFORE_YEAR = re.compile(
    r"\b(?:in|since|until|till|by|from|of|before|after|during|late|early|mid|between|and|to|through|for|around|circa|year"
    r"|autumn|spring|summer|winter|fall)[ -]$|\($",
    re.IGNORECASE,
)
_NOT_A_YEAR = re.compile(
    r" (?:people|troops|soldiers|men|women|children|dollars|euros|barrels|tons|tonnes|miles|km|kilometres|kilometers"
    r"|metres|meters|feet|points|homes|houses|civilians|fighters|deaths|cases|hours|votes|seats|hectares|percent|per)\b"
)
_AHEAD = re.compile(
    r"\b(?:will|would|shall|to be|expected|scheduled|plans?|planned|due|set|going to|next|until|by|upcoming|tomorrow)\b"
    r"|\b(?P<past>said|says|told|announced|reported|according|stated|confirmed|added|was|were|had)\b",
    re.IGNORECASE,
)
_BEFORE_AGE = re.compile(r"\b(?:aged?|age of) $", re.IGNORECASE)
_RANGE = re.compile(r" ?(?:through|through to|to|until|till|-|–) ?")
_CLAUSE_END = re.compile(r"[.;\n]")
_NOT_A_DAY = re.compile(
    r" (?:Times|Mail|Mirror|Telegraph|Express|Independent|Herald|School|League|Mass|Night Live)\b"
)
_NAMED_DAY = re.compile(r"\b(?:Black|Good|Bloody|Easter|Palm|Cyber|Holy|Super|Ash|Shrove|Boxing) $")


def moments(text: str, published: Published | None) -> tuple[Moment, ...]:
    """Every time expression of a text, in order; none overlap.

    Args:
        text: A cleaned text.
        published: What relative expressions are resolved against; without it they have no value.
    """
    anchor = anchor_of(published)
    found: list[Moment] = []
    at = 0
    while first := _FIRST.search(text, at):
        start = first.start()
        expression = _expression(text, start, first.lastgroup or "", anchor)
        if expression is None:
            at = first.end()
            continue
        if found and _RANGE.fullmatch(text, found[-1].span.end, start):
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
    if match := _ISO.match(text, at):
        value = timex.full_date(int(match["year"]), int(match["month"]), int(match["day"]))
        if value is not None and match["hour"]:
            value = timex.at_clock(value, int(match["hour"]), int(match["minute"]), "")
        return _Found(match.end(), value) if value else None
    match = _DAY_MONTH.match(text, at) or _MONTH_DAY.match(text, at)
    if match:
        return _date(text, match, anchor)
    if match := _DEICTIC.match(text, at):
        away = {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1}[match["word"].lower()]
        value = timex.day_away(away, anchor)
        part = "night" if match["word"].lower() == "tonight" else match["part"]
        return _Found(match.end(), _in_part(value, part))
    if match := _WEEKDAY_ALONE.match(text, at):
        if _NOT_A_DAY.match(text, match.end("weekday")) or _NAMED_DAY.search(text, max(0, at - 8), at):
            return None
        number = _WEEKDAY_NUMBERS[match["weekday"]]
        value = timex.weekday(number, anchor, ahead=_looks_ahead(text, at))
        return _Found(match.end(), _in_part(value, match["part"]))
    return None


def _date(text: str, match: re.Match[str], anchor: Anchor | None) -> _Found | None:
    month, day = _MONTH_NUMBERS[match["month"][:3]], int(match["day"])
    if match["year"]:
        value = timex.full_date(int(match["year"]), month, day)
        return _Found(match.end(), value) if value else None
    if day > 31:
        return None
    value = timex.date_without_year(month, day, anchor, ahead=_looks_ahead(text, match.start()))
    return _Found(match.end(), value)


def _in_part(value: Value | None, part: str | None) -> Value | None:
    """A day, narrowed to its morning, afternoon, evening or night."""
    if value is None or not part:
        return value
    return Value(value.text + _PARTS_OF_DAY[part.lower()], value.precision, value.anchored)


def _read_clock(text: str, at: int) -> tuple[int, int, int | None, str] | None:
    """End, hour, minute and zone of a time of day."""
    match = _CLOCK.match(text, at)
    if match is None:
        match = _MILITARY.match(text, at)
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
    link = _ON.match(text, end)
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
    link = _AT.match(text, day.end)
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
    if match := _DOTTED.match(text, at):
        value = timex.full_date(int(match["year"]), int(match["month"]), int(match["day"]))
        return _Found(match.end(), value) if value else None
    if match := _SLASHED.match(text, at):
        first, second, year = int(match["first"]), int(match["second"]), int(match["year"])
        orders = {timex.full_date(year, first, second), timex.full_date(year, second, first)} - {None}
        if orders:
            return _Found(match.end(), orders.pop() if len(orders) == 1 else None)
    return None


def _month(text: str, at: int, anchor: Anchor | None) -> _Found | None:
    if match := _MONTH_YEAR.match(text, at):
        number = _MONTH_NUMBERS[match["month"][:3].title()]
        return _Found(match.end(), Value(f"{match['year']}-{number:02d}", "month"))
    match = _MONTH_ALONE.match(text, at)
    if match is None:
        return None
    begins = match.start("month")
    in_context = begins > at or _IN_DATE_CONTEXT.search(text, max(0, at - 12), at)
    if not in_context and (
        match["month"] in ("May", "March") or re.match(r" [A-Z]", text[match.end() :][:2])
    ):
        return None
    value = timex.month_without_year(_MONTH_NUMBERS[match["month"][:3]], anchor, ahead=_looks_ahead(text, at))
    return _Found(match.end(), value)


def _year(text: str, at: int, _: Anchor | None) -> _Found | None:
    match = _BARE_YEAR.match(text, at)
    if match is None or _NOT_A_YEAR.match(text, match.end()):
        return None
    if not _BEFORE_YEAR.search(text, max(0, at - 9), at):
        return None
    return _Found(match.end(), Value(match["year"], "year"))


def _pointed(text: str, at: int, anchor: Anchor | None) -> _Found | None:
    """``last week``, ``next April``, ``this morning``, ``earlier this year``."""
    match = _POINTED.match(text, at)
    if match is None:
        return None
    which = match["which"].lower()
    direction: Direction = 0 if which == "this" else 1 if which in ("next", "coming", "following") else -1
    ahead = _looks_ahead(text, at)
    value: Value | None
    if match["weekday"]:
        number = _WEEKDAY_NUMBERS[match["weekday"].title()]
        value = _in_part(timex.weekday(number, anchor, ahead=ahead, direction=direction), match["part"])
    elif match["month"]:
        number = _MONTH_NUMBERS[match["month"][:3].title()]
        value = timex.month_without_year(number, anchor, ahead=ahead, direction=direction)
    elif match["season"]:
        value = timex.season(match["season"].lower(), anchor, direction=direction)
    elif match["unit"]:
        value = timex.unit_away(match["unit"].lower(), direction, anchor)
    else:
        value = _in_part(timex.day_away(direction, anchor), match["time"])
    return _with_clock(text, _Found(match.end(), value))


def _season(text: str, at: int, _: Anchor | None) -> _Found | None:
    match = _THE_SEASON.match(text, at)
    if match is None:
        return None
    return _Found(match.end(), timex.season(match["season"].lower(), None, year=int(match["year"])))


def _ago(text: str, at: int, anchor: Anchor | None) -> _Found | None:
    """``two weeks ago``; what is counted from an event (``two days later``) stays open."""
    match = _AGO.match(text, at)
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
    match = _SPAN.match(text, at) or _DURATION.match(text, at)
    if match is None or _BEFORE_AGE.search(text, max(0, at - 8), at):
        return None
    count = match["count"].lower()
    if count.isdigit():
        return _Found(match.end(), timex.duration(str(int(count)), match["unit"].lower()))
    if count not in _NUMBERS:
        return None
    return _Found(match.end(), timex.duration(str(_NUMBERS[count]), match["unit"].lower()))


def _event(text: str, at: int, _: Anchor | None) -> _Found | None:
    match = _EVENT.match(text, at)
    return _Found(match.end(), None) if match else None


def _quarter(text: str, at: int, _: Anchor | None) -> _Found | None:
    match = _QUARTER.match(text, at) or _SHORT_QUARTER.match(text, at)
    if match is None:
        return None
    nth = {"first": 1, "second": 2, "third": 3, "fourth": 4}.get(match["nth"].lower()) or int(match["nth"])
    return _Found(match.end(), Value(f"{match['year']}-Q{nth}", "quarter"))


def _number(word: str) -> int:
    return int(word) if word.isdigit() else _NUMBERS[word.lower()]


def _looks_ahead(text: str, at: int) -> bool:
    """Whether the clause speaks of the future: the last telling word before the expression decides."""
    clause = _CLAUSE_END.split(text[max(0, at - 70) : at])[-1]
    last = None
    for cue in _AHEAD.finditer(clause):
        last = cue
    return last is not None and last["past"] is None


_READERS: dict[str, tuple[Callable[[str, int, Anchor | None], _Found | None], ...]] = {
    "digit": (_numeric, _ago, _duration, _year),
    "month": (_month,),
    "weekday": (),
    "quarter": (_quarter,),
    "word": (_pointed, _month, _season, _quarter, _ago, _duration, _event),
}
