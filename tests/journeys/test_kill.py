"""A process that adds articles is killed at random moments: what it said was kept is there, and goes on from there."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from corpora import write_lines

from index import open_corpus
from index.text import article_id

#: How often it is killed; ``BRIEFING_KILLS=60`` for a thorough run.
KILLS = int(os.environ.get("BRIEFING_KILLS", "12"))

FILES = 12
LINES = 130

#: Adds a folder, and says what is certain: how many articles of this run a search finds.
#: Small batches put more commits, and more moments between them, into each second.
CHILD = """
import sys
from pathlib import Path
from index import ingest, open_corpus
from index.fulltext import store

ingest._BATCH_ARTICLES, ingest._FIRST_SEARCHABLE, ingest._THEN_SEARCHABLE = 40, 40, 80
store._BATCH_ARTICLES = 60

def say(progress):
    print("searchable", progress.searchable, flush=True)

with open_corpus(sys.argv[1]) as corpus:
    print("open", corpus.search("rockets", limit=0).total, *corpus.remarks, flush=True)
    report = corpus.add([Path(sys.argv[2])], progress=say)
    print("done", report.new, report.changed, report.same, report.gone, len(report.failures), flush=True)
"""


def text(file: int, line: int) -> str:
    return f"Five rockets fell on place {file} at {line}. " + f"word{line} " * 40


def make(inbox: Path, chance: random.Random) -> None:
    """A folder of articles, from another outlet every time."""
    for file in range(FILES):
        source = f"Wire {chance.randrange(10**9)}"
        write_lines(
            inbox / f"{file:02}.jsonl",
            *(
                {"title": f"T {file} {line}", "text": text(file, line), "source": source}
                for line in range(LINES)
            ),
        )


def start(workspace: Path, inbox: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", CHILD, str(workspace), str(inbox)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def look(workspace: Path) -> set[str]:
    """Open what a kill left behind; returns the ids of all articles that a search finds."""
    with open_corpus(workspace) as corpus:
        found = [hit.id for hit in corpus.search("rockets", limit=10_000, facets=False).hits]
        everything = [hit.id for hit in corpus.search("", limit=10_000, facets=False).hits]
        assert corpus.remarks == []
        assert corpus.status().pending == 0
    assert len(set(found)) == len(found)
    assert set(found) == set(everything)
    return set(found)


def finish(workspace: Path, inbox: Path) -> None:
    """Add once more in peace, and find every article once."""
    expected = {
        article_id(f"T {file} {line}", text(file, line).strip())
        for file in range(FILES)
        for line in range(LINES)
    }
    with open_corpus(workspace) as corpus:
        report = corpus.add([inbox])
        assert report.failures == ()
        assert report.new + report.changed + report.same == FILES * LINES
        assert corpus.add([inbox]).same == FILES * LINES
        assert corpus.remarks == []
        hits = corpus.search("rockets", limit=10_000).hits
        assert len(hits) == FILES * LINES
        assert {hit.id for hit in hits} == expected
        assert {hit.copies for hit in hits} == {1}
        status = corpus.status()
        assert (status.articles, status.versions, status.gone) == (FILES * LINES, 0, 0)
    assert not [path for path in workspace.iterdir() if ".old-" in path.name or ".new-" in path.name]


@pytest.mark.slow
def test_a_kill_at_any_moment_loses_nothing_that_was_kept(tmp_path: Path) -> None:
    chance = random.Random(20)
    inbox = tmp_path / "in"
    make(inbox, chance)
    began = time.monotonic()
    out, err = start(tmp_path / "in-peace", inbox).communicate()
    whole = time.monotonic() - began
    assert (out.splitlines()[-1], err) == (f"done {FILES * LINES} 0 0 0 0", "")

    killed = finished = 0
    known: set[str] = set()
    while killed < KILLS:
        # A corpus is filled, then filled again from other outlets, then the next is begun.
        workspace = tmp_path / f"corpus {finished // 2}"
        process = start(workspace, inbox)
        try:
            process.wait(chance.uniform(0.05, 0.75 * whole))
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
        out, err = process.communicate()
        assert err == ""
        promised = [int(line.split()[1]) for line in out.splitlines() if line.startswith("searchable")]
        found = look(workspace)
        assert known <= found
        assert len(found) >= max(promised, default=0)
        known = found
        if process.returncode == 0:
            finish(workspace, inbox)
            finished += 1
            known = known if finished % 2 else set()
            make(inbox, chance)
        else:
            assert process.returncode == -signal.SIGKILL
            killed += 1
    finish(workspace, inbox)
