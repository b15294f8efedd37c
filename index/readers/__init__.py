"""From files to drafts of articles: one module a format, and the one table of them.

A further format is one module and one row here. Readers say what a file says; they clean nothing, keep
nothing and decide nothing about it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.readers import html, json_file, json_lines, markdown, plain
from index.readers.draft import Draft, Format, Problem, UnreadableError
from index.text import clean_line

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["FORMATS", "Draft", "Format", "Problem", "UnreadableError", "format_of", "why_not_read"]

#: Every format that is read. Parsers are loaded when the first file needs them.
FORMATS: tuple[Format, ...] = (
    Format(name="text", suffixes=(".txt", ".text"), read=plain.read, version=1),
    Format(name="Markdown", suffixes=(".md", ".markdown"), read=markdown.read, version=1),
    Format(name="JSON", suffixes=(".json",), read=json_file.read, version=1),
    Format(name="JSON Lines", suffixes=(".jsonl", ".ndjson"), read=json_lines.read, version=1),
    Format(name="HTML", suffixes=(".html", ".htm", ".xhtml"), read=html.read, version=1),
)


def format_of(path: Path) -> Format | None:
    """The format that a file's name speaks for, case-blind; ``None`` when it is not one that is read."""
    suffix = path.suffix.lower()
    return next((format for format in FORMATS if suffix in format.suffixes), None)


def why_not_read(path: Path) -> str:
    """What to say of a file whose name speaks for no format."""
    suffix = clean_line(path.suffix.lower())
    return f"{suffix} is not a format that is read" if suffix else "a file without a suffix is not read"
