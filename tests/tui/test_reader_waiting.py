"""What comes late: hits of long articles, more of a list, answers to keys that were pressed before."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from corpora import write_lines, write_text
from quick import Reader, paste, quiet, status, until
from reader import WIDE, screen_of

from briefing.casebook import Casebook, open_casebook
from briefing.settings import Settings
from briefing.tui.app import BriefingApp
from briefing.tui.screens import finding
from briefing.workspace import Workspace
from index import Article, Corpus, Page, Span, open_corpus
from index.catalog import Catalog

FILLER = "The harbour was quiet and nothing of note was said by anybody.\n\n"


@pytest.fixture
def long(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[BriefingApp, threading.Event]]:
    """The reader on two articles, one of them long, whose hits are not found before the gate is open."""
    path = tmp_path / "workspace"
    words = FILLER * 400 + "A kestrel was seen.\n\n" + FILLER * 600 + "The kestrel left.\n\n" + FILLER * 100
    write_text(tmp_path / "in" / "long.txt", words, title="Long", published="2024-02-02")
    write_text(tmp_path / "in" / "short.txt", "One kestrel.", title="Short", published="2024-02-01")
    gate = threading.Event()
    real = Corpus.hits

    def hits(corpus: Corpus, article: Article, page: Page) -> tuple[Span, ...]:
        if article.title == "Long":
            gate.wait(20)
        return real(corpus, article, page)

    monkeypatch.setattr(Corpus, "hits", hits)
    workspace = Workspace(path)
    with open_corpus(path) as corpus:
        corpus.add([tmp_path / "in"])
        with open_casebook(workspace) as casebook:
            yield BriefingApp(corpus, casebook, Settings()), gate


async def test_n_waits_for_the_hits_of_a_long_article(long: tuple[BriefingApp, threading.Event]) -> None:
    app, gate = long
    async with app.run_test(size=WIDE) as pilot:
        await paste(pilot, "kestrel")
        screen = screen_of(pilot)
        assert screen.article is not None
        if screen.article.title != "Long":
            await pilot.press("right_square_bracket")
        await pilot.press("n")
        assert screen.article.title == "Long", "it did not run on as if there were none"
        assert "the hits of this long article come in a moment" in status(pilot)
        gate.set()
        await until(pilot, lambda: screen.text.span is not None)
        assert "hit 1 of 2" in status(pilot)


async def test_hits_that_come_late_do_not_move_a_page_that_was_scrolled(
    long: tuple[BriefingApp, threading.Event],
) -> None:
    app, gate = long
    async with app.run_test(size=WIDE) as pilot:
        await paste(pilot, "kestrel title:long", take=False)
        await pilot.press("enter")
        await quiet(pilot)
        screen = screen_of(pilot)
        await pilot.press("space", "space")
        row = screen.text.scroll_offset.y
        assert row > 0
        gate.set()
        await until(pilot, lambda: len(screen.text.lit.get("hit", ())) == 2)
        assert (screen.text.scroll_offset.y, screen.text.span) == (row, None)


async def test_hits_of_another_search_are_not_shown(long: tuple[BriefingApp, threading.Event]) -> None:
    app, gate = long
    async with app.run_test(size=WIDE) as pilot:
        await paste(pilot, "kestrel title:long")
        await paste(pilot, "harbour title:long")
        screen = screen_of(pilot)
        gate.set()
        await until(pilot, lambda: screen.text.lit.get("hit"))
        await quiet(pilot)
        assert screen.article is not None
        lit = {screen.article.text[hit.start : hit.end] for hit in screen.text.lit["hit"]}
        assert lit == {"harbour"}
        assert len(screen.text.lit["hit"]) == 1100


@pytest.fixture
def five_hundred(tmp_path: Path) -> Iterator[BriefingApp]:
    """The reader on more articles than are loaded at once."""
    path = tmp_path / "workspace"
    records = ({"text": f"Medlar report {n}.", "published": f"2024-01-{1 + n % 28:02}"} for n in range(500))
    write_lines(tmp_path / "in.jsonl", *records)
    workspace = Workspace(path)
    with open_corpus(path) as corpus:
        corpus.add([tmp_path / "in.jsonl"])
        with open_casebook(workspace) as casebook:
            yield BriefingApp(corpus, casebook, Settings())


async def test_no_hit_comes_twice_however_often_more_is_asked_for(five_hundred: BriefingApp) -> None:
    async with five_hundred.run_test(size=WIDE) as pilot:
        await quiet(pilot)
        screen = screen_of(pilot)
        for _ in range(12):
            await pilot.press("G", "k", "j")
        await until(pilot, lambda: screen.results.is_whole)
        assert len({hit.id for hit in screen.results.hits}) == len(screen.results.hits) == 500


async def test_n_runs_on_beyond_what_is_loaded(five_hundred: BriefingApp) -> None:
    async with five_hundred.run_test(size=WIDE) as pilot:
        await paste(pilot, "medlar")
        screen = screen_of(pilot)
        loaded = screen.loaded
        assert loaded < 500
        screen.results.move_to(loaded - 1, tell=False)
        screen.show_article(screen.results.hits[-1].id)
        await pilot.press("n", "n")
        await until(pilot, lambda: screen.results.cursor >= loaded)
        assert "on to" in status(pilot)


async def test_u_looks_for_an_unread_article_through_the_whole_list(
    five_hundred: BriefingApp,
) -> None:
    async with five_hundred.run_test(size=WIDE) as pilot:
        await quiet(pilot)
        screen = screen_of(pilot)
        page = screen.corpus.search("", limit=1000)
        for hit in page.hits[:-1]:
            screen.marks.opened(hit.id)
        await pilot.press("U")
        await until(pilot, lambda: screen.results.cursor == 499)
        assert screen.open_id == page.hits[-1].id
        await pilot.press("U")
        await quiet(pilot)
        assert "no unread article in this list" in status(pilot)


async def test_in_the_list_keys_mean_its_row_and_not_an_article_from_elsewhere(
    reader: Reader, casebook: Casebook
) -> None:
    async with reader().run_test(size=WIDE) as pilot:
        await quiet(pilot)
        await pilot.press("enter")
        screen = screen_of(pilot)
        before = screen.open_id
        await paste(pilot, "kestrel forgery")
        await pilot.press("backspace")  # the article of before is open
        await quiet(pilot)
        assert screen.open_id == before
        await paste(pilot, "kestrel forgery", take=False)
        await pilot.press("escape")
        screen.show_article(before, land=False)  # as after going back: it is not in this list
        row = screen.results.hit
        assert row is not None
        assert row.id != before
        await pilot.press("x")
        assert screen.marks.marks[row.id].reviewed
        screen.show_article(before, land=False)
        await pilot.press("a", "y", "escape")
        await quiet(pilot)
        await until(pilot, casebook.notes)
        assert casebook.notes()[0].article == row.id
        await pilot.press("h")
        screen.show_article(before, land=False)
        await pilot.press("enter")
        assert screen.open_id == row.id


async def test_going_back_is_to_the_same_hit(reader: Reader) -> None:
    async with reader().run_test(size=WIDE) as pilot:
        await paste(pilot, "kestrel forgery")
        screen = screen_of(pilot)
        await pilot.press("n", "n")
        here = screen.text.span
        assert here is not None
        await pilot.press("right_square_bracket", "backspace")
        await quiet(pilot)
        assert screen.text.span == here
        assert "hit 3 of" in status(pilot)


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """Searches for a kestrel, or what is typed of it, wait until the gate is open."""
    gate = threading.Event()
    real = Corpus.search

    def search(corpus: Corpus, text: str, **how: object) -> Page:
        if text.startswith("k"):
            gate.wait(20)
        return real(corpus, text, **how)  # type: ignore[arg-type]

    monkeypatch.setattr(Corpus, "search", search)
    yield gate
    gate.set()


async def test_escape_gives_up_a_search_and_what_was_pressed_behind_it(
    reader: Reader, slow: threading.Event
) -> None:
    async with reader().run_test(size=WIDE) as pilot:
        await quiet(pilot)
        screen = screen_of(pilot)
        await pilot.press("slash", *"kestrel", "enter", "n", "x", "escape")
        assert "given up" in status(pilot)
        assert screen.focused is screen.entry
        slow.set()
        await quiet(pilot)
        assert screen.page is not None
        assert screen.page.query == ""
        assert not any(mark.reviewed for mark in screen.marks.marks.values())
        await pilot.press("escape", "j")
        assert screen.results.cursor == 1


async def test_q_leaves_while_a_search_runs(reader: Reader, slow: threading.Event) -> None:
    app = reader()
    async with app.run_test(size=WIDE) as pilot:
        await quiet(pilot)
        await pilot.press("slash", *"kestrel", "enter", "q")
        assert app._exit


async def test_q_behind_a_slash_is_a_letter(reader: Reader, slow: threading.Event) -> None:
    app = reader()
    async with app.run_test(size=WIDE) as pilot:
        await quiet(pilot)
        await pilot.press("slash", *"kestrel", "enter", "slash", "ctrl+u", "q")
        assert not app._exit
        slow.set()
        await quiet(pilot)
        assert screen_of(pilot).typed == "q"


async def test_a_space_behind_a_suggestion_does_not_lose_it(reader: Reader) -> None:
    async with reader().run_test(size=WIDE) as pilot:
        await paste(pilot, "kestral forgery", take=False)
        await pilot.press("space")
        await quiet(pilot)
        screen = screen_of(pilot)
        await until(pilot, lambda: screen.notice.chosen)
        chosen = screen.notice.chosen
        await pilot.press("enter")
        await quiet(pilot)
        assert screen.typed == chosen


async def test_closing_many_cards_leaves_no_thread_behind(reader: Reader) -> None:
    async with reader().run_test(size=WIDE) as pilot:
        await paste(pilot, "kestrel forgery")
        await pilot.press("e")
        await quiet(pilot)
        before = threading.active_count()
        for _ in range(10):
            await pilot.press("enter", "escape")
        await quiet(pilot)
        assert threading.active_count() <= before + 1


async def test_a_search_that_has_to_read_articles_says_how_far_it_is(
    long: tuple[BriefingApp, threading.Event], monkeypatch: pytest.MonkeyPatch
) -> None:
    app, gate = long
    gate.set()
    reached, read_on = threading.Event(), threading.Event()
    real = Catalog.texts

    def texts(catalog: Catalog, numbers: Sequence[int]) -> Iterator[tuple[int, str, str]]:
        reached.set()
        read_on.wait(20)
        return real(catalog, numbers)

    monkeypatch.setattr(Catalog, "texts", texts)
    monkeypatch.setattr(finding, "_TOLD_SECONDS", 0)
    async with app.run_test(size=WIDE) as pilot:
        await quiet(pilot)
        await pilot.press("slash", *"literal:", "quotation_mark", *"kestrel", "quotation_mark", "enter")
        await until(pilot, lambda: reached.is_set() and "Reading 0 of 2" in status(pilot))
        read_on.set()
        await quiet(pilot)
        page = screen_of(pilot).page
        assert page is not None
        assert page.total == 2
        assert "Reading" not in status(pilot)
