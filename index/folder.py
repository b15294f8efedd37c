"""The folder of a workspace: made for its owner alone, or a sentence about why it cannot be used."""

from __future__ import annotations

import os
from pathlib import Path

from index.errors import WorkspaceError


def make_folder(path: Path, file: str) -> None:
    """Make a workspace folder that its owner alone can read, unless it is there.

    Args:
        path: The folder.
        file: What can be read in a folder without the right to write, once it is there.

    Raises:
        WorkspaceError: It cannot be made or used.
    """
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
    except FileExistsError as error:
        raise WorkspaceError(f"cannot use {path} as a workspace: it is a file", "Name a folder.") from error
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise WorkspaceError(
            f"cannot make the workspace {path}: {reason}", "Choose another with --workspace."
        ) from error
    # What is there can be read without the right to write.
    needed = os.R_OK | os.X_OK if (path / file).exists() else os.R_OK | os.W_OK | os.X_OK
    if not os.access(path, needed):
        raise WorkspaceError(
            f"cannot use the workspace {path}: permission denied", "Choose another with --workspace."
        )
