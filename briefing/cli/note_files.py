"""``briefing note export`` and ``briefing note import``: notes as files, and back."""

from __future__ import annotations

import json
import os
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from briefing.casebook import open_casebook
from briefing.casebook.exchange.annotation import annotation_page
from briefing.casebook.exchange.folder import read_path, to_json, write_folder
from briefing.casebook.filtering import NoteFilter
from briefing.casebook.judged import judged
from briefing.cli.given import QUERY, QueryCommand
from briefing.cli.marked import scheme_of
from briefing.cli.opening import kept, opened
from briefing.cli.printer import Printer, err, out
from briefing.cli.words import counted
from briefing.errors import BriefingError, UsageError, WorkspaceError, reason_of
from briefing.files import write_whole
from index import CorpusError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.casebook import Casebook, Evidence, Grades, Labels, Note, Scheme
    from briefing.workspace import Workspace

_COLUMNS = (
    "id", "article", "title", "source", "published", "url", "quote", "body", "tags", "grade", "reliability",
    "marking", "created", "changed",
)  # fmt: skip

Noted = tuple["Note", "Evidence"]


@click.command(
    cls=QueryCommand,
    context_settings=QUERY,
    epilog="\b\nExample:\n  briefing note export tag:militia --format markdown --to notes",
)
@click.argument("query", metavar="[QUERY...]", nargs=-1)
@click.option(
    "--format",
    "form",
    type=click.Choice(["markdown", "json", "csv", "annotation"]),
    default="json",
    show_default=True,
    help="What to write.",
)
@click.option("--to", "target", metavar="PATH", help="File, or folder for Markdown; else standard output.")
@click.pass_obj
def export(workspace: Workspace, query: tuple[str, ...], form: str, target: str | None) -> int:
    """Write notes out: all, or those that a query means, as for briefing note list.

    Markdown (a folder, one file a note) and JSON hold everything and can be read again; CSV and W3C
    annotations are for other programs. The highest marking of what goes out is said. A file that is there
    is not replaced.
    """
    if form == "markdown" and target is None:
        raise UsageError("cannot write Markdown to standard output", "Name a new folder with --to.")
    path = Path(target) if target is not None else None
    if form != "markdown" and path is not None:
        _refuse_present(path)
    scheme = scheme_of(workspace.require())
    with kept(workspace) as casebook:
        chosen: Sequence[Note] = ()
        notes: list[Noted] = []
        marking, rows = "", []
        holds: dict[str, str] = {}
        if casebook is not None:
            today = date.today()  # noqa: DTZ011  (the analyst's own day is meant)
            filtered = NoteFilter(casebook, scheme).filtered(casebook.notes(), " ".join(query), today)
            for ignored in filtered.ignored:
                err().prose(ignored)
            chosen = filtered.notes
            evidence = {id: casebook.evidence(id) for id in dict.fromkeys(note.article for note in chosen)}
            notes = [(note, evidence[note.article]) for note in chosen]
            grades, labels = _judged(workspace, casebook, scheme)
            holds = {note.id: labels.of_note(note) for note in chosen}
            marking = scheme.highest(holds.values())
            rows = [_row(each, labels, grades.reliability(_source(each[1]))) for each in notes]
    if form == "markdown" and path is not None:
        write_folder(path, notes, holds)
    elif form == "csv":
        _write_csv(path, rows)
    else:
        value = to_json(notes, marking) if form == "json" else annotation_page(notes, holds)
        if path is None:
            out().exact_json(value)
        else:
            write_whole(path, (json.dumps(value, indent=1) + "\n").encode())
    said = f"{counted(len(notes), 'note')} written" + (f" to {target}" if target else "")
    err().prose(f"{said}{f', marked {marking}' if marking else ''}.")
    return 0


@click.command("import", epilog="\b\nExample:\n  briefing note import notes")
@click.argument("paths", metavar="PATH...", nargs=-1, required=True)
@click.option("--json", "as_json", is_flag=True, help="Print what was done as JSON.")
@click.pass_obj
def import_(workspace: Workspace, paths: tuple[str, ...], as_json: bool) -> int:
    """Take notes in that were written out as Markdown or JSON, here or in another workspace.

    A note that was edited outside is changed here; one that was changed on both sides stays as it is here
    and is named. All that one PATH brings is one step: briefing undo takes it back.
    """
    new = changed = same = 0
    failures: list[tuple[str, str]] = []
    unknown: set[str] = set()
    scheme = scheme_of(workspace.make())
    with open_casebook(workspace) as casebook:
        for path in paths:
            found = read_path(Path(path))
            labels = {draft.marking for _, draft in found.drafts if draft.marking}
            unknown |= {label for label in labels if scheme.level(label) is None}
            taken = casebook.take_in(found.drafts, found.evidence)
            new, changed, same = new + taken.new, changed + taken.changed, same + taken.same
            failures += [*found.failures, *taken.failures]
    if as_json:
        listed = [{"path": where, "reason": reason} for where, reason in failures]
        out().json({"new": new, "changed": changed, "same": same, "failures": listed})
    else:
        out().line(f"{counted(new, 'new note')}, {changed:,} changed, {same:,} as they were.")
    for label in sorted(unknown):
        knows = f"{scheme.name} does not know" if scheme.levels else "this workspace has no scheme for"
        err().prose(f"Some notes are marked {label}, which {knows}: it stays, and ranks above all others.")
    for where, reason in failures:
        err().prose(f"{where}: {reason}.")
    return 1 if failures else 0


def _refuse_present(path: Path) -> None:
    """Refuse a file that is there: it may be a casebook, or what somebody wrote.

    Raises:
        BriefingError: It is there.
        WorkspaceError: That cannot be found out.
    """
    try:
        # lexists: a link that leads nowhere is somebody's name for something as well.
        if os.path.lexists(path):
            raise BriefingError(f"cannot write {path}: it is there already", "Name another file.")
    except OSError as error:
        raise WorkspaceError(f"cannot write {path}: {reason_of(error)}") from error


def _judged(workspace: Workspace, casebook: Casebook, scheme: Scheme) -> tuple[Grades, Labels]:
    """Grades and labels as they hold; a corpus that cannot be used does not keep notes from going out."""
    try:
        with opened(workspace, catch_up=False) as corpus:
            return judged(casebook, corpus, scheme)
    except CorpusError as error:
        err().prose(f"Labels and grades are those of each version by itself: {error.message}.")
        return casebook.grades(), casebook.labels()


def _row(each: Noted, labels: Labels, reliability: str) -> list[str | int | None]:
    note, evidence = each
    copy = evidence.copies[0] if evidence.copies else None
    return [
        note.id,
        note.article,
        evidence.title,
        copy.source if copy else "",
        copy.published.value if copy and copy.published else "",
        copy.url if copy else "",
        note.anchor.exact if note.anchor else "",
        note.body,
        " ".join(note.tags),
        note.grade,
        reliability,
        labels.of_note(note),
        note.created,
        note.changed,
    ]


def _source(evidence: Evidence) -> str:
    return evidence.copies[0].source if evidence.copies else ""


def _write_csv(path: Path | None, rows: Sequence[Sequence[Any]]) -> None:
    if path is None:
        out().csv(_COLUMNS, rows)
        return
    import io  # noqa: PLC0415  (only for a file)

    table = io.StringIO()
    Printer(table).csv(_COLUMNS, rows)
    write_whole(path, table.getvalue().encode())
