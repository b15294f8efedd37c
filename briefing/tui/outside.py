"""Writing in the user's own editor: a text goes into a file that only the owner can read, and comes back.

The file lies in the workspace, not where the system keeps what is temporary: what an analyst writes does not
leave the place that was chosen for it. It is gone when the editor is left, except when what is in it could
not be read.
"""

from __future__ import annotations

import os
import shlex
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path

from briefing.errors import BriefingError, reason_of
from index.text import harmless

_EDITORS = ("VISUAL", "EDITOR")
_DEFAULT = "vi"


def editor(environ: Mapping[str, str]) -> list[str]:
    """The command that the user edits with, from ``$VISUAL`` or ``$EDITOR``; else ``vi``.

    Raises:
        BriefingError: It cannot be read as a command.
    """
    typed = next((environ[name] for name in _EDITORS if environ.get(name, "").strip()), _DEFAULT)
    try:
        return shlex.split(typed)
    except ValueError as error:
        raise BriefingError(
            f"cannot use {typed} as an editor: {error}", "Set $EDITOR to a command."
        ) from error


def edited(text: str, folder: Path, environ: Mapping[str, str]) -> str:
    """Let the user edit a text; returns it as it was left.

    Args:
        text: What to begin with.
        folder: Where the file lies meanwhile.
        environ: Says which editor.

    Raises:
        BriefingError: There is no such editor, it failed, or its file cannot be written or read.
    """
    command = editor(environ)
    path: Path | None = None
    try:
        handle, name = tempfile.mkstemp(prefix="note-", suffix=".md", dir=folder)
        path = Path(name)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
        done = subprocess.run([*command, name], check=False)
        if done.returncode:
            raise BriefingError(
                f"{command[0]} ended with {done.returncode}: the note is as it was",
                f"What was typed is in {name}.",
            )
        left = path.read_bytes().decode()
    except UnicodeDecodeError as error:
        raise BriefingError("what the editor wrote is not UTF-8 text", f"It is in {path}.") from error
    except OSError as error:
        words = f"cannot edit with {command[0]}: {reason_of(error)}"
        kept = f" The note is in {path}." if path is not None and path.exists() else ""
        raise BriefingError(words, f"Set $EDITOR to your editor.{kept}") from error
    path.unlink(missing_ok=True)
    return harmless(left)
