"""Measures what a user waits for: adding, opening, searching, starting; each beside a peer in the same run.

    python tools/bench/measure.py FOLDER_OR_FILE [--workspace DIR]

Whole processes are measured from outside, as child processes; searches inside one, by class of query. The
peers are what the standard library and the system offer: SQLite FTS5 in memory over the same texts, and
ripgrep or grep over the same files. The output is Markdown. It decides nothing: no figure of it is a test,
since the same code takes twice as long on a busy machine. CPU time is given where waiting is not the point.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from itertools import pairwise
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from index import Corpus

_ROOT = Path(__file__).resolve().parents[2]
_HITS = 20
_QUERIES = 10
_REPEATS = 3
_MOST_SECONDS = 15.0
_FRESH = 5
_STARTS = 20

#: Parts of a search, each with what it adds: finding and ranking; a page of hits with passages; facets.
_PARTS: dict[str, dict[str, Any]] = {
    "match": {"limit": 0, "facets": False},
    "hits": {"limit": _HITS, "facets": False},
    "page": {"limit": _HITS, "facets": True},
}


@dataclass(frozen=True, slots=True)
class Whole:
    """What a whole process took: seconds of wall and CPU time, peak memory in MB, and what it printed."""

    wall: float
    cpu: float
    rss: float
    printed: str


@dataclass(frozen=True, slots=True)
class Sought:
    """One query in the languages of all peers.

    Attributes:
        kind: The class of query.
        ours: As typed into briefing.
        fts: The same for FTS5; empty when no words are sought, ``None`` when it has no such query.
        source: Only this outlet.
        days: Only these days, as first and last in ISO 8601, the last excluded.
        regex: The same for grep; empty when it has no such query.
    """

    kind: str
    ours: str
    fts: str | None
    source: str = ""
    days: tuple[str, str] | None = None
    regex: str = ""


def whole(command: Sequence[str], *, accept: tuple[int, ...] = (0,)) -> Whole:
    """Run a command to its end and measure it.

    Its peak memory is never less than that of this process, of which it is a copy at first: this one stays
    small.

    Raises:
        RuntimeError: It ended with an exit code that is not to be accepted.
    """
    environment = {**os.environ, "PYTHONPATH": str(_ROOT)}
    began = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=environment, cwd=_ROOT) as process:
        printed = process.stdout.read() if process.stdout else b""
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    wall = time.perf_counter() - began
    if process.returncode not in accept:
        raise RuntimeError(f"{' '.join(command)} ended with exit code {process.returncode}")
    unit = 1 if sys.platform == "darwin" else 1024
    cpu = usage.ru_utime + usage.ru_stime
    return Whole(wall, cpu, usage.ru_maxrss * unit / 1e6, printed.decode("utf-8", "replace"))


def step(name: str, *arguments: str) -> tuple[Whole, Any]:
    """Run one of ``_STEPS`` in a process of its own; returns its cost and its answer."""
    told(name)
    cost = whole([sys.executable, str(Path(__file__).resolve()), "--step", name, *arguments])
    return cost, json.loads(cost.printed)


def told(text: str) -> None:
    """Say how far it is, apart from the tables."""
    print(f"... {text}", file=sys.stderr)


# -- steps: what happens in processes of their own -------------------------------------------------


def add(workspace: str, path: str) -> dict[str, int]:
    """Add everything; returns the counts of the report."""
    with _open(workspace) as corpus:
        report = corpus.add([Path(path)])
        status = corpus.status()
    return {
        "new": report.new,
        "same": report.same,
        "failed": len(report.failures),
        "articles": status.articles,
        "catalogue": status.corpus_bytes,
        "index": status.fulltext_bytes,
    }


def opening(workspace: str, query: str) -> dict[str, float]:
    """Seconds from nothing loaded to an open corpus, and from there to the first page."""
    began = time.perf_counter()
    with _open(workspace) as corpus:
        opened = time.perf_counter()
        corpus.search(query)
        return {"open": opened - began, "first": time.perf_counter() - opened}


def choosing(workspace: str) -> dict[str, Any]:
    """Choose queries of every class from the words that the articles have; the same ones each time."""
    frequency: Counter[str] = Counter()
    size = 0
    with _open(workspace) as corpus:
        texts = _texts(corpus)
        for _, title, text, _, _ in texts:
            words = re.findall(r"[a-z]+", text.lower())
            frequency.update({word for word in words if len(word) > 3})
            size += len(title.encode()) + len(text.encode())
        samples = [re.findall(r"\w+|[^\w ]", text[2]) for text in _evenly(texts, _QUERIES)]
        sources = list(corpus.search("", limit=0).facets["source"])[:_QUERIES]
        status = corpus.status()
    queries = _queries(frequency, len(texts), samples, sources, (status.first, status.last))
    return {"bytes": size, "queries": [asdict(query) for query in queries]}


def searching(workspace: str, queries: str) -> dict[str, Any]:
    """CPU and wall milliseconds of every class of query and part of a search, in one open corpus."""
    with _open(workspace) as corpus:

        def search(query: Sought, part: str) -> int:
            return corpus.search(query.ours, **_PARTS[part]).total

        return _timed(search, _read_queries(queries))


def fts5(workspace: str, queries: str) -> dict[str, Any]:
    """The same with SQLite FTS5 in memory: Porter's stems, exact totals, passages, the same two facets."""
    with _open(workspace) as corpus:
        texts = _texts(corpus)
    db = sqlite3.connect(":memory:")
    db.execute("CREATE VIRTUAL TABLE words USING fts5(title, body, tokenize = 'porter unicode61')")
    db.execute("CREATE TABLE facts (number INTEGER PRIMARY KEY, source TEXT, day TEXT)")
    db.execute("CREATE INDEX facts_day ON facts (day)")
    began = time.process_time()
    with db:
        rows = ((number, title, text) for number, title, text, _, _ in texts)
        db.executemany("INSERT INTO words (rowid, title, body) VALUES (?, ?, ?)", rows)
        facts = ((number, source, day) for number, _, _, source, day in texts)
        db.executemany("INSERT INTO facts VALUES (?, ?, ?)", facts)
    seconds = time.process_time() - began
    pages, size = (db.execute(f"PRAGMA {name}").fetchone()[0] for name in ("page_count", "page_size"))
    stored = db.execute("SELECT sum(length(CAST(c0 AS BLOB)) + length(CAST(c1 AS BLOB))) FROM words_content")
    found = _timed(lambda query, part: _fts_search(db, query, part), _read_queries(queries))
    return {"seconds": seconds, "index": pages * size - stored.fetchone()[0], **found}


_STEPS: dict[str, Callable[..., dict[str, Any]]] = {
    work.__name__: work for work in (add, opening, choosing, searching, fts5)
}


def _open(workspace: str) -> Corpus:
    from index import open_corpus  # noqa: PLC0415  (only steps load the corpus, so that this process stays small)

    return open_corpus(workspace)


def _texts(corpus: Corpus) -> list[tuple[int, str, str, str, str]]:
    """Number, title, text, outlet and day of every article."""
    hits = corpus.search("", limit=sys.maxsize // 2, facets=False).hits
    return [
        (
            hit.number,
            hit.title,
            corpus.article(hit.id).text,
            hit.source,
            hit.published.value if hit.published else "",
        )
        for hit in hits
    ]


def _read_queries(path: str) -> list[Sought]:
    loaded = json.loads(Path(path).read_text("utf-8"))
    return [Sought(**{**query, "days": query["days"] and tuple(query["days"])}) for query in loaded]


def _evenly(things: Sequence[Any], count: int) -> list[Any]:
    """So many of the things, from everywhere between the first and the last."""
    if len(things) <= count:
        return list(things)
    return [things[at * len(things) // count] for at in range(count)]


def _queries(
    frequency: Counter[str],
    articles: int,
    samples: list[list[str]],
    sources: list[str],
    days: tuple[str, str],
) -> list[Sought]:
    """Queries of every class, from how many articles have each word."""

    def between(least: float, most: float, letters: int = 4) -> list[str]:
        ranked = sorted((count, word) for word, count in frequency.items() if least <= count <= most)
        return _evenly([word for _, word in ranked if len(word) >= letters], _QUERIES)

    def usual(word: str) -> bool:
        return 2 < frequency[word] < articles * 0.8

    rare = between(2, max(3, articles * 0.0005))
    middle = between(max(3, articles * 0.01), max(6, articles * 0.1))
    longer = between(max(3, articles * 0.01), max(6, articles * 0.1), letters=7)
    common = between(articles * 0.25, articles * 0.8)
    found = [Sought("rare word", word, word, regex=rf"\b{word}\b") for word in rare]
    found += [Sought("common word", word, word, regex=rf"\b{word}\b") for word in common]
    pairs = list(zip(common, middle, strict=False))
    found += [Sought("two words", f"{a} {b}", f"{a} AND {b}") for a, b in pairs]
    triples = zip(middle, middle[1:], middle[2:], strict=False)
    found += [Sought("OR of three", " OR ".join(three), " OR ".join(three)) for three in triples]
    for words in samples:
        pairs_here = (f"{a} {b}" for a, b in pairwise(words) if usual(a) and usual(b))
        if phrase := next(pairs_here, ""):
            found.append(Sought("phrase", f'"{phrase}"', f'"{phrase}"', regex=rf"\b{phrase}\b"))
    found += [Sought("prefix", f"{word[:3]}*", f"{word[:3]}*", regex=rf"\b{word[:3]}") for word in middle]
    found += [Sought("fuzzy", f"{word[:3]}{word[4:]}~", None) for word in longer]
    if days[0][:7] < days[1][:7]:
        for word, (first, last) in zip(common, _quarters(days), strict=False):
            dated = f"{word} after:{first} before:{last}"
            found.append(Sought("word and dates", dated, word, days=(first, last)))
    for word, source in zip(common, sources, strict=False):
        found.append(Sought("word and outlet", f'{word} source:"{source}"', word, source=source))
    return [*found, Sought("everything", "", "")]


def _quarters(days: tuple[str, str]) -> list[tuple[str, str]]:
    """Spans of three months between two days, as ``2024-04`` and ``2024-07``."""
    first, last = (int(day[:4]) * 12 + int(day[5:7] or 1) - 1 for day in days)
    months = range(first, last + 1)
    starts = _evenly(months, _QUERIES)
    return [(f"{at // 12}-{at % 12 + 1:02}", f"{(at + 3) // 12}-{(at + 3) % 12 + 1:02}") for at in starts]


def _timed(search: Callable[[Sought, str], int], queries: Sequence[Sought]) -> dict[str, Any]:
    """Milliseconds by class of query and part of a search.

    Every query runs once before it counts, and then ``_REPEATS`` times; a class ends early when it takes
    too long. A query that ``search`` has no answer to (it returns -1) is left out.
    """
    classes: dict[str, Any] = {}
    for kind in dict.fromkeys(query.kind for query in queries):
        answers = [(query, search(query, "match")) for query in queries if query.kind == kind]
        answered = [(query, total) for query, total in answers if total >= 0]
        if not answered:
            continue
        found: dict[str, Any] = {"queries": len(answered), "total": median(total for _, total in answered)}
        for part in _PARTS:
            found[part] = _timed_part(search, [query for query, _ in answered], part)
        classes[kind] = found
    return {"classes": classes}


def _timed_part(search: Callable[[Sought, str], int], queries: list[Sought], part: str) -> dict[str, float]:
    cpu: list[float] = []
    wall: list[float] = []
    until = time.process_time() + _MOST_SECONDS
    for query in queries:
        search(query, part)
        for _ in range(_REPEATS):
            began = time.perf_counter(), time.process_time()
            search(query, part)
            wall.append((time.perf_counter() - began[0]) * 1000)
            cpu.append((time.process_time() - began[1]) * 1000)
        if time.process_time() > until:
            break
    return {
        "p50": _percentile(cpu, 50),
        "p95": _percentile(cpu, 95),
        "wall50": _percentile(wall, 50),
        "wall95": _percentile(wall, 95),
    }


def _percentile(values: list[float], percent: int) -> float:
    ranked = sorted(values)
    return ranked[min(len(ranked) - 1, len(ranked) * percent // 100)]


def _fts_search(db: sqlite3.Connection, query: Sought, part: str) -> int:
    """Search as ``Corpus.search`` does, in SQL; returns the total, or -1 when FTS5 has no such query."""
    if query.fts is None:
        return -1
    joined = "words JOIN facts ON facts.number = words.rowid"
    conditions, values = (["words MATCH ?"], [query.fts]) if query.fts else (["1"], [])
    if query.source:
        conditions.append("source = ?")
        values.append(query.source)
    if query.days:
        conditions.append("day >= ? AND day < ?")
        values += query.days
    condition = " AND ".join(conditions)
    tables = "facts" if not query.fts else joined if query.source or query.days else "words"
    (total,) = db.execute(f"SELECT count(*) FROM {tables} WHERE {condition}", values).fetchone()
    columns, order = ("words.rowid", "rank") if query.fts else ("number", "day DESC")
    if query.fts and part != "match":
        columns = "title, snippet(words, 1, '[', ']', '...', 30)"
    best = f"SELECT {columns} FROM {tables} WHERE {condition} ORDER BY {order} LIMIT {_HITS}"
    db.execute(best, values).fetchall()
    if part == "page":
        tables = joined if query.fts else "facts"
        for facet in ("source", "substr(day, 1, 7)"):
            db.execute(
                f"SELECT {facet}, count(*) FROM {tables} WHERE {condition} GROUP BY 1", values
            ).fetchall()
    return int(total)


# -- the report ------------------------------------------------------------------------------------


def report(path: Path, workspace: Path, scratch: Path) -> None:
    """Measure everything and print it as it comes."""
    print(f"# {path.name}\n\nPython {platform.python_version()}, SQLite {sqlite3.sqlite_version}, ", end="")
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} at the start. MB are 1,000,000 bytes.\n")
    cost, added = step("add", str(workspace), str(path))
    again, same = step("add", str(workspace), str(path))
    _, chosen = step("choosing", str(workspace))
    queries = scratch / "queries.json"
    queries.write_text(json.dumps(chosen["queries"]), "utf-8")
    peer_cost, peer = step("fts5", str(workspace), str(queries))
    new, unchanged, held, seconds = added["new"], same["same"], added["articles"], peer["seconds"]
    _table(
        ("adding, whole processes", "articles", "wall s", "CPU s", "articles/CPU s", "peak MB"),
        [
            ("add", new, cost.wall, cost.cpu, new / cost.cpu, cost.rss),
            ("add, nothing changed", unchanged, again.wall, again.cpu, unchanged / again.cpu, again.rss),
            ("FTS5 in memory, inserts only", held, "", seconds, held / seconds, ""),
            ("add against FTS5", "", "", f"{cost.cpu / seconds:.1f} x", "", ""),
        ],
    )
    size = chosen["bytes"]
    sizes = {
        "text with titles": size,
        "catalogue, which holds the text": added["catalogue"],
        "index": added["index"],
        "FTS5 without the text": peer["index"],
    }
    _table(("size", "MB", "x text"), [(name, held / 1e6, held / size) for name, held in sizes.items()])
    searched, ours = step("searching", str(workspace), str(queries))
    _search_table(ours["classes"], peer["classes"])
    print(f"Peak while searching: {searched.rss:.0f} MB; FTS5 with all texts: {peer_cost.rss:.0f} MB.\n")
    wanted = [Sought(**query) for query in chosen["queries"]]
    _grep_table(path, wanted, ours["classes"])
    _start_table(workspace, next((query.ours for query in wanted if query.kind == "common word"), "said"))
    print(f"Load at the end: {os.getloadavg()[0]:.1f}.")


def _search_table(ours: dict[str, Any], peer: dict[str, Any]) -> None:
    rows = []
    for kind, found in ours.items():
        other = peer.get(kind)
        rows.append(
            (
                kind,
                found["queries"],
                found["total"],
                *(f"{found[part]['p50']:.1f} / {found[part]['p95']:.1f}" for part in _PARTS),
                f"{found['page']['wall50']:.1f} / {found['page']['wall95']:.1f}",
                f"{other['match']['p50']:.1f}" if other else "",
                f"{other['page']['p50']:.1f}" if other else "",
                f"{found['match']['p50'] / other['match']['p50']:.1f}" if other else "",
                f"{found['page']['p50'] / other['page']['p50']:.1f}" if other else "",
            )
        )
    _table(
        (
            "search, p50 / p95 in ms",
            "queries",
            "found",
            "match CPU",
            f"+ {_HITS} hits with passages, CPU",
            "+ facets = page, CPU",
            "page, wall",
            "FTS5 match",
            "FTS5 page",
            "ratio match",
            "ratio page",
        ),
        rows,
    )


def _grep_table(path: Path, queries: list[Sought], ours: dict[str, Any]) -> None:
    """How long it takes to look through the files instead: names of files, or lines of the one file."""
    program = shutil.which("rg") or shutil.which("grep")
    if program is None:
        return
    name = Path(program).name
    flags = ["-i", "-c" if path.is_file() else "-l", *(["-r", "-E"] if name == "grep" else [])]
    rows = []
    for kind in ours:
        patterns = [query.regex for query in queries if query.kind == kind and query.regex][:_FRESH]
        if not patterns:
            continue
        told(f"{name}: {kind}")
        costs = [whole([program, *flags, "-e", pattern, str(path)], accept=(0, 1)) for pattern in patterns]
        cpu = median(cost.cpu for cost in costs) * 1000
        rows.append((kind, median(cost.wall for cost in costs) * 1000, cpu, ours[kind]["page"]["p50"] / cpu))
    _table((f"{name} over the files, median ms", "wall", "CPU", "our page against it, CPU"), rows)


def _start_table(workspace: Path, query: str) -> None:
    told("starts")
    program = Path(sys.executable).with_name("briefing")
    briefing = [str(program)] if program.exists() else [sys.executable, "-m", "briefing"]
    bare: list[Whole] = []
    version: list[Whole] = []
    for _ in range(_STARTS):
        bare.append(whole([sys.executable, "-c", "pass"]))
        version.append(whole([*briefing, "--version"]))
    opened = [step("opening", str(workspace), query)[1] for _ in range(_FRESH)]
    searches = [whole([*briefing, "--workspace", str(workspace), "search", query]) for _ in range(_FRESH)]

    def row(name: str, costs: list[Whole]) -> tuple[object, ...]:
        wall, cpu = median(cost.wall for cost in costs), median(cost.cpu for cost in costs)
        base_wall, base_cpu = median(cost.wall for cost in bare), median(cost.cpu for cost in bare)
        rss = median(cost.rss for cost in costs)
        return (name, len(costs), wall * 1000, cpu * 1000, wall / base_wall, cpu / base_cpu, rss)

    shown = "briefing" if program.exists() else "python -m briefing"
    _table(
        ("fresh processes, medians", "runs", "wall ms", "CPU ms", "x bare, wall", "x bare, CPU", "peak MB"),
        [
            row("python -c pass", bare),
            row(f"{shown} --version", version),
            row(f"{shown} search {query}", searches),
        ],
    )
    first, then = (median(found[name] for found in opened) * 1000 for name in ("open", "first"))
    print(f"Inside a fresh process: open after {first:.0f} ms, the first page {then:.0f} ms later (wall).\n")


def _table(head: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """Print a Markdown table; numbers with as many digits as mean something."""
    print("| " + " | ".join(head) + " |")
    print("|---" + "|---:" * (len(head) - 1) + "|")
    for row in rows:
        print("| " + " | ".join(_shown(value) for value in row) + " |")
    print(flush=True)


def _shown(value: object) -> str:
    if isinstance(value, float):
        return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"
    return f"{value:,}" if isinstance(value, int) else str(value)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; returns the exit code."""
    parser = argparse.ArgumentParser(prog="measure.py", description="Measure adding, searching and starting.")
    parser.add_argument("path", type=Path, help="file or folder to add")
    parser.add_argument("--workspace", type=Path, help="new folder to keep (a temporary one)")
    chosen = parser.parse_args(arguments)
    if not chosen.path.exists():
        print(f"measure.py: there is no {chosen.path}. Check the spelling.", file=sys.stderr)
        return 2
    if chosen.workspace and chosen.workspace.exists():
        print(f"measure.py: {chosen.workspace} is there already. Name a new folder.", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory(prefix="briefing-bench-") as folder:
        scratch = Path(folder)
        report(chosen.path.resolve(), (chosen.workspace or scratch / "workspace").resolve(), scratch)
    return 0


if __name__ == "__main__":
    if sys.argv[1:2] == ["--step"]:
        print(json.dumps(_STEPS[sys.argv[2]](*sys.argv[3:])))
        sys.exit(0)
    sys.exit(main())
