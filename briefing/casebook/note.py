"""What a note is, what it stands on, and how both lie in the file. It changes nothing."""

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from briefing.casebook.anchors import Anchor
from briefing.errors import BriefingError, UsageError
from index.model import Copy, Origin, Published
from index.text import clean, clean_line, harmless

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

_CANDIDATES_NAMED = 10

#: What ``note_of`` reads.
NOTES = (
    'SELECT id, article_id, body, exact, prefix, suffix, "start", "end", created, changed, tags, grade,'
    " marking, version, let_go FROM notes"
)

#: Follows the table where notes in sight are asked for by their article: by itself SQLite takes the index
#: of what was deleted, and goes through all notes that were not.
BY_ARTICLE = "INDEXED BY notes_in_sight"

_NOT_IN_A_TAG = re.compile(r"[\s,]+")


@dataclass(frozen=True, slots=True)
class Note:
    """The analyst's words on an article.

    Attributes:
        id: 12 hex digits.
        article: Id of the article.
        body: The words, in Markdown, as they were written; only what could drive a terminal is taken out.
        anchor: The passage that it is about; ``None`` when it is about the whole article.
        created: ISO 8601 in UTC, to the second.
        changed: The same, of the last change.
        tags: In order, without ``#``.
        grade: Credibility of what the passage says, 1 to 6; ``None`` while it is not judged.
        marking: A label of the scheme; empty for that of its article.
        version: Grows with each change of the words.
        let_go: Id of the newer version of the article in which a proposed place was let go; usually empty.
    """

    id: str
    article: str
    body: str
    anchor: Anchor | None
    created: str
    changed: str
    tags: tuple[str, ...] = ()
    grade: int | None = None
    marking: str = ""
    version: int = 1
    let_go: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """An article as it was when the first note was written on it.

    Attributes:
        article: Id of the article.
        title: Its title.
        text: Its text; anchors count in it.
        copies: Its copies at that time, the one shown first.
        taken: When it was copied: ISO 8601 in UTC, to the second.
    """

    article: str
    title: str
    text: str
    copies: tuple[Copy, ...]
    taken: str


class ChangedMeanwhileError(BriefingError):
    """A note has other words by now than those that were to be replaced.

    Attributes:
        ours: The words that were not kept; empty when the note was to be deleted.
        theirs: The note as it is now; ``None`` when it was deleted.
    """

    def __init__(self, id: str, ours: str, theirs: Note | None, hint: str = "") -> None:
        done = "changed" if theirs else "deleted"
        if not ours:
            advice = "It is not deleted: read it, then delete it again."
        elif theirs:
            advice = "Both texts are kept: compare them, then write again."
        else:
            advice = "Write it as a new note."
        super().__init__(f"another reader {done} note {clean_line(id)} in the meantime", hint or advice)
        self.ours = ours
        self.theirs = theirs


def written(body: str) -> str:
    """The words of a note as they are kept: spaces and tabs stay, since they mean something in Markdown.

    Raises:
        UsageError: No words are left to keep.
    """
    if not clean(body):
        raise UsageError("cannot keep an empty note", "Write what you want to remember.")
    return harmless(body).strip("\n")


def named_tags(tags: Iterable[str]) -> tuple[str, ...]:
    """Tags as they are kept: small letters, no ``#``, hyphens for spaces, each once, in order.

    Raises:
        UsageError: Nothing is left of one.
    """
    found = set()
    for tag in tags:
        name = _NOT_IN_A_TAG.sub("-", clean_line(tag).lstrip("#").strip()).strip("-").casefold()
        if not name:
            raise UsageError(f'cannot use "{clean_line(tag)}" as a tag', "A tag is a word, such as militia.")
        found.add(name)
    return tuple(sorted(found))


def note_of(row: tuple[Any, ...]) -> Note:
    """A note from a row of ``NOTES``."""
    tags, grade, marking, version, let_go = row[10:]
    return Note(
        id=row[0],
        article=row[1],
        body=row[2],
        anchor=None if row[3] is None else Anchor(*row[3:8]),
        created=row[8],
        changed=row[9],
        tags=tuple(json.loads(tags)),
        grade=grade,
        marking=marking or "",
        version=version,
        let_go=let_go or "",
    )


def find_note(connection: sqlite3.Connection, id: str, *, deleted: bool = False) -> Note:
    """Find the one note whose id starts like this, among those in sight or among those deleted.

    Raises:
        BriefingError: No note, or more than one, has this id.
    """
    named = clean_line(id)
    start = named.lower()
    # First by the index of ids: a change of many notes looks for each of them.
    whole = connection.execute(
        f"{NOTES} WHERE id = ? AND (deleted IS NOT NULL) = ?", (start, deleted)
    ).fetchone()
    if whole is not None:
        return note_of(whole)
    rows = connection.execute(
        f"{NOTES} WHERE substr(id, 1, length(?)) = ? AND (deleted IS NOT NULL) = ? ORDER BY id LIMIT ?",
        (start, start, deleted, _CANDIDATES_NAMED + 1),
    ).fetchall()
    if not start or not rows:
        kind, list_ = ("deleted note", "note list --deleted") if deleted else ("note", "note list")
        raise BriefingError(f'there is no {kind} "{named}"', f"briefing {list_} shows all notes.")
    if len(rows) > 1:
        listed = ", ".join(row[0] for row in rows[:_CANDIDATES_NAMED])
        more = " and others" if len(rows) > _CANDIDATES_NAMED else ""
        raise BriefingError(f'"{named}" fits more than one note: {listed}{more}', "Type more of the id.")
    return note_of(rows[0])


def copies_written(copies: tuple[Copy, ...]) -> str:
    """The copies of an article as JSON.

    It is ASCII: a path may hold bytes that are not text, which only so can be kept exactly.
    """
    return json.dumps([asdict(copy) for copy in copies])


def copies_read(content: str) -> tuple[Copy, ...]:
    """The copies of an article from ``copies_written``."""
    return tuple(_copy(each) for each in json.loads(content))


def _copy(record: dict[str, Any]) -> Copy:
    published = record["published"]
    return Copy(
        **{
            **record,
            "origin": Origin(**record["origin"]),
            "published": None if published is None else Published(**published),
        }
    )
