"""The dossier of an entity for eyes: what is known of it, its mentions below each other, what was decided."""

from __future__ import annotations

import shlex
from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefing.cli.printer import Strong, columns
from briefing.cli.words import SHORT_ID, counted, joined, said_date, said_day, said_stance
from briefing.value_words import value_words
from index.entities.dating import read_spot
from index.entities.model import given_to, read_name, read_place
from index.entities.ruling import passage_of
from index.extraction.voices import are_many

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from briefing.cli.printer import Printer
    from index.entities.model import Appearance, Dossier, Entry, Ruled, Said

_SIGNS = " ▁▂▃▄▅▆▇█"
#: Most bars of months; a longer time is shown by years.
_MOST_BARS = 60
_SOURCES = 8
_ALIASES = 12
_WIDE = 100
#: Part of the room for a line of the concordance that stands before the name.
_BEFORE = 0.4
_LEAST = 20


@dataclass(frozen=True, slots=True)
class Known:
    """All that is shown of an entity.

    Attributes:
        dossier: What is known of it.
        appearances: Mentions, the newest first.
        says: Statements by it.
        about: Statements about it.
        more: Of which of these two there are more, by their options of ``briefing said``.
        beside: What stands in the same sentences, with the number of these.
        why: Sort and subject of a decision to the reason that was given for it.
    """

    dossier: Dossier
    appearances: Sequence[Appearance]
    says: Sequence[Said]
    about: Sequence[Said]
    more: Collection[str]
    beside: Sequence[tuple[Entry, int]]
    why: Mapping[tuple[str, str], str]


def tell(known: Known, printer: Printer) -> None:
    """Print it."""
    dossier = known.dossier
    entry = dossier.entry
    printer.line(Strong(entry.name), f"  {entry.kind}")
    printer.line(f"{counted(entry.times, 'time')} in {counted(entry.articles, 'article')}")
    _tell_row(
        "also",
        [f"{alias.text} {alias.times:,}{' (you)' if alias.decided else ''}" for alias in dossier.aliases],
        _ALIASES,
        printer,
    )
    for other in dossier.related:
        relation = "the country" if entry.kind == "demonym" else "the people"
        printer.line(f"{relation}: {other.name} {other.times:,}")
    if dossier.first is not None:
        first, last = said_day(dossier.first), said_day(dossier.last)
        printer.line(f"on {first}" if first == last else f"first {first} · last {last}")
    _tell_months(dossier.days, printer)
    _tell_row(
        "sources",
        [f"{name or 'no source'} {count:,}" for name, count in dossier.sources.items()],
        _SOURCES,
        printer,
    )
    beside = _called([each for each, _ in known.beside])
    counts = [count for _, count in known.beside]
    _tell_row("beside", _counted(beside, counts), len(beside), printer)
    times = [each.times for each in dossier.suggestions]
    _tell_row("sounds like", _counted(_called(dossier.suggestions), times), _ALIASES, printer)
    if known.appearances:
        some = len(known.appearances)
        _head(f"Mentions, {some:,} of {entry.times:,}" if some < entry.times else "Mentions", printer)
        _tell_concordance(known.appearances, printer)
        if some < entry.times:
            printer.line(f"  --mentions {entry.times} prints all of them.")
    for title, statements, option in (("Says", known.says, "--by"), ("About it", known.about, "--about")):
        if statements:
            _head(title, printer)
            for each in statements:
                tell_said(each, printer, speaker=option == "--about")
            if option in known.more:
                command = f"briefing said {option} {shlex.quote(entry.name)}"
                printer.prose(f"{command} prints more of them.", indent="  ")
    if dossier.rulings:
        _head("What you decided", printer)
        for ruled in dossier.rulings:
            printer.prose(said_ruling(ruled), indent="  ")
            if why := known.why.get((ruled.ruling, ruled.subject)):
                printer.prose(why, indent="    ")


def tell_said(said: Said, printer: Printer, *, speaker: bool = True) -> None:
    """Print a statement: who, the stance, and what, with marks around what is a quotation; then where."""
    words = f"“{said.text}”" if said.direct else f"{'… ' if said.open else ''}{said.text}"
    who = f"{said.speaker or 'unnamed'} " if speaker else ""
    stance = said_stance(
        said.stance,
        in_its_words=said.denied_in_its_words,
        many=speaker and are_many(said.speaker, said.kind),
        told=said.told,
    )
    printer.prose(f"{who}{stance}: {words}", indent="  ")
    where = (said.title, said_day(said.published), said.source, said.article[:SHORT_ID])
    printer.prose(joined(where), indent="    ")


def months_of(days: Mapping[str, int]) -> dict[str, int]:
    """Articles by month (``2024-04``) in order, without gaps; what is dated by its year alone is left out."""
    found: dict[str, int] = {}
    for day, count in sorted(days.items()):
        if len(day) >= len("2024-04"):
            month = day[: len("2024-04")]
            while found and (after := _next_month(next(reversed(found)))) < month:
                found[after] = 0
            found[month] = found.get(month, 0) + count
    return found


def said_ruling(ruled: Ruled) -> str:
    """Say a decision in words."""
    subject = _text(ruled.subject)
    match ruled.ruling:
        case "merged":
            into = _text(ruled.value)
            if into == subject:
                subject, into = (f"{into} ({_family(kept)})" for kept in (ruled.subject, ruled.value))
            return f"{subject} is merged into {into}"
        case "split":
            return f"{subject} is split off"
        case "renamed":
            return f"{subject} is called {ruled.value}"
        case "retyped":
            return f"{subject} is of kind {ruled.value}"
        case "ignored":
            return f"{subject} is not an entity"
        case "not_here":
            return f"not this one here: “{passage_of(read_place(ruled.subject))}”"
        case "dated":
            spot = read_spot(ruled.subject)
            words = f"“{passage_of(spot.place)}”" if spot is not None else "what it says"
            return f"{words} is {value_words(ruled.value)}"
        case "here":
            place, (_, name) = read_place(ruled.subject), given_to(ruled.value)
            whom = name.text if name is not None else ruled.value
            return f"{place.exact} is {whom} here: “{passage_of(place)}”"


def _called(entries: Sequence[Entry]) -> list[str]:
    """The names of entities, with the kind where two are called so."""
    names = [each.name for each in entries]
    return [f"{each.name} ({each.kind})" if names.count(each.name) > 1 else each.name for each in entries]


def _counted(names: Sequence[str], counts: Sequence[int]) -> list[str]:
    return [f"{name} {count:,}" for name, count in zip(names, counts, strict=True)]


def _text(kept: str) -> str:
    """The words of a name as it is kept."""
    try:
        return read_name(kept).text
    except ValueError:
        return kept


def _family(kept: str) -> str:
    """The family of a name as it is kept."""
    return kept.partition(":")[0]


def _head(title: str, printer: Printer) -> None:
    printer.line("")
    printer.line(Strong(title))


def _tell_row(name: str, things: Sequence[str], most: int, printer: Printer) -> None:
    if things:
        more = [f"and {len(things) - most:,} more"] if len(things) > most else []
        printer.prose(f"{name}: {', '.join([*things[:most], *more])}")


def _tell_months(days: Mapping[str, int], printer: Printer) -> None:
    counts, unit = months_of(days), "month"
    if len(counts) > _MOST_BARS:
        counts, unit = _years_of(counts), "year"
    if len(counts) < 2:
        return
    if printer.is_narrow:
        shown = ", ".join(f"{said_date(month)} {count:,}" for month, count in counts.items() if count)
        printer.prose(f"articles by {unit}: {shown}")
        return
    names = list(counts)
    ends = f"{said_date(names[0])} to {said_date(names[-1])}, at most {max(counts.values()):,}"
    printer.line(f"articles by {unit}: {sparkline(counts.values())}  {ends}")


def sparkline(counts: Iterable[int]) -> str:
    """Numbers as bars in eighths of a cell; anything at all shows."""
    values = list(counts)
    most = max(values, default=0)
    last = len(_SIGNS) - 1
    return "".join(_SIGNS[max(1, round(value * last / most)) if value else 0] for value in values)


def _years_of(months: Mapping[str, int]) -> dict[str, int]:
    found: dict[str, int] = {}
    for month, count in months.items():
        found[month[:4]] = found.get(month[:4], 0) + count
    return found


def _next_month(month: str) -> str:
    year, number = int(month[:4]), int(month[5:7])
    return f"{year:04}-{number + 1:02}" if number < 12 else f"{year + 1:04}-01"


def _tell_concordance(appearances: Sequence[Appearance], printer: Printer) -> None:
    """Print mentions, the name in one column."""
    days = [said_day(each.published) for each in appearances]
    widest = max(map(len, days))
    room = max(2 * _LEAST, (printer.wide or _WIDE) - SHORT_ID - widest - 6)
    for day, each in zip(days, appearances, strict=True):
        before = _end_of(each.before, int(room * _BEFORE))
        after = _beginning_of(each.after, room - int(room * _BEFORE) - columns(each.text))
        lead = " " * (int(room * _BEFORE) - columns(before))
        printer.line(
            f"  {each.article[:SHORT_ID]}  {day:>{widest}}  {lead}{before}", Strong(each.text), after
        )


def _end_of(text: str, width: int) -> str:
    """The end of a text in at most ``width`` columns, from the beginning of a word on where it was cut."""
    if columns(text) <= width:
        return text
    kept = text
    while kept and columns(kept) > width - 1:
        _, _, kept = kept.partition(" ")
    return f"…{kept}" if kept else ""


def _beginning_of(text: str, width: int) -> str:
    """The beginning of a text in at most ``width`` columns, to the end of a word where it was cut."""
    if columns(text) <= width:
        return text
    kept = text
    while kept and columns(kept) > width - 1:
        kept, _, _ = kept.rpartition(" ")
    return f"{kept}…" if kept else ""
