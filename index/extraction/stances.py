"""What a speaker makes of what is said: asserts it, denies it, doubts it, or passes it on.

The cue decides first. A ``no`` or a ``not`` alone is no denial: most of what is said with one answers nobody.
A content denies where its first sentence says that a claim is untrue, or that the speaker did what people
are accused of; or where it is negated and stands behind words that say that something was claimed.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from index.extraction.cues import cues
from index.extraction.expressions import expression

if TYPE_CHECKING:
    from index.extraction.cues import Cue
    from index.model import Span, Stance, Statement

#: How far into a content its first sentence is looked for.
_FIRST_SENTENCE = 160
_SENTENCE_END = expression(r"[.!?;…][\"'”’)]*\s")
#: How far before a statement it is looked for what was claimed: about two sentences.
_BEFORE = 320
#: Letters of a noun that its singular and its plural share at least.
_STEM = 4
_NOT = r"(?:not|never|n['’]t)"
_OWN = r"(?:I|we|he|she|it|they|(?:its|his|her|their|our|my|the) [\w-]+(?: [\w-]+)?)"
_LEAD = r"^\W*(?:that |and |but )?"
_CLAIM = (
    r"(?:(?:the|those|these|such|all|any|his|her|its|their|\w+['’]s) )?(?:\w+ )?"
    r"(?:claims?|reports?|allegations?|accusations?|rumou?rs?|charges?|story|stories|talk|it|this|that)"
)
#: Acts that people are accused of.
_DEEDS = (
    r"(?:fired?|attack(?:ed)?|carr(?:y|ied) out|shot|shoot|order(?:ed)?|t(?:ake|ook|aken) part|kill(?:ed)?"
    r"|target(?:ed)?|violated?|cross(?:ed)?|sen[dt]|pa(?:y|id)|bribed?|wr(?:ite|ote|itten)|forged?"
    r"|st(?:eal|ole|olen)|lied?|cheat(?:ed)?|leak(?:ed)?|spy|spied|bomb(?:ed)?|launch(?:ed)?|struck|strike|hit"
    r"|assault(?:ed)?|raped?|abused?|hack(?:ed)?|hid(?:e|den)?|destroy(?:ed)?|poison(?:ed)?|tortured?"
    r"|beat(?:en)?|threatened|s[eo]ll|sold|smuggled?|arm(?:ed)?|financed?|plant(?:ed)?)\b"
)
#: A part of everything that the two expressions behind it match: what has none of them is not denied.
_NEGATIVE = expression(
    rf"{_NOT}\b|\b(?:no|none|nothing|untrue|false|baseless|unfounded|fabricated|lies?|wrong|nonsense|fake|forgery)\b",
    re.IGNORECASE,
)
#: It denies whatever stands before it.
_DENIAL = expression(
    rf"{_LEAD}(?:"
    r"no truth\b|there (?:is|was) (?:\w+ly )?no (?:\w+ )?truth\b"
    r"|there (?:is|was) (?:\w+ly )?no (?:\w+ )?(?:evidence|proof|basis)\b"
    r".{0,60}\b(?:claims?|allegations?|accusations?)\b"
    r"|there (?:is|was|were|are) ?(?:no|(?:not|n['’]t) (?:an?|any)) "
    r"(?:formal|official|secret|such(?! thing as))\b"
    r"|[^.;:,]{1,80}? (?:said|did|made|gave|ordered|wrote|promised|saw|meant|agreed|sent|told [\w ]{1,20}) "
    r"(?:no such thing|nothing of the (?:sort|kind))\b"
    rf"|{_OWN} (?:has|have|had) (?:nothing to do with"
    r"|no (?:role|part|involvement|hand|links?|connections?) (?:in|to|with))\b"
    r"|none of (?:our|us|ours|its|their|his|her|my)\b|no [\w-]+ of (?:ours|theirs)\b"
    rf"|{_OWN} (?:was|were|is|are|am)(?: not|n['’]t| never) (?:\w+ly )?"
    r"(?:responsible for|involved in|behind)\b"
    rf"|{_OWN} (?:did|had|has|have) ?{_NOT}(?: ever)? {_DEEDS}|{_OWN} never {_DEEDS}"
    rf"|(?:no, )?(?:that )?{_CLAIM}\b[^.;,]{{0,60}}?\b(?:was|were|is|are|['’]s) [\"“'‘]?(?:\w+ly )?(?:a )?"
    r"(?:not true|untrue|false|baseless|unfounded|fabricated|lie|lies|nonsense|fake|forgery)\b"
    r"|no, (?:it|that|this|I|we|he|she|they|there)\b[^.;,]{0,30}?(?:\bnot\b|n['’]t\b|\bnever\b)"
    r")",
    re.IGNORECASE,
)
#: It denies where something was claimed before.
_NEGATED = expression(
    rf"{_LEAD}(?:"
    r"there (?:was|were|is|are|has been|have been|had been) ?(?:\w+ly )?[\"“'‘]?(?:no|not|n['’]t|never)\b"
    r"|there (?:has|have|had)(?: not|n['’]t| never) been\b|no such\b|no evidence\b"
    rf"|{_OWN} (?:found|saw|has|had|have) (?:found |seen )?no (?:such|evidence)\b"
    rf"|{_OWN} (?:did|had|has|have) ?{_NOT}(?: ever)? "
    r"(?!know|knew|see|seen|want|expect|believe|understand|understood|decide|hear|heard|receive|think|thought"
    r"|have|need|care|remember|like|feel|felt|get|got|say|said|mean|find|found|come|yet|been|be|had|hesitate"
    r"|speak|read|recall|regard|sound|seem|look|appear|consider|matter|work|last|happen|go|gone|comment|rule"
    rf"|give|given|accept|agree|allow|support|stop|take|taken)[a-z]+|{_OWN} never [a-z]+ed\b"
    r")",
    re.IGNORECASE,
)
#: That something does not exist; what it is stands behind, up to a word that joins more to it.
_NO_SUCH = expression(
    rf"{_LEAD}there(?: is| are|['’]s) (?:\w{{1,20}}ly )?[\"“'‘]?no (?P<what>[\w-]{{1,30}}"
    r"(?: (?!(?:to|of|in|on|at|for|from|with|that|who|which|between|about|and|or|here)\b)[\w-]{1,30}){0,3})",
    re.IGNORECASE,
)
#: Words that say that something is claimed of somebody, or that somebody was asked to answer it.
_CLAIMED = expression(
    r"\b(?:accus\w+|alleg\w+|claim(?:s|ed|ing)?|blam(?:es?|ed|ing)|rumou?r\w*|charged with"
    r"|charges? (?:of|that|against)|(?:reports?|reported|suggest(?:s|ed|ing)?|suggestions?|speculation) "
    r"(?:of|that|by)|insinuat\w+|implicat\w+|suspect(?:s|ed) of|responsib\w+|den(?:y|ies|ied|ial|ying)"
    r"|asked (?:about|whether|if)|contrary to|forged|fabricated|false|untrue|lie[sd]?)\b",
    re.IGNORECASE,
)
_DOUBT = expression(
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


def stance_of(cue: Cue | None, text: str, content: Span, begin: int) -> Stance:
    """The stance of a statement.

    Args:
        cue: What brings it in; ``None`` where a quotation goes on without one.
        text: The whole text.
        content: What is said.
        begin: Where the statement begins with its speaker, cue or content; what was claimed stands before.
    """
    if cue is not None and cue.stance != "asserts":
        return cue.stance
    opening = _first_sentence(text[content.start : content.end])
    negative = _NEGATIVE.search(opening) is not None
    if negative and _DENIAL.search(opening):
        return "denies"
    if negative and _NEGATED.search(opening) and _answers(opening, text[max(0, begin - _BEFORE) : begin]):
        return "denies"
    if _DOUBT.search(opening):
        return "doubts"
    return "reports" if cue is not None and cue.lemma == "report" else "asserts"


def _answers(opening: str, before: str) -> bool:
    """Whether what is negated was claimed before; of what does not exist, whether it was named there.

    ``There are no prisoners`` denies where somebody claimed that there are, ``there is no military solution``
    nowhere.
    """
    if not _CLAIMED.search(before):
        return False
    nothing = _NO_SUCH.match(opening)
    if nothing is None:
        return True
    noun = nothing["what"].split()[-1].lower()
    return noun[: max(_STEM, len(noun) - _STEM + 1)] in before.lower()


def _first_sentence(content: str) -> str:
    opening = content[:_FIRST_SENTENCE]
    end = _SENTENCE_END.search(opening)
    return opening[: end.start()] if end is not None else opening
