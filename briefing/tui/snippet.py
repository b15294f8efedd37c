"""The passage that was found, in one row of a list, with what was found in it lit up. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.tui.layers import cells, cut
from briefing.tui.safe import to_screen
from index import Span

#: Columns in front of the first hit, so that one sees what it is about.
_BEFORE = 12

Part = tuple[str, tuple[str, ...]]


def shown_snippet(snippet: str, marks: Sequence[Span], width: int) -> list[Part]:
    """The part of a snippet that fits into ``width`` cells, around its first mark."""
    text = to_screen(snippet)
    start = 0
    if marks and cells(text[: marks[0].end]) > width - 1:
        start = max(0, marks[0].start - _BEFORE)
        space = text.find(" ", start, marks[0].start)
        start = space + 1 if space >= 0 else start
    lead = "…" if start and text[start : start + 1] != "…" else ""
    parts: list[Part] = [(lead, ("muted",))] if lead else []
    end = (
        start + len(cut(text[start:], max(1, width - len(lead)))) - (1 if _is_cut(text, start, width) else 0)
    )
    position = start
    for mark in (mark for mark in marks if mark.start >= start and mark.end <= end):
        parts.append((text[position : mark.start], ("muted",)))
        parts.append((text[mark.start : mark.end], ("muted", "hit")))
        position = mark.end
    parts.append((text[position:end], ("muted",)))
    if end < len(text):
        parts.append(("…", ("muted",)))
    return [part for part in parts if part[0]]


def _is_cut(text: str, start: int, width: int) -> bool:
    return cells(text[start:]) > width
