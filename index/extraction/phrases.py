"""Who may be speaking beside a cue: the noun phrase to its left, or to its right where the order is inverted.

There is no grammar of English here. To the left, what may stand between a subject and its verb is stepped
over (adverbs, a bracketed short form, an apposition between commas, a relative clause), and then the words
that make up the subject are taken back to its beginning. Both directions look at a bounded number of
pieces.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.extraction.joint import joined_left, joined_right
from index.extraction.phrase_heads import is_one, made
from index.extraction.speech import Phrase, is_cue, is_person, is_speaking_alone, listed

if TYPE_CHECKING:
    from index.extraction.clauses import Sentence
    from index.model import Mention


#: How many pieces are looked at to either side of a cue.
REACH = 40
_LONGEST_PHRASE = 14
_COMMAS = ",–—"
_NOUNS_IN_LY = ("family", "assembly", "ally", "weekly", "daily", "monthly", "supply", "anomaly")
_WHEN = ("yesterday", "today", "late", "early", "tonight", "this")


def left_of(sentence: Sentence, cue: int) -> Phrase | None:
    """The subject that ends before the piece at ``cue``, or ``None``."""
    described = _said_by_described(sentence, cue)
    if described is not None:
        return described
    at = _over_adverbs(sentence, cue - 1)
    at, aside = _over_asides(sentence, at, cue)
    if at < 0:
        return None
    piece = sentence[at]
    if piece.sort == "word" and piece.low in listed()["pronouns"]:
        alone = _pronoun(sentence, at)
        return joined_left(sentence, alone) if piece.low == "others" else alone
    found = joined_left(sentence, _taken_left(sentence, at))
    if found is not None and found.name is None and aside is not None and is_one(sentence, found):
        return found._replace(name=aside, stands_for=None)
    return found


def _said_by_described(sentence: Sentence, cue: int) -> Phrase | None:
    """Whom a clause with a cue of its own describes: ``A man who said that he was ill told reporters``.

    That clause has a verb behind its own cue; else the cue here belongs to what stands right before it
    (``a man who said the minister denied it``).
    """
    verb = own = False
    for at in range(cue - 1, max(0, cue - REACH), -1):
        piece = sentence[at]
        if piece.sort in ("sign", "quotation"):
            return None
        if piece.sort == "word" and piece.low == "who":
            first = at + 1
            while first < cue and sentence[first].low in listed()["adverbs"]:
                first += 1
            return _described(sentence, at - 1, cue) if own and is_cue(sentence[first]) else None
        if is_cue(piece) and not is_speaking_alone(piece):
            if own or not verb:
                return None
            own = True
        elif (
            is_cue(piece)
            or piece.low in listed()["verbs"]
            or (piece.sort == "word" and piece.low.endswith("ed"))
        ):
            verb = True
    return None


def _pronoun(sentence: Sentence, at: int) -> Phrase | None:
    piece = sentence[at]
    if piece.low == "who":
        return _described(sentence, at - 1, at)
    if piece.low in ("one", "another", "some", "many", "most", "both", "few", "all") and at:
        before = sentence[at - 1]
        if before.sort == "name" or before.low in ("this", "no", "any"):
            return None
    return Phrase(at, at + 1, pronoun=piece.low)


def _over_adverbs(sentence: Sentence, at: int) -> int:
    """Step over what stands between a subject and its verb: ``on Monday``, ``had also``, ``repeatedly``."""
    while at >= 0:
        piece = sentence[at]
        if piece.sort != "word":
            break
        if piece.low in listed()["adverbs"] or is_manner(sentence, at):
            at -= 1
        elif piece.low in listed()["weekdays"] or piece.low in ("afternoon", "evening", "morning", "night"):
            at -= 1
            while at >= 0 and sentence[at].low in ("on", "late", "early", *listed()["weekdays"]):
                at -= 1
        else:
            break
    return at


def is_manner(sentence: Sentence, at: int) -> bool:
    """Whether a word in ``-ly`` says how, and is no noun: ``the family said``."""
    piece = sentence[at]
    noun = at > 0 and sentence[at - 1].low in listed()["determiners"]
    return piece.low.endswith("ly") and piece.text[0].islower() and not noun and piece.low not in _NOUNS_IN_LY


def _over_asides(sentence: Sentence, at: int, cue: int) -> tuple[int, Mention | None]:
    """Step over brackets and appositions; with them the person that an apposition names."""
    named: Mention | None = None
    stop = max(-1, cue - REACH)
    while at > stop:
        sign = sentence[at].text
        if sign == ")":
            at = _before(sentence, at, "(", stop)
        elif sign in _COMMAS and sentence[at].sort == "sign":
            before = _before(sentence, at, sign, stop)
            if before < stop + 1 or not _is_apposition(sentence, before + 2, at):
                return -1, None
            if sentence[at - 1].name is not None and sentence[at - 1].name.kind == "person":  # type: ignore[union-attr]
                named = sentence[at - 1].name
            at = before
        elif sentence[at].text.isdigit() and at and sentence[at - 1].text in _COMMAS:
            at -= 2
        else:
            return at, named
    return -1, None


def _before(sentence: Sentence, at: int, sign: str, stop: int) -> int:
    """The piece before the nearest such sign to the left, up to a quotation; ``stop`` without one."""
    for number in range(at - 1, stop, -1):
        piece = sentence[number]
        if piece.sort == "quotation":
            return stop
        if piece.sort == "sign" and piece.text == sign:
            return number - 1
    return stop


def _is_apposition(sentence: Sentence, first: int, last: int) -> bool:
    """Whether the pieces between two commas describe what stands before them."""
    if first >= last:
        return False
    piece = sentence[first]
    if piece.low in listed()["appositions"] or piece.text[0].isdigit():
        return True
    if last - first == 1 or sentence[last - 1].sort == "name":
        # A name between commas: "her counterpart, Arjun Rawal, said".
        return any(one.sort == "name" for one in sentence[first:last])
    described = piece.low.endswith(("ing", "ed", "ly")) or piece.text[0].islower()
    return described or is_person(sentence[last - 1].low)  # ", Halden's governor,"


def _taken_left(sentence: Sentence, at: int) -> Phrase | None:
    """The noun phrase that ends at ``at``, taken back to its beginning."""
    lists = listed()
    stop = max(0, at - _LONGEST_PHRASE)
    first = at + 1
    number = at
    while number >= stop:
        piece = sentence[number]
        if piece.sort == "name" or piece.low in ("'s", "’s", "'", "’"):
            first = number
        elif piece.sort == "sign":
            opened = _over_sign(sentence, number, at, stop)
            if opened < 0:
                break
            first = number = opened
        elif piece.sort == "quotation":
            break
        elif piece.low in lists["relatives"] and _describes(sentence, number, at):
            return _described(sentence, number - 1, at + 1)
        elif is_cue(piece) and piece.low.endswith("ing") and number and sentence[number - 1].sort == "word":
            return _described(sentence, number - 1, at + 1)  # "a man speaking in its name"
        elif is_cue(piece) or (
            piece.low in lists["breaks"] or (piece.low == "and" and not _joins_names(sentence, number))
        ):
            break
        elif piece.low in lists["determiners"]:
            first = number
            if number == 0 or sentence[number - 1].low not in lists["prepositions"]:
                described = _described_before(sentence, number)
                if described >= 0:
                    return _described(sentence, described, at + 1)
                break
        else:
            first = number
        number -= 1
    return made(sentence, first, at + 1)


def _over_sign(sentence: Sentence, number: int, at: int, stop: int) -> int:
    """Where a phrase that ends at ``at`` goes on to the left of a sign; -1 where it does not."""
    sign = sentence[number].text
    if sign == "." and number > 0 and not sentence[number - 1].text[0].islower():
        return number
    if sign == "-" and number > 0 and sentence[number - 1].text.isdigit():
        return number - 1  # "47-year-old"
    if sign == ")" and number < at and sentence[number + 1].low in listed()["prepositions"]:
        return max(_before(sentence, number, "(", stop), 0) + 1  # "Radko Milench (61) of the Marsh Front"
    return -1


def _described(sentence: Sentence, at: int, last: int) -> Phrase | None:
    """The phrase that ends at ``at`` or before a comma there, with its relative clause up to ``last``."""
    while at >= 0 and sentence[at].text in _COMMAS:
        at -= 1
    head = _taken_left(sentence, at) if at >= 0 else None
    if head is None:
        return None
    while last > head.last and sentence[last - 1].sort == "sign":
        last -= 1
    return head._replace(last=max(last, head.last))


def _describes(sentence: Sentence, at: int, end: int) -> bool:
    """Whether a relative pronoun opens a clause about the noun before it, with a verb of its own."""
    if at in (0, end):
        return False
    before = sentence[at - 1]
    if before.sort == "quotation" or is_cue(before) or (before.sort == "sign" and before.text not in _COMMAS):
        return False
    if sentence[at].low in ("who", "whose", "whom"):
        return True
    if at + 1 == end:
        return False  # "which analysts | say": one word is whoever says it
    following = sentence[at + 1]
    return following.sort == "word" and (
        following.low.endswith(("ed", "s"))
        or following.low in ("was", "were", "is", "are", "has", "have", "had")
    )


def _described_before(sentence: Sentence, at: int) -> int:
    """The noun before ``who``, where the words from there to ``at`` are one clause about it; else -1."""
    for number in range(at - 1, max(0, at - 9), -1):
        piece = sentence[number]
        if piece.sort in ("sign", "quotation") or is_cue(piece):
            return -1
        if piece.sort == "word" and piece.low == "who":
            return number - 1 if number + 1 < at else -1  # "a man who | the police said was drunk"
    return -1


def _joins_names(sentence: Sentence, at: int) -> bool:
    """Whether ``and`` stands between two names, or two nouns of one phrase."""
    return 0 < at < len(sentence) - 1 and sentence[at - 1].sort == "name" and sentence[at + 1].sort == "name"


def right_of(sentence: Sentence, after: int) -> Phrase | None:
    """The subject that begins at the piece ``after`` a cue, where the order is inverted; or ``None``."""
    if after >= len(sentence):
        return None
    lists = listed()
    piece = sentence[after]
    if piece.sort == "word" and piece.low in (
        "he",
        "she",
        "they",
        "it",
        "we",
        "someone",
        "somebody",
        "another",
        "others",
    ):
        return Phrase(after, after + 1, pronoun=piece.low)
    if (
        piece.sort not in ("word", "name")
        or piece.low in lists["prepositions"]
        or piece.low in lists["breaks"]
    ):
        return None
    last = after
    while last < min(after + _LONGEST_PHRASE, len(sentence)):
        one = sentence[last]
        if one.sort == "quotation" or one.low in lists["breaks"] or is_cue(one):
            break
        if _ends_before(sentence, last) or (last > after and _begins_anew(sentence, last)):
            break
        last += 1
    found = made(sentence, after, last)
    if found is None or last >= len(sentence):
        return found
    if sentence[last].low == "and" and (joint := joined_right(sentence, found, right_of(sentence, last + 1))):
        return joint
    return found if found.name is not None else named_behind(sentence, found)


def _ends_before(sentence: Sentence, at: int) -> bool:
    """Whether a speaker to the right of a cue ends before this piece: at a sign, at words that say when."""
    lists = listed()
    one = sentence[at]
    if (
        one.sort == "word"
        and one.text[0].islower()
        and one.low.endswith("ed")
        and one.low not in lists["made known"]
    ):
        return (
            sentence[at - 1].sort == "word" and sentence[at - 1].text[0].islower() and at + 1 < len(sentence)
        )
    if one.sort == "sign" and (one.text not in ".-&'’" or (one.text == "." and at + 1 >= len(sentence))):
        return True
    if one.low == "and" and not _joins_names(sentence, at):
        return True
    if one.low in lists["prepositions"]:
        return one.low not in ("of", "for", "from", "at", "with", "in", "by") or _is_time(sentence, at + 1)
    return one.low in lists["weekdays"] or one.low in _WHEN


def _begins_anew(sentence: Sentence, at: int) -> bool:
    """Whether an article or a pronoun opens what is said: ``according to the report | the trawler was``."""
    before = sentence[at - 1]
    opens = sentence[at].low in ("the", "a", "an", "he", "she", "it", "they")
    return opens and before.low not in listed()["prepositions"] and before.sort in ("word", "name")


def _is_time(sentence: Sentence, at: int) -> bool:
    """Whether what follows a preposition says when or by what means, and not who."""
    if at >= len(sentence):
        return True
    if sentence[at].low in ("a", "an", "his", "her", "its", "their"):
        at += 1
    if at >= len(sentence):
        return True
    low = sentence[at].low
    return low in listed()["occasions"] or low in listed()["weekdays"] or low in listed()["voices"]


def named_behind(sentence: Sentence, phrase: Phrase) -> Phrase:
    """An unnamed speaker with the name in an apposition: ``the chairman, retired judge Halvor Tindrane``."""
    at = phrase.last
    if at >= len(sentence) or sentence[at].text != "," or not is_one(sentence, phrase):
        return phrase
    for number in range(at + 1, min(at + 7, len(sentence))):
        piece = sentence[number]
        if piece.name is not None and piece.name.kind == "person":
            closed = number + 1 >= len(sentence) or sentence[number + 1].sort in ("sign", "quotation")
            return phrase._replace(name=piece.name, stands_for=None) if closed else phrase
        if piece.sort != "word" or piece.low in listed()["breaks"] or piece.low in listed()["prepositions"]:
            break
    return phrase
