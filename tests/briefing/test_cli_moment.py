"""``briefing moment``: when the times of an article are, and setting one right."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from briefing.casebook import open_casebook
from briefing.workspace import Workspace
from index import open_corpus

Briefing = Callable[..., Any]

TEXT = "The boat sank on Sunday. It was raised two days later. On Sunday nobody knew."


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "boat.txt"
    path.write_text(f"Title: The boat\nPublished: 2024-04-22\nLanguage: en\n\n{TEXT}\n", "utf-8")
    return path


@pytest.fixture
def id(briefing: Briefing, file: Path) -> str:
    """An article of the workspace with three times."""
    assert briefing("add", file).code == 0
    found: str = briefing("search", "boat", "--ids").out.strip()
    return found


def moments(outcome: Any) -> list[tuple[str, str | None, bool, str | None]]:
    return [
        (each["text"], each["value"], each["decided"], each["recognised"]) for each in outcome.json["moments"]
    ]


def test_the_times_of_an_article_are_listed(briefing: Briefing, id: str) -> None:
    outcome = briefing("moment", "list", id[:8])
    assert outcome.code == 0
    assert outcome.out.splitlines()[-3:] == [
        "  Sun 21 Apr 2024  Sunday",
        "  Sun 21 Apr 2024  Sunday",
        "  not resolved     two days later",
    ]
    found = briefing("moment", "list", id, "--json")
    assert list(found.json) == ["id", "marking", "moments"]
    assert moments(found) == [
        ("Sunday", "2024-04-21", False, "2024-04-21"),
        ("two days later", None, False, None),
        ("Sunday", "2024-04-21", False, "2024-04-21"),
    ]


def test_a_date_is_set_and_shown_as_set(briefing: Briefing, id: str, file: Path) -> None:
    outcome = briefing("moment", "set", id, "two days later", "2024-04-16T10:00", "--why", "The log says so.")
    assert (outcome.code, outcome.out) == (
        0,
        "“two days later” is Tue 16 Apr 2024, 10:00. briefing undo takes it back.\n",
    )
    assert (
        "Tue 16 Apr 2024, 10:00  two days later   set by you, was not resolved"
        in briefing("moment", "list", id).out
    )
    assert moments(briefing("moment", "list", id, "--json"))[1] == (
        "two days later",
        "2024-04-16T10:00",
        True,
        None,
    )
    assert "set by you" in briefing("extract", file).out
    (line,) = briefing("extract", file, "--json").out.splitlines()
    assert [each["decided"] for each in json.loads(line)["moments"]] == [False, True, False]
    with open_casebook(Workspace(Path(briefing("status", "--json").json["workspace"]))) as casebook:
        (decision,) = casebook.rulings()
        assert (decision.kind, decision.name, decision.why) == ("dated", "two days later", "The log says so.")


def test_which_of_several_is_asked(briefing: Briefing, id: str) -> None:
    outcome = briefing("moment", "set", id, "Sunday", "2024-04-14")
    assert outcome.code == 2
    assert outcome.out.splitlines() == [
        "  1  …The boat sank on Sunday. It was raised two days later.…  Sun 21 Apr 2024",
        "  2  …was raised two days later. On Sunday nobody knew.…  Sun 21 Apr 2024",
    ]
    assert f"“Sunday” stands 2 times in {id[:8]}" in outcome.err
    assert "--which N" in outcome.err
    assert briefing("moment", "set", id, "Sunday", "2024-04-14", "--which", "3").code == 2
    assert briefing("moment", "set", id, "Sunday", "2024-04-14", "--which", "2").code == 0
    assert [value for _, value, _, _ in moments(briefing("moment", "list", id, "--json"))] == [
        "2024-04-21",
        None,
        "2024-04-14",
    ]


def test_none_says_that_there_is_no_date(briefing: Briefing, id: str) -> None:
    said = briefing("moment", "set", id, "Sunday", "none", "--which", "1").out
    assert said == "“Sunday” has no date. briefing undo takes it back.\n"
    assert "no date          Sunday   set by you, was Sun 21 Apr 2024" in briefing("moment", "list", id).out


@pytest.mark.parametrize(
    ("date", "words"),
    [
        ("1990s", "the 1990s"),
        ("2024-04-22TNI", "Mon 22 Apr 2024, night"),
        ("2024-WI", "winter 2024/25"),
    ],
)
def test_a_date_is_said_in_words_everywhere(
    briefing: Briefing, id: str, file: Path, date: str, words: str
) -> None:
    said = briefing("moment", "set", id, "two days later", date).out
    assert said == f"“two days later” is {words}. briefing undo takes it back.\n"
    for shown in (briefing("moment", "list", id).out, briefing("extract", file).out):
        (row,) = (row for row in shown.splitlines() if "two days later" in row)
        assert row.split("  two days later")[0].strip() == words
        assert row.endswith("two days later   set by you, was not resolved")


@pytest.mark.parametrize("date", ["next week", "14 April", "3/4/2024", ""])
def test_what_is_no_date_is_refused_and_nothing_changes(briefing: Briefing, id: str, date: str) -> None:
    outcome = briefing("moment", "set", id, "two days later", date)
    assert (outcome.code, outcome.out) == (2, "")
    assert "is not a date by itself" in outcome.err
    assert briefing("undo").out == "There is nothing to undo.\n"


def test_words_that_are_no_time_are_refused(briefing: Briefing, id: str) -> None:
    for words in ("The boat", "sunday"):
        outcome = briefing("moment", "set", id, words, "2024")
        assert (outcome.code, f"“{words}” is not taken for a time in {id[:8]}" in outcome.err) == (1, True)


def test_it_is_taken_back_by_itself_and_as_the_last_step(briefing: Briefing, id: str) -> None:
    briefing("moment", "set", id, "two days later", "2024-04-16")
    briefing("moment", "set", id, "two days later", "2024-04-17")
    assert briefing("undo").out == "Undone: “two days later” dated Wed 17 Apr 2024.\n"
    assert moments(briefing("moment", "list", id, "--json"))[1][1] == "2024-04-16"
    assert briefing("moment", "undo", id, "two days later").out == (
        "Taken back: “two days later” has no date again.\n"
    )
    assert moments(briefing("moment", "list", id, "--json"))[1][1:] == (None, False, None)
    assert "Nothing was decided" in briefing("moment", "undo", id, "two days later").out
    briefing("undo")
    assert moments(briefing("moment", "list", id, "--json"))[1][1] == "2024-04-16"


def test_what_was_set_on_an_earlier_version_is_taken_back_too(
    briefing: Briefing, id: str, file: Path
) -> None:
    briefing("moment", "set", id, "two days later", "2024-04-16")
    file.write_text(file.read_text("utf-8") + "\nMore was said.\n", "utf-8")
    briefing("add", file)
    newer = briefing("search", "boat", "--ids").out.strip()
    assert newer != id
    briefing("moment", "set", newer, "two days later", "2024-04-17")
    assert moments(briefing("moment", "list", newer, "--json"))[1][1] == "2024-04-17"
    briefing("moment", "undo", newer, "two days later")
    assert moments(briefing("moment", "list", newer, "--json"))[1][1] is None
    briefing("undo")
    assert moments(briefing("moment", "list", newer, "--json"))[1][1] == "2024-04-17"


def test_dates_that_were_set_are_no_decisions_about_entities(briefing: Briefing, id: str) -> None:
    briefing("moment", "set", id, "two days later", "2024-04-16")
    assert briefing("entity", "decisions").out == "Nothing was decided about entities.\n"
    assert briefing("entity", "decisions", "--json").json == {"decisions": []}


def test_a_corpus_that_is_made_anew_has_what_was_set(briefing: Briefing, id: str, file: Path) -> None:
    briefing("moment", "set", id, "two days later", "2024-04-16")
    workspace = Workspace(Path(briefing("status", "--json").json["workspace"]))
    for path in workspace.corpus_path.glob("corpus.db*"):
        path.unlink()
    briefing("add", file)
    with open_corpus(workspace.corpus_path) as corpus:
        corpus.read_for_names(workers=0)
    assert moments(briefing("moment", "list", id, "--json"))[1][1] == "2024-04-16"
