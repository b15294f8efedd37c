"""The engines that this one is compared with; each builds its index and gives what answers a query."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HITS = 20
DAYS = ("2023-01-01", "2023-04-01")


@dataclass(frozen=True, slots=True)
class Asked:
    """A query in the terms of every engine: of which class, how it joins its words, and the words."""

    kind: str
    join: str
    words: tuple[str, ...]


Answer = Callable[[Asked], Any]


def pieces(articles: int, seed: int) -> Iterable[Any]:
    """The generated articles."""
    import generate  # noqa: PLC0415

    return generate.articles(articles, seed)


def day_number(text: str) -> int:
    """A date of any precision as a number of days."""
    from index.when import bounds, parse_published  # noqa: PLC0415

    published = parse_published(text)
    return bounds(published).first.toordinal() if published else 0


def tantivy(folder: Path, articles: int, seed: int) -> tuple[dict[str, float], Answer]:
    """Tantivy with one thread, stems, texts stored for the passages."""
    import tantivy as tv  # noqa: PLC0415

    builder = tv.SchemaBuilder()
    builder.add_text_field("title", stored=True, tokenizer_name="en_stem")
    builder.add_text_field("body", stored=True, tokenizer_name="en_stem")
    for name in ("source", "language", "month"):
        builder.add_text_field(name, stored=True, tokenizer_name="raw", fast=True)
    builder.add_integer_field("day", indexed=True, fast=True, stored=True)
    schema = builder.build()
    index = tv.Index(schema, path=str(folder))
    writer = index.writer(heap_size=200_000_000, num_threads=1)
    rows = [
        (
            piece.title,
            piece.text,
            piece.outlet.name,
            piece.language,
            piece.published[:7],
            day_number(piece.published),
        )
        for piece in pieces(articles, seed)
    ]
    began = time.process_time()
    for title, body, source, language, month, day in rows:
        writer.add_document(
            tv.Document(title=title, body=body, source=source, language=language, month=month, day=day)
        )
    writer.commit()
    writer.wait_merging_threads()
    seconds = time.process_time() - began
    rows.clear()
    index.reload()
    searcher = index.searcher()
    first, last = map(day_number, DAYS)
    counts = {name: {"terms": {"field": name, "size": 1_000}} for name in ("source", "language", "month")}

    def answer(asked: Asked) -> Any:
        words = asked.words
        if asked.join == "prefix":
            query = tv.Query.regex_query(schema, "body", f"{words[0]}.*")
        else:
            text = {"phrase": f'"{" ".join(words)}"', "OR": " OR ".join(words)}.get(
                asked.join, " AND ".join(words)
            )
            if asked.join == "days":
                text += f" AND day:[{first} TO {last - 1}]"
            query = index.parse_query(text, ["body"])
        if asked.join == "newest":
            return searcher.search(query, HITS, order_by_field="day").hits
        found = searcher.search(query, HITS)
        if asked.join != "page":
            return found.hits
        passages = tv.SnippetGenerator.create(searcher, query, schema, "body")
        hits = [searcher.doc(address) for _, address in found.hits]
        return (
            found.count,
            [passages.snippet_from_doc(hit).fragment() for hit in hits],
            searcher.aggregate(query, counts),
        )

    size = sum(path.stat().st_size for path in folder.iterdir() if path.suffix != ".store")
    return {"index s": seconds, "MB": size / 1e6}, answer


def fts5(folder: Path, articles: int, seed: int) -> tuple[dict[str, float], Answer]:
    """SQLite FTS5 on disk, without the texts, with a table of facts beside it."""
    import sqlite3  # noqa: PLC0415

    db = sqlite3.connect(folder / "words.db")
    db.execute("CREATE VIRTUAL TABLE words USING fts5(title, body, content='', tokenize='porter unicode61')")
    db.execute("CREATE TABLE facts (number INTEGER PRIMARY KEY, source, language, month, day INTEGER)")
    db.execute("CREATE INDEX facts_day ON facts (day)")
    db.execute("CREATE TABLE texts (number INTEGER PRIMARY KEY, title, body)")
    rows = list(enumerate(pieces(articles, seed), 1))
    with db:
        db.executemany("INSERT INTO texts VALUES (?, ?, ?)", ((n, p.title, p.text) for n, p in rows))
    began = time.process_time()
    with db:
        db.executemany(
            "INSERT INTO words (rowid, title, body) VALUES (?, ?, ?)", ((n, p.title, p.text) for n, p in rows)
        )
        db.executemany(
            "INSERT INTO facts VALUES (?, ?, ?, ?, ?)",
            ((n, p.outlet.name, p.language, p.published[:7], day_number(p.published)) for n, p in rows),
        )
        db.execute("INSERT INTO words (words) VALUES ('optimize')")
    seconds = time.process_time() - began
    rows.clear()
    first, last = map(day_number, DAYS)
    by_rank = f"SELECT rowid FROM words WHERE words MATCH ? ORDER BY rank LIMIT {HITS}"
    beside = "FROM words JOIN facts ON facts.number = words.rowid WHERE words MATCH ?"

    def answer(asked: Asked) -> Any:
        words = asked.words
        match asked.join:
            case "phrase":
                text = f'"{" ".join(words)}"'
            case "prefix":
                text = f"{words[0]}*"
            case "OR":
                text = " OR ".join(words)
            case _:
                text = " AND ".join(words)
        text = f"body : ({text})"
        if asked.join == "newest":
            return db.execute(f"SELECT number {beside} ORDER BY day DESC LIMIT {HITS}", (text,)).fetchall()
        if asked.join == "days":
            days = f"SELECT number {beside} AND day >= ? AND day < ? ORDER BY rank LIMIT {HITS}"
            return db.execute(days, (text, first, last)).fetchall()
        found = db.execute(by_rank, (text,)).fetchall()
        if asked.join != "page":
            return found
        texts = [
            db.execute("SELECT title, body FROM texts WHERE number = ?", row).fetchone() for row in found
        ]
        total = db.execute("SELECT count(*) FROM words WHERE words MATCH ?", (text,)).fetchone()
        counted = [
            db.execute(f"SELECT {name}, count(*) {beside} GROUP BY 1", (text,)).fetchall()
            for name in ("source", "language", "month")
        ]
        return total, [body[:220] for _, body in texts], counted

    size = (
        db.execute("SELECT sum(pgsize) FROM dbstat WHERE name LIKE 'words%'").fetchone()[0]
        if _has_dbstat(db)
        else 0
    )
    return {"index s": seconds, "MB": size / 1e6}, answer


def _has_dbstat(db: Any) -> bool:
    return any(name == "dbstat" for (name,) in db.execute("SELECT name FROM pragma_module_list"))


def whoosh(folder: Path, articles: int, seed: int) -> tuple[dict[str, float], Answer]:
    """Whoosh as it comes, with stems; nothing stored."""
    from whoosh import fields, index, qparser, query, sorting  # noqa: PLC0415
    from whoosh.analysis import StemmingAnalyzer  # noqa: PLC0415

    text = {"analyzer": StemmingAnalyzer(minsize=1), "stored": False}
    schema = fields.Schema(
        number=fields.NUMERIC(stored=True),
        title=fields.TEXT(**text),
        body=fields.TEXT(**text),
        source=fields.ID(sortable=True),
        language=fields.ID(sortable=True),
        month=fields.ID(sortable=True),
        day=fields.NUMERIC(sortable=True),
    )
    rows = list(enumerate(pieces(articles, seed), 1))
    began = time.process_time()
    found_in = index.create_in(folder, schema)
    writer = found_in.writer(limitmb=256)
    for n, p in rows:
        writer.add_document(
            number=n, title=p.title, body=p.text, source=p.outlet.name, language=p.language,
            month=p.published[:7], day=day_number(p.published),
        )  # fmt: skip
    writer.commit()
    seconds = time.process_time() - began
    rows.clear()
    searcher = found_in.searcher()
    parser = qparser.QueryParser("body", schema)
    first, last = map(day_number, DAYS)

    def answer(asked: Asked) -> Any:
        words = asked.words
        text = {"phrase": f'"{" ".join(words)}"', "prefix": f"{words[0]}*", "OR": " OR ".join(words)}
        parsed = parser.parse(text.get(asked.join, " AND ".join(words)))
        if asked.join == "newest":
            return searcher.search(parsed, limit=HITS, sortedby=sorting.FieldFacet("day", reverse=True))
        if asked.join == "days":
            parsed = query.And([parsed, query.NumericRange("day", first, last - 1)])
        if asked.join != "page":
            return searcher.search(parsed, limit=HITS)
        facets = [sorting.FieldFacet(name, maptype=sorting.Count) for name in ("source", "language", "month")]
        return [searcher.search(parsed, limit=HITS, groupedby=facet).groups() for facet in facets]

    size = sum(path.stat().st_size for path in folder.iterdir())
    return {"index s": seconds, "MB": size / 1e6}, answer


def xapian(folder: Path, articles: int, seed: int) -> tuple[dict[str, float], Answer]:
    """Xapian with stems and places, from the packages of the system: ``python3-xapian``."""
    # An environment of its own does not see those of the system; the others of ours come first.
    sys.path.append("/usr/lib/python3/dist-packages")
    import xapian as xp  # noqa: PLC0415

    rows = list(enumerate(pieces(articles, seed), 1))
    began = time.process_time()
    database = xp.WritableDatabase(str(folder), xp.DB_CREATE_OR_OPEN)
    words = xp.TermGenerator()
    words.set_stemmer(xp.Stem("en"))
    for number, piece in rows:
        document = xp.Document()
        words.set_document(document)
        words.index_text(piece.title)
        words.increase_termpos()
        words.index_text(piece.text)
        document.add_value(0, xp.sortable_serialise(day_number(piece.published)))
        for slot, value in enumerate((piece.outlet.name, piece.language, piece.published[:7]), 1):
            document.add_value(slot, value)
        document.set_data(piece.text)
        database.replace_document(number, document)
    database.commit()
    database.close()
    seconds = time.process_time() - began
    rows.clear()
    database = xp.Database(str(folder))
    parser = xp.QueryParser()
    parser.set_database(database)
    parser.set_stemmer(xp.Stem("en"))
    parser.set_stemming_strategy(xp.QueryParser.STEM_SOME)
    parser.set_default_op(xp.Query.OP_AND)
    flags = xp.QueryParser.FLAG_BOOLEAN | xp.QueryParser.FLAG_PHRASE | xp.QueryParser.FLAG_WILDCARD
    first, last = map(day_number, DAYS)

    def answer(asked: Asked) -> Any:
        text = {
            "phrase": f'"{" ".join(asked.words)}"',
            "prefix": f"{asked.words[0]}*",
            "OR": " OR ".join(asked.words),
        }.get(asked.join, " ".join(asked.words))
        query = parser.parse_query(text, flags)
        if asked.join == "days":
            ends = (xp.sortable_serialise(first), xp.sortable_serialise(last - 1))
            days = xp.Query(xp.Query.OP_VALUE_RANGE, 0, *ends)
            query = xp.Query(xp.Query.OP_FILTER, query, days)
        search = xp.Enquire(database)
        search.set_query(query)
        if asked.join == "newest":
            search.set_sort_by_value(0, True)
        if asked.join != "page":
            return [hit.docid for hit in search.get_mset(0, HITS)]
        spies = [xp.ValueCountMatchSpy(slot) for slot in (1, 2, 3)]
        for spy in spies:
            search.add_matchspy(spy)
        found = search.get_mset(0, HITS, database.get_doccount())  # looks at all, for an exact total
        passages = [found.snippet(hit.document.get_data(), 220, xp.Stem("en")) for hit in found]
        counted = [[each.termfreq for each in spy.values()] for spy in spies]
        return found.get_matches_estimated(), passages, counted

    size = sum(path.stat().st_size for path in folder.iterdir())
    return {"index s": seconds, "MB": size / 1e6}, answer


def ripgrep(folder: Path, articles: int, seed: int) -> tuple[dict[str, float], Answer]:
    """Ripgrep with one thread, over an article a line: it filters, and knows no order and no dates."""
    program = shutil.which("rg")
    if program is None:
        raise FileNotFoundError("rg is not installed")
    file = folder / "articles.txt"
    with file.open("w", encoding="utf-8") as out:
        out.writelines(" ".join(f"{p.title} {p.text}".split()) + "\n" for p in pieces(articles, seed))

    def answer(asked: Asked) -> Any:
        words = asked.words
        wanted = {"phrase": [" ".join(words)], "OR": ["|".join(words)]}.get(asked.join, list(words))
        ends = "" if asked.join == "prefix" else r"\b"
        left = b""
        for number, word in enumerate(wanted):
            command = [program, "--threads=1", "--ignore-case", "--no-line-number", rf"\b(?:{word}){ends}"]
            # What the first word leaves goes through the next one, as in a pipe.
            given: dict[str, Any] = {"input": left} if number else {"stdin": subprocess.DEVNULL}
            path = [] if number else [str(file)]
            left = subprocess.run([*command, *path], stdout=subprocess.PIPE, check=False, **given).stdout
        return left.count(b"\n")

    return {"MB": 0.0}, answer
