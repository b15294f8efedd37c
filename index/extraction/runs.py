"""Runs of capitalised words: the raw material of names.

A run is as long as a name could be: capitalised words side by side, joined by the small words that
stand inside names (``bin``, ``van``, ``of`` after a head noun). What a run names is not decided here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from index.extraction.lists import word_lists
from index.extraction.tokens import Word, plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from index.extraction.lexicon import Entry, Lexicon

#: No name has more words. What is longer is read in pieces.
LONGEST_NAME = 12

#: What stands before the first word of a quotation, a list or a part of a sentence.
_OPENING = frozenset('"“”‘:•–—«')
_PRONOUNS = frozenset({"I", "I'm", "I’m", "I've", "I’ve", "I'll", "I’ll", "I'd", "I’d"})


@dataclass(frozen=True, slots=True)
class Scene:
    """One sentence with all that is needed to read it.

    Attributes:
        text: The whole text.
        sentence: The words of the sentence, compounds already taken apart.
        lexicon: What phrases may be.
        lowered: Every word that the text has in lower case somewhere.
    """

    text: str
    sentence: Sequence[Word]
    lexicon: Lexicon
    lowered: frozenset[str]

    def gap(self, at: int) -> str:
        """What stands between word ``at - 1``, with its possessive mark, and word ``at``."""
        before = self.sentence[at - 1]
        return self.text[before.end + len(before.tail) : self.sentence[at].start]

    def low(self, at: int) -> str:
        """Word ``at`` in lower case, with straight apostrophes."""
        return plain(self.sentence[at].text).lower()

    def has(self, section: str, at: int) -> bool:
        """Whether the lexicon has word ``at`` in that section."""
        return self.low(at) in self.lexicon.lists[section]

    def before(self, at: int) -> str:
        """The lower-cased word right before word ``at``, or nothing when more than a space parts them."""
        if at == 0 or not self.gap(at).isspace() or self.sentence[at - 1].tail:
            return ""
        return self.low(at - 1)

    def after(self, at: int) -> str:
        """The lower-case word right after word ``at - 1``, as it stands, or nothing."""
        if at >= len(self.sentence) or not self.gap(at).isspace() or self.sentence[at - 1].tail:
            return ""
        word = plain(self.sentence[at].text)
        return word if word[0].islower() else ""

    def opens(self, at: int) -> bool:
        """Whether word ``at`` opens a sentence or a quotation, so that its capital letter says little."""
        if at == 0:
            return True
        gap = self.gap(at)
        return gap != " " and not _OPENING.isdisjoint(gap)


def split_compounds(text: str, sentence: list[Word], lexicon: Lexicon) -> list[Word]:
    """Take names out of compounds: ``Iran-backed`` gives Iran, ``Iraqi-Syrian`` gives two words."""
    if text.find("-", sentence[0].start, sentence[-1].end) < 0:
        return sentence
    split: list[Word] = []
    for word in sentence:
        if "-" in word.text and word.text not in lexicon.phrases:
            split.extend(_parts(word, lexicon))
        else:
            split.append(word)
    return split


def is_capital(word: str) -> bool:
    """Whether a word can be part of a name: a capital letter, also after an Arabic article."""
    if word[0].isupper():
        return word not in _PRONOUNS and word not in word_lists("words.txt")["calendar"]
    if not word[0].islower():
        return False
    if "-" not in word:
        return False
    article, _, name = word.partition("-")
    return article in word_lists("words.txt")["articles"] and name[:1].isupper()


def joined(scene: Scene, at: int) -> bool:
    """Whether word ``at`` can continue the name that the word before it belongs to."""
    before = scene.sentence[at - 1]
    gap = scene.gap(at)
    if before.tail:
        return gap == " " and plain(before.text).lower() in scene.lexicon.lists["possessives"]
    if gap == " & " or gap.isspace():
        return True
    if gap == ", ":
        return scene.sentence[at].text in ("D.C.", "DC") and before.text == "Washington"
    if gap in (". ", "."):
        return (len(before.text) == 1 and before.text.isupper()) or (
            before.text.lower() in scene.lexicon.lists["title_abbreviations"]
        )
    return False


def known(scene: Scene, at: int, end: int) -> tuple[int, Entry] | None:
    """The longest phrase of the lexicon that begins with word ``at`` and ends before word ``end``."""
    word = scene.sentence[at]
    lengths = scene.lexicon.lengths
    longest = lengths.get(plain(word.text), 0)
    if word.tail:
        longest = max(longest, lengths.get(plain(word.text + word.tail), 0))
    found = None
    phrase = ""
    for here in range(at, min(at + longest, end)):
        if here > at and not joined(scene, here):
            break
        word = scene.sentence[here]
        entry = scene.lexicon.phrases.get(phrase + plain(word.text))
        if entry is not None:
            found = here + 1 - at, entry
        phrase += plain(word.text + word.tail) + " "
    return found


def runs(scene: Scene) -> Iterator[tuple[int, int]]:
    """Every run of the sentence as a range of its words."""
    at, end = 0, len(scene.sentence)
    while at < end:
        word = scene.sentence[at].text
        if (word.islower() and "-" not in word) or not is_capital(word):
            at += 1
            continue
        last = _grow(scene, at)
        yield at, last
        at = last


def _parts(word: Word, lexicon: Lexicon) -> list[Word]:
    text = plain(word.text)
    head, _, tail = text.rpartition("-")
    lists = lexicon.lists
    if is_capital(head) and (tail in lists["compound_tails"] or tail.endswith(("ed", "ing"))):
        return [Word(word.text[: len(head)], word.start, word.start + len(head))]
    opening, _, rest = text.partition("-")
    if opening in lists["compound_openings"] and rest[0].isupper():
        return [Word(word.text[-len(rest) :], word.end - len(rest), word.end, word.tail)]
    if "-" not in rest and opening in lexicon.phrases and rest in lexicon.phrases:
        middle = word.start + len(opening)
        return [
            Word(word.text[: len(opening)], word.start, middle),
            Word(word.text[-len(rest) :], word.end - len(rest), word.end, word.tail),
        ]
    return [word]


def _grow(scene: Scene, first: int) -> int:
    """One past the last word of the run that begins with word ``first``."""
    end = min(len(scene.sentence), first + LONGEST_NAME)
    phrase = known(scene, first, end)
    at = first + (phrase[0] if phrase else 1)
    while at < end:
        if is_capital(scene.sentence[at].text) or _is_family_name(scene, at):
            if not joined(scene, at):
                break
            phrase = known(scene, at, end)
            at += phrase[0] if phrase else 1
            continue
        resumed = _after_small_words(scene, first, at, end)
        if resumed is None:
            break
        at = resumed
    return at


def _is_family_name(scene: Scene, at: int) -> bool:
    """Whether a month is a family name here: Theresa May."""
    before = scene.sentence[at - 1]
    return scene.sentence[at].text == "May" and not before.tail and before.text in scene.lexicon.given


def _after_small_words(scene: Scene, first: int, at: int, end: int) -> int | None:
    """Where the run goes on after small words at ``at``, or ``None`` when they end it."""
    if not joined(scene, at) or scene.has("ordinary", at - 1):
        return None
    low = scene.sentence[at].text
    following = at + 1
    if low in scene.lexicon.lists["particles"]:
        if following < end and scene.sentence[following].text in (
            "la",
            "las",
            "los",
            "der",
            "den",
            "al",
            "el",
        ):
            following += 1
    elif low in ("of", "for", "on", "to"):
        whole_party = low == "for" and at - first > 2 and scene.low(at - 1) == "party"
        inside = low == "of" and (_is_what_for(scene, first, at) or _is_of_state(scene, first, at, end))
        if whole_party or not (inside or _opens_body(scene, at, low, end)):
            return None
        if following < end and scene.sentence[following].text == "the":
            following += 1
    elif low != "and" or not _continues_body(scene, first, at, end):
        return None
    if following < end and joined(scene, following) and is_capital(scene.sentence[following].text):
        return following
    return None


def _opens_body(scene: Scene, at: int, low: str, end: int) -> bool:
    """Whether ``of``, ``for``, ``on`` or ``to`` at ``at`` belongs to a name: Ministry of, Committee on."""
    before = scene.low(at - 1)
    if low in ("on", "to"):
        return before in ("committee", "commission", "council", "campaign")
    if before in scene.lexicon.lists["titles"]:
        after = at + 2 if at + 1 < end and scene.sentence[at + 1].text == "the" else at + 1
        return after < end and scene.has("title_parts", after)
    kind = scene.lexicon.heads.get(before)
    if kind == "organisation" and before.endswith("s") and scene.opens(at - 1):
        return False  # Ferries of, Records of: that many of something, and no name
    return kind is not None and (low == "of" or kind in ("organisation", "group"))


def _is_what_for(scene: Scene, first: int, at: int) -> bool:
    """Whether the word before ``of`` says what a body is for: Office for the Coordination of Aid."""
    if not scene.low(at - 1).endswith(("ion", "ment", "ance", "ing")):
        return False
    before = at - 2 - (scene.low(at - 2) == "the")
    return before > first and scene.sentence[before].text == "for" and _heads_body(scene, before - 1)


def _is_of_state(scene: Scene, first: int, at: int, end: int) -> bool:
    """Whether ``of`` names the state of an office: Ministry of Foreign Affairs of the Republic of Poland."""
    offices = (
        "ministry",
        "department",
        "office",
        "secretariat",
        "embassy",
        "consulate",
        "committee",
        "agency",
    )
    first += scene.low(first) == "the"
    inside = range(first + 1, at)
    if scene.low(first) not in offices or not any(
        scene.sentence[here].text in ("of", "for") for here in inside
    ):
        return False
    after = at + 1
    while after < end and scene.sentence[after].text == "the":
        after += 1
    phrase = known(scene, after, end) if after < end else None
    return phrase is not None and phrase[1].sort == "countries"


def _heads_body(scene: Scene, at: int) -> bool:
    return scene.lexicon.heads.get(scene.low(at)) in ("organisation", "group")


def _continues_body(scene: Scene, first: int, at: int, end: int) -> bool:
    """Whether ``and`` at ``at`` stands inside a name: Ministry of Health and Education."""
    of = next(
        (here for here in range(first + 1, at) if scene.sentence[here].text in ("of", "for", "on")), first
    )
    if of == first or scene.lexicon.heads.get(scene.low(of - 1)) is None:
        return False
    if at + 1 >= end or scene.sentence[at + 1].text == "The" or not is_capital(scene.sentence[at + 1].text):
        return False
    return known(scene, at + 1, end) is None and known(scene, at - 1, at) is None
