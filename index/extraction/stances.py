"""What a speaker makes of what is said: asserts it, denies it, doubts it, or passes it on.

The cue decides first. A content denies when its first clause takes back what others claim: that there was
something, that the speaker did it, that a report is true.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from index.extraction.cues import cues

if TYPE_CHECKING:
    from index.extraction.cues import Cue
    from index.model import Stance, Statement

#: How far into a content its first clause is looked for.
_FIRST_CLAUSE = 160
_NOT = r"(?:not|never|n['’]t)"
_DENIAL = re.compile(
    r"\bno truth\b|\b(?:un|not )true\b|\bnothing to do with\b"
    r"|\bno (?:role|part|involvement|hand|links?|connection)"
    r" (?:in|to|with)\b"
    r"|\bthere (?:was|were|is|are|has been|have been|had been) (?:no|never)\b"
    r"|\bthere (?:was|were|is|are|has|have|had)(?: not|n['’]t)\b"
    r"|\bno evidence\b|\bno such\b|\bnone of (?:our|us|ours|its|their|his|her|my)\b"
    rf"|\b(?:was|were|is|are)(?: not|n['’]t| never) (?:responsible|involved|behind|true|ours|part of)\b"
    rf"|\b(?:did|had|has|have) ?{_NOT} "
    r"(?:fire|fired|attack|attacked|carry out|carried out|shoot|shot|order|ordered|take part"
    r"|taken part|kill|killed|target|targeted|violate|violated|cross|crossed|send|sent)\b"
    r"|\bno [\w-]+ of (?:ours|theirs)\b"
    r"|\b(?:claims?|reports?|allegations?|accusations?|rumou?rs?|charges?|story|talk|it|this|that)"
    r"\b[^.;]{0,60}\b(?:was|were|is|are) (?:\w+ly )?"
    r"(?:false|baseless|unfounded|untrue|fabricated|a lie|lies|wrong|nonsense|fake|a forgery)\b",
    re.IGNORECASE,
)
#: The speaker, or whose part he takes, did not do it: ``it had never paid``, ``I did not write that``.
_OWN_ACT = re.compile(
    r"^(?:(?:that|and|but) )?(?:I|we|he|she|it|they|(?:its|his|her|their|our|my) \w+) "
    rf"(?:did|had|has|have|would) ?{_NOT}(?: ever)? "
    r"(?!know|knew|see|seen|want|expect|believe|understand|understood|decide|hear|heard|receive|think|thought|have"
    r"|need|care|remember|like|feel|felt|get|got|say|said|mean|find|found|come|yet|been|be|had|hesitate|speak|read"
    r"|recall|regard|sound|seem|look|appear|consider|matter|work|last|happen|go|gone|comment|rule|give|given|accept|agree|allow|support|stop|work|take|taken)[a-z]+",
    re.IGNORECASE,
)
_DOUBT = re.compile(
    r"\b(?:unclear|uncertain|not (?:clear|certain|sure|convinced))"
    r" (?:whether|if|that|who|what|how|why|when|where)\b"
    r"|\bI (?:(?:do not|don['’]t) (?:really )?(?:believe|trust)|doubt|am not (?:sure|certain|convinced))\b",
    re.IGNORECASE,
)


def is_denied_in_its_words(statement: Statement, text: str) -> bool:
    """Whether what is said is the denial itself (``it had not fired``), and not what is denied."""
    if statement.stance != "denies":
        return False
    cue = statement.cue
    words = text[cue.start : cue.end].lower() if cue is not None else ""
    forms = cues().forms
    return not any(word in forms and forms[word].stance == "denies" for word in (words, *words.split()))


def stance_of(cue: Cue | None, content: str) -> Stance:
    """The stance of a statement; ``cue`` is ``None`` where a quotation goes on without one."""
    if cue is not None and cue.stance != "asserts":
        return cue.stance
    opening = content[:_FIRST_CLAUSE]
    if _DENIAL.search(opening) or _OWN_ACT.match(opening):
        return "denies"
    if _DOUBT.search(opening):
        return "doubts"
    return "reports" if cue is not None and cue.lemma == "report" else "asserts"
