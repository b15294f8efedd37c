"""``briefing add``: what came in is said, what could not be read is named, and nothing is made by a slip."""

from __future__ import annotations

import io
import json
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from briefing.cli.add import tell
from briefing.cli.printer import Printer
from briefing.cli.progress import StopKey, display, lines
from index.report import AddReport, Failure

Briefing = Callable[..., Any]


def told(report: AddReport) -> list[str]:
    stream = io.StringIO()
    tell(report, Printer(stream))
    return stream.getvalue().splitlines()


def test_a_folder_comes_in_and_is_searchable(briefing: Briefing, inbox: Path) -> None:
    added = briefing("add", inbox)
    assert (added.code, added.out) == (0, "3 new, 0 changed, 0 the same, 0 gone.\n")
    assert briefing("search", "ferries", "--json").json["total"] == 1


def test_adding_again_changes_nothing(filled: Briefing, inbox: Path) -> None:
    assert filled("add", inbox).out == "0 new, 0 changed, 3 the same, 0 gone.\n"


def test_what_is_gone_is_said_and_kept_until_prune(filled: Briefing, inbox: Path) -> None:
    (inbox / "wire.jsonl").unlink()
    assert "3 gone (kept; --prune removes them)." in filled("add", inbox).out
    assert filled("search", "--json").json["total"] == 3
    assert "3 gone (removed)." in filled("add", inbox, "--prune").out
    assert filled("search", "--json").json["total"] == 0


def test_a_bad_line_is_named_and_never_stops_the_rest(briefing: Briefing, inbox: Path) -> None:
    with (inbox / "wire.jsonl").open("a") as file:
        file.write("this is not JSON\n")
    added = briefing("add", inbox)
    assert added.code == 1
    assert added.out.startswith("3 new,")
    assert "Could not read 1 file or record:" in added.out
    assert f"{inbox / 'wire.jsonl'}: line 4 is not JSON" in added.out


def test_files_of_other_formats_are_counted(briefing: Briefing, inbox: Path) -> None:
    (inbox / "picture.png").write_bytes(b"\x89PNG")
    added = briefing("add", inbox)
    assert added.code == 0
    assert "Left out, because the format is not read: 1 .png." in added.out


def test_a_path_that_is_not_there_stops_it_before_anything_is_made(
    briefing: Briefing, inbox: Path, tmp_path: Path
) -> None:
    added = briefing("add", inbox, tmp_path / "misspelt", tmp_path / "other")
    assert added.code == 1
    assert added.out == ""
    assert added.err.startswith(
        f"briefing: cannot add {tmp_path / 'misspelt'}, {tmp_path / 'other'}: they are not there."
    )
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize("name", ["file/below", "x" * 300])
def test_a_path_that_cannot_be_looked_at_is_a_sentence(briefing: Briefing, tmp_path: Path, name: str) -> None:
    (tmp_path / "file").touch()
    added = briefing("add", tmp_path / name)
    assert added.code == 1
    assert added.err.startswith(f"briefing: cannot add {tmp_path / name}: ")
    assert "Nothing was changed." in added.err


def test_what_files_do_not_say_can_be_given(briefing: Briefing, tmp_path: Path) -> None:
    file = tmp_path / "plain.txt"
    file.write_text("Nobody knows where this was printed.")
    briefing("add", file, "--source", "Leaflet", "--published", "22 April 2024", "--lang", "EN")
    (hit,) = briefing("search", "--json").json["hits"]
    assert (hit["source"], hit["published"], hit["language"]) == ("Leaflet", "2024-04-22", "en")


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (["--published", "soon"], 'cannot read the date "soon"'),
        (["--published", "03/04/2024"], 'the date "03/04/2024" can be two days'),
        (["--lang", "zz"], '"zz" is not a language that is known'),
        (["--lang", "e1"], "not a language that is known"),
    ],
)
def test_what_cannot_be_meant_is_a_usage_error(
    briefing: Briefing, inbox: Path, tmp_path: Path, given: list[str], words: str
) -> None:
    added = briefing("add", inbox, *given)
    assert added.code == 2
    assert words in added.err
    assert not (tmp_path / "data").exists()


def test_the_report_as_json(briefing: Briefing, inbox: Path) -> None:
    (inbox / "broken.json").write_text("{")
    (inbox / "picture.png").write_bytes(b"\x89PNG")
    report = briefing("add", inbox, "--json").json
    assert [report[key] for key in ("new", "changed", "same", "gone", "pruned", "stopped")] == [
        3,
        0,
        0,
        0,
        0,
        False,
    ]
    assert [Path(each["path"]).name for each in report["failures"]] == ["broken.json"]
    assert report["left_out"] == {".png": 1}
    assert report["remarks"] == report["gone_paths"] == []


def test_twenty_failures_are_named_and_the_rest_counted() -> None:
    failures = tuple(Failure(f"{n}.json", "it is empty") for n in range(32))
    out = told(AddReport(failures=failures))
    assert out[1] == "Could not read 32 files or records:"
    assert out[2] == "  0.json: it is empty."
    assert out[21] == "  19.json: it is empty."
    assert out[22:] == ["  and 12 more: --json lists them"]


def test_remarks_are_told_without_making_it_a_failure(filled: Briefing, inbox: Path) -> None:
    record = {"title": "Two ways", "text": "A date that can be read two ways.", "date": "03/04/2024"}
    (inbox / "two.json").write_text(json.dumps(record))
    added = filled("add", inbox)
    assert added.code == 0
    assert "03/04/2024" in added.out


def test_ctrl_c_is_a_request_first_and_an_order_the_second_time() -> None:
    before = signal.getsignal(signal.SIGINT)
    with StopKey() as key:
        assert key.news() == ""
        os.kill(os.getpid(), signal.SIGINT)
        assert key.asked
        assert "What is searchable is kept" in key.news()
        assert key.news() == "", "it is said once"
        with pytest.raises(KeyboardInterrupt):
            os.kill(os.getpid(), signal.SIGINT)
    assert signal.getsignal(signal.SIGINT) is before


def test_without_a_terminal_progress_is_plain_lines(capsys: pytest.CaptureFixture[str]) -> None:
    show = lines("added", "files", every=0)
    show(2000, 5000, "1,990 searchable")
    show(2001, 5000, remark="Stopping.")
    assert capsys.readouterr().err == (
        "added 2,000 of 5,000 files, 1,990 searchable\nStopping.\nadded 2,001 of 5,000 files\n"
    )


def test_lines_come_only_now_and_then(capsys: pytest.CaptureFixture[str]) -> None:
    show = lines("added", "files", every=3600)
    for done in range(1000):
        show(done, 1000)
    assert capsys.readouterr().err == ""


class _Screen(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_on_a_terminal_progress_is_a_bar_with_rate_and_time_left(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = _Screen()
    monkeypatch.setattr(sys, "stderr", screen)
    monkeypatch.setenv("COLUMNS", "160")
    with display("Adding", "added", "files") as show:
        show(0, 9300, "0 searchable")
        for done in range(1, 9301):
            show(done, 9300, "4,000 searchable", remark="Stopping." if done == 5 else "")
    out = screen.getvalue()
    assert "Adding" in out
    assert "9,300 of 9,300 files" in out
    assert "4,000 searchable" in out
    assert "a second" in out
    assert "about" in out
    assert "Stopping." in out


class _Broken(io.StringIO):
    def write(self, text: str) -> int:
        raise BrokenPipeError


def test_a_stream_that_broke_does_not_end_the_work(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", _Broken())
    lines("added", "files", every=0)(1, 2, remark="Stopping.")
