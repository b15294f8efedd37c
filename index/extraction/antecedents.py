"""Whom a pronoun or a role stands for, from what an article said before.

``He`` is the only person that fits of the sentence before, or whom that was about; ``it`` is the body that it
was about, where it names no other. Over the end of a paragraph ``he`` needs a paragraph with one person, and
``it`` is nobody. ``The minister`` is the person who was called one, if one alone was. Where that is not
certain the answer is ``None``: a wrong name beside a quotation is worse than none.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from index.extraction.speech import is_person, listed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from index.extraction.clauses import Sentence
    from index.extraction.speech import Phrase
    from index.model import Mention

_BODIES = ("organisation", "group")
_EARTH = ("facility", "place")
#: How many pieces beside a name say what somebody is.
_BESIDE = 6


@dataclass(slots=True)
class _Before:
    """Who was named where a pronoun may look.

    Attributes:
        names: Each person and body by its name.
        about: Those of them that were spoken of or spoke.
        unnamed: Whether something or somebody without a name was or did.
        person: Whether a person without a name was or did.
    """

    names: dict[str, Mention] = field(default_factory=dict)
    about: dict[str, Mention] = field(default_factory=dict)
    unnamed: bool = False
    person: bool = False

    def add(self, names: Iterable[Mention]) -> None:
        """Take in who was named."""
        self.names |= {name.name: name for name in names}


class Antecedents:
    """What an article said so far about who is who. It grows a sentence at a time."""

    def __init__(self) -> None:
        self._before = _Before()
        self._paragraph = _Before()
        self._women: dict[str, bool] = {}
        self._roles: dict[str, dict[str, Mention]] = {}
        self._others: set[str] = set()

    def open_block(self, *, apart: bool) -> None:
        """Begin a paragraph: a pronoun may mean the only person of the one before, nobody where ``apart``."""
        last = self._paragraph
        alone = sum(name.kind == "person" for name in last.names.values()) == 1
        about = last.about if alone else {}
        self._before = _Before() if apart else _Before(last.names, about, True, last.person)
        self._paragraph = _Before()

    def read(self, sentence: Sentence, about: list[Mention], *, unnamed: bool, person: bool) -> None:
        """Take in the names of a sentence, after its statements were read.

        Args:
            sentence: The sentence.
            about: What it is about, and who speaks in it.
            unnamed: Whether it is about somebody or something without a name, or such a one speaks in it.
            person: Whether that is a person.
        """
        before = _Before({}, {name.name: name for name in about}, unnamed, person)
        before.add(piece.name for piece in sentence if piece.name is not None)
        before.add(about)
        if not person and not any(name.kind == "person" for name in before.names.values()):
            # "The road was dark." takes nobody's place.
            people = [name for name in self._before.names.values() if name.kind == "person"]
            before.add(people)
            before.about |= {name.name: name for name in self._before.about.values() if name in people}
            before.person = self._before.person
        self._before = before
        self._paragraph.add(before.names.values())
        self._paragraph.about |= before.about
        self._paragraph.person |= person

    def learn(self, sentence: Sentence) -> None:
        """Take in what a sentence says beside its names: titles, roles, ``Mrs``, ``a nurse``."""
        self._others.update(_called_without_name(sentence))
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

    def fits(self, name: Mention, pronoun: str) -> bool:
        """Whether a name can be meant by ``he``, ``she``, ``it`` or ``they``.

        A person of whom nothing is known can be a man, unless the name sounds female, or a woman.
        """
        if pronoun in ("it", "they"):
            return name.kind in (*_BODIES, *_EARTH)
        if name.kind != "person":
            return False
        known = self._women.get(name.name)
        return self._is_woman(name) == (pronoun == "she") or (known is None and pronoun == "she")

    def _is_woman(self, name: Mention) -> bool:
        """Whether a person is known to be a woman or sounds like one."""
        known = self._women.get(name.name)
        return _sounds_female(name.name) if known is None else known

    def pronoun(self, pronoun: str, beside: Iterable[Mention] = ()) -> Mention | None:
        """Whom ``he``, ``she``, ``it`` or ``they`` takes up from the sentence before.

        Args:
            pronoun: The word.
            beside: Who is named in its own sentence before it.
        """
        about = [name for name in self._before.about.values() if self.fits(name, pronoun)]
        if pronoun in ("it", "they"):
            found = self._body(about)
        elif self._before.person:
            found = None
        else:
            people = [name for name in self._before.names.values() if self.fits(name, pronoun)]
            if pronoun == "she":  # of whom nothing is known she is only where the sentence was about her
                people = [one for one in people if self._is_woman(one) or one.name in self._before.about]
            among = people if len(people) == 1 else about
            found = among[0] if len(among) == 1 else None
        sorts = _BODIES if pronoun in ("it", "they") else ("person",)
        if found is None or any(
            name.name != found.name and name.kind in sorts and self.fits(name, pronoun) for name in beside
        ):
            return None
        if found.kind == "person":
            self._women.setdefault(found.name, pronoun == "she")
        return found

    def _body(self, about: list[Mention]) -> Mention | None:
        bodies = [name for name in self._before.names.values() if name.kind in _BODIES]
        if self._before.unnamed or len(about) != 1 or any(name.name != about[0].name for name in bodies):
            return None
        return about[0]

    def role(self, phrase: Phrase, sentence: Sentence) -> Mention | None:
        """The person that ``the minister`` stands for, where the article calls one person so."""
        if sentence[phrase.first].low != "the" or phrase.last - phrase.first > 4:
            return None
        role = sentence[phrase.last - 1].low
        called = self._roles.get(role, {}) if role not in self._others else {}
        return next(iter(called.values())) if len(called) == 1 else None

    def _learn_word(self, word: str, name: Mention) -> None:
        if word in listed()["female"]:
            self._women[name.name] = True
        elif word in listed()["male"]:
            self._women[name.name] = False
        if is_person(word):
            self._roles.setdefault(word, {})[name.name] = name


def _called_without_name(sentence: Sentence) -> Iterator[str]:
    """The roles of somebody who is not named: ``an officer whom he trusts``, not ``Osk, an officer``."""
    for number, piece in enumerate(sentence):
        if piece.low not in ("a", "an", "another") or (number and sentence[number - 1].text in ",–—("):
            continue
        if number and sentence[number - 1].low in (
            "is",
            "was",
            "as",
            "are",
            "were",
            "became",
            "being",
            "been",
        ):
            continue
        for at in range(number + 1, min(number + 4, len(sentence))):
            if sentence[at].sort != "word" or sentence[at].low in listed()["prepositions"]:
                break
            following = sentence[at + 1] if at + 1 < len(sentence) else None
            named = following is not None and (following.sort == "name" or following.text == ",")
            if is_person(sentence[at].low) and not named:
                yield sentence[at].low


def _sounds_female(name: str) -> bool:
    """A guess by the first name, for want of anything better."""
    words = [word for word in name.lower().split() if not word.endswith(".")]
    first = next((word for word in words if word not in listed()["male"]), "") if len(words) > 1 else ""
    return first in listed()["women"] or (
        first.endswith(("a", "ah", "ine", "ette", "elle", "ie"))
        and first not in listed()["men in a"]
        and first[-4:] != "llah"
    )
