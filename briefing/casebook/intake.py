"""Notes that come in from files: what is new is added, what was edited outside is taken, nothing is lost.

A note that was changed on both sides since it was written out stays as it is here, and is named. All that
comes in at once is one step, so it can be undone at once.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefing.casebook.anchors import Anchor, find_quotes, make_anchor
from briefing.casebook.note import NOTES, Evidence, Note, copies_read, note_of
from briefing.casebook.note_rows import change_of, insert_note, keep_evidence
from briefing.casebook.steps import Change, Steps, take
from briefing.casebook.store import now
from index.model import Span

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Mapping

    from briefing.casebook.exchange.record import Draft


@dataclass(frozen=True, slots=True)
class Intake:
    """What came of taking notes in.

    Attributes:
        new: Notes that were not here.
        changed: Notes that were edited outside and are so here now.
        same: Notes that are here as they came.
        failures: What was not taken, and why, as a clause: where it stands, and the reason.
    """

    new: int = 0
    changed: int = 0
    same: int = 0
    failures: tuple[tuple[str, str], ...] = ()


class _RefusedError(Exception):
    """A note cannot be taken in; the text is a clause."""


class Incoming(Steps):
    """The part of a casebook that takes notes in."""

    def take_in(self, drafts: Iterable[tuple[str, Draft]], evidence: Mapping[str, Evidence]) -> Intake:
        """Take notes in, as one step.

        Args:
            drafts: Where each note stands, for the report, and the note.
            evidence: Articles that came with them, by id. Those that are here already stay as they are; a
                note that came with another text of one is not taken.

        Raises:
            WorkspaceError: It could not be kept; nothing was taken.
        """
        failures: list[tuple[str, str]] = []
        added: list[Change] = []
        changed: list[Change] = []
        same = 0
        with self._store.writing() as connection:
            for where, draft in drafts:
                try:
                    change, is_new = _taken(connection, draft, evidence)
                except _RefusedError as refused:
                    failures.append((where, str(refused)))
                    continue
                if change is None:
                    same += 1
                else:
                    (added if is_new else changed).append(change)
            if added or changed:
                number = len(added) + len(changed)
                said = "1 note taken in" if number == 1 else f"{number:,} notes taken in"
                take(connection, said, [*added, *changed])
        return Intake(len(added), len(changed), same, tuple(failures))


def _taken(
    connection: sqlite3.Connection, draft: Draft, evidence: Mapping[str, Evidence]
) -> tuple[Change | None, bool]:
    """The change that takes a note in, and whether it is a new one."""
    known = None
    if draft.id:
        row = connection.execute(f"{NOTES} WHERE id = ?", (draft.id,)).fetchone()
        known = note_of(row) if row else None
    if known is None:
        ground = _ground(connection, draft.article, evidence)
        note = _note(draft, ground)
        keep_evidence(connection, ground)
        return insert_note(connection, note), True
    if connection.execute("SELECT 1 FROM notes WHERE id = ? AND deleted IS NOT NULL", (known.id,)).fetchone():
        raise _RefusedError(f"it was deleted here; briefing note restore {known.id} brings it back")
    ground = _ground(connection, draft.article, evidence)
    note = _note(draft, ground)
    change = change_of(
        known,
        {
            "body": note.body,
            "tags": list(note.tags),
            "grade": note.grade,
            "marking": note.marking or None,
        },
    )
    if change is None:
        return None, False
    if (draft.version, draft.changed) != (known.version, known.changed):
        raise _RefusedError("it was changed here as well since it was written out; what is here stays")
    return change, False


def _note(draft: Draft, ground: Evidence) -> Note:
    time = now()
    return Note(
        id=draft.id or os.urandom(6).hex(),
        article=draft.article,
        body=draft.body,
        anchor=_anchor(draft.anchor, ground),
        created=draft.created or time,
        changed=draft.changed or draft.created or time,
        tags=draft.tags,
        grade=draft.grade,
        marking=draft.marking,
        version=max(1, draft.version),
        let_go=draft.let_go,
    )


def _anchor(anchor: Anchor | None, ground: Evidence) -> Anchor | None:
    """The anchor as it holds in the evidence; one whose words stand elsewhere in it is put there."""
    if anchor is None:
        return None
    if ground.text[anchor.start : anchor.end] == anchor.exact:
        return make_anchor(ground.text, Span(anchor.start, anchor.end))
    places = find_quotes(ground.text, anchor.exact)
    if not places:
        raise _RefusedError("its passage does not stand in its article")
    return make_anchor(ground.text, min(places, key=lambda span: abs(span.start - anchor.start)))


def _ground(connection: sqlite3.Connection, article: str, evidence: Mapping[str, Evidence]) -> Evidence:
    row = connection.execute(
        "SELECT article_id, title, text, copies, taken FROM evidence WHERE article_id = ?", (article,)
    ).fetchone()
    if row is not None:
        if article in evidence and evidence[article].text != row[2]:
            raise _RefusedError(f"the text of article {article} that came with it is not the one kept here")
        return Evidence(row[0], row[1], row[2], copies_read(row[3]), row[4])
    if article in evidence:
        return evidence[article]
    raise _RefusedError(f"its article {article} is neither here nor in the evidence that came with it")
