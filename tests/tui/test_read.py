"""The Read screen with real keys, on a real corpus and a real casebook."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from reader import NARROW, WIDE, screen_of, search, settle, shown

from briefing.casebook import Casebook
from briefing.settings import Settings
from briefing.tui.app import BriefingApp
from briefing.tui.widgets.bar import Bar
from briefing.tui.widgets.entry import SearchEntry
from briefing.tui.widgets.notice import Notice
from index import open_corpus

Reader = Callable[..., BriefingApp]


async def test_the_newest_articles_are_there_before_any_key(reader: Reader) -> None:
    async with reader().run_test(size=WIDE) as pilot:
        await settle(pilot)
        screen = screen_of(pilot)
        assert screen.results.total == 36
        dates = [hit.published.value for hit in screen.results.hits if hit.published]
        assert [date[:7] for date in dates] == sorted((date[:7] for date in dates), reverse=True)
        assert screen.results.hits[-1].published is None
        assert screen.article is not None
        assert screen.article.title[:20] in " ".join(shown(pilot))


async def test_typing_searches_and_says_how_it_was_read(reader: Reader) -> None:
    async with reader().run_test(size=WIDE) as pilot:
        await search(pilot, "kestrel denies", take=False)
        screen = screen_of(pilot)
        assert screen.page is not None
        assert 0 < screen.page.total < 36
        rows = shown(pilot)
        assert "kestrel denies" in rows[1]
        assert f"{screen.page.total} of 36" in rows[1]
        assert "both words: kestrel, denies…" in rows[2], "the last word may go on"
        await pilot.press("enter")
        await settle(pilot)
        assert "both words: kestrel, denies or denied" in shown(pilot)[2]


async def test_enter_lands_on_the_first_hit_and_n_goes_on(reader: Reader) -> None:
    async with reader().run_test(size=WIDE) as pilot:
        await search(pilot, "kestrel forgery")
        screen = screen_of(pilot)
        assert screen.pane == "article"
        first = screen.text.span
        assert first is not None
        assert screen.article is not None
        assert screen.article.text[first.start : first.end].lower() in ("kestrel", "forgery")
        await pilot.press("n")
        second = screen.text.span
        assert second is not None
        assert second.start > first.start
        await pilot.press("N")
        assert screen.text.span == first
        assert "hit 1 of" in shown(pilot)[-2]


async def test_the_highlight_of_a_hostile_article_is_on_the_right_words(reader: Reader) -> None:
    async with reader().run_test(size=WIDE) as pilot:
        await search(pilot, "hostile sample")
        screen = screen_of(pilot)
        assert screen.article is not None
        assert screen.article.title.startswith("Hostile sample")
        words = {screen.article.text[hit.start : hit.end].lower() for hit in screen.text.lit["hit"]}
        assert words <= {"hostile", "sample", "samples"}
        assert not any(sign in "".join(shown(pilot)) for sign in "\x1b\x07\x9b\u202e\u2066\x00")


async def test_e_walks_the_names_and_says_what_each_is(reader: Reader) -> None:
    async with reader().run_test(size=WIDE) as pilot:
        await search(pilot, "kestrel denies")
        screen = screen_of(pilot)
        assert screen.text.lit["entity"]
        await pilot.press("e")
        span = screen.text.span
        assert span is not None
        assert span.layer == "entity"
        assert f"{span.role}: " in shown(pilot)[-2]


async def test_a_name_in_the_list_leads_to_its_place(reader: Reader) -> None:
    async with reader().run_test(size=WIDE) as pilot:
        await search(pilot, "kestrel denies")
        screen = screen_of(pilot)
        await pilot.press("tab", "enter")
        assert screen.pane == "article"
        span = screen.text.span
        assert span is not None
        assert span.start == screen.entities.entities[0].mentions[0].span.start


async def test_moving_in_the_list_shows_the_article_under_the_cursor(reader: Reader) -> None:
    async with reader().run_test(size=WIDE) as pilot:
        await settle(pilot)
        screen = screen_of(pilot)
        await pilot.press("j", "j")
        await settle(pilot)
        assert screen.article is not None
        assert screen.article.id == screen.results.hits[2].id
        await pilot.press("G")
        assert screen.results.cursor == 35
        await pilot.press("g")
        assert screen.results.cursor == 0
        await pilot.press("enter", "right_square_bracket")
        assert screen.results.cursor == 1


async def test_the_last_key_is_answered_until_the_next(reader: Reader) -> None:
    async with reader().run_test(size=WIDE) as pilot:
        await settle(pilot)
        await pilot.press("left_square_bracket")
        assert "this is the first article" in shown(pilot)[-2]
        await pilot.press("n")
        assert "no hit in this article" in shown(pilot)[-2]
        await pilot.press("ctrl+c")
        assert "q leaves" in shown(pilot)[-2]


async def test_order_goes_round(reader: Reader) -> None:
    async with reader().run_test(size=WIDE) as pilot:
        await search(pilot, "ostrel rockets")
        screen = screen_of(pilot)
        await pilot.press("h")
        orders = []
        for _ in range(4):
            await pilot.press("o")
            await settle(pilot)
            assert screen.page is not None
            orders.append(screen.page.sort)
        assert orders == ["newest", "oldest", "recent", "relevance"]


async def test_nothing_found_is_said_in_words(reader: Reader) -> None:
    async with reader().run_test(size=WIDE) as pilot:
        await search(pilot, "zzzz after:febuary")
        screen = screen_of(pilot)
        said = screen.query_one(Notice).plain
        assert "No article has all of these words." in said
        assert 'read without "after:febuary": not a date. Did you mean after:feb-' in said
        await search(pilot, "kestrel", take=False)
        assert not screen.query_one(Notice).display
        assert screen.results.count


async def test_a_new_workspace_says_how_to_begin(tmp_path: Path, casebook: Casebook) -> None:
    with open_corpus(tmp_path / "empty") as corpus:
        async with BriefingApp(corpus, casebook, Settings()).run_test(size=WIDE) as pilot:
            await settle(pilot)
            rows = "\n".join(shown(pilot))
            assert "Add a folder of articles" in rows
            assert "new workspace" in rows
            assert "no articles yet" in rows
            for key in ("j", "enter", "n", "e", "a", "D", "u", "o", "tab", "i", "space"):
                await pilot.press(key)
            assert pilot.app.is_running


async def test_one_pane_at_a_time_below_110_columns(reader: Reader) -> None:
    async with reader().run_test(size=NARROW) as pilot:
        await settle(pilot)
        screen = screen_of(pilot)
        assert "Results 36" in shown(pilot)[2]
        assert "line" not in shown(pilot)[-2], "nobody counts the rows of a pane that is not seen"
        assert not screen.query_one("#article-pane").display
        await pilot.press("enter")
        assert screen.query_one("#article-pane").display
        assert not screen.query_one("#results-pane").display
        await pilot.press("tab")
        assert screen.query_one("#side-pane").display
        await pilot.press("h", "h")
        assert screen.pane == "results"


async def test_a_resize_keeps_the_place_in_the_text(reader: Reader) -> None:
    async with reader().run_test(size=WIDE) as pilot:
        await search(pilot, "kestrel forgery")
        await pilot.press("n", "n")
        screen = screen_of(pilot)
        before = screen.text.span
        await pilot.resize_terminal(*NARROW)
        await settle(pilot)
        assert screen.text.span == before
        row = screen.text.line - 1
        top = screen.text.scroll_offset.y
        assert top <= row < top + screen.text.size.height
        await pilot.resize_terminal(*WIDE)
        await settle(pilot)
        assert screen.text.span == before


@pytest.mark.parametrize("size", [(120, 36), (80, 24), (40, 10), (200, 60)])
@pytest.mark.parametrize("theme", ["dark", "no-colour"])
async def test_it_draws_at_every_size_in_every_theme(
    reader: Reader, size: tuple[int, int], theme: str, monkeypatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "")
    async with reader(theme=theme, glyphs="ascii").run_test(size=size) as pilot:
        await settle(pilot)
        await pilot.press("enter", "e", "tab")
        await settle(pilot)
        rows = shown(pilot)
        assert len(rows) == size[1]
        words = "1 Read" if size[0] >= 50 else "Briefing needs 50 by 16; this window is 40 by 10."
        assert words in " ".join(" ".join(rows).split())


async def test_q_leaves_and_letters_in_the_search_are_letters(reader: Reader) -> None:
    async with reader().run_test(size=WIDE) as pilot:
        await pilot.press("slash", "q")
        await settle(pilot)
        assert screen_of(pilot).query_one(SearchEntry).value == "q"
        assert pilot.app.is_running
        await pilot.press("escape", "q")
        await pilot.pause()
        assert not pilot.app.is_running


async def test_the_mouse_chooses_scrolls_and_enters(reader: Reader) -> None:
    async with reader().run_test(size=WIDE) as pilot:
        await settle(pilot)
        screen = screen_of(pilot)
        await pilot.click("#results", offset=(5, 3))
        await settle(pilot)
        assert screen.results.cursor == 1
        await pilot.click("#article", offset=(5, 5))
        assert screen.pane == "article"
        screen.text.scroll_rows(3)
        assert screen.text.scroll_offset.y == 3


async def test_bars_cut_the_left_and_keep_the_right(reader: Reader) -> None:
    async with reader().run_test(size=(60, 24)) as pilot:
        await settle(pilot)
        bar = screen_of(pilot).query_one("#status", Bar)
        bar.show([("x" * 100, "text")], [("right", "muted")])
        await pilot.pause()
        line = "".join(segment.text for segment in bar.render_line(0))
        assert line.endswith("…right")
        assert len(line) == 60


async def test_n_runs_on_into_the_next_article_and_back(reader: Reader) -> None:
    async with reader().run_test(size=WIDE) as pilot:
        await search(pilot, "forgery")
        screen = screen_of(pilot)
        assert screen.results.total > 1
        first, places = screen.article, len(screen.text.lit["hit"])
        assert first is not None
        await pilot.press(*["n"] * places)
        await settle(pilot)
        assert screen.results.cursor == 1
        assert screen.article is not None
        assert screen.article.id != first.id
        assert screen.text.current is not None
        assert screen.text.current.place == 0
        assert f"on to {screen.article.title[:30]}" in shown(pilot)[-2]
        await pilot.press("N")
        await settle(pilot)
        assert screen.article.id == first.id
        assert screen.text.current.place == places - 1


async def test_the_keys_are_shown_over_the_page_and_any_way_out_works(reader: Reader) -> None:
    async with reader().run_test(size=NARROW) as pilot:
        await settle(pilot)
        for way_out in ("question_mark", "escape", "q"):
            await pilot.press("question_mark")
            await pilot.pause()
            rows = "\n".join(shown(pilot))
            assert "line, row" in rows
            await pilot.press("G" if way_out == "q" else "space", "space", "space", "space")
            assert "There is no save key" in "\n".join(shown(pilot))
            await pilot.press(way_out)
            await pilot.pause()
            assert screen_of(pilot).results.count == 36


async def test_another_order_stays_with_the_open_article(reader: Reader) -> None:
    async with reader().run_test(size=WIDE) as pilot:
        await search(pilot, "ostrel rockets")
        screen = screen_of(pilot)
        await pilot.press("right_square_bracket")
        await settle(pilot)
        before = screen.article
        assert before is not None
        await pilot.press("o")
        await settle(pilot)
        assert screen.article is before
        hit = screen.results.hit
        assert hit is not None
        assert hit.id == before.id
        assert "newest first" in shown(pilot)[-2]


async def test_the_line_and_the_list_never_part(reader: Reader) -> None:
    async with reader().run_test(size=WIDE) as pilot:
        await search(pilot, "kestrel", take=False)
        await pilot.press("z", "backspace")
        await settle(pilot)
        screen = screen_of(pilot)
        assert screen.page is not None
        assert (screen.typed, screen.page.query) == ("kestrel", "kestrel")
        assert screen.page.total


async def test_a_title_of_any_length_leaves_room_for_the_text(tmp_path: Path, casebook: Casebook) -> None:
    file = tmp_path / "long.json"
    file.write_text(json.dumps({"title": "very long " * 10_000, "text": "The text."}))
    with open_corpus(tmp_path / "w") as corpus:
        corpus.add([file])
        async with BriefingApp(corpus, casebook, Settings()).run_test(size=NARROW) as pilot:
            await settle(pilot)
            await pilot.press("enter")
            await settle(pilot)
            assert "The text." in "\n".join(shown(pilot))


async def test_the_end_of_a_long_list_is_loaded_piece_by_piece_and_said(
    tmp_path: Path, casebook: Casebook
) -> None:
    file = tmp_path / "many.jsonl"
    file.write_text(
        "".join(
            json.dumps({"id": f"{n}", "title": f"T{n}", "text": f"Text {n}.", "language": "en"}) + "\n"
            for n in range(450)
        )
    )
    with open_corpus(tmp_path / "w") as corpus:
        corpus.add([file])
        async with BriefingApp(corpus, casebook, Settings()).run_test(size=WIDE) as pilot:
            await settle(pilot)
            results = screen_of(pilot).results
            await pilot.press("G")
            assert "240 of 450 are loaded" in shown(pilot)[-2]
            for loaded in (440, 450):
                await settle(pilot)
                assert results.count == loaded
                await pilot.press("G")
            assert results.cursor == 449
            assert "loaded" not in shown(pilot)[-2]
