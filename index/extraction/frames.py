"""Cues as they are used in a sentence, each with its speaker.

A word of the table of cues counts where the words around it make it a verb of saying with somebody who says
it: not as a noun, not in the passive, not behind ``to``. Its speaker stands to the left, or to the right
where the order is inverted, or is that of the verb before (``arrived and said``, ``adding that``).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from index.extraction import phrases
from index.extraction.cues import Cue, cues
from index.extraction.date_patterns import NUMBERS
from index.extraction.objects import has_object, is_about_words
from index.extraction.speech import Phrase, is_person, listed
from index.extraction.subjects import first_of

if TYPE_CHECKING:
    from index.extraction.clauses import Piece, Sentence
    from index.model import Mention, Span

_ACCORDING = Cue(2, "clause", "asserts", participle=False, noun=False, lemma="according to")


_BE = ("was", "were", "been", "be", "is", "are", "being")
#: What follows one of these is a noun or stands before one.
_OPENS_A_NOUN = ("the", "a", "an", "his", "their", "its", "our", "my", "your", "'s", "’s")
_BEFORE_A_NOUN = ("of", "for", "in", "at", "from", "by", "with")
#: Their participles stand before nouns: ``with alleged links``.
_ADJECTIVES = ("allege", "accuse", "claim", "report", "confirm", "estimate", "promise", "predict", "threaten")
#: What is found to be so, of whom it is said, is a passive without its verb.
_FOUND_TO = (
    "predict",
    "estimate",
    "announce",
    "allege",
    "declare",
    "find",
    "believe",
    "think",
    "report",
    "say",
    "note",
)
#: They are done by others than speakers as often.
_GO_ON = ("continue", "begin", "offer")
_MODALS = ("may", "might", "should", "must", "could", "will", "shall")
#: What one can do is done by saying so: ``We can confirm that``.
_CAN = ("say", "confirm", "reveal", "disclose", "tell", "announce", "think", "believe")
_SAME_IN_PAST = ("read", "put it")

#: They may stand between a form of "be" and its participle: ``was also praised``.
_BETWEEN = (
    "also",
    "often",
    "still",
    "later",
    "then",
    "once",
    "again",
    "now",
    "just",
    "already",
    "first",
    "soon",
)
#: Behind a comma their speaker stands behind them, where it closes the sentence.
_INVERTED = ("say", "add", "explain", "argue", "insist", "warn", "reply", "state", "complain")

#: Besides articles and pronouns, what may open what is said.
_OPENS_CLAUSE = (
    "that",
    "there",
    "they",
    "we",
    "nobody",
    "nothing",
    "all",
    "each",
    "in",
    "on",
    "at",
    "if",
    "to",
)
#: What is said by none of these is said by nobody: ``No group claimed the attack``.
_NOBODY = ("no", "nobody", "none", "neither")


@dataclass(slots=True)
class Frame:
    """A cue as it is used in a sentence.

    Attributes:
        cue: What kind of cue it is.
        first: Its first piece.
        last: One past its last piece.
        speaker: The phrase beside it that speaks.
        inverted: Whether the speaker stands behind it.
        named: The mention that the speaker is or stands for.
        described: The words that a pronoun takes up where they are no name.
        quotations: The pieces that are its quotations.
    """

    cue: Cue
    first: int
    last: int
    speaker: Phrase
    inverted: bool = False
    named: Mention | None = None
    described: Span | None = None
    quotations: list[int] = field(default_factory=list)

    @property
    def begin(self) -> int:
        """The first piece of cue and speaker."""
        return self.first if self.inverted else min(self.first, self.speaker.first)

    @property
    def end(self) -> int:
        """One past the last piece of cue and speaker."""
        return self.speaker.last if self.inverted else self.last


def frames_of(sentence: Sentence) -> list[Frame]:
    """Every cue of a sentence that has a speaker, in order."""
    table = cues()
    frames: list[Frame] = []
    for at, piece in enumerate(sentence):
        if piece.sort != "word":
            continue
        if piece.low == "according" and at + 1 < len(sentence) and sentence[at + 1].low == "to":
            speaker = phrases.right_of(sentence, at + 2)
            if speaker is not None:
                frames.append(Frame(_ACCORDING, at, at + 2, speaker, inverted=True))
        elif piece.low in table.first and piece.text[0].islower() and (cue := _cue(sentence, at)) is not None:
            frame = _frame(sentence, at, cue, frames)
            if frame is not None and sentence[frame.speaker.first].low not in _NOBODY:
                frames.append(frame)
    return frames


def _cue(sentence: Sentence, at: int) -> Cue | None:
    """The longest cue that begins at a piece."""
    words = [piece.low for piece in sentence[at : at + 4]]
    for length in range(len(words), 0, -1):
        cue = cues().forms.get(" ".join(words[:length]))
        if cue is not None:
            return cue
    return None


def _frame(sentence: Sentence, at: int, cue: Cue, earlier: list[Frame]) -> Frame | None:
    """A cue with its speaker, if the words around it make it one."""
    last = at + cue.words
    before = sentence[at - 1] if at else None
    if before is not None and _is_unsaid(before) and not _nearby(sentence, last):
        return None
    if not _may_follow(sentence, at, last, cue):
        return None
    if before is not None and before.low == "as" and cue.lemma == "say" and cue.participle:
        return _quoted_as_saying(sentence, at, last, cue)
    if before is not None and not cue.participle and (before.sort == "quotation" or before.text == ","):
        beside = _beside_a_comma(sentence, at, last, cue)
        if beside is not None:
            return beside
    if before is not None and (_is_no_verb(before, cue) or _is_taken_back(sentence, at, cue)):
        return None
    if cue.participle or _is_joined(sentence, at):
        subject = earlier[-1].speaker if earlier else first_of(sentence)
        return Frame(cue, at, last, subject) if subject is not None and subject.first < at else None
    speaker = phrases.left_of(sentence, at)
    if speaker is not None and _is_infinitive(sentence, at, cue, speaker):
        return None
    if speaker is None:
        return None
    noun = cue.noun and speaker.name is None and not speaker.pronoun
    if noun and not _nearby(sentence, last) and not has_object(sentence, at, last, speaker):
        return None
    return Frame(cue, at, last, speaker)


def _is_unsaid(before: Piece) -> bool:
    """Whether the word before a cue takes it back (``cannot say who``, ``didn't say``) or only plans it."""
    return before.low in (
        "to",
        "not",
        "never",
        "neither",
        "nor",
        "cannot",
        "n't",
        "n’t",
    ) or before.low.endswith(("n't", "n’t"))


def _beside_a_comma(sentence: Sentence, at: int, last: int, cue: Cue) -> Frame | None:
    """A cue behind a quotation or a comma: its speaker stands behind it, unless an apposition ends there."""
    behind = phrases.right_of(sentence, last)
    if behind is not None and _closes(sentence, behind) and cue.lemma in _INVERTED:
        return Frame(cue, at, last, behind, inverted=True)  # "..., said the harbour master, Aksel Thuring."
    subject = phrases.left_of(sentence, at) if sentence[at - 1].text == "," else None
    if subject is not None and (subject.name is None or subject.name.kind != "place"):
        return Frame(cue, at, last, subject)
    if cue.lemma in ("tell", "inform") or cue.sort not in ("clause", "that", "quotation"):
        return None
    speaker = phrases.right_of(sentence, last)
    return Frame(cue, at, last, speaker, inverted=True) if speaker is not None else None


def _closes(sentence: Sentence, phrase: Phrase) -> bool:
    """Whether a person behind a cue has nothing behind but a full stop or an apposition."""
    behind = sentence[phrase.last] if phrase.last < len(sentence) else None
    if phrase.pronoun or (behind is not None and behind.text not in (".", ",", ":")):
        return False
    for piece in sentence[phrase.first : phrase.last]:
        if piece.low in listed()["prepositions"]:
            return False
        if (piece.name is not None and piece.name.kind == "person") or is_person(piece.low):
            return True
    return False


def _is_no_verb(before: Piece, cue: Cue) -> bool:
    """Whether the word before makes a cue a passive, a noun, or a description of that word."""
    if cue.participle:  # "a statement announcing": the noun before it is no speaker
        return before.text != "," and before.low not in ("and", "without", "by")
    if before.low in _BE:
        return not cue.adjective
    if before.low in _OPENS_A_NOUN or (before.low in _BEFORE_A_NOUN and cue.lemma in _ADJECTIVES):
        return True  # "the accused", "Biden's alleged decline"
    if cue.adjective:
        return before.low not in ("remains", "remained", "are", "still", "also", "deeply", "very", "highly")
    return cue.noun and (before.low in listed()["determiners"] or before.low in ("'s", "’s"))


def _is_taken_back(sentence: Sentence, at: int, cue: Cue) -> bool:
    """Whether adverbs part a cue from what makes it a passive or takes it back: ``was widely praised``."""
    number = at - 1
    while number > 0 and (phrases.is_manner(sentence, number) or sentence[number].low in _BETWEEN):
        number -= 1
    if number == at - 1:
        return False
    passive = not cue.participle and not cue.adjective and sentence[number].low in _BE
    return passive or _is_unsaid(sentence[number])


def _is_infinitive(sentence: Sentence, at: int, cue: Cue, speaker: Phrase) -> bool:
    """Whether a base form stands behind one who would say it otherwise: ``requested Trump declare``."""
    if cue.words > 1 or sentence[at].low != cue.lemma or cue.lemma in _SAME_IN_PAST:
        return False
    if sentence[at - 1].low in listed()["adverbs"]:
        return False
    if any(piece.low == "and" for piece in sentence[speaker.first : speaker.last]):
        return False  # "the mayor and his deputy say"
    if speaker.pronoun:
        return speaker.pronoun in ("he", "she", "it", "another")
    if speaker.name is not None:
        return speaker.name.kind in ("person", "place")
    return sentence[speaker.first].low in ("a", "an", "this", "that", "one", "every", "each")


def _is_joined(sentence: Sentence, at: int) -> bool:
    """Whether a verb shares the subject of the one before: ``arrived and said``."""
    number = at - 1
    while number >= 0 and sentence[number].low in listed()["adverbs"]:
        number -= 1
    return number >= 0 and sentence[number].low in ("and", "but", "or")


def _nearby(sentence: Sentence, at: int) -> bool:
    """Whether a quotation stands at this piece or a little behind it."""
    return any(piece.sort == "quotation" for piece in sentence[at : at + 4])


def _may_follow(sentence: Sentence, at: int, last: int, cue: Cue) -> bool:
    """Whether what stands around a cue is what its sort asks for."""
    following = sentence[last].low if last < len(sentence) else ""
    beside = any(piece.sort == "quotation" for piece in sentence[max(0, at - 14) : last + 12])
    if _is_other_verb(sentence, at, last, cue) or not is_about_words(sentence, last, cue):
        return False
    if _is_planned(sentence, at, cue) and not _nearby(sentence, last):
        return False
    if not cue.participle and (following == "of" if cue.lemma == "accuse" else _is_by(sentence, last)):
        return False  # "anyone accused of a crime", "the outbreak confirmed by the government"
    if cue.sort == "quotation":
        return beside
    if cue.sort == "that":
        return following in ("that", "as", ":") or beside
    if cue.sort == "reports":
        told = next(
            (at for at in range(last, min(last + 10, len(sentence))) if sentence[at].low in ("as", "that")), 0
        )
        return (told > 0 and sentence[told - 1].text != ",") or beside
    return not (cue.noun and following in ("of", "for", "by", "from", "about"))


def _is_other_verb(sentence: Sentence, at: int, last: int, cue: Cue) -> bool:
    """Whether words beside a cue make something else of it: ``claimed a life``, ``admitted to hospital``."""
    following = sentence[last].low if last < len(sentence) else ""
    if _is_about_somebody(sentence[at - 1].low, following, cue):
        return True
    if cue.lemma in _GO_ON and _goes_on_meanwhile(sentence, at, last):
        return True
    if _is_counted(sentence, at, last) or (cue.lemma == "maintain" and not _opens_a_clause(sentence, last)):
        return True
    if sentence[at].low == "states" and following != "that" and at:
        name = sentence[at - 1].name
        return name is not None and name.kind in ("place", "demonym")  # "other US states"
    if cue.lemma == "go on" and following in ("for", "until", "with", "in", "at"):
        return True
    if cue.lemma == "plead" and following in ("guilty", "not", "innocent", "no"):
        return True
    if cue.lemma == "admit" and following == "to":
        return not any(one.low.endswith("ing") for one in sentence[last + 1 : last + 2])
    if following == "to" and cue.lemma in _FOUND_TO and not cue.participle:
        return True  # "its winds predicted to reach"
    if cue.lemma == "claim" and any(one.low in ("life", "lives") for one in sentence[last : last + 5]):
        return True
    return cue.lemma in ("call", "label", "brand") and _is_naming(sentence, at, last)


def _is_about_somebody(before: str, following: str, cue: Cue) -> bool:
    """Whether somebody is called, spoken to or confirmed in an office, and nothing is said."""
    if cue.lemma == "confirm":
        return following in ("him", "her", "them")
    if cue.lemma == "call" and before == "they":
        return True
    if cue.lemma == "speak" and following in ("of", "to", "with", "for"):
        return True
    itself = following in ("itself", "themselves", "himself", "herself")
    return itself and cue.lemma in ("call", "describe", "label", "brand", "speak", "read")


def _is_counted(sentence: Sentence, at: int, last: int) -> bool:
    """Whether a cue only describes what is counted: ``37 confirmed cases``, ``fourteen state contests``."""
    before = sentence[at - 1] if at else None
    if before is None or before.sort != "word":
        return False
    many = before.text[0].isdigit() or before.low in NUMBERS
    quoted = any(piece.sort == "quotation" for piece in sentence[last : last + 2])
    return many and not quoted and not _opens_a_clause(sentence, last)


def _opens_a_clause(sentence: Sentence, at: int) -> bool:
    """Whether what stands here can open what is said, and is no bare noun or adjective."""
    if at >= len(sentence):
        return False
    piece, lists = sentence[at], listed()
    if piece.sort != "word" or piece.text[0].isupper():
        return True
    return piece.low in lists["determiners"] or piece.low in lists["pronouns"] or piece.low in _OPENS_CLAUSE


def _goes_on_meanwhile(sentence: Sentence, at: int, last: int) -> bool:
    """Whether something only goes on while other things happen: ``as the search continued``."""
    quoted = any(piece.quotation is not None for piece in sentence[last : last + 3])
    return not quoted and any(piece.low in ("as", "while") for piece in sentence[max(0, at - 6) : at])


def _is_planned(sentence: Sentence, at: int, cue: Cue) -> bool:
    """Whether it is not said yet: ``can and may declare``, ``should explain``; not ``We can confirm``."""
    if not at or sentence[at].low != cue.lemma:
        return False
    before = sentence[at - 1].low
    return before in _MODALS or (before == "can" and cue.lemma not in _CAN)


def _is_by(sentence: Sentence, at: int) -> bool:
    """Whether the one who says it follows behind ``by``, and not by what means it is said."""
    if at + 1 >= len(sentence) or sentence[at].low != "by":
        return False
    somebody = sentence[at + 1].sort == "name" or sentence[at + 1].low in listed()["determiners"]
    return somebody and not any(piece.low in listed()["occasions"] for piece in sentence[at + 1 : at + 3])


def _is_naming(sentence: Sentence, at: int, last: int) -> bool:
    """Whether a thing is only called so: ``a channel called "Reeds"``, not ``what SMC called "outlaws"``."""
    if last >= len(sentence) or sentence[last].sort != "quotation":
        return False
    who = phrases.left_of(sentence, at)
    return who is not None and who.name is None and sentence[who.first].low in ("a", "an", "one", "its")


def _quoted_as_saying(sentence: Sentence, at: int, last: int, cue: Cue) -> Frame | None:
    """``quoted a driver as saying``, ``was quoted as saying``."""
    before = sentence[at - 2] if at > 1 else None
    if before is not None and before.low in ("quoted", "cited"):
        number = at - 2
        while number > 0 and sentence[number - 1].low in ("was", "were", "is", "are", "been", "has", "had"):
            number -= 1
        speaker = phrases.left_of(sentence, number)
    else:
        speaker = phrases.left_of(sentence, at - 1)
    return Frame(cue._replace(participle=False), at, last, speaker) if speaker is not None else None
