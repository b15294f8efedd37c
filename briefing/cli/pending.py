"""``briefing extract --pending``: read the articles of a workspace for names, and keep what is found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefing.cli.opening import opened, recogniser_of
from briefing.cli.printer import err, out
from briefing.cli.progress import StopKey, display
from briefing.cli.words import SHORT_ID, counted
from briefing.errors import WorkspaceError
from index.errors import BusyError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.workspace import Workspace

_NAMED = 20


def read_pending(workspace: Workspace, workers: int | None) -> int:
    """Read for names what was not read so far, the newest first, and show how far it is.

    Args:
        workspace: Whose articles.
        workers: Processes that read; one a core when it is not given.

    Returns:
        The exit code: 0 all is known, 1 an article could not be read, 130 stopped.

    Raises:
        WorkspaceError: Another process is doing it, or the workspace cannot be used.
    """
    recogniser_of(workspace)
    with (
        opened(workspace.require(), catch_up=False) as corpus,
        StopKey("What was read") as key,
        display("Reading for names", "read", "articles") as shown,
    ):
        before = set(corpus.entities.faults())
        try:
            read = corpus.read_for_names(
                workers=workers,
                progress=lambda done, total: shown(done, total, remark=key.news()),
                stop=lambda: key.asked,
            )
        except BusyError as error:
            raise WorkspaceError(
                "another briefing is reading these articles for names",
                "It reads all of them; briefing status says how far it is.",
            ) from error
        faults = sorted(set(corpus.entities.faults()) - before)
        coverage = corpus.entities.coverage()
    out().line(
        f"{counted(read, 'article')} read for names. Names are known of {coverage.done:,} of"
        f" {counted(coverage.articles, 'article')}."
    )
    tell_faults(faults)
    if coverage.done < coverage.articles and key.asked:
        left = counted(coverage.articles - coverage.done, "article")
        err().line(f"Stopped with {left} to go: the same command goes on from there.")
        return 130
    return 1 if faults else 0


def tell_faults(faults: Sequence[tuple[str, str]]) -> None:
    """Say which articles could not be read for names, and why.

    Args:
        faults: Id of each, and the reason.
    """
    if not faults:
        return
    printer = out()
    printer.line(f"Could not read {counted(len(faults), 'article')} for names:")
    for id, reason in faults[:_NAMED]:
        printer.prose(f"{id[:SHORT_ID]}: {reason}.", indent="  ")
    if len(faults) > _NAMED:
        printer.line(f"  and {len(faults) - _NAMED:,} more: briefing status --json lists them")
