"""Markdown: YAML front matter for what is known about the article, and a body that becomes plain text.

What is read is what Markdown says: links are their words, emphasis is gone, lists keep their marks.
Addresses of links and pictures are not followed and not kept. Front matter is read as text only: no
type, tag or alias of YAML gets to do anything. Where it is no YAML, as a title with a colon is none without
quotes, it is read key by key, and a value on one line as it is written.
"""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING

from index.readers.draft import Draft, Problem
from index.readers.encoding import decode
from index.readers.fields import FIELDS, as_line, lower_keys, make_draft
from index.readers.files import read_whole
from index.readers.markup import plain_text
from index.text import clean, clean_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

#: The most front matter that is read, in characters.
LONGEST_FRONT_MATTER = 64 * 1024

_DEEPEST = 20
_LINE_END = re.compile("\r\n?")
_FRONT_MATTER = re.compile(r"---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
#: A line that begins what is said under a name.
_KEY = re.compile(r"([\w-]+)[ \t]*:(?:[ \t]+(.*)|[ \t]*)$")
#: Names of what is known about an article; without one, unreadable lines between rules are prose.
_TELLING = frozenset(name for names in FIELDS.values() for name in names)
_NULLS = frozenset(("", "~", "null", "Null", "NULL"))


class _FrontMatterError(Exception):
    """The front matter cannot be read; ``str(error)`` is the reason."""


class _NoYamlError(_FrontMatterError):
    """It is not YAML."""


def read(path: Path) -> Iterator[Draft | Problem]:
    """Read a Markdown file as one article.

    The title is the one of the front matter, else a ``# Heading`` at the top.

    Raises:
        UnreadableError: The file cannot be opened or is not text.
    """
    data = read_whole(path)
    text, remark = decode(data)
    remarks = [remark] if remark else []
    try:
        values, body, unread = _split_front_matter(_LINE_END.sub("\n", text))
    except _FrontMatterError as error:
        yield Problem("", str(error))
        return
    remarks += unread
    plain = plain_text(body)
    if plain is None:
        remarks.append("its Markdown is too long or nested too deeply, so its marks were left in")
        heading, text = "", body
    else:
        heading, text = plain
    title = clean_line(as_line(values.get("title")))
    if not title:
        values["title"] = heading
    elif heading and clean_line(heading) != title:
        text = f"{heading}\n\n{text}"
    sha256 = hashlib.sha256(data).hexdigest()
    yield make_draft(values, text, record="", raw_sha256=sha256, remarks=remarks)


def _split_front_matter(text: str) -> tuple[dict[str, object], str, list[str]]:
    """Front matter as values by names in lower case, the rest, and remarks on what of it was not read.

    A rule over prose is no front matter.
    """
    found = _FRONT_MATTER.match(text)
    if found is None:
        return {}, text, []
    if len(found[1]) > LONGEST_FRONT_MATTER:
        raise _FrontMatterError(f"its front matter is longer than {LONGEST_FRONT_MATTER // 1024} kB")
    # Line by line, so that a place in it is still the same place.
    lines = found[1].split("\n")
    indents = (line[: len(line) - len(line.lstrip(" \t"))] for line in lines)
    lines = [indent + clean(line) for indent, line in zip(indents, lines, strict=True)]
    unread: list[str] = []
    try:
        loaded = _load("\n".join(lines))
    except _NoYamlError:
        loaded, unread = _by_keys(lines)
        if loaded and unread and not _TELLING & lower_keys(loaded).keys():
            return {}, text, []  # prose between two rules
        if not loaded:
            raise
    if loaded is None:
        return {}, text[found.end() :], []
    if not isinstance(loaded, dict):
        return {}, text, []
    values = lower_keys(loaded)
    said = {name: value for name, value in values.items() if not (isinstance(value, str) and value in _NULLS)}
    return said, text[found.end() :], unread


def _by_keys(lines: Sequence[str]) -> tuple[dict[object, object], list[str]]:
    """Front matter that is no YAML as a whole, read key by key; and a remark on what cannot be read so."""
    found: dict[object, object] = {}
    wrong: list[int] = []
    for first, part in _parts(lines):
        key = _KEY.match(part[0])
        try:
            loaded = _load("\n".join(part))
        except _NoYamlError:
            loaded = {key[1]: (key[2] or "").strip()} if key and len(part) == 1 else None
        if key and isinstance(loaded, dict):
            found.update(loaded)
        else:
            wrong.append(first)
    return found, [_remark(wrong)] if wrong else []


def _parts(lines: Sequence[str]) -> Iterator[tuple[int, list[str]]]:
    """The lines that belong to one key, with the number of the first in the file; comments are left out."""
    part: list[str] = []
    first = 0
    # The front matter begins on the file's second line.
    for number, line in enumerate(lines, start=2):
        if part and (not line.strip() or line[0] in " \t-#"):
            part.append(line)
        elif line.strip() and not line.startswith("#"):
            if part:
                yield first, _without_blanks(part)
            first, part = number, [line]
    if part:
        yield first, _without_blanks(part)


def _without_blanks(part: Sequence[str]) -> list[str]:
    return [part[0], *(line for line in part[1:] if line.strip() and not line.startswith("#"))]


def _remark(wrong: Sequence[int]) -> str:
    """Say which lines could not be read."""
    more = f", and {len(wrong) - 1} more" if len(wrong) > 1 else ""
    return f"line {wrong[0]} of its front matter could not be read{more}"


def _load(text: str) -> object:
    """Load YAML with every scalar as the text that it is written as.

    YAML would make a Boolean of the language "no", a number of the time 21:50, and a date of what may be
    two; reading those is our business.
    """
    import yaml  # noqa: PLC0415  costs 20 ms, and only Markdown needs it

    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    try:
        depth = 0
        for event in yaml.parse(text, Loader=loader):
            if isinstance(event, yaml.AliasEvent):
                raise _FrontMatterError("its front matter uses YAML aliases, which are not read")
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if depth > _DEEPEST:
                raise _FrontMatterError("its front matter is nested too deeply")
        return yaml.load(text, Loader=loader)  # noqa: S506  the base loader makes nothing but text
    except yaml.YAMLError as error:
        raise _NoYamlError(_reason(error)) from error


def _reason(error: Exception) -> str:
    mark = getattr(error, "problem_mark", None)
    # The front matter begins on the file's second line.
    place = f"line {mark.line + 2} is not YAML" if mark else "its front matter is not YAML"
    colon = "mapping values are not allowed" in str(getattr(error, "problem", ""))
    return f"{place}: a value that holds a colon needs quotes" if colon else place
