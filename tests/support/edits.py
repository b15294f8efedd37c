"""Articles edited at random, with an account of where every character of the old text went.

The account is what a re-anchoring is judged by: it comes from the edit itself, not from comparing texts.
"""

from __future__ import annotations

import random
import re
from dataclasses import dataclass, replace

from index.model import Span

_SENTENCE = re.compile(r"[^\s].*?(?:[.!?][”\"’)]*(?=\s|$)|\n|$)", re.DOTALL)
_WORD = re.compile(r"\w+")

#: A copy of a passage stands at least so many characters away from it.
_BESIDE = 64


@dataclass(frozen=True)
class Character:
    """One character, where it stood in the old text, and else what it was copied from; -1 for neither."""

    sign: str
    origin: int
    copied: int = -1


Text = list[Character]


@dataclass(frozen=True)
class Edited:
    """A text after an edit.

    Attributes:
        text: The new text.
        origins: For each of its characters where it stood in the old text; -1 when it was put in.
        copied: For each of its characters which one of the old text it is a copy of; -1 when of none.
        edits: What was done, in words.
    """

    text: str
    origins: tuple[int, ...]
    copied: tuple[int, ...]
    edits: tuple[str, ...]

    def is_right(self, quote: Span, proposed: Span) -> bool:
        """Whether more than half of the proposed characters came out of the passage.

        Where less than half of the passage was left, a copy of it that was made before counts as well.
        """
        sources = [self.origins] if self.kept(quote) >= 0.5 else [self.origins, self.copied]
        inside = sum(
            any(quote.start <= source[at] < quote.end for source in sources)
            for at in range(proposed.start, proposed.end)
        )
        return 2 * inside > proposed.end - proposed.start

    def kept(self, quote: Span) -> float:
        """The share of the passage that is still there."""
        return sum(quote.start <= origin < quote.end for origin in self.origins) / (quote.end - quote.start)


def sentences(text: str) -> list[Span]:
    """The sentences of a text, roughly."""
    return [Span(*found.span()) for found in _SENTENCE.finditer(text) if found.group().strip()]


def edit(text: str, quote: Span, chance: random.Random) -> Edited:
    """Edit a text one to four times: around the passage, inside it, or all over it."""
    now = [Character(sign, at) for at, sign in enumerate(text)]
    done = []
    for _ in range(chance.randint(1, 4)):
        change = chance.choice(_CHANGES)
        if change is _copy_the_passage_elsewhere and "move the passage" in done:
            continue  # a copy can land where the passage stood, and nobody could tell the two apart
        done.append(change.__name__.strip("_").replace("_", " "))
        now = change(now, quote, chance)
    return Edited(
        "".join(each.sign for each in now),
        tuple(each.origin for each in now),
        tuple(each.copied for each in now),
        tuple(done),
    )


def _plain(text: Text) -> str:
    return "".join(each.sign for each in text)


def _new(words: str) -> Text:
    return [Character(sign, -1) for sign in words]


def _copy(text: Text) -> Text:
    return [Character(each.sign, -1, max(each.origin, each.copied)) for each in text]


def _passage(text: Text, quote: Span) -> Span | None:
    at = [place for place, each in enumerate(text) if quote.start <= each.origin < quote.end]
    return Span(at[0], at[-1] + 1) if at else None


def _a_word(text: Text, within: Span, chance: random.Random) -> Span | None:
    found = [
        Span(m.start() + within.start, m.end() + within.start)
        for m in _WORD.finditer(_plain(text[within.start : within.end]))
    ]
    return chance.choice(found) if found else None


def _replace_word(text: Text, within: Span, chance: random.Random) -> Text:
    word = _a_word(text, within, chance)
    other = _a_word(text, Span(0, len(text)), chance)
    if (
        word is None
        or other is None
        or _plain(text[word.start : word.end]) == _plain(text[other.start : other.end])
    ):
        return text
    return text[: word.start] + _new(_plain(text[other.start : other.end])) + text[word.end :]


def _replace_a_word_inside(text: Text, quote: Span, chance: random.Random) -> Text:
    place = _passage(text, quote)
    return _replace_word(text, place, chance) if place else text


def _replace_words_around(text: Text, quote: Span, chance: random.Random) -> Text:
    place = _passage(text, quote)
    if place is None:
        return text
    before = _replace_word(text, Span(max(0, place.start - 40), place.start), chance)
    place = _passage(before, quote) or place
    return _replace_word(before, Span(place.end, min(len(before), place.end + 40)), chance)


def _mistype(text: Text, quote: Span, chance: random.Random) -> Text:
    place = _passage(text, quote)
    if place is None:
        return text
    at = chance.randrange(place.start, place.end)
    return (
        text[:at]
        + _new(chance.choice("aeiou".replace(text[at].sign, "")))
        + text[at + chance.randint(0, 1) :]
    )


def _insert_inside(text: Text, quote: Span, chance: random.Random) -> Text:
    place = _passage(text, quote)
    if place is None:
        return text
    at = chance.randrange(place.start, place.end)
    return text[:at] + _new(chance.choice((" reportedly", ", he said,", " [sic]"))) + text[at:]


def _delete_the_passage(text: Text, quote: Span, chance: random.Random) -> Text:
    return [each for each in text if not quote.start <= each.origin < quote.end]


def _cut_the_passage(text: Text, quote: Span, chance: random.Random) -> Text:
    place = _passage(text, quote)
    if place is None:
        return text
    middle = chance.randrange(place.start, place.end)
    return text[:middle] + text[place.end :] if chance.random() < 0.5 else text[: place.start] + text[middle:]


def _copy_the_passage_elsewhere(text: Text, quote: Span, chance: random.Random) -> Text:
    place = _passage(text, quote)
    if place is None:
        return text
    at = chance.choice(sentences(_plain(text))).start
    if place.start - _BESIDE < at < place.end + _BESIDE:
        return text  # side by side nobody can tell the two apart
    return text[:at] + _copy(text[place.start : place.end]) + _new(" ") + text[at:]


def _move_the_passage(text: Text, quote: Span, chance: random.Random) -> Text:
    place = _passage(text, quote)
    if place is None:
        return text
    cut, rest = text[place.start : place.end], text[: place.start] + text[place.end :]
    places = sentences(_plain(rest))
    if not places:
        return text
    at = chance.choice(places).start
    return rest[:at] + cut + _new(" ") + rest[at:]


def _delete_a_sentence(text: Text, quote: Span, chance: random.Random) -> Text:
    found = sentences(_plain(text))
    gone = chance.choice(found)
    return text[: gone.start] + text[gone.end :] if len(found) > 1 else text


def _repeat_a_sentence(text: Text, quote: Span, chance: random.Random) -> Text:
    found = sentences(_plain(text))
    said, at = chance.choice(found), chance.choice(found).start
    if said.start - _BESIDE < at < said.end + _BESIDE:
        return text
    return text[:at] + _copy(text[said.start : said.end]) + _new(" ") + text[at:]


def _insert_a_sentence(text: Text, quote: Span, chance: random.Random) -> Text:
    at = chance.choice(sentences(_plain(text))).start
    words = [
        _plain(text[w.start : w.end])
        for w in (_a_word(text, Span(0, len(text)), chance) for _ in range(12))
        if w
    ]
    return text[:at] + _new(" ".join(words).capitalize() + ". ") + text[at:]


def _swap_paragraphs(text: Text, quote: Span, chance: random.Random) -> Text:
    breaks = [found.end() for found in re.finditer(r"\n\n", _plain(text))]
    if not breaks:
        return text
    at = chance.choice(breaks)
    return text[at:] + _new("\n\n") + text[:at]


def _break_lines_otherwise(text: Text, quote: Span, chance: random.Random) -> Text:
    return [replace(each, sign="\n") if each.sign == " " and chance.random() < 0.1 else each for each in text]


_CHANGES = (
    _replace_a_word_inside, _replace_words_around, _mistype, _insert_inside, _delete_the_passage,
    _cut_the_passage, _copy_the_passage_elsewhere, _move_the_passage, _delete_a_sentence,
    _repeat_a_sentence, _insert_a_sentence, _swap_paragraphs, _break_lines_otherwise,
)  # fmt: skip
