"""The keys over the page: groups, columns, the legend, and finding a key."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from reader import NARROW, WIDE, shown

from briefing.tui.actions import ACTIONS, GROUPS, Action
from briefing.tui.app import BriefingApp
from briefing.tui.bindings import print_key
from briefing.tui.layers import cells
from briefing.tui.screens.keys import KeysScreen, blocks, columns, key_rows
from briefing.tui.theme import load_look

LOOK = load_look("dark")


def plain(width: int, sought: str = "", actions: tuple[Action, ...] = ACTIONS) -> list[str]:
    return ["".join(text for text, _ in row.left) for row in key_rows(LOOK, actions, width, sought)]


def test_neighbours_with_the_same_words_share_a_row() -> None:
    rows = {row.brief: row.keys for block in blocks(ACTIONS) for row in block.rows}
    assert rows["hit"] == "n N"
    assert rows["line, row"] == "j k ↓ ↑"
    assert rows["page"] == "space b"


def test_every_action_stands_in_its_group_and_no_other_is_named() -> None:
    found = blocks(ACTIONS)
    assert [block.title for block in found] == [g for g in GROUPS if any(a.group == g for a in ACTIONS)]
    for block in found:
        own = [action for action in ACTIONS if action.group == block.title]
        assert {row.brief for row in block.rows} == {action.brief for action in own}
        for action in own:
            shown_as = print_key(action.keys[0]) if action.keys else f":{action.command}"
            assert any(shown_as in row.keys for row in block.rows), action.id


def test_a_keymap_shows() -> None:
    mine = tuple(replace(a, keys=("ctrl+n",)) if a.id == "next_hit" else a for a in ACTIONS)
    assert any("ctrl+n N" in row for row in plain(100, actions=mine))


@pytest.mark.parametrize(("width", "most"), [(116, 3), (76, 2), (40, 1)])
def test_there_are_as_many_columns_as_fit(width: int, most: int) -> None:
    assert len(columns(blocks(ACTIONS), width)) == most
    if width >= 50:  # a single column may be cut
        assert max(cells(row) for row in plain(width)) <= width


def test_the_legend_names_every_kind_with_its_letter_and_every_mark() -> None:
    text = "\n".join(plain(100))
    for kind in LOOK.kinds:
        assert f"{'time' if kind == 'moment' else kind} {LOOK.letter(kind)}" in text
    for mark in (" hit ", " this hit ", " noted ", " selected "):
        assert mark in text
    assert "There is no save key, and u undoes." in text


def test_finding_looks_at_keys_words_and_sentences() -> None:
    assert [row for row in plain(100, "sourced")[1:] if row] == ["y  copy, sourced"]
    assert any("variants" not in row and "ctrl+c" in row for row in plain(100, "CTRL+C"))
    assert any("hit" in row for row in plain(100, "article before first"))  # words of one sentence
    assert plain(100, "xylophone") == ["no key does that"]


@pytest.mark.parametrize("size", [WIDE, NARROW, (50, 16)])
async def test_the_page_stays_visible_around_the_card(
    reader: Callable[..., BriefingApp], size: tuple[int, int]
) -> None:
    async with reader().run_test(size=size) as pilot:
        await pilot.pause()
        before = shown(pilot)
        pilot.app.push_screen(KeysScreen(LOOK, ACTIONS, "Read, Article"))
        await pilot.pause()
        rows = shown(pilot)
        assert rows[0] == before[0]
        assert rows[-2:] == before[-2:]
        top = next(row for row in rows if "Keys" in row)
        assert top.index("┌─ Keys ─") < top.index("Read, Article ─┐")


async def test_it_scrolls_where_it_is_too_high_and_says_how_much_is_below(
    reader: Callable[..., BriefingApp],
) -> None:
    async with reader().run_test(size=NARROW) as pilot:
        pilot.app.push_screen(KeysScreen(LOOK))
        await pilot.pause()
        card = pilot.app.screen.card  # type: ignore[attr-defined]
        below = card.below
        assert any(f"{below} more" in row for row in shown(pilot))
        await pilot.press("j")
        assert card.below == below - 1
        await pilot.press("space", "space", "space")
        assert card.below == 0
        assert any("There is no save key" in row for row in shown(pilot))
        await pilot.press("k", "b", "b", "b")
        assert card.below == below


@pytest.mark.parametrize("key", ["question_mark", "q", "escape"])
async def test_it_closes(reader: Callable[..., BriefingApp], key: str) -> None:
    async with reader().run_test(size=WIDE) as pilot:
        page = pilot.app.screen
        pilot.app.push_screen(KeysScreen(LOOK))
        await pilot.pause()
        await pilot.press(key)
        await pilot.pause()
        assert pilot.app.screen is page


async def test_a_key_is_found_by_typing(reader: Callable[..., BriefingApp]) -> None:
    async with reader().run_test(size=WIDE) as pilot:
        page = pilot.app.screen
        screen = KeysScreen(LOOK)
        pilot.app.push_screen(screen)
        await pilot.pause()
        whole = screen.card.plain
        await pilot.press("slash", *"next", "space", *"hit")
        await pilot.pause()
        assert "n N" in screen.card.plain
        assert "reviewed" not in screen.card.plain
        assert any("/ next hit" in row for row in shown(pilot))
        await pilot.press("enter", "j")  # j scrolls again and is no letter
        assert any("/ next hit" in row for row in shown(pilot))
        await pilot.press("escape")
        await pilot.pause()
        assert screen.card.plain == whole
        assert pilot.app.screen is screen
        await pilot.press("slash", "backspace", "escape")
        await pilot.pause()
        assert pilot.app.screen is page


async def test_it_is_drawn_without_colour_and_with_ascii(reader: Callable[..., BriefingApp]) -> None:
    async with reader(theme="no-colour", glyphs="ascii").run_test(size=WIDE) as pilot:
        pilot.app.push_screen(KeysScreen(pilot.app.look))  # type: ignore[attr-defined]
        await pilot.pause()
        assert any("+- Keys -" in row for row in shown(pilot))
