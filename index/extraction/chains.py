"""Chains of a sentence: who says that somebody says something, and how far that is followed.

What stands in what another says is within it, and who passes on what others say reports. Further than a few
steps nobody follows such a chain; a text of nothing else would become a hundred times as long.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from index.extraction.frames import Frame
    from index.model import Span, Statement

#: How many statements of a sentence may stand around another.
_DEEPEST = 3


def is_too_deep(cue: Span, found: Iterable[Statement]) -> bool:
    """Whether a cue stands in more than a few of the statements found in its sentence."""
    return sum(_is_around(one, cue) for one in found) > _DEEPEST


def _is_around(one: Statement, cue: Span) -> bool:
    return one.content.start <= cue.start and cue.end <= one.content.end


def chained(made: list[tuple[Frame, Statement]], base: int) -> list[Statement]:
    """Point every statement inside another's content to it; who passes on what others say reports."""
    found = [statement for _, statement in made]
    for number, (frame, statement) in enumerate(made):
        if statement.cue is None:
            continue
        around = [
            other
            for other, (outer, one) in enumerate(made)
            if outer is not frame and _is_around(one, statement.cue)
        ]
        if not around:
            continue
        closest = max(around, key=lambda other: made[other][1].content.start)
        found[number] = replace(found[number], within=base + closest)
        outer = made[closest][0]
        if outer.named is not None and frame.named is not None:
            same = outer.named.name == frame.named.name
        else:
            same = outer.named is frame.named and outer.speaker.pronoun == frame.speaker.pronoun != ""
        if not same and found[closest].stance == "asserts":
            found[closest] = replace(found[closest], stance="reports")
    return found
