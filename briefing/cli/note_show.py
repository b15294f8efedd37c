"""``briefing note show``: one note whole, with its passage, its source and how it stands today."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from briefing.casebook.standing import standings
from briefing.cli.marked import banners, graded_and_marked, scheme_of
from briefing.cli.opening import kept, opened
from briefing.cli.printer import Printer, Strong, out
from briefing.cli.records import copy_record, note_record
from briefing.cli.words import SHORT_ID, counted, joined, said_date, said_published
from briefing.errors import BriefingError

if TYPE_CHECKING:
    from briefing.casebook import Evidence
    from briefing.casebook.standing import Standing
    from briefing.workspace import Workspace


@click.command("show", epilog="\b\nExample:\n  briefing note show 5d1c02")
@click.argument("id", metavar="NOTE")
@click.option("--json", "as_json", is_flag=True, help="Print the note as JSON.")
@click.pass_obj
def show(workspace: Workspace, id: str, as_json: bool) -> int:
    """Print a note with its passage, its source, and where the passage stands today.

    The id may be shortened while unique. Passage and source are those of the article as it was noted.
    """
    with opened(workspace.require(), catch_up=False) as corpus, kept(workspace) as casebook:
        if casebook is None:
            raise BriefingError("there are no notes in this workspace yet", "briefing note add writes one.")
        known = casebook.note(id)
        (standing,) = standings(casebook, corpus, [known])
        evidence = casebook.evidence(known.article)
        grades, labels = graded_and_marked(casebook, corpus, scheme_of(workspace))
    copy = evidence.copies[0] if evidence.copies else None
    if as_json:
        out().json(
            {
                **note_record(known, evidence.title, standing.state),
                "state": standing.state,
                "newest": standing.article or None,
                "words": standing.words or None,
                "source": copy_record(copy) if copy else None,
                "reliability": grades.reliability(copy.source if copy else "") or None,
                "holds": labels.of_note(known) or None,
            }
        )
        return 0
    with banners(out(), labels.of_note(known)) as printer:
        _tell(standing, evidence, grades.reliability(copy.source if copy else ""), printer)
    return 0


def _tell(standing: Standing, evidence: Evidence, reliability: str, printer: Printer) -> None:
    note = standing.note
    grade = f"{reliability}{note.grade or ''}"
    written, changed = said_date(note.created[:16]), said_date(note.changed[:16])
    times = joined([f"written {written}", f"changed {changed}" if note.changed != note.created else ""])
    printer.line(Strong(note.id), "  ", joined([times, grade, note.marking]))
    printer.line("  ", joined([evidence.title, note.article[:SHORT_ID]]))
    for copy in evidence.copies[:1]:
        said = [said_published(copy.published), copy.source or "no source", copy.author, copy.url]
        printer.prose(joined(said), indent="  ")
    if len(evidence.copies) > 1:
        printer.line("  ", f"and {counted(len(evidence.copies) - 1, 'more copy', 'more copies')}")
    if note.tags:
        printer.line("  ", " ".join(f"#{tag}" for tag in note.tags))
    printer.line("")
    if note.anchor:
        printer.prose(f"“{note.anchor.exact}”", indent="  > ")
    printer.prose(note.body, indent="  ")
    printer.line("")
    printer.prose(_state(standing), indent="  ")
    if standing.state == "changed":
        printer.prose(f"“{standing.words}”", indent="  < ")


def _state(standing: Standing) -> str:
    """How the note stands today, in a sentence."""
    if not standing.article:
        return "Orphaned: its article is not in the corpus any more."
    about = "Its passage" if standing.note.anchor else "Its article"
    now = standing.article[:SHORT_ID]
    match standing.state:
        case "held":
            return f"Held: {about.lower()} is as it was noted, in {now}."
        case "moved":
            return f"Moved: its passage stands elsewhere in the newer version {now}."
        case "changed":
            differs = counted(standing.differing, "word differs", "words differ")
            return f"Changed: {differs} in the newer version {now}."
        case _:
            return f"Orphaned: its passage was not found in the newer version {now}."
