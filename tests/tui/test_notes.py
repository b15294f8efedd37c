"""Notes in the reader: kept while they are typed, deleted, brought back."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator

import pytest
from clerks import Deaf
from quick import until, write_on
from reader import WIDE, screen_of, search, settle, shown
from textual import events

from briefing.casebook import Casebook, open_casebook
from briefing.errors import WorkspaceError
from briefing.tui.app import BriefingApp
from briefing.tui.clerk import Clerk
from briefing.tui.note_keeper import Draft, Kept, NoteKeeper, OpenNote, opened
from briefing.workspace import Workspace
from index import Article, Corpus

Reader = Callable[..., BriefingApp]


async def test_a_note_on_the_current_span_is_kept_while_it_is_typed(
    reader: Reader, workspace: Workspace
) -> None:
    async with reader().run_test(size=WIDE) as pilot:
        await search(pilot, "kestrel forgery")
        screen = screen_of(pilot)
        await pilot.press("e")
        span = screen.text.span
        assert span is not None
        assert screen.article is not None
        quote = screen.article.text[span.start : span.end]
        await pilot.press("a", *"who")
        await pilot.pause(0.6)
        with open_casebook(workspace) as other:
            (note,) = other.notes(screen.article.id)
            assert note.body == "who"
            assert note.anchor is not None
            assert note.anchor.exact == quote
        await pilot.press("space", *"says", "escape")
        await settle(pilot)
        (note,) = screen.notes.notes
        assert note.body == "who says"
        assert screen.text.lit["note"]
        rows = "\n".join(shown(pilot))
        assert f"“{quote}”" in rows
        assert "who says" in rows


async def test_without_a_current_span_the_sentence_at_the_top_is_noted(
    reader: Reader, casebook: Casebook
) -> None:
    async with reader().run_test(size=WIDE) as pilot:
        await settle(pilot)
        await pilot.press("enter", "a", "x", "escape")
        await settle(pilot)
        article = screen_of(pilot).article
        assert article is not None
        (note,) = casebook.notes(article.id)
        assert note.anchor is not None
        assert article.text.startswith(note.anchor.exact)
        assert note.anchor.exact.endswith(".")


async def test_in_the_list_a_note_is_on_the_whole_article(reader: Reader, casebook: Casebook) -> None:
    async with reader().run_test(size=WIDE) as pilot:
        await settle(pilot)
        await pilot.press("a", *"all", "escape")
        await settle(pilot)
        (note,) = casebook.notes()
        assert note.anchor is None
        assert "on the whole article" in "\n".join(shown(pilot))


async def test_a_note_can_be_written_on_deleted_and_brought_back(reader: Reader, casebook: Casebook) -> None:
    async with reader().run_test(size=WIDE) as pilot:
        await search(pilot, "kestrel forgery")
        await pilot.press("a", *"one", "escape")
        await settle(pilot)
        screen = screen_of(pilot)
        screen.notes.focus()
        await pilot.press("i", "end", *"two", "escape")
        await settle(pilot)
        (note,) = casebook.notes()
        assert note.body == "onetwo"
        screen.notes.focus()
        await pilot.press("D")
        await settle(pilot)
        assert casebook.notes() == []
        await pilot.press("u")
        await settle(pilot)
        (back,) = casebook.notes()
        assert back == note
        await pilot.press("u")
        await settle(pilot)
        assert "undone: note changed: onetwo   ctrl+r does it again" in shown(pilot)[-2]
        assert [note.body for note in casebook.notes()] == ["one"]
        await pilot.press("ctrl+r")
        await settle(pilot)
        assert [note.body for note in casebook.notes()] == ["onetwo"]


async def test_a_note_without_words_leaves_nothing_behind(reader: Reader, casebook: Casebook) -> None:
    async with reader().run_test(size=WIDE) as pilot:
        await settle(pilot)
        await pilot.press("a", "x")
        await pilot.pause(0.6)
        assert len(casebook.notes()) == 1
        await pilot.press("backspace", "escape")
        await settle(pilot)
        assert casebook.notes() == []


async def test_leaving_the_reader_keeps_what_was_typed_last(reader: Reader, workspace: Workspace) -> None:
    app = reader()
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot)
        await pilot.press("a", *"last")
        app.exit()
    with open_casebook(workspace) as casebook:
        assert [note.body for note in casebook.notes()] == ["last"]


def test_what_cannot_be_kept_is_said_with_its_text(corpus: Corpus, workspace: Workspace) -> None:
    article = corpus.article(corpus.search("kestrel").hits[0].id)
    told: list[Kept] = []
    casebook = open_casebook(workspace)
    clerk = Clerk(Deaf())
    keeper = NoteKeeper(casebook, clerk, told.append)
    keeper.keep(OpenNote(article, None), Draft("kept")).result()
    casebook._store._connection.execute("PRAGMA max_page_count = 1")  # what a full disk looks like
    long = "not kept " * 100_000
    keeper.keep(OpenNote(article, None), Draft(long)).result()
    assert [(kept.draft.text, bool(kept.fault)) for kept in told] == [("kept", False), (long, True)]
    assert told[1].fault.startswith("NOT KEPT, your text is still here: ")
    assert "the disk is full" in told[1].fault
    assert keeper.unkept == [long]
    clerk.close()
    casebook.close()


async def test_an_emptied_note_can_be_brought_back_and_keeps_its_place(
    reader: Reader, casebook: Casebook
) -> None:
    async with reader().run_test(size=WIDE) as pilot:
        await search(pilot, "kestrel forgery")
        await pilot.press("a", *"one", "escape")
        await settle(pilot)
        (note,) = casebook.notes()
        screen = screen_of(pilot)
        screen.set_focus(screen.notes)
        await pilot.press("i", "end", "ctrl+u")
        await pilot.pause(0.6)
        assert casebook.notes() == [note], "an empty editor is not yet a decision"
        await pilot.press(*"two", "escape")
        await settle(pilot)
        (changed,) = casebook.notes()
        assert (changed.id, changed.anchor, changed.body) == (note.id, note.anchor, "two")
        screen.set_focus(screen.notes)
        await pilot.press("i", "end", "ctrl+u", "escape")
        await settle(pilot)
        assert casebook.notes() == []
        await pilot.press("u")
        await settle(pilot)
        assert casebook.notes() == [changed]


async def test_steady_typing_is_kept_while_it_goes_on(reader: Reader, casebook: Casebook) -> None:
    async with reader().run_test(size=WIDE) as pilot:
        await settle(pilot)
        await pilot.press("a")
        for _ in range(8):
            await pilot.press("x")
            await pilot.pause(0.2)
        assert casebook.notes(), "keys that never pause are kept all the same"


async def test_a_second_note_does_not_drop_the_first(reader: Reader, casebook: Casebook) -> None:
    async with reader().run_test(size=WIDE) as pilot:
        await settle(pilot)
        await pilot.press("a", *"first")
        await pilot.click("#results", offset=(5, 3))
        await pilot.press("a", *"second", "escape")
        await settle(pilot)
        assert [note.body for note in casebook.notes()] == ["first", "second"]


async def test_two_readers_on_one_note_lose_no_words(
    reader: Reader, workspace: Workspace, casebook: Casebook
) -> None:
    async with reader().run_test(size=WIDE) as pilot:
        await write_on(pilot, "one")
        with open_casebook(workspace) as other:
            other.change_note(other.notes()[0].id, "one, theirs")
        await pilot.press(*"mine", "escape")
        await settle(pilot)
        assert [note.body for note in casebook.notes()] == ["one, theirs", "onemine"]
        assert "yours is kept as a second one" in shown(pilot)[-2]


async def test_no_note_goes_to_an_article_that_is_not_on_screen(reader: Reader, casebook: Casebook) -> None:
    async with reader().run_test(size=WIDE) as pilot:
        await search(pilot, "zzzz")
        await pilot.press("a", *"lost")
        await settle(pilot)
        assert casebook.notes() == []
        assert screen_of(pilot).article is None


async def test_a_paste_is_cleaned(reader: Reader) -> None:
    async with reader().run_test(size=WIDE) as pilot:
        await settle(pilot)
        await pilot.press("a")
        screen = screen_of(pilot)
        pilot.app.post_message(events.Paste("a\x1b]52;c;x\x07\u202eb\r\nc"))
        await settle(pilot)
        assert screen.form.entry.text == "a]52;c;xb\nc"
        await pilot.press("escape", "slash")
        pilot.app.post_message(events.Paste("base\x1b[31m\u202e rockets\nx"))
        await settle(pilot)
        assert screen.typed == "base rockets x"


async def test_what_was_copied_in_the_reader_is_pasted_by_the_same_door(reader: Reader) -> None:
    async with reader().run_test(size=WIDE) as pilot:
        await settle(pilot)
        screen = screen_of(pilot)
        pilot.app._clipboard = "a\x1b]52;c;x\x07\u202eb\r\nc"
        await pilot.press("a", "ctrl+v")
        await settle(pilot)
        assert screen.form.entry.text == "a]52;c;xb\nc"
        await pilot.press("escape", "slash", "ctrl+v")
        await settle(pilot)
        assert screen.typed == "a]52;c;xb c"


@pytest.fixture
def keeping(corpus: Corpus, casebook: Casebook) -> Iterator[tuple[NoteKeeper, list[Kept]]]:
    told: list[Kept] = []
    clerk = Clerk(Deaf())
    yield NoteKeeper(casebook, clerk, told.append), told
    clerk.close()


@pytest.fixture
def article(corpus: Corpus) -> Article:
    return corpus.article(corpus.search("kestrel").hits[0].id)


def test_a_tag_stays_however_it_is_written_and_however_often_it_is_kept(
    keeping: tuple[NoteKeeper, list[Kept]], casebook: Casebook, article: Article
) -> None:
    keeper, told = keeping
    note = opened(article, None)
    for _ in range(3):
        keeper.keep(note, Draft("words", "#Militia Armed,Group")).result()
        assert casebook.notes()[0].tags == ("armed", "group", "militia")
    assert [kept.remark for kept in told] == ["", "", ""]
    keeper.keep(note, Draft("words", "#Militia")).result()
    assert casebook.notes()[0].tags == ("militia",)


def test_what_another_gave_a_note_stays_while_its_words_are_typed(
    keeping: tuple[NoteKeeper, list[Kept]], casebook: Casebook, article: Article, workspace: Workspace
) -> None:
    keeper, _ = keeping
    kept = casebook.add_note(article, "words", tags=["mine"], grade=1)
    note = opened(article, None, kept)
    with open_casebook(workspace) as other:
        other.tag_notes([kept.id], add=["urgent"])
        other.grade_note(kept.id, 2)
        other.mark_note(kept.id, "TLP:RED")
    keeper.keep(note, Draft("words, more", "mine also", "1")).result()
    (now,) = casebook.notes()
    assert (now.body, now.tags, now.grade, now.marking) == (
        "words, more",
        ("also", "mine", "urgent"),
        2,
        "TLP:RED",
    )


async def test_after_a_failed_keep_the_editor_comes_back_with_all_that_was_in_it(
    reader: Reader, casebook: Casebook
) -> None:
    async with reader().run_test(size=WIDE) as pilot:
        await settle(pilot)
        screen = screen_of(pilot)
        await pilot.press("a", *"words", "tab", *"militia", "tab", "2")
        await settle(pilot)
        real, fail = casebook.change_note, [True]

        def change_note(*args: object, **how: object) -> object:
            if fail:
                raise WorkspaceError("the disk is full", "Free some space.")
            return real(*args, **how)  # type: ignore[arg-type]

        casebook.change_note = change_note  # type: ignore[method-assign,assignment]
        screen.form.entry.insert(" more")
        await pilot.press("escape")
        await settle(pilot)
        assert "NOT KEPT" in shown(pilot)[-2]
        assert screen.form.draft == Draft("words more", "militia", "2")
        fail.clear()
        await pilot.press("escape")
        await settle(pilot)
        (note,) = casebook.notes()
        assert (note.body, note.tags, note.grade) == ("words more", ("militia",), 2)


async def test_leaving_while_older_words_are_on_their_way_keeps_the_newest(
    reader: Reader, casebook: Casebook
) -> None:
    async with reader().run_test(size=WIDE) as pilot:
        await write_on(pilot, "one")
        screen = screen_of(pilot)
        gate = threading.Event()
        screen.clerk.do(lambda: gate.wait(10))
        await pilot.press("X")
        await pilot.pause(0.6)  # handed over, and behind the gate
        await pilot.press("backspace", "escape")
        gate.set()
        await settle(pilot)
        assert [note.body for note in casebook.notes()] == ["one"]


async def test_the_cursor_of_the_notes_stays_on_its_note(reader: Reader, workspace: Workspace) -> None:
    async with reader().run_test(size=WIDE) as pilot:
        await search(pilot, "kestrel forgery")
        screen = screen_of(pilot)
        article = screen.article
        assert article is not None
        await pilot.press("n", "a", *"mine", "escape")
        await settle(pilot)
        screen.set_focus(screen.notes)
        await pilot.pause()
        assert screen.notes.note is not None
        assert screen.notes.note.body == "mine"
        with open_casebook(workspace) as other:
            other.add_note(article, "theirs, before it")
        for _ in range(40):
            await pilot.pause(0.1)
            if len(screen.notes.notes) == 2:
                break
        assert [note.body for note in screen.notes.notes] == ["theirs, before it", "mine"]
        assert screen.notes.note.body == "mine"
        await pilot.press("D")
        await settle(pilot)
        with open_casebook(workspace) as other:
            assert [note.body for note in other.notes()] == ["theirs, before it"]


async def test_the_marking_of_a_note_counts_in_the_editor_and_in_the_list_of_all_notes(
    reader: Reader, casebook: Casebook
) -> None:
    async with reader().run_test(size=WIDE) as pilot:
        await search(pilot, "kestrel forgery")
        screen = screen_of(pilot)
        await pilot.press("a", *"mine", "tab", "tab", "tab", *"TLP:RED")
        await until(pilot, lambda: shown(pilot)[0].startswith(" TLP:RED "))
        await pilot.press("escape")
        await settle(pilot)
        screen.set_focus(screen.notes)
        await pilot.press("i")
        await settle(pilot)
        assert shown(pilot)[0].startswith(" TLP:RED ")
        await pilot.press("escape", "right_square_bracket")
        await settle(pilot)
        await search(pilot, "orchard OR ferry -kestrel")
        assert "TLP" not in shown(pilot)[0]
        screen.action_notes()
        await settle(pilot)
        await pilot.pause(0.2)
        assert shown(pilot)[0].startswith(" TLP:RED ")
        await pilot.press("escape")
        await settle(pilot)
        assert "TLP" not in shown(pilot)[0]


async def test_a_note_of_tags_alone_is_not_dropped_without_a_word(reader: Reader, casebook: Casebook) -> None:
    async with reader().run_test(size=WIDE) as pilot:
        await search(pilot, "kestrel forgery")
        await pilot.press("a", "tab", *"militia", "escape")
        await settle(pilot)
        assert "not kept, a note needs a word of text: tags militia" in shown(pilot)[-2]
        assert casebook.notes() == []
