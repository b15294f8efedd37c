"""In how many articles of the corpus each name of the open article is mentioned: the column ``all``."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from corpora import write_lines
from entities import RECORDS
from quick import page_of, quiet, status, until
from reader import WIDE, shown
from textual.pilot import Pilot

from briefing.casebook import Casebook
from briefing.settings import Settings
from briefing.tui.app import BriefingApp
from index import open_corpus
from index.understanding.entities import Entities


def numbers(pilot: Pilot[None]) -> dict[str, tuple[int, str]]:
    """Names in the side pane, each with how often it stands here, and what stands below ``all``."""
    page = page_of(pilot)
    region, width = page.entities.region, page.entities.column
    found = {}
    for row, entity in zip(shown(pilot)[region.y : region.bottom], page.entities.entities, strict=False):
        cells = row[region.x : region.right].removesuffix(" ")
        found[entity.name] = (int(cells[:-width].split()[-1]), cells[-width:].strip())
    return found


async def test_each_name_says_how_often_here_and_in_how_many_articles(two: Callable[[], BriefingApp]) -> None:
    app = two()
    async with app.run_test(size=WIDE) as pilot:
        await quiet(pilot)
        assert shown(pilot)[4].rstrip().endswith("here  all")
        here = {e.name: len(e.mentions) for e in page_of(pilot).open.recognised.entities}
        there = {entry.name: entry.articles for entry in app.corpus.entities.listed()}
        seen = numbers(pilot)
        assert len(seen) >= 3
        assert seen == {name: (here[name], str(there[name])) for name in seen}
        assert 2 in there.values()


async def test_a_decision_changes_the_numbers(two: Callable[[], BriefingApp]) -> None:
    app = two()
    async with app.run_test(size=WIDE) as pilot:
        await quiet(pilot)
        await pilot.press("enter", "g", "e")
        page = page_of(pilot)
        entity = page._entity_here()
        assert entity is not None
        await pilot.press("exclamation_mark")
        await until(pilot, lambda: "is not an entity" in status(pilot))
        await until(pilot, lambda: entity.name not in numbers(pilot))
        await pilot.press("u")
        await until(pilot, lambda: numbers(pilot).get(entity.name, (0, ""))[1] == "2")


async def test_before_names_are_known_the_column_is_empty_and_filled_when_all_are(
    tmp_path: Path, casebook: Casebook
) -> None:
    with open_corpus(tmp_path / "corpus") as corpus:
        corpus.add([write_lines(tmp_path / "two.jsonl", *RECORDS)])
        app = BriefingApp(corpus, casebook, Settings())
        async with app.run_test(size=WIDE) as pilot:
            await quiet(pilot)
            assert {count for _, count in numbers(pilot).values()} == {""}
            corpus.read_for_names(workers=0)
            page_of(pilot).named()
            await until(pilot, lambda: {count for _, count in numbers(pilot).values()} == {"2"})


async def test_an_article_can_be_read_where_counting_fails(
    two: Callable[[], BriefingApp], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(self: Entities, names: object, *, at_once: bool = False) -> None:
        if not at_once:
            raise RuntimeError("a test")

    monkeypatch.setattr(Entities, "spread", fail)
    async with two().run_test(size=WIDE) as pilot:
        await quiet(pilot)
        await until(pilot, lambda: "no counts of names here" in status(pilot))
        assert {count for _, count in numbers(pilot).values()} == {""}


async def test_names_are_there_and_keys_are_done_before_it_is_counted(
    two: Callable[[], BriefingApp], monkeypatch: pytest.MonkeyPatch
) -> None:
    gate, spread = threading.Event(), Entities.spread

    def slow(self: Entities, names: object, *, at_once: bool = False) -> object:
        if not at_once:
            assert gate.wait(20)
        return spread(self, names, at_once=at_once)  # type: ignore[arg-type]

    monkeypatch.setattr(Entities, "spread", slow)
    async with two().run_test(size=WIDE) as pilot:
        page = page_of(pilot)
        await until(pilot, lambda: page.open.known)
        assert not page.open.counted
        assert {count for _, count in numbers(pilot).values()} == {""}
        await pilot.press("enter", "e")
        assert page.text.span is not None
        assert page.text.span.layer == "entity"
        gate.set()
        await until(pilot, lambda: "2" in {count for _, count in numbers(pilot).values()})
