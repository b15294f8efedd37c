"""How dates and counts are written on the screens."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from index import Published
from index.page import NO_DATE

if TYPE_CHECKING:
    from index.when import Period

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def short_date(published: Published | None, year: int) -> str:
    """A date for a list: ``22 Apr``, with the year when it is not ``year``; exactly as exact as it is."""
    if published is None:
        return NO_DATE
    parts = published.value[:10].split("-")
    month = MONTHS[int(parts[1]) - 1] if len(parts) > 1 else ""
    shown = f"{int(parts[2])} {month}" if len(parts) > 2 else month
    if not shown or int(parts[0]) != year or len(parts) == 2:
        return f"{shown} {parts[0]}".strip()
    return shown


def long_date(published: Published | None) -> str:
    """A date for an article: ``Mon 22 Apr 2024``, with the time when it is known."""
    if published is None:
        return NO_DATE
    value = published.value
    parts = value[:10].split("-")
    if len(parts) < 3:
        return short_date(published, 0)
    day = date(int(parts[0]), int(parts[1]), int(parts[2]))
    shown = f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]} {day.year}"
    return f"{shown}, {value[11:]}" if len(value) > 11 else shown


def day_words(moment: str) -> str:
    """A time of the casebook, ISO 8601 in UTC, as a day: ``22 Apr 2024``."""
    year, month, day = moment[:10].split("-")
    return f"{int(day)} {MONTHS[int(month) - 1]} {year}"


def counted(number: int, one: str, many: str = "") -> str:
    """A number with its noun: ``1 article``, ``4,412 articles``."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def have_this_name(articles: int) -> str:
    """How many articles have a name: ``1 article has this name``."""
    return f"{counted(articles, 'article')} {'has' if articles == 1 else 'have'} this name"


def with_article(noun: str) -> str:
    """A noun with its article: ``a group``, ``an event``."""
    return f"{'an' if noun[:1] in 'aeiou' else 'a'} {noun}"


def period_words(period: Period) -> str:
    """A period: ``in Apr 2024``, ``Apr – Jun 2024``, ``14 – 16 Apr 2024``, ``from Apr 2024``."""
    first, last = period.first, period.last
    after = last + timedelta(1) if last < date.max else None
    whole_months = first.day == 1 and (after is None or after.day == 1)
    whole_years = whole_months and first.month == 1 and (after is None or after.month == 1)

    def parts(day: date) -> tuple[str, ...]:
        """From the finest that is said to the year."""
        named = () if whole_years else (MONTHS[day.month - 1],)
        return (*(() if whole_months else (str(day.day),)), *named, str(day.year))

    if after is None:
        return f"from {' '.join(parts(first))}"
    if first == date.min:
        return f"until {' '.join(parts(last))}"
    begin, end = parts(first), parts(last)
    if begin == end:
        return f"{'in' if whole_months else 'on'} {' '.join(end)}"
    same = next((n for n in range(len(begin)) if begin[n:] == end[n:]), len(begin))
    return f"{' '.join(begin[:same])} – {' '.join(end)}"
