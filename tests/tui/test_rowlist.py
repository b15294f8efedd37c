"""A list of thousands: only what is seen is drawn, and every row stands where its height says."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from textual.app import App, ComposeResult
from textual.events import MouseScrollDown, MouseScrollUp

from briefing.tui.rowlist import Line
from briefing.tui.theme import load_look
from briefing.tui.widgets.results import Results
from index import Hit, Published

TITLES = (
    "Five rockets",
    "Militia denies the attack on the base at Ostrel, and names those who were seen there",
    "a " * 60,
    "x" * 400,
    "漢字 " * 30,
    "é’s " + "long " * 20,
    "",
    "trailing spaces" + " " * 70,
)


def hits(count: int) -> list[Hit]:
    return [
        Hit(
            number=number,
            id=f"{number:020x}",
            title=TITLES[number % len(TITLES)],
            source="Gazette",
            published=Published("2024-04-22", "day"),
            language="en",
            score=None,
            snippet="where rockets fell" if number % 3 else "",
            marks=(),
            copies=1,
            hits=number % 4,
        )
        for number in range(count)
    ]


class Counting(Results):
    """Results that count what they draw."""

    drawn = 0

    def draw(self, row: int, width: int) -> Sequence[Line]:
        self.drawn += 1
        return super().draw(row, width)


class ListApp(App[None]):
    """Nothing but a list."""

    def __init__(self) -> None:
        super().__init__()
        self.results = Counting(load_look("dark"))

    def compose(self) -> ComposeResult:
        yield self.results


def rows(app: ListApp) -> list[str]:
    return [
        "".join(segment.text for segment in app.results.render_line(y))
        for y in range(app.results.size.height)
    ]


async def test_of_thousands_of_rows_only_those_that_are_seen_are_drawn() -> None:
    app = ListApp()
    async with app.run_test(size=(60, 24)) as pilot:
        plain = [hit for hit in hits(8_000) if hit.title.isascii()]
        app.results.show_hits(plain, len(plain))
        await pilot.pause()
        await pilot.resize_terminal(44, 24)
        await pilot.pause()
        app.results.move_to(len(plain))
        await pilot.pause()
        assert app.results.drawn < 200


async def test_every_row_is_as_high_as_it_is_drawn_in_windows_of_many_widths() -> None:
    app = ListApp()
    async with app.run_test(size=(60, 24)) as pilot:
        for roomy in (False, True):
            app.results.show_roomy(roomy)
            app.results.show_hits(hits(48), 48)
            for width in (8, 13, 30, 47, 90):
                await pilot.resize_terminal(width, 24)
                inner = app.results.size.width - 2
                for row in range(48):
                    assert app.results.height(row, inner) == len(app.results.draw(row, inner)), (width, row)


async def test_the_last_row_ends_the_list_and_a_click_below_it_moves_nothing() -> None:
    app = ListApp()
    async with app.run_test(size=(60, 24)) as pilot:
        app.results.show_hits(hits(3), 3)
        await pilot.pause()
        assert [bool(row.strip()) for row in rows(app)] == [True] * 8 + [False] * 16
        await pilot.click(Results, offset=(5, 20))
        assert app.results.cursor == 0
        await pilot.click(Results, offset=(5, 2))
        assert app.results.cursor == 1


async def test_more_rows_stand_behind_those_that_are_there() -> None:
    app = ListApp()
    async with app.run_test(size=(60, 24)) as pilot:
        app.results.show_hits(hits(40), 80)
        app.results.show_more(hits(80)[40:])
        await pilot.pause()
        app.results.move_to(79)
        await pilot.pause()
        assert "22 Apr" in rows(app)[-1]
        assert app.results.virtual_size.height == sum(len(app.results.draw(row, 58)) for row in range(80))


async def test_a_step_draws_the_row_that_is_left_and_the_one_that_is_come_to() -> None:
    app = ListApp()
    async with app.run_test(size=(60, 24)) as pilot:
        app.results.show_hits(hits(6), 6)
        await pilot.pause()
        app.results.focus()
        await pilot.pause()
        seen: list[int] = []
        draw = app.results.render_line
        app.results.render_line = lambda y: (seen.append(y), draw(y))[1]  # type: ignore[method-assign]
        app.results.move(1)
        await pilot.pause()
        assert sorted(set(seen)) == [0, 1, 2, 3, 4]
        assert rows(app)[2].startswith("▌")


async def test_a_row_sends_each_colour_once_where_it_does_not_change() -> None:
    app = ListApp()
    async with app.run_test(size=(60, 24)) as pilot:
        app.results.show_hits(hits(40), 40)
        await pilot.pause()
        for y in range(24):
            styles = [segment.style for segment in app.results.render_line(y)]
            assert all(one != other for one, other in pairwise(styles))


async def test_the_wheel_moves_the_rows_and_leaves_the_cursor() -> None:
    app = ListApp()
    async with app.run_test(size=(60, 24)) as pilot:
        app.results.show_hits(hits(40), 40)
        await pilot.pause()
        for scrolled, event in ((3, MouseScrollDown), (6, MouseScrollDown), (3, MouseScrollUp)):
            app.results.post_message(event(app.results, 5, 5, 0, 0, 0, False, False, False))
            await pilot.pause()
            assert (app.results.scroll_offset.y, app.results.cursor) == (scrolled, 0)
