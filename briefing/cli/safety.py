"""``briefing backup``, ``restore`` and ``check``: that nothing which the analyst wrote is lost."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from briefing.casebook import open_casebook
from briefing.casebook.backup import back_up
from briefing.casebook.backup import restore as bring_back
from briefing.casebook.curation import hand_over
from briefing.casebook.standing import Standing, counted_states, standings
from briefing.cli.marked import banners, graded_and_marked, scheme_of
from briefing.cli.opening import kept, opened
from briefing.cli.printer import Strong, out
from briefing.cli.words import SHORT_ID, counted, joined

if TYPE_CHECKING:
    from briefing.workspace import Workspace

_SHOWN = 20


@click.command(epilog="\b\nExample:\n  briefing backup /mnt/stick/notes-2024-04-22.db")
@click.argument("file", metavar="FILE")
@click.pass_obj
def backup(workspace: Workspace, file: str) -> int:
    """Write all that you wrote into FILE.

    It can be done while the reader is open. A file that is there is not replaced.
    """
    notes = back_up(workspace.require(), Path(file))
    out().prose(f"{counted(notes, 'note')} backed up to {file}. briefing restore brings them back.")
    return 0


@click.command(epilog="\b\nExample:\n  briefing restore /mnt/stick/notes-2024-04-22.db")
@click.argument("file", metavar="FILE")
@click.pass_obj
def restore(workspace: Workspace, file: str) -> int:
    """Bring a backup back.

    It takes the place of what is there, which is kept first, and named.
    """
    notes, before = bring_back(workspace.make(), Path(file))
    with opened(workspace, catch_up=False) as corpus, open_casebook(workspace) as casebook:
        if hand_over(casebook, corpus):
            corpus.catch_up()
    out().line(f"{counted(notes, 'note')} brought back.")
    if before is not None:
        out().prose(f"What was there before is kept in {before}; briefing restore brings it back.")
    return 0


@click.command(epilog="\b\nExample:\n  briefing check --json")
@click.option("--json", "as_json", is_flag=True, help="Print what was found as JSON.")
@click.pass_obj
def check(workspace: Workspace, as_json: bool) -> int:
    """Look whether all notes are sound and in place.

    It says where each passage stands in the newest version of its article. Nothing is changed: a note
    holds on its evidence until briefing note accept moves it.
    """
    with opened(workspace.require(), catch_up=False) as corpus, kept(workspace) as casebook:
        # Opening it has looked through the file: a damaged one is an error by now.
        found = standings(casebook, corpus, casebook.notes()) if casebook else []
        titles: dict[str, str] = {} if casebook is None else casebook.titles()
        scheme = scheme_of(workspace)
        _, labels = graded_and_marked(casebook, corpus, scheme)
    counts = counted_states(found)
    apart = [each for each in found if each.state != "held"]
    if as_json:
        out().json({"notes": len(found), **counts, "apart": [_record(each) for each in apart]})
        return 0
    out().line(f"The casebook is sound. {counted(len(found), 'note')}:")
    for state, number in counts.items():
        out().line(f"{number:>8,}  {state}")
    with banners(out(), scheme.highest(labels.of_note(each.note) for each in apart[:_SHOWN])):
        for each in apart[:_SHOWN]:
            passage = f"“{each.note.anchor.exact}”" if each.note.anchor else "the whole article"
            out().line("")
            out().line(
                Strong(each.note.id), "  ", joined([titles[each.note.article], each.state, _where(each)])
            )
            out().prose(passage, indent="  > ")
            if each.state == "changed":
                out().prose(f"“{each.words}”", indent="  < ")
    if len(apart) > _SHOWN:
        out().line("")
        out().line(f"{len(apart) - _SHOWN:,} more: briefing note list is:moved OR is:changed OR is:orphaned")
    return 0


def _where(each: Standing) -> str:
    if not each.article:
        return "its article is not in the corpus any more"
    if each.place is None:
        return f"not found in {each.article[:SHORT_ID]}"
    differing = f", {counted(each.differing, 'word differs', 'words differ')}" if each.differing else ""
    return f"in {each.article[:SHORT_ID]} at {each.place.start}{differing}"


def _record(each: Standing) -> dict[str, object]:
    return {
        "id": each.note.id,
        "article": each.note.article,
        "state": each.state,
        "newest": each.article or None,
        "exact": each.note.anchor.exact if each.note.anchor else None,
        "words": each.words or None,
        "start": each.place.start if each.place else None,
        "end": each.place.end if each.place else None,
        "differing": each.differing,
    }
