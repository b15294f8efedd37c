"""What a sentence is about: the name, pronoun or described person that it begins with.

It is whom a quotation belongs to that has no cue (``Karel was not convinced. "They always say that."``),
and who goes on speaking behind ``and said``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.extraction.clauses import SPEAKING
from index.extraction.occasions import over_dateline
from index.extraction.phrase_heads import titled
from index.extraction.phrases import REACH, named_behind
from index.extraction.speech import Phrase, is_cue, listed

if TYPE_CHECKING:
    from index.extraction.clauses import Sentence


def first_of(sentence: Sentence) -> Phrase | None:
    """What a sentence is about, behind an opening adverbial; ``None`` for what could not speak."""
    at = _opening(sentence)
    if at >= len(sentence):
        return None
    piece = sentence[at]
    if piece.low in ("this", "that", "these", "those", "there"):
        return None
    if piece.sort == "word" and piece.low in ("he", "she", "they", "it", "someone", "somebody"):
        return Phrase(at, at + 1, pronoun=piece.low)
    return _named_from(sentence, at)


def _opening(sentence: Sentence) -> int:
    """Where the subject may begin: behind ``In Sel,`` and ``Asked about it,``, behind ``But``."""
    lists = listed()
    low, at = sentence[0].low, over_dateline(sentence)
    if at:
        return at
    if low in lists["prepositions"] or low in lists["openings"] or low.endswith(("ing", "ed")):
        at = next((n + 1 for n, one in enumerate(sentence[:REACH]) if one.text == ","), len(sentence))
    while at < len(sentence) and sentence[at].low in lists["lead in"]:
        at += 1
    return at


def _named_from(sentence: Sentence, at: int) -> Phrase | None:
    """The phrase from ``at`` to its name, or to the end of its nouns."""
    lists = listed()
    described = sentence[at].low in lists["determiners"]
    last = at
    while last < min(at + 8, len(sentence)):
        one = sentence[last]
        if one.name is not None and (person := titled(sentence, at)) > last:
            owns = [piece.low for piece in sentence[person + 1 : person + 2]] in (["'s"], ["’s"])
            return None if owns else Phrase(at, person + 1, sentence[person].name)
        if one.name is not None:
            following = [piece.low for piece in sentence[last + 1 : last + 3]]
            if (
                following[:1] in (["'s"], ["’s"])
                and following[1:]
                and following[1] not in lists["utterances"]
            ):
                last += 2
                continue
            return Phrase(at, last + 1, one.name) if one.name.kind in SPEAKING else None
        if one.sort != "word" or one.low in lists["breaks"] or one.low in lists["prepositions"]:
            break
        if last > at and (
            one.low.endswith("ed") or one.low in lists["adverbs"] or one.low in lists["past"] or is_cue(one)
        ):
            break
        if last == at and not described and one.text[0].islower():
            return None
        last += 1
        if described and last - at >= 4:
            break
    return named_behind(sentence, Phrase(at, last)) if described and last - at >= 2 else None
