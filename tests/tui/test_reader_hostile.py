"""Titles and names that were written against the reader, in everything that lies over the page."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from corpora import write_lines
from quick import command, page_of, paste, quiet, until
from reader import NARROW, WIDE, shown
from textual.pilot import Pilot

from briefing.casebook import open_casebook
from briefing.settings import Settings
from briefing.tui.app import BriefingApp
from briefing.tui.screens.entity_card import EntityCard
from briefing.workspace import Workspace
from index import open_corpus

ATTACK = "\x1b]52;c;aGFjaw==\x07\x9b31m\u202e\u2066\u200b[bold]x[/bold]\nnew\rline\x00"
POISON = "\x1b\x07\x9b\u202e\u2066\u200b\x00\n\r"


@pytest.fixture
def app(tmp_path: Path) -> Iterator[BriefingApp]:
    """The reader on two articles that hold an attack wherever a record can hold one."""
    records = [
        {
            "title": f"Rocket {ATTACK} {number}",
            "source": f"Outlet {ATTACK} {number}",
            "author": f"Author {ATTACK}",
            "date": f"2024-0{number}-22",
            "text": f"The rocket fell, said Tomas{ATTACK} Reik of the Harbour{ATTACK} Guard. Tomas Reik"
            f" spoke in Halden {ATTACK}. The Harbour Guard [bold]did not[/bold] comment.",
        }
        for number in (1, 2)
    ]
    file = write_lines(tmp_path / f"in{ATTACK}".replace("\0", "") / "a.jsonl", *records)
    workspace = Workspace(tmp_path / "workspace")
    with open_corpus(workspace.corpus_path) as corpus, open_casebook(workspace) as casebook:
        corpus.add([file])
        yield BriefingApp(corpus, casebook, Settings())


def harmless(pilot: Pilot[None]) -> str:
    """What is on the screen, which must hold nothing that a terminal acts on and no row too long."""
    rows = shown(pilot)
    assert [poison for poison in POISON if poison in "".join(rows)] == []
    width = pilot.app.screen.size.width
    assert {len(row) for row in rows} == {width}
    return "\n".join(rows)


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
async def test_results_and_article(app: BriefingApp, size: tuple[int, int]) -> None:
    async with app.run_test(size=size) as pilot:
        await paste(pilot, "rocket", take=False)
        assert "[bold]x[/bold]" in harmless(pilot)
        await pilot.press("enter")
        await quiet(pilot)
        assert "[bold]did not[/bold]" in harmless(pilot)


async def test_the_card_of_a_name(app: BriefingApp) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await paste(pilot, "rocket")
        for _ in page_of(pilot).text.lit["entity"]:
            await pilot.press("e", "enter")
            assert isinstance(app.screen, EntityCard)
            card = app.screen.card
            await until(pilot, lambda card=card: "in the corpus …" not in card.plain)
            assert "┌─ " in harmless(pilot)
            await pilot.press("escape")


async def test_narrowing_to_a_hostile_outlet_finds_it(app: BriefingApp) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await paste(pilot, "rocket")
        await pilot.press("f")
        assert "Outlet " in harmless(pilot)
        await pilot.press("enter")
        await quiet(pilot)
        assert page_of(pilot).results.total == 1
        harmless(pilot)


async def test_a_hostile_path_in_the_palette(app: BriefingApp) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await quiet(pilot)
        await command(pilot, f"add /no{ATTACK}where")
        await until(pilot, lambda: not page_of(pilot).adding.running)
        await pilot.pause()
        assert "there is no such file or folder" in harmless(pilot)


async def test_a_hostile_search(app: BriefingApp) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await paste(pilot, f"zzz{ATTACK}")
        await pilot.press("up", "down", "escape")
        harmless(pilot)


async def test_notes_and_the_list_of_names(app: BriefingApp) -> None:
    async with app.run_test(size=NARROW) as pilot:
        await paste(pilot, "rocket")
        await pilot.press("a", *"so", "escape", "tab", "j", "tab")
        await quiet(pilot)
        harmless(pilot)
