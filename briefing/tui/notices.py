"""What stands on the page when there is nothing to list: a first run, nothing found. Pure.

A sheet is a list of lines. Those that can be taken carry the search that they stand for; ``laid_out`` makes
rows of them for a width, all inside one block.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from briefing.tui.layers import cells, cut, wrap
from briefing.tui.parts import Part, width_of
from briefing.tui.safe import to_screen
from index import Page, Span

if TYPE_CHECKING:
    from index import Suggestion

#: The role of a word that no article has.
UNKNOWN = "unknown"

WIDEST = 75
_NARROWEST = 66
_PROSE = 62
_MARGIN = 2  # the sign of the current row and a space
_EDGE = 1
_GAP = 2
_NUMBERS = (
    *("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven"),
    *("twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"),
)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a sheet.

    Attributes:
        parts: What stands left, each a text and its role.
        about: What stands behind it in a column of its own.
        count: What stands at the right edge of the block.
        query: The search that taking the line stands for; empty when it cannot be taken.
        breaks: Whether it goes on in the next row where it is too long; else it is cut.
    """

    parts: tuple[Part, ...] = ()
    about: str = ""
    count: str = ""
    query: str = ""
    breaks: bool = True


@dataclass(frozen=True, slots=True)
class Sheet:
    """Lines, and how many rows from the top they begin; ``None`` is about a third of what is free."""

    lines: tuple[Line, ...]
    top: int | None = None


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One row of a block: its pieces, as wide as the block together, and what it stands for."""

    parts: tuple[Part, ...]
    query: str = ""


def sentence(words: str) -> Sheet:
    """A sheet of one sentence."""
    return Sheet((_prose(words, "text"),))


def first_run(formats: Sequence[str] = (), sample_count: int = 0) -> Sheet:
    """What a new workspace says.

    Args:
        formats: Names of the formats that are read; those of the table of formats when none are given.
        sample_count: How many sample articles there are; 0 leaves the number out.
    """
    names = list(formats) or _formats()
    listed = f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else names[0]
    listed = f"{listed[:1].upper()}{listed[1:]}"
    number = _NUMBERS[sample_count] if 0 < sample_count < len(_NUMBERS) else f"{sample_count:,}"
    samples = f"{number} made-up articles" if sample_count else "made-up articles"
    commands = (
        ("here", ":add ~/articles", ""),
        ("or outside", "briefing add ~/articles", ""),
        ("to look", ":add sample", f"   {samples} to try the keys on"),
    )
    return Sheet(
        (
            _prose("Add a folder of articles", "strong"),
            Line(),
            _prose(f"{listed} are read where they lie. Your files are never changed.", "text"),
            Line(),
            *(
                Line(((f"{where:<12}", "muted"), (command, "strong"), (remark, "muted")), breaks=False)
                for where, command, remark in commands
            ),
            Line(),
            Line(),
            _prose(
                "You can search after the first few hundred; entities and dates follow on their own."
                " One article is enough.",
                "muted",
            ),
        )
    )


def nothing_found(page: Page, suggestions: Sequence[Suggestion] | None) -> Sheet:
    """What a search says that found nothing.

    Args:
        page: Its answer.
        suggestions: What finds something instead; ``None`` while that is being looked for.
    """
    has_words = bool(page.wanted.singles or page.wanted.runs or page.wanted.near)
    title = "No article has all of these words." if has_words else "No article meets all of these conditions."
    if has_words and " " not in page.query:
        title = "No article has this word."
    lines = [_prose(title, "strong"), *(_prose(words, "warn") for words in page.ignored)]
    spellings = [each for each in suggestions or () if each.kind == "spelling"]
    others = [each for each in suggestions or () if each.kind == "without"]
    if page.unknown:
        said = _unknown(page.unknown)
        lines += [Line(), Line((*said, (" Did you mean" if spellings else "", "text")))]
    elif spellings:
        lines += [Line(), _prose("Did you mean", "text")]
    lines += [_choice(each, emphasis=True) for each in spellings]
    if others:
        lines += [Line(), _prose("Or let one condition go" if spellings else "Let one condition go", "text")]
        lines += [_choice(each, emphasis=not spellings) for each in others]
    if has_words and suggestions is not None and not suggestions:
        lines += [Line(), _prose("OR finds either word, * beginnings, ~ near spellings.", "muted")]
    # Where it begins does not depend on how much it is: nothing moves when the suggestions come.
    return Sheet(tuple(lines), top=2)


def laid_out(sheet: Sheet, room: int, ellipsis: str = "…") -> list[SheetRow]:
    """The rows of a sheet, each of them as wide as the block, which has at most ``room`` cells."""
    lines = [_safe(line) for line in sheet.lines]
    queries = max((_width(line) for line in lines if line.about), default=0)
    abouts = max((cells(line.about) for line in lines), default=0)
    counts = max((cells(line.count) for line in lines), default=0)
    behind = (abouts + _GAP if abouts else 0) + (counts + _GAP if counts else 0)
    longest = max(
        [queries + behind]
        + [_width(line) + (counts + _GAP) * bool(line.count) for line in lines if not line.breaks],
    )
    width = min(WIDEST, room, max(_NARROWEST, longest + _MARGIN + _EDGE))
    inner = max(1, width - _MARGIN - _EDGE)
    column = max(1, min(queries, inner - behind))
    rows: list[SheetRow] = []
    for line in lines:
        if line.breaks:
            rows.extend(SheetRow(_filled(parts, inner)) for parts in _broken(line.parts, min(_PROSE, inner)))
            continue
        parts = list(_filled(_cut(line.parts, column, ellipsis), column)) if line.about else [*line.parts]
        if line.about:
            parts += [(" " * _GAP, "text"), (line.about, "muted")]
        free = inner - (counts + _GAP if line.count else 0)
        shown = _filled(_cut(parts, max(1, free), ellipsis), inner - cells(line.count))
        rows.append(SheetRow((*shown, (line.count, "text")), line.query))
    return rows


def _formats() -> list[str]:
    from index.readers import FORMATS  # noqa: PLC0415  (only a new workspace needs to name them)

    return [format.name for format in FORMATS]


def _prose(words: str, role: str) -> Line:
    return Line(((words, role),))


def _unknown(words: Sequence[str]) -> tuple[Part, ...]:
    """``No article has the word kestral.``, and the same of outlets, authors and titles."""
    of_text = [word for word in words if ":" not in word]
    said: list[tuple[str, Sequence[str]]] = [("article", of_text)] if of_text else []
    said += [(field, [word]) for field, _, word in (word.partition(":") for word in words if ":" in word)]
    parts: list[Part] = []
    for who, named in said:
        parts.append((f"{' ' if parts else ''}No {who} has the word{'s' if len(named) > 1 else ''} ", "text"))
        for place, word in enumerate(named):
            before = "" if not place else " or " if place == len(named) - 1 else ", "
            parts += [(before, "text"), (word, UNKNOWN)]
        parts.append((".", "text"))
    return tuple(part for part in parts if part[0])


def _choice(suggestion: Suggestion, *, emphasis: bool) -> Line:
    about = "" if suggestion.kind == "spelling" else suggestion.about
    changed = suggestion.changed if emphasis else ()
    return Line(
        tuple(_marked(suggestion.query, changed)),
        about,
        f"{suggestion.total:,}",
        suggestion.query,
        breaks=False,
    )


def _marked(text: str, changed: Sequence[Span]) -> Iterator[Part]:
    at = 0
    for span in changed:
        yield text[at : span.start], "text"
        yield text[span.start : span.end], "strong"
        at = span.end
    yield text[at:], "text"


def _safe(line: Line) -> Line:
    parts = tuple((to_screen(text), role) for text, role in line.parts)
    return replace(line, parts=parts, about=to_screen(line.about))


def _width(line: Line) -> int:
    return width_of(line.parts)


def _broken(parts: Sequence[Part], width: int) -> Iterator[list[Part]]:
    """The pieces row by row, broken between words."""
    for row in wrap("".join(text for text, _ in parts), width):
        pieces: list[Part] = []
        start = 0
        for text, role in parts:
            shown = text[max(0, row.start - start) : max(0, row.end - start)]
            if shown:
                pieces.append((shown, role))
            start += len(text)
        yield pieces


def _cut(parts: Sequence[Part], width: int, ellipsis: str) -> list[Part]:
    """The pieces in at most ``width`` cells, with an ellipsis where they were cut."""
    kept: list[Part] = []
    used = 0
    for place, (text, role) in enumerate(parts):
        more = any(each for each, _ in parts[place + 1 :])
        if used + cells(text) + (cells(ellipsis) if more else 0) > width:
            rest = text + "".join(each for each, _ in parts[place + 1 :])
            return [*kept, (cut(rest, width - used, ellipsis), role)]
        kept.append((text, role))
        used += cells(text)
    return kept


def _filled(parts: Sequence[Part], width: int) -> tuple[Part, ...]:
    return (*parts, (" " * max(0, width - width_of(parts)), "text"))
