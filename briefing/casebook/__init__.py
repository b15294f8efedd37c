"""What the analyst wrote: notes, and the evidence that they stand on. Precious; it cannot be made again.

Beside it lie grades, markings and what was decided about articles, the marks on what was read, and the
searches. This is its face; what stands between the casebook and the corpus is in modules of its own.
"""

from briefing.casebook.anchors import Anchor, find_quote, find_quotes, make_anchor
from briefing.casebook.casebook import Casebook, open_casebook, open_casebook_to_read
from briefing.casebook.decisions import ABOUT_THE_CORPUS, WORKSPACE, Decision, DecisionKind
from briefing.casebook.grades import CREDIBILITY, RELIABILITY, Grades, outlet_key
from briefing.casebook.layout import MIGRATIONS
from briefing.casebook.links import Link, links
from briefing.casebook.markings import Labels, Level, Scheme, load_scheme
from briefing.casebook.marks import MOST_SEARCHES, Mark
from briefing.casebook.note import ChangedMeanwhileError, Evidence, Note
from briefing.casebook.steps import NOTE, Change, LastStep, Step

#: Number of the layout of the file that this program writes.
LAYOUT = len(MIGRATIONS)

__all__ = [
    "ABOUT_THE_CORPUS",
    "CREDIBILITY",
    "LAYOUT",
    "MOST_SEARCHES",
    "NOTE",
    "RELIABILITY",
    "WORKSPACE",
    "Anchor",
    "Casebook",
    "Change",
    "ChangedMeanwhileError",
    "Decision",
    "DecisionKind",
    "Evidence",
    "Grades",
    "Labels",
    "LastStep",
    "Level",
    "Link",
    "Mark",
    "Note",
    "Scheme",
    "Step",
    "find_quote",
    "find_quotes",
    "links",
    "load_scheme",
    "make_anchor",
    "open_casebook",
    "open_casebook_to_read",
    "outlet_key",
]
