"""What the words of a name and the words around it say about its kind.

Each function looks at one range of words in one sentence and answers with a verdict, or with ``None``: a
wrong kind is worse than none, because the rest of the article may still decide.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from index.extraction.expressions import expression
from index.extraction.runs import Scene, known

if TYPE_CHECKING:
    from index.model import Kind

#: No person's name has more words.
LONGEST_PERSON = 6


class Verdict(NamedTuple):
    """A kind, by which sort of rule, and how sure (0 to 1)."""

    kind: Kind
    how: str
    confidence: float


_SURNAME_SHAPE = expression(
    r"(?:ov|ova|ev|eva|sky|skyy|skiy|skyi|ska|enko|chuk|shvili|dze|oğlu|oglu|ić|vić|vich|vych|wicz|sson|dottir"
    r"|opoulos|zadeh|nejad|ullah|uddin|allah|awi|escu|quist|berg|stein|mann|son|ez|ini|elli|etti|ucci)$"
)
_PERSON_APPOSITION = expression(r", (?:\d\d,|aged? \d\d|who\b|whose\b)")
_ARTICLE_APPOSITION = expression(r", (?:a|an|the|one of|former|then|head|[A-Z][\w-]{1,40}) ")
_JOINING = frozenset("-/&’'%$#@")
_AUXILIARIES = frozenset(("was", "is", "were", "has", "had", "been", "also", "later", "then"))
_TOWNS = frozenset(("capital", "city", "town", "village", "river", "island", "province"))


# -- by the words of the name ---------------------------------------------------------------------


def kind_inside(scene: Scene, first: int, last: int) -> Verdict | None:
    """What the words of a name say about it."""
    if last - first < 2:
        return None
    if (
        last - first == 2
        and scene.gap(first + 1) == " & "
        and scene.sentence[first].text not in scene.lexicon.given
    ):
        return Verdict("organisation", "head", 0.85)
    following = scene.sentence[first + 1].text
    particle = not following[0].isupper() or following.startswith(("Al-", "El-"))
    kind = _by_opening(scene, first, following if particle else "")
    if scene.low(first) == "fort" and _before_place(scene, last):
        kind = "place"
    if kind is not None:
        return Verdict(kind, "head", 0.8)
    confidence = _as_person(scene, first, last, particle=particle)
    return Verdict("person", "given", confidence) if confidence else None


def _by_opening(scene: Scene, first: int, particle: str) -> Kind | None:
    """The kind by the first word: Kataib, Camp, Ciudad, Deir al-, Brigade de."""
    lists = scene.lexicon.lists
    opening = scene.low(first)
    if opening in lists["group_openings"]:
        return "group"
    if opening in lists["organisation_openings"]:
        return "organisation"
    if opening in lists["facility_openings"]:
        return "facility"
    if opening in lists["place_openings"] or (particle and opening in lists["arabic_openings"]):
        return "place"
    return scene.lexicon.heads.get(opening) if particle in ("de", "del", "di", "du") else None


def _as_person(scene: Scene, first: int, last: int, *, particle: bool) -> float:
    """How surely the words have the shape of a person's name."""
    length = last - first
    opening = scene.sentence[first].text
    confidence = 0.0
    if length > LONGEST_PERSON or _names_a_thing(scene, first, last):
        return confidence
    if opening in scene.lexicon.given:
        confidence = 0.9
    elif particle and length < 5 and opening not in scene.lexicon.given_places:
        confidence = 0.75
    elif len(opening) == 1 and length == 2 and scene.gap(last - 1) == ". ":
        confidence = 0.7
    elif length < 4 and _SURNAME_SHAPE.search(scene.sentence[last - 1].text) and _is_bare(scene, first):
        confidence = 0.65
    return confidence


def _names_a_thing(scene: Scene, first: int, last: int) -> bool:
    """Whether a word stands in it that no name of ours has: Hurricane, Operation."""
    return any(scene.has("not_names", at) for at in range(first, last))


def _is_bare(scene: Scene, first: int) -> bool:
    """Whether the name may be a person's: no determiner before it, no word of other names in front."""
    determined = scene.before(first) in scene.lexicon.lists["determiners"]
    return not determined and not scene.has("not_people", first)


def is_acronym(word: str) -> bool:
    """Whether a word is set in capital letters and short."""
    return 1 < len(word) < 8 and word.isupper()


# -- by the words around it -----------------------------------------------------------------------


def kind_around(scene: Scene, first: int, last: int, *, touches: bool) -> Verdict | None:
    """What the words around a name say about it.

    Args:
        scene: The sentence.
        first: Its first word.
        last: One past its last word.
        touches: Whether the words after it bear witness, because nothing else of the run follows.
    """
    if _names_a_thing(scene, first, last):
        return None
    verdict = _by_noun(scene, first, last)
    if verdict is not None or not touches:
        return verdict
    length = last - first
    if length > 1 and _is_bare(scene, first):
        if acts(scene, last):
            return Verdict("person", "context", 0.7)
        kind = _apposition(scene, last)
        if kind is not None:
            return Verdict(kind, "context", 0.75)
    if length == 1 and is_acronym(scene.sentence[first].text):
        return None
    after = scene.after(last)
    if length < 4 and after in scene.lexicon.lists["place_words"] and not is_adjective(scene, first, last):
        return Verdict("place", "context", 0.8)
    if length == 1 and after in scene.lexicon.lists["state_nouns"] and _is_bare(scene, first):
        return Verdict("place", "context", 0.6)
    return _after_preposition(scene, first, last)


def is_adjective(scene: Scene, first: int, last: int) -> bool:
    """Whether a single word with an article is rather a people's: ``the Toravian coast``."""
    people = last - first == 1 and scene.low(first).endswith(("ian", "ese", "ish"))
    return people and scene.before(first) in scene.lexicon.lists["determiners"]


def acts(scene: Scene, last: int) -> bool:
    """Whether the words after a name say what people and bodies do: ``said``, ``was born``, ``leaders``."""
    lists = scene.lexicon.lists
    after = scene.after(last)
    if not after and last < len(scene.sentence) and scene.gap(last) == ", ":
        return scene.sentence[last].text in lists["saying"]
    if after in _AUXILIARIES:
        following = scene.after(last + 1)
        passive = following in lists["undergone"]
        return passive or (after not in ("was", "is", "were") and following in lists["saying"])
    return after in lists["saying"] or after in lists["doing"]


def facility_end(scene: Scene, first: int, last: int) -> int:
    """One past the lower-case words that make a name a facility's: ``Bagram air base``; else ``last``."""
    lists = scene.lexicon.lists
    if (first > 0 and scene.gap(first).endswith("-")) or scene.before(first) in ("a", "an"):
        return last
    end = at = last
    if scene.after(at) and scene.sentence[at].text in lists["buildings"]:
        phrase = known(scene, first, last)
        return last if phrase is not None and phrase[1].kind == "place" else at + 1
    while at < min(last + 3, len(scene.sentence)) and scene.after(at):
        if scene.sentence[at].text in lists["facility_words"]:
            end = at + 1
        elif scene.sentence[at].text not in lists["facility_between"]:
            break
        at += 1
    return end


def _by_noun(scene: Scene, first: int, last: int) -> Verdict | None:
    """The kind by the noun before a name: spokesman X, militia X, town of X."""
    lists = scene.lexicon.lists
    before = scene.before(first)
    if not before:
        return _after_comma(scene, first, last)
    earlier = scene.before(first - 1)
    armed = before in ("group", "groups") and earlier in lists["group_adjectives"]
    placed = last - first < 4 and before == "of" and earlier in lists["place_nouns"]
    if before in lists["roles"]:
        return Verdict("person", "context", 0.85 if last - first > 1 else 0.65)
    if before in lists["organisation_nouns"]:
        return Verdict("organisation", "context", 0.75)
    if armed or before in lists["group_nouns"]:
        return Verdict("group", "context", 0.75)
    if placed or (last - first < 4 and before in _TOWNS):
        return Verdict("place", "context", 0.85 if placed else 0.75)
    return None


def _after_comma(scene: Scene, first: int, last: int) -> Verdict | None:
    """``the Taliban leader, Alaudin,`` or ``the capital, Moroni``."""
    end = scene.sentence[last - 1].end
    if first == 0 or scene.gap(first) != ", " or scene.text[end : end + 1] not in (",", "."):
        return None
    noun = scene.sentence[first - 1].text
    if noun in scene.lexicon.lists["roles"]:
        return Verdict("person", "context", 0.75 if last - first > 1 else 0.6)
    if noun in _TOWNS and last - first < 4:
        return Verdict("place", "context", 0.75)
    return None


def _apposition(scene: Scene, last: int) -> Kind | None:
    """The kind by what stands in apposition: ``X Y, a leader of``, ``X Y, 34,``, ``X Y, a town in``."""
    end = scene.sentence[last - 1].end
    following = scene.text[end : end + 50]
    if _PERSON_APPOSITION.match(following):
        return "person"
    if not _ARTICLE_APPOSITION.match(following):
        return None
    lists = scene.lexicon.lists
    for at in range(last, min(last + 7, len(scene.sentence))):
        word = scene.sentence[at].text
        if word in lists["apposition_ends"] or (at > last + 1 and "," in scene.gap(at)):
            break
        if word in lists["roles"]:
            return "person"
        if word in lists["place_nouns"] or word in lists["place_words"]:
            return "place"
    return None


def _after_preposition(scene: Scene, first: int, last: int) -> Verdict | None:
    """``in Zummar``: an unknown single name after a preposition of place, or one before its country."""
    word = scene.sentence[last - 1]
    lists = scene.lexicon.lists
    follows = scene.before(first) in lists["place_prepositions"] and not word.tail
    if not follows or scene.has("never_places", first) or scene.text[word.end : word.end + 1] in _JOINING:
        return None
    if last - first < 4 and _before_place(scene, last):
        return Verdict("place", "context", 0.85)
    after = scene.after(last)
    ordinary = word.text.lower() in scene.lowered or scene.has("ordinary", first)
    ordinary = ordinary or word.text in scene.lexicon.given
    if last - first > 1 or ordinary or (after and after not in lists["after_places"]):
        return None
    return Verdict("place", "context", 0.6)


def _before_place(scene: Scene, last: int) -> bool:
    """Whether a known place follows after a comma: ``Fort Brenn, Texas``."""
    if last >= len(scene.sentence) or scene.gap(last) != ", ":
        return False
    phrase = known(scene, last, len(scene.sentence))
    return phrase is not None and phrase[1].kind == "place"
