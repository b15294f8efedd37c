"""From the marks of Markdown (and the HTML inside it) to the words that a reader sees.

Text in, text out. Everything that is said stays, except comments, scripts and styles; how it looked and
where it linked to goes.
"""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from markdown_it.token import Token

#: The longest text that is taken apart, in characters: hostile ones take a minute for each million.
LONGEST = 1_000_000

# The parser drops what is nested deeper without a word, so deep nesting has to be noticed.
_DEEPEST = 40

_UNSAID = re.compile(r"<!--|<(script|style)\b", re.IGNORECASE)
_UNSAID_ENDS = {
    None: re.compile("-->"),
    "script": re.compile(r"</script[^<>]*>", re.IGNORECASE),
    "style": re.compile(r"</style[^<>]*>", re.IGNORECASE),
}
_BREAK = re.compile(r"<(?:br|/p|/div|/li|/tr|/h[1-6]|/blockquote)\b[^<>]*>", re.IGNORECASE)
_TAG = re.compile(r"</?[a-z][^<>]*>|<[!?][^<>]*>", re.IGNORECASE)
_LINE_ENDS = re.compile(r"\s*\n\s*")


def plain_text(markdown: str) -> tuple[str, str] | None:
    """The heading of first rank that a text opens with (empty when none) and its other words.

    Paragraphs have one blank line between them, the items of a tight list none. Returns ``None`` for
    a text that is too long or nested too deeply to be taken apart.
    """
    if len(markdown) > LONGEST:
        return None
    from markdown_it import MarkdownIt  # noqa: PLC0415  costs 50 ms, and only Markdown needs it

    parser = MarkdownIt("commonmark", {"maxNesting": _DEEPEST}).enable("table")
    try:
        tokens = parser.parse(markdown)
    except RecursionError:
        return None
    if any(token.level >= _DEEPEST - 1 for token in tokens):
        return None
    heading = ""
    if tokens and tokens[0].type == "heading_open" and tokens[0].tag == "h1":
        heading = _LINE_ENDS.sub(" ", _words(tokens[1].children or ()))
        tokens = tokens[3:]
    blocks = _Blocks()
    for token in tokens:
        blocks.take(token)
    return heading, "".join(blocks.written)


def without_tags(text: str) -> str:
    """The words of a piece of HTML: no tags, comments, scripts or styles, and entities decoded."""
    parts = []
    at = 0
    while unsaid := _UNSAID.search(text, at):
        end = _UNSAID_ENDS[unsaid[1] and unsaid[1].lower()].search(text, unsaid.end())
        if end is None:  # never closed: better to show a script than to hide the rest of an article
            break
        parts.append(text[at : unsaid.start()])
        at = end.end()
    parts.append(text[at:])
    return html.unescape(_TAG.sub("", _BREAK.sub("\n", "".join(parts))))


class _Blocks:
    """Puts the blocks of a document together, in the order of the parser's tokens."""

    def __init__(self) -> None:
        self.written: list[str] = []
        self._lists = 0
        self._mark = ""
        self._tight = False
        self._first = True  # of a list or table: it keeps its distance from what stands before
        self._cells: list[str] | None = None

    def take(self, token: Token) -> None:
        """Write what a token says, or note what it changes for the next."""
        match token.type:
            case "bullet_list_open" | "ordered_list_open":
                self._first = self._first or self._lists == 0
                self._lists += 1
            case "bullet_list_close" | "ordered_list_close":
                self._lists -= 1
            case "list_item_open":
                self._mark = "  " * (self._lists - 1) + (
                    f"{token.info}{token.markup} " if token.info else "- "
                )
            case "paragraph_open" | "heading_open":
                self._tight = token.hidden
            case "inline" if self._cells is not None:
                self._cells.append(_LINE_ENDS.sub(" ", _words(token.children or ())))
            case "inline":
                self._write(_words(token.children or ()))
            case "fence" | "code_block" | "html_block":
                self._tight = False
                self._write(without_tags(token.content) if token.type == "html_block" else token.content)
            case _:
                self._take_table(token)

    def _take_table(self, token: Token) -> None:
        match token.type:
            case "table_open":
                self._tight = self._first = True
            case "tr_open":
                self._cells = []
            case "tr_close":
                self._write(" | ".join(self._cells or ()))
                self._cells = None

    def _write(self, text: str) -> None:
        text = text.strip("\n")
        if not text.strip():
            return
        if self.written:
            self.written.append("\n" if self._tight and not self._first else "\n\n")
        self.written.append(self._mark + text)
        self._mark = ""
        self._first = False


def _words(tokens: Iterable[Token]) -> str:
    """The words of one paragraph."""
    parts = []
    for token in tokens:
        match token.type:
            case "softbreak":
                parts.append(" ")
            case "hardbreak":
                parts.append("\n")
            case "image":
                parts.append(_words(token.children or ()))
            case "html_inline":
                parts.append("\n" if _BREAK.fullmatch(token.content) else "")
            case _:
                parts.append(token.content)
    return "".join(parts)
