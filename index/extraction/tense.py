"""Whether a clause speaks of the past or of the future, by the words around a time expression.

``November 3`` without its year is the one to come where something *will* be, and the one before where it
*was*; a weekday is the next one where something is planned for it. Where no word tells, nothing is claimed.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from index.extraction.expressions import expression

if TYPE_CHECKING:
    from index.extraction.timex import Tense

_ANY_CASE = re.IGNORECASE | re.ASCII
#: How far a clause is read back from the expression, and on from one that its sentence begins with.
_BACK, _ON = 70, 90
#: Code points before an expression that its sentence begins with: ``In early``.
_OPENING = 12

_CLAUSE_END = expression(r"[.;\n]")
_TELLING = expression(
    r"\b(?:will|would|shall|expected|scheduled|plan(?:s|ned)? (?:to|for)|due(?! to)|set (?:to|for)|going to"
    r"|(?:is|are) to|(?:is|are|was|were|been) due to|upcoming|deadline|tomorrow"
    r"|(?:promised|pledged|vowed)(?! (?:on|in) $))\b|\b(?:until|till|by|for) $"
    r"|\b(?P<spoken>said|says|told|announced|reported|according|stated|confirmed|added|promised|pledged|vowed)"
    r"\b(?P<then> (?:on|in) $)?|\b(?P<past>was|were|had)\b",
    _ANY_CASE,
)
_WILL = r"\b(?:will|shall|(?:is|are) (?:to|due|expected|planned|scheduled|set|going)|plans? to|expects? to)\b"
_SURELY = expression(_WILL)
#: The same behind an expression that its sentence begins with.
_FOLLOWS = expression(
    rf"{_WILL}|\b(?P<past>said|told|announced|reported|was|were|had|have|has|[a-z]{{3,12}}ed)\b"
)
#: A plan in the present tense, right before its day: ``Polls open on``.
_PLANNED = expression(
    r"\b(?:begins?|opens?|resumes?|starts|expires?|takes? place|reopens?|reconvenes?|go(?:es)? to the polls)"
    r"(?: on| in)? $"
)
_PAST_VERB = expression(r"\b(?:[a-z]{3,12}ed|fell|began|hit|struck|left|took|held|met|came|went|shot|died)\b")
#: Right before a day that need not be that of the verb: ``the July 6 vote``, ``told to open on``.
_ASIDE = expression(r"\b(?:the|to|for|until|till|by|of|an?)(?: [a-z]{2,12}(?: on| in)?)? $", _ANY_CASE)
#: What hangs on a noun and not on the verb: ``the attack of``; and what begins in the past.
_OF, _SINCE = expression(r"\bof (?:the )?$"), expression(r"\bsince (?:the )?$", _ANY_CASE)


def tense(text: str, at: int) -> Tense:
    """What the clause speaks of in which an expression begins at ``at``.

    The last telling word before the expression decides; where the sentence begins with the expression, the
    first one behind it.
    """
    clause = _CLAUSE_END.split(text[max(0, at - _BACK) : at])[-1]
    if _SINCE.search(clause):
        return -1
    last = None
    for cue in _TELLING.finditer(clause):
        last = cue
    if last is not None and (last["spoken"] or last["past"]):
        # What is said then speaks of that day; what is said of another day may speak of any.
        then = last["then"] if last["spoken"] else not _ASIDE.search(clause)
        return -1 if then else 0
    if last is not None:
        return 2 if _SURELY.search(clause) and not _OF.search(clause) else 1
    if _PLANNED.search(clause):
        return 1
    if _PAST_VERB.search(clause):
        return -1
    following = _FOLLOWS.search(_CLAUSE_END.split(text[at : at + _ON])[0]) if len(clause) < _OPENING else None
    if following is None:
        return 0
    return -1 if following["past"] else 2
