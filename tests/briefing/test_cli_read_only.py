"""A workspace on a disk that takes nothing can still be searched and read, and what cannot be done is said."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from briefing.casebook import open_casebook, open_casebook_to_read
from briefing.errors import WorkspaceError
from briefing.workspace import Workspace
from index import open_corpus

Briefing = Callable[..., Any]


@pytest.fixture
def noted(filled: Briefing) -> str:
    """An article with a note."""
    (id,) = filled("search", "six", "--ids").out.split()
    filled("note", "add", id, "--quote", "east bank", "--text", "Where?", "--marking", "TLP:GREEN")
    return str(id)


def seal(folder: Path) -> dict[str, bytes]:
    """Let SQLite make nothing beside its files, as where a disk is read-only or full, root or not.

    Returns:
        What the files hold.
    """
    for name in ("casebook.db", "corpus.db"):
        for journal in ("-wal", "-shm", "-journal"):
            if not (folder / f"{name}{journal}").exists():
                (folder / f"{name}{journal}").mkdir()
    return {path.name: path.read_bytes() for path in folder.glob("*.db")}


def workspace_of(filled: Briefing) -> Path:
    return Path(filled("status", "--json").json["workspace"])


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (("search", "six"), "Six rockets fall on Ostrel base"),
        (("search", "note:where"), "Six rockets fall on Ostrel base"),
        (("search", "marking:none", "--ids"), ""),
        (("note", "list"), "Where?"),
        (("note", "tags"), "No note has a tag."),
        (("check",), "The casebook is sound. 1 note:"),
        (("status",), "1 on 1 article"),
    ],
)
@pytest.mark.usefixtures("noted")
def test_what_is_there_is_read_and_no_byte_is_written(
    filled: Briefing, command: tuple[str, ...], said: str
) -> None:
    folder = workspace_of(filled)
    before = seal(folder)
    done = filled(*command)
    assert (done.code, done.err) == (0, "")
    assert said in done.out
    assert {path.name: path.read_bytes() for path in folder.glob("*.db")} == before


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (("entities",), "Ostrel"),
        (("entity", "ostrel"), "Mentions"),
        (("search", "place:ostrel"), "Six rockets fall on Ostrel base"),
        (("search", "--facets", "six"), "People, bodies, places"),
        (("said", "--about", "ostrel"), "0 statements about"),
    ],
)
@pytest.mark.usefixtures("noted")
def test_entities_are_read_where_nothing_can_be_written(
    filled: Briefing, command: tuple[str, ...], said: str
) -> None:
    folder = workspace_of(filled)
    with open_corpus(folder) as corpus:
        corpus.read_for_names(workers=0)
    before = seal(folder)
    done = filled(*command)
    assert (done.code, said in done.out) == (0, True), done
    assert {path.name: path.read_bytes() for path in folder.glob("*.db")} == before


def test_decisions_and_reading_for_names_are_refused_where_nothing_can_be_written(filled: Briefing) -> None:
    folder = workspace_of(filled)
    with open_corpus(folder) as corpus:
        corpus.read_for_names(workers=0)
    filled("mark", "workspace", "TLP:GREEN")
    before = seal(folder)
    refused = filled("entity", "ignore", "ostrel base")
    assert refused.code != 0
    assert "cannot use the casebook" in refused.err
    assert {path.name: path.read_bytes() for path in folder.glob("*.db")} == before


def test_an_article_and_a_note_are_shown(filled: Briefing, noted: str) -> None:
    (note,) = filled("note", "list", "--json").json
    seal(workspace_of(filled))
    assert "The rockets came from the east bank." in filled("show", noted).out
    assert "> “east bank”" in filled("note", "show", note["id"]).out


def test_what_cannot_be_written_is_a_sentence_and_nothing_is_lost(filled: Briefing, noted: str) -> None:
    before = seal(workspace_of(filled))
    refused = filled("note", "add", noted, "--text", "x")
    assert refused.code != 0
    assert "cannot use the casebook" in refused.err
    assert "Nothing was changed." in refused.err
    assert {path.name: path.read_bytes() for path in workspace_of(filled).glob("*.db")} == before


@pytest.mark.usefixtures("noted")
def test_a_casebook_that_is_only_read_takes_no_change(filled: Briefing) -> None:
    workspace = Workspace(workspace_of(filled))
    seal(workspace.path)
    with open_casebook_to_read(workspace) as casebook:
        (note,) = casebook.notes()
        with pytest.raises(WorkspaceError, match="it is read-only"):
            casebook.change_note(note.id, "other words")
        assert casebook.notes() == [note]


@pytest.mark.usefixtures("noted")
def test_what_a_journal_holds_is_never_left_out_by_reading_past_it(filled: Briefing) -> None:
    workspace = Workspace(workspace_of(filled))
    folder = workspace.path
    with open_casebook(workspace) as casebook:
        casebook.change_note(casebook.notes()[0].id, "newer words")
        left = {path: path.read_bytes() for path in (folder / "casebook.db", folder / "casebook.db-wal")}
    assert all(left.values()), "the newer words are in the journal alone"
    for path, content in left.items():
        path.write_bytes(content)  # as a kill leaves them
    seal(folder)
    with pytest.raises(WorkspaceError, match="cannot use the casebook"):
        open_casebook_to_read(workspace)


def test_a_folder_that_takes_no_file_is_called_read_only(
    filled: Briefing, noted: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    seal(workspace_of(filled))
    monkeypatch.setattr("briefing.casebook.store.os.access", lambda path, mode: mode != os.W_OK)
    assert "it is read-only" in filled("note", "delete", noted[:4]).err
    assert "cannot use the casebook" in filled("undo").err


def test_what_articles_name_is_read_where_nothing_can_be_kept(filled: Briefing) -> None:
    folder = workspace_of(filled)
    with open_corpus(folder) as corpus:
        corpus.read_for_names(workers=0)
    (id,) = filled("search", "six", "--ids").out.split()
    before = seal(folder)
    (folder / "names.lock").unlink()
    (folder / "names.lock").mkdir()
    for command, said in (
        (("entities",), "Ostrel base        1  in 1 article"),
        (("entities", "six"), "1 entity"),
        (("entity", "Ostrel"), "Ostrel base  facility"),
        (("said", id), "asserts"),
        (("said", "--about", "Ostrel"), "about Ostrel base"),
        (("search", "place:ostrel"), "Six rockets fall"),
    ):
        done = filled(*command)
        assert (done.code, said in done.out) == (0, True), command
    refused = filled("extract", "--pending")
    assert refused.code == 3
    assert "cannot keep names beside" in refused.err
    assert "search index" not in refused.err
    assert filled("entity", "ignore", "Ostrel").code == 3
    assert (folder / "corpus.db").read_bytes() == before["corpus.db"]
