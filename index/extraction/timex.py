"""Calendar arithmetic for time expressions: values in TIMEX3 notation, each as exact as what was said.

An article that is dated to the month can say what "February" means and not what "yesterday" means. Every
function here answers ``None`` where the date of the article does not carry the answer, so that no value
is more exact than its ground.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from index.model import Precision, Published

Direction = Literal[-1, 0, 1]

#: -1 the past, 0 either, 1 the future, 2 the future without doubt.
Tense = Literal[-1, 0, 1, 2]

_NEVER = 400
#: How many days ahead of the article and behind it a date without its year may lie, by the tense. Of a day
#: that was a year ago but for a few weeks one says the year, and what was planned may be past.
_LIMITS: dict[Tense, tuple[int, int]] = {
    -1: (45, _NEVER),
    0: (190, _NEVER),
    1: (_NEVER, 300),
    2: (_NEVER, 30),
}

_SEASONS = {
    "spring": ("SP", 3),
    "summer": ("SU", 6),
    "autumn": ("FA", 9),
    "fall": ("FA", 9),
    "winter": ("WI", 12),
}
_DURATION_UNITS = {
    "minute": "T{}M",
    "hour": "T{}H",
    "day": "{}D",
    "week": "{}W",
    "month": "{}M",
    "quarter": "{}Q",
    "year": "{}Y",
    "decade": "{}DE",
}


class Anchor(NamedTuple):
    """The date that expressions are resolved against.

    Attributes:
        day: The day, or the last day of a month or year when no more is known.
        precision: What is known: ``day``, ``month`` or ``year``.
        value: ISO 8601 in that precision.
    """

    day: date
    precision: Literal["day", "month", "year"]
    value: str

    @property
    def knows_day(self) -> bool:
        """Whether the day is known."""
        return self.precision == "day"

    @property
    def knows_month(self) -> bool:
        """Whether the month is known."""
        return self.precision != "year"


class Value(NamedTuple):
    """A resolved value.

    Attributes:
        text: TIMEX3 notation.
        precision: How exact it is; ``None`` for durations and references.
        anchored: Whether it depends on the date of the article.
    """

    text: str
    precision: Precision | None
    anchored: bool = False


class Found(NamedTuple):
    """Where an expression ends, and its value; ``None`` for one that stays open."""

    end: int
    value: Value | None


def anchor_of(published: Published | None) -> Anchor | None:
    """The anchor that a date of publication gives; ``None`` when there is none or it is no date."""
    if published is None:
        return None
    parts = published.value[:10].split("-")
    try:
        numbers = [int(part) for part in parts]
        if not 1600 <= numbers[0] <= 2999:
            return None
        if len(numbers) == 1:
            return Anchor(date(numbers[0], 12, 31), "year", parts[0])
        if len(numbers) == 2:
            import calendar  # noqa: PLC0415  (few articles are dated to the month, and it loads locale)

            last = calendar.monthrange(numbers[0], numbers[1])[1]
            return Anchor(date(numbers[0], numbers[1], last), "month", "-".join(parts))
        return Anchor(date(numbers[0], numbers[1], numbers[2]), "day", "-".join(parts))
    except ValueError:
        return None


def full_date(year: int, month: int, day: int) -> Value | None:
    """A date whose year was said; ``None`` when there is no such day."""
    try:
        return Value(date(year, month, day).isoformat(), "day")
    except ValueError:
        return None


def date_without_year(month: int, day: int, anchor: Anchor | None, tense: Tense) -> Value | None:
    """The date nearest to the anchor on the side that the tense says."""
    if anchor is None or not anchor.knows_month:
        return None
    found = _date_or_none(anchor.day.year, month, day)
    if found is None:
        return None
    distance = (found - anchor.day).days
    ahead, behind = _LIMITS[tense]
    if distance > ahead:
        found = _date_or_none(anchor.day.year - 1, month, day)
    elif distance < -behind:
        found = _date_or_none(anchor.day.year + 1, month, day)
    return Value(found.isoformat(), "day", anchored=True) if found else None


def month_without_year(
    month: int, anchor: Anchor | None, tense: Tense, *, direction: Direction = 0
) -> Value | None:
    """The nearest such month: past or present, unless the sentence looks ahead.

    Args:
        month: 1 to 12.
        anchor: The date of the article.
        tense: What the sentence speaks of.
        direction: -1 for "last April", 1 for "next April": never the present month.
    """
    if anchor is None or not anchor.knows_month:
        return None
    year, now = anchor.day.year, anchor.day.month
    if direction > 0:
        year += month <= now
    elif direction < 0:
        year -= month >= now
    elif tense > 0:
        year += month < (now if tense > 1 else now - 1)
    elif month > now:
        year -= 1
    return Value(f"{year}-{month:02d}", "month", anchored=True)


def month_of_year(month: int, years: int, anchor: Anchor | None) -> Value | None:
    """A month so many years from that of the anchor: ``February of last year``."""
    if anchor is None:
        return None
    return Value(f"{anchor.day.year + years}-{month:02d}", "month", anchored=True)


def weekday(number: int, anchor: Anchor | None, *, ahead: bool, direction: Direction = 0) -> Value | None:
    """The most recent such day, the day itself included, unless the sentence looks ahead."""
    if anchor is None or not anchor.knows_day:
        return None
    back = (anchor.day.weekday() - number) % 7
    if direction > 0 or (ahead and back and direction == 0):
        forward = (number - anchor.day.weekday() - 1) % 7 + 1
        return _day(anchor.day + timedelta(forward))
    if direction < 0:
        back = back or 7
    return _day(anchor.day - timedelta(back))


def day_away(days: int, anchor: Anchor | None) -> Value | None:
    """The day so many days from the anchor."""
    if anchor is None or not anchor.knows_day:
        return None
    try:
        return _day(anchor.day + timedelta(days))
    except OverflowError:
        return None


def unit_away(unit: str, count: int, anchor: Anchor | None) -> Value | None:
    """The day, week, month, quarter or year that lies ``count`` units from the anchor."""
    if anchor is None:
        return None
    try:
        if unit == "year":
            return _year(anchor.day.year + count)
        if unit in ("month", "quarter") and anchor.knows_month:
            return _month_away(unit, count, anchor.day)
        if unit == "day":
            return day_away(count, anchor)
        if unit == "fortnight":
            return unit_away("week", 2 * count, anchor)
        if unit in ("week", "weekend") and anchor.knows_day:
            year, week, _ = (anchor.day + timedelta(weeks=count)).isocalendar()
            return Value(f"{year}-W{week:02d}{'-WE' if unit == 'weekend' else ''}", "week", anchored=True)
    except (OverflowError, ValueError):
        return None
    return None


def season(
    name: str, anchor: Anchor | None, *, year: int | None = None, direction: Direction = 0
) -> Value | None:
    """A season of a year; ``last`` and ``next`` count from the anchor."""
    code, begins = _SEASONS[name]
    if year is not None:
        return Value(f"{year}-{code}", "season")
    if anchor is None or not anchor.knows_month:
        return None
    year = anchor.day.year
    if direction < 0 and anchor.day.month < begins + 3:
        year -= 1
    elif direction > 0 and anchor.day.month >= begins:
        year += 1
    elif direction == 0 and name == "winter" and anchor.day.month < 3:
        year -= 1
    return Value(f"{year}-{code}", "season", anchored=True)


def duration(count: str, unit: str) -> Value:
    """How long something takes: ``P6W``, ``PT24H``."""
    if unit == "fortnight":
        count, unit = str(2 * int(count)) if count.isdigit() else count, "week"
    return Value("P" + _DURATION_UNITS[unit].format(count), None)


def at_clock(day: Value, hour: int, minute: int | None, offset: str) -> Value:
    """A day with a time of day, in the zone of ``offset`` (``Z``, ``+03:00``) where it is known."""
    minutes = f":{minute:02d}" if minute is not None else ":00" if offset else ""
    precision: Precision = "hour" if minute is None else "minute"
    return Value(f"{day.text}T{hour:02d}{minutes}{offset}", precision, day.anchored)


def is_day(text: str) -> bool:
    """Whether a value is one day, without a part of it."""
    return len(text) == 10 and text[4] == text[7] == "-"


def a_week_later(day: Value) -> Value:
    """The same weekday in the week after."""
    return Value((date.fromisoformat(day.text) + timedelta(7)).isoformat(), day.precision, day.anchored)


def night_before(day: Value | None) -> Value | None:
    """The night that ends with the morning of a day."""
    if day is None or not is_day(day.text[:10]):
        return None
    before = date.fromisoformat(day.text[:10]) - timedelta(1)
    return Value(f"{before.isoformat()}TNI", "day", day.anchored)


def _date_or_none(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _day(day: date) -> Value:
    return Value(day.isoformat(), "day", anchored=True)


def _year(year: int) -> Value | None:
    return Value(str(year), "year", anchored=True) if 1000 <= year <= 9999 else None


def _month_away(unit: str, count: int, day: date) -> Value | None:
    if unit == "month":
        years, month = divmod(day.year * 12 + day.month - 1 + count, 12)
        text = f"{years:04d}-{month + 1:02d}"
    else:
        years, quarter = divmod(day.year * 4 + (day.month - 1) // 3 + count, 4)
        text = f"{years:04d}-Q{quarter + 1}"
    if not 1000 <= years <= 9999:
        return None
    return Value(text, "month" if unit == "month" else "quarter", anchored=True)
