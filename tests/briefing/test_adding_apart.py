"""Adding in a process of its own: what it says, how it is stopped, and that it outlives nobody."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from corpora import everything, write_text

from briefing.adding_apart import NOT_SAID_YET, AddingProcess
from index import AddReport, CorpusError, Progress, open_corpus
from index.report import Failure

MANY = 3_000

PARENT = """
import sys
from pathlib import Path
from briefing.adding_apart import AddingProcess
process = AddingProcess(Path(sys.argv[1]), Path(sys.argv[2]))
def said(progress):
    if progress.files_done:
        print(process.pid, flush=True)
process.run(said, print)
"""


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "place"


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    folder = tmp_path / "own-inbox"
    folder.mkdir()
    return folder


@pytest.fixture
def many(tmp_path: Path) -> Path:
    for each in range(MANY):
        write_text(tmp_path / "many" / f"{each:04}.txt", f"Report {each} on the medlar trade.")
    return tmp_path / "many"


def run(place: Path, path: Path) -> tuple[AddReport, list[Progress], list[Failure]]:
    steps: list[Progress] = []
    skipped: list[Failure] = []
    return AddingProcess(place, path).run(steps.append, skipped.extend), steps, skipped


def is_alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_it_adds_what_the_corpus_adds_and_reports_the_same(place: Path, inbox: Path, tmp_path: Path) -> None:
    write_text(inbox / "a.txt", "Quince orchards burned.")
    (inbox / "b.json").write_text('{"text": ')
    (inbox / "c.txt").write_text("")
    (inbox / "d.pdf").write_bytes(b"%PDF")
    report, steps, skipped = run(place, inbox)
    with open_corpus(tmp_path / "other") as other:
        assert other.add([inbox]) == report
    assert (report.new, len(report.failures), report.left_out) == (1, 2, ((".pdf", 1),))
    assert steps[-1] == Progress(3, 3, 1, 1, 2, "")
    assert [(Path(each.path).name, each.reason) for each in skipped] == [
        ("b.json", NOT_SAID_YET),
        ("c.txt", NOT_SAID_YET),
    ]
    with open_corpus(place, catch_up=False) as corpus:
        assert corpus.search("quince").total == 1


def test_a_name_that_is_no_text_survives_the_way(place: Path, inbox: Path) -> None:
    folder = os.fsdecode(os.fsencode(inbox) + b"/\xff\xfe")
    os.mkdir(folder)
    write_text(Path(folder) / "a.txt", "Quince orchards burned.")
    report, _, _ = run(place, Path(folder))
    assert report.new == 1


def test_what_goes_wrong_is_a_sentence(place: Path, inbox: Path) -> None:
    with pytest.raises(CorpusError) as caught:
        run(place, inbox / "nowhere")
    assert caught.value.message.endswith("there is no such file or folder")
    assert caught.value.hint
    blocked = inbox / "file"
    blocked.write_text("x")
    with pytest.raises(CorpusError) as caught:
        run(blocked, inbox)
    assert "it is a file" in caught.value.message


def test_it_says_how_far_it_is_a_few_times_a_second(place: Path, many: Path) -> None:
    began = time.monotonic()
    report, steps, _ = run(place, many)
    seconds = time.monotonic() - began
    assert report.new == MANY
    assert 3 <= len(steps) <= 6 * seconds + 6
    assert [step.searchable for step in steps] == sorted(step.searchable for step in steps)
    assert steps[-1].searchable == MANY


@pytest.mark.parametrize("how", ["stop", "terminate"])
def test_stopped_it_keeps_what_it_read(place: Path, many: Path, how: str) -> None:
    process = AddingProcess(place, many)

    def said(progress: Progress) -> None:
        if progress.files_done:
            process.stop() if how == "stop" else os.kill(process.pid, signal.SIGTERM)

    report = process.run(said, lambda _: None)
    assert report.stopped
    assert 0 < report.new < MANY
    with open_corpus(place, catch_up=False) as corpus:
        assert len(everything(corpus)) == report.new
    assert not is_alive(process.pid)


def test_stopped_before_it_began_it_adds_nothing(place: Path, many: Path) -> None:
    process = AddingProcess(place, many)
    process.stop()
    report = process.run(lambda _: None, lambda _: None)
    assert report.stopped
    assert report.new < MANY


def test_killed_it_is_said_and_nothing_hangs(place: Path, many: Path) -> None:
    process = AddingProcess(place, many)

    def said(progress: Progress) -> None:
        if progress.files_done:
            os.kill(process.pid, signal.SIGKILL)

    with pytest.raises(CorpusError, match="adding ended before its time"):
        process.run(said, lambda _: None)
    report, _, _ = run(place, many)
    assert report.new + report.same == MANY


def test_it_ends_soon_after_whoever_started_it_was_killed(place: Path, many: Path) -> None:
    parent = subprocess.Popen(
        [sys.executable, "-c", PARENT, str(place), str(many)], stdout=subprocess.PIPE, text=True
    )
    assert parent.stdout is not None
    with parent:
        pid = int(parent.stdout.readline())
        assert is_alive(pid)
        parent.kill()
        parent.wait()
    end = time.monotonic() + 20
    while is_alive(pid):
        assert time.monotonic() < end, "an orphan goes on adding"
        time.sleep(0.05)
    with open_corpus(place) as corpus:
        assert len(everything(corpus)) < MANY
    report, _, _ = run(place, many)
    assert report.new + report.same == MANY


def test_it_lets_others_go_first(place: Path, many: Path) -> None:
    process = AddingProcess(place, many)
    nice: list[int] = []

    def said(progress: Progress) -> None:
        if progress.files_done:
            nice.append(os.getpriority(os.PRIO_PROCESS, process.pid))
            process.stop()

    thread = threading.Thread(target=lambda: process.run(said, lambda _: None))
    thread.start()
    thread.join(30)
    assert nice[0] >= min(19, os.getpriority(os.PRIO_PROCESS, 0) + 10)
