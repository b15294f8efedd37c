"""The words of quantities, ready for looking up: numbers, units, currencies, and what is counted.

The table is ``lexicon/quantities.txt``, read once. What a number in a text means is worked out elsewhere.
Every repetition in the expressions made here is bounded, and digits are ASCII digits.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from index.extraction.expressions import expression
from index.extraction.lists import lines, word_lists

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_ANY_CASE = re.IGNORECASE | re.ASCII
_FILE = "quantities.txt"
_GAP = r"(?:[ \u00a0]|\n(?!\n))"
_DIGITS = r"(?:[0-9]{1,3}(?:,[0-9]{3}){1,4}|[0-9]{1,12})(?:\.[0-9]{1,6})?(?![0-9]|[.,:/][0-9])"
#: No digit, letter or sign of a longer number, name or address stands before a number.
_BEGINS = r"(?<![\w+$€£#@-])(?<![\w][.,:/])"

_FIRST_WORD = expression(r"[ \u00a0\n-]?([A-Za-z]+|.)")


class Counted(NamedTuple):
    """All that says what a quantity is.

    Attributes:
        first: Where a number may begin: ``begins`` is its first code point, ``sign`` a currency before it.
        digits: A number in digits.
        spelled: A number in words: ``tens`` and, behind a hyphen, ``ones``.
        spelled_on: The same where a hyphen follows, which only a unit may stand behind: ``ten-mile``.
        vague: ``dozens of`` and the like.
        range: What stands between the two ends of a range.
        scale: ``million`` and the like behind a number.
        scaled: A number in digits with its scale behind it.
        short_scale: ``m`` and the like, right behind digits.
        unit: A unit of measure behind a number, also with a hyphen.
        units_begin: The first word, or sign, of each unit.
        currency: A currency behind a number.
        currencies_begin: The first word of each currency.
        goes_on: What may not stand behind an amount.
        words_before: As many words right before a number as ``at least`` and the like have at most.
        harm_before: A verb of harm before a number, as ``harm``, with or without a qualifier.
        harm_ends: The last word of what ``harm_before`` finds.
        numbers: Number words to their values; so the other tables: what is matched to its value or name.
        singular: Who or what is counted where it is one.
        plural: The same where they are more.
        people: Those of both that are people.
        harmed: ``dead``, ``wounded``: they count people behind a bare number.
        numbered: Words before a number that says which.
        between: Words that may stand between a number and what is counted.
        endings: Endings of such words.
    """

    first: re.Pattern[str]
    digits: re.Pattern[str]
    spelled: re.Pattern[str]
    spelled_on: re.Pattern[str]
    vague: re.Pattern[str]
    range: re.Pattern[str]
    scale: re.Pattern[str]
    scaled: re.Pattern[str]
    short_scale: re.Pattern[str]
    unit: re.Pattern[str]
    units_begin: frozenset[str]
    currency: re.Pattern[str]
    currencies_begin: frozenset[str]
    goes_on: re.Pattern[str]
    words_before: re.Pattern[str]
    harm_before: re.Pattern[str]
    harm_ends: tuple[str, ...]
    numbers: Mapping[str, int]
    scales: Mapping[str, int]
    short_scales: Mapping[str, int]
    signs: Mapping[str, str]
    units: Mapping[str, str]
    currencies: Mapping[str, str]
    qualifiers: Mapping[str, str]
    harm: Mapping[str, str]
    singular: frozenset[str]
    plural: frozenset[str]
    people: frozenset[str]
    harmed: frozenset[str]
    numbered: frozenset[str]
    between: frozenset[str]
    endings: tuple[str, ...]

    def may_stand_between(self, word: str) -> bool:
        """Whether a word may stand between a number and what is counted."""
        return word in self.between or word in self.singular or "-" in word or word.endswith(self.endings)


@cache
def counted() -> Counted:
    """The words of quantities.

    Raises:
        OSError: The file is missing from the package.
    """
    numbers = {word: int(value) for word, value in _pairs("numbers")}
    scales = {word: int(value) for word, value in _pairs("scales")}
    short_scales = {word: int(value) for word, value in _pairs("short scales")}
    signs = dict(_pairs("signs"))
    qualifiers = dict(_pairs("qualifiers"))
    harm = dict(_pairs("harm"))
    units, currencies = _named("units"), _named("currencies")
    people, things = _counted_words("people"), _counted_words("things")
    lists = word_lists(_FILE)
    ones = [word for word, value in numbers.items() if value < 10]
    scaled_by = _either(scales)
    spelled = rf"(?P<tens>{_either(numbers)}|an?(?={_GAP}(?:{scaled_by})\b))(?:-(?P<ones>{_either(ones)}))?\b"
    many = "dozens|scores|hundreds|thousands|millions|billions"
    vague = rf"(?:tens of |hundreds of )?(?:{many})\b(?: of\b)?"
    sign = _either(signs)
    most = max(len(words.split()) for words in qualifiers)
    last_words = {words.split()[-1] for words in qualifiers}
    return Counted(
        first=expression(
            rf"(?:(?<![\w$])(?P<sign>{sign})[ \u00a0]?|(?=[0-9]){_BEGINS}|(?=[a-z])(?<![\w'’-]))"
            rf"(?P<begins>(?<![0-9])[0-9]"
            rf"|(?:{_either(numbers)}|an? (?:{scaled_by})|tens of|{many})\b)",
            _ANY_CASE,
        ),
        digits=expression(_DIGITS),
        spelled=expression(spelled, _ANY_CASE),
        spelled_on=expression(rf"{spelled}(?!-(?!{_either(units)}))", _ANY_CASE),
        vague=expression(vague, _ANY_CASE),
        range=expression(rf"(?: to | or | and |-|–|{_GAP}?–{_GAP}?)(?:{sign})?"),
        scale=expression(rf"(?:{_GAP}|-)(?P<scale>{scaled_by})\b", _ANY_CASE),
        scaled=expression(rf"{_DIGITS}(?:{_GAP}|-)(?P<scale>{scaled_by})\b", _ANY_CASE),
        short_scale=expression(rf"(?P<scale>{_either(short_scales)})\b", _ANY_CASE),
        unit=expression(rf"(?:{_GAP}|-)?(?P<unit>{_either(units)})(?!\w|['’]s)", re.ASCII),
        units_begin=frozenset(map(first_word, units)),
        currency=expression(rf"(?:{_GAP}|-)(?P<currency>{_either(currencies)})(?!\w)", re.ASCII),
        currencies_begin=frozenset(map(first_word, currencies)),
        goes_on=expression(r"\w|-(?!million|billion|trillion)[0-9]"),
        words_before=expression(rf"(?:[A-Za-z]+{_GAP}){{0,{most - 1}}}[A-Za-z]+ $"),
        harm_before=expression(rf"\b(?P<harm>{_either(harm)})(?: (?:{_either(qualifiers)}))? $", _ANY_CASE),
        harm_ends=tuple(sorted(last_words | set(harm))),
        numbers=numbers | {"a": 1, "an": 1},
        scales=scales,
        short_scales=short_scales,
        signs={sign.upper(): name for sign, name in signs.items()},
        units=units,
        currencies=currencies,
        qualifiers=qualifiers,
        harm=harm,
        singular=people[0] | things[0],
        plural=people[1] | things[1],
        people=people[0] | people[1],
        harmed=lists["harmed"],
        numbered=lists["numbered"],
        between=lists["between"],
        endings=tuple(lists["endings"]),
    )


def first_word(text: str, at: int = 0) -> str:
    """The ASCII letters at a place, or else the sign; a gap or a hyphen before them is passed over."""
    begin = _FIRST_WORD.match(text, at)
    return begin[1] if begin is not None else ""


def _either(words: Iterable[str]) -> str:
    """One of these words, the longest first; a space is any gap between words."""
    return "|".join(
        re.escape(word).replace(r"\ ", _GAP) for word in sorted(words, key=lambda w: (-len(w), w))
    )


def _pairs(section: str) -> list[tuple[str, str]]:
    """The ``word = value`` pairs of a section."""
    found = []
    for line in _section(section):
        for pair in line.split(","):
            word, _, value = pair.partition("=")
            found.append((word.strip(), value.strip()))
    return found


def _named(section: str) -> dict[str, str]:
    """The forms of a section of ``name = form, form``, each with its name."""
    found: dict[str, str] = {}
    for line in _section(section):
        name, _, forms = line.partition(" = ")
        found.update((form.strip(), name) for form in forms.split(","))
    return found


def _section(section: str) -> list[str]:
    return [line for here, line in _lines() if here == section]


@cache
def _lines() -> list[tuple[str, str]]:
    return list(lines(_FILE))


def _counted_words(section: str) -> tuple[frozenset[str], frozenset[str]]:
    """Singulars and plurals of who or what is counted; of two words the last one."""
    singular, plural = set(), set()
    for entry in word_lists(_FILE)[section]:
        one, _, more = (part.strip() for part in entry.partition(">"))
        if one:
            singular.add(one.split()[-1])
        plural.add((more or f"{one}s").split()[-1])
    return frozenset(singular), frozenset(plural)
