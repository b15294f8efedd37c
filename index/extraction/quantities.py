"""Quantities: how many were killed, how many rockets, how far, how heavy, how much money.

A number counts here only with what it counts: people, weapons and vehicles, a unit of measure, a currency,
or beside a verb of harm (``killed 14``). The words are those of ``lexicon/quantities.txt``. What is part of
a name or a time is left alone, and so is a number that says which and not how many (``Resolution 1701``).
Each number is looked at once and reads a bounded number of words, so that the time grows with the text and
no faster.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from index.extraction.counted import Counted, counted, first_word
from index.extraction.expressions import expression
from index.model import Entity, Mention, Span

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from index.model import Moment

_CONFIDENCE = 0.9
#: How many code points before a number are looked at for ``at least`` and the like.
_BEFORE = 24
#: How many words may stand between a number and what is counted.
_BETWEEN = 3
_WORD = expression(r"(?:[ \u00a0]|\n(?!\n))(?P<word>[A-Za-z]+(?:[-‐‑'’][A-Za-z]+)*)(?!\w|['’]s?\b)")
_BETWEEN_TWO = expression(r"\bbetween [$€£]?$", re.IGNORECASE)
#: What stands behind a number that counts or measures something.
_FOLLOWED = expression(r"[ \u00a0\n-]?[A-Za-z%°]")
_GAP = expression(r"[ \u00a0\n]")
_YEAR = expression(r"(?:19|20)[0-9][0-9](?![0-9.,])")
_LAST_WORD = expression(r"(?<!\w)([A-Za-z]+)\.?[ \u00a0-]$")
_WERE = expression(
    r"(?: who)? (?:(?:were|was|have been|has been|had been|are|being)"
    r" (?:also |reported |reportedly |later )?(?P<harm>[a-z]+)"
    r"|(?:have |has |had )?(?P<died>died|drowned))\b"
)
#: What counts the dead, or the harmed, before a number that stands alone: ``put the toll at 12``.
_TOLL = expression(
    r"\b(?:(?P<dead>death) toll|toll(?! road| plaza| bridge| gate| booth)"
    r"|number of (?:(?P<killed>dead|deaths|fatalities)|casualties|victims))"
    r"\b[^.;:!?\n]{0,40}? (?:at|to|of|is|was|reached|hit|passed|as)"
    r"(?: (?P<qualifier>[a-z]{2,8}(?: [a-z]{2,9}){0,2}))? $"
)
_TOLL_WINDOW = 100
#: What stands behind a bare number that counts people: no noun of its own.
_ALONE = expression(
    r"[.,;:)]|$|\n"
    r"| (?:and|in|on|at|near|when|during|as|since|before|after|outside|inside|overnight|while|there)\b"
)


class _Number(NamedTuple):
    """A number: where it ends, how a name writes it (``3,000``, ``10–15``, ``dozens of``), if it is 1."""

    end: int
    shown: str
    one: bool


class _Counts(NamedTuple):
    """What a number counts: where the words for it end, the name of the quantity, if those are people."""

    end: int
    name: str
    of_people: bool = False


class _Quantity(NamedTuple):
    """A quantity in a text, and where its number ends."""

    start: int
    end: int
    name: str
    number_end: int


Named: TypeAlias = "Mapping[int, Mention]"


def with_quantities(
    text: str, mentions: tuple[Mention, ...], entities: tuple[Entity, ...], moments: Sequence[Moment]
) -> tuple[tuple[Mention, ...], tuple[Entity, ...]]:
    """The mentions and entities of a text with its quantities among them.

    Args:
        text: A cleaned text.
        mentions: Names, in order; a quantity never overlaps one.
        entities: What they name, in order of the first mention.
        moments: Times; a quantity never overlaps one.
    """
    found = quantities(text, [one.span for one in moments], mentions)
    if not found:
        return mentions, entities
    named: dict[str, list[Mention]] = {}
    for one in found:
        named.setdefault(one.name, []).append(one)
    added = [Entity("quantity", name, _aliases(name, same), tuple(same)) for name, same in named.items()]
    return (
        tuple(sorted((*mentions, *found), key=lambda one: one.span)),
        tuple(sorted((*entities, *added), key=lambda one: one.mentions[0].span)),
    )


def _aliases(name: str, mentions: Sequence[Mention]) -> tuple[str, ...]:
    forms = dict.fromkeys(" ".join(mention.text.split()) for mention in mentions)
    return tuple(form for form in forms if form != name)


def quantities(text: str, taken: Sequence[Span], names: Sequence[Mention] = ()) -> tuple[Mention, ...]:
    """Every quantity of a text, in order; none overlap.

    Args:
        text: A cleaned text.
        taken: Spans that belong to something else, in any order; they may overlap.
        names: Names in order. What is counted may be one or have one in it; then the number alone is the
            quantity: ``30`` of ``30 Palestinians``, ``four`` of ``four UN peacekeepers``.
    """
    words = counted()
    times, free = _Free(taken), _Free([*taken, *(one.span for one in names)])
    named = {one.span.start: one for one in names}
    found: list[Mention] = []
    at = 0
    while first := words.first.search(text, at):
        at = first.end()
        one = _quantity(text, first, words, named)
        if one is None:
            continue
        if times.has(one.start, one.end):
            one = one if free.has(one.start, one.end) else one._replace(end=one.number_end)
        if free.has(one.start, one.end):
            span = Span(one.start, one.end)
            found.append(Mention(span, text[one.start : one.end], "quantity", one.name, _CONFIDENCE))
            at = one.end
    return tuple(found)


class _Free:
    """Which ranges of a text belong to nothing else."""

    def __init__(self, taken: Sequence[Span]) -> None:
        spans = sorted(taken)
        self._starts = [span.start for span in spans]
        self._ends: list[int] = []
        for span in spans:
            self._ends.append(max(span.end, self._ends[-1] if self._ends else 0))

    def has(self, start: int, end: int) -> bool:
        before = bisect_left(self._starts, end)
        return before == 0 or self._ends[before - 1] <= start


def _quantity(text: str, first: re.Match[str], words: Counted, named: Named) -> _Quantity | None:
    """The quantity whose number begins here, if one does."""
    start = first.start()
    number = _number(text, first, words)
    if number is None or _is_which(text, start, words):
        return None
    if first["sign"]:
        counts = _money(text, first, number, words)
    elif _FOLLOWED.match(text, number.end):
        year = _YEAR.match(text, start)
        counts = (
            ((_things(text, number, words, named) or _nationals(text, number, named)) if not year else None)
            or _measured(text, number, words)
            or _bare(text, start, number, words)
        )
    else:
        counts = _bare(text, start, number, words)
    if counts is None:
        return None
    end, name = counts.end, counts.name
    if counts.of_people and (harm := _harm(text, start, end, words)):
        name = f"{name} {harm}"
    begin, meaning = _qualifier(text, start, words) or (start, "")
    return _Quantity(begin, end, f"{meaning} {name}".lstrip(), number.end)


def _qualifier(text: str, start: int, words: Counted) -> tuple[int, str] | None:
    """Where ``at least`` or the like begins that stands right before a number, and what it means."""
    before = words.words_before.search(text, max(0, start - _BEFORE), start)
    if before is None:
        return None
    begin, end = before.start(), before.end() - 1
    ahead = text[max(0, begin - 1) : begin]
    whole = not (ahead in ("-", "_") or (ahead.isascii() and ahead.isalnum()))
    while begin < end:
        meaning = words.qualifiers.get(_plain(text[begin:end]).lower()) if whole else None
        if meaning is not None:
            return begin, meaning
        gap = _GAP.search(text, begin, end)
        begin, whole = gap.end() if gap is not None else end, True
    return None


def _is_which(text: str, start: int, words: Counted) -> bool:
    """Whether the number says which one it is: ``Article 5``, ``Flight 370``."""
    before = _LAST_WORD.search(text, max(0, start - _BEFORE), start)
    return before is not None and before[1].lower() in words.numbered


# -- numbers --------------------------------------------------------------------------------------


def _number(text: str, first: re.Match[str], words: Counted) -> _Number | None:
    """The number, or the range of two, that begins at a match of ``first``."""
    at = first.start("begins")
    if vague := words.vague.match(text, at):
        return _Number(vague.end(), _plain(vague[0]).lower(), one=False)
    begin = _value(text, at, words)
    if begin is None:
        return None
    end, value = begin
    link = words.range.match(text, end)
    if link is not None and link[0] == " and " and not _BETWEEN_TWO.search(text, max(0, at - 9), at):
        link = None
    last = _value(text, link.end(), words) if link is not None else None
    if last is None:
        return _Number(end, _shown(value), one=value == 1)
    low = value
    if value < last[1] and (scale := words.scaled.match(text, link.end() if link else end)) is not None:
        # "3 to 5 million": the scale stands with the end and counts for both.
        factor = words.scales[scale["scale"].lower()]
        low = value * factor if value * factor < last[1] else value
    if low >= last[1]:
        return _Number(end, _shown(value), one=value == 1)
    return _Number(last[0], f"{_shown(low)}–{_shown(last[1])}", one=False)


def _value(text: str, at: int, words: Counted) -> tuple[int, Decimal] | None:
    """Where a single number ends, and its value."""
    if digits := words.digits.match(text, at):
        end, value = digits.end(), Decimal(digits[0].replace(",", ""))
    elif spelled := _spelled(text, at, words):
        value = Decimal(words.numbers[spelled["tens"].lower()])
        value += words.numbers[spelled["ones"].lower()] if spelled["ones"] else 0
        end = spelled.end()
    else:
        return None
    for _ in range(2):
        scale = words.scale.match(text, end)
        if scale is None:
            break
        value *= words.scales[scale["scale"].lower()]
        end = scale.end()
    return end, value


def _spelled(text: str, at: int, words: Counted) -> re.Match[str] | None:
    """The number in words that begins here, if one does."""
    found = words.spelled.match(text, at)
    if found is not None and text[found.end() : found.end() + 1] == "-":
        return words.spelled_on.match(text, at)
    return found


def _ends_with(text: str, begin: int, end: int, words: tuple[str, ...]) -> bool:
    """Whether the last word of a range ends as one of these does, so that it may be one of them."""
    last = text[begin:end].split()[-1:]
    return bool(last) and last[0].lower().endswith(words)


def _plain(words: str) -> str:
    return " ".join(words.split())


def _shown(value: Decimal) -> str:
    return f"{int(value):,}" if value == value.to_integral_value() else f"{value.normalize():,f}"


# -- what is counted ------------------------------------------------------------------------------


def _money(text: str, first: re.Match[str], number: _Number, words: Counted) -> _Counts | None:
    """An amount behind a sign of a currency: ``$40 million``, ``€1.2m``."""
    end, shown = _short_scale(text, number, words)
    if words.goes_on.match(text, end):
        return None
    return _Counts(end, f"{shown} {words.signs[first['sign'].upper()]}")


def _short_scale(text: str, number: _Number, words: Counted) -> tuple[int, str]:
    """The number with ``m``, ``bn`` or ``k`` right behind its digits."""
    scale = words.short_scale.match(text, number.end) if number.shown[-1].isdigit() else None
    if scale is None:
        return number.end, number.shown
    factor = words.short_scales[scale["scale"].lower()]
    parts = [_shown(Decimal(part.replace(",", "")) * factor) for part in number.shown.split("–")]
    return scale.end(), "–".join(parts)


def _measured(text: str, number: _Number, words: Counted) -> _Counts | None:
    """A number with a unit of measure or a currency behind it: ``40 km``, ``120bn dinars``."""
    if first_word(text, number.end) in words.units_begin and (unit := words.unit.match(text, number.end)):
        name = words.units[_plain(unit["unit"])]
        return _Counts(unit.end(), f"{number.shown}{'' if name == '%' else ' '}{name}")
    end, shown = _short_scale(text, number, words)
    if first_word(text, end) in words.currencies_begin and (money := words.currency.match(text, end)):
        return _Counts(money.end(), f"{shown} {words.currencies[_plain(money['currency'])]}")
    return None


def _things(text: str, number: _Number, words: Counted, named: Named) -> _Counts | None:
    """A number of people or things: ``3,000 troops``, ``five anti-tank missiles``, ``14 dead``."""
    end, shown = _short_scale(text, number, words)
    vague = not shown[-1].isdigit()
    heads = words.singular if number.one else words.plural
    between: list[str] = []
    at, last, head = end, -1, ""
    for place in range(_BETWEEN + 2):
        match = _WORD.match(text, at)
        if match is None:
            break
        word, name = match["word"].lower(), named.get(match.start("word"))
        if word in heads and (not vague or shown.endswith(" of")):
            last, head = match.end(), word
        elif last >= 0 or place > _BETWEEN:
            break
        elif word in words.harmed and not between:
            return _Counts(match.end(), f"{shown} {word}")
        elif name is None and not words.may_stand_between(word):
            return None
        between.append(word)
        at = name.span.end if name is not None else match.end()
    if last < 0:
        return None
    return _Counts(last, " ".join([shown, *text[end:last].split()]), head in words.people)


def _nationals(text: str, number: _Number, named: Named) -> _Counts | None:
    """A number of people by their country: ``30 Palestinians``, ``two Lebanese died``."""
    name = named.get(number.end + 1)
    if name is None or name.kind != "demonym" or number.one or not _GAP.match(text, number.end):
        return None
    end = name.span.end
    if not name.text.endswith("s") and not _WERE.match(text, end):
        return None
    return _Counts(end, f"{number.shown} {name.text}", of_people=True)


def _bare(text: str, start: int, number: _Number, words: Counted) -> _Counts | None:
    """A bare number of people: ``killed 14``, ``14 were wounded``, ``put the toll at 12``."""
    shown, end = number.shown, number.end
    if after := _harm_after(text, end, words):
        return _Counts(end, f"{shown} {after}")
    if _YEAR.match(text, start) or not _ALONE.match(text, end):
        return None
    if before := _harm_before(text, start, words):
        return _Counts(end, f"{shown} {before}")
    toll = _TOLL.search(text, max(0, start - _TOLL_WINDOW), start)
    if toll is None or (toll["qualifier"] and toll["qualifier"] not in words.qualifiers):
        return None
    return _Counts(end, f"{shown} {'dead' if toll['dead'] or toll['killed'] else '(toll)'}")


def _harm(text: str, start: int, end: int, words: Counted) -> str:
    """What was done to the people between these places, in one word of the table; or nothing."""
    return _harm_after(text, end, words) or _harm_before(text, start, words)


def _harm_after(text: str, end: int, words: Counted) -> str:
    were = _WERE.match(text, end)
    if were is None:
        return ""
    return "dead" if were["died"] else were["harm"] if were["harm"] in words.harmed else ""


def _harm_before(text: str, start: int, words: Counted) -> str:
    begin = max(0, start - 2 * _BEFORE)
    if not _ends_with(text, begin, start, words.harm_ends):
        return ""
    before = words.harm_before.search(text, begin, start)
    return words.harm[before["harm"].lower()] if before is not None else ""
