"""This engine beside others, over the same generated articles and with the same queries, in one table.

    python tools/bench/engines.py --articles 20000 [--engines ours,tantivy,fts5,whoosh] [--keep FOLDER]

Every engine runs in a process of its own, one after the other, and answers each query of each class several
times; what is counted is CPU time of that process. ``ours`` is what the program uses; ``whoosh`` is the
library as it comes; ``fts5`` is SQLite; ``tantivy`` has to be installed (the extra ``bench``), ``xapian`` and
``ripgrep`` by the system (``python3-xapian``, which fits the Python of the system). An engine that is not
there is left out and said. Ratios are to ours: 2.0 is twice as slow as ours.
"""

from __future__ import annotations

import argparse
import csv
import gc
import json
import math
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import asdict
from itertools import pairwise
from pathlib import Path
from typing import Any

_ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(_ROOT), str(Path(__file__).parent)]

from peers import (  # noqa: E402
    DAYS,
    HITS,
    Answer,
    Asked,
    fts5,
    pieces,
    ripgrep,
    tantivy,
    whoosh,
    xapian,
)

_QUERIES = 10
_REPEATS = 4
_SAMPLE = 5_000
_MOST_SECONDS = 20.0
_ENGINES = ("ours", "tantivy", "fts5", "xapian", "ripgrep", "whoosh")


def chosen(articles: int, seed: int) -> list[Asked]:
    """Queries of every class, by how many of the first articles have each word; the same ones each time."""
    import generate  # noqa: PLC0415

    frequency: Counter[str] = Counter()
    pairs: Counter[tuple[str, str]] = Counter()
    sample = min(articles, _SAMPLE)
    for piece in generate.articles(sample, seed):
        words = re.findall(r"[a-z]{3,}", piece.text.lower())
        frequency.update(set(words))
        pairs.update(set(pairwise(words[:80])))

    def between(least: float, most: float) -> list[str]:
        ranked = sorted((count, word) for word, count in frequency.items() if least <= count / sample <= most)
        return [ranked[at * len(ranked) // _QUERIES][1] for at in range(min(_QUERIES, len(ranked)))]

    rare, middle, common = between(0, 0.001), between(0.02, 0.15), between(0.3, 1)
    twos = list(zip(common, middle, strict=False))
    near = [pair for pair, count in pairs.most_common(400) if count > 1 and len(pair[0]) > 2]
    return [
        *(Asked("rare word", "", (word,)) for word in rare),
        *(Asked("common word", "", (word,)) for word in common),
        *(Asked("AND of two", "AND", pair) for pair in twos),
        *(
            Asked("AND of three common", "AND", three)
            for three in zip(common, common[1:], common[2:], strict=False)
        ),
        *(Asked("OR of three", "OR", three) for three in zip(middle, middle[1:], common, strict=False)),
        *(Asked("phrase", "phrase", pair) for pair in near[:: max(1, len(near) // _QUERIES)][:_QUERIES]),
        *(Asked("prefix", "prefix", (word[:3],)) for word in middle),
        *(Asked("newest first", "newest", (word,)) for word in common),
        *(Asked("word and days", "days", (word,)) for word in common),
        *(Asked("full page", "page", (word,)) for word in (*common[:5], *middle[:5])),
    ]


# -- engines: each builds its index, and gives what answers a query ---------------------------------


def ours(folder: Path, articles: int, seed: int) -> tuple[dict[str, float], Answer]:
    """This program: the index alone for single questions, the corpus for a full page."""
    from index import open_corpus  # noqa: PLC0415
    from index.catalog import FileState, Incoming  # noqa: PLC0415
    from index.fulltext.matches import best  # noqa: PLC0415
    from index.text import article_id  # noqa: PLC0415
    from index.when import parse_published  # noqa: PLC0415

    corpus = open_corpus(folder)
    catalog = corpus._catalog  # noqa: SLF001
    with catalog.transaction():
        file = catalog.keep_file("/generated", FileState(0, -1, 0, "", '["", "", ""]'), "JSON Lines", 1, 1)
        for piece in pieces(articles, seed):
            catalog.place(
                file,
                Incoming(
                    record=str(piece.number),
                    id=article_id(piece.title, piece.text),
                    title=piece.title,
                    title_derived=False,
                    text=piece.text,
                    source=piece.outlet.name,
                    author=piece.author,
                    published=parse_published(piece.published),
                    url="",
                    language=piece.language,
                    raw_sha256="0" * 64,
                ),
            )
    began = time.process_time()
    corpus.catch_up()
    indexed = time.process_time() - began
    fulltext = corpus._fulltext()  # noqa: SLF001
    began = time.process_time()
    fulltext.merge()
    merged = time.process_time() - began
    corpus.close()
    corpus = open_corpus(folder, catch_up=False)
    fulltext = corpus._fulltext()  # noqa: SLF001
    began = time.process_time()
    fulltext.change  # noqa: B018
    opened = time.process_time() - began
    began = time.process_time()
    corpus.warm()
    warmed = time.process_time() - began
    columns = catalog.columns()
    first, last = DAYS

    def text_of(asked: Asked) -> str:
        words = asked.words
        match asked.join:
            case "phrase":
                return f'"{" ".join(words)}"'
            case "prefix":
                return f"{words[0]}*"
            case "OR":
                return " OR ".join(words)
            case "days":
                return f"{words[0]} after:{first} before:{last}"
            case _:
                return " ".join(words)

    def answer(asked: Asked) -> Any:
        if asked.join == "page":
            return corpus.search(text_of(asked), limit=HITS)
        tree = corpus.parse(text_of(asked)).tree
        if asked.join == "newest":
            found = fulltext.search(tree, scored=False)
            return columns.first(found.numbers, HITS, newest_first=True)
        found = fulltext.search(tree)
        return best(found.numbers, found.scores, HITS)

    typed = _typing(lambda text, going_on: corpus.search(text, typing="capped" if going_on else "no"))
    size = sum(path.stat().st_size for path in (folder / "fulltext").iterdir())
    return {
        "index s": indexed,
        "merge s": merged,
        "MB": size / 1e6,
        "open ms": opened * 1e3,
        "warm ms": warmed * 1e3,
        **typed,
    }, answer


_BUILD: dict[str, Callable[[Path, int, int], tuple[dict[str, float], Answer]]] = {
    "ours": ours,
    "tantivy": tantivy,
    "fts5": fts5,
    "xapian": xapian,
    "ripgrep": ripgrep,
    "whoosh": whoosh,
}

# -- measuring ------------------------------------------------------------------------------------


_TYPED = (
    "government talks",
    "oil prices",
    "prime minister",
    "hospital base",
    "rockets hit the",
    "security council",
    "border crossing",
    "weapons depot",
)


def _typing(search: Callable[[str, bool], Any]) -> dict[str, float]:
    """CPU milliseconds of every key of some searches that are typed letter by letter."""
    keys: list[float] = []
    for text in _TYPED:
        for end in range(1, len(text) + 1):
            began = time.process_time()
            search(text[:end], True)
            keys.append((time.process_time() - began) * 1e3)
    keys.sort()
    return {"key p50 ms": _at(keys, 50), "key p95 ms": _at(keys, 95), "key max ms": keys[-1]}


def _at(values: list[float], percent: int) -> float:
    return values[min(len(values) - 1, len(values) * percent // 100)]


def _spent() -> float:
    """CPU seconds of this process and of those that it started and waited for."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def run(engine: str, folder: Path, articles: int, seed: int, queries: list[Asked]) -> dict[str, Any]:
    """Build the index of one engine and ask it everything: p50 and p95 of each class, once it is warm."""
    costs, answer = _BUILD[engine](folder, articles, seed)
    gc.collect()
    gc.freeze()  # what making the index left behind must not be looked through while queries are timed
    classes: dict[str, list[float]] = {}
    for kind in dict.fromkeys(asked.kind for asked in queries):
        began = time.monotonic()
        counted: list[float] = []
        for asked in [each for each in queries if each.kind == kind]:
            for repeat in range(_REPEATS):
                start = _spent()
                answer(asked)
                if repeat:
                    counted.append((_spent() - start) * 1e3)
            if time.monotonic() - began > _MOST_SECONDS:
                break
        counted.sort()
        classes[kind] = [_at(counted, 50), _at(counted, 95)]
    unit = 1 if sys.platform == "darwin" else 1024
    costs["RSS MB"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e6
    return {"costs": costs, "classes": classes}


def report(found: dict[str, Any], articles: int, size: int) -> None:
    """Print one table of costs and one of queries."""
    names = list(found)
    print(f"## {articles:,} articles, {size / 1e6:.0f} MB of text\n")
    rows = list(dict.fromkeys(row for name in names for row in found[name]["costs"]))
    _table(["", *names], [[row, *(_plain(found[name]["costs"].get(row)) for name in names)] for row in rows])
    kinds = list(found[names[0]]["classes"])
    head = ["CPU ms, p50 / p95", *names, *(f"{name} / ours" for name in names[1:])]
    lines = []
    for kind in kinds:
        classes = [found[name]["classes"].get(kind) for name in names]
        ratios = [f"{each[0] / classes[0][0]:.2g}" if each else "" for each in classes[1:]]
        lines.append([kind, *(f"{each[0]:.2f} / {each[1]:.2f}" if each else "" for each in classes), *ratios])
    _table(head, lines)


def _plain(value: float | None) -> str:
    return "" if value is None else f"{value:.1f}"


def _table(head: list[str], rows: list[list[str]]) -> None:
    print("| " + " | ".join(head) + " |")
    print("|---" * len(head) + "|")
    for row in rows:
        print("| " + " | ".join(row) + " |")
    print()


def write_csv(found: dict[str, Any], path: Path) -> None:
    """Keep every figure: engine, what was measured, p50, p95."""
    with path.open("w", newline="", encoding="utf-8") as file:
        rows = csv.writer(file)
        rows.writerow(["engine", "measured", "p50", "p95"])
        for name, each in found.items():
            rows.writerows([name, cost, value, ""] for cost, value in each["costs"].items())
            rows.writerows([name, kind, *values] for kind, values in each["classes"].items())


def write_svg(found: dict[str, Any], path: Path) -> None:
    """Draw the p50 of every class: a row for each engine, as long as the logarithm of its milliseconds."""
    colours = dict(
        zip(_ENGINES, ("#8a5200", "#0a4f9c", "#1d6630", "#075f5a", "#5a5a5a", "#86237a"), strict=True)
    )
    kinds = list(next(iter(found.values()))["classes"])
    rows: list[str] = []
    y = 20
    for kind in kinds:
        rows.append(f'<text x="0" y="{y}" font-weight="bold">{kind}</text>')
        for name, each in found.items():
            y += 15
            value = each["classes"][kind][0] if kind in each["classes"] else 0
            length = max(1.0, 110 * (math.log10(max(value, 0.001)) + 3))
            rows.append(f'<rect x="70" y="{y - 9}" width="{length:.0f}" height="10" fill="{colours[name]}"/>')
            rows.append(
                f'<text x="0" y="{y}">{name}</text><text x="{75 + length:.0f}" y="{y}">{value:.2f} ms</text>'
            )
        y += 25
    size = f'width="760" height="{y}" font-family="sans-serif" font-size="11"'
    head = f'<svg xmlns="http://www.w3.org/2000/svg" {size}>'
    path.write_text("\n".join([head, *rows, "</svg>", ""]), "utf-8")


def main(arguments: list[str] | None = None) -> int:
    """Run every engine in a process of its own."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--articles", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--engines", default=",".join(_ENGINES))
    parser.add_argument(
        "--keep", type=Path, help="a folder for the figures (CSV) and a picture of them (SVG)"
    )
    parser.add_argument("--run", nargs=3, metavar=("ENGINE", "FOLDER", "QUERIES"), help=argparse.SUPPRESS)
    given = parser.parse_args(arguments)
    if given.run:
        engine, folder, asked = given.run
        queries = [
            Asked(**{**each, "words": tuple(each["words"])}) for each in json.loads(Path(asked).read_text())
        ]
        print(json.dumps(run(engine, Path(folder), given.articles, given.seed, queries)))
        return 0
    found: dict[str, Any] = {}
    with tempfile.TemporaryDirectory(prefix="bench") as scratch:
        asked_file = Path(scratch, "queries.json")
        asked_file.write_text(json.dumps([asdict(each) for each in chosen(given.articles, given.seed)]))
        for engine in given.engines.split(","):
            folder = Path(scratch, engine)
            folder.mkdir()
            print(f"... {engine}", file=sys.stderr)
            command = [sys.executable, __file__, "--articles", str(given.articles), "--seed", str(given.seed)]
            done = subprocess.run(
                [*command, "--run", engine, str(folder), str(asked_file)],
                stdout=subprocess.PIPE,
                text=True,
                check=False,
            )
            shutil.rmtree(folder)
            if done.returncode:
                print(f"{engine} is left out: it ended with exit code {done.returncode}", file=sys.stderr)
                continue
            found[engine] = json.loads(done.stdout)
    if not found:
        return 1
    size = sum(len(p.title.encode()) + len(p.text.encode()) for p in pieces(given.articles, given.seed))
    report(found, given.articles, size)
    if given.keep:
        given.keep.mkdir(parents=True, exist_ok=True)
        write_csv(found, given.keep / f"engines-{given.articles}.csv")
        write_svg(found, given.keep / f"engines-{given.articles}.svg")
    return 0


if __name__ == "__main__":
    sys.exit(main())
