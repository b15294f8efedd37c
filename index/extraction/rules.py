"""What a run of capitalised words names, by the words in it and around it.

Every rule looks at one sentence. What a rule cannot decide leaves here as an open candidate, and
``index.extraction.document`` may decide it by the rest of the article; what stays open is no mention,
because a highlight that is wrong is not trusted. Headlines are read by the lexicon alone: there a
capital letter says nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.extraction.candidate import Candidate, from_entry, left_open, made
from index.extraction.evidence import (
    LONGEST_PERSON,
    Verdict,
    acts,
    facility_end,
    is_acronym,
    kind_around,
    kind_inside,
)
from index.extraction.expressions import expression
from index.extraction.heads import ADDRESSES, has_of, headed, is_headed
from index.extraction.lexicon import Entry, lexicon
from index.extraction.pieces import in_pieces
from index.extraction.runs import Scene, is_capital, joined, known, runs, split_compounds
from index.extraction.titles import title_in
from index.extraction.tokens import Word, plain, sentences
from index.extraction.weighing import found_in, weighed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from index.extraction.tagger import Tagger
    from index.extraction.weighing import Found

#: A longer body that a known one opens has so many words more, and is so sure in a headline.
_LONGEST_BEHIND = 3
_SURE_IN_LINE = 0.8
_LOWER_WORD = expression(r"(?<![^\W_])[a-z]{2,24}(?![^\W_])")


def candidates(text: str, *, english: bool = True, tagger: Tagger | None = None) -> list[Candidate]:
    """Every candidate of a text, in order; they do not overlap.

    Args:
        text: A cleaned text.
        english: Whether the rules of English apply; without them only the lexicon speaks.
        tagger: What finds names by what it has learned, from English texts; without it the rules stand alone.
    """
    lists = lexicon()
    lowered = frozenset(match[0] for match in _LOWER_WORD.finditer(text))
    cut = list(sentences(text))
    tagged = _tagged(text, cut, tagger if english else None)
    found: list[Candidate] = []
    for number, sentence in enumerate(cut):
        scene = Scene(text, split_compounds(text, sentence, lists), lists, lowered)
        ruled = list(_by_rules(scene, sentence, english=english))
        found.extend(weighed(scene, ruled, tagged[number]) if tagged else ruled)
    return found


def _tagged(text: str, cut: list[list[Word]], tagger: Tagger | None) -> list[list[Found]]:
    """What the tagger finds in each sentence; nothing at all without one."""
    if tagger is None:
        return []
    cut_up = [in_pieces(text, sentence) for sentence in cut]
    names = tagger.tag([sentence.texts for sentence in cut_up])
    return [found_in(sentence, tagged) for sentence, tagged in zip(cut_up, names, strict=True)]


def _by_rules(scene: Scene, sentence: list[Word], *, english: bool) -> Iterator[Candidate]:
    if is_capitals(sentence):
        yield from _in_capitals(scene)
    elif not english or is_headline(scene.text, sentence):
        yield from _by_lexicon(scene)
    else:
        for first, last in runs(scene):
            yield from _read(scene, first, last)


def is_capitals(sentence: list[Word]) -> bool:
    """Whether a sentence is set in capital letters."""
    if sum(word.text.islower() for word in sentence[:6]) > 2:
        return False
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
    """Phrases of the lexicon in a sentence of capital letters, and nothing else."""
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
            yield from_entry(scene, at, at + length, entry)
        at += length


def _by_lexicon(scene: Scene) -> Iterator[Candidate]:
    """Phrases of the lexicon, and nothing else."""
    at, end = 0, len(scene.sentence)
    while at < end:
        phrase = known(scene, at, end) if is_capital(scene.sentence[at].text) else None
        if phrase is None:
            at += 1
            continue
        end_of_body = _end_of_body(scene, at + phrase[0], phrase[1])
        if end_of_body > at + phrase[0]:
            yield made(scene, at, end_of_body, Verdict("organisation", "head", _SURE_IN_LINE))
        else:
            yield from_entry(scene, at, at + phrase[0], phrase[1])
        at = end_of_body


def _end_of_body(scene: Scene, last: int, entry: Entry) -> int:
    """One past the last word of a longer body that a known one opens: ``ISAF Joint Command - Afghanistan``.

    In a headline the words after it have capital letters as well, so only what ends there is one.
    """
    end = last
    if entry.kind != "organisation":
        return last
    while end < len(scene.sentence) and end - last < _LONGEST_BEHIND and scene.gap(end) == " ":
        if scene.sentence[end - 1].tail or not is_capital(scene.sentence[end].text):
            return last
        end += 1
    ends_there = end == len(scene.sentence) or scene.gap(end) != " "
    if end == last or not ends_there:
        return last
    return end if scene.lexicon.heads.get(scene.low(end - 1)) == "organisation" else last


def _read(scene: Scene, first: int, last: int) -> Iterator[Candidate]:
    """What one run names."""
    first = _without_opening(scene, first, last)
    if first == last:
        return
    whole = known(scene, first, last)
    if whole is not None and whole[0] == last - first:
        yield from _alone(scene, first, last, whole[1])
        return
    if whole is not None and _ends_with_phrase(scene, first, last, whole):
        yield from _alone(scene, first, first + whole[0], whole[1])
        yield from _read(scene, first + whole[0], last)
        return
    title = title_in(scene, first, last)
    if is_headed(scene, first, last):
        if title is None or title[1] == last or not has_of(scene, first, title[0]):
            yield from headed(scene, first, last)
        else:
            yield from headed(scene, first, title[0])
            yield from _titled(scene, title[1], last)
    elif title is None:
        yield from _segments(scene, first, last)
    else:
        if title[0] > first:
            yield from _segments(scene, first, title[0], to_end=False)
        yield from _titled(scene, title[1], last)


def _ends_with_phrase(scene: Scene, first: int, last: int, phrase: tuple[int, Entry]) -> bool:
    """Whether a known body opens the run and somebody else follows: Liberal Party of Canada Fernand Viau."""
    end = first + phrase[0]
    long = phrase[0] > 2 and phrase[1].sure and phrase[1].kind in ("organisation", "group")
    if not long or scene.sentence[end - 1].tail or not is_capital(scene.sentence[end].text):
        return False
    return scene.low(last - 1) not in scene.lexicon.heads and not has_of(scene, end, last)


def _without_opening(scene: Scene, first: int, last: int) -> int:
    """Where the run begins without ordinary words that only open the sentence."""
    while first < last and _only_opens(scene, first, last):
        first += 1
    return first


def _only_opens(scene: Scene, first: int, last: int) -> bool:
    """Whether the first word of a run belongs to the sentence and not to the name."""
    phrase = known(scene, first, last)
    if phrase is not None and phrase[0] > 1:
        return False
    word = scene.sentence[first]
    if scene.has("determiners", first) and scene.text[word.end : word.end + 1] != ".":
        return True
    if not scene.opens(first):
        return False
    if last - first == 1:
        return phrase is None and scene.has("ordinary", first)
    if word.text in scene.lexicon.given:
        return scene.has("ordinary", first) and _is_known(scene, first + 1, last)
    return scene.has("ordinary", first) or _is_ordinary_here(scene, first, last)


def _is_ordinary_here(scene: Scene, first: int, last: int) -> bool:
    """Whether the first word of a longer run stands in this text in lower case and begins no name."""
    low = scene.low(first)
    lists = scene.lexicon.lists
    part_of_title = low in lists["titles"] or low in lists["title_parts"] or low in lists["roles"]
    return (
        low in scene.lowered
        and not part_of_title
        and low not in scene.lexicon.heads
        and not _is_known(scene, first, last)
        and not is_headed(scene, first, last)
    )


def _is_known(scene: Scene, at: int, last: int) -> bool:
    return known(scene, at, last) is not None


# -- people after their titles ---------------------------------------------------------------------


def _titled(scene: Scene, first: int, last: int) -> Iterator[Candidate]:
    """The person after a title, or whatever else stands there."""
    if first >= last:
        return
    plain_word = scene.has("ordinary", first) or scene.low(first) in scene.lexicon.heads
    addressed = first > 0 and scene.low(first - 1) in ADDRESSES and scene.has("surname_heads", first)
    if last - first == 1 and plain_word and not addressed:
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
    yield made(scene, first, end, Verdict("person", "title", 0.95))
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
    end = scene.sentence[last - 1].end
    if scene.text[end : end + 1] == "$":
        return
    if last - first == 1 and scene.opens(first) and scene.has("ordinary", first):
        yield left_open(scene, first, last)
        return
    if not entry.sure:
        verdict = kind_around(scene, first, last, touches=True)
        agreed = verdict is not None and verdict.kind == entry.kind
        entry = entry._replace(sure=agreed or _is_used_as_body(scene, first, last, entry))
    if entry.sort == "cities":
        end = facility_end(scene, first, last)
        if end > last:
            yield made(scene, first, end, Verdict("facility", "context", 0.8))
            return
    yield from_entry(scene, first, last, entry)


def _is_used_as_body(scene: Scene, first: int, last: int, entry: Entry) -> bool:
    """Whether an acronym that may stand for a known body is used as one: ``the WHO``, ``NSA officials``."""
    if entry.kind not in ("organisation", "group") or not is_acronym(scene.sentence[first].text):
        return False
    is_named = scene.before(first) == "the" and not (last < len(scene.sentence) and scene.low(last) == "of")
    return last - first == 1 and (is_named or acts(scene, last))


def _unknown(scene: Scene, first: int, last: int, *, touches: bool) -> Iterator[Candidate]:
    """Words that the lexicon does not know as one phrase."""
    words = scene.sentence
    while last > first and not is_capital(words[last - 1].text) and words[last - 1].text != "May":
        last -= 1
    while first < last and not is_capital(words[first].text):
        first += 1
    if first == last:
        return
    if last - first == 1 and words[first].text in scene.lexicon.figures:
        yield made(scene, first, last, Verdict("person", "figure", 0.8))
        return
    verdict = kind_inside(scene, first, last)
    if verdict is None and touches and last - first < 4:
        end = facility_end(scene, first, last)
        if end > last:
            yield made(scene, first, end, Verdict("facility", "context", 0.75))
            return
    verdict = verdict or kind_around(scene, first, last, touches=touches)
    yield made(scene, first, last, verdict) if verdict else left_open(scene, first, last)
