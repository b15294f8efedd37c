"""The reader, where there is a terminal to open it on. The only place that imports the screens."""

from __future__ import annotations

import gc
import os
import sys
from typing import TYPE_CHECKING

from briefing.cli.printer import is_screen
from briefing.errors import UsageError

if TYPE_CHECKING:
    from briefing.workspace import Workspace

#: Textual draws at most so often a second, and after a drawing waits for the next turn but one: at its
#: own 60 a letter that is typed while results appear is seen 33 ms late.
_DRAWINGS = "240"

_WITHOUT = "briefing search WORDS and briefing show ID work without one."


def has_terminal() -> bool:
    """Whether the reader can be opened here."""
    return is_screen(sys.stdin, os.environ) and is_screen(sys.stdout, os.environ)


def read(workspace: Workspace) -> int:
    """Open the reader and return its exit code when it is left.

    Raises:
        UsageError: There is no terminal here, or one that cannot place text.
        WorkspaceError: The workspace cannot be used.
    """
    if not has_terminal():
        if os.environ.get("TERM") in ("dumb", "unknown"):
            raise UsageError(
                "cannot open the reader: this terminal cannot place text (TERM says dumb)", _WITHOUT
            )
        raise UsageError("cannot open the reader: there is no terminal here", _WITHOUT)
    workspace.make()
    # Nothing that is made while the reader opens is garbage; its first page is there a twentieth sooner.
    gc.disable()
    os.environ.setdefault("TEXTUAL_FPS", _DRAWINGS)  # it is read once, when Textual is loaded
    # Here and not above: the screens cost a fifth of a second, and no other command needs them.
    from briefing.tui.app import run_reader  # noqa: PLC0415

    return run_reader(workspace)
