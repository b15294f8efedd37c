"""Narrowing a search, and what can be done when it finds nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from corpora import write_lines
from quick import Reader, paste, quiet, status, until
from reader import NARROW, WIDE, screen_of, shown
from textual import events
from textual.pilot import Pilot

from briefing.casebook import open_casebook
from briefing.settings import Settings
from briefing.tui.app import BriefingApp, run_reader
from briefing.tui.screens.narrow import NarrowScreen
from briefing.workspace import Workspace
from index import open_corpus
from index.conditions import narrowed

NOTHING = "kestral forgery source:halden"


def card_of(app: BriefingApp) -> NarrowScreen:
    assert isinstance(app.screen, NarrowScreen)
    return app.screen


async def suggested(pilot: Pilot[None]) -> None:
    await until(pilot, lambda: any("one condition go" in row for row in shown(pilot)))


async def test_enter_keeps_to_a_source_and_its_count_is_what_is_found(reader: Reader) -> None:
    app = reader()
    async with app.run_test(size=WIDE) as pilot:
        await paste(pilot, "rockets")
        await pilot.press("h", "f", "j")
        choice = card_of(app).found[1]
        await pilot.press("enter")
        await quiet(pilot)
        screen = screen_of(pilot)
        assert screen.page is not None
        assert screen.page.total == choice.count
        for hit in screen.results.hits:
            assert choice.value in {copy.source for copy in screen.corpus.article(hit.id).copies}
        assert screen.typed.startswith("rockets source:")
        assert screen.page.ignored == ()


async def test_an_exclamation_mark_leaves_it_out(reader: Reader) -> None:
    app = reader()
    async with app.run_test(size=WIDE) as pilot:
        await paste(pilot, "rockets")
        screen = screen_of(pilot)
        assert screen.page is not None
        total = screen.page.total
        await pilot.press("h", "f")
        choice = card_of(app).found[0]
        await pilot.press("exclamation_mark")
        await quiet(pilot)
        assert screen.page.total == total - choice.count
        assert choice.value not in {hit.source for hit in screen.results.hits}


async def test_every_choice_of_narrowing_finds_as_many_as_it_says(reader: Reader) -> None:
    app = reader()
    async with app.run_test(size=WIDE) as pilot:
        await quiet(pilot)
        await pilot.press("f")
        found = card_of(app).found
        await pilot.press("escape")
        screen = screen_of(pilot)
        for choice in found:
            text = narrowed("", choice.field, choice.value)
            assert screen.corpus.search(text).total == choice.count, text


async def test_narrowing_to_a_name_comes_below_all_else_and_finds_as_many_as_it_says(reader: Reader) -> None:
    app = reader()
    async with app.run_test(size=WIDE) as pilot:
        screen = screen_of(pilot)
        screen.corpus.read_for_names(workers=0)
        await paste(pilot, "rockets")
        await pilot.press("h", "f", "j")
        at_once = [choice.facet for choice in card_of(app).found]
        await until(pilot, lambda: any(choice.facet == "names" for choice in card_of(app).found))
        found = card_of(app).found
        assert [choice.facet for choice in found[: len(at_once)]] == at_once
        assert card_of(app).card.cursor == 1
        named = [choice for choice in found if choice.facet == "names"]
        assert {choice.field for choice in named} >= {"person", "group", "place"}
        for choice in named:
            text = narrowed("rockets", choice.field, choice.value, fields=screen.corpus.fields)
            assert 0 < screen.corpus.search(text).total == choice.count, text
        await pilot.press("G", "enter")
        await quiet(pilot)
        assert f"{named[-1].field}:" in screen.typed
        assert screen.page is not None
        assert screen.page.total == named[-1].count


async def test_a_capital_f_drops_all_conditions_and_keeps_the_words(reader: Reader) -> None:
    async with reader().run_test(size=WIDE) as pilot:
        await paste(pilot, "rockets source:halden after:feb-2024")
        screen = screen_of(pilot)
        await pilot.press("F")
        await quiet(pilot)
        assert screen.typed == "rockets"
        assert screen.page is not None
        assert screen.page.query == "rockets"
        await pilot.press("F")
        assert "no condition to drop" in status(pilot)


async def test_esc_narrows_nothing(reader: Reader) -> None:
    app = reader()
    async with app.run_test(size=NARROW) as pilot:
        await paste(pilot, "rockets")
        await pilot.press("h", "f", "escape")
        assert screen_of(pilot).typed == "rockets"


async def test_what_cannot_be_narrowed_says_so(reader: Reader) -> None:
    async with reader().run_test(size=WIDE) as pilot:
        await paste(pilot, "zzzz")
        await pilot.press("f")
        assert "nothing was found that could be narrowed" in status(pilot)


async def test_nothing_found_enter_takes_the_first_suggestion(reader: Reader) -> None:
    async with reader().run_test(size=WIDE) as pilot:
        await paste(pilot, NOTHING, take=False)
        await suggested(pilot)
        await pilot.press("enter")
        await quiet(pilot)
        screen = screen_of(pilot)
        assert screen.typed == "kestrel forgery source:halden"
        assert screen.page is not None
        assert screen.page.total == 1
        assert screen.pane == "article"


async def test_nothing_found_down_chooses_among_the_suggestions(reader: Reader) -> None:
    async with reader().run_test(size=WIDE) as pilot:
        await paste(pilot, NOTHING, take=False)
        await suggested(pilot)
        await pilot.press("down", "down", "enter")
        await quiet(pilot)
        assert screen_of(pilot).typed == "kestrel source:halden"


async def test_suggestions_can_be_taken_after_enter_found_nothing(reader: Reader) -> None:
    """Whoever types fast has taken the search before anything was suggested."""
    async with reader().run_test(size=WIDE) as pilot:
        await paste(pilot, NOTHING)
        await suggested(pilot)
        await pilot.press("down", "enter")
        await quiet(pilot)
        assert screen_of(pilot).typed == "forgery source:halden"


async def test_a_click_takes_a_suggestion(reader: Reader) -> None:
    async with reader().run_test(size=WIDE) as pilot:
        await paste(pilot, NOTHING)
        await suggested(pilot)
        row = next(y for y, words in enumerate(shown(pilot)) if "any source" in words)
        await pilot.click(offset=(40, row))
        await quiet(pilot)
        assert screen_of(pilot).typed == "kestrel forgery"


@pytest.mark.parametrize(
    "key", ["j", "k", "enter", "space", "n", "e", "a", "y", "v", "x", "tab", "backspace"]
)
async def test_nothing_found_leaves_every_key_harmless(reader: Reader, key: str) -> None:
    async with reader().run_test(size=WIDE) as pilot:
        await paste(pilot, "zzzz")
        await pilot.press(key)
        await pilot.pause()
        assert screen_of(pilot).article is None


async def test_the_word_that_is_being_typed_may_go_on_and_what_is_seen_can_be_taken(reader: Reader) -> None:
    async with reader().run_test(size=WIDE) as pilot:
        await paste(pilot, "kestr forg", take=False)
        screen = screen_of(pilot)
        assert screen.page is not None
        assert screen.page.total == 0, "only the last word may go on"
        await paste(pilot, "kestrel forg", take=False)
        assert screen.page is not None
        found = screen.page.total
        assert found == screen.corpus.search("kestrel forg*").total > 0
        assert "forg…" in shown(pilot)[2]
        first = screen.results.hits[0].id
        await pilot.press("enter")
        await quiet(pilot)
        assert screen.pane == "article"
        assert (screen.page.total, screen.open_id) == (found, first)
        assert screen.text.lit["hit"]


async def test_a_word_that_is_one_is_taken_as_it_is(reader: Reader) -> None:
    async with reader().run_test(size=WIDE) as pilot:
        await paste(pilot, "base", take=False)
        screen = screen_of(pilot)
        assert screen.page is not None
        while_typing = screen.page.total
        await pilot.press("enter")
        await quiet(pilot)
        assert screen.page.total == screen.corpus.search("base").total <= while_typing
        assert "…" not in shown(pilot)[2]


@pytest.fixture
def endless(tmp_path: Path) -> Iterator[BriefingApp]:
    """The reader on articles with more words that begin alike than are looked at while one types."""
    path = tmp_path / "workspace"
    records = ({"text": f"Report med{chr(97 + n % 26)}{chr(97 + n // 26)} came."} for n in range(300))
    write_lines(tmp_path / "in.jsonl", *records)
    with open_corpus(path) as corpus:
        corpus.add([tmp_path / "in.jsonl"])
        with open_casebook(Workspace(path)) as casebook:
            yield BriefingApp(corpus, casebook, Settings())


async def test_what_was_not_looked_at_is_said_and_looked_at_after_a_pause(endless: BriefingApp) -> None:
    async with endless.run_test(size=WIDE) as pilot:
        await quiet(pilot)
        await pilot.press("slash")
        endless.post_message(events.Paste("med"))
        await until(pilot, lambda: "+ of 300" in shown(pilot)[1])
        await until(pilot, lambda: "300 of 300" in shown(pilot)[1])
        screen = screen_of(pilot)
        assert screen.results.total == 300
        await until(pilot, lambda: screen.counted is not None)


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_what_was_left_out_of_a_search_is_seen_however_little_room_there_is(
    reader: Reader, size: tuple[int, int]
) -> None:
    async with reader().run_test(size=size) as pilot:
        await paste(pilot, '/(unclosed[/ literal:"Kestrel Brigade" "rockets fired"~4', take=False)
        row = shown(pilot)[2]
        assert row.startswith("   read without /(unclosed[/: unterminated character set")
        await paste(pilot, "rockets lang:xx", take=False)
        assert 'read without "lang:xx"' in shown(pilot)[2]


@pytest.mark.parametrize(("setting", "found"), [("true", 2), ("false", 1)])
def test_names_are_found_as_the_settings_say(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, setting: str, found: int
) -> None:
    workspace = Workspace(tmp_path / "workspace").make()
    records = (
        {"title": "A", "text": "Prime Minister Mohammed Sudani met the police. Mohammed Sudani left."},
        {"title": "B", "text": "Prime Minister Mohamed Soudani met farmers. Mohamed Soudani left."},
    )
    with open_corpus(workspace.corpus_path) as corpus:
        corpus.add([write_lines(tmp_path / "a.jsonl", *records)])
        corpus.read_for_names(workers=0)
    workspace.settings_path.write_text(f"variants = {setting}\n")
    totals: list[int] = []
    # The reader's own thread and screen play no part in it.
    monkeypatch.setattr(
        BriefingApp, "run", lambda app: totals.append(app.read_screen.corpus.search("soudani").total)
    )
    assert run_reader(workspace) == 0
    assert totals == [found]
