"""How adding is said: the WORK part of the status line at every width, time left, and what came of it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from briefing.tui.adding import Adding, outcome, said_path, time_left, work_row
from briefing.tui.layers import cells
from index import AddReport
from index.report import Failure

STATE = Adding("~/inbox", done=4_120, total=9_300, articles=4_120, searchable=4_000, skipped=3, seconds=32)


def said(state: Adding, width: int) -> str:
    return "".join(text for text, _ in work_row(state, width))


def test_everything_is_said_where_there_is_room() -> None:
    assert said(STATE, 118) == (
        "Adding ~/inbox  ━━━━━────────  4,120 of 9,300  searchable 4,000  3 skipped :skipped  about 40 s"
    )


def test_what_gives_way_first_when_width_runs_short() -> None:
    seen: list[str] = []
    for width in range(118, 20, -1):
        words = said(STATE, width)
        assert cells(words) <= width or words == "Adding  4,120 of 9,300  3 skipped"
        if not seen or words != seen[-1]:
            seen.append(words)
    short = [words.replace("━━━━━────────", "BAR").replace("━━━━──────", "BAR") for words in seen]
    assert list(dict.fromkeys(short)) == [
        "Adding ~/inbox  BAR  4,120 of 9,300  searchable 4,000  3 skipped :skipped  about 40 s",
        "Adding  BAR  4,120 of 9,300  searchable 4,000  3 skipped :skipped  about 40 s",
        "Adding  BAR  4,120 of 9,300  3 skipped :skipped  about 40 s",
        "Adding  BAR  4,120 of 9,300  3 skipped  about 40 s",
        "Adding  BAR  4,120 of 9,300  3 skipped",
        "Adding  4,120 of 9,300  3 skipped",
    ]


def test_eighty_columns_hold_what_the_design_shows_there() -> None:
    assert "3 skipped :skipped  about 40 s" in said(STATE, 78)
    assert "~/inbox" not in said(STATE, 78)


def test_what_is_not_known_or_nothing_is_not_said() -> None:
    assert said(Adding("~/inbox"), 100) == "Adding ~/inbox  looking for files"
    assert said(Adding("~/inbox", 0, 10), 100) == "Adding ~/inbox  ──────────  0 of 10"
    assert said(replace(STATE, stopping=True), 118).startswith("Stopping ~/inbox")
    assert "about" not in said(replace(STATE, stopping=True), 118)


def test_one_file_with_many_articles_is_seen_to_move() -> None:
    state = Adding("big.jsonl", 0, 1, articles=12_000)
    assert said(state, 100) == "Adding big.jsonl  ──────────  0 of 1 files, 12,000 articles"


def test_a_long_path_keeps_its_end_and_ascii_its_signs() -> None:
    state = replace(STATE, folder="/media/analyst/" + "x" * 60 + "/april", skipped=0)
    words = "".join(text for text, _ in work_row(state, 130, bar=("=", "-")))
    assert words.startswith("Adding …")
    assert "x/april  =====--------  " in words


@pytest.mark.parametrize(
    ("done", "total", "seconds", "words"),
    [
        (10, 1_000, 2.9, ""),
        (0, 1_000, 60, ""),
        (1_000, 1_000, 60, ""),
        (500, 1_000, 4, "about 5 s"),
        (900, 1_000, 90, "about 10 s"),
        (500, 1_000, 12, "about 10 s"),
        (500, 1_000, 42, "about 40 s"),
        (500, 1_000, 58, "about 1 min"),
        (10, 1_000, 3, "about 5 min"),
        (10, 1_000, 120, "about 3 h"),
    ],
)
def test_time_left_is_rounded_and_never_guessed(done: int, total: int, seconds: float, words: str) -> None:
    assert time_left(Adding("x", done, total, seconds=seconds)) == words


def test_paths_are_said_from_home_and_cleaned() -> None:
    home = Path.home()
    assert said_path(home) == "~"
    assert said_path(home / "in\x1b[31mbox") == "~/inbox"
    assert said_path(Path(f"{home}2")) == f"{home}2"


@pytest.mark.parametrize(
    ("report", "words", "role"),
    [
        (AddReport(new=1_412, changed=3, same=9), "added ~/in: 1,412 new, 3 changed, 9 the same", "text"),
        (AddReport(same=9, gone=2), "nothing new in ~/in: 9 the same, 2 gone (kept)", "text"),
        (AddReport(left_out=((".pdf", 7),)), "nothing was added from ~/in   left out: 7 .pdf", "text"),
        (
            AddReport(new=2, stopped=True),
            "stopped adding ~/in: 2 new kept   :add ~/in goes on from there",
            "text",
        ),
        (
            AddReport(new=2, failures=(Failure("a", "it is empty"),) * 3, remarks=(Failure("b", "odd"),)),
            "added ~/in: 2 new   1 remark: :skipped   3 skipped: :skipped",
            "warn",
        ),
    ],
)
def test_what_came_of_it(report: AddReport, words: str, role: str) -> None:
    assert outcome(report, "~/in") == (words, role)
