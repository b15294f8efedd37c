"""Where a text quotes: what stands between marks of quotation, of every sort that newspapers use.

Marks open and close by what stands beside them, so apostrophes are left alone and a mark that nobody closes
does not swallow the rest. A quotation that goes on in the next paragraph, which then opens with its mark
again, is one quotation. Quotations inside a quotation are part of it. Who speaks, and whether anybody does,
is not decided here. Every mark is looked at once or twice, so that the time grows with the text and no
faster.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from index.extraction.expressions import expression
from index.extraction.tokens import is_broken_to_width

if TYPE_CHECKING:
    from collections.abc import Iterator


class Quotation(NamedTuple):
    """A quotation with its marks.

    Attributes:
        start: Its opening mark.
        end: One past its closing mark, or the end of the paragraph where none closes it.
        inner_start: Its first character between the marks.
        inner_end: One past the last character between them.
    """

    start: int
    end: int
    inner_start: int
    inner_end: int


class Block(NamedTuple):
    """A paragraph, or several that one quotation joins.

    Attributes:
        start: Its first code point.
        end: One past its last.
        quotations: The quotations in it, in order.
    """

    start: int
    end: int
    quotations: tuple[Quotation, ...]


_SINGLE = "'‘’‚‛"
_MARKS = expression("[\"“”„‟«»‹›'‘’‚‛「」『』]")
#: Which marks close what another opens. The same mark may open in one country and close in the next.
_CLOSED_BY = {
    '"': '"”',
    "“": '”"',
    "”": "”",
    "„": "“”",
    "‟": "”",
    "«": "»",
    "»": "«»",
    "‹": "›",
    "›": "‹",
    "「": "」",
    "『": "』",
}
_ALWAYS_OPEN = "“„‟«‹「『"
#: Apostrophes that are looked through for the end of a quotation in single marks.
_MOST_APOSTROPHES = 40
_LEAVES_OPEN = expression(r"[\s([{/—–“„«‹‘'\"-]")
_LINE_ENDS = expression(r"\n+")
_BLANK_LINES = expression(r"\n\n+")
#: A decade or a clipped word: an apostrophe, whatever follows it.
_CLIPPED = expression(r"['’‘](?:[0-9]{2}s?\b|(?:em|tis|twas|til|cause|n|round)\b)", re.IGNORECASE)


def blocks(text: str) -> Iterator[Block]:
    """The paragraphs of a text, in order, with their quotations.

    Lines are paragraphs, unless they were broken to a width.
    """
    between = _BLANK_LINES if is_broken_to_width(text) else _LINE_ENDS
    waiting: list[Quotation] = []
    begin, unclosed = -1, -1
    bounds = list(_bounds(text, between))
    for number, (start, end) in enumerate(bounds):
        if unclosed >= 0 and text[start] != text[unclosed]:
            # The paragraph before left a quotation open, and this one does not take it up again.
            stop = bounds[number - 1][1]
            waiting.append(Quotation(unclosed, stop, unclosed + 1, stop))
            yield Block(begin, stop, tuple(waiting))
            waiting, begin, unclosed = [], -1, -1
        found, unclosed = _in_paragraph(text, start, end, unclosed)
        waiting += found
        begin = start if begin < 0 else begin
        if unclosed < 0:
            yield Block(begin, end, tuple(waiting))
            waiting, begin = [], -1
    if unclosed >= 0:
        stop = bounds[-1][1]
        waiting.append(Quotation(unclosed, stop, unclosed + 1, stop))
        yield Block(begin, stop, tuple(waiting))


def _bounds(text: str, between: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    at = 0
    for gap in between.finditer(text):
        if gap.start() > at:
            yield at, gap.start()
        at = gap.end()
    if at < len(text):
        yield at, len(text)


def _in_paragraph(text: str, start: int, end: int, opened: int) -> tuple[list[Quotation], int]:
    """The quotations that close in a paragraph, and where one begins that does not; -1 where all close.

    Args:
        text: The whole text.
        start: Where the paragraph begins.
        end: Where it ends.
        opened: Where a quotation began in an earlier paragraph that goes on in this one, or -1.
    """
    marks = [match.start() for match in _MARKS.finditer(text, start, end)]
    found: list[Quotation] = []
    passed = start if opened < 0 else start + 1
    for number, at in enumerate(marks):
        if at < passed:
            continue
        mark = text[at]
        if opened >= 0:
            if mark in _CLOSED_BY[text[opened]] and _can_close(text, at, start):
                found.append(Quotation(opened, at + 1, opened + 1, at))
                opened = -1
            elif mark == text[opened] == '"':
                opened = at  # the one before was none: nothing closed it
        elif mark in _SINGLE:
            close = _close_of_single(text, marks, number, start, end)
            if close >= 0:
                found.append(Quotation(at, close + 1, at + 1, close))
                passed = close + 1
        elif mark in _CLOSED_BY and (mark in _ALWAYS_OPEN or _can_open(text, at, start, end)):
            opened = at
    return found, opened


def _can_open(text: str, at: int, start: int, end: int) -> bool:
    before_leaves = at == start or _LEAVES_OPEN.match(text, at - 1) is not None
    return before_leaves and at + 1 < end and (not text[at + 1].isspace() or text[at] in "«»")


def _can_close(text: str, at: int, start: int) -> bool:
    return at > start and (not text[at - 1].isspace() or text[at] in "»«›")


def _close_of_single(text: str, marks: list[int], number: int, start: int, end: int) -> int:
    """Where a single mark that opens is closed; -1 where it is an apostrophe.

    Up to the next mark that opens it is the first that no word with ``s`` stands before, since that may be a
    possessive (``‘The drivers’ pay is low,’ he said``), or else the first of those.
    """
    at = marks[number]
    if text[at] == "’" or not _can_open(text, at, start, end) or _CLIPPED.match(text, at):
        return -1
    possessive = -1
    for other in marks[number + 1 : number + 1 + _MOST_APOSTROPHES]:
        if text[other] not in _SINGLE:
            continue
        if _can_open(text, other, start, end):
            break
        if text[other - 1].isspace() or _is_letter(text, other + 1, end):
            continue
        if text[other - 1] != "s":
            return other
        possessive = other if possessive < 0 else possessive
    return possessive


def _is_letter(text: str, at: int, end: int) -> bool:
    return at < end and text[at].isalnum()
