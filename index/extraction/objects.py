"""What stands behind a verb that may mean two things: ``denied the attack``, and ``denied him entry``.

To reject what somebody says is to deny it, to reject a plan is not; a ministry that questions a report doubts
it, and a patrol that questions a driver only asks him. Where it is not the first, nothing is said.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.extraction.lists import word_lists
from index.extraction.speech import is_person, listed

if TYPE_CHECKING:
    from index.extraction.clauses import Piece, Sentence
    from index.extraction.cues import Cue
    from index.extraction.speech import Phrase

#: They also say what somebody decides about a plan, a request, a case.
_DECIDE = ("reject", "dismiss", "contradict")
#: Of these it is also somebody who is sent away.
_SEND_AWAY = ("reject", "dismiss")
#: How many pieces behind such a verb are looked through for words for what somebody says.
_REACH = 10
#: How many pieces are what is denied or questioned, up to its noun.
_NOUN_WITHIN = 6
#: Behind ``question`` where it is a verb.
_QUESTIONED_FROM = ("whether", "if", "how", "why", "the", "what", "that", "his", "her", "its", "their")
#: An article and a noun.
_WITH_ARTICLE = 2
#: With one of these begins what a verb takes, and hardly what stands behind a noun.
_OBJECTS = (
    *("the", "a", "an", "this", "that", "these", "those", "any"),
    *("it", "its", "he", "his", "she", "her", "they", "their"),
)
#: What was said before, as a pronoun.
_TAKEN_UP = ("it", "this", "these", "them", "both")
_CLAUSE_BEHIND = ("when", "as", "but", "though", "although", "while", "because", "and", "again", "all")
_SOMEBODY = ("him", "her", "them", "us", "me", "you", "people", "everyone", "anyone")


def is_about_words(sentence: Sentence, last: int, cue: Cue) -> bool:
    """Whether what stands behind a cue that denies or doubts is something that can be denied or doubted.

    Args:
        sentence: The sentence.
        last: One past the last piece of the cue.
        cue: Any cue; of those that do neither everything can be said.
    """
    if cue.lemma in _DECIDE:
        return not _is_decided(sentence[last : last + _REACH], of_somebody_too=cue.lemma in _SEND_AWAY)
    if cue.lemma == "deny":
        return not _is_granted(sentence[last : last + _NOUN_WITHIN])
    if cue.lemma == "question":
        opens = last < len(sentence) and sentence[last].low in _QUESTIONED_FROM
        return opens and not _is_somebody(sentence[last : last + _NOUN_WITHIN])
    return True


def has_object(sentence: Sentence, at: int, last: int, speaker: Phrase) -> bool:
    """Whether a word that is a noun as often is a verb here: ``the ministry doubts this figure``.

    A person or a body in the singular stands before it and opens its clause, and what it takes behind it.
    """
    opens = speaker.first == 0 or sentence[speaker.first - 1].sort != "word"
    head = sentence[at - 1].low
    if not opens or speaker.last - speaker.first < _WITH_ARTICLE or speaker.last != at:
        return False
    lists = word_lists("words.txt")
    bodies = (lists["organisation_heads"], lists["group_heads"], listed()["voices"])
    acts = is_person(head) or any(head in words for words in bodies)
    if not acts or not sentence[at].low.endswith("s") or last + 1 >= len(sentence):
        return False
    times = sentence[last + 1].low in listed()["times"] or sentence[last + 1].low in listed()["weekdays"]
    return not times and (sentence[last].low in _OBJECTS or sentence[last].sort == "name")


def is_taken_up(clause: Sentence, cue: Cue) -> bool:
    """Whether what is denied or doubted is a pronoun alone: ``denied it on Monday``."""
    if cue.sort not in ("denies", "doubts") or cue.lemma in _SEND_AWAY or clause[0].low not in _TAKEN_UP:
        return False
    if clause[0].low == "them" and cue.lemma == "question":
        return False
    lists = listed()
    return all(
        one.sort == "sign"
        or one.low in _CLAUSE_BEHIND
        or any(one.low in lists[name] for name in ("prepositions", "weekdays", "when"))
        for one in clause[1:2]
    )


def _is_decided(behind: Sentence, *, of_somebody_too: bool) -> bool:
    """``Rejected the plan``, ``dismissed the director``; not ``dismissed the plan as an invention``."""
    for number, piece in enumerate(behind):
        if piece.sort == "sign" and piece.text not in "’'":
            break
        if (
            piece.sort == "quotation"
            or piece.low in ("that", "what", "saying")
            or (number and piece.low == "as")
        ):
            return False
        if piece.low in listed()["claims"]:
            return False
    if of_somebody_too and _is_somebody(behind[:_NOUN_WITHIN]):
        return True
    noun = _noun(behind)
    return noun is not None and noun.low in listed()["decided"]


def _is_granted(behind: Sentence) -> bool:
    """``Denied him entry``, ``denied funding for the wall``: it was refused, and not said to be untrue."""
    noun = _noun(behind)
    hers = behind[:1] and behind[0].low == "her" and noun is not None and noun.low in listed()["claims"]
    if behind and behind[0].low in _SOMEBODY and not hers:
        return len(behind) > 1 and behind[1].sort == "word" and behind[1].low not in listed()["prepositions"]
    return noun is not None and noun.low in listed()["granted"]


def _is_somebody(behind: Sentence) -> bool:
    """``Questioned the driver``, ``questioned the car's owner``."""
    noun = _noun(behind)
    if behind and behind[0].low in _SOMEBODY and not (behind[0].low == "her" and _noun(behind[1:])):
        return True
    if noun is None:
        return False
    if noun.name is not None:
        return noun.name.kind in ("person", "demonym")
    return any(
        one in listed()["questioned"] or is_person(one) for one in (noun.low, noun.low.removesuffix("s"))
    )


def _noun(behind: Sentence) -> Piece | None:
    """The last noun of the phrase that begins here, before a preposition, a sign, or a verb."""
    noun: Piece | None = None
    lists = listed()
    for piece in behind:
        if (
            piece.sort not in ("word", "name")
            or piece.low in lists["breaks"]
            or piece.low in lists["prepositions"]
        ):
            break
        if piece.low in ("and", "whether") or (noun is not None and piece.low.endswith("ing")):
            break
        if piece.low not in ("'s", "’s") and piece.low not in lists["determiners"]:
            noun = piece
    return noun
