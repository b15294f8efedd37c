"""Small corpora for tests: records of JSON Lines, and files and folders of them."""

from __future__ import annotations

import json
import os
import random
from pathlib import Path
from typing import Any

from index import AddReport, Corpus, Page
from index.catalog import FileState, Incoming
from index.text import article_id

#: Given to every article, so that no test pays for guessing it.
LANGUAGE = {"language": "en"}


def write_lines(path: Path, *records: dict[str, Any]) -> Path:
    """Write a JSON Lines file; each record gets a language, and its place as ``id`` when it has none."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(
        "".join(
            json.dumps({"id": str(number), **LANGUAGE, **record}) + "\n"
            for number, record in enumerate(records, 1)
        ),
        "utf-8",
    )
    return path


def write_text(path: Path, text: str, **header: str) -> Path:
    """Write a text file with header lines; without any, it begins with its language."""
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = [f"{name.capitalize()}: {value}" for name, value in {**LANGUAGE, **header}.items()]
    path.write_text("\n".join([*lines, "", text]) + "\n", "utf-8")
    return path


def titles(page: Page) -> list[str]:
    """The titles of the hits, in order."""
    return [hit.title for hit in page.hits]


def everything(corpus: Corpus) -> list[str]:
    """The titles of all articles that can be found without words, newest first."""
    return titles(corpus.search("", limit=10_000))


def counts(report: AddReport) -> tuple[int, int, int, int]:
    """New, changed, same, gone."""
    return report.new, report.changed, report.same, report.gone


def failures(report: AddReport) -> list[tuple[str, str]]:
    return [(os.path.basename(failure.path), failure.reason) for failure in report.failures]


def backdate(path: Path) -> None:
    """Give a file an old time, so that a rewrite shows even on a coarse clock."""
    os.utime(path, ns=(10**18, 10**18))


def rewrite(path: Path, content: str | bytes, *, same_time: bool = False) -> None:
    """Put other content in a file; its time moves on for certain, or not at all."""
    before = path.stat()
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    later = before.st_mtime_ns + (0 if same_time else 10**9)
    os.utime(path, ns=(later, later))


QUERIES = (
    "alpha",
    '"alpha bravo"',
    "title:alpha -bravo",
    "alph*",
    "source:wire on:2024-04",
    "alpho~",
    "x OR lang:en",
)


def fill(corpus: Corpus, folder: Path, parts: int = 3, each: int = 20) -> None:
    """Several commits of articles, with a changed and a pruned one among them."""
    chance = random.Random(7)
    words = ["alpha", "bravo", "charlie", "delta", "echo", "foxtrot", "golf", "hotel"]
    for part in range(parts):
        lines = (
            {
                "title": " ".join(chance.choices(words, k=3)),
                "text": " ".join(chance.choices(words, k=12)),
                "source": chance.choice(["Wire", "Courier"]),
                "date": chance.choice(["2024-04-22", "2023", ""]),
            }
            for _ in range(each)
        )
        corpus.add([write_lines(folder / f"{part}.jsonl", *lines)])
    path = folder / "0.jsonl"
    path.write_text("".join(path.read_text().splitlines(keepends=True)[3:]))
    corpus.add([folder], prune=True)


def answers(corpus: Corpus) -> list[tuple[int, list[str]]]:
    pages = [corpus.search(text, limit=1_000) for text in QUERIES]
    return [(page.total, sorted(hit.id for hit in page.hits)) for page in pages]


def no_leftovers(workspace: Path) -> bool:
    return not [path for path in workspace.iterdir() if ".new-" in path.name or ".old-" in path.name]


def place(corpus: Corpus, *texts: str) -> None:
    """Put articles into the catalogue only, as when a kill came before the index had them."""
    catalog = corpus._catalog
    with catalog.transaction():
        file = catalog.keep_file(
            "/in/killed.jsonl", FileState(0, -1, 0, "", '["", "", ""]'), "JSON Lines", 1, 1
        )
        for text in texts:
            catalog.place(
                file, Incoming(text, article_id("", text), text, True, text, "", "", None, "", "en", "0" * 64)
            )
