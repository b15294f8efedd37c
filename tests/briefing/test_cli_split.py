"""Claims about splitting names off: exactly what was put together comes apart, and in one step."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from told import Briefing, workspace

from briefing.casebook import Casebook, open_casebook, steps
from briefing.casebook.store import Store
from briefing.cli import ruling
from briefing.workspace import Workspace
from index.entities.model import Name

SUDANI, SOUDANI = "Mohammed Shia al-Sudani", "Mohammed Shia al-Soudani"
A, B, C = (Name("person", text) for text in ("Ada Varga", "Bela Varga", "Cora Varga"))


@pytest.fixture
def casebook(tmp_path: Path) -> Iterator[Casebook]:
    with open_casebook(Workspace(tmp_path / "ws").make()) as opened:
        yield opened


def called(briefing: Briefing, name: str) -> set[str]:
    """All words for the entity of a name, the spellings that it is with included."""
    record = briefing("entity", name, "--json").json
    return {record["name"], *(each["text"] for each in record["also"])}


def decided(briefing: Briefing) -> list[str]:
    """All decisions about entities, in words."""
    lines = briefing("entity", "decisions").out.splitlines()[1:]
    return [line.split("  ", 2)[2] for line in lines]


def test_a_name_that_others_were_merged_into_leaves_all_that_it_is_with(named: Briefing) -> None:
    named("entity", "merge", "Kestrel Brigade", SUDANI, "--across-kinds")
    said = " ".join(named("entity", "split", SUDANI).out.split())
    assert said == (
        f"{SUDANI} is split off. It is {SUDANI} (person), 2 times in 1 article."
        f" Taken back: Kestrel Brigade is merged into {SUDANI}. briefing undo takes it back."
    )
    assert SOUDANI not in called(named, SUDANI)
    assert called(named, "Kestrel Brigade") == {"Kestrel Brigade"}
    assert decided(named) == [f"{SUDANI} is split off"]
    named("undo")
    assert decided(named) == [f"Kestrel Brigade is merged into {SUDANI}"]
    assert {SOUDANI, "Kestrel Brigade"} <= called(named, SUDANI)


def test_what_was_merged_into_a_name_goes_with_it(named: Briefing) -> None:
    named("entity", "merge", "Kestrel Brigade", "Omar Haddad", "--across-kinds")
    named("entity", "merge", "Omar Haddad", "Sami Haddad")
    assert "Omar Haddad is split off" in named("entity", "split", "Omar Haddad").out
    assert called(named, "Omar Haddad") == {"Omar Haddad", "Kestrel Brigade"}
    assert called(named, "Sami Haddad") == {"Sami Haddad"}


def test_what_is_merged_by_hand_and_proposed_too_comes_apart(named: Briefing) -> None:
    with open_casebook(Workspace(workspace())) as opened:
        # decided when the corpus did not yet know that they are one
        opened.rule("merged", Name("person", SOUDANI), f"person:{SUDANI}")
    assert "is split off" in named("entity", "split", SOUDANI).out
    assert called(named, SOUDANI) == {SOUDANI}
    assert SOUDANI not in called(named, SUDANI)
    assert named("undo").code == 0
    assert SOUDANI in called(named, SUDANI)


def test_a_spelling_leaves_what_its_whole_entity_was_merged_into(named: Briefing) -> None:
    named("entity", "merge", SUDANI, "Sami Haddad")
    assert "is split off" in named("entity", "split", SOUDANI).out
    assert called(named, SOUDANI) == {SOUDANI}
    assert SUDANI in called(named, "Sami Haddad")
    assert decided(named) == [f"{SOUDANI} is split off", f"{SUDANI} is merged into Sami Haddad"]


def test_other_merges_into_an_entity_stay(named: Briefing) -> None:
    named("entity", "merge", "Baghdad", "Sami Haddad", "--across-kinds")
    named("entity", "merge", "Omar Haddad", "Sami Haddad")
    named("entity", "split", "baghdad")
    assert called(named, "Sami Haddad") == {"Sami Haddad", "Omar Haddad"}


def test_why_nothing_can_be_split_off_is_true_of_what_an_article_ties_itself(
    named: Briefing, tmp_path: Path
) -> None:
    path = tmp_path / "varga.txt"
    path.write_text("Title: Varga\n\nIlse Varga met the guard. Varga said that she had left.\n", "utf-8")
    named("add", path)
    named("extract", "--pending", "--workers", "1")
    assert called(named, "varga") == {"Ilse Varga", "Varga"}
    outcome = named("entity", "split", "Varga")
    said = " ".join(outcome.err.split())
    assert (outcome.code, outcome.out) == (1, "")
    assert (
        "one name, and nothing can be split off: it is also “Varga” where an article says so itself" in said
    )
    assert "briefing entity not-here ID WORDS says that a single mention is not of it" in said
    assert "nothing was put together with it" in " ".join(named("entity", "split", "Baghdad").err.split())


def test_what_is_with_another_one_as_before_is_said(named: Briefing, monkeypatch: pytest.MonkeyPatch) -> None:
    named("entity", "merge", "Omar Haddad", "Sami Haddad")
    real = ruling.handed_over

    def meanwhile(casebook: Casebook, corpus: Any) -> bool:
        casebook.rule("merged", Name("person", "Omar Haddad"), "person:Sami Haddad", why="another window")
        return real(casebook, corpus)

    monkeypatch.setattr(ruling, "handed_over", meanwhile)
    said = " ".join(named("entity", "split", "Omar Haddad").out.split())
    assert said == "Omar Haddad is with Sami Haddad as before: something else was decided meanwhile."


# One step


@pytest.fixture
def another_window(casebook: Casebook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Somebody who decides something in another window after the first change that is made in this one."""
    with open_casebook(Workspace(tmp_path / "ws")) as other:
        real, left = Store.writing, ["Ostrel"]

        @contextmanager
        def writing(store: Store) -> Iterator[Any]:
            with real(store) as connection:
                yield connection
            if store is casebook._store and left:
                other.rule("ignored", Name("place", left.pop()))

        monkeypatch.setattr(Store, "writing", writing)
        yield


def kinds(casebook: Casebook) -> list[str]:
    return [each.kind for each in casebook.rulings()]


def test_decisions_that_are_taken_back_together_come_back_together(casebook: Casebook) -> None:
    for each in (A, B):
        casebook.rule("merged", each, str(C))
    casebook.decide("title", "0123456789abcdef0123", "Rockets")
    about = [("merged", str(A)), ("merged", str(B)), ("title", "0123456789abcdef0123"), ("split", str(A))]
    assert casebook.revoke_all([*about, about[0]]) == 3  # type: ignore[list-item]
    assert casebook.revoke_all(about) == 0  # type: ignore[arg-type]
    assert kinds(casebook) == []
    assert casebook.undo() == "taken back: Ada Varga merged into Cora Varga, and 2 more"
    assert kinds(casebook) == ["merged", "merged"]
    assert casebook.values("title") == {"0123456789abcdef0123": "Rockets"}


def test_what_another_window_decides_meanwhile_is_in_no_step_of_this_one(
    casebook: Casebook, request: pytest.FixtureRequest
) -> None:
    for each in (A, B):
        casebook.rule("merged", each, str(C))
    request.getfixturevalue("another_window")
    casebook.part([str(A), str(B)], [C], why="They are three.")
    assert [(each.kind, each.why) for each in casebook.rulings()] == [
        ("split", "They are three."),
        ("ignored", ""),
    ]
    casebook.undo()
    assert casebook.undo() == "Cora Varga is split off"
    assert kinds(casebook) == ["merged", "merged"]


def test_splitting_that_is_broken_off_changes_nothing(
    casebook: Casebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    for each in (A, B):
        casebook.rule("merged", each, str(C))
    real, done = steps._apply, []

    def broken_off(*arguments: Any) -> None:
        done.append(arguments)
        if len(done) == 2:
            raise KeyboardInterrupt
        real(*arguments)

    monkeypatch.setattr(steps, "_apply", broken_off)
    with pytest.raises(KeyboardInterrupt):
        casebook.part([str(A), str(B)], [C])
    assert kinds(casebook) == ["merged", "merged"]
    assert casebook.undo() == "Bela Varga merged into Cora Varga"
