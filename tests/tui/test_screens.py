"""The screens that have a number: going from one to another, the way through them, and what is said where."""

from __future__ import annotations

import pytest
from entities import answered, board, entities
from quick import Reader, command, page_of, paste, quiet, status, until
from reader import WIDE, screen_of, shown

from briefing.tui.screens.entities import EntitiesScreen
from briefing.tui.screens.read import ReadScreen

SEARCH = "kestrel forgery"


async def test_the_first_row_names_the_screens_and_keys_lead_to_them(reader: Reader) -> None:
    app = reader()
    async with app.run_test(size=WIDE) as pilot:
        await quiet(pilot)
        assert shown(pilot)[0].startswith(" 1 Read   2 Entities")
        await pilot.press("2")
        assert isinstance(app.screen, EntitiesScreen)
        assert board(pilot).bars["header"].plain.startswith(" 1 Read   2 Entities")
        await pilot.press("1")
        assert isinstance(app.screen, ReadScreen)


async def test_in_a_slim_window_other_screens_are_numbers(reader: Reader) -> None:
    async with reader().run_test(size=(60, 24)) as pilot:
        await entities(pilot)
        assert shown(pilot)[0].startswith(" 1   2 Entities")


async def test_a_number_that_is_typed_is_a_digit(reader: Reader) -> None:
    app = reader()
    async with app.run_test(size=WIDE) as pilot:
        await quiet(pilot)
        await pilot.press("slash", "2", "1")
        assert isinstance(app.screen, ReadScreen)
        assert page_of(pilot).typed == "21"
        await pilot.press("escape", "2")
        await pilot.press("slash", "1")
        assert board(pilot).entry.value == "1"


async def test_the_way_back_leads_through_all_screens_and_forward_again(reader: Reader) -> None:
    app = reader()
    async with app.run_test(size=WIDE) as pilot:
        await paste(pilot, SEARCH)
        first = screen_of(pilot).open_id
        await pilot.press("n")
        position = screen_of(pilot).text.position
        await entities(pilot)
        await pilot.press("l", "j")
        one = board(pilot).mentions.appearance
        assert one is not None
        await pilot.press("enter")
        await quiet(pilot)
        assert screen_of(pilot).open_id == one.article
        assert screen_of(pilot).text.span is not None
        await pilot.press("backspace")
        screen = await answered(pilot)
        assert screen.mentions.appearance == one
        await pilot.press("backspace")
        await quiet(pilot)
        assert (screen_of(pilot).open_id, screen_of(pilot).text.position) == (first, position)
        await pilot.press("semicolon")
        assert (await answered(pilot)).mentions.appearance == one
        await pilot.press("semicolon")
        await quiet(pilot)
        assert screen_of(pilot).open_id == one.article
        await pilot.press("semicolon")
        assert "there is nothing ahead" in status(pilot)


async def test_a_mention_is_the_current_span_though_names_come_late(reader: Reader) -> None:
    async with reader().run_test(size=WIDE) as pilot:
        screen = await entities(pilot)
        await pilot.press("l")
        one = screen.mentions.appearance
        assert one is not None
        await pilot.press("enter")
        await until(pilot, lambda: page_of(pilot).text.span is not None)
        span = page_of(pilot).text.span
        assert span is not None
        assert (span.layer, span.start, span.end) == ("entity", one.span.start, one.span.end)
        assert screen.names.entry is not None
        assert screen.names.entry.kind in status(pilot)


async def test_a_key_of_another_screen_says_where_it_belongs(reader: Reader) -> None:
    async with reader().run_test(size=WIDE) as pilot:
        await entities(pilot)
        await pilot.press("x")
        assert "x has nothing to do here: reviewed is on Read" in status(pilot)
        await pilot.press("$")
        assert "$ does nothing here: ? shows the keys" in status(pilot)


async def test_what_comes_late_is_said_on_the_screen_that_is_seen(reader: Reader) -> None:
    async with reader().run_test(size=WIDE) as pilot:
        await entities(pilot)
        page_of(pilot).answer("all is searchable now")
        await pilot.pause()
        assert "all is searchable now" in status(pilot)
        page_of(pilot).show_work((("Making searchable ", "strong"), ("3 of 9", "text")))
        await pilot.pause()
        assert "3 of 9" in status(pilot)


async def test_q_goes_back_to_read_and_leaves_from_there(reader: Reader) -> None:
    app = reader()
    async with app.run_test(size=WIDE) as pilot:
        await entities(pilot)
        await pilot.press("q")
        assert isinstance(app.screen, ReadScreen)
        assert not app._exit
        await pilot.press("q")
        assert app._exit


async def test_a_command_that_only_read_knows_is_done_there(reader: Reader) -> None:
    app = reader()
    async with app.run_test(size=WIDE) as pilot:
        await entities(pilot)
        await command(pilot, "set language nonsense")
        assert isinstance(app.screen, ReadScreen)
        assert "not a language: nonsense" in status(pilot)


async def test_the_marking_stands_on_every_screen(reader: Reader) -> None:
    async with reader().run_test(size=WIDE) as pilot:
        await quiet(pilot)
        page_of(pilot).kit.casebook.decide("marking", "workspace", "TLP:AMBER")
        await until(pilot, lambda: shown(pilot)[0].startswith(" TLP:AMBER "))
        await entities(pilot)
        assert shown(pilot)[0].startswith(" TLP:AMBER ")
        assert shown(pilot)[-1].rstrip().endswith("TLP:AMBER")


@pytest.mark.parametrize("size", [(49, 20), (120, 15)])
async def test_a_window_that_is_too_small_says_so(reader: Reader, size: tuple[int, int]) -> None:
    async with reader().run_test(size=WIDE) as pilot:
        await entities(pilot)
        await pilot.resize_terminal(*size)
        await pilot.pause()
        assert any("Briefing needs 50 by 16" in row for row in shown(pilot))
        await pilot.resize_terminal(*WIDE)
        await pilot.pause()
        assert "2 Entities" in shown(pilot)[0]
