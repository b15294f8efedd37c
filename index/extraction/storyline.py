"""The time expressions of a text as a story tells them: in which paragraph and sentence, and what each is.

A weekday or a time of day says little alone; what it means hangs on the expressions before it, on whether
they tell of a day or only name something by one (``the attack of 14 April``), and on who says it when.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from datetime import date
from typing import TYPE_CHECKING, Literal, NamedTuple

from index.extraction import date_patterns as patterns
from index.extraction.clocks import read_clock
from index.extraction.expressions import expression

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.model import Moment

#: ``date`` has day and month, ``weekday`` a weekday alone, ``clock`` a time of day alone, ``near`` is a day
#: counted from that of the article (``yesterday``), ``unknown`` a day counted from another (``the next
#: day``), ``wide`` longer than a day, ``length`` no place in time.
Sort = Literal["date", "weekday", "clock", "near", "unknown", "wide", "length"]

_ITEM = r"(?:[-*•–—]|[0-9]{1,3}[.)])[ \t]"
_GAPS = expression(rf"\n[ \t]*\n\s*|\n(?=[ \t]*{_ITEM})")
_LINES = expression(r"\n\s*")
SENTENCE_END = expression(r"[.!?…][\"'”’»)\]]*\s+(?=[\"'“‘«(\[]*[^\W_a-z])|[。！？]")
_TITLE_BEFORE = expression(r"\b(?:[A-Z]|Mr|Mrs|Ms|Dr|Prof|Gen|Col|Maj|Capt|Lt|Sgt|Cpl|Adm|St|No|[ap]\.m)$")
_HEADING_ENDS = ".!?:;,\"”'’)»…—"
_LONGEST_HEADING = 80
_OPENING = expression(rf"(?:{_ITEM})?[ \t]*$")
_DATELINE = expression(r"^[ \t]*[A-Z][A-Z'’. -]{2,40}(?:, [A-Z][A-Za-z. ]{2,24})?(?:, | \()$")
_NAMING = expression(
    r"\b(?:of|dated|since|from|until|till) (?:the )?(?:(?:morning|evening|night) of )?$"
    r"|(?<!\bon )\b(?:the|a|this|that|his|her|its|their) $",
    re.IGNORECASE,
)
_PART_OF_DAY_OF = expression(
    r"\b(?:in|on|at|during) the (?:[a-z]+ )?(?P<part>morning|afternoon|evening|night) of $", re.IGNORECASE
)
_SAID = (
    "said|says|told|announced|reported|stated|added|confirmed|denied|declared|warned|insisted|admitted"
    "|acknowledged|claimed|wrote"
)
_REPORTING = expression(
    rf"(?<!had )\b(?:{_SAID})(?: (?!that\b)[\w’'-]+){{0,4}},? (?:(?:late|early|earlier|later) )?(?:on )?$",
    re.IGNORECASE,
)
#: Behind a day: that somebody said something on it.
_SAYS = expression(rf",? (?:(?!that\b)[\w’'.-]+ ){{0,6}}(?:{_SAID})\b", re.IGNORECASE)
_WEEKDAY = expression(rf"\b(?:{'|'.join(patterns.WEEKDAY_NUMBERS)})\b")
_UNKNOWN = expression(
    r"\b(?:day|days|week|weeks|month|months|year|years|morning|afternoon|evening|night)\b", re.IGNORECASE
)
_REACH = 80
#: A date alone in one of the paragraphs up to this one is that of the article.
_HEAD = 2


class Telling(NamedTuple):
    """A time expression where it stands.

    Attributes:
        moment: The expression.
        sort: What it is.
        day: The day of its value; ``None`` where that is none or wider.
        weekday: The number of the weekday that it names, 0 for Monday; ``None`` where it names none.
        paragraph: The number of its paragraph.
        sentence: The number of its sentence.
        opens: Whether its paragraph, or its item of a list, begins with it.
        dateline: Whether it says when a report was sent.
        naming: Whether something is named by it: ``the attack of 14 April``.
        reporting: Whether it says when somebody said something.
        of_speech: Whether it says when somebody said something, before or behind the words for it.
        late: Whether it is the afternoon, evening or night of its day.
        led: Whether its day came from a date that the text tells.
    """

    moment: Moment
    sort: Sort
    day: date | None
    weekday: int | None
    paragraph: int
    sentence: int
    opens: bool
    dateline: bool
    naming: bool
    reporting: bool
    of_speech: bool
    late: bool
    led: bool = False

    def settled(self, moment: Moment) -> Telling:
        """The same place, where the expression was counted from another date or left open."""
        led = self.led or (moment is not self.moment and bool(moment.value))
        return self._replace(moment=moment, day=day_of(moment.value), led=led)

    @property
    def minutes(self) -> int | None:
        """The minutes from midnight to its time of day; ``None`` where it has none."""
        found = _TIME.match(self.moment.value, 10)
        return int(found[1]) * 60 + int(found[2] or 0) if found else None


_TIME = expression(r"T([0-9]{2})(?::([0-9]{2}))?", re.ASCII)


class Paragraphs:
    """Where the paragraphs and items of lists of a text begin, and which of them are headings."""

    def __init__(self, text: str) -> None:
        gaps = _GAPS if "\n\n" in text else _LINES
        ends = [(found.start(), found.end()) for found in gaps.finditer(text)]
        self.starts = [0, *(end for _, end in ends)]
        self._text, self._ends = text, [*(start for start, _ in ends), len(text)]

    def of(self, position: int) -> int:
        """The number of the paragraph in which a position stands."""
        return bisect_right(self.starts, position) - 1

    def is_heading(self, number: int) -> bool:
        """Whether a paragraph is short and ends as no sentence does."""
        start, end = self.starts[number], self._ends[number]
        if not 0 < end - start <= _LONGEST_HEADING:
            return False
        words = self._text[start:end].strip()
        return bool(words) and words[-1] not in _HEADING_ENDS and not re.match(_ITEM, words)

    def before(self, number: int, count: int = 1) -> tuple[int, ...]:
        """The numbers of so many paragraphs before one, the nearest first; headings are passed over."""
        found: list[int] = []
        at = number - 1
        while at >= 0 and len(found) < count and number - at <= FAR:
            if not self.is_heading(at):
                found.append(at)
            at -= 1
        return tuple(found)


#: Paragraphs and headings that are looked back over at most.
FAR = 8


def tellings(text: str, moments: Sequence[Moment], paragraphs: Paragraphs) -> list[Telling]:
    """The time expressions of a text, in their order, each with where it stands and what it is."""
    found: list[Telling] = []
    sentence, end = 0, 0
    for moment in moments:
        start = moment.span.start
        paragraph = paragraphs.of(start)
        if (found and found[-1].paragraph != paragraph) or _ends_sentence(text, end, start):
            sentence += 1
        end = moment.span.end
        found.append(_telling(text, moment, paragraph, sentence, paragraphs.starts[paragraph]))
    return found


def _telling(text: str, moment: Moment, paragraph: int, sentence: int, begin: int) -> Telling:
    start, end = moment.span.start, moment.span.end
    before = text[max(begin, start - _REACH) : start]
    day, weekday = day_of(moment.value), _WEEKDAY.search(moment.text)
    sort = _sort(text, moment, day, weekday is not None)
    part = _PART_OF_DAY_OF.search(before)
    whole = start - begin <= _REACH
    return Telling(
        moment=moment,
        sort=sort,
        day=day,
        weekday=patterns.WEEKDAY_NUMBERS[weekday[0]] if weekday else None,
        paragraph=paragraph,
        sentence=sentence,
        opens=whole and bool(_OPENING.fullmatch(before)),
        dateline=whole and (bool(_DATELINE.search(before)) or _is_head(text, moment, paragraph)),
        naming=sort == "date" and part is None and bool(_NAMING.search(before)),
        reporting=bool(_REPORTING.search(before)),
        of_speech=bool(_REPORTING.search(before) or _SAYS.match(text, end, end + _REACH)),
        late=moment.value.endswith(("TAF", "TEV", "TNI")) or (part is not None and part["part"] != "morning"),
    )


def _is_head(text: str, moment: Moment, paragraph: int) -> bool:
    """Whether it stands alone in one of the first paragraphs."""
    start, end = moment.span.start, moment.span.end
    line = text.rfind("\n", max(0, start - _REACH), start) + 1
    alone = not text[line:start].strip() and text[end : end + 4].lstrip(" ")[:1] in ("\n", "")
    return paragraph <= _HEAD and alone


def _sort(text: str, moment: Moment, day: date | None, weekday: bool) -> Sort:
    words = moment.text
    clock = read_clock(text, moment.span.start)
    if clock is not None and clock.end == moment.span.end:
        return "clock"
    if _MONTH.search(words):
        return "date" if day is not None else "wide"
    if weekday:
        pointed = "pointed" in patterns.sorts_at(words, 0) and patterns.POINTED.match(words)
        return "near" if pointed else "weekday"
    if day is not None:
        return "date" if not moment.anchor else "near"
    value = moment.value
    if value.startswith(("P", "FUTURE")) or value.endswith("_REF"):
        return "length"
    if not value:
        return "unknown" if _UNKNOWN.search(words) else "length"
    return "wide"


_MONTH = expression("|".join(patterns.MONTH_NUMBERS), re.IGNORECASE)


def day_of(value: str) -> date | None:
    """The day of a value in TIMEX3 notation that is a day or lies in one."""
    try:
        return date.fromisoformat(value[:10]) if value[4:5] == value[7:8] == "-" else None
    except ValueError:
        return None


def _ends_sentence(text: str, start: int, end: int) -> bool:
    return any(
        not _TITLE_BEFORE.search(text, max(start, found.start() - 8), found.start())
        for found in SENTENCE_END.finditer(text, start, end)
    )
