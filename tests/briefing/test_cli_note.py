"""``briefing note``: a passage noted from the command line is found again, or it is said why not."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Briefing = Callable[..., Any]


@pytest.fixture
def id(filled: Briefing) -> str:
    (found,) = filled("search", "six", "--ids").out.split()
    return str(found)


def test_a_note_on_a_passage_holds_its_place(filled: Briefing, id: str) -> None:
    added = filled(
        "note", "add", id[:5], "--quote", '"Nobody was warned,"', "--text", "Says who?", "--json"
    ).json
    anchor = added["anchor"]
    text = filled("show", id, "--json").json["text"]
    assert anchor["exact"] == "“Nobody was warned,”"
    assert text[anchor["start"] : anchor["end"]] == anchor["exact"]
    assert text[: anchor["start"]].endswith(anchor["prefix"])
    assert text[anchor["end"] :].startswith(anchor["suffix"])
    assert anchor["prefix"].endswith(" "), "white space at the edge of the context stays"
    assert filled("note", "list", "--json").json == [added]


def test_a_note_on_the_whole_article_has_no_anchor(filled: Briefing, id: str) -> None:
    assert filled("note", "add", id, "--text", "Read again.", "--json").json["anchor"] is None


def test_what_was_written_is_said_in_words(filled: Briefing, id: str) -> None:
    out = filled("note", "add", id, "--quote", "east bank", "--text", "Where?").out
    assert "on “east bank” in “Six rockets fall on Ostrel base”." in out


def test_a_quote_that_stands_there_twice_is_noted_at_the_first_and_said(filled: Briefing, id: str) -> None:
    out = filled("note", "add", id, "--quote", "rockets", "--text", "x").out
    assert "The quote stands there 2 times; noted at the first." in out
    (note,) = filled("note", "list", "--json").json
    assert note["anchor"]["start"] == 4


def test_a_note_can_come_from_standard_input(filled: Briefing, id: str) -> None:
    filled("note", "add", id, "--text", "-", stdin="first line\n\nsecond ☂ line\n".encode())
    (note,) = filled("note", "list", id[:4], "--json").json
    assert note["body"] == "first line\n\nsecond ☂ line"


def test_standard_input_that_is_no_text_is_refused(filled: Briefing, id: str) -> None:
    refused = filled("note", "add", id, "--text", "-", stdin=b"\xff\xfe")
    assert refused.code == 2
    assert "not UTF-8" in refused.err


@pytest.mark.parametrize("text", ["", "   ", "\x1b[2J"])
def test_an_empty_note_is_refused(filled: Briefing, id: str, text: str) -> None:
    assert filled("note", "add", id, "--text", text).code == 2
    assert filled("note", "list").out == "No notes yet.\n"


def test_words_that_do_not_stand_in_the_article_are_no_place(filled: Briefing, id: str) -> None:
    refused = filled("note", "add", id, "--quote", "seven rockets", "--text", "x")
    assert refused.code == 1
    assert "these words do not stand in “Six rockets fall on Ostrel base”" in refused.err
    assert filled("note", "list", "--json").json == []


def test_words_of_the_title_are_said_to_be_that(filled: Briefing, id: str) -> None:
    refused = filled("note", "add", id, "--quote", "rockets fall on", "--text", "x")
    assert refused.code == 1
    assert "it stands in the title only" in refused.err


def test_the_list_shows_passage_and_words(filled: Briefing, id: str) -> None:
    assert filled("note", "list").out == "No notes yet.\n"
    assert filled("note", "list", id).out == "No note on this article.\n"
    filled("note", "add", id, "--quote", "east bank", "--text", "Where?")
    out = filled("note", "list").out.splitlines()
    assert out[0] == "1 note on 1 article"
    assert "Six rockets fall on Ostrel base" in out[2]
    assert out[3:] == ["  > “east bank”", "  Where?"]


def test_a_note_outlives_its_article(filled: Briefing, id: str, inbox: Path) -> None:
    filled("note", "add", id, "--quote", "east bank", "--text", "Where?")
    (inbox / "wire.jsonl").unlink()
    filled("add", inbox, "--prune")
    shown = filled("show", id)
    assert shown.code == 0
    assert "The rockets came from the east bank." in shown.out
    assert "not in the corpus any more" in shown.err
    (note,) = filled("note", "list", id[:6], "--json").json
    assert (note["title"], note["anchor"]["exact"]) == ("Six rockets fall on Ostrel base", "east bank")


def test_notes_of_an_unknown_article_are_a_sentence(filled: Briefing) -> None:
    assert filled("note", "list", "0000abc").code == 1


def test_listing_makes_no_casebook(filled: Briefing, tmp_path: Path) -> None:
    filled("note", "list")
    filled("status")
    assert not (tmp_path / "data" / "briefing" / "default" / "casebook.db").exists()


def test_a_damaged_casebook_is_a_sentence_that_names_it(filled: Briefing, id: str, tmp_path: Path) -> None:
    path = tmp_path / "data" / "briefing" / "default" / "casebook.db"
    path.write_bytes(b"no database" * 100)
    for command in (["note", "list"], ["note", "add", id, "--text", "x"], ["status"]):
        refused = filled(*command)
        assert refused.code == 3
        assert str(path) in refused.err
        assert "Nothing was changed." in refused.err
        assert refused.out == ""


@pytest.mark.parametrize("form", ["json", "csv", "annotation"])
def test_an_export_replaces_no_file_that_is_there(
    filled: Briefing, id: str, tmp_path: Path, form: str
) -> None:
    filled("note", "add", id, "--text", "Where?")
    path = tmp_path / "data" / "briefing" / "default" / "casebook.db"
    before = path.read_bytes()
    refused = filled("note", "export", "--format", form, "--to", path)
    assert refused.code == 1
    assert "it is there already" in refused.err
    assert path.read_bytes() == before
    assert len(filled("note", "list", "--json").json) == 1


def test_two_edits_in_one_second_are_two_steps(
    filled: Briefing, id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("notes", "steps"):
        monkeypatch.setattr(f"briefing.casebook.{module}.now", lambda: "2024-05-01T10:00:00Z")
    note = filled("note", "add", id, "--text", "one", "--json").json["id"]
    filled("note", "edit", note, "--tag", "first")
    filled("note", "edit", note, "--tag", "second")
    filled("undo")
    assert filled("note", "list", "--json").json[0]["tags"] == ["first"]


def test_one_note_is_shown_with_its_passage_its_source_and_where_it_stands(
    filled: Briefing, id: str, inbox: Path
) -> None:
    note = filled(
        "note",
        "add",
        id,
        "--quote",
        "east bank",
        "--text",
        "Where?",
        "--tag",
        "place",
        "--grade",
        "3",
        "--json",
    ).json
    source = filled("show", id, "--json").json["source"]
    filled("grade", "--source", source, "B", "--why", "it was right before")
    shown = filled("note", "show", note["id"][:6]).out
    for part in (note["id"], "B3", "#place", "> “east bank”", "Where?", source, "Held: its passage is as"):
        assert part in shown
    record = filled("note", "show", note["id"], "--json").json
    assert {name: record[name] for name in note} == note
    assert (record["state"], record["newest"], record["words"]) == ("held", id, "east bank")
    assert (record["source"]["source"], record["reliability"], record["holds"]) == (source, "B", None)
    (path,) = (each for each in inbox.iterdir() if "east bank" in each.read_text(encoding="utf-8"))
    path.write_text(
        path.read_text(encoding="utf-8").replace("Six rockets fell", "Rockets fell"), encoding="utf-8"
    )
    filled("add", inbox)
    assert (
        "Moved: its passage stands elsewhere in the newer version" in filled("note", "show", note["id"]).out
    )
    path.unlink()
    filled("add", inbox, "--prune")
    gone = filled("note", "show", note["id"])
    assert "Orphaned: its article is not in the corpus any more." in gone.out
    assert "> “east bank”" in gone.out
    assert source in gone.out


def test_a_note_that_is_not_there_is_not_shown_and_a_red_one_has_its_banner(
    filled: Briefing, id: str
) -> None:
    missing = filled("note", "show", "abcdef")
    assert missing.code == 1
    assert "no notes in this workspace" in missing.err
    note = filled("note", "add", id, "--text", "Secret.", "--marking", "TLP:RED", "--json").json
    lines = filled("note", "show", note["id"]).out.splitlines()
    assert (lines[0], lines[-1]) == ("TLP:RED", "TLP:RED")
    assert 'there is no note "abcdef"' in filled("note", "show", "abcdef").err
