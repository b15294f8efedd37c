"""How notes and evidence are put into the file, and what changes when a note gets other fields.

Everything here happens inside a transaction of somebody else, who makes the step.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from briefing.casebook.note import copies_written
from briefing.casebook.steps import NOTE, Change, Fields
from briefing.errors import BriefingError

if TYPE_CHECKING:
    import sqlite3

    from briefing.casebook.anchors import Anchor
    from briefing.casebook.note import Evidence, Note


def insert_note(connection: sqlite3.Connection, note: Note) -> Change:
    """Put a new note into the file, out of sight; its evidence is there.

    Returns:
        The change that brings it into sight. So writing a note is undone as a deletion is done.
    """
    anchor = fields_of(note.anchor)
    connection.execute(
        'INSERT INTO notes (id, article_id, body, exact, prefix, suffix, "start", "end", created, changed,'
        " tags, grade, marking, version, let_go, words, deleted)"
        " VALUES (:id, :article, :body, :exact, :prefix, :suffix, :start, :end, :created, :changed, :tags,"
        " :grade, :marking, :version, :let_go, folded(:body),"
        " (SELECT coalesce(max(deleted), 0) + 1 FROM notes))",
        {
            "id": note.id,
            "article": note.article,
            "body": note.body,
            **anchor,
            "created": note.created,
            "changed": note.changed,
            "tags": json.dumps(note.tags),
            "grade": note.grade,
            "marking": note.marking or None,
            "version": note.version,
            "let_go": note.let_go or None,
        },
    )
    return Change(NOTE, note.id, {"deleted": True}, {"deleted": False})


def keep_evidence(connection: sqlite3.Connection, evidence: Evidence) -> None:
    """Keep a copy of an article, unless there is one.

    Raises:
        BriefingError: The one that is there has another text, as only an import can bring it in.
    """
    known = connection.execute(
        "SELECT text FROM evidence WHERE article_id = ?", (evidence.article,)
    ).fetchone()
    if known is not None and known[0] != evidence.text:
        raise BriefingError(
            f"cannot note on article {evidence.article}: the casebook keeps another text as its evidence",
            "It came with notes that were taken in from elsewhere. Nothing was changed.",
        )
    if known is None:
        connection.execute(
            "INSERT INTO evidence (article_id, title, text, copies, taken) VALUES (?, ?, ?, ?, ?)",
            (
                evidence.article,
                evidence.title,
                evidence.text,
                copies_written(evidence.copies),
                evidence.taken,
            ),
        )


def change_of(note: Note, fields: Fields) -> Change | None:
    """The change that gives a note these fields; ``None`` when it has them all."""
    known: Fields = {
        "article_id": note.article,
        "body": note.body,
        **fields_of(note.anchor),
        "tags": list(note.tags),
        "grade": note.grade,
        "marking": note.marking or None,
        "let_go": note.let_go or None,
    }
    after = {name: value for name, value in fields.items() if known[name] != value}
    return Change(NOTE, note.id, {name: known[name] for name in after}, after) if after else None


def fields_of(anchor: Anchor | None) -> Fields:
    """The columns of an anchor, or of a note without one."""
    if anchor is None:
        return dict.fromkeys(("exact", "prefix", "suffix", "start", "end"))
    return {
        "exact": anchor.exact,
        "prefix": anchor.prefix,
        "suffix": anchor.suffix,
        "start": anchor.start,
        "end": anchor.end,
    }
