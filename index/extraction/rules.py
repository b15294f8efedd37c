"""What a run of capitalised words names, by the words in it and around it.

Every rule looks at one sentence. What a rule cannot decide leaves here as an open candidate, and
``index.extraction.document`` may decide it by the rest of the article; what stays open is no mention,
because a highlight that is wrong is not trusted. Headlines are read by the lexicon alone: there a
capital letter says nothing.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from index.extraction.evidence import LONGEST_PERSON, acts, facility_end, is_acronym, kind_around, kind_inside
from index.extraction.lexicon import Entry, lexicon
from index.extraction.lists import word_lists
from index.extraction.runs import Scene, is_capital, joined, known, runs, split_compounds
from index.extraction.tokens import Word, plain, sentences

if TYPE_CHECKING:
    from collections.abc import Iterator

    from index.model import Kind


class Candidate(NamedTuple):
    """A name, or what may be one.

    Attributes:
        start: First code point.
        end: One past the last.
        words: Its words with straight apostrophes.
        kind: What sort of thing it names, or ``None`` while that is open.
        name: The name of the lexicon, or the words themselves.
        how: Which sort of rule found it: ``lexicon``, ``unsure``, ``figure``, ``head``, ``title``, ``given``,
            ``context``, ``open``, ``acronym``.
        confidence: 0 to 1.
        doubtful: Whether its capital letter says nothing: an ordinary word that opens a sentence.
        before: The lower-cased word right before it, or nothing.
        acts: Whether what follows is what people and bodies do: ``said``, ``pleaded``, ``was born``.
    """

    start: int
    end: int
    words: tuple[str, ...]
    kind: Kind | None
    name: str
    how: str
    confidence: float
    doubtful: bool = False
    before: str = ""
    acts: bool = False

    @property
    def determined(self) -> bool:
        """Whether ``the``, ``a`` or the like stands before it."""
        return self.before in word_lists("words.txt")["determiners"]


_LOWER_WORD = re.compile(r"(?<![^\W_])[a-z]{2,24}(?![^\W_])")


def candidates(text: str, *, english: bool = True) -> list[Candidate]:
    """Every candidate of a text, in order; they do not overlap.

    Args:
        text: A cleaned text.
        english: Whether the rules of English apply; without them only the lexicon speaks.
    """
    lists = lexicon()
    lowered = frozenset(match[0] for match in _LOWER_WORD.finditer(text))
    found: list[Candidate] = []
    for sentence in sentences(text):
        scene = Scene(text, split_compounds(sentence, lists), lists, lowered)
        if is_capitals(sentence):
            found.extend(_in_capitals(scene))
        elif not english or is_headline(text, sentence):
            found.extend(_by_lexicon(scene))
        else:
            for first, last in runs(scene):
                found.extend(_read(scene, first, last))
    return found


def is_capitals(sentence: list[Word]) -> bool:
    """Whether a sentence is set in capital letters."""
    letters = [word.text for word in sentence if word.text[0].isalpha() and len(word.text) > 1]
    return len(letters) > 3 and sum(word.isupper() for word in letters) > 0.75 * len(letters)


def is_headline(text: str, sentence: list[Word]) -> bool:
    """Whether a sentence is a line of its own with a capital letter on nearly every word."""
    last = sentence[-1].end + len(sentence[-1].tail)
    if len(sentence) < 4 or text[last : last + 1] not in ("", "\n"):
        return False
    long = [word.text for word in sentence if len(word.text) > 3]
    return len(long) > 2 and sum(not word[0].islower() for word in long) >= 0.8 * len(long)


# -- what a sentence is read by -----------------------------------------------------------------


def _in_capitals(scene: Scene) -> Iterator[Candidate]:
    """Phrases of the lexicon in a sentence of capital letters; all other words stay open."""
    at, end = 0, len(scene.sentence)
    while at < end:
        length, entry = 1, None
        phrase = ""
        longest = scene.lexicon.capital_lengths.get(plain(scene.sentence[at].text), 0)
        for here in range(at, min(at + longest, end)):
            if here > at and not joined(scene, here):
                break
            phrase += plain(scene.sentence[here].text)
            if phrase in scene.lexicon.capitals:
                length, entry = here + 1 - at, scene.lexicon.capitals[phrase]
            phrase += plain(scene.sentence[here].tail).upper() + " "
        if entry is not None:
            yield _entry(scene, at, at + length, entry)
        at += length


def _by_lexicon(scene: Scene) -> Iterator[Candidate]:
    """Phrases of the lexicon; other capitalised words stay open."""
    at, end = 0, len(scene.sentence)
    while at < end:
        phrase = known(scene, at, end) if is_capital(scene.sentence[at].text) else None
        if phrase is None:
            at += 1
            continue
        yield _entry(scene, at, at + phrase[0], phrase[1])
        at += phrase[0]


def _read(scene: Scene, first: int, last: int) -> Iterator[Candidate]:
    """What one run names."""
    first = _without_opening(scene, first, last)
    if first == last:
        return
    whole = known(scene, first, last)
    if whole is not None and whole[0] == last - first:
        yield from _alone(scene, first, last, whole[1])
        return
    title = _title(scene, first, last)
    if _is_headed(scene, first, last):
        if title is None or title[1] == last or not _is_of(scene, first, title[0]):
            yield from _headed(scene, first, last)
        else:
            yield from _headed(scene, first, title[0])
            yield from _titled(scene, title[1], last)
    elif title is None:
        yield from _segments(scene, first, last)
    else:
        if title[0] > first:
            yield from _segments(scene, first, title[0], to_end=False)
        yield from _titled(scene, title[1], last)


def _without_opening(scene: Scene, first: int, last: int) -> int:
    """Where the run begins without ordinary words that only open the sentence."""
    while first < last:
        low = scene.low(first)
        phrase = known(scene, first, last)
        if phrase is not None and phrase[0] > 1:
            return first
        if low in ("the", "a", "an", "i", "this", "these", "his", "her"):
            first += 1
            continue
        if not scene.opens(first) and low != "mr's":
            return first
        alone = last - first == 1
        if not scene.has("ordinary", first) and (alone or not _only_opens(scene, first, last)):
            return first
        if (
            not alone
            and scene.sentence[first].text in scene.lexicon.given
            and not _is_known(scene, first + 1, last)
        ):
            return first
        if alone and phrase is not None:
            return first
        first += 1
        if first < last and _opens_again(scene, first):
            continue
        break
    return first


def _opens_again(scene: Scene, at: int) -> bool:
    """Whether the word after a dropped opening may be one more of its kind: ``But Many``."""
    return scene.low(at) in ("the", "a", "an", "this", "these", "his", "her")


def _only_opens(scene: Scene, first: int, last: int) -> bool:
    """Whether the first word of a longer run is an ordinary word of this text."""
    word = scene.sentence[first].text
    lists = scene.lexicon.lists
    low = plain(word).lower()
    return (
        low in scene.lowered
        and word not in scene.lexicon.given
        and not _is_known(scene, first, last)
        and low not in lists["titles"]
        and low not in lists["title_parts"]
        and low not in scene.lexicon.heads
        and not _is_headed(scene, first, last)
    )


def _is_known(scene: Scene, at: int, last: int) -> bool:
    return known(scene, at, last) is not None


# -- names by their last word ---------------------------------------------------------------------


def _head(scene: Scene, first: int, last: int) -> tuple[bool, Kind | None]:
    """Whether a head noun ends the name, and the kind that it gives."""
    of = next(
        (at for at in range(first + 1, last) if scene.sentence[at].text in ("of", "for", "on", "to")), last
    )
    if of - first > 1:
        ending = (scene.low(of - 2), scene.low(of - 1))
        if ending in scene.lexicon.endings:
            return True, scene.lexicon.endings[ending]
    head = scene.low(of - 1)
    if head in scene.lexicon.heads:
        return True, scene.lexicon.heads[head]
    return False, None


def _is_headed(scene: Scene, first: int, last: int) -> bool:
    if last - first < 2 or scene.low(first) in scene.lexicon.lists["not_names"]:
        return last - first > 1
    headed, kind = _head(scene, first, last)
    if not headed:
        return False
    return not _is_person_with_head(scene, first, last, kind)


def _is_person_with_head(scene: Scene, first: int, last: int, kind: Kind | None) -> bool:
    """Whether the head noun is a family name here: Tiger Woods, General James Forest."""
    low = scene.low(last - 1)
    given = scene.sentence[last - 2].text in scene.lexicon.given
    if not given or (kind in ("organisation", "group") and low not in scene.lexicon.lists["surname_heads"]):
        return False
    if kind is not None and low not in scene.lexicon.lists["surname_heads"]:
        return False
    return last - first == 2 or scene.has("titles", last - 3)


def _headed(scene: Scene, first: int, last: int) -> Iterator[Candidate]:
    """A name that its head noun decides, or nothing where it is an event, a law or a thing."""
    kind = _head(scene, first, last)[1]
    if scene.low(first) in scene.lexicon.lists["not_names"]:
        kind = None
    if kind is None:
        for at in range(first, last):
            phrase = known(scene, at, last)
            if phrase is not None and phrase[0] > 1 and phrase[1].kind in ("organisation", "group"):
                yield _entry(scene, at, at + phrase[0], phrase[1])
                return
        return
    if last < len(scene.sentence) and scene.sentence[last].text.isdigit() and scene.gap(last) == " ":
        last += kind in ("group", "organisation")
    first = _before_and(scene, first)
    if first > 0 and re.fullmatch(r"\d+(?:st|nd|rd|th)", scene.sentence[first - 1].text):
        first -= scene.gap(first) == " "
    yield _made(scene, first, last, kind, "head", 0.85)


def _is_of(scene: Scene, first: int, last: int) -> bool:
    """Whether a name has an "of" or "for" before word ``last``: House of Representatives."""
    return any(scene.sentence[at].text in ("of", "for") for at in range(first + 1, last))


def _before_and(scene: Scene, first: int) -> int:
    """Where a name with "and" begins: the Search and Rescue Agency."""
    at = first - 2
    if (
        at < 1
        or scene.sentence[first - 1].text != "and"
        or not (joined(scene, first) and joined(scene, first - 1))
    ):
        return first
    word = scene.sentence[at]
    opens = scene.before(at) in scene.lexicon.lists["determiners"]
    alone = is_capital(word.text) and not word.tail and known(scene, at, first) is None
    return at if opens and alone and scene.low(at) not in scene.lexicon.heads else first


# -- people by their titles -----------------------------------------------------------------------


def _title(scene: Scene, first: int, last: int) -> tuple[int, int] | None:
    """The first title inside a run, with the words that belong to it."""
    at = first
    while at < last:
        phrase = known(scene, at, last)
        if phrase is not None and phrase[0] > 1:
            at += phrase[0]
            continue
        if _opens_title(scene, first, at) and not _is_surname(scene, first, at, last):
            begin = at
            while begin > first and scene.has("title_parts", begin - 1):
                begin -= 1
            return begin, _title_end(scene, at, last)
        at += 1
    return None


def _opens_title(scene: Scene, first: int, at: int) -> bool:
    """Whether a word is a title, or the role of a person at the beginning of a sentence: ``Scientist``."""
    return scene.has("titles", at) or (at == first and scene.opens(at) and scene.has("roles", at))


def _is_surname(scene: Scene, first: int, at: int, last: int) -> bool:
    """Whether a word that could be a title is a family name: Stephen King."""
    return at > first and at == last - 1 and scene.sentence[at - 1].text in scene.lexicon.given


def _title_end(scene: Scene, at: int, last: int) -> int:
    """One past the words that belong to the title at ``at``: Minister of State for Defence."""
    lists = scene.lexicon.lists
    after_small_word = False
    at += 1
    while at < last:
        low = scene.low(at)
        if low in ("of", "for", "the", "and"):
            after_small_word = True
        elif low in lists["titles"] or low == "general":
            after_small_word = False
        elif low not in lists["title_parts"] or not (after_small_word or _leads_to_title(scene, at, last)):
            break
        at += 1
    return at


def _leads_to_title(scene: Scene, at: int, last: int) -> bool:
    """Whether the words from ``at`` on lead up to a title: Emergency Situations Minister."""
    while at < last and scene.has("title_parts", at):
        at += 1
    return at < last and scene.has("titles", at)


def _titled(scene: Scene, first: int, last: int) -> Iterator[Candidate]:
    """The person after a title, or whatever else stands there."""
    if first >= last:
        return
    if last - first == 1 and (scene.has("ordinary", first) or scene.low(first) in scene.lexicon.heads):
        return
    phrase = known(scene, first, last)
    if phrase is not None and (
        phrase[1].kind in ("organisation", "group", "demonym", "facility") or phrase[0] == last - first
    ):
        yield from _segments(scene, first, last)
        return
    end = first + 1
    while end < last and end - first < LONGEST_PERSON and not _breaks_person(scene, end, last):
        end += 1
    yield _made(scene, first, end, "person", "title", 0.95)
    if end < last:
        yield from _segments(scene, end, last)


def _breaks_person(scene: Scene, at: int, last: int) -> bool:
    """Whether a person's name ends before word ``at``."""
    if scene.sentence[at].text in ("of", "for", "on", "to", "and", "the"):
        return True
    phrase = known(scene, at, last)
    if phrase is None:
        return False
    return phrase[0] > 1 or (
        phrase[1].kind == "demonym" and scene.sentence[at].text not in scene.lexicon.given
    )


# -- everything else, from left to right ----------------------------------------------------------


def _segments(scene: Scene, first: int, last: int, *, to_end: bool = True) -> Iterator[Candidate]:
    """Phrases of the lexicon and what stands between them.

    Args:
        scene: The sentence.
        first: Its first word.
        last: One past its last word.
        to_end: Whether the range ends where the run ends, so that the words after it bear witness.
    """
    begin = at = first
    while at < last:
        phrase = known(scene, at, last)
        if phrase is None or _belongs_to_person(scene, begin, at, last, phrase):
            at += 1
            continue
        if begin < at:
            yield from _unknown(scene, begin, at, touches=False)
        yield from _alone(scene, at, at + phrase[0], phrase[1])
        at += phrase[0]
        begin = at
    if begin < last:
        yield from _unknown(scene, begin, last, touches=to_end)


def _belongs_to_person(scene: Scene, begin: int, at: int, last: int, phrase: tuple[int, Entry]) -> bool:
    """Whether a known word is part of a person's name: Michael Jordan, Israel Katz."""
    words, given = scene.sentence, scene.lexicon.given
    if phrase[0] > 1:
        return False
    if phrase[1].kind == "demonym":
        return words[at].text in given and at + 2 == last and _is_unknown(scene, at + 1, last)
    if begin < at and words[begin].text in given:
        return at - begin < 4
    if words[at].text in given:
        return at + 1 < last
    if words[at].text in scene.lexicon.given_places and at + 1 < last and begin == at:
        following = words[at + 1].text
        return (
            following not in given and not _is_known(scene, at + 1, last) and not scene.has("titles", at + 1)
        )
    return False


def _is_unknown(scene: Scene, at: int, last: int) -> bool:
    """Whether a word is neither known nor an ordinary word of this text."""
    low = scene.low(at)
    return not _is_known(scene, at, last) and low not in scene.lowered and low not in scene.lexicon.heads


def _alone(scene: Scene, first: int, last: int, entry: Entry) -> Iterator[Candidate]:
    """A phrase of the lexicon, with the lower-case words that make it a facility."""
    if last - first == 1 and scene.opens(first) and scene.has("ordinary", first):
        yield _open(scene, first, last)
        return
    if entry.sort == "cities" and entry.sure:
        end = facility_end(scene, first, last)
        if end > last:
            yield _made(scene, first, end, "facility", "context", 0.8)
            return
    yield _entry(scene, first, last, entry)


def _unknown(scene: Scene, first: int, last: int, *, touches: bool) -> Iterator[Candidate]:
    """Words that the lexicon does not know as one phrase."""
    words = scene.sentence
    while last > first and not is_capital(words[last - 1].text):
        last -= 1
    while first < last and not is_capital(words[first].text):
        first += 1
    if first == last:
        return
    if last - first == 1 and words[first].text in scene.lexicon.figures:
        yield _made(scene, first, last, "person", "figure", 0.8)
        return
    kind, how, confidence = kind_inside(scene, first, last)
    if kind is None and touches:
        end = facility_end(scene, first, last)
        if end > last and last - first < 4:
            yield _made(scene, first, end, "facility", "context", 0.75)
            return
    if kind is None:
        kind, confidence = kind_around(scene, first, last, touches=touches)
        how = "context"
    if kind is not None:
        yield _made(scene, first, last, kind, how, confidence)
    else:
        yield _open(scene, first, last)


# -- making candidates ----------------------------------------------------------------------------


def _made(scene: Scene, first: int, last: int, kind: Kind | None, how: str, confidence: float) -> Candidate:
    words = tuple(
        plain(word.text + (word.tail if at < last - 1 else "")) for at, word in _range(scene, first, last)
    )
    return Candidate(
        start=scene.sentence[first].start,
        end=scene.sentence[last - 1].end,
        words=words,
        kind=kind,
        name=" ".join(plain(scene.text[scene.sentence[first].start : scene.sentence[last - 1].end]).split()),
        how=how,
        confidence=confidence,
        doubtful=scene.opens(first) and (scene.has("ordinary", first) or scene.low(first) in scene.lowered),
        before=scene.before(first),
    )


def _range(scene: Scene, first: int, last: int) -> list[tuple[int, Word]]:
    return [(at, scene.sentence[at]) for at in range(first, last)]


def _entry(scene: Scene, first: int, last: int, entry: Entry) -> Candidate:
    """A phrase of the lexicon; a leading ``The`` is outside."""
    if last - first > 1 and scene.sentence[first].text == "The":
        first += 1
    how = "lexicon" if entry.sure else "unsure"
    made = _made(scene, first, last, entry.kind, how, 0.95 if entry.sure else 0.5)
    return made._replace(name=entry.name)


def _open(scene: Scene, first: int, last: int) -> Candidate:
    """A candidate that the document layer may decide."""
    how = "acronym" if last - first == 1 and is_acronym(scene.sentence[first].text) else "open"
    return _made(scene, first, last, None, how, 0.0)._replace(acts=acts(scene, last))
