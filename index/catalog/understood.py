"""What was recognised in articles, kept: their layers, the names in them, and what was decided about names.

All of it but the decisions can be made again from the texts. Each article's layers are one packed value; the
names in them have numbers, so that a whole corpus of them can be held as a few columns (``index.entities``).
The layers of an article hold for a version of the recogniser and for the date and language that they were
made with; when one of these is another one, the article is read for names again.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.catalog.database import row_id
from index.catalog.reading import Reading, published_of
from index.entities.model import Name, Ruled

if TYPE_CHECKING:
    from index.model import Kind, Published

#: ``layers`` that fit: the version, and what the dates and the language of the article are now.
_FITS = "l.version = ? AND l.published = coalesce(c.published, '') AND l.language = a.language"

_WITH_LAYERS = (
    "FROM articles a LEFT JOIN copies c ON c.id = a.shown LEFT JOIN layers l ON l.article = a.number"
    " WHERE a.shown IS NOT NULL"
)


@dataclass(frozen=True, slots=True)
class Unread:
    """An article that is to be read for names."""

    number: int
    text: str
    language: str
    published: Published | None


@dataclass(frozen=True, slots=True)
class NameRow:
    """What an article calls one thing by one form.

    Attributes:
        name: The name in full.
        form: The words that stand there.
        kind: Its kind there.
        times: How often.
        speaks: Whether it makes a statement in the article.
        spoken_about: Whether a statement in it is about the thing.
    """

    name: Name
    form: str
    kind: Kind
    times: int
    speaks: bool
    spoken_about: bool


@dataclass(frozen=True, slots=True)
class Recognised:
    """What is kept of an article.

    Attributes:
        number: Its number.
        published: The date that it was read with, as it is written; empty without one.
        language: The language likewise.
        rows: Its names.
        said: Places of what is said, as ``int32`` pairs.
        body: Its layers, packed.
        fault: Why nothing was recognised; empty where all went well.
    """

    number: int
    published: str
    language: str
    rows: Sequence[NameRow]
    said: bytes
    body: bytes
    fault: str = ""


class Understood(Reading):
    """The part of ``corpus.db`` that says what articles name."""

    # -- articles -----------------------------------------------------------------------------------

    def unread(self, version: str) -> list[int]:
        """The current articles whose layers are not known in this version, the newest first."""
        rows = self._db().execute(
            f"SELECT a.number {_WITH_LAYERS} AND (l.article IS NULL OR NOT ({_FITS}))"
            " ORDER BY a.minute IS NULL, a.minute DESC, a.number DESC",
            (version,),
        )
        return [number for (number,) in rows]

    def read_for_names(self, version: str) -> int:
        """How many current articles have layers of this version."""
        (count,) = self._db().execute(f"SELECT count(*) {_WITH_LAYERS} AND {_FITS}", (version,)).fetchone()
        return int(count)

    def to_read(self, number: int) -> Unread | None:
        """An article as it is read for names; ``None`` where it is gone."""
        row = (
            self._db()
            .execute(
                "SELECT a.number, a.text, a.language, c.published, c.precision FROM articles a"
                " JOIN copies c ON c.id = a.shown WHERE a.number = ?",
                (number,),
            )
            .fetchone()
        )
        return Unread(row[0], row[1], row[2], published_of(row[3], row[4])) if row else None

    def body(self, number: int, version: str, published: str, language: str) -> bytes | None:
        """The packed layers of an article, if they are those of this version, date and language."""
        row = (
            self._db()
            .execute(
                "SELECT body FROM layers WHERE article = ? AND version = ? AND published = ?"
                " AND language = ? AND fault = ''",
                (number, version, published, language),
            )
            .fetchone()
        )
        return bytes(row[0]) if row else None

    def bodies(self, numbers: Sequence[int]) -> dict[int, bytes]:
        """The packed layers of these articles, of whatever version they are."""
        rows = self._db().execute(
            "SELECT article, body FROM layers WHERE fault = ''"
            " AND article IN (SELECT value FROM json_each(?))",
            (json.dumps(list(numbers)),),
        )
        return dict(rows)

    def said(self, numbers: Sequence[int]) -> Iterator[tuple[int, str, bytes]]:
        """Number and text of these articles, and the places of what is said in them; in no order."""
        rows: Iterator[tuple[int, str, bytes]] = self._db().execute(
            "SELECT a.number, a.text, l.said FROM articles a JOIN layers l ON l.article = a.number"
            " WHERE l.said <> x'' AND a.number IN (SELECT value FROM json_each(?))",
            (json.dumps(list(numbers)),),
        )
        return rows

    def recogniser(self) -> tuple[str, str]:
        """Who was chosen to find names when articles were read for them last, and what that came to."""
        row = self._db().execute("SELECT value FROM meta WHERE key = 'recogniser'").fetchone()
        choice, version = json.loads(row[0]) if row else ("", "")
        return choice, version

    def set_recogniser(self, choice: str, version: str) -> None:
        """Keep who finds names. Inside a transaction."""
        value = json.dumps([choice, version])
        self._db().execute("INSERT OR REPLACE INTO meta VALUES ('recogniser', ?)", (value,))

    def faults(self) -> list[tuple[str, str]]:
        """Id of each article in which nothing could be recognised, and why."""
        return list(
            self._db().execute(
                "SELECT a.id, l.fault FROM layers l JOIN articles a ON a.number = l.article"
                " WHERE l.fault <> '' AND a.shown IS NOT NULL ORDER BY a.id"
            )
        )

    def keep(self, version: str, found: Iterable[Recognised], known: NameNumbers) -> None:
        """Keep what was recognised. Inside a transaction.

        Args:
            version: Of the recogniser.
            found: What it found.
            known: The numbers that names and forms have; those that are new get one here.
        """
        db = self._db()
        db.execute("UPDATE meta SET value = value + 1 WHERE key = 'stamp'")
        stamp = self._meta("stamp")
        for each in found:
            # The article may have gone meanwhile.
            db.execute(
                "INSERT OR REPLACE INTO layers"
                " (article, version, published, language, stamp, fault, named, said, body)"
                " SELECT number, ?, ?, ?, ?, ?, ?, ?, ? FROM articles WHERE number = ?",
                (
                    version,
                    each.published,
                    each.language,
                    stamp,
                    each.fault,
                    known.packed(self, each.rows),
                    each.said,
                    each.body,
                    each.number,
                ),
            )

    def number_of_name(self, name: Name) -> int:
        """The number of a name; a new one when it is new, inside a transaction."""
        db = self._db()
        key = (name.family, name.text)
        row = db.execute("SELECT id FROM names WHERE family = ? AND text = ?", key).fetchone()
        if row is None:
            return row_id(db.execute("INSERT INTO names (family, text) VALUES (?, ?)", key))
        return int(row[0])

    def number_of_form(self, text: str) -> int:
        """The number of a form; a new one when it is new, inside a transaction."""
        db = self._db()
        row = db.execute("SELECT id FROM forms WHERE text = ?", (text,)).fetchone()
        return int(row[0]) if row else row_id(db.execute("INSERT INTO forms (text) VALUES (?)", (text,)))

    # -- columns ------------------------------------------------------------------------------------

    def stamps(self) -> tuple[int, int, int]:
        """Numbers that grow when layers, the ties between names, and decisions about them change."""
        rows = self._db().execute("SELECT key, value FROM meta WHERE key IN ('stamp', 'naming', 'ruling')")
        found = dict(rows)
        return int(found["stamp"]), int(found["naming"]), int(found["ruling"])

    def named_since(self, stamp: int) -> list[tuple[int, bytes]]:
        """Number and packed names of the articles that were read for names after a stamp."""
        return list(self._db().execute("SELECT article, named FROM layers WHERE stamp > ?", (stamp,)))

    def name_rows(self, after: int) -> list[tuple[int, str, str, int, int]]:
        """Number, family, text, spelling and entity of the names with greater numbers than ``after``."""
        return list(
            self._db().execute(
                "SELECT id, family, text, coalesce(spelling, id), coalesce(entity, spelling, id) FROM names"
                " WHERE id > ? ORDER BY id",
                (after,),
            )
        )

    def form_rows(self, after: int) -> list[tuple[int, str]]:
        """Number and text of the forms with greater numbers than ``after``."""
        return list(self._db().execute("SELECT id, text FROM forms WHERE id > ? ORDER BY id", (after,)))

    # -- names that belong together -------------------------------------------------------------------

    def new_names(self, limit: int) -> list[tuple[int, Name]]:
        """Names that were not yet compared with others, the oldest first."""
        rows = self._db().execute(
            "SELECT id, family, text FROM names WHERE spelling IS NULL ORDER BY id LIMIT ?", (limit,)
        )
        return [(id, Name(kind, text)) for id, kind, text in rows]

    def sharing_keys(self, family: str, keys: Sequence[str], limit: int) -> list[tuple[int, str, int]]:
        """Number, text and spelling of the names of a family that have one of these keys."""
        marks = ", ".join("?" * len(keys))
        rows = self._db().execute(
            # Numbers first: SQLite would rather look through all names of a family.
            "SELECT n.id, n.text, coalesce(n.spelling, n.id) FROM ("
            f"SELECT DISTINCT name FROM name_keys WHERE key IN ({marks}) ORDER BY name LIMIT ?"
            ") k CROSS JOIN names n ON n.id = k.name ORDER BY n.id",
            (*(f"{family}:{key}" for key in keys), limit),
        )
        return list(rows)

    def proposed(self, names: Iterable[Name]) -> dict[Name, int]:
        """The number of the entity that each of these names is proposed to stand for, if it is known."""
        rows = self._db().execute(
            "SELECT family, text, coalesce(entity, spelling, id) FROM names"
            " WHERE (family, text) IN (SELECT json_extract(value, '$[0]'), json_extract(value, '$[1]')"
            " FROM json_each(?))",
            (json.dumps([[name.family, name.text] for name in names]),),
        )
        return {Name(kind, text): entity for kind, text, entity in rows}

    def tied(self) -> bool:
        """Whether all that follows from the spellings of names was made from what is kept now."""
        return bool(self._meta("tied") == self.named_state())

    def named_state(self) -> str:
        """What says which layers are kept and which articles are current; another one when that changed."""
        return f"{self._meta('stamp')} {self._meta('change')}"

    def set_spelling(self, name: int, spelling: int, family: str, keys: Sequence[str]) -> None:
        """Say which name of a family another one is a spelling of, itself maybe. Inside a transaction."""
        db = self._db()
        db.execute("UPDATE names SET spelling = ? WHERE id = ?", (spelling, name))
        db.execute("UPDATE meta SET value = 0 WHERE key = 'tied' AND value <> 0")
        db.executemany(
            "INSERT OR IGNORE INTO name_keys VALUES (?, ?)", ((f"{family}:{key}", name) for key in keys)
        )

    def names_changed(self) -> None:
        """Let whoever holds names read them again. Inside a transaction."""
        self._db().execute("UPDATE meta SET value = value + 1 WHERE key = 'naming'")

    def set_ties(
        self, entities: Mapping[int, int], spellings: Mapping[str, Sequence[str]], state: str
    ) -> None:
        """Say what follows from the spellings of names. Inside a transaction.

        Args:
            entities: Names to the entities that they are proposed to stand for; of those where it changed.
            spellings: Folded names and words of names to their other spellings; all of them.
            state: The ``named_state`` that it was made from.
        """
        db = self._db()
        db.executemany(
            "UPDATE names SET entity = ? WHERE id = ?", ((entity, name) for name, entity in entities.items())
        )
        db.execute("DELETE FROM spellings")
        db.executemany(
            "INSERT INTO spellings VALUES (?, ?)",
            ((key, json.dumps(others, ensure_ascii=False)) for key, others in spellings.items()),
        )
        if entities or not self._meta("tied"):
            self.names_changed()
        db.execute("UPDATE meta SET value = ? WHERE key = 'tied'", (state,))

    def spelled(self, key: str) -> tuple[str, ...]:
        """Other spellings of a folded name or word of names, the most used first."""
        row = self._db().execute("SELECT others FROM spellings WHERE key = ?", (key,)).fetchone()
        return tuple(json.loads(row[0])) if row else ()

    # -- decisions ------------------------------------------------------------------------------------

    def ruled(self) -> tuple[Ruled, ...]:
        """What was decided about entities, the oldest first."""
        rows = self._db().execute("SELECT ruling, subject, value FROM ruled ORDER BY place")
        return tuple(Ruled(*row) for row in rows)

    def numbered(self, ids: Iterable[str]) -> dict[int, str]:
        """Numbers of the articles with these full ids, each with its id; those that are gone are left out."""
        rows = self._db().execute(
            "SELECT number, id FROM articles WHERE id IN (SELECT value FROM json_each(?))",
            (json.dumps(list(ids)),),
        )
        return dict(rows)

    def versions(self, ids: Sequence[str]) -> dict[str, set[str]]:
        """Each of these articles with all later versions of it; of one that is current, itself alone."""
        rows = self._db().execute(
            "SELECT DISTINCT a.id, b.id FROM articles a JOIN copies old ON old.article = a.number"
            " JOIN copies new ON new.origin = old.origin AND new.id > old.id"
            " JOIN articles b ON b.number = new.article"
            " WHERE a.shown IS NULL AND a.id IN (SELECT value FROM json_each(?))",
            (json.dumps(list(ids)),),
        )
        found = {id: {id} for id in ids}
        for id, later in rows:
            found[id].add(later)
        return found

    def rule(self, rulings: Sequence[Ruled]) -> None:
        """Let these be all decisions about entities, the oldest first. Inside a transaction."""
        db = self._db()
        db.execute("DELETE FROM ruled")
        db.executemany(
            "INSERT OR REPLACE INTO ruled (ruling, subject, value, place) VALUES (?, ?, ?, ?)",
            ((each.ruling, each.subject, each.value, place) for place, each in enumerate(rulings)),
        )
        db.execute("UPDATE meta SET value = value + 1 WHERE key = 'ruling'")


class NameNumbers:
    """The numbers of names and forms that were asked for before; a failed transaction makes them wrong."""

    def __init__(self) -> None:
        self._names: dict[Name, int] = {}
        self._forms: dict[str, int] = {}

    def packed(self, catalog: Understood, rows: Sequence[NameRow]) -> bytes:
        """The names of an article as they are kept; see ``index.entities.packing``."""
        from index.entities.packing import packed_names  # noqa: PLC0415  (numpy; a reader does not pack)

        return packed_names(
            (
                self._name(catalog, row.name),
                self._form(catalog, row.form),
                row.kind,
                row.times,
                row.speaks,
                row.spoken_about,
            )
            for row in rows
        )

    def _name(self, catalog: Understood, name: Name) -> int:
        number = self._names.get(name)
        if number is None:
            number = self._names[name] = catalog.number_of_name(name)
        return number

    def _form(self, catalog: Understood, text: str) -> int:
        number = self._forms.get(text)
        if number is None:
            number = self._forms[text] = catalog.number_of_form(text)
        return number
