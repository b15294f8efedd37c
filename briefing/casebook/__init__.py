"""What the analyst wrote: notes, and the evidence that they stand on. Precious; it cannot be made again."""

from briefing.casebook.anchors import Anchor, find_quote, find_quotes, make_anchor
from briefing.casebook.notes import Casebook, ChangedMeanwhileError, Evidence, Note, open_casebook
from briefing.casebook.store import MIGRATIONS

#: Number of the layout of the file that this program writes.
LAYOUT = len(MIGRATIONS)

__all__ = [
    "LAYOUT",
    "Anchor",
    "Casebook",
    "ChangedMeanwhileError",
    "Evidence",
    "Note",
    "find_quote",
    "find_quotes",
    "make_anchor",
    "open_casebook",
]
