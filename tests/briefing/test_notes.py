"""Notes: their words stay as written, every change can be undone, and two readers never overwrite each other."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.casebook import NOTE, Casebook, ChangedMeanwhileError, Note, links, open_casebook
from briefing.errors import BriefingError, UsageError
from briefing.workspace import Workspace
from index.model import Article, Copy, Origin, Span
from index.text import article_id, harmless


def make_article(text: str = "Six rockets fell on the base.", title: str = "Rockets") -> Article:
    copies = (Copy("Courier", "", None, "", "en", Origin("/data/a.txt"), "ab" * 32, "2024-05-01T10:00:00Z"),)
    return Article(1, article_id(title, text), title, False, text, "en", copies)


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return Workspace(tmp_path / "ws").make()


@pytest.fixture
def casebook(workspace: Workspace) -> Iterator[Casebook]:
    with open_casebook(workspace) as opened:
        yield opened


# Words


def test_spaces_tabs_and_blank_lines_of_markdown_stay_as_written(casebook: Casebook) -> None:
    body = "one line  \nbroken\n\n\n\tcode\there\n- a\n    - b"
    assert casebook.add_note(make_article(), body).body == body


def test_the_words_of_a_note_lose_what_could_drive_a_terminal_and_nothing_else(casebook: Casebook) -> None:
    body = "red\x1b[31m \x9b2J\u202egreen\x00\x07 کتاب\u200cها 👩\u200d🔬 e\u0301"
    assert casebook.add_note(make_article(), body).body == "red green کتاب\u200cها 👩\u200d🔬 e\u0301"


@given(st.text())
def test_taking_out_what_acts_twice_changes_nothing(text: str) -> None:
    once = harmless(text)
    assert harmless(once) == once
    assert not {"\x1b", "\x9b", "\u202e", "\x00", "\x7f", "\r"} & set(once)


# Two readers


def test_a_conflict_holds_both_texts(workspace: Workspace) -> None:
    with open_casebook(workspace) as mine, open_casebook(workspace) as theirs:
        note = mine.add_note(make_article(), "one")
        changed = theirs.change_note(note.id, "theirs", version=note.version)
        assert changed.version == note.version + 1
        with pytest.raises(ChangedMeanwhileError) as caught:
            mine.change_note(note.id, "mine", version=note.version)
        assert (caught.value.ours, caught.value.theirs) == ("mine", changed)
        assert mine.change_note(note.id, "theirs", version=note.version) == changed, (
            "the same words are no conflict"
        )
        theirs.delete_note(note.id)
        with pytest.raises(ChangedMeanwhileError) as caught:
            mine.change_note(note.id, "mine", version=changed.version)
        assert caught.value.theirs is None


def test_words_that_another_reader_wrote_are_not_deleted_unread(workspace: Workspace) -> None:
    with open_casebook(workspace) as mine, open_casebook(workspace) as theirs:
        note = mine.add_note(make_article(), "one")
        changed = theirs.change_note(note.id, "theirs", version=note.version)
        with pytest.raises(ChangedMeanwhileError, match="another reader changed") as caught:
            mine.delete_note(note.id, version=note.version)
        assert caught.value.theirs == changed
        assert "not deleted" in caught.value.hint
        assert mine.notes() == [changed]
        mine.delete_note(note.id, version=changed.version)
        assert mine.notes() == []


def test_tags_and_grades_that_another_reader_gives_do_not_stop_the_typing(workspace: Workspace) -> None:
    with open_casebook(workspace) as mine, open_casebook(workspace) as theirs:
        note = mine.add_note(make_article(), "one")
        theirs.tag_notes([note.id], add=["militia"])
        theirs.grade_note(note.id, 2)
        changed = mine.change_note(note.id, "two", version=note.version)
        assert (changed.body, changed.tags, changed.grade) == ("two", ("militia",), 2)


def test_a_reader_notices_what_another_one_wrote(workspace: Workspace) -> None:
    with open_casebook(workspace) as mine, open_casebook(workspace) as theirs:
        before = mine.changes()
        assert mine.changes() == before
        theirs.add_note(make_article(), "one")
        after = mine.changes()
        assert after != before
        mine.add_note(make_article(), "two")
        assert mine.changes() != after


# The way back


def test_every_change_of_a_note_is_undone_and_made_again(casebook: Casebook) -> None:
    other = make_article("Six rockets fell on the old base.")
    note = casebook.add_note(make_article(), "one", Span(0, 3))
    states = [None, note]
    for change in (
        lambda: casebook.change_note(note.id, "two"),
        lambda: casebook.tag_notes([note.id], add=["b", "a"]),
        lambda: casebook.grade_note(note.id, 3),
        lambda: casebook.mark_note(note.id, "TLP:RED"),
        lambda: casebook.let_go(note.id, other.id),
        lambda: casebook.move_note(note.id, other, Span(4, 11)),
    ):
        change()
        states.append(casebook.note(note.id))
    casebook.delete_note(note.id)
    said = []
    for state in reversed(states):
        said.append(casebook.undo())
        assert [content(each) for each in casebook.notes()] == ([content(state)] if state else [])
    assert casebook.undo() is None
    assert said == [
        "note deleted: two", "note moved to the new version: two", "proposed place let go: two",
        "note marked TLP:RED: two", "note graded 3: two", "tagged a, b: two", "note changed: two",
        "note written: one",
    ]  # fmt: skip
    again = [casebook.redo() for _ in range(9)]
    assert again == [*reversed(said), None]
    assert casebook.notes() == []


def content(note: object) -> tuple[object, ...]:
    return tuple(
        getattr(note, name)
        for name in ("id", "article", "body", "anchor", "tags", "grade", "marking", "let_go")
    )


def test_a_step_names_the_note_by_its_first_words_and_many_notes_by_their_number(casebook: Casebook) -> None:
    note = casebook.add_note(
        make_article(), "Who counted the\n\n**six rockets** that are said to have fallen?"
    )
    casebook.add_note(make_article(), "two")
    casebook.tag_articles([note.article], add=["wire"])
    casebook.rename_tag("wire", "agency")
    assert casebook.undo() == "tag wire renamed to agency on 2 notes"
    casebook.undo()
    casebook.undo()
    assert casebook.undo() == "note written: Who counted the **six rockets** that ar…"


def test_a_casebook_tells_its_own_steps_from_those_of_others_and_of_earlier_starts(
    workspace: Workspace,
) -> None:
    with open_casebook(workspace) as mine, open_casebook(workspace) as theirs:
        assert mine.last_step() is None
        mine.add_note(make_article(), "one")
        last = mine.last_step()
        assert last is not None
        assert (last.said, last.made_here) == ("note written: one", True)
        seen = theirs.last_step()
        assert seen is not None
        assert (seen.number, seen.said, seen.made_here) == (last.number, last.said, False)
        theirs.undo()
        theirs.redo()
        last = mine.last_step()
        assert last is not None
        assert not last.made_here, "it stands because the other one made it again"
    with open_casebook(workspace) as later:
        last = later.last_step()
        assert last is not None
        assert not last.made_here


def test_a_step_that_is_not_the_last_one_any_more_is_not_taken_back(workspace: Workspace) -> None:
    with open_casebook(workspace) as mine, open_casebook(workspace) as theirs:
        mine.add_note(make_article(), "one")
        last = mine.last_step()
        assert last is not None
        theirs.add_note(make_article(), "two")
        with pytest.raises(BriefingError, match="not the last one any more"):
            mine.undo(last.number)
        assert [note.body for note in mine.notes()] == ["one", "two"]
        theirs.undo()
        assert mine.undo(last.number) == "note written: one"
        with pytest.raises(BriefingError, match="not the last one any more"):
            mine.undo(last.number)


def test_undoing_words_is_a_new_version_so_that_an_open_editor_notices(casebook: Casebook) -> None:
    note = casebook.add_note(make_article(), "one")
    changed = casebook.change_note(note.id, "two", version=note.version)
    casebook.undo()
    assert casebook.note(note.id).body == "one"
    with pytest.raises(ChangedMeanwhileError):
        casebook.change_note(note.id, "three", version=changed.version)


def test_what_is_typed_in_one_sitting_is_one_step(casebook: Casebook) -> None:
    note = casebook.add_note(make_article(), "o", sitting="a")
    for body in ("on", "one"):
        note = casebook.change_note(note.id, body, version=note.version, sitting="a")
    note = casebook.change_note(note.id, "one two", version=note.version, sitting="b")
    note = casebook.change_note(note.id, "one two three", version=note.version, sitting="b")
    assert len(casebook.history(NOTE, note.id)) == 2
    casebook.undo()
    assert casebook.note(note.id).body == "one"
    casebook.undo()
    assert casebook.notes() == []


def test_after_undoing_a_new_step_leaves_the_undone_one_in_the_history(casebook: Casebook) -> None:
    note = casebook.add_note(make_article(), "one")
    casebook.change_note(note.id, "two")
    casebook.undo()
    casebook.change_note(note.id, "three")
    assert casebook.redo() is None
    steps = casebook.history(NOTE, note.id)
    assert [(step.state, step.change.after.get("body")) for step in steps] == [
        ("done", None), ("left", "two"), ("done", "three"),
    ]  # fmt: skip


def test_changing_nothing_is_no_step(casebook: Casebook) -> None:
    note = casebook.add_note(make_article(), "one", tags=["a"], grade=2)
    casebook.change_note(note.id, "one")
    casebook.tag_notes([note.id], add=["a"])
    casebook.grade_note(note.id, 2)
    assert len(casebook.history(NOTE, note.id)) == 1


def test_any_deleted_note_can_be_brought_back_after_a_restart(workspace: Workspace) -> None:
    with open_casebook(workspace) as casebook:
        first = casebook.add_note(make_article(), "first")
        second = casebook.add_note(make_article(), "second")
        casebook.delete_note(first.id)
        casebook.delete_note(second.id)
    with open_casebook(workspace) as casebook:
        assert casebook.deleted_notes() == [second, first]
        assert casebook.restore_note(first.id[:8]) == first
        assert casebook.notes() == [first]
        with pytest.raises(BriefingError, match="there is no deleted note"):
            casebook.restore_note(first.id)


def two_texts(casebook: Casebook) -> tuple[Note, Note]:
    """Two texts of one note, as the reader makes them where two wrote on it."""
    theirs = casebook.add_note(make_article(), "theirs", Span(0, 3), tags=["counted"], grade=3)
    ours = casebook.add_note(make_article(), "ours", Span(0, 3), tags=["wire"], marking="TLP:RED")
    return theirs, ours


@pytest.mark.parametrize("keep", ["theirs", "ours"])
def test_settling_two_texts_of_one_note_is_one_step_and_one_undo_brings_both_back(
    casebook: Casebook, keep: Literal["theirs", "ours"]
) -> None:
    theirs, ours = two_texts(casebook)
    settled = casebook.settle(theirs, ours, keep)
    assert (settled.id, settled.body) == (theirs.id, keep)
    assert casebook.notes() == [settled]
    said = {"theirs": "own text let go: ours", "ours": "own text kept in place of another reader's"}
    assert casebook.undo() == said[keep]
    assert [content(note) for note in casebook.notes()] == [content(theirs), content(ours)]
    casebook.redo()
    assert [content(note) for note in casebook.notes()] == [content(settled)]


def test_settling_for_ours_loses_no_tag_grade_or_marking_of_either(casebook: Casebook) -> None:
    settled = casebook.settle(*two_texts(casebook), "ours")
    assert (settled.tags, settled.grade, settled.marking) == (("counted", "wire"), 3, "TLP:RED")


@pytest.mark.parametrize("which", [0, 1])
@pytest.mark.parametrize("deleted", [True, False])
@pytest.mark.parametrize("keep", ["theirs", "ours"])
def test_settling_changes_nothing_where_one_of_the_two_was_written_on_meanwhile(
    casebook: Casebook, keep: Literal["theirs", "ours"], *, deleted: bool, which: int
) -> None:
    both = two_texts(casebook)
    if deleted:
        casebook.delete_note(both[which].id)
    else:
        casebook.change_note(both[which].id, "something else")
    before = casebook.notes()
    with pytest.raises(ChangedMeanwhileError, match="deleted" if deleted else "changed"):
        casebook.settle(*both, keep)
    assert casebook.notes() == before


def test_a_note_that_moved_to_a_newer_version_keeps_the_older_evidence(casebook: Casebook) -> None:
    old, new = make_article(), make_article("Today six rockets fell on the base.")
    note = casebook.add_note(old, "one", Span(4, 11))
    moved = casebook.move_note(note.id, new, Span(10, 17))
    assert moved.anchor is not None
    assert (moved.article, moved.anchor.exact) == (new.id, "rockets")
    assert casebook.evidence(old.id).text == old.text
    assert casebook.evidence(new.id).text == new.text


# Tags


def test_tags_are_spelled_in_one_way(casebook: Casebook) -> None:
    note = casebook.add_note(make_article(), "one", tags=["#Militia", "east bank", "militia", "Öl"])
    assert note.tags == ("east-bank", "militia", "öl")


@pytest.mark.parametrize("tag", ["", "#", " ", "\x1b[2J", ","])
def test_a_tag_without_a_letter_is_refused(casebook: Casebook, tag: str) -> None:
    with pytest.raises(UsageError, match="as a tag"):
        casebook.add_note(make_article(), "one", tags=[tag])
    assert casebook.notes() == []


def test_tags_are_counted_renamed_everywhere_and_that_is_one_step(casebook: Casebook) -> None:
    for number in range(5):
        casebook.add_note(make_article(), f"note {number}", tags=["old", *(["new"] if number == 0 else [])])
    casebook.delete_note(casebook.notes()[-1].id)
    assert casebook.tags() == {"old": 4, "new": 1}
    assert casebook.rename_tag("OLD", "new") == 4
    assert casebook.tags() == {"new": 4}
    assert casebook.undo() == "tag old renamed to new on 4 notes"
    assert casebook.tags() == {"old": 4, "new": 1}
    with pytest.raises(BriefingError, match='no note has the tag "nothing"'):
        casebook.rename_tag("nothing", "x")


def test_the_notes_of_many_articles_are_tagged_at_once(casebook: Casebook) -> None:
    articles = [make_article(f"Text {number}.") for number in range(3)]
    for article in articles:
        casebook.add_note(article, "one", tags=["seen"])
    ids = [article.id for article in articles[:2]]
    assert casebook.tag_articles(ids, add=["group"], remove=["seen"]) == 2
    assert casebook.tags() == {"group": 2, "seen": 1}
    casebook.undo()
    assert casebook.tags() == {"seen": 3}


# Links and words


def test_links_name_entities_and_notes(casebook: Casebook) -> None:
    first = casebook.add_note(
        make_article(), "About [[Kestrel Brigade]] and [[kestrel brigade|the brigade]]."
    )
    second = casebook.add_note(
        make_article(), f"See [[{first.id}]] and [[{first.id[:6].upper()}|there]], not [[ ]]."
    )
    assert [link.words for link in links(second.body)] == [first.id, "there"]
    assert casebook.backlinks(first.id) == [second]
    assert casebook.backlinks(second.id) == []
    assert casebook.linked([first.id, second.id]) == {first.id: 1, second.id: 0}
    casebook.delete_note(second.id)
    assert casebook.linked([first.id]) == {first.id: 0}
    assert casebook.backlinks(first.id) == []


def test_notes_are_found_by_words_side_by_side_and_by_how_they_begin(casebook: Casebook) -> None:
    first = casebook.add_note(make_article(), "The wire's count: five rockets, not six.")
    second = casebook.add_note(make_article(), "Six cafés near the Rocket works.")
    assert casebook.notes_saying("rocket") == {first.id, second.id}
    assert casebook.notes_saying("five rockets") == {first.id}
    assert casebook.notes_saying("rockets five") == frozenset()
    assert casebook.notes_saying("cafe") == {second.id}
    assert casebook.notes_saying("ocket") == frozenset()
    assert casebook.notes_saying("…") == frozenset()
    casebook.change_note(first.id, "Nothing of it.")
    assert casebook.notes_saying("five") == frozenset()
    casebook.undo()
    assert casebook.notes_saying("five") == {first.id}


@pytest.mark.parametrize("grade", [0, 7, -1])
def test_a_grade_out_of_range_is_refused(casebook: Casebook, grade: int) -> None:
    with pytest.raises(UsageError, match="credibility"):
        casebook.add_note(make_article(), "one", grade=grade)
