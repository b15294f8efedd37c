"""JSON: one article, a list of articles, or an object that holds such a list.

The file is read into memory as a whole; what is larger than that allows belongs into JSON Lines. A
record that cannot be used is reported, and the others are read.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from index.readers.draft import Draft, Problem, UnreadableError
from index.readers.encoding import decode
from index.readers.fields import canonical_sha256, lower_keys, make_draft
from index.readers.files import read_whole
from index.readers.json_values import Keys, NotJSONError, id_of, parse, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

#: Names of the list in an object that holds one.
LISTS = ("articles", "items", "documents")


def read(path: Path) -> Iterator[Draft | Problem]:
    """Read a JSON file.

    A record's key is its ``id``, or ``#3`` for the third without one; a single article has none. The
    hash of a record in a list is that of its canonical form, since its bytes are not kept apart.

    Raises:
        UnreadableError: The file cannot be opened, is not text or not JSON, or holds no articles.
    """
    data = read_whole(path)
    text, remark = decode(data)
    remarks = [remark] if remark else []
    try:
        value = parse(text)
    except NotJSONError as error:
        place = f" (line {error.line}, column {error.column})" if error.line else ""
        raise UnreadableError(f"it {error.reason}{place}") from error
    del text
    records = _records(value)
    if records is None:
        if not isinstance(value, dict):
            raise UnreadableError("it holds neither an article nor a list of articles")
        values = lower_keys(value)
        sha256 = hashlib.sha256(data).hexdigest()
        yield make_draft(values, text_of(values), record="", raw_sha256=sha256, remarks=remarks)
        return
    if not records:
        raise UnreadableError("it holds no articles")
    keys = Keys()
    for number, record in enumerate(records, 1):
        yield _draft(record, number, keys, remarks)
        remarks = []


def _records(value: object) -> list[object] | None:
    """The list of records; ``None`` when the value is not a list and holds none."""
    if isinstance(value, list):
        return value
    if isinstance(value, dict):
        values = lower_keys(value)
        for name in LISTS:
            records = values.get(name)
            if isinstance(records, list) and not text_of(values):
                return records
    return None


def _draft(record: object, number: int, keys: Keys, remarks: list[str]) -> Draft | Problem:
    if not isinstance(record, dict):
        return Problem(f"#{number}", f"record {number} is not an article")
    values = lower_keys(record)
    key, taken = keys.take(id_of(values) or f"#{number}")
    if taken:
        remarks = [*remarks, "its id was given before in this file"]
    try:
        sha256 = canonical_sha256(record)
    except RecursionError:
        return Problem(key, f"record {number} is nested too deeply")
    name = f"record {number}"
    return make_draft(values, text_of(values), record=key, name=name, raw_sha256=sha256, remarks=remarks)
