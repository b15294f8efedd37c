"""From a draft to an article: cleaned, named, its language found.

It is the same for all that comes in, and nothing is kept here. What is added goes on into the catalogue;
``read_file``, ``read_bytes`` and ``read_lines`` are for those who want articles and no corpus.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.catalog import Incoming
from index.language import detect, normalise
from index.model import Article, Copy, Origin
from index.readers import Draft, Problem, UnreadableError, format_of, why_not_read
from index.readers.encoding import decode
from index.readers.fields import make_draft
from index.readers.files import open_regular
from index.readers.json_lines import objects, split
from index.readers.json_values import text_of
from index.report import Failure, Given
from index.text import article_id, clean, clean_line

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import BinaryIO

_LONGEST_TEXT = 32_000_000
_TITLE_LENGTH = 90

_OUTLET_OPENING = re.compile(r"[^\W\d_][\w .&'’()-]{1,39}/ ")
_SENTENCE_END = re.compile(r"[.!?]['\"”’)]*(?= +[^\W\d_a-z])")


@dataclass(frozen=True, slots=True)
class Loose:
    """An article that belongs to no corpus.

    Attributes:
        article: It; its number is 0.
        key: The id that its record gave itself, as it gave it; ``None`` when it gave none.
        as_given: Whether its text is to the letter what was given, so that positions count in both.
        remark: A clause that whoever gave it should know; usually empty.
    """

    article: Article
    key: str | float | None
    as_given: bool
    remark: str = ""


def prepare(draft: Draft, given: Given) -> Incoming:
    """Clean a draft and name it.

    Raises:
        UnreadableError: Nothing that can be read is left of it, or it is too long.
    """
    text = clean(draft.text)
    if not text:
        raise UnreadableError("it has no readable text")
    if len(text) > _LONGEST_TEXT:
        raise UnreadableError(f"it is longer than {_LONGEST_TEXT:,} characters")
    title = clean_line(draft.title)
    return Incoming(
        record=clean_line(draft.record),
        # A derived title is no part of what the article says, so it has no part in its name.
        id=article_id(title, text),
        title=title or derive_title(text),
        title_derived=not title,
        text=text,
        source=clean_line(draft.source) or given.source,
        author=clean_line(draft.author),
        published=draft.published or given.published,
        url=clean_line(draft.url),
        language=normalise(clean_line(draft.language)) or given.language or detect(text),
        raw_sha256=draft.raw_sha256,
    )


def derive_title(text: str) -> str:
    """A title for a text that has none: its first sentence, cut at a word with ``…`` when it is long."""
    opening = _OUTLET_OPENING.match(text)
    line = text[opening.end() if opening else 0 :].lstrip().split("\n", 1)[0].strip()
    ending = _SENTENCE_END.search(line)
    if ending:
        line = line[: ending.end()]
    if len(line) <= _TITLE_LENGTH:
        return line
    cut = line.rfind(" ", 0, _TITLE_LENGTH)
    return line[: cut if cut > 0 else _TITLE_LENGTH].rstrip(" ,;:–—-") + "…"


# -- without a corpus -----------------------------------------------------------------------------


def read_file(path: Path, given: Given) -> Iterator[Loose | Failure]:
    """The articles of one file of any format, and what of it could not be read.

    Args:
        path: The file; its name says the format, as when it is added.
        given: What holds where the file does not say it.
    """
    name = clean_line(str(path))
    format = format_of(path)
    if format is None:
        yield Failure(name, _why_not_read(path))
        return
    try:
        for item in format.read(path):
            record = clean_line(item.record)
            yield _loose(item, given, Origin(name, record), record or None)
    except UnreadableError as error:
        yield Failure(name, str(error))


def _why_not_read(path: Path) -> str:
    """A file that is not there, or is none, is that before it is of no format."""
    try:
        open_regular(path).close()
    except UnreadableError as error:
        return str(error)
    return why_not_read(path)


def read_bytes(data: bytes, given: Given) -> Loose | Failure:
    """All of what these bytes say as the text of one article, without a title."""
    origin = Origin("standard input")
    try:
        text, remark = decode(data)
    except UnreadableError as error:
        return Failure(origin.path, str(error))
    sha256 = hashlib.sha256(data).hexdigest()
    return _loose(_draft({}, text, "it", sha256, remark), given, origin, None)


def read_lines(file: BinaryIO, given: Given) -> Iterator[Loose | Failure]:
    """An article or a failure for each line of JSON Lines that is not blank, as soon as the line is there."""
    for line in objects(split(file)):
        origin = Origin(line.record if isinstance(line, Problem) else line.name)
        if isinstance(line, Problem):
            yield Failure(origin.path, line.reason)
            continue
        text, id = text_of(line.values), line.values.get("id")
        key = id if isinstance(id, str | int | float) and not isinstance(id, bool) else None
        draft = _draft(line.values, text, line.name, line.raw_sha256, line.remark)
        yield _loose(draft, given, origin, key, text)


def _draft(values: dict[str, object], text: str, name: str, raw_sha256: str, remark: str) -> Draft | Problem:
    remarks = [remark] if remark else []
    return make_draft(values, text, record="", name=name, raw_sha256=raw_sha256, remarks=remarks)


def _loose(
    item: Draft | Problem, given: Given, origin: Origin, key: str | float | None, text: str | None = None
) -> Loose | Failure:
    """The article of a draft.

    Args:
        item: The draft, or what there is in its place.
        given: What holds where it does not say it.
        origin: Where it was found.
        key: The id that it gave itself.
        text: What was given as its text; ``None`` where that was the bytes that were read.
    """
    where = ", ".join(filter(None, (origin.path, origin.record)))
    if isinstance(item, Problem):
        return Failure(where, item.reason)
    try:
        made = prepare(item, given)
    except UnreadableError as error:
        return Failure(where, str(error))
    if text is None:
        as_given = hashlib.sha256(made.text.encode()).hexdigest() == made.raw_sha256
    else:
        as_given = text == made.text
    copy = Copy(
        made.source, made.author, made.published, made.url, made.language, origin, made.raw_sha256, ""
    )
    article = Article(0, made.id, made.title, made.title_derived, made.text, made.language, (copy,))
    return Loose(article, key, as_given, item.remark)
