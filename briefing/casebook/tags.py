"""Tags of notes: which there are, and how they are given, taken and renamed on many notes at once."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from briefing.casebook.note import BY_ARTICLE, NOTES, find_note, named_tags, note_of
from briefing.casebook.note_rows import change_of
from briefing.casebook.steps import Steps, take
from briefing.errors import BriefingError
from index.text import clean_line

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable, Sequence

    from briefing.casebook.note import Note


class Tags(Steps):
    """The part of a casebook that keeps tags. Each change is one step, on however many notes."""

    def tags(self) -> dict[str, int]:
        """All tags and on how many notes each is, the most used first."""
        with self._store.reading() as connection:
            return dict(
                connection.execute(
                    "SELECT value, count(*) FROM notes, json_each(tags) WHERE deleted IS NULL"
                    " GROUP BY value ORDER BY count(*) DESC, value"
                )
            )

    def articles_tagged(self, tag: str, *, begins: bool = False) -> list[str]:
        """Return the ids of the articles with a note that has this tag, or one that begins so.

        Raises:
            UsageError: It is no tag.
        """
        (name,) = named_tags([tag])
        with self._store.reading() as connection:
            rows = connection.execute(
                "SELECT DISTINCT article_id FROM notes, json_each(tags) WHERE deleted IS NULL"
                " AND CASE WHEN ? THEN substr(value, 1, length(?)) ELSE value END = ?",
                (begins, name, name),
            )
            return [article for (article,) in rows]

    def tag_notes(
        self, ids: Sequence[str], *, add: Sequence[str] = (), remove: Sequence[str] = (), sitting: str = ""
    ) -> int:
        """Give tags to notes and take others from them; returns how many notes that changed.

        Raises:
            BriefingError: No note, or more than one, has one of these ids; nothing was changed.
            UsageError: A tag is none.
            WorkspaceError: It could not be kept; nothing was changed.
        """
        given, taken = set(named_tags(add)), set(named_tags(remove))
        with self._store.writing() as connection:
            notes = [find_note(connection, id) for id in ids]
            return _retag(connection, notes, lambda tags: (tags | given) - taken, _said(add, remove), sitting)

    def tag_articles(self, ids: Sequence[str], *, add: Sequence[str] = (), remove: Sequence[str] = ()) -> int:
        """Give tags to all notes on these articles and take others from them; returns how many changed.

        Raises:
            UsageError: A tag is none.
            WorkspaceError: It could not be kept; nothing was changed.
        """
        given, taken = set(named_tags(add)), set(named_tags(remove))
        with self._store.writing() as connection:
            rows = connection.execute(
                f"{NOTES} {BY_ARTICLE} WHERE deleted IS NULL"
                " AND article_id IN (SELECT value FROM json_each(?))",
                (json.dumps(list(ids)),),
            )
            notes = [note_of(row) for row in rows]
            return _retag(connection, notes, lambda tags: (tags | given) - taken, _said(add, remove))

    def rename_tag(self, old: str, new: str) -> int:
        """Call a tag otherwise wherever it is; returns on how many notes. The new name may be in use already.

        Raises:
            BriefingError: No note has the old tag.
            UsageError: The new tag is none.
            WorkspaceError: It could not be kept; nothing was changed.
        """
        (was,), (name,) = named_tags([old]), named_tags([new])
        with self._store.writing() as connection:
            rows = connection.execute(
                f"{NOTES} WHERE deleted IS NULL AND EXISTS (SELECT 1 FROM json_each(tags) WHERE value = ?)",
                (was,),
            )
            notes = [note_of(row) for row in rows]
            if not notes:
                raise BriefingError(
                    f'no note has the tag "{clean_line(old)}"', "briefing note tags lists them."
                )
            return _retag(
                connection, notes, lambda tags: (tags - {was}) | {name}, f"tag {was} renamed to {name}"
            )


def _retag(
    connection: sqlite3.Connection,
    notes: Iterable[Note],
    retagged: Callable[[set[str]], set[str]],
    said: str,
    sitting: str = "",
) -> int:
    changes = [change_of(note, {"tags": sorted(retagged(set(note.tags)))}) for note in notes]
    found = [change for change in changes if change is not None]
    if found:
        many = f" on {len(found):,} notes" if len(found) > 1 else ""
        take(connection, f"{said}{many}", found, sitting)
    return len(found)


def _said(add: Sequence[str], remove: Sequence[str]) -> str:
    given, taken = ", ".join(named_tags(add)), ", ".join(named_tags(remove))
    parts = [f"tagged {given}" if given else "", f"tag {taken} taken off" if taken else ""]
    return ", ".join(part for part in parts if part) or "tags left as they were"
