"""The reader as a Textual application: its look, its screens, and what it must close."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import ClassVar

from textual.app import App

from briefing.casebook import Casebook, load_scheme, open_casebook
from briefing.settings import Settings, read_settings
from briefing.tui.actions import ACTIONS, Action
from briefing.tui.colours import telling, terminal_colours
from briefing.tui.frame import Frame
from briefing.tui.kit import Kit
from briefing.tui.screens.page import PageScreen
from briefing.tui.screens.read import ReadScreen
from briefing.tui.theme import load_look
from briefing.workspace import Workspace
from index import Corpus, open_corpus

#: A search in pure Python holds the interpreter for 5 ms at a time otherwise, and a key would wait.
_SWITCH_SECONDS = 0.0005
_NO_COLOR = "NO_COLOR"

#: After so long the editor, the index and the recogniser are loaded too.
_LOADED_SECONDS = 1.0


class BriefingApp(App[None], inherit_bindings=False):
    """The reader on one workspace."""

    CSS_PATH = "briefing.tcss"
    ENABLE_COMMAND_PALETTE = False
    TITLE = "Briefing"
    BINDINGS: ClassVar = []

    def __init__(
        self,
        corpus: Corpus,
        casebook: Casebook,
        settings: Settings,
        settings_path: Path | None = None,
        *,
        names_behind: bool = False,
    ) -> None:
        """Take an open corpus and casebook; whoever opened them closes them.

        Args:
            corpus: What is read.
            casebook: Where notes go.
            settings: What the user decided.
            settings_path: Where it was read, for errors.
            names_behind: Whether articles are read for names behind the screen, in a process of its own.

        Raises:
            WorkspaceError: The user's own keys, or the marking scheme, cannot be used.
        """
        colours = terminal_colours(os.environ)
        self.look = load_look(_theme_name(settings), settings.glyphs, colours)
        with _no_color(wanted=not self.look.has_colour), telling(colours):
            super().__init__(ansi_color=self.look.is_native)
        self.actions = _own_keys(settings, settings_path or Path("settings.toml"))
        self.corpus = corpus
        self.casebook = casebook
        scheme = load_scheme(settings.markings, corpus.path)
        kit = Kit(
            corpus,
            casebook,
            self.look,
            scheme,
            Frame(self),
            self.actions,
            settings.copy,
            names_behind=names_behind,
            own=settings.entities,
        )
        corpus.recognise_with(settings.entities)
        self.read_screen = ReadScreen(kit)
        kit.frame.hold(
            self.read_screen,
            {
                "entities": lambda: _entities(kit, self.read_screen),
                "time": lambda: _time(kit, self.read_screen),
            },
        )
        theme = self.look.theme()
        self.register_theme(theme)
        self.theme = theme.name

    def on_ready(self) -> None:
        """The first page is there; what it needs, and what comes right behind it, stays for good."""
        self.set_timer(_LOADED_SECONDS, _tidy_up_again)

    @property
    def fault(self) -> BaseException | None:
        """The fault of the program that ended the reader, if one did."""
        return self._exception

    def _fatal_error(self) -> None:
        """End without a word: ``run_reader`` says it, when the terminal is the shell's again.

        Textual would print the values that the program was working on, which are the analyst's articles.
        """
        self._close_messages_no_wait()

    def get_default_screen(self) -> ReadScreen:
        """The Read screen is the first; the others lie on it."""
        return self.read_screen


def run_reader(workspace: Workspace) -> int:
    """Open the reader on a workspace and return the exit code.

    Raises:
        WorkspaceError: The workspace cannot be used, or a note could not be kept.
        BriefingError: A fault of the program ended it.
    """
    sys.setswitchinterval(_SWITCH_SECONDS)
    settings = read_settings(workspace.settings_path)
    with open_corpus(workspace.corpus_path, catch_up=False) as corpus, open_casebook(workspace) as casebook:
        corpus.variants = settings.variants
        app = BriefingApp(corpus, casebook, settings, workspace.settings_path, names_behind=True)
        app.run()
        if app.fault is not None or app.read_screen.unkept:
            from briefing.tui.faults import ending  # noqa: PLC0415  (never, if all goes well)

            raise ending(app.fault, app.read_screen.unkept, workspace.path)
        return app.return_code or 0


def _tidy_up_again() -> None:
    """Look for garbage from now on, but never in what is there: that held a key back for 25 ms."""
    if not gc.isenabled():
        gc.freeze()
        gc.enable()


def _entities(kit: Kit, read: ReadScreen) -> PageScreen:
    from briefing.tui.screens.entities import EntitiesScreen  # noqa: PLC0415  (not before it is gone to)

    return EntitiesScreen(kit, read)


def _time(kit: Kit, read: ReadScreen) -> PageScreen:
    from briefing.tui.screens.time import TimeScreen  # noqa: PLC0415  (not before it is gone to)

    return TimeScreen(kit, read)


def _own_keys(settings: Settings, path: Path) -> Sequence[Action]:
    if not settings.keys:
        return ACTIONS
    from briefing.tui.keymap import remapped  # noqa: PLC0415  (most have no keys of their own)

    return remapped(ACTIONS, settings.keys, path)


def _theme_name(settings: Settings) -> str:
    return "no-colour" if os.environ.get(_NO_COLOR) else settings.theme


@contextmanager
def _no_color(*, wanted: bool) -> Iterator[None]:
    """What Textual finds in the environment while it starts: with it, it writes no colour at all.

    Set and empty it asks for nothing, but Textual would draw in greys.
    """
    before = os.environ.pop(_NO_COLOR, None)
    if wanted:
        os.environ[_NO_COLOR] = "1"
    try:
        yield
    finally:
        os.environ.pop(_NO_COLOR, None)
        if before is not None:
            os.environ[_NO_COLOR] = before
