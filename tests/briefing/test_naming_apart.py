"""Reading for names in a process of its own: what it says, how it is stopped, and that it outlives nobody."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from corpora import write_lines

from briefing.naming_apart import NamingProcess
from index import CorpusError, open_corpus
from index.errors import BusyError
from index.fulltext.turns import turn

MANY = 260

PARENT = """
import sys
from pathlib import Path
from briefing.naming_apart import NamingProcess
process = NamingProcess(Path(sys.argv[1]))
process.run(lambda done, total: print(process.pid, flush=True))
"""


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A corpus of articles of which no names are known."""
    lines = (
        {
            "title": f"Report {each}",
            "text": f"Ilse Varga of the Harbour Guard spoke in Karsa. {'Word. ' * 100}{each}",
        }
        for each in range(MANY)
    )
    with open_corpus(tmp_path / "corpus") as corpus:
        corpus.add([write_lines(tmp_path / "a.jsonl", *lines)])
    return tmp_path / "corpus"


def unread(place: Path) -> int:
    with open_corpus(place, catch_up=False) as corpus:
        return corpus.unread()


def is_alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def children(pid: int) -> set[int]:
    threads = Path(f"/proc/{pid}/task").iterdir()
    return {int(child) for thread in threads for child in (thread / "children").read_text().split()}


def test_it_reads_everything_and_says_how_far_it_is(place: Path) -> None:
    steps: list[tuple[int, int]] = []
    assert NamingProcess(place).run(lambda *step: steps.append(step)) == MANY
    assert unread(place) == 0
    assert steps
    assert all(0 < done <= total == MANY for done, total in steps)
    assert NamingProcess(place).run(lambda *_: None) == 0
    with open_corpus(place, catch_up=False) as corpus:
        assert [entry.articles for entry in corpus.entities.found("Ilse Varga")] == [MANY]


@pytest.mark.parametrize("how", ["stop", "terminate"])
def test_stopped_it_keeps_what_it_read(place: Path, how: str) -> None:
    process = NamingProcess(place)
    read = process.run(lambda *_: process.stop() if how == "stop" else os.kill(process.pid, signal.SIGTERM))
    assert 0 < read < MANY
    assert unread(place) == MANY - read
    assert not is_alive(process.pid)


def test_killed_it_is_said_and_what_was_kept_is_there(place: Path) -> None:
    process = NamingProcess(place)
    with pytest.raises(CorpusError, match="reading for names ended before its time"):
        process.run(lambda *_: os.kill(process.pid, signal.SIGKILL))
    left = unread(place)
    assert left < MANY
    assert NamingProcess(place).run(lambda *_: None) == left


def test_another_that_does_it_is_left_alone(place: Path) -> None:
    with turn(place / "names"), pytest.raises(BusyError):
        NamingProcess(place).run(lambda *_: None)


def test_it_ends_soon_after_whoever_started_it_was_killed(place: Path) -> None:
    parent = subprocess.Popen([sys.executable, "-c", PARENT, str(place)], stdout=subprocess.PIPE, text=True)
    assert parent.stdout is not None
    with parent:
        pid = int(parent.stdout.readline())
        all_of_them = {pid, *children(pid)}
        parent.kill()
        parent.wait()
    assert len(all_of_them) > 1
    end = time.monotonic() + 20
    while any(map(is_alive, all_of_them)):
        assert time.monotonic() < end, "an orphan goes on reading"
        time.sleep(0.05)
