"""Two entities of one name and kind: each has its own row, card, dossier and decisions."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from entities import answered, board, entities, fill
from quick import page_of, quiet, status, until
from reader import WIDE, shown
from textual.pilot import Pilot

from briefing.casebook import Casebook
from briefing.casebook.curation import hand_over_rulings
from briefing.settings import Settings
from briefing.tui.app import BriefingApp
from briefing.tui.screens.entities import EntitiesScreen
from briefing.tui.screens.entity_card import EntityCard
from briefing.tui.screens.kind_menu import KindMenu
from briefing.tui.screens.merge_card import MergeCard
from briefing.tui.screens.name_line import NameLine
from index import open_corpus
from index.entities.model import Name, lead_of

VARGA, OSTREL = Name("person", "Ilse Varga"), Name("place", "Ostrel")


@pytest.fixture
def same(tmp_path: Path, casebook: Casebook) -> Callable[[], BriefingApp]:
    """Makes the reader on two articles, where the place Ostrel is called Ilse Varga, and a person too."""
    corpus = open_corpus(tmp_path / "two")
    fill(corpus, tmp_path)
    casebook.rule("renamed", OSTREL, "Ilse Varga")
    casebook.rule("retyped", OSTREL, "person")
    hand_over_rulings(casebook, corpus)
    return lambda: BriefingApp(corpus, casebook, Settings())


def rows(screen: EntitiesScreen) -> list[Name]:
    """What leads those that are called Ilse Varga, in the order of the list."""
    return [
        entry.lead for entry in screen.names.entries if (entry.name, entry.kind) == ("Ilse Varga", "person")
    ]


async def at(pilot: Pilot[None], screen: EntitiesScreen, lead: Name) -> None:
    """In the list, at the row of one of them."""
    row = next(row for row, entry in enumerate(screen.names.entries) if entry.lead == lead)
    await pilot.press("g", *["j"] * row)
    assert screen.names.entry is not None
    assert screen.names.entry.lead == lead


def words(screen: EntitiesScreen) -> set[str]:
    """The words of the mentions that are shown."""
    return {one.text for one in screen.mentions.appearances}


def last_ruling(app: BriefingApp) -> tuple[str, str]:
    ruling = app.casebook.rulings()[-1]
    return ruling.kind, ruling.subject


async def test_each_row_opens_its_own_dossier_and_one_comes_back_to_it(
    same: Callable[[], BriefingApp],
) -> None:
    async with same().run_test(size=WIDE) as pilot:
        screen = await entities(pilot)
        assert sorted(rows(screen)) == [VARGA, OSTREL]
        for lead, called in ((VARGA, "Ilse Varga"), (OSTREL, "Ostrel"), (VARGA, "Ilse Varga")):
            await at(pilot, screen, lead)
            await pilot.press("enter")
            await answered(pilot)
            assert words(screen) == {called}
            assert screen.in_dossier
            await pilot.press("enter")
            await quiet(pilot)
            await pilot.press("backspace")
            await answered(pilot)
            assert words(screen) == {called}
            await pilot.press("h")


async def test_a_decision_in_the_list_is_about_its_row(same: Callable[[], BriefingApp]) -> None:
    app = same()
    async with app.run_test(size=WIDE) as pilot:
        screen = await entities(pilot)
        for lead in (OSTREL, VARGA):
            await at(pilot, screen, lead)
            await pilot.press("K")
            await until(pilot, lambda: isinstance(pilot.app.screen, KindMenu))
            await pilot.press("e")
            await until(pilot, lambda lead=lead: last_ruling(app) == ("retyped", str(lead)))
            other = next(each for each in (OSTREL, VARGA) if each != lead)
            entry = app.corpus.entities.named(other)
            assert entry is not None
            assert entry.kind == "person", "the other one is as it was"
            await pilot.press("u")
            await answered(pilot)
            await until(pilot, lambda: len(rows(screen)) == 2)


async def test_who_is_renamed_to_the_name_of_another_stays_at_hand(same: Callable[[], BriefingApp]) -> None:
    app = same()
    async with app.run_test(size=WIDE) as pilot:
        screen = await entities(pilot)
        brigade = next(e.lead for e in screen.names.entries if e.name == "Kestrel Brigade")
        await at(pilot, screen, brigade)
        await pilot.press("enter")
        await answered(pilot)
        await pilot.press("R")
        await until(pilot, lambda: isinstance(pilot.app.screen, NameLine))
        await pilot.press("ctrl+u", *"Ilse", "space", *"Varga", "enter")
        await until(pilot, lambda: "is called Ilse Varga" in status(pilot))
        await answered(pilot)
        assert words(screen) == {"Kestrel Brigade"}
        await pilot.press("R")
        await until(pilot, lambda: isinstance(pilot.app.screen, NameLine))
        await pilot.press("ctrl+u", *"Another", "enter")
        await until(pilot, lambda: "is called Another" in status(pilot))
        assert last_ruling(app) == ("renamed", str(brigade))
        assert [entry.name for lead in (VARGA, OSTREL) if (entry := app.corpus.entities.named(lead))] == [
            "Ilse Varga",
            "Ilse Varga",
        ]


async def test_one_is_merged_into_the_other_by_its_row(same: Callable[[], BriefingApp]) -> None:
    app = same()
    async with app.run_test(size=WIDE) as pilot:
        screen = await entities(pilot)
        await at(pilot, screen, VARGA)
        await pilot.press("equals_sign")
        await until(pilot, lambda: isinstance(pilot.app.screen, MergeCard))
        await pilot.press(*"varga")
        await until(pilot, lambda: any("P Ilse Varga" in row and "times in" in row for row in shown(pilot)))
        await pilot.press("enter")
        await until(pilot, lambda: last_ruling(app)[0] == "merged")
        ruling = app.casebook.rulings()[-1]
        assert (ruling.subject, ruling.value) == (str(VARGA), str(OSTREL))
        await answered(pilot)
        assert rows(screen) == [OSTREL]


async def test_in_the_article_each_has_its_row_its_card_and_its_dossier(
    same: Callable[[], BriefingApp],
) -> None:
    app = same()
    async with app.run_test(size=WIDE) as pilot:
        await quiet(pilot)
        page = page_of(pilot)
        await until(pilot, lambda: any(e.lead for e in page.open.recognised.entities))
        both = [e for e in page.entities.entities if e.name == "Ilse Varga"]
        assert sorted(map(lead_of, both)) == [VARGA, OSTREL]
        for lead, called in ((OSTREL, "Ostrel"), (VARGA, "Ilse Varga")):
            page.go_to_pane("article")
            await pilot.press("g", "e")
            for _ in range(10):
                span = page.text.span
                if span is not None and page.text.text[span.start : span.end] == called:
                    break
                await pilot.press("e")
            await pilot.press("enter")
            await until(pilot, lambda: isinstance(pilot.app.screen, EntityCard))
            entry = app.corpus.entities.named(lead)
            assert entry is not None
            await until(
                pilot, lambda entry=entry: f"in the corpus {entry.times} in" in "\n".join(shown(pilot))
            )
            await pilot.press("enter")
            await answered(pilot)
            assert words(board(pilot)) == {called}
            await pilot.press("1")
            await quiet(pilot)
