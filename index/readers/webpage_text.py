"""From the tree that ``trafilatura`` makes of an article to text: the same forms as for Markdown.

Paragraphs have a blank line between them, items of lists and rows of tables stand on lines of their own,
cells are parted by `` | ``. Links are their words. Nothing is left out here but a heading that says the
title again.
"""

from __future__ import annotations

import re
from typing import Any

#: What stands for a line end and for the end of a paragraph inside words that the extraction joins.
LINE, PARAGRAPH = "\u2424", "\u241e"

_SPACE = re.compile(r"\s+")
_LINE = re.compile(rf"\s*{LINE}\s*")
_PARAGRAPH = re.compile(rf"[\s{LINE}]*{PARAGRAPH}[\s{LINE}{PARAGRAPH}]*")

_BLOCKS = frozenset(("p", "head", "quote", "div", "body", "code", "ab", "details", "summary", "fw"))


def readable(body: Any, title: str) -> str:
    """The text of an article's tree, without a first heading that is its title."""
    writer = _Writer()
    writer.take(body)
    writer.end_block()
    blocks = writer.blocks
    if blocks and title and _words(blocks[0].text) == _words(title):
        blocks = blocks[1:]
    parts: list[str] = []
    before: _Block | None = None
    for block in blocks:
        if before is not None:
            parts.append("\n" if block.group is not None and block.group is before.group else "\n\n")
        parts.append(block.text)
        before = block
    return "".join(parts)


class _Block:
    """A paragraph, an item or a row; those of one list or table share its group."""

    __slots__ = ("group", "text")

    def __init__(self, text: str, group: Any) -> None:
        self.text = text
        self.group = group


class _Writer:
    """Puts blocks together in the order of the tree."""

    def __init__(self) -> None:
        self.blocks: list[_Block] = []
        self._inline: list[str] = []
        self._group: Any = None
        self._lists: list[list[Any]] = []
        self._mark = ""

    def take(self, element: Any) -> None:
        """Write an element with all that it holds, without its tail."""
        tag = element.tag
        if tag in ("list", "table") and self._group is None:
            self.end_block()
            self._group = element
            self._take_group(element)
            self.end_block()
            self._group = None
        elif tag in ("list", "table"):
            self._take_group(element)
        elif tag == "item":
            self._take_item(element)
        elif tag == "row":
            self._take_row(element)
        elif tag == "lb":
            self._inline.append(LINE)
        elif tag in _BLOCKS and self._group is None:
            self.end_block()
            self._take_inside(element)
            self.end_block()
        else:
            self._take_inside(element)

    def end_block(self) -> None:
        """What was gathered becomes a block."""
        text = _laid_out("".join(self._inline))
        self._inline.clear()
        if text:
            if self._group is not None:
                text = self._mark + text.replace("\n\n", "\n")
                self._mark = ""
            self.blocks.append(_Block(text, self._group))

    def _take_inside(self, element: Any) -> None:
        self._inline.append(element.text or "")
        for child in element:
            if isinstance(child.tag, str):
                self.take(child)
                if child.tag in _BLOCKS and self._group is not None:
                    self._inline.append(LINE)
            self._inline.append(child.tail or "")

    def _take_group(self, element: Any) -> None:
        self.end_block()
        self._lists.append([element, 0])
        self._take_inside(element)
        self.end_block()
        self._lists.pop()

    def _take_item(self, element: Any) -> None:
        self.end_block()
        mark = "- "
        if self._lists:
            self._lists[-1][1] += 1
            if self._lists[-1][0].get("rend") == "ol":
                mark = f"{self._lists[-1][1]}. "
        self._mark = "  " * max(0, len(self._lists) - 1) + mark
        self._take_inside(element)
        self.end_block()
        self._mark = ""

    def _take_row(self, element: Any) -> None:
        self.end_block()
        cells = [_SPACE.sub(" ", _laid_out("".join(cell.itertext()))) for cell in element.iter("cell")]
        if any(cells):
            self._inline.append(" | ".join(cells))
        self.end_block()


def _laid_out(text: str) -> str:
    text = _PARAGRAPH.sub(PARAGRAPH, _LINE.sub(LINE, _SPACE.sub(" ", text)))
    return text.strip(f" {LINE}{PARAGRAPH}").replace(LINE, "\n").replace(PARAGRAPH, "\n\n")


def _words(text: str) -> list[str]:
    return text.casefold().split()
