"""Where one is in a dossier: mentions are of its entity, in the order one chose, and one stays at one's own."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from corpora import write_lines
from entities import answered, entities, find
from quick import status, until
from reader import WIDE
from textual.pilot import Pilot

from briefing.casebook import Casebook
from briefing.settings import Settings
from briefing.tui.app import BriefingApp
from briefing.tui.dossier_rows import row_after
from briefing.tui.screens import entity_desk, entity_list
from briefing.tui.screens.entities import EntitiesScreen
from index import Corpus, Span, open_corpus
from index.entities.model import Appearance
from index.understanding.entities import Entities

ARTICLES = 45
FETCHED = 25


@pytest.fixture
def crowd(tmp_path: Path) -> Iterator[Corpus]:
    """Articles enough that mentions are fetched in three pieces, as they are in real life by hundreds."""
    text = (
        "Ilse Varga came to Ostrel on day {day}. The Kestrel Brigade said that it was not near Ostrel {day}."
    )
    records = [
        {"title": f"Day {day}", "date": f"2024-04-{1 + day % 28:02}", "text": text.format(day=day)}
        for day in range(ARTICLES)
    ]
    with open_corpus(tmp_path / "crowd") as corpus:
        corpus.add([write_lines(tmp_path / "crowd.jsonl", *records)])
        corpus.read_for_names(workers=0)
        yield corpus


@pytest.fixture
def app(crowd: Corpus, casebook: Casebook, monkeypatch: pytest.MonkeyPatch) -> BriefingApp:
    """The reader on them."""
    for module in (entity_desk, entity_list):
        monkeypatch.setattr(module, "FETCHED", FETCHED)
    return BriefingApp(crowd, casebook, Settings())


async def rejected(pilot: Pilot[None]) -> None:
    """Reject the mention that one is at."""
    await pilot.press("number_sign")
    await until(pilot, lambda: "not this one here" in status(pilot))
    await answered(pilot)


async def far_down(pilot: Pilot[None], screen: EntitiesScreen, row: int) -> None:
    """Go to a mention that is not loaded at first."""
    for some in (FETCHED - 1, row):
        screen.mentions.move_to(some)
        await answered(pilot)
    assert screen.mentions.cursor == row


async def test_mentions_of_another_dossier_are_not_put_behind_those_that_came(
    app: BriefingApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await entities(pilot)
        screen = await find(pilot, "Kestrel")
        assert screen.file is not None
        other = next(entry for entry, _ in screen.file.beside if entry.name == "Ostrel")
        go, beside = threading.Event(), Entities.beside
        monkeypatch.setattr(Entities, "beside", lambda *a, **k: (go.wait(20), beside(*a, **k))[1])
        screen.show_entity(other.lead)
        screen.mentions.move_to(FETCHED - 1)
        go.set()
        await answered(pilot)
        assert screen.file.dossier.entry.name == "Ostrel"
        assert {one.text for one in screen.mentions.appearances} == {"Ostrel"}
        assert len(set(screen.mentions.appearances)) == len(screen.mentions.appearances)


async def test_the_order_and_the_next_mention_stay_after_a_decision(app: BriefingApp) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await entities(pilot)
        screen = await find(pilot, "Ilse")
        await pilot.press("o")
        await answered(pilot)
        await pilot.press("j", "j", "j")
        coming = screen.mentions.appearances[4]
        await rejected(pilot)
        assert not screen.newest_first
        assert screen.mentions.appearance == coming


async def test_one_stays_at_a_mention_far_down_and_goes_on_from_it(app: BriefingApp) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await entities(pilot)
        screen = await find(pilot, "Ilse")
        await far_down(pilot, screen, 40)
        coming = screen.mentions.appearances[41]
        await rejected(pilot)
        assert screen.mentions.appearance == coming
        assert screen.mentions.total == ARTICLES - 1
        await pilot.press("G")
        await answered(pilot)
        assert len(set(screen.mentions.appearances)) == ARTICLES - 1


async def test_mentions_that_are_turned_round_while_a_dossier_comes_are_in_that_order(
    app: BriefingApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await entities(pilot)
        screen = await find(pilot, "Ilse")
        newest = screen.mentions.appearances[0]
        go, beside = threading.Event(), Entities.beside
        monkeypatch.setattr(Entities, "beside", lambda *a, **k: (go.wait(20), beside(*a, **k))[1])
        screen.renew()
        await until(pilot, lambda: not screen.desk.is_idle)
        await pilot.press("o")
        go.set()
        await answered(pilot)
        assert not screen.newest_first
        assert screen.mentions.appearances[0].published != newest.published


@pytest.mark.parametrize(
    ("now", "place"),
    [("abcde", 2), ("xabcde", 3), ("abde", 2), ("ab", 1), ("", 0), ("xyz", 0)],
    ids=["as it was", "one came", "it went", "it was the last", "none is left", "all are others"],
)
def test_the_mention_one_was_at_or_the_next_that_is_there(now: str, place: int) -> None:
    def mentions(articles: str) -> list[Appearance]:
        return [Appearance(each, "", "", None, Span(0, 1), "", "", "") for each in articles]

    assert row_after(mentions("abcde"), 2, mentions(now)) == place
