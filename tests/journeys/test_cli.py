"""Whole journeys on the command line, in processes of their own: as an analyst or a script meets them."""

from __future__ import annotations

import fcntl
import json
import os
import pty
import signal
import sqlite3
import stat
import struct
import subprocess
import sys
import termios
import time
from contextlib import closing
from pathlib import Path
from typing import BinaryIO

import pytest

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "seeds" / "articles"


class Desk:
    """A user with an own home, who types commands."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.environ = {
            "PATH": os.environ["PATH"],
            "HOME": str(home),
            "XDG_DATA_HOME": str(home / "data"),
            "PYTHONPATH": str(ROOT),
            "TERM": "xterm-256color",
            "LANG": "C.UTF-8",
        }
        self.workspace = home / "data" / "briefing" / "default"

    def command(self, *arguments: str | Path) -> list[str]:
        return [sys.executable, "-m", "briefing", *map(str, arguments)]

    def run(
        self, *arguments: str | Path, stdin: bytes = b"", umask: int = -1, **environ: str
    ) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(
            self.command(*arguments),
            input=stdin,
            capture_output=True,
            cwd=self.home,
            env={**self.environ, **environ},
            check=False,
            timeout=120,
            umask=umask,
        )

    def run_into(self, stdout: int | BinaryIO, *arguments: str) -> subprocess.CompletedProcess[bytes]:
        """Run a command with its standard output going somewhere special."""
        return subprocess.run(
            self.command(*arguments),
            stdout=stdout,
            stderr=subprocess.PIPE,
            cwd=self.home,
            env=self.environ,
            check=False,
            timeout=120,
        )

    def on_a_terminal(self, *arguments: str | Path, columns: int = 80, **environ: str) -> tuple[int, bytes]:
        """Run a command with a terminal on all three streams; returns its exit code and all that it wrote."""
        ours, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
        process = subprocess.Popen(
            self.command(*arguments),
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            cwd=self.home,
            env={**self.environ, **environ},
        )
        os.close(theirs)
        written = b""
        while True:
            try:
                part = os.read(ours, 65536)
            except OSError:
                break
            if not part:
                break
            written += part
        os.close(ours)
        return process.wait(timeout=60), written


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


@pytest.fixture
def filled(desk: Desk) -> Desk:
    assert desk.run("add", SAMPLES).returncode == 0
    return desk


def loaded_by(desk: Desk, *arguments: str) -> set[str]:
    """The modules that a command loads."""
    script = (
        "import sys\n"
        f"sys.argv = ['briefing', *{list(arguments)!r}]\n"
        "from briefing.__main__ import main\n"
        "code = main()\n"
        "sys.stdout.flush()\n"
        "print('\\n' + ' '.join(sys.modules), file=sys.stderr)\n"
        "sys.exit(code)\n"
    )
    done = subprocess.run(
        # -S: what a site-packages folder loads by itself is not ours.
        [sys.executable, *(["-S"] if arguments == ("--version",) else []), "-c", script],
        capture_output=True,
        cwd=desk.home,
        env=desk.environ,
        check=True,
        text=True,
    )
    return set(done.stderr.splitlines()[-1].split())


def test_the_version_is_answered_before_anything_is_loaded(desk: Desk) -> None:
    loaded = loaded_by(desk, "--version")
    assert "briefing" in loaded
    heavy = {
        "click",
        "textual",
        "rich",
        "whoosh",
        "numpy",
        "sqlite3",
        "pathlib",
        "dataclasses",
        "typing",
        "index",
    }
    assert loaded & heavy == set()
    assert desk.run("--version").stdout == b"briefing 0.1.0\n"
    assert desk.run("-V").stdout == b"briefing 0.1.0\n"


def test_no_command_loads_the_screens_and_none_without_a_terminal_loads_rich(filled: Desk) -> None:
    for command in (
        ["search", "rockets"],
        ["status"],
        ["note", "list"],
        ["add", str(SAMPLES)],
        ["--help"],
        ["demo"],
    ):
        assert loaded_by(filled, *command) & {"textual", "rich"} == set(), command


def test_a_search_without_words_does_without_whoosh(filled: Desk) -> None:
    assert "whoosh" in loaded_by(filled, "search", "rockets")
    assert "whoosh" not in loaded_by(filled, "show", "--help")


def test_from_a_folder_to_a_noted_passage(desk: Desk) -> None:
    added = desk.run("add", SAMPLES)
    assert added.stdout == b"40 new, 0 changed, 0 the same, 0 gone.\n"
    page = json.loads(desk.run("search", "coordination framework", "--json").stdout)
    id = page["hits"][0]["id"]
    article = json.loads(desk.run("show", id[:8], "--json").stdout)
    quote = article["text"].split(".")[0]
    noted = desk.run("note", "add", id[:8], "--quote", quote, "--text", "-", stdin=b"Who said so?\n")
    assert noted.returncode == 0, noted.stderr
    (note,) = json.loads(desk.run("note", "list", "--json").stdout)
    assert article["text"][note["anchor"]["start"] : note["anchor"]["end"]] == quote
    assert json.loads(desk.run("status", "--json").stdout)["notes"] == 1
    assert desk.run("rebuild").stdout == b"36 articles indexed.\n"


def test_the_exit_codes(filled: Desk) -> None:
    expected = {
        ("search", "rockets"): 0,
        ("search", "nothing-like-it"): 0,
        ("show", "zzzz"): 1,
        ("add", "nowhere"): 1,
        ("search", "--limit", "many"): 2,
        ("frobnicate",): 2,
        (): 2,
        ("--workspace", "/dev/null", "search", "x"): 3,
        ("--workspace", "not-yet", "status"): 3,
    }
    assert {command: filled.run(*command).returncode for command in expected} == expected


def test_errors_are_sentences_on_standard_error_and_never_tracebacks(filled: Desk) -> None:
    for command in (
        ["show", "zzzz"],
        ["add", "nowhere"],
        ["search", "--limit", "many"],
        [],
        ["--workspace", "/dev/null", "status"],
    ):
        done = filled.run(*command)
        assert done.stdout == b""
        assert done.stderr.startswith(b"briefing: ")
        assert b"Traceback" not in done.stderr


def test_everything_is_for_the_owner_only_also_under_an_open_umask(desk: Desk) -> None:
    desk.run("add", SAMPLES, umask=0)
    desk.run("demo", umask=0)
    id = desk.run("search", "rockets", "--ids", "--limit", "1", umask=0).stdout.split()[0].decode()
    desk.run("note", "add", id, "--text", "x", umask=0)
    everything = [desk.home / "data", *(desk.home / "data").rglob("*")]
    assert len(everything) > 10
    for path in everything:
        assert stat.S_IMODE(path.stat().st_mode) & 0o077 == 0, path
        if path.suffix == ".db" or path.is_dir():
            assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600), path


def test_colour_is_for_terminals_only_and_no_color_ends_it(filled: Desk) -> None:
    code, coloured = filled.on_a_terminal("search", "rockets")
    assert code == 0
    assert b"\x1b[1m" in coloured
    assert b"\x1b" not in filled.on_a_terminal("search", "rockets", NO_COLOR="1")[1]
    assert b"\x1b" not in filled.on_a_terminal("search", "rockets", TERM="dumb")[1]
    assert b"\x1b[1m" in filled.on_a_terminal("search", "rockets", NO_COLOR="")[1]
    assert b"\x1b" not in filled.run("search", "rockets").stdout


def test_text_is_wrapped_to_the_terminal_and_not_in_a_pipe(filled: Desk) -> None:
    id = filled.run("search", "shepherd", "--ids").stdout.split()[0].decode()
    text = json.loads(filled.run("show", id, "--json").stdout)["text"]
    narrow = filled.on_a_terminal("show", id, columns=40, NO_COLOR="1")[1].decode()
    body = narrow.replace("\r\n", "\n").split("\n\n", 1)[1]
    assert " ".join(body.split()) == " ".join(text.split())
    assert max(len(line) for line in body.splitlines() if line.isascii()) <= 40
    wide = filled.on_a_terminal("show", id, columns=300, NO_COLOR="1")[1].decode()
    assert 60 < max(len(line) for line in wide.split("\r\n\r\n", 1)[1].splitlines() if line.isascii()) <= 88
    assert text in filled.run("show", id).stdout.decode()


def test_a_pipe_that_is_closed_early_is_silent(filled: Desk) -> None:
    for command in (["search", "--json"], ["search"], ["--help"], ["--version"], ["status"]):
        reading, writing = os.pipe()
        os.close(reading)
        done = filled.run_into(writing, *command)
        os.close(writing)
        assert (done.returncode, done.stderr) == (0, b""), command


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_disk_behind_the_output_is_a_sentence(filled: Desk) -> None:
    for command in (["search"], ["--help"], ["--version"]):
        with Path("/dev/full").open("wb") as full:
            done = filled.run_into(full, *command)
        assert done.returncode == 3
        assert done.stderr.startswith(b"briefing: cannot ")
        assert b"the disk is full" in done.stderr
        assert b"Traceback" not in done.stderr


def test_closed_standard_streams_are_no_reason_to_fail(filled: Desk) -> None:
    shell = " ".join(f"'{word}'" for word in filled.command("search", "rockets"))
    for closed in (">&-", "2>&-", "<&-", ">&- 2>&- <&-"):
        done = subprocess.run(
            ["/bin/sh", "-c", f"{shell} {closed}"],
            cwd=filled.home,
            env=filled.environ,
            check=False,
            capture_output=True,
        )
        assert done.returncode == 0, closed


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "utf-8"])
def test_a_terminal_without_these_letters_shows_question_marks_and_json_stays_exact(
    filled: Desk, encoding: str
) -> None:
    plain = filled.run("search", "shepherd", PYTHONIOENCODING=encoding)
    assert plain.returncode == 0
    assert ("سليم" in plain.stdout.decode(encoding)) == (encoding == "utf-8")
    hits = json.loads(filled.run("search", "shepherd", "--json", PYTHONIOENCODING=encoding).stdout)["hits"]
    assert any("سليم" in hit["snippet"] for hit in hits)


def test_an_old_locale_still_works(filled: Desk) -> None:
    for locale in ("C", "POSIX"):
        done = filled.run("search", "shepherd", LC_ALL=locale, LANG=locale)
        assert done.returncode == 0, done.stderr


def test_the_reader_needs_a_terminal_that_can_place_text(filled: Desk) -> None:
    assert b"there is no terminal here" in filled.run().stderr
    code, written = filled.on_a_terminal(TERM="dumb")
    assert code == 2
    assert b"this terminal cannot place text" in written


def test_the_demo_works_without_a_terminal(desk: Desk) -> None:
    done = desk.run("demo")
    assert done.returncode == 0
    assert done.stdout.startswith(b"There is no terminal here, so the reader is not opened.\n")
    assert b"40 new" in done.stdout
    assert b"articles \xc2\xb7 1 to 5 shown" in done.stdout


def many_articles(path: Path, number: int, opening: str = "Number") -> Path:
    with path.open("w") as file:
        for n in range(number):
            words = " ".join(f"word{(n * 7 + k * 13) % 5000}" for k in range(150))
            file.write(
                json.dumps({"id": str(n), "title": f"Article {n}", "text": f"{opening} {n}. {words}"}) + "\n"
            )
    return path


def articles_in(catalogue: Path) -> int:
    if not catalogue.exists():
        return 0
    try:
        with closing(sqlite3.connect(f"{catalogue.as_uri()}?mode=ro", uri=True)) as connection:
            return int(connection.execute("SELECT count(*) FROM articles").fetchone()[0])
    except sqlite3.OperationalError:
        return 0


def test_ctrl_c_keeps_what_is_committed_and_the_next_run_goes_on(desk: Desk) -> None:
    folder = desk.home / "inbox"
    folder.mkdir()
    for part in range(8):
        many_articles(folder / f"{part}.jsonl", 300, f"Part {part} number")
    process = subprocess.Popen(
        desk.command("add", folder, "--json"),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=desk.home,
        env=desk.environ,
    )
    while process.poll() is None and not articles_in(desk.workspace / "corpus.db"):
        time.sleep(0.01)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert process.returncode == 130, err
    report = json.loads(out)
    assert report["stopped"] is True
    assert b"Stopped. What is counted here is kept" in err
    kept = json.loads(desk.run("search", "number", "--limit", "0", "--json").stdout)["total"]
    assert kept == report["new"] < 2400
    again = desk.run("add", folder, "--json")
    assert again.returncode == 0
    assert json.loads(again.stdout)["new"] == 2400 - kept
    assert json.loads(desk.run("search", "number", "--limit", "0", "--json").stdout)["total"] == 2400


def test_on_a_terminal_add_draws_a_bar_and_leaves_only_the_report(desk: Desk) -> None:
    path = many_articles(desk.home / "many.jsonl", 800)
    code, written = desk.on_a_terminal("add", path, columns=120)
    assert code == 0
    assert b"Adding" in written
    assert b" of 1 file" in written
    assert b"searchable" in written
    lines = written.replace(b"\r", b"").split(b"\n")
    assert lines[-4].endswith(b"800 new, 0 changed, 0 the same, 0 gone.")
    assert b" ".join(lines[-3:]).startswith(b"800 articles to be read for names: briefing extract --pending")
    assert written.count(b"\x1b[?25l") == written.count(b"\x1b[?25h"), "the cursor comes back"


def test_a_lost_index_is_made_again_by_the_next_command_which_says_so(filled: Desk) -> None:
    for path in (filled.workspace / "fulltext").iterdir():
        path.write_bytes(b"garbage")
    code, written = filled.on_a_terminal("search", "rockets", NO_COLOR="1")
    assert code == 0
    assert b"36 of 36 articles" in written
    assert b"made again" in written
    assert b"made again" not in filled.on_a_terminal("search", "rockets", NO_COLOR="1")[1]
