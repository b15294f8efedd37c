"""The command line as a whole: exit codes, sentences, help, status, rebuild, demo."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import click
import pytest

from briefing import __version__
from briefing.cli.root import COMMANDS
from briefing.cli.root import briefing as group
from briefing.samples import samples_folder

Briefing = Callable[..., Any]

MANUAL = Path(__file__).resolve().parents[2] / "docs" / "cli.md"


def walk(
    command: click.Command, path: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    yield path, command
    if isinstance(command, click.Group):
        ctx = click.Context(command)
        for name in command.list_commands(ctx):
            below = command.get_command(ctx, name)
            assert below is not None
            yield from walk(below, (*path, name))


def leaves() -> list[tuple[tuple[str, ...], click.Command]]:
    return [(path, command) for path, command in walk(group) if not isinstance(command, click.Group)]


def section(path: tuple[str, ...]) -> str:
    """The part of the manual on one command."""
    heading = re.escape("## `briefing " + " ".join(path))
    found = re.search(
        rf"^{heading}[ `].*?(?=^## |\Z)", MANUAL.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE
    )
    assert found, f"docs/cli.md has no section on {' '.join(path)}"
    return found[0]


@pytest.mark.parametrize("path", [path for path, _ in leaves()])
def test_the_manual_names_every_option_of_every_command(path: tuple[str, ...]) -> None:
    command = dict(leaves())[path]
    text = section(path)
    for parameter in command.params:
        for name in (
            parameter.opts
            if isinstance(parameter, click.Option)
            else [parameter.make_metavar(click.Context(command))]
        ):
            assert name in text, f"briefing {' '.join(path)}: {name}"


def test_the_manual_names_no_option_that_is_not_there() -> None:
    known = {name for _, command in walk(group) for option in command.params for name in option.opts} | {
        "--help"
    }
    named = set(re.findall(r"(?<![\w-])--[a-z][a-z-]*", MANUAL.read_text(encoding="utf-8")))
    assert named - known == {"--odd", "--name"}


def keys(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        yield from value
        for name, below in value.items():
            # Names of outlets, months and suffixes are data.
            if name not in ("source", "time", "left_out"):
                yield from keys(below)
    elif isinstance(value, list):
        for below in value:
            yield from keys(below)


@pytest.mark.parametrize(
    "command",
    [
        ["search", "rockets"],
        ["search", "rockets", "--facets"],
        ["entities"],
        ["show", "ID"],
        ["note", "list"],
        ["note", "add", "ID", "--quote", "rockets", "--text", "x"],
        ["note", "import", "."],
        ["grade", "ID", "2"],
        ["check"],
        ["status"],
        ["rebuild"],
        ["add", "INBOX"],
    ],
    ids=" ".join,
)
def test_the_manual_names_every_key_of_json(filled: Briefing, inbox: Path, command: list[str]) -> None:
    (id,) = filled("search", "six", "--ids").out.split()
    filled("note", "add", id, "--quote", "rockets", "--text", "x")
    (inbox / "broken.json").write_text("{")
    ready = [str(inbox) if word == "INBOX" else id if word == "ID" else word for word in command]
    name = tuple(word for word in command if word in COMMANDS or word in ("list", "add", "import"))
    text = section(("note", "list") if name[:2] in (("note", "list"), ("note", "add")) else name)
    for key in keys(filled(*ready, "--json").json):
        assert re.search(rf'`{key}`|"{key}"', text), key


def test_every_command_has_help_with_an_example(briefing: Briefing) -> None:
    for path, command in leaves():
        shown = briefing(*path, "--help")
        assert shown.code == 0
        assert "Example:" in shown.out
        assert command.help
        assert f"  briefing {' '.join(path)}" in shown.out
    assert all(name in briefing("--help").out for name in COMMANDS)


def test_help_lines_are_whole_sentences(briefing: Briefing) -> None:
    assert "..." not in re.sub(r"\.\.\.\]?$", "", briefing("--help").out.replace("[ARGS]...", ""))


def test_the_version_is_said_also_after_other_options(briefing: Briefing, tmp_path: Path) -> None:
    assert briefing("--workspace", tmp_path, "--version").out == f"briefing {__version__}\n"


@pytest.mark.parametrize(
    "command",
    [
        ["--nonsense"],
        ["nonsense"],
        ["add"],
        ["show"],
        ["show", "a", "b"],
        ["note", "add", "x"],
        ["note", "nonsense"],
        ["search", "--limit", "x"],
        ["search", "--limit", "-1"],
        ["search", "--sort", "best"],
    ],
    ids=" ".join,
)
def test_what_cannot_be_done_is_exit_code_2_and_a_sentence(briefing: Briefing, command: list[str]) -> None:
    refused = briefing(*command)
    assert refused.code == 2
    assert refused.out == ""
    assert re.match(
        r"briefing: [^A-Z].*\.\nbriefing.* --help shows how it is used\.\n\Z", refused.err, re.DOTALL
    )


@pytest.mark.parametrize(
    "command",
    [
        ["search", "x"],
        ["show", "x"],
        ["status"],
        ["rebuild"],
        ["note", "list"],
        ["note", "add", "x", "--text", "y"],
    ],
    ids=" ".join,
)
def test_without_a_workspace_reading_says_so_and_makes_nothing(
    briefing: Briefing, tmp_path: Path, command: list[str]
) -> None:
    refused = briefing(*command)
    assert refused.code == 3
    assert refused.err == (
        f"briefing: there is no workspace at {tmp_path}/data/briefing/default yet.\n"
        "briefing add FOLDER makes it.\n"
    )
    assert list(tmp_path.iterdir()) == []


def test_a_workspace_that_is_a_file_is_exit_code_3(briefing: Briefing, tmp_path: Path, inbox: Path) -> None:
    (tmp_path / "file").write_text("x")
    for command in (["search", "x"], ["add", inbox], ["status"]):
        refused = briefing("--workspace", tmp_path / "file", *command)
        assert refused.code == 3
        assert "it is a file, not a folder" in refused.err
    assert (tmp_path / "file").read_text() == "x"


def test_a_damaged_catalogue_is_exit_code_3(filled: Briefing, tmp_path: Path) -> None:
    path = tmp_path / "data" / "briefing" / "default" / "corpus.db"
    path.write_bytes(b"no database" * 1000)
    refused = filled("search", "rockets")
    assert refused.code == 3
    assert str(path) in refused.err


def test_without_a_terminal_the_reader_is_not_opened(briefing: Briefing, tmp_path: Path) -> None:
    refused = briefing()
    assert refused.code == 2
    assert refused.err.startswith("briefing: cannot open the reader: there is no terminal here.")
    assert list(tmp_path.iterdir()) == []


def test_a_terminal_that_cannot_place_text_is_said_to_be_that(
    briefing: Briefing, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", "dumb")
    assert "this terminal cannot place text" in briefing().err


def test_status_says_what_there_is_and_where(filled: Briefing, tmp_path: Path) -> None:
    out = filled("status").out
    assert f"Workspace       {tmp_path}/data/briefing/default\n" in out
    assert "Articles        3\n" in out
    assert "Copies          3 from 1 source in 1 file\n" in out
    assert re.search(
        r"^Published       (1 )?Apr 2024( to .*)?$|^Published       1 Apr 2024 to 14 Apr 2024$",
        out,
        re.MULTILINE,
    )
    assert "Notes           0 on 0 articles\n" in out
    assert "chmod" not in out


def test_status_as_json_counts_what_was_noted_and_changed(filled: Briefing, inbox: Path) -> None:
    (id,) = filled("search", "six", "--ids").out.split()
    filled("note", "add", id, "--text", "x")
    record = {"title": "New", "text": "Now it says something else."}
    (inbox / "wire.jsonl").write_text(json.dumps(record) + "\n")
    filled("add", inbox)
    status = filled("status", "--json").json
    assert (status["notes"], status["noted_articles"]) == (1, 1)
    assert status["pending"] == 0
    assert status["bytes"]["total"] == sum(
        status["bytes"][name] for name in ("corpus", "fulltext", "casebook")
    )
    assert status["bytes"]["casebook"] > 0


def test_status_tells_when_others_can_look_in(filled: Briefing, tmp_path: Path) -> None:
    folder = tmp_path / "data" / "briefing" / "default"
    folder.chmod(0o755)
    assert f"chmod 700 {folder} closes it." in filled("status").out
    assert filled("status", "--json").json["open_to_others"] is True


def test_an_empty_workspace_has_figures_too(briefing: Briefing, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    briefing("add", tmp_path / "empty")
    assert "Published       no date\n" in briefing("status").out
    assert "briefing add FOLDER adds some." in briefing("search", "x").out


def test_rebuild_indexes_every_article_again(filled: Briefing) -> None:
    assert filled("rebuild").out == "3 articles indexed.\n"
    rebuilt = filled("rebuild", "--json").json
    assert (rebuilt["indexed"], rebuilt["stopped"]) == (3, False)
    assert filled("search", "rockets", "--json").json["total"] == 2


def test_a_lost_index_is_made_again_and_said(filled: Briefing, tmp_path: Path) -> None:
    folder = tmp_path / "data" / "briefing" / "default" / "fulltext"
    for path in folder.iterdir():
        path.write_bytes(b"garbage")
    found = filled("search", "rockets", "--json")
    assert (found.code, found.json["total"]) == (0, 2)
    assert "made again" in found.err


def test_the_demo_without_a_terminal_says_what_it_made(briefing: Briefing, tmp_path: Path) -> None:
    shown = briefing("demo")
    assert shown.code == 0
    assert shown.out.startswith("There is no terminal here, so the reader is not opened.\n")
    assert f"lies in {tmp_path}/data/briefing/demo\n" in shown.out
    assert "40 new, 0 changed, 0 the same, 0 gone." in shown.out
    assert " of 36 articles " in shown.out
    assert "40 the same" in briefing("demo").out


def test_the_demo_follows_its_samples(briefing: Briefing, tmp_path: Path) -> None:
    briefing("demo")
    old = tmp_path / "data" / "briefing" / "demo" / "samples" / "older" / "sample.txt"
    old.parent.mkdir()
    old.write_text("An older sample\n\nIt is a sample no more.\n", "utf-8")
    briefing("--workspace", tmp_path / "data" / "briefing" / "demo", "add", old.parent)
    assert "40 the same" in briefing("demo").out
    assert not old.exists()
    assert " of 36 articles " in briefing("demo").out


def test_the_demo_keeps_out_of_the_workspace_of_the_analyst(
    filled: Briefing, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = tmp_path / "data" / "briefing" / "default"
    monkeypatch.setenv("BRIEFING_WORKSPACE", str(own))
    filled("demo")
    assert filled("status", "--json").json["articles"] == 3
    assert not (own / "samples").exists()


def test_the_demo_goes_where_it_is_told(briefing: Briefing, tmp_path: Path) -> None:
    briefing("--workspace", tmp_path / "here", "demo")
    assert briefing("--workspace", tmp_path / "here", "status", "--json").json["articles"] == 36


def test_the_samples_are_where_they_are_looked_for() -> None:
    assert sum(path.is_file() for path in samples_folder().rglob("*")) >= 12
