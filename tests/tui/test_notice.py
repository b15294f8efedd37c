"""The block in the middle of the page: where it stands, what is chosen, what the mouse takes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from textual.app import App, ComposeResult
from textual.pilot import Pilot

from briefing.tui.notices import Sheet, nothing_found, sentence
from briefing.tui.theme import load_look
from briefing.tui.widgets.notice import Notice
from index import Page, Suggestion
from index.page import Wanted

PAGE = Page("a b", "", (), (), 0, {}, 1.0, "relevance", Wanted(frozenset("a")), 9, unknown=("a",))
FOUND = (
    Suggestion("c b", 4, "spelling", "a"),
    Suggestion("b", 9, "without", "without a"),
    Suggestion("c", 14, "without", "without b"),
)


class Reader(App[None]):
    def __init__(self, look: str = "dark") -> None:
        super().__init__()
        self.look = load_look(look)
        self.taken: list[str] = []

    def compose(self) -> ComposeResult:
        yield Notice(self.look)

    def on_notice_taken(self, event: Notice.Taken) -> None:
        self.taken.append(event.query)


def rows(pilot: Pilot[None]) -> list[str]:
    strips = pilot.app.screen._compositor.render_strips()
    return ["".join(segment.text for segment in strip) for strip in strips]


@contextmanager
def shown(pilot: Pilot[None], sheet: Sheet) -> Iterator[Notice]:
    notice = pilot.app.query_one(Notice)
    notice.show(sheet)
    yield notice


@pytest.mark.parametrize("look", ["dark", "no-colour"])
async def test_the_first_search_is_chosen_and_marked(look: str) -> None:
    async with Reader(look).run_test(size=(80, 18)) as pilot:
        with shown(pilot, nothing_found(PAGE, FOUND)) as notice:
            await pilot.pause()
            assert notice.chosen == "c b"
            (marked,) = [row for row in rows(pilot) if "▌" in row]
            assert marked.strip() == f"▌ c b{'4':>60}"
            assert rows(pilot)[:3] == [
                " " * 80,
                " " * 80,
                f"{'':9}{'No article has all of these words.':<71}",
            ]


async def test_the_choice_moves_between_the_ends_and_keeps_its_search() -> None:
    async with Reader().run_test(size=(80, 18)) as pilot:
        with shown(pilot, nothing_found(PAGE, FOUND)) as notice:
            assert not notice.move(-1)
            assert notice.move(1)
            assert notice.move(1)
            assert notice.chosen == "c"
            assert not notice.move(1)
            notice.show(nothing_found(PAGE, FOUND[1:]))
            assert notice.chosen == "c", "it is still there"
            notice.show(nothing_found(PAGE, FOUND[:1]))
            assert notice.chosen == "c b"
            notice.show(nothing_found(PAGE, None))
            assert notice.chosen is None
            assert not notice.move(1)


async def test_a_click_takes_a_search_and_nothing_else() -> None:
    async with Reader().run_test(size=(80, 18)) as pilot:
        with shown(pilot, nothing_found(PAGE, FOUND)):
            await pilot.pause()
            at = next(y for y, row in enumerate(rows(pilot)) if "without b" in row)
            await pilot.click(Notice, offset=(12, at))
            await pilot.click(Notice, offset=(12, 2))
            await pilot.click(Notice, offset=(12, 17))
            app = pilot.app
            assert isinstance(app, Reader)
            assert app.taken == ["c"]


async def test_the_ground_of_the_choice_and_the_unknown_word_can_be_seen() -> None:
    async with Reader().run_test(size=(80, 18)) as pilot:
        with shown(pilot, nothing_found(PAGE, FOUND)) as notice:
            await pilot.pause()
            styles = {
                segment.text.split("  ")[0].strip(): segment.style
                for y in range(18)
                for segment in notice.render_line(y)
                if segment.style is not None
            }
            look = notice.look
            assert styles["c b"].bgcolor == look.style("row").bgcolor
            assert styles["b"].bgcolor == look.style().bgcolor
            assert styles["a"].underline


async def test_in_a_low_window_the_choice_stays_in_sight() -> None:
    async with Reader().run_test(size=(60, 5)) as pilot:
        with shown(pilot, nothing_found(PAGE, FOUND)) as notice:
            await pilot.pause()
            assert any("▌ c b" in row for row in rows(pilot))
            notice.move(2)
            await pilot.pause()
            assert any("▌ c  " in row for row in rows(pilot))


async def test_a_sentence_stands_in_the_middle_of_any_window() -> None:
    async with Reader().run_test(size=(40, 9)) as pilot:
        with shown(pilot, sentence("Briefing needs 50 by 16.")) as notice:
            await pilot.pause()
            assert notice.plain == "Briefing needs 50 by 16."
            assert [y for y, row in enumerate(rows(pilot)) if "Briefing needs" in row] == [2]
            await pilot.resize_terminal(20, 9)
            await pilot.pause()
            assert [row.strip() for row in rows(pilot)[2:4]] == ["Briefing needs", "50 by 16."]
