"""What the words of a name and the words around it say about its kind.

Each function looks at one range of words in one sentence and answers with a kind and how sure it is, or
with ``None``: a wrong kind is worse than none, because the rest of the article may still decide.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from index.extraction.runs import Scene, known

if TYPE_CHECKING:
    from index.model import Kind

#: No person's name has more words.
LONGEST_PERSON = 6

_SURNAME_SHAPE = re.compile(
    r"(?:ov|ova|ev|eva|sky|skyy|skiy|skyi|ska|enko|chuk|shvili|dze|oğlu|oglu|ić|vić|vich|vych|wicz|sson|dottir|opoulos"
    r"|zadeh|nejad|ullah|uddin|allah|awi|escu|quist|berg|stein|mann|son|ez|ini|elli|etti|ucci)$"
)
_PERSON_APPOSITION = re.compile(r", (?:\d\d,|aged? \d\d|who\b|whose\b)")
_ARTICLE_APPOSITION = re.compile(r", (?:a|an|the|one of|former|then|head|[A-Z][\w-]+) ")


def kind_inside(scene: Scene, first: int, last: int) -> tuple[Kind | None, str, float]:
    """What the words of a name say about it."""
    lists = scene.lexicon.lists
    words = scene.sentence
    length = last - first
    opening = scene.low(first)
    if length < 2:
        return None, "", 0.0
    arabic = not words[first + 1].text[0].isupper() or words[first + 1].text.startswith(("Al-", "El-"))
    if opening in lists["group_openings"]:
        return "group", "head", 0.85
    if opening in lists["facility_openings"]:
        return "facility", "head", 0.85
    if opening in lists["place_openings"] or (arabic and opening in lists["arabic_openings"]):
        return "place", "head", 0.8
    if length > LONGEST_PERSON or any(scene.low(at) in lists["not_names"] for at in range(first, last)):
        return None, "", 0.0
    if words[first].text in scene.lexicon.given:
        return "person", "given", 0.9
    if len(words[first].text) == 1 and length == 2 and scene.gap(last - 1) == ". ":
        return "person", "given", 0.7
    if arabic and length < 5 and scene.sentence[first].text not in scene.lexicon.given_places:
        return "person", "given", 0.75
    if length < 4 and _SURNAME_SHAPE.search(words[last - 1].text) and _is_bare(scene, first):
        return "person", "given", 0.65
    return None, "", 0.0


def _is_bare(scene: Scene, first: int) -> bool:
    """Whether the name may be a person's: no determiner before it, no word of other names in front."""
    return scene.before(first) not in scene.lexicon.lists["determiners"] and not scene.has(
        "not_people", first
    )


def kind_around(scene: Scene, first: int, last: int, *, touches: bool) -> tuple[Kind | None, float]:
    """What the words around a name say about it."""
    lists = scene.lexicon.lists
    before = scene.before(first)
    kind, confidence = _kind_by_noun(scene, first, last, before)
    if kind is not None:
        return kind, confidence
    after = scene.after(last) if touches else ""
    length = last - first
    single_capitals = length == 1 and is_acronym(scene.sentence[first].text)
    if after in lists["place_words"] and length < 4 and not single_capitals:
        return "place", 0.8
    if touches and length > 1 and _is_bare(scene, first):
        if after in lists["saying"]:
            return "person", 0.7
        kind = _apposition(scene, last)
        if kind is not None:
            return kind, 0.75
    if before in lists["place_prepositions"] and touches and not single_capitals:
        return _after_preposition(scene, first, last)
    return None, 0.0


def _kind_by_noun(scene: Scene, first: int, last: int, before: str) -> tuple[Kind | None, float]:
    """The kind by the noun before a name: spokesman X, militia X, town of X."""
    lists = scene.lexicon.lists
    if not before:
        return _after_comma(scene, first, last)
    if before in lists["roles"]:
        return "person", 0.85 if last - first > 1 else 0.65
    if before in lists["organisation_nouns"]:
        return "organisation", 0.75
    earlier = scene.before(first - 1)
    if before in lists["group_nouns"] or (
        before in ("group", "groups") and earlier in lists["group_adjectives"]
    ):
        return "group", 0.75
    if before == "of" and earlier in lists["place_nouns"] and last - first < 4:
        return "place", 0.85
    if before in ("capital", "city", "town", "village") and last - first < 4:
        return "place", 0.75
    return None, 0.0


def _after_comma(scene: Scene, first: int, last: int) -> tuple[Kind | None, float]:
    """``the Taliban leader, Alaudin,`` or ``the capital, Moroni``."""
    if (
        first == 0
        or scene.gap(first) != ", "
        or scene.text[scene.sentence[last - 1].end :][:1] not in (",", ".")
    ):
        return None, 0.0
    noun = scene.low(first - 1)
    if scene.sentence[first - 1].text != noun:
        return None, 0.0
    if noun in scene.lexicon.lists["roles"]:
        return "person", 0.75 if last - first > 1 else 0.6
    if noun in ("capital", "city", "town", "village") and last - first < 4:
        return "place", 0.75
    return None, 0.0


def _apposition(scene: Scene, last: int) -> Kind | None:
    """The kind by what stands in apposition: ``X Y, a leader of``, ``X Y, 34,``, ``X Y, a town in``."""
    end = scene.sentence[last - 1].end
    following = scene.text[end : end + 24]
    if _PERSON_APPOSITION.match(following):
        return "person"
    if not _ARTICLE_APPOSITION.match(following):
        return None
    lists = scene.lexicon.lists
    for at in range(last, min(last + 7, len(scene.sentence))):
        if at > last + 1 and "," in scene.gap(at):
            return None
        word = scene.sentence[at].text
        if word in lists["roles"] or word in ("head", "member", "co-author", "survivor"):
            return "person"
        if word in lists["place_nouns"] or word in lists["place_words"]:
            return "place"
        if word in ("of", "in", "that", "which", "and"):
            return None
    return None


def _after_preposition(scene: Scene, first: int, last: int) -> tuple[Kind | None, float]:
    """``in Zummar``: an unknown single name after a preposition of place."""
    word = scene.sentence[last - 1]
    following = scene.text[word.end : word.end + 2]
    listed = scene.low(first) in scene.lexicon.lists["never_places"]
    if word.tail or listed or following[:1] in ("-", "/", "&", "’", "'", "%", "$", "#", "@"):
        return None, 0.0
    country = last < len(scene.sentence) and scene.gap(last) == ", " and _is_place(scene, last)
    if country and last - first < 4:
        return "place", 0.85
    if last - first > 1 or word.text.lower() in scene.lowered or scene.has("ordinary", first):
        return None, 0.0
    return "place", 0.65


def _is_place(scene: Scene, at: int) -> bool:
    phrase = known(scene, at, len(scene.sentence))
    return phrase is not None and phrase[1].kind == "place"


def facility_end(scene: Scene, last: int) -> int:
    """One past the lower-case words that make a name a facility's: ``Bagram air base``; else ``last``."""
    lists = scene.lexicon.lists
    at = last
    while at < min(last + 3, len(scene.sentence)) and scene.after(at):
        if scene.sentence[at].text in lists["facility_words"]:
            return at + 1
        if scene.sentence[at].text not in lists["facility_between"]:
            break
        at += 1
    return last


def is_acronym(word: str) -> bool:
    """Whether a word is set in capital letters and short."""
    return 1 < len(word) < 8 and word.isupper()
