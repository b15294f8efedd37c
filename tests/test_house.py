"""Claims about the house itself: what loads what, how long its files are, and that no test leaves the machine."""

from __future__ import annotations

import json
import re
import socket
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from corpora import write_text
from no_network import NetworkRefusedError

from index import open_corpus

ROOT = Path(__file__).parents[1]

#: Nobody should have to scroll so far; 600 lines is never right.
MOST_LINES = 600
MANY_LINES = 400

#: Files of more than ``MANY_LINES`` lines, and why they are one file.
LONG = {
    "briefing/tui/actions.py": "one table: every action of the reader",
    "index/corpus.py": "one face: every question that the reading room may ask",
    "index/understanding/entities.py": "one face: every question about entities",
    "index/query.py": "one grammar: its tables and its parser",
    "tools/bench/generate.py": "one world of articles, told in tables",
    "tools/bench/measure.py": "one run of measuring",
}

SOURCES = sorted(
    path for folder in ("briefing", "index", "tests", "tools") for path in (ROOT / folder).rglob("*.py")
)


def loaded(code: str, *watched: str, arguments: tuple[str, ...] = ()) -> set[str]:
    """Which of these modules a fresh Python has loaded after running some code."""
    program = (
        f"import sys\n{code}\nimport json\nprint(json.dumps([m for m in {watched!r} if m in sys.modules]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, *arguments], capture_output=True, text=True, check=False, cwd=ROOT
    )
    assert done.returncode == 0, done.stderr
    return set(json.loads(done.stdout.splitlines()[-1]))


def modules(package: str, *, without: str = "") -> list[str]:
    """Every module of a package, by its dotted name."""
    names = []
    for path in sorted((ROOT / package.replace(".", "/")).rglob("*.py")):
        name = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        if not name.endswith("__main__") and not (without and name.startswith(without)):
            names.append(name)
    return names


# What loads what

HEAVY = ("whoosh", "sqlite3", "numpy", "textual", "rich", "click", "yaml", "py3langid", "briefing")


def test_importing_index_loads_nothing() -> None:
    assert loaded("import index", *HEAVY, "index.model", "index.corpus") == set()


def test_the_names_of_index_come_when_they_are_used() -> None:
    assert loaded("from index import Article, Given, Page", *HEAVY) == set()
    assert (
        loaded("from index import open_corpus", "whoosh", "textual", "rich", "briefing", "py3langid") == set()
    )
    assert loaded("import index\nfor name in index.__all__: getattr(index, name)", "whoosh", "numpy") == set()
    assert loaded("import index\nassert not hasattr(index, 'nonsense')", "index.corpus") == set()


def test_a_search_without_words_loads_no_whoosh(tmp_path: Path) -> None:
    with open_corpus(tmp_path / "corpus") as corpus:
        corpus.add([write_text(tmp_path / "a.txt", "Five rockets fell.")])
    code = (
        "from index import open_corpus\n"
        "with open_corpus(sys.argv[1], catch_up=False) as corpus:\n"
        "    assert corpus.search(sys.argv[2]).total == 1\n"
    )
    watched = ("whoosh", "index.readers", "index.extraction", "py3langid")
    folder = str(tmp_path / "corpus")
    assert loaded(code, *watched, arguments=(folder, "")) == set()
    assert loaded(code, *watched, arguments=(folder, "rockets")) == {"whoosh"}


def test_a_new_corpus_is_opened_without_whoosh(tmp_path: Path) -> None:
    code = "from index import open_corpus\nopen_corpus(sys.argv[1]).close()"
    assert loaded(code, "whoosh", arguments=(str(tmp_path / "corpus"),)) == set()


def test_no_module_of_index_loads_the_reading_room_or_a_screen() -> None:
    code = "\n".join(f"import {name}" for name in modules("index"))
    assert loaded(code, "briefing", "textual", "rich", "click") == set()


def test_only_the_full_text_folder_loads_whoosh() -> None:
    code = "\n".join(f"import {name}" for name in modules("index", without="index.fulltext"))
    assert loaded(code, "whoosh") == set()


def test_no_command_loads_the_screens() -> None:
    code = "\n".join(f"import {name}" for name in modules("briefing", without="briefing.tui"))
    assert loaded(code, "textual", "whoosh", "briefing.tui") == set()


def test_the_screens_load_no_whoosh() -> None:
    code = "\n".join(f"import {name}" for name in modules("briefing.tui"))
    assert loaded(code, "whoosh") == set()


def test_the_reader_opens_without_what_its_first_page_does_not_need() -> None:
    watched = (
        "numpy",
        "index.query",
        "index.words",
        "index.when",
        "index.extraction",
        "index.ingest",
        "_hashlib",
    )
    assert loaded("import briefing.tui.app", *watched) == set()


def test_the_version_is_said_without_loading_anything() -> None:
    code = "sys.argv = ['briefing', '--version']\nfrom briefing.__main__ import main\ntry: main()\nexcept SystemExit: pass"
    assert loaded(code, "click", "textual", "whoosh", "numpy", "rich", "sqlite3") == set()


# The files


def test_no_file_is_too_long_to_read() -> None:
    lengths = {
        str(path.relative_to(ROOT)): len(path.read_text("utf-8").splitlines())
        for path in SOURCES
        if path.parts[len(ROOT.parts)] != "tests"
    }
    assert {name: length for name, length in lengths.items() if length > MOST_LINES} == {}
    assert {name for name, length in lengths.items() if length > MANY_LINES} <= set(LONG)


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_file_keeps_the_habits_of_the_house(path: Path) -> None:
    text = path.read_text("utf-8")
    assert not re.search(r"except[^:\n]*:\n\s*(?:pass|\.\.\.)\s*$", text, re.MULTILINE), (
        "an error is passed over"
    )
    assert not re.search(r"#\s*(?:TODO|FIXME|XXX)", text)
    assert not re.search(r"#\s*type:\s*ignore(?!\[)", text), "say which fault is ignored"
    if path.is_relative_to(ROOT / "index") or path.is_relative_to(ROOT / "briefing"):
        assert re.match(r'r?"""\S', text), "a module opens with what it is for"


def test_tests_are_no_packages() -> None:
    """A package ``tests/index`` would stand in the way of ``index``."""
    assert list((ROOT / "tests").rglob("__init__.py")) == []


def test_the_two_commands_of_the_readme_exist() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    rules = re.findall(r"^(\w+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    for command in ("demo", "test"):
        assert f"make {command}" in readme
        assert command in rules


# The package


def test_the_package_carries_word_lists_and_the_model_of_the_tagger(tmp_path: Path) -> None:
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)],
        check=True,
        capture_output=True,
        cwd=ROOT,
    )
    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as package:
        sizes = {one.filename: one.file_size for one in package.infolist()}
    assert sizes["index/extraction/lexicon/words.txt"] > 0
    assert 0 < sizes["index/extraction/model/names.crfsuite"] <= 3_000_000
    assert 0 < sizes["index/extraction/model/words.bin"] <= 2_000_000


# The network


def test_no_test_can_reach_a_network() -> None:
    for attempt in (
        socket.socket,
        lambda: socket.socket(socket.AF_INET6, socket.SOCK_DGRAM),
        lambda: socket.create_connection(("127.0.0.1", 9), timeout=0.1),
        lambda: socket.getaddrinfo("localhost", 80),
        lambda: socket.gethostbyname("localhost"),
    ):
        with pytest.raises(NetworkRefusedError):
            attempt()


def test_no_python_that_a_test_starts_can_reach_a_network() -> None:
    done = subprocess.run(
        [sys.executable, "-c", "import socket; socket.create_connection(('127.0.0.1', 9), timeout=0.1)"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert "NetworkRefusedError" in done.stderr


def test_sockets_inside_the_machine_still_work() -> None:
    one, other = socket.socketpair()
    with one, other:
        one.sendall(b"x")
        assert other.recv(1) == b"x"


def test_the_machine_of_whoever_runs_the_tests_plays_no_part(tmp_path: Path) -> None:
    import os

    assert Path(os.environ["BRIEFING_WORKSPACE"]).is_relative_to(tmp_path)
    assert Path.home() != Path("/")
    assert not Path.home().joinpath(".bashrc").exists()
    assert "NO_COLOR" not in os.environ
