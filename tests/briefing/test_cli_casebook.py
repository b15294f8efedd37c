"""The casebook on the command line: each command does what its sentence says, and says what it did."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Briefing = Callable[..., Any]


@pytest.fixture
def id(filled: Briefing) -> str:
    (found,) = filled("search", "six", "--ids").out.split()
    return str(found)


def add(briefing: Briefing, id: str, text: str, *more: str) -> Any:
    return briefing("note", "add", id, "--text", text, *more, "--json").json


def listed(briefing: Briefing, *query: str) -> list[str]:
    return [note["body"] for note in briefing("note", "list", *query, "--json").json]


# Notes


def test_a_note_has_tags_a_grade_and_a_marking(filled: Briefing, id: str) -> None:
    note = add(filled, id, "x", "--tag", "#Militia", "--tag", "east bank", "--grade", "3", "--marking", "tlp:amber",
               "--quote", "six rockets".title().replace("R", "r"))  # fmt: skip
    assert (note["tags"], note["grade"], note["marking"]) == (["east-bank", "militia"], 3, "TLP:AMBER")
    assert note["anchor"]["state"] == "held"
    shown = filled("note", "list").out
    assert shown.startswith("TLP:AMBER\n")
    assert shown.endswith("TLP:AMBER\n")
    assert "#east-bank #militia" in shown


def test_the_list_is_narrowed_by_a_query_and_says_what_it_left_out(filled: Briefing, id: str) -> None:
    add(filled, id, "Who counted?", "--tag", "militia")
    add(filled, id, "Said by the guard.")
    assert listed(filled, "tag:militia") == listed(filled, "counted") == ["Who counted?"]
    assert listed(filled, "-tag:militia") == ["Said by the guard."]
    assert listed(filled, "counted", "OR", "guard") == ["Who counted?", "Said by the guard."]
    assert listed(filled, id[:6]) == ["Who counted?", "Said by the guard."]
    odd = filled("note", "list", "is:odd", "counted")
    assert 'read without "is:odd"' in odd.err
    assert "Who counted?" in odd.out
    assert filled("note", "list", "nowhere").out == "No note matches.\n"


def test_a_note_is_edited_in_one_step_that_is_undone_and_made_again(filled: Briefing, id: str) -> None:
    note = add(filled, id, "one", "--tag", "a")
    edited = filled(
        "note",
        "edit",
        note["id"][:6],
        "--text",
        "two",
        "--tag",
        "b",
        "--untag",
        "a",
        "--grade",
        "2",
        "--json",
    ).json
    assert (edited["body"], edited["tags"], edited["grade"]) == ("two", ["b"], 2)
    assert filled("undo").out == "Undone: note changed: two.\n"
    (back,) = filled("note", "list", "--json").json
    assert back["changed"] >= edited["changed"]
    assert back == {**note, "version": 3, "changed": back["changed"]}
    assert filled("redo").out == "Made again: note changed: two.\n"
    assert listed(filled) == ["two"]
    assert filled("redo").out == "There is nothing to redo.\n"
    assert filled("note", "edit", note["id"]).code == 2


def test_a_deleted_note_is_listed_and_comes_back(filled: Briefing, id: str) -> None:
    note = add(filled, id, "one")
    assert note["id"] in filled("note", "delete", note["id"][:7]).out
    assert listed(filled) == []
    assert listed(filled, "--deleted") == ["one"]
    assert filled("note", "restore", note["id"]).code == 0
    assert filled("note", "list", "--json").json == [note]
    assert filled("note", "restore", note["id"]).code == 1


def test_a_tag_is_renamed_everywhere(filled: Briefing, id: str) -> None:
    add(filled, id, "one", "--tag", "milita")
    add(filled, id, "two", "--tag", "milita")
    assert "2 notes changed" in filled("note", "tags", "--rename", "milita", "militia").out
    assert filled("note", "tags", "--json").json == {"militia": 2}
    assert filled("note", "tags").out == "     2  militia\n"


def test_all_notes_that_a_query_means_are_tagged_in_one_step(filled: Briefing, id: str) -> None:
    for text in ("counted one", "counted two", "other"):
        add(filled, id, text)
    assert filled("note", "tag", "counted", "--give", "numbers").out.startswith("2 notes of 2 changed.")
    assert filled("note", "tags", "--json").json == {"numbers": 2}
    filled("note", "tag", "-other", "two", "--take", "numbers", "--give", "seen")
    assert filled("note", "tags", "--json").json == {"numbers": 1, "seen": 1}
    filled("undo")
    assert filled("note", "tags", "--json").json == {"numbers": 2}
    assert filled("note", "tag", "counted").code == 2


def test_a_passage_that_changed_is_said_checked_and_accepted(filled: Briefing, id: str, inbox: Path) -> None:
    quote = "The rockets came from the east bank."
    note = add(filled, id, "Which bank?", "--quote", quote)
    wire = inbox / "wire.jsonl"
    wire.write_text(wire.read_text(encoding="utf-8").replace("came from", "were from"), encoding="utf-8")
    filled("add", inbox)
    (listed_note,) = filled("note", "list", "--json").json
    assert listed_note["anchor"]["state"] == "changed"
    checked = filled("check", "--json").json
    assert (checked["notes"], checked["changed"]) == (1, 1)
    assert checked["apart"][0]["words"] == quote.replace("came from", "were from")
    said = filled("check").out
    assert "The casebook is sound. 1 note:" in said
    assert ", 1 word differs" in said
    assert filled("note", "accept", note["id"]).code == 0
    assert filled("check", "--json").json["held"] == 1
    filled("undo")
    assert "stays on its evidence" in filled("note", "accept", note["id"], "--reject").out
    assert filled("check", "--json").json["orphaned"] == 1
    refused = filled("note", "accept", note["id"])
    assert (refused.code, "no place is proposed" in refused.err) == (1, True)


# Grades and markings


def test_grades_are_given_shown_and_searched_for(filled: Briefing, id: str) -> None:
    assert "2 probably true" in filled("grade", id[:6], "2").out
    assert (
        "B usually reliable"
        in filled("grade", "--source", "exercise wire", "b", "--why", "Right in March.").out
    )
    shown = filled("search", "grade:B2")
    assert "B2" in shown.out
    assert "1 of 3 articles" in shown.out
    assert filled("search", "grade:B2", "--json").json["hits"][0]["grade"] == "B2"
    article = filled("show", id, "--json").json
    assert (article["reliability"], article["credibility"]) == ("B", "2")
    assert " · B2 · " in filled("show", id).out


def test_the_history_of_a_grade_is_kept_with_its_reasons(filled: Briefing) -> None:
    filled("grade", "--source", "Exercise Wire", "B", "--why", "Right in March.")
    filled("grade", "--source", "EXERCISE WIRE", "C", "--why", "Wrong in April.")
    record = filled("grade", "--source", "Exercise Wire", "--json").json
    assert record["grade"] == "C"
    assert [step["why"] for step in record["history"]] == ["Right in March.", "Wrong in April."]
    assert "not graded" in filled("grade", "--source", "Exercise Wire", "--clear").out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["ID", "7"], 'cannot grade with "7"'),
        (["ID", "B"], 'cannot grade with "B"'),
        (["--source", "x", "2"], 'cannot grade with "2"'),
        ([], "cannot tell what to grade"),
        (["ID", "2", "--clear"], "cannot tell what to grade"),
    ],
)
def test_what_is_no_grade_is_refused_and_the_scale_is_named(
    filled: Briefing, id: str, arguments: list[str], said: str
) -> None:
    refused = filled("grade", *(id if word == "ID" else word for word in arguments))
    assert refused.code == 2
    assert said in refused.err


def test_an_outlet_that_no_article_is_from_is_graded_all_the_same_and_that_is_said(filled: Briefing) -> None:
    graded = filled("grade", "--source", "Nobody's Gazette", "D")
    assert (graded.code, "No article is from" in graded.err) == (0, True)


def test_markings_are_given_to_articles_notes_and_the_workspace(filled: Briefing, id: str) -> None:
    note = add(filled, id, "one")
    assert filled("mark", "workspace", "TLP:GREEN").out == "workspace: TLP:GREEN\n"
    assert filled("mark", note["id"]).out == f"note {note['id']}: TLP:GREEN\n"
    filled("mark", id[:8], "tlp:amber")
    assert filled("mark", note["id"]).out == f"note {note['id']}: TLP:AMBER\n"
    filled("mark", note["id"], "TLP:RED")
    assert filled("note", "list").out.splitlines()[0] == "TLP:RED"
    assert filled("search", "six").out.splitlines()[-1] == "TLP:AMBER"
    assert filled("search", "ferries", "--json").json["marking"] == "TLP:GREEN"
    assert filled("mark", note["id"], "--clear").out == f"note {note['id']}: TLP:AMBER\n"
    refused = filled("mark", id, "TLP:AMBRE")
    assert (refused.code, "Did you mean TLP:AMBER?" in refused.err) == (2, True)
    assert filled("mark", "zzzz", "TLP:RED").code == 1


def test_without_a_casebook_searches_know_the_fields_and_make_none(filled: Briefing, tmp_path: Path) -> None:
    assert "No article matches." in filled("search", "note:x").out
    assert "3 of 3 articles" in filled("search", "is:unread").out
    assert not (tmp_path / "data" / "briefing" / "default" / "casebook.db").exists()


def test_a_damaged_casebook_does_not_stop_a_search(filled: Briefing, id: str, tmp_path: Path) -> None:
    add(filled, id, "one")
    (tmp_path / "data" / "briefing" / "default" / "casebook.db").write_bytes(b"not a database" * 1_000)
    searched = filled("search", "six")
    assert (searched.code, "1 of 3 articles" in searched.out) == (0, True)
    assert "Notes, grades and markings are left out" in searched.err
    assert filled("show", id).code == 0
    assert filled("note", "list").code == 3
    assert filled("check").code == 3


# Articles


def test_what_a_file_says_wrongly_is_set_right_and_comes_back(filled: Briefing, id: str, inbox: Path) -> None:
    before = filled("show", id, "--json").json
    filled(
        "article",
        "set",
        id[:7],
        "--source",
        "Northmark Radio",
        "--published",
        "3 May 2024",
        "--lang",
        "Arabic",
    )
    assert filled("search", "source:northmark", "--ids").out.split() == [id]
    article = filled("show", id, "--json").json
    assert (article["source"], article["published"], article["language"]) == (
        "Northmark Radio",
        "2024-05-03",
        "ar",
    )
    filled("add", inbox)
    assert filled("show", id, "--json").json["source"] == "Northmark Radio"
    assert "says again what its file says" in filled("article", "undo", id).out
    assert filled("show", id, "--json").json == before
    assert filled("search", "source:northmark", "--ids").out == ""


def test_a_removed_article_is_found_nowhere_its_notes_stay_and_it_comes_back(
    filled: Briefing, id: str
) -> None:
    add(filled, id, "one", "--quote", "rockets")
    filled("article", "remove", id)
    assert id not in filled("search", "--ids").out
    (note,) = filled("note", "list", "--json").json
    assert (note["anchor"]["exact"], note["anchor"]["state"]) == ("rockets", "orphaned")
    assert filled("undo").out == "Undone: article removed.\n"
    assert id in filled("search", "six", "--ids").out


@pytest.mark.parametrize(
    "options", [[], ["--source", " "], ["--published", "03/04/2024"], ["--lang", "klingonian"]]
)
def test_what_cannot_be_set_is_refused(filled: Briefing, id: str, options: list[str]) -> None:
    assert filled("article", "set", id, *options).code == 2


# Out and in, and the way back


def test_notes_go_out_and_come_in_through_files(filled: Briefing, id: str, tmp_path: Path) -> None:
    add(filled, id, "hard  \nbreak\tتنبيه", "--quote", "rockets", "--tag", "a", "--marking", "TLP:RED")
    add(filled, id, "other")
    written = filled("note", "export", "tag:a", "--format", "markdown", "--to", tmp_path / "out")
    assert written.err == f"1 note written to {tmp_path / 'out'}, marked TLP:RED.\n"
    filled("note", "export", "--to", tmp_path / "notes.json")
    other = ("--workspace", tmp_path / "elsewhere")
    assert (
        filled(*other, "note", "import", tmp_path / "out").out == "1 new note, 0 changed, 0 as they were.\n"
    )
    assert filled(*other, "note", "import", tmp_path / "notes.json", "--json").json == {
        "new": 1, "changed": 0, "same": 1, "failures": [],
    }  # fmt: skip
    ours, theirs = (
        sorted(json.loads(filled(*where, "note", "export").out)["notes"], key=lambda note: note["id"])
        for where in ((), other)
    )
    assert ours == theirs
    assert ours[0]["body"] in ("hard  \nbreak\tتنبيه", "other")


def test_a_note_that_cannot_be_taken_in_is_named_and_the_exit_code_says_so(
    filled: Briefing, tmp_path: Path
) -> None:
    (tmp_path / "x.md").write_text("no front matter")
    taken = filled("note", "import", tmp_path / "x.md")
    assert taken.code == 1
    assert f"{tmp_path / 'x.md'}: it has no front matter" in taken.err


def test_csv_and_annotations_honour_the_filter(filled: Briefing, id: str) -> None:
    add(filled, id, "=1+1", "--tag", "a", "--quote", "rockets")
    add(filled, id, "other")
    filled("grade", "--source", "Exercise Wire", "B")
    header, row = filled("note", "export", "tag:a", "--format", "csv").out.splitlines()
    record = dict(zip(header.split(","), row.split(","), strict=True))
    assert (record["body"], record["quote"], record["reliability"]) == ("'=1+1", "rockets", "B")
    page = json.loads(filled("note", "export", "tag:a", "--format", "annotation").out)
    assert [item["target"]["selector"][0]["exact"] for item in page["items"]] == ["rockets"]
    assert filled("note", "export", "--format", "markdown").code == 2


def test_a_backup_goes_out_and_comes_back(filled: Briefing, id: str, tmp_path: Path) -> None:
    add(filled, id, "one")
    filled("article", "set", id, "--title", "Set right")
    assert "1 note backed up" in filled("backup", tmp_path / "b.db").out
    filled("article", "undo", id)
    add(filled, id, "two")
    restored = filled("restore", tmp_path / "b.db")
    assert "1 note brought back." in restored.out
    assert "before-restore-" in restored.out
    assert listed(filled) == ["one"]
    assert filled("show", id, "--json").json["title"] == "Set right", "decisions come back with it"
    assert filled("backup", tmp_path / "b.db").code == 1
    assert filled("restore", tmp_path / "missing.db").code == 3


def test_marking_and_grade_of_an_article_hold_when_its_file_changes(
    briefing: Briefing, tmp_path: Path
) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Five rockets fell on the base, it was said.")
    briefing("add", path)
    (old,) = briefing("search", "rockets", "--ids").out.split()
    briefing("mark", old, "TLP:RED")
    briefing("grade", old, "2")
    path.write_text("Six rockets fell on the base, it is said now.")
    briefing("add", path)
    found = briefing("search", "rockets", "--json").json
    (hit,) = found["hits"]
    assert hit["id"] != old
    assert (hit["marking"], hit["grade"], found["marking"]) == ("TLP:RED", "2", "TLP:RED")
    shown = briefing("show", hit["id"], "--json").json
    assert (shown["marking"], shown["credibility"]) == ("TLP:RED", "2")
    briefing("mark", hit["id"], "TLP:GREEN")
    briefing("grade", hit["id"], "4")
    shown = briefing("show", hit["id"], "--json").json
    assert (shown["marking"], shown["credibility"]) == ("TLP:RED", "4"), "never below an earlier version"


def test_what_was_set_holds_for_another_text_of_the_file_and_is_undone_there(
    briefing: Briefing, tmp_path: Path
) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Five rockets fell on the base, it was said.")
    briefing("add", path)
    (old,) = briefing("search", "rockets", "--ids").out.split()
    briefing("article", "set", old, "--source", "Radio", "--title", "Shells")
    path.write_text("Six rockets fell on the base, it is said now.")
    briefing("add", path)
    (new,) = briefing("search", "source:radio", "title:shells", "--ids").out.split()
    assert new != old
    assert "says again what its file says" in briefing("article", "undo", new).out
    assert briefing("search", "source:radio", "--ids").out == ""
    assert "Nothing was decided" in briefing("article", "undo", new).out
    briefing("undo")
    assert briefing("search", "source:radio", "title:shells", "--ids").out.split() == [new]


def test_notes_go_out_with_the_label_of_their_article(filled: Briefing, tmp_path: Path) -> None:
    (article,) = filled("search", "six", "--ids").out.split()
    filled("mark", article, "TLP:RED")
    filled("note", "add", article, "--text", "Where?")
    page = filled("note", "export", "--format", "annotation").json
    assert "TLP:RED" in [body["value"] for body in page["items"][0]["body"]]
    filled("note", "export", "--format", "markdown", "--to", tmp_path / "out")
    (path,) = (tmp_path / "out").glob("*.md")
    assert "  marking: TLP:RED\n" in path.read_text()


def test_passages_that_check_prints_stand_under_their_label(briefing: Briefing, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Five rockets fell on the base, it was said.")
    briefing("add", path)
    (old,) = briefing("search", "rockets", "--ids").out.split()
    briefing("note", "add", old, "--quote", "Five rockets fell", "--text", "Where?")
    briefing("mark", old, "TLP:RED")
    assert "TLP:RED" not in briefing("check").out, "no passage is printed"
    path.write_text("Nothing is known of any of that by now.")
    briefing("add", path)
    said = briefing("check").out
    assert said.index("TLP:RED") < said.index("Five rockets") < said.rindex("TLP:RED")


def test_a_label_that_the_scheme_does_not_know_is_taken_in_and_said(
    filled: Briefing, id: str, tmp_path: Path
) -> None:
    add(filled, id, "one", "--marking", "TLP:RED")
    filled("note", "export", "--format", "markdown", "--to", tmp_path / "notes")
    (path,) = (each for each in (tmp_path / "notes").rglob("*.md"))
    path.write_text(path.read_text(encoding="utf-8").replace("TLP:RED", "VS-NfD"), encoding="utf-8")
    taken = filled("note", "import", tmp_path / "notes")
    assert taken.code == 0
    assert "1 changed" in taken.out
    assert (
        "Some notes are marked VS-NfD, which TLP 2.0 does not know: it stays, and ranks above all"
        in taken.err
    )
    assert filled("note", "list", "--json").json[0]["marking"] == "VS-NfD"
