"""How a note holds on to a passage: its words, what stands around it, and where it stood.

Pure functions over cleaned text; every position is a half-open range of code points in it. Nothing here
guesses: a quote that does not stand in the text, spaces and signs aside, is not found.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from index.model import Span
from index.text import clean

#: Characters kept before and after the quote; the figure that web annotation tools agree on.
CONTEXT = 32

_QUOTE_SIGNS = "\"'`´“”„‟«»‘’‚‛‹›"
_DASHES = "-‐‑‒–—―−"

# Pieces of a quote that outlets and terminals write differently, and what each may be in the text.
_LOOSE = re.compile(rf"(?P<space>\s+)|(?P<dash>[{_DASHES}]+)|(?P<sign>[{_QUOTE_SIGNS}])|(?P<dots>…|\.\.\.)")
_ALTERNATIVES = {
    "space": r"\s+",
    "dash": f"[{_DASHES}]+",
    "sign": f"[{_QUOTE_SIGNS}]",
    "dots": r"(?:…|\.\.\.)",
}


#: What stands inside a number, or belongs to it; as tuples, since the empty text is part of every text.
_IN_NUMBERS = (".", ",", ":")
_SIGNS = ("-", "+", "\u2212")
_CURRENCIES = ("$", "\u20ac", "\u00a3", "\u00a5")


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where a note holds on.

    Attributes:
        exact: The words of the passage.
        prefix: Up to 32 characters before it.
        suffix: Up to 32 characters after it.
        start: Where it began when the note was written.
        end: Where it ended, exclusive.
    """

    exact: str
    prefix: str
    suffix: str
    start: int
    end: int


def make_anchor(text: str, span: Span) -> Anchor:
    """Make the anchor of a span of a cleaned text.

    Raises:
        ValueError: The span is empty or reaches beyond the text.
    """
    if not 0 <= span.start < span.end <= len(text):
        raise ValueError(f"no passage of {len(text)} characters stands at {span.start} to {span.end}")
    return Anchor(
        exact=text[span.start : span.end],
        prefix=text[max(0, span.start - CONTEXT) : span.start],
        suffix=text[span.end : span.end + CONTEXT],
        start=span.start,
        end=span.end,
    )


def find_quotes(text: str, quote: str) -> tuple[Span, ...]:
    """Find every place where a quote stands in a cleaned text, in order.

    First as it was typed. Only where that finds nothing, any white space stands for any other, and so does
    any quotation mark, any dash and any way to write three dots. When the quote stands somewhere as whole
    words, the places where it is only a part of a longer word do not count.

    Returns:
        The spans of the text, with the length that the passage has there; empty when there is none.
    """
    words = clean(quote)
    if not words:
        return ()
    spans = _matches(re.escape(words), text) or _matches(_loosened(words), text)
    return tuple(span for span in spans if is_whole(text, span)) or spans


def find_quote(text: str, quote: str) -> Span | None:
    """Find the first place where a quote stands, as ``find_quotes`` does."""
    return next(iter(find_quotes(text, quote)), None)


def _matches(pattern: str, text: str) -> tuple[Span, ...]:
    return tuple(Span(*match.span()) for match in re.finditer(pattern, text))


def _loosened(words: str) -> str:
    parts = []
    done = 0
    for piece in _LOOSE.finditer(words):
        parts.append(re.escape(words[done : piece.start()]))
        parts.append(_ALTERNATIVES[piece.lastgroup or "space"])
        done = piece.end()
    return "".join((*parts, re.escape(words[done:])))


def is_whole(text: str, span: Span) -> bool:
    """Whether neither end of the span stands inside a word or a number."""
    return not is_inside(text, span.start) and not is_inside(text, span.end)


def is_inside(text: str, at: int) -> bool:
    """Whether a position stands inside a word or number: ``3|,300``, ``1.|5``, ``-|5``, ``$|300``."""
    before, after = text[max(0, at - 1) : at], text[at : at + 1]
    if before.isalnum() and after.isalnum():
        return True
    if before.isdigit() and after in _IN_NUMBERS:
        return text[at + 1 : at + 2].isdigit()
    if after.isdigit() and before in _IN_NUMBERS:
        return text[max(0, at - 2) : at - 1].isdigit()
    if after.isdigit() and before in _SIGNS:
        # Behind a letter it is a hyphen, as in F-16.
        return not text[max(0, at - 2) : at - 1].isalnum()
    return (after.isdigit() and before in _CURRENCIES) or (before.isdigit() and after == "%")
