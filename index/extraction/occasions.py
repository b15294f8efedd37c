"""What stands beside a cue and is no part of what is said: whom it is told, when, and in what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.extraction.days import over_date
from index.extraction.speech import is_cue, is_person, listed

if TYPE_CHECKING:
    from index.extraction.clauses import Piece, Sentence

#: Lists of words that say nothing alone.
EMPTY = ("pronouns", "prepositions", "determiners", "adverbs", "weekdays", "when", "times", "breaks")
#: How many pieces between commas say who somebody is.
_LONGEST_DESCRIPTION = 40
#: How many pieces a dateline may have before its dash.
_LONGEST_DATELINE = 14
#: How many pieces before ``that`` or a quotation say how something was said.
_LONGEST_LEAD = 16
_SHORT = 14
#: Fewer words behind a name and a colon say nothing.
_SHORTEST = 2
#: An article or a pronoun behind a noun opens what is said.
_OPENS_ANEW = ("the", "a", "an", "he", "she", "it", "they", "there", "his", "her", "its", "their")
_SINCE = ("since", "until", "without", "between", "among")


def may_be_verb(clause: Sentence, at: int) -> bool:
    """Whether a word can be the verb of a clause: an auxiliary, a form in ``-ed``, a form of the present."""
    piece = clause[at]
    if piece.sort != "word" or piece.text[0].isupper():
        return False
    lists = listed()
    if piece.low in lists["verbs"] or piece.low in lists["past"] or is_cue(piece):
        return True
    if any(piece.low in lists[name] for name in EMPTY):
        return False
    if not at:
        return piece.low.endswith("ed")
    before = clause[at - 1]
    if before.low in lists["determiners"] or before.low in lists["prepositions"] or before.sort == "sign":
        return False
    if before.low in ("he", "she", "it", "they", "we", "i", "you", "not", "never"):
        return True
    return piece.low.endswith("ed") or (piece.low.endswith("s") and at + 1 < len(clause))


def tells(words: Sentence) -> bool:
    """Whether words behind a name and a colon say that something is so, and do not describe what is named.

    ``Five injured, no dead`` does; ``a life in pictures``, ``founded in 1970`` and ``How it began`` do not.
    """
    if len(words) < _SHORTEST or words[0].sort != "word" or words[0].low in ("a", "an", "the", "former"):
        return False
    if words[0].text[0].isupper() or words[0].low.endswith(("ed", "ing")) or words[-1].text == "?":
        return False
    if any(piece.text == ":" or piece.quotation is not None for piece in words):
        return False
    lists = listed()
    return any(
        piece.low in lists["verbs"]
        or piece.low in lists["past"]
        or piece.low == "cannot"
        or (piece.low.endswith("ed") and words[at - 1].sort == "word")
        for at, piece in enumerate(words)
        if at
    )


def is_clock(piece: Piece) -> bool:
    """Whether a piece is a time of day as it stands before an entry of a log: ``07:05``."""
    hour, _, minute = piece.text.replace(".", ":").partition(":")
    return len(minute) == 2 and 0 < len(hour) <= 2 and hour.isdigit() and minute.isdigit()


def over_dateline(sentence: Sentence) -> int:
    """One past the dash of ``KABUL, Afghanistan (Oct. 3) —``, and past a time of day; 0 without either."""
    at = int(is_clock(sentence[0]))
    opens = sentence[at : at + 1]
    if opens and opens[0].text in "-–—":
        return at + 1
    if at or not (sentence[0].text.isupper() and len(sentence[0].text) > 2):
        return at
    for number, piece in enumerate(sentence[:_LONGEST_DATELINE]):
        if piece.text in ("-", "–", "—"):
            apart = sentence[number - 1].end < piece.start and number + 1 < len(sentence)
            return number + 1 if apart else 0
        if not (piece.text[0].isupper() or piece.text[0].isdigit() or piece.text in ",.()"):
            return 0
    return 0


def only_says_when(opening: Sentence) -> bool:
    """Whether words before a comma only say when, where or in what something was said."""
    lists = listed()
    low = opening[0].low if opening else ""
    opens = (
        low in lists["prepositions"]
        or low in lists["when"]
        or low in lists["times"]
        or low in lists["weekdays"]
    )
    return opens and not any(
        piece.sort in ("sign", "quotation") or may_be_verb(opening, number)
        for number, piece in enumerate(opening)
    )


def over_addressee(sentence: Sentence, at: int) -> int:
    """Step over whom something is told: ``reporters``, ``CNN's Jake Tapper``, ``host Mika Brzezinski``."""
    if at >= len(sentence):
        return at
    if (outlet := _behind_outlet(sentence, at)) >= 0:
        return outlet
    piece = sentence[at]
    if (
        piece.sort == "word"
        and is_person(piece.low)
        and at + 1 < len(sentence)
        and sentence[at + 1].sort == "name"
    ):
        at, piece = at + 1, sentence[at + 1]  # "told host Mika Brzezinski"
    if piece.sort == "name":
        following = [one.low for one in sentence[at + 1 : at + 2]]
        if following in (["'s"], ["’s"]) and at + 2 < len(sentence) and sentence[at + 2].sort == "name":
            return at + 3  # "told CNN's Jake Tapper"
        return at + 1
    if piece.low in listed()["addressees"]:
        return at + 1
    if piece.low in ("the", "a", "an", "his", "her", "its", "their", "our", "my") and at + 1 < len(sentence):
        for number in range(at + 1, min(at + 6, len(sentence))):
            if sentence[number].sort == "name" or sentence[number].low in listed()["addressees"]:
                return number + 1
            if sentence[number].text in (",", ":", "that") or sentence[number].sort == "quotation":
                return number
            inside = number == at + 1 or sentence[number - 1].low in listed()["prepositions"]
            if sentence[number].low in _OPENS_ANEW and not inside:
                return number
    return at


def _behind_outlet(sentence: Sentence, at: int) -> int:
    """One past the name in ``Brussels-based media network EURACTIV``, ``newspaper The Sun``; -1 without."""
    for number in range(at, min(at + 6, len(sentence))):
        piece = sentence[number]
        if number > at and piece.name is not None and piece.name.kind == "organisation":
            return number + 1
        based = piece.low.endswith("based") or piece.text in "-‐" or (number == at and piece.name is not None)
        if not based and piece.low not in listed()["outlets"]:
            return -1
    return -1


def _is_verb(piece: Piece) -> bool:
    """Whether a word is hardly anything but a verb; many nouns look like one."""
    lists = listed()
    return piece.sort == "word" and (
        piece.low in lists["verbs"] or piece.low in lists["past"] or is_cue(piece)
    )


def over_lead(sentence: Sentence, at: int) -> int:
    """Step over how something was said where ``that`` or a quotation comes behind it.

    ``said of Chirac, | “…”``, ``explained to reporters that | it was late``.
    """
    if at >= len(sentence) or sentence[at].low not in listed()["prepositions"] or sentence[at].low in _SINCE:
        return at
    for number in range(at + 1, min(at + _LONGEST_LEAD, len(sentence))):
        piece = sentence[number]
        if piece.low == "that":
            about = sentence[at].low in ("of", "about", "for")
            return at if about or any(one.text == "," for one in sentence[at:number]) else number + 1
        if piece.quotation is not None:
            opens = sentence[number - 1].text in ",:" or piece.text[1:2].isupper()
            return number if opens else at
        if (piece.sort == "sign" and piece.text not in ",:'’.()[]-") or _is_verb(sentence[number]):
            return at
    return at


def over_aside(sentence: Sentence, at: int) -> int:
    """Step over what stands between two commas before ``that``: ``said, citing the police, | that``."""
    if at >= len(sentence) or sentence[at].text != ",":
        return at
    ends = range(at + 1, min(at + _LONGEST_LEAD, len(sentence) - 1))
    last = next((number for number in ends if sentence[number].sort == "sign"), 0)
    closed = last > 0 and sentence[last].text == "," and sentence[last + 1].low == "that"
    return last if closed else at


def over_source(sentence: Sentence, at: int) -> int:
    """Step over the rest of who it is said according to: ``police | and county officials, | he left``."""
    if at >= len(sentence) or sentence[at].low not in (*listed()["prepositions"], "and"):
        return at
    for number in range(at + 1, min(at + _LONGEST_LEAD, len(sentence) - 1)):
        if sentence[number].text == ",":
            return number
        if sentence[number].sort == "sign" or _is_verb(sentence[number]):
            return at
    return at


def over_acronym(sentence: Sentence, at: int) -> int:
    """Step over a short form in brackets: ``according to the Harbour Guard (HG), | it was late``."""
    if at + 2 < len(sentence) and sentence[at].text == "(" and sentence[at + 2].text == ")":
        return at + 3
    return at


def over_description(sentence: Sentence, at: int) -> int:
    """Step over who somebody is: ``according to Zholnarow, who led the inspectors, | that is a lot``."""
    if at + 2 >= len(sentence) or sentence[at].text != ",":
        return at
    ends = range(at + 1, min(at + _LONGEST_DESCRIPTION, len(sentence) - 1))
    last = next((number for number in ends if sentence[number].text == ","), 0)
    inside = sentence[at + 1 : last]
    if not inside:
        return at
    if inside[0].low in ("who", "whose", "which", "whom"):
        return last
    if len(inside) == 1 and inside[0].name is not None and inside[0].name.kind == "person":
        return last  # "according to its first selectman, Ilse Varga, | there were ten"
    titled = len(inside) <= _SHORT and any(is_person(piece.low) for piece in (*inside[:3], inside[-1]))
    verb = any(_is_verb(piece) for piece in inside)
    opens_another = inside[0].low == "the" or inside[0].low in listed()["prepositions"]
    return last if titled and not verb and not opens_another else at


def over_occasion(sentence: Sentence, at: int) -> int:
    """Step over when and by what means something was said: ``late on Sunday``, ``in a statement``.

    What reaches the end of the sentence is stepped over as well.
    """
    lists = listed()
    while at < len(sentence):
        low = sentence[at].low
        if low in lists["weekdays"] or low in lists["when"]:
            if at + 1 < len(sentence) and sentence[at + 1].low in ("'s", "’s"):
                return at  # "said Wednesday's quake"
            at += 1
        elif (
            low in ("last", "this", "earlier")
            and at + 2 < len(sentence)
            and (sentence[at + 1].low in lists["times"] or sentence[at + 1].low in lists["weekdays"])
            and (sentence[at + 2].text in (",", ":", "that") or sentence[at + 2].quotation is not None)
        ):
            at += 2  # "last week, “…”"
        elif low in ("on", "in", "at", "during", "by", "via", "through", "after", "from", "with"):
            last = over_date(sentence, at + 1)
            if last == at + 1 or (low == "in" and len(sentence[last - 1].text) != len("2026")):
                last = _end_of_occasion(sentence, at + 1)  # "said in May 28 people had died"
            if last < 0:
                return at
            at = last
        elif (last := over_date(sentence, at)) > at and _opens(sentence, last):
            at = last  # "said March 11 that"
        else:
            return at
    return at


def _opens(sentence: Sentence, at: int) -> bool:
    """Whether what is said begins behind ``that``, a comma, a colon or a mark, or nothing comes any more."""
    if at >= len(sentence):
        return True
    return sentence[at].text in (",", ":", ".", "that") or sentence[at].quotation is not None


def _end_of_occasion(sentence: Sentence, at: int) -> int:
    """One past an occasion that begins here, with whom it is shared; -1 where none does."""
    lists = listed()
    for number in range(at, min(at + 4, len(sentence))):
        piece = sentence[number]
        closes = (
            number + 1 >= len(sentence) or sentence[number + 1].text in ",:" or sentence[number + 1].quotation
        )
        if number == at and closes and piece.name is not None and piece.name.kind == "organisation":
            return number + 1  # "wrote on Twitter: “…”"
        if piece.sort not in ("word", "name") or piece.low in lists["prepositions"]:
            return -1
        if piece.low in lists["weekdays"] or piece.low in lists["occasions"] or piece.low in lists["voices"]:
            last = number + 1
            with_whom = [one.low for one in sentence[last : last + 1]]
            if with_whom and with_whom[0] in ("with", "to", "for", "on", "by", "from"):
                named = last + 1
                if named < len(sentence) and sentence[named].low in ("the", "a", "state", "local"):
                    named += 1
                if named < len(sentence) and sentence[named].sort == "name":
                    return named + 1
            return last
    return -1
