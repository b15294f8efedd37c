"""The mouse: a click on a name, dragging over a passage, the wheel."""

from __future__ import annotations

from quick import Reader, paste, quiet, status
from reader import NARROW, WIDE, screen_of, shown
from textual import events
from textual.pilot import Pilot

SEARCH = "kestrel forgery"


def place_of(pilot: Pilot[None], words: str) -> tuple[int, int]:
    """Column and row of the article pane at which these words begin."""
    text = screen_of(pilot).text
    for y in range(text.size.height):
        row = "".join(segment.text for segment in text.render_line(y))
        if words in row:
            return row.index(words), y
    raise AssertionError(f"{words} is not in sight")


async def wheel(pilot: Pilot[None], *, down: bool) -> None:
    """One step of the wheel over the article."""
    text = screen_of(pilot).text
    event = events.MouseScrollDown if down else events.MouseScrollUp
    x, y = text.region.offset
    pilot.app.screen._forward_event(
        event(
            text, x + 5, y + 5, 0, 0, 0, shift=False, meta=False, ctrl=False, screen_x=x + 5, screen_y=y + 5
        )
    )
    await pilot.pause()


async def drag(pilot: Pilot[None], first: str, last: str) -> None:
    """Press on the first letter of some words, and let go behind the last letter of others."""
    x, y = place_of(pilot, last)
    await pilot.mouse_down("#article", offset=place_of(pilot, first))
    await pilot.hover("#article", offset=(x + len(last), y))
    await pilot.mouse_up("#article", offset=(x + len(last), y))
    await pilot.pause()


async def test_a_click_on_a_name_makes_it_the_current_one(reader: Reader) -> None:
    async with reader().run_test(size=WIDE) as pilot:
        await paste(pilot, SEARCH)
        screen = screen_of(pilot)
        x, y = place_of(pilot, "Northmark Radio")
        await pilot.click("#article", offset=(x + 2, y))
        span = screen.text.span
        assert span is not None
        assert screen.text.text[span.start : span.end] == "Northmark Radio"
        assert shown(pilot)[screen.text.region.y + y][screen.text.region.x] == "▸"


async def test_a_click_in_the_article_gives_it_the_keys_and_opens_it(reader: Reader) -> None:
    async with reader().run_test(size=WIDE) as pilot:
        await quiet(pilot)
        screen = screen_of(pilot)
        await pilot.click("#article", offset=(10, 1))
        assert screen.place == "article"
        assert screen.open_id in screen.marks.marks


async def test_a_drag_selects_from_letter_to_letter_over_rows(reader: Reader) -> None:
    async with reader().run_test(size=NARROW) as pilot:
        await paste(pilot, SEARCH)
        await drag(pilot, "spoke for the", "fired on Ostrel")
        screen = screen_of(pilot)
        assert screen.text.selection is not None
        span = screen.text.selection.span
        words = screen.text.text[span.start : span.end]
        assert words.startswith("spoke for the Kestrel Brigade")
        assert words.endswith("had not fired on Ostrel")
        assert "\n" not in words
        assert "SELECT" in status(pilot)


async def test_a_drag_backwards_selects_the_same(reader: Reader) -> None:
    async with reader().run_test(size=NARROW) as pilot:
        await paste(pilot, SEARCH)
        start, end = place_of(pilot, "spoke for"), place_of(pilot, " for the Kestrel")
        await pilot.mouse_down("#article", offset=end)
        await pilot.hover("#article", offset=start)
        await pilot.mouse_up("#article", offset=start)
        screen = screen_of(pilot)
        assert screen.text.selection is not None
        span = screen.text.selection.span
        assert screen.text.text[span.start : span.end] == "spoke"


async def test_a_click_lets_go_of_the_selection(reader: Reader) -> None:
    async with reader().run_test(size=NARROW) as pilot:
        await paste(pilot, SEARCH)
        await drag(pilot, "spoke for the", "fired on Ostrel")
        await pilot.click("#article", offset=place_of(pilot, "had not"))
        assert screen_of(pilot).text.selection is None


async def test_what_was_dragged_over_is_noted(reader: Reader) -> None:
    async with reader().run_test(size=WIDE) as pilot:
        await paste(pilot, SEARCH)
        await drag(pilot, "a forgery", "a forgery")
        await pilot.press("a", *"so", "escape")
        await quiet(pilot)
        (note,) = screen_of(pilot).notes.notes
        assert note.anchor is not None
        assert note.anchor.exact == "a forgery"


async def test_the_wheel_scrolls_the_article_and_takes_no_keys(reader: Reader) -> None:
    async with reader().run_test(size=WIDE) as pilot:
        await quiet(pilot)
        screen = screen_of(pilot)
        await wheel(pilot, down=True)
        assert screen.text.scroll_offset.y == 3
        await wheel(pilot, down=False)
        assert (screen.text.scroll_offset.y, screen.place) == (0, "results")


async def test_a_double_click_in_the_results_goes_into_the_article(reader: Reader) -> None:
    async with reader().run_test(size=WIDE) as pilot:
        await paste(pilot, SEARCH)
        screen = screen_of(pilot)
        await pilot.press("h")
        await pilot.click("#results", offset=(5, 4), times=2)
        await quiet(pilot)
        assert (screen.pane, screen.results.cursor) == ("article", 1)
        assert screen.open_id == screen.results.hits[1].id
