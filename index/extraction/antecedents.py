"""Whom a pronoun or a role stands for, from what an article said before.

``He`` is the last person who spoke or whom a sentence was about, unless words around the name say that it
is a woman; ``the minister`` is the person who was last called one. Where nothing before fits, the answer is
``None``: a wrong name beside a quotation is worse than none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.extraction.speech import listed

if TYPE_CHECKING:
    from index.extraction.clauses import Sentence
    from index.extraction.speech import Phrase
    from index.model import Mention

_BODIES = ("organisation", "group", "facility", "place")
#: How many pieces beside a name say what somebody is.
_BESIDE = 6


class Antecedents:
    """What an article said so far about who is who. It grows a sentence at a time."""

    def __init__(self) -> None:
        self._people: list[Mention] = []
        self._bodies: list[Mention] = []
        self._speakers: list[Mention] = []
        self._women: dict[str, bool] = {}
        self._roles: dict[str, Mention] = {}

    def read(self, sentence: Sentence, subject: Phrase | None) -> None:
        """Take in the names of a sentence, after its statements were read.

        Args:
            sentence: The sentence.
            subject: What it is about, which is remembered as if it had been named last.
        """
        for piece in sentence:
            if piece.name is not None:
                (self._people if piece.name.kind == "person" else self._bodies).append(piece.name)
        if subject is not None and subject.name is not None:
            (self._people if subject.name.kind == "person" else self._bodies).append(subject.name)

    def learn(self, sentence: Sentence) -> None:
        """Take in what a sentence says beside its names: titles, roles, ``Mrs``, ``a nurse``."""
        for number, piece in enumerate(sentence):
            if piece.name is None or piece.name.kind != "person":
                continue
            for word in piece.low.replace(".", "").split()[:-1]:
                self._learn_word(word, piece.name)
            before = number - 1
            while before >= max(0, number - 4) and sentence[before].sort == "word":
                if (
                    sentence[before].low in listed()["prepositions"]
                    or sentence[before].low in listed()["breaks"]
                ):
                    break
                self._learn_word(sentence[before].low, piece.name)
                before -= 1
            if before > 0 and sentence[before].text == "," and sentence[before - 1].sort == "word":
                self._learn_word(sentence[before - 1].low, piece.name)
            if number + 1 < len(sentence) and sentence[number + 1].text == ",":
                for beside in sentence[number + 2 : number + 2 + _BESIDE]:
                    if beside.sort != "word" or beside.low in (*listed()["prepositions"], "and"):
                        break
                    self._learn_word(beside.low, piece.name)

    def spoke(self, name: Mention) -> None:
        """Remember who spoke last."""
        self._speakers.append(name)
        (self._people if name.kind == "person" else self._bodies).append(name)

    def stands_for(self, phrase: Phrase, sentence: Sentence) -> Mention | None:
        """The mention that a pronoun or a role stands for."""
        if phrase.pronoun in ("he", "she"):
            return self._person(woman=phrase.pronoun == "she")
        if phrase.pronoun in ("it", "they", "we"):
            spoken = self._speakers[-1] if self._speakers else None
            if phrase.pronoun == "they":
                return spoken if spoken is not None and spoken.kind in ("group", "organisation") else None
            bodies = [name for name in self._bodies if name.kind in ("organisation", "group")]
            return bodies[-1] if bodies else self._bodies[-1] if self._bodies else None
        opening = sentence[phrase.first].low
        if (
            phrase.pronoun
            or opening not in ("the", "his", "her", "their", "its")
            or phrase.last - phrase.first > 4
        ):
            return None
        if opening != "the":
            return None
        return self._roles.get(sentence[phrase.last - 1].low)

    def _learn_word(self, word: str, name: Mention) -> None:
        if word in listed()["female"]:
            self._women[name.name] = True
        elif word in listed()["male"]:
            self._women[name.name] = False
        if word.isalpha() and word not in listed()["determiners"]:
            self._roles[word] = name

    def _person(self, *, woman: bool) -> Mention | None:
        """The last person who fits. A name of which nothing is known does, unless it sounds female."""
        for name in reversed(self._people[-12:]):
            known = self._women.get(name.name)
            if known is None:
                known = True if _sounds_female(name.name) else woman
            if known == woman:
                return name
        return None


def _sounds_female(name: str) -> bool:
    """A guess by the first name, for want of anything better."""
    words = [word for word in name.lower().split() if not word.endswith(".")]
    first = next((word for word in words if word not in listed()["male"]), "") if len(words) > 1 else ""
    return (
        first.endswith(("a", "ah", "ine", "ette", "elle", "ie"))
        and first not in listed()["men in a"]
        and first[-4:] != "llah"
    )
