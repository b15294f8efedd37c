"""What the tests of the Entities screen share: the screen, waiting for what it asks, and corpora of few names."""

from __future__ import annotations

from pathlib import Path

from corpora import write_lines
from quick import quiet, until
from textual.pilot import Pilot

from briefing.tui.screens.entities import EntitiesScreen
from index import Corpus

#: Two articles; a name of the first stands in the second in a short form, and the two brigades are two.
RECORDS = (
    {
        "title": "Rockets at Ostrel",
        "text": "The Kestrel Brigade denied the attack. Ilse Varga told reporters that rockets fell near Ostrel.",
        "source": "Halden Courier",
        "date": "2024-04-17",
    },
    {
        "title": "Varga leaves",
        "text": "Ilse Varga came back to Ostrel on Monday. The Kestrel Brigade said that it was not near Ostrel.",
        "source": "Exercise Wire",
        "date": "2024-05-02",
    },
)


def board(pilot: Pilot[None]) -> EntitiesScreen:
    """The Entities screen, whatever lies over it."""
    screen = next(each for each in pilot.app.screen_stack if isinstance(each, EntitiesScreen))
    assert screen.is_seen
    return screen


async def answered(pilot: Pilot[None]) -> EntitiesScreen:
    """The Entities screen once it shows all that it asked for."""
    await quiet(pilot)
    screen = board(pilot)
    await until(pilot, lambda: screen.is_settled)
    await pilot.pause()
    return screen


async def entities(pilot: Pilot[None]) -> EntitiesScreen:
    """Go to the Entities screen."""
    await quiet(pilot)
    await pilot.press("2")
    return await answered(pilot)


async def find(pilot: Pilot[None], name: str) -> EntitiesScreen:
    """Go to the dossier of the first entity in whose name these words are."""
    await pilot.press("slash", "ctrl+u", *("space" if c == " " else c for c in name))
    screen = await answered(pilot)
    await pilot.press("enter", "enter")
    await answered(pilot)
    assert screen.file is not None
    return screen


def names(screen: EntitiesScreen) -> list[str]:
    """The names in the list."""
    return [entry.name for entry in screen.names.entries]


def fill(corpus: Corpus, folder: Path) -> None:
    """Put the two articles into a corpus, and read them for names."""
    corpus.add([write_lines(folder / "two.jsonl", *RECORDS)])
    corpus.read_for_names(workers=0)
