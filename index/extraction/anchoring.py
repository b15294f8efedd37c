"""Which date a weekday, or a time of day without its day, is counted from.

In news of these days that is the date of publication. A text that tells of April and was published in June
does not mean the days of June by ``Sunday``: there the dates that it writes out lead, and what they do not
decide stays open. A wrong day looks as sure as a right one, so each rule asks for more than it needs.
"""

from __future__ import annotations

import re
from datetime import date
from itertools import takewhile
from typing import TYPE_CHECKING

from index.extraction import storyline, timex
from index.extraction.clocks import read_clock
from index.extraction.date_patterns import BETWEEN, RANGE
from index.extraction.expressions import expression
from index.extraction.quoted_days import Quoted
from index.extraction.timex import Anchor, Value
from index.model import Moment

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from index.extraction.storyline import Telling

    #: An expression read again, from where it begins, against another date.
    Reread = Callable[[int, Anchor], Moment | None]

#: News of these days tells of no day that lies further back, in days.
_THESE_DAYS = 7
#: What lies further back, in days, is a birth or a purchase and no part of what is told.
_LONG_AGO = 400
#: How many paragraphs back a date says which day a weekday means.
_NEAR_PARAGRAPHS = 2
#: A time of day that lies so much before the one told last may be that of the next day, in minutes.
_NEXT_DAY = 480
_NOON = 720
_REACH = 80
_LONGEST_QUOTE = 1000

#: Words that look ahead from the day of publication, and not from a day that is told of.
_WILL = expression(
    r"\b(?:will|shall|(?:is|are) (?:to|due|expected|planned|scheduled|set))\b[^\"“”«».;\n]*$", re.IGNORECASE
)
_SINCE = expression(r"\bsince $", re.IGNORECASE)
_USUALLY = expression(
    r"\b(?:every|each|daily|nightly|usually|always|normally|often)\b[^.\n]*$", re.IGNORECASE
)
#: Before a time of day at which something happens. Others name what was told elsewhere (``the call of
#: 04:31``), or are results of races (``won in 2:14``), or say the same time in another zone.
_HAPPENS = expression(
    r"\b(?:at|by|around|about|approximately|from|to|until|till|before|after|since|between|and|or)"
    r"(?: (?:about|around|approximately|just|exactly|precisely|at least))? $|[,:;–—-] ?$|^\W*$",
    re.IGNORECASE,
)
#: Behind a time of day: another day than the one told last.
_OTHER_DAY = expression(
    r",? (?:(?:on|of) )?(?:the|that|an?|one|two|three|some)(?: \w{1,12})? "
    r"(?:days?|weeks?|mornings?|afternoons?|evenings?|nights?|eve)\b",
    re.IGNORECASE,
)
_SAME_DAY = expression(
    r",? (?:on |of )?(?:that|the same) (?:day|morning|afternoon|evening|night)\b", re.IGNORECASE
)
_ON_THAT = expression(r",? on (?:that|the) ", re.IGNORECASE)
_AND = expression(r",? and ")
_NEXT_CLAUSE = expression(r"\b(?:and|but|while|whereas)\b|;")
_APPOSED = expression(r",? (?:the |\()?")
_HAD = expression(r"\bhad\b", re.IGNORECASE)
#: What hangs on the day that is told of, as ``today`` and ``last week`` never do.
_OF_THE_STORY = expression(r"overnight|the .{1,20} of the (?:week|month|quarter|year)", re.IGNORECASE)
#: Before a weekday that lies behind the day told of.
_UP_TO = expression(r"\b(?:until|till|by|for) $", re.IGNORECASE)


def anchored(
    text: str, moments: Sequence[Moment], anchor: Anchor | None, reread: Reread
) -> tuple[Moment, ...]:
    """The time expressions of a text, each counted from the date that it hangs on or left open.

    Args:
        text: The text.
        moments: Its expressions, counted from the date of publication.
        anchor: That date; ``None`` where it is not known.
        reread: Reads a weekday again against another date.
    """
    paragraphs = storyline.Paragraphs(text)
    told = storyline.tellings(text, moments, paragraphs)
    return _Anchoring(text, told, paragraphs, anchor, reread).all()


class _Anchoring:
    """One text. What comes first is decided first, so that it can lead what follows."""

    def __init__(
        self,
        text: str,
        told: list[Telling],
        paragraphs: storyline.Paragraphs,
        anchor: Anchor | None,
        reread: Reread,
    ) -> None:
        self._text, self._told, self._paragraphs, self._reread = text, told, paragraphs, reread
        self._today = anchor.day if anchor is not None and anchor.knows_day else None
        self._news = self._is_news()
        self._quoted = Quoted(text)
        self._past = False  # an old day was told of so far

    def all(self) -> tuple[Moment, ...]:
        for place, one in enumerate(self._told):
            if one.sort == "weekday":
                self._settle(place, self._weekday(place))
            elif self._is_of_the_past(place):
                self._settle(place, _open(one.moment))
            self._past = self._past or self._is_old(one)
        for place, one in enumerate(self._told):
            if one.sort == "near" and one.moment.anchor and self._quoted.holds(one.moment):
                said = self._quoted.counted(self._told, place, self._reread)
                self._settle(place, said or _open(one.moment))
        for place, one in enumerate(self._told):
            if one.sort == "clock":
                self._settle(place, self._clock(place))
        return tuple(one.moment for one in self._told)

    def _settle(self, place: int, moment: Moment) -> None:
        self._told[place] = self._told[place].settled(moment)

    # -- what sort of text it is ------------------------------------------------------------------

    def _is_old(self, one: Telling) -> bool:
        """Whether it tells of a day that is no longer news."""
        if one.sort != "date" or one.day is None or one.dateline or self._today is None:
            return False
        age = (self._today - one.day).days
        return age > _THESE_DAYS and (age <= _LONG_AGO or one.weekday is not None)

    def _is_news(self) -> bool:
        """Whether weekdays are counted from publication before any old day is told of."""
        for place, one in enumerate(self._told):
            if one.dateline and one.day is not None and self._today is not None:
                return abs((self._today - one.day).days) <= _THESE_DAYS
            told = self._was_said_then(place) or self._date_behind(place) is not None
            if one.sort in ("weekday", "near") and one.day is not None and not told:
                return True
            if self._is_old(one):
                break
        lead = next((one.paragraph for one in self._told), 0)
        return any(one.paragraph == lead and one.sort == "weekday" and one.reporting for one in self._told)

    def _was_said_then(self, place: int) -> bool:
        """Whether the words that it stands in were said on an old day: ``…, he said on 14 April``."""
        following = self._following(place)
        return following is not None and following.reporting and self._is_old(following)

    def _date_behind(self, place: int) -> date | None:
        """Its date where that stands right behind it: ``Sunday evening, 14 April``."""
        one, following = self._told[place], self._following(place)
        if following is None or following.sort != "date" or following.day is None:
            return None
        gap = self._text[one.moment.span.end : following.moment.span.start]
        same = following.day.weekday() == one.weekday
        return following.day if same and _APPOSED.fullmatch(gap) else None

    def _following(self, place: int) -> Telling | None:
        """The next expression of its sentence."""
        following = self._told[place + 1] if place + 1 < len(self._told) else None
        return (
            following if following is not None and following.sentence == self._told[place].sentence else None
        )

    def _is_of_the_past(self, place: int) -> bool:
        """Whether it is ``overnight`` or ``the end of the month`` in a story of old days."""
        one = self._told[place]
        if not one.moment.anchor or not _OF_THE_STORY.fullmatch(one.moment.text):
            return False
        if not self._news:
            return self._past and not self._will_be(one)
        return self._is_past(self._last_day(place))

    def _is_past(self, one: Telling | None) -> bool:
        return one is not None and self._is_old(one) and not one.naming

    # -- weekdays ---------------------------------------------------------------------------------

    def _weekday(self, place: int) -> Moment:
        one = self._told[place]
        last = self._last_day(place)
        dated = self._date_behind(place)
        if dated is not None:
            return self._counted(one, {dated})
        if self._was_said_then(place):
            return _open(one.moment)
        if self._news:
            if self._will_be(one) or self._is_of_now(one):
                return one.moment
            same = self._same_weekday(place, named=True)
            if not same and last is not None and self._is_past(last) and self._is_same_clause(last, one):
                same = {last.day} if last.day is not None and last.day.weekday() == one.weekday else set()
            if same:
                return self._counted(one, same)
            return _open(one.moment) if self._is_past(last) else self._unless_since(one)
        if self._past and self._will_be(one):
            return one.moment
        same = self._same_weekday(place, named=False)
        if same:
            goes_on = one.opens and last is not None and last.day is not None and last.day > max(same)
            return _open(one.moment) if goes_on else self._counted(one, same)
        return _open(one.moment) if self._past else self._unless_since(one)

    def _will_be(self, one: Telling) -> bool:
        return self._today is not None and bool(_WILL.search(self._before(one)))

    def _is_of_now(self, one: Telling) -> bool:
        """``As of Wednesday``, ``On Thursday the ministry said``."""
        return one.of_speech or self._before(one).lower().endswith("as of ")

    def _is_same_clause(self, one: Telling, other: Telling) -> bool:
        gap = self._text[one.moment.span.end : other.moment.span.start]
        return one.sentence == other.sentence and not _NEXT_CLAUSE.search(gap)

    def _unless_since(self, one: Telling) -> Moment:
        """``Since Monday``, written on a Monday, is no word for today."""
        today = one.day is not None and one.day == self._today and len(one.moment.value) == len("2024-04-22")
        return _open(one.moment) if today and _SINCE.search(self._before(one)) else one.moment

    def _counted(self, one: Telling, days: set[date]) -> Moment:
        """Counted from the only day that it can mean."""
        if len(days) != 1 or _UP_TO.search(self._before(one)):
            return _open(one.moment)
        day = next(iter(days))
        found = self._reread(one.moment.span.start, Anchor(day, "day", day.isoformat()))
        return found or _open(one.moment)

    def _same_weekday(self, place: int, *, named: bool) -> set[date]:
        """The days with that weekday which the text tells of in this paragraph and shortly before."""
        one = self._told[place]
        near = {one.paragraph, *self._paragraphs.before(one.paragraph, _NEAR_PARAGRAPHS)}
        return {
            other.day
            for other in self._back(place)
            if other.paragraph in near
            and other.day is not None
            and other.day.weekday() == one.weekday
            and (other.sort == "date" or (other.sort == "weekday" and other.led))
            and (not named or other.weekday is not None)
        }

    def _back(self, place: int) -> Iterator[Telling]:
        """What stands before it in this paragraph and shortly before, the nearest first."""
        least = self._told[place].paragraph - storyline.FAR
        for at in range(place - 1, max(-1, place - _MOST_BACK - 1), -1):
            if self._told[at].paragraph < least:
                return
            yield self._told[at]

    def _last_day(self, place: int) -> Telling | None:
        """The last day told of in this paragraph; where there is none, in the one before."""
        one = self._told[place]
        near = {one.paragraph, *self._paragraphs.before(one.paragraph)}
        for other in self._back(place):
            names = other.dateline or other.naming or self._is_ancient(other)
            if other.paragraph in near and other.day is not None and not names:
                return other
        return None

    def _is_ancient(self, one: Telling) -> bool:
        if one.day is None or self._today is None or one.weekday is not None:
            return False
        return (self._today - one.day).days > _LONG_AGO

    # -- times of day -----------------------------------------------------------------------------

    def _clock(self, place: int) -> Moment:
        one = self._told[place]
        clock = read_clock(self._text, one.moment.span.start)
        if clock is None or clock.hour > 23:  # midnight begins a day and ends one
            return one.moment
        minutes = clock.hour * 60 + (clock.minute or 0)
        day = self._day_of_clock(place, minutes)
        if day is None:
            return one.moment
        value = timex.at_clock(Value(day.isoformat(), "day"), clock.hour, clock.minute, clock.offset)
        return Moment(one.moment.span, one.moment.text, value.text, value.precision, day.isoformat())

    def _day_of_clock(self, place: int, minutes: int) -> date | None:
        one = self._told[place]
        following = self._following(place)
        if following is not None and following.day is not None:
            return self._day_behind(one, following, minutes)
        before, after = self._before(one), self._text[one.moment.span.end : one.moment.span.end + _REACH]
        same = _SAME_DAY.match(after)
        if _OTHER_DAY.match(after) and not same:
            return None
        roughly = one.moment.text[:1].isalpha()
        if not (roughly or _HAPPENS.search(before)) or _USUALLY.search(before):
            return None
        if self._is_unknown_behind(place):
            return None
        if one.opens:
            led = self._item_before(place)
            if led is not None:
                return _day_within(led, minutes, most_back=0)
        return self._day_before(place, minutes)

    def _day_behind(self, one: Telling, following: Telling, minutes: int) -> date | None:
        """``between 07:15 and 07:35 on Tuesday``, ``at 21:12 on that Sunday``."""
        gap = self._text[one.moment.span.end : following.moment.span.start]
        if following.sort == "weekday" and _ON_THAT.fullmatch(gap):
            return following.day
        between = _AND.fullmatch(gap) and BETWEEN.search(self._before(one))
        until = following.minutes
        if until is not None and minutes < until and (between or RANGE.fullmatch(gap)):
            return following.day
        return None

    def _is_unknown_behind(self, place: int) -> bool:
        """Whether a day that is not known, or a time of one, stands behind it in its sentence."""
        one = self._told[place]
        for other in self._told[place + 1 : place + 4]:
            if other.sentence != one.sentence:
                return False
            if other.sort in ("unknown", "weekday", "date", "near"):
                return True
        return False

    def _item_before(self, place: int) -> Telling | None:
        """What the item of a list before begins with, where that is a time too."""
        paragraph = self._told[place].paragraph - 1
        for other in self._back(place):
            if other.paragraph < paragraph:
                return None
            if other.paragraph == paragraph and other.opens:
                return other if other.sort == "clock" or other.minutes is not None else None
        return None

    def _day_before(self, place: int, minutes: int) -> date | None:
        """The day told last in its sentence, else the one day of its paragraph or of the one before."""
        one = self._told[place]
        leading = (each for each in self._back(place) if each.sort != "length" and not each.dateline)
        last = next(leading, None)
        if last is None:
            return None
        if last.sentence == one.sentence:
            return _day_within(last, minutes)
        if last.paragraph == one.paragraph:
            own = [last, *takewhile(lambda each: each.paragraph == one.paragraph, leading)]
            return self._only_day(one, own, minutes)
        before = one.paragraph - 1
        if last.paragraph != before or self._paragraphs.is_heading(before):
            return None
        told = [last, *takewhile(lambda each: each.paragraph == before, leading)]
        return self._only_day(one, [each for each in told if each.sort != "wide"], minutes)

    def _only_day(self, one: Telling, told: list[Telling], minutes: int) -> date | None:
        """The day that all of these tell of; none where one of them is open, or the time steps back."""
        if not told or any(each.day is None for each in told) or len({each.day for each in told}) > 1:
            return None
        if any(each.naming or each.of_speech or self._is_ancient(each) for each in told):
            return None
        if self._news and any(self._is_old(each) for each in told):
            return None
        if told[0].paragraph != one.paragraph and any(self._is_quoted(each) for each in told):
            return None
        if _HAD.search(self._before(one)):
            return None
        return _day_within(told[0], minutes)

    def _is_quoted(self, one: Telling) -> bool:
        """Whether it stands in a quotation, whose ``this morning`` is that of who speaks."""
        start = one.moment.span.start
        words = self._text[max(self._paragraphs.starts[one.paragraph], start - _LONGEST_QUOTE) : start]
        return words.count('"') % 2 == 1 or words.rfind("“") > words.rfind("”")

    def _before(self, one: Telling) -> str:
        """The words before it in its clause or so."""
        start = one.moment.span.start
        begin = max(self._paragraphs.starts[one.paragraph], start - _REACH)
        words = self._text[begin:start]
        ends = list(storyline.SENTENCE_END.finditer(words))
        return words[ends[-1].end() :] if ends else words


#: Expressions that are looked back over at most.
_MOST_BACK = 40


def _day_within(led: Telling, minutes: int, *, most_back: int = _NEXT_DAY) -> date | None:
    """The day of what leads, unless the time may be one of the day after."""
    if led.day is None or led.naming or led.of_speech:
        return None
    if led.minutes is not None and minutes < led.minutes - most_back:
        return None
    return None if led.late and minutes < _NOON else led.day


def _open(moment: Moment) -> Moment:
    return Moment(moment.span, moment.text, "", None)
