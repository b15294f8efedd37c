"""One thing in two spellings: what the corpus ties is one in the pane, and what its card says of that."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from threading import Event

import pytest
from corpora import write_lines
from curating import at, over
from entities import answered
from quick import page_of, quiet, status, until
from reader import WIDE, shown
from textual.pilot import Pilot

from briefing.casebook import Casebook
from briefing.casebook.curation import hand_over_rulings
from briefing.settings import Settings
from briefing.tui.app import BriefingApp
from briefing.tui.screens.entity_card import EntityCard
from briefing.tui.screens.merge_card import MergeCard
from index import open_corpus
from index.entities.model import Name
from index.understanding import register


@pytest.fixture
def spelled(tmp_path: Path, casebook: Casebook) -> Callable[[], BriefingApp]:
    """Makes the reader on two articles; one spells a man in two ways, of which the other has the second."""
    text = (
        "Minister Hamza Karimov left Ostrel. Colonel Omar Varga met Hamza Karimov there. In Baghdad Minister"
        " Hamza Kerimov said that the base was safe."
    )
    other = "Minister Hamza Karimov spoke. Hamza Karimov was in Baghdad. Hamza Karimov said so."
    records = (
        {"title": "Two spellings", "text": text, "date": "2024-05-02"},
        {"title": "One spelling", "text": other, "date": "2024-05-01"},
    )
    with open_corpus(tmp_path / "spelled") as filled:
        filled.add([write_lines(tmp_path / "spelled.jsonl", *records)])
        filled.read_for_names(workers=0)
    corpus = open_corpus(tmp_path / "spelled")  # as if it was read for names before
    return lambda: BriefingApp(corpus, casebook, Settings())


def listed(pilot: Pilot[None]) -> list[tuple[str, int]]:
    """The names in the pane that begin so, each with its mentions."""
    entities = page_of(pilot).entities.entities
    return [(each.name, len(each.mentions)) for each in entities if each.name.startswith("Hamza")]


async def test_two_spellings_that_the_corpus_ties_are_one_in_the_pane(
    spelled: Callable[[], BriefingApp],
) -> None:
    app = spelled()
    async with app.run_test(size=WIDE) as pilot:
        await quiet(pilot)
        await until(pilot, lambda: listed(pilot) == [("Hamza Karimov", 3)])
        await at(pilot, "Hamza Karimov")
        await pilot.press("equals_sign")
        await over(pilot, MergeCard)
        await pilot.press(*"kerimov")
        await until(pilot, lambda: any("that is this entity itself" in row for row in shown(pilot)))
        await pilot.press("escape", "s")
        await until(pilot, lambda: "Hamza Karimov" in status(pilot))
        app.casebook.rule("split", Name("person", "Hamza Kerimov"))
        hand_over_rulings(app.casebook, app.corpus)
        page_of(pilot).ruled(None)
        await until(pilot, lambda: listed(pilot) == [("Hamza Karimov", 2), ("Hamza Kerimov", 1)])


async def test_names_do_not_wait_for_those_of_all_articles(
    spelled: Callable[[], BriefingApp], monkeypatch: pytest.MonkeyPatch
) -> None:
    may_go_on = Event()
    whole = register.Register.view

    def slow(self: register.Register) -> register.View:
        assert may_go_on.wait(30)
        return whole(self)

    monkeypatch.setattr(register.Register, "view", slow)
    async with spelled().run_test(size=WIDE) as pilot:
        try:
            await until(pilot, lambda: listed(pilot) == [("Hamza Karimov", 2), ("Hamza Kerimov", 1)])
        finally:
            may_go_on.set()
        await until(pilot, lambda: listed(pilot) == [("Hamza Karimov", 3)])


async def test_the_card_says_what_a_name_is_called_in_the_corpus(
    spelled: Callable[[], BriefingApp], tmp_path: Path
) -> None:
    app = spelled()
    record = {"title": "The other", "text": "Minister Hamza Kerimov left Ostrel.", "date": "2024-06-01"}
    app.corpus.add([write_lines(tmp_path / "other.jsonl", record)])
    app.corpus.read_for_names(workers=0)
    async with app.run_test(size=WIDE) as pilot:
        await at(pilot, "Hamza Kerimov")
        await pilot.press("enter")
        await over(pilot, EntityCard)
        card = app.screen
        assert isinstance(card, EntityCard)
        await until(pilot, lambda: "in the corpus as Hamza Karimov\n" in card.card.plain)


async def test_a_year_goes_without_saying_only_where_all_articles_are_of_it(
    two: Callable[[], BriefingApp], tmp_path: Path
) -> None:
    app = two()
    old = {"title": "Long ago", "text": "Ilse Varga came to Ostrel.", "date": "2012-11-04"}
    async with app.run_test(size=WIDE) as pilot:
        await quiet(pilot)
        assert any("2 May  Exercise Wire" in row for row in shown(pilot))
        app.corpus.add([write_lines(tmp_path / "old.jsonl", old)])
        app.corpus.read_for_names(workers=0)
        await pilot.press("slash", *"varga", "enter")
        await quiet(pilot)
        assert any("2 May 2024  Exercise Wire" in row for row in shown(pilot))
        assert any("4 Nov 2012" in row for row in shown(pilot))
        await at(pilot, "Ilse Varga")
        await pilot.press("enter")
        await over(pilot, EntityCard)
        card = app.screen
        assert isinstance(card, EntityCard)
        await until(pilot, lambda: "first 4 Nov 2012   last 2 May 2024" in card.card.plain)
        await pilot.press("enter")
        await answered(pilot)
        assert any("17 Apr 2024" in row and "Ilse Varga" in row for row in shown(pilot))
