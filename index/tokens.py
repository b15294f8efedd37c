"""What was typed, in tokens: the pieces that the parser of ``index.query`` builds a search from.

Every character that is no space is part of a token, so nothing that was typed is lost without a word.
"""

from __future__ import annotations

import re
from collections.abc import Container
from dataclasses import dataclass

_TOKEN = re.compile(
    r"""
    (?P<open>\()
    | (?P<close>\))
    | (?P<minus>-(?=[^\s\-)]))
    | (?P<field>[^\W\d_]+):(?=[^\s)])
    | ["“”„](?P<quoted>[^"“”„]*)(?P<end>["“”„]?)(?:~(?P<room>\d*)(?=[\s)]|$))?
    | /(?P<pattern>(?:[^/\\]|\\.)+)/(?P<flag>i?)(?=[\s)]|$)
    | (?P<word>[^\s()"“”„]+)
    """,
    re.VERBOSE,
)
_VALUE = re.compile('(?P<word>[^\\s()"“”„]+)')
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a query.

    Attributes:
        kind: ``open``, ``close``, ``minus``, ``field``, ``quoted``, ``pattern`` or ``word``.
        text: What it says: of a field its name, of a quotation what stands inside, of a pattern all of it.
        start: Where it begins in what was typed.
        end: After its last character.
        is_open: Whether a quotation was not closed.
        room: What stands after the ``~`` of a quotation; ``None`` where there is no ``~``.
    """

    kind: str
    text: str
    start: int
    end: int
    is_open: bool = False
    room: str | None = None

    def is_word(self, text: str) -> bool:
        """Whether it is this very word."""
        return self.kind == "word" and self.text == text

    @property
    def inside(self) -> tuple[int, int]:
        """Where ``text`` stands."""
        start = self.start + (self.kind == "quoted")
        return start, start + len(self.text)


def tokens(text: str, outside: Container[str] = ()) -> list[Token]:
    """All tokens of a text, in order.

    Args:
        text: What was typed.
        outside: Fields whose values may hold colons, such as labels and tags.
    """
    found: list[Token] = []
    position = 0
    while position < len(text):
        space = _SPACE.match(text, position)
        if space:
            position = space.end()
            continue
        here = _TOKEN.match(text, position)
        if here is None:  # every character that is no space begins a token
            position += 1
            continue
        if here.lastgroup == "field" and _is_value(found, position, outside):
            here = _VALUE.match(text, position) or here
        position = here.end()
        kind = here.lastgroup or ""
        if kind in ("end", "room"):
            found.append(Token("quoted", here["quoted"], *here.span(), not here["end"], here["room"]))
        elif kind == "flag":
            found.append(Token("pattern", here[0], *here.span()))
        else:
            found.append(Token(kind, here[kind], *here.span()))
    return found


def _is_value(before: list[Token], position: int, outside: Container[str]) -> bool:
    """Whether what stands here is the value of an outside field."""
    if not before:
        return False
    last = before[-1]
    return last.kind == "field" and last.end == position and last.text.lower() in outside
