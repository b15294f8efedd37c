"""A note and the article it stands on as plain data, to the letter, and back from data that may be wrong.

Every format that is read again is made of these records. A record from outside is checked here, field by
field; what is wrong in it is a sentence.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from briefing.casebook.anchors import Anchor
from briefing.casebook.note import Evidence, Note, copies_read, copies_written, named_tags, written
from briefing.errors import BriefingError
from index.text import clean, clean_line

if TYPE_CHECKING:
    from collections.abc import Mapping

    from index.model import Copy

Record = dict[str, Any]

_ID = re.compile(r"[0-9a-f]{12}")
_ARTICLE = re.compile(r"[0-9a-f]{20}")
_TIME = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z")
_DAY = "[0-9]{4}-[0-9]{2}-[0-9]{2}"
_PUBLISHED = {
    "year": re.compile("[0-9]{4}"),
    "month": re.compile("[0-9]{4}-[0-9]{2}"),
    "day": re.compile(_DAY),
    "minute": re.compile(_DAY + "T[0-9]{2}:[0-9]{2}(?:Z|[+-][0-9]{2}:[0-9]{2})?"),
}
_WORDS_OF_A_COPY = ("source", "author", "url", "language", "raw_sha256", "added")
_KEYS = {
    "id",
    "article",
    "body",
    "anchor",
    "tags",
    "grade",
    "marking",
    "created",
    "changed",
    "version",
    "let_go",
}


class WrongRecordError(BriefingError):
    """A record from outside cannot be taken for a note or its evidence; the message is a clause."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A note from outside.

    Attributes:
        id: Its id; empty for one that was written elsewhere and is new.
        article: Full id of its article.
        body: Its words.
        anchor: Where it holds on, or ``None``.
        tags: Its tags.
        grade: 1 to 6, or ``None``.
        marking: Its label, or empty.
        created: When it was written; empty when that is not known.
        changed: When it was changed; empty when that is not known.
        version: The version of its words; 0 when that is not known.
        let_go: As in ``Note``.
    """

    id: str
    article: str
    body: str
    anchor: Anchor | None = None
    tags: tuple[str, ...] = ()
    grade: int | None = None
    marking: str = ""
    created: str = ""
    changed: str = ""
    version: int = 0
    let_go: str = ""


def note_record(note: Note) -> Record:
    """All of a note."""
    anchor = note.anchor
    return {
        "id": note.id,
        "article": note.article,
        "body": note.body,
        "tags": list(note.tags),
        "grade": note.grade,
        "marking": note.marking or None,
        "anchor": None
        if anchor is None
        else {
            "exact": anchor.exact,
            "prefix": anchor.prefix,
            "suffix": anchor.suffix,
            "start": anchor.start,
            "end": anchor.end,
        },
        "created": note.created,
        "changed": note.changed,
        "version": note.version,
        "let_go": note.let_go or None,
    }


def draft_of(record: Mapping[str, Any]) -> Draft:
    """A note from its record; keys that it does not know are for others and are passed over.

    Raises:
        WrongRecordError: Something in it cannot be.
    """
    get = {key: record.get(key) for key in _KEYS}
    id, article = _text(get, "id"), _text(get, "article")
    if id and not _ID.fullmatch(id):
        raise WrongRecordError(f'its id "{clean_line(id)}" is not 12 hex digits')
    if not _ARTICLE.fullmatch(article):
        raise WrongRecordError("its article is not an id of 20 hex digits")
    created, changed = (_time(get, key) if get[key] else "" for key in ("created", "changed"))
    grade, version = get["grade"], get["version"] or 0
    if grade is not None and (not isinstance(grade, int) or isinstance(grade, bool) or not 1 <= grade <= 6):
        raise WrongRecordError("its grade is not a number from 1 to 6")
    if not isinstance(version, int) or isinstance(version, bool) or version < 0:
        raise WrongRecordError("its version is not a number")
    tags = get["tags"] or []
    if not isinstance(tags, list) or not all(isinstance(tag, str) for tag in tags):
        raise WrongRecordError("its tags are not a list of words")
    try:
        return Draft(
            id, article, written(_text(get, "body")), _anchor(get["anchor"]), named_tags(tags), grade,
            clean_line(_text(get, "marking")), created, changed, version,
            clean_line(_text(get, "let_go")),
        )  # fmt: skip
    except WrongRecordError:
        raise
    except BriefingError as error:
        raise WrongRecordError(error.message) from error


def evidence_record(evidence: Evidence) -> Record:
    """All of the evidence of an article."""
    return {
        "article": evidence.article,
        "title": evidence.title,
        "text": evidence.text,
        "copies": json.loads(copies_written(evidence.copies)),
        "taken": evidence.taken,
    }


def evidence_of(record: Mapping[str, Any]) -> Evidence:
    """Evidence from its record.

    Raises:
        WrongRecordError: Something in it cannot be. Whether the text is the one that its id stands for is
            not found out: a title that the analyst set is no part of the id, and the file's own is not kept.
    """
    title, text = _text(record, "title"), _text(record, "text")
    id = _text(record, "article")
    if clean(text) != text or clean_line(title) != title:
        raise WrongRecordError("its text is not as this program keeps texts")
    # A title that was derived from the text, or set by the analyst, is no part of the id.
    if not _ARTICLE.fullmatch(id) or not text:
        raise WrongRecordError("it has no text, or no id of 20 hex digits")
    taken = _time(record, "taken")
    return Evidence(id, title, text, _copies(record.get("copies", [])), taken)


def _copies(records: object) -> tuple[Copy, ...]:
    try:
        copies = copies_read(json.dumps(records))
    except (TypeError, KeyError, AttributeError) as error:
        raise WrongRecordError("its copies are not as this program writes them") from error
    return tuple(_checked(copy) for copy in copies)


def _checked(copy: Copy) -> Copy:
    """A copy with every field of its type, and with nothing in it that drives a terminal."""
    words = {name: getattr(copy, name) for name in _WORDS_OF_A_COPY}
    origin, published = copy.origin, copy.published
    texts = (*words.values(), origin.path, origin.record)
    if not all(isinstance(each, str) for each in texts) or not isinstance(origin.gone, bool):
        raise WrongRecordError("its copies are not as this program writes them")
    if published is not None and not _is_published(published.value, published.precision):
        raise WrongRecordError("a copy of it was published at no date such as 2024-04-22")
    # The path stays: it may hold bytes that are no text, and what shows it makes it harmless.
    cleaned: dict[str, Any] = {name: clean_line(value) for name, value in words.items()}
    return replace(copy, **cleaned)


def _is_published(value: object, precision: object) -> bool:
    if not isinstance(value, str) or not isinstance(precision, str):
        return False
    form = _PUBLISHED.get(precision)
    if form is None or not form.fullmatch(value):
        return False
    try:
        date.fromisoformat((value + "-01-01")[:10])
        if precision == "minute":
            datetime.fromisoformat(value)
    except ValueError:
        return False
    return True


def _time(table: Mapping[str, Any], key: str) -> str:
    value = _text(table, key)
    try:
        if not _TIME.fullmatch(value):
            raise ValueError(value)
        datetime.fromisoformat(value)
    except ValueError as error:
        raise WrongRecordError(f"{key} is not a time such as 2024-04-22T21:50:00Z") from error
    return value


def _anchor(value: object) -> Anchor | None:
    if value is None:
        return None
    if not isinstance(value, dict):
        raise WrongRecordError("its anchor is not a passage with exact, prefix, suffix, start and end")
    start, end = value.get("start"), value.get("end")
    if not isinstance(start, int) or not isinstance(end, int) or not 0 <= start < end:
        raise WrongRecordError("its anchor has no place: start and end are numbers, the end the greater one")
    return Anchor(_text(value, "exact"), _text(value, "prefix"), _text(value, "suffix"), start, end)


def _text(table: Mapping[str, Any], key: str) -> str:
    value = table.get(key)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise WrongRecordError(f"{key} is not a text")
    return value
