"""Grades, markings and what is said of articles in the reader: set, shown, undone, and seen by another."""

from __future__ import annotations

import pytest
from quick import Reader, command, page_of, paste, quiet, status, until
from reader import NARROW, WIDE, screen_of, shown

from briefing.casebook import Casebook, open_casebook
from briefing.tui.screens.grading import GradingScreen
from briefing.tui.screens.marking import MarkingScreen
from briefing.workspace import Workspace


async def test_a_letter_grades_the_outlet_and_a_digit_the_article(reader: Reader, casebook: Casebook) -> None:
    async with reader().run_test(size=WIDE) as pilot:
        await paste(pilot, "kestrel forgery")
        screen = screen_of(pilot)
        assert screen.article is not None
        source, article = screen.article.source, screen.open_id
        await pilot.press("r", "b", "2")
        await quiet(pilot)
        assert screen_of(pilot) is screen, "the digit closes the card"
        grades = casebook.grades()
        assert (grades.reliability(source), grades.credibility(article)) == ("B", "2")
        assert "graded 2, probably true" in status(pilot)
        assert "B2" in shown(pilot)[6], "at the edge of the row of the list"
        assert any(part == ("B2", "strong") for part in screen.head.facts)
        await pilot.press("u")
        await quiet(pilot)
        assert casebook.grades().code(source, article) == "B"
        await pilot.press("u")
        await quiet(pilot)
        assert casebook.grades().code(source, article) == ""
        await pilot.press("ctrl+r", "ctrl+r")
        await quiet(pilot)
        assert casebook.grades().code(source, article) == "B2"
        assert "done again: graded 2" in status(pilot)


async def test_a_burst_of_r_and_its_grades_grades(reader: Reader, casebook: Casebook) -> None:
    async with reader().run_test(size=WIDE) as pilot:
        await paste(pilot, "kestrel forgery")
        article = screen_of(pilot).open_id
        for key in ("r", "c", "3"):
            pilot.app.post_message(__import__("textual.events").events.Key(key, key))
        await pilot.pause()
        await quiet(pilot)
        assert casebook.grades().credibility(article) == "3"


async def test_a_reason_is_kept_with_the_letter_and_shown_with_its_day(
    reader: Reader, casebook: Casebook
) -> None:
    async with reader().run_test(size=WIDE) as pilot:
        await paste(pilot, "kestrel forgery")
        screen = screen_of(pilot)
        assert screen.article is not None
        source = screen.article.source
        await pilot.press("r", "d", "w", *"two", "space", *"retractions", "enter", "escape")
        await quiet(pilot)
        decision = casebook.decision("reliability", source)
        assert decision is not None
        assert (decision.value, decision.why) == ("D", "two retractions")
        await pilot.press("r")
        card = pilot.app.screen
        assert isinstance(card, GradingScreen)
        assert "two retractions" in card.card.plain
        assert "not usually reliable" in card.card.plain
        await pilot.press("minus")
        await quiet(pilot)
        assert casebook.decision("reliability", source) is None


async def test_in_one_pane_the_grade_has_its_words(reader: Reader) -> None:
    async with reader().run_test(size=NARROW) as pilot:
        await paste(pilot, "kestrel forgery")
        await pilot.press("r", "b", "2")
        await quiet(pilot)
        assert any("B2  usually reliable, prob" in row for row in shown(pilot))


async def test_the_highest_marking_of_what_is_shown_stands_in_the_first_and_the_last_row(
    reader: Reader, casebook: Casebook
) -> None:
    async with reader().run_test(size=WIDE) as pilot:
        await paste(pilot, "kestrel forgery")
        assert "TLP" not in shown(pilot)[0]
        await command(pilot, "mark workspace tlp:green")
        await quiet(pilot)
        assert shown(pilot)[0].startswith(" TLP:GREEN ")
        assert shown(pilot)[-1].endswith(" TLP:GREEN ")
        await command(pilot, "mark TLP:AMBER")
        await quiet(pilot)
        assert shown(pilot)[0].startswith(" TLP:AMBER ")
        assert "TLP:AMBER" in " ".join(text for text, _ in screen_of(pilot).head.facts)
        await paste(pilot, "orchard OR harvest OR ferry -kestrel")
        assert shown(pilot)[0].startswith(" TLP:GREEN "), "the article that was marked is not shown any more"
        await command(pilot, "mark SECRET")
        await quiet(pilot)
        assert "has no such label" in status(pilot)
        assert casebook.labels().workspace == "TLP:GREEN"


async def test_a_label_is_chosen_from_the_scheme(reader: Reader, casebook: Casebook) -> None:
    async with reader().run_test(size=WIDE) as pilot:
        await paste(pilot, "kestrel forgery")
        screen = screen_of(pilot)
        await command(pilot, "mark")
        card = pilot.app.screen
        assert isinstance(card, MarkingScreen)
        assert "TLP:RED" in card.card.plain
        await pilot.press("j", "enter")
        await quiet(pilot)
        assert casebook.labels().articles == {screen.open_id: "TLP:RED"}


async def test_without_a_scheme_there_is_nothing_to_mark_with(reader: Reader) -> None:
    async with reader(markings="none").run_test(size=WIDE) as pilot:
        await paste(pilot, "kestrel forgery")
        await command(pilot, "mark TLP:RED")
        assert "this workspace uses no marking scheme" in status(pilot)
        await pilot.press("a")
        assert not any("marking" in row for row in shown(pilot)[4:-1])


@pytest.mark.parametrize(
    ("typed", "field", "value"),
    [
        ("set title Another title", "title", "Another title"),
        ("set source The Wire", "source", "The Wire"),
        ("set language fr", "language", "fr"),
    ],
)
async def test_what_a_file_says_wrongly_is_said_right_and_taken_back(
    reader: Reader, typed: str, field: str, value: str
) -> None:
    async with reader().run_test(size=WIDE) as pilot:
        await paste(pilot, "kestrel forgery")
        screen = screen_of(pilot)
        id = screen.open_id
        before = getattr(screen.corpus.article(id), field)
        await command(pilot, typed)
        await quiet(pilot)
        await until(pilot, lambda: getattr(screen.corpus.article(id), field) == value)
        await pilot.press("u")
        await quiet(pilot)
        await until(pilot, lambda: getattr(screen.corpus.article(id), field) == before)


async def test_a_date_that_is_none_is_refused(reader: Reader, casebook: Casebook) -> None:
    async with reader().run_test(size=WIDE) as pilot:
        await paste(pilot, "kestrel forgery")
        await command(pilot, "set date soon")
        assert "not a date: soon" in status(pilot)
        assert casebook.decisions("published") == []


async def test_a_removed_article_is_not_found_and_comes_back(reader: Reader) -> None:
    async with reader().run_test(size=WIDE) as pilot:
        await paste(pilot, "kestrel forgery")
        screen = screen_of(pilot)
        assert screen.page is not None
        total = screen.page.total
        await command(pilot, "remove article")
        await until(pilot, lambda: screen.corpus.search("kestrel forgery").total == total - 1)
        await pilot.press("u")
        await until(pilot, lambda: screen.corpus.search("kestrel forgery").total == total)


async def test_searches_ask_for_grades_notes_and_tags(reader: Reader) -> None:
    async with reader().run_test(size=WIDE) as pilot:
        await paste(pilot, "kestrel forgery")
        screen = screen_of(pilot)
        await pilot.press("r", "b", "2", "a", *"who", "tab", *"claim", "escape")
        await quiet(pilot)
        for query in ("grade:B2", "tag:claim", "note:who", "is:noted kestrel", "rockets OR tag:claim"):
            await paste(pilot, query)
            assert screen.page is not None
            assert screen.page.ignored == (), query
            assert screen.page.total >= 1, query
        await paste(pilot, "grade:B2 -tag:claim")
        assert screen.page is not None
        assert screen.page.total == 0


async def test_what_another_reader_judges_and_writes_is_seen(reader: Reader, workspace: Workspace) -> None:
    async with reader().run_test(size=WIDE) as pilot:
        await paste(pilot, "kestrel forgery")
        screen = screen_of(pilot)
        article = screen.article
        assert article is not None
        with open_casebook(workspace) as other:
            other.decide("credibility", article.id, "4")
            other.add_note(article, "theirs")
        await until(pilot, lambda: screen.notes.notes)
        assert "4" in " ".join(text for text, _ in screen.head.facts)
        assert any("theirs" in row for row in shown(pilot))


async def test_the_casebook_is_backed_up_once_a_day(reader: Reader, workspace: Workspace) -> None:
    with open_casebook(workspace):
        pass
    async with reader().run_test(size=WIDE) as pilot:
        await quiet(pilot)
        assert page_of(pilot)
    (backup,) = workspace.backups_path.glob("casebook-*.db")
    assert backup.stat().st_size > 0


async def test_a_reason_may_come_before_its_letter_and_is_never_taken_for_grades(
    reader: Reader, casebook: Casebook
) -> None:
    async with reader().run_test(size=WIDE) as pilot:
        await paste(pilot, "kestrel forgery")
        screen = screen_of(pilot)
        assert screen.article is not None
        source = screen.article.source
        await pilot.press("r", "w", *"bad", "space", *"facts", "enter")
        assert casebook.grades().reliability(source) == ""
        await pilot.press("d", "escape")
        await quiet(pilot)
        decision = casebook.decision("reliability", source)
        assert decision is not None
        assert (decision.value, decision.why) == ("D", "bad facts")


async def test_a_step_that_was_not_made_here_is_named_before_it_is_taken_back(
    reader: Reader, workspace: Workspace, casebook: Casebook
) -> None:
    async with reader().run_test(size=WIDE) as pilot:
        await paste(pilot, "kestrel forgery")
        screen = screen_of(pilot)
        assert screen.article is not None
        article = screen.article
        with open_casebook(workspace) as other:
            other.add_note(article, "theirs, first")
            other.add_note(article, "theirs, last")
        await pilot.press("r", "2")
        await quiet(pilot)
        await pilot.press("u")
        await quiet(pilot)
        assert "undone: graded 2" in status(pilot)
        await pilot.press("u")
        await quiet(pilot)
        assert "the last step was not made here: note written: theirs, last   u again" in status(pilot)
        assert len(casebook.notes()) == 2, "nothing was taken back"
        await pilot.press("u")
        await quiet(pilot)
        assert [note.body for note in casebook.notes()] == ["theirs, first"]
        with open_casebook(workspace) as other:
            other.add_note(article, "theirs, new")
        await pilot.press("u")
        await quiet(pilot)
        assert "theirs, new   u again" in status(pilot), "a newer one is named again"
        await pilot.press("u", "u")
        await quiet(pilot)
        assert casebook.notes() == []
