"""Completing a path behind :add."""

from __future__ import annotations

from pathlib import Path

import pytest
from quick import Reader, quiet
from reader import WIDE
from textual import events

from briefing.tui.paths import completed
from briefing.tui.screens.palette import PaletteScreen


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("inbox", "inland", "other", ".hidden", "odd\x1b[31m"):
        (tmp_path / name).mkdir()
    (tmp_path / "inbox" / "one.txt").write_text("x")
    (tmp_path / "inbox" / "one.pdf").write_text("x")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("typed", "then"),
    [
        ("~", "~/"),
        ("~/o", "~/o"),
        ("~/ot", "~/other/"),
        ("~/i", "~/in"),
        ("inb", "inbox/"),
        ("inbox/", "inbox/one.txt"),
        ("~/.h", "~/.hidden/"),
        ("nothing", "nothing"),
        ("nowhere/x", "nowhere/x"),
    ],
)
def test_as_much_is_added_as_is_certain(tree: Path, typed: str, then: str) -> None:
    (tree / "old").mkdir()
    assert completed(typed) == then


async def test_tab_completes_the_folder_behind_add(reader: Reader, tree: Path) -> None:
    app = reader()
    async with app.run_test(size=WIDE) as pilot:
        await quiet(pilot)
        await pilot.press("colon")
        app.post_message(events.Paste("add ~/inb"))
        await pilot.press("tab")
        assert isinstance(app.screen, PaletteScreen)
        assert app.screen._row.typed.value == "add ~/inbox/"
