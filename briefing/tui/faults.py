"""What is left when the reader ends otherwise than by leaving: texts that no disk took, faults in it.

Both are put into files that only the owner can read, and said in a sentence that names them. A fault is
written down without the values that the program was working on: those are what the analyst reads.
"""

from __future__ import annotations

import platform
import tempfile
import traceback
from collections.abc import Sequence
from pathlib import Path

from briefing import __version__
from briefing.errors import BriefingError, WorkspaceError


def ending(fault: BaseException | None, unkept: Sequence[str], folder: Path) -> BriefingError:
    """Write down what ended the reader, and say it.

    Args:
        fault: The fault of the program, if that was it.
        unkept: Texts of notes that the casebook did not take.
        folder: Where files go; where that is not possible, to where the system keeps what is temporary.
    """
    lost = _rescued(unkept, folder) if unkept else None
    if fault is None:
        return lost or BriefingError("the reader ended")
    hint = f"All that was kept is kept: start again. {_noted(fault, folder)}".rstrip()
    if lost is not None:
        hint += f" And {lost.message}. {lost.hint}"
    return BriefingError(f"the reader ended by a fault of the program ({type(fault).__name__})", hint)


def _rescued(texts: Sequence[str], folder: Path) -> WorkspaceError:
    words = "\n\n---\n\n".join(texts)
    path = _written(words, "unkept-notes-", folder)
    if path is None:
        return WorkspaceError("a note could not be kept anywhere", f"This is its text:\n\n{words}")
    return WorkspaceError("a note could not be kept in the casebook", f"Its text is in {path}.")


def _noted(fault: BaseException, folder: Path) -> str:
    lines = [
        f"Briefing {__version__}, Python {platform.python_version()}, {platform.system()}\n\n",
        *traceback.format_exception(fault),
    ]
    path = _written("".join(lines), "fault-", folder)
    return f"What happened is written down in {path}." if path else ""


def _written(words: str, prefix: str, folder: Path) -> Path | None:
    for place in (folder, Path(tempfile.gettempdir())):
        try:
            handle, name = tempfile.mkstemp(prefix=prefix, suffix=".txt", dir=place)
            with open(handle, "w", encoding="utf-8", errors="replace") as file:  # noqa: PTH123  (it is open already)
                file.write(words)
        except OSError:  # the next folder, and in the end the terminal
            continue
        return Path(name)
    return None
