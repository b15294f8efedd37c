"""Every card over the page, in every theme and with both sets of signs, on a page of its own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import get_args

import pytest
from textual.app import App, ComposeResult
from textual.screen import ModalScreen
from textual.widgets import Static

from briefing.settings import Theme
from briefing.tui.screens.folder import FolderScreen
from briefing.tui.screens.keys import KeysScreen
from briefing.tui.screens.layer_menu import LayerMenu
from briefing.tui.screens.palette import PaletteScreen
from briefing.tui.screens.skipped import SkippedScreen
from briefing.tui.theme import Look, load_look
from index.report import Failure

CARDS: dict[str, Callable[[Look, Path], ModalScreen[object]]] = {
    "keys": lambda look, path: KeysScreen(look),
    "palette": lambda look, path: PaletteScreen(look),
    "layers": lambda look, path: LayerMenu(look, frozenset({"person"}), lambda layer, on: None),
    "skipped": lambda look, path: SkippedScreen(look, [Failure("a.txt", "it is empty")]),
    "folders": FolderScreen,
}


class Page(App[None]):
    """A page full of one letter, with a look."""

    CSS = "Screen { background: $page; color: $ink; }"

    def __init__(self, look: Look) -> None:
        super().__init__(ansi_color=look.is_native)
        theme = look.theme()
        self.register_theme(theme)
        self.theme = theme.name

    def compose(self) -> ComposeResult:
        yield Static("x" * 80 * 24)


@pytest.mark.parametrize("card", CARDS)
@pytest.mark.parametrize("theme", get_args(Theme))
@pytest.mark.parametrize("glyphs", ["unicode", "ascii"])
async def test_a_card_is_drawn_and_the_page_stays_around_it(
    card: str, theme: str, glyphs: str, tmp_path: Path
) -> None:
    look = load_look(theme, glyphs)  # type: ignore[arg-type]
    app = Page(look)
    async with app.run_test(size=(80, 24)) as pilot:
        app.push_screen(CARDS[card](look, tmp_path))
        await pilot.pause(0.05)
        await pilot.press("j")
        await pilot.pause(0.05)
        rows = ["".join(piece.text for piece in strip) for strip in app.screen._compositor.render_strips()]
        assert rows[0] == rows[-1] == "x" * 80
        inside = [row for row in rows if row != "x" * 80]
        if card != "folders":  # Textual draws that frame, with its own signs
            assert inside[0].strip("x").startswith("┌─ " if glyphs == "unicode" else "+- ")
        assert len(inside) >= 3
