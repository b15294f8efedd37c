"""The menu of layers: what it lists, and that every switch is told at once."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from reader import NARROW, WIDE, shown
from textual.pilot import Pilot

from briefing.tui.app import BriefingApp
from briefing.tui.screens.layer_menu import LayerMenu, switches
from briefing.tui.theme import load_look

LOOK = load_look("dark")


async def opened(pilot: Pilot[None], *off: str) -> tuple[LayerMenu, list[tuple[str, bool]]]:
    told: list[tuple[str, bool]] = []
    menu = LayerMenu(LOOK, frozenset(off), lambda layer, on: told.append((layer, on)))
    pilot.app.push_screen(menu)
    await pilot.pause()
    return menu, told


def test_it_lists_every_kind_and_the_other_layers_with_one_key_each() -> None:
    rows = switches(LOOK)
    assert [row.id for row in rows] == [*LOOK.kinds, "unsure", "statements", "notes", "hits", "margin"]
    assert len({row.key for row in rows}) == len(rows)
    assert {row.key for row in rows} == set("POGlFETDQusnhm")


async def test_what_is_on_has_a_sign(reader: Callable[..., BriefingApp]) -> None:
    async with reader().run_test(size=NARROW) as pilot:
        await opened(pilot, "person", "margin")
        rows = shown(pilot)
        for words, on in (
            ("P  person", False),
            ("O  organisation", True),
            ("m  letters in the margin", False),
        ):
            assert ("✓" in next(row for row in rows if words in row)) is on


@pytest.mark.parametrize(
    ("key", "id"),
    [
        *[
            ("P", "person"),
            ("p", "person"),
            ("l", "place"),
            ("G", "group"),
            ("Q", "quantity"),
            ("T", "moment"),
        ],
        *[("n", "notes"), ("h", "hits"), ("m", "margin")],
    ],
)
async def test_a_letter_switches_off_and_on(reader: Callable[..., BriefingApp], key: str, id: str) -> None:
    async with reader().run_test(size=WIDE) as pilot:
        menu, told = await opened(pilot)
        await pilot.press(key, key)
        assert told == [(id, False), (id, True)]
        assert pilot.app.screen is menu


async def test_enter_switches_the_row_that_one_is_at(reader: Callable[..., BriefingApp]) -> None:
    async with reader().run_test(size=WIDE) as pilot:
        menu, told = await opened(pilot, "organisation")
        await pilot.press("j", "enter", "down", "space", "k", "k", "k", "enter")
        ids = [switch.id for switch in switches(LOOK)]
        assert told == [(ids[1], True), (ids[2], False), (ids[0], False)]
        assert menu.off == {ids[2], ids[0]}
        await pilot.click(menu.card, offset=(5, 1 + ids.index("hits")))
        assert told[-1] == ("hits", False)


@pytest.mark.parametrize("key", ["L", "q", "escape"])
async def test_it_closes(reader: Callable[..., BriefingApp], key: str) -> None:
    async with reader().run_test(size=WIDE) as pilot:
        page = pilot.app.screen
        _, told = await opened(pilot)
        await pilot.press(key)
        await pilot.pause()
        assert pilot.app.screen is page
        assert told == []
