"""Where a name that the tagger found begins and ends: without titles, offices, verbs and the like.

Every function takes places of words in a sentence, the first and one past the last, and gives such places.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.extraction.expressions import expression
from index.extraction.heads import ADDRESSES
from index.extraction.runs import Scene, is_capital, known

if TYPE_CHECKING:
    from index.extraction.tagger import Label

_DAYS = frozenset(("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"))
#: Heads that stand in small letters inside a name: ``Mandovi river``.
_WITH_NAME = frozenset(("team", "airlines", "university", "peninsula", "river"))
_SHORTEST_VERB = 4
#: Before a place, also in a headline that has capitals throughout.
_WHERE = ("in", "at", "from", "to")
#: A given name of two syllables, as Chinese and Korean ones are written: ``Man-kei``.
_ROMANISED = expression(r"[A-Z][a-z]{1,5}-[a-z]{2,6}")


def within_clause(scene: Scene, first: int, last: int) -> int:
    """One past the last word before a bracket that opens inside a name, or before a verb."""
    return _before_predicate(scene, first, _before_bracket(scene, first, last))


def trimmed(scene: Scene, first: int, last: int, label: Label) -> tuple[int, int]:
    """Without titles before a person, offices behind a body, articles, and what is no part of a name.

    Returns:
        The first word and one past the last; the same place twice where no name is left.
    """
    while last - first > 1 and _stands_before(scene, first):
        first += 1
    first += _is_state_behind(scene, first, last)
    if label == "LOC":
        first += last - first > 1 and scene.low(first) in _WHERE
        first = _behind_office(scene, first, last)
    elif label == "ORG":
        first, last = _body(scene, first, last)
    elif label == "PER":
        first = _behind_titles(scene, first, last)
    while last - first > 1 and (_is_left_over(scene, last - 1) or _is_rank_behind(scene, last, label)):
        last -= 1
    before_title = last < len(scene.sentence) and scene.has("titles", last) and scene.gap(last) == " "
    if before_title and all(scene.has("title_parts", at) for at in range(first, last)):
        return first, first
    if not any(is_capital(scene.sentence[at].text) for at in range(first, last)):
        return first, first
    return (first, first) if _holds_dateline(scene, first, last) else (first, last)


def _body(scene: Scene, first: int, last: int) -> tuple[int, int]:
    if last - first == 2 and scene.has("affiliations", first) and scene.has("houses_of_parties", first + 1):
        first += 1
    return first, _without_office(scene, first, last)


def _behind_titles(scene: Scene, first: int, last: int) -> int:
    """Where the name of a person begins; ``last`` where nothing but titles is there."""
    while last - first > 1 and _is_of_title(scene, first):
        first += 1
    title = scene.has("titles", first) and scene.sentence[first].text not in scene.lexicon.given
    if _is_office_alone(scene, first, last) or (last - first == 1 and title):
        return last
    return first


def _is_of_title(scene: Scene, at: int) -> bool:
    """Whether a word before a name is a title or opens one: ``Crown Prince``."""
    return scene.has("titles", at) or (scene.has("title_parts", at) and scene.has("titles", at + 1))


def _is_office_alone(scene: Scene, first: int, last: int) -> bool:
    """Whether what was taken for a person is an office without one: ``Executive``, ``Representatives``."""
    many = scene.low(last - 1).endswith("s") and scene.has("titles", last - 1)
    if last - first > 1 or scene.sentence[first].text in scene.lexicon.given:
        return many
    addressed = first > 0 and scene.low(first - 1) in ADDRESSES
    return many or (scene.has("title_parts", first) and not addressed)


def _behind_office(scene: Scene, first: int, last: int) -> int:
    """Where the place of an office begins: ``Lord Mayor of Melbourne``; ``last`` where there is none."""
    of = next((at for at in range(first + 1, last) if scene.sentence[at].text == "of"), last)
    if of == last:
        return last if last - first > 1 and scene.has("offices", last - 1) else first
    office = scene.has("titles", of - 1) or scene.has("offices", of - 1)
    return of + 1 if office else first


def _without_office(scene: Scene, first: int, last: int) -> int:
    """One past the last word of a body without an office behind it: ``Senate Majority Leader``.

    Returns:
        ``first`` where nothing but an office is there.
    """
    if any(scene.sentence[at].text in ("of", "for") for at in range(first, last)):
        return last
    end = last
    while end - first > 1 and scene.has("offices", end - 1):
        end -= 1
    phrase = known(scene, first, last)
    if end == last or (phrase is not None and phrase[0] == last - first):
        return last
    while end > first and scene.has("title_parts", end - 1):
        end -= 1
    return end


def _stands_before(scene: Scene, at: int) -> bool:
    """Whether a word before a name is an article, says where, or opens a sentence: ``Near Kesmark``."""
    if scene.low(at) in ("the", "a", "an") or _only_places(scene, at):
        return True
    return scene.opens(at) and scene.has("place_prepositions", at)


def _only_places(scene: Scene, at: int) -> bool:
    """Whether a word says where in a place and belongs to no name: ``eastern Marra``."""
    return scene.sentence[at].text in scene.lexicon.lists["parts_of_places"]


def _is_left_over(scene: Scene, at: int) -> bool:
    """Whether a word at the end is no part of a name: a day, or a small word that no name ends with."""
    low = scene.low(at)
    if scene.sentence[at].text[0].isupper():
        return scene.sentence[at].text in _DAYS
    lists = scene.lexicon.lists
    return scene.sentence[at].text == low and low not in lists["facility_words"] and low not in _WITH_NAME


def _is_rank_behind(scene: Scene, last: int, label: Label) -> bool:
    """Whether the last word opens the rank of somebody who follows: ``U.S. Brig. | Gen. Volesky``."""
    if label == "PER" or last >= len(scene.sentence) or not scene.has("titles", last - 1):
        return False
    return scene.gap(last).startswith(".") and scene.has("titles", last)


def _is_state_behind(scene: Scene, first: int, last: int) -> bool:
    """Whether the first word is the state of the town before it: ``Washington, D.C. Veskar's envoy``."""
    if last - first < 2 or first == 0 or not scene.has("states_in_short", first):
        return False
    return scene.gap(first) == ", " and is_capital(scene.sentence[first - 1].text)


def _holds_dateline(scene: Scene, first: int, last: int) -> bool:
    """Whether what was found goes on over the dash after a dateline: ``GENEVA - Envoys of``."""
    return scene.sentence[first].text.isupper() and any(
        mark in scene.gap(at) for at in range(first + 1, last) for mark in (" - ", " – ", " — ")
    )


def _before_bracket(scene: Scene, first: int, last: int) -> int:
    """One past the last word before a bracket that opens inside a name: ``Mano Orun (Herald``."""
    return next((at for at in range(first + 1, last) if "(" in scene.gap(at)), last)


def _before_predicate(scene: Scene, first: int, last: int) -> int:
    """One past the last word before a verb or a role, which no name has inside: ``Front shelled Brenn``."""
    lists = scene.lexicon.lists
    for at in range(first + 1, last - 1):
        word = scene.sentence[at].text
        if not word.islower() or len(word) < _SHORTEST_VERB:
            continue
        if word.endswith("ed") or word in lists["saying"] or word in lists["roles"]:
            return at
    return last


def person_behind(scene: Scene, first: int, last: int) -> int:
    """Where a person's name begins that closes what was found: ``Liberal Party of Canada Fernand Viau``.

    Returns:
        ``first`` where there is none.
    """
    for at in (last - 3, last - 2):
        if at <= first or not _is_given_name(scene, at) or known(scene, at, last):
            continue
        *given, family = scene.sentence[at:last]
        if not is_capital(family.text) or any(word.tail or not is_capital(word.text) for word in given):
            continue
        if scene.low(last - 1) in scene.lexicon.heads and not scene.has("surname_heads", last - 1):
            continue
        whole = known(scene, first, last)
        before = known(scene, first, at)
        if (whole is None or whole[0] <= at - first) and before is not None and before[0] == at - first:
            return at
        if at - first == 1 and scene.has("affiliations", first):
            return at
    return first


def _is_given_name(scene: Scene, at: int) -> bool:
    word = scene.sentence[at].text
    return word in scene.lexicon.given or _ROMANISED.fullmatch(word) is not None
