"""A note as a Markdown file with front matter, and back.

What stands under ``about`` is for whoever opens the file, and is not read again.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Any

import yaml

from briefing.casebook.exchange.record import Draft, Record, WrongRecordError, draft_of, note_record
from index.text import clean_line

if TYPE_CHECKING:
    from briefing.casebook.note import Evidence, Note

_FENCE = "---\n"
_LONGEST_NAME = 48  # with letters of four bytes a name of a file still has room for the id
_MAY_BE_NONE = {"grade", "version", "marking", "let_go", "anchor", "tags", "created", "changed"}
_NONE = ("null", "~", "")
_NOT_IN_A_NAME = re.compile(r"[^\w]+")


def file_name(note: Note, evidence: Evidence) -> str:
    """A name for the file of a note: words of its article's title, and its id, which no other has."""
    plain = unicodedata.normalize("NFC", evidence.title).lower()
    words = _NOT_IN_A_NAME.sub("-", plain).strip("-")[:_LONGEST_NAME].strip("-")
    return f"{words}-{note.id}.md" if words else f"{note.id}.md"


def to_markdown(note: Note, evidence: Evidence, marking: str = "") -> str:
    """The file of a note: front matter between two fences, then its words as they are.

    Under ``about`` stands the label that holds for it, its own or that of its article.
    """
    record = note_record(note)
    body = record.pop("body")
    copy = evidence.copies[0] if evidence.copies else None
    about: Record = {
        "marking": marking or note.marking or None,
        "title": evidence.title,
        "source": copy.source if copy else "",
        "published": copy.published.value if copy and copy.published else None,
        "url": copy.url if copy else "",
    }
    front = yaml.safe_dump({**record, "about": about}, allow_unicode=True, sort_keys=False, width=10_000)
    return f"{_FENCE}{front}{_FENCE}\n{body}\n"


def from_markdown(content: str) -> Draft:
    """A note from its file.

    Raises:
        WrongRecordError: There is no front matter, or something in it cannot be.
    """
    content = content.replace("\r\n", "\n").removeprefix("\ufeff")
    if not content.startswith(_FENCE):
        raise WrongRecordError("it has no front matter: its first line is not ---")
    front, fence, body = content[len(_FENCE) :].partition(f"\n{_FENCE}")
    if not fence:
        raise WrongRecordError("its front matter does not end: there is no second line ---")
    try:
        table = _read(front)
    except (yaml.YAMLError, ValueError) as error:
        first = clean_line(str(error)).partition(" in ")[0]
        raise WrongRecordError(f"its front matter is not YAML: {first}") from error
    if not isinstance(table, dict):
        raise WrongRecordError("its front matter holds no keys")
    return draft_of({**_typed(table), "body": body.removeprefix("\n").removesuffix("\n")})


def _read(front: str) -> Any:
    loader = _Loader(front)
    try:
        return loader.get_single_data()
    finally:
        loader.dispose()


class _Loader(yaml.BaseLoader):
    """YAML as text only, so that an id of digits stays what it is; an alias would make much out of little."""

    def compose_node(self, parent: Any, index: Any) -> Any:
        if self.check_event(yaml.events.AliasEvent):
            raise yaml.YAMLError("it has an alias")
        return super().compose_node(parent, index)


def _typed(table: Record) -> Record:
    """The values that are no text: numbers, and what is not there."""
    typed: Record = {
        key: None if key in _MAY_BE_NONE and value in _NONE else value for key, value in table.items()
    }
    _count(typed, "grade", "version")
    if isinstance(typed.get("anchor"), dict):
        _count(typed["anchor"], "start", "end")
    return typed


def _count(table: Record, *keys: str) -> None:
    for key in keys:
        value = table.get(key)
        if isinstance(value, str) and value.isascii() and value.isdigit():
            table[key] = int(value[:12])
