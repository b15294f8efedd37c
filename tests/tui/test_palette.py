"""The palette: which commands fit what is typed, and doing one."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from reader import NARROW, WIDE, shown
from textual.pilot import Pilot

from briefing.tui.actions import ACTIONS, Action
from briefing.tui.app import BriefingApp
from briefing.tui.layers import cells
from briefing.tui.screens.palette import MOST_SEEN, Match, PaletteScreen, matches, palette_rows
from briefing.tui.theme import load_look

LOOK = load_look("dark")
BY_ID = {action.id: action for action in ACTIONS}

Chosen = tuple[Action, str] | None


def names(text: str) -> list[str]:
    return [match.action.id for match in matches(text)]


@pytest.mark.parametrize("action", ACTIONS, ids=lambda action: action.id)
def test_every_action_is_found_first_by_its_name(action: Action) -> None:
    assert names(action.command)[0] == action.id
    assert names(f":{action.command.upper()}")[0] == action.id


def test_an_empty_line_offers_all_in_the_order_of_the_table() -> None:
    assert names("") == names("  : ") == [action.id for action in ACTIONS]


def test_names_come_before_sentences_and_beginnings_first() -> None:
    found = names("se")
    assert found[:2] == ["select", "search"]
    assert found.index("search") < found.index("search_entity")
    assert names("nxhit")[0] == "next_hit"  # letters of the name, in order
    by_sentence = names("relevance")
    assert by_sentence == ["order"]
    assert names("oldest relevance") == ["order"]


def test_nothing_fits() -> None:
    assert matches("zzzz") == []
    assert matches("q" * 5_000) == []
    assert palette_rows([], 60)[0].left[0][0] == "no command has these letters"


@pytest.mark.parametrize(
    ("typed", "argument"),
    [
        ("add ~/in box", "~/in box"),
        (":ADD   /mnt/usb stick  ", "/mnt/usb stick"),
        ("add \x1b[31m~/red\u202e", "~/red"),
        ("add add", "add"),
    ],
)
def test_what_stands_behind_a_name_is_what_it_takes(typed: str, argument: str) -> None:
    assert matches(typed) == [Match(BY_ID["add"], argument)]


def test_rows_fit_and_name_what_a_command_takes_and_its_keys() -> None:
    for width in (30, 60, 100):
        for row in palette_rows(matches(""), width):
            used = sum(cells(text) for text, _ in (*row.left, *row.right))
            assert used <= max(width, 40)
    (row,) = palette_rows([Match(BY_ID["add"])], 80)
    assert row.left[:2] == (("add", "strong"), (" FOLDER", "muted"))
    (row,) = palette_rows([Match(BY_ID["next_article"])], 80)
    assert row.right == (("  ]", "accent"),)


async def opened(pilot: Pilot[None]) -> tuple[PaletteScreen, list[Chosen]]:
    closed_with: list[Chosen] = []
    screen = PaletteScreen(LOOK)
    pilot.app.push_screen(screen, closed_with.append)
    await pilot.pause()
    return screen, closed_with


async def test_it_lies_over_the_status_row_and_leaves_the_row_of_keys(
    reader: Callable[..., BriefingApp],
) -> None:
    async with reader().run_test(size=NARROW) as pilot:
        await pilot.pause()
        before = shown(pilot)
        await opened(pilot)
        await pilot.press(*"hit")
        await pilot.pause()
        rows = shown(pilot)
        assert rows[:8] == before[:8]
        assert rows[-1] == before[-1]
        assert rows[-2].startswith(" : hit")
        assert rows[-3].startswith("└─ enter does it")
        await pilot.press("ctrl+u")
        await pilot.pause()
        rows = shown(pilot)
        assert sum(row.startswith("│") for row in rows) == MOST_SEEN
        assert f"1 of {len(ACTIONS)}" in next(row for row in rows if "┌─ Commands" in row)


async def test_enter_does_the_first_or_the_one_that_was_chosen(reader: Callable[..., BriefingApp]) -> None:
    async with reader().run_test(size=WIDE) as pilot:
        _, chosen = await opened(pilot)
        await pilot.press(*"zoom", "enter")
        await pilot.pause()
        assert chosen == [(BY_ID["zoom"], "")]
        screen, chosen = await opened(pilot)
        await pilot.press(*"note", "down", "ctrl+n", "up", "ctrl+p", "down")
        wanted = matches("note")[1].action
        assert screen.chosen == Match(wanted)
        await pilot.press("enter")
        await pilot.pause()
        assert chosen == [(wanted, "")]


async def test_a_path_goes_with_the_command(reader: Callable[..., BriefingApp]) -> None:
    async with reader().run_test(size=WIDE) as pilot:
        _, chosen = await opened(pilot)
        await pilot.press(*"ad", "tab")  # completed, with the space behind it
        await pilot.press(*"in", "space", *"box", "enter")
        await pilot.pause()
        assert chosen == [(BY_ID["add"], "in box")]


@pytest.mark.parametrize("keys", [("escape",), ("backspace",), ("z", "backspace", "backspace"), ("ctrl+c",)])
async def test_it_closes_without_a_choice(reader: Callable[..., BriefingApp], keys: tuple[str, ...]) -> None:
    async with reader().run_test(size=WIDE) as pilot:
        page = pilot.app.screen
        _, chosen = await opened(pilot)
        await pilot.press(*keys)
        await pilot.pause()
        assert pilot.app.screen is page
        assert chosen == [None]


async def test_enter_does_nothing_where_nothing_fits(reader: Callable[..., BriefingApp]) -> None:
    async with reader().run_test(size=WIDE) as pilot:
        screen, chosen = await opened(pilot)
        await pilot.press(*"zzz", "enter", "down", "tab", "enter")
        await pilot.pause()
        assert pilot.app.screen is screen
        assert chosen == []
        assert any("no command has these letters" in row for row in shown(pilot))


async def test_the_mouse_chooses(reader: Callable[..., BriefingApp]) -> None:
    async with reader().run_test(size=WIDE) as pilot:
        screen, chosen = await opened(pilot)
        await pilot.press(*"note")
        await pilot.pause()
        await pilot.click(screen.card, offset=(5, 2))
        await pilot.pause()
        assert chosen == [(matches("note")[1].action, "")]
