"""Decisions: one of a kind about one thing, with its reason, its history and the way back."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from briefing.casebook import Casebook, decisions, open_casebook, outlet_key
from briefing.casebook.decisions import LONGEST_NAME
from briefing.errors import UsageError
from briefing.workspace import Workspace
from index.entities.model import Name

ID = "0123456789abcdef0123"


@pytest.fixture
def casebook(tmp_path: Path) -> Iterator[Casebook]:
    with open_casebook(Workspace(tmp_path / "ws").make()) as opened:
        yield opened


def test_an_outlet_is_graded_with_a_reason_and_known_however_it_is_written(casebook: Casebook) -> None:
    casebook.decide("reliability", "Halden  Courier", "B", why="Right in March.")
    found = casebook.decision("reliability", "halden courier")
    assert found is not None
    assert (found.name, found.value, found.why) == ("Halden Courier", "B", "Right in March.")
    assert found.decided.endswith("Z")
    assert casebook.values("reliability") == {outlet_key("HALDEN COURIER"): "B"}


def test_the_history_of_a_grade_keeps_every_reason(casebook: Casebook) -> None:
    casebook.decide("reliability", "Courier", "B", why="first")
    casebook.decide("reliability", "COURIER", "C", why="second")
    casebook.revoke("reliability", "courier")
    steps = casebook.history("reliability", "courier")
    assert [(step.said, step.change.after.get("why")) for step in steps] == [
        ("Courier graded B", "first"),
        ("COURIER graded C", "second"),
        ("decision about reliability taken back", None),
    ]


def test_a_decision_is_undone_and_made_again(casebook: Casebook) -> None:
    casebook.decide("credibility", ID, "2")
    casebook.decide("credibility", ID, "4")
    assert casebook.undo() == "graded 4"
    assert casebook.values("credibility") == {ID: "2"}
    casebook.undo()
    assert casebook.values("credibility") == {}
    casebook.redo()
    casebook.redo()
    assert casebook.values("credibility") == {ID: "4"}


def test_the_same_decision_again_is_no_step(casebook: Casebook) -> None:
    casebook.decide("marking", ID, "TLP:RED")
    casebook.decide("marking", ID, "TLP:RED")
    assert len(casebook.history("marking", ID)) == 1
    assert casebook.revoke("marking", ID)
    assert not casebook.revoke("marking", ID)


def test_decisions_about_one_article_are_one_step(casebook: Casebook) -> None:
    casebook.decide_all(ID, {"source": "Courier", "language": "ar"})
    assert [each.kind for each in casebook.decisions("source", "language")] == ["language", "source"]
    assert casebook.undo() == "outlet set to Courier, and 1 more"
    assert casebook.decisions("source", "language") == []


def test_of_several_decisions_all_are_kept_or_none(casebook: Casebook) -> None:
    with pytest.raises(UsageError, match="about language without words"):
        casebook.decide_all(ID, {"source": "Courier", "language": " "})
    assert casebook.decisions("source", "language") == []


def test_a_decision_without_words_is_refused(casebook: Casebook) -> None:
    for about, value in (("", "B"), ("Courier", " ")):
        with pytest.raises(UsageError):
            casebook.decide("reliability", about, value)


def test_a_new_name_that_is_too_long_is_refused(casebook: Casebook) -> None:
    brigade = Name("organisation", "Kestrel Brigade")
    with pytest.raises(UsageError, match="a name has at most 200 characters, and this one has 201"):
        casebook.rule("renamed", brigade, "x" * (LONGEST_NAME + 1))
    assert casebook.rulings() == []
    casebook.rule("renamed", brigade, "x" * LONGEST_NAME)
    assert len(casebook.rulings()) == 1


@pytest.mark.parametrize(
    ("kind", "value"), [("reliability", "G"), ("credibility", "0"), ("credibility", "B")]
)
def test_the_file_itself_refuses_a_grade_that_is_none(casebook: Casebook, kind: str, value: str) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        casebook.decide(kind, ID, value)  # type: ignore[arg-type]
    assert casebook.undo() is None


def test_decisions_about_entities_come_as_they_were_made_whatever_the_clock_says(
    casebook: Casebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    brigade, cell = Name("organisation", "Kestrel Brigade"), Name("organisation", "Security Media Cell")
    for hour, ruling, value in ((9, "ignored", ""), (7, "renamed", "The Brigade"), (8, "retyped", "group")):
        monkeypatch.setattr(decisions, "now", lambda hour=hour: f"2024-04-22T0{hour}:00:00Z")
        casebook.rule(ruling, brigade, value)  # type: ignore[arg-type]
    casebook.rule("merged", cell, str(brigade))
    assert [each.kind for each in casebook.rulings()] == ["ignored", "renamed", "retyped", "merged"]
    casebook.rule("ignored", brigade, why="once more")
    casebook.undo()
    assert [each.kind for each in casebook.rulings()] == ["ignored", "renamed", "retyped", "merged"]
    casebook.revoke_ruling("renamed", str(brigade))
    casebook.rule("renamed", brigade, "Another")
    assert [each.kind for each in casebook.rulings()] == ["ignored", "retyped", "merged", "renamed"]
