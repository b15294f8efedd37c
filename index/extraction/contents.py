"""What a cue brings in: the quotations of its sentence that belong to it, and the clause before or behind it.

A quotation belongs to the nearest cue that can have said it. What is denied or demanded is quoted from
others unless ``as`` or ``that`` says otherwise, and a word that is held at a distance (``so-called``) is
nobody's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.extraction.objects import is_taken_up
from index.extraction.occasions import (
    EMPTY,
    may_be_verb,
    only_says_when,
    over_acronym,
    over_addressee,
    over_aside,
    over_description,
    over_lead,
    over_occasion,
    over_source,
)
from index.extraction.parted import begin_of, closes, parted
from index.extraction.speech import listed
from index.extraction.stops import end_of_opening, stop_of
from index.model import Span

if TYPE_CHECKING:
    from index.extraction.clauses import Piece, Sentence
    from index.extraction.cues import Cue
    from index.extraction.frames import Frame


#: Cues of calls, threats, promises and judgements: what is not quoted of them is no statement.
_QUOTED_ONLY = (
    "demand",
    "urge",
    "vow",
    "pledge",
    "promise",
    "threaten",
    "condemn",
    "welcome",
    "criticise",
    "criticize",
    "praise",
    "call for",
    "call on",
    "call upon",
    "ask for",
)
#: Behind a cue and a comma: another clause begins, and nothing that was said.
_ANOTHER_CLAUSE = (
    "though",
    "although",
    "but",
    "while",
    "after",
    "before",
    "when",
    "as",
    "despite",
    "until",
    "since",
    "which",
    "who",
    "where",
    "because",
)
#: Before a cue: its clause begins there, and what is said follows it.
_BEFORE_A_CLAUSE = (";", "but", "and", "while", "though", "although", "whereas", "because", "since")
#: Words of a clause without quotations up to which it is looked at whether it says anything.
_SHORT = 7
_NOTHING = (
    "nothing",
    "anything",
    "so",
    "it",
    "him",
    "her",
    "them",
    "us",
    "me",
    "yes",
    "no",
    "same",
    "otherwise",
    "much",
    "more",
    "and",
)
#: Cues that take a noun whose own article or owner stands before it.
_TAKE_THE_NOUN = (
    "affirm",
    "maintain",
    "stress",
    "emphasise",
    "emphasize",
    "reiterate",
    "repeat",
    "state",
    "note",
    "report",
)
#: Cues that take a noun behind "of" or "about".
_TAKE_A_NOUN_OF = ("warn", "complain")
#: Cues of a clause that take a noun in its place.
_TAKE_A_NOUN = (
    "claim",
    "confirm",
    "announce",
    "admit",
    "acknowledge",
    "allege",
    "predict",
    "disclose",
    "reveal",
)


def give(sentence: Sentence, frames: list[Frame]) -> None:
    """Give every quotation of a sentence to the cue that it belongs to, if to any."""
    for number, piece in enumerate(sentence):
        if not has_words(piece) or _is_hedged(sentence, number):
            continue
        best: Frame | None = None
        least = 1 << 30
        for frame in frames:
            if frame.first > number:
                gap = sum(one.text not in ",.?!" for one in sentence[number + 1 : frame.begin])
                distance = gap if piece.text[-2:-1] in ",?!" or gap <= 1 else gap + 8
            else:
                distance = number - frame.end + 2
            if frame.cue.sort in ("denies", "act") and not _quotes_in_it(sentence, frame, number):
                continue
            if distance < least:
                best, least = frame, distance
        if best is not None:
            best.quotations.append(number)


def _quotes_in_it(sentence: Sentence, frame: Frame, number: int) -> bool:
    """Whether what is denied or demanded is quoted in the speaker's own words."""
    if frame.first > number:
        return sentence[number].text[-2:-1] in ",?!"
    between = {piece.low for piece in sentence[frame.last : number]}
    to_do = sentence[number - 1].low == "to" or _words(sentence[number]).startswith("to ")
    asked = (
        frame.cue.sort == "act" and to_do and number - frame.last < _SHORT
    )  # "threatened to “fire them all”", "called on both “to stop”"
    return asked or bool(between & {"that", "as", ":", "saying"}) or number == frame.last


def _is_hedged(sentence: Sentence, number: int) -> bool:
    """Whether a quotation is a word that is only held at a distance: ``the so-called "caliphate"``."""
    hedges = [piece.low for piece in sentence[max(0, number - 3) : number]]
    for away, word in enumerate(reversed(hedges)):
        if word in listed()["hedges"] and not (word == "called" and _cued(sentence, number - 1 - away)):
            return True
    return False


def _cued(sentence: Sentence, at: int) -> bool:
    before = sentence[at - 1] if at else None
    return before is not None and before.low not in (
        "so",
        "is",
        "was",
        "are",
        "were",
        "be",
        "been",
        "they",
        "group",
    )


def contents_of(
    sentence: Sentence, frame: Frame, frames: list[Frame], number: int
) -> list[tuple[Span, bool, tuple[Span, ...]]]:
    """What a cue brings in: spans, whether each is a quotation, and the quotations in it."""
    halves = parted(sentence, frame, frames)
    if halves is not None:
        return _whole_of(sentence, frame, halves[0], stop_of(sentence, frame, frames, number, halves[1]))
    found: list[tuple[Span, bool, tuple[Span, ...]]] = []
    after = _after(sentence, frame)
    before = _clause_before(sentence, frame, frames)
    opening = end_of_opening(sentence, frame, after)
    frame.quotations = [number for number in frame.quotations if number < opening]
    stop = stop_of(sentence, frame, frames, number, after)
    clause = _clause_behind(sentence, frame, after, stop)
    asked = (
        clause is not None and not _is_told(sentence, after) and _is_no_content(sentence[after], frame.cue)
    )
    if asked:
        clause = None
    inside = [q for q in frame.quotations if clause is not None and clause[0] <= q < clause[1]]
    if clause is not None and not (inside and inside[0] == clause[0]):
        quotes = tuple(whole(sentence[q]) for q in inside)
        if is_taken_up(sentence[clause[0] : clause[1]], frame.cue):
            return [(inner(sentence[clause[0]]), False, ())]
        if not quotes and not _says_something(
            sentence[clause[0] : clause[1]],
            frame,
            told=_is_told(sentence, after),
            of_noun=_is_of_noun(sentence, frame, after - 1),
        ):
            return [(inner(sentence[q]), True, (whole(sentence[q]),)) for q in frame.quotations]
        if sentence[clause[0]].low == "but" and before is not None:
            # "It could have been so, Zholnarow told her, but he had not been able to show it."
            found.append((before, False, ()))
            clause = (clause[0] + 1, clause[1])
        found.append((Span(sentence[clause[0]].start, sentence[clause[1] - 1].end), False, quotes))
    else:
        inside = []
    found += [(inner(sentence[q]), True, (whole(sentence[q]),)) for q in frame.quotations if q not in inside]
    if not (found or asked) and frame.cue.sort in ("clause", "that") and before is not None:
        found.append((before, False, ()))
    return found


def _whole_of(
    sentence: Sentence, frame: Frame, begin: int, stop: int
) -> list[tuple[Span, bool, tuple[Span, ...]]]:
    """A content that a cue parts, with the cue in it, and the quotations of the cue outside."""
    inside = [q for q in frame.quotations if begin <= q < stop]
    content = Span(sentence[begin].start, sentence[stop - 1].end)
    return [
        (content, False, tuple(whole(sentence[q]) for q in inside)),
        *((inner(sentence[q]), True, (whole(sentence[q]),)) for q in frame.quotations if q not in inside),
    ]


def _is_no_content(first: Piece, cue: Cue) -> bool:
    """Whether what begins so is asked for, or goes on from the cue: ``told to leave``, ``argued for it``."""
    if cue.lemma in _QUOTED_ONLY or first.low in ("and", "or"):
        return True
    if first.low == "to":
        return cue.lemma in ("tell", "warn", "remind", "inform", "add", "write", "explain")
    return first.low in ("for", "with") and cue.lemma in ("argue", "confirm", "contend", "conclude")


def _is_told(sentence: Sentence, after: int) -> bool:
    return sentence[after - 1].low == "that"


def _says_something(clause: Sentence, frame: Frame, *, told: bool, of_noun: bool) -> bool:
    """Whether words that are not quoted are a clause, or a noun where a cue takes one: ``denied the attack``.

    ``Said nothing`` and ``said so on Monday`` say nothing that could be shown as a statement.
    """
    if told or len(clause) > _SHORT or any(may_be_verb(clause, number) for number in range(len(clause))):
        return True
    lists = listed()
    if not any(
        piece.sort == "name"
        or (
            piece.sort == "word"
            and piece.text[0].isalpha()
            and not any(piece.low in lists[name] for name in EMPTY)
            and piece.low not in _NOTHING
        )
        for piece in clause
    ):
        return False
    if frame.cue.sort not in ("clause", "that") or frame.cue.lemma in _TAKE_A_NOUN:
        return True
    if of_noun:
        return True
    # "Maintains his innocence", not "maintained top spot" or "said branches".
    return frame.cue.lemma in _TAKE_THE_NOUN and clause[0].low in ("the", "his", "her", "its", "their", "our")


def _after(sentence: Sentence, frame: Frame) -> int:
    """The first piece of what may be the content behind a cue, past whom it is told, when, and ``that``."""
    at = frame.end
    if (
        frame.cue.lemma in ("tell", "inform", "warn", "remind", "promise", "ask", "urge", "assure")
        and not frame.inverted
    ):
        at = over_addressee(sentence, at)
    behind = over_occasion(sentence, at)
    told = behind < len(sentence) and sentence[behind].low == "that"
    if told or not _is_said_before(sentence, frame):
        at = behind
    if frame.inverted and frame.cue.lemma == "according to":
        at = over_description(sentence, over_source(sentence, over_acronym(sentence, at)))
    elif not frame.inverted and frame.cue.sort in ("clause", "that", "quotation"):
        at = over_lead(sentence, at)
    at = at if frame.inverted else over_aside(sentence, at)
    while at < len(sentence) and sentence[at].text in (",", ":", "that", "–", "—"):
        at += 1
    if (frame.cue.adjective or _is_of_noun(sentence, frame, at)) and sentence[at : at + 1]:
        at += sentence[at].low in ("of", "about", "by")
    return at


def _is_of_noun(sentence: Sentence, frame: Frame, at: int) -> bool:
    """Whether a noun behind ``of`` is what is said: ``warned of a war``, not ``warned of it``."""
    if frame.cue.lemma not in _TAKE_A_NOUN_OF or frame.inverted or at + 1 >= len(sentence):
        return False
    return sentence[at].low in ("of", "about") and sentence[at + 1].low not in (*_NOTHING, "this", "that")


def _is_said_before(sentence: Sentence, frame: Frame) -> bool:
    """Whether a quotation or a comma before cue and speaker says that the content stands before them."""
    before = sentence[frame.begin - 1] if frame.begin else None
    if before is not None and before.text == ",":
        opening = sentence[: frame.begin - 1]
        if only_says_when(opening) or (opening and opening[0].low == "according"):
            return False  # "On Saturday, reports said"
    return before is not None and (before.sort == "quotation" or before.text == ",")


def _opens_clause(sentence: Sentence, frame: Frame) -> bool:
    """Whether a clause begins with the cue: ``; according to police``, ``but according to her``."""
    before = frame.first - 1
    if before > 0 and sentence[before].text == ",":
        before -= 1
    return frame.first == 0 or sentence[before].low in _BEFORE_A_CLAUSE


def _clause_behind(sentence: Sentence, frame: Frame, after: int, stop: int) -> tuple[int, int] | None:
    if after >= stop or closes(sentence, frame):
        return None
    first = sentence[after]
    told = sentence[after - 1].low == "that"
    if frame.inverted:
        opens = _opens_clause(sentence, frame) or only_says_when(sentence[: frame.first - 1])
        return (after, stop) if frame.cue.lemma == "according to" and opens else None
    apart = sentence[after - 1].text == "," and sentence[after - 2].low != "that"
    goes_on = first.low == "but" and _is_said_before(sentence, frame)
    if apart and first.low in _ANOTHER_CLAUSE and not (goes_on or _is_as_of(sentence, after)):
        return None
    if frame.cue.sort == "quotation" and not told:
        return None
    if (
        frame.cue.sort in ("denies", "doubts")
        and not frame.cue.adjective
        and first.low in listed()["prepositions"]
        and frame.begin
        and sentence[frame.begin - 1].low in ("that", "which", "what", "whom")
    ):
        return None  # what is denied stands before it: "what the Founders rejected at the beginning"
    before = sentence[frame.begin - 1] if frame.begin else None
    said_before = _is_said_before(sentence, frame)
    if said_before and not told and (first.low in listed()["behind"] or first.sort == "sign"):
        return None
    if (
        said_before
        and not told
        and before is not None
        and before.sort == "quotation"
        and first.sort == "quotation"
    ):
        return None
    return after, stop


def _is_as_of(sentence: Sentence, at: int) -> bool:
    return sentence[at].low == "as" and sentence[at + 1 : at + 2] != [] and sentence[at + 1].low == "of"


def _clause_before(sentence: Sentence, frame: Frame, frames: list[Frame]) -> Span | None:
    begin, end = begin_of(sentence, frame, frames), frame.begin
    while end > 0 and (sentence[end - 1].sort == "sign" or sentence[end - 1].low in ("which", "as", "and")):
        end -= 1
    if end - begin < 2 or only_says_when(sentence[begin:end]):
        return None
    return Span(sentence[begin].start, sentence[end - 1].end)


def _words(piece: Piece) -> str:
    """What a quotation says, in lower case and without its opening mark."""
    return piece.text[1:].lower()


def has_words(piece: Piece) -> bool:
    """Whether a piece is a quotation and something stands between its marks."""
    return piece.quotation is not None and any(sign.isalnum() for sign in piece.text)


def whole(piece: Piece) -> Span:
    """A quotation with its marks."""
    return Span(piece.start, piece.end)


def inner(piece: Piece) -> Span:
    """A quotation without its marks."""
    if piece.quotation is None:
        return Span(piece.start, piece.end)
    return Span(piece.quotation.inner_start, piece.quotation.inner_end)
