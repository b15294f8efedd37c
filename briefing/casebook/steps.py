"""Every change of what the analyst wrote, as a step: what was, what is, and the way back and forth.

A step says what was done in words and holds, for each thing that it touched, the fields before and after.
``undo`` goes one step back and ``redo`` one on; a new step leaves those that were undone where they are, to
be read in the history and no more. Nothing that was ever written is removed. Opening, reviewing and
searching are no steps: nobody wrote them.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from briefing.casebook.store import now
from briefing.errors import BriefingError
from index.text import clean_line

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

    from briefing.casebook.store import Store

Fields = dict[str, Any]

#: The kind of a step's change that is about a note; the others are the kinds of decisions.
NOTE = "note"

_NOTE_COLUMNS = (
    "article_id",
    "body",
    "exact",
    "prefix",
    "suffix",
    "start",
    "end",
    "grade",
    "marking",
    "let_go",
)
# Characters of a note that tell which one is meant.
_SAID_OF_A_NOTE = 40

# What is out of sight, or was let go, was not rewritten by it.
_UNWRITTEN = {"deleted", "let_go"}


@dataclass(frozen=True, slots=True)
class Change:
    """What a step did to one thing.

    Attributes:
        kind: ``note``, or the kind of a decision.
        subject: Id of the note, or what the decision is about.
        before: Of a note the fields that changed, as they were; of a decision all, or none.
        after: The same, as they are.
    """

    kind: str
    subject: str
    before: Fields
    after: Fields


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the history.

    Attributes:
        number: Later ones are greater.
        time: When it was made: ISO 8601 in UTC, to the second.
        said: What was done, in words.
        state: ``done``; ``undone``, which ``redo`` brings back; ``left``, undone before a later step.
        change: What it did to the thing whose history this is.
    """

    number: int
    time: str
    said: str
    state: str
    change: Change


@dataclass(frozen=True, slots=True)
class LastStep:
    """The step that ``undo`` would take back.

    Attributes:
        number: Later ones are greater.
        said: What was done, in words, with the first words of the note that it was done to.
        made_here: Whether this casebook made it since it was opened; another window, a command or an
            earlier start of the program made all others.
    """

    number: int
    said: str
    made_here: bool


class Steps:
    """The part of a casebook that changes by steps. Safe to use from several threads."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def changes(self) -> int:
        """A number that is another one after any change, of this process or another; for asking often."""
        return self._store.changes()

    def last_step(self) -> LastStep | None:
        """Return the step that ``undo`` would take back; ``None`` when there is none."""
        with self._store.reading() as connection:
            return _last_step(connection)

    def undo(self, step: int | None = None) -> str | None:
        """Take back the last step, whoever made it; returns it in words, ``None`` when there is none.

        Args:
            step: Number of the step that is meant; another one is not taken back.

        Raises:
            BriefingError: The last step is another one by now.
            WorkspaceError: It could not be taken back; everything is as it was.
        """
        with self._store.writing() as connection:
            last = _last_step(connection)
            if step is not None and (last is None or last.number != step):
                raise BriefingError(
                    "cannot take that step back: it is not the last one any more", "Nothing was changed."
                )
            if last is None:
                return None
            for change in reversed(_changes(connection, last.number)):
                _apply(connection, change.kind, change.subject, change.before)
            connection.execute("UPDATE steps SET state = 'undone' WHERE number = ?", (last.number,))
            return last.said

    def redo(self) -> str | None:
        """Make the step again that was undone last; returns it in words, ``None`` when there is none.

        Raises:
            WorkspaceError: It could not be made; everything is as it was.
        """
        with self._store.writing() as connection:
            row = connection.execute(
                "SELECT number, said FROM steps WHERE state = 'undone' ORDER BY number LIMIT 1"
            ).fetchone()
            if row is None:
                return None
            number, said = row
            for change in _changes(connection, number):
                _apply(connection, change.kind, change.subject, change.after)
            # Whoever made it first: it stands because it was made again here.
            connection.execute("UPDATE steps SET state = 'done', maker = maker() WHERE number = ?", (number,))
            return _with_words(connection, number, said)

    def history(self, kind: str, subject: str) -> tuple[Step, ...]:
        """Every step that touched a note (``note`` and its full id) or a decision, the oldest first."""
        with self._store.reading() as connection:
            rows = connection.execute(
                "SELECT number, time, said, state, before, after FROM step_changes"
                " JOIN steps ON number = step WHERE kind = ? AND subject = ? ORDER BY number",
                (kind, subject),
            )
            return tuple(
                Step(number, time, said, state, Change(kind, subject, json.loads(before), json.loads(after)))
                for number, time, said, state, before, after in rows
            )


def take(connection: sqlite3.Connection, said: str, changes: Sequence[Change], sitting: str = "") -> None:
    """Make a step: change the things and write it down.

    Args:
        connection: Inside a transaction.
        said: What is done, in words: ``note written``.
        changes: What to change; one for each thing.
        sitting: Names what belongs together, as the keys that are typed into one editor. A step goes on
            with the last one when both have the same sitting.
    """
    for change in changes:
        _apply(connection, change.kind, change.subject, change.after)
    connection.execute("UPDATE steps SET state = 'left' WHERE state = 'undone'")
    last = connection.execute(
        "SELECT number, sitting, state FROM steps ORDER BY number DESC LIMIT 1"
    ).fetchone()
    if sitting and last is not None and last[1:] == (sitting, "done"):
        step = last[0]
        known = {(each.kind, each.subject): each for each in _changes(connection, step)}
        changes = [_joined(known.get((each.kind, each.subject)), each) for each in changes]
        connection.execute("UPDATE steps SET time = ? WHERE number = ?", (now(), step))
    else:
        step = connection.execute(
            "INSERT INTO steps (time, said, sitting, maker) VALUES (?, ?, ?, maker())",
            (now(), said, sitting),
        ).lastrowid
    connection.executemany(
        "INSERT OR REPLACE INTO step_changes (step, kind, subject, before, after) VALUES (?, ?, ?, ?, ?)",
        (
            (step, each.kind, each.subject, json.dumps(each.before), json.dumps(each.after))
            for each in changes
        ),
    )


def _last_step(connection: sqlite3.Connection) -> LastStep | None:
    row = connection.execute(
        "SELECT number, said, maker = maker() FROM steps WHERE state = 'done' ORDER BY number DESC LIMIT 1"
    ).fetchone()
    if row is None:
        return None
    number, said, made_here = row
    return LastStep(number, _with_words(connection, number, said), bool(made_here))


def _with_words(connection: sqlite3.Connection, step: int, said: str) -> str:
    """What a step did, in words; of one that touched a single note with the first words of that note."""
    bodies = connection.execute(
        "SELECT body FROM step_changes JOIN notes ON id = subject WHERE step = ? AND kind = ? LIMIT 2",
        (step, NOTE),
    ).fetchall()
    if len(bodies) != 1:
        return said
    words = clean_line(bodies[0][0])
    return (
        f"{said}: {words if len(words) <= _SAID_OF_A_NOTE else words[: _SAID_OF_A_NOTE - 1].rstrip() + '…'}"
    )


def _joined(earlier: Change | None, later: Change) -> Change:
    if earlier is None:
        return later
    if later.kind != NOTE:
        return Change(later.kind, later.subject, earlier.before, later.after)
    return Change(NOTE, later.subject, later.before | earlier.before, earlier.after | later.after)


def _changes(connection: sqlite3.Connection, step: int) -> list[Change]:
    rows = connection.execute(
        "SELECT kind, subject, before, after FROM step_changes WHERE step = ? ORDER BY kind, subject", (step,)
    )
    return [
        Change(kind, subject, json.loads(before), json.loads(after)) for kind, subject, before, after in rows
    ]


def _apply(connection: sqlite3.Connection, kind: str, subject: str, fields: Fields) -> None:
    """Give a note these fields; let a decision be these fields, or be none."""
    if kind == NOTE:
        _apply_to_note(connection, subject, fields)
    elif fields:
        connection.execute(
            "INSERT OR REPLACE INTO decisions (kind, subject, name, value, why, decided)"
            " VALUES (:kind, :subject, :name, :value, :why, :decided)",
            {"kind": kind, "subject": subject, **fields},
        )
    else:
        connection.execute("DELETE FROM decisions WHERE kind = ? AND subject = ?", (kind, subject))


def _apply_to_note(connection: sqlite3.Connection, id: str, fields: Fields) -> None:
    values = {column: fields[column] for column in _NOTE_COLUMNS if column in fields}
    sets = [f'"{column}" = :{column}' for column in values]
    if "tags" in fields:
        sets.append("tags = :tags")
        values["tags"] = json.dumps(fields["tags"])
    if "deleted" in fields:
        number = "(SELECT coalesce(max(deleted), 0) + 1 FROM notes)" if fields["deleted"] else "NULL"
        sets.append(f"deleted = {number}")
    if "body" in fields:
        sets.append("version = version + 1, words = folded(:body)")
    if fields.keys() - _UNWRITTEN:
        sets.append("changed = :now")
    connection.execute(
        f"UPDATE notes SET {', '.join(sets)} WHERE id = :id", {**values, "now": now(), "id": id}
    )
