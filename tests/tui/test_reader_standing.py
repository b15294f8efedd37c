"""Notes and newer versions of their articles, two readers on one note, all notes, tags and links."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from corpora import backdate, write_text
from quick import Reader, command, page_of, paste, quiet, status, until, write_on
from reader import WIDE, screen_of, shown
from textual import events

from briefing.casebook import Casebook, open_casebook
from briefing.settings import Settings
from briefing.tui.app import BriefingApp
from briefing.tui.outside import edited, editor
from briefing.tui.screens.all_notes import NotesScreen
from briefing.tui.screens.beside import BesideScreen, differing
from briefing.tui.screens.evidence import EvidenceScreen
from briefing.tui.screens.links_card import LinksCard
from briefing.workspace import Workspace
from index import Corpus, Span, open_corpus

FIRST = (
    "The harbour guard said on Monday that nine rockets were fired from the marsh.\n\n"
    "A spokesman for the brigade denied on Tuesday that its members had fired any rockets at the base.\n\n"
    "The ferry company said that all its boats would sail again by the end of the week.\n"
)
#: The first passage moves, the second changes in one word, the third goes.
SECOND = (
    "An editor added a line.\n\n"
    "The harbour guard said on Monday that nine rockets were fired from the marsh.\n\n"
    "A spokesman for the brigade denied on Wednesday that its members had fired any rockets at the base.\n\n"
    "The ferry company said that nothing was known of its boats.\n"
)


@pytest.fixture
def versions(tmp_path: Path) -> Iterator[tuple[BriefingApp, Corpus, Casebook]]:
    """The reader on an article with three notes on its earlier version."""
    path = tmp_path / "workspace"
    file = write_text(
        tmp_path / "in" / "a.txt", FIRST, title="Rockets", source="Wire", published="2024-04-02"
    )
    with open_corpus(path) as corpus, open_casebook(Workspace(path)) as casebook:
        corpus.add([tmp_path / "in"])
        article = corpus.article(corpus.search("rockets").hits[0].id)
        for line in FIRST.strip().split("\n\n"):
            start = article.text.index(line)
            casebook.add_note(article, f"on {line.split()[1]}", Span(start, start + len(line)))
        backdate(file)
        write_text(file, SECOND, title="Rockets", source="Wire", published="2024-04-02")
        corpus.add([tmp_path / "in"])
        yield BriefingApp(corpus, casebook, Settings()), corpus, casebook


async def test_notes_on_an_earlier_version_show_how_they_stand(
    versions: tuple[BriefingApp, Corpus, Casebook],
) -> None:
    app, _, _ = versions
    async with app.run_test(size=(160, 50)) as pilot:
        await paste(pilot, "rockets")
        screen = screen_of(pilot)
        await until(pilot, lambda: len(screen.notes.views) == 3)
        states = {view.note.body: view.standing.state for view in screen.notes.views}
        assert states == {"on harbour": "moved", "on spokesman": "changed", "on ferry": "orphaned"}
        signs = {light.sign for light in screen.text.lit["note"]}
        assert signs == {"note_moved", "note_changed"}
        rows = "\n".join(shown(pilot))
        for sign in "◇◈×":
            assert sign in rows


async def test_a_changed_passage_is_compared_and_accepted(
    versions: tuple[BriefingApp, Corpus, Casebook],
) -> None:
    app, _, casebook = versions
    async with app.run_test(size=WIDE) as pilot:
        await paste(pilot, "rockets")
        screen = screen_of(pilot)
        await until(pilot, lambda: len(screen.notes.views) == 3)
        await pilot.press("m")  # one has landed on a hit inside the first passage
        assert "The passage changed: 1 word differs. enter compares, = accepts, ! lets it go." in status(
            pilot
        )
        await pilot.press("enter")
        card = pilot.app.screen
        assert isinstance(card, BesideScreen)
        assert "Tuesday" in card.card.plain
        assert "Wednesday" in card.card.plain
        await pilot.press("equals_sign")
        await quiet(pilot)
        note = next(note for note in casebook.notes() if note.body == "on spokesman")
        assert note.article == screen.open_id
        assert note.anchor is not None
        assert "Wednesday" in note.anchor.exact
        await pilot.press("u")
        await quiet(pilot)
        note = next(note for note in casebook.notes() if note.body == "on spokesman")
        assert note.anchor is not None
        assert "Tuesday" in note.anchor.exact


async def test_a_proposal_is_let_go_and_the_note_stays_on_its_evidence(
    versions: tuple[BriefingApp, Corpus, Casebook],
) -> None:
    app, _, _ = versions
    async with app.run_test(size=WIDE) as pilot:
        await paste(pilot, "rockets")
        screen = screen_of(pilot)
        await until(pilot, lambda: len(screen.notes.views) == 3)
        await pilot.press("m", "exclamation_mark")
        await quiet(pilot)
        await until(pilot, lambda: [v.standing.state for v in screen.notes.views].count("orphaned") == 2)
        moved = next(view for view in screen.notes.views if view.note.body == "on harbour")
        assert moved.note.anchor is not None
        assert "nine rockets" in moved.note.anchor.exact
        await pilot.press("equals_sign")
        assert "no note here" in status(pilot)


async def test_what_a_note_stands_on_is_shown_when_its_article_is_gone(
    versions: tuple[BriefingApp, Corpus, Casebook], tmp_path: Path
) -> None:
    app, corpus, _ = versions
    (tmp_path / "in" / "a.txt").unlink()
    corpus.add([tmp_path / "in"], prune=True)
    async with app.run_test(size=WIDE) as pilot:
        await quiet(pilot)
        await command(pilot, "notes")
        card = pilot.app.screen
        assert isinstance(card, NotesScreen)
        await until(pilot, lambda: len(card._list.standings) == 3)
        await pilot.press("enter")
        await quiet(pilot)
        evidence = pilot.app.screen
        assert isinstance(evidence, EvidenceScreen)
        assert "Wire" in evidence.card.plain
        assert "The ferry company said" in evidence.card.plain
        assert "on ferry" in evidence.card.plain


async def test_all_notes_are_filtered_while_one_types_and_lead_to_their_passages(
    reader: Reader, casebook: Casebook
) -> None:
    async with reader().run_test(size=WIDE) as pilot:
        await paste(pilot, "kestrel forgery")
        await pilot.press("a", *"alpha", "tab", *"claim", "escape")
        await quiet(pilot)
        await pilot.press("right_square_bracket", "a", *"beta", "escape")
        await quiet(pilot)
        screen = screen_of(pilot)
        second = screen.open_id
        await command(pilot, "notes")
        card = pilot.app.screen
        assert isinstance(card, NotesScreen)
        await until(pilot, lambda: "2 of 2 notes" in card.card.where)
        pilot.app.post_message(events.Paste("tag:claim"))
        await until(pilot, lambda: "1 of 2 notes" in card.card.where)
        assert "alpha" in card.card.plain
        await pilot.press("ctrl+u", *"foo:x")
        await until(pilot, lambda: "foo" in card.card.plain)
        await pilot.press("ctrl+u", *"beta")
        await until(pilot, lambda: "1 of 2 notes" in card.card.where and "beta" in card.card.plain)
        await pilot.press("enter")
        await quiet(pilot)
        assert page_of(pilot).open_id == second
        assert screen.text.span is not None
        assert screen.text.span.layer == "note"


async def test_tags_are_given_to_all_that_was_found_and_renamed_everywhere(
    reader: Reader, casebook: Casebook
) -> None:
    async with reader().run_test(size=WIDE) as pilot:
        await paste(pilot, "kestrel forgery")
        await pilot.press("a", *"alpha", "escape", "right_square_bracket", "a", *"beta", "escape")
        await quiet(pilot)
        await command(pilot, "tag militia, denial")
        await quiet(pilot)
        assert "2 notes tagged" in status(pilot)
        assert casebook.tags() == {"denial": 2, "militia": 2}
        await command(pilot, "rename tag militia armed-group")
        await quiet(pilot)
        assert casebook.tags() == {"armed-group": 2, "denial": 2}
        await command(pilot, "untag denial")
        await quiet(pilot)
        assert casebook.tags() == {"armed-group": 2}
        await pilot.press("u")
        await quiet(pilot)
        assert casebook.tags() == {"armed-group": 2, "denial": 2}


async def test_links_lead_to_names_and_notes_and_back(reader: Reader, casebook: Casebook) -> None:
    async with reader().run_test(size=WIDE) as pilot:
        await paste(pilot, "kestrel forgery")
        await pilot.press("a", *"alpha", "escape")
        await quiet(pilot)
        (first,) = casebook.notes()
        screen = screen_of(pilot)
        await pilot.press("right_square_bracket", "a")
        pilot.app.post_message(events.Paste(f"see [[{first.id}]] and [[Kestrel Brigade]]"))
        await pilot.press("escape")
        await quiet(pilot)
        screen.set_focus(screen.notes)
        await pilot.pause()
        await command(pilot, "links")
        await until(pilot, lambda: isinstance(pilot.app.screen, LinksCard))
        assert "alpha" in pilot.app.screen.card.plain
        assert "Kestrel Brigade" in pilot.app.screen.card.plain
        await pilot.press("enter")
        await quiet(pilot)
        assert screen.open_id == first.article
        await until(pilot, lambda: screen.notes.views[0].linked == 1)
        screen.set_focus(screen.notes)
        await pilot.pause()
        assert any("1 note to it" in row for row in shown(pilot))
        await command(pilot, "links")
        await until(pilot, lambda: isinstance(pilot.app.screen, LinksCard))
        assert pilot.app.screen.card.plain.startswith("from")


@pytest.mark.parametrize(
    ("key", "bodies"), [("1", ["one, theirs"]), ("2", ["onemine"]), ("b", ["one, theirs", "onemine"])]
)
async def test_two_texts_of_one_note_are_shown_side_by_side_and_settled(
    reader: Reader, workspace: Workspace, casebook: Casebook, key: str, bodies: list[str]
) -> None:
    async with reader().run_test(size=WIDE) as pilot:
        await write_on(pilot, "one")
        with open_casebook(workspace) as other:
            other.change_note(other.notes()[0].id, "one, theirs")
        await pilot.press(*"mine", "escape")
        await until(pilot, lambda: "= compares" in status(pilot))
        assert page_of(pilot) is pilot.app.screen, "no card takes the keys that are meant for the page"
        await pilot.press("equals_sign")
        plain = pilot.app.screen.card.plain
        assert "one, theirs" in plain
        assert "onemine" in plain
        assert [note.body for note in casebook.notes()] == ["one, theirs", "onemine"], "both are on the disk"
        await pilot.press(key)
        await quiet(pilot)
        assert sorted(note.body for note in casebook.notes()) == sorted(bodies)
        if len(bodies) == 1:
            await pilot.press("u")
            await quiet(pilot)
            assert [note.body for note in casebook.notes()] == ["one, theirs", "onemine"], "one undo, both"


async def test_emptying_a_note_does_not_delete_what_another_reader_wrote_on_it(
    reader: Reader, workspace: Workspace, casebook: Casebook
) -> None:
    async with reader().run_test(size=WIDE) as pilot:
        await write_on(pilot, "one")
        with open_casebook(workspace) as other:
            other.change_note(other.notes()[0].id, "one, theirs")
        await pilot.press("ctrl+u", "escape")
        await quiet(pilot)
        assert [note.body for note in casebook.notes()] == ["one, theirs"]
        assert "another reader changed note" in status(pilot)


def test_words_that_differ_are_found_in_both_texts() -> None:
    assert differing("a b c d", "a x c d e") == ({1}, {1, 4})
    assert differing("", "a") == (frozenset(), {0})


async def test_tags_that_are_none_and_grades_that_are_none_are_said_and_the_words_kept(
    reader: Reader, casebook: Casebook
) -> None:
    async with reader().run_test(size=WIDE) as pilot:
        await quiet(pilot)
        await pilot.press("a", *"words", "tab", "tab", "9", "tab", *"SECRET", "escape")
        await quiet(pilot)
        (note,) = casebook.notes()
        assert (note.body, note.grade, note.marking) == ("words", None, "")
        assert "9" in status(pilot)
        assert "has no such label" in status(pilot)


def test_the_outside_editor_gets_a_file_of_its_own_and_leaves_none(tmp_path: Path) -> None:
    script = tmp_path / "editor.sh"
    script.write_text('#!/bin/sh\nls -l "$1" > "$0.seen"\nprintf "more\\033[31m\\n" >> "$1"\n')
    script.chmod(0o700)
    text = edited("some\n", tmp_path, {"EDITOR": str(script)})
    assert text == "some\nmore\n"
    assert (tmp_path / "editor.sh.seen").read_text().startswith("-rw-------")
    assert list(tmp_path.glob("note-*")) == []


def test_an_editor_that_fails_leaves_what_was_typed_where_it_says(tmp_path: Path) -> None:
    with pytest.raises(Exception, match="ended with 1") as caught:
        edited("some", tmp_path, {"VISUAL": "false"})
    (left,) = tmp_path.glob("note-*")
    assert str(left) in caught.value.hint
    with pytest.raises(Exception, match="cannot edit with no-such-editor"):
        edited("some", tmp_path, {"EDITOR": "no-such-editor"})
    assert editor({"EDITOR": "code --wait"}) == ["code", "--wait"]
    assert editor({}) == ["vi"]


async def test_a_casebook_that_another_holds_does_not_stop_the_keys(
    reader: Reader, workspace: Workspace
) -> None:
    async with reader().run_test(size=WIDE) as pilot:
        await quiet(pilot)
        screen = screen_of(pilot)
        held = sqlite3.connect(workspace.casebook_path, isolation_level=None)
        held.execute("BEGIN IMMEDIATE")
        await pilot.press("x", "j", "j")
        assert screen.results.cursor == 2
        held.execute("ROLLBACK")
        held.close()
        await quiet(pilot)
        assert sum(bool(mark.reviewed) for mark in screen.kit.casebook.marks().values()) == 1


async def test_a_second_note_stands_on_what_the_first_stood_on(
    versions: tuple[BriefingApp, Corpus, Casebook], tmp_path: Path
) -> None:
    app, _, casebook = versions
    async with app.run_test(size=WIDE) as pilot:
        await paste(pilot, "rockets")
        screen = screen_of(pilot)
        await until(pilot, lambda: len(screen.notes.views) == 3)
        screen.set_focus(screen.notes)
        await pilot.press("g", "i", "end")
        await quiet(pilot)
        with open_casebook(Workspace(tmp_path / "workspace")) as other:
            first = next(note for note in other.notes() if note.body == "on harbour")
            other.change_note(first.id, "theirs")
        await pilot.press("X", "escape")
        await quiet(pilot)
        second = next(note for note in casebook.notes() if note.body == "on harbourX")
        assert second.article == first.article
        assert second.anchor == first.anchor


async def test_what_is_said_right_of_an_article_holds_for_what_is_open(
    versions: tuple[BriefingApp, Corpus, Casebook],
) -> None:
    app, _, casebook = versions
    async with app.run_test(size=WIDE) as pilot:
        await paste(pilot, "rockets")
        screen = screen_of(pilot)
        await command(pilot, "set source Other Paper")
        await until(pilot, lambda: screen.article and screen.article.source == "Other Paper")
        assert any("Other Paper" in row for row in shown(pilot)[4:8])
        await pilot.press("r", "b", "escape")
        await quiet(pilot)
        assert casebook.grades().reliability("Other Paper") == "B"
        assert casebook.grades().reliability("Wire") == ""
        await pilot.press("r", "w", *"why", "enter", "b", "escape")
        await quiet(pilot)
        decision = casebook.decision("reliability", "Other Paper")
        assert decision is not None
        assert decision.why == "why", "the letter that it has already takes nothing away"


async def test_d_and_i_mean_the_note_that_one_is_at(reader: Reader, casebook: Casebook) -> None:
    async with reader().run_test(size=WIDE) as pilot:
        await paste(pilot, "kestrel forgery")
        await pilot.press("h", "a", *"whole", "escape")
        await quiet(pilot)
        await pilot.press("enter", "n", "a", *"passage", "escape")
        await quiet(pilot)
        screen = screen_of(pilot)
        await pilot.press("g", "m")
        await pilot.press("i")
        await quiet(pilot)
        assert screen.form.entry.text == "passage"
        await pilot.press("escape", "g", "e", "D")
        assert "no note here: m goes to the next one" in status(pilot)
        await pilot.press("g", "m", "D")
        await quiet(pilot)
        assert "note deleted: passage" in status(pilot)
        assert [note.body for note in casebook.notes()] == ["whole"]


async def test_label_and_grade_of_an_earlier_version_hold_for_the_newer_one(
    versions: tuple[BriefingApp, Corpus, Casebook],
) -> None:
    app, corpus, casebook = versions
    earlier = casebook.notes()[0].article
    casebook.decide("marking", earlier, "TLP:RED")
    casebook.decide("credibility", earlier, "4")
    async with app.run_test(size=WIDE) as pilot:
        await paste(pilot, "rockets")
        screen = screen_of(pilot)
        assert screen.open_id == corpus.search("rockets").hits[0].id != earlier
        assert "TLP:RED" in shown(pilot)[0], "the banner"
        assert any(part == ("4", "strong") for part in screen.head.facts)
        await command(pilot, "mark TLP:GREEN")
        await quiet(pilot)
        assert "marked TLP:GREEN: TLP:RED of an earlier version holds" in status(pilot)
        assert "TLP:RED" in shown(pilot)[0]
        await pilot.press("r", "2")
        await quiet(pilot)
        assert "graded 2, probably true, was 4" in status(pilot)
        assert any(part == ("2", "strong") for part in screen.head.facts)


async def test_tagging_what_was_found_tags_notes_on_earlier_versions(
    versions: tuple[BriefingApp, Corpus, Casebook],
) -> None:
    app, _, casebook = versions
    async with app.run_test(size=WIDE) as pilot:
        await paste(pilot, "rockets")
        await command(pilot, "tag militia")
        await quiet(pilot)
        assert "3 notes tagged" in status(pilot)
        assert casebook.tags() == {"militia": 3}
