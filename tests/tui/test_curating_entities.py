"""Setting right what was recognised, on the Entities screen."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from corpora import write_lines
from curating import at, known, over, recognised
from entities import answered, board, entities, find, names
from quick import page_of, quiet, status, until
from reader import WIDE, shown

from briefing.casebook import open_casebook
from briefing.casebook.curation import hand_over_rulings
from briefing.tui.app import BriefingApp
from briefing.tui.screens.kind_menu import KindMenu
from briefing.tui.screens.merge_card import MergeCard
from briefing.tui.screens.name_line import NameLine
from briefing.workspace import Workspace
from index.entities.model import Name


async def test_a_decision_on_the_entities_screen_is_seen_in_list_and_article(
    two: Callable[[], BriefingApp],
) -> None:
    app = two()
    async with app.run_test(size=WIDE) as pilot:
        await entities(pilot)
        screen = await find(pilot, "varga")
        await pilot.press("R")
        await over(pilot, NameLine)
        await pilot.press("ctrl+u", *"Varga", "enter")
        await until(pilot, lambda: names(screen) == ["Varga"])
        await answered(pilot)
        assert screen.file is not None
        assert screen.file.dossier.entry.name == "Varga"
        assert "Ilse Varga is called Varga   u undoes it" in status(pilot)
        assert any("Ilse Varga is called Varga" in row and "u undo" in row for row in shown(pilot)[5:])
        await until(pilot, lambda: "Varga" in recognised(pilot))


async def test_the_decision_under_the_cursor_is_taken_back_whenever_it_was_made(
    two: Callable[[], BriefingApp],
) -> None:
    app = two()
    async with app.run_test(size=WIDE) as pilot:
        await entities(pilot)
        screen = await find(pilot, "ostrel")
        await pilot.press("K")
        await over(pilot, KindMenu)
        await pilot.press("F")
        await until(pilot, lambda: known(app.corpus)["Ostrel"] == "facility")
        await answered(pilot)
        await pilot.press("R")
        await over(pilot, NameLine)
        await pilot.press(*" base".replace(" ", ""), "enter")
        await until(pilot, lambda: "Ostrelbase" in known(app.corpus))
        await answered(pilot)
        assert screen.decided.count == 2
        screen.set_focus(screen.decided)
        await pilot.press("G", "u")
        await until(pilot, lambda: known(app.corpus).get("Ostrelbase") == "place")
        assert "taken back: Ostrel is of kind facility" in status(pilot)


async def test_what_is_rejected_leaves_the_list_and_the_cursor_where_it_was(
    two: Callable[[], BriefingApp],
) -> None:
    async with two().run_test(size=WIDE) as pilot:
        screen = await entities(pilot)
        await pilot.press("j")
        await answered(pilot)
        before = names(screen)
        await pilot.press("exclamation_mark")
        await until(pilot, lambda: names(screen) == [before[0], *before[2:]])
        await answered(pilot)
        assert screen.names.cursor == 1
        assert screen.file is not None
        assert screen.file.dossier.entry.name == before[2]
        await pilot.press("u")
        await until(pilot, lambda: sorted(names(screen)) == sorted(before))


async def test_undo_comes_back_to_what_it_brings_back(two: Callable[[], BriefingApp]) -> None:
    async with two().run_test(size=WIDE) as pilot:
        screen = await entities(pilot)
        await pilot.press("j")
        await answered(pilot)
        before = names(screen)
        await pilot.press("exclamation_mark")
        await until(pilot, lambda: before[1] not in names(screen))
        await answered(pilot)
        await pilot.press("g")
        await answered(pilot)
        await pilot.press("u")
        await until(pilot, lambda: before[1] in names(screen))
        await answered(pilot)
        assert screen.names.entry is not None
        assert screen.names.entry.name == before[1]
        assert screen.file is not None
        assert screen.file.dossier.entry.name == before[1]


async def test_undo_of_a_merge_comes_back_to_what_was_merged(two: Callable[[], BriefingApp]) -> None:
    async with two().run_test(size=WIDE) as pilot:
        screen = await entities(pilot)
        row = names(screen).index("Kestrel Brigade")
        await pilot.press(*"j" * row)
        await answered(pilot)
        await pilot.press("equals_sign")
        await over(pilot, MergeCard)
        await pilot.press(*"ostrel")
        await until(pilot, lambda: any("L Ostrel" in each for each in shown(pilot)))
        await pilot.press("enter", "enter")
        await until(pilot, lambda: "Kestrel Brigade" not in names(screen))
        await answered(pilot)
        assert screen.names.entry is not None
        assert screen.names.entry.name == "Ostrel"
        await pilot.press("u")
        await until(pilot, lambda: "Kestrel Brigade" in names(screen))
        await answered(pilot)
        assert screen.names.entry.name == "Kestrel Brigade"


async def test_one_mention_of_the_concordance_is_none(two: Callable[[], BriefingApp]) -> None:
    async with two().run_test(size=WIDE) as pilot:
        await entities(pilot)
        screen = await find(pilot, "ostrel")
        await pilot.press("j", "number_sign")
        await until(pilot, lambda: screen.mentions.total == 2)
        await pilot.press("h", "number_sign")
        assert "no mention here: tab goes to the mentions" in status(pilot)
        assert board(pilot).names.entry is not None


async def test_what_another_reader_or_a_command_decides_is_shown_soon(
    two: Callable[[], BriefingApp], workspace: Workspace
) -> None:
    app = two()
    async with app.run_test(size=WIDE) as pilot:
        await at(pilot, "Ilse Varga")
        with open_casebook(workspace) as other:
            other.rule("renamed", Name("person", "Ilse Varga"), "Minister Varga")
            hand_over_rulings(other, app.corpus)
        await until(pilot, lambda: "Minister Varga" in recognised(pilot))


async def test_a_click_goes_to_a_name_and_two_go_in(two: Callable[[], BriefingApp]) -> None:
    async with two().run_test(size=WIDE) as pilot:
        screen = await entities(pilot)
        await pilot.click(screen.names, offset=(5, 1))
        await answered(pilot)
        assert screen.names.cursor == 1
        await pilot.click(screen.mentions, offset=(5, 0))
        assert screen.focused is screen.mentions
        one = screen.mentions.appearance
        assert one is not None
        await pilot.click(screen.mentions, offset=(5, 0), times=2)
        await until(
            pilot, lambda: pilot.app.screen is page_of(pilot) and page_of(pilot).open_id == one.article
        )


async def test_keys_in_a_hurry_are_about_the_row_that_one_is_at(two: Callable[[], BriefingApp]) -> None:
    """The dossier of a row that one passes over comes late; what is decided is never about another row."""
    app = two()
    async with app.run_test(size=WIDE) as pilot:
        screen = await entities(pilot)
        before = names(screen)
        for _ in range(2):
            screen.action_move(1)
        screen.action_let_go()
        await until(pilot, lambda: before[2] not in known(app.corpus))
        assert set(known(app.corpus)) == set(before[:2])
        await answered(pilot)
        screen.action_move(-1)
        screen.action_move(1)
        await screen.action_go_in()
        assert screen.file is None or screen.file.dossier.entry.name == names(screen)[screen.names.cursor]
        await answered(pilot)
        assert screen.file is not None
        assert screen.file.dossier.entry.name == names(screen)[screen.names.cursor]
        assert screen.focused is screen.mentions


async def test_one_article_has_a_name_and_two_have_it(two: Callable[[], BriefingApp], tmp_path: Path) -> None:
    app = two()
    text = "Omar Haqqani told reporters that Omar Haqqani had left."
    app.corpus.add([write_lines(tmp_path / "one.jsonl", {"title": "One", "text": text})])
    app.corpus.read_for_names(workers=0)
    async with app.run_test(size=WIDE) as pilot:
        await entities(pilot)
        await find(pilot, "Haqqani")
        await pilot.press("asterisk")
        await until(pilot, lambda: "1 article has this name" in status(pilot))
        page_of(pilot).search_for_name("Ilse Varga")
        await until(pilot, lambda: "2 articles have this name" in status(pilot))


async def test_one_comes_back_from_what_stands_beside_it(two: Callable[[], BriefingApp]) -> None:
    async with two().run_test(size=WIDE) as pilot:
        await entities(pilot)
        screen = await find(pilot, "varga")
        screen.set_focus(screen.beside)
        other = screen.beside.entries[0][0].name
        await pilot.press("enter")
        await answered(pilot)
        assert screen.file is not None
        assert screen.file.dossier.entry.name == other
        await pilot.press("backspace")
        await answered(pilot)
        assert screen.file.dossier.entry.name == "Ilse Varga"


async def test_of_two_that_are_called_the_same_the_one_at_hand_is_meant(
    two: Callable[[], BriefingApp], tmp_path: Path
) -> None:
    app = two()
    app.casebook.rule("renamed", Name("place", "Ostrel"), "Ilse Varga")
    app.casebook.rule("retyped", Name("place", "Ostrel"), "person")
    async with app.run_test(size=WIDE) as pilot:
        await quiet(pilot)
        await until(pilot, lambda: list(known(app.corpus)).count("Ilse Varga") == 1)
        await until(pilot, lambda: "Ostrel" not in recognised(pilot))
        page = page_of(pilot)
        await pilot.press("enter", "g", "e")
        for _ in range(10):
            span = page.text.span
            if span is not None and page.open.article.text[span.start : span.end] == "Ostrel":
                break
            await pilot.press("e")
        await pilot.press("exclamation_mark")
        await until(pilot, lambda: "is not an entity" in status(pilot))
        (ignored,) = (each for each in app.casebook.rulings() if each.kind == "ignored")
        assert ignored.subject == "place:Ostrel"
