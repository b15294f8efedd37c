"""JSON as the two JSON readers need it: parsing that survives hostile values, and keys of records."""

from __future__ import annotations

import json
from hashlib import blake2b
from typing import TYPE_CHECKING

from index.readers.fields import TEXT_FIELDS, as_line, as_text
from index.text import clean_line

if TYPE_CHECKING:
    from collections.abc import Mapping

_LONGEST_KEY = 200
_LONGEST_NUMBER = 20


class NotJSONError(Exception):
    """It cannot be parsed.

    Attributes:
        reason: A clause without its subject: "is not JSON".
        line: Where, counted from 1; 0 when that cannot be said.
        column: Where in the line, counted from 1; 0 when that cannot be said.
    """

    def __init__(self, reason: str, line: int = 0, column: int = 0) -> None:
        super().__init__(reason)
        self.reason = reason
        self.line = line
        self.column = column


def parse(text: str) -> object:
    """Parse JSON; raw control characters in strings are let through, NaN and the infinities are null.

    Raises:
        NotJSONError: It is not JSON, or nested too deeply.
    """
    try:
        return json.loads(text, strict=False, parse_int=_whole, parse_constant=_nothing)
    except json.JSONDecodeError as error:
        raise NotJSONError("is not JSON", error.lineno, error.colno) from error
    except RecursionError as error:
        raise NotJSONError("is nested too deeply") from error
    except MemoryError as error:
        raise NotJSONError("is too large for the memory of this machine") from error


def text_of(record: Mapping[str, object]) -> str:
    """The text of a record with keys in lower case; empty when it has none."""
    texts = (as_text(record.get(name)) for name in TEXT_FIELDS)
    return next((text for text in texts if text.strip()), "")


def id_of(record: Mapping[str, object]) -> str:
    """The id that a record gives itself, cleaned; empty when it has none that could serve as a key."""
    said = record.get("id")
    key = clean_line(as_line(said)) if isinstance(said, str | int | float) else ""
    return key if len(key) <= _LONGEST_KEY else ""


class Keys:
    """Gives each record of one file a key of its own; holds eight bytes for each, not the keys."""

    def __init__(self) -> None:
        self._seen: dict[int, int] = {}

    def take(self, key: str) -> tuple[str, bool]:
        """The key, or ``key#2``, ``key#3`` ... when it was taken before, and whether it was."""
        count = self._count(key)
        if count == 1:
            return key, False
        while True:
            numbered = f"{key}#{count}"
            if self._count(numbered) == 1:
                return numbered, True
            count = self._count(key)

    def _count(self, key: str) -> int:
        digest = int.from_bytes(blake2b(key.encode("utf-8", "replace"), digest_size=8).digest())
        self._seen[digest] = self._seen.get(digest, 0) + 1
        return self._seen[digest]


def _whole(digits: str) -> int | str:
    # Python refuses to make numbers of thousands of digits; as text they do no harm.
    return int(digits) if len(digits) <= _LONGEST_NUMBER else digits


def _nothing(_: str) -> None:
    return None
