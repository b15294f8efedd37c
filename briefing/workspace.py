"""Where an analyst's things lie: one folder, closed to everybody else.

The folder holds the corpus, the casebook and the settings. This module finds it, makes it and says in a
sentence why it cannot be used. It opens none of the files in it.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.errors import WorkspaceError, reason_of

if TYPE_CHECKING:
    from collections.abc import Mapping

VARIABLE = "BRIEFING_WORKSPACE"

_FOLDER_MODE = 0o700


@dataclass(frozen=True, slots=True)
class Workspace:
    """A folder with a corpus, the notes on it, and settings. It may not exist yet.

    Attributes:
        path: Absolute path of the folder.
        ours: Whether it lies in the user's own data folder, so that missing parents may be made too.
            Anywhere else a missing parent is more likely a disk that is not there.
    """

    path: Path
    ours: bool = False

    @property
    def corpus_path(self) -> Path:
        """What ``index.open_corpus`` takes: the folder itself."""
        return self.path

    @property
    def casebook_path(self) -> Path:
        """The file with all that the analyst wrote."""
        return self.path / "casebook.db"

    @property
    def backups_path(self) -> Path:
        """The folder with the daily backups of the casebook; it need not exist."""
        return self.path / "backups"

    @property
    def settings_path(self) -> Path:
        """The file with the settings; it need not exist."""
        return self.path / "settings.toml"

    def exists(self) -> bool:
        """Whether there is anything in it to read.

        Raises:
            WorkspaceError: The path is a file, or the folder cannot be looked into.
        """
        try:
            if self.path.exists() and not self.path.is_dir():
                raise WorkspaceError(
                    f"cannot use {self.path} as a workspace: it is a file, not a folder",
                    "Name another folder with --workspace.",
                )
            return (self.path / "corpus.db").exists() or self.casebook_path.exists()
        except OSError as error:
            raise WorkspaceError(f"cannot look into {self.path}: {reason_of(error)}") from error

    def require(self) -> Workspace:
        """Return itself when there is something in it to read.

        Raises:
            WorkspaceError: There is nothing yet, or it cannot be used. Nothing was made.
        """
        if not self.exists():
            chosen = "" if self.ours else f" --workspace {self.path}"
            raise WorkspaceError(
                f"there is no workspace at {self.path} yet", f"briefing{chosen} add FOLDER makes it."
            )
        return self

    def make(self) -> Workspace:
        """Make the folder when it is missing, for its owner only, and return itself.

        An empty folder is closed to others as well; one that already holds something keeps its rights.

        Raises:
            WorkspaceError: It cannot be made, or nothing can be written into it.
        """
        self.exists()
        try:
            _make_folder(self.path, with_parents=self.ours)
            probe = self.path / ".writable"
            probe.touch(mode=0o600)
            probe.unlink()
        except OSError as error:
            raise WorkspaceError(
                f"cannot use {self.path} as a workspace: {reason_of(error)}",
                "Name another folder with --workspace.",
            ) from error
        return self


def resolve(option: str | None, environ: Mapping[str, str]) -> Workspace:
    """Choose the workspace: the option, else ``$BRIEFING_WORKSPACE``, else the default of this user.

    Args:
        option: What ``--workspace`` was given, if anything.
        environ: The environment of the process.

    Raises:
        WorkspaceError: No home folder is known, or the folder that we stand in is gone.
    """
    if option == "":
        raise WorkspaceError("--workspace is empty", "Name a folder, or leave the option out.")
    chosen = option or environ.get(VARIABLE, "")
    if not chosen:
        return in_data_folder("default", environ)
    try:
        return Workspace(Path(chosen).expanduser().absolute())
    except (OSError, RuntimeError) as error:
        raise WorkspaceError(
            f"cannot tell which folder {chosen} is", "Give --workspace its full path."
        ) from error


def in_data_folder(name: str, environ: Mapping[str, str]) -> Workspace:
    """Return the workspace of this name in the user's own data folder (``$XDG_DATA_HOME/briefing``).

    Raises:
        WorkspaceError: No home folder is known.
    """
    # A relative XDG_DATA_HOME is to be ignored, says the specification of these folders.
    data = Path(environ.get("XDG_DATA_HOME", ""))
    if not data.is_absolute():
        try:
            home = Path(environ["HOME"]) if environ.get("HOME") else Path.home()
        except RuntimeError as error:
            raise WorkspaceError(
                "cannot find your home folder",
                f"Name a folder with --workspace or in the variable {VARIABLE}.",
            ) from error
        data = home / ".local" / "share"
    return Workspace((data / "briefing" / name).absolute(), ours=True)


def _make_folder(path: Path, *, with_parents: bool) -> None:
    """Make a folder that only its owner can enter, whatever the umask is."""
    if path.is_dir():
        if not any(path.iterdir()):
            path.chmod(_FOLDER_MODE)
        return
    missing_parent = not path.parent.is_dir()
    if missing_parent and not with_parents:
        raise WorkspaceError(
            f"cannot make a workspace at {path}: the folder {path.parent} is not there",
            "Is its disk mounted? If it should be a new folder, make it first.",
        )
    if missing_parent:
        _make_folder(path.parent, with_parents=True)
    path.mkdir(mode=_FOLDER_MODE)
