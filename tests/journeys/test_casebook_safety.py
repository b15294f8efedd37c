"""Nothing that was kept is lost or doubled: by a kill while typing, by two writers at once, by a disk that is full."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from briefing.casebook import NOTE, open_casebook
from briefing.workspace import Workspace
from index.model import Article
from index.text import article_id

#: How often a writer is killed; ``BRIEFING_KILLS=200`` for a thorough run.
KILLS = int(os.environ.get("BRIEFING_KILLS", "20"))

#: Notes of each of two writers; ``BRIEFING_WRITERS=1000`` for a thorough run.
NOTES = int(os.environ.get("BRIEFING_WRITERS", "150"))

_START = """
import sys
from pathlib import Path
from briefing.casebook import open_casebook
from briefing.errors import WorkspaceError
from briefing.workspace import Workspace
from index.model import Article
from index.text import article_id

text = "Five rockets fell on the base."
article = Article(1, article_id("", text), "Rockets", False, text, "en", ())
workspace = Workspace(Path(sys.argv[1]))
"""

#: Types notes letter by letter, and says what is certain after each save; deletes and undoes in between.
TYPING = (
    _START
    + """
with open_casebook(workspace) as casebook:
    for number in range(10_000):
        name = f"{sys.argv[2]}-{number}"
        note = casebook.add_note(article, name, sitting=name)
        print("kept", note.id, note.body, flush=True)
        for letters in range(1, 8):
            body = name + "x" * letters
            note = casebook.change_note(note.id, body, version=note.version, sitting=name)
            print("kept", note.id, note.body, flush=True)
        casebook.tag_notes([note.id], add=["seen"])
        if number % 3 == 0:
            casebook.delete_note(note.id)
            casebook.undo()
"""
)

#: Writes a number of notes as fast as it can.
WRITING = (
    _START
    + """
with open_casebook(workspace) as casebook:
    for number in range(int(sys.argv[3])):
        casebook.add_note(article, f"{sys.argv[2]} {number}")
"""
)

#: Writes until the disk is full (a file can grow no further), and says what was kept and what was refused.
FILLING = (
    _START
    + """
import resource
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), resource.RLIM_INFINITY))
steps = [
    lambda: casebook.add_note(article, "one"),
    lambda: casebook.add_note(article, "two " * 3_000),
    lambda: casebook.tag_notes([note.id for note in casebook.notes()], add=["t"]),
    lambda: casebook.change_note(casebook.notes()[0].id, "one, changed " * 500),
    lambda: casebook.decide("reliability", "Wire", "B", why="x" * 9_000),
    lambda: casebook.delete_note(casebook.notes()[-1].id),
    lambda: casebook.undo() if done[-1:] == [5] else done[len(steps)],
]
done = []
try:
    with open_casebook(workspace) as casebook:
        for number, step in enumerate(steps):
            try:
                step()
                done.append(number)
                print("kept", number, flush=True)
            except WorkspaceError as error:
                print("refused", number, error.message, flush=True)
            except IndexError:
                print("nothing", number, flush=True)
except WorkspaceError as error:
    print("refused", -1, error.message, flush=True)
"""
)


def start(program: str, workspace: Path, *arguments: object) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", program, str(workspace), *map(str, arguments)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def make_article() -> Article:
    text = "Five rockets fell on the base."
    return Article(1, article_id("", text), "Rockets", False, text, "en", ())


@pytest.mark.slow
def test_a_kill_while_typing_loses_nothing_that_was_kept_and_doubles_nothing(tmp_path: Path) -> None:
    chance = random.Random(7)
    workspace = Workspace(tmp_path / "ws").make()
    known: dict[str, str] = {}
    for turn in range(KILLS):
        process = start(TYPING, workspace.path, turn)
        assert process.stdout is not None
        assert process.stderr is not None
        with process, process.stdout as out, process.stderr as err:
            first = out.readline()
            time.sleep(chance.uniform(0, 0.15))
            process.send_signal(signal.SIGKILL)
            # Not by communicate(), which passes over what readline() has read beyond its line.
            rest = out.read()
            assert err.read() == ""
        assert process.returncode == -signal.SIGKILL
        lines = [line for line in (first + rest).splitlines(keepends=True) if line.endswith("\n")]
        promised = {id: body for _, id, body in (line.split() for line in lines)}
        with open_casebook(workspace) as casebook:
            found = {note.id: note.body for note in casebook.notes()}
            deleted = {note.id for note in casebook.deleted_notes()}
            for id, body in {**known, **promised}.items():
                # Killed between deleting and undoing, a note is out of sight, and not gone.
                assert id in deleted or found[id].startswith(body), (id, body)
            new = found.keys() - known.keys()
            assert len(new - promised.keys()) <= 1, "at most the one whose answer did not come any more"
            names = [body.rstrip("x") for body in found.values()]
            assert len(set(names)) == len(names), "nothing is doubled"
            for id in new:
                assert casebook.history(NOTE, id)[0].said == "note written"
            known = found
    assert len(known) > KILLS
    assert [path.name for path in workspace.path.iterdir() if "unkept" in path.name] == []


@pytest.mark.slow
def test_two_processes_that_write_at_once_keep_every_note_once(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path / "ws").make()
    writers = [start(WRITING, workspace.path, name, NOTES) for name in ("one", "two")]
    for writer in writers:
        assert writer.communicate()[1] == ""
        assert writer.returncode == 0
    with open_casebook(workspace) as casebook:
        bodies = sorted(note.body for note in casebook.notes())
        assert bodies == sorted(f"{name} {number}" for name in ("one", "two") for number in range(NOTES))
        assert len(casebook.titles()) == 1


@pytest.mark.slow
def test_a_disk_that_is_full_at_any_write_is_a_sentence_and_loses_nothing(tmp_path: Path) -> None:
    """The limit on the size of a file moves up by a page, so that each write is once the one that fails."""
    seen: set[str] = set()
    for limit in range(0, 200_000, 6_000):
        workspace = Workspace(tmp_path / str(limit)).make()
        with open_casebook(workspace) as casebook:
            before = [casebook.add_note(make_article(), f"before {number}") for number in range(3)]
            casebook.tag_notes([before[0].id], add=["early"])
        process = start(FILLING, workspace.path, limit)
        out, err = process.communicate()
        assert (process.returncode, err) == (0, ""), "no traceback"
        seen.update(line.split()[0] for line in out.splitlines())
        kept = {int(line.split()[1]) for line in out.splitlines() if line.startswith("kept")}
        with open_casebook(workspace) as casebook:
            bodies = [note.body for note in casebook.notes()]
            assert len(bodies) == 3 + len(kept & {0, 1}) - ((5 in kept) and (6 not in kept))
            assert len(set(bodies)) == len(bodies)
            assert casebook.note(before[0].id).tags[0] == "early"
            if 3 not in kept:
                assert bodies[0] == "before 0"
            casebook.add_note(make_article(), "there is room again")
            while casebook.undo():
                pass
            assert casebook.notes() == []
    assert seen >= {"kept", "refused"}
