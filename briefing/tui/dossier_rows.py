"""From a dossier to rows: what an entity is called, its mentions with the name in one column. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Protocol

from briefing.tui.layers import cells, cut
from briefing.tui.outlets import outlets_of
from briefing.tui.parts import Part
from briefing.tui.rowlist import Line
from briefing.tui.safe import to_screen
from briefing.tui.theme import Look
from briefing.tui.words import counted, day_words, short_date
from index import Published
from index.entities.model import given_to, read_name, read_place
from index.entities.ruling import passage_of

if TYPE_CHECKING:
    from index.entities.model import Alias, Appearance, Dossier, Ruled, Said
    from index.model import Kind

#: Part of the room for a line of the concordance that stands before the name.
_BEFORE = 0.45
_GRADE = 3
_UNGRADED = "not graded"


class Decided(Protocol):
    """What somebody decided, as the casebook keeps it."""

    @property
    def kind(self) -> str:
        """What sort of decision it is."""

    @property
    def subject(self) -> str:
        """The name that it is about, or the place of a mention."""

    @property
    def value(self) -> str:
        """Into which entity, the new name, the new kind."""

    @property
    def decided(self) -> str:
        """When: ISO 8601 in UTC."""

    @property
    def why(self) -> str:
        """The reason; may be empty."""


def sources(outlets: Mapping[str, int], grade_of: Mapping[str, str]) -> Mapping[str, int]:
    """Count articles by the grade of their outlet; outlets themselves while none of them is graded.

    Args:
        outlets: Outlet to articles, the most first.
        grade_of: Outlet to its letter; without those that have none.
    """
    if not any(grade_of.get(outlet) for outlet in outlets):
        return outlets
    counts: dict[str, int] = {}
    for outlet, count in outlets.items():
        letter = grade_of.get(outlet) or _UNGRADED
        counts[letter] = counts.get(letter, 0) + count
    return dict(sorted(counts.items(), key=lambda item: (item[0] == _UNGRADED, item[0])))


def facts(
    dossier: Dossier, found: Mapping[str, int], notes: int, width: int, ellipsis: str = "…"
) -> tuple[tuple[tuple[Part, ...], tuple[Part, ...]], ...]:
    """The rows above the mentions, each what stands left and right: name, other words for it, when and where.

    Args:
        dossier: What is known.
        found: Articles by where they come from, as ``sources`` counts them.
        notes: Notes that name it.
        width: Cells of a row.
        ellipsis: Stands where outlets were left out.
    """
    entry = dossier.entry
    some = f"{entry.articles:,} of " if entry.articles != dossier.in_all else ""
    times = f"{counted(entry.times, 'time')} in {some}{counted(dossier.in_all, 'article')}"
    related = [part for other in dossier.related for part in ((": ", "muted"), (other.name, other.kind))]
    head = (((entry.name, entry.kind), ("  ", "text"), (entry.kind, "muted"), *related), ((times, "text"),))
    also = [("also ", "muted"), *_also(dossier.aliases)] if dossier.aliases else []
    last: list[Part] = []
    if dossier.first is not None:
        last += [("first ", "muted"), (_day(dossier.first), "text"), ("   ", "text")]
    if dossier.last is not None and dossier.last != dossier.first:
        last += [("last ", "muted"), (_day(dossier.last), "text"), ("   ", "text")]
    tail: list[Part] = [("your notes ", "muted"), (f"{notes:,}", "text")] if notes else []
    room = width - sum(cells(text) for text, _ in (*last, *tail)) - cells("   ")
    shown = _sources(found, room, ellipsis)
    last += [*shown, *([("   ", "text")] if shown and tail else []), *tail]
    return (head, (tuple(also), ()), (tuple(last), ()))


def _day(published: Published) -> str:
    return short_date(published, 0)


def _also(aliases: Sequence[Alias]) -> list[Part]:
    """The words for it as they were found, then those that somebody decided on."""
    found = [alias for alias in aliases if not alias.decided]
    yours = [alias for alias in aliases if alias.decided]
    parts = _listed(found)
    if yours:
        parts += [("   " if parts else "", "text"), ("you: ", "muted"), *_listed(yours)]
    return parts


def _listed(aliases: Iterable[Alias]) -> list[Part]:
    parts: list[Part] = []
    for alias in aliases:
        parts += [(", ", "muted")] if parts else []
        parts += [(alias.text, "text"), (f" {alias.times:,}", "muted")]
    return parts


def _sources(found: Mapping[str, int], room: int, ellipsis: str) -> list[Part]:
    """As many as fit, the most first, with a sign where there are more; else how many they are."""
    parts: list[Part] = [("sources ", "muted")]
    room -= cells("sources ")
    left = len(found)
    outlets = outlets_of(found)
    for name, count in found.items():
        shown = to_screen(outlets.form(name) or "no source")
        gap = "  " if left < len(found) else ""
        rest = f" {ellipsis}" if left > 1 else ""
        if cells(f"{gap}{shown} {count:,}{rest}") > room:
            break
        room -= cells(f"{gap}{shown} {count:,}")
        left -= 1
        parts += [(gap, "text"), (shown, "text"), (f" {count:,}", "muted")]
    if left == len(found):
        return [("sources ", "muted"), (f"{left:,}", "text")] if left and room > 0 else []
    return [*parts, *([(f" {ellipsis}", "muted")] if left else [])]


def dated(days: Iterable[Published | None], year: int) -> int:
    """Cells that the widest of these dates takes in a list."""
    return max((cells(short_date(day, year)) for day in days), default=0)


def row_after(before: Sequence[Appearance], row: int, now: Sequence[Appearance]) -> int:
    """Where the mention of a row is among those of now; if it is gone, the next after it that is there.

    Args:
        before: The mentions of before.
        row: The row among them.
        now: The mentions of now.
    """
    rows = {(one.article, one.span.start): place for place, one in enumerate(now)}
    for one in (*before[row:], *reversed(before[:row])):
        place = rows.get((one.article, one.span.start))
        if place is not None:
            return place
    return 0


def concordance(  # noqa: PLR0917  (a row is made of all of them)
    one: Appearance, kind: Kind, grade: str, year: int, day_width: int, width: int, look: Look
) -> Line:
    """A mention on one line: the name begins in the same column as in all others.

    Args:
        one: The mention.
        kind: What sort of thing is named.
        grade: Grade of the article, or empty.
        year: The year that goes without saying.
        day_width: Cells of the dates.
        width: Cells of the line.
        look: Has the sign of what was cut.
    """
    day = short_date(one.published, year)
    room = max(0, width - day_width - 1 - _GRADE)
    before = cut_front(to_screen(one.before).rstrip(), int(room * _BEFORE) - 1, look.glyph("ellipsis"))
    lead = " " * max(0, int(room * _BEFORE) - 1 - cells(before))
    left = (
        (f"{day:>{day_width}} ", ("muted",)),
        (f"{lead}{before} ", ("text",)),
        (to_screen(one.text), (kind,)),
        (cut(to_screen(one.after).rstrip(), max(0, room - int(room * _BEFORE) - cells(one.text))), ("text",)),
    )
    return left, ((f"{grade:>{_GRADE}}", ("muted",)),)


def cut_front(text: str, width: int, ellipsis: str = "…") -> str:
    """The end of a text in at most ``width`` cells, from the beginning of a word on where it was cut."""
    if cells(text) <= width:
        return text
    words = text.split(" ")
    kept: list[str] = []
    room = width - cells(ellipsis)
    while words and cells(words[-1]) + 1 <= room:
        kept.insert(0, words.pop())
        room -= cells(kept[0]) + 1
    return " ".join([ellipsis, *kept]) if kept and width > cells(ellipsis) else ""


def spoken(one: Said, width: int, year: int, look: Look, *, by_whom: bool = False) -> Line:
    """A statement on one line: the sign of its stance, who says it if wanted, what is said, and when."""
    day = short_date(one.published, year)
    words = one.opening + (f"“{one.text}”" if one.direct else one.text)
    who = cut(to_screen(one.speaker or "somebody"), width // 3, look.glyph("ellipsis")) if by_whom else ""
    speaker = ((who, (one.kind or "muted",)), (": ", ("muted",))) if who else ()
    room = width - 3 - cells(day) - sum(cells(text) for text, _ in speaker)
    left = (
        (f"{look.glyph(one.stance)} ", ("said",)),
        *speaker,
        (cut(to_screen(words), max(0, room), look.glyph("ellipsis")), ("text",)),
    )
    return left, ((f" {day}", ("muted",)),)


def decision(one: Decided, names: Collection[str], kind: Kind, undo: str) -> Line:
    """A decision on one line, with the way back.

    Args:
        one: The decision.
        names: The names of the entity, as they are kept.
        kind: What sort of thing it is.
        undo: The key that takes it back; empty when it is not offered.
    """
    left = [(f"{day_words(one.decided)}  ", ("muted",))]
    left += [(text, (role,)) for text, role in ruled(one, names, kind)]
    if one.why:
        left.append((f"   {to_screen(one.why)}", ("muted",)))
    return tuple(left), (((f"{undo} undo" if undo else "", ("muted",)),))


def ruled(one: Decided, names: Collection[str], kind: Kind) -> tuple[Part, ...]:
    """A decision in words."""
    subject: Part = (_text(one.subject), kind)
    if one.kind == "merged":
        if one.value in names:
            return (("merged ", "text"), subject, (" into this entity", "text"))
        return (subject, (" merged into ", "text"), (_text(one.value), kind))
    if one.kind == "split":
        return (subject, (" is split off", "text"))
    if one.kind == "renamed":
        return (subject, (" is called ", "text"), (one.value, kind))
    if one.kind == "retyped":
        return (subject, (f" is of kind {one.value}", "text"))
    if one.kind == "ignored":
        return (subject, (" is not an entity", "text"))
    place = read_place(one.subject)
    if one.kind == "here":
        _, name = given_to(one.value)
        whom: Part = (name.text if name is not None else one.value, kind)
        return (whom, (" is meant here: ", "text"), (f"“{passage_of(place)}”", "muted"))
    return (("not this one here: ", "text"), (f"“{passage_of(place)}”", "muted"))


def _text(kept: str) -> str:
    try:
        return read_name(kept).text
    except ValueError:
        return kept


def weight(count: int, most: int, width: int, sign: str) -> str:
    """A number as a row of signs, the greatest of them as many as fit; anything at all shows."""
    return sign * max(1, round(count * min(width, most) / most)) if most and width > 0 else ""


def about_decisions(decisions: Sequence[Decided], rulings: Collection[Ruled]) -> list[Decided]:
    """Those of these, the oldest first, that the dossier of an entity names; the newest first."""
    about = {(one.ruling, one.subject) for one in rulings}
    mine = [one for one in decisions if (one.kind, one.subject) in about]
    return mine[::-1]
