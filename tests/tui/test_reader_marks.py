"""What the reader remembers: what was opened and reviewed, the way back, and earlier searches."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from quick import Reader, command, paste, quiet, status
from reader import WIDE, screen_of, shown

from briefing.casebook import Casebook, open_casebook
from briefing.settings import Settings
from briefing.tui.app import BriefingApp
from briefing.workspace import Workspace
from index import open_corpus


@contextmanager
def started(workspace: Workspace) -> Iterator[BriefingApp]:
    """The reader as a new start of the program opens it."""
    with open_corpus(workspace.corpus_path, catch_up=False) as corpus, open_casebook(workspace) as casebook:
        yield BriefingApp(corpus, casebook, Settings())


async def test_marks_survive_a_restart(workspace: Workspace) -> None:
    with started(workspace) as app:
        async with app.run_test(size=WIDE) as pilot:
            await quiet(pilot)
            await pilot.press("enter", "h", "j", "x")
    with started(workspace) as app:
        async with app.run_test(size=WIDE) as pilot:
            await quiet(pilot)
            results = screen_of(pilot).results
            rows = ["".join(segment.text for segment in results.render_line(y)) for y in range(9)]
            firsts = [rows[results._tops[row]] for row in range(3)]
            assert [first[1] for first in firsts] == [" ", "✓", "•"]
            assert "1 reviewed" in status(pilot)


async def test_a_tick_that_another_reader_takes_back_is_gone_with_the_next_search(
    reader: Reader, casebook: Casebook
) -> None:
    async with reader().run_test(size=WIDE) as pilot:
        await quiet(pilot)
        screen = screen_of(pilot)
        casebook.mark_reviewed(screen.open_id, reviewed=True)
        await paste(pilot, "kestrel")
        await paste(pilot, "")
        assert screen.results.reviewed == 1
        casebook.mark_reviewed(screen.results.hits[0].id, reviewed=False)
        await paste(pilot, "kestrel")
        await paste(pilot, "")
        assert screen.results.reviewed == 0


async def test_x_again_takes_the_tick_back(reader: Reader, casebook: Casebook) -> None:
    async with reader().run_test(size=WIDE) as pilot:
        await quiet(pilot)
        await pilot.press("x")
        assert "reviewed" in status(pilot)
        await pilot.press("x")
        assert "not reviewed any more" in status(pilot)
    assert not any(mark.reviewed for mark in casebook.marks().values())


async def test_passing_over_an_article_does_not_open_it(reader: Reader, casebook: Casebook) -> None:
    async with reader().run_test(size=WIDE) as pilot:
        await quiet(pilot)
        await pilot.press("j", "j", "k")
        await quiet(pilot)
    assert casebook.marks() == {}


async def test_u_goes_to_the_next_unread_one_and_from_the_end_to_the_top(reader: Reader) -> None:
    async with reader().run_test(size=WIDE) as pilot:
        await paste(pilot, "kestrel forgery")  # opens the first of three
        screen = screen_of(pilot)
        await pilot.press("h", "j", "j", "U")
        assert (screen.results.cursor, screen.pane) == (1, "article")
        await pilot.press("U", "U")
        assert screen.results.cursor == 2
        assert "no unread article in this list" in status(pilot)


async def test_back_goes_through_articles_and_searches_to_the_same_row(reader: Reader) -> None:
    async with reader().run_test(size=WIDE) as pilot:
        await quiet(pilot)
        screen = screen_of(pilot)
        await pilot.press("enter")
        first = (screen.typed, screen.open_id, screen.results.cursor)
        await pilot.press("right_square_bracket")
        second = (screen.typed, screen.open_id, screen.results.cursor)
        await paste(pilot, "kestrel forgery")
        third = (screen.typed, screen.open_id, screen.text.line)
        await pilot.press("backspace")
        await quiet(pilot)
        assert (screen.typed, screen.open_id, screen.results.cursor) == second
        await pilot.press("backspace")
        assert (screen.typed, screen.open_id, screen.results.cursor) == first
        await pilot.press("backspace")
        assert "this is where you began" in status(pilot)
        await pilot.press("semicolon", "semicolon")
        await quiet(pilot)
        assert (screen.typed, screen.open_id, screen.text.line) == third
        assert "3 of 36" in shown(pilot)[1]
        await pilot.press("semicolon")
        assert "there is nothing ahead" in status(pilot)


@pytest.mark.parametrize(
    "way_on",
    [("backspace", "semicolon"), ("right_square_bracket", "backspace"), ("h", "j", "enter", "backspace")],
    ids=["back and forward", "next article", "by the list"],
)
async def test_coming_back_shows_the_row_that_was_left(reader: Reader, way_on: tuple[str, ...]) -> None:
    async with reader().run_test(size=WIDE) as pilot:
        await quiet(pilot)
        screen = screen_of(pilot)
        await pilot.press("enter", "right_square_bracket", "j", "j", "j")
        article, row = screen.open_id, screen.text.scroll_offset.y
        assert row == 3
        await pilot.press(*way_on)
        await quiet(pilot)
        assert (screen.open_id, screen.text.scroll_offset.y) == (article, row)


async def test_a_star_searches_for_the_name_and_stays_in_the_article(reader: Reader) -> None:
    async with reader().run_test(size=WIDE) as pilot:
        await paste(pilot, "kestrel forgery")
        screen = screen_of(pilot)
        article, word = screen.open_id, "Northmark Radio"
        for _ in range(9):
            await pilot.press("e")
            if word in status(pilot):
                break
        await pilot.press("asterisk")
        await quiet(pilot)
        assert screen.page is not None
        assert screen.typed == f'"{word}"'
        assert screen.open_id == article
        assert f"{screen.page.total} articles have this name" in status(pilot)
        assert screen.text.lit["hit"]


async def test_a_star_without_a_name_says_how_to_get_one(reader: Reader) -> None:
    async with reader().run_test(size=WIDE) as pilot:
        await quiet(pilot)
        await pilot.press("asterisk")
        assert "no name here: e goes to the next one" in status(pilot)
        assert screen_of(pilot).typed == ""


async def test_up_shows_earlier_searches_and_down_newer_ones(workspace: Workspace) -> None:
    with started(workspace) as app:
        async with app.run_test(size=WIDE) as pilot:
            for text in ("rockets", "forgery"):
                await paste(pilot, text)
    with started(workspace) as app:
        async with app.run_test(size=WIDE) as pilot:
            await quiet(pilot)
            screen = screen_of(pilot)
            await pilot.press("slash")
            seen = []
            for key in ("up", "up", "up", "down", "down"):
                await pilot.press(key)
                seen.append(screen.typed)
            assert seen == ["forgery", "rockets", "rockets", "forgery", ""]
            await pilot.press("down")
            assert screen.place == "results"


async def test_an_earlier_search_is_searched_for_when_it_is_shown(reader: Reader) -> None:
    async with reader().run_test(size=WIDE) as pilot:
        await paste(pilot, "kestrel forgery")
        await paste(pilot, "", take=False)
        await pilot.press("up")
        await quiet(pilot)
        screen = screen_of(pilot)
        assert screen.page is not None
        assert (screen.page.query, screen.page.total) == ("kestrel forgery", 3)


async def test_searches_can_be_forgotten(reader: Reader, casebook: Casebook) -> None:
    async with reader().run_test(size=WIDE) as pilot:
        await paste(pilot, "rockets")
        assert casebook.searches() == ("rockets",)
        await command(pilot, "forget searches")
        assert "all earlier searches are forgotten" in status(pilot)
        assert casebook.searches() == ()
        await pilot.press("slash", "ctrl+u", "up")
        assert "no earlier search" in status(pilot)


@pytest.mark.parametrize("keys", [("escape",), ("h",)])
async def test_what_was_only_typed_is_not_remembered(
    reader: Reader, casebook: Casebook, keys: tuple[str, ...]
) -> None:
    async with reader().run_test(size=WIDE) as pilot:
        await paste(pilot, "rockets", take=False)
        await pilot.press("escape", *keys)
    assert casebook.searches() == ()
