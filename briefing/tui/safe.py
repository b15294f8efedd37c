"""The only door from a string to the screen.

Articles, names and paths were cleaned on their way in; this is the second lock, for whatever reaches
a widget by another way. It never changes the number of characters, so highlights stay where they are.
"""

from __future__ import annotations

import re

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
