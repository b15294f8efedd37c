"""What somebody decided about articles in place of what their files say, and the way back.

The columns that searches read hold what was decided; what the file states is kept beside them and comes back
when the decision goes. So no search knows of decisions, and adding a file again compares it with what it
stated. An article that was replaced hands what was decided about it to the version in its place; only that it
was removed it keeps for itself, since a text that nobody has seen must not be hidden. Everything here happens
inside a transaction.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from index.model import Decided, Published

_STATED = (
    "SELECT c.id, coalesce(s.source, c.source), coalesce(s.published, c.published),"
    " coalesce(s.precision, c.precision), coalesce(s.language, c.language),"
    " CASE WHEN s.copy IS NULL THEN c.minute ELSE s.minute END"
    " FROM copies c LEFT JOIN stated_copies s ON s.copy = c.id"
    " WHERE c.article = ? AND c.superseded IS NULL ORDER BY 6 IS NULL, 6, 1"
)


# An article that has a current copy keeps its decisions for itself: it was not replaced, or not everywhere.
# Of one with several outlets, outlet and date go to the newer texts of that outlet which they are about.
_IN_FORCE = """
SELECT field, value FROM (
    SELECT d.field, d.value, old.id AS age FROM copies new
    JOIN copies old ON old.origin = new.origin AND old.article <> new.article
    JOIN articles a ON a.number = old.article JOIN decided d ON d.article = a.id
    WHERE new.article = :number AND new.superseded IS NULL AND d.field <> 'removed'
        AND NOT EXISTS (SELECT 1 FROM copies c WHERE c.article = old.article AND c.superseded IS NULL)
        AND (d.field NOT IN ('source', 'published') OR coalesce(
            (SELECT source FROM stated_copies WHERE copy = old.id), old.source
        ) = (
            SELECT coalesce(s.source, c.source) FROM copies c LEFT JOIN stated_copies s ON s.copy = c.id
            WHERE c.article = old.article
            ORDER BY CASE WHEN s.copy IS NULL THEN c.minute ELSE s.minute END IS NULL,
                CASE WHEN s.copy IS NULL THEN c.minute ELSE s.minute END, c.id LIMIT 1
        ))
    UNION ALL
    SELECT d.field, d.value, NULL FROM decided d JOIN articles a ON a.id = d.article WHERE a.number = :number
) ORDER BY age IS NULL, age
"""

_SUCCESSORS = (
    "SELECT DISTINCT new.article FROM copies old JOIN copies new ON new.origin = old.origin"
    " WHERE old.article = ? AND new.superseded IS NULL AND new.article <> old.article"
)


def replace(db: sqlite3.Connection, decisions: Iterable[Decided]) -> set[int]:
    """Let these be the decisions; returns the numbers of the articles that have to be settled anew."""
    known = set(db.execute("SELECT article, field, value FROM decided"))
    wanted = {(each.article, each.field, each.value) for each in decisions}
    db.executemany("DELETE FROM decided WHERE article = ? AND field = ? AND value = ?", known - wanted)
    db.executemany("INSERT INTO decided (article, field, value) VALUES (?, ?, ?)", wanted - known)
    numbers: set[int] = set()
    for article in {article for article, _, _ in known ^ wanted}:
        numbers.update(
            number for (number,) in db.execute("SELECT number FROM articles WHERE id = ?", (article,))
        )
    return numbers.union(*(_successors(db, number) for number in numbers))


def heirs(db: sqlite3.Connection, numbers: Iterable[int]) -> set[int]:
    """The articles that stand in the place of those of these that something was decided about."""
    found: set[int] = set()
    for number in numbers:
        if db.execute(
            "SELECT 1 FROM decided WHERE article = (SELECT id FROM articles WHERE number = ?) LIMIT 1",
            (number,),
        ).fetchone():
            found |= _successors(db, number)
    return found


def settle(db: sqlite3.Connection, number: int) -> bool:
    """Let an article and its current copies say what was decided; returns whether it is to be found at all.

    What was decided about the article itself wins over what was decided about earlier versions of it. Outlet
    and date are those of the copy that is shown, and of copies that state the same outlet.
    """
    decisions: dict[str, str] = dict(db.execute(_IN_FORCE, {"number": number}).fetchall())
    _settle_title(db, number, decisions.get("title"))
    copies = db.execute(_STATED, (number,)).fetchall()
    for copy, source, published, precision, language, minute in copies:
        about = source == copies[0][1]
        stated = (source, published, precision, language, minute)
        values = (
            decisions.get("source", source) if about else source,
            *_dated(decisions.get("published") if about else None, published, precision),
            decisions.get("language", language),
            _minute(decisions.get("published") if about else None, minute),
        )
        if values == stated:
            db.execute("DELETE FROM stated_copies WHERE copy = ?", (copy,))
        else:
            db.execute(
                "INSERT OR IGNORE INTO stated_copies (source, published, precision, language, minute, copy)"
                " VALUES (?, ?, ?, ?, ?, ?)",
                (*stated, copy),
            )
        db.execute(
            "UPDATE copies SET source = ?, published = ?, precision = ?, language = ?, minute = ?"
            " WHERE id = ?",
            (*values, copy),
        )
    return "removed" not in decisions


def _successors(db: sqlite3.Connection, number: int) -> set[int]:
    """The articles that the origins of an article point to now, other than itself."""
    return {successor for (successor,) in db.execute(_SUCCESSORS, (number,))}


def _settle_title(db: sqlite3.Connection, number: int, decided: str | None) -> None:
    if decided is not None:
        db.execute(
            "INSERT OR IGNORE INTO stated_titles (article, title, title_derived)"
            " SELECT number, title, title_derived FROM articles WHERE number = ?",
            (number,),
        )
        db.execute("UPDATE articles SET title = ?, title_derived = 0 WHERE number = ?", (decided, number))
        return
    stated = db.execute(
        "SELECT title, title_derived FROM stated_titles WHERE article = ?", (number,)
    ).fetchone()
    if stated is not None:
        db.execute("UPDATE articles SET title = ?, title_derived = ? WHERE number = ?", (*stated, number))
        db.execute("DELETE FROM stated_titles WHERE article = ?", (number,))


def _dated(decided: str | None, published: str, precision: str) -> tuple[str, str]:
    found = _read(decided)
    return (found.value, found.precision) if found else (published, precision)


def _minute(decided: str | None, minute: int | None) -> int | None:
    found = _read(decided)
    if found is None:
        return minute
    from index.when import first_minute  # noqa: PLC0415  (whoever only reads need not load it)

    return first_minute(found)


def _read(decided: str | None) -> Published | None:
    if not decided:
        return None
    from index.when import parse_published  # noqa: PLC0415  (whoever only reads need not load it)

    return parse_published(decided)
