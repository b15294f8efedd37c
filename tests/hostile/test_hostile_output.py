"""Nothing hostile reaches the terminal: every command, in a process of its own on a real terminal, recorded.

File names, folders, every field of an article, queries, ids, notes, paths of workspaces: all of them carry
the same payload, and all that a command writes, on all its streams, is searched for what can act.
"""

from __future__ import annotations

import json
import os
import pty
import re
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

#: A marker between everything that drives a terminal: clears it, writes its clipboard, asks for its
#: position, sets its title, turns words round, hides them, breaks lines.
PAYLOAD = (
    "MARK\x1b[2J\x1b]52;c;ZXZpbA==\x07\x1b]0;owned\x1b\\\x1b[6n\x9b31m\x9d52;c;x\x9c\x1bPq\x1b\\\x90\x08\x7f\x0e"
    "\u202eMARK\u202c\u2066\u2069\u200f\u200b\ufeff\u2028\r\nMARK\x00\x0b\x0c\U000e0041[bold red]MARK[/]"
)
#: The same, as it can be passed to a process: without NUL.
ARGUMENT = PAYLOAD.replace("\x00", "")
#: The same as a file name, with bytes that are no text.
NAME = ARGUMENT.encode().replace(b"/", b"!") + b"\xff\xfe\x80"

#: All that we may send ourselves: bold and plain.
OUR_COLOURS = re.compile(rb"\x1b\[[01]m")
#: And what the bar of ``add`` needs besides: colours, cursor off and on, one row up, clear the row.
OUR_BAR = re.compile(rb"\x1b\[(?:[0-9;]*m|\?25[lh]|1A|2K)|\r")


def what_acts(written: bytes) -> set[str]:
    """The characters that could do something, once line ends of the terminal are taken out."""
    text = written.replace(b"\r\n", b"\n").decode()
    hidden = {
        c for c in set(text) - {"\n"} if unicodedata.category(c) in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp")
    }
    return {f"U+{ord(c):04X}" for c in hidden}


class Desk:
    def __init__(self, home: Path) -> None:
        self.home = home
        self.environ = {
            "PATH": os.environ["PATH"],
            "HOME": str(home),
            "XDG_DATA_HOME": str(home / "data"),
            "PYTHONPATH": str(ROOT),
            "TERM": "xterm-256color",
            "LANG": "C.UTF-8",
            "COLUMNS": "100",
        }

    def record(self, *arguments: str | bytes, **environ: str | bytes) -> tuple[int, bytes]:
        """Run a command on a terminal; returns its exit code and every byte that it wrote there."""
        ours, theirs = pty.openpty()
        process = subprocess.Popen(
            [sys.executable, "-m", "briefing", *arguments],
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

    def answer(self, *arguments: str | bytes) -> bytes:
        """Run a command in a pipe; returns what it wrote to both streams."""
        done = subprocess.run(
            [sys.executable, "-m", "briefing", *arguments],
            capture_output=True,
            cwd=self.home,
            env=self.environ,
            check=False,
            timeout=60,
        )
        return done.stdout + done.stderr


def write_hostile_inbox(folder: Path) -> None:
    """Articles in every format, hostile in every field; one that cannot be read; one of no known format."""
    folder.mkdir()
    record = {
        name: f"{name} {PAYLOAD}" for name in ("id", "title", "source", "author", "language", "url", "text")
    }
    quoted = json.dumps(PAYLOAD)
    files = {
        b".json": json.dumps(record).encode(),
        b".jsonl": json.dumps({**record, "date": PAYLOAD}).encode()
        + b"\n{not json "
        + NAME.replace(b"\n", b"")
        + b"\n",
        b".md": f"---\ntitle: {quoted}\nsource: {quoted}\n---\n{PAYLOAD} **markdown**\n".encode(),
        b".txt": f"Title: {PAYLOAD}\nSource: x{PAYLOAD}\nDate: {PAYLOAD}\n\nplain {PAYLOAD}".encode(),
        b"broken.json": b"{" + NAME,
        b".p\x1b[2J\xe2\x80\xaedf": b"no format",
    }
    for suffix, content in files.items():
        (folder / os.fsdecode(NAME + suffix)).write_bytes(content)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    home = tmp_path_factory.mktemp("hostile")
    desk = Desk(home)
    write_hostile_inbox(home / os.fsdecode(NAME))
    desk.answer("add", NAME)
    id = desk.answer("search", "--ids").split()[0].decode()
    desk.answer("note", "add", id, "--quote", "MARK", "--text", ARGUMENT)
    return desk


def some_id(desk: Desk) -> str:
    return desk.answer("search", "--ids").split()[0].decode()


READING = [
    ["search"],
    ["search", "--json"],
    ["search", "--csv"],
    ["search", "--ids"],
    ["search", "MARK", "--sort", "oldest"],
    ["search", "--", ARGUMENT],
    ["search", "--json", "--", ARGUMENT],
    ["search", "--", f"source:{ARGUMENT}", f"after:{ARGUMENT}", f'"{ARGUMENT}'],
    ["search", "--", NAME],
    ["show", "ID"],
    ["show", "ID", "--json"],
    ["note", "add", "ID", "--text", ARGUMENT],
    ["note", "add", "ID", "--text", ARGUMENT, "--quote", "MARK", "--json"],
    ["note", "list"],
    ["note", "list", "--json"],
    ["note", "list", "MARK", "--json"],
    ["note", "export", "--format", "csv"],
    ["note", "export"],
    ["status"],
    ["status", "--json"],
    ["rebuild"],
]

#: Commands that are refused, and say in their sentence what was refused.
REFUSED = [
    ["show", ARGUMENT],
    ["show", NAME],
    ["note", "edit", ARGUMENT, "--text", "x"],
    ["note", "restore", ARGUMENT],
    ["note", "import", ARGUMENT],
    ["note", "add", "ID", "--text", "x", "--marking", ARGUMENT],
    ["note", "tags", "--rename", ARGUMENT, "x"],
    ["grade", "ID", ARGUMENT],
    ["mark", ARGUMENT, "TLP:RED"],
    ["mark", "ID", ARGUMENT],
    ["article", "set", "ID", "--published", ARGUMENT],
    ["restore", ARGUMENT],
    ["note", "add", "ID", "--quote", f"nowhere {ARGUMENT}", "--text", "x"],
    ["note", "add", ARGUMENT, "--text", "x"],
    ["add", ARGUMENT],
    ["add", b"nowhere" + NAME],
    ["add", ".", "--published", ARGUMENT],
    ["add", ".", "--lang", ARGUMENT],
    ["search", "--sort", ARGUMENT],
    ["search", "--limit", ARGUMENT],
    ["search", f"--{ARGUMENT}"],
    ["--workspace", ARGUMENT, "status"],
    ["--workspace", b"nowhere" + NAME + b"/below", "add", "."],
    ["--workspace", b"~" + NAME, "status"],
    [ARGUMENT],
    [f"--{ARGUMENT}"],
    ["note", ARGUMENT],
]


def named(commands: list[list[str | bytes]]) -> list[str]:
    names = []
    for command in commands:
        words = [word if isinstance(word, str) else "NAME" for word in command]
        names.append(" ".join("HOSTILE" if "MARK" in word and word != "MARK" else word for word in words))
    return names


@pytest.mark.parametrize("command", READING, ids=named(READING))
def test_no_command_lets_anything_hostile_through(desk: Desk, command: list[str]) -> None:
    ready = [some_id(desk) if word == "ID" else word for word in command]
    code, written = desk.record(*ready)
    assert code == 0
    ours = OUR_BAR if command == ["rebuild"] else OUR_COLOURS
    assert what_acts(ours.sub(b"", written.replace(b"\r\n", b"\n"))) == set()
    assert what_acts(desk.answer(*ready)) == set()
    if command[0] in ("show", "note") or command == ["search"]:
        assert b"MARK" in written, "what can be read is there"


@pytest.mark.parametrize("command", REFUSED, ids=named(REFUSED))
def test_no_error_lets_anything_hostile_through(desk: Desk, command: list[str | bytes]) -> None:
    ready = [some_id(desk) if word == "ID" else word for word in command]
    code, written = desk.record(*ready)
    assert code in (1, 2, 3)
    assert written.startswith(b"briefing: ")
    assert b"MARK" in written, "what can be read is there"
    assert b"Traceback" not in written
    assert what_acts(written) == set()
    assert what_acts(desk.answer(*ready)) == set()


def test_adding_hostile_files_lets_nothing_through(desk: Desk) -> None:
    for again in ((), ("--json",), ("--source", ARGUMENT, "--json")):
        code, written = desk.record("--workspace", b"own" + NAME, "add", NAME, *again)
        assert code == 1, "two of them cannot be read"
        assert b"MARK" in written
        assert what_acts(OUR_BAR.sub(b"", written.replace(b"\r\n", b"\n"))) == set()
        assert what_acts(desk.answer("--workspace", b"own" + NAME, "add", NAME, *again)) == set()
    assert b"MARK" in desk.answer("--workspace", b"own" + NAME, "status")
    assert what_acts(OUR_COLOURS.sub(b"", desk.record("--workspace", b"own" + NAME, "status")[1])) == set()


def test_gone_hostile_files_are_named_harmlessly(desk: Desk) -> None:
    folder = desk.home / os.fsdecode(b"gone" + NAME)
    write_hostile_inbox(folder)
    desk.answer("--workspace", "gone", "add", str(folder))
    for path in folder.iterdir():
        path.unlink()
    written = desk.answer("--workspace", "gone", "add", str(folder), "--json")
    record, _ = json.JSONDecoder().raw_decode(written.decode())  # behind it, what was said beside it
    assert record["gone"] > 0
    assert record["gone_paths"]
    assert what_acts(written) == set()


def test_a_workspace_named_by_the_variable_is_said_harmlessly(desk: Desk) -> None:
    code, written = desk.record("search", "x", BRIEFING_WORKSPACE=b"variable" + NAME)
    assert code == 3
    assert b"MARK" in written
    assert what_acts(written) == set()


def test_hostile_settings_are_refused_harmlessly(tmp_path: Path) -> None:
    script = (
        "import sys\n"
        "from pathlib import Path\n"
        "from briefing.cli.printer import err\n"
        "from briefing.errors import BriefingError\n"
        "from briefing.settings import read_settings\n"
        "try:\n"
        "    read_settings(Path(sys.argv[1]))\n"
        "except BriefingError as error:\n"
        "    err().prose(error.message)\n"
        "    err().prose(error.hint)\n"
    )
    escaped = json.dumps(PAYLOAD)
    for number, content in enumerate((f"{escaped} = 1", f"theme = {escaped}", PAYLOAD, f"[{escaped}]")):
        path = tmp_path / f"settings-{number}.toml"
        path.write_text(content, encoding="utf-8", newline="")
        done = subprocess.run(
            [sys.executable, "-c", script, path],
            capture_output=True,
            check=True,
            env={"PYTHONPATH": str(ROOT), "LANG": "C.UTF-8"},
        )
        assert b"settings-" in done.stderr
        assert what_acts(done.stderr) == set()


def test_the_search_for_what_acts_would_find_it() -> None:
    assert what_acts(b"plain \xc3\xa9 text\r\n") == set()
    for hostile in ("\x1b", "\x9b", "\x00", "\x7f", "\u202e", "\u200b", "\ufeff", "\u2028", "\r", "\t"):
        assert what_acts(f"a{hostile}b".encode()), repr(hostile)
    found = what_acts(OUR_BAR.sub(b"", PAYLOAD.encode()))
    assert {"U+001B", "U+009B", "U+202E", "U+0000"} <= found


def test_commas_in_hostile_cells_stay_in_their_cells(desk: Desk) -> None:
    lines = desk.answer("search", "--csv").decode().splitlines()
    total = json.loads(desk.answer("search", "--json"))["total"]
    assert len(lines) == total + 1
