"""Small corpora for tests: records of JSON Lines, and files and folders of them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from index import Corpus, Page

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
