"""A model of the user's in the reader: it reads behind what is there at once, and nothing jumps."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from own_model import Told, told
from quick import Reader, paste, quiet, status, until
from reader import WIDE, screen_of, shown
from textual.pilot import Pilot

from index.extraction.own import Named
from index.model import OwnModel

SEARCH = "kestrel forgery"


def named(pilot: Pilot[None]) -> dict[str, str]:
    return {entity.name: entity.kind for entity in screen_of(pilot).open.recognised.entities}


async def test_what_the_model_finds_comes_behind_and_the_cursor_stays(
    reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate, whole = threading.Event(), Told.names

    def waits(told: Told, texts: list[str]) -> list[list[Named]]:
        gate.wait(10)
        return list(whole(told, texts))

    monkeypatch.setattr(Told, "names", waits)
    model = told(
        monkeypatch,
        {"Kestrel Brigade": ("ORG", 0.9), "Operations Room": ("ORG", 0.9), "Halden": ("GPE", 0.9)},
    )
    async with reader(entities=model).run_test(size=WIDE) as pilot:
        await paste(pilot, SEARCH)
        screen = screen_of(pilot)
        assert screen.open.known
        before = named(pilot)
        assert before.get("Operations Room") != "organisation"
        brigade = [entity.name for entity in screen.entities.entities].index("Kestrel Brigade")
        await pilot.press("e")
        screen.entities.move_to(brigade)
        screen.said.move_to(2)
        said = screen.open.voices[screen.said.place or 0].statement.content
        gate.set()
        await until(pilot, lambda: named(pilot).get("Operations Room") == "organisation")
        await quiet(pilot)
        assert screen.entities.entities[screen.entities.cursor].name == "Kestrel Brigade"
        assert screen.open.voices[screen.said.place or 0].statement.content == said
        assert not any("come in a moment" in row for row in shown(pilot))


async def test_a_model_that_cannot_serve_is_said_and_names_are_there(reader: Reader, tmp_path: Path) -> None:
    model = OwnModel("gliner", str(tmp_path / "gone"))
    async with reader(entities=model).run_test(size=WIDE) as pilot:
        await until(pilot, lambda: "Names are found without gliner" in status(pilot))
        await paste(pilot, SEARCH)
        assert named(pilot)
        assert "without gliner" not in status(pilot)  # it is said once


async def test_a_model_that_fails_on_an_article_leaves_the_names_that_are_there(
    reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(told: Told, texts: list[str]) -> list[list[Named]]:
        raise MemoryError("too much")

    monkeypatch.setattr(Told, "names", breaks)
    async with reader(entities=told(monkeypatch, {})).run_test(size=WIDE) as pilot:
        await paste(pilot, SEARCH)
        before = named(pilot)
        await until(pilot, lambda: "your model failed" in status(pilot))
        assert named(pilot) == before != {}
