"""The only door from a string to the screen.

Articles, names and paths were cleaned on their way in; this is the second lock, for whatever reaches
a widget by another way. It never changes the number of characters, so highlights stay where they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from index.text import UNSAFE

_LINE_BREAK = re.compile("[\t\n\x0b\x0c\r\x85\u2028\u2029]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_REPLACEMENT = "\ufffd"


def to_screen(text: str) -> str:
    """The text with every character that a terminal could act on replaced, one for one."""
    if text.isascii() and text.isprintable():
        return text
    text = _LINE_BREAK.sub(" ", text)
    return _SURROGATE.sub(_REPLACEMENT, UNSAFE.sub(_REPLACEMENT, text))


def to_segment(text: str, style: Style) -> Segment:
    """A piece of a strip."""
    return Segment(to_screen(text), style)


def to_strip(segments: Iterable[Segment], width: int) -> Strip:
    """One row, cut at ``width``. Neighbours that look the same are one piece: a colour is 40 bytes."""
    return Strip(Segment.simplify(segment for segment in segments if segment.text)).crop(0, width)
