"""One article read for names, in the form in which it is kept: in a process of its own, or in this one."""

from __future__ import annotations

import base64
import json
from typing import TYPE_CHECKING, Any

from index.catalog import NameRow, Recognised, Unread
from index.entities.model import Name
from index.entities.packing import packed, packed_places
from index.extraction import extract
from index.model import Article, Copy, Origin, Published
from index.understanding.rows import rows_of

if TYPE_CHECKING:
    from index.extraction.recogniser import Recogniser


def recognised(unread: Unread, recogniser: Recogniser | None = None) -> Recognised:
    """Read an article for names; without a recogniser the built-in tagger finds them."""
    published = unread.published
    copy = Copy("", "", published, "", unread.language, Origin(""), "", "")
    article = Article(unread.number, "", "", False, unread.text, unread.language, (copy,))
    layers = extract(article, recogniser=recogniser)
    return Recognised(
        number=unread.number,
        published=published.value if published else "",
        language=unread.language,
        rows=rows_of(layers),
        said=packed_places(statement.content for statement in layers.statements),
        body=packed(layers),
    )


def broken(unread: Unread, fault: str) -> Recognised:
    """What is kept of an article that cannot be read for names, so that it is not tried for ever."""
    published = unread.published.value if unread.published else ""
    return Recognised(unread.number, published, unread.language, (), b"", b"", fault)


# -- between processes ------------------------------------------------------------------------------


def as_bytes(unread: Unread) -> bytes:
    """An article on its way to the process that reads it."""
    published = unread.published
    dated = [published.value, published.precision] if published else None
    return json.dumps([unread.number, unread.text, unread.language, dated]).encode()


def answer(data: bytes) -> object:
    """What the process answers; ``from_answer`` reads it."""
    number, text, language, dated = json.loads(data)
    found = recognised(Unread(number, text, language, Published(*dated) if dated else None))
    return [
        found.number,
        found.published,
        found.language,
        [
            [row.name.family, row.name.text, row.form, row.kind, row.times, row.speaks, row.spoken_about]
            for row in found.rows
        ],
        base64.b64encode(found.said).decode(),
        base64.b64encode(found.body).decode(),
    ]


def from_answer(value: Any) -> Recognised:
    """What was recognised, from the answer of the process."""
    number, published, language, rows, said, body = value
    return Recognised(
        number,
        published,
        language,
        tuple(NameRow(Name(kind, text), *rest) for kind, text, *rest in rows),
        base64.b64decode(said),
        base64.b64decode(body),
    )
