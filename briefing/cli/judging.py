"""``briefing grade``, ``mark``, ``undo`` and ``redo``: what the analyst decides, and the way back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from briefing.casebook import CREDIBILITY, RELIABILITY, WORKSPACE, Casebook, open_casebook, outlet_key
from briefing.cli.deciding import handed_over
from briefing.cli.marked import graded_and_marked, scheme_of
from briefing.cli.opening import opened
from briefing.cli.printer import err, out
from briefing.cli.words import SHORT_ID, joined, said_date
from briefing.errors import BriefingError, UsageError
from index import NotFoundError
from index.text import clean_line

if TYPE_CHECKING:
    from collections.abc import Mapping

    from briefing.casebook import DecisionKind
    from briefing.workspace import Workspace
    from index import Corpus


@click.command(
    epilog="\b\nExample:\n  briefing grade 3f2a9c1d 2"
    "\n  briefing grade --source 'Halden Courier' B --why 'Right in March.'"
)
@click.argument("words", metavar="[ARTICLE] [GRADE]", nargs=-1)
@click.option("--source", metavar="NAME", help="Grade the reliability of this outlet, A to F.")
@click.option("--why", metavar="TEXT", default="", help="The reason; it is kept with the grade.")
@click.option("--clear", is_flag=True, help="Take the grade back: not looked at.")
@click.option("--json", "as_json", is_flag=True, help="Print the grade and its history as JSON.")
@click.pass_obj
def grade(
    workspace: Workspace, *, words: tuple[str, ...], source: str | None, why: str, clear: bool, as_json: bool
) -> int:
    """Grade an article or an outlet.

    The credibility of an article is 1 to 6, the reliability of an outlet A to F. Without a grade it
    says which one it has, and why. The two are judged apart.
    """
    named = (*((source,) if source is not None else ()), *words)
    if not 1 <= len(named) <= 2 or (clear and len(named) == 2):
        raise UsageError(
            "cannot tell what to grade",
            "briefing grade ARTICLE 2, or briefing grade --source NAME B, or --clear in place of the grade.",
        )
    about, value = named[0], (named[1].strip().upper() if len(named) == 2 else "")
    kind: DecisionKind = "credibility" if source is None else "reliability"
    scale: Mapping[str, str] = CREDIBILITY if source is None else RELIABILITY
    if value and value not in scale:
        listed = ", ".join(f"{grade} {meaning}" for grade, meaning in scale.items())
        raise UsageError(f'cannot grade with "{clean_line(value)}"', f"It is one of: {listed}.")
    with opened(workspace.require(), catch_up=False) as corpus, open_casebook(workspace) as casebook:
        name = about if source is not None else corpus.article(clean_line(about)).id
        if source is not None and outlet_key(name) not in {outlet_key(each) for each in corpus.sources()}:
            err().prose(f"No article is from “{clean_line(name)}” so far.")
        if value:
            casebook.decide(kind, name, value, why=why)
        elif clear and not casebook.revoke(kind, name):
            err().prose("It had no grade.")
        _tell_grade(casebook, kind, name, scale, as_json=as_json)
    return 0


@click.command(epilog="\b\nExample:\n  briefing mark 3f2a9c1d TLP:AMBER\n  briefing mark workspace TLP:GREEN")
@click.argument("about", metavar="ARTICLE|NOTE|workspace")
@click.argument("label", metavar="[LABEL]", required=False)
@click.option("--clear", is_flag=True, help="Take the marking back.")
@click.pass_obj
def mark(workspace: Workspace, about: str, label: str | None, clear: bool) -> int:
    """Mark an article, a note or the workspace.

    That of the workspace holds for all that has none of its own. Without a label it says which one
    holds. A note without one has that of its article.
    """
    if clear and label is not None:
        raise UsageError("cannot mark and take the marking back at once", "Leave --clear or the label out.")
    scheme = scheme_of(workspace.require())
    named = scheme.named(label) if label is not None else ""
    with opened(workspace, catch_up=False) as corpus, open_casebook(workspace) as casebook:
        kind, id = _marked_thing(casebook, corpus, clean_line(about))
        if kind == "note" and (named or clear):
            casebook.mark_note(id, named)
        elif named:
            casebook.decide("marking", id, named)
        elif clear:
            casebook.revoke("marking", id)
        _, labels = graded_and_marked(casebook, corpus, scheme)
        holds = {
            "note": lambda: labels.of_note(casebook.note(id)),
            "article": lambda: labels.of_article(id),
            WORKSPACE: lambda: labels.workspace,
        }[kind]()
    out().line(f"{kind if kind == WORKSPACE else f'{kind} {id}'}: {holds or 'no marking'}")
    return 0


@click.command(epilog="\b\nExample:\n  briefing undo")
@click.pass_obj
def undo(workspace: Workspace) -> int:
    """Take back what was done last.

    A step is a note, a change of one, a tag, a grade, a marking or a decision about an article, an entity or
    a time, by whoever made it.
    """
    return _step(workspace, "undo")


@click.command(epilog="\b\nExample:\n  briefing redo")
@click.pass_obj
def redo(workspace: Workspace) -> int:
    """Do again what was undone last."""
    return _step(workspace, "redo")


def _step(workspace: Workspace, way: str) -> int:
    with opened(workspace.require(), catch_up=False) as corpus, open_casebook(workspace) as casebook:
        said = casebook.undo() if way == "undo" else casebook.redo()
        handed_over(casebook, corpus, articles=True)
    if said is None:
        out().line(f"There is nothing to {way}.")
    else:
        out().line(f"{'Undone' if way == 'undo' else 'Made again'}: {said}.")
    return 0


def _tell_grade(
    casebook: Casebook, kind: DecisionKind, name: str, scale: Mapping[str, str], *, as_json: bool
) -> None:
    decision = casebook.decision(kind, name)
    subject = outlet_key(name) if kind == "reliability" else name
    steps = [step for step in casebook.history(kind, subject) if step.state == "done"]
    if as_json:
        out().json(
            {
                "about": decision.name if decision else clean_line(name),
                "kind": kind,
                "grade": decision.value if decision else None,
                "why": decision.why if decision else None,
                "decided": decision.decided if decision else None,
                "history": [
                    {
                        "time": step.time,
                        "grade": step.change.after.get("value"),
                        "why": step.change.after.get("why"),
                    }
                    for step in steps
                ],
            }
        )
        return
    if decision is None:
        out().line(f"{clean_line(name)}: not graded")
    else:
        out().line(joined([decision.name, f"{decision.value} {scale[decision.value]}"]))
    for step in reversed(steps):
        value = step.change.after.get("value", "taken back")
        out().prose(joined([said_date(step.time[:10]), value, step.change.after.get("why", "")]), indent="  ")


def _marked_thing(casebook: Casebook, corpus: Corpus, about: str) -> tuple[str, str]:
    """What is meant: ``workspace``, an article or a note, and its full id."""
    if about.casefold() == WORKSPACE:
        return WORKSPACE, WORKSPACE
    try:
        note = casebook.note(about)
    except BriefingError:
        note = None
    try:
        article = corpus.article(about)
    except NotFoundError as error:
        if note is not None:
            return "note", note.id
        raise BriefingError(
            f'neither an article nor a note has the id "{about}"',
            "briefing search shows the ids of articles, briefing note list those of notes.",
        ) from error
    if note is not None:
        raise BriefingError(
            f'"{about}" fits the article {article.id[:SHORT_ID]} and the note {note.id}',
            "Type more of the id.",
        )
    return "article", article.id
