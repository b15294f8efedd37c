"""Merging in a process of its own: it takes seconds of one core, which a reader must not feel.

The process needs nothing from whoever started it and tells it nothing. It works at low priority and ends when
nothing is left to merge. When it is killed, what it was making is thrown away.
"""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from pathlib import Path

_START = (
    "import sys; sys.path.append(sys.argv[1]);"
    " from index.fulltext import tidying; tidying.serve(*sys.argv[2:])"
)
_ROOT = Path(__file__).parents[2]
_NICE = 10


def start(folder: Path, catalog: str) -> subprocess.Popen[bytes] | None:
    """Start the process for the index in a folder; ``None`` when none can be started now.

    Args:
        folder: Where the index lies.
        catalog: Uid of its catalogue.
    """
    with contextlib.suppress(OSError):  # too many processes, say; the next one who looks tries again
        return subprocess.Popen(
            # -P: a folder of articles may hold a Python file with the name of a module.
            [sys.executable, "-P", "-c", _START, str(_ROOT), str(folder), catalog],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    return None


def serve(folder: str, catalog: str) -> None:
    """What the process does."""
    from index.fulltext.store import FullText  # noqa: PLC0415  (starting it must not load Whoosh)

    os.umask(0o077)
    with contextlib.suppress(OSError):
        os.nice(_NICE)
    fulltext = FullText.existing(Path(folder), catalog)
    while fulltext is not None and fulltext.merge():
        pass
