"""Who says what in a sentence whose names a test knows."""

from __future__ import annotations

from collections.abc import Mapping

from index.extraction.statements import statements
from index.model import Kind, Mention, Span


def spoken(text: str, names: Mapping[str, Kind]) -> list[tuple[str, str]]:
    """The words for each speaker, and what is said.

    Args:
        text: The text.
        names: What it names, each with its kind, wherever it stands.
    """
    mentions = [
        Mention(Span(at, at + len(name)), name, kind, name)
        for name, kind in names.items()
        for at in range(len(text))
        if text.startswith(name, at)
    ]
    return [
        (text[one.speaker.start : one.speaker.end], text[one.content.start : one.content.end])
        for one in statements(text, mentions)
        if one.speaker is not None
    ]
