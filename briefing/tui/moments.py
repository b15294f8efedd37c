"""A time expression as the screens show it: from which day to which, how exact, and in words. Pure.

What a value does not say is taken from the words: ``early`` narrows a month to about its beginning, and
``since`` in front of an expression leaves its end open. Nothing is made more exact than it was said.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from briefing.tui.words import MONTHS, WEEKDAYS
from briefing.value_words import (
    CENTURY,
    DAY,
    LENGTH,
    MONTH,
    PARTS,
    WEEK,
    dated_words,
    days,
    undated_words,
    value_words,
)
from index.model import Moment

#: ``point`` is a day or a part of one, ``span`` longer, ``about`` vague; the others have one end only.
Form = Literal["point", "span", "about", "from", "until"]

#: Words for a part of a stretch of time, and which third of it each means.
_THIRDS = {
    **dict.fromkeys(("early", "beginning", "start"), 0),
    **dict.fromkeys(("mid", "middle"), 1),
    **dict.fromkeys(("late", "end", "close"), 2),
}
_PART = (
    r"(?:the )?(?:(?P<part>early|late|mid)[ -]"
    r"|(?:very )?(?P<part_of>beginning|start|middle|end|close) of\b)"
)
_PART_BEFORE = re.compile(rf"\b{_PART.replace('[ -]', '-?')}$", re.IGNORECASE)
_PART_INSIDE = re.compile(_PART, re.IGNORECASE)
_VAGUE = (
    "about|around|roughly|approximately|circa|some ?time in|nearly|almost"
    "|(?:just|shortly) (?:after|before|over|under)"
)
_VAGUE_BEFORE = re.compile(rf"\b(?:{_VAGUE})$", re.IGNORECASE)
_VAGUE_INSIDE = re.compile(rf"(?:{_VAGUE})\b", re.IGNORECASE)
#: What a length of time is said to be by the words in front of its number.
_ROUGH = re.compile(rf"(?:{_VAGUE}|more than|less than|at least|over|up to)\b", re.IGNORECASE)
_ZONE = re.compile(r"\b(?:local|[A-Z][\w-]*(?: [A-Z][\w-]*)?) time\b|\b(?!AM\b|PM\b)[A-Z]{2,5}\b")
_ONE_END = re.compile(
    r"\b(?P<word>since|from|after|until|till|before|by)(?: at least)?(?: the)?(?: (?:early|late) on| on)?$",
    re.IGNORECASE,
)
_ONWARD = re.compile(r" (?:on|onwards?|forward)\b", re.IGNORECASE)
#: ``by Monday’s storm`` names a storm, and ``two days after Monday`` is not just any time after it.
_OWNED = re.compile(r"[’']s\b")
_COUNTED = re.compile(r"\b(?:minutes?|hours?|days?|weeks?|months?|years?) $", re.IGNORECASE)

#: Code points around an expression that can tell what it means.
_BEFORE, _AFTER = 48, 12

#: Shorter than this nothing has a beginning, a middle and an end worth telling apart.
_LEAST_DAYS_IN_THIRDS = 28


@dataclass(frozen=True, slots=True)
class When:
    """When something is.

    Attributes:
        first: The first day that is meant; ``None`` where there is no date.
        last: The last; equal to ``first`` for a day. With an open end it is the end of what was said.
        form: How it is drawn.
        exact: How exact it is, in a word: a precision, ``about``, ``open``, ``length`` or ``none``.
        relation: The word that leaves an end open: ``from``, ``after``, ``until``, ``before``, ``by``.
        part: ``early``, ``mid``, ``late``, ``about``; of a length of time what it is said to be, such as
            ``more than``; or empty.
        value: The value in TIMEX3 notation.
    """

    first: date | None
    last: date | None
    form: Form
    exact: str
    relation: str
    part: str
    value: str

    @property
    def order(self) -> tuple[date, str, int]:
        """Sorts by time, what is longer before what lies in it; what has no date comes last."""
        if self.first is None or self.last is None:
            return (date.max, "", 0)
        clock = self.value[10:16] if DAY.fullmatch(self.value) else ""
        return (self.first, clock, -(self.last - self.first).days)


def read(moment: Moment, before: str = "", after: str = "") -> When:
    """A time expression with what stands around it.

    Args:
        moment: The expression.
        before: Some words in front of it, the last one next to it.
        after: Some words behind it.
    """
    found = days(moment.value)
    if found is None:
        rough = _ROUGH.match(moment.text) if LENGTH.fullmatch(moment.value) else None
        exact = "length" if LENGTH.fullmatch(moment.value) else "none"
        return When(None, None, "point", exact, "", rough[0].lower() if rough else "", moment.value)
    first, last = found
    before = " ".join(before.split())
    part = ""
    inside = _PART_INSIDE.match(moment.text)
    if (last - first).days + 1 >= _LEAST_DAYS_IN_THIRDS and (match := inside or _PART_BEFORE.search(before)):
        third = _THIRDS[(match["part"] or match["part_of"]).lower()]
        first, last = _third(first, last, third)
        part = ("early", "mid", "late")[third]
        before = before if inside else before[: match.start()].rstrip()
    elif _VAGUE_INSIDE.match(moment.text):
        part = "about"
    elif vague := _VAGUE_BEFORE.search(before):
        part, before = "about", before[: vague.start()].rstrip()
    relation = _relation(before, after)
    if relation:
        form: Form = "from" if relation in ("from", "after") else "until"
        return When(first, last, form, "open", relation, part, moment.value)
    if part:
        return When(first, last, "about", "about", "", part, moment.value)
    form = "point" if first == last else "span"
    exact = moment.precision or ("century" if CENTURY.fullmatch(moment.value) else "decade")
    return When(first, last, form, exact, "", "", moment.value)


def read_in(text: str, moment: Moment) -> When:
    """A time expression with what stands around it in its text."""
    start, end = moment.span.start, moment.span.end
    return read(moment, text[max(0, start - _BEFORE) : start], text[end : end + _AFTER])


@dataclass(frozen=True, slots=True)
class Dates:
    """The time expressions of one text by what they mean.

    Attributes:
        whens: What each of them means, in the order of the text.
        places: Places in it, in the order of time; what has no date comes last.
        year: The year in which most of them begin; 0 where none has a date.
    """

    whens: tuple[When, ...] = ()
    places: tuple[int, ...] = ()
    year: int = 0


def dates_of(text: str, moments: Sequence[Moment]) -> Dates:
    """What the time expressions of a text mean, and their order. A book has thousands: for a thread."""
    whens = tuple(read_in(text, moment) for moment in moments)
    places = sorted(range(len(whens)), key=lambda place: whens[place].order)
    return Dates(whens, tuple(places), main_year(whens))


def short_words(when: When, year: int) -> str:
    """When, for a list: ``Sun 21 Apr 21:50``, ``from early Feb``; without the year when that is ``year``."""
    if when.first is None:
        return "no date"
    return _led(when, _short_value(when, year))


def long_words(when: When) -> str:
    """When, in full: ``Sun 21 Apr 2024, 21:50``, ``from early Feb 2024``, ``6 weeks``, ``not resolved``."""
    if when.first is None:
        return f"{when.part} {undated_words(when.value)}".strip()
    return _led(when, dated_words(when.value, when.first))


def exact_words(when: When) -> str:
    """How exact, for a sentence: ``exact to the minute``, ``one end open``; empty without a date."""
    if when.first is None:
        return ""
    known = {"open": "one end open", "about": "about"}
    return known.get(when.exact) or f"exact to the {when.exact}"


def counted_from(anchor: str) -> str:
    """The date that a value was counted from, in words: ``Mon 22 Apr 2024``; empty where there is none."""
    found = days(anchor)
    return dated_words(anchor, found[0]) if found else anchor


def set_words(moment: Moment) -> str:
    """That somebody decided when a moment is, and what it was taken to be: ``set by you, was 2023``."""
    return f"set by you, was {value_words(moment.recognised)}" if moment.decided else ""


def zone_of(when: When, text: str) -> str:
    """What is known of the zone of a time of day: ``UTC``, ``+03:00``, ``local time``, ``zone not stated``.

    Empty where no time of day was said.
    """
    match = DAY.fullmatch(when.value)
    if match is None or match[4] is None:
        return ""
    if match[6]:
        return "UTC" if match[6] == "Z" else match[6]
    stated = _ZONE.search(text)
    return stated[0] if stated else "zone not stated"


def main_year(whens: Sequence[When]) -> int:
    """The year in which most of them begin; 0 where none has a date."""
    years: dict[int, int] = {}
    for when in whens:
        if when.first is not None:
            years[when.first.year] = years.get(when.first.year, 0) + 1
    return max(years, key=lambda year: (years[year], year), default=0)


def _relation(before: str, after: str) -> str:
    """The word in front that leaves an end open; empty where there is none."""
    match = _ONE_END.search(before)
    if match is None:
        return ""
    word = match["word"].lower()
    if word == "from":  # alone it may say where something comes from: a letter from Monday
        return "from" if _ONWARD.match(after) else ""
    if word in ("before", "after") and _COUNTED.search(before[: match.start()]):
        return ""
    if word in ("by", "before", "after") and _OWNED.match(after):
        return ""
    return {"since": "from", "till": "until"}.get(word, word)


def _third(first: date, last: date, third: int) -> tuple[date, date]:
    """The beginning, the middle or the end of a stretch of days."""
    length = (last - first).days + 1
    begins = (0, length // 3, 2 * length // 3, length)
    return first + timedelta(begins[third]), first + timedelta(begins[third + 1] - 1)


def _led(when: When, words: str) -> str:
    """Words for a date behind those for its open end and its part: ``from mid-Mar``, ``late 1990s``."""
    lead = " ".join(filter(None, (when.relation, when.part)))
    if when.part:
        words = words.removeprefix("the ")
    return f"{lead}-{words}" if when.part == "mid" else f"{lead} {words}".strip()


def _short_value(when: When, year: int) -> str:
    value, first = when.value, when.first
    if first is None:
        return ""
    other = "" if first.year == year else f" {first.year}"
    if match := DAY.fullmatch(value):
        day = f"{first.day} {MONTHS[first.month - 1]}{other}"
        named = f"{WEEKDAYS[first.weekday()]} {day}"
        if match[4]:
            clock = f"{match[4]}:{match[5] or '00'}"
            return f"{day if other or when.relation or when.part else named} {clock}"
        if match[7] and not other:
            return f"{day} {PARTS[match[7]]}"
        return day if when.relation or when.part else named
    if match := WEEK.fullmatch(value):
        return f"{'weekend' if match[3] else 'week'} {first.day} {MONTHS[first.month - 1]}{other}"
    if MONTH.fullmatch(value) and not other and (when.part or when.relation):
        return MONTHS[first.month - 1]
    return dated_words(value, first)
