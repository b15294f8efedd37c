"""What was decided about entities, as a list; and the way back to what was said to be none."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from briefing.cli.dossier import said_ruling
from briefing.cli.words import counted, said_date
from briefing.errors import BriefingError
from index.entities.model import Ruled, family, read_name
from index.text import clean_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefing.casebook import Casebook, Decision
    from briefing.cli.printer import Printer
    from index.entities.model import Ruling
    from index.model import Kind
    from index.understanding.entities import Entities


def refuse_rejected(entities: Entities, casebook: Casebook, name: str, kind: Kind | None) -> None:
    """Say of a name that it was said to be no entity, where nothing else is called so.

    Raises:
        BriefingError: It was.
    """
    words = clean_line(name)
    if entities.named_exactly(words, kind):
        return
    names = {str(each) for decided in entities.decided(words, kind) for each in decided.names}
    for each in casebook.rulings():
        if each.kind == "ignored" and (each.subject in names or _is_called(each, words, kind)):
            why = f" ({each.why})" if each.why else ""
            raise BriefingError(
                f"“{words}” was said not to be an entity on {_day(each)}{why}",
                f"briefing entity undo '{words}' takes that back.",
            )


def tell_decisions(found: Sequence[Decision], printer: Printer) -> None:
    """Print decisions, each with its day and the reason that was given."""
    if not found:
        printer.line("Nothing was decided about entities.")
        return
    printer.line(counted(len(found), "decision"))
    widest = max(len(_day(each)) for each in found)
    for each in found:
        said = said_ruling(Ruled(cast("Ruling", each.kind), each.subject, each.value))
        printer.prose(f"{_day(each):>{widest}}  {said}", indent="  ")
        if each.why:
            printer.prose(each.why, indent=" " * (widest + 4))


def _is_called(decided: Decision, words: str, kind: Kind | None) -> bool:
    """Whether a decision is about something of this name, which no article may have any more."""
    try:
        name = read_name(decided.subject)
    except ValueError:
        return False
    return name.text.casefold() == words.casefold() and (kind is None or family(kind) == name.family)


def _day(decided: Decision) -> str:
    return said_date(decided.decided.partition("T")[0])
