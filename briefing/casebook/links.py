"""Links in the words of notes: ``[[entity]]``, ``[[id of a note]]``, ``[[target|words]]``. Pure functions."""

from __future__ import annotations

import re
from dataclasses import dataclass

from index.model import Span

#: Characters of an id that say it is one: fewer could be a name.
LEAST_ID = 6

_LINK = re.compile(r"\[\[([^\[\]|\n]+)(?:\|([^\[\]\n]*))?\]\]")
_ID = re.compile(rf"[0-9a-f]{{{LEAST_ID},12}}")


@dataclass(frozen=True, slots=True)
class Link:
    """A link in a note.

    Attributes:
        target: Name of an entity, or id of a note.
        words: What is shown of it.
        span: Where it stands in the body, brackets included.
    """

    target: str
    words: str
    span: Span

    @property
    def may_be_a_note(self) -> bool:
        """Whether the target is written as the id of a note."""
        return bool(_ID.fullmatch(self.target.lower()))


def links(body: str) -> tuple[Link, ...]:
    """The links of a note, in order."""
    found = []
    for match in _LINK.finditer(body):
        target = match[1].strip()
        if target:
            found.append(Link(target, (match[2] or "").strip() or target, Span(*match.span())))
    return tuple(found)


def names_note(link: Link, id: str) -> bool:
    """Whether a link leads to the note with this full id."""
    return link.may_be_a_note and id.startswith(link.target.lower())
