"""What rows are made of, wherever they stand: pieces of text, each with the role that it is drawn in."""

from __future__ import annotations

from collections.abc import Iterable

from briefing.tui.layers import cells

#: A piece of a row: its text and its role.
Part = tuple[str, str]


def width_of(parts: Iterable[Part]) -> int:
    """Cells that these take side by side."""
    return sum(cells(text) for text, _ in parts)
