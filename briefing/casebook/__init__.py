"""What the analyst wrote: notes, and the evidence that they stand on. Precious; it cannot be made again.

Beside it lie the marks on what was read, and the searches.
"""

from briefing.casebook.anchors import Anchor, find_quote, find_quotes, make_anchor
from briefing.casebook.marks import MOST_SEARCHES, Mark
from briefing.casebook.notes import Casebook, ChangedMeanwhileError, Evidence, Note, open_casebook
from briefing.casebook.store import MIGRATIONS

#: Number of the layout of the file that this program writes.
LAYOUT = len(MIGRATIONS)

__all__ = [
    "LAYOUT",
    "MOST_SEARCHES",
    "Anchor",
    "Casebook",
    "ChangedMeanwhileError",
    "Evidence",
    "Mark",
    "Note",
    "find_quote",
    "find_quotes",
    "make_anchor",
    "open_casebook",
]
