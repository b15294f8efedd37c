"""What was read and what was searched for: marks on articles, and the history of searches.

Nothing here is written by hand, and none of it is evidence: a mark says that an article was opened or
reviewed, the history brings back what was typed. Each change is one short transaction, and several readers
of one casebook see each other's.
"""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefing.casebook.store import now
from index.text import clean_line

if TYPE_CHECKING:
    from briefing.casebook.store import Store

#: Most searches that are kept.
MOST_SEARCHES = 500


@dataclass(frozen=True, slots=True)
class Mark:
    """What was done with an article.

    Attributes:
        opened: When it was first opened: ISO 8601 in UTC, to the second; empty when it was not.
        reviewed: When it was marked as reviewed, in the same form; empty when it is not.
    """

    opened: str = ""
    reviewed: str = ""


class Marks:
    """The part of a casebook that keeps marks and searches. Safe to use from several threads."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def mark_opened(self, article_id: str) -> None:
        """Note that an article was opened. The first time counts; each later one costs a look and no write.

        Raises:
            WorkspaceError: It could not be kept.
        """
        with self._store.reading() as connection:
            known = connection.execute(
                "SELECT 1 FROM marks WHERE article_id = ? AND opened IS NOT NULL", (article_id,)
            ).fetchone()
        if known:
            return
        with self._store.writing() as connection:
            connection.execute(
                "INSERT INTO marks (article_id, opened) VALUES (?, ?)"
                " ON CONFLICT (article_id) DO UPDATE SET opened = coalesce(opened, excluded.opened)",
                (article_id, now()),
            )

    def mark_reviewed(self, article_id: str, reviewed: bool) -> None:
        """Note that an article is reviewed, or is not any more. Marking it twice keeps the first time.

        Raises:
            WorkspaceError: It could not be kept.
        """
        with self._store.writing() as connection:
            if reviewed:
                connection.execute(
                    "INSERT INTO marks (article_id, reviewed) VALUES (?, ?)"
                    " ON CONFLICT (article_id) DO UPDATE"
                    " SET reviewed = coalesce(reviewed, excluded.reviewed)",
                    (article_id, now()),
                )
            else:
                connection.execute("DELETE FROM marks WHERE article_id = ? AND opened IS NULL", (article_id,))
                connection.execute("UPDATE marks SET reviewed = NULL WHERE article_id = ?", (article_id,))

    def marks(self, ids: Collection[str] | None = None) -> dict[str, Mark]:
        """The marks of those of these articles that have any, by id; of all articles without ``ids``."""
        query = "SELECT article_id, coalesce(opened, ''), coalesce(reviewed, '') FROM marks"
        only = "" if ids is None else " WHERE article_id IN (SELECT value FROM json_each(?))"
        with self._store.reading() as connection:
            rows = connection.execute(query + only, () if ids is None else (json.dumps(list(ids)),))
            return {article: Mark(opened, reviewed) for article, opened, reviewed in rows}

    def remember_search(self, text: str) -> None:
        """Put a search in front of the history. One that is there already moves; an empty one is not kept.

        Raises:
            WorkspaceError: It could not be kept.
        """
        search = clean_line(text)
        if not search or search == self._last_search():
            return
        with self._store.writing() as connection:
            connection.execute("DELETE FROM searches WHERE text = ?", (search,))
            connection.execute("INSERT INTO searches (text) VALUES (?)", (search,))
            connection.execute(
                "DELETE FROM searches WHERE number NOT IN"
                " (SELECT number FROM searches ORDER BY number DESC LIMIT ?)",
                (MOST_SEARCHES,),
            )

    def searches(self) -> tuple[str, ...]:
        """The searches that were remembered, the newest first."""
        with self._store.reading() as connection:
            rows = connection.execute("SELECT text FROM searches ORDER BY number DESC")
            return tuple(text for (text,) in rows)

    def forget_searches(self) -> None:
        """Remove all searches, and overwrite where they stood in the file.

        Raises:
            WorkspaceError: They could not be removed.
        """
        with self._store.erasing() as connection:
            connection.execute("DELETE FROM searches")

    def _last_search(self) -> str:
        with self._store.reading() as connection:
            row = connection.execute("SELECT text FROM searches ORDER BY number DESC LIMIT 1").fetchone()
        return str(row[0]) if row else ""
