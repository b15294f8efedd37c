"""A passage that is being selected: two ends, of which one moves. Pure.

It begins with a whole sentence, which is what most notes hold. Sentences are added on the side of the
moving end and taken away from there; the sentence that it began with stays. Words are moved over one by
one and never past the other end.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from index import Span
from index.units import (
    next_sentence,
    next_word,
    paragraph_at,
    previous_sentence,
    previous_word,
    sentence_at,
)


@dataclass(frozen=True, slots=True)
class Selection:
    """A passage with two ends.

    Attributes:
        fixed: Position of the end that stays.
        moving: Position of the end that moves; before or behind the other.
    """

    fixed: int
    moving: int

    @property
    def span(self) -> Span:
        """What is selected."""
        return Span(min(self.fixed, self.moving), max(self.fixed, self.moving))

    @property
    def forward(self) -> bool:
        """Whether the end behind is the one that moves."""
        return self.moving >= self.fixed

    def turned(self) -> Selection:
        """The same passage with the other end moving."""
        return Selection(self.moving, self.fixed)


def begin(text: str, position: int) -> Selection | None:
    """Select the sentence at a position, or the next one where there is none."""
    span = sentence_at(text, position) or next_sentence(text, position)
    return Selection(span.start, span.end) if span else None


def by_sentence(text: str, selection: Selection, by: int) -> Selection:
    """A sentence more in the direction ``by``, or one less on the way back."""
    span = selection.span
    onward = by > 0
    if selection.forward == onward:
        return _grown(text, selection, onward=onward)
    # Going back: give up the last sentence, unless it is the only one; then grow to the other side.
    if selection.forward:
        last = previous_sentence(text, span.end)
        left = previous_sentence(text, last.start) if last else None
        if left is None or left.end <= span.start:
            return _grown(text, selection.turned(), onward=False)
        return replace(selection, moving=left.end)
    first = next_sentence(text, span.start)
    left = next_sentence(text, first.end) if first else None
    if left is None or left.start >= span.end:
        return _grown(text, selection.turned(), onward=True)
    return replace(selection, moving=left.start)


def by_word(text: str, selection: Selection, by: int) -> Selection:
    """Move the moving end over a word; it stops one word before the other end."""
    onward = by > 0
    if selection.forward:
        word = next_word(text, selection.moving) if onward else previous_word(text, selection.moving)
        if word is None:
            return selection
        end = word.end if onward else len(text[: word.start].rstrip())
        return replace(selection, moving=end) if end > selection.fixed else selection
    if onward:
        word = next_word(text, selection.moving)
        following = next_word(text, word.end) if word else None
        if following is None or following.start >= selection.fixed:
            return selection
        return replace(selection, moving=following.start)
    word = previous_word(text, selection.moving)
    return replace(selection, moving=word.start) if word else selection


def by_paragraph(text: str, selection: Selection) -> Selection:
    """The whole paragraphs that are touched; when it is those already, one more."""
    span = selection.span
    first, last = paragraph_at(text, span.start), paragraph_at(text, max(span.start, span.end - 1))
    if first is None or last is None:
        return selection
    if (first.start, last.end) == (span.start, span.end):
        following = next_word(text, span.end)
        more = paragraph_at(text, following.start) if following else None
        last = more or last
    return Selection(min(first.start, span.start), max(last.end, span.end))


def _grown(text: str, selection: Selection, *, onward: bool) -> Selection:
    """One sentence more at the moving end, after the rest of the one that it stands in."""
    if onward:
        here = sentence_at(text, max(0, selection.moving - 1))
        if here is not None and here.end > selection.moving:
            return replace(selection, moving=here.end)
        more = next_sentence(text, selection.moving)
        return replace(selection, moving=more.end) if more else selection
    here = sentence_at(text, selection.moving)
    if here is not None and here.start < selection.moving:
        return replace(selection, moving=here.start)
    more = previous_sentence(text, selection.moving)
    return replace(selection, moving=more.start) if more else selection
