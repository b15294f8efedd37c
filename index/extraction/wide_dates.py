"""Time expressions that are wider than a day: months, years and parts of them, decades, centuries."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from index.extraction import date_patterns as patterns
from index.extraction import timex
from index.extraction.tense import tense
from index.extraction.timex import Anchor, Found, Value

if TYPE_CHECKING:
    from index.extraction.timex import Tense


def month(text: str, at: int, anchor: Anchor | None) -> Found | None:
    """``April 2023``, ``early March``, ``February of last year``, ``May`` where it is a month."""
    return _month_in(text, at, anchor, tense(text, at))


def _month_in(text: str, at: int, anchor: Anchor | None, spoken: Tense) -> Found | None:
    if match := patterns.MONTH_YEAR.match(text, at):
        number = patterns.MONTH_NUMBERS[match["month"][:3].title()]
        return Found(match.end(), Value(f"{match['year']}-{number:02d}", "month"))
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
        value = timex.month_without_year(number, anchor, spoken)
    return Found(match.end(), value)


def part_of(text: str, at: int, anchor: Anchor | None) -> Found | None:
    """``the end of March``, ``the end of the year``: as exact as what it is a part of."""
    part = patterns.PART_OF.match(text, at)
    if part is None:
        return None
    if whole := patterns.WHOLE.match(text, part.end()):
        away = {"last": -1, "next": 1}.get(whole["which"].lower(), 0)
        return Found(whole.end(), timex.unit_away(whole["unit"].lower(), away, anchor))
    month = _month_in(text, part.end(), anchor, tense(text, at))
    if month is not None:
        return month
    year = patterns.BARE_YEAR.match(text, part.end())
    return Found(year.end(), Value(year["year"], "year")) if year is not None else None


def _is_month(text: str, match: re.Match[str]) -> bool:
    """Whether a bare word is a month, and not a verb, a march or a person."""
    at = match.start()
    if patterns.IN_DATE_CONTEXT.search(text, max(0, at - 12), at):
        return True
    if match["month"] in ("May", "March"):
        return bool(patterns.AFTER_MONTH.search(text, max(0, at - 32), at))
    return not patterns.CAPITAL_FOLLOWS.match(text, match.end())


def year(text: str, at: int, _: Anchor | None) -> Found | None:
    """``in 1998``, ``early 2020``; a number behind which something is counted is none."""
    match = patterns.BARE_YEAR.match(text, at)
    if match is None or patterns.NOT_A_YEAR.match(text, match.end()):
        return None
    if not patterns.BEFORE_YEAR.search(text, max(0, at - 9), at):
        return None
    return Found(match.end(), Value(match["year"], "year"))


def decade(text: str, at: int, _: Anchor | None) -> Found | None:
    """``the 1990s``, ``the 19th century``: TIMEX3 writes its first digits, no precision is so wide."""
    if text[at : at + 1].isalpha() and (match := patterns.DECADE.match(text, at)):
        short = f"19{match['short']}" if match["short"] else patterns.DECADES.get(match["word"] or "", "")
        return Found(match.end(), Value(match["decade"] or short, None))
    century = patterns.CENTURY.match(text, at)
    return Found(century.end(), Value(f"{int(century['nth']) - 1:02d}", None)) if century else None


def now(text: str, at: int, _: Anchor | None) -> Found | None:
    """``currently``, ``at present``."""
    match = patterns.NOW.match(text, at)
    return Found(match.end(), Value("PRESENT_REF", None)) if match else None


def season(text: str, at: int, _: Anchor | None) -> Found | None:
    """``the summer of 2019``."""
    match = patterns.THE_SEASON.match(text, at)
    if match is None:
        return None
    return Found(match.end(), timex.season(match["season"].lower(), None, year=int(match["year"])))


def quarter(text: str, at: int, anchor: Anchor | None) -> Found | None:
    """``the third quarter of 2023``, ``Q3 2023``, ``the second half of last year``."""
    if half := patterns.HALF.match(text, at):
        away = {"last": -1, "next": 1}.get((half["which"] or "").lower(), 0)
        year = Value(half["year"], "year") if half["year"] else timex.unit_away("year", away, anchor)
        nth = 1 if half["nth"].lower() == "first" else 2
        return Found(half.end(), year and year._replace(text=f"{year.text}-H{nth}"))
    match = patterns.QUARTER.match(text, at) or patterns.SHORT_QUARTER.match(text, at)
    if match is None:
        return None
    nth = {"first": 1, "second": 2, "third": 3, "fourth": 4}.get(match["nth"].lower()) or int(match["nth"])
    return Found(match.end(), Value(f"{match['year']}-Q{nth}", "quarter"))
