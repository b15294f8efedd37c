"""The casebook of a workspace as one thing: notes, tags, decisions, marks, and the way back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from briefing.casebook.decisions import Decisions
from briefing.casebook.intake import Incoming
from briefing.casebook.marks import Marks
from briefing.casebook.notes import Notes
from briefing.casebook.store import open_store, open_store_to_read
from briefing.casebook.tags import Tags

if TYPE_CHECKING:
    from pathlib import Path

    from briefing.workspace import Workspace


class Casebook(Notes, Tags, Decisions, Incoming, Marks):
    """What the analyst wrote in one workspace, decided, read there and searched for."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def path(self) -> Path:
        """The file that it lies in."""
        return self._store.path

    def close(self) -> None:
        """Close the file. All that was written is on the disk already."""
        self._store.close()


def open_casebook(workspace: Workspace) -> Casebook:
    """Open the casebook of a workspace, which must exist; make the file when it is missing.

    Raises:
        WorkspaceError: It is damaged, not ours, newer than this program, or cannot be written.
    """
    return Casebook(open_store(workspace.casebook_path))


def open_casebook_to_read(workspace: Workspace) -> Casebook:
    """Open a casebook that is there for questions, also where nothing can be written; changes are refused.

    Raises:
        WorkspaceError: As ``open_casebook``; and it is of an older Briefing and cannot be brought up to date.
    """
    return Casebook(open_store_to_read(workspace.casebook_path))
