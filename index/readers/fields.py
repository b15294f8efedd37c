"""What files call their fields, and how their values become a draft: the same for every format.

One table says which names mean what; another name is another word in it. Values of the wrong type are
made into text where that is certain (a number, a list of names) and left out where it is not. Nothing
is looked up elsewhere: not the file's name, not its time.
"""

from __future__ import annotations

import hashlib
import json
import re
from typing import TYPE_CHECKING

from index.readers.draft import Draft, Problem
from index.text import clean_line
from index.when import parse_published, reads_two_ways

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

#: Names of metadata in files (lower case), the one that wins first.
FIELDS: dict[str, tuple[str, ...]] = {
    "title": ("title",),
    "source": ("source", "outlet", "publisher", "publication", "site"),
    "author": ("author", "authors"),
    "published": ("date", "published", "published_at", "pubdate", "datepublished"),
    "language": ("language", "lang"),
    "url": ("url", "link"),
}

#: Names of the text itself, in formats that have a name for it.
TEXT_FIELDS = ("body", "text", "content")

# An opening "Name/ " as agencies write it. No lower-case start, so that "and/ or" names nobody.
_OPENING_SOURCE = re.compile(r"\s*([^\W\d_](?:[^\W\d_]|[ &.'’()-]){0,39})/[ \t\xa0]")
_LONGEST_SHOWN = 60
_DEEPEST = 3


def lower_keys(mapping: Mapping[object, object]) -> dict[str, object]:
    """The same values under names without case; of two that become one, the first stays."""
    lowered: dict[str, object] = {}
    for key, value in mapping.items():
        lowered.setdefault(str(key).strip().lower(), value)
    return lowered


def make_draft(
    values: Mapping[str, object],
    text: str,
    *,
    record: str,
    raw_sha256: str,
    name: str = "it",
    remarks: Iterable[str] = (),
) -> Draft | Problem:
    """Make a draft of an article's fields.

    Args:
        values: What the file says, by names in lower case; names that mean nothing are passed over.
        text: The text, without its title.
        record: Key of the record in the file, fit to be shown; empty when the file is one article.
        raw_sha256: In hex, of what was read.
        name: What a reason calls the record: "line 7".
        remarks: Clauses that the analyst should know, fit to be shown.

    Returns:
        A problem when there is no text.
    """
    title = _first_line(values, "title")
    if is_blank(text):
        return Problem(record, f"{name} has a title but no text" if title else f"{name} has no text")
    said = [values[name] for name in FIELDS["published"] if values.get(name) not in (None, "")]
    readings = [parse_published(value) for value in said]
    published = next((reading for reading in readings if reading), None)
    remarks = list(remarks)
    if said and (published is None or reads_two_ways(said[readings.index(published)])):
        remarks.append(_remark_on_date(said[0], published is not None))
    return Draft(
        record=record,
        title=title,
        text=text,
        source=_first_line(values, "source") or opening_source(text) or opening_source(title),
        author=_first_line(values, "author"),
        published=published,
        url=_first_line(values, "url"),
        language=_first_line(values, "language"),
        raw_sha256=raw_sha256,
        remark="; ".join(remarks),
    )


def is_blank(text: str) -> bool:
    """Whether nothing that can be seen is left of a text when it is cleaned."""
    # The beginning nearly always decides, and cleaning a long text twice takes twice as long.
    return not clean_line(text[:_LONGEST_SHOWN]) and not clean_line(text)


def opening_source(text: str) -> str:
    """The outlet that a text opens with: "Shafaq News" of "Shafaq News/ The Coordination ..."; or empty."""
    found = _OPENING_SOURCE.match(text)
    if found is None or found[1][0].islower():
        return ""
    return found[1].strip()


def as_line(value: object, depth: int = 0) -> str:
    """A value of a file as text: a list becomes its items with commas, an object its ``name``."""
    if isinstance(value, str):
        return value
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    if depth < _DEEPEST and isinstance(value, dict):
        return as_line(lower_keys(value).get("name"), depth + 1)
    if depth < _DEEPEST and isinstance(value, list):
        return ", ".join(filter(str.strip, (as_line(item, depth + 1) for item in value)))
    return ""


def as_text(value: object) -> str:
    """The text of an article: as it is, or a list of paragraphs with blank lines between."""
    if isinstance(value, list):
        return "\n\n".join(item for item in value if isinstance(item, str) and item.strip())
    return value if isinstance(value, str) else ""


def shown(value: object) -> str:
    """A value from outside in quotes, fit for a remark or a reason."""
    line = clean_line(as_line(value))
    return f'"{line}"' if len(line) <= _LONGEST_SHOWN else f'"{line[:_LONGEST_SHOWN]}..."'


def canonical_sha256(record: object) -> str:
    """SHA-256, in hex, of a JSON value written in one fixed way: keys sorted, ASCII, no white space."""
    written = json.dumps(record, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(written.encode("ascii")).hexdigest()


def _first_line(values: Mapping[str, object], field: str) -> str:
    lines = (as_line(values.get(name)).strip() for name in FIELDS[field])
    return next(filter(None, lines), "")


def _remark_on_date(value: object, kept_year: bool) -> str:
    if kept_year:
        return f"its date {shown(value)} can be read two ways, so only the year was kept"
    return f"its date {shown(value)} was not understood and was left out"
