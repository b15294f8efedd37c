"""The tables of the casebook, layout by layout. One that was released never changes; a new one is added.

``folded`` is a function of ours that every connection knows (``store.folded``).
"""

from __future__ import annotations

#: One tuple of statements a layout; its place in the table, from 1, is the layout's number.
MIGRATIONS: tuple[tuple[str, ...], ...] = (
    (
        """
        CREATE TABLE evidence (
            article_id TEXT NOT NULL PRIMARY KEY CHECK (article_id <> ''),
            title TEXT NOT NULL,
            text TEXT NOT NULL,
            copies TEXT NOT NULL CHECK (copies <> ''),
            taken TEXT NOT NULL CHECK (taken GLOB '????-??-??T??:??:??Z')
        )
        """,
        """
        CREATE TABLE notes (
            number INTEGER PRIMARY KEY,
            id TEXT NOT NULL UNIQUE CHECK (length(id) = 12 AND id NOT GLOB '*[^0-9a-f]*'),
            article_id TEXT NOT NULL REFERENCES evidence (article_id),
            body TEXT NOT NULL CHECK (body <> ''),
            exact TEXT,
            prefix TEXT,
            suffix TEXT,
            "start" INTEGER,
            "end" INTEGER,
            created TEXT NOT NULL CHECK (created GLOB '????-??-??T??:??:??Z'),
            changed TEXT NOT NULL CHECK (changed GLOB '????-??-??T??:??:??Z'),
            deleted INTEGER UNIQUE,
            CHECK (
                (exact IS NULL AND prefix IS NULL AND suffix IS NULL AND "start" IS NULL AND "end" IS NULL)
                OR (prefix IS NOT NULL AND suffix IS NOT NULL AND "start" >= 0
                    AND "end" - "start" = length(exact) AND exact <> '')
            )
        )
        """,
        "CREATE INDEX notes_of_article ON notes (article_id)",
        """
        CREATE TRIGGER evidence_never_changes BEFORE UPDATE ON evidence
        BEGIN SELECT RAISE(ABORT, 'evidence never changes'); END
        """,
        """
        CREATE TRIGGER evidence_never_goes BEFORE DELETE ON evidence
        BEGIN SELECT RAISE(ABORT, 'evidence never goes'); END
        """,
    ),
    (
        """
        CREATE TABLE marks (
            article_id TEXT NOT NULL PRIMARY KEY CHECK (article_id <> ''),
            opened TEXT CHECK (opened GLOB '????-??-??T??:??:??Z'),
            reviewed TEXT CHECK (reviewed GLOB '????-??-??T??:??:??Z'),
            CHECK (opened IS NOT NULL OR reviewed IS NOT NULL)
        ) WITHOUT ROWID
        """,
        """
        CREATE TABLE searches (
            number INTEGER PRIMARY KEY AUTOINCREMENT,
            text TEXT NOT NULL UNIQUE CHECK (text <> '')
        )
        """,
    ),
    (
        "ALTER TABLE notes ADD COLUMN tags TEXT NOT NULL DEFAULT '[]' CHECK (tags LIKE '[%]')",
        "ALTER TABLE notes ADD COLUMN grade INTEGER CHECK (grade BETWEEN 1 AND 6)",
        "ALTER TABLE notes ADD COLUMN marking TEXT CHECK (marking <> '')",
        "ALTER TABLE notes ADD COLUMN version INTEGER NOT NULL DEFAULT 1 CHECK (version > 0)",
        "ALTER TABLE notes ADD COLUMN let_go TEXT CHECK (let_go <> '')",
        # The words of the body as they are sought: folded, a space on both sides of each.
        "ALTER TABLE notes ADD COLUMN words TEXT NOT NULL DEFAULT ''",
        "UPDATE notes SET words = folded(body)",
        """
        CREATE TABLE decisions (
            kind TEXT NOT NULL CHECK (kind IN ('credibility', 'reliability', 'marking', 'source', 'published',
                'title', 'language', 'removed')),
            subject TEXT NOT NULL CHECK (subject <> ''),
            name TEXT NOT NULL CHECK (name <> ''),
            value TEXT NOT NULL CHECK (value <> ''),
            why TEXT NOT NULL,
            decided TEXT NOT NULL CHECK (decided GLOB '????-??-??T??:??:??Z'),
            PRIMARY KEY (kind, subject),
            CHECK (kind <> 'credibility' OR value IN ('1', '2', '3', '4', '5', '6')),
            CHECK (kind <> 'reliability' OR value IN ('A', 'B', 'C', 'D', 'E', 'F'))
        ) WITHOUT ROWID
        """,
        """
        CREATE TABLE steps (
            number INTEGER PRIMARY KEY AUTOINCREMENT,
            time TEXT NOT NULL CHECK (time GLOB '????-??-??T??:??:??Z'),
            said TEXT NOT NULL CHECK (said <> ''),
            sitting TEXT NOT NULL,
            state TEXT NOT NULL DEFAULT 'done' CHECK (state IN ('done', 'undone', 'left'))
        )
        """,
        """
        CREATE TABLE step_changes (
            step INTEGER NOT NULL REFERENCES steps (number),
            kind TEXT NOT NULL,
            subject TEXT NOT NULL,
            before TEXT NOT NULL,
            after TEXT NOT NULL,
            PRIMARY KEY (step, kind, subject)
        ) WITHOUT ROWID
        """,
        "CREATE INDEX step_changes_of ON step_changes (kind, subject)",
    ),
    (
        # Which open casebook made a step; of those that are older than this column nobody knows.
        "ALTER TABLE steps ADD COLUMN maker TEXT NOT NULL DEFAULT ''",
        # What is deleted is never asked for by its article; so all questions about articles read no row.
        "DROP INDEX notes_of_article",
        "CREATE INDEX notes_in_sight ON notes (article_id) WHERE deleted IS NULL",
    ),
    (
        # What was decided about entities is kept with the other decisions.
        """
        CREATE TABLE decisions_new (
            kind TEXT NOT NULL CHECK (kind IN ('credibility', 'reliability', 'marking', 'source', 'published',
                'title', 'language', 'removed', 'merged', 'split', 'renamed', 'retyped', 'ignored',
                'not_here')),
            subject TEXT NOT NULL CHECK (subject <> ''),
            name TEXT NOT NULL CHECK (name <> ''),
            value TEXT NOT NULL CHECK (value <> ''),
            why TEXT NOT NULL,
            decided TEXT NOT NULL CHECK (decided GLOB '????-??-??T??:??:??Z'),
            PRIMARY KEY (kind, subject),
            CHECK (kind <> 'credibility' OR value IN ('1', '2', '3', '4', '5', '6')),
            CHECK (kind <> 'reliability' OR value IN ('A', 'B', 'C', 'D', 'E', 'F'))
        ) WITHOUT ROWID
        """,
        "INSERT INTO decisions_new SELECT kind, subject, name, value, why, decided FROM decisions",
        "DROP TABLE decisions",
        "ALTER TABLE decisions_new RENAME TO decisions",
    ),
    (
        # When something is, and that a single mention is of another entity, are decisions, too.
        """
        CREATE TABLE decisions_new (
            kind TEXT NOT NULL CHECK (kind IN ('credibility', 'reliability', 'marking', 'source', 'published',
                'title', 'language', 'removed', 'merged', 'split', 'renamed', 'retyped', 'ignored',
                 'not_here', 'here', 'dated')),
            subject TEXT NOT NULL CHECK (subject <> ''),
            name TEXT NOT NULL CHECK (name <> ''),
            value TEXT NOT NULL CHECK (value <> ''),
            why TEXT NOT NULL,
            decided TEXT NOT NULL CHECK (decided GLOB '????-??-??T??:??:??Z'),
            PRIMARY KEY (kind, subject),
            CHECK (kind <> 'credibility' OR value IN ('1', '2', '3', '4', '5', '6')),
            CHECK (kind <> 'reliability' OR value IN ('A', 'B', 'C', 'D', 'E', 'F'))
        ) WITHOUT ROWID
        """,
        "INSERT INTO decisions_new SELECT kind, subject, name, value, why, decided FROM decisions",
        "DROP TABLE decisions",
        "ALTER TABLE decisions_new RENAME TO decisions",
    ),
)
