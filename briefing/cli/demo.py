"""``briefing demo``: the sample articles in a workspace of their own, and the reader on them."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import click

from briefing.casebook import Grades
from briefing.cli.add import bring_in
from briefing.cli.add import tell as tell_report
from briefing.cli.opening import opened
from briefing.cli.printer import out
from briefing.cli.read import has_terminal, read
from briefing.cli.search import tell as tell_page
from briefing.samples import samples_folder
from briefing.workspace import in_data_folder

if TYPE_CHECKING:
    from pathlib import Path

    from briefing.workspace import Workspace

SAMPLE_SEARCH = "rockets base"
SAMPLE_HITS = 5


@click.command(epilog="\b\nExample:\n  briefing demo")
@click.pass_context
def demo(ctx: click.Context) -> int:
    """Open the reader on the sample articles.

    They came with this program and are kept in a workspace of their own, so that they never mix with
    yours. Without a terminal it prints what it made and a sample search.
    """
    # $BRIEFING_WORKSPACE does not count: nobody wants exercise articles among real ones.
    workspace: Workspace = ctx.obj
    if not ctx.find_root().params["workspace"]:
        workspace = in_data_folder("demo", os.environ)
    folder = _own_copy(samples_folder(), workspace.make().path / "samples")
    report = bring_in(workspace, [folder], prune=True)
    if has_terminal():
        return read(workspace)
    printer = out()
    printer.prose("There is no terminal here, so the reader is not opened.")
    printer.line("")
    printer.prose(f"The workspace of the samples lies in {workspace.path}")
    tell_report(report, printer)
    printer.line("")
    printer.line(f"briefing --workspace {workspace.path} search {SAMPLE_SEARCH} --limit {SAMPLE_HITS}")
    with opened(workspace) as corpus:
        tell_page(
            corpus.search(SAMPLE_SEARCH, limit=SAMPLE_HITS, facets=False),
            corpus.status().articles,
            0,
            printer,
            Grades({}, {}),
        )
    return 130 if report.stopped else 0


def _own_copy(samples: Path, folder: Path) -> Path:
    """Copy the samples beside their corpus: an upgrade or another installation then changes them in place.

    Samples of an older version that are samples no more are taken away again; nothing else lies there.
    """
    known = {path.relative_to(samples) for path in samples.rglob("*")}
    for path in sorted(folder.rglob("*")) if folder.is_dir() else []:
        if path.is_file() and path.relative_to(folder) not in known:
            path.unlink()
    for path in sorted(samples.rglob("*")):
        target = folder / path.relative_to(samples)
        if path.is_file():
            target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            content = path.read_bytes()
            if not target.exists() or target.read_bytes() != content:
                target.write_bytes(content)
                target.chmod(0o600)
    return folder
