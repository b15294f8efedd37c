"""Events that have a name: ``Operation Iron Dawn``, ``Battle of Mosul``, ``Second Intifada``, ``Arbaeen``.

A war or an election without a name is none (``the war``, ``a vote``). The words are those of
``lexicon/events.txt``. An event takes the place of what was found inside it, since ``Mosul`` in ``Battle of
Mosul`` is no town that somebody fights in today; a longer name that holds an event takes its place in turn
(``Battle of Mosul Museum``). In a line where every word has a capital letter only the list of known names
speaks. Every step looks at a bounded piece of text, so that the time grows with the text and no faster.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from index.extraction.candidate import Candidate
from index.extraction.expressions import expression
from index.extraction.lexicon import lexicon
from index.extraction.lists import lines, word_lists
from index.extraction.tokens import plain, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

_FILE = "events.txt"
_CONFIDENCE = 0.9
#: How many code points before the last word of a name are looked at.
_REACH = 80
_NAME_WORD = r"[^\W\d_a-z](?:[\w’'-]{0,30}[\w’'])?"
_MONTHS = (
    "January|February|March|April|May|June|July|August|September|October|November|December"
    "|Jan\\.|Feb\\.|Aug\\.|Sept\\.|Oct\\.|Nov\\.|Dec\\."
)
_MONTH_WORDS = frozenset(_MONTHS.replace("\\.", "").split("|"))
_DAYS = "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
#: The end of a name: no further word with a capital letter, unless it is a day or a month.
_NAME_ENDS = rf"(?![\w-])(?!['’][a-rt-z])(?! (?!(?:{_DAYS}|{_MONTHS})\b)[^\W\d_a-z])"
_NAME_END = expression(_NAME_ENDS)
#: The words of a name that ends with a head, from the left.
_LEFT = expression(rf"(?<![\w’'-])(?:(?:{_NAME_WORD}|(?:1[789]|20)[0-9][0-9]|al) ){{1,5}}$")
_LINE = 200
#: A year, or the day of a month.
_TIMED = expression(r"[12][0-9]{3} |[0-9]{1,2} [A-Z]")
#: A word or number at which an event may begin.
_BEGINNING = expression(r"[A-Z0-9](?<![\w’'-].)[A-Za-z0-9]*")


class _Event(NamedTuple):
    """A range of code points, and what the event is called."""

    start: int
    end: int
    name: str


class _Words(NamedTuple):
    """The words of the list, ready for looking up.

    Attributes:
        beginnings: The words at which ``named`` may match.
        named: The beginning of an event by its words: ``known``, ``opener``, ``openerof``, ``head``.
        timed: The beginning of one by a time: ``date``, ``year``.
        names: A known form, lower case -> its name, and whether it needs a word of time before it.
        opened: The name behind an opener.
        opened_of: The name behind an opener and ``of``.
        dated: What makes a day of the calendar an event: ``attack``, ``coup``.
        election: What makes a year one: ``parliamentary election``, ``summit``, ``invasion of Iraq``.
        lists: All sections.
    """

    beginnings: frozenset[str]
    named: re.Pattern[str]
    timed: re.Pattern[str]
    names: Mapping[str, tuple[str, bool]]
    opened: re.Pattern[str]
    opened_of: re.Pattern[str]
    dated: re.Pattern[str]
    election: re.Pattern[str]
    lists: Mapping[str, frozenset[str]]


def with_events(text: str, found: list[Candidate]) -> list[Candidate]:
    """The candidates of a text with its events in the place of what lies inside them, in order.

    Args:
        text: A cleaned text in English.
        found: Candidates, in order, none overlapping.
    """
    kept: list[Candidate] = []
    at = 0
    for event in _events(text):
        while at < len(found) and found[at].end <= event.start:
            kept.append(found[at])
            at += 1
        last = at
        while last < len(found) and found[last].start < event.end:
            last += 1
        inside = found[at:last]
        if any(one.kind is not None and _holds(one, event) for one in inside):
            continue
        at = last
        kept.append(_candidate(text, event))
    return kept + found[at:]


def _holds(one: Candidate, event: _Event) -> bool:
    """Whether a name is longer than an event and contains it."""
    return one.start <= event.start and event.end <= one.end and one.end - one.start > event.end - event.start


def _candidate(text: str, event: _Event) -> Candidate:
    parts = tuple(plain(word.text + word.tail) for word in words(text[event.start : event.end]))
    return Candidate(event.start, event.end, parts, "event", event.name, "event", _CONFIDENCE)


def _events(text: str) -> Iterator[_Event]:
    """Every event of a text, in order; none overlap."""
    listed = _words()
    at = passed = 0
    for word in _BEGINNING.finditer(text):
        first = _first(text, word, listed) if word.start() >= passed else None
        if first is None:
            continue
        passed = first.end()
        event = _READERS[first.lastgroup or ""](text, first, listed)
        if event is not None and event.start >= at:
            yield event
            at = event.end
            passed = max(passed, at)


def _first(text: str, word: re.Match[str], listed: _Words) -> re.Match[str] | None:
    """The beginning of an event at a word, if it may be one."""
    if word[0] in listed.beginnings and (named := listed.named.match(text, word.start())):
        return named
    if word[0] in _MONTH_WORDS or _TIMED.match(text, word.start()):
        return listed.timed.match(text, word.start())
    return None


# -- one reader a way in which such names are made ------------------------------------------------


def _known(text: str, first: re.Match[str], listed: _Words) -> _Event | None:
    name, of_time = listed.names[_folded(first[0])]
    start, end = first.span()
    before = text[max(0, start - 14) : start].rsplit(None, 1)
    if of_time and (not before or before[-1].lower() not in listed.lists["of time"]):
        return None
    # "Cold War Museum", "Yusuf Ramadan", "Olympics Committee" are other names.
    if not _NAME_END.match(text, end):
        return None
    run = _run_before(text, start, listed)
    if run == start:
        return _Event(start, end, name)
    return _Event(run, end, f"{_folded_name(text[run:start])} {name}")


def _run_before(text: str, end: int, listed: _Words) -> int:
    """Where the words with capital letters and the year before a name begin; ``end`` where there are none."""
    left = _LEFT.search(text, max(0, end - _REACH), end)
    if left is None:
        return end
    start = at = left.start()
    for word in left[0].split():
        at += len(word) + 1
        owner = word.endswith(("'s", "’s")) and word[:-2] not in ("Women", "Men")
        if owner or (
            start == at - len(word) - 1 and (word.lower() in listed.lists["before"] or word == "al")
        ):
            start = at
    return start


def _opener(text: str, first: re.Match[str], listed: _Words) -> _Event | None:
    match = listed.opened.match(text, first.start())
    if match is None:
        return None
    inner = (match["rest"] or match["storm"]).split()
    if {inner[0], inner[-1]} & listed.lists["not operations"] or _is_headline(
        text, first.start(), match.end()
    ):
        return None
    return _Event(first.start(), match.end(), _folded_name(match[0]))


def _opener_of(text: str, first: re.Match[str], listed: _Words) -> _Event | None:
    match = listed.opened_of.match(text, first.start())
    if match is None or lexicon().heads.get(match["rest"].split()[-1].lower()) in (
        "facility",
        "organisation",
    ):
        return None  # a museum, a bridge, a prize is named after it
    start = _run_before(text, first.start(), listed)
    return _Event(start, match.end(), _folded_name(text[start : match.end()]))


def _head(text: str, first: re.Match[str], listed: _Words) -> _Event | None:
    start = _run_before(text, first.start(), listed)
    run = text[start : first.start()].split()
    if run and run[0].isdigit() and first[0] in ("War", "Wars", "Crisis"):
        start += len(run.pop(0)) + 1  # the year says when, and is not what it is called
    if all(word.isdigit() for word in run) or any(word.lower() in listed.lists["before"] for word in run):
        return None
    if not _NAME_END.match(text, first.end()) or _is_headline(text, start, first.end()):
        return None
    if first[0] in listed.lists["weak heads"] and run[-1] not in listed.lists["makers"]:
        return None
    return _Event(start, first.end(), _folded_name(text[start : first.end()]))


def _date(text: str, first: re.Match[str], listed: _Words) -> _Event | None:
    match = listed.dated.match(text, first.start())
    return _Event(first.start(), match.end(), _folded_name(match[0])) if match else None


def _year(text: str, first: re.Match[str], listed: _Words) -> _Event | None:
    match = listed.election.match(text, first.start())
    return _Event(first.start(), match.end(), _folded_name(match[0])) if match else None


_READERS = {
    "known": _known,
    "opener": _opener,
    "openerof": _opener_of,
    "head": _head,
    "date": _date,
    "year": _year,
}


def _is_headline(text: str, start: int, end: int) -> bool:
    """Whether nearly every word of the line has a capital letter, so that capitals say nothing."""
    begin = max(text.rfind("\n", max(0, start - _LINE), start) + 1, start - _LINE, 0)
    stop = text.find("\n", end, end + _LINE)
    line = text[begin : stop if stop >= 0 else end + _LINE]
    long = [word for word in line.split() if len(word) > 3]
    return len(long) > 3 and sum(word[0].isupper() for word in long) >= 0.8 * len(long)


def _folded(words: str) -> str:
    return " ".join(plain(words).split()).lower()


def _folded_name(words: str) -> str:
    return " ".join(plain(words).split())


# -- the list ---------------------------------------------------------------------------------------


@cache
def _words() -> _Words:
    """The words of the list.

    Raises:
        OSError: The file is missing from the package.
        ValueError: A form in it begins with neither a capital letter nor a digit.
    """
    names: dict[str, tuple[str, bool]] = {}
    forms: list[str] = []
    for section, line in lines(_FILE):
        if section == "known":
            same = [form.strip() for form in line.split("|")]
            of_time = line.rstrip().endswith("?")
            for form in same:
                forms.append(form.rstrip("?"))
                names[_folded(form.rstrip("?"))] = same[0].rstrip("?"), of_time
    lists = word_lists(_FILE)
    kinds = _either(lists["kinds of election"])
    days = rf"(?:(?:{_MONTHS}) [0-9]{{1,2}}|[0-9]{{1,2}} (?:{_MONTHS}))"
    year = rf"(?:(?:{_MONTHS}) )?(?:1[789]|20)[0-9][0-9]"
    votes = r"(?:[Bb]y-)?[Ee]lections?|[Rr]eferendum|[Mm]idterms|[Pp]rimaries"
    deeds = "invasion|annexation|siege|bombing|occupation"
    rest = rf"(?P<rest>{_NAME_WORD}(?:(?:-| )(?:(?:of the|of|and|the|al) )?{_NAME_WORD}){{0,3}})"
    openers = lists["openers"] | lists["storms"]
    opening = (*forms, *openers, *lists["openers of"], *lists["heads"])
    return _Words(
        beginnings=frozenset(_beginning(form) for form in opening),
        named=expression(
            rf"(?P<known>{_either(forms)})(?![\w-])"
            rf"|(?P<opener>{_either(openers)}) "
            rf"|(?P<openerof>{_either(lists['openers of'])}) (?:of|for) "
            rf"|(?P<head>{_either(lists['heads'])})(?![\w-])"
        ),
        timed=expression(
            rf"(?P<date>{days}) (?=[Aa]t|[Mm]as|[Bb]om|[Cc]ou|[Uu]pr|[Tt]er)|(?P<year>{year}) (?=\w)"
        ),
        names=names,
        opened=expression(
            rf"(?:(?:{_either(lists['openers'])}) {rest}"
            rf"|(?:{_either(lists['storms'])}) (?P<storm>{_NAME_WORD}(?:-{_NAME_WORD})?)){_NAME_ENDS}"
        ),
        opened_of=expression(rf"(?:{_either(lists['openers of'])}) (?:of|for) (?:the )?{rest}{_NAME_ENDS}"),
        dated=expression(
            rf"{days} (?:[Tt]error(?:ist)? )?"
            r"(?:[Aa]ttacks?|[Mm]assacres?|[Bb]ombings?|[Cc]oup|[Uu]prising)(?![\w-])"
        ),
        election=expression(
            rf"{year} (?:{_NAME_WORD} (?:of )?){{0,5}}(?:(?:(?:{kinds}) ){{0,2}}(?:{votes})(?![\w-])"
            rf"|(?<! of )(?:[Ss]ummit(?![\w-])|(?:{deeds}) of {_NAME_WORD}))"
        ),
        lists=lists,
    )


def _beginning(form: str) -> str:
    begin = _BEGINNING.match(form)
    if begin is None:
        raise ValueError(f"{_FILE}: {form!r} begins with neither a capital letter nor a digit")
    return begin[0]


def _either(forms: Iterable[str]) -> str:
    """One of these forms, the longest first, with any apostrophe."""
    ordered = sorted(forms, key=lambda form: (-len(form), form))
    return "|".join(re.escape(form).replace("'", "['’ʼ]").replace(r"\-", "[-‐‑]") for form in ordered)
