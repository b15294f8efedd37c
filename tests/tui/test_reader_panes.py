"""The panes: walking through them, the article alone, windows of every size, keys without a meaning."""

from __future__ import annotations

import pytest
from quick import Reader, paste, quiet, status
from reader import NARROW, WIDE, screen_of, shown
from textual.geometry import Region
from textual.pilot import Pilot

from briefing.tui.app import BriefingApp
from briefing.tui.layers import Light
from briefing.tui.rowlist import RowList

SEARCH = "kestrel forgery"

#: Sizes at which the page is laid out differently, and those beside them.
COLUMNS = (200, 150, 149, 110, 109, 70, 69, 50, 49)
ROWS = (30, 29, 16, 15)


async def test_brackets_go_through_the_articles_of_the_list(reader: Reader) -> None:
    async with reader().run_test(size=WIDE) as pilot:
        await paste(pilot, SEARCH)
        screen = screen_of(pilot)
        ids = [hit.id for hit in screen.results.hits]
        seen = []
        for key in ("right", "right", "right", "left", "left", "left"):
            await pilot.press(f"{key}_square_bracket")
            seen.append(ids.index(screen.open_id))
        assert seen == [1, 2, 2, 1, 0, 0]
        assert "this is the first article" in status(pilot)
        assert screen.pane == "article"


async def test_brackets_in_the_list_stay_in_the_list(reader: Reader) -> None:
    async with reader().run_test(size=WIDE) as pilot:
        await quiet(pilot)
        await pilot.press("right_square_bracket")
        await quiet(pilot)
        screen = screen_of(pilot)
        assert screen.pane == "results"
        assert screen.results.hit is not None
        assert screen.open_id == screen.results.hit.id


async def test_z_shows_the_article_alone_and_all_panes_again(reader: Reader) -> None:
    async with reader().run_test(size=WIDE) as pilot:
        await paste(pilot, SEARCH)
        screen = screen_of(pilot)
        before, span = shown(pilot), screen.text.span
        await pilot.press("z")
        await pilot.pause()
        assert "Results" not in "\n".join(shown(pilot))
        assert screen.text.size.width == WIDE[0]
        assert screen.text.span == span
        await pilot.press("z")
        await pilot.pause()
        assert shown(pilot)[:-2] == before[:-2]


@pytest.mark.parametrize("size", [(200, 60), (90, 36)], ids=["roomy", "narrow"])
async def test_the_lines_are_counted_again_when_the_text_is_broken_anew(
    reader: Reader, size: tuple[int, int]
) -> None:
    async with reader().run_test(size=WIDE) as pilot:
        await paste(pilot, SEARCH)
        await pilot.resize_terminal(*size)
        await pilot.pause()
        assert f"of {len(screen_of(pilot).text.rows)} " in status(pilot)


@pytest.mark.parametrize("size", [(200, 60), WIDE, NARROW, (60, 24)], ids=lambda size: str(size[0]))
async def test_tab_walks_round_the_six_panes_and_back(reader: Reader, size: tuple[int, int]) -> None:
    async with reader().run_test(size=size) as pilot:
        await quiet(pilot)
        screen = screen_of(pilot)
        seen = []
        for _ in range(6):
            await pilot.press("tab")
            seen.append(screen.place)
        assert seen == ["article", "entities", "notes", "said", "times", "results"]
        for _ in range(6):
            await pilot.press("shift+tab")
            seen.append(screen.place)
        assert seen[6:] == ["times", "said", "notes", "entities", "article", "results"]


async def test_l_goes_in_and_h_goes_out(reader: Reader) -> None:
    async with reader().run_test(size=NARROW) as pilot:
        await quiet(pilot)
        screen = screen_of(pilot)
        await pilot.press("l")
        assert screen.pane == "article"
        await pilot.press("h", "h")
        assert screen.pane == "results"
        await pilot.press("tab", "tab")
        assert screen.pane == "entities"
        await pilot.press("l")
        assert (screen.pane, screen.text.current is not None) == ("article", True)
        await pilot.press("tab", "h")
        assert screen.pane == "article"


def in_sight(pilot: Pilot[None]) -> bool:
    """Whether the current span stands where its row is drawn, with its sign."""
    text = screen_of(pilot).text
    span = text.span
    if span is None or not text.size.height:
        return False
    row = text.row_on_screen(span.start)
    if not 0 <= row < text.size.height:
        return False
    drawn = shown(pilot)[text.region.y + row][text.region.x :]
    return drawn.startswith("▸")


async def at_a_hit(pilot: Pilot[None]) -> Light:
    """Go to a hit in the middle of a text, and down to the last rows of the pane with it."""
    await paste(pilot, "rockets")
    await pilot.press(*"nnnn")
    span = screen_of(pilot).text.span
    assert span is not None
    assert in_sight(pilot)
    return span


def is_too_small(pilot: Pilot[None], columns: int, rows: int) -> bool:
    words = f"Briefing needs 50 by 16; this window is {columns} by {rows}."
    return words in " ".join(" ".join(shown(pilot)).split())


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
async def test_another_width_keeps_pane_and_span_and_its_row(reader: Reader, size: tuple[int, int]) -> None:
    async with reader().run_test(size=size) as pilot:
        span = await at_a_hit(pilot)
        screen = screen_of(pilot)
        for columns in (*COLUMNS, size[0]):
            row = screen.text.row_on_screen(span.start)
            await pilot.resize_terminal(columns, size[1])
            await pilot.pause()
            assert (screen.pane, screen.text.span) == ("article", span), columns
            if columns < 50:
                assert is_too_small(pilot, columns, size[1])
                continue
            assert in_sight(pilot), columns
            # At the top of the text there may not be so many rows above it.
            assert screen.text.row_on_screen(span.start) == row or screen.text.scroll_offset.y == 0, columns


@pytest.mark.parametrize("columns", [120, 80])
async def test_another_height_keeps_pane_and_span_and_its_row(reader: Reader, columns: int) -> None:
    async with reader().run_test(size=(columns, 36)) as pilot:
        span = await at_a_hit(pilot)
        screen = screen_of(pilot)
        for rows in (*ROWS, 36):
            await pilot.resize_terminal(columns, rows)
            await pilot.pause()
            assert (screen.pane, screen.text.span) == ("article", span), rows
            assert in_sight(pilot) if rows >= 16 else is_too_small(pilot, columns, rows), rows


async def test_every_pane_is_drawn_in_windows_of_every_size(reader: Reader) -> None:
    async with reader().run_test(size=WIDE) as pilot:
        await paste(pilot, SEARCH)
        for columns, rows in ((columns, rows) for columns in COLUMNS for rows in (30, 16)):
            await pilot.resize_terminal(columns, rows)
            await pilot.press("tab")
            assert [len(row) for row in shown(pilot)] == [columns] * rows


@pytest.mark.parametrize("pane", ["results", "entities", "notes", "said"])
async def test_a_resize_keeps_the_pane_and_its_row(reader: Reader, pane: str) -> None:
    async with reader().run_test(size=WIDE) as pilot:
        await quiet(pilot)
        screen = screen_of(pilot)
        while screen.pane != pane:
            await pilot.press("tab")
        await pilot.press("j", "j")
        lists = {"results": screen.results, "entities": screen.entities}
        list_ = {**lists, "notes": screen.notes, "said": screen.said}[pane]
        cursor = list_.cursor
        for columns in COLUMNS:
            await pilot.resize_terminal(columns, 24)
            await pilot.pause()
            assert (screen.pane, screen.focused, list_.cursor) == (pane, list_, cursor), columns
            if columns >= 50 and list_.count:
                assert any("▌" in row for row in shown(pilot)), columns


async def test_what_is_typed_is_kept_in_a_window_that_is_too_small(reader: Reader) -> None:
    async with reader().run_test(size=WIDE) as pilot:
        await quiet(pilot)
        await pilot.press("a", *"half a")
        await pilot.resize_terminal(40, 10)
        await pilot.pause()
        await pilot.press("b", "c")
        await pilot.resize_terminal(*WIDE)
        await pilot.pause()
        screen = screen_of(pilot)
        assert screen.place == "note"
        assert screen.form.entry.text.startswith("half a")


@pytest.mark.parametrize("key", ["w", "Z", "percent_sign"])
async def test_a_key_without_a_meaning_says_so(reader: Reader, key: str) -> None:
    async with reader().run_test(size=WIDE) as pilot:
        await quiet(pilot)
        await pilot.press(key)
        character = "%" if key == "percent_sign" else key
        assert f"{character} does nothing here: ? shows the keys" in status(pilot)
        await pilot.press("j")
        assert "does nothing" not in status(pilot)


async def test_own_keys_stand_in_place_of_the_usual_ones(reader: Reader) -> None:
    app: BriefingApp = reader(keys={"next_hit": ("ctrl+n", "w"), "zoom": ()})
    async with app.run_test(size=WIDE) as pilot:
        await paste(pilot, SEARCH)
        screen = screen_of(pilot)
        assert "ctrl+n hit" in shown(pilot)[-1]
        for key in ("ctrl+n", "w"):
            await pilot.press(key)
        assert screen.text.current is not None
        assert screen.text.current.place == 2
        await pilot.press("n")
        assert "n does nothing here" in status(pilot)
        await pilot.press("z")
        assert "z does nothing here" in status(pilot)
        assert not screen.alone


async def test_own_keys_are_told_where_keys_are_told(reader: Reader) -> None:
    app: BriefingApp = reader(keys={"keys": ("ctrl+g",), "leave": ("Q",)})
    async with app.run_test(size=WIDE) as pilot:
        await quiet(pilot)
        await pilot.press("question_mark")
        assert "ctrl+g shows the keys" in status(pilot)
        await pilot.press("ctrl+c")
        assert "Q leaves" in status(pilot)
        await pilot.press("q")
        assert app.is_running
        await pilot.press("Q")
        await pilot.pause()
        assert not app.is_running


async def test_what_is_drawn_before_it_was_told_its_size_has_its_size(reader: Reader) -> None:
    async with reader().run_test(size=WIDE) as pilot:
        await paste(pilot, SEARCH)
        screen = screen_of(pilot)
        for pane in (screen.results, screen.text, screen.entities):
            crop = Region(0, 0, pane.size.width, pane.size.height)
            right = ["".join(segment.text for segment in strip) for strip in pane.render_lines(crop)]
            # As it is between the moment when the screen is laid out and the pane's own message of that.
            pane._width = 0
            if isinstance(pane, RowList):
                pane._drawn.clear()
                pane._tops = list(range(pane.count + 1))
            else:
                pane._wrap(10)
                pane._width = 0
            assert right == ["".join(segment.text for segment in strip) for strip in pane.render_lines(crop)]
