"""``briefing add``: bring articles in, say how far it is, and report what came of it."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from briefing.casebook.curation import hand_over
from briefing.cli.given import given_date, given_language
from briefing.cli.opening import kept, opened
from briefing.cli.printer import Printer, err, out
from briefing.cli.progress import Display, StopKey, display
from briefing.cli.records import report_record
from briefing.cli.words import counted
from briefing.errors import BriefingError, reason_of
from index import AddReport, Given, Progress

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.workspace import Workspace
    from index.report import Failure

_NAMED = 20


@click.command(epilog="\b\nExample:\n  briefing add ~/inbox reports.jsonl --source 'Halden Courier'")
@click.argument(
    "paths", metavar="PATH...", nargs=-1, required=True, type=click.Path(readable=False, path_type=Path)
)
@click.option("--source", metavar="NAME", default="", help="Outlet of articles that do not name theirs.")
@click.option("--published", metavar="DATE", default="", help="Date of articles that do not say theirs.")
@click.option(
    "--lang", metavar="CODE", default="", help="Language of articles that do not say theirs: en, ar."
)
@click.option("--prune", is_flag=True, help="Remove articles whose file is gone. Notes on them stay.")
@click.option("--json", "as_json", is_flag=True, help="Print the report as JSON.")
@click.pass_obj
def add(
    workspace: Workspace,
    *,
    paths: tuple[Path, ...],
    source: str,
    published: str,
    lang: str,
    prune: bool,
    as_json: bool,
) -> int:
    """Add files and folders of articles, or look at them again.

    What is already there and unchanged is left alone, so the same folder can be added as often as you
    like. Ctrl+C keeps what is searchable by then.
    """
    given = _given(source, published, lang)
    started = time.monotonic()
    report = bring_in(workspace, paths, given=given, prune=prune)
    with opened(workspace, catch_up=False) as corpus:
        unread = corpus.unread()
    if as_json:
        seconds = time.monotonic() - started
        record = {**report_record(report), "unread": unread, "elapsed_ms": round(seconds * 1000, 2)}
        out().json(record)
    else:
        tell(report, out())
    if unread:
        err().prose(
            f"{counted(unread, 'article')} to be read for names: briefing extract --pending does it now, the"
            " reader while it is open."
        )
    if report.stopped:
        err().line("Stopped. What is counted here is kept; the same command goes on from there.")
        return 130
    return 1 if report.failures else 0


def bring_in(
    workspace: Workspace, paths: Sequence[Path], *, given: Given | None = None, prune: bool = False
) -> AddReport:
    """Add files and folders to a workspace, which is made when missing, and show how far it is.

    Raises:
        BriefingError: One of the paths is not there. Nothing was changed.
        WorkspaceError: The workspace cannot be used.
    """
    _require(paths)
    with (
        opened(workspace.make()) as corpus,
        kept(workspace) as casebook,
        StopKey() as key,
        display("Adding", "added", "files") as shown,
    ):
        if casebook is not None:
            hand_over(casebook, corpus)  # a corpus that was made anew knows of no decision
        return corpus.add(
            paths,
            given=given or Given(),
            prune=prune,
            progress=lambda progress: _show(shown, key, progress),
            stop=lambda: key.asked,
        )


def tell(report: AddReport, printer: Printer) -> None:
    """Say in sentences what came of adding."""
    gone = f"{report.gone:,} gone"
    if report.pruned:
        gone = f"{report.pruned:,} gone (removed)"
    elif report.gone:
        gone += " (kept; --prune removes them)"
    printer.line(f"{report.new:,} new, {report.changed:,} changed, {report.same:,} the same, {gone}.")
    for path in report.gone_paths[:_NAMED]:
        printer.prose(f"gone: {path}", indent="  ")
    if len(report.gone_paths) > _NAMED:
        printer.line(f"  and {len(report.gone_paths) - _NAMED:,} more files")
    if report.left_out:
        files = ", ".join(f"{number:,} {suffix or 'without a suffix'}" for suffix, number in report.left_out)
        printer.prose(f"Left out, because the format is not read: {files}.")
    _tell_each(report.remarks, printer)
    if report.failures:
        printer.line(f"Could not read {counted(len(report.failures), 'file or record', 'files or records')}:")
        _tell_each(report.failures, printer)


def _tell_each(failures: Sequence[Failure], printer: Printer) -> None:
    for failure in failures[:_NAMED]:
        reason = failure.reason if failure.reason.endswith((".", "?")) else f"{failure.reason}."
        printer.prose(f"{failure.path}: {reason}", indent="  ")
    if len(failures) > _NAMED:
        printer.line(f"  and {len(failures) - _NAMED:,} more: --json lists them")


def _given(source: str, published: str, lang: str) -> Given:
    date = given_date(published) if published else None
    return Given(source=source, published=date, language=given_language(lang) if lang else "")


def _require(paths: Sequence[Path]) -> None:
    """Look before anything is made: a path that is not there may be a slip, or a disk that is not mounted."""
    try:
        missing = [str(path) for path in paths if not path.exists()]
    except OSError as error:
        where = os.fsdecode(error.filename or "these paths")
        raise BriefingError(f"cannot add {where}: {reason_of(error)}", "Nothing was changed.") from error
    if missing:
        raise BriefingError(
            f"cannot add {', '.join(missing)}: {'it is' if len(missing) == 1 else 'they are'} not there",
            "Nothing was changed.",
        )


def _show(shown: Display, key: StopKey, progress: Progress) -> None:
    words = f"{progress.searchable:,} searchable"
    if progress.failed:
        words += f", {progress.failed:,} failed"
    shown(progress.files_done, progress.files_total, words, remark=key.news())
