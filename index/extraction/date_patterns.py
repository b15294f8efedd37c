"""The regular expressions of time expressions, one a sort. What they mean is worked out elsewhere.

Every repetition is bounded and digits are ASCII digits, so that no text makes them slow or makes a number
of what is none.
"""

from __future__ import annotations

import re

from index.extraction.expressions import expression

# Without regard to case among ASCII letters only: a dotless i is no i, and is in none of the tables.
_ANY_CASE = re.IGNORECASE | re.ASCII

_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_WEEKDAYS = "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
_SMALL_NUMBERS = (
    "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen"
    "|eighteen|nineteen|twenty"
)
NUMBERS = {word: number for number, word in enumerate(_SMALL_NUMBERS.split("|"), start=1)} | {
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "ninety": 90,
    "a": 1,
    "an": 1,
}
MONTH_NUMBERS = {month[:3]: number for number, month in enumerate(_MONTHS.split("|"), start=1)}
WEEKDAY_NUMBERS = {day: number for number, day in enumerate(_WEEKDAYS.split("|"))}
_DECADES = "thirties|forties|fifties|sixties|seventies|eighties|nineties"
#: Those of the last century; the twenties may be of either.
DECADES = {word: f"19{number}" for number, word in enumerate(_DECADES.split("|"), start=3)}
PARTS_OF_DAY = {"morning": "TMO", "afternoon": "TAF", "evening": "TEV", "night": "TNI"}

MONTH = rf"(?P<month>{_MONTHS}|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
_FULL_MONTH = rf"(?P<month>{_MONTHS})\b"
_WEEKDAY = rf"(?P<weekday>{_WEEKDAYS})\b"
DAY = r"(?P<day>[12][0-9]|3[01]|0?[1-9])(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:1[5-9]|20)[0-9][0-9])(?!\w|-[0-9])"
_PART = r"(?P<part>morning|afternoon|evening|night)\b"
_COUNT = rf"(?P<count>[0-9]{{1,3}}|{'|'.join(sorted(NUMBERS, key=len, reverse=True))})"
_UNIT = r"(?P<unit>minute|hour|day|week|fortnight|month|year|decade)"
_SEASON = r"(?P<season>spring|summer|autumn|fall|winter)\b"
_NOT_AN_AGE = r"(?![ -](?:old|olds)\b| of age\b)"
_OF = r"(?: of)? "

ISO = expression(
    r"(?P<year>[0-9]{4})-(?P<month>[0-9][0-9])-(?P<day>[0-9][0-9])"
    r"(?:[T ](?P<hour>[01][0-9]|2[0-3]):(?P<minute>[0-5][0-9]))?(?![0-9-])"
)
DAY_MONTH = expression(rf"(?:(?:{_WEEKDAY}),? (?:the )?)?{DAY}{_OF}{MONTH}(?:,? {_YEAR})?(?![\w])")
MONTH_DAY = expression(rf"(?:(?:{_WEEKDAY}),? )?{MONTH} {DAY}(?!\w|[:.,][0-9])(?:,? {_YEAR})?")
#: The first day of a range whose month stands with the last: ``3 to 5 May``, ``between 3 and 5 May``.
FIRST_DAY = expression(rf"{DAY}(?: to | until |-|–| and )(?={DAY.replace('day', 'last')}{_OF}{MONTH})")
BETWEEN = expression(r"\bbetween (?:the )?$", _ANY_CASE)
ON_BOTH = expression(r"\b(?:between|on|both) (?:the )?$", _ANY_CASE)
DOTTED = expression(r"(?P<day>[0-9][0-9]?)\.(?P<month>[0-9][0-9]?)\.(?P<year>(?:19|20)[0-9][0-9])(?![\w.])")
SLASHED = expression(r"(?P<first>[0-9][0-9]?)/(?P<second>[0-9][0-9]?)/(?P<year>(?:19|20)[0-9][0-9])(?![\w/])")
#: A date-time group of the military: day, hour, minute, zone, month, year.
TIME_GROUP = expression(
    r"(?P<day>[0-3][0-9])(?P<hour>[01][0-9]|2[0-3])(?P<minute>[0-5][0-9])(?P<zone>Z?) ?"
    rf"(?P<month>{'|'.join(month.upper() for month in MONTH_NUMBERS)}) ?(?:20)?(?P<year>[0-9][0-9])(?!\w)"
)
BARE_YEAR = expression(
    r"(?:(?:[Ee]arly|[Ll]ate|[Mm]id)[ -])?(?P<year>(?:19|20)[0-9][0-9])(?![\w%/-]|[.,:][0-9])"
)
DECADE = expression(
    r"(?:[Tt]he (?:(?:early|late|mid)[ -])?|(?:[Ee]arly|[Ll]ate|[Mm]id)[ -])"
    rf"(?:(?P<decade>(?:19|20)[0-9])0s|['’](?P<short>[3-9])0s|(?P<word>{_DECADES}))\b"
)
CENTURY = expression(
    r"(?:the )?(?:(?:early|late|mid)[ -])?(?P<nth>1?[1-9]|10|20|21)(?:st|nd|rd|th)[ -]century\b(?! B\.?C)",
    _ANY_CASE,
)
NOW = expression(r"(?:now|currently|at present|nowadays)\b", _ANY_CASE)
MONTH_YEAR = expression(rf"(?:(?:early|late|mid)[ -])?{MONTH},?(?: of)? {_YEAR}", _ANY_CASE)
MONTH_ALONE = expression(
    rf"(?:(?ai:early|late|mid)[ -](?:in )?)?{_FULL_MONTH}(?!\w|-\w)(?: of (?P<which>this|last|next) year\b)?"
)
WEEKDAY_ALONE = expression(rf"(?:(?ai:early|late|earlier|later) (?:on )?)?{_WEEKDAY}(?!\w|-\w)(?: {_PART})?")
POINTED = expression(
    rf"(?:(?:early|late|earlier|later|mid)[ -])?(?P<which>last|this|next|past|previous|coming|following)"
    rf" (?:{_WEEKDAY}(?: {_PART})?|{_FULL_MONTH}|{_SEASON}|(?P<unit>weekend|week|month|quarter|year)\b"
    r"|(?P<time>morning|afternoon|evening|night)\b)(?!-)",
    _ANY_CASE,
)
THE_SEASON = expression(rf"(?:the |early |late |in )?{_SEASON} (?:of )?{_YEAR}", _ANY_CASE)
DEICTIC = expression(
    r"(?P<word>today|yesterday|tomorrow|tonight|the day (?:before yesterday|after tomorrow))\b"
    rf"(?: {_PART})?",
    _ANY_CASE,
)
#: The one before the day of the article, or the one that a sentence looks ahead to.
WEEKEND = expression(
    r"the weekend\b(?! of\b|[- ](?:edition|paper|house|home|trip|break|newspaper)s?\b)", _ANY_CASE
)
AT_WEEKEND = expression(r"\b(?:over|at|on|during|through|throughout|since|before|by|for|until) $", _ANY_CASE)
AGO = expression(
    rf"(?:(?P<vague>several|a few|many|a couple of)|{_COUNT})[ -]{_UNIT}s?(?: and a half)?"
    r" (?P<where>ago|earlier|later|before|after|from now)\b",
    _ANY_CASE,
)
DURATION = expression(
    rf"(?P<count>(?!an? )(?:[0-9]{{1,3}}|[a-z]{{1,10}}))[ -]{_UNIT}s?\b(?:-long\b)?{_NOT_AN_AGE}", _ANY_CASE
)
_ROUGHLY = (
    "about|around|roughly|approximately|nearly|almost|more than|less than|at least|just over|over|up to"
    "|another|an additional|a further"
)
_VAGUE = "several|a few|many|a couple of|countless"
#: A number that is not said: ``several months``, ``the past few weeks``.
VAGUE = expression(
    rf"(?:(?:{_VAGUE})[ -]{_UNIT}s?"
    rf"|the (?:last|past|next|previous) (?:(?:few|several|couple of) )?{_UNIT.replace('unit', 'units')}s)"
    rf"\b{_NOT_AN_AGE}",
    _ANY_CASE,
)
RECENT = expression(rf"(?:the )?(?P<which>recent|coming) {_UNIT}s\b", _ANY_CASE)
BARE_UNIT = expression(
    rf"{_UNIT}s\b(?: (?P<where>ago|earlier|later|before|after)\b)?{_NOT_AN_AGE}", _ANY_CASE
)
#: Before a bare plural that is a length of time: ``for weeks``.
FOR_LONG = expression(
    r"\b(?:for|within|over|lasted|lasting|spent|took|taken|takes?|waited|spend|after|in) $", _ANY_CASE
)
ROUGH = expression(
    rf"(?:{_ROUGHLY}) (?!the\b)",
    _ANY_CASE,
)
OVERNIGHT = expression(r"[Oo]vernight\b(?:(?P<into> (?:in)?to | (?:on |from )?)(?=[A-Z0-9]))?")
ADJECTIVE = expression(r"\b(?:an?|the|this|these|their|his|its|our|any|no|such) $", _ANY_CASE)
NOUN_FOLLOWS = expression(
    r"[- ](?:raids?|strikes?|attacks?|bombardments?|curfews?|stays?|shelling|train|bus|flights?|trip|camp"
    r"|success|rates?|rain|temperatures?|fighting|talks|session|clashes|bombing|barrage|operations?)\b"
)
EARLY_HOURS = expression(r"(?:the )?(?:early|small) (?:morning )?hours of (?:the morning of )?", _ANY_CASE)
#: A part of a month or of a longer time, which no precision of ours names: ``the end of March``.
PART_OF = expression(r"the (?:very )?(?:start|beginning|middle|end|close|turn) of ", _ANY_CASE)
WHOLE = expression(r"(?P<which>the|this|next|last) (?P<unit>week|month|quarter|year)\b", _ANY_CASE)
SPAN = expression(rf"the (?:last|past|next|coming|previous) {_COUNT} {_UNIT}s\b", _ANY_CASE)
EVENT = expression(
    r"the (?:(?:following|next|previous|same) (?:day|morning|afternoon|evening|night|week|month|year)"
    r"|(?:day|night|week|month|year) (?:before|after)(?! (?:yesterday|tomorrow|last|next)))\b",
    _ANY_CASE,
)
#: One of a unit of time, which is a length of time behind ``for`` alone.
ONE = expression(rf"(?:an? {_UNIT}|(?P<half>half an hour))\b", _ANY_CASE)
LASTS = expression(r"\b(?:for|lasted|lasting|within|waited) $", _ANY_CASE)
QUARTER = expression(rf"(?:the )?(?P<nth>first|second|third|fourth) quarter of {_YEAR}", _ANY_CASE)
HALF = expression(
    rf"(?:the )?(?P<nth>first|second) half of (?:{_YEAR}|(?P<which>this|last|next) year\b)", _ANY_CASE
)
SHORT_QUARTER = expression(rf"Q(?P<nth>[1-4])[ -]{_YEAR}")

#: A word, a digit or a quarter that may open an expression.
WORD = expression(r"(?<![\w.,:/$€£¥#+])(?:[0-9]|Q[1-4]\b|[A-Za-z]{1,13}\b)")
_SHORT_MONTHS = "Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec"
_COUNTS = "|".join(NUMBERS)
#: Sorts of expressions -> the words that open them, in the order in which they are tried.
_OPENERS = {
    "rough": "about|around|roughly|approximately|nearly|almost|more|less|at|just|over|up|another|an|a"
    "|shortly",
    "day": "today|yesterday|tomorrow|tonight",
    "small hours": "the|early|small",
    "overnight": "overnight",
    "part": "the",
    "pointed": "early|earlier|late|later|mid|last|this|next|past|previous|coming|following",
    "weekend": "the",
    "month": f"{_MONTHS}|{_SHORT_MONTHS}|early|late|mid",
    "season": "the|early|late|in|spring|summer|autumn|winter",
    "quarter": "Q1|Q2|Q3|Q4|the",
    "year": "early|late|mid",
    "decade": "the|early|late|mid",
    "now": "now|nowadays|currently|at",
    "ago": f"several|many|{_COUNTS}",
    "length": f"half|the|{_COUNTS}",
    "vague": "several|a|many|countless|the|recent|coming|minutes|hours|days|weeks|fortnights|months|years"
    "|decades",
    "event": "the",
    "digit": "0|1|2|3|4|5|6|7|8|9|noon|midday|midnight",
    "weekday": _WEEKDAYS,
}
#: The words that open an expression -> the sorts that it can be of. Months and days have a capital letter,
#: all others stand here in lower case.
SORTS: dict[str, tuple[str, ...]] = {
    word: tuple(sort for sort, words in _OPENERS.items() if word in words.split("|"))
    for word in "|".join(_OPENERS.values()).split("|")
}
_SEASONS = "spring|summer|autumn|fall|winter"
#: What must stand behind the commonest of these words, so that not each of them is tried.
COMMON = expression(
    "the (?:last|past|next|coming|previous|recent|following|same|day|night|week|weekend|month|year"
    "|early|late|mid|small|first|second|third|fourth|very|start|beginning|middle|end|close|turn"
    f"|['’][3-9]|{_DECADES}|{_SEASONS}|[0-9])"
    "|an? (?:few|couple|minute|hour|day|week|fortnight|month|quarter|year|decade|further|additional)"
    f"|at (?:present|least)|in (?:{_SEASONS})|(?:more|less) than|up to",
    _ANY_CASE,
)
#: Behind a digit: what goes on as a date with a day.
DAY_GOES_ON = expression(
    r"[0-9]{4}-|[0-9]{6}|[0-9]{1,2}(?:st|nd|rd|th)?(?:[-–]| (?:of|to|until|and) | [JFMASOND])"
)
#: The same behind a weekday or a month.
DAY_FOLLOWS = expression(r"[A-Z][a-z]{2,8}\.?,? (?:the )?(?:[JFMASOND][a-z]{2,8}\.? )?[0-9]")
#: A number of one of the units of time, or more than one.
COUNTED = expression(rf"[0-9a-z]{{1,10}}(?: few| couple of)?[ -]{_UNIT}", _ANY_CASE)
MUST_GO_ON = frozenset(("the", "a", "an", "at", "in", "more", "less", "up"))
ON = expression(r"\)?,?(?: local time)?,? (?:on |of )?")
AT = expression(
    r",? (?:at|around|about|by|before|after|just after|just before|shortly after|shortly before) "
    r"(?:about |around |approximately |roughly )?"
)
IN_DATE_CONTEXT = expression(
    r"\b(?:in|since|until|till|by|of|last|next|this|early|late|mid|during|from|between|before|after|every|throughout"
    r"|begin|beginning|end|ending)[ -]$",
    _ANY_CASE,
)
AFTER_MONTH = expression(rf"\b(?:{_MONTHS})(?: [0-9]{{4}})?(?:,| and| or| to| through|, and) $")
BEFORE_YEAR = expression(
    r"\b(?:in|since|until|till|by|from|of|before|after|during|late|early|mid|between|and|to|through|for|around|circa|year"
    r"|autumn|spring|summer|winter|fall)[ -]$|\($",
    _ANY_CASE,
)
NOT_A_YEAR = expression(
    r" (?:people|troops|soldiers|men|women|children|dollars|euros|barrels|tons|tonnes|miles|km"
    r"|kilometres|kilometers"
    r"|metres|meters|feet|points|homes|houses|civilians|fighters|deaths|cases|hours|votes|seats|hectares|percent|per)\b"
)
BEFORE_AGE = expression(r"\b(?:aged?|age of) $", _ANY_CASE)
RANGE = expression(r" ?(?:through|through to|to|until|till|-|–) ?")
CAPITAL_FOLLOWS = expression(r" [A-Z]")
NOT_A_DAY = expression(
    r" (?:Times|Mail|Mirror|Telegraph|Express|Independent|Herald|School|League|Mass|Night Live)\b"
)
NAMED_DAY = expression(r"\b(?:Black|Good|Bloody|Easter|Palm|Cyber|Holy|Super|Ash|Shrove|Boxing) $")


def sorts_at(text: str, start: int) -> tuple[str, ...]:
    """The sorts of expression that may begin at ``start``."""
    first = WORD.match(text, start)
    if first is None:
        return ()
    return SORTS.get(first[0]) or SORTS.get(first[0].lower()) or ()
